"""Figures of the worker and of the work as a whole, for drivers and effect rules that no single task decides."""

from ergo.analysis.demands import LIFT_ZONES, MINUTES_PER_HOUR, Key
from ergo.analysis.match import capacities_for
from ergo.analysis.worktime import normal_shift_min
from ergo.knowledge.dimensions import Aspect
from ergo.model.case import Case

Value = float | bool | str

_SEVERAL = (("worker.walk_tolerance_m", ("walk",)), ("worker.lift_capacity_kg", LIFT_ZONES))
"""Figures that are tested capacities for the most at a time, of several dimensions the lowest."""


def figures_of_case(case: Case) -> dict[str, Value]:
    """What a case says of the worker and of the work as a whole, by quantity id; what it does not say is left out.

    Body measurements as they were entered; tested capacities for walking and lifting, of the lifting zones the lowest;
    the hours of a normal shift and those that the latest certificate allows; the way to work; pain as it was rated
    last; whether there is a plan.
    """
    found: dict[str, Value] = {name: m.value for name, m in case.worker.body.items()}
    for name, dimensions in _SEVERAL:
        entries = [e for d in dimensions for e in capacities_for(case, Key(d, Aspect.PEAK))]
        tested = [e.value for e in entries if e.value is not None]
        if tested:
            found.setdefault(name, min(tested))
    roster = case.job.roster
    if roster is not None and roster.shifts:
        found["org.hours_per_day"] = normal_shift_min(roster) / MINUTES_PER_HOUR
    certificate = case.latest_certificate()
    if certificate is not None and certificate.max_minutes_per_day is not None:
        found.setdefault("worker.hours_tolerance", certificate.max_minutes_per_day / MINUTES_PER_HOUR)
    if case.outside_work.commute_min_each_way is not None:
        found["org.commute_min"] = float(case.outside_work.commute_min_each_way)
    found["org.rtw_plan"] = case.plan is not None
    return found | _pain(case)


def _pain(case: Case) -> dict[str, Value]:
    """Pain now, as the clinician noted it, or as the worker rated it last."""
    if case.clinical.pain_now is not None:
        return {"pain.nprs_now": case.clinical.pain_now}
    rated = [m for m in case.clinical.outcome_measures if m.instrument_id == "nprs" and m.score is not None]
    last = max(rated, key=lambda m: m.on, default=None)
    return {} if last is None or last.score is None else {"pain.nprs_now": last.score}
