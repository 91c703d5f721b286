"""The message a person reads when a value is refused."""

import json
import pickle

import pytest

from ergo.errors import InputError


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (
            InputError(
                item="Pick from floor level", field="hand height", value=300, unit="cm", low=0, high=250
            ),
            "Pick from floor level: hand height 300 cm is outside 0 to 250 cm",
        ),
        (
            InputError(item="Tasks", row=3, field="load", value=-2.50, unit="kg", low=0),
            "Tasks, row 3: load -2.5 kg is below 0 kg",
        ),
        (InputError(field="share", value=1.2, high=1), "share 1.2 is above 1"),
        (InputError(row=2, field="load"), "row 2: load is missing"),
        (InputError(field="coupling", value="loose"), "coupling 'loose' is not allowed"),
        (InputError(value=7), "value 7 is not allowed"),
        (
            InputError(field="load", value=8.0, unit="kg", row=3, why="is below the usual load"),
            "row 3: load 8 kg is below the usual load",
        ),
        (InputError(field="travel", why="is needed"), "travel is needed"),
        (InputError("The file is not a case.", field="file"), "The file is not a case."),
    ],
)
def test_message_names_item_field_value_and_range(error: InputError, message: str) -> None:
    assert str(error) == message


def test_long_text_is_cut_in_the_message_and_kept_in_the_field() -> None:
    error = InputError(field="note", value="x" * 5000)
    assert len(str(error)) < 100
    assert error.value == "x" * 5000


def test_as_dict_is_json_and_holds_only_what_was_given() -> None:
    error = InputError(item="Pallets", field="load", value=float("nan"), unit="kg", low=0)
    assert json.loads(json.dumps(error.as_dict(), allow_nan=False)) == {
        "message": "Pallets: load nan kg is below 0 kg",
        "item": "Pallets",
        "field": "load",
        "value": "nan",
        "unit": "kg",
        "low": 0,
    }


def test_fields_survive_a_process_boundary() -> None:
    error = pickle.loads(pickle.dumps(InputError(field="load", value=70, unit="kg", high=50)))
    assert str(error) == "load 70 kg is above 50 kg"
    assert (error.field, error.value, error.high) == ("load", 70, 50)
