"""Sitting page: a task to add, ROSA as items are answered, remedies of the checklist, the desk set to the body."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from ergo.model.base import Measurement
from ergo.model.case import Case
from ergo.model.job import ItemState, Task, TaskKind
from tests.app.conftest import Open, new_case

PARTS = ("Workstation", "ROSA", "Checklist", "Sitting pattern")


def desk_case(stature_cm: float | None = 170, **measured: float | bool | str) -> Case:
    """A case with one desk, measured as `office__desk_height_cm=74`."""
    case = new_case()
    case.worker.stature_cm = stature_cm
    values = {name.replace("__", "."): Measurement(value=value) for name, value in measured.items()}
    case.job.tasks = [Task(id="desk", name="Desk", kind=TaskKind.SITTING, measurements=values)]
    return case


def show(at: AppTest, part: str) -> AppTest:
    at.session_state["sitting.part"] = part
    at.run()
    assert not at.exception
    return at


def metrics(at: AppTest) -> dict[str, tuple[str, str]]:
    return {metric.label: (metric.value, metric.delta) for metric in at.metric}


def said(at: AppTest) -> str:
    return " ".join(
        str(e.value) for kind in ("warning", "info", "success", "markdown") for e in getattr(at, kind)
    )


def widget(at: AppTest, kind: str, label: str) -> object:
    (found,) = [w for w in getattr(at, kind) if w.label == label]
    return found


def test_an_empty_page_offers_a_task(open_page: Open) -> None:
    at = open_page("sitting", new_case())
    assert "no sitting task yet" in at.info[0].value
    widget(at, "button", "Add a sitting task").click().run()
    assert not at.exception
    (task,) = at.session_state["case"].job.tasks
    assert task.kind is TaskKind.SITTING
    assert widget(at, "selectbox", "Sitting task").value == task.id


def test_the_desk_is_set_to_the_body(open_page: Open) -> None:
    """For 1700 mm the reference computes seat 436, desk 651 and screen 1186 mm."""
    at = open_page("sitting", desk_case(office__screen_top_cm=106.0))
    found = metrics(at)
    assert found["Seat"] == ("44 cm", "now not known")
    assert found["Desk"] == ("65 cm", "now not known")
    assert found["Screen, top"] == ("119 cm", "now 106 cm")
    assert "Raise the screen by 13 cm" in said(at)


def test_us_units(open_page: Open) -> None:
    at = open_page("sitting", desk_case(office__screen_top_cm=106.0), units="us")
    assert metrics(at)["Seat"][0] == "17.25 in"
    assert "Raise the screen by 5 in" in said(at)


def test_without_a_body_the_page_asks_for_stature(open_page: Open) -> None:
    at = open_page("sitting", desk_case(None))
    assert "Enter the stature" in said(at)
    at.number_input("body.worker.stature_cm.metric").set_value(170).run()
    assert not at.exception
    assert metrics(at)["Seat"][0] == "44 cm"
    assert at.session_state["case"].worker.stature_cm == 170


def test_a_taped_measure_comes_before_the_prediction(open_page: Open) -> None:
    at = open_page("sitting", desk_case(None))
    at.number_input("body.measures.worker.popliteal_height_cm.metric").set_value(44).run()
    assert not at.exception
    assert at.session_state["case"].worker.body["worker.popliteal_height_cm"].value == 44
    assert metrics(at)["Seat"][0] == "46 cm"


def test_rosa_gives_a_range_until_all_is_answered(open_page: Open) -> None:
    at = show(open_page("sitting", desk_case()), "ROSA")
    assert metrics(at)["ROSA"][0] == "1 to 10"
    assert "items are not answered yet" in said(at)


def test_one_click_answers_the_other_faults_of_an_area(open_page: Open) -> None:
    at = show(open_page("sitting", desk_case(rosa__armrest_wide=True)), "ROSA")
    widget(at, "button", "None of the 7 other faults is there").click().run()
    assert not at.exception
    measured = at.session_state["case"].job.tasks[0].measurements
    assert measured["office.legroom_ok"].value is True
    assert measured["rosa.armrest_hard"].value is False
    assert measured["rosa.armrest_wide"].value is True
    assert "rosa.monitor_glare" not in measured


def test_entered_points_stand_before_the_items(open_page: Open) -> None:
    at = show(open_page("sitting", desk_case(rosa__seat_height=4.0)), "ROSA")
    assert at.number_input("sitting.task.desk.rosa.seat_height.metric").value == 4
    assert "Seat height" not in [w.label for w in at.segmented_control]


def test_a_no_brings_the_suggested_remedy_with_person_and_date(open_page: Open) -> None:
    at = show(open_page("sitting", desk_case()), "Checklist")
    key = "checklist.desk.dse.keyboard_tilt"
    at.segmented_control(f"{key}.state").set_value(ItemState.NO).run()
    assert not at.exception
    (finding,) = at.session_state["case"].job.tasks[0].checklist
    assert finding.remedy == "Fit feet or a wedge, or change the keyboard."
    assert metrics(at)["To be put right"][0] == "1"
    assert "still without what to do, person or date: 1" in said(at)
    at.text_input(f"{key}.responsible").set_value("Supervisor").run()
    assert at.session_state["case"].job.tasks[0].checklist[0].responsible == "Supervisor"
    at.date_input(f"{key}.due").set_value(date(2026, 12, 1)).run()
    assert "still without" not in said(at)
    at.segmented_control(f"{key}.state").set_value(None).run()
    assert not at.exception
    assert at.session_state["case"].job.tasks[0].checklist == []


@pytest.mark.parametrize("section", ["screen", "surroundings"])
def test_each_section_shows_its_items(open_page: Open, section: str) -> None:
    at = open_page("sitting", desk_case(), **{"checklist.dse.section": section})
    show(at, "Checklist")
    shown = [w.key for w in at.segmented_control if w.key and w.key.startswith("checklist.desk.")]
    assert len(shown) == {"screen": 7, "surroundings": 4}[section]


def test_the_pattern_stands_beside_the_tolerance(open_page: Open) -> None:
    at = show(open_page("sitting", desk_case(sit__bout_min=75.0)), "Sitting pattern")
    assert metrics(at)["Sit (at a time)"] == ("75 min", "no limit known")
    assert "Not assessed" in said(at)


def test_every_expander_of_the_page_opens(open_page: Open) -> None:
    keys = ("sitting.body", "body.predicted", "sitting.figures", "sitting.ranges", "sitting.rosa.points")
    at = open_page("sitting", desk_case(office__desk_height_cm=74.0), **dict.fromkeys(keys, True))
    captions = " ".join(caption.value for caption in at.caption)
    assert "of people of the same stature lie within" in captions
    assert len(at.table) == 4
    show(at, "ROSA")
    assert "Points read off a paper sheet" in said(at)
