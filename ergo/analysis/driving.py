"""The driving day of a task: how long at the wheel at a time and in all, breaks, loads after driving, entries.

It is taken from the legs of the task, from its repeating cycle, or from its figures where nothing else is known: one
rule for the page, the demands and the law. A stretch at the wheel ends with other work out of the seat, or with a break
that is at least as long as the stated reset.
"""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from ergo.knowledge.policies import usual_reset_min
from ergo.model.job import Cycle, CycleStep, DrivingLeg, Task, TaskKind

MINUTES_PER_HOUR = 60
HANDLING = (TaskKind.LIFTING, TaskKind.PUSH_PULL_CARRY, TaskKind.HANDLING_PEOPLE)


class Known(StrEnum):
    """What the driving day is taken from."""

    LEGS = "legs"
    CYCLE = "cycle"
    FIGURES = "figures"


class Doing(StrEnum):
    """What is done in a piece of the day."""

    DRIVE = "drive"
    BREAK = "break"
    LOAD = "load"
    OTHER = "other"


@dataclass(frozen=True)
class Piece:
    """One piece of the day, in its order; minutes are 0 where they are not known."""

    doing: Doing
    minutes: float
    name: str = ""


@dataclass(frozen=True)
class DrivingDay:
    """What is known of the driving day; None is not known.

    ``pieces`` is one round of the day, which is done ``rounds`` times; empty where only figures are known.
    ``resets_min`` is the shortest break that ends a stretch.
    """

    known: Known
    stretch_min: float | None
    total_min: float | None
    entries: float | None
    load_after: bool | None
    pieces: tuple[Piece, ...] = ()
    rounds: int = 1

    @property
    def breaks(self) -> int:
        """Breaks in the day."""
        return self.rounds * sum(piece.doing is Doing.BREAK for piece in self.pieces)

    @property
    def placed_min(self) -> float:
        """Minutes at the wheel that its pieces add up to."""
        return sum(piece.minutes for piece in self.whole if piece.doing is Doing.DRIVE)

    @property
    def whole(self) -> tuple[Piece, ...]:
        """Every piece of the day in order."""
        return self.pieces * self.rounds


def driving_day(task: Task) -> DrivingDay:
    """The driving day of a task: its legs, or else its cycle, or else the figures drive.bout_min and drive.total_h.

    Where a figure was measured beside legs or a cycle and is higher, it stands: the first stop may be far away.

    Examples
    --------
    >>> van = Task(name="Parcels", kind=TaskKind.DRIVING, legs=[DrivingLeg(minutes=40, then_break_min=10),
    ...     DrivingLeg(minutes=90)])
    >>> day = driving_day(van)
    >>> day.stretch_min, day.total_min, day.entries
    (90.0, 130.0, 2.0)
    """
    cycle = legs_as_cycle(task.legs) if task.legs else task.cycle
    if cycle is None or not any(step.kind is TaskKind.DRIVING for step in cycle.steps):
        return _from_figures(task)
    driven = sum(step.minutes for step in cycle.steps if step.kind is TaskKind.DRIVING)
    return DrivingDay(
        known=Known.LEGS if task.legs else Known.CYCLE,
        stretch_min=max(longest_run(cycle, "drive"), _figure(task, "drive.bout_min") or 0),
        total_min=max(
            driven * cycle.repeats_per_shift, MINUTES_PER_HOUR * (_figure(task, "drive.total_h") or 0)
        ),
        entries=max(float(times_driving_begins(cycle)), _figure(task, "drive.entries_per_day") or 0),
        load_after=_load_follows(cycle),
        pieces=_pieces_of_legs(task.legs) if task.legs else _pieces_of_cycle(cycle),
        rounds=cycle.repeats_per_shift,
    )


def drives(task: Task) -> bool:
    """Whether somebody drives in a task, by its kind, its legs or a step of its cycle."""
    return task.kind is TaskKind.DRIVING or driving_day(task).known is not Known.FIGURES


def stretches(day: DrivingDay) -> list[list[tuple[float, float]]]:
    """The stretches at the wheel: of each the pieces driven, with their start on the clock of the day, in minutes."""
    found: list[list[tuple[float, float]]] = [[]]
    clock = 0.0
    for piece in day.whole:
        if piece.doing is Doing.DRIVE:
            found[-1].append((clock, piece.minutes))
        elif found[-1] and (piece.doing is not Doing.BREAK or piece.minutes >= usual_reset_min()):
            found.append([])
        clock += piece.minutes
    return [stretch for stretch in found if stretch]


def figures_of_day(task: Task) -> dict[str, float | bool]:
    """What legs or a cycle say in figures that may also be measured, by quantity id; empty where there are neither."""
    if not task.legs and task.cycle is None:
        return {}
    day = driving_day(task)
    if day.known is Known.FIGURES or day.stretch_min is None or day.total_min is None:
        return {}
    found: dict[str, float | bool] = {
        "drive.bout_min": day.stretch_min,
        "drive.total_h": day.total_min / MINUTES_PER_HOUR,
    }
    if day.entries is not None:
        found["drive.entries_per_day"] = day.entries
    if day.load_after is not None:
        found["drive.handling_after_drive"] = day.load_after
    return found


def legs_as_cycle(legs: list[DrivingLeg]) -> Cycle:
    """Legs as the steps of one round.

    A break that is too short to end a stretch is no step, so that the legs around it are one stretch.
    """
    steps = []
    for leg in legs:
        steps.append(_step("Driving", TaskKind.DRIVING, leg.minutes))
        if leg.then_handles_load:
            steps.append(_step("Loads", TaskKind.LIFTING))
        if leg.then_break_min >= usual_reset_min():
            steps.append(_step("Break", TaskKind.OTHER))
    return Cycle.model_construct(steps=steps, repeats_per_shift=1)


def _step(name: str, kind: TaskKind, minutes: float = 0.0) -> CycleStep:
    """A step that was checked as a leg, which may be longer than a step that somebody types."""
    return CycleStep.model_construct(name=name, kind=kind, minutes=minutes)


def postures_of(kind: TaskKind) -> tuple[str, ...]:
    """The postures that a kind of work is counted in."""
    return {
        TaskKind.SITTING: ("sit",),
        TaskKind.DRIVING: ("sit", "drive"),
        TaskKind.STANDING_WALKING: ("walk",),
    }.get(kind, ())


def longest_run(cycle: Cycle, posture: str) -> float:
    """The longest stretch of a posture in minutes, over the end of one cycle into the next."""
    steps = cycle.steps
    if all(posture in postures_of(s.kind) for s in steps):
        return sum(s.minutes for s in steps) * cycle.repeats_per_shift
    longest = current = 0.0
    rounds = 2 if cycle.repeats_per_shift > 1 else 1
    for step in steps * rounds:
        current = current + step.minutes if posture in postures_of(step.kind) else 0.0
        longest = max(longest, current)
    return longest


def times_driving_begins(cycle: Cycle) -> int:
    """How often the worker gets into the vehicle in a shift."""
    driven = [step.kind is TaskKind.DRIVING for step in cycle.steps]
    begins_within = sum(now and not before for before, now in pairwise(driven))
    # Over the end of one cycle into the next nobody gets in again where the one ends and the other begins driving.
    joins = driven[0] and driven[-1]
    return cycle.repeats_per_shift * (begins_within + driven[0]) - (cycle.repeats_per_shift - 1) * joins


def _load_follows(cycle: Cycle) -> bool:
    """Whether handling begins sooner after driving than the reset, over the end of a cycle too."""
    since_driving = float(usual_reset_min())
    for step in cycle.steps * (2 if cycle.repeats_per_shift > 1 else 1):
        if step.kind is TaskKind.DRIVING:
            since_driving = 0.0
        elif step.kind in HANDLING and since_driving < usual_reset_min():
            return True
        else:
            since_driving += step.minutes
    return False


def _pieces_of_legs(legs: list[DrivingLeg]) -> tuple[Piece, ...]:
    pieces = []
    for leg in legs:
        pieces.append(Piece(Doing.DRIVE, leg.minutes))
        if leg.then_handles_load:
            pieces.append(Piece(Doing.LOAD, 0.0))
        if leg.then_break_min:
            pieces.append(Piece(Doing.BREAK, float(leg.then_break_min)))
    return tuple(pieces)


def _pieces_of_cycle(cycle: Cycle) -> tuple[Piece, ...]:
    def doing(kind: TaskKind) -> Doing:
        if kind is TaskKind.DRIVING:
            return Doing.DRIVE
        return Doing.LOAD if kind in HANDLING else Doing.OTHER

    return tuple(Piece(doing(step.kind), step.minutes, step.name) for step in cycle.steps)


def _from_figures(task: Task) -> DrivingDay:
    total_h = _figure(task, "drive.total_h")
    total = None if total_h is None else total_h * MINUTES_PER_HOUR
    if total is None and task.kind is TaskKind.DRIVING and task.minutes_per_shift is not None:
        total = float(task.minutes_per_shift)
    after = task.measurements.get("drive.handling_after_drive")
    return DrivingDay(
        known=Known.FIGURES,
        stretch_min=_figure(task, "drive.bout_min"),
        total_min=total,
        entries=_figure(task, "drive.entries_per_day"),
        load_after=None if after is None else bool(after.value),
    )


def _figure(task: Task, quantity_id: str) -> float | None:
    measurement = task.measurements.get(quantity_id)
    return None if measurement is None else float(measurement.value)
