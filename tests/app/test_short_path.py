"""The short path in the app: from Home to a checked plan; with hostile answers nothing typed is lost."""

from datetime import date

from streamlit.testing.v1 import AppTest

from ergo.model.job import TaskKind
from ergo.workflow.desk import Desk
from ergo.workflow.plans import check_case
from ergo.workflow.short_path import Mark, Said
from pages.components.case_state import today
from tests.app.conftest import Open
from tests.app.hostile import LABEL
from tests.app.test_steps import button, shown, stored


def fill(at: AppTest) -> None:
    start = today()
    at.text_input(key="short.code").set_value("W-14")
    at.text_input(key="short.job").set_value("Stock clerk")
    at.date_input(key="short.start").set_value(start)
    at.number_input(key="short.hours.metric").set_value(8.0)
    at.date_input(key="short.certificate.until").set_value(date.fromordinal(start.toordinal() + 27))
    at.number_input(key="short.certificate.hours.metric").set_value(6.0)
    at.number_input(key="short.limit.lift_floor_waist.metric").set_value(10.0)
    at.number_input(key="short.limit.sit.metric").set_value(45.0)
    at.segmented_control(key="short.said").set_value(Said.CERTIFICATE)
    rows = ((TaskKind.LIFTING, "Fill shelves", 120.0), (TaskKind.SITTING, "Enter orders", 360.0))
    for number, (kind, name, minutes) in enumerate(rows):
        at.text_input(key=f"short.task.{number}.name").set_value(name)
        at.selectbox(key=f"short.task.{number}.kind").set_value(kind)
        at.number_input(key=f"short.task.{number}.minutes.metric").set_value(minutes)
    at.pills(key="short.task.1.marks").set_value([Mark.ESSENTIAL, Mark.EXTENDABLE])
    at.radio(key="short.policy").set_value("half_days_4_6_8").run()
    at.number_input(key="short.task.0.lift_floor_waist.metric").set_value(8.0)
    at.number_input(key="short.task.0.lift_waist_shoulder.metric").set_value(8.0)
    at.number_input(key="short.task.1.sit.metric").set_value(40.0).run()
    assert not at.exception


def test_from_home_to_a_checked_plan(open_page: Open, desk: Desk) -> None:
    at = open_page("short_path")
    fill(at)
    button(at, "Make the plan")
    assert at.title[0].value == "Plan"
    assert "The independent checker finds no violation in this plan." in shown(at, "success")
    assert any("Case: The red flags have not been asked" in text for text in shown(at, "info"))
    case = stored(at, desk)
    assert (case.worker.code, case.job.title) == ("W-14", "Stock clerk")
    assert [task.name for task in case.job.tasks] == ["Fill shelves", "Enter orders"]
    assert case.plan is not None
    assert sum(week.total_min for week in case.plan.weeks) > 0
    assert check_case(case) == []
    at.switch_page("pages/short_path.py").run()
    assert at.text_input(key="short.code").value is None


def test_refusals_stand_beside_the_fields_and_nothing_typed_is_lost(open_page: Open, desk: Desk) -> None:
    at = open_page("short_path")
    fill(at)
    at.text_input(key="short.code").set_value(LABEL + LABEL)
    at.text_input(key="short.task.0.name").set_value(LABEL)
    at.number_input(key="short.hours.metric").set_value(-1e300)
    at.number_input(key="short.limit.sit.metric").set_value(1e300)
    at.date_input(key="short.start").set_value(date(9999, 12, 31)).run()
    button(at, "Make the plan")
    assert at.title[0].value == "A plan in twenty minutes"
    errors = shown(at, "error")
    assert any("at most 120" in text for text in errors)
    assert sum("is outside" in text for text in errors) == 3
    assert errors[-1] == "No plan yet: see what is marked above. What you typed is kept."
    assert desk.list_cases() == []
    at.switch_page("pages/home.py").run()
    at.switch_page("pages/short_path.py").run()
    assert at.text_input(key="short.code").value == LABEL + LABEL
    assert at.number_input(key="short.limit.sit.metric").value == 1e300
    assert at.date_input(key="short.start").value == date(9999, 12, 31)
    at.text_input(key="short.code").set_value("W-14")
    at.number_input(key="short.hours.metric").set_value(8.0)
    at.number_input(key="short.limit.sit.metric").set_value(45.0)
    at.date_input(key="short.start").set_value(today()).run()
    button(at, "Make the plan")
    assert at.title[0].value == "Plan"
    assert stored(at, desk).job.tasks[0].name == LABEL.strip()


def test_a_press_on_an_empty_page_says_what_is_needed(open_page: Open, desk: Desk) -> None:
    at = open_page("short_path")
    button(at, "Make the plan")
    assert "Enter a code for the worker." in shown(at, "error")
    assert "Enter at least one task." in shown(at, "error")
    assert desk.list_cases() == []


def test_what_is_typed_in_us_units_is_kept_in_metric(open_page: Open, desk: Desk) -> None:
    at = open_page("short_path")
    fill(at)
    at.segmented_control(key="units").set_value("us").run()
    assert at.number_input(key="short.limit.lift_floor_waist.us").value == 22.046226  # 10 kg / 0.45359237
    at.number_input(key="short.limit.lift_floor_waist.us").set_value(20.0).run()
    button(at, "Make the plan")
    readings = [r.reading for r in stored(at, desk).all_restrictions()]
    limits = [reading.limit for reading in readings if reading and reading.limit]
    assert min(limits) == 20 * 0.45359237
