"""One check of values for single cases and arrays, refusing in words."""

import math

import numpy as np
import pytest
from pydantic import BaseModel

from ergo.errors import InputError
from ergo.methods import load
from ergo.methods.inputs import UNKNOWN, MethodInput, measured

GOOD = {
    "load_kg": 12,
    "h_origin_cm": 40,
    "v_origin_cm": 60,
    "v_dest_cm": 90,
    "asym_deg": 0,
    "freq_per_min": 1,
    "duration_h": 1,
    "coupling": "fair",
}
NIOSH = load("niosh_1994")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"load_kg": None}, "Usual load is missing"),
        ({"load_kg": 301}, "Usual load 301 kg is outside 0 to 300 kg"),
        ({"load_kg": "12"}, "Usual load '12' is not a number"),
        ({"h_origin_cm": math.inf}, "Reach at the start of the lift inf is not a number"),
        ({"coupling": "sticky"}, "Grip on the load 'sticky' is not one of good, fair, poor"),
        ({"unstable": "no"}, "Load shifts while lifted 'no' is not yes or no"),
        ({"colour": "red"}, "'colour' is not an input; the inputs are load_kg,"),
        ({"load_max_kg": 8}, "Heaviest load 8 kg is below the usual load"),
        ({"v_dest_cm": None}, "Hand height at the end of the lift is needed, or else the vertical travel"),
        ({"significant_control": True}, "Reach at the end of the lift is needed where the load is placed"),
        (
            {"significant_control": True, "h_dest_cm": 40},
            "Twist at the end of the lift is needed where the load is placed",
        ),
        ({"load_kg": [10, 301]}, "row 2: Usual load 301 kg is outside 0 to 300 kg"),
        ({"load_kg": [10, np.nan]}, "row 2: Usual load is missing"),
        ({"load_kg": [10, None]}, "row 2: Usual load is missing"),
        ({"load_kg": [10, "11"]}, "row 2: Usual load '11' is not a number"),
        ({"load_kg": [True, False]}, "row 1: Usual load True is not a number"),
        ({"coupling": ["good", "sticky"]}, "row 2: Grip on the load 'sticky' is not one of"),
        ({"coupling": ["good", ""]}, "row 2: Grip on the load is missing"),
        ({"coupling": [0, 1]}, "row 1: Grip on the load 0 is not text"),
        ({"unstable": [True, 1.0]}, "row 2: Load shifts while lifted 1.0 is not yes or no"),
        ({"hands": [2, 1.5]}, "row 2: Hands on the load 1.5 is not a whole number"),
        ({"load_max_kg": [15, 8]}, "row 2: Heaviest load 8 kg is below the usual load"),
        ({"v_dest_cm": [90, np.nan]}, "row 2: Hand height at the end of the lift is needed, or else"),
    ],
)
def test_a_bad_value_is_refused_in_words(change, message):
    with pytest.raises(InputError) as refused:
        NIOSH.score(**GOOD | change)
    assert str(refused.value).startswith(message)
    assert refused.value.row == (int(message[4]) if message.startswith("row") else None)


def test_an_error_carries_field_value_unit_and_range():
    with pytest.raises(InputError) as refused:
        NIOSH.score(**GOOD | {"v_origin_cm": [60, 300]})
    error = refused.value
    assert (error.field, error.value, error.unit) == ("Hand height at the start of the lift", 300, "cm")
    assert (error.low, error.high, error.row) == (0, 250, 2)


def test_one_case_is_placed_by_item_and_row():
    case = NIOSH.inputs.of(GOOD | {"load_max_kg": None}, item="Pick", row=3)
    assert case.load_kg == 12
    assert case.load_max_kg is None
    with pytest.raises(
        InputError, match=r"^Pick, row 3: Usual load 301 kg is outside 0 to 300 kg$"
    ) as refused:
        NIOSH.inputs.of(GOOD | {"load_kg": 301}, item="Pick", row=3)
    assert (refused.value.item, refused.value.row) == ("Pick", 3)
    with pytest.raises(InputError, match=r"^Usual load is missing$"):
        NIOSH.inputs.of({})


def test_values_as_a_method_computes_with_them():
    x = NIOSH.inputs.check(GOOD | {"unstable": True, "hands": np.int64(2)})
    assert (x.load_kg, x.coupling, x.unstable, x.hands) == (12.0, 1, 1, 2.0)
    assert math.isnan(x.load_max_kg)
    assert (x.restricted_space, x.body_position) == (UNKNOWN, UNKNOWN)


def test_arrays_as_a_method_computes_with_them():
    x = NIOSH.inputs.check(
        GOOD
        | {
            "coupling": ["poor", "good"],
            "load_max_kg": [None, 20],
            "unstable": [None, True],
            "restricted_space": np.array([True, False]),
            "body_position": ["", "sit"],
        }
    )
    assert x.coupling.tolist() == [2, 0]
    assert np.isnan(x.load_max_kg).tolist() == [True, False]
    assert x.unstable.tolist() == [UNKNOWN, 1]
    assert x.restricted_space.tolist() == [1, 0]
    assert x.body_position.tolist() == [UNKNOWN, 1]


def test_cases_become_columns():
    columns = NIOSH.inputs.columns([GOOD, GOOD | {"load_kg": 5, "hands": 2, "unstable": None}])
    assert columns["load_kg"].tolist() == [12, 5]
    assert columns["hands"].tolist() == [None, 2]
    assert "unstable" not in columns
    scores = NIOSH.score(**columns).score
    assert scores.tolist() == [NIOSH.score(**GOOD).score, NIOSH.score(**GOOD | {"load_kg": 5}).score]


def test_a_field_without_a_quantity_is_a_programming_error():
    class Loose(MethodInput):
        load_kg: float

    assert issubclass(Loose, BaseModel)
    with pytest.raises(TypeError, match=r"Loose\.load_kg is not bound to a quantity"):
        Loose.quantities()


def test_a_field_of_an_unknown_quantity_is_refused():
    with pytest.raises(InputError, match=r"lift\.colour"):
        measured("lift.colour")
