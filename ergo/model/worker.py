"""The worker, the employer, the people to contact, and who may receive what."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from ergo.model.base import Entity, Identifier, Label, Measurement, Text, check_measurements, new_id


class Sex(StrEnum):
    """Sex as far as body measures and strength tables need it."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


class Handedness(StrEnum):
    """The preferred hand."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class Worker(Entity):
    """The worker; a code is enough, a name only where it is wanted.

    ``body`` holds body measures by quantity id, such as "worker.popliteal_height_cm", with how each is known.
    """

    code: Label
    name: Label = ""
    stature_cm: Annotated[float, Field(ge=100, le=230)] | None = None
    mass_kg: Annotated[float, Field(ge=30, le=300)] | None = None
    sex: Sex | None = None
    handedness: Handedness | None = None
    body: dict[str, Measurement] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _measures_in_range(self) -> Self:
        check_measurements("Body measures", self.body)
        return self


class ContactRole(StrEnum):
    """Who somebody is to the case."""

    THERAPIST = "therapist"
    SUPERVISOR = "supervisor"
    EMPLOYER = "employer"
    COORDINATOR = "coordinator"
    CERTIFIER = "certifier"
    INSURER = "insurer"
    UNION = "union"
    OTHER = "other"


class Contact(Entity):
    """Somebody to reach about the return to work."""

    id: Identifier = Field(default_factory=new_id)
    role: ContactRole
    name: Label
    phone: Label = ""
    email: Label = ""


class Employer(Entity):
    """The employer and the place of work."""

    name: Label = ""
    worksite: Label = ""


class Consent(Entity):
    """What the worker has agreed may be passed on, to whom, why and until when."""

    id: Identifier = Field(default_factory=new_id)
    recipient: ContactRole
    items: list[Label]
    purpose: Text = ""
    given_on: date
    until: date | None = None
    withdrawn_on: date | None = None
