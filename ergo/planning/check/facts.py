"""What the rules of the checker look at: the case and the plan side by side, with the calendar and the demands.

No rule stands here, and nothing is taken from the planner but the shape of a plan and of a variant.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import inf

from ergo.analysis.demands import EIGHT_HOURS_MIN, Key, amount_of, demands_of
from ergo.analysis.worktime import DAYS_PER_WEEK, DatedShift, monday_of, normal_shift_min, working_shifts
from ergo.knowledge.dimensions import Aspect, Side, dimension, dimensions, lift_zones
from ergo.knowledge.tasks import TaskKindRow, task_kinds
from ergo.model.capacity import Certificate, Restriction
from ergo.model.case import Case
from ergo.model.job import Demand, Task, TaskKind
from ergo.model.plan import Allocation, Limit, Plan, PlanDay, PlanWeek
from ergo.planning.check.tolerance import Tolerance, latest_tolerance
from ergo.planning.variants import TaskVariant

ANY = "any"
SAFETY_CRITICAL = "safety_critical"
HOURS_GROUP = "hours"
HANDLING_GROUP = "handling"
HANDLING = (TaskKind.LIFTING, TaskKind.PUSH_PULL_CARRY, TaskKind.HANDLING_PEOPLE)
SIT = "sit"
DRIVE = "drive"
ROUNDING = 1e-3
"""Amounts that differ by less are the same: shares of a shift are printed with few digits."""


def touches(one: Side, other: Side) -> bool:
    """Whether what is said of one side concerns the other."""
    return one is other or Side.BOTH in (one, other)


@dataclass(frozen=True)
class Way:
    """One way of doing a task: as it is (ready from ``date.min`` on), or as a variant makes it."""

    task: Task
    demands: tuple[Demand, ...]
    ready_from: date | None
    permanent: bool

    def asks(self, dimension_id: str, aspect: Aspect, side: Side) -> list[Demand]:
        """The accounts of what the task asks for that touch a dimension, aspect and side and give an amount."""
        return [d for d in self._known.get((dimension_id, aspect), []) if touches(d.side, side)]

    @cached_property
    def _known(self) -> dict[tuple[str, Aspect], list[Demand]]:
        known: dict[tuple[str, Aspect], list[Demand]] = {}
        for demand in self.demands:
            if amount_of(demand) is not None:
                known.setdefault((demand.dimension, demand.aspect), []).append(demand)
        return known

    def involves(self, dimension_id: str) -> bool:
        """Whether such work may ask for something in a dimension. Hours belong to the day and not to a task."""
        if dimension_id == ANY:
            return True
        if dimension_id == SAFETY_CRITICAL:
            return bool(self.task.safety_critical)
        if dimension(dimension_id).group == HOURS_GROUP:
            return False
        return dimension_id in self._named or any(kind.may_involve(dimension_id) for kind in self._kinds)

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(d.dimension for d in self.demands)

    @cached_property
    def _kinds(self) -> list[TaskKindRow]:
        steps = self.task.cycle.steps if self.task.cycle else []
        return [task_kinds()[kind] for kind in dict.fromkeys([self.task.kind, *(s.kind for s in steps)])]

    @cached_property
    def asked(self) -> list[Demand]:
        """What the task asks for at all, the highest amount first."""
        return sorted((d for d in self.demands if amount_of(d)), key=lambda d: -(amount_of(d) or 0.0))

    @cached_property
    def drives_for_min(self) -> float:
        """For how long somebody drives at a time: 0 where nobody does, without end where it is not known."""
        stretches = [amount_of(d) or 0.0 for d in self.asks(DRIVE, Aspect.RUN, Side.BOTH)]
        doses = [amount_of(d) for d in self.asks(DRIVE, Aspect.DOSE, Side.BOTH)]
        is_driving = any(kind.id == TaskKind.DRIVING for kind in self._kinds)
        if not is_driving and not self.task.legs and not any(stretches) and not any(doses):
            return 0.0
        return max((s for s in stretches if s), default=inf)

    @cached_property
    def handles_loads(self) -> bool:
        """Whether loads or people are handled in the task."""
        loads = any(dimension(d.dimension).group == HANDLING_GROUP for d in self.asked)
        return loads or self.task.kind in HANDLING

    def dose(self, dimension_id: str, side: Side, minutes: int) -> float:
        """What so many minutes of the task add to the day in a dimension; 0 where nothing is known."""
        normal = self.task.minutes_per_shift
        return self.normal_dose(dimension_id, side) * minutes / normal if normal else 0.0

    def normal_dose(self, dimension_id: str, side: Side, axis: str = "") -> float:
        """What the normal minutes of the task ask for in a dimension, on one axis where it has axes."""
        if (dimension_id, side, axis) not in self._doses:
            accounts = [
                d for d in self.asks(dimension_id, Aspect.DOSE, side) if not axis or d.axis in (None, axis)
            ]
            most = max((amount_of(d) or 0.0 for d in accounts), default=0.0)
            self._doses[dimension_id, side, axis] = most
        return self._doses[dimension_id, side, axis]

    @cached_property
    def _doses(self) -> dict[tuple[str, Side, str], float]:
        return {}


@dataclass(frozen=True)
class Duty:
    """Minutes of a task on a date, done in one way."""

    week: PlanWeek
    date: date
    task_id: str
    minutes: int
    way: Way

    @property
    def name(self) -> str:
        """The task's name in quotation marks."""
        return f"“{self.way.task.name}”"


class Facts:
    """Case and plan side by side; everything that is looked up more than once is kept."""

    def __init__(self, case: Case, plan: Plan, variants: Sequence[TaskVariant]) -> None:
        self.case = case
        self.plan = plan
        self.restrictions = case.all_restrictions()
        self._variants = variants
        self._in_force: dict[date, tuple[Restriction, ...]] = {}
        self._same_set: dict[tuple[int, ...], tuple[Restriction, ...]] = {}
        self._same_source: dict[str, tuple[Restriction, ...]] = {}
        self._duties: dict[int, list[Duty]] = {}
        self._certificates: dict[date, Certificate | None] = {}
        self._shifts_from: dict[date, list[DatedShift]] = {}
        self._outlook: dict[int, list[DatedShift]] = {}
        self._limits: dict[int, tuple[Limit, ...]] = {}
        self._same_limits: dict[tuple[object, ...], tuple[Limit, ...]] = {}
        self._levels: dict[tuple[int, Key], list[Limit]] = {}
        self._treatment: dict[date, tuple[Demand, ...]] = {}
        self._tolerances: dict[Key, Tolerance | None] = {}
        self.scores: dict[tuple[str, tuple[int, ...]], float | None] = {}
        self.workable: dict[date, list[DatedShift]] = {}

    @cached_property
    def shifts(self) -> dict[date, DatedShift]:
        """The roster's shifts in the plan's weeks, with leave, holidays and appointments taken off."""
        roster = self.case.job.roster
        if roster is None or not roster.shifts or not self.plan.weeks:
            return {}
        mondays = [week.monday for week in self.plan.weeks]
        last = max(mondays) + timedelta(days=DAYS_PER_WEEK - 1)
        first = min(monday_of(self.plan.start), *mondays)
        return {shift.date: shift for shift in working_shifts(self.case, first, last)}

    @cached_property
    def carried(self) -> frozenset[int]:
        """The numbers of the weeks that a plan planned again took from the version before."""
        since = self.plan.planned_from
        return frozenset(w.number for w in self.plan.weeks if since is not None and w.monday < since)

    @cached_property
    def longest_shift_min(self) -> int:
        """Paid minutes of the roster's longest shift: a full day."""
        roster = self.case.job.roster
        return normal_shift_min(roster) if roster else 0

    @cached_property
    def ways(self) -> dict[tuple[str, frozenset[str]], Way]:
        """Every way of doing every task, by task and modifications."""
        shift_min = float(self.longest_shift_min) or EIGHT_HOURS_MIN
        stature, measured = (
            self.case.worker.stature_cm,
            self.case.worker.body.get("worker.shoulder_height_cm"),
        )
        shoulder = None if stature is None else stature * lift_zones().shoulder_share_of_stature.value
        shoulder = shoulder if measured is None else float(measured.value)

        def way(task: Task, ready_from: date | None, permanent: bool) -> Way:
            demands = demands_of(task, shift_min=shift_min, shoulder_cm=shoulder)
            if task.safety_critical:
                demands.append(Demand(dimension=SAFETY_CRITICAL, aspect=Aspect.GATE, maximum=1.0))
            return Way(task, tuple(demands), ready_from, permanent)

        found = {
            (v.task_id, frozenset(v.modification_ids)): way(v.task, v.from_date, v.permanent)
            for v in self._variants
        }
        found |= {(task.id, frozenset()): way(task, date.min, True) for task in self.case.job.tasks}
        return found

    @cached_property
    def normal_ways(self) -> dict[str, Way]:
        """The tasks of the job as they are, by id."""
        return {task.id: self.ways[task.id, frozenset()] for task in self.case.job.tasks}

    def way(self, allocation: Allocation) -> Way | None:
        """The way an allocation speaks of, or None where the case knows no such task or variant."""
        return self.ways.get((allocation.task_id, frozenset(allocation.modification_ids)))

    def duties(self, week: PlanWeek, day: PlanDay) -> list[Duty]:
        """What is done on a day, as far as task and variant are known."""
        if id(day) not in self._duties:
            self._duties[id(day)] = [
                Duty(week, day.date, allocation.task_id, allocation.minutes, way)
                for allocation in day.allocations
                if allocation.minutes and (way := self.way(allocation)) is not None
            ]
        return self._duties[id(day)]

    def days(self) -> Iterator[tuple[PlanWeek, PlanDay]]:
        """Every dated day on which something is worked, with its week."""
        for week in self.plan.weeks:
            for day in worked_days(week):
                yield week, day

    def certificate(self, day: date) -> Certificate | None:
        """The certificate that rules a day; after the last has run out, that last one."""
        if self._last is not None and day > self._last.valid_until:
            return self._last
        return self._certificate_on(day)

    def is_certified(self, day: date) -> bool:
        """Whether a day lies inside a certificate's validity, or no certificate is on record at all."""
        return not self.case.certificates or self._certificate_on(day) is not None

    @cached_property
    def _last(self) -> Certificate | None:
        return self.case.latest_certificate()

    def _certificate_on(self, day: date) -> Certificate | None:
        if day not in self._certificates:
            self._certificates[day] = self.case.certificate_on(day)
        return self._certificates[day]

    def in_force(self, day: date) -> tuple[Restriction, ...]:
        """The restrictions of a date: begun, and not yet lifted in writing. A review date ends nothing.

        Dates with the same restrictions get the same tuple.
        """
        if day not in self._in_force:
            found = tuple(
                r
                for r in self.restrictions
                if (r.valid_from is None or r.valid_from <= day)
                and (r.may_lift_from is None or day < r.may_lift_from)
            )
            self._in_force[day] = self._same_set.setdefault(tuple(map(id, found)), found)
        return self._in_force[day]

    def same_source(self, restriction: Restriction) -> tuple[Restriction, ...]:
        """What one certificate, or one author on one day, states together from the same date, in a restriction's place.

        A restriction outside certificates without author or date is a source of its own.
        """
        if restriction.id not in self._same_source:
            sources = [c.restrictions for c in self.case.certificates]
            signed = (restriction.author, restriction.given_on)
            by_hand = [r for r in self.case.restrictions if (r.author, r.given_on) == signed]
            sources.append(by_hand if all(signed) else [restriction])
            together = next((s for s in sources if any(r.id == restriction.id for r in s)), [restriction])
            self._same_source[restriction.id] = tuple(
                r for r in together if r.valid_from == restriction.valid_from
            )
        return self._same_source[restriction.id]

    def tolerance(self, key: Key) -> Tolerance | None:
        """The worker's latest entries for a key; None where nothing was entered."""
        if key not in self._tolerances:
            self._tolerances[key] = latest_tolerance(self.case, key)
        return self._tolerances[key]

    def limits(self, week: PlanWeek) -> tuple[Limit, ...]:
        """The limits that a week states in the terms of the vocabulary.

        Weeks that state the same get the same tuple.
        """
        if id(week) not in self._limits:
            found = tuple(x for x in week.limits if is_in_vocabulary(x))
            stated = tuple((*place_of(x), x.value, x.code) for x in found)
            self._limits[id(week)] = self._same_limits.setdefault(stated, found)
        return self._limits[id(week)]

    def levels(self, week: PlanWeek, key: Key) -> list[Limit]:
        """The amounts that a week states for a key; minutes above a weight are another thing."""
        limits = self.limits(week)
        place = id(limits), key
        if place not in self._levels:
            self._levels[place] = [
                x
                for x in limits
                if x.dimension == key.dimension
                and x.aspect is key.aspect
                and touches(x.side, key.side)
                and x.over_load_kg is None
            ]
        return self._levels[place]

    def treatment(self, on: date) -> tuple[Demand, ...]:
        """The loads of the appointments of a date."""
        if on not in self._treatment:
            kept = (a for a in self.case.appointments if a.loads and a.falls_on(on))
            self._treatment[on] = tuple(load for a in kept for load in a.loads)
        return self._treatment[on]

    def before_work(self, key: Key, on: date | None = None) -> list[Demand]:
        """What a day carries in a dimension beside its tasks: declared loads, treatment of its date, seated travel."""
        outside = self.case.outside_work
        loads = list(outside.loads)
        if key.dimension == SIT and outside.commute_seated and outside.commute_min_each_way:
            seated = 2.0 * outside.commute_min_each_way
            loads.append(Demand(dimension=SIT, aspect=Aspect.DOSE, maximum=seated))
        if on is not None:
            loads += self.treatment(on)
        return [x for x in loads if x.dimension == key.dimension and touches(x.side, key.side)]

    def day_total(
        self, key: Key, done: Sequence[tuple[Way, float]], before: Sequence[Demand], axis: str = ""
    ) -> float:
        """What ways of working add up to with what a day carries before them: the highest axis, or the one named.

        Of each way is done the given share of its normal minutes. A dose with a power adds up as that root of the sum
        of the powers.
        """
        amount = dimension(key.dimension).amounts[Aspect.DOSE]
        totals = []
        for one in (axis,) if axis else amount.axes or ("",):
            powers = [
                way.normal_dose(key.dimension, key.side, one) ** amount.power * share for way, share in done
            ]
            powers += [
                (amount_of(load) or 0.0) ** amount.power
                for load in before
                if not one or load.axis in (None, one)
            ]
            totals.append(float(sum(powers) ** (1 / amount.power)))
        return max(totals)

    def week_shifts(self, week: PlanWeek) -> list[DatedShift]:
        """The roster's shifts of a week, whether anything is left of them or not."""
        if week.monday not in self._shifts_from:
            days = (week.monday + timedelta(days=offset) for offset in range(DAYS_PER_WEEK))
            self._shifts_from[week.monday] = [self.shifts[day] for day in days if day in self.shifts]
        return self._shifts_from[week.monday]

    def open_shifts(self, week: PlanWeek) -> list[DatedShift]:
        """The shifts of a week from the plan's start on of which something is left to work."""
        return [s for s in self.week_shifts(week) if s.date >= self.plan.start and s.available_min > 0]

    def outlook_shifts(self, week: PlanWeek) -> list[DatedShift]:
        """The open shifts of a week that no certificate covers and that carry no dated day."""
        if id(week) not in self._outlook:
            dated = {day.date for day in week.days}
            self._outlook[id(week)] = [
                s for s in self.open_shifts(week) if s.date not in dated and not self.is_certified(s.date)
            ]
        return self._outlook[id(week)]


def place_of(limit: Limit) -> tuple[object, ...]:
    """Where a limit holds: all of it beside its value."""
    place = limit.below_hand_height_cm, limit.above_hand_height_cm, limit.beyond_reach_cm
    return (
        limit.dimension,
        limit.aspect,
        limit.side,
        *place,
        limit.over_load_kg,
        tuple(limit.counted_with.items()),
    )


def is_in_vocabulary(limit: Limit) -> bool:
    """Whether a stated limit names a dimension and an aspect of it that the vocabulary has."""
    return limit.dimension in dimensions() and limit.aspect in dimension(limit.dimension).amounts


def worked_days(week: PlanWeek) -> list[PlanDay]:
    """The dated days of a week on which something is worked."""
    return [day for day in week.days if day.paid_min > 0]


def restriction_source(restriction: Restriction) -> str:
    """A restriction in its own words, with its author."""
    return f"“{restriction.wording}” ({restriction.author or 'author not stated'})"


def certificate_source(certificate: Certificate) -> str:
    """Who certified, and until when."""
    return f"Certificate of {certificate.author}, valid until {certificate.valid_until}"
