"""Typical vibration of vehicles: every kind has a figure or a reason, and kinds of figure are never mixed."""

import pytest
from pydantic import ValidationError

from ergo.knowledge.quantities import quantity
from ergo.knowledge.sources import Status
from ergo.knowledge.vehicles import Metric, VehicleRecord, records_of, vehicle_records

ROW = {
    "id": "a",
    "vehicle": "van",
    "condition": "",
    "metric": "a_w",
    "x": "",
    "y": "",
    "z": "0.1 | 0.2 | 0.3",
    "figure": "",
    "sample": "",
    "source": "DRV-SEARCH",
    "status": "verified",
    "note": "Note.",
}


def test_every_kind_of_vehicle_has_a_figure_or_a_reason() -> None:
    for choice in quantity("drive.vehicle").choices:
        assert records_of(choice.value), choice.value


@pytest.mark.parametrize(
    "vehicle", ["van", "ambulance", "excavator", "wheel_loader", "backhoe", "skid_steer", "car_rough"]
)
def test_vehicles_without_a_measured_magnitude_have_no_figure(vehicle: str) -> None:
    """The gaps of the reference, driving.md section 7."""
    assert [record.metric for record in records_of(vehicle)] == [Metric.GAP]


@pytest.mark.parametrize(
    ("record_id", "printed"),
    [
        ("taxi_urban", {"drive.aw_z_ms2": 0.31}),
        ("locomotive", {"drive.aw_x_ms2": 0.14, "drive.aw_y_ms2": 0.22, "drive.aw_z_ms2": 0.28}),
        ("bulldozer_dozing", {"drive.aw_x_ms2": 0.74, "drive.aw_y_ms2": 0.58, "drive.aw_z_ms2": 0.70}),
        ("bulldozer_ripping", {"drive.aw_x_ms2": 1.25, "drive.aw_y_ms2": 1.19, "drive.aw_z_ms2": 1.02}),
        ("scraper_cycle", {"drive.aw_x_ms2": 1.05, "drive.aw_y_ms2": 1.18, "drive.aw_z_ms2": 1.12}),
        ("forklift_warehouse", {"wbv.aw_ms2": 0.91}),
    ],
)
def test_values_that_may_stand_for_a_vehicle(record_id: str, printed: dict[str, float]) -> None:
    """Chen 2003; Johanning 2006; ISO/TR 25398 as printed by the maker; Motmans 2012."""
    assert vehicle_records()[record_id].typical_values() == printed


def test_only_read_values_of_the_seat_may_stand_for_a_vehicle() -> None:
    for record in vehicle_records().values():
        if record.typical_values():
            assert record.metric in (Metric.DIRECTIONS, Metric.WORST), record.id
            assert record.status in (Status.VERIFIED, Status.VERIFIED_TWICE), record.id


@pytest.mark.parametrize("record_id", ["bus_city", "truck_refuse_shift", "forklift_work", "dumper_1993"])
def test_a_bound_is_not_a_typical_value(record_id: str) -> None:
    assert vehicle_records()[record_id].typical_values() == {}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"vehicle": "rocket"}, "is not one of"),
        ({"z": "0.3 | 0.2 | 0.1"}, "rising order"),
        ({"z": " | | "}, "at least one"),
        ({"z": "0.2"}, "low | typical | high"),
        ({"z": "", "figure": "0.1 | 0.2 | 0.3"}, "directions stand in x, y, z"),
        ({"metric": "gap"}, "a gap has none"),
        ({"metric": "a8"}, "other figures in figure"),
        ({"source": "nobody"}, "no source called"),
    ],
)
def test_a_row_that_does_not_fit_is_refused(change: dict[str, str], why: str) -> None:
    VehicleRecord.model_validate(ROW)
    with pytest.raises(ValidationError, match=why.replace("|", r"\|")):
        VehicleRecord.model_validate(ROW | change)
