"""A driver's day and week beside the driving-hours rules, and the longest stretch that the worker is allowed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from itertools import groupby

from ergo.analysis.demands import Key
from ergo.analysis.driving import Doing, DrivingDay, Piece, drives, driving_day
from ergo.analysis.match import capacities_for, in_force
from ergo.analysis.worktime import DAYS_PER_WEEK
from ergo.knowledge.dimensions import Aspect
from ergo.knowledge.driving_hours import RUNS, HoursLimit, HoursRule, Measure, rules_for
from ergo.model.case import Case
from ergo.model.job import Importance, Roster, Shift, Task

HOUR = 60
DAY_MIN = 24 * HOUR
_POSTURES = ("drive", "sit")
_DAYS = {
    Measure.DRIVING_WEEK: 7,
    Measure.WORK_WEEK: 7,
    Measure.DRIVING_FORTNIGHT: 14,
    Measure.WORK_FORTNIGHT: 14,
}


class Verdict(StrEnum):
    """How a day or week stands to a limit."""

    KEEPS = "keeps"
    BY_EXCEPTION = "by_exception"
    BREAKS = "breaks"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True)
class LimitCheck:
    """One limit and what is known of the driver's time; ``found_min`` is None where it is not known.

    ``why`` says what is missing, where nothing can be said.
    """

    limit: HoursLimit
    verdict: Verdict
    found_min: float | None
    why: str = ""


@dataclass(frozen=True)
class RuleCheck:
    """A rule with every one of its limits compared."""

    rule: HoursRule
    checks: tuple[LimitCheck, ...]


@dataclass(frozen=True)
class Permitted:
    """The longest stretch at the wheel that is tolerated or allowed, and what says so."""

    minutes: float
    source: str


def check_hours(case: Case, vehicle_class: str) -> list[RuleCheck]:
    """The rules that hold for a kind of vehicle, each limit compared with the driver's day and week.

    The whole driving of the job counts, not that of one task. Working time is the normal roster: a week of the plan
    can only be shorter.
    """
    driven = driving_tasks(case)
    return [
        RuleCheck(rule, tuple(_check(limit, case.job.roster, driven) for limit in rule.limits))
        for rule in rules_for(case.country, case.region, vehicle_class)
    ]


def driving_tasks(case: Case) -> list[Task]:
    """The tasks of the normal job in which somebody drives."""
    return [task for task in case.job.tasks if task.importance is not Importance.ALTERNATIVE and drives(task)]


def permitted_stretch(case: Case, on: date) -> Permitted | None:
    """The lowest limit on driving or sitting at a time: tolerances, and restrictions in force; None without one."""
    found = [
        Permitted(entry.value, "tolerance")
        for posture in _POSTURES
        for entry in capacities_for(case, Key(posture, Aspect.RUN))[:1]
        if entry.value is not None
    ]
    for restriction in case.all_restrictions():
        reading = restriction.reading
        if reading is None or not in_force(restriction, on) or reading.aspect is not Aspect.RUN:
            continue
        limit = 0.0 if reading.prohibited else reading.limit
        if limit is not None and set(reading.dimensions) & set(_POSTURES):
            found.append(Permitted(limit, "restriction"))
    return min(found, key=lambda one: one.minutes, default=None)


def runs(pieces: Sequence[Piece], limit: HoursLimit) -> list[list[tuple[float, float]]]:
    """What adds up between the breaks that end a run: each counted stretch with its start on the clock, in minutes.

    Driving or all work adds up, whatever shorter breaks lie between. A break may be taken in two parts where the limit
    says so. Handling of unknown length is no break.
    """
    found: list[list[tuple[float, float]]] = [[]]
    clock, first_part = 0.0, False
    for role, together in groupby(pieces, key=lambda piece: _role(piece, limit)):
        minutes = sum(piece.minutes for piece in together)
        if role is _Role.COUNTS:
            found[-1].append((clock, minutes))
        elif role is _Role.RESTS and _ends(minutes, limit, first_part=first_part):
            found.append([])
            first_part = False
        elif role is _Role.RESTS and limit.split_min is not None:
            first_part = first_part or minutes >= limit.split_min[0]
        clock += minutes
    return [run for run in found if run]


def break_due(day: DrivingDay, limit: HoursLimit) -> float | None:
    """Minutes on the clock of the driving day at which the first break of a limit is due; None where none is."""
    for run in runs(day.whole, limit):
        total = 0.0
        for begun, minutes in run:
            if total + minutes > limit.value * HOUR:
                return begun + limit.value * HOUR - total
            total += minutes
    return None


class _Role(Enum):
    COUNTS = "counts"
    RESTS = "rests"
    NEITHER = "neither"


def _role(piece: Piece, limit: HoursLimit) -> _Role:
    if piece.doing is Doing.DRIVE:
        return _Role.COUNTS
    if piece.doing is Doing.BREAK or limit.other_work_counts:
        return _Role.RESTS
    return _Role.COUNTS if limit.measure is Measure.WORK_RUN else _Role.NEITHER


def _ends(rest_min: float, limit: HoursLimit, *, first_part: bool) -> bool:
    second = limit.split_min[1] if limit.split_min is not None and first_part else None
    needed = limit.break_min if second is None else second
    return needed is not None and rest_min >= needed


def _check(limit: HoursLimit, roster: Roster | None, driven: Sequence[Task]) -> LimitCheck:
    if limit.measure in RUNS:
        return _check_run(limit, roster, [driving_day(task) for task in driven])
    if limit.measure is Measure.DRIVING_DAY:
        return _judged(limit, _driven_in_a_day(driven), "The hours at the wheel are not known.")
    if roster is None or not roster.shifts:
        return LimitCheck(limit, Verdict.NOT_KNOWN, None, "The roster is not known.")
    match limit.measure:
        case Measure.DRIVING_WEEK | Measure.DRIVING_FORTNIGHT:
            found = _driven_in_days(driven, roster, _DAYS[limit.measure])
            return _judged(limit, found, "The hours at the wheel are not known.")
        case Measure.WORK_WEEK | Measure.WORK_FORTNIGHT:
            return _judged(limit, _most_in_days(roster, _DAYS[limit.measure]), "")
        case Measure.DUTY_DAY:
            return _judged(limit, max(shift.paid_min for shift in roster.shifts), "")
        case Measure.WINDOW:
            return _judged(limit, max(_length(shift) for shift in roster.shifts), "")
    return _judged(limit, _shortest_rest(roster), "")


def _judged(limit: HoursLimit, found_min: float | None, why: str) -> LimitCheck:
    if found_min is None:
        return LimitCheck(limit, Verdict.NOT_KNOWN, None, why)
    sign = -1 if limit.measure is Measure.DAILY_REST else 1

    def within(hours: float | None) -> bool:
        return hours is not None and sign * found_min <= sign * hours * HOUR

    if within(limit.value):
        return LimitCheck(limit, Verdict.KEEPS, found_min)
    return LimitCheck(
        limit, Verdict.BY_EXCEPTION if within(limit.by_exception) else Verdict.BREAKS, found_min
    )


def _check_run(limit: HoursLimit, roster: Roster | None, days: Sequence[DrivingDay]) -> LimitCheck:
    """The longest run before a break; where breaks are not placed, only what is certain is said."""
    allowed = limit.value * HOUR
    totals = [day.total_min for day in days]
    longest = max((max(_known_runs(day, limit), default=0.0) for day in days), default=0.0)
    if not days or None in totals:
        verdict = Verdict.BREAKS if longest > allowed else Verdict.NOT_KNOWN
        return LimitCheck(limit, verdict, longest or None, "The hours at the wheel are not known.")
    in_all = sum(total for total in totals if total is not None)
    if limit.measure is Measure.DRIVING_RUN and in_all <= allowed:
        return LimitCheck(limit, Verdict.KEEPS, longest or in_all)
    placed = len(days) == 1 and bool(days[0].pieces)
    unplaced_break = not any(day.breaks for day in days) and any(
        shift.unpaid_break_min >= (limit.break_min or 0) for shift in (roster.shifts if roster else [])
    )
    if longest > allowed and unplaced_break:
        why = "Where the unpaid break of the shift falls is not known."
        return LimitCheck(limit, Verdict.NOT_KNOWN, longest, why)
    if longest > allowed:
        return LimitCheck(limit, Verdict.BREAKS, longest)
    if placed and limit.measure is Measure.DRIVING_RUN:
        return LimitCheck(limit, Verdict.KEEPS, longest)
    why = "When breaks are taken is not known."
    if limit.measure is Measure.WORK_RUN:
        why = "When breaks are taken is known of the driving only, not of all work."
    return LimitCheck(limit, Verdict.NOT_KNOWN, None, why)


def _known_runs(day: DrivingDay, limit: HoursLimit) -> Iterator[float]:
    """Minutes that certainly add up to a run: between placed breaks, or the stretch without getting out."""
    yield from (sum(minutes for _, minutes in run) for run in runs(day.whole, limit))
    if day.stretch_min is not None:
        yield day.stretch_min


def _driven_in_a_day(driven: Sequence[Task]) -> float | None:
    """Minutes at the wheel on the fullest day, on which every driving task falls; None where one is not known."""
    totals = [driving_day(task).total_min for task in driven]
    known = [total for total in totals if total is not None]
    return sum(known) if known and len(known) == len(totals) else None


def _driven_in_days(driven: Sequence[Task], roster: Roster, days: int) -> float | None:
    if _driven_in_a_day(driven) is None:
        return None
    shifts = _most_shifts_in_days(roster, days)
    weeks = days / DAYS_PER_WEEK
    times = [
        shifts if task.times_per_week is None else min(shifts, task.times_per_week * weeks) for task in driven
    ]
    return sum((driving_day(task).total_min or 0.0) * n for task, n in zip(driven, times, strict=True))


def _by_day(roster: Roster) -> dict[int, Shift]:
    return {shift.day: shift for shift in roster.shifts}


def _most_in_days(roster: Roster, days: int) -> float:
    """The most paid minutes in any so many days in a row."""
    by_day = _by_day(roster)
    windows = (
        [by_day.get((first + n) % roster.cycle_days) for n in range(days)]
        for first in range(roster.cycle_days)
    )
    return max(float(sum(shift.paid_min for shift in window if shift)) for window in windows)


def _most_shifts_in_days(roster: Roster, days: int) -> int:
    by_day = _by_day(roster)
    return max(
        sum((first + n) % roster.cycle_days in by_day for n in range(days))
        for first in range(roster.cycle_days)
    )


def _length(shift: Shift) -> int:
    """Minutes from the start to the end of a shift, its unpaid break included."""
    return shift.paid_min + shift.unpaid_break_min


def _shortest_rest(roster: Roster) -> float:
    """The shortest time between the end of a shift and the start of the next."""
    ordered = sorted(roster.shifts, key=lambda shift: shift.day)
    first = ordered[0]
    following = [*ordered[1:], first.model_copy(update={"day": first.day + roster.cycle_days})]
    pairs = zip(ordered, following, strict=True)
    return min(float(_begins(after) - _begins(shift) - _length(shift)) for shift, after in pairs)


def _begins(shift: Shift) -> int:
    return shift.day * DAY_MIN + shift.start.hour * HOUR + shift.start.minute
