"""Driving-hours rules by country and kind of vehicle: ceilings of law, and general advice beside them."""

from enum import StrEnum
from functools import cache
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from ergo.knowledge.files import read_json
from ergo.knowledge.quantities import check_value
from ergo.knowledge.rows import Row, Words, by_id, checked
from ergo.knowledge.sources import SourceField, Status

FILE = "driving_hours.json"


class Measure(StrEnum):
    """What a limit is about; all in hours."""

    DRIVING_DAY = "driving_day"
    DRIVING_RUN = "driving_run"  # driving added up until a break that is long enough
    DRIVING_WEEK = "driving_week"
    DRIVING_FORTNIGHT = "driving_fortnight"
    WORK_RUN = "work_run"  # all work added up until a break that is long enough
    DUTY_DAY = "duty_day"
    WINDOW = "window"  # from start to end of the working day, breaks included
    DAILY_REST = "daily_rest"  # at least, the others are at most
    WORK_WEEK = "work_week"
    WORK_FORTNIGHT = "work_fortnight"


RUNS = (Measure.DRIVING_RUN, Measure.WORK_RUN)


class HoursLimit(Row):
    """One limit in hours.

    ``by_exception`` is how far it may be stretched in the case that ``exception`` names. A run has ``break_min``, the
    break that ends it, which may be taken in the two parts ``split_min``; ``other_work_counts`` says that any time
    without driving interrupts it.
    """

    measure: Measure
    value: Annotated[float, Field(gt=0)]
    words: Words
    by_exception: Annotated[float, Field(gt=0)] | None = None
    exception: str = ""
    break_min: Annotated[float, Field(gt=0)] | None = None
    split_min: tuple[float, float] | None = None
    other_work_counts: bool = False

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if (self.measure in RUNS) != (self.break_min is not None):
            raise ValueError("a run names the break that ends it, and nothing else does")
        if (self.by_exception is None) != (not self.exception):
            raise ValueError("an exception has hours and words")
        return self


def _known_class(value: str) -> str:
    return str(check_value("drive.vehicle_class", value))


class HoursRule(Row):
    """A set of limits and where it holds; ``countries`` is empty where it holds anywhere.

    ``binding`` is false for advice. ``also`` says what is not compared here.
    """

    id: Words
    title: Words
    where: Words
    applies_to: Words
    countries: tuple[Annotated[str, Field(pattern=r"^[A-Z]{2}$")], ...]
    only_regions: tuple[str, ...]
    without_regions: tuple[str, ...]
    classes: tuple[Annotated[str, AfterValidator(_known_class)], ...] = Field(min_length=1)
    binding: bool
    limits: tuple[HoursLimit, ...] = Field(min_length=1)
    also: tuple[Words, ...]
    source: SourceField
    status: Status

    def holds(self, country: str, region: str, vehicle_class: str) -> bool:
        """Whether the rule holds for such a vehicle there; a rule that hangs on the region needs it stated."""
        if vehicle_class not in self.classes or (self.countries and country not in self.countries):
            return False
        if self.only_regions:
            return region in self.only_regions
        return region not in self.without_regions


class HoursHeader(Row):
    """What the file holds, and when the rules were read."""

    what: Words
    source: Words
    status: Words
    read_on: Words


@cache
def hours_header() -> HoursHeader:
    """What the file holds, and when its rules were read."""
    return HoursHeader.model_validate(read_json(FILE)["header"])


@cache
def hours_rules() -> dict[str, HoursRule]:
    """All rules by id, those of law first."""
    return by_id(checked(HoursRule, read_json(FILE)["rules"], FILE), FILE)


def rules_for(country: str, region: str, vehicle_class: str) -> list[HoursRule]:
    """The rules that hold for a kind of vehicle in a country and region, and the advice that holds anywhere."""
    return [rule for rule in hours_rules().values() if rule.holds(country, region, vehicle_class)]
