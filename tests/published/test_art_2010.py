"""ART against the points of the reference, cell by cell, and what comes from memory is said with the score."""

from itertools import product
from typing import Any

import pytest

from ergo.methods.art_2010 import DATA, METHOD, score
from tests.published.hand_methods import REFERENCE, examples

ART = REFERENCE["art"]
FACTORS = ART["factors"]
FIELDS = METHOD.inputs.quantities()
ITEM = {
    "A1": "arm_movements",
    "A2": "repetition",
    "C1": "neck",
    "C2": "back",
    "C3": "arm",
    "C4": "wrist",
    "C5": "grip",
    "D1": "breaks",
    "D2": "pace",
    "D3": "other",
}
FACTOR = {letter: next(f for name, f in FACTORS.items() if name.startswith(letter)) for letter in ITEM}
EASY = {field: FIELDS[field].choices[0].value for field in ITEM.values()}
EASY |= {"force": "light", "force_time": "infrequent", "hours": 4}
CONFIRMED = {("part", "moderate"), ("part", "strong")}


def choices(field: str) -> list[str]:
    return [choice.value for choice in FIELDS[field].choices]


def printed(letter: str) -> list[float]:
    factor = FACTOR[letter]
    return factor["scores"] if "scores" in factor else [option["score"] for option in factor["options"]]


@pytest.mark.parametrize("letter", ITEM)
def test_points_of_an_item(letter: str) -> None:
    field = ITEM[letter]
    found = [score(**EASY | {field: choice}).intermediates[letter.lower()] for choice in choices(field)]
    assert found == printed(letter)
    assert METHOD.terms[letter.lower()].symbol == letter


@pytest.mark.parametrize(("row", "column"), [*product(range(4), range(4))])
def test_force_cell(row: int, column: int) -> None:
    """Points as in the reference; a cell without points gives no score; what HSE's text does not confirm is said."""
    time, force = choices("force_time")[row], choices("force")[column]
    result = score(**EASY | {"force": force, "force_time": time})
    codes = {finding.code for finding in result.findings}
    cell = FACTORS["B_force"]["values"][row][column]
    assert result.intermediates["b"] == cell
    assert result.score == cell
    assert ("change_required" in codes) is (cell is None)
    assert result.valid is (cell is not None)
    assert ("force_from_memory" in codes) is (cell is not None and (time, force) not in CONFIRMED)


def test_only_the_cells_that_the_text_of_hse_confirms_count_as_confirmed() -> None:
    assert "confirms moderate/part = 2, strong/part = 9" in FACTORS["B_force"]["status"]
    cells = {(choices("force_time")[r], choices("force")[c]) for r, c in DATA.values["force_confirmed"]}
    assert cells == CONFIRMED


@pytest.mark.parametrize(("choice", "said"), [("upto_3", False), ("upto_4", True), ("over_4", True)])
def test_points_for_breaks_from_memory_are_said(choice: str, said: bool) -> None:
    """6 and 8 of D1 are from memory."""
    codes = {finding.code for finding in score(**EASY | {"breaks": choice}).findings}
    assert ("breaks_from_memory" in codes) is said


@pytest.mark.parametrize(
    ("hours", "multiplier"), [(1.9, 0.5), (2, 0.75), (3.9, 0.75), (4, 1), (8, 1), (8.1, 1.5)]
)
def test_duration_multiplier(hours: float, multiplier: float) -> None:
    """Under 2 h, 2-4, 4-8, over 8 h, as the reference writes them."""
    assert multiplier in [option["multiplier"] for option in FACTORS["D4_duration_multiplier"]["options"]]
    assert score(**EASY | {"hours": hours}).intermediates["d4"] == multiplier


@pytest.mark.parametrize("example", examples("ART"), ids=lambda example: example["id"])
def test_constructed_example(example: dict[str, Any]) -> None:
    given, expected = example["inputs"], example["expected"]
    values: dict[str, Any] = {
        field: choices(field)[printed(letter).index(given[letter])] for letter, field in ITEM.items()
    }
    (cell,) = [
        (r, c) for r, c in product(range(4), range(4)) if FACTORS["B_force"]["values"][r][c] == given["B"]
    ]
    values |= {"force_time": choices("force_time")[cell[0]], "force": choices("force")[cell[1]]}
    result = score(**values, hours=6)
    assert result.intermediates["d4"] == given["duration_multiplier"]
    assert result.intermediates["task_score"] == expected["task_score"]
    assert (result.score, result.band.label) == (expected["exposure"], expected["band"])


@pytest.mark.parametrize(
    ("exposure", "label"),
    [(0, "low"), (11, "low"), (11.5, "low"), (12, "medium"), (21.75, "medium"), (22, "high"), (40, "high")],
)
def test_exposure_levels(exposure: float, label: str) -> None:
    """0-11, 12-21 and 22 on HSE's page; between whole scores as `fractional_scores` suggests."""
    assert METHOD.bands[0].band(exposure).label == label
    row = next(row for row in ART["exposure_bands"] if row["level"] == label)
    assert row["text"].casefold() in METHOD.bands[0].band(exposure).words.casefold()
