"""What all parts of a case share: strictness, text limits, identifiers and how a value is known."""

from datetime import date
from enum import StrEnum
from typing import Annotated
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Label = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)]
Text = Annotated[str, StringConstraints(max_length=4000)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{1,64}$")]
Minutes = Annotated[int, Field(ge=0, le=1440)]


class Entity(BaseModel):
    """Base of every part of a case: unknown fields are refused, so a typing error in a file is never silently lost."""

    model_config = ConfigDict(extra="forbid", use_enum_values=False, ser_json_inf_nan="strings")


def new_id() -> str:
    """A short identifier, unique within a case."""
    return uuid4().hex[:12]


class HowKnown(StrEnum):
    """Where a value comes from."""

    MEASURED = "measured"
    OBSERVED = "observed"
    WORKER = "worker"
    EMPLOYER = "employer"
    JOB_DESCRIPTION = "job_description"
    MAKER = "maker"
    RECORDS = "records"
    ESTIMATED = "estimated"


class Measurement(Entity):
    """One measured or stated quantity of a task."""

    value: float | bool | str
    how: HowKnown = HowKnown.OBSERVED
    on: date | None = None
    by: Label = ""
