"""The advice catalogue loads whole, and a mistake in a row is reported with file, row and field."""

import json
from collections import Counter
from pathlib import Path

import pytest

from ergo.errors import InputError
from ergo.knowledge.catalogue import (
    CatalogueItem,
    ControlLevel,
    EvidenceStatus,
    Recommendation,
    Remeasure,
    catalogue,
    catalogue_item,
    evidence,
)
from ergo.knowledge.drivers import drivers
from ergo.knowledge.files import DATA, DataFileError, read_csv
from ergo.knowledge.rows import by_id, checked

ROW = next(row for row in read_csv("equipment.csv") if row["id"] == "EQ001")


def effect(**rule):
    return json.dumps([rule])


def test_whole_catalogue_is_loaded():
    files = Counter(item_id[:2] for item_id in catalogue())
    assert files == {"EQ": 179, "MO": 165}
    assert len(evidence()) == 79


def test_one_row_as_the_file_has_it():
    item = catalogue_item("EQ102")
    assert item.name == "Active-suspension driver seat"
    assert item.drivers == ("drive.vibration",)
    assert [rule.model_dump() for rule in item.effect_rules] == [
        {"op": "scale", "input": "wbv.aw_ms2", "lo": 0.5, "hi": 0.5}
    ]
    assert (item.cost_low_usd, item.cost_high_usd, item.cost_band) == (3000, 6000, "2000-10000")
    assert item.cost_basis == "indicative US price, general knowledge, unverified"


def test_effect_rules_by_kind_as_counted_in_the_reference():
    kinds = Counter(rule.op for item in catalogue().values() for rule in item.effect_rules)
    assert kinds == {
        "set": 81 + 48,
        "at_most": 76 + 59,
        "remeasure": 68 + 56,
        "range": 16 + 9,
        "at_least": 4 + 13,
        "scale": 4 + 11,
        "add": 1,
    }


def test_what_is_not_recommended_changes_nothing():
    refused = [
        item for item in catalogue().values() if item.recommend_status is Recommendation.NOT_RECOMMENDED
    ]
    assert {item.id for item in refused} == {"EQ032", "EQ033", "EQ068", "EQ095", "EQ129", "EQ142", "MO028"}
    assert all(not item.effect_rules for item in refused)


def test_no_worn_item_changes_a_lift():
    worn = [item for item in catalogue().values() if item.control_level is ControlLevel.PPE_PERSONAL]
    assert len(worn) == 38
    assert not [rule for item in worn for rule in item.effect_rules if rule.input.startswith("lift.")]


def test_cost_band_agrees_with_the_high_cost():
    ends = {"none": 0, "<100": 99, "100-500": 500, "500-2000": 2000, "2000-10000": 10000, ">10000": 10**9}
    for item in catalogue().values():
        expected = next(band for band, end in ends.items() if item.cost_high_usd <= end)
        assert item.cost_band == expected, item.id


def test_every_driver_has_something_that_answers_it():
    answered = {driver_id for item in catalogue().values() for driver_id in item.drivers}
    assert set(drivers()) == answered


def test_how_far_the_evidence_was_read():
    assert Counter(row.status for row in evidence().values()) == {
        EvidenceStatus.SEEN: 65,
        EvidenceStatus.PART: 10,
        EvidenceStatus.MEMORY: 4,
    }


def test_rules_that_only_ask_for_a_measurement_carry_no_value():
    rules = [rule for rule in catalogue_item("MO099").effect_rules if isinstance(rule, Remeasure)]
    assert [rule.input for rule in rules] == ["drive.total_h", "drive.entries_per_day"]


@pytest.mark.parametrize(
    ("field", "cell", "said"),
    [
        ("drivers", "lift.low_origin;lift.no_such", "no driver called 'lift.no_such'"),
        ("evidence_ids", "E-NOSUCH", "no evidence called 'E-NOSUCH'"),
        ("control_level", "magic", "elimination"),
        ("recommend_status", "perhaps", "recommend"),
        ("evidence_grade", "certain", "strong"),
        ("evidence_direction", "up", "supports"),
        ("effect_basis", "hope", "design_target"),
        ("cost_band", "cheap", "none"),
        ("contexts", "moon", "work"),
        ("conditions", "hangnail", "back_strain"),
        ("cost_low_usd", "-1", "greater than or equal to 0"),
        ("name", " ", "at least 1 character"),
        ("iso9999_status", "", "at least 1 character"),
        ("effect_rules", effect(input="lift.no_such", op="set", value=1), "lift.no_such"),
        ("effect_rules", effect(input="lift.load_kg", op="halve"), "halve"),
        ("effect_rules", effect(input="lift.load_kg", op="set", value=-1), "outside 0 to 300 kg"),
        ("effect_rules", effect(input="lift.coupling", op="set", value="sticky"), "good, fair, poor"),
        ("effect_rules", effect(input="lift.coupling", op="at_most", value=2), "not a number"),
        ("effect_rules", effect(input="lift.load_kg", op="range", lo=9, hi=3), "low end 9"),
        ("effect_rules", effect(input="lift.load_kg", op="at_most", value="worker.mood"), "worker.mood"),
        ("effect_rules", effect(input="lift.load_kg", op="remeasure", value=3), "Extra inputs"),
    ],
)
def test_a_wrong_cell_is_named(field, cell, said):
    with pytest.raises(DataFileError) as caught:
        checked(CatalogueItem, [ROW, ROW | {field: cell}], "equipment.csv")
    message = str(caught.value)
    assert message.startswith(f"data/equipment.csv, row 2 (EQ001), {field}")
    assert said in message


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"cost_low_usd": "900000"}, "above the high cost"),
        ({"control_level": "ppe_personal"}, "never changes a lift"),
        (
            {
                "effect_rules": json.dumps(
                    [
                        {"input": "lift.load_kg", "op": "set", "value": 0},
                        {"input": "lift.load_kg", "op": "remeasure"},
                    ]
                )
            },
            "two effect rules",
        ),
        ({"colour": "red"}, "Extra inputs"),
    ],
)
def test_cells_that_contradict_each_other_are_refused(change, said):
    with pytest.raises(DataFileError, match=said):
        checked(CatalogueItem, [ROW | change], "equipment.csv")


def test_an_id_that_stands_twice_is_refused():
    with pytest.raises(DataFileError, match=r"row 2 \(EQ001\), id: this id stands twice"):
        by_id(checked(CatalogueItem, [ROW, ROW], "equipment.csv"), "equipment.csv")


def test_what_is_not_there_is_an_error_in_words():
    with pytest.raises(InputError, match="no item 'X1'"):
        catalogue_item("X1")


def test_every_row_of_the_reference_is_there_word_for_word():
    """Ids run without a gap, so no row was lost in copying."""
    for file, letters, count in [("equipment.csv", "EQ", 179), ("modifications.csv", "MO", 165)]:
        lines = Path(DATA / file).read_text(encoding="utf-8").splitlines()
        assert [line.split(",", 1)[0] for line in lines[1:]] == [
            f"{letters}{n:03d}" for n in range(1, count + 1)
        ]
