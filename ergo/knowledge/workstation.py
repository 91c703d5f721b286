"""How desk, chair and screen are set to a body: allowances, accepted ranges, and what to do outside them."""

from functools import cache
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from ergo.knowledge.files import read_json
from ergo.knowledge.quantities import quantity
from ergo.knowledge.rows import Row, Words, by_id, checked
from ergo.knowledge.sources import SourceField, Status

FILE = "workstation.json"


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
def gaze_down() -> GazeDown:
    """The angle at which the centre of the screen is seen."""
    return GazeDown.model_validate(read_json(FILE)["gaze_down"])


def view_distance_cm() -> float:
    """The viewing distance that lies within every range that was found."""
    distance: float = read_json(FILE)["view_distance_cm"]
    return distance
