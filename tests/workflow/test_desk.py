"""Every accepted edit is saved as a version; a refused one changes nothing."""

import threading
from datetime import date

import pytest

from ergo.errors import InputError
from ergo.model.base import Measurement
from ergo.model.case import Case
from ergo.model.job import Task, TaskKind
from ergo.store import casefile
from ergo.workflow.desk import Desk
from ergo.workflow.examples import example, examples


def add_task(case: Case) -> None:
    case.job.tasks.append(Task(id="pick", name="Pick from floor", kind=TaskKind.LIFTING))


def test_new_case_is_saved_and_listed(desk: Desk) -> None:
    case = desk.new_case("  W-17 ")
    assert case.worker.code == "W-17"
    assert desk.open(case.id) == case
    assert [(row.id, row.worker_code) for row in desk.list_cases()] == [(case.id, "W-17")]


@pytest.mark.parametrize(("code", "message"), [("  ", "Worker: code is missing"), ("x" * 121, "at most 120")])
def test_new_case_needs_a_code(desk: Desk, code: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        desk.new_case(code)
    assert desk.list_cases() == []


def test_edit_is_saved_as_a_version(desk: Desk) -> None:
    case = desk.new_case("W-1")
    changed = desk.edit(case.id, add_task, note="task added")
    assert [task.name for task in changed.job.tasks] == ["Pick from floor"]
    assert desk.open(case.id) == changed
    assert [(v.version, v.note) for v in desk.store.versions(case.id)] == [(2, "task added"), (1, "new case")]


def test_edit_that_changes_nothing_makes_no_version(desk: Desk) -> None:
    case = desk.new_case("W-1")
    assert desk.edit(case.id, lambda c: setattr(c, "notes", "")) == case
    assert desk.store.newest(case.id) == 1


def set_too_short_block(case: Case) -> None:
    case.notes = "must not stay"
    case.job.tasks[0].smallest_block_min = 5


def set_impossible_load(case: Case) -> None:
    case.notes = "must not stay"
    case.job.tasks[0].measurements["lift.load_kg"] = Measurement(value=999)


def add_task_of_no_kind(case: Case) -> None:
    case.notes = "must not stay"
    case.job.tasks.append(Task.model_validate({"name": "x", "kind": "juggling"}))


def change_id(case: Case) -> None:
    case.id = "another"


def refuse(case: Case) -> None:
    case.notes = "must not stay"
    raise InputError("Choose another date.", item="Plan", field="start")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (set_too_short_block, "Task “Pick from floor”: smallest block 5 min is outside 15 to 480 min"),
        (set_impossible_load, "Pick from floor: Usual load 999 kg is outside 0 to 300 kg"),
        (add_task_of_no_kind, "Task: kind 'juggling' is not one of lifting"),
        (change_id, "The id of a case cannot be changed"),
        (refuse, "Choose another date"),
    ],
)
def test_refused_edit_leaves_the_case_as_it_was(desk: Desk, change: object, message: str) -> None:
    case = desk.edit(desk.new_case("W-1").id, add_task)
    with pytest.raises(InputError, match=message):
        desk.edit(case.id, change)  # type: ignore[arg-type]
    assert desk.open(case.id) == case
    assert desk.store.newest(case.id) == 2


def test_edit_that_fails_in_the_program_leaves_the_case_as_it_was(desk: Desk) -> None:
    case = desk.new_case("W-1")
    with pytest.raises(ZeroDivisionError):
        desk.edit(case.id, lambda c: setattr(c, "notes", str(1 / 0)))
    assert desk.open(case.id) == case


def test_edits_at_the_same_moment_all_stay(desk: Desk) -> None:
    case_id = desk.new_case("W-1").id
    barrier = threading.Barrier(4)

    def work(name: str) -> None:
        barrier.wait()
        for number in range(5):
            desk.edit(case_id, lambda c, text=f"{name}{number} ": setattr(c, "notes", c.notes + text))

    threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(desk.open(case_id).notes.split()) == sorted(f"{n}{i}" for n in "abcd" for i in range(5))
    assert desk.store.newest(case_id) == 21


def test_case_file_goes_out_and_comes_back(desk: Desk) -> None:
    case = desk.edit(desk.new_case("W-1").id, add_task)
    assert casefile.load(desk.export_case(case.id)) == case


def test_imported_case_keeps_its_id(desk: Desk) -> None:
    data = b'{"schema_version": 1, "id": "from-elsewhere", "worker": {"code": "W-9"}}'
    assert desk.import_case(data).id == "from-elsewhere"
    assert desk.open("from-elsewhere").worker.code == "W-9"


def test_import_overwrites_nothing(desk: Desk) -> None:
    case = desk.new_case("W-1")
    data = desk.export_case(case.id)
    newer = desk.edit(case.id, add_task)
    copy = desk.import_case(data)
    assert copy.id != case.id
    assert copy.model_copy(update={"id": case.id}) == case
    assert desk.open(case.id) == newer
    assert len(desk.list_cases()) == 2


def test_refused_import_leaves_nothing_behind(desk: Desk) -> None:
    with pytest.raises(InputError, match="Worker: code is missing"):
        desk.import_case(b'{"schema_version": 1, "worker": {}}')
    assert desk.list_cases() == []


def test_examples_can_be_opened_and_are_fresh_copies(desk: Desk) -> None:
    known = examples()
    assert "warehouse" in [info.id for info in known]
    for info in known:
        assert info.title
        assert info.summary
        first, second = desk.open_example(info.id), desk.open_example(info.id)
        assert first.id != second.id
        assert first.job == example(info.id).job
        desk.edit(first.id, lambda c: c.job.tasks.clear())
        assert desk.open(second.id).job.tasks
        assert example(info.id).job.tasks


def test_unknown_example_and_case(desk: Desk) -> None:
    with pytest.raises(InputError, match=r"no example called 'moon'; there are: .*warehouse"):
        desk.open_example("moon")
    with pytest.raises(InputError, match="There is no case 'nobody'"):
        desk.edit("nobody", add_task)


def test_dates_set_by_a_page_are_checked_like_those_of_a_file(desk: Desk) -> None:
    case = desk.new_case("W-1")
    changed = desk.edit(case.id, lambda c: setattr(c.plan_settings, "start", date(2026, 2, 2)))
    assert changed.plan_settings.start == date(2026, 2, 2)
    with pytest.raises(InputError, match="Plan settings: start 'tomorrow' is not a date written YYYY-MM-DD"):
        desk.edit(case.id, lambda c: setattr(c.plan_settings, "start", "tomorrow"))


@pytest.mark.parametrize(
    ("search", "codes"),
    [
        ("", ["W-2", "Å-1"]),
        ("å-1", ["Å-1"]),
        ("ANGSTROM a-1", ["Å-1"]),
        ("picker", ["Å-1"]),
        ("picker w-2", []),
        ("   ", ["W-2", "Å-1"]),
    ],
)
def test_search_asks_for_every_word_whatever_case_and_accents(
    desk: Desk, search: str, codes: list[str]
) -> None:
    def name(case: Case) -> None:
        case.title, case.job.title = "Ångström’s back", "Order picker"

    desk.edit(desk.new_case("Å-1").id, name)
    desk.new_case("W-2")
    assert [row.worker_code for row in desk.list_cases(search)] == codes


def test_case_that_is_opened_stands_first(desk: Desk) -> None:
    first, second = desk.new_case("W-1"), desk.new_case("W-2")
    assert [row.id for row in desk.list_cases()] == [second.id, first.id]
    desk.open(first.id)
    assert [row.id for row in desk.list_cases()] == [first.id, second.id]


def test_archived_case_is_found_among_the_archived_alone(desk: Desk) -> None:
    case = desk.new_case("W-1")
    desk.archive(case.id)
    assert desk.list_cases() == []
    assert [row.id for row in desk.list_cases("w-1", archived=True)] == [case.id]
    assert desk.open(case.id) == case
    desk.bring_back(case.id)
    assert [row.id for row in desk.list_cases()] == [case.id]


def test_settings_go_into_a_new_case(desk: Desk) -> None:
    desk.change_settings(country="AU", region="NSW", scheme_id="nsw")
    case = desk.new_case("W-1")
    assert (case.country, case.region, case.scheme_id) == ("AU", "NSW", "nsw")
    assert desk.settings().region == "NSW"


@pytest.mark.parametrize("values", [{"country": "Wales"}, {"paper": "a0"}, {"theme": "dark"}])
def test_setting_that_does_not_exist_is_refused(desk: Desk, values: dict[str, object]) -> None:
    before = desk.settings()
    with pytest.raises(InputError):
        desk.change_settings(**values)
    assert desk.settings() == before
