"""Whole-body vibration A(8) against published and reproduced cases."""

import json
from pathlib import Path

import pytest

from ergo.methods import load
from ergo.methods.wbv_a8_2002 import score

CASES = json.loads((Path(__file__).parent / "data" / "wbv_worked_examples.json").read_text(encoding="utf-8"))
BY_ID = {case["id"]: case for case in CASES}
TIMES = [case for case in CASES if case["id"].startswith("time_")]
VECTOR_TOTALS = [case for case in CASES if case["id"].startswith("vector_sum_")]
HERE = {"wbv_basis", "wbv_point_limits", "eu_harvester", "hse_calculator"}
OTHER_METHODS = ("hav_", "evdv_", "vdv_", "eu_vdv", "iso2631_5_", "hgcz_", "forklift_effects_")


def test_every_case_is_tested_here_or_belongs_to_another_method():
    tested = HERE | {case["id"] for case in TIMES + VECTOR_TOTALS}
    assert {case["id"] for case in CASES if not case["id"].startswith(OTHER_METHODS)} == tested


def test_basis_of_the_directive_is_the_largest_axis_not_the_vector_total():
    case = BY_ID["wbv_basis"]
    given, expected = case["inputs"], case["expected"]
    result = score(
        aw_x_ms2=given["a_wx"], aw_y_ms2=given["a_wy"], aw_z_ms2=given["a_wz"], total_h=8, jolts=False
    )
    assert result.score == pytest.approx(expected["directive_basis"], abs=case["tolerance"])
    vector_total = result.intermediates["vector_total_ms2"][0]
    assert vector_total == pytest.approx(expected["vector_total"], abs=case["tolerance"])


def test_points_at_the_action_and_limit_value():
    case = BY_ID["wbv_point_limits"]
    for a8, points in zip(case["inputs"]["A8"], case["expected"]["points"], strict=True):
        result = score(aw_ms2=a8, total_h=8)
        assert result.intermediates["points"] == pytest.approx(points, abs=case["tolerance"])


@pytest.mark.parametrize("name", ["eu_harvester", "hse_calculator"])
def test_single_operation_axis_by_axis(name):
    case = BY_ID[name]
    given, expected = case["inputs"], case["expected"]
    steps = score(
        aw_x_ms2=given["a_wx"], aw_y_ms2=given["a_wy"], aw_z_ms2=given["a_wz"], total_h=given["duration_h"]
    ).intermediates
    for axis in "xyz":
        tolerance = case.get("tolerance_A8", case["tolerance"])
        assert steps[f"a8_{axis}_ms2"] == pytest.approx(expected[f"A8_{axis}"], abs=tolerance), axis
    if "points" in expected:
        assert steps["points"] == pytest.approx(expected["points"], abs=case["tolerance"])


@pytest.mark.parametrize("case", TIMES, ids=lambda case: case["id"])
def test_times_and_points(case):
    """`hours_to_VDV_EAV` of these cases belongs to the vibration dose value, another method."""
    steps = score(aw_ms2=case["inputs"]["k_a_m_s2"], total_h=1).intermediates
    expected, tolerance = case["expected"], case["tolerance"]
    assert steps["hours_to_action"] == pytest.approx(expected["hours_to_EAV"], abs=tolerance)
    assert steps["hours_to_limit"] == pytest.approx(expected["hours_to_ELV"], abs=tolerance)
    assert steps["points_per_h"][0] == pytest.approx(expected["points_per_hour"], abs=tolerance)


@pytest.mark.parametrize("case", VECTOR_TOTALS, ids=lambda case: case["id"])
def test_vector_total(case):
    given = case["inputs"]
    steps = score(
        aw_x_ms2=given["a_wx"], aw_y_ms2=given["a_wy"], aw_z_ms2=given["a_wz"], total_h=8
    ).intermediates
    assert steps["vector_total_ms2"][0] == pytest.approx(case["expected"]["a_v"], abs=case["tolerance"])


def test_caution_zone_of_iso_2631_1_follows_from_its_dose_values():
    """Annex B: the edges 8.5 and 17 of the dose value at 8 h are these accelerations by eVDV = 1.4 a t^(1/4)."""
    case = BY_ID["hgcz_identity"]
    zone = load("wbv_a8_2002").bands[1].bands[1]
    expected = case["expected"]["a8"]
    assert [zone.low, zone.high] == pytest.approx(expected, abs=0)
    for vdv, edge in zip(case["inputs"]["VDV"], expected, strict=True):
        assert vdv / (1.4 * 28800**0.25) == pytest.approx(edge, abs=case["tolerance"])
