"""OWAS: all 252 combinations against the table as gathered, and every example."""

import itertools
import json
from collections import Counter
from pathlib import Path

import pytest

from ergo.methods.owas_1977 import score

REFERENCE = json.loads((Path(__file__).parent / "data" / "owas_1977.json").read_text(encoding="utf-8"))
BACK = ("straight", "bent", "twisted", "both")
ARMS = ("below", "one", "two")
LEGS = ("sitting", "two_straight", "one_straight", "two_bent", "one_bent", "kneeling", "walking")
LOAD_KG = (5, 15, 30)


def category(code: str) -> float:
    back, arms, legs, load = (int(digit) - 1 for digit in code)
    result = score(owas_back=BACK[back], owas_arms=ARMS[arms], owas_legs=LEGS[legs], load_kg=LOAD_KG[load])
    assert result.intermediates["code"] == int(code)
    return result.score


CODES = ["".join(map(str, code)) for code in itertools.product(*(range(1, n + 1) for n in (4, 3, 7, 3)))]


@pytest.mark.parametrize("code", CODES)
def test_every_combination(code: str) -> None:
    back, arms, legs, load = (int(digit) - 1 for digit in code)
    assert category(code) == REFERENCE["table"]["values"][back][arms][legs][load]


def test_how_often_each_category_stands() -> None:
    counted = Counter(category(code) for code in CODES)
    assert {str(int(name)): count for name, count in counted.items()} == REFERENCE["table"]["counts"]


@pytest.mark.parametrize("example", REFERENCE["examples"], ids=lambda example: example["id"])
def test_example(example: dict[str, dict[str, object]]) -> None:
    assert category(str(example["inputs"]["code"])) == example["expected"]["ac"]


@pytest.mark.parametrize(
    "row", [row for row in REFERENCE["disagreements"] if row["code"].isdigit()], ids=lambda row: row["code"]
)
def test_where_other_programs_differ(row: dict[str, object]) -> None:
    """The cell that more sources give is taken; the other programs' values are kept beside it."""
    assert category(str(row["code"])) == row["chosen"]
    assert row["chosen"] not in row["other"].values()  # type: ignore[attr-defined]


def test_the_words_of_the_categories() -> None:
    for code, number in (("1111", 1), ("2111", 2), ("2141", 3), ("2151", 3), ("4141", 4)):
        result = score(
            owas_back=BACK[int(code[0]) - 1],
            owas_arms=ARMS[int(code[1]) - 1],
            owas_legs=LEGS[int(code[2]) - 1],
            load_kg=5,
        )
        assert result.band.label == f"category {number}"
        words = {"no": "no", "near": "near future", "soon": "soon as possible", "immediately": "at once"}
        printed = REFERENCE["action_category"][str(number)]
        said = next(ours for theirs, ours in words.items() if theirs in printed.split(", ")[-1])
        assert said in result.band.words.lower()
