"""What the employer must organise each week: hours beside the normal week, essential work that colleagues cover, and
the supervisor's time. What nobody knows is said to be not known.
"""

from datetime import timedelta
from itertools import groupby

from pydantic import BaseModel, ConfigDict

from ergo.analysis.wording import WEEKDAYS, hours_words, listed, range_words
from ergo.analysis.worktime import DAYS_PER_WEEK, roster_shifts
from ergo.knowledge.documents import employer_plan_sentences
from ergo.model.case import Case
from ergo.model.job import Importance
from ergo.model.plan import Firmness, Plan, PlanWeek
from ergo.reports.document import BOX

NOT_KNOWN = "not known"
COUNTED = f"{BOX} counted, {BOX} supernumerary"
RATE = "not known: ____ %"


class OrganiseRow(BaseModel):
    """A week, or several alike in a row: hours and their share, what colleagues cover, the supervisor's time."""

    model_config = ConfigDict(frozen=True)

    weeks: str
    hours: str
    covered: list[str]
    supervisor: list[str]


def organise_rows(shown: Case, plan: Plan) -> list[OrganiseRow]:
    """Each firm or conditional week with what it asks of the workplace; weeks in a row that are alike share a line."""
    climbs = {
        week.number
        for before, week in zip(plan.weeks, plan.weeks[1:], strict=False)
        if before.rung != week.rung
    }
    lines = [
        (
            week.number,
            _hours(shown, week),
            _covered(shown, week),
            _supervisor(shown, week, week.number in climbs),
        )
        for week in plan.weeks
        if week.firmness is not Firmness.OUTLOOK
    ]
    found = []
    for (hours, covered, supervisor), group in groupby(lines, key=lambda line: line[1:]):
        numbers = [line[0] for line in group]
        weeks = range_words(numbers[0], numbers[-1])
        found.append(OrganiseRow(weeks=weeks, hours=hours, covered=covered, supervisor=supervisor))
    return found


def organise_sentences() -> list[str]:
    """What is to be agreed about staffing and rate."""
    return employer_plan_sentences("organise")


def _hours(shown: Case, week: PlanWeek) -> str:
    normal = _normal_minutes(shown, week)
    planned = hours_words(week.total_min)
    return (
        f"{planned}, {week.total_min / normal:.0%} of the normal {hours_words(normal)}" if normal else planned
    )


def _shifts_in(shown: Case, week: PlanWeek) -> list[int]:
    """Paid minutes of each shift of the roster in a week."""
    if shown.job.roster is None:
        return []
    last = week.monday + timedelta(days=DAYS_PER_WEEK - 1)
    return [shift.paid_min for shift in roster_shifts(shown.job.roster, week.monday, last)]


def _normal_minutes(shown: Case, week: PlanWeek) -> int:
    return sum(_shifts_in(shown, week))


def _covered(shown: Case, week: PlanWeek) -> list[str]:
    """Essential work of a normal week that the plan leaves to colleagues: in all, then by task."""
    shifts = len(_shifts_in(shown, week))
    planned: dict[str, int] = {}
    for duty in week.duties:
        planned[duty.task_id] = planned.get(duty.task_id, 0) + duty.minutes
    short, unknown = [], []
    for task in shown.job.tasks:
        if task.importance is not Importance.ESSENTIAL:
            continue
        if task.minutes_per_shift is None or not shifts:
            unknown.append(task.name)
            continue
        normal = task.minutes_per_shift * min(task.times_per_week or shifts, shifts)
        missing = normal - planned.get(task.id, 0)
        if missing > 0:
            short.append((missing, task.name))
    found = []
    if short:
        found.append(f"{hours_words(sum(minutes for minutes, _ in short))} in all")
        found.append("; ".join(f"{name}: {hours_words(minutes)}" for minutes, name in short))
    if unknown:
        found.append(f"{NOT_KNOWN} for {listed(unknown)}")
    return found or ["nothing"]


def _supervisor(shown: Case, week: PlanWeek, climbs: bool) -> list[str]:
    """The talk before a step and presence where the plan knows of it; the daily check has no figure."""
    talk, daily_check = employer_plan_sentences("organise_supervisor")
    found = [talk] if climbs else []
    last = week.monday + timedelta(days=DAYS_PER_WEEK - 1)
    for needed in shown.supervision:
        begun = needed.first_day is None or needed.first_day <= last
        over = needed.until is not None and needed.until < week.monday
        if begun and not over:
            days = listed([WEEKDAYS[day] for day in sorted(needed.weekdays)]) or "no day agreed"
            tasks = [task.name for task in shown.job.tasks if task.id in needed.task_ids]
            found.append(f"present on {days}{f' for {listed(tasks)}' if tasks else ''}")
    return [*found, daily_check]
