"""The day of a plan: rules that a supervisor can keep, and an example day of every stage.

Both are worked out from the weeks of a plan as they stand, so that a plan edited by hand gets its own.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from ergo.analysis.words import rule_words
from ergo.analysis.worktime import roster_shifts
from ergo.knowledge.day_rules import day_figures
from ergo.knowledge.dimensions import Aspect, dimension, unit_of
from ergo.knowledge.driving_hours import Measure
from ergo.model.case import Case
from ergo.model.plan import (
    Allocation,
    DayRule,
    ExampleDay,
    Limit,
    Plan,
    PlanDay,
    PlanWeek,
    ReasonCode,
    RuleKind,
    RuleOrigin,
)
from ergo.planning.bad_day import Easing, eased, heaviest, is_open, last_tolerated
from ergo.planning.compile import Compiled
from ergo.planning.day_blocks import Meal, arranged
from ergo.planning.day_parts import (
    HANDLING_GROUP,
    DayLimits,
    Way,
    WayId,
    breaks_of_law,
    way_id,
    way_of,
    ways_of,
)
from ergo.planning.limits import key_of_limit
from ergo.planning.reviews import step_back_rules
from ergo.planning.variants import TaskVariant

_AN_HOUR = 60
_RATES = ("count/h", "count/min")
_SEATED = ("sit", "drive")


def outside_rules(compiled: Compiled, weeks: Sequence[PlanWeek]) -> list[DayRule]:
    """How much of a day's limit the load outside work uses up, since a limit a shift counts it."""
    found = []
    for number, units in compiled.problem.outside.items():
        key = compiled.limits[number].key
        held = [
            (week.number, limit)
            for week in weeks
            for limit in week.limits
            if (limit.dimension, limit.aspect) == (key.dimension, key.aspect)
        ]
        if held:
            first, limit = held[0]
            used = limit.model_copy(update={"value": key.amount(units)})
            rule = _rule(RuleKind.OUTSIDE, RuleOrigin.OUTSIDE_WORK, first, limit=used)
            rule.until_week = held[-1][0]
            found.append(rule)
    return found


def with_days(case: Case, plan: Plan, variants: Sequence[TaskVariant] = ()) -> Plan:
    """The plan with the rules of the day and the example days that belong to its weeks.

    Parameters
    ----------
    case, variants
        As the plan was made from.
    plan : Plan
        As made, or as edited by hand. Its rules on load outside work stay; all others are worked out anew.
    """
    days = _Days(case, plan, variants)
    outside = [rule for rule in plan.day_rules if rule.kind is RuleKind.OUTSIDE]
    return plan.model_copy(
        update={
            "day_rules": outside + days.rules() + step_back_rules(case, plan.weeks),
            "example_days": days.examples(),
        }
    )


class _Days:
    def __init__(self, case: Case, plan: Plan, variants: Sequence[TaskVariant]) -> None:
        self.case = case
        self.plan = plan
        self.ways = ways_of(case, variants)
        self.reset_min = plan.policy.reset_min.value
        done = {way_id(duty) for week in plan.weeks for duty in week.duties}
        self.used = {place: way for place, way in self.ways.items() if place in done}
        self.given: dict[WayId, tuple[date, Allocation]] = {}
        for day in (day for week in plan.weeks for day in week.days):
            for a in (a for a in day.allocations if a.minutes):
                self.given.setdefault(way_id(a), (day.date, a))
        self.laws = breaks_of_law(case, list(self.used.values()))
        self.tolerated = last_tolerated(plan.weeks)
        long_drive = day_figures().long_drive_min.value
        self.long_drives = {w for w, way in self.used.items() if way.drive_stretch_min >= long_drive}
        self.handling = {w for w, way in self.used.items() if way.handles and not way.drive_stretch_min}

    def rules(self) -> list[DayRule]:
        """The rules week by week, each for as long as it stays the same."""
        open_rules: dict[tuple[str, RuleOrigin | None], DayRule] = {}
        finished: list[DayRule] = []
        before: object = None
        for week in self.plan.weeks:
            signature = self._signature(week)
            if signature != before:
                found = self._of_week(week) if week.total_min else iter(())
                now = {(rule.sentence, rule.origin): rule for rule in found}
                finished += [open_rules.pop(key) for key in list(open_rules) if key not in now]
                open_rules = {key: open_rules.get(key, rule) for key, rule in now.items()}
                before = signature
            for rule in open_rules.values():
                rule.until_week = week.number
        return sorted([*finished, *open_rules.values()], key=lambda rule: (rule.from_week, rule.sentence))

    def _signature(self, week: PlanWeek) -> object:
        """What the rules of a week depend on."""
        limits = tuple((key_of_limit(x), x.value, x.code, x.source_id) for x in week.limits)
        due = tuple(self._comes_due(week, law.measure, law.value * _AN_HOUR) for _, law in self.laws)
        return limits, due, bool(week.total_min), self._handled_after_driving(week)

    def _of_week(self, week: PlanWeek) -> Iterator[DayRule]:
        number = week.number
        for limit in week.limits:
            if (kind := _kind(limit)) is not None:
                reset = self.reset_min if kind is RuleKind.RUN and limit.value else None
                origin = _origin(limit)
                yield _rule(kind, origin, number, limit.source_id, limit=limit, minutes=reset)
        for need in self.case.needs:
            yield self._need(RuleKind(need.need.value), number, need.id)
        if self._handled_after_driving(week):
            yield self._after_driving(number)
        for rule, law in self.laws:
            if self._comes_due(week, law.measure, law.value * _AN_HOUR):
                yield _rule(
                    RuleKind.WORK_LAW if law.measure is Measure.WORK_RUN else RuleKind.DRIVING_LAW,
                    RuleOrigin.LAW,
                    number,
                    rule.id,
                    status=rule.status,
                    after_min=round(law.value * _AN_HOUR),
                    minutes=round(law.break_min or 0),
                )

    def _need(self, kind: RuleKind, number: int, source_id: str) -> DayRule:
        if kind is not RuleKind.HOURLY_BREAK:
            return _rule(kind, RuleOrigin.NEED, number, source_id)
        figure = day_figures().hourly_break_after_min
        return _rule(
            kind,
            RuleOrigin.NEED,
            number,
            source_id,
            status=figure.status,
            after_min=figure.value,
            minutes=self.reset_min,
        )

    def _after_driving(self, number: int) -> DayRule:
        figure = day_figures().handling_after_driving_min
        return _rule(
            RuleKind.AFTER_DRIVING,
            RuleOrigin.PRACTICE,
            number,
            figure.source,
            status=figure.status,
            after_min=day_figures().long_drive_min.value,
            minutes=figure.value,
        )

    def _handled_after_driving(self, week: PlanWeek) -> bool:
        """Whether loads could follow a long drive on a day, for a worker with a limit on loads or on sitting."""
        limited = any(
            dimension(x.dimension).group == HANDLING_GROUP or x.dimension in _SEATED for x in week.limits
        )
        days = [day.allocations for day in week.days] or [week.duties]
        for allocations in days if limited else ():
            done = {way_id(a) for a in allocations}
            if done & self.long_drives and done & self.handling:
                return True
        return False

    def _comes_due(self, week: PlanWeek, measure: Measure, allowed_min: float) -> bool:
        """Whether a day of the week has more driving, or more work, than a law allows before a break."""
        if measure is Measure.WORK_RUN:
            return any(self._driven(day) and day.paid_min > allowed_min for day in week.days)
        return any(self._driven(day) > allowed_min for day in week.days)

    def _driven(self, day: PlanDay) -> float:
        ways = [(a.minutes, way_of(self.ways, a)) for a in day.allocations]
        return sum(minutes * way.drive_share for minutes, way in ways if way is not None)

    def examples(self) -> list[ExampleDay]:
        """One example day for every stage with dated shifts."""
        found: list[ExampleDay] = []
        made: dict[object, ExampleDay] = {}
        last_stage: object = None
        for week, tolerated in zip(self.plan.weeks, self.tolerated, strict=True):
            day = max((d for d in week.days if d.paid_min), key=lambda d: d.paid_min, default=None)
            if day is None or any(way_of(self.ways, a) is None for a in day.allocations):
                last_stage = None
                continue
            done = self._done(day.date)
            stage = self._stage(week, day, tolerated, done)
            if stage == last_stage:
                found[-1].until_week = week.number
                continue
            if stage not in made:
                pairs = zip(week.limits, tolerated, strict=True)
                before = [limit.model_copy(update={"value": value}) for limit, value in pairs]
                easing = Easing(self.case, self.ways, week, before, done)
                made[stage] = self._example(week, day, easing)
            number = week.number
            changed = {"from_week": number, "until_week": number, "date": day.date}
            found.append(made[stage].model_copy(update=changed))
            last_stage = stage
        return found

    def _stage(
        self, week: PlanWeek, day: PlanDay, tolerated: Sequence[float], done: Sequence[Allocation]
    ) -> object:
        """What two weeks share whose example day is the same, on a bad day too."""
        duties = tuple((way_id(a), a.minutes) for a in day.allocations)
        limits = tuple((key_of_limit(x), x.value, y) for x, y in zip(week.limits, tolerated, strict=True))
        takers = tuple(way_id(a) for a in done)
        treated = tuple(n for n, a in enumerate(self.case.appointments) if a.loads and a.falls_on(day.date))
        return duties, day.start, day.paid_min, limits, takers, treated

    def _example(self, week: PlanWeek, day: PlanDay, easing: Easing) -> ExampleDay:
        limits = self._day_limits(week)
        meal = self._meal(day)
        parts = [self._way(a).part(a, limits) for a in day.allocations if a.minutes]
        easier = eased(day, easing)
        gentle = self._bad_limits(limits, easing.tolerated, easier)
        bad = [self._way(a).part(a, gentle) for a in easier]
        return ExampleDay(
            from_week=week.number,
            until_week=week.number,
            date=day.date,
            start=day.start,
            paid_min=day.paid_min,
            blocks=arranged(parts, limits, meal),
            bad_day=arranged(bad, gentle, meal, last=heaviest(easier, self.ways)),
        )

    def _day_limits(self, week: PlanWeek) -> DayLimits:
        figures = day_figures()
        hourly = any(need.need.value == RuleKind.HOURLY_BREAK for need in self.case.needs)
        after_driving = self._handled_after_driving(week)
        return DayLimits(
            runs=tuple(limit for limit in week.limits if is_timed(limit)),
            reset_min=self.reset_min,
            work_min=figures.hourly_break_after_min.value if hourly else None,
            long_drive_min=figures.long_drive_min.value,
            no_handling_min=figures.handling_after_driving_min.value if after_driving else 0,
            laws=tuple(law for _, law in self.laws),
        )

    def _bad_limits(
        self, limits: DayLimits, tolerated: Sequence[Limit], allocations: Sequence[Allocation]
    ) -> DayLimits:
        """Runs of the step before, as far as a stretch that cannot be broken lets them, and smaller pieces."""
        stretches = [self._way(a).task.uninterruptible_min or 0 for a in allocations]
        longest = float(max(stretches, default=0))
        now = {key_of_limit(limit): limit.value for limit in limits.runs}
        runs = [
            limit.model_copy(update={"value": min(now[key], max(limit.value, longest, self.reset_min))})
            for limit in tolerated
            if (key := key_of_limit(limit)) in now
        ]
        piece = day_figures().bad_day_piece_min.value
        return DayLimits(
            tuple(runs),
            limits.reset_min,
            piece,
            limits.long_drive_min,
            limits.no_handling_min,
            limits.laws,
        )

    def _meal(self, day: PlanDay) -> Meal | None:
        """The roster's unpaid break, in the middle of a full shift; a day that ends before has none."""
        if self.case.job.roster is None:
            return None
        shift = next(iter(roster_shifts(self.case.job.roster, day.date, day.date)), None)
        if shift is None or not shift.unpaid_break_min or day.paid_min <= shift.paid_min // 2:
            return None
        return Meal(shift.paid_min // 2, shift.unpaid_break_min)

    def _done(self, on: date) -> list[Allocation]:
        """The ways of working that the plan has given by a date and that are open on it, in canonical order."""
        given = [place for place in self.ways if place in self.given and self.given[place][0] <= on]
        return [self.given[place][1] for place in given if is_open(self.case, self.ways[place], on)]

    def _way(self, allocation: Allocation) -> Way:
        return self.ways[way_id(allocation)]


def _kind(limit: Limit) -> RuleKind | None:
    """Which rule keeps a limit in the course of a day; None where the choice of duties keeps it."""
    if limit.over_load_kg is not None:
        return RuleKind.HANDLING_MINUTES
    if limit.aspect is Aspect.RUN:
        return RuleKind.RUN
    return RuleKind.RATE if unit_of(limit.dimension, limit.aspect) in _RATES else None


def is_timed(limit: Limit) -> bool:
    """Whether an example day can be timed by a limit; a shorter one is kept inside the task."""
    unit = unit_of(limit.dimension, limit.aspect)
    least = day_figures().timed_from_min.value
    return limit.aspect is Aspect.RUN and unit == "min" and limit.value >= least


def _origin(limit: Limit) -> RuleOrigin:
    return RuleOrigin.RESTRICTION if limit.code is ReasonCode.CERTIFICATE else RuleOrigin.CAPACITY


def _rule(kind: RuleKind, origin: RuleOrigin, week: int, source_id: str = "", **figures: object) -> DayRule:
    rule = DayRule.model_validate(
        {
            "sentence": "",
            "kind": kind,
            "origin": origin,
            "source_id": source_id,
            "from_week": week,
            "until_week": week,
            **figures,
        }
    )
    rule.sentence = rule_words(rule)
    return rule
