"""The vibration dose value against published and reproduced cases."""

import json
from math import sqrt
from pathlib import Path

import pytest

from ergo.methods.wbv_vdv_2002 import score

CASES = json.loads((Path(__file__).parent / "data" / "wbv_worked_examples.json").read_text(encoding="utf-8"))
BY_ID = {case["id"]: case for case in CASES}
TIMES = [case for case in CASES if case["id"].startswith("time_")]
QUARRY = [case for case in CASES if case["id"].startswith("vdv_vector_")]


def test_a_dose_measured_over_two_hours_is_carried_to_the_day():
    case = BY_ID["eu_vdv"]
    given, expected = case["inputs"], case["expected"]
    result = score(
        vdv_x_ms175=given["VDV_x"],
        vdv_y_ms175=given["VDV_y"],
        vdv_z_ms175=given["VDV_z"],
        measured_h=given["measured_h"],
        total_h=given["exposure_h"],
    )
    for axis in "xyz":
        dose = result.intermediates[f"vdv_{axis}_ms175"]
        assert dose == pytest.approx(expected[f"VDV_exp_{axis}"], abs=case["tolerance"]), axis
    assert result.score == pytest.approx(expected["VDV_exp_y"], abs=case["tolerance"])
    assert result.band.label == "at or above the action value"


def test_the_values_of_the_directive_follow_from_the_estimate():
    case = BY_ID["evdv_identity"]
    for a8, dose in zip(case["inputs"]["a"], case["expected"]["eVDV"], strict=True):
        estimated = score(aw_ms2=a8, total_h=case["inputs"]["duration_h"]).score
        assert estimated == pytest.approx(dose, abs=case["tolerance"])


def test_the_edges_of_the_caution_zone_follow_from_the_estimate():
    case = BY_ID["hgcz_identity"]
    hours = case["inputs"]["duration_h"]
    for dose, a8 in zip(case["inputs"]["VDV"], case["expected"]["a8"], strict=True):
        assert score(aw_ms2=a8 - case["tolerance"], total_h=hours).score < dose
        assert score(aw_ms2=a8 + case["tolerance"], total_h=hours).score > dose


@pytest.mark.parametrize("case", TIMES, ids=lambda case: case["id"])
def test_hours_until_the_action_value(case):
    steps = score(aw_ms2=case["inputs"]["k_a_m_s2"], total_h=1).intermediates
    expected = case["expected"]["hours_to_VDV_EAV"]
    assert steps["hours_to_action"] == pytest.approx(expected, abs=case["tolerance"])


@pytest.mark.parametrize("case", QUARRY, ids=lambda case: case["id"])
def test_weighted_axes_of_a_study_of_quarry_trucks(case):
    """The study adds the weighted axes by squares; the method does not, but weights each axis as the study does."""
    given = case["inputs"]
    steps = score(
        vdv_x_ms175=given["VDV_x"],
        vdv_y_ms175=given["VDV_y"],
        vdv_z_ms175=given["VDV_z"],
        measured_h=8,
        total_h=8,
    ).intermediates
    added = sqrt(sum(steps[f"vdv_{axis}_ms175"] ** 2 for axis in "xyz"))
    assert added == pytest.approx(case["expected"]["VDV_vector"], abs=case["tolerance"])
