"""The settings of the tool on this computer: what new cases, screens and documents begin with."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from ergo.knowledge.catalogue import CostBand
from ergo.model.base import Entity, RetentionId, SchemeId, TimeZone
from ergo.units import UnitSystem


class Paper(StrEnum):
    """The sheet a document is set for."""

    A4 = "a4"
    LETTER = "us-letter"


class DateStyle(StrEnum):
    """The order in which a date is written."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    ISO = "iso"


class Settings(Entity):
    """What a person sets once. A case, a document or the side bar may still say otherwise.

    ``country``, ``region`` and ``time_zone`` go into new cases, for public holidays and calendars, and so does
    ``scheme_id``, the scheme whose words, usual lengths and forms are used; it holds for every case that names none,
    as ``retention_id`` does, the rule by which records are kept.
    ``name`` and ``registration`` are those of the therapist: the audit trail names them, and a sign-off begins with
    them.
    """

    name: Annotated[str, Field(max_length=120)] = ""
    registration: Annotated[str, Field(max_length=120)] = ""
    units: UnitSystem = UnitSystem.METRIC
    country: Annotated[str, Field(pattern=r"^([A-Z]{2})?$")] = ""
    region: Annotated[str, Field(max_length=40)] = ""
    time_zone: TimeZone = ""
    scheme_id: SchemeId = ""
    retention_id: RetentionId = ""
    paper: Paper = Paper.A4
    dates: DateStyle = DateStyle.DAY_FIRST
    cost_bands: dict[str, CostBand] = Field(default_factory=dict)
