"""What the rules propose at a check or review, from the worker's weekly sheet and the plan.

The figures stand in ``data/review_rules.json``. The tool proposes and says why, day by day; the therapist decides.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import reduce

from ergo.analysis.progress import rule_of_pain, sheet_days, sheet_of
from ergo.analysis.wording import date_words, hours_words, listed
from ergo.analysis.worktime import DAYS_PER_WEEK
from ergo.errors import InputError
from ergo.knowledge.reviews import Colour, PainRule, review_figures, sheet_problems
from ergo.model.case import Case
from ergo.model.plan import PlanWeek
from ergo.model.record import Decision, SheetDay, SheetProblem, StepBack
from ergo.planning.rungs import STEP_MIN


@dataclass(frozen=True)
class Proposal:
    """What the rules propose for a week.

    ``decision`` is None where the sheets do not say enough: that is never read as progress. ``because`` names the days
    and figures, ``missing`` what was not said. ``clinical_review`` asks the therapist to look before the next step.
    """

    monday: date
    week_number: int
    decision: Decision | None
    because: tuple[str, ...]
    missing: tuple[str, ...] = ()
    clinical_review: bool = False
    steps_back: tuple[StepBack, ...] = ()


@dataclass(frozen=True)
class _DaySign:
    """How one day counts, and why."""

    day: SheetDay
    colour: Colour
    why: tuple[str, ...]


def latest_week(case: Case, on: date) -> PlanWeek:
    """The week that a check held on a day looks at: the last one with dated days and a sheet, else the last one begun.

    Raises
    ------
    InputError
        When the case has no plan with dated weeks that has begun.
    """
    begun = [week for week in case.plan.weeks if week.days and week.monday <= on] if case.plan else []
    if not begun:
        raise InputError(
            "No week of a plan has begun, so there is nothing to review.", item="Review", field="week"
        )
    return next((week for week in reversed(begun) if sheet_of(case, week.monday)), begun[-1])


def propose(case: Case, week: PlanWeek) -> Proposal:
    """The decision that the rules propose for a week of the plan in force.

    Symptoms that are examined come first, then repeated red days; both stand whatever else is missing. Where a planned
    day is not accounted for nothing is proposed. Missed days, one red day that did not settle and hours far below the
    plan hold it. Only what is left goes on.
    """
    sheet = sheet_of(case, week.monday)
    signs = [_sign(case, day) for day in (sheet.days if sheet else [])]
    reds = [sign for sign in signs if sign.colour is Colour.RED]
    days = tuple(words for sign in signs for words in sign.why)
    blank = Proposal(week.monday, week.number, None, days, tuple(_missing(case, week)))
    examined = _to_examine(case, week)
    if examined:
        because = (*examined, *(words for words in days if words not in examined))
        return replace(blank, decision=Decision.STOP_AND_REFER, because=because, clinical_review=True)
    if len(reds) >= review_figures().reds_in_a_week.value:
        words = f"{len(reds)} red days in the week: the therapist looks before the next step."
        steps_back = tuple(_steps_back(case, week, signs))
        decision = Decision.STEP_BACK if steps_back else Decision.HOLD
        which = () if steps_back else ("The sheet does not single out a task: ask which one brings it on.",)
        because = (words, *which, *_up_and_down(case, decision), *days)
        return replace(blank, decision=decision, because=because, clinical_review=True, steps_back=steps_back)
    if blank.missing:
        return blank
    decision, went, clinical = _of_a_whole_sheet(week, sheet.days if sheet else [], signs)
    return replace(blank, decision=decision, because=(*went, *days), clinical_review=clinical)


def _of_a_whole_sheet(
    week: PlanWeek, days: Sequence[SheetDay], signs: Sequence[_DaySign]
) -> tuple[Decision, tuple[str, ...], bool]:
    """The decision, why, and whether the therapist looks first, where nothing is missing and at most one day is red."""
    figures = review_figures()
    planned = {day.date: day.paid_min for day in week.days if day.paid_min}
    worked = {day.date: day.worked_min or 0 for day in days}
    missed = [day for day in planned if not worked.get(day)]
    if len(missed) >= figures.missed_days.value:
        words = f"{len(missed)} planned days missed: {listed([_day(day) for day in missed])}."
        return Decision.HOLD, (words,), True
    red = next((sign for sign in signs if sign.colour is Colour.RED), None)
    if red is not None and not _settled_after(signs, red):
        words = "One red day, and no later day of the week shows that it settled: ask before the next step."
        return Decision.HOLD, (words,), False
    total, asked = sum(worked.values()), sum(planned.values())
    hours = f"{hours_words(total)} worked of {hours_words(asked)} planned"
    if total < figures.least_share_worked.value * asked:
        return Decision.HOLD, (f"{hours}: this step is not done yet.",), False
    check = () if red is None else ("One red day is a check, not a verdict; the days after it settled.",)
    return Decision.PROGRESS, (f"{hours}.", *check), False


def step_back(case: Case, week: PlanWeek, task_id: str) -> StepBack:
    """The earlier minutes a day of a task: of the last week before that planned fewer, else a share of those now.

    A task that was not planned before goes back to none.
    """
    now = _most_minutes(week, task_id)
    plan_weeks = case.plan.weeks if case.plan else []
    earlier = [w for w in plan_weeks if w.monday < week.monday and w.days]
    fewer = [minutes for w in earlier if (minutes := _most_minutes(w, task_id)) < now]
    if fewer:
        return StepBack(task_id=task_id, minutes_per_shift=fewer[-1])
    share = int(now * review_figures().first_step_share.value) // STEP_MIN * STEP_MIN
    return StepBack(task_id=task_id, minutes_per_shift=share)


def _most_minutes(week: PlanWeek, task_id: str) -> int:
    per_day = (sum(a.minutes for a in day.allocations if a.task_id == task_id) for day in week.days)
    return max(per_day, default=0)


def _steps_back(case: Case, week: PlanWeek, signs: Sequence[_DaySign]) -> Iterator[StepBack]:
    """The tasks that were done on every red day and on no other, in the order of the job."""
    on_each = reduce(set.intersection, [set(s.day.tasks_done) for s in signs if s.colour is Colour.RED])
    elsewhere = {task_id for s in signs if s.colour is not Colour.RED for task_id in s.day.tasks_done}
    for task in case.job.tasks:
        if task.id in on_each - elsewhere and _most_minutes(week, task.id):
            yield step_back(case, week, task.id)


def _up_and_down(case: Case, decision: Decision) -> Iterator[str]:
    """Whether this would be one step back too many."""
    before = sum(review.decided is Decision.STEP_BACK for review in case.reviews)
    if decision is Decision.STEP_BACK and before + 1 >= review_figures().step_backs.value:
        told = "1 step back is" if before == 1 else f"{before} steps back are"
        yield f"{told} on record already: look at the aim and the work anew."


def _to_examine(case: Case, week: PlanWeek) -> list[str]:
    """Symptoms up to the end of the week, since the last week that a review looked at."""
    looked_at = max((r.monday for r in case.reviews if r.monday < week.monday), default=date.min)
    until = week.monday + timedelta(days=DAYS_PER_WEEK)
    since = looked_at + timedelta(days=DAYS_PER_WEEK) if looked_at > date.min else date.min
    return [
        f"{_day(day.date)}: {sheet_problems()[day.problem].text}"
        for day in sheet_days(case)
        if since <= day.date < until and sheet_problems()[day.problem].examine
    ]


def _missing(case: Case, week: PlanWeek) -> Iterator[str]:
    """What was not said of a week, in sentences."""
    sheet = sheet_of(case, week.monday)
    if not any(day.paid_min for day in week.days):
        yield "No day was planned in this week."
    if sheet is None:
        yield f"There is no sheet for week {week.number}."
        return
    said = {day.date for day in sheet.days if day.worked_min is not None}
    unsaid = [day.date for day in week.days if day.paid_min and day.date not in said]
    if unsaid:
        yield f"Nobody said how long was worked on {listed([_day(day) for day in unsaid])}."
    worked = [day for day in sheet.days if day.worked_min]
    unmanaged = [day.date for day in worked if day.function_0_10 is None]
    if unmanaged:
        yield f"Nobody said how well the worker managed on {listed([_day(day) for day in unmanaged])}."
    if rule_of_pain(case).asks_pain:
        unrated = [day.date for day in worked if day.pain_0_10 is None]
        if unrated:
            yield f"Pain was not rated on {listed([_day(day) for day in unrated])}."


def _sign(case: Case, day: SheetDay) -> _DaySign:
    """How a day counts by its problem, by how it was managed, and by pain where it is asked; the worst holds."""
    row = sheet_problems()[day.problem]
    settled = row.colour is Colour.AMBER
    colours = [row.colour]
    why = [] if day.problem is SheetProblem.NONE else [f"{row.label[:1].lower()}{row.label[1:]}"]
    for colour, words in (*_managed_worse(case, day, settled=settled), *_pain(case, day, settled=settled)):
        colours.append(colour)
        why.append(words)
    worst = max(colours, key=list(Colour).index)
    return _DaySign(day, worst, (f"{_day(day.date)}: {'; '.join(why)}.",) if why else ())


def _managed_worse(case: Case, day: SheetDay, *, settled: bool) -> Iterator[tuple[Colour, str]]:
    usual = _baseline(case, day, lambda d: d.function_0_10)
    most = review_figures().function_fall.value
    if usual is not None and day.function_0_10 is not None and usual - day.function_0_10 > most:
        below = f"more than {most:g} below the worker's own baseline of {usual:.3g}"
        yield (Colour.AMBER if settled else Colour.RED), f"managed {day.function_0_10:g} of 10, {below}"


def _pain(case: Case, day: SheetDay, *, settled: bool) -> Iterator[tuple[Colour, str]]:
    rule, rating = rule_of_pain(case), day.pain_0_10
    if not rule.asks_pain or rating is None:
        return
    if rule.red_above_baseline is None:
        colour = _band(rule, rating)
        if colour is not Colour.GREEN:
            yield colour, f"pain {rating:g} of 10, in the {colour} band"
        return
    usual = _baseline(case, day, lambda d: d.pain_0_10)
    if usual is not None and rating - usual > rule.red_above_baseline:
        more = f"more than {rule.red_above_baseline:g} above the worker's own baseline of {usual:.3g}"
        yield (Colour.AMBER if settled else Colour.RED), f"pain {rating:g} of 10, {more}"


def _band(rule: PainRule, rating: float) -> Colour:
    if rule.green_to is not None and rating <= rule.green_to:
        return Colour.GREEN
    return Colour.AMBER if rule.amber_to is not None and rating <= rule.amber_to else Colour.RED


def _baseline(case: Case, day: SheetDay, rating: Callable[[SheetDay], float | None]) -> float | None:
    """The mean of the first entries of the sheets; None for the days that make it."""
    count = int(review_figures().baseline_entries.value)
    first = [(d.date, value) for d in sheet_days(case) if (value := rating(d)) is not None][:count]
    if len(first) < count or day.date <= first[-1][0]:
        return None
    return sum(value for _, value in first) / count


def _settled_after(signs: Sequence[_DaySign], red: _DaySign) -> bool:
    """Whether the worker worked on a later day of the week, and no later day is red."""
    later = [sign for sign in signs if sign.day.date > red.day.date and sign.day.worked_min]
    return bool(later) and all(sign.colour is not Colour.RED for sign in later)


def _day(day: date) -> str:
    return date_words(day, year=False)
