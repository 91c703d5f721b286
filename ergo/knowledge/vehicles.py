"""Typical whole-body vibration of vehicles: published magnitudes, each with the kind of figure it is.

Kinds are never mixed: a value of a direction, a daily exposure (which already holds the hours of those drivers), a dose
value, a vector total and a maker's declared emission say different things. A range without a typical value is a bound.
"""

from enum import StrEnum
from functools import cache
from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from ergo.knowledge.files import read_csv
from ergo.knowledge.quantities import check_value
from ergo.knowledge.rows import Row, Words, by_id, checked
from ergo.knowledge.sources import SourceField, Status

FILE = "vehicles.csv"
AXES = ("x", "y", "z")
READ = (Status.VERIFIED, Status.VERIFIED_TWICE)


class Metric(StrEnum):
    """What kind of figure a record holds."""

    DIRECTIONS = "a_w"  # r.m.s. value of each direction, m/s2
    WORST = "a_w_worst"  # one r.m.s. value for the strongest direction, m/s2
    DAILY = "a8"  # daily exposure A(8) of the drivers studied, m/s2
    DOSE = "vdv_day"  # dose value of the day, m/s1.75
    TOTAL = "vector_total"  # vector total of the directions, for comfort, m/s2
    EMISSION = "emission"  # declared by the maker under test conditions, m/s2
    GAP = "gap"  # no figure: a measured or maker's value is needed


class Range(Row):
    """Low, typical and high value; a bound where there is no typical one."""

    low: Annotated[float, Field(ge=0)] | None
    typical: Annotated[float, Field(ge=0)] | None
    high: Annotated[float, Field(ge=0)] | None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        known = [value for value in (self.low, self.typical, self.high) if value is not None]
        if not known or known != sorted(known):
            raise ValueError("give low, typical and high in rising order, at least one of them")
        return self


def _range(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    if not cell.strip():
        return None
    values = [part.strip() or None for part in cell.split("|")]
    if len(values) != len(Range.model_fields):
        raise ValueError("a cell holds 'low | typical | high'")
    return dict(zip(Range.model_fields, values, strict=True))


Cell = Annotated[Range | None, BeforeValidator(_range)]


def _known_vehicle(value: str) -> str:
    return str(check_value("drive.vehicle", value))


class VehicleRecord(Row):
    """One published magnitude of a kind of vehicle, or the reason why there is none.

    ``x``, ``y``, ``z`` hold values of directions, ``figure`` that of every other kind.
    """

    id: Words
    vehicle: Annotated[str, AfterValidator(_known_vehicle)]
    condition: str
    metric: Metric
    x: Cell
    y: Cell
    z: Cell
    figure: Cell
    sample: str
    source: SourceField
    status: Status
    note: Words

    @model_validator(mode="after")
    def _complete(self) -> Self:
        directions = [self.x, self.y, self.z] != [None, None, None]
        wanted = (
            self.metric is Metric.DIRECTIONS,
            self.metric not in (Metric.DIRECTIONS, Metric.GAP),
        )
        if (directions, self.figure is not None) != wanted:
            raise ValueError("directions stand in x, y, z, other figures in figure, and a gap has none")
        return self

    def typical_values(self) -> dict[str, float]:
        """Values by quantity id that may stand for a vehicle that was not measured.

        Empty for a bound, for what was only partly read, and for kinds of figure that are not the vibration of a seat:
        a daily exposure holds other drivers' hours, an emission is not exposure.
        """
        if self.status not in READ:
            return {}
        cells = {f"drive.aw_{axis}_ms2": getattr(self, axis) for axis in AXES}
        if self.metric is Metric.WORST:
            cells = {"wbv.aw_ms2": self.figure}
        return {name: cell.typical for name, cell in cells.items() if cell and cell.typical is not None}


@cache
def vehicle_records() -> dict[str, VehicleRecord]:
    """All records by id, in the order of the file."""
    return by_id(checked(VehicleRecord, read_csv(FILE), FILE), FILE)


def records_of(vehicle: str) -> list[VehicleRecord]:
    """The records of one kind of vehicle, which is a value of the quantity "drive.vehicle"."""
    return [record for record in vehicle_records().values() if record.vehicle == vehicle]
