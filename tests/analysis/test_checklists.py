"""What a checklist has found: open items, remedies that are not agreed, what is put right."""

from datetime import date

from ergo.analysis.checklists import review
from ergo.knowledge.checklists import checklist
from ergo.model.job import ChecklistFinding, ItemState

DSE = checklist("dse")
FIRST, SECOND, THIRD = (item.id for item in DSE.of_section("keyboard")[:3])


def no(item_id: str, **more: object) -> ChecklistFinding:
    return ChecklistFinding.model_validate({"item_id": item_id, "state": "no", **more})


def test_nobody_has_looked() -> None:
    seen = review(DSE, [])
    assert seen.unanswered == DSE.items
    assert (seen.answered, seen.to_remedy, seen.remedied) == (0, (), ())


def test_yes_and_does_not_apply_need_nothing() -> None:
    found = [
        ChecklistFinding(item_id=FIRST, state=ItemState.YES),
        ChecklistFinding(item_id=SECOND, state=ItemState.NOT_APPLICABLE),
    ]
    seen = review(DSE, found)
    assert seen.answered == 2
    assert seen.to_remedy == ()


def test_a_no_lacks_what_was_not_agreed() -> None:
    bare, half, agreed = review(
        DSE,
        [
            no(FIRST),
            no(SECOND, remedy="Wedge.", due="2026-12-01"),
            no(THIRD, remedy="Move it.", responsible="Supervisor", due="2026-12-01"),
        ],
    ).to_remedy
    assert bare.lacks == ("remedy", "person", "date")
    assert half.lacks == ("person",)
    assert agreed.lacks == ()
    assert agreed.finding.due == date(2026, 12, 1)


def test_incomplete_are_those_that_lack_something() -> None:
    agreed = {"remedy": "Move it.", "responsible": "Supervisor", "due": "2026-12-01"}
    seen = review(DSE, [no(FIRST), no(SECOND, **agreed)])
    assert [entry.item.id for entry in seen.incomplete] == [FIRST]


def test_what_was_put_right_needs_nothing_more() -> None:
    seen = review(DSE, [no(FIRST, done_on="2026-11-20")])
    assert seen.to_remedy == ()
    assert [item.id for item in seen.remedied] == [FIRST]


def test_a_section_and_the_findings_of_other_lists() -> None:
    seen = review(DSE, [no(FIRST), no("other.item")], "keyboard")
    assert len(seen.items) == 5
    assert [entry.item.id for entry in seen.to_remedy] == [FIRST]
    assert review(DSE, [no(FIRST)], "desk").answered == 0
