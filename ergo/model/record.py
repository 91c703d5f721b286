"""What is added to a case as it runs: chosen modifications, calendar, weekly sheets, sign-offs."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from ergo.model.base import Entity, Identifier, Label, Measurement, Minutes, Text, check_measurements, new_id


class TrialOutcome(StrEnum):
    """What became of a modification on trial."""

    KEPT = "kept"
    CHANGED = "changed"
    DROPPED = "dropped"


class ChosenModification(Entity):
    """A modification or item of equipment chosen for a task.

    ``in_place_from`` is the date from which the plan may count on it; None means that no date is agreed yet.
    ``accepted_as_permanent`` lets the task done this way count as the normal job. ``measured_after`` replaces what the
    catalogue's rules predict once the task has been measured again.
    """

    id: Identifier = Field(default_factory=new_id)
    item_id: Identifier
    task_id: Identifier
    responsible: Label = ""
    in_place_from: date | None = None
    accepted_as_permanent: bool = False
    measured_after: dict[str, Measurement] = Field(default_factory=dict)
    trial_outcome: TrialOutcome | None = None
    note: Text = ""

    @model_validator(mode="after")
    def _measurements_in_range(self) -> Self:
        check_measurements(f"After {self.item_id}", self.measured_after)
        return self


class Appointment(Entity):
    """Treatment or another appointment; weekly until ``repeats_until`` where that is given."""

    id: Identifier = Field(default_factory=new_id)
    label: Label = ""
    on: date
    minutes: Minutes
    in_work_time: bool = True
    repeats_until: date | None = None


class Leave(Entity):
    """Absence that is known beforehand."""

    id: Identifier = Field(default_factory=new_id)
    first_day: date
    last_day: date
    label: Label = ""


class OutsideWork(Entity):
    """Load outside work that counts in the day: commute, household, care."""

    commute_min_each_way: Minutes | None = None
    commute_mode: Label = ""
    commute_seated: bool | None = None
    note: Text = ""


class SheetProblem(StrEnum):
    """What a weekly sheet reports beside hours and duties."""

    NONE = "none"
    SETTLED_BY_MORNING = "settled_by_next_morning"
    NOT_SETTLED = "not_settled"
    SPREADING_LEG_SYMPTOMS = "spreading_leg_symptoms"
    NEW_WEAKNESS = "new_weakness"


class SheetDay(Entity):
    """One day as it really was."""

    date: date
    worked_min: Minutes | None = None
    missed_reason: Label = ""
    tasks_done: list[Identifier] = Field(default_factory=list)
    function_0_10: Annotated[float, Field(ge=0, le=10)] | None = None
    pain_0_10: Annotated[float, Field(ge=0, le=10)] | None = None
    problem: SheetProblem = SheetProblem.NONE
    note: Text = ""


class WeeklySheet(Entity):
    """The worker's weekly sheet."""

    id: Identifier = Field(default_factory=new_id)
    monday: date
    days: list[SheetDay] = Field(default_factory=list)
    worker_comment: Text = ""
    supervisor_comment: Text = ""


class SignOffRole(StrEnum):
    """Who signs, agrees or comments."""

    THERAPIST = "therapist"
    WORKER = "worker"
    EMPLOYER = "employer"
    CERTIFIER = "certifier"


class SignOff(Entity):
    """A recorded sign-off or agreement to one version of a plan."""

    id: Identifier = Field(default_factory=new_id)
    role: SignOffRole
    plan_id: Identifier
    plan_version: int
    name: Label
    registration: Label = ""
    on: date
    comment: Text = ""


class PlanSettings(Entity):
    """What the therapist chooses before a plan is made."""

    start: date | None = None
    policy_id: Identifier | None = None
    horizon_weeks: Annotated[int, Field(ge=1, le=104)] = 26
