"""Who sees what: the employer sees function only."""

import pytest

from ergo.errors import InputError
from ergo.knowledge.files import DataFileError, read_csv
from ergo.knowledge.rows import checked
from ergo.knowledge.visibility import FILE, Audience, Item, Rule, Visibility, items, visibility

FUNCTION_ONLY = {
    "identity",
    "work_capacity",
    "restrictions",
    "job_demands",
    "duties",
    "adjustments",
    "progress",
    "prognosis",
    "permanent_restriction",
    "pay",
}


def test_what_the_employer_sees_in_full_is_function_and_work():
    full = {row.id for row in items().values() if row.employer.rule is Rule.FULL}
    assert full == FUNCTION_ONLY


@pytest.mark.parametrize(
    "item_id",
    ["diagnosis", "body_area", "mechanism", "medical_history", "medication", "scores", "psychosocial_flags",
     "treatment", "birth_address"],
)  # fmt: skip
def test_what_the_employer_never_sees(item_id):
    assert visibility(item_id, Audience.EMPLOYER) == Visibility(rule=Rule.NONE)


@pytest.mark.parametrize(
    ("item_id", "form"),
    [
        ("red_flags", "plan paused for medical reasons"),
        ("tolerances", "agreed starting limit"),
        ("appointments", "times"),
        ("capacity_report", "match with the job"),
    ],
)
def test_what_the_employer_sees_in_another_form(item_id, form):
    assert visibility(item_id, Audience.EMPLOYER) == Visibility(rule=Rule.REDUCED, form=form)


def test_the_worker_sees_everything():
    assert {row.worker.rule for row in items().values()} == {Rule.FULL}


def test_the_certifier_sees_function_and_the_words_of_the_certificate():
    full = {row.id for row in items().values() if row.certifier.rule is Rule.FULL}
    assert full == FUNCTION_ONLY - {"pay"} | {"tolerances", "restriction_wording"}
    assert visibility("restriction_wording", Audience.EMPLOYER).rule is Rule.NONE


def test_every_item_for_every_audience():
    assert len(items()) == 31
    for row in items().values():
        for audience in Audience:
            assert isinstance(row.seen_by(audience), Visibility)


def test_unknown_item_is_an_error_in_words():
    with pytest.raises(InputError, match="no item 'shoe_size'"):
        visibility("shoe_size", Audience.EMPLOYER)


@pytest.mark.parametrize("cell", ["some", "reduced", "none: times", ""])
def test_a_cell_that_cannot_be_read_is_named(cell):
    row = read_csv(FILE)[0] | {"employer": cell}
    with pytest.raises(DataFileError, match=r"data/visibility.csv, row 1 \(identity\), employer"):
        checked(Item, [row], FILE)
