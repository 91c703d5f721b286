"""Forms of the schemes against the union of their fields, as it was read: nothing lost, nothing claimed as read.

``data/form_fields.csv`` is a copy of the reference table of template fields: for each field the forms that ask for it
(``templates``), the forms on which it was really seen (``seen_in``) and its status.
"""

import csv
from pathlib import Path

import pytest

from ergo.errors import InputError
from ergo.knowledge.scheme_forms import Measure, forms_of, general_fields, scales, scheme_form, scheme_forms
from ergo.knowledge.schemes import schemes
from ergo.knowledge.sources import Status

FIELDS = list(csv.DictReader((Path(__file__).parent / "data" / "form_fields.csv").open(encoding="utf-8")))
OTHER_FORMS = {"COM", "BC_GRTW", "CSU_TEP"}
"""Forms of the table that belong to no scheme that can be chosen."""


def split(cell: str) -> set[str]:
    return {part.split("(")[0].strip() for part in cell.split(";") if part.strip()}


ASKED = [(form, row) for row in FIELDS for form in sorted(split(row["templates"]) - OTHER_FORMS)]


def test_the_table_is_whole() -> None:
    assert len(FIELDS) == 97
    assert {form for form, _ in ASKED} == set(scheme_forms())


@pytest.mark.parametrize(("form_id", "row"), ASKED, ids=[f"{form}-{row['field_id']}" for form, row in ASKED])
def test_every_field_of_a_form_has_a_row_or_a_reason(form_id: str, row: dict[str, str]) -> None:
    form = scheme_forms()[form_id]
    left_out = {gone.field for gone in form.left_out}
    found = [field for field in form.fields if field.field == row["field_id"]]
    assert len(found) == (row["field_id"] not in left_out)
    for field in found:
        seen = form_id in split(row["seen_in"]) and row["status"] != "memory"
        remembered = field.status is Status.MEMORY
        assert remembered != seen or field.status is Status.PARTLY_VERIFIED, field.status
        assert (field.source == "MEM") == remembered


def test_every_scheme_has_its_forms() -> None:
    for scheme in schemes().values():
        assert forms_of(scheme), scheme.label


def test_the_bands_of_the_functional_abilities_form_are_those_that_were_read() -> None:
    used = {field.field: field.scale for field in scheme_form("ON_FAF").fields if field.scale}
    edges = {
        field: [band.up_to for band in scales()[scale].bands if band.up_to]
        for field, scale in used.items()
        if scales()[scale].unit is not Measure.STEPS
    }
    assert edges == {
        "walk": [100, 200],
        "stand_at_a_time": [15, 30],
        "sit_at_a_time": [30, 60],
        "lift_floor_waist": [5, 10],
        "lift_waist_shoulder": [5, 10],
        "push_pull": [5, 10],
        "duration_of_limits": [2, 7, 14],
    }
    assert {s.id for s in scales().values() if s.status is Status.MEMORY} == {
        "on_ladder",
        "on_duration",
        "tx_hours",
        "wa_frequency_apf",
    }


@pytest.mark.parametrize(
    ("scale", "value", "label"),
    [
        ("on_walking", 0, "other"),
        ("on_walking", 1, "up to 100 metres"),
        ("on_walking", 100, "up to 100 metres"),
        ("on_walking", 100.5, "100–200 metres"),
        ("on_walking", 120, "100–200 metres"),
        ("on_walking", 200, "100–200 metres"),
        ("on_walking", 201, "other"),
        ("on_sitting", 30, "up to 30 minutes"),
        ("on_sitting", 31, "30 minutes–1 hour"),
        ("on_sitting", 61, "other"),
        ("on_lifting", 10, "5–10 kilograms"),
        ("on_lifting", 10.1, "other"),
        ("on_duration", 14, "8–14 days"),
        ("on_duration", 15, "14 days or more"),
        ("wa_frequency", 0, "never"),
        ("wa_frequency", 1, "seldom (1–10 %)"),
        ("wa_frequency", 10, "seldom (1–10 %)"),
        ("wa_frequency", 11, "occasional (11–33 %)"),
        ("wa_frequency", 34, "frequent (34–66 %)"),
        ("wa_frequency", 67, "constant (67–100 %)"),
        ("tx_hours", 4, "4"),
        ("tx_hours", 3, "other"),
        ("vic_three_levels", 0, "cannot"),
        ("vic_three_levels", 0.1, "with modifications"),
    ],
)
def test_a_value_lies_in_the_band_that_ends_at_or_above_it(scale: str, value: float, label: str) -> None:
    assert scales()[scale].band(value) == label


def test_a_share_beyond_the_day_has_no_band() -> None:
    assert scales()["wa_frequency"].band(101) == ""


def test_every_field_is_used_and_an_amount_is_never_by_hand() -> None:
    used = {field.field for form in scheme_forms().values() for field in form.fields}
    assert used == set(general_fields())
    assert [f.id for f in general_fields().values() if f.amounts and f.by_hand] == []


def test_an_unknown_form() -> None:
    with pytest.raises(InputError, match="There is no form called 'NONE'"):
        scheme_form("NONE")
