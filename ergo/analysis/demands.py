"""What a task asks of a worker, by dimension: stated demands and those worked out from measurements."""

from dataclasses import dataclass

from ergo.knowledge.dimensions import Aspect, Side, band_of, lift_zones
from ergo.knowledge.tasks import demand_rules, task_kinds
from ergo.model.base import HowKnown, Measurement
from ergo.model.job import Cycle, Demand, Task, TaskKind

LIFT_ZONES = ("lift_floor_waist", "lift_waist_shoulder", "lift_above_shoulder")
MINUTES_PER_HOUR = 60
EIGHT_HOURS_MIN = 480.0


@dataclass(frozen=True, order=True)
class Key:
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

    ``shift_min`` is the length of a normal shift, of which frequency bands are a share. ``shoulder_cm`` is the worker's
    shoulder height, which parts the lifting zones; without it the vocabulary's default does. A stated demand does not
    displace a measured one: conflicting accounts are both kept.
    """
    found = list(task.demands) + _from_posture(task) + _from_rules(task)
    found += _from_lift(task, shift_min, shoulder_cm)
    if task.cycle is not None:
        found += _from_cycle(task, task.cycle, shift_min, shoulder_cm)
    return found


def gating_demands(demands: list[Demand]) -> dict[Key, Demand]:
    """For each key the demand that gates: the one with the highest maximum (usual where no maximum is given)."""
    highest: dict[Key, Demand] = {}
    for demand in demands:
        amount = amount_of(demand)
        known = highest.get(key_of(demand))
        if known is None or (amount is not None and amount > (amount_of(known) or -1)):
            highest[key_of(demand)] = demand
    return highest


def amount_of(demand: Demand) -> float | None:
    """The amount that is compared: the maximum, or the usual amount where no maximum is known."""
    return demand.maximum if demand.maximum is not None else demand.usual


def _from_posture(task: Task) -> list[Demand]:
    """The kind of work itself says what is added over the shift: a sitting task is minutes seated."""
    posture = task_kinds()[task.kind].posture
    if posture is None or task.minutes_per_shift is None:
        return []
    minutes = float(task.minutes_per_shift)
    found = [_derived(task, posture, Aspect.DOSE, minutes, HowKnown.OBSERVED)]
    if task.kind is TaskKind.DRIVING:
        found.append(_derived(task, "drive", Aspect.DOSE, minutes, HowKnown.OBSERVED))
    return found


def _from_rules(task: Task) -> list[Demand]:
    found = []
    for rule in demand_rules():
        measurement = task.measurements.get(rule.quantity)
        if measurement is not None and isinstance(measurement.value, int | float):
            amount = float(measurement.value) * rule.factor
            found.append(_derived(task, rule.dimension, rule.aspect, amount, measurement.how))
    return found


def _from_lift(task: Task, shift_min: float, shoulder_cm: float | None) -> list[Demand]:
    """A lift counts in every zone that the hands cross, with their height and reach."""
    load = _number(task.measurements, "lift.load_kg")
    heaviest = _number(task.measurements, "lift.load_max_kg")
    heights = [
        h for q in ("lift.v_origin_cm", "lift.v_dest_cm") if (h := _number(task.measurements, q)) is not None
    ]
    if (load is None and heaviest is None) or not heights:
        return []
    reaches = [
        h for q in ("lift.h_origin_cm", "lift.h_dest_cm") if (h := _number(task.measurements, q)) is not None
    ]
    how = task.measurements["lift.load_kg" if load is not None else "lift.load_max_kg"].how
    minutes = _lifting_minutes(task)
    band = None if minutes is None else band_of(minutes, shift_min)
    low, high = min(heights), max(heights)
    found = [
        Demand(
            id=f"{task.id}.{zone}"[:64],
            dimension=zone,
            aspect=Aspect.PEAK,
            usual=load,
            maximum=heaviest if heaviest is not None else load,
            frequency=band,
            reach_cm=max(reaches) if reaches else None,
            hand_height_low_cm=low,
            hand_height_high_cm=high,
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


def _lifting_minutes(task: Task) -> float | None:
    hours = _number(task.measurements, "lift.duration_h")
    if hours is not None:
        return hours * MINUTES_PER_HOUR
    return None if task.minutes_per_shift is None else float(task.minutes_per_shift)


def _from_cycle(task: Task, cycle: Cycle, shift_min: float, shoulder_cm: float | None) -> list[Demand]:
    """Runs are the longest stretch of one posture in the cycle; doses and counts are the cycle times its repeats."""
    found: list[Demand] = []
    for dimension in ("sit", "drive", "stand", "walk", "kneel"):
        minutes = [s.minutes for s in cycle.steps if dimension in _postures_of(s.kind)]
        if minutes:
            longest = _longest_run(cycle, dimension)
            if dimension != "walk":
                found.append(_derived(task, dimension, Aspect.RUN, longest, HowKnown.OBSERVED))
            total = sum(minutes) * cycle.repeats_per_shift
            found.append(_derived(task, dimension, Aspect.DOSE, total, HowKnown.OBSERVED))
    if any(s.kind is TaskKind.DRIVING for s in cycle.steps) and len(cycle.steps) > 1:
        entries = float(cycle.repeats_per_shift)
        found.append(_derived(task, "vehicle_entry", Aspect.DOSE, entries, HowKnown.OBSERVED))
    for step in cycle.steps:
        # A step's peaks count as they are; runs and doses come from the whole cycle.
        alone = Task(id=task.id, name=step.name, kind=step.kind, measurements=step.measurements)
        of_step = _from_rules(alone) + _from_lift(alone, shift_min, shoulder_cm)
        found += [d for d in of_step if d.aspect is Aspect.PEAK]
    return found


def _longest_run(cycle: Cycle, dimension: str) -> float:
    """The longest stretch of a posture, over the end of one cycle into the next."""
    steps = cycle.steps
    if all(dimension in _postures_of(s.kind) for s in steps):
        return sum(s.minutes for s in steps) * cycle.repeats_per_shift
    longest = current = 0.0
    rounds = 2 if cycle.repeats_per_shift > 1 else 1
    for step in steps * rounds:
        current = current + step.minutes if dimension in _postures_of(step.kind) else 0.0
        longest = max(longest, current)
    return longest


def _postures_of(kind: TaskKind) -> tuple[str, ...]:
    return {
        TaskKind.SITTING: ("sit",),
        TaskKind.DRIVING: ("sit", "drive"),
        TaskKind.STANDING_WALKING: ("walk",),
    }.get(kind, ())


def _derived(task: Task, dimension: str, aspect: Aspect, amount: float, how: HowKnown) -> Demand:
    return Demand(
        id=f"{task.id}.{dimension}.{aspect}"[:64],
        dimension=dimension,
        aspect=aspect,
        maximum=amount,
        source=how,
    )


def _number(measurements: dict[str, Measurement], quantity_id: str) -> float | None:
    measurement = measurements.get(quantity_id)
    if measurement is None or isinstance(measurement.value, bool | str):
        return None
    return float(measurement.value)
