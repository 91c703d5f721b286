"""Strength levels against the printed schemes of DOT and ORS."""

import json
from pathlib import Path

import pytest

from ergo.methods import strength_dot_1991, strength_ors
from ergo.units import UnitSystem, from_display

PRINTED = json.loads((Path(__file__).parent / "data" / "strength_levels.json").read_text(encoding="utf-8"))
DOT, ORS = PRINTED["dot"], PRINTED["ors"]
FREQUENCIES = ("occasional", "frequent", "constant")
DOT_CELLS = [
    pytest.param(row["level"].replace("_", " "), frequency, row, id=f"{row['level']} {frequency}")
    for row in DOT["levels"]
    for frequency in FREQUENCIES
    if row[f"{frequency}_lb_max"]
]


def kg(pounds: float) -> float:
    return from_display(float(pounds), "kg", UnitSystem.US)


def dot(**loads_kg):
    """The DOT level of loads by frequency, none where not given, with nothing else that raises it."""
    given = {f"load_{frequency}_kg": loads_kg.get(frequency, 0) for frequency in FREQUENCIES}
    result = strength_dot_1991.score(
        **given, on_feet_significant=False, seated_controls=False, production_pace=False
    )
    return result.intermediates["level"]


@pytest.mark.parametrize(("level", "frequency", "row"), DOT_CELLS)
def test_dot_ceiling_in_pounds_and_in_printed_kg_is_still_the_level(level, frequency, row):
    assert dot(**{frequency: kg(row[f"{frequency}_lb_max"])}) == level
    assert dot(**{frequency: row[f"{frequency}_kg_max"]}) == level


@pytest.mark.parametrize(("level", "frequency", "row"), DOT_CELLS)
def test_dot_a_pound_above_the_ceiling_is_the_next_level(level, frequency, row):
    order = [row["level"].replace("_", " ") for row in DOT["levels"]]
    assert dot(**{frequency: kg(row[f"{frequency}_lb_max"] + 1)}) == order[order.index(level) + 1]


@pytest.mark.parametrize(
    ("frequency", "level"), [("occasional", "sedentary"), ("frequent", "sedentary"), ("constant", "light")]
)
def test_dot_negligible_weight(frequency, level):
    assert dot(**{frequency: kg(0.9)}) == level


def test_dot_lowest_level_whose_ceilings_are_all_met():
    """functional_capacity: the level is set by any one of the three loads."""
    assert dot(occasional=kg(15), frequent=kg(8), constant=0) == "light"
    assert dot(occasional=kg(15), frequent=kg(12), constant=0) == "medium"
    assert dot(occasional=kg(15), frequent=kg(12), constant=kg(18)) == "heavy"
    assert dot(occasional=kg(15), frequent=kg(12), constant=kg(21)) == "very heavy"


def test_dot_conflicting_reprints_are_not_followed():
    """pdc_conflicts: 25 lb frequently is medium, 75 and 100 lb occasionally heavy, 20 lb constantly heavy."""
    assert {row["source"] for row in DOT["conflicts"]} == {
        "MDGuidelines",
        "WCB Nova Scotia",
        "WSI North Dakota",
    }
    assert dot(frequent=kg(25)) == "medium"
    assert dot(occasional=kg(100)) == "heavy"
    assert dot(constant=kg(20)) == "heavy"


@pytest.mark.parametrize("raising", ["on_feet_significant", "seated_controls", "production_pace"])
def test_dot_sedentary_loads_are_light_work_on_the_feet_at_controls_or_at_production_rate(raising):
    others = dict.fromkeys(("on_feet_significant", "seated_controls", "production_pace"), False)
    loads = {"load_occasional_kg": 2, "load_frequent_kg": 0, "load_constant_kg": 0}
    assert strength_dot_1991.score(**loads, **others).band.label == "sedentary"
    raised = strength_dot_1991.score(**loads, **others | {raising: True})
    assert raised.band.label == "light"
    assert [finding.code for finding in raised.findings] == ["raised_to_light"]


def ors(on_feet_pct=0, **loads_kg):
    frequencies = ("seldom", *FREQUENCIES)
    given = {f"load_{frequency}_kg": loads_kg.get(frequency, 0) for frequency in frequencies}
    return strength_ors.score(**given, on_feet_pct=on_feet_pct).intermediates["level"]


def _range(cell: str) -> tuple[float, float]:
    """The lightest and heaviest load of a printed cell, in lb; a pound above for an open one."""
    cell = cell.split(" (", maxsplit=1)[0]
    if cell.startswith("<="):
        return 1.0, float(cell[2:])
    if cell.startswith(">"):
        return float(cell[1:]) + 1, float(cell[1:]) + 50
    low, high = cell.split("-")
    return float(low), float(high)


@pytest.mark.parametrize("row", ORS["table"], ids=lambda row: row["level"])
@pytest.mark.parametrize("frequency", ["seldom", *FREQUENCIES])
def test_ors_cell(row, frequency):
    cell = row[f"{frequency}_lb"]
    if cell == "none":
        assert ors(**{frequency: 0}) == row["level"]
    elif cell == "negligible":
        assert ors(**{frequency: kg(0.99)}) == row["level"]
    else:
        for pounds in _range(cell):
            assert ors(**{frequency: kg(pounds)}) == row["level"], pounds


@pytest.mark.parametrize("case", ORS["worked_examples_printed"], ids=lambda case: str(case["lift_lb"]))
def test_ors_printed_example(case):
    frequency = {"occasionally": "occasional", "frequently": "frequent"}[case["duration"]]
    for pounds in _range(case["lift_lb"]):
        assert ors(**{frequency: kg(pounds)}) == case["level"]


def test_ors_sedentary_loads_on_the_feet_for_more_than_a_third_are_light():
    assert ors(on_feet_pct=33, occasional=2) == "sedentary"
    assert ors(on_feet_pct=34, occasional=2) == "light"


def test_light_differs_between_the_two_schemes():
    """strength_levels note: ORS light reaches 25 lb, DOT light stops at 20."""
    assert (dot(occasional=kg(25)), ors(occasional=kg(25))) == ("medium", "light")
