"""How the minutes of a day and of a week are filled with tasks."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from ergo.model.plan import Allocation, PlanDay, PlanWeek
from ergo.planning.check.facts import Duty, Facts, Way, worked_days
from ergo.planning.check.violation import Code, Violation

EMPLOYER = "Job (employer)"


def unknown_ids(facts: Facts) -> Iterator[Violation]:
    """Every task and every variant is known to the case."""
    for week in facts.plan.weeks:
        places: list[tuple[date | None, Allocation]] = [(d.date, a) for d in week.days for a in d.allocations]
        places += [(None, allocation) for allocation in week.duties]
        for day, allocation in places:
            if facts.way(allocation) is not None:
                continue
            if facts.case.task(allocation.task_id) is None:
                code, message = Code.UNKNOWN_TASK, f"The job has no task “{allocation.task_id}”."
            else:
                listed = ", ".join(allocation.modification_ids)
                message = f"No finished variant of “{allocation.task_id}” is known with: {listed}."
                code = Code.UNKNOWN_VARIANT
            yield Violation(
                code,
                message,
                week=week.number,
                date=day,
                task_id=allocation.task_id,
                source=EMPLOYER,
            )


def day_sum(facts: Facts) -> Iterator[Violation]:
    """The tasks of a day add up to its paid minutes."""
    for week in facts.plan.weeks:
        for day in week.days:
            total = sum(allocation.minutes for allocation in day.allocations)
            if total != day.paid_min:
                yield Violation(
                    Code.DAY_SUM,
                    f"The tasks add up to {total} min; {day.paid_min} min are paid.",
                    week=week.number,
                    date=day.date,
                    value=total,
                    limit=day.paid_min,
                    source="Arithmetic",
                )


def two_variants(facts: Facts) -> Iterator[Violation]:
    """A task is done in one way on a day."""
    for week in facts.plan.weeks:
        for day in week.days:
            ways: dict[str, set[frozenset[str]]] = {}
            for a in day.allocations:
                if a.minutes:
                    ways.setdefault(a.task_id, set()).add(frozenset(a.modification_ids))
            for task_id, sets in ways.items():
                if len(sets) > 1:
                    yield Violation(
                        Code.TWO_VARIANTS,
                        f"“{task_id}” is planned in {len(sets)} ways on one day.",
                        week=week.number,
                        date=day.date,
                        task_id=task_id,
                        value=len(sets),
                        limit=1,
                        source=EMPLOYER,
                    )


def task_minutes(facts: Facts) -> Iterator[Violation]:
    """A task has at most its normal minutes unless the employer allows more, and at least its smallest block."""
    for week, day in facts.days():
        for task_id, way, minutes in _by_task(facts, week, day):
            normal, task = way.task.minutes_per_shift, way.task
            if not task.may_be_extended and (normal is None or minutes > normal):
                known = f"{normal} min" if normal is not None else "not known"
                yield Violation(
                    Code.OVER_NORMAL_MINUTES,
                    f"“{task.name}” has {minutes} min; its normal time is {known} and may not be extended.",
                    week=week.number,
                    date=day.date,
                    task_id=task_id,
                    value=minutes,
                    limit=normal,
                    source=EMPLOYER,
                )
            if minutes < task.smallest_block_min:
                yield Violation(
                    Code.UNDER_SMALLEST_BLOCK,
                    f"“{task.name}” has {minutes} min; less than {task.smallest_block_min} min is of no use.",
                    week=week.number,
                    date=day.date,
                    task_id=task_id,
                    value=minutes,
                    limit=task.smallest_block_min,
                    source=EMPLOYER,
                )


def outlook_task_minutes(facts: Facts) -> Iterator[Violation]:
    """Past the certificate too, a task has at most its normal minutes on each shift on which it falls."""
    for week in facts.plan.weeks:
        shifts = facts.outlook_shifts(week)
        if week.outlook_min > sum(shift.available_min for shift in shifts):
            continue  # reported by itself: there is no such time
        for duty in outlook_duties(facts, week, week.monday):
            task = duty.way.task
            falls_on = len(shifts) if task.times_per_week is None else min(len(shifts), task.times_per_week)
            limit = (task.minutes_per_shift or 0) * falls_on
            if not task.may_be_extended and duty.minutes > limit:
                yield Violation(
                    Code.OVER_NORMAL_MINUTES,
                    f"“{task.name}” has {duty.minutes} min without a date; its normal time there is {limit} min.",
                    week=week.number,
                    task_id=duty.task_id,
                    value=duty.minutes,
                    limit=limit,
                    source=EMPLOYER,
                )


def outlook_duties(facts: Facts, week: PlanWeek, on: date) -> list[Duty]:
    """The week's duties that carry no date, as if they were done on a given day."""
    if not week.outlook_min:
        return []
    dated = Counter[tuple[str, frozenset[str]]]()
    for day in week.days:
        for a in day.allocations:
            dated[a.task_id, frozenset(a.modification_ids)] += a.minutes
    whole = Counter[tuple[str, frozenset[str]]]()
    for a in week.duties:
        whole[a.task_id, frozenset(a.modification_ids)] += a.minutes
    return [
        Duty(week, on, key[0], minutes, facts.ways[key])
        for key, minutes in (whole - dated).items()
        if key in facts.ways
    ]


def times_per_week(facts: Facts) -> Iterator[Violation]:
    """A task that falls so many times a week falls on no more days."""
    for week in facts.plan.weeks:
        days = Counter(
            task_id
            for day in worked_days(week)
            for task_id in {a.task_id for a in day.allocations if a.minutes > 0}
        )
        for task_id, count in days.items():
            task = facts.case.task(task_id)
            limit = task.times_per_week if task else None
            if task is not None and limit is not None and count > limit:
                yield Violation(
                    Code.TIMES_PER_WEEK,
                    f"“{task.name}” falls on {count} days; it is done {limit} times a week.",
                    week=week.number,
                    task_id=task_id,
                    value=count,
                    limit=limit,
                    source=EMPLOYER,
                )


def availability(facts: Facts, duty: Duty) -> Iterator[Violation]:
    """A task is done only between the dates for which it is offered."""
    task = duty.way.task
    early = task.available_from is not None and duty.date < task.available_from
    late = task.available_until is not None and duty.date > task.available_until
    if early or late:
        edge = f"from {task.available_from}" if early else f"until {task.available_until}"
        yield Violation(
            Code.TASK_NOT_AVAILABLE,
            f"{duty.name} is offered only {edge}.",
            week=duty.week.number,
            date=duty.date,
            task_id=duty.task_id,
            source=EMPLOYER,
        )


def variant_ready(facts: Facts, duty: Duty) -> Iterator[Violation]:
    """A variant is used only from the date on which its modifications are in place."""
    ready = duty.way.ready_from
    if ready is None or duty.date < ready:
        when = f"in place from {ready}" if ready else "without an agreed date"
        yield Violation(
            Code.VARIANT_NOT_READY,
            f"{duty.name} is planned in a changed form that is {when}.",
            week=duty.week.number,
            date=duty.date,
            task_id=duty.task_id,
            source="Chosen modifications",
        )


def _by_task(facts: Facts, week: PlanWeek, day: PlanDay) -> list[tuple[str, Way, int]]:
    """Each task of a day with its minutes, and the way in which most of them are done."""
    duties = facts.duties(week, day)
    minutes = Counter[str]()
    for duty in duties:
        minutes[duty.task_id] += duty.minutes
    ways = {duty.task_id: duty.way for duty in sorted(duties, key=lambda d: d.minutes)}
    return [(task_id, ways[task_id], minutes[task_id]) for task_id in minutes]
