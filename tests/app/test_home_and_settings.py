"""Home, settings and reference: what a person does there, and what of it can be seen elsewhere."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from ergo.model.case import Case
from ergo.model.settings import DateStyle, Paper
from ergo.units import UnitSystem
from ergo.workflow.desk import Desk
from ergo.workflow.examples import example, examples
from tests.app.conftest import Open, planned
from tests.app.hostile import hostile_case
from tests.app.test_steps import button, shown


def titled(desk: Desk, title: str, job: str = "") -> Case:
    def name(case: Case) -> None:
        case.title, case.job.title = title, job

    return desk.edit(desk.new_case("W-1").id, name)


def on_home(at: AppTest) -> list[str]:
    """The cases on Home, as they are titled."""
    return [text[2:-2] for text in shown(at, "markdown") if text.startswith("**Case")]


def test_empty_store_says_what_to_do_first(open_page: Open) -> None:
    at = open_page("home")
    assert [header.value for header in at.header] == ["Begin with an example", "Or with your own worker"]
    labels = [b.label for b in at.button]
    assert sum(label.startswith("Open the example") for label in labels) == len(examples())
    button(at, "Take the short path")
    assert at.title[0].value == "A plan in twenty minutes"


def test_cases_are_searched_as_one_types(open_page: Open, desk: Desk) -> None:
    titled(desk, "Case Ångström", "Order picker")
    titled(desk, "Case Two", "Driver")
    at = open_page("home")
    assert on_home(at) == ["Case Two", "Case Ångström"]
    at.text_input(key="home.search").set_value("angstrom PICK").run()
    assert on_home(at) == ["Case Ångström"]
    at.text_input(key="home.search").set_value("nobody").run()
    assert on_home(at) == []
    assert any("No case has all of these words" in text for text in shown(at, "info"))


def test_last_opened_case_stands_first_and_the_rest_on_request(open_page: Open, desk: Desk) -> None:
    made = [titled(desk, f"Case {number}") for number in range(7)]
    desk.open(made[0].id)
    at = open_page("home")
    assert at.header[0].value == "Your cases (7)"
    assert on_home(at) == ["Case 0", "Case 6", "Case 5", "Case 4", "Case 3"]
    at.toggle(key="home.all").set_value(True).run()
    assert len(on_home(at)) == 7


def test_case_is_archived_closed_and_brought_back(open_page: Open, desk: Desk) -> None:
    case = titled(desk, "Case One")
    at = open_page("home")
    at.button(key=f"home.open.{case.id}").click().run()
    at.switch_page("pages/home.py").run()
    at.button(key=f"home.archive.{case.id}").click().run()
    assert not at.exception
    assert on_home(at) == []
    assert "case" not in at.session_state
    assert desk.list_cases() == []
    at.toggle(key="home.archived").set_value(True).run()
    assert on_home(at) == ["Case One"]
    at.button(key=f"home.back.{case.id}").click().run()
    assert [row.id for row in desk.list_cases()] == [case.id]
    assert at.header[0].value == "Your cases (1)"


def test_nothing_can_be_deleted_and_it_says_so(open_page: Open, desk: Desk) -> None:
    titled(desk, "Case One")
    at = open_page("home")
    assert [b.label for b in at.button if "elete" in b.label] == []
    assert any("Nothing is ever deleted" in text for text in shown(at, "markdown"))


def test_settings_hold_for_new_sessions_and_new_cases(open_page: Open, desk: Desk) -> None:
    at = open_page("settings")
    at.selectbox(key="settings.country").set_value("AU").run()
    at.selectbox(key="settings.region").set_value("NSW").run()
    at.segmented_control(key="settings.units").set_value(UnitSystem.US).run()
    at.segmented_control(key="settings.paper").set_value(Paper.LETTER).run()
    assert not at.exception
    settings = desk.settings()
    assert (settings.country, settings.region) == ("AU", "NSW")
    assert (settings.units, settings.paper) == (UnitSystem.US, Paper.LETTER)
    assert desk.new_case("W-1").region == "NSW"
    again = open_page("lifting", example("warehouse"))
    assert again.segmented_control(key="units").value is UnitSystem.US
    assert any(field.label.endswith("(in)") for field in again.number_input)


def test_another_country_forgets_the_region(open_page: Open, desk: Desk) -> None:
    desk.change_settings(country="AU", region="NSW")
    at = open_page("settings")
    at.selectbox(key="settings.country").set_value("GB").run()
    assert (desk.settings().country, desk.settings().region) == ("GB", "")


@pytest.mark.parametrize(
    ("style", "words"),
    [
        (DateStyle.DAY_FIRST, "30 Nov"),
        (DateStyle.MONTH_FIRST, "Nov 30"),
        (DateStyle.ISO, "2026-11-30"),
    ],
)
def test_dates_are_written_as_chosen(open_page: Open, desk: Desk, style: DateStyle, words: str) -> None:
    open_page("settings").segmented_control(key="settings.dates").set_value(style).run()
    assert desk.settings().dates is style
    at = open_page("plan", planned())
    assert next(metric for metric in at.metric if metric.label == "Start").value == words


def test_style_of_dates_is_that_of_a_plan_made_in_a_callback(open_page: Open, desk: Desk) -> None:
    desk.change_settings(dates=DateStyle.ISO)
    at = open_page("plan", example("warehouse"))
    button(at, "Make the plan")
    plan = desk.open(at.session_state["case"].id).plan
    assert plan is not None
    events = " ".join(event for week in plan.weeks for event in week.events)
    assert "Cleared for safety-critical work (mobile plant) from Mon 2026-12-07." in events


def test_settings_that_cannot_be_read_are_said_and_the_usual_ones_apply(open_page: Open, desk: Desk) -> None:
    with desk.store.engine.begin() as connection:
        connection.exec_driver_sql('INSERT INTO settings VALUES (1, \'{"paper": "a0"}\')')
    at = open_page("settings")
    assert "paper 'a0'" in shown(at, "warning")[0]
    at.segmented_control(key="settings.paper").set_value(Paper.LETTER).run()
    assert shown(at, "warning") == []
    assert desk.settings().paper is Paper.LETTER


def test_scheme_gives_its_words_and_points_out_what_runs_long(open_page: Open, desk: Desk) -> None:
    at = open_page("settings")
    at.selectbox(key="settings.scheme_id").set_value("nsw").run()
    assert any("Recover at work plan" in text for text in shown(at, "markdown"))
    case = example("warehouse")
    case.certificates[0].valid_until = date(2026, 12, 29)
    at = open_page("capacity", case, **{"capacity.part": "Certificates and restrictions"})
    assert [text for text in shown(at, "warning") if "usually has at most 28" in text]
    assert "New South Wales: SIRA: Certificate of capacity" in [
        e.label.replace("\\", "") for e in at.expander
    ]


def test_place_of_the_cases_licence_and_privacy_are_shown(open_page: Open, desk: Desk) -> None:
    texts = " ".join(shown(open_page("settings"), "markdown") + shown(open_page("settings"), "caption"))
    assert desk.store.place in texts
    for words in ("no telemetry", "Apache License 2.0", "never deleted"):
        assert words in texts


def test_reference_is_searched(open_page: Open) -> None:
    at = open_page("reference")
    at.text_input(key="reference.search.Search the methods").set_value("composite lifting").run()
    assert len(at.selectbox(key="reference.method").options) == 1
    assert at.header[0].value == "Composite lifting index \\(NIOSH\\)"
    at.text_input(key="reference.search.Search the methods").set_value("no such method").run()
    assert any("No method has all of these words" in text for text in shown(at, "info"))
    at.segmented_control(key="reference.part").set_value("Terms").run()
    at.text_input(key="reference.search.Search the terms").set_value("phased return").run()
    assert [row[0] for row in at.table[0].value.to_numpy()] == ["Graded return"]


def test_reference_computes_the_example_of_a_method(open_page: Open) -> None:
    opened = {f"reference.{name}": True for name in ("inputs", "reading", "examples", "not_for", "source")}
    at = open_page("reference", **opened, **{"reference.method": "wbv_a8_2002"})
    # 1.4 x 0.4 m/s2 x sqrt(6.5 h / 8 h)
    assert "Result: **0.5048**, at or above the action value" in shown(at, "markdown")
    cells = [str(cell).replace("\\", "") for t in at.table for row in t.value.to_numpy() for cell in row]
    assert {"0.4 m/s²", "6.5 h", "below the action value"} <= set(cells)
    assert any(text.startswith("How far it was checked: verified") for text in shown(at, "markdown"))


def test_reference_shows_sources_with_their_status(open_page: Open) -> None:
    at = open_page("reference", **{"reference.part": "Sources"})
    at.text_input(key="reference.search.Search the sources").set_value("ng59 nice").run()
    assert not at.exception
    assert at.table or at.info


def test_hostile_case_on_home_is_shown_as_typed(open_page: Open) -> None:
    at = open_page("home", hostile_case())
    assert any("\\<script\\>" in str(element.value) for element in at.markdown)
