"""Energy of handling loads against the computed examples of the reference, and rest against those of its sources."""

import json
from pathlib import Path

import pytest

from ergo.methods.garg_1978 import METHOD, carry_kcal, lift_kcal, push_kcal, rest_share, score, walk_kcal

HERE = Path(__file__).parent / "data"
EXAMPLES = {c["id"]: c for c in json.loads((HERE / "garg_1978.json").read_text(encoding="utf-8"))["examples"]}
ENERGY = json.loads((HERE / "energy_limits_and_rest.json").read_text(encoding="utf-8"))
REST = {case["id"]: case for case in ENERGY["examples"]}
TECHNIQUE = {"stoop": 0, "squat": 1, "one_hand": 2, "arm": 0}
HOLD = {"carry_at_sides": 0, "carry_thighs_or_waist": 1}


def cost(case):
    """The cost by the equation that an example names."""
    given, equation = case["inputs"], case["equation"]
    men = given.get("S", 0)
    if equation.startswith(("lift", "lower")):
        direction, technique = equation.split(".")
        load = {"body_mass_kg": given["BW_kg"], "load_kg": given["L_kg"], "men": men}
        heights = (given["h1_m"], given["h2_m"])
        return lift_kcal(TECHNIQUE[technique], *heights, **load, lowering=direction == "lower")
    if equation == "walk":
        return walk_kcal(given["BW_kg"], given["V_m_s"], given["G_pct"], given["t_min"])
    if equation.startswith("carry"):
        way = {"speed_ms": given["V_m_s"], "slope_percent": given["G_pct"], "minutes": given["t_min"]}
        return carry_kcal(HOLD[equation], given["BW_kg"], given["L_kg"], **way)
    height_m = float(equation.split()[1])
    return push_kcal(given.get("BW_kg", 0), given["F_kg"], given["X_m"], height_m, men)


@pytest.mark.parametrize("case_id", [name for name, case in EXAMPLES.items() if "equation" in case])
def test_one_equation(case_id):
    case = EXAMPLES[case_id]
    assert cost(case) == pytest.approx(case["expected_kcal"], abs=case["tolerance"])


def test_a_job_of_180_cases_an_hour():
    """60 minutes: stoop lift to 0.81 m, arm lift to 1.10 m, carry 5 m in front, walk back."""
    case = EXAMPLES["garg_job"]
    result = score(
        body_mass_kg=75,
        sex="men",
        posture="stand",
        load_kg=12,
        v_origin_cm=20,
        v_dest_cm=110,
        lifts_per_min=3,
        technique="stoop",
        carry_kg=12,
        carry_m=5,
        carry_per_h=180,
        hold="front",
        walk_speed=1,
        walks_back=True,
    )
    expected, steps = case["expected"], result.intermediates
    lifts = expected["stoop_lifts_kcal"] + expected["arm_lifts_kcal"]
    for step, kcal in (
        ("posture", expected["posture_kcal"]),
        ("lifts", lifts),
        ("carries", expected["carry_kcal"]),
        ("walks_back", expected["walk_back_kcal"]),
    ):
        assert 60 * steps[step] == pytest.approx(kcal, abs=0.03)
    assert result.score == pytest.approx(expected["E_job_kcal_per_min"], abs=case["tolerance"])
    assert steps["rest_min_per_h"] == REST["rest_garg_job"]["expected"]["R_min"]
    assert steps["rest_min_per_h_action"] == pytest.approx(
        REST["rest_garg_job_3.5"]["expected"]["R_min"], abs=0.005
    )


def test_rest_by_murrell():
    case = REST["rest_murrell_7"]
    given = case["inputs"]
    share = rest_share(given["W"], given["S"], given["rest"])
    assert given["T_total_min"] * share == pytest.approx(case["expected"]["R_min"], abs=1e-4)


def test_rest_of_the_printed_example_in_watts():
    case = REST["rest_engineeringtoolbox"]
    given = case["inputs"]
    assert (
        given["tt_min"] * rest_share(given["qt_W"], given["qm_W"], given["qr_W"]) == case["printed"]["tr_min"]
    )


def test_rest_by_a_third_of_the_capacity():
    case = REST["rest_hertig"]
    given = case["inputs"]
    share = rest_share(given["E_task"], given["PWC"] / 3, given["E_rest"])
    assert given["period_min"] * share == pytest.approx(case["expected"]["rest_min"])


@pytest.mark.parametrize(
    ("hours", "name", "printed"), [(1, "<=1h", 4.75), (2, "1-2h", 3.8), (8, "2-8h", 3.135), (9, None, None)]
)
def test_limit_by_hours(hours, name, printed):
    rule = ENERGY["limits"][1]["rule"]
    low = {"load_kg": 5, "v_origin_cm": 50, "v_dest_cm": 70, "lifts_per_min": 1, "technique": "squat"}
    given = {"body_mass_kg": 70, "sex": "women", "posture": "stand", "duration_h": hours} | low
    limit = score(**given).intermediates["limit"]
    if name is None:
        assert limit is None
        return
    assert limit == pytest.approx(9.5 * rule["fraction_of_baseline"][name]) == pytest.approx(printed)
    high = score(**given | {"v_origin_cm": 100, "v_dest_cm": 130}).intermediates["limit"]
    assert high == pytest.approx(limit * rule["arm_work_factor"])


def test_bands_of_niosh_1981():
    row = ENERGY["limits"][0]
    edges = [band.high for band in METHOD.bands[0].bands]
    assert edges == [row["action_limit_kcal_per_min"], row["max_permissible_kcal_per_min"], None]
