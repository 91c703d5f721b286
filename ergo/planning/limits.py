"""The limits of a case: what is compared, where each limit comes from, and what a way of working asks for under it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import inf

from ergo.analysis.demands import Key, amount_of, may_involve
from ergo.analysis.doses import added_up
from ergo.analysis.places import condition_met
from ergo.analysis.weight_bands import BAND_ORDER, WeightBand, handling_min, oftener_amount, weight_bands
from ergo.knowledge.dimensions import Aspect, Band, Side, bands, dimension
from ergo.model.capacity import Capacity, Reading, Restriction
from ergo.model.case import Case
from ergo.model.job import Demand, Task
from ergo.model.plan import Limit
from ergo.planning.problem import SCALE, demand_units, limit_units


@dataclass(frozen=True)
class LimitKey:
    """What a limit is about: dimension, aspect and side, where it holds, and whether it counts minutes of handling.

    ``over_load_kg`` makes it a limit on the minutes a day of loads heavier than that, in this dimension and, above the
    load given for each, in those ``counted_with`` it. ``axis`` is that of a dose that adds up on each axis by itself.
    """

    dimension: str
    aspect: Aspect
    side: Side = Side.BOTH
    below_hand_height_cm: float | None = None
    above_hand_height_cm: float | None = None
    beyond_reach_cm: float | None = None
    over_load_kg: float | None = None
    axis: str = ""
    counted_with: tuple[tuple[str, float], ...] = ()

    @property
    def power(self) -> int:
        """Amounts add up as the root of the sum of this power, so that it is the powers that are linear in minutes."""
        return 1 if self.over_load_kg is not None else dimension(self.dimension).amounts[self.aspect].power

    def asked_units(self, amount: float) -> int:
        """An amount that is asked for, as the problem counts it."""
        return demand_units(amount**self.power)

    def allowed_units(self, amount: float) -> int:
        """An amount that is allowed, as the problem counts it."""
        return limit_units(amount**self.power)

    def amount(self, units: int) -> float:
        """What the problem counts, as an amount of the dimension again."""
        return float(max(0.0, units / SCALE) ** (1 / self.power))

    @property
    def stated(self) -> "LimitKey":
        """The limit as a plan states it: for all axes at once."""
        return replace(self, axis="")

    @property
    def plain(self) -> Key:
        """Dimension, aspect and side alone."""
        return Key(self.dimension, self.aspect, self.side)


@dataclass(frozen=True)
class Asked:
    """What a way of working asks for under a limit: an amount (0 where the limit does not touch it), or unknown."""

    amount: float | None


@dataclass(frozen=True)
class Certified:
    """What a restriction allows under a limit: an amount, infinite where it names none, and a ``share`` of the day."""

    restriction: Restriction
    most: float
    share: float | None = None

    @property
    def most_a_day(self) -> float:
        """What it comes to on a day of eight hours, by which the strictest of several is known."""
        return self.most if self.share is None else min(self.most, self.share * bands().reference_day_min)


def keys_of_reading(reading: Reading) -> list[LimitKey]:
    """The limits that a restriction's reading sets on amounts, one for each of its dimensions."""
    return [
        key
        for dimension_id in reading.dimensions
        for key in on_each_axis(
            LimitKey(
                dimension_id,
                reading.aspect,
                reading.side,
                reading.below_hand_height_cm,
                reading.above_hand_height_cm,
                reading.beyond_reach_cm,
            )
        )
    ]


def key_of_limit(limit: Limit) -> LimitKey:
    """What a limit of a week is about."""
    return LimitKey(
        limit.dimension,
        limit.aspect,
        limit.side,
        limit.below_hand_height_cm,
        limit.above_hand_height_cm,
        limit.beyond_reach_cm,
        limit.over_load_kg,
        counted_with=tuple(limit.counted_with.items()),
    )


def on_each_axis(key: LimitKey) -> list[LimitKey]:
    """A limit as it is, or one for each axis on which its dose adds up by itself."""
    axes = dimension(key.dimension).amounts[key.aspect].axes
    return [replace(key, axis=axis) for axis in axes] or [key]


def certified_by(case: Case, restriction: Restriction) -> Iterator[tuple[LimitKey, Certified]]:
    """Every limit that a restriction with a number sets on amounts, and on minutes of handling where it says so.

    Of several bands of weight and frequency the heaviest is the most that is handled at all; each allows its share of
    the minutes above what is stated for oftener, in all its dimensions together.
    """
    if restriction.reading is None:
        return
    for key in keys_of_reading(restriction.reading):
        stated = weight_bands(case, restriction, key.dimension)
        yield key, Certified(restriction, max(band.up_to for band in stated))
        for band in stated:
            first, *others = band.zones
            minutes = _minutes_allowed(restriction, band)
            if minutes is not None and first[0] == key.dimension:
                yield replace(key, over_load_kg=band.over, counted_with=tuple(others)), minutes


def _minutes_allowed(restriction: Restriction, band: WeightBand) -> Certified | None:
    """The minutes of handling that a band allows, set by a restriction; None where it speaks of neither."""
    reading = band.reading
    if reading is None or (reading.frequency is None and reading.minutes_per_shift is None):
        return None
    minutes, often = reading.minutes_per_shift, reading.frequency
    return Certified(
        restriction, inf if minutes is None else minutes, None if often is None else share_of(often)
    )


def minutes_keys_of_capacity(entries: Sequence[Capacity]) -> dict[LimitKey, Band]:
    """Limits on minutes of handling that follow from how often a load was tested.

    A load tested occasionally says nothing of frequent: the minutes with loads above what was tested at a higher
    frequency stay within the lower band.
    """
    found: dict[LimitKey, Band] = {}
    tested = [(entry.frequency, entry.value) for entry in entries]
    for entry in entries:
        if entry.frequency is None or entry.frequency is Band.CONSTANT or entry.aspect is not Aspect.PEAK:
            continue
        over = oftener_amount(entry.frequency, tested)
        key = LimitKey(entry.dimension, entry.aspect, entry.side, over_load_kg=over)
        found[key] = min(found.get(key, entry.frequency), entry.frequency, key=lambda band: BAND_ORDER[band])
    return found


def share_of(band: Band) -> float:
    """The share of the shift, and of an eight-hour day, that a band allows."""
    return bands().upper_share[band]


def asked(task: Task, demands: Sequence[Demand], key: LimitKey) -> Asked:
    """What a task asks for under a limit.

    A dose is the amount of a normal shift; minutes of handling are those for which it is asked for, all of the task's
    where that is not known. The amount is unknown where the kind of work may involve the dimension and nothing was
    measured, or where the condition of the limit (hand height, reach) cannot be decided.
    """
    if key.over_load_kg is not None:
        return _handled(task, demands, key, ((key.dimension, key.over_load_kg), *key.counted_with))
    touching = [d for d in demands if speaks_of(d, key)]
    if not touching:
        on_other_axes = key.axis and any(speaks_of(d, replace(key, axis="")) for d in demands)
        return Asked(None if may_involve(task, key.dimension) and not on_other_axes else 0.0)
    highest = 0.0
    for demand in touching:
        amount = amount_of(demand)
        applies = condition_met(demand, key)
        if applies is False or amount == 0:
            continue
        if amount is None or applies is None:
            return Asked(None)
        highest = max(highest, amount)
    return Asked(highest)


def _handled(
    task: Task, demands: Sequence[Demand], key: LimitKey, zones: Sequence[tuple[str, float]]
) -> Asked:
    """For how long a task handles more than the loads given for some dimensions."""
    heavier: list[Demand] = []
    for zone, over in zones:
        in_zone = replace(key, dimension=zone, over_load_kg=None, counted_with=())
        if asked(task, demands, in_zone).amount is None:
            return Asked(None)
        heavier += [
            d
            for d in demands
            if speaks_of(d, in_zone) and condition_met(d, in_zone) and (amount_of(d) or 0.0) > over
        ]
    return Asked(handling_min(heavier, float(task.minutes_per_shift or 0)))


def is_held_throughout(demands: Sequence[Demand], key: LimitKey) -> bool:
    """Whether a limit at a time is about something that is done for so long a shift, nobody knows for how long at once.

    A stretch that cannot be broken is then held as long as it lasts.
    """
    if key.aspect is not Aspect.RUN or key.over_load_kg is not None:
        return False
    dose = replace(key, aspect=Aspect.DOSE)
    return any(
        speaks_of(d, dose) and amount_of(d) != 0 and condition_met(d, key) is not False for d in demands
    )


def is_tested(demand: Demand, entries: Sequence[Capacity]) -> bool:
    """Whether some test with a figure says something of a demand: one without a reach, or with no shorter one."""
    return any(
        e.value is not None
        and (e.reach_cm is None or (demand.reach_cm is not None and demand.reach_cm <= e.reach_cm))
        for e in entries
    )


def rules(restriction: Restriction, demand: Demand) -> bool:
    """Whether a restriction with a number speaks of a demand, as far as is known."""
    reading = restriction.reading
    if reading is None:
        return False
    return any(
        speaks_of(demand, key) and condition_met(demand, key) is not False for key in keys_of_reading(reading)
    )


def touches(restriction: Restriction, task: Task, demands: Sequence[Demand]) -> bool:
    """Whether a restriction without a number could touch a task; one that nobody has read could touch any."""
    if restriction.reading is None:
        return True
    demanded = {d.dimension for d in demands}
    return any(may_involve(task, x) or x in demanded for x in restriction.reading.dimensions)


def speaks_of(demand: Demand, key: LimitKey) -> bool:
    """Whether a demand is about the dimension, aspect, side and axis of a limit."""
    same_side = Side.BOTH in (demand.side, key.side) or demand.side is key.side
    same_axis = not key.axis or demand.axis in (None, key.axis)
    return demand.dimension == key.dimension and demand.aspect is key.aspect and same_side and same_axis


def outside_dose(case: Case, key: LimitKey) -> float:
    """What the load outside work adds to every day's dose: what was declared, and seated travel."""
    if key.aspect is not Aspect.DOSE:
        return 0.0
    outside = case.outside_work
    seated = key.dimension == "sit" and outside.commute_seated
    travel = 2.0 * (outside.commute_min_each_way or 0) if seated else 0.0
    return added_up([travel, *_declared(outside.loads, key)], key.power)


def treatment_dose(case: Case, key: LimitKey, on: date) -> float:
    """What treatment and other appointments of a date add to its dose."""
    if key.aspect is not Aspect.DOSE:
        return 0.0
    return added_up(
        [x for a in case.appointments if a.falls_on(on) for x in _declared(a.loads, key)], key.power
    )


def _declared(loads: Sequence[Demand], key: LimitKey) -> list[float]:
    """The amounts of declared loads that count under a limit; one without an amount counts nothing."""
    return [amount_of(load) or 0.0 for load in loads if speaks_of(load, key)]
