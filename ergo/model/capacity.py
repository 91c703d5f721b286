"""What the worker can do, what the certifier allows, and what is cleared."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from ergo.knowledge.dimensions import Aspect, Band, Side, unit_of
from ergo.model.base import Entity, HowKnown, Identifier, Label, Text, new_id
from ergo.model.job import SafetyCritical


class LimitType(StrEnum):
    """Restriction: should not, for risk of harm. Limitation: cannot. Tolerance: symptoms lead the person to stop."""

    RESTRICTION = "restriction"
    LIMITATION = "limitation"
    TOLERANCE = "tolerance"


class Capacity(Entity):
    """One tolerance or ability of the worker, as measured or reported.

    ``value`` is None where it was looked at and no figure could be given. ``able`` answers a gate (yes or no).
    ``plateau`` is the level the clinician expects to be the last; None does not mean that there is none.
    ``relevant`` marks a dimension that matters for this worker: if it is unknown, the tasks that need it stay closed.
    """

    id: Identifier = Field(default_factory=new_id)
    dimension: str
    aspect: Aspect
    side: Side = Side.BOTH
    value: Annotated[float, Field(ge=0)] | None = None
    able: bool | None = None
    frequency: Band | None = None
    reach_cm: Annotated[float, Field(ge=0, le=150)] | None = None
    limit_type: LimitType = LimitType.TOLERANCE
    how: HowKnown | None = None
    on: date | None = None
    by: Label = ""
    relevant: bool = False
    plateau: Annotated[float, Field(ge=0)] | None = None
    note: Text = ""

    @model_validator(mode="after")
    def _in_vocabulary(self) -> Self:
        unit_of(self.dimension, self.aspect)
        return self


class Reading(Entity):
    """A restriction's words, read on the vocabulary of dimensions.

    The limit holds for each listed dimension, where the conditions (hand height, reach) are met, as an upper bound.
    ``limit`` None means that the words give no number: the restriction is then *unquantified*.
    ``prohibited`` says the activity must not be done at all; a limit above zero contradicts it.
    """

    dimensions: list[str] = Field(min_length=1)
    aspect: Aspect
    side: Side = Side.BOTH
    limit: Annotated[float, Field(ge=0)] | None = None
    prohibited: bool = False
    frequency: Band | None = None
    minutes_per_shift: Annotated[float, Field(ge=0, le=1440)] | None = None
    below_hand_height_cm: Annotated[float, Field(ge=0, le=250)] | None = None
    above_hand_height_cm: Annotated[float, Field(ge=0, le=250)] | None = None
    beyond_reach_cm: Annotated[float, Field(ge=0, le=150)] | None = None

    @model_validator(mode="after")
    def _in_vocabulary(self) -> Self:
        for dimension_id in self.dimensions:
            unit_of(dimension_id, self.aspect)
        return self


class Query(Entity):
    """A question to the certifier about a restriction without a number, and the answer."""

    asked_on: date | None = None
    question: Text = ""
    proposed_limit: Annotated[float, Field(ge=0)] | None = None
    answered_on: date | None = None
    answered_by: Label = ""
    answer: Text = ""


class Restriction(Entity):
    """A restriction word for word, its author and date, beside its reading.

    It stays in force after ``review_on`` unless the certifier wrote that it may be lifted from ``may_lift_from``.
    """

    id: Identifier = Field(default_factory=new_id)
    wording: Text
    author: Label = ""
    given_on: date | None = None
    limit_type: LimitType = LimitType.RESTRICTION
    valid_from: date | None = None
    review_on: date | None = None
    may_lift_from: date | None = None
    reading: Reading | None = None
    query: Query | None = None


class Need(StrEnum):
    """A need without a number; it is carried into the plan as a rule and is not a cap."""

    CHANGE_POSTURE = "change_posture_at_will"
    HOURLY_BREAK = "break_each_hour"
    NOT_ALONE = "not_alone"
    WORK_FROM_HOME = "work_from_home"


class StatedNeed(Entity):
    """A need as somebody wrote it."""

    id: Identifier = Field(default_factory=new_id)
    need: Need
    wording: Text = ""
    author: Label = ""
    given_on: date | None = None


class Certificate(Entity):
    """A certificate of capacity: who wrote it, how long it is valid, and how many hours it allows."""

    id: Identifier = Field(default_factory=new_id)
    author: Label
    role: Label = ""
    issued_on: date
    valid_from: date
    valid_until: date
    max_minutes_per_day: Annotated[int, Field(ge=0, le=1440)] | None = None
    max_days_per_week: Annotated[int, Field(ge=0, le=7)] | None = None
    max_minutes_per_week: Annotated[int, Field(ge=0, le=10080)] | None = None
    restrictions: list[Restriction] = Field(default_factory=list)


class Clearance(Entity):
    """A named clinician's dated statement about safety-critical work."""

    id: Identifier = Field(default_factory=new_id)
    work: SafetyCritical
    cleared: bool
    by: Label
    role: Label = ""
    on: date
    valid_from: date
    note: Text = ""


class AssumedCertificate(Entity):
    """What the therapist assumes the next certificate may say; for comparison only, never the plan itself."""

    from_date: date
    lifted_restriction_ids: list[Identifier] = Field(default_factory=list)
    hours_limit_lifted: bool = True
    note: Text = ""
