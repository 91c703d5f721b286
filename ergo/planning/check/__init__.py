"""The independent checker of a plan: every rule said again, simply, without the planner.

It shares with the planner the models and plain facts (the calendar, what a task asks for), and no rule of planning;
the duplication is intended. One file holds what belongs together: `hours` (contract, certificate), `restrictions`,
`capacity`, `methods`, `safety`, `allocation`, `day`, `hours_pace` and `level_pace` (policy), `reviews`, `totals`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from ergo.model.case import Case
from ergo.model.plan import Plan, PlanDay, PlanWeek
from ergo.planning.check import (
    allocation,
    capacity,
    hours,
    hours_pace,
    level_pace,
    methods,
    restrictions,
    reviews,
    safety,
    supervision,
    totals,
)
from ergo.planning.check.course import Stage, course
from ergo.planning.check.day import bad_days, example_days
from ergo.planning.check.day_rules import rule_missing
from ergo.planning.check.facts import Duty, Facts, worked_days
from ergo.planning.check.level_pace import Level, stated_levels
from ergo.planning.check.violation import Code, Severity, Violation
from ergo.planning.variants import TaskVariant

__all__ = ["Code", "Severity", "Violation", "check_plan"]

PLAN_RULES: tuple[Callable[[Facts], Iterator[Violation]], ...] = (
    hours.week_sequence,
    hours.day_outside_week,
    hours.duplicate_day,
    hours.off_roster,
    hours.over_shift,
    hours.outside_shift,
    hours.week_over_roster,
    hours.outlook_over_roster,
    hours.not_certified,
    hours.certified_day_minutes,
    hours.certified_days,
    hours.certified_week_minutes,
    restrictions.level_over_restriction,
    safety.red_flag,
    allocation.unknown_ids,
    allocation.day_sum,
    allocation.two_variants,
    allocation.task_minutes,
    allocation.outlook_task_minutes,
    allocation.times_per_week,
    hours_pace.spaced_days,
    level_pace.level_unknown_dimension,
    reviews.firm_after_review,
    reviews.not_outlook,
    reviews.outlook_dated,
    reviews.certified_until,
    reviews.review_outside_week,
    reviews.review_before_end,
    reviews.stepped_back,
    reviews.carried_weeks,
    totals.week_total,
    totals.week_headline,
    totals.duties_total,
    totals.full_duties,
    supervision.full_duties_alone,
    totals.full_duties_week,
    rule_missing,
    example_days,
)
HOURS_RULES: tuple[Callable[[Facts, list[Stage]], Iterator[Violation]], ...] = (
    hours_pace.start_hours,
    hours_pace.hours_step,
    hours_pace.hours_fall,
    hours_pace.reentry,
)
LEVEL_RULES: tuple[Callable[[Facts, list[Level]], Iterator[Violation]], ...] = (
    level_pace.level_start,
    level_pace.level_step,
    level_pace.load_order,
    level_pace.level_plateau,
    level_pace.level_may_not_climb,
)
CHANGE_RULES: tuple[Callable[[Facts, list[Stage], list[Level]], Iterator[Violation]], ...] = (
    level_pace.step_too_soon,
    level_pace.hours_and_load,
    reviews.climb_cancelled,
)
DAY_RULES: tuple[Callable[[Facts, PlanWeek, PlanDay], Iterator[Violation]], ...] = (
    restrictions.restricted_day,
    capacity.tolerated_day,
    capacity.minutes_over_load,
    capacity.tolerance_frequency,
    methods.composite_index,
    methods.method_dose,
)
DATED_DUTY_RULES: tuple[Callable[[Facts, Duty], Iterator[Violation]], ...] = (
    allocation.availability,
    allocation.variant_ready,
    safety.clearance,
    supervision.supervised,
)
RESTRICTED_DUTY_RULES: tuple[Callable[[Facts, Duty], Iterator[Violation]], ...] = (
    restrictions.restricted,
    capacity.unknown,
    methods.method_limit,
)
"""These say the same of a duty on every date with the same restrictions in force."""
LIMITED_DUTY_RULES: tuple[Callable[[Facts, Duty], Iterator[Violation]], ...] = (capacity.tolerated,)
"""This says the same of a duty on every date with the same restrictions in force and the same limits stated."""


def check_plan(case: Case, plan: Plan, variants: Sequence[TaskVariant] = ()) -> list[Violation]:
    """Every violation of a plan, also of one edited by hand, in the order of weeks and dates.

    A plan that was planned again is checked from there on; what the weeks before hold must be on record.

    Parameters
    ----------
    case : Case
        The case as it stands. A comparison under an assumed certificate is checked against a case that holds it.
    plan : Plan
        The plan, as made or as edited.
    variants : sequence of TaskVariant
        The finished variants of tasks that the plan may use.

    Returns
    -------
    list of Violation
        Empty where the plan keeps every rule. What the plan overrides is listed too, with the severity ``overridden``
        and the reason; only violations of policy and tolerance can be, each by an override that names it.

    Raises
    ------
    InputError
        Where the case names a country or region whose public holidays are not known.
    """
    facts = Facts(case, plan, variants)
    found = [violation for rule in PLAN_RULES for violation in rule(facts)]
    stages, levels = course(facts), stated_levels(facts)
    found += [violation for hours_rule in HOURS_RULES for violation in hours_rule(facts, stages)]
    found += [violation for level_rule in LEVEL_RULES for violation in level_rule(facts, levels)]
    found += [violation for change_rule in CHANGE_RULES for violation in change_rule(facts, stages, levels)]
    dates, bad = _Dates(facts), bad_days(facts)
    for week in plan.weeks:
        for day in [*worked_days(week), *bad.get(week.number, [])]:
            found += dates.of_day(week, day)
            found += [violation for duty in facts.duties(week, day) for violation in dates.of_duty(duty)]
        found += _outlook(facts, week, dates)
    reasons: dict[tuple[int | None, str, str], str] = {
        (o.week_number, o.code, o.item): o.reason for o in plan.overrides if o.reason.strip()
    }
    judged = [_judged(violation, reasons) for violation in found if not _carried(facts, violation)]
    return sorted(judged, key=lambda v: (v.week or 0, v.date or date.min, v.code, v.task_id, v.dimension))


def _carried(facts: Facts, violation: Violation) -> bool:
    """Whether a violation lies in a week that was carried over from the version before."""
    return violation.code is not Code.CARRIED_WEEKS and violation.week in facts.carried


def _judged(violation: Violation, reasons: Mapping[tuple[int | None, str, str], str]) -> Violation:
    """The violation, overridden where the plan gives a reason for it and it may be."""
    reason = reasons.get((violation.week, violation.code, violation.item), "")
    if not (violation.overridable and reason):
        return violation
    return replace(violation, severity=Severity.OVERRIDDEN, reason=reason)


class _Dates:
    """The rules for a day and for one duty on it; what they said under the same conditions is kept."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._said: dict[tuple[object, ...], list[Violation]] = {}

    def of_day(self, week: PlanWeek, day: PlanDay) -> list[Violation]:
        """What is wrong with a day as a whole."""
        facts = self._facts
        work = tuple((id(duty.way), duty.minutes) for duty in facts.duties(week, day))
        treatment = tuple(map(id, facts.treatment(day.date)))
        limits, in_force = id(facts.limits(week)), id(facts.in_force(day.date))
        same = (limits, in_force, treatment, day.start, day.paid_min, work)
        if same not in self._said:
            self._said[same] = [v for rule in DAY_RULES for v in rule(facts, week, day)]
        return [replace(v, week=week.number, date=day.date) for v in self._said[same]]

    def of_duty(self, duty: Duty) -> list[Violation]:
        """What is wrong with a duty on its date."""
        facts = self._facts
        restricted = (id(facts.in_force(duty.date)), id(duty.way))
        limited = (*restricted, id(facts.limits(duty.week)))
        for same, rules in ((restricted, RESTRICTED_DUTY_RULES), (limited, LIMITED_DUTY_RULES)):
            if same not in self._said:
                self._said[same] = [v for rule in rules for v in rule(facts, duty)]
        dated = [v for rule in DATED_DUTY_RULES for v in rule(facts, duty)]
        standing = self._said[restricted] + self._said[limited]
        return dated + [replace(v, week=duty.week.number, date=duty.date) for v in standing]


def _outlook(facts: Facts, week: PlanWeek, dates: _Dates) -> list[Violation]:
    """Duties past the certificate have no date: they must be permitted on one of the week's shifts at least."""
    shifts = facts.outlook_shifts(week)
    found: list[Violation] = []
    for duty in allocation.outlook_duties(facts, week, week.monday) if shifts else []:
        on_first = dates.of_duty(replace(duty, date=shifts[0].date))
        if on_first and all(dates.of_duty(replace(duty, date=shift.date)) for shift in shifts[1:]):
            found += on_first
    return [replace(violation, date=None) for violation in found]
