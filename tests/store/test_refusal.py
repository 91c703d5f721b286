"""What a case does not allow is said by item, field, value and range."""

from typing import Any

import pytest
from pydantic import ValidationError

from ergo.errors import InputError
from ergo.model.capacity import Capacity
from ergo.model.case import Case
from ergo.store.refusal import checked, refusal

WORKER = {"code": "W-1"}


def refused(**document: Any) -> InputError:
    with pytest.raises(InputError) as found:
        checked(Case, {"worker": WORKER} | document)
    return found.value


def task(**changed: Any) -> dict[str, Any]:
    return {"tasks": [{"name": "Pick from floor", "kind": "lifting"} | changed]}


def bending(**reading: Any) -> dict[str, Any]:
    words = {"dimensions": ["trunk_flexed"], "aspect": "dose"}
    return {"wording": "avoid prolonged bending", "reading": words | reading}


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ({"worker": {}}, "Worker: code is missing"),
        ({"worker": None}, "worker is missing"),
        ({"worker": WORKER | {"stature_cm": 20}}, "Worker: stature 20 cm is outside 100 to 230 cm"),
        (
            {"worker": WORKER | {"statur": 170}},
            "Worker: statur 170 is a field that this program does not know",
        ),
        ({"worker": WORKER | {"sex": "x"}}, "Worker: sex 'x' is not one of female, male, other"),
        (
            {"worker": {"code": "x" * 200}},
            f"Worker: code '{'x' * 59}… has 200 characters, at most 120 are allowed",
        ),
        ({"country": "au"}, "country 'au' is not a country code of two capital letters"),
        ({"id": "a b"}, "id 'a b' is not made of 1 to 64 letters, digits, dots, hyphens and underscores"),
        ({"opened_on": "5.1.2026"}, "opened on '5.1.2026' is not a date written YYYY-MM-DD"),
        ({"job": 4}, "job 4 is not a group of fields"),
        ({"capacities": [3]}, "Capacities: capacity 1 is not a group of fields"),
        (
            {"job": task(smallest_block_min=5)},
            "Task “Pick from floor”: smallest block 5 min is outside 15 to 480 min",
        ),
        (
            {"job": task(minutes_per_shift="long")},
            "Task “Pick from floor”: minutes per shift 'long' is not a whole number",
        ),
        (
            {"job": task(measurements={"lift.load_kg": {"value": 999}})},
            "Pick from floor: Usual load 999 kg is outside 0 to 300 kg",
        ),
        (
            {"job": task(measurements={"lift.load_kg": {"value": None}})},
            "Task “Pick from floor”: Usual load is missing",
        ),
        (
            {"job": task(measurements={"lift.load_kg": {"value": 9, "on": "today"}})},
            "Task “Pick from floor”: Usual load, date 'today' is not a date written YYYY-MM-DD",
        ),
        (
            {"job": task(measurements={"lift.weight": {"value": 9}})},
            "Task “Pick from floor”: quantity 'lift.weight' is not allowed",
        ),
        (
            {"job": task(demands=[{"dimension": "sit", "aspect": "run", "usual": -1}])},
            "Task “Pick from floor”, demand “Sit”: usual -1 is below 0",
        ),
        (
            {"job": task(demands=[{"dimension": "hop", "aspect": "run"}])},
            "Task “Pick from floor”, demand “hop”: There is no dimension called 'hop'.",
        ),
        (
            {
                "job": {
                    "roster": {
                        "anchor": "2026-01-05",
                        "shifts": [{"day": 0, "start": "25:00", "paid_min": 60}],
                    }
                }
            },
            "Shift 1: start '25:00' is not a time written HH:MM",
        ),
        ({"restrictions": [bending(limit=-3)]}, "Restriction “avoid prolonged bending”: limit -3 is below 0"),
        (
            {"restrictions": [bending(dimensions=[])]},
            "Restriction “avoid prolonged bending”: dimensions may not be empty",
        ),
        ({"plan_settings": {"horizon_weeks": 900}}, "Plan settings: horizon weeks 900 is outside 1 to 104"),
    ],
)
def test_mistake_in_words(document: dict[str, Any], message: str) -> None:
    assert str(refused(**document)) == message


def test_fields_of_the_error() -> None:
    error = refused(job=task(smallest_block_min=5))
    assert (error.item, error.field) == ("Task “Pick from floor”", "smallest block")
    assert (error.value, error.unit, error.low, error.high) == (5, "min", 15, 480)


def test_several_mistakes_are_all_named() -> None:
    error = refused(worker=WORKER | {"mass_kg": 3}, country="x", restrictions=[bending(limit="much")])
    assert str(error) == (
        "country 'x' is not a country code of two capital letters; Worker: mass 3 kg is outside 30 to 300 kg; "
        "Restriction “avoid prolonged bending”: limit 'much' is not a number"
    )
    assert (error.item, error.field) == (None, "country")


def test_of_many_mistakes_the_first_five_are_named() -> None:
    error = refused(capacities=[1] * 8)
    assert str(error).endswith("capacity 5 is not a group of fields; and 3 more mistakes")


def test_a_part_of_a_case_on_its_own() -> None:
    with pytest.raises(ValidationError) as found:
        Capacity.model_validate({"dimension": "sit", "aspect": "run", "reach_cm": 900})
    assert str(refusal(found.value)) == "Capacity: reach 900 cm is outside 0 to 150 cm"


def test_a_long_name_is_cut() -> None:
    error = refused(restrictions=[{"wording": "no lifting " * 100, "review_on": "soon"}])
    assert len(str(error)) < 200
