"""How desk, chair and screen are set to a body: allowances, accepted ranges, and what to do outside them."""

from functools import cache
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from ergo.knowledge.files import read_csv, read_json
from ergo.knowledge.quantities import quantity
from ergo.knowledge.rows import Row, Words, by_id, checked
from ergo.knowledge.sources import SourceField, Status

FILE, STANDARDS_FILE = "workstation.json", "workstation_standards.csv"


def _known(quantity_id: str) -> str:
    return quantity(quantity_id).id


QuantityId = Annotated[str, AfterValidator(_known)]


class Allowance(Row):
    """What is added to or taken from a body measure; `quantity` measures it where it can be measured."""

    id: Words
    label: Words
    value_cm: Annotated[float, Field(ge=0)]
    quantity: QuantityId | None
    source: SourceField
    status: Status
    note: str


class SetupRule(Row):
    """One figure of the set-up: what it is now is `now`; accepted is from low to high about it, None being open.

    ``if_low`` and ``if_high`` say what to do outside that, by how much being "{by}".
    """

    id: Words
    posture: Literal["sitting", "standing"]
    label: Words
    now: QuantityId
    accept_low_cm: float
    accept_high_cm: float | None
    if_low: Words
    if_high: str
    source: SourceField
    status: Status
    why: Words


def _figure(figure_id: str) -> str:
    if figure_id not in setup_rules():
        raise ValueError(f"there is no figure called '{figure_id}'")
    return figure_id


def _open(cell: object) -> object:
    return None if cell == "" else cell


Bound = Annotated[Annotated[float, Field(gt=0)] | None, BeforeValidator(_open)]


class FurnitureRange(Row):
    """What a standard or guideline prints for one figure, as quoted where it was seen; an open bound is None.

    It serves to choose furniture. A workplace is set by the worker's body, never by the middle of such a range.
    """

    figure: Annotated[str, AfterValidator(_figure)]
    low_cm: Bound
    high_cm: Bound
    standard: Words
    condition: str
    status: Status
    where_seen: str

    def holds(self, cm: float) -> bool | None:
        """Whether a figure lies within what is printed; None where a bound is open, which says nothing of a person."""
        return None if self.low_cm is None or self.high_cm is None else self.low_cm <= cm <= self.high_cm


class GazeDown(Row):
    """How far below level the eyes look at the centre of the screen."""

    deg: Annotated[float, Field(gt=0, lt=60)]
    source: SourceField
    status: Status
    note: str


@cache
def allowances() -> dict[str, Allowance]:
    """The allowances by id."""
    return by_id(checked(Allowance, read_json(FILE)["allowances"], FILE), FILE)


@cache
def setup_rules() -> dict[str, SetupRule]:
    """The figures of the set-up by id, in the order in which they are set."""
    return by_id(checked(SetupRule, read_json(FILE)["figures"], FILE), FILE)


@cache
def furniture_ranges() -> tuple[FurnitureRange, ...]:
    """The printed ranges, by figure in the order of the file."""
    return tuple(checked(FurnitureRange, read_csv(STANDARDS_FILE), STANDARDS_FILE))


@cache
def gaze_down() -> GazeDown:
    """The angle at which the centre of the screen is seen."""
    return GazeDown.model_validate(read_json(FILE)["gaze_down"])


def view_distance_cm() -> float:
    """The viewing distance that lies within every range that was found."""
    distance: float = read_json(FILE)["view_distance_cm"]
    return distance
