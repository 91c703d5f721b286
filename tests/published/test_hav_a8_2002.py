"""Hand-arm vibration A(8) against published and reproduced cases."""

import json
from pathlib import Path

import pytest

from ergo.methods.hav_a8_2002 import score

CASES = json.loads((Path(__file__).parent / "data" / "wbv_worked_examples.json").read_text(encoding="utf-8"))
BY_ID = {case["id"]: case for case in CASES}
WHITE_FINGER = [case for case in CASES if case["id"].startswith("hav_vwf_")]
DAY_MIN = 480


def test_every_case_of_hand_arm_vibration_is_tested_here():
    tested = {"hav_single", "hav_burst"} | {case["id"] for case in WHITE_FINGER}
    assert {case["id"] for case in CASES if case["id"].startswith("hav_")} == tested


@pytest.mark.parametrize("name", ["hav_single", "hav_burst"])
def test_one_tool(name):
    """ISO 5349-2, Annex E.2.1 and E.2.4."""
    case = BY_ID[name]
    given = case["inputs"]
    minutes = given["duration_h"] * 60 if "duration_h" in given else given["duration_s"] / 60
    result = score(ahv_ms2=given["a_hv_m_s2"], trigger_min=minutes)
    assert result.score == pytest.approx(case["expected"]["A8_m_s2"], abs=case["tolerance"])


@pytest.mark.parametrize("case", WHITE_FINGER, ids=lambda case: case["id"])
def test_years_until_white_finger(case):
    """ISO 5349-1, Table C.1, as recalled; its formula reproduces the printed years."""
    years = score(ahv_ms2=case["inputs"]["A8_m_s2"], trigger_min=DAY_MIN).intermediates["white_finger_years"]
    assert years == pytest.approx(case["expected"]["years_to_10pct"], abs=case["tolerance"])


@pytest.mark.parametrize(("a8", "points"), [(2.5, 100), (5.0, 400)])
def test_points_at_the_action_and_limit_value(a8, points):
    """Directive 2002/44/EC, Article 3(1); points as in the HSE hand-arm vibration calculator."""
    steps = score(ahv_ms2=a8, trigger_min=DAY_MIN).intermediates
    assert steps["points"] == pytest.approx(points)
    assert steps["points_per_h"][0] == pytest.approx(2 * a8**2)
