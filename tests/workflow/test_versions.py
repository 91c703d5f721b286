"""Two versions side by side, and two windows that edit one case."""

from collections.abc import Callable
from datetime import date

import pytest

from ergo.errors import InputError
from ergo.knowledge.dimensions import Aspect
from ergo.model.base import Measurement
from ergo.model.capacity import Capacity
from ergo.model.case import Case
from ergo.store.trail import Action
from ergo.workflow.desk import Desk
from ergo.workflow.examples import example
from ergo.workflow.plans import keep_plan, plan_case
from ergo.workflow.versions import Clash, Difference, differences


def shown(found: list[Difference]) -> list[tuple[str, str, str]]:
    return [(d.where, d.before, d.after) for d in found]


def test_the_same_case_differs_in_nothing() -> None:
    assert differences(example("warehouse"), example("warehouse")) == []


def test_what_differs_is_said_in_words() -> None:
    before = example("warehouse")
    after = before.model_copy(deep=True)
    after.title = "Another title"
    task = after.job.tasks[0]
    task.measurements["lift.load_kg"] = Measurement(value=99.0)
    after.job.tasks.insert(0, after.job.tasks.pop(1))
    after.capacities = [c for c in after.capacities if c.dimension != "sit"]
    found = shown(differences(before, after))
    assert ("Title", before.title, "Another title") in found
    assert (f"Task “{task.name}”: Usual load", "9", "99") in found
    assert ("Capacity “Sit”: dimension", "sit", "") in found
    assert not any("importance" in where for where, _, _ in found)


def test_a_plan_is_one_difference(warehouse_planned: Case) -> None:
    found = differences(example("warehouse"), warehouse_planned)
    assert [d.where for d in found] == ["Plan"]
    assert found[0].after.startswith("version 1, made on Sat 21 Nov 2026")


@pytest.fixture
def warehouse_planned() -> Case:
    case = example("warehouse")
    keep_plan(case, plan_case(case, date(2026, 11, 21)).plan)
    return case


def set_title(title: str) -> Callable[[Case], None]:
    return lambda case: setattr(case, "title", title)


def test_edits_of_different_things_both_stay(desk: Desk) -> None:
    seen = desk.new_case("W-1")
    desk.edit(seen.id, set_title("theirs"))
    mine = desk.edit_seen(seen, lambda case: setattr(case, "notes", "mine"))
    assert (mine.title, mine.notes) == ("theirs", "mine")
    assert desk.open(seen.id) == mine


def test_the_later_edit_of_the_same_thing_is_told_and_sees_both(desk: Desk) -> None:
    seen = desk.new_case("W-1")
    desk.edit(seen.id, set_title("theirs"))
    with pytest.raises(Clash, match="Title: it was changed elsewhere to theirs, here to mine") as clash:
        desk.edit_seen(seen, set_title("mine"))
    assert shown(clash.value.both) == [("Title", "theirs", "mine")]
    assert desk.open(seen.id).title == "theirs"
    assert desk.edit(seen.id, set_title("mine")).title == "mine"
    assert [v.version for v in desk.store.versions(seen.id)] == [3, 2, 1]
    assert desk.store.load(seen.id, 2).title == "theirs"


def test_both_adding_an_entry_is_no_clash(desk: Desk) -> None:
    seen = desk.new_case("W-1")

    def add(name: str) -> Callable[[Case], None]:
        entry = Capacity(id=name, dimension="sit", aspect=Aspect.RUN, value=30)
        return lambda case: case.capacities.append(entry)

    desk.edit(seen.id, add("a"))
    assert [c.id for c in desk.edit_seen(seen, add("b")).capacities] == ["a", "b"]


def test_an_edit_that_the_model_refuses_is_refused_first(desk: Desk) -> None:
    seen = desk.new_case("W-1")
    desk.edit(seen.id, set_title("theirs"))
    with pytest.raises(InputError, match="121 characters"):
        desk.edit_seen(seen, set_title("x" * 121))


def test_an_earlier_version_is_restored_as_a_new_one(desk: Desk) -> None:
    desk.change_settings(name="OT 7")
    case = desk.new_case("W-1")
    desk.edit(case.id, set_title("second"))
    restored = desk.restore(case.id, 1)
    assert restored.title == ""
    assert [v.note for v in desk.store.versions(case.id)] == ["version 1 restored", "", "new case"]
    entry = desk.store.trail.entries(case.id)[0]
    assert (entry.who, entry.action, entry.detail["version"]) == ("OT 7", Action.RESTORED, "3")
