"""What all parts of a case share: strictness, text limits, identifiers and how a value is known."""

from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated
from uuid import uuid4
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from ergo.errors import InputError
from ergo.knowledge.quantities import check_value

Label = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)]
Text = Annotated[str, StringConstraints(max_length=4000)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{1,64}$")]
Minutes = Annotated[int, Field(ge=0, le=1440)]


_zones = cache(available_timezones)  # it reads a folder each time


def _known_zone(name: str) -> str:
    if name and name not in _zones():
        raise InputError(
            f"'{name}' is no time zone; one looks like Europe/Berlin.", field="time zone", value=name
        )
    return name


SchemeId = Annotated[str, Field(pattern=r"^[a-z_]{0,64}$")]
"""A row of `ergo.knowledge.schemes`; empty where none is chosen."""

RetentionId = Annotated[str, Field(pattern=r"^[a-z_]{0,64}$")]
"""A row of `ergo.knowledge.retention`; empty where none is chosen."""

TimeZone = Annotated[str, AfterValidator(_known_zone)]
"""A name of the tz database, such as Europe/Berlin; empty where none is chosen."""


class Entity(BaseModel):
    """Base of every part of a case: unknown fields are refused, so a typing error in a file is never silently lost."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


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


def check_measurements(item: str, measurements: dict[str, Measurement]) -> None:
    """Bring every value to the form in which its quantity is kept.

    Raises InputError naming the item, the quantity, the value and its range, or an unknown quantity.
    """
    for quantity_id, measurement in measurements.items():
        measurement.value = check_value(quantity_id, measurement.value, item=item)
