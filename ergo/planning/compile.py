"""A case compiled into a planning problem, with the words that explain its figures kept beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import floor, gcd

from ergo.analysis.match import (
    capacities_for,
    in_force,
    is_relevant,
    is_unquantified,
    task_demands,
)
from ergo.analysis.worktime import DAYS_PER_WEEK, DatedShift, monday_of, working_shifts
from ergo.knowledge.clinical import Grade, red_flags
from ergo.knowledge.dimensions import Aspect, unit_of
from ergo.knowledge.policies import Policy
from ergo.model.capacity import Capacity, Certificate, Clearance, Restriction
from ergo.model.case import Case
from ergo.model.clinical import Answer
from ergo.model.job import Demand, Importance, Roster, SafetyCritical
from ergo.planning.limits import (
    LimitKey,
    asked,
    asked_of_capacity,
    keys_of_reading,
    minutes_keys_of_capacity,
    minutes_keys_of_reading,
    restricted_dimensions,
    share_of,
    touches,
)
from ergo.planning.problem import (
    Ladder,
    PlanningProblem,
    ProblemDay,
    ProblemWeek,
    Variant,
    demand_units,
    limit_units,
)
from ergo.planning.rungs import STEP_MIN, hours_rungs
from ergo.planning.variants import TaskVariant

GRANULARITY = {"kg": 0.5, "min": 1.0, "N": 1.0, "m": 1.0}
_ORDER = [Importance.ESSENTIAL, Importance.MARGINAL, Importance.ALTERNATIVE]


@dataclass
class LimitInfo:
    """One limit of the problem: what it is about and who set it."""

    key: LimitKey
    restrictions: list[Restriction] = field(default_factory=list)
    capacity: Capacity | None = None


@dataclass(frozen=True)
class Compiled:
    """The problem with what is needed to put its answer into words.

    ``ways`` are the ways of working, numbered as in the problem; ``closings`` says why one is closed on a date.
    """

    problem: PlanningProblem
    case: Case
    policy: Policy
    ways: tuple[TaskVariant, ...]
    limits: tuple[LimitInfo, ...]
    shifts: tuple[DatedShift, ...]
    closings: dict[tuple[int, date], list["Closing"]]


@dataclass(frozen=True)
class Closing:
    """Why a way of working is closed on a date: a date still to come, a question, or an unknown."""

    kind: str
    sentence: str
    opens_on: date | None = None
    source_id: str = ""
    dimension: str = ""


def compile_problem(case: Case, variants: Sequence[TaskVariant], policy: Policy) -> Compiled:
    """The planning problem of a case under a policy; the case must be free of errors (`planning_errors`)."""
    roster = case.job.roster or Roster(anchor=date.min)
    start = case.plan_settings.start or date.min
    first = monday_of(start)
    last = first + timedelta(days=case.plan_settings.horizon_weeks * DAYS_PER_WEEK - 1)
    shifts = tuple(shift for shift in working_shifts(case, first, last) if shift.date >= start)
    ways = _ways(case, variants)
    demands = [task_demands(case, way.task) for way in ways]
    limits = _limits(case)
    compiler = _Compiler(case, ways, demands, limits)
    unit = gcd(STEP_MIN, *(t.minutes_per_shift or 0 for t in case.job.tasks))
    days = {shift.date: compiler.day(shift) for shift in shifts}
    problem = PlanningProblem(
        weeks=tuple(
            _week(case, policy, first + timedelta(weeks=w), days, shifts)
            for w in range(case.plan_settings.horizon_weeks)
        ),
        rungs=hours_rungs(policy, roster),
        ladders=tuple(_ladder(info, ways, demands, policy) for info in limits),
        variants=tuple(compiler.variant(number) for number in range(len(ways))),
        unit_min=unit,
        step_interval_weeks=policy.step_interval_weeks.value,
        least_weeks=policy.least_weeks_on_step.value,
        both_in_one_step=policy.hours_and_load_same_step.value,
        may_climb=not _held_by_red_flag(case),
        outside=_outside(case, limits),
    )
    return Compiled(problem, case, policy, ways, tuple(limits), shifts, compiler.closings)


def _ways(case: Case, variants: Sequence[TaskVariant]) -> tuple[TaskVariant, ...]:
    """All ways of working in canonical order: by task, and within a task the accepted ones, as it is, then on trial."""
    found: list[TaskVariant] = []
    for importance in _ORDER:
        for task in (t for t in case.job.tasks if t.importance is importance):
            of_task = [v for v in variants if v.task_id == task.id]
            as_it_is = TaskVariant(task.id, (), task, date.min, True)
            accepted = [v for v in of_task if v.permanent]
            trial = [v for v in of_task if not v.permanent]
            most_first = sorted(accepted, key=lambda v: -len(v.modification_ids))
            found += [*most_first, as_it_is, *sorted(trial, key=lambda v: -len(v.modification_ids))]
    return tuple(found)


def _limits(case: Case) -> list[LimitInfo]:
    found: dict[LimitKey, LimitInfo] = {}

    def info(key: LimitKey) -> LimitInfo:
        return found.setdefault(key, LimitInfo(key))

    for restriction in case.all_restrictions():
        if restriction.reading is not None and not is_unquantified(restriction):
            reading = restriction.reading
            for key in keys_of_reading(reading) + minutes_keys_of_reading(reading):
                info(key).restrictions.append(restriction)
    for entry in case.capacities:
        key = LimitKey(entry.dimension, entry.aspect, entry.side)
        entries = capacities_for(case, key.plain)
        if entry.aspect is Aspect.GATE:
            continue
        info(key).capacity = _tested(entries)
        matters = is_relevant(case, entry.dimension) or entry.dimension in restricted_dimensions(case)
        if matters:
            for minutes_key in minutes_keys_of_capacity(entries):
                info(minutes_key).capacity = entry
    return list(found.values())


def _tested(entries: Sequence[Capacity]) -> Capacity:
    """The entry that holds the highest figure; one without a figure where there is none."""
    return max(entries, key=lambda e: -1.0 if e.value is None else e.value)


def _ladder(
    info: LimitInfo, ways: Sequence[TaskVariant], demands: Sequence[Sequence[Demand]], policy: Policy
) -> Ladder:
    """The levels of a limit: from the share of tolerance by the policy's step to what the job asks, or one level."""
    entry = info.capacity
    if entry is None or entry.value is None or info.key.over_load_kg is not None:
        return Ladder(())
    tolerance = entry.value
    essential = [
        (asked(way.task, of_way, info.key).amount or 0.0)
        for way, of_way in zip(ways, demands, strict=True)
        if way.task.importance is Importance.ESSENTIAL and not way.modification_ids
    ]
    goal = max(essential, default=0.0)
    if entry.plateau is not None:
        goal = min(goal, entry.plateau)
    largest = max(essential, default=0.0)
    if largest <= tolerance or tolerance == 0:
        return Ladder((limit_units(tolerance),))
    unit = unit_of(info.key.dimension, info.key.aspect)
    figure = policy.load_step(info.key.aspect, unit)
    step = figure.value if figure.unit == unit else figure.value * tolerance
    grain = GRANULARITY.get(unit)
    level = tolerance * policy.tolerance_share.value
    if grain is not None:
        level = floor(level / grain + 1e-9) * grain
    levels = [level]
    while level + 1e-9 < goal:
        level = min(goal, level + step)
        levels.append(level)
    return Ladder(tuple(limit_units(x) for x in levels))


def _week(
    case: Case, policy: Policy, monday: date, days: dict[date, ProblemDay], shifts: Sequence[DatedShift]
) -> ProblemWeek:
    in_week = tuple(
        days[d] for offset in range(DAYS_PER_WEEK) if (d := monday + timedelta(days=offset)) in days
    )
    certificates = [c for day in in_week if (c := _ruling_certificate(case, day.date)) is not None]
    return ProblemWeek(
        monday=monday,
        days=in_week,
        max_days=min(
            (c.max_days_per_week for c in certificates if c.max_days_per_week is not None), default=None
        ),
        max_min=min(
            (c.max_minutes_per_week for c in certificates if c.max_minutes_per_week is not None), default=None
        ),
        steps_down=_steps_down(policy, monday, shifts),
    )


def _steps_down(policy: Policy, monday: date, shifts: Sequence[DatedShift]) -> int:
    """The policy's re-entry rule: so many steps down after so many rostered days in a row were lost before a week."""
    before = [shift for shift in shifts if shift.date < monday]
    lost = 0
    for shift in reversed(before):
        if shift.available_min > 0:
            break
        lost += 1
    rule = policy.reentry
    return rule.steps_down.value if lost >= rule.after_working_days.value else 0


def _ruling_certificate(case: Case, day: date) -> Certificate | None:
    """The certificate valid on a day; past all of them the last one, whose limits the outlook keeps."""
    return case.certificate_on(day) or case.latest_certificate()


def _held_by_red_flag(case: Case) -> bool:
    """An open red flag of the grade ask holds the plan at the step reached."""
    known = red_flags()
    return any(
        a.answer is Answer.YES
        and a.resolved_on is None
        and a.flag_id in known
        and known[a.flag_id].grade is Grade.ASK
        for a in case.clinical.red_flags
    )


def _outside(case: Case, limits: Sequence[LimitInfo]) -> dict[int, int]:
    """Seated commuting counts in the day's sitting."""
    outside = case.outside_work
    if not outside.commute_seated or not outside.commute_min_each_way:
        return {}
    seated = 2.0 * outside.commute_min_each_way
    return {
        number: demand_units(seated)
        for number, info in enumerate(limits)
        if info.key.dimension == "sit" and info.key.aspect is Aspect.DOSE
    }


class _Compiler:
    """Works out once what each way of working asks for, then what is open on each date."""

    def __init__(
        self,
        case: Case,
        ways: Sequence[TaskVariant],
        demands: Sequence[Sequence[Demand]],
        limits: Sequence[LimitInfo],
    ) -> None:
        self.case = case
        self.ways = ways
        self.demands = demands
        self.limits = limits
        self.closings: dict[tuple[int, date], list[Closing]] = {}
        self._restricted = restricted_dimensions(case)
        self._asked = [[self._ask(way, number) for number in range(len(limits))] for way in range(len(ways))]
        self._unable = [self._closed_gates(way) for way in range(len(ways))]
        self._open_questions = [r for r in case.all_restrictions() if is_unquantified(r)]

    def variant(self, number: int) -> Variant:
        """One way of working in integers."""
        way = self.ways[number]
        task = way.task
        normal = task.minutes_per_shift or 0
        peaks: dict[int, int] = {}
        rates: dict[int, int] = {}
        for limit, amount in enumerate(self._asked[number]):
            if not amount:
                continue
            key = self.limits[limit].key
            if key.aspect is Aspect.DOSE or key.over_load_kg is not None:
                rates[limit] = -(-demand_units(amount) // normal) if normal else 0
            elif key.aspect is Aspect.RUN:
                # A run can be broken; only an uninterruptible stretch must be tolerated, and a limit of zero closes.
                peaks[limit] = max(1, demand_units(float(task.uninterruptible_min or 0)))
            else:
                peaks[limit] = demand_units(amount)
        order = next(i for i, w in enumerate(self.ways) if w.task_id == way.task_id)
        return Variant(
            task=order,
            order=order,
            essential=task.importance is Importance.ESSENTIAL,
            as_normal=way.permanent,
            normal_min=normal,
            longest_min=24 * 60 if task.may_be_extended else normal,
            block_min=task.smallest_block_min,
            times_per_week=task.times_per_week,
            peaks=peaks,
            dose_rates=rates,
        )

    def day(self, shift: DatedShift) -> ProblemDay:
        """One date: what is capped and which ways of working are open."""
        on = shift.date
        caps: dict[int, int] = {}
        shares: dict[int, float] = {}
        for number, info in enumerate(self.limits):
            for restriction in (r for r in info.restrictions if in_force(r, on)):
                reading = restriction.reading
                if reading is None:
                    continue
                if info.key.over_load_kg is None:
                    limit = limit_units(0.0 if reading.prohibited else (reading.limit or 0.0))
                    caps[number] = min(caps.get(number, limit), limit)
                    continue
                if reading.minutes_per_shift is not None:
                    limit = limit_units(reading.minutes_per_shift)
                    caps[number] = min(caps.get(number, limit), limit)
                if reading.frequency is not None:
                    share = share_of(reading.frequency)
                    shares[number] = min(shares.get(number, 1.0), share)
            if info.capacity is not None and info.key.over_load_kg is not None and info.capacity.frequency:
                entries = capacities_for(self.case, info.key.plain)
                band = minutes_keys_of_capacity(entries).get(info.key)
                if band is not None:
                    shares[number] = min(shares.get(number, 1.0), share_of(band))
        certificate = _ruling_certificate(self.case, on)
        valid = self.case.certificate_on(on) is not None or not self.case.certificates
        open_ways = frozenset(n for n in range(len(self.ways)) if not self._closings(n, on))
        cap_min = certificate.max_minutes_per_day if certificate else None
        return ProblemDay(on, shift.paid_min, shift.available_min, cap_min, valid, caps, shares, open_ways)

    def _ask(self, way: int, limit: int) -> float | None:
        info = self.limits[limit]
        task, demands = self.ways[way].task, self.demands[way]
        if info.capacity is not None and info.key.over_load_kg is None:
            entries = capacities_for(self.case, info.key.plain)
            return asked_of_capacity(task, demands, info.key, entries).amount
        return asked(task, demands, info.key).amount

    def _closings(self, way: int, on: date) -> list[Closing]:
        """Every reason for which a way of working is closed on a date."""
        task = self.ways[way].task
        found = list(self._unable[way])
        found += self._not_yet(way, on)
        found += [c for work in task.safety_critical if (c := _no_clearance(work, self.case.clearances, on))]
        for restriction in self._open_questions:
            if in_force(restriction, on) and touches(restriction, task, self.demands[way]):
                sentence = f"“{restriction.wording}” has no number yet; the certifier has to be asked."
                found.append(Closing("question", sentence, source_id=restriction.id))
        for limit, info in enumerate(self.limits):
            if self._asked[way][limit] is None:
                found += self._unknown(info, on)
        if found:
            self.closings[way, on] = found
        return found

    def _unknown(self, info: LimitInfo, on: date) -> list[Closing]:
        dimension = info.key.dimension
        touching = next((r for r in info.restrictions if in_force(r, on)), None)
        if touching is not None:
            return [
                Closing(
                    "unknown",
                    "The demand is not known, and a restriction touches it.",
                    None,
                    touching.id,
                    dimension,
                )
            ]
        if info.capacity is not None and (
            is_relevant(self.case, dimension) or self._restricted_on(dimension, on)
        ):
            sentence = (
                "The demand is not known, or reaches further than was tested, and it matters for this worker."
            )
            return [Closing("unknown", sentence, None, info.capacity.id, dimension)]
        return []

    def _restricted_on(self, dimension: str, on: date) -> bool:
        if dimension not in self._restricted:
            return False
        return any(
            in_force(r, on) and r.reading is not None and dimension in r.reading.dimensions
            for r in self.case.all_restrictions()
        )

    def _not_yet(self, way: int, on: date) -> list[Closing]:
        variant, task = self.ways[way], self.ways[way].task
        if variant.from_date is None or on < variant.from_date:
            return [Closing("support", "The modification is not in place yet.", variant.from_date)]
        if task.available_from is not None and on < task.available_from:
            return [Closing("support", "The employer offers this duty later.", task.available_from)]
        if task.available_until is not None and on > task.available_until:
            return [Closing("support", "The employer no longer offers this duty.")]
        if not task.minutes_per_shift:
            return [Closing("unknown", "The minutes on a shift are not known.")]
        return []

    def _closed_gates(self, way: int) -> list[Closing]:
        """Gates that the worker cannot pass, and relevant tolerances that were never found."""
        task, demands = self.ways[way].task, self.demands[way]
        found = []
        for entry in self.case.capacities:
            key = LimitKey(entry.dimension, entry.aspect, entry.side)
            amount = asked(task, demands, key).amount
            if amount == 0.0:
                continue
            if entry.aspect is Aspect.GATE:
                if entry.able is False and amount is not None:
                    found.append(
                        Closing("capacity", "The worker is not able.", None, entry.id, entry.dimension)
                    )
                elif entry.able is None and entry.relevant:
                    found.append(Closing("unknown", "Not answered yet.", None, entry.id, entry.dimension))
            elif entry.relevant and _tested(capacities_for(self.case, key.plain)).value is None:
                found.append(
                    Closing("unknown", "The capacity was not assessed.", None, entry.id, entry.dimension)
                )
        return found


def _no_clearance(work: SafetyCritical, clearances: Sequence[Clearance], on: date) -> Closing | None:
    valid = [c for c in clearances if c.work is work and c.valid_from <= on]
    latest = max(valid, key=lambda c: (c.on, c.valid_from), default=None)
    if latest is not None and latest.cleared:
        return None
    planned = min(
        (c.valid_from for c in clearances if c.work is work and c.cleared and c.valid_from > on), default=None
    )
    words = str(work).replace("_", " ")
    return Closing(
        "support", f"Safety-critical work ({words}) waits for a named clinician's clearance.", planned
    )
