"""ROSA cell by cell against the tables as gathered from independent programs, and every example of the reference.

The copy in `data/rosa_2012.json` says where each table was seen. Nothing here is printed in the article as read by us.
"""

import itertools
import json
from pathlib import Path

import pytest

from ergo.methods.base import MethodData
from ergo.methods.rosa_2012 import PARTS, points, score

REFERENCE = json.loads((Path(__file__).parent / "data" / "rosa_2012.json").read_text(encoding="utf-8"))
CHART = {
    **{name: REFERENCE["chair"][name] for name in ("seat_height", "pan_depth", "armrest", "back_support")},
    **{name: REFERENCE[name] for name in ("monitor", "telephone", "mouse", "keyboard")},
}
EXAMPLES = {example["id"]: example for example in REFERENCE["examples"]}
VECTORS = [example for example in EXAMPLES.values() if "chair_duration" in example["inputs"]]
TIME = {-1: "short", 0: "medium", 1: "long"}
LEAST = {
    "seat_height": 1,
    "pan_depth": 1,
    "armrest": 1,
    "back_support": 1,
    "chair_time": "medium",
    "monitor": 1,
    "monitor_time": "medium",
    "telephone": 0,
    "telephone_time": "medium",
    "mouse": 1,
    "mouse_time": "medium",
    "keyboard": 1,
    "keyboard_time": "medium",
}
PART = {part.id: part for part in PARTS}


def test_every_example_is_used() -> None:
    assert {*(e["id"] for e in VECTORS), "rosa-chair-height"} == set(EXAMPLES)


@pytest.mark.parametrize("example", VECTORS, ids=lambda example: example["id"])
def test_constructed_vector(example: dict[str, dict[str, int]]) -> None:
    given = {
        name.replace("duration", "time"): TIME[value] if "duration" in name else value
        for name, value in example["inputs"].items()
    }
    result = score(**given)
    expected = example["expected"]
    assert result.score == expected["rosa"]
    assert (result.band is result.bands[0].bands[1]) is expected["action"]
    for step in ("chair", "section_b", "section_c", "peripherals"):
        assert result.intermediates[step] == expected[step], step


def test_seat_height_of_the_authors_slides() -> None:
    """Too high (2), not adjustable (1): 3."""
    seen = {"rosa.seat_height_found": "high", "rosa.seat_height_fixed": True, "office.legroom_ok": True}
    expected = EXAMPLES["rosa-chair-height"]["expected"]["seat_height"]
    assert points(PART["seat_height"], seen) == (expected, expected)


@pytest.mark.parametrize("name", CHART)
def test_points_of_the_chart(name: str) -> None:
    """Every base and every added point, in the order of the chart; a telephone may be unused besides."""
    bases = [base for base in PART[name].base.values() if base]
    printed = [row["score"] for row in CHART[name]["base"]]
    assert bases == printed
    assert [fault.points for fault in PART[name].add] == [row["add"] for row in CHART[name]["add"]]
    most = max(printed) + sum(row["add"] for row in CHART[name]["add"])
    assert points(PART[name], {})[1] == CHART[name].get("max", most) == most


def test_time() -> None:
    values = MethodData.read("rosa_2012").values["time"]
    assert list(values.values()) == [row["add"] for row in REFERENCE["duration"]]


@pytest.mark.parametrize(("row", "column"), [*itertools.product(range(2, 9), range(2, 10))])
def test_section_a(row: int, column: int) -> None:
    """Every cell, through parts that add up to its row and column; and the other form beside it."""
    seat_height, armrest = min(row - 1, 5), min(column - 1, 5)
    chair = LEAST | {
        "seat_height": seat_height,
        "pan_depth": row - seat_height,
        "armrest": armrest,
        "back_support": column - armrest,
    }
    result = score(**chair)
    first = REFERENCE["section_a_matrix"]["values"][row - 2][column - 2]
    second = REFERENCE["section_a_v2"]["values"][row - 2][column - 2]
    assert result.intermediates["chair"] == first
    assert result.intermediates["rosa_v2"] == max(second, 1)
    assert ("v2_differs" in {f.code for f in result.findings}) is (first != second)


def test_the_two_forms_of_section_a_differ_where_the_reference_says() -> None:
    for cell in REFERENCE["section_a_v2"]["differs_from_V1"]:
        row, column = cell["row"] - 2, cell["col"] - 2
        assert MethodData.read("rosa_2012").values["section_a"][row][column] == cell["V1"]
        assert MethodData.read("rosa_2012").values["section_a_v2"][row][column] == cell["V2"]


def timed(value: int, least: int, most: int) -> tuple[int, str]:
    """Points and time that add up to a row or column of sections B and C."""
    return next(
        (given, TIME[time])
        for given, time in itertools.product(range(least, most + 1), (0, -1, 1))
        if given + time == value
    )


@pytest.mark.parametrize(("row", "column"), [*itertools.product(range(7), range(8))])
def test_section_b(row: int, column: int) -> None:
    telephone, telephone_time = (0, "medium") if row == 0 else timed(row, 1, 5)
    monitor, monitor_time = timed(column, 1, 7)
    steps = score(
        **LEAST
        | {
            "telephone": telephone,
            "telephone_time": telephone_time,
            "monitor": monitor,
            "monitor_time": monitor_time,
        }
    ).intermediates
    assert steps["section_b"] == REFERENCE["section_b_matrix"]["values"][row][column]


@pytest.mark.parametrize(("row", "column"), [*itertools.product(range(8), range(8))])
def test_section_c(row: int, column: int) -> None:
    mouse, mouse_time = timed(row, 1, 6)
    keyboard, keyboard_time = timed(column, 1, 6)
    steps = score(
        **LEAST
        | {"mouse": mouse, "mouse_time": mouse_time, "keyboard": keyboard, "keyboard_time": keyboard_time}
    ).intermediates
    assert steps["section_c"] == REFERENCE["section_c_matrix"]["values"][row][column]


@pytest.mark.parametrize("name", ["peripherals_matrix", "grand_matrix"])
def test_the_last_two_tables_are_the_larger_of_row_and_column(name: str) -> None:
    """Each cell of the printed table is what the method takes for it: the larger of the two."""
    for row, cells in enumerate(REFERENCE[name]["values"], start=1):
        assert cells == [max(row, column) for column in range(1, len(cells) + 1)]


def test_the_action_level() -> None:
    assert MethodData.read("rosa_2012").bands[0].bands[1].low == REFERENCE["action"]["threshold"]
