"""What a day is made of: each way of working in view of the limits at a time, and the limits that its order keeps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf

from ergo.analysis.demands import amount_of, may_involve
from ergo.analysis.driving import drives
from ergo.analysis.match import task_demands
from ergo.analysis.places import condition_met
from ergo.knowledge.dimensions import Aspect, Side, dimension, unit_of
from ergo.knowledge.driving_hours import RUNS, HoursLimit, HoursRule, rules_for
from ergo.model.case import Case
from ergo.model.job import Demand, Task, TaskKind
from ergo.model.plan import Allocation, Limit
from ergo.planning.limits import LimitKey, asked
from ergo.planning.variants import TaskVariant

HANDLING_GROUP = "handling"
_HANDLING_KINDS = (TaskKind.LIFTING, TaskKind.PUSH_PULL_CARRY, TaskKind.HANDLING_PEOPLE)
WayId = tuple[str, frozenset[str]]


@dataclass(frozen=True)
class DayLimits:
    """What the order of a day keeps.

    ``runs`` are limits at a time, which end after ``reset_min`` in another posture; ``work_min`` is how long is worked
    without a break. After ``long_drive_min`` or more at the wheel nothing is handled for ``no_handling_min``. ``laws``
    are breaks after so much driving or work.
    """

    runs: tuple[Limit, ...]
    reset_min: int
    work_min: int | None = None
    long_drive_min: int = 0
    no_handling_min: int = 0
    laws: tuple[HoursLimit, ...] = ()


@dataclass(frozen=True)
class Part:
    """Minutes of one way of working on a day.

    ``holds`` says for each run how long the task holds it at a time: 0 not at all, infinity as long as it lasts, None
    where nobody knows. ``block_min`` is the smallest useful block, in which an uninterruptible stretch fits.
    """

    task_id: str
    modification_ids: tuple[str, ...]
    minutes: int
    block_min: int
    stretch_min: int
    holds: tuple[float | None, ...]
    handles: bool
    drive_stretch_min: float
    drive_share: float
    postures: tuple[str, ...]


class Way:
    """One way of doing a task, with what is needed of it to order a day."""

    def __init__(self, case: Case, task: Task) -> None:
        self.task = task
        self._case = case
        self._asked: dict[LimitKey, float | None] = {}

    @cached_property
    def demands(self) -> list[Demand]:
        """What the task asks of this worker."""
        return task_demands(self._case, self.task)

    def asks(self, key: LimitKey) -> float | None:
        """What the task asks for under a limit: an amount, or None where it is not known."""
        if key not in self._asked:
            self._asked[key] = asked(self.task, self.demands, key).amount
        return self._asked[key]

    @cached_property
    def handles(self) -> bool:
        """Whether loads or people are handled, known or by the kind of work."""
        known = [d for d in self.demands if dimension(d.dimension).group == HANDLING_GROUP]
        return any(amount_of(d) for d in known) or self.task.kind in _HANDLING_KINDS

    @cached_property
    def drive_stretch_min(self) -> float:
        """How long it is driven at a time: 0 where nobody drives, infinity where it is not known."""
        if not drives(self.task) and not any(
            self._of("drive", aspect) for aspect in (Aspect.RUN, Aspect.DOSE)
        ):
            return 0.0
        return max(self._of("drive", Aspect.RUN), default=inf)

    @cached_property
    def drive_share(self) -> float:
        """The share of the task's time at the wheel; all of it where that is not known."""
        if not self.drive_stretch_min:
            return 0.0
        driven, normal = max(self._of("drive", Aspect.DOSE), default=0.0), self.task.minutes_per_shift
        return min(1.0, driven / normal) if driven and normal else 1.0

    def _of(self, dimension_id: str, aspect: Aspect) -> list[float]:
        """The known amounts above zero that the task asks for."""
        about = [d for d in self.demands if d.dimension == dimension_id and d.aspect is aspect]
        return [amount for d in about if (amount := amount_of(d))]

    @cached_property
    def heaviest(self) -> float:
        """The heaviest load that is handled, in kg; 0 where none is known."""
        return max(
            (
                amount_of(d) or 0.0
                for d in self.demands
                if d.aspect is Aspect.PEAK and unit_of(d.dimension, d.aspect) == "kg"
            ),
            default=0.0,
        )

    @cached_property
    def postures(self) -> tuple[str, ...]:
        """The postures of the body in which the task is known to hold the worker."""
        asked = {d.dimension for d in self.demands if amount_of(d)}
        return tuple(sorted(d for d in asked if dimension(d).posture is not None))

    def held_min(self, limit: Limit) -> float | None:
        """How long a posture is held at a time: 0 not at all, infinity as long as it lasts, None where unknown."""
        about = [
            d
            for d in self.demands
            if d.dimension == limit.dimension
            and (Side.BOTH in (d.side, limit.side) or d.side is limit.side)
            and condition_met(d, limit) is not False
        ]
        runs = [amount_of(d) for d in about if d.aspect is Aspect.RUN]
        longest = max((inf if run is None else run for run in runs), default=0.0)
        if longest:
            return longest
        doses = [amount_of(d) for d in about if d.aspect is Aspect.DOSE]
        if any(dose is None or dose > 0 for dose in doses):
            return inf
        return 0.0 if runs or doses or not may_involve(self.task, limit.dimension) else None

    def part(self, allocation: Allocation, limits: DayLimits) -> Part:
        """Minutes of this way of working on a day."""
        stretch = min(self.task.uninterruptible_min or 0, allocation.minutes)
        return Part(
            task_id=allocation.task_id,
            modification_ids=tuple(allocation.modification_ids),
            minutes=allocation.minutes,
            block_min=min(allocation.minutes, max(self.task.smallest_block_min, stretch)),
            stretch_min=stretch,
            holds=tuple(self.held_min(limit) for limit in limits.runs),
            handles=self.handles and not self.drive_stretch_min,
            drive_stretch_min=self.drive_stretch_min,
            drive_share=self.drive_share,
            postures=self.postures,
        )


def ways_of(case: Case, variants: Sequence[TaskVariant]) -> dict[WayId, Way]:
    """Every way of working by task and modifications; the tasks as they are come first, in job order."""
    found = {(task.id, frozenset[str]()): Way(case, task) for task in case.job.tasks}
    return found | {(v.task_id, frozenset(v.modification_ids)): Way(case, v.task) for v in variants}


def way_of(ways: Mapping[WayId, Way], allocation: Allocation) -> Way | None:
    """The way of working that an allocation names; None where the case has no such one."""
    return ways.get(way_id(allocation))


def way_id(allocation: Allocation) -> WayId:
    """Task and modifications of an allocation."""
    return allocation.task_id, frozenset(allocation.modification_ids)


def breaks_of_law(case: Case, ways: Sequence[Way]) -> list[tuple[HoursRule, HoursLimit]]:
    """The breaks that driving law asks for in the country and for the vehicles of some ways of working."""
    found: dict[tuple[str, str], tuple[HoursRule, HoursLimit]] = {}
    for way in ways:
        vehicle = way.task.measurements.get("drive.vehicle_class")
        if vehicle is None or not drives(way.task):
            continue
        for rule in rules_for(case.country, case.region, str(vehicle.value)):
            for limit in rule.limits:
                if rule.binding and limit.measure in RUNS:
                    found[rule.id, limit.measure] = (rule, limit)
    return list(found.values())
