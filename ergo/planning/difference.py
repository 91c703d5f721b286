"""What differs between two versions of a plan: week by week as data, and in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ergo.analysis.wording import date_words, hours_words, range_words
from ergo.analysis.words import limit_words, reason_words
from ergo.analysis.worktime import DAYS_PER_WEEK
from ergo.model.case import Case
from ergo.model.plan import Plan, PlanWeek
from ergo.units import UnitSystem

NOTHING = "none"


@dataclass(frozen=True)
class Change:
    """One figure of a week before and after, in words."""

    about: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangedWeek:
    """One week that differs: its minutes, what changed, and why its hours are now what they are."""

    number: int
    monday: date
    before_min: int
    after_min: int
    duties: tuple[Change, ...]
    limits: tuple[Change, ...]
    why: str


@dataclass(frozen=True)
class PlanDifference:
    """Two versions of a plan beside each other; ``weeks`` holds those that differ, by their Mondays.

    ``full_duties_before`` and ``full_duties_after`` are the Mondays from which full duties hold, None where they are
    not within the plan.
    """

    weeks: tuple[ChangedWeek, ...]
    full_duties_before: date | None
    full_duties_after: date | None
    sentences: tuple[str, ...]


def plan_difference(
    case: Case, before: Plan, after: Plan, system: UnitSystem = UnitSystem.METRIC
) -> PlanDifference:
    """What changes from one version of a plan to another.

    Parameters
    ----------
    case : Case
        Names the duties.
    before, after : Plan
        The versions; weeks are the same where they begin on the same Monday.
    system : UnitSystem
        The units of loads and distances in the words.
    """
    was = {week.monday: week for week in before.weeks}
    now = {week.monday: week for week in after.weeks}
    found = []
    for monday in sorted({*was, *now}):
        changed = _changed(case, was.get(monday), now.get(monday), system)
        if changed is not None:
            found.append(changed)
    full = (_full_from(before), _full_from(after))
    return PlanDifference(tuple(found), *full, tuple(_sentences(before, after, found, full)))


def _changed(
    case: Case, before: PlanWeek | None, after: PlanWeek | None, system: UnitSystem
) -> ChangedWeek | None:
    week = after or before
    if week is None:
        return None
    duties = tuple(_differing(_duties(case, before), _duties(case, after)))
    limits = tuple(_differing(_limits(before, system), _limits(after, system)))
    minutes = (before.total_min if before else 0, after.total_min if after else 0)
    if not duties and not limits and minutes[0] == minutes[1]:
        return None
    why = reason_words(after.reasons[0], system) if after and after.reasons else ""
    return ChangedWeek(week.number, week.monday, *minutes, duties, limits, why)


def _differing(before: dict[str, str], after: dict[str, str]) -> Iterator[Change]:
    for about in dict.fromkeys([*before, *after]):
        was, now = before.get(about, NOTHING), after.get(about, NOTHING)
        if was != now:
            yield Change(about, was, now)


def _duties(case: Case, week: PlanWeek | None) -> dict[str, str]:
    """The minutes of each task in a week in words, whatever the way of doing it."""
    minutes: dict[str, int] = {}
    for duty in week.duties if week else []:
        minutes[duty.task_id] = minutes.get(duty.task_id, 0) + duty.minutes
    named = {task_id: case.task(task_id) for task_id in minutes}
    return {
        (task.name if task else "a task that was removed"): hours_words(minutes[task_id])
        for task_id, task in named.items()
    }


def _limits(week: PlanWeek | None, system: UnitSystem) -> dict[str, str]:
    """What each limit of a week is about, and how far it goes."""
    said = [limit_words(limit, system).rpartition(": ") for limit in (week.limits if week else [])]
    return {about: value for about, _, value in said}


def _full_from(plan: Plan) -> date | None:
    week = plan.full_duties_week
    return None if week is None else next((w.monday for w in plan.weeks if w.number == week), None)


def _sentences(
    before: Plan, after: Plan, weeks: Sequence[ChangedWeek], full: tuple[date | None, date | None]
) -> Iterator[str]:
    """The difference in short: full duties, hours of which weeks, how many weeks have other duties or limits."""
    yield _full_words(*full)
    if before.policy != after.policy:
        yield f"The policy is “{after.policy.label}”, before “{before.policy.label}”."
    hours = [week for week in weeks if week.before_min != week.after_min]
    for (was, now), alike in groupby(hours, key=lambda week: (week.before_min, week.after_min)):
        yield from (
            f"{words}: {hours_words(now)} instead of {hours_words(was)}." for words in _runs(list(alike))
        )
    for what, changed in (
        ("duties", [week for week in weeks if week.duties]),
        ("limits", [week for week in weeks if week.limits]),
    ):
        if changed:
            yield f"Other {what} in {len(changed)} {'week' if len(changed) == 1 else 'weeks'}."
    if not weeks:
        yield "No week has other hours, duties or limits."


def _runs(weeks: Sequence[ChangedWeek]) -> Iterator[str]:
    """Weeks that follow each other in words: "Weeks 3 to 5"."""
    for _, run in groupby(enumerate(weeks), key=lambda pair: pair[1].number - pair[0]):
        numbers = [week.number for _, week in run]
        name = "Week" if len(numbers) == 1 else "Weeks"
        yield f"{name} {range_words(numbers[0], numbers[-1])}"


def _full_words(before: date | None, after: date | None) -> str:
    if after is None:
        was = "as before" if before is None else f"before from {date_words(before)}"
        return f"Full duties are not within the plan, {was}."
    if before is None:
        return f"Full duties from {date_words(after)}; before not within the plan."
    if before == after:
        return f"Full duties from {date_words(after)}, as before."
    weeks = abs((after - before).days) // DAYS_PER_WEEK
    late = "later" if after > before else "earlier"
    return f"Full duties from {date_words(after)}: {weeks} {'week' if weeks == 1 else 'weeks'} {late}."
