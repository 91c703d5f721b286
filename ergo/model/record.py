"""What is added to a case as it runs: chosen modifications, calendar, weekly sheets, sign-offs."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from ergo.knowledge.policies import usual_horizon_weeks
from ergo.model.base import Entity, Identifier, Label, Measurement, Minutes, Text, check_measurements, new_id
from ergo.model.job import Demand
from ergo.model.worker import ContactRole


class TrialOutcome(StrEnum):
    """What became of a modification on trial."""

    KEPT = "kept"
    CHANGED = "changed"
    DROPPED = "dropped"


class ChosenModification(Entity):
    """A modification or item of equipment chosen for a task; without one for the work as a whole.

    ``in_place_from`` is the date from which the plan may count on it; None means that no date is agreed yet.
    ``accepted_as_permanent`` lets the task done this way count as the normal job. ``measured_after`` replaces what the
    catalogue's rules predict once the task has been measured again.
    """

    id: Identifier = Field(default_factory=new_id)
    item_id: Identifier
    task_id: Identifier | None = None
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
    """Treatment or another appointment, on one date, or again until ``repeats_until`` where that is given.

    It repeats every ``every_weeks`` weeks, counted from the week of the first date, on its ``weekdays`` (0 is Monday);
    on the weekday of the first date where none is named. ``loads`` are what it asks for on its day, as doses: exercise
    that counts in the minutes on the feet.
    ``component_id`` names the component of the rehabilitation programme of which it is a session.
    """

    id: Identifier = Field(default_factory=new_id)
    label: Label = ""
    on: date
    minutes: Minutes
    in_work_time: bool = True
    repeats_until: date | None = None
    every_weeks: Annotated[int, Field(ge=1, le=26)] = 1
    weekdays: list[Annotated[int, Field(ge=0, le=6)]] = Field(default_factory=list)
    component_id: Identifier | None = None
    loads: list[Demand] = Field(default_factory=list)

    def falls_on(self, day: date) -> bool:
        """Whether it is kept on a day."""
        if self.repeats_until is None:
            return day == self.on
        if not self.on <= day <= self.repeats_until:
            return False
        first_monday = self.on.toordinal() - self.on.weekday()
        weeks = (day.toordinal() - first_monday) // 7
        return weeks % self.every_weeks == 0 and day.weekday() in (self.weekdays or (self.on.weekday(),))


class Leave(Entity):
    """Absence that is known beforehand."""

    id: Identifier = Field(default_factory=new_id)
    first_day: date
    last_day: date
    label: Label = ""


class Supervision(Entity):
    """A supervisor who must be present, and the weekdays (Monday is 0) on which that person is there.

    Without ``task_ids`` the whole work needs it: on other days nothing is worked. ``until`` is its last day; None means
    that no end is agreed.
    """

    id: Identifier = Field(default_factory=new_id)
    by: Label = ""
    weekdays: list[Annotated[int, Field(ge=0, le=6)]] = Field(default_factory=list)
    task_ids: list[Identifier] = Field(default_factory=list)
    first_day: date | None = None
    until: date | None = None

    def away_on(self, day: date) -> bool:
        """Whether it is needed on a day on which that person is not there."""
        begun = self.first_day is None or self.first_day <= day
        over = self.until is not None and day > self.until
        return begun and not over and day.weekday() not in self.weekdays


class OutsideWork(Entity):
    """Load outside work that counts in the day: commute, household, care.

    ``loads`` are what every day asks for before work begins, as doses: minutes on the feet, lifts of a relative.
    """

    commute_min_each_way: Minutes | None = None
    commute_mode: Label = ""
    commute_seated: bool | None = None
    loads: list[Demand] = Field(default_factory=list)
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


class ReviewKind(StrEnum):
    """A scheduled check by worker and supervisor, or a clinical review."""

    CHECK = "check"
    CLINICAL = "clinical"


class Decision(StrEnum):
    """What a review decides; each but the first cancels the climbs until the next review.

    ``step_back`` caps the minutes of the named tasks as long; from ``stop_and_refer`` on nothing is worked until a
    named person has cleared it.
    """

    PROGRESS = "progress"
    HOLD = "hold"
    STEP_BACK = "step_back"
    STOP_AND_REFER = "stop_and_refer"


class StepBack(Entity):
    """The most minutes a day of a task until the next review."""

    task_id: Identifier
    minutes_per_shift: Minutes


class Review(Entity):
    """A check or review as it was held: what was proposed and why, what was decided, by whom.

    ``monday`` begins the week that was looked at. ``proposed`` is None where sheets were missing and nothing could be
    proposed. ``until`` is the date of the next review, up to which a hold or a step back lasts; a later review on
    record ends it sooner. A stop lasts until ``resolved_on``.
    """

    id: Identifier = Field(default_factory=new_id)
    on: date
    kind: ReviewKind = ReviewKind.CHECK
    monday: date
    proposed: Decision | None = None
    because: list[Text] = Field(default_factory=list)
    decided: Decision
    reason: Text = ""
    by: Label = ""
    steps_back: list[StepBack] = Field(default_factory=list)
    until: date | None = None
    resolved_on: date | None = None
    resolved_by: Label = ""

    def stops(self, day: date) -> bool:
        """Whether nothing is worked on a day because of this review."""
        open_on = self.resolved_on is None or not self.resolved_by or day < self.resolved_on
        return self.decided is Decision.STOP_AND_REFER and self.on <= day and open_on

    def holds(self, day: date) -> bool:
        """Whether climbs are cancelled on a day as far as this review goes."""
        if self.decided is Decision.STOP_AND_REFER:
            return self.stops(day)
        lasts = self.until is None or day <= self.until
        return self.decided is not Decision.PROGRESS and self.on <= day and lasts


class SignOffRole(StrEnum):
    """Who signs, agrees or comments."""

    THERAPIST = "therapist"
    WORKER = "worker"
    EMPLOYER = "employer"
    CERTIFIER = "certifier"


class PlanAnswer(StrEnum):
    """What somebody answered to a plan that was proposed to them."""

    AGREED = "agreed"
    WITH_CHANGE = "agreed_with_change"
    NOT_AGREED = "not_agreed"


class SignOff(Entity):
    """A recorded sign-off by the therapist, or somebody's answer, to one version of a plan."""

    id: Identifier = Field(default_factory=new_id)
    role: SignOffRole
    plan_id: Identifier
    plan_version: int
    name: Label
    registration: Label = ""
    on: date
    answer: PlanAnswer = PlanAnswer.AGREED
    comment: Text = ""


class Release(Entity):
    """A document that was handed out: which, in what version of the plan, to whom, by whom, and its SHA-256.

    ``items`` are the items of the visibility table that it holds about the worker, as the consent covered them.
    """

    id: Identifier = Field(default_factory=new_id)
    document: Identifier
    file_format: Identifier
    plan_id: Label = ""
    plan_version: Annotated[int, Field(ge=1)] | None = None
    recipient: ContactRole
    items: list[Identifier] = Field(default_factory=list)
    on: date
    by: Label
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Closing(Entity):
    """The end of a case: when, by whom, and with what result."""

    on: date
    by: Label = ""
    result: Text = ""


class PolicyChange(Entity):
    """A figure of a policy that the therapist changed, with the reason; it holds for that policy alone.

    ``field`` names the figure as `ergo.knowledge.policies.editable_figures` does; ``value`` None leaves it out.
    """

    policy_id: Identifier
    field: Label
    value: bool | int | float | str | list[str] | list[float] | None = None
    reason: Text = ""


class MethodLimitChoice(Entity):
    """A method's limit as the therapist wants it in this plan, where that is not as it stands in the data, and why.

    ``value`` None keeps the figure of the data.
    """

    limit_id: Identifier
    gates: bool
    value: Annotated[float, Field(gt=0)] | None = None
    reason: Text = ""


class PlanSettings(Entity):
    """What the therapist chooses before a plan is made.

    ``target_date`` is the date by which full duties are wanted: the gentlest gradient that arrives by then is planned.
    ``steps_held`` and ``steps_failed`` are what is believed before the first step, for the forecast; None is the usual.
    """

    start: date | None = None
    policy_id: Identifier | None = None
    policy_changes: list[PolicyChange] = Field(default_factory=list)
    target_date: date | None = None
    horizon_weeks: Annotated[int, Field(ge=1, le=104)] = Field(default_factory=usual_horizon_weeks)
    method_limits: list[MethodLimitChoice] = Field(default_factory=list)
    steps_held: Annotated[float, Field(gt=0, le=1000)] | None = None
    steps_failed: Annotated[float, Field(gt=0, le=1000)] | None = None

    def changes(self) -> list[PolicyChange]:
        """The changes that hold for the chosen policy."""
        return [change for change in self.policy_changes if change.policy_id == self.policy_id]
