"""The dimensions in which job demands, a worker's capacity and restrictions are compared.

A dimension is an activity or exposure (lift floor to waist, sit, drive). Each has one or more *aspects*:
a peak (a level that must be tolerated at all), a run (minutes at a time), a dose (adds up over the shift)
and a gate (open or closed). The rows stand in ``data/dimensions.json``; a new dimension is a new row.
"""

from enum import StrEnum
from functools import cache
from typing import Any

from ergo.errors import InputError
from ergo.knowledge.files import read_json
from ergo.knowledge.rows import Row


class Aspect(StrEnum):
    """What kind of amount is compared."""

    PEAK = "peak"
    RUN = "run"
    DOSE = "dose"
    GATE = "gate"


class Side(StrEnum):
    """Body side of a sided dimension; BOTH where the two hands or legs act together or it does not matter."""

    BOTH = "both"
    LEFT = "left"
    RIGHT = "right"


class Band(StrEnum):
    """How much of the shift an activity takes, as job demands forms say it."""

    SELDOM = "seldom"
    OCCASIONAL = "occasional"
    FREQUENT = "frequent"
    CONSTANT = "constant"


class Amount(Row):
    """Unit and wording of one aspect of a dimension, and how it adds up over a day.

    A dose adds up as the root of the sum of its powers (power 1: the plain sum), on each of its ``axes`` by itself.
    """

    unit: str
    label: str
    power: int = 1
    axes: tuple[str, ...] = ()


class Dimension(Row):
    """One row of the vocabulary."""

    id: str
    label: str
    group: str
    sided: bool
    posture: str | None
    qualifiers: tuple[str, ...]
    amounts: dict[Aspect, Amount]
    measured_with: str
    typical_source: str
    sentence: str


class Bands(Row):
    """Upper ends of the frequency bands, as a share of the shift and of an eight-hour day."""

    source: str
    status: str
    rule: str
    upper_share: dict[Band, float]
    reference_day_min: int


class ShoulderShare(Row):
    """Shoulder height as a share of stature."""

    value: float
    source: str
    status: str


class LiftZones(Row):
    """Hand heights that part the lifting zones."""

    source: str
    status: str
    waist_cm: float
    shoulder_cm: float
    floor_level_cm: float
    shoulder_share_of_stature: ShoulderShare


class Near(Row):
    """How far beyond a limit is still said to be near it."""

    share: float
    source: str
    status: str


@cache
def dimensions() -> dict[str, Dimension]:
    """All dimensions by id, in the order of the data file."""
    rows = [Dimension.model_validate(row) for row in _document()["dimensions"]]
    return {row.id: row for row in rows}


def dimension(dimension_id: str) -> Dimension:
    """One dimension; InputError when the vocabulary has no such id."""
    found = dimensions().get(dimension_id)
    if found is None:
        raise InputError(
            f"There is no dimension called '{dimension_id}'.", field="dimension", value=dimension_id
        )
    return found


def unit_of(dimension_id: str, aspect: Aspect) -> str:
    """The unit in which this aspect is stored; InputError when the dimension has no such aspect."""
    row = dimension(dimension_id)
    if aspect not in row.amounts:
        allowed = ", ".join(row.amounts)
        raise InputError(
            f"{row.label} is not described by a {aspect}; it has: {allowed}.",
            field="aspect",
            value=str(aspect),
        )
    return row.amounts[aspect].unit


@cache
def bands() -> Bands:
    """Frequency bands with their source."""
    return Bands.model_validate(_document()["bands"])


def band_minutes(band: Band, shift_min: float) -> float:
    """The most minutes that a band allows on a shift.

    A band is a share of the shift *and* the same share of an eight-hour day: on a longer shift the lower of the
    two holds.
    """
    table = bands()
    return table.upper_share[band] * min(shift_min, table.reference_day_min)


def band_of(minutes: float, shift_min: float) -> Band:
    """The lowest band that holds this many minutes on a shift of this length."""
    for band in Band:
        if minutes <= band_minutes(band, shift_min) + 1e-9:
            return band
    return Band.CONSTANT


@cache
def lift_zones() -> LiftZones:
    """Hand heights that part the lifting zones, with source and status."""
    return LiftZones.model_validate(_document()["lift_zones"])


@cache
def near() -> Near:
    """The share beyond a limit that is still called near."""
    return Near.model_validate(_document()["near"])


def _document() -> dict[str, Any]:
    document: dict[str, Any] = read_json("dimensions.json")
    return document
