"""The vocabulary holds every input the methods of the reference ask for, and refuses values in words."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from ergo.errors import InputError
from ergo.knowledge.files import DataFileError, read_csv, read_json
from ergo.knowledge.quantities import Quantity, check_value, quantities, quantity

REFERENCE = json.loads((Path(__file__).parent / "data" / "method_inputs.json").read_text())["method_inputs"]
UNITS = {
    "kg",
    "cm",
    "m",
    "mm",
    "deg",
    "lifts/min",
    "1/min",
    "1/h",
    "h",
    "min",
    "min/h",
    "d",
    "N",
    "m/s2",
    "m/s1.75",
    "%",
}
UNITS |= {"degC", "MET", "m/s", "s", ""}


@pytest.mark.parametrize("row", REFERENCE, ids=lambda row: row["id"])
def test_every_method_input_of_the_reference_is_a_quantity(row):
    kept = quantity(row["id"])
    assert kept.used_by == row["used_by"]
    if row["unit"] == "bool":
        assert kept.kind == "flag"
    elif row["unit"] == "text":
        assert kept.kind == "choice"
    elif row["unit"] in ("good|fair|poor", "stand|sit|kneel", "push|pull", "manual|automatic"):
        assert [choice.value for choice in kept.choices] == row["unit"].split("|")
    elif row["unit"] in ("1|2", "0-4", "0-10"):
        assert [kept.low, kept.high] == [float(bound) for bound in row["unit"].replace("|", "-").split("-")]
    elif row["unit"] in ("count", "score"):
        assert (kept.kind, kept.unit) == ("number", "")
    else:
        assert kept.unit == {"C": "degC", "deg from horizontal": "deg"}.get(row["unit"], row["unit"])


def test_words_are_complete_and_labels_are_unique_and_carry_no_unit():
    assert len({kept.label for kept in quantities().values()}) == len(quantities())
    for kept in quantities().values():
        assert kept.unit in UNITS, kept.id
        assert kept.help.endswith("."), kept.id
        words = kept.label.replace(",", " ").split()
        assert not {"cm", "kg", "deg", "min", "m/s2", "N", "%"} & set(words), kept.id
        if kept.kind == "number":
            assert 0 < kept.step <= kept.high - kept.low, kept.id
            assert round(kept.step, kept.decimals) == kept.step, kept.id


def test_outcomes_are_marked_as_computed():
    computed = {kept.id for kept in quantities().values() if kept.computed}
    assert computed == {"niosh.rwl_kg", "wbv.a8_ms2", "hav.a8_ms2"}


@pytest.mark.parametrize(
    ("quantity_id", "value", "kept"),
    [
        ("lift.load_kg", 12, 12.0),
        ("lift.load_kg", 0, 0.0),
        ("lift.hands", 2, 2.0),
        ("lift.coupling", "fair", "fair"),
        ("lift.unstable", False, False),
        ("org.start_time", "06:30", "06:30"),
    ],
)
def test_a_good_value_is_kept(quantity_id, value, kept):
    result = check_value(quantity_id, value)
    assert result == kept
    assert type(result) is type(kept)


@pytest.mark.parametrize(
    ("quantity_id", "value", "message"),
    [
        ("lift.v_origin_cm", 300, "Pick: Hand height at the start of the lift 300 cm is outside 0 to 250 cm"),
        ("lift.load_kg", -1, "Pick: Usual load -1 kg is outside 0 to 300 kg"),
        ("lift.load_kg", None, "Pick: Usual load is missing"),
        ("lift.load_kg", "12", "Pick: Usual load '12' is not a number"),
        ("lift.load_kg", True, "Pick: Usual load True is not a number"),
        ("lift.load_kg", float("nan"), "Pick: Usual load nan is not a number"),
        ("lift.hands", 1.5, "Pick: Hands on the load 1.5 is not a whole number"),
        ("lift.coupling", "bad", "Pick: Grip on the load 'bad' is not one of good, fair, poor"),
        ("lift.coupling", 3, "Pick: Grip on the load 3 is not text"),
        ("lift.unstable", 1, "Pick: Load shifts while lifted 1 is not yes or no"),
        ("lift.unstable", "y" * 99, "Pick: Load shifts while lifted '" + 59 * "y" + "… is not yes or no"),
    ],
)
def test_a_bad_value_is_refused_in_words(quantity_id, value, message):
    with pytest.raises(InputError) as refused:
        check_value(quantity_id, value, item="Pick")
    assert str(refused.value) == message
    assert refused.value.field == quantity(quantity_id).label
    assert refused.value.item == "Pick"


def test_an_unknown_quantity_is_refused():
    with pytest.raises(InputError, match=r"lift\.colour"):
        check_value("lift.colour", 1)


@given(st.sampled_from([q for q in quantities().values() if q.kind == "number"]), st.floats(allow_nan=False))
def test_a_number_is_kept_exactly_when_it_is_in_range(wanted: Quantity, value: float):
    allowed = wanted.low <= value <= wanted.high and (not wanted.whole or value == int(value))
    if allowed:
        assert check_value(wanted.id, value) == value
    else:
        with pytest.raises(InputError):
            check_value(wanted.id, value)


@pytest.mark.parametrize(
    "change",
    [
        {"high": -1},
        {"low": None},
        {"choices": [{"value": "a", "label": "A"}]},
        {"kind": "choice"},
        {"colour": 1},
    ],
)
def test_an_incomplete_row_is_refused(change):
    row = {"id": "a.b_kg", "group": "A", "label": "B", "kind": "number", "unit": "kg", "low": 0, "high": 1}
    Quantity.model_validate(row | {"help": "Weigh it.", "used_by": ""})
    with pytest.raises(ValidationError):
        Quantity.model_validate(row | {"help": "Weigh it.", "used_by": ""} | change)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.json", b'{"a": 1,\n "b": }', "data/a.json is damaged at line 2"),
        ("a.json", b"\xff", "data/a.json is not UTF-8"),
        ("a.csv", b"", "data/a.csv needs a first line"),
        ("a.csv", b"id,id\n1,2\n", "data/a.csv needs a first line"),
        ("a.csv", b"id,name\n1,2\n3\n", "data/a.csv, line 3: 1 cells, the header has 2"),
        ("a.csv", b'id\n"x"y\n', "data/a.csv is damaged at line 2"),
    ],
)
def test_a_damaged_data_file_says_which_and_where(tmp_path, monkeypatch, name, content, message):
    monkeypatch.setattr("ergo.knowledge.files.DATA", tmp_path)
    (tmp_path / name).write_bytes(content)
    read = read_json if name.endswith("json") else read_csv
    with pytest.raises(DataFileError, match=message):
        read.__wrapped__(name)


def test_a_missing_data_file_is_named():
    with pytest.raises(DataFileError, match=r"data/nothing\.json is missing"):
        read_json("nothing.json")


def test_rows_of_a_csv_keep_commas_and_line_breaks(tmp_path, monkeypatch):
    monkeypatch.setattr("ergo.knowledge.files.DATA", tmp_path)
    (tmp_path / "a.csv").write_text('id,text\n1,"two, three\nfour"\n')
    assert read_csv.__wrapped__("a.csv") == ({"id": "1", "text": "two, three\nfour"},)
