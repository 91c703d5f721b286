"""Vibration of a day from several tasks, and a typical value that says what it is."""

import pytest

from ergo.analysis.score import score_task
from ergo.analysis.vibration import (
    DAILY,
    DAILY_DOSE,
    has_vibration,
    take_typical,
    vibration_of_day,
    ways_known,
)
from ergo.knowledge.vehicles import vehicle_records
from ergo.model.base import HowKnown
from ergo.model.job import Task, TaskKind
from tests.analysis.build import a_task, measured


def vehicle(task_id: str, hours: float, **values: float) -> Task:
    given = {"drive.total_h": hours} | {f"drive.{name}": value for name, value in values.items()}
    return a_task(TaskKind.DRIVING, measured(given), id=task_id)


def test_forklift_and_lorry_together_take_the_largest_axis_after_summing() -> None:
    """z: sqrt((0.6^2 * 1 + 0.4^2 * 6) / 8) = 0.406; y of the lorry: 1.4 * 0.3 * sqrt(6 / 8) = 0.364."""
    tasks = [vehicle("forklift", 1, aw_z_ms2=0.6), vehicle("lorry", 6, aw_y_ms2=0.3, aw_z_ms2=0.4)]
    score = vibration_of_day(tasks, DAILY)
    assert score is not None
    assert score.result is not None
    assert score.result.score == pytest.approx(0.4062, abs=0.0001)
    assert score.task_ids == ("forklift", "lorry")


def test_a_task_without_a_value_is_left_out_and_named() -> None:
    score = vibration_of_day([vehicle("van", 6), vehicle("forklift", 1, aw_z_ms2=0.6)], DAILY)
    assert score is not None
    assert (score.task_ids, score.left_out) == (("forklift",), ("van",))


def test_nothing_is_scored_where_nothing_is_known() -> None:
    assert vibration_of_day([vehicle("van", 6)], DAILY) is None
    assert vibration_of_day([], DAILY_DOSE) is None


def test_a_dose_value_is_no_rms_value() -> None:
    task = vehicle("quad", 6, vdv_z_ms175=8, vdv_measured_h=2)
    assert vibration_of_day([task], DAILY) is None
    dose = vibration_of_day([task], DAILY_DOSE)
    assert dose is not None
    assert dose.result is not None
    assert dose.result.score == pytest.approx(8 * 3**0.25)


def test_hours_at_the_wheel_come_from_the_driving_day() -> None:
    """6 min at the wheel and 10 min at the stop, thirty times: 3 h of vibration, not 8."""
    steps = [
        {"name": "Drive", "kind": "driving", "minutes": 6},
        {"name": "Deliver", "kind": "push_pull_carry", "minutes": 10},
    ]
    task = a_task(
        TaskKind.DRIVING,
        measured({"wbv.aw_ms2": 0.8}),
        minutes_per_shift=480,
        cycle={"repeats_per_shift": 30, "steps": steps},
    )
    (daily,) = (score.result for score in score_task(task) if score.method_id == DAILY)
    assert daily is not None
    assert daily.intermediates["hours"] == 3


def test_a_typical_value_is_an_estimate_with_its_source_and_replaces_what_was_there() -> None:
    task = vehicle("forklift", 4, aw_x_ms2=0.1, aw_z_ms2=0.2)
    take_typical(task, vehicle_records()["forklift_warehouse"])
    assert {name: m.value for name, m in task.measurements.items()} == {
        "drive.total_h": 4,
        "wbv.aw_ms2": 0.91,
    }
    typical = task.measurements["wbv.aw_ms2"]
    assert typical.how is HowKnown.ESTIMATED
    assert typical.by.startswith("Motmans")
    assert ways_known(task) == {HowKnown.ESTIMATED}


@pytest.mark.parametrize(
    "record_id", ["van_gap", "bus_city", "quad_farm", "order_picker_maker", "roller_silt"]
)
def test_a_bound_a_gap_or_another_kind_of_figure_changes_nothing(record_id: str) -> None:
    task = vehicle("van", 6)
    take_typical(task, vehicle_records()[record_id])
    assert set(task.measurements) == {"drive.total_h"}
    assert not has_vibration(task)


def test_every_source_fits_the_field_that_names_it() -> None:
    for record in vehicle_records().values():
        take_typical(task := vehicle("any", 1), record)
        Task.model_validate(task.model_dump())
