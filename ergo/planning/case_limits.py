"""The limits that a case sets on its days: who sets each, how its level climbs, what is used up before work begins."""

from collections.abc import Sequence
from math import inf

from ergo.analysis.demands import amount_of
from ergo.analysis.doses import added_up
from ergo.analysis.match import capacities_for, is_relevant, is_unquantified
from ergo.analysis.method_limits import ChosenLimit, chosen_limits, peak_capacity
from ergo.knowledge.dimensions import Aspect
from ergo.knowledge.method_limits import Counts
from ergo.knowledge.policies import Policy
from ergo.model.case import Case
from ergo.model.job import Demand, Importance
from ergo.model.plan import ReasonCode
from ergo.planning.levels import climb, load_group
from ergo.planning.limits import (
    Certified,
    LimitKey,
    asked,
    certified_by,
    minutes_keys_of_capacity,
    on_each_axis,
    outside_dose,
)
from ergo.planning.opening import LimitInfo, tested
from ergo.planning.problem import Ladder
from ergo.planning.variants import TaskVariant


def limits_of(
    case: Case, ways: Sequence[TaskVariant], demands: Sequence[Sequence[Demand]]
) -> list[LimitInfo]:
    """Every limit that a restriction, a capacity or a gating method sets, in a fixed order."""
    found: dict[LimitKey, LimitInfo] = {}
    restricted = {d for r in case.all_restrictions() if r.reading is not None for d in r.reading.dimensions}

    def info(key: LimitKey) -> LimitInfo:
        return found.setdefault(key, LimitInfo(key))

    for restriction in case.all_restrictions():
        if not is_unquantified(restriction):
            for key, certified in certified_by(case, restriction):
                info(key).certified.append(certified)
    for entry in case.capacities:
        if entry.aspect is Aspect.GATE:
            continue
        for key in on_each_axis(LimitKey(entry.dimension, entry.aspect, entry.side)):
            entries = capacities_for(case, key.plain)
            info(key).capacity = tested(entries)
            if is_relevant(case, entry.dimension) or entry.dimension in restricted:
                for minutes_key in minutes_keys_of_capacity(entries):
                    info(minutes_key).capacity = entry
    for limit in chosen_limits(case):
        if limit.gates and limit.row.counts is Counts.DOSE and _is_asked(limit, demands):
            share_of = peak_capacity(case, limit.row) if limit.row.share_of_peak else None
            if limit.row.share_of_peak and share_of is None:
                continue
            for key in on_each_axis(LimitKey(limit.row.dimension, Aspect.DOSE)):
                allowed = limit.value_on(key.axis, [way.task for way in ways])
                of_key = info(key)
                of_key.method, of_key.a_minute = limit.row, share_of is not None
                of_key.method_allows = allowed * (share_of.value or 0.0) if share_of else allowed
    return list(found.values())


def _is_asked(limit: ChosenLimit, demands: Sequence[Sequence[Demand]]) -> bool:
    return any(
        d.dimension == limit.row.dimension and d.aspect is Aspect.DOSE and amount_of(d)
        for of_way in demands
        for d in of_way
    )


def ladder_of(
    case: Case,
    info: LimitInfo,
    ways: Sequence[TaskVariant],
    demands: Sequence[Sequence[Demand]],
    policy: Policy,
) -> Ladder:
    """The levels of a limit: from the share of tolerance by the policy's step to what the job asks, or one level.

    A dose is asked for by the essential tasks together, with the load outside work; on axes by the highest of them.
    """
    entry = info.capacity
    if entry is None or entry.value is None or info.key.over_load_kg is not None:
        return Ladder(())
    tolerance = entry.value
    keys = (
        on_each_axis(LimitKey(info.key.dimension, info.key.aspect, info.key.side))
        if info.key.axis
        else [info.key]
    )
    largest = max(_asked_by_job(case, key, ways, demands) for key in keys)
    goal = largest if entry.plateau is None else min(largest, entry.plateau)
    if largest <= tolerance or tolerance == 0:
        return Ladder((info.key.allowed_units(tolerance),))
    levels = climb(policy, info.key.dimension, info.key.aspect, tolerance, goal)
    return Ladder(tuple(info.key.allowed_units(x) for x in levels), load_group(policy, info.key.dimension))


def _asked_by_job(
    case: Case, key: LimitKey, ways: Sequence[TaskVariant], demands: Sequence[Sequence[Demand]]
) -> float:
    """What the essential tasks as they are ask for: the largest, or together where it is a dose."""
    essential = [
        (asked(way.task, of_way, key).amount or 0.0)
        for way, of_way in zip(ways, demands, strict=True)
        if way.task.importance is Importance.ESSENTIAL and not way.modification_ids
    ]
    largest = max(essential, default=0.0)
    if key.aspect is not Aspect.DOSE or not largest:
        return largest
    return added_up([*essential, outside_dose(case, key)], key.power)


def outside_units(case: Case, limits: Sequence[LimitInfo]) -> dict[int, int]:
    """What each worked day already carries from outside work, by limit number."""
    doses = {number: outside_dose(case, info.key) for number, info in enumerate(limits)}
    return {number: limits[number].key.asked_units(dose) for number, dose in doses.items() if dose}


def set_by(
    info: LimitInfo, value: int, rung: int | None, certified: Certified | None
) -> tuple[ReasonCode, str]:
    """Who sets a limit in force, and its id: a restriction, a method where it is stricter, a capacity."""
    allowed = inf if certified is None else info.key.allowed_units(certified.most)
    looser = allowed > value and (rung is None or rung > value)
    if info.method is not None and looser:
        return ReasonCode.METHOD, info.method.id
    if certified is not None:
        return ReasonCode.CERTIFICATE, certified.restriction.id
    return ReasonCode.CAPACITY, info.capacity.id if info.capacity else ""
