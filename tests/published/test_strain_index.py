"""Strain Index 1995, RSI, COSI and CUSI: every table, coefficient and worked example of the reference.

The articles themselves were not read; `data/hand_methods.json` says where each figure was seen.
"""

import re
from itertools import pairwise
from math import log
from typing import Any

import pytest

from ergo.methods import cosi_2017, cusi_2017, rsi_2017, strain_index_1995
from ergo.methods.base import MethodData
from ergo.methods.strain_equation import (
    efforts_multiplier,
    force_multiplier,
    hours_multiplier,
    length_multiplier,
    wrist_multiplier,
)
from tests.published.hand_methods import REFERENCE, edges, examples

FIRST, SECOND = REFERENCE["strain_index"]["strain_index_1995"], REFERENCE["strain_index"]["rsi"]
OLD = MethodData.read("strain_index_1995").values
NEW = MethodData.read("rsi_2017").values
COSI = {example["id"]: example for example in examples("COSI")}
EFFORT = {"force_pct": 5, "duty_cycle_pct": 5, "efforts_per_min": 2, "wrist_rating": "very_good"}
EFFORT |= {"speed": "fair", "hours": 6}
FIELD = {
    "IE": ("force_pct", {1: 5, 3: 20, 6: 40, 9: 60, 13: 90}),
    "DE": ("duty_cycle_pct", {0.5: 5, 1.0: 20, 1.5: 33, 2.0: 60, 3.0: 90}),
    "EM": ("efforts_per_min", {0.5: 3, 1.0: 6, 1.5: 12, 2.0: 17, 3.0: 20}),
    "HWP": ("wrist_rating", {1: "good", 1.5: "fair", 2.0: "bad", 3.0: "very_bad"}),
    "SW": ("speed", {1: "fair", 1.5: "fast", 2.0: "very_fast"}),
    "DD": ("hours", {0.25: 1, 0.5: 2, 0.75: 3, 1: 6, 1.5: 9}),
}


def rsi_values(subtask: dict[str, float]) -> dict[str, Any]:
    """A subtask of the reference, where extension is positive, by field of the method."""
    degrees = subtask["wrist_deg_ext_pos"]
    return {
        "force_pct": 100 * subtask["intensity_frac"],
        "efforts_per_min": subtask["efforts_per_min"],
        "effort_s": subtask["duration_s"],
        "wrist_deg": abs(degrees),
        "wrist_bent": "extension" if degrees > 0 else "flexion",
        "hours": subtask["hours"],
    }


def composite(example: dict[str, Any]) -> Any:
    rows = [rsi_values(subtask) for subtask in example["inputs"]["subtasks"]]
    return cosi_2017.score(**cosi_2017.METHOD.inputs.columns(rows))


def test_every_example_is_used() -> None:
    """Those of the hours are single multipliers, the others whole indices."""
    used = {"RSI": 5, "COSI": 2, "CUSI": 1, "Strain Index 1995": 6}
    assert {method: len(examples(method)) for method in used} == used


@pytest.mark.parametrize("example", examples("Strain Index 1995"), ids=lambda example: example["id"])
def test_printed_multipliers_of_1995(example: dict[str, Any]) -> None:
    """Values whose classes have the printed multipliers give the printed index."""
    given = {FIELD[name][0]: FIELD[name][1][value] for name, value in example["inputs"].items()}
    result = strain_index_1995.score(**given)
    steps = result.intermediates
    assert {name: steps[name.lower()] for name in FIELD} == example["inputs"]
    assert result.score == pytest.approx(example["expected"]["si"], abs=1e-12)


def test_classes_and_multipliers_of_1995() -> None:
    force = FIRST["intensity_of_exertion"]
    assert OLD["force"] == [row["multiplier"] for row in force]
    assert OLD["force_edges_pct"] == edges(force, "pct_max_strength")
    assert OLD["borg_edges"] == edges(force, "borg_cr10")
    for name, rows, field in (
        ("duty", "duration_of_exertion_pct_cycle", "duty_edges_pct"),
        ("efforts", "efforts_per_minute", "efforts_edges_per_min"),
        ("hours", "duration_per_day_h", "hours_edges"),
    ):
        assert OLD[name] == [row["multiplier"] for row in FIRST[rows]], name
        assert OLD[field] == edges(FIRST[rows], "range"), name
    for name, rows in (("wrist", "hand_wrist_posture"), ("speed", "speed_of_work")):
        assert list(OLD[name].values()) == [row["multiplier"] for row in FIRST[rows]], name


@pytest.mark.parametrize(
    ("step", "field", "rows"),
    [
        ("de", "duty_cycle_pct", "duration_of_exertion_pct_cycle"),
        ("em", "efforts_per_min", "efforts_per_minute"),
        ("dd", "hours", "duration_per_day_h"),
    ],
)
def test_edges_of_the_classes_of_1995(step: str, field: str, rows: str) -> None:
    """Lower bound included (range_rule), for hours the upper (duration_per_day_rule)."""
    table = FIRST[rows]
    for lower, upper in pairwise(table):
        at_the_edge = lower if step == "dd" else upper
        found = strain_index_1995.score(**EFFORT | {field: upper["range"][0]}).intermediates[step]
        assert found == at_the_edge["multiplier"]


def test_words_of_the_wrist_give_the_degrees_that_were_confirmed() -> None:
    """Flexion and ulnar deviation; extension is from memory and not told."""
    words = strain_index_1995.METHOD.inputs.quantities()["wrist_rating"].help
    for name in ("flexion_deg", "ulnar_deg"):
        upper = [row[name][1] for row in FIRST["hand_wrist_posture"][:-1]]
        assert ", ".join(str(degrees) for degrees in upper) in words
    assert "xtension" not in words


def test_cut_points_of_1995() -> None:
    bands = strain_index_1995.METHOD.bands
    low, middle, high = bands[0].bands
    assert (low.label, low.high, low.high_included) == ("probably safe", 3, True)
    assert (high.label, high.low, high.low_included) == ("probably hazardous", 7, True)
    assert middle.label == "not settled"
    assert (bands[1].bands[1].low, bands[1].bands[1].low_included) == (5, False)


@pytest.mark.parametrize(
    "example", [e for e in examples("RSI") if e["id"].startswith("rsi")], ids=lambda example: example["id"]
)
def test_constructed_rsi(example: dict[str, Any]) -> None:
    """Printed to four decimals."""
    found = rsi_2017.score(**rsi_values(example["inputs"])).score
    assert found == pytest.approx(example["expected"]["rsi"], abs=5e-5)


@pytest.mark.parametrize("name", ["hm-4h", "hm-8h"])
def test_hours_as_a_program_prints_them(name: str) -> None:
    (example,) = [e for e in examples("RSI") if e["id"] == name]
    found = hours_multiplier(example["inputs"]["hours"])
    assert found == pytest.approx(example["expected"]["hm"], abs=example["tolerance"])


@pytest.mark.parametrize("example", COSI.values(), ids=COSI)
def test_composite_index_as_a_program_prints_it(example: dict[str, Any]) -> None:
    assert composite(example).score == pytest.approx(example["expected"]["cosi"], abs=example["tolerance"])


def test_cumulative_index_as_a_program_prints_it() -> None:
    (example,) = examples("CUSI")
    given = example["inputs"]
    tasks = [composite(COSI[name]).score for name in given["tasks"]]
    found = cusi_2017.score(cosi=tasks, hours=given["hours"]).score
    assert found == pytest.approx(example["expected"]["cusi"], abs=example["tolerance"])


def numbers(text: str) -> list[float]:
    return [float(found) for found in re.findall(r"(?<![\w^])\d+\.?\d*(?:e-?\d+)?", text)]


def test_coefficients_of_the_revised_index() -> None:
    """Each coefficient of the equations as they are written in the reference."""
    low, high = SECOND["IM"]["piecewise"]
    assert (NEW["force_low"], NEW["force_high"]) == (low["coef"], high["coef"])
    (low, high) = SECOND["EM"]["piecewise"]
    assert numbers(low["eq"]) == NEW["efforts_low"]
    assert high["eq"] == "{}*E^{}".format(*NEW["efforts_high"])
    (low, high) = SECOND["DM"]["piecewise"]
    assert numbers(low["eq"]) == NEW["effort_low"]
    assert high["eq"] == f"{NEW['effort_high'][1]}*ln(D) - {-NEW['effort_high'][0]}"
    flexion, near, far = SECOND["PM"]["piecewise"]
    constant, factor, growth = NEW["flexion"]
    assert flexion["eq"] == f"{factor}*exp({growth}*P) - {-constant}"
    assert (float(near["eq"]), near["if"]) == (
        NEW["extension"][0],
        f"extension, P <= {NEW['extension_free_deg']}",
    )
    assert far["eq"] == f"1.00 + {NEW['extension'][1]:.5f}*(P - {NEW['extension_free_deg']})^2"
    low, high = SECOND["HM"]["piecewise"]
    assert float(low["eq"]) == NEW["hours_low"]
    constant, slope, factor = NEW["hours_high"]
    assert high["eq"] == f"{slope}*H + {factor:.3f}*ln(H) + {constant}"
    assert rsi_2017.METHOD.bands[0].bands[0].high == SECOND["threshold"]["safe_max"]
    assert "unverified" in rsi_2017.METHOD.bands[0].status


@pytest.mark.parametrize(
    ("found", "printed", "within"),
    [
        (force_multiplier(0.4), 5.024, 5e-4),
        (force_multiplier(0.4 + 1e-9), 5.024, 5e-3),
        (efforts_multiplier(90), 22.60, 5e-3),
        (efforts_multiplier(90 + 1e-9), 22.60, 2e-2),
        (length_multiplier(60), 19.05, 5e-3),
        (length_multiplier(60 + 1e-9), 19.05, 2e-2),
        (wrist_multiplier(0, 0), 1.0, 1e-12),
        (hours_multiplier(8), 1.0001, 6e-5),
        (hours_multiplier(0.05), 0.20, 1e-12),
        (hours_multiplier(0.05 + 1e-9), 0.2095, 5e-5),
    ],
)
def test_branches_meet_where_the_reference_says(found: float, printed: float, within: float) -> None:
    """Continuity checks of the reference, section 5."""
    assert found == pytest.approx(printed, abs=within)


def test_rates_above_90_have_a_multiplier() -> None:
    """One public program gives none there (code_bugs_to_avoid)."""
    assert efforts_multiplier(100) == pytest.approx(0.00334 * 100**1.96)


def test_three_tasks_of_unequal_hours_add_their_own_hours() -> None:
    """One public program adds the hours of the task before; by hand: HM is 0.042 H + 0.09 ln H + 0.477."""

    def hm(hours: float) -> float:
        return 0.042 * hours + 0.09 * log(hours) + 0.477

    expected = 9 + 6 / hm(2) * (hm(5) - hm(3)) + 2 / hm(1) * (hm(6) - hm(5))
    assert cusi_2017.score(cosi=[2, 9, 6], hours=[1, 3, 2]).score == pytest.approx(expected, rel=1e-12)
