"""The Job page: rosters of any cycle, tasks from three places, accounts settled, steps, photographs."""

import tomllib
from datetime import date, time
from io import BytesIO

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from ergo.knowledge.templates import job_template
from ergo.model.base import HowKnown
from ergo.model.case import Case
from ergo.model.job import Demand, Task, TaskKind
from ergo.store import casefile
from ergo.workflow.desk import Desk
from ergo.workflow.examples import example
from ergo.workflow.job_file import job_file
from ergo.workflow.job_templates import roster_of, template_tasks
from ergo.workflow.photographs import MOST_UPLOAD_BYTES, photograph_bytes
from tests.app.conftest import APP, Open, new_case

MONDAY = date(2026, 11, 23)


def stored(at: AppTest, desk: Desk) -> Case:
    return desk.open(at.session_state["case"].id)


def button(at: AppTest, label: str) -> None:
    next(b for b in at.button if b.label == label).click().run()
    assert not at.exception


def errors(at: AppTest) -> list[str]:
    return [error.value.replace("\\", "") for error in at.error]


def table(at: AppTest, column: str) -> list[list[str]]:
    """The rows of the first table with this column."""
    found = next(t.value for t in at.table if column in t.value.columns)
    return [[str(cell).replace("\\", "") for cell in row] for row in found.to_numpy()]


def metrics(at: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in at.metric}


def on_cycle(preset: str) -> Case:
    case = new_case()
    case.job.roster = roster_of(preset, MONDAY)
    return case


@pytest.mark.parametrize(
    ("preset", "hours", "shifts"),
    [
        ("week_5x7h36", {"Paid time a week": "38 h"}, 5),
        ("week_4x10", {"Paid time a week": "40 h"}, 4),
        ("week_3x8", {"Paid time a week": "24 h"}, 3),
        ("rotating_3", {"Paid time a week, on average": "40 h"}, 15),
        ("nights_4on_4off", {"Paid time a week, on average": "38 h 30 min"}, 4),
    ],
)
def test_ready_made_roster_is_taken(
    open_page: Open, desk: Desk, preset: str, hours: dict[str, str], shifts: int
) -> None:
    at = open_page("job", new_case())
    at.selectbox(key="job.preset").set_value(preset).run()
    roster = stored(at, desk).job.roster
    assert roster is not None
    assert len(roster.shifts) == shifts
    assert roster.anchor.weekday() == 0
    assert metrics(at) == hours
    assert at.selectbox(key="job.preset").value is None


def test_rotating_roster_is_seen_week_by_week(open_page: Open) -> None:
    at = open_page("job", on_cycle("rotating_3"))
    rows = table(at, "Mon")
    assert [row[1] for row in rows] == ["06:00 to 14:30", "14:00 to 22:30", "22:00 to 06:30 night"]
    assert [row[6:] for row in rows] == [["–", "–", "40 h"]] * 3


def test_every_shift_of_a_cycle_can_be_changed(open_page: Open, desk: Desk) -> None:
    at = open_page("job", on_cycle("rotating_2"))
    at.selectbox(key="job.shift").set_value("5").run()
    at.text_input(key="job.cycle.5.paid_min").set_value("7 h 36").run()
    at.time_input(key="job.cycle.5.start").set_value(time(13, 30)).run()
    at.number_input(key="job.cycle.5.number.metric").set_value(14.0).run()
    roster = stored(at, desk).job.roster
    assert roster is not None
    changed = roster.shifts[5]
    assert (changed.day, changed.start, changed.paid_min) == (13, time(13, 30), 456)
    assert at.text_input(key="job.cycle.5.paid_min").value == "7:36"


def test_day_that_holds_a_shift_or_lies_beyond_the_cycle_is_refused(open_page: Open, desk: Desk) -> None:
    case = on_cycle("rotating_2")
    at = open_page("job", case)
    number = "job.cycle.0.number.metric"
    at.number_input(key=number).set_value(2.0).run()
    assert errors(at) == ["A shift stands on day 2 already; a day holds one. Not saved."]
    at.number_input(key=number).set_value(15.0).run()
    assert errors(at) == ["day of the cycle 15 is outside 1 to 14. Not saved."]
    at.text_input(key="job.cycle.0.paid_min").set_value("long").run()
    assert any("“long” is no length of time" in error for error in errors(at))
    assert stored(at, desk).job.roster == case.job.roster


def test_shift_is_added_on_the_next_free_day_and_taken_away(open_page: Open, desk: Desk) -> None:
    at = open_page("job", on_cycle("rotating_2"))
    at.selectbox(key="job.shift").set_value("9").run()
    button(at, "Add a shift")
    roster = stored(at, desk).job.roster
    assert roster is not None
    assert (roster.shifts[-1].day, roster.shifts[-1].start) == (12, time(14, 0))
    assert at.selectbox(key="job.shift").value == "10"
    button(at, "Take this shift away")
    assert stored(at, desk).job.roster == roster_of("rotating_2", MONDAY)


def test_times_of_one_shift_are_given_to_all(open_page: Open, desk: Desk) -> None:
    at = open_page("job", on_cycle("rotating_2"))
    button(at, "Give every shift these times")
    roster = stored(at, desk).job.roster
    assert roster is not None
    assert {shift.start for shift in roster.shifts} == {time(6, 0)}
    assert [shift.day for shift in roster.shifts] == [0, 1, 2, 3, 4, 7, 8, 9, 10, 11]


def test_cycle_that_is_shorter_than_its_shifts_is_said(open_page: Open) -> None:
    at = open_page("job", on_cycle("rotating_2"))
    at.number_input(key="job.roster.cycle_days.metric").set_value(10.0).run()
    assert errors(at) == ["Job: The cycle has 10 days, but a shift stands on day 11, 12."]
    at.number_input(key="job.roster.cycle_days.metric").set_value(60.0).run()
    assert any("60 is outside 1 to 56" in error for error in errors(at))


def test_template_job_is_taken_with_its_roster_and_its_figures_marked(open_page: Open, desk: Desk) -> None:
    at = open_page("job", new_case(), **{"job.part": "Tasks"})
    at.segmented_control(key="job.add").set_value("From a template job").run()
    at.selectbox(key="job.template").set_value("cashier").run()
    assert any("no fact about any workplace" in warning.value for warning in at.warning)
    template = job_template("cashier")
    button(at, f"Take {len(template.tasks)} tasks into the case")
    case = stored(at, desk)
    assert [task.name for task in case.job.tasks] == [task["name"] for task in template.tasks]
    assert (case.job.title, case.job.roster is not None) == ("Cashier", True)
    assert all("from a template, to be measured" in row[-1] for row in table(at, "Known of it"))


def test_some_tasks_of_a_template_can_be_taken(open_page: Open, desk: Desk) -> None:
    at = open_page("job", example("warehouse"), **{"job.part": "Tasks"})
    before = stored(at, desk).job
    at.segmented_control(key="job.add").set_value("From a template job").run()
    at.selectbox(key="job.template").set_value("cashier").run()
    first = job_template("cashier").tasks[0]
    at.multiselect(key="job.template.tasks.cashier").set_value([first["id"]]).run()
    button(at, "Take 1 task into the case")
    job = stored(at, desk).job
    assert [task.name for task in job.tasks] == [*(task.name for task in before.tasks), first["name"]]
    assert (job.title, job.roster) == (before.title, before.roster)


def case_from_template() -> tuple[Case, str]:
    case = new_case()
    case.job.tasks = [
        task for task in template_tasks("warehouse_picker") if "lift.load_kg" in task.measurements
    ][:1]
    return case, case.job.tasks[0].id


def test_figure_of_a_template_is_marked_until_it_is_measured(open_page: Open, desk: Desk) -> None:
    case, task_id = case_from_template()
    at = open_page("lifting", case)

    def marks() -> int:
        return sum("from a template, to be measured" in caption.value for caption in at.caption)

    before = marks()
    assert before > 1
    at.number_input(key=f"lifting.task.{task_id}.lift.load_kg.metric").set_value(11.0).run()
    load = stored(at, desk).job.tasks[0].measurements["lift.load_kg"]
    assert (load.value, load.how, load.by) == (11, HowKnown.OBSERVED, "")
    assert marks() == before - 1
    at.selectbox(key=f"lifting.task.{task_id}.known.how").set_value(HowKnown.MEASURED).run()
    measurements = stored(at, desk).job.tasks[0].measurements.values()
    assert {(m.how, m.by) for m in measurements} == {(HowKnown.MEASURED, "")}
    assert marks() == 0


SHEET = b"Task,Kind,Minutes,Usual load (kg)\nUnload,lifting,60,12.5\nStack,lifting,60,900\n"


def test_good_rows_of_a_sheet_are_taken_and_bad_ones_stay(open_page: Open, desk: Desk) -> None:
    at = open_page("job", new_case(), **{"job.part": "Tasks"})
    at.segmented_control(key="job.add").set_value("From a spreadsheet").run()
    at.file_uploader(key="job.sheet").upload("../../tasks.csv", SHEET).run()
    assert errors(at) == ["1 of 2 rows cannot be taken as they are."]
    wrong = [["3", "Stack", "column 'Usual load (kg)': 900 kg is outside 0 to 300 kg"]]
    assert table(at, "What is wrong") == wrong
    button(at, "Take 1 task into the case")
    (task,) = stored(at, desk).job.tasks
    assert (task.name, task.measurements["lift.load_kg"].value) == ("Unload", 12.5)
    assert table(at, "What is wrong") == wrong
    assert not [b for b in at.button if b.label.startswith("Take ")]


def test_rows_that_were_read_for_one_case_are_not_offered_in_another(open_page: Open, desk: Desk) -> None:
    at = open_page("job", new_case(), **{"job.part": "Tasks"})
    at.segmented_control(key="job.add").set_value("From a spreadsheet").run()
    at.file_uploader(key="job.sheet").upload("tasks.csv", SHEET).run()
    at.session_state["case"] = desk.new_case("W-2")
    at.query_params["case"] = at.session_state["case"].id
    at.run()
    assert not [b for b in at.button if b.label.startswith("Take ")]


def test_file_that_is_no_sheet_is_refused_with_the_reason(open_page: Open, desk: Desk) -> None:
    at = open_page("job", new_case(), **{"job.part": "Tasks"})
    at.segmented_control(key="job.add").set_value("From a spreadsheet").run()
    at.file_uploader(key="job.sheet").upload("tasks.xlsx", b"PK\x03\x04 no workbook").run()
    assert errors(at) == ["The file is damaged or no Excel workbook. Not saved."]
    assert stored(at, desk).job.tasks == []


def two_accounts() -> Case:
    case = new_case()
    said = [(60.0, HowKnown.WORKER), (30.0, HowKnown.EMPLOYER)]
    demands = [Demand(id=how.value, dimension="walk", aspect="dose", usual=n, source=how) for n, how in said]
    case.job.tasks = [Task(id="t", name="Fetch", kind=TaskKind.OTHER, minutes_per_shift=60, demands=demands)]
    return case


def test_accounts_that_differ_are_settled_and_both_stay(open_page: Open, desk: Desk) -> None:
    at = open_page("job", two_accounts(), **{"job.part": "Demands"})
    assert "Accounts differ in: Fetch" in at.warning[0].value.replace("\\", "")
    at.selectbox(key="job.demands.of").set_value("t").run()
    assert [row[-1] for row in table(at, "Counts")] == ["gates", ""]
    at.radio(key="job.account.t.walk.dose").set_value("1").run()
    button(at, "Confirm this account")
    assert errors(at) == ["Say who confirmed it. Not saved."]
    at.text_input(key="job.account.by").set_value("Site manager").run()
    button(at, "Confirm this account")
    demands = stored(at, desk).job.tasks[0].demands
    assert [(d.source, d.confirmed_by) for d in demands] == [
        (HowKnown.WORKER, ""),
        (HowKnown.EMPLOYER, "Site manager"),
    ]
    assert [(row[2], row[-1]) for row in table(at, "Counts")] == [
        ("Told by the employer", "gates"),
        ("Told by the worker", "gave way"),
    ]
    assert not [r for r in at.radio if r.label == "Which account holds?"]


def test_task_is_described_in_steps(open_page: Open, desk: Desk) -> None:
    case = two_accounts()
    at = open_page("job", case, **{"job.part": "Tasks", "job.task.side": "Repeating steps"})
    button(at, "Describe it in steps")
    button(at, "Add a step")
    cycle = stored(at, desk).job.tasks[0].cycle
    assert cycle is not None
    first, second = cycle.steps
    assert (first.name, first.minutes, cycle.repeats_per_shift) == ("Fetch", 60, 1)
    at.text_input(key=f"job.step.t.{second.id}.name").set_value("Climb in").run()
    at.number_input(key="job.task.t.cycle.repeats_per_shift.metric").set_value(20.0).run()
    button(at, "Move it up")
    cycle = stored(at, desk).job.tasks[0].cycle
    assert cycle is not None
    assert ([step.name for step in cycle.steps], cycle.repeats_per_shift) == (["Climb in", "Fetch"], 20)
    button(at, "Take this step away")
    button(at, "Take this step away")
    assert stored(at, desk).job.tasks[0].cycle is None


def test_weekly_tasks_say_how_often_and_take_the_rest_of_the_day(open_page: Open) -> None:
    at = open_page("job", example("office"), **{"job.part": "Tasks"})
    minutes = {row[0]: row[3].replace("\u00a0", " ") for row in table(at, "On a shift")}
    assert minutes["Team meetings"] == "60 min, 3 times a week"
    assert minutes["Claims at the screen"] == "240 min"
    assert metrics(at)["Left for weekly tasks"] == "1 h"


def test_handling_people_says_that_no_equation_applies_and_counts_transfers(
    open_page: Open, desk: Desk
) -> None:
    case = two_accounts()
    case.job.tasks[0].kind = TaskKind.HANDLING_PEOPLE
    at = open_page("job", case, **{"job.part": "Tasks", "job.task.side": "Measured"})
    assert "No lifting equation applies to moving a person" in at.info[0].value.replace("\\", "")
    at.number_input(key="job.task.t.people.transfers_per_shift.metric").set_value(20.0).run()
    at.segmented_control(key="job.task.t.people.aid.metric").set_value("hoist").run()
    measured = stored(at, desk).job.tasks[0].measurements
    assert {name: m.value for name, m in measured.items()} == {
        "people.transfers_per_shift": 20,
        "people.aid": "hoist",
    }
    at.segmented_control(key="job.part").set_value("Demands").run()
    rows = table(at, "Maximum")
    assert ("Handling people (transfers a shift)", "20\u00a0times") in [(row[0], row[2]) for row in rows]


def test_what_is_typed_on_the_page_of_the_kind_is_not_repeated_on_the_card(open_page: Open) -> None:
    at = open_page("job", example("warehouse"), **{"job.part": "Tasks", "job.task.side": "Measured"})
    assert "Measure it on the Lifting page" in [link.label for link in at.get("page_link")]
    assert not [field.key for field in at.number_input if ".lift." in field.key]


def photo() -> bytes:
    written = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Maker of cameras"
    Image.new("RGB", (80, 60), (90, 120, 60)).save(written, "JPEG", exif=exif)
    return written.getvalue()


def test_photograph_is_added_described_and_removed(open_page: Open, desk: Desk) -> None:
    at = open_page("job", two_accounts(), **{"job.part": "Photographs"})
    at.file_uploader(key="job.photograph.file.t.0").upload("../evil.jpg", photo()).run()
    case = stored(at, desk)
    (photograph,) = case.job.tasks[0].photographs
    assert not photograph.for_employer
    assert b"Maker" not in photograph_bytes(desk.store, case, photograph)
    part = f"job.photograph.t.{photograph.id}"
    at.text_input(key=f"{part}.caption").set_value("Lowest shelf").run()
    at.checkbox(key=f"{part}.for_employer").check().run()
    changed = stored(at, desk).job.tasks[0].photographs[0]
    assert (changed.caption, changed.for_employer) == ("Lowest shelf", True)
    (picture,) = at.get("image")
    assert picture.proto.imgs[0].alt == "Photograph 1: Lowest shelf"
    button(at, "Remove it")
    assert stored(at, desk).job.tasks[0].photographs == []


def test_file_that_is_no_picture_is_refused(open_page: Open, desk: Desk) -> None:
    at = open_page("job", two_accounts(), **{"job.part": "Photographs"})
    at.file_uploader(key="job.photograph.file.t.0").upload("photo.jpg", b"<html>").run()
    assert errors(at) == ["The file is no JPEG, PNG or WebP picture, whatever its name says. Not saved."]
    assert stored(at, desk).job.tasks[0].photographs == []


def test_photograph_that_is_missing_is_said(open_page: Open) -> None:
    case = two_accounts()
    case.job.tasks[0].photographs = [{"attachment": "0" * 64, "caption": "Gone"}]  # type: ignore[list-item]
    at = open_page("job", Case.model_validate(case.model_dump(warnings=False)), **{"job.part": "Photographs"})
    assert "The picture is not in the database" in at.warning[0].value


def test_server_lets_in_what_the_fields_say_they_take() -> None:
    settings = tomllib.loads((APP.parent / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    most_bytes = settings["server"]["maxUploadSize"] * 1_000_000
    assert most_bytes >= casefile.MAX_BYTES
    assert most_bytes >= MOST_UPLOAD_BYTES


def test_the_job_of_another_case_is_taken_from_its_file(open_page: Open, desk: Desk) -> None:
    at = open_page("job", new_case(), **{"job.part": "Tasks"})
    at.segmented_control(key="job.add").set_value("From a job file").run()
    at.file_uploader(key="job.file").upload("order-picker.job", b"no job").run()
    assert errors(at) == ["The file is damaged, or no job file. Not saved."]
    data = job_file(example("warehouse"), date(2026, 11, 21), lambda _: b"")
    at.file_uploader(key="job.file").upload("order-picker.job", data).run()
    button(at, "Take 11 tasks into the case")
    job = stored(at, desk).job
    assert job.title == "Order picker"
    assert len(job.tasks) == 11


def test_a_new_task_that_is_refused_says_why_and_stays_as_it_was_typed(open_page: Open, desk: Desk) -> None:
    case = new_case()
    at = open_page("job", case, **{"job.part": "Tasks"})
    typed = "Unload parcels " * 20
    at.text_input(key="job.task.new.name").set_value(typed)
    next(b for b in at.button if b.label == "Add").click().run()
    assert not at.exception
    assert any("120" in e.value for e in at.error)
    assert at.text_input(key="job.task.new.name").value == typed
    assert len(desk.open(case.id).job.tasks) == len(case.job.tasks)
