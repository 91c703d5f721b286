"""Whether a week's figures say what its days say, and what is called full duties is that."""

from collections import Counter
from collections.abc import Iterator

from ergo.model.job import Importance, Task
from ergo.model.plan import Allocation, PlanWeek
from ergo.planning.check.facts import Facts, worked_days
from ergo.planning.check.violation import Code, Violation

ARITHMETIC = "Arithmetic"


def week_total(facts: Facts) -> Iterator[Violation]:
    """A week's total is the sum of its days and of its hours without a date."""
    for week in facts.plan.weeks:
        total = sum(day.paid_min for day in week.days) + week.outlook_min
        if week.total_min != total:
            yield _of_week(
                Code.WEEK_TOTAL,
                week,
                f"The week's total is {week.total_min} min; its days and hours without a date make {total} min.",
                (week.total_min, total),
            )


def week_headline(facts: Facts) -> Iterator[Violation]:
    """The week's figures (days a week, minutes a day) are not below what its days show."""
    for week in facts.plan.weeks:
        days = worked_days(week)
        longest = max((day.paid_min for day in days), default=0)
        room = week.days_per_week * week.minutes_per_day
        for headed, shown, words in (
            (week.days_per_week, len(days), "days"),
            (week.minutes_per_day, longest, "minutes a day"),
            (room, sum(day.paid_min for day in days) + week.outlook_min, "minutes in all"),
        ):
            if shown > headed:
                message = f"The week is headed {headed} {words}; it has {shown}."
                yield _of_week(Code.WEEK_HEADLINE, week, message, (shown, headed))
                break


def duties_total(facts: Facts) -> Iterator[Violation]:
    """The week's time by task adds up to its minutes, and to each task's days where all of it is dated."""
    for week in facts.plan.weeks:
        worked = sum(day.paid_min for day in week.days) + week.outlook_min
        listed = sum(a.minutes for a in week.duties)
        dated = _by_way([a for day in week.days for a in day.allocations])
        missing = dated - _by_way(week.duties)
        if listed != worked:
            message = f"The week's duties make {listed} min; {worked} min are worked."
            yield _of_week(Code.DUTIES_TOTAL, week, message, (listed, worked))
        elif missing:
            (task_id, _), minutes = next(iter(missing.items()))
            message = f"The week's duties leave out {minutes} min of “{task_id}” that its days have."
            yield _of_week(Code.DUTIES_TOTAL, week, message, (listed, worked))


def full_duties(facts: Facts) -> Iterator[Violation]:
    """A week called full duties works every shift in full, each essential task at its normal minutes."""
    for week in facts.plan.weeks:
        if not week.full_duties:
            continue
        available = sum(s.available_min for s in facts.open_shifts(week))
        worked = sum(day.paid_min for day in week.days) + week.outlook_min
        if worked < available:
            message = f"The week is called full duties with {worked} of {available} min."
            yield _of_week(Code.FULL_DUTIES, week, message, (worked, available))
        for task in facts.case.job.tasks:
            done, normal = _done_as_normal(facts, week, task), _normal_minutes(facts, week, task)
            if task.importance is Importance.ESSENTIAL and done < normal:
                message = (
                    f"The week is called full duties; “{task.name}” has {done} of {normal} min as the normal task"
                    " or in a form accepted as permanent."
                )
                yield _of_week(Code.FULL_DUTIES, week, message, (done, normal), task.id)


def _normal_minutes(facts: Facts, week: PlanWeek, task: Task) -> int:
    """The minutes that a task normally has in a week; a shift shorter than a full day asks for none of them."""
    whole = sum(s.available_min >= facts.longest_shift_min for s in facts.open_shifts(week))
    falls_on = whole if task.times_per_week is None else min(task.times_per_week, whole)
    return (task.minutes_per_shift or 0) * falls_on


def _done_as_normal(facts: Facts, week: PlanWeek, task: Task) -> int:
    """The minutes of a task in a week that count as the normal job; on a day no more than the normal minutes."""
    normal = task.minutes_per_shift or 0
    permanent = [a for a in week.duties if a.task_id == task.id and _is_permanent(facts, a)]
    dated = [
        a.minutes
        for day in week.days
        for a in day.allocations
        if a.task_id == task.id and _is_permanent(facts, a)
    ]
    undated = sum(a.minutes for a in permanent) - sum(dated)
    return sum(min(minutes, normal) for minutes in dated) + max(0, undated)


def _is_permanent(facts: Facts, allocation: Allocation) -> bool:
    way = facts.way(allocation)
    return way is not None and way.permanent


def full_duties_week(facts: Facts) -> Iterator[Violation]:
    """The plan's week of full duties is the first from which every week to the horizon is called so."""
    first: int | None = None
    for week in reversed(facts.plan.weeks):
        if not week.full_duties:
            break
        first = week.number
    if facts.plan.full_duties_week != first:
        words = {True: "no week", False: f"week {first}"}[first is None]
        claimed = facts.plan.full_duties_week
        yield Violation(
            Code.FULL_DUTIES_WEEK,
            f"The plan says full duties from {f'week {claimed}' if claimed else 'no week'} on; its weeks say {words}.",
            week=claimed,
            value=claimed,
            limit=first,
            source=ARITHMETIC,
        )


def _by_way(allocations: list[Allocation]) -> Counter[tuple[str, frozenset[str]]]:
    minutes = Counter[tuple[str, frozenset[str]]]()
    for a in allocations:
        minutes[a.task_id, frozenset(a.modification_ids)] += a.minutes
    return minutes


def _of_week(
    code: Code, week: PlanWeek, message: str, over: tuple[float, float], task_id: str = ""
) -> Violation:
    value, limit = over
    return Violation(
        code, message, week=week.number, task_id=task_id, value=value, limit=limit, source=ARITHMETIC
    )
