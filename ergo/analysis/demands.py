"""What a task asks of a worker, by dimension: stated demands and those worked out from measurements."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from ergo.analysis.doses import measured_doses
from ergo.analysis.driving import legs_as_cycle, longest_run, postures_of, times_driving_begins
from ergo.knowledge.dimensions import (
    Aspect,
    Band,
    Dimension,
    Side,
    band_minutes,
    band_of,
    dimension,
    lift_zones,
)
from ergo.knowledge.tasks import demand_rules, task_kinds
from ergo.model.base import HowKnown, Measurement
from ergo.model.job import Cycle, Demand, Task, TaskKind

LIFT_ZONES = ("lift_floor_waist", "lift_waist_shoulder", "lift_above_shoulder")
MINUTES_PER_HOUR = 60
MINUTES_PER_DAY = 1440
BOTH_ENDS = 2
EIGHT_HOURS_MIN = 480.0

_NOTHING_SAID = Task(name="Step", kind=TaskKind.OTHER)
"""A task of which nothing is said: what a step that was checked as a step is copied into."""

T = TypeVar("T")


class Key(NamedTuple):
    """What two amounts must share to be compared: dimension, aspect and side."""

    dimension: str
    aspect: Aspect
    side: Side = Side.BOTH

    def __str__(self) -> str:
        tail = "" if self.side is Side.BOTH else f".{self.side}"
        return f"{self.dimension}.{self.aspect}{tail}"


def key_of(demand: Demand) -> Key:
    """The key of a demand."""
    return Key(demand.dimension, demand.aspect, demand.side)


def demands_of(
    task: Task, *, shift_min: float = EIGHT_HOURS_MIN, shoulder_cm: float | None = None
) -> list[Demand]:
    """Every demand of a task, those stated by a person first, then those worked out from its measurements.

    A demand of zero says that the work is known not to ask for something; unknown is no demand at all. An account
    without an amount counts only where there is none with one, and an account of zero only where there is no other.

    ``shift_min`` is the length of a normal shift, of which frequency bands are a share. ``shoulder_cm`` is the worker's
    shoulder height, which parts the lifting zones; without it the vocabulary's default does. A stated demand does not
    displace a measured one: conflicting accounts are both kept. A stated one may give way to one that was confirmed.
    """
    measured = _from_posture(task) + _from_rules(task) + _from_lift(task, shift_min, shoulder_cm)
    steps = steps_as_tasks(task)
    measured += measured_doses(task, steps)
    if task.cycle is not None:
        measured += _from_cycle(task, task.cycle, steps, shift_min, shoulder_cm)
    if task.legs:
        measured += _from_steps(task, legs_as_cycle(task.legs))
    standing = [demand for demand in task.demands if not gives_way(demand, task.demands)]
    by_key = accounts_by_key(measured)
    stated = [
        _timed(_completed(demand, by_key.get(key_of(demand), [])), task, shift_min) for demand in standing
    ]
    found = [(key_of(d), d) for d in stated + measured + _zones_not_entered(task, shoulder_cm)]
    weights: dict[Key, int] = {}
    for key, demand in found:
        weights[key] = max(weights.get(key, 0), _weight(demand))
    return [demand for key, demand in found if _weight(demand) == weights[key]]


def gives_way(account: Demand, stated: list[Demand]) -> bool:
    """Whether a stated account no longer counts because another of the same work was confirmed and it was not.

    Accounts that name other heights, reaches or frequencies are of other work, and measurements never give way.
    """
    if account.confirmed_by:
        return False
    return any(
        other.confirmed_by and amount_of(other) is not None and _same_work(other, account) for other in stated
    )


def _same_work(one: Demand, other: Demand) -> bool:
    named = ("frequency", "reach_cm", "hand_height_low_cm", "hand_height_high_cm")
    pairs = [(getattr(one, name), getattr(other, name)) for name in named]
    return key_of(one) == key_of(other) and all(a is None or b is None or a == b for a, b in pairs)


def _weight(account: Demand) -> int:
    amount = amount_of(account)
    return 1 if amount is None else 2 * (amount > 0)


def may_involve(task: Task, dimension_id: str) -> bool:
    """Whether such work, or a step of its cycle, can ask for something in a dimension.

    Hours belong to the day and not to a task; "any activity" is involved in every task.
    """
    match dimension(dimension_id):
        case Dimension(id="any"):
            return True
        case Dimension(id="safety_critical"):
            return bool(task.safety_critical)
        case Dimension(group="hours"):
            return False
    kinds = {task.kind, *(step.kind for step in (task.cycle.steps if task.cycle else []))}
    return any(task_kinds()[kind].may_involve(dimension_id) for kind in kinds)


def accounts_by_key(demands: list[Demand]) -> dict[Key, list[Demand]]:
    """Every account of what is asked for, by key, the highest first.

    Each of them is compared, and the hardest gates: 9 kg from a shelf beside 8 kg from the floor, or 8 kg now and then
    beside 5 kg all day, are two accounts.
    """
    accounts: dict[Key, list[Demand]] = {}
    for demand in demands:
        accounts.setdefault(key_of(demand), []).append(demand)
    return {key: sorted(of_key, key=lambda d: -(amount_of(d) or 0.0)) for key, of_key in accounts.items()}


def _completed(stated: Demand, measured: list[Demand]) -> Demand:
    """A stated demand that is silent on height, reach or frequency has those of the same work as it was measured."""
    if not measured:
        return stated
    hardest = _hardest(measured)
    return stated.model_copy(update={f: x for f, x in hardest.items() if getattr(stated, f) is None})


def _timed(stated: Demand, task: Task, shift_min: float) -> Demand:
    """A stated weight that says how often, and not how long, is handled for the most minutes of that band."""
    often = stated.frequency
    if (
        stated.aspect is not Aspect.PEAK
        or often in (None, Band.CONSTANT)
        or stated.minutes_per_shift is not None
    ):
        return stated
    most = band_minutes(often, shift_min)
    whole = most if task.minutes_per_shift is None else task.minutes_per_shift
    return stated.model_copy(update={"minutes_per_shift": min(most, whole)})


def _hardest(demands: list[Demand]) -> dict[str, float | Band | None]:
    """The hardest height, reach and frequency of some demands; unknown where one of them is."""
    return {
        "hand_height_low_cm": _if_all_known(min, [d.hand_height_low_cm for d in demands]),
        "hand_height_high_cm": _if_all_known(max, [d.hand_height_high_cm for d in demands]),
        "reach_cm": _if_all_known(max, [d.reach_cm for d in demands]),
        "frequency": _if_all_known(_most_frequent, [d.frequency for d in demands]),
    }


def _if_all_known(choose: Callable[[list[T]], T], values: list[T | None]) -> T | None:
    known = [value for value in values if value is not None]
    return choose(known) if known and len(known) == len(values) else None


def _most_frequent(found: list[Band]) -> Band:
    return max(found, key=list(Band).index)


def amount_of(demand: Demand) -> float | None:
    """The amount that is compared: the maximum, or the usual amount where no maximum is known.

    A gate has no amount: it is asked for or not, so a demand for it counts as one.
    """
    if demand.aspect is Aspect.GATE:
        return 1.0
    return demand.maximum if demand.maximum is not None else demand.usual


def _from_posture(task: Task) -> list[Demand]:
    """The kind of work itself says what is added over the shift: a sitting task is minutes seated.

    Where the task is a cycle or has legs, they say it better, and where the time was measured, the measurement does:
    an hour at the wheel says how long a driving task is seated, and not how long a sitting one is.
    """
    posture = task_kinds()[task.kind].posture
    if posture is None or task.minutes_per_shift is None or task.cycle is not None or task.legs:
        return []
    minutes = float(task.minutes_per_shift)
    driving = task.kind is TaskKind.DRIVING
    postures = [posture, "drive"] if driving else [posture]
    timed = [
        rule.dimension
        for rule in demand_rules()
        if rule.aspect is Aspect.DOSE and rule.quantity in task.measurements
    ]
    if not driving and "sit.total_h" not in task.measurements:
        timed = [name for name in timed if name != posture]
    return [_derived(task, p, Aspect.DOSE, minutes, HowKnown.OBSERVED) for p in postures if p not in timed]


def _from_rules(task: Task) -> list[Demand]:
    found = []
    for rule in demand_rules():
        measurement = task.measurements.get(rule.quantity)
        if measurement is not None and isinstance(measurement.value, int | float):
            amount = float(measurement.value) * rule.factor
            found.append(_derived(task, rule.dimension, rule.aspect, amount, measurement.how))
    return found


def _from_lift(task: Task, shift_min: float, shoulder_cm: float | None) -> list[Demand]:
    """A lift counts in every zone that the hands cross, with their height and reach where both ends are known."""
    load = _number(task.measurements, "lift.load_kg")
    heaviest = _number(task.measurements, "lift.load_max_kg")
    heights = _ends(task.measurements, "lift.v_origin_cm", "lift.v_dest_cm")
    if (load is None and heaviest is None) or not heights:
        return []
    reaches = _ends(task.measurements, "lift.h_origin_cm", "lift.h_dest_cm")
    how = task.measurements["lift.load_kg" if load is not None else "lift.load_max_kg"].how
    minutes = _lifting_minutes(task)
    band = None if minutes is None else band_of(minutes, shift_min)
    heights_known, reaches_known = len(heights) == BOTH_ENDS, len(reaches) == BOTH_ENDS
    low, high = min(heights), max(heights)
    found = [
        Demand(
            id=f"{task.id}.{zone}"[:64],
            dimension=zone,
            aspect=Aspect.PEAK,
            usual=load,
            maximum=heaviest if heaviest is not None else load,
            frequency=band,
            minutes_per_shift=minutes,
            reach_cm=max(reaches) if reaches_known else None,
            hand_height_low_cm=low if heights_known else None,
            hand_height_high_cm=high if heights_known else None,
            source=how,
        )
        for zone in zones_crossed(low, high, shoulder_cm)
    ]
    frequency = _number(task.measurements, "lift.freq_per_min")
    if frequency is not None:
        volume = frequency * MINUTES_PER_HOUR
        found.append(_derived(task, "handling_volume", Aspect.PEAK, volume, how))
        if minutes is not None and load is not None:
            found.append(_derived(task, "handling_volume", Aspect.DOSE, frequency * minutes * load, how))
    return found


def zones_crossed(low_cm: float, high_cm: float, shoulder_cm: float | None = None) -> list[str]:
    """The lifting zones between the lowest and the highest hand height of a lift, in cm above the floor."""
    zones = lift_zones()
    shoulder = zones.shoulder_cm if shoulder_cm is None else shoulder_cm
    edges = ((0.0, zones.waist_cm), (zones.waist_cm, shoulder), (shoulder, float("inf")))
    return [
        name
        for name, (bottom, top) in zip(LIFT_ZONES, edges, strict=True)
        if low_cm < top and (high_cm > bottom or low_cm >= bottom)
    ]


def _zones_not_entered(task: Task, shoulder_cm: float | None) -> list[Demand]:
    """A zone that no lift of the task enters is known not to be asked for: zero, where every hand height is known."""
    steps = task.cycle.steps if task.cycle else []
    lifts = [step.measurements for step in steps if step.kind is TaskKind.LIFTING]
    if task.cycle is None or any(quantity.startswith("lift.") for quantity in task.measurements):
        lifts.append(task.measurements)
    heights = [_ends(lift, "lift.v_origin_cm", "lift.v_dest_cm") for lift in lifts]
    if not heights or any(len(ends) < BOTH_ENDS for ends in heights):
        return []
    entered = {zone for ends in heights for zone in zones_crossed(min(ends), max(ends), shoulder_cm)}
    return [
        _derived(task, zone, Aspect.PEAK, 0.0, HowKnown.OBSERVED)
        for zone in LIFT_ZONES
        if zone not in entered
    ]


def _lifting_minutes(task: Task) -> float | None:
    hours = _number(task.measurements, "lift.duration_h")
    if hours is not None:
        return hours * MINUTES_PER_HOUR
    return None if task.minutes_per_shift is None else float(task.minutes_per_shift)


def _from_cycle(
    task: Task, cycle: Cycle, steps: list[Task], shift_min: float, shoulder_cm: float | None
) -> list[Demand]:
    """What is held and counted over the whole cycle, and what was measured of each step at a time."""
    found = _from_steps(task, cycle)
    for step in steps:
        # What was measured of a step at a time counts as it is; what adds up comes from the whole cycle.
        of_step = _from_rules(step) + _from_lift(step, shift_min, shoulder_cm)
        minutes = float(step.minutes_per_shift or 0)
        found += [
            d if d.minutes_per_shift is not None else d.model_copy(update={"minutes_per_shift": minutes})
            for d in of_step
            if d.aspect is not Aspect.DOSE
        ]
    return found


def _from_steps(task: Task, cycle: Cycle) -> list[Demand]:
    """Runs are the longest stretch of one posture in the steps; doses and counts are the steps times their repeats."""
    found: list[Demand] = []
    for posture in ("sit", "drive", "walk"):
        minutes = [s.minutes for s in cycle.steps if posture in postures_of(s.kind)]
        if minutes:
            if posture != "walk":
                longest = longest_run(cycle, posture)
                found.append(_derived(task, posture, Aspect.RUN, longest, HowKnown.OBSERVED))
            total = sum(minutes) * cycle.repeats_per_shift
            found.append(_derived(task, posture, Aspect.DOSE, total, HowKnown.OBSERVED))
    entries = times_driving_begins(cycle)
    if entries and any(s.kind is not TaskKind.DRIVING for s in cycle.steps):
        found.append(_derived(task, "vehicle_entry", Aspect.DOSE, float(entries), HowKnown.OBSERVED))
    return found


def steps_as_tasks(task: Task) -> list[Task]:
    """The steps of a task's cycle as tasks of their own, each with its minutes over the whole shift.

    Each has the very measurements of its step, which were checked there.
    """
    if task.cycle is None:
        return []
    repeats = task.cycle.repeats_per_shift
    return [
        _NOTHING_SAID.model_copy(
            update={
                "id": task.id,
                "name": step.name,
                "kind": step.kind,
                "minutes_per_shift": min(round(step.minutes * repeats), MINUTES_PER_DAY),
                "measurements": step.measurements,
            }
        )
        for step in task.cycle.steps
    ]


def _derived(task: Task, dimension: str, aspect: Aspect, amount: float, how: HowKnown) -> Demand:
    return Demand(
        id=f"{task.id}.{dimension}.{aspect}"[:64],
        dimension=dimension,
        aspect=aspect,
        maximum=amount,
        source=how,
    )


def _ends(measurements: dict[str, Measurement], origin: str, destination: str) -> list[float]:
    """The values at the start and the end of a lift, as far as they are known."""
    ends = (_number(measurements, quantity) for quantity in (origin, destination))
    return [end for end in ends if end is not None]


def _number(measurements: dict[str, Measurement], quantity_id: str) -> float | None:
    measurement = measurements.get(quantity_id)
    if measurement is None or isinstance(measurement.value, bool | str):
        return None
    return float(measurement.value)
