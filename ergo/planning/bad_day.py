"""A stage's day when it goes badly: the same hours, the load of the step before, smaller pieces, the heaviest last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ergo.analysis.match import in_force, is_unquantified
from ergo.knowledge.dimensions import Aspect
from ergo.model.case import Case
from ergo.model.plan import Allocation, Limit, PlanDay, PlanWeek
from ergo.planning.day_parts import Way, WayId, way_id, way_of
from ergo.planning.limits import LimitKey, key_of_limit, on_each_axis, outside_dose, touches, treatment_dose
from ergo.planning.opening import no_clearance, unsupervised

_ROUNDING = 1e-6


def last_tolerated(weeks: Sequence[PlanWeek]) -> list[list[float]]:
    """The values of the limits of every week, each that of the step before where it was lower."""
    found: list[list[float]] = []
    history: dict[LimitKey, list[float]] = {}
    for week in weeks:
        of_week = []
        for limit in week.limits:
            steps = history.setdefault(key_of_limit(limit), [])
            if not steps or steps[-1] != limit.value:
                steps.append(limit.value)
            of_week.append(next((value for value in reversed(steps) if value < limit.value), limit.value))
        found.append(of_week)
    return found


@dataclass(frozen=True)
class Easing:
    """What a bad day is eased with.

    ``tolerated`` are the week's limits at the step before, of `last_tolerated`; ``done`` the ways of working that the
    plan has given by this day and that are open on it, in canonical order.
    """

    case: Case
    ways: Mapping[WayId, Way]
    week: PlanWeek
    tolerated: Sequence[Limit]
    done: Sequence[Allocation]


def is_open(case: Case, way: Way, on: date) -> bool:
    """Whether a way of working that the plan gave before is still open on a date.

    That is: the duty is offered and supervised, its safety-critical work cleared, and no restriction without a number
    touches it.
    """
    task = way.task
    late = task.available_until is not None and on > task.available_until
    uncleared = any(no_clearance(work, case.clearances, on) for work in task.safety_critical)
    asked = any(
        is_unquantified(r) and in_force(r, on) and touches(r, task, way.demands)
        for r in case.all_restrictions()
    )
    return not (late or uncleared or asked or unsupervised(case, task.id, on))


def eased(day: PlanDay, easing: Easing) -> list[Allocation]:
    """The duties of a bad day: what asks for more than the step before is exchanged for duties without loads.

    Attendance stays: minutes that no other duty can take remain with the task. Only duties that the plan has given
    by this day take over, up to their normal minutes and within every limit on a day, beside what the way to work,
    other load outside work and the treatment of the date use up of it.
    """
    ways = easing.ways
    minutes = {way_id(a): a.minutes for a in day.allocations}
    order = {way_id(a): a for a in [*day.allocations, *easing.done]}
    for place in list(minutes):
        if not _above(ways[place], easing.tolerated):
            continue
        for taker in order:
            if taker == place or not _takes(taker, minutes, easing):
                continue
            moved = _movable(ways[place], ways[taker], minutes[place], minutes.get(taker, 0))
            after = minutes | {place: minutes[place] - moved, taker: minutes.get(taker, 0) + moved}
            if moved > 0 and _within(after, easing, day.date):
                minutes = after
    return [
        a.model_copy(update={"minutes": minutes[place]}) for place, a in order.items() if minutes.get(place)
    ]


def _above(way: Way, limits: Sequence[Limit]) -> bool:
    """Whether a task asks for more at once than the limits allow."""
    return any(_passes(way, limit) for limit in limits if limit.aspect is Aspect.PEAK)


def _held_too_long(way: Way, limits: Sequence[Limit]) -> bool:
    """Whether a task holds what may not be held at all, or cannot be broken up for longer than is allowed."""
    stretch = way.task.uninterruptible_min or 0
    return any(
        way.asks(key_of_limit(limit)) != 0
        for limit in limits
        if limit.aspect is Aspect.RUN
        and limit.over_load_kg is None
        and (limit.value == 0 or stretch > limit.value)
    )


def _passes(way: Way, limit: Limit) -> bool:
    if limit.over_load_kg is not None:
        return False
    amount = way.asks(key_of_limit(limit))
    return amount is None or amount > limit.value + _ROUNDING


def _takes(taker: WayId, minutes: Mapping[WayId, int], easing: Easing) -> bool:
    """Whether a duty may take over: no loads, not tied to some days, below every limit."""
    into = easing.ways[taker]
    task = into.task
    other_way = any(way != taker and way[0] == taker[0] and minutes[way] for way in minutes)
    tied = task.times_per_week is not None and taker not in minutes
    above = _above(into, easing.tolerated) or _held_too_long(into, easing.week.limits)
    return not (into.handles or other_way or tied or above)


def _movable(way: Way, into: Way, planned: int, has: int) -> int:
    """So many minutes that neither duty is left with less than its smallest useful block."""
    wanted = min((into.task.minutes_per_shift or 0) - has, planned)
    if 0 < planned - wanted < way.task.smallest_block_min:
        wanted = planned - way.task.smallest_block_min
    return wanted if has or wanted >= into.task.smallest_block_min else 0


def _within(minutes: Mapping[WayId, int], easing: Easing, on: date) -> bool:
    """Whether what adds up over the day stays within the week's limits."""
    for limit in easing.week.limits:
        if limit.aspect is not Aspect.DOSE and limit.over_load_kg is None:
            continue
        for key in on_each_axis(key_of_limit(limit)):
            total = (
                outside_dose(easing.case, key) ** key.power
                + treatment_dose(easing.case, key, on) ** key.power
            )
            for place, amount in minutes.items():
                way = easing.ways[place]
                of_shift = way.asks(key)
                if of_shift is None:
                    return False
                total += of_shift**key.power * amount / (way.task.minutes_per_shift or amount or 1)
            if total > limit.value**key.power + _ROUNDING:
                return False
    return True


def heaviest(allocations: Sequence[Allocation], ways: Mapping[WayId, Way]) -> str:
    """The id of the task with the heaviest load of a day; empty where no load is known."""
    loads = [(way.heaviest, a.task_id) for a in allocations if (way := way_of(ways, a)) is not None]
    load, task_id = max(loads, key=lambda one: one[0], default=(0.0, ""))
    return task_id if load else ""
