"""Body measures of a working population, predicted from stature, sex and body mass, with the spread about them."""

from functools import cache
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field

from ergo.knowledge.files import read_json
from ergo.knowledge.quantities import quantity
from ergo.knowledge.rows import Row, Words, by_id, checked
from ergo.knowledge.sources import SourceField, Status

FILE = "anthropometry.json"

SexKey: TypeAlias = Literal["male", "female", "sex_not_given"]
Positive = Annotated[float, Field(gt=0)]


def _known(quantity_id: str) -> str:
    return quantity(quantity_id).id


class Regression(Row):
    """A measure from stature, and from body mass where it counts; `residual_sd_cm` is the spread of people about it."""

    intercept_cm: float
    slope: float
    cm_per_kg: float = 0.0
    residual_sd_cm: Positive

    def predict(self, stature_cm: float, mass_kg: float = 0.0) -> float:
        """The mean measure in cm of people of this stature (barefoot) and body mass.

        Examples
        --------
        >>> round(Regression(intercept_cm=-12.07, slope=0.313, residual_sd_cm=1.37).predict(170), 1)
        41.1
        """
        return self.intercept_cm + self.slope * stature_cm + self.cm_per_kg * mass_kg


class BodyMeasure(Row):
    """One body measure: the quantity in which it is measured, and how it is predicted where it was not.

    ``by_mass`` comes before ``by_stature`` where body mass is known. ``percentile_95_cm`` serves where neither can:
    it is what 95 of 100 people stay below, not what this person has. ``in_shoes`` says that the quantity is measured
    in work shoes, while predictions are always barefoot.
    """

    id: Words
    label: Words
    quantity: Annotated[str, AfterValidator(_known)]
    by_stature: dict[SexKey, Regression] | None
    by_mass: dict[SexKey, Regression] | None
    percentile_95_cm: dict[SexKey, Positive] | None
    in_shoes: bool
    source: SourceField
    status: Status
    note: str


class BodySum(Row):
    """Two measures that stand on each other. Their sum varies less about its prediction than they do by themselves."""

    id: Words
    parts: tuple[str, str]
    residual_sd_cm: dict[SexKey, Positive]


class Interval(Row):
    """The share of people that lies within so many standard deviations on either side of a prediction."""

    share_pct: Positive
    sd: Positive


@cache
def body_measures() -> dict[str, BodyMeasure]:
    """The body measures by id."""
    return by_id(checked(BodyMeasure, read_json(FILE)["dimensions"], FILE), FILE)


@cache
def body_sums() -> dict[tuple[str, str], BodySum]:
    """The sums by the ids of their two parts."""
    return {row.parts: row for row in checked(BodySum, read_json(FILE)["sums"], FILE)}


@cache
def interval() -> Interval:
    """The interval that is given with every prediction."""
    return Interval.model_validate(read_json(FILE)["interval"])


def surveyed_stature_cm(sex: SexKey) -> tuple[float, float]:
    """The 1st and the 99th percentile of stature in the survey; outside them a prediction is a stretch."""
    low, high = read_json(FILE)["stature_cm"][sex]
    return low, high
