"""Which ways of working are open on each date, what each asks for, and why the others are closed."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import floor, inf

from ergo.analysis.demands import amount_of, key_of
from ergo.analysis.match import (
    capacities_for,
    in_force,
    is_relevant,
    is_unquantified,
)
from ergo.analysis.method_limits import beyond_words, chosen_limits, own_figure
from ergo.analysis.wording import WEEKDAYS, listed
from ergo.analysis.worktime import DatedShift, supervisor_missing
from ergo.knowledge.dimensions import Aspect
from ergo.knowledge.method_limits import Counts, MethodLimit
from ergo.model.capacity import Capacity, Certificate, Clearance, Restriction
from ergo.model.case import Case
from ergo.model.job import Demand, Importance, SafetyCritical
from ergo.planning.limits import (
    Certified,
    LimitKey,
    asked,
    is_held_throughout,
    is_tested,
    minutes_keys_of_capacity,
    rules,
    share_of,
    speaks_of,
    touches,
    treatment_dose,
)
from ergo.planning.problem import (
    ProblemDay,
    Variant,
    demand_units,
)
from ergo.planning.variants import TaskVariant


@dataclass
class LimitInfo:
    """One limit of the problem: what it is about and who set it.

    ``method`` is the method whose limit gates here, with the amount that it allows on a day, or ``a_minute`` of it.
    """

    key: LimitKey
    certified: list[Certified] = field(default_factory=list)
    capacity: Capacity | None = None
    method: MethodLimit | None = None
    method_allows: float = inf
    a_minute: bool = False

    @property
    def only_method(self) -> bool:
        """Whether nothing but a method sets it."""
        return self.method is not None and self.capacity is None and not self.certified

    @property
    def set_without_restriction(self) -> str:
        """The id of what sets it where no restriction does."""
        if self.capacity is not None:
            return self.capacity.id
        return self.method.id if self.method is not None else ""


@dataclass(frozen=True)
class Closing:
    """Why a way of working is closed on a date: a date still to come, a question, an unknown, a method's limit."""

    kind: str
    sentence: str
    opens_on: date | None = None
    source_id: str = ""
    dimension: str = ""


def ruling_certificate(case: Case, day: date) -> Certificate | None:
    """The certificate valid on a day; past all of them the last one, whose limits the outlook keeps."""
    return case.certificate_on(day) or case.latest_certificate()


def tested(entries: Sequence[Capacity]) -> Capacity:
    """The entry that holds the highest figure; one without a figure where there is none."""
    return max(entries, key=lambda e: -1.0 if e.value is None else e.value)


@dataclass(frozen=True)
class _InForce:
    """What holds on every date between two turning dates."""

    caps: dict[int, int]
    shares: dict[int, float]
    open_ways: frozenset[int]
    cap_min: int | None


def _turning_dates(case: Case, ways: Sequence[TaskVariant]) -> tuple[date, ...]:
    """The dates on which a limit, a duty, a modification, a clearance or a certificate begins or ends, in order."""
    next_day = timedelta(days=1)
    dates: set[date | None] = {c.valid_from for c in case.clearances}
    for restriction in case.all_restrictions():
        dates |= {restriction.valid_from, restriction.may_lift_from}
    for way in ways:
        last = way.task.available_until
        dates |= {way.from_date, way.task.available_from, last + next_day if last else None}
    for certificate in case.certificates:
        last = certificate.valid_until
        dates |= {certificate.valid_from, last + next_day if last < date.max else None}
    return tuple(sorted(x for x in dates if x is not None))


class WaysOpen:
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
        self.closings: dict[tuple[int, int], list[Closing]] = {}
        self.closed_days: dict[date, Restriction] = {}
        self.turning_dates = _turning_dates(case, ways)
        self._gating = [x for x in chosen_limits(case) if x.gates and x.row.counts is not Counts.DOSE]
        self._in_force: dict[int, _InForce] = {}
        loads = [load for appointment in case.appointments for load in appointment.loads]
        self._treated = [
            (n, info) for n, info in enumerate(limits) if any(speaks_of(x, info.key) for x in loads)
        ]
        self._asked = [
            [asked(way.task, of_way, info.key).amount for info in limits]
            for way, of_way in zip(ways, demands, strict=True)
        ]
        self._unable = [self._closed_gates(way) + self._beyond_methods(way) for way in range(len(ways))]
        self.never_open = frozenset(number for number, closings in enumerate(self._unable) if closings)
        self._untested = [self._untested_demands(of_way) for of_way in demands]
        self._open_questions = [r for r in case.all_restrictions() if is_unquantified(r)]

    def variant(self, number: int) -> Variant:
        """One way of working in integers."""
        way = self.ways[number]
        task = way.task
        normal = task.minutes_per_shift or 0
        peaks: dict[int, int] = {}
        rates: dict[int, int] = {}
        for limit, amount in enumerate(self._asked[number]):
            key = self.limits[limit].key
            if not amount:
                if task.uninterruptible_min and is_held_throughout(self.demands[number], key):
                    peaks[limit] = demand_units(float(task.uninterruptible_min))
                continue
            if key.aspect is Aspect.DOSE or key.over_load_kg is not None:
                # Rounded down, so that the normal minutes under a limit that just allows them are not refused.
                rates[limit] = key.asked_units(amount) // normal if normal else 0
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
        phase = bisect_right(self.turning_dates, on)
        if phase not in self._in_force:
            self._in_force[phase] = self._on(on, phase)
        now = self._in_force[phase]
        closed_by = self._closes_day(shift)
        if closed_by is not None:
            self.closed_days[on] = closed_by
        available = shift.available_min if closed_by is None else 0
        valid = self.case.certificate_on(on) is not None or not self.case.certificates
        return ProblemDay(
            on,
            shift.paid_min,
            available,
            now.cap_min,
            valid,
            now.caps,
            now.shares,
            frozenset(n for n in now.open_ways if not self._unsupervised(n, on)),
            barred=closed_by is not None or shift.supervisor_away,
            before={
                number: info.key.asked_units(dose)
                for number, info in self._treated
                if (dose := treatment_dose(self.case, info.key, on))
            },
        )

    def _unsupervised(self, way: int, on: date) -> bool:
        return bool(self.case.supervision) and unsupervised(self.case, self.ways[way].task_id, on) is not None

    def _on(self, on: date, phase: int) -> "_InForce":
        caps: dict[int, int] = {}
        shares: dict[int, float] = {}
        for number, info in enumerate(self.limits):
            if info.method is not None and info.a_minute:
                shares[number] = info.method_allows
            elif info.method is not None:
                caps[number] = info.key.allowed_units(info.method_allows)
            for certified in (c for c in info.certified if in_force(c.restriction, on)):
                if certified.most < inf:
                    limit = info.key.allowed_units(certified.most)
                    caps[number] = min(caps.get(number, limit), limit)
                if certified.share is not None:
                    shares[number] = min(shares.get(number, 1.0), certified.share)
            if info.capacity is not None and info.key.over_load_kg is not None and info.capacity.frequency:
                entries = capacities_for(self.case, info.key.plain)
                band = minutes_keys_of_capacity(entries).get(info.key)
                if band is not None:
                    shares[number] = min(shares.get(number, 1.0), share_of(band))
        certificate = ruling_certificate(self.case, on)
        for number in range(len(self.ways)):
            if found := self._closings(number, on):
                self.closings[number, phase] = found
        return _InForce(
            caps,
            shares,
            frozenset(n for n in range(len(self.ways)) if (n, phase) not in self.closings),
            self._most_minutes_a_day(certificate, on),
        )

    def _most_minutes_a_day(self, certificate: Certificate | None, on: date) -> int | None:
        """What certificate and restrictions on working time allow at most on a day."""
        found = [] if certificate is None else [certificate.max_minutes_per_day]
        for restriction in self.case.all_restrictions():
            reading = restriction.reading
            if reading is not None and "work_time" in reading.dimensions and in_force(restriction, on):
                found.append(0 if reading.prohibited else floor(reading.limit or 0))
        return min((minutes for minutes in found if minutes is not None), default=None)

    def _closes_day(self, shift: DatedShift) -> Restriction | None:
        """The restriction that closes a whole shift: on night work, or on the way to work and back."""
        each_way = self.case.outside_work.commute_min_each_way
        for restriction in (r for r in self.case.all_restrictions() if in_force(r, shift.date)):
            reading = restriction.reading
            if reading is None:
                continue
            limit = 0.0 if reading.prohibited else reading.limit or 0.0
            if "nights" in reading.dimensions and shift.night and limit == 0:
                return restriction
            if "commute" in reading.dimensions and each_way != 0:
                travel = inf if each_way is None else each_way * (1 if reading.aspect is Aspect.RUN else 2)
                if is_unquantified(restriction) or travel > limit:
                    return restriction
        return None

    def _closings(self, way: int, on: date) -> list[Closing]:
        """Every reason for which a way of working is closed on a date."""
        task = self.ways[way].task
        found = list(self._unable[way])
        found += self._not_yet(way, on)
        found += [c for work in task.safety_critical if (c := no_clearance(work, self.case.clearances, on))]
        for restriction in self._open_questions:
            if in_force(restriction, on) and touches(restriction, task, self.demands[way]):
                sentence = f"“{restriction.wording}” has no number yet; the certifier has to be asked."
                found.append(Closing("question", sentence, source_id=restriction.id))
        for limit, info in enumerate(self.limits):
            if self._asked[way][limit] is None:
                found += self._unknown(info, on)
        found += [self._not_tested(d) for d in self._untested[way] if self._matters(d, on)]
        if task.safety_critical:
            found += [self._not_allowed(r) for r in self.case.all_restrictions() if _bars_safety_work(r, on)]
        return list(dict.fromkeys(found))

    def _not_allowed(self, restriction: Restriction) -> Closing:
        sentence = f"Safety-critical work is restricted: “{restriction.wording}”."
        return Closing("question", sentence, source_id=restriction.id, dimension="safety_critical")

    def _unknown(self, info: LimitInfo, on: date) -> list[Closing]:
        """A demand that nobody knows closes where a restriction touches it or the tolerance is marked relevant."""
        touching = next((c.restriction for c in info.certified if in_force(c.restriction, on)), None)
        if touching is not None:
            sentence = "The demand is not known, and a restriction touches it."
            return [Closing("unknown", sentence, None, touching.id, info.key.dimension)]
        relevant = [e for e in capacities_for(self.case, info.key.plain) if e.relevant]
        if info.capacity is not None and relevant:
            sentence = "The demand is not known, and it matters for this worker."
            return [Closing("unknown", sentence, None, relevant[0].id, info.key.dimension)]
        return []

    def _untested_demands(self, demands: Sequence[Demand]) -> list[Demand]:
        """What is asked for and no test says anything of."""
        return [
            d
            for d in demands
            if d.aspect is not Aspect.GATE
            and amount_of(d)
            and not is_tested(d, capacities_for(self.case, key_of(d)))
        ]

    def _matters(self, demand: Demand, on: date) -> bool:
        """Whether an untested demand closes: its dimension is relevant, or it was looked at and is restricted.

        Where nothing was looked at, a restriction's number is itself a statement of what the worker may do.
        """
        if is_relevant(self.case, demand.dimension):
            return True
        if not capacities_for(self.case, key_of(demand)):
            return False
        restrictions = (r for r in self.case.all_restrictions() if in_force(r, on) and not is_unquantified(r))
        return any(rules(r, demand) for r in restrictions)

    def _not_tested(self, demand: Demand) -> Closing:
        sentence = "What it asks for was not tested, or not at its reach, and it matters for this worker."
        entries = capacities_for(self.case, key_of(demand))
        return Closing("unknown", sentence, None, entries[0].id if entries else "", demand.dimension)

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
        """Gates that the worker cannot pass, or that are relevant and not answered."""
        task, demands = self.ways[way].task, self.demands[way]
        found = []
        for entry in (c for c in self.case.capacities if c.aspect is Aspect.GATE):
            amount = asked(task, demands, LimitKey(entry.dimension, entry.aspect, entry.side)).amount
            if amount == 0.0:
                continue
            if entry.able is False and (amount is not None or entry.relevant):
                found.append(Closing("capacity", "The worker is not able.", None, entry.id, entry.dimension))
            elif entry.able is None and entry.relevant:
                found.append(Closing("unknown", "Not answered yet.", None, entry.id, entry.dimension))
        return found

    def _beyond_methods(self, way: int) -> list[Closing]:
        """Limits of methods that gate and that the score of this way of working exceeds."""
        found = []
        for limit in self._gating:
            figure = own_figure(self.ways[way].task, limit.row)
            if figure is not None and figure > limit.value:
                found.append(Closing("method", beyond_words(limit, figure), source_id=limit.row.id))
        return found


def unsupervised(case: Case, task_id: str, on: date) -> Closing | None:
    """Why a task that needs a supervisor is closed on a date, None where it needs none or somebody is there."""
    missing = supervisor_missing(case, on, task_id)
    if missing is None:
        return None
    days = listed([WEEKDAYS[day] for day in sorted(set(missing.weekdays))]) or "no day"
    sentence = f"It needs its supervisor, who is there on {days}."
    return Closing("support", sentence, source_id=missing.id)


def _bars_safety_work(restriction: Restriction, on: date) -> bool:
    """Whether a restriction keeps a worker from safety-critical work, cleared or not."""
    reading = restriction.reading
    return (
        reading is not None
        and "safety_critical" in reading.dimensions
        and in_force(restriction, on)
        and (is_unquantified(restriction) or reading.prohibited or reading.limit == 0)
    )


def no_clearance(work: SafetyCritical, clearances: Sequence[Clearance], on: date) -> Closing | None:
    """Why safety-critical work is closed on a date, None where it is cleared."""
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
