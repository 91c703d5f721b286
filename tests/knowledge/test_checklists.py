"""Checklists: every file fits, its items can be kept as findings, and a damaged one is refused."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from ergo.errors import InputError
from ergo.knowledge.checklists import Checklist, checklist, checklists
from ergo.model.job import ChecklistFinding, ItemState

TOPICS = json.loads((Path(__file__).parent / "data" / "dse_topics.json").read_text(encoding="utf-8"))
ITEM = {
    "id": "a.b",
    "section": "s",
    "ask": "Is it?",
    "ok_if": "it is",
    "if_not": "Mend it.",
    "source": "PROP",
    "status": "proposal",
}
MINIMAL = {
    "id": "a",
    "header": {"what": "w", "source": "s", "status": "t"},
    "title": "A",
    "about": "About.",
    "sections": [{"id": "s", "label": "S"}],
    "items": [ITEM],
}


@pytest.mark.parametrize("row", checklists().values(), ids=lambda row: row.id)
def test_every_item_is_a_question_with_a_remedy_that_a_case_can_keep(row: Checklist) -> None:
    for item in row.items:
        assert item.ask.endswith("?"), item.id
        assert item.if_not.endswith("."), item.id
        assert not item.ok_if.endswith("."), item.id
        assert ChecklistFinding(item_id=item.id, state=ItemState.NO).item_id == item.id


@pytest.mark.parametrize("topic", TOPICS["topics"], ids=lambda topic: topic["item"])
def test_every_topic_of_the_form_is_asked(topic: dict[str, str]) -> None:
    """The topics of the form, HSE CK1 (05/13), each with a word that its question cannot do without."""
    (item,) = (item for item in checklist("dse").items if item.id == topic["item"])
    assert topic["word"] in item.ask.lower()


def test_the_screen_list_asks_nothing_else() -> None:
    assert {topic["item"] for topic in TOPICS["topics"]} == {item.id for item in checklist("dse").items}


def test_items_stand_in_their_sections() -> None:
    dse = checklist("dse")
    assert [item.id for item in dse.of_section("desk")] == [
        "dse.desk_large",
        "dse.desk_reach",
        "dse.desk_matt",
    ]


def test_an_unknown_list_is_refused() -> None:
    with pytest.raises(InputError, match="no checklist called 'attic'"):
        checklist("attic")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"items": [ITEM | {"id": "b"}]}, "does not begin with 'a.'"),
        ({"items": [ITEM | {"source": "nobody"}]}, "no source called"),
        ({"items": [{**ITEM, "id": f"a.{n}"} for n in range(8)]}, "needs 1 to 7 items"),
        ({"sections": [*MINIMAL["sections"], {"id": "t", "label": "T"}]}, "needs 1 to 7 items"),
        ({"items": [ITEM, ITEM | {"section": "t"}]}, "order of the sections"),
        ({"colour": "red"}, "Extra inputs"),
    ],
)
def test_a_list_that_does_not_fit_is_refused(change: dict[str, object], why: str) -> None:
    Checklist.model_validate(MINIMAL)
    with pytest.raises(ValidationError, match=why):
        Checklist.model_validate(MINIMAL | change)
