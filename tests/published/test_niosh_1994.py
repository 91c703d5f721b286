"""Revised NIOSH lifting equation against printed examples and tables: DHHS (NIOSH) 94-110, rev. 9/2021.

The manual multiplies multipliers that it has rounded to two decimals and prints limits and indices to one, half up
(p. 29). That rounding lives here only; the method computes in full and is compared at the wider tolerance each
example states.
"""

import json
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import numpy as np
import pytest

from ergo.methods import niosh_1994, niosh_equation
from ergo.methods.niosh_equation import Coupling, Duration, recommended_weight_limit
from ergo.units import UnitSystem

HERE = Path(__file__).parent / "data"
EXAMPLES = json.loads((HERE / "niosh_examples.json").read_text(encoding="utf-8"))
BOUNDARIES = json.loads((HERE / "niosh_boundary_tests.json").read_text(encoding="utf-8"))["tests"]
TABLES = json.loads((HERE / "niosh_tables.json").read_text(encoding="utf-8"))

HOURS = {"short": 1, "moderate": 2, "long": 8}
MULTIPLIERS = ("HM", "VM", "DM", "AM", "FM", "CM")
US_SINGLE = [case for case in EXAMPLES if case["type"] == "single" and "load_avg_lb" in case["inputs"]]
US_ENDS = [
    pytest.param(case, end, id=f"{case['id']} {end}")
    for case in US_SINGLE
    for end in ("origin", "destination")
    if end in case["printed"]
]


def rounded(value: float, places: str) -> float:
    return float(Decimal(repr(round(value, 10))).quantize(Decimal(places), rounding=ROUND_HALF_UP))


def us_limit(case, end):
    given = case["inputs"]
    short = {"origin": "origin", "destination": "dest"}[end]
    return recommended_weight_limit(
        given[f"H_{short}_in"],
        given[f"V_{short}_in"],
        given["D_in"],
        given[f"A_{short}_deg"],
        freq_per_min=given["F_lifts_per_min"],
        duration=Duration[given["duration_class"].upper()],
        coupling=Coupling[given["coupling"].upper()],
        v_origin=given["V_origin_in"],
        units=UnitSystem.US,
    )


def test_the_examples_without_inputs_are_these_and_hold_none():
    """Known gaps: their worksheets were never seen. Whoever finds one adds its inputs, and this test fails."""
    without = [case["id"] for case in EXAMPLES if "inputs" not in case]
    assert without == ["niosh_ex7", "niosh_ex8", "niosh_ex9", "niosh_ex10"]
    for case in EXAMPLES:
        assert ("inputs" in case) == (case["confidence"] not in ("OUTPUT ONLY", "GAP"))


@pytest.mark.parametrize(("case", "end"), US_ENDS)
def test_printed_example_in_full_precision(case, end):
    printed, tolerance = case["printed"][end], case["tolerance"]
    limit = us_limit(case, end)
    for name, value in printed.get("multipliers", {}).items():
        assert getattr(limit, name.lower()) == pytest.approx(value, abs=tolerance["multiplier"]), name
    assert limit.rwl == pytest.approx(printed["RWL_lb"], abs=tolerance["RWL_lb_full_precision"])
    if "LI" in printed:
        assert case["inputs"]["load_avg_lb"] / limit.rwl == pytest.approx(printed["LI"], abs=tolerance["LI"])


@pytest.mark.parametrize(("case", "end"), US_ENDS)
def test_printed_example_with_the_rounding_of_the_manual(case, end):
    printed = case["printed"][end]
    limit = us_limit(case, end)
    factors = {name: rounded(float(getattr(limit, name.lower())), "0.01") for name in MULTIPLIERS}
    if case["id"] == "niosh_ex1":  # Table 1 prints .44 for 23 in where the formula gives .43
        assert factors["HM"] == 0.43
        factors["HM"] = 0.44
    assert factors.items() >= printed.get("multipliers", {}).items()
    rwl = rounded(51 * float(np.prod(list(factors.values()))), "0.1")
    assert rwl == printed["RWL_lb"]
    if "LI" in printed:
        assert rounded(case["inputs"]["load_avg_lb"] / rwl, "0.1") == printed["LI"]


@pytest.mark.parametrize("case", US_SINGLE, ids=lambda case: case["id"])
def test_metric_score_of_a_us_example_decides_like_the_print_and_is_a_little_stricter(case):
    """The metric limit is 2 to 3 % below the US one; the end with the lower printed limit decides."""
    given = case["inputs"]
    inch = 2.54
    result = niosh_1994.score(
        load_kg=given["load_avg_lb"] * 0.45359237,
        h_origin_cm=given["H_origin_in"] * inch,
        v_origin_cm=given["V_origin_in"] * inch,
        asym_deg=given["A_origin_deg"],
        h_dest_cm=given["H_dest_in"] * inch,
        v_dest_cm=given["V_dest_in"] * inch,
        asym_dest_deg=given["A_dest_deg"],
        d_travel_cm=given["D_in"] * inch,
        freq_per_min=given["F_lifts_per_min"],
        duration_h=HOURS[given["duration_class"]],
        coupling=given["coupling"],
        significant_control=given["significant_control_at_destination"],
    )
    steps = result.intermediates
    controlled = given["significant_control_at_destination"]
    printed = case["printed"]
    if controlled and "origin" in printed and "destination" in printed:
        lower = "end" if printed["destination"]["RWL_lb"] < printed["origin"]["RWL_lb"] else "start"
        assert steps["governing_end"] == lower
    if not controlled:
        assert steps["governing_end"] == "start"
        assert result.score == steps["li_origin"]
    for end, name in (("origin", "rwl_origin_kg"), ("destination", "rwl_dest_kg")):
        ratio = steps[name] / (float(us_limit(case, end).rwl) * 0.45359237)
        assert 0.965 < ratio < 0.985, end


def test_ex4_metric_variant():
    case = next(case for case in EXAMPLES if case["id"] == "ex4_metric_variant")
    given, printed = case["inputs"], case["printed"]["origin"]
    result = niosh_1994.score(
        load_kg=given["load_avg_kg"],
        h_origin_cm=given["H_origin_cm"],
        v_origin_cm=given["V_origin_cm"],
        v_dest_cm=given["V_dest_cm"],
        asym_deg=given["A_origin_deg"],
        freq_per_min=given["F_lifts_per_min"],
        duration_h=given["duration_min"] / 60,
        coupling=given["coupling"],
    )
    steps = result.intermediates
    assert steps["d_cm"] == given["D_cm"]
    assert steps["duration_class"] == given["duration_class"]
    names = {
        "HM": "hm_origin",
        "VM": "vm_origin",
        "DM": "dm",
        "AM": "am_origin",
        "FM": "fm",
        "CM": "cm_origin",
    }
    for name, value in printed["multipliers"].items():
        assert rounded(steps[names[name]], "0.01") == value, name
    assert steps["rwl_kg"] == pytest.approx(printed["RWL_kg"], abs=case["tolerance"]["RWL_kg"])
    assert result.score == pytest.approx(printed["LI"], abs=case["tolerance"]["LI"])


@pytest.mark.parametrize(
    "case", [case for case in EXAMPLES if case["type"] == "frequency"], ids=lambda case: case["id"]
)
def test_frequency_over_a_sample(case):
    rate = niosh_equation.frequency_over_sample(
        case["inputs"]["lift_rate_per_min"], case["inputs"]["work_min_in_15"]
    )
    assert rate == pytest.approx(case["printed"]["F"], abs=case["tolerance"]["F"])
    assert rate == pytest.approx(case["computed"]["F"], abs=1e-4)


@pytest.mark.parametrize(
    "case", [case for case in EXAMPLES if case["type"] == "duration"], ids=lambda case: case["id"]
)
def test_duration_class(case):
    sessions = [
        (session["work"], session.get("recovery") or session.get("recovery_required_for_moderate") or 0)
        for session in case["inputs"]["sessions_min"]
    ]
    assert niosh_equation.duration_class_of_sessions(sessions).name.lower() == case["printed"]["class"]


def test_two_hours_need_36_minutes_of_recovery_to_stay_moderate():
    """Section 1.3.5.2, p. 14: with a minute less the next session adds up to long."""
    classes = [
        niosh_equation.duration_class_of_sessions([(120, recovery_min), (10, 0)]) for recovery_min in (36, 35)
    ]
    assert classes == [Duration.MODERATE, Duration.LONG]


def test_example_7_interpolates_between_rows():
    case = next(case for case in EXAMPLES if case["id"] == "niosh_FM_interp")
    for v_cm in (30, 90):
        fm = niosh_equation.frequency_multiplier(case["inputs"]["F_lifts_per_min"], v_cm, Duration.SHORT)
        assert fm == pytest.approx(case["computed"]["FM"], abs=1e-12)


def test_table_5_cell_by_cell():
    printed = TABLES["frequency_multiplier_table"]
    compared = 0
    for row in printed["rows"]:
        rate = 15.001 if row["F_lifts_per_min"] == ">15" else row["F_lifts_per_min"]
        for column, value in enumerate(row["values"]):
            duration, high = divmod(column, 2)
            fm = niosh_equation.frequency_multiplier(rate, 75.0 if high else 74.9, duration)
            assert fm == pytest.approx(value, abs=1e-15), (rate, printed["columns"][column])
            compared += 1
    assert compared == 108


def test_table_7_cell_by_cell():
    for coupling, cells in TABLES["coupling_multiplier_table"].items():
        grip = Coupling[coupling.upper()]
        assert niosh_equation.coupling_multiplier(grip, 74.9) == cells["V_lt_75cm"]
        assert niosh_equation.coupling_multiplier(grip, 75.0) == cells["V_ge_75cm"]


def test_constants_are_the_printed_ones():
    for system, unit in ((UnitSystem.METRIC, "kg"), (UnitSystem.US, "lb")):
        assert niosh_equation.CONSTANTS[system].load_constant == TABLES["load_constant"][unit]
    ratios = [row["recovery_to_work_ratio_min"] for row in TABLES["duration_classes"][:2]]
    assert ratios == [1.0, 0.3]
    used = niosh_equation.DATA.values["duration"]
    assert [used["short_recovery_ratio"], used["moderate_recovery_ratio"]] == ratios


@pytest.mark.parametrize("row", TABLES["table_vs_formula_exceptions"], ids=lambda row: row["table"])
def test_cells_in_which_the_print_differs_from_its_formula(row):
    if "H_in" in row:
        value = float(niosh_equation.horizontal_multiplier(row["H_in"], UnitSystem.US))
    else:
        value = float(niosh_equation.distance_multiplier(row["D_cm"]))
    assert value == pytest.approx(row["formula"], abs=5e-5)
    assert rounded(value, "0.01") == pytest.approx(row["printed"] - 0.01)


def _term(check, given):
    units = UnitSystem.US if any(name.endswith("_in") for name in given) else UnitSystem.METRIC
    if check == "HM":
        return niosh_equation.horizontal_multiplier(given.get("H_cm", given.get("H_in")), units)
    if check == "VM":
        return niosh_equation.vertical_multiplier(given.get("V_cm", given.get("V_in")), units)
    if check == "DM":
        return niosh_equation.distance_multiplier(given.get("D_cm", given.get("D_in")), units)
    if check == "AM":
        return niosh_equation.asymmetry_multiplier(given["A_deg"])
    if check == "FM":
        duration = Duration[given["duration_class"].upper()]
        return niosh_equation.frequency_multiplier(given["F"], given["V_origin_cm"], duration)
    if check == "CM":
        return niosh_equation.coupling_multiplier(Coupling[given["coupling"].upper()], given["V_cm"])
    ideal = recommended_weight_limit(
        25, 75, 25, 0, freq_per_min=0.2, duration=Duration.SHORT, coupling=Coupling.GOOD
    )
    return ideal.rwl


@pytest.mark.parametrize(
    "case", BOUNDARIES, ids=[f"{case['check']} {case['inputs']} {case['why']}" for case in BOUNDARIES]
)
def test_boundary(case):
    expected = case["expected"]
    value = float(_term(case["check"], case["inputs"]))
    assert value == pytest.approx(expected, abs=1e-6)
    assert (value == 0) == (expected == 0)


def test_us_ideal_lift():
    ideal = recommended_weight_limit(
        10, 30, 10, 0, freq_per_min=0.2, duration=Duration.SHORT, coupling=Coupling.GOOD, units=UnitSystem.US
    )
    assert ideal.rwl == 51
