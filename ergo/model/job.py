"""The job: its roster and its tasks, with what was measured of them."""

from datetime import date, time
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from ergo.knowledge.dimensions import Aspect, Band, Side, unit_of
from ergo.model.base import (
    Entity,
    HowKnown,
    Identifier,
    Label,
    Measurement,
    Minutes,
    Text,
    check_measurements,
    new_id,
)


class TaskKind(StrEnum):
    """The kind of work, which decides the walk-through and the methods offered."""

    LIFTING = "lifting"
    PUSH_PULL_CARRY = "push_pull_carry"
    HANDLING_PEOPLE = "handling_people"
    SITTING = "sitting"
    DRIVING = "driving"
    STANDING_WALKING = "standing_walking"
    POSTURE = "posture"
    HAND_WORK = "hand_work"
    OTHER = "other"


class Importance(StrEnum):
    """How a task belongs to the job: essential, marginal, or an alternative duty offered for the return."""

    ESSENTIAL = "essential"
    MARGINAL = "marginal"
    ALTERNATIVE = "alternative"


class SafetyCritical(StrEnum):
    """Work in which a sudden failure of the worker endangers people; closed until a named clinician clears it."""

    DRIVING = "driving"
    MOBILE_PLANT = "mobile_plant"
    HEIGHTS = "heights"
    ALONE = "alone"


class Demand(Entity):
    """What a task asks of a worker in one dimension, as one source tells it.

    Conflicting accounts are kept side by side as several demands; the higher gates until they are resolved.
    ``minutes_per_shift`` is for how long it is asked for on a normal shift, left out where its frequency says that, or
    where it is the whole task.
    ``axis`` is that of a vibration; without one the amount counts on every axis.
    """

    id: Identifier = Field(default_factory=new_id)
    dimension: str
    aspect: Aspect
    side: Side = Side.BOTH
    axis: Literal["x", "y", "z"] | None = None
    usual: Annotated[float, Field(ge=0)] | None = None
    maximum: Annotated[float, Field(ge=0)] | None = None
    frequency: Band | None = None
    minutes_per_shift: Annotated[float, Field(ge=0, le=1440)] | None = None
    reach_cm: Annotated[float, Field(ge=0, le=150)] | None = None
    hand_height_low_cm: Annotated[float, Field(ge=0, le=250)] | None = None
    hand_height_high_cm: Annotated[float, Field(ge=0, le=250)] | None = None
    source: HowKnown = HowKnown.OBSERVED
    confirmed_by: Label = ""
    note: Text = ""

    @model_validator(mode="after")
    def _in_vocabulary(self) -> Self:
        unit_of(self.dimension, self.aspect)
        return self


class CycleStep(Entity):
    """One step of a task that repeats: what is done, for how long, with what was measured of it."""

    id: Identifier = Field(default_factory=new_id)
    name: Label
    kind: TaskKind
    minutes: Annotated[float, Field(ge=0, le=720)]
    measurements: dict[str, Measurement] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _measurements_in_range(self) -> Self:
        check_measurements(self.name, self.measurements)
        return self


class Cycle(Entity):
    """A task that repeats in the same steps (drive, climb out, carry): runs and counts are taken from it."""

    steps: list[CycleStep] = Field(min_length=1)
    repeats_per_shift: Annotated[int, Field(ge=1, le=5000)]


class ItemState(StrEnum):
    """What was found at one item of a checklist; an item that nobody looked at has no finding."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"


class ChecklistFinding(Entity):
    """What was found at one item of a checklist, and the remedy with who sees to it by when."""

    item_id: Identifier
    state: ItemState
    remedy: Text = ""
    responsible: Label = ""
    due: date | None = None
    done_on: date | None = None


class DrivingLeg(Entity):
    """One stretch of the driving day: minutes at the wheel, then what follows before the next one."""

    id: Identifier = Field(default_factory=new_id)
    minutes: Annotated[float, Field(ge=0, le=1440)]
    then_break_min: Minutes = 0
    then_handles_load: bool = False


class Photograph(Entity):
    """A picture of the work. ``attachment`` is the SHA-256 of the stored picture, which was made anew without its data.

    It stays with the clinician unless ``for_employer`` is set.
    """

    id: Identifier = Field(default_factory=new_id)
    attachment: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    caption: Label = ""
    taken_on: date | None = None
    by: Label = ""
    for_employer: bool = False


class Task(Entity):
    """One task of the job, or one alternative duty.

    ``minutes_per_shift`` is the normal time on a shift on which the task falls; ``times_per_week`` is left out where
    that is every shift. ``uninterruptible_min`` is the longest stretch that cannot be broken by a change of posture.
    ``legs`` are the stretches of a driving task in their order; ``checklist`` holds what was found at the items of the
    checklists for such work. ``drivers_seen`` says whether a person sees in it what figures do not show, by the id of
    the driver; what was not answered is left out.
    """

    id: Identifier = Field(default_factory=new_id)
    name: Label
    kind: TaskKind
    importance: Importance = Importance.ESSENTIAL
    minutes_per_shift: Minutes | None = None
    times_per_week: Annotated[int, Field(ge=1, le=7)] | None = None
    smallest_block_min: Annotated[int, Field(ge=15, le=480)] = 15
    may_be_extended: bool = False
    available_from: date | None = None
    available_until: date | None = None
    uninterruptible_min: Minutes | None = None
    safety_critical: list[SafetyCritical] = Field(default_factory=list)
    measurements: dict[str, Measurement] = Field(default_factory=dict)
    demands: list[Demand] = Field(default_factory=list)
    cycle: Cycle | None = None
    legs: list[DrivingLeg] = Field(default_factory=list)
    checklist: list[ChecklistFinding] = Field(default_factory=list)
    photographs: list[Photograph] = Field(default_factory=list)
    drivers_seen: dict[Identifier, bool] = Field(default_factory=dict)
    description: Text = ""

    @model_validator(mode="after")
    def _measurements_in_range(self) -> Self:
        check_measurements(self.name, self.measurements)
        return self


class Shift(Entity):
    """One shift of the roster's cycle; it belongs to the day on which it starts."""

    day: Annotated[int, Field(ge=0, le=55)]
    start: time
    paid_min: Annotated[int, Field(ge=15, le=960)]
    unpaid_break_min: Annotated[int, Field(ge=0, le=240)] = 0


class Roster(Entity):
    """Normal working time as a cycle of shifts. Day 0 of the cycle is the date ``anchor``."""

    anchor: date
    cycle_days: Annotated[int, Field(ge=1, le=56)] = 7
    shifts: list[Shift] = Field(default_factory=list)


class VerifierRole(StrEnum):
    """Who says whether the job is described as it is."""

    WORKER = "worker"
    SUPERVISOR = "supervisor"


class Verification(Entity):
    """Somebody at the workplace read the job demands analysis and found it right, or right with corrections.

    ``edition`` is that of the analysis they read. ``name`` may be a role or a code; with ``comment`` it is printed.
    """

    id: Identifier = Field(default_factory=new_id)
    role: VerifierRole
    name: Label
    on: date
    with_corrections: bool = False
    comment: Text = ""
    edition: Annotated[str, Field(pattern=r"^[0-9a-f]{8}$")]


class Job(Entity):
    """The job to return to. ``on_site`` are the items of the catalogue that the workplace has already."""

    title: Label = ""
    department: Label = ""
    roster: Roster | None = None
    tasks: list[Task] = Field(default_factory=list)
    on_site: list[Identifier] = Field(default_factory=list)
    verifications: list[Verification] = Field(default_factory=list)
    description: Text = ""
