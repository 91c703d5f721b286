"""What a therapist does page by page, with what is then in the case."""

from datetime import date

from streamlit.testing.v1 import AppTest

from ergo.model.case import Case
from ergo.model.clinical import Answer
from ergo.model.job import TaskKind
from ergo.workflow.desk import Desk
from ergo.workflow.examples import example
from ergo.workflow.plans import is_signed
from tests.app.conftest import APP, Open, new_case, planned


def button(at: AppTest, label: str) -> None:
    next(b for b in at.button if b.label == label).click().run()
    assert not at.exception


def stored(at: AppTest, desk: Desk) -> Case:
    return desk.open(at.session_state["case"].id)


def shown(at: AppTest, kind: str) -> list[str]:
    return [element.value.replace("\\", "") for element in getattr(at, kind)]


def test_newcomer_opens_the_example(open_page: Open, desk: Desk) -> None:
    at = open_page("home")
    button(at, "Open the example: order picker")
    assert stored(at, desk).title == example("warehouse").title


def test_new_case_needs_a_code(open_page: Open, desk: Desk) -> None:
    at = open_page("home")
    button(at, "Start the case")
    assert desk.list_cases() == []
    assert shown(at, "error") == ["Worker: code is missing. Not saved."]
    at.text_input(key="home.code").set_value("W-7")
    button(at, "Start the case")
    assert stored(at, desk).worker.code == "W-7"


def test_case_file_goes_out_and_in(open_page: Open, desk: Desk) -> None:
    at = open_page("home", example("warehouse"))
    at.file_uploader(key="home.file").upload("case.json", desk.export_case("example_warehouse")).run()
    button(at, "Open the case file")
    assert len(desk.list_cases()) == 2
    assert stored(at, desk).job.title == "Order picker"


def test_damaged_case_file_is_refused_with_the_reason(open_page: Open, desk: Desk) -> None:
    at = open_page("home")
    at.file_uploader(key="home.file").upload("case.json", b"{ not a case").run()
    button(at, "Open the case file")
    assert desk.list_cases() == []
    assert len(at.error) == 1


def test_address_of_an_unknown_case_is_explained(desk: Desk) -> None:
    at = AppTest.from_file(str(APP), default_timeout=60)
    at.query_params["case"] = "nowhere"
    at.run()
    assert "nowhere" in at.error[0].value


def test_red_flag_says_at_once_what_to_do(open_page: Open, desk: Desk) -> None:
    at = open_page("case", new_case(), **{"case.part": "Red flags"})
    at.segmented_control(key="case.red_flag.ces.answer").set_value(Answer.YES).run()
    assert "emergency department" in shown(at, "error")[0]
    answers = {a.flag_id: a.answer for a in stored(at, desk).clinical.red_flags}
    assert answers == {"ces": Answer.YES}
    button(at, "Record “no” for what is not answered in this part")
    answers = {a.flag_id: a.answer for a in stored(at, desk).clinical.red_flags}
    assert answers.pop("ces") is Answer.YES
    assert set(answers.values()) == {Answer.NO}
    assert "knee_infection" not in answers


def test_opening_the_red_flags_records_nothing(open_page: Open, desk: Desk) -> None:
    at = open_page("case", new_case(), **{"case.part": "Red flags"})
    assert stored(at, desk).clinical.red_flags == []


def test_week_is_entered_day_by_day(open_page: Open, desk: Desk) -> None:
    at = open_page("job", new_case())
    at.pills(key="job.days").set_value([0, 2]).run()
    at.text_input(key="job.shift.all.paid_min").set_value("7:36").run()
    roster = stored(at, desk).job.roster
    assert roster is not None
    assert [(shift.day, shift.paid_min) for shift in roster.shifts] == [(0, 456), (2, 456)]
    assert roster.anchor.weekday() == 0
    assert [metric.value for metric in at.metric] == ["15 h 12 min"]


def test_day_that_does_not_add_up_is_shown_at_once(open_page: Open) -> None:
    at = open_page("job", example("warehouse"), **{"job.part": "Tasks"})
    assert [(m.label, m.value) for m in at.metric] == [
        ("Tasks", "8 h"),
        ("Shift", "8 h"),
        ("Not accounted for", "0 min"),
    ]
    assert shown(at, "error") == []
    at.number_input(key="job.task.pick_mid.minutes_per_shift.metric").set_value(135.0).run()
    assert ("More than the shift", "1 h") in [(m.label, m.value) for m in at.metric]
    assert shown(at, "error") == ["Job: The tasks of a normal day add up to 540 min; the shift has 480 min."]


def test_task_is_added_and_worked_on(open_page: Open, desk: Desk) -> None:
    at = open_page("job", new_case(), **{"job.part": "Tasks"})
    at.text_input(key="job.task.new.name").set_value("Unload parcels")
    at.selectbox(key="job.task.new.kind").set_value(TaskKind.LIFTING)
    button(at, "Add")
    (task,) = stored(at, desk).job.tasks
    assert (task.name, task.kind, task.minutes_per_shift) == ("Unload parcels", TaskKind.LIFTING, None)
    at.switch_page("pages/lifting.py").run()
    assert at.selectbox(key="lifting.task").value == task.id


def test_restriction_without_a_number_is_asked_about_and_answered(open_page: Open, desk: Desk) -> None:
    at = open_page("capacity", new_case(), **{"capacity.part": "Certificates and restrictions"})
    at.text_area(key="capacity.restriction.new.words").set_value("Light duties")
    button(at, "Add it")
    (restriction,) = stored(at, desk).restrictions
    part = f"capacity.restriction.{restriction.id}"
    at.multiselect(key=f"{part}.dimensions.listed").set_value(["lift_floor_waist"]).run()
    assert "Ask the certifier" in shown(at, "warning")[-1]
    at.number_input(key=f"{part}.query.proposed_limit.metric").set_value(8.0).run()
    button(at, "The certifier agrees: take 8 kg as the limit")
    (answered,) = stored(at, desk).restrictions
    assert answered.wording == "Light duties"
    assert answered.reading is not None
    assert answered.reading.limit == 8
    assert answered.query is not None
    assert answered.query.answered_on is not None


def test_one_limit_cannot_hold_for_what_shares_no_unit(open_page: Open, desk: Desk) -> None:
    case = example("warehouse")
    at = open_page("capacity", case, **{"capacity.part": "Certificates and restrictions"})
    listed = "capacity.restriction.ten_kg.dimensions.listed"
    before = at.multiselect(key=listed).value
    at.multiselect(key=listed).set_value([*before, "sit"]).run()
    assert "share no unit" in shown(at, "error")[0]
    assert at.multiselect(key=listed).value == [*before, "sit"]
    assert desk.open(case.id) == case


def test_what_stands_in_the_way_comes_first(open_page: Open) -> None:
    at = open_page("match", example("warehouse"))
    assert at.header[0].value == "What stands in the way"
    assert any("Asks for 14 kg; 10 kg is allowed" in text for text in shown(at, "markdown"))


def test_equipment_is_chosen_with_person_and_date(open_page: Open, desk: Desk) -> None:
    at = open_page("modifications", example("warehouse"), **{"modifications.task": "pick_floor"})
    before = {m.id for m in stored(at, desk).modifications}
    next(b for b in at.button if b.label.startswith("Choose for")).click().run()
    (new,) = (m for m in stored(at, desk).modifications if m.id not in before)
    assert new.task_id == "pick_floor"
    part = f"modifications.chosen.{new.id}"
    at.text_input(key=f"{part}.responsible").set_value("Site manager").run()
    at.date_input(key=f"{part}.in_place_from").set_value(date(2026, 12, 14)).run()
    saved = next(m for m in stored(at, desk).modifications if m.id == new.id)
    assert (saved.responsible, saved.in_place_from) == ("Site manager", date(2026, 12, 14))


def test_plan_is_made_checked_and_signed(open_page: Open, desk: Desk) -> None:
    at = open_page("plan", example("warehouse"))
    button(at, "Make the plan")
    assert "The independent checker finds no violation in this plan." in shown(at, "success")
    at.segmented_control(key="plan.view").set_value("Sign-off").run()
    button(at, "Sign this plan")
    assert "name is missing" in shown(at, "error")[0]
    assert not is_signed(stored(at, desk))
    at.text_input(key="plan.sign.name").set_value("A. Therapist")
    at.text_input(key="plan.sign.registration").set_value("OT-1")
    button(at, "Sign this plan")
    assert is_signed(stored(at, desk))


def test_plan_without_start_and_policy_says_what_is_missing(open_page: Open, desk: Desk) -> None:
    at = open_page("plan", new_case())
    button(at, "Make the plan")
    assert "Choose the date on which the plan starts. Not saved." in shown(at, "error")
    assert stored(at, desk).plan is None


def test_plan_that_the_case_has_outgrown_is_reported(open_page: Open) -> None:
    case = planned()
    case.certificates[0].max_minutes_per_day = 60
    at = open_page("plan", case)
    assert any("60" in text for text in shown(at, "error"))


def test_comparison_is_labelled_and_leaves_the_plan_alone(open_page: Open, desk: Desk) -> None:
    case = planned()
    at = open_page("plan", case, **{"plan.view": "Compare"})
    assert any(text.startswith("Comparison only: as if ") for text in shown(at, "caption"))
    assert desk.open(case.id) == case


def test_side_bar_names_the_case_and_what_is_missing(desk: Desk) -> None:
    case = desk.new_case("**W-001**")
    at = AppTest.from_file(str(APP), default_timeout=60)
    at.query_params["case"] = case.id
    at.run()
    assert at.sidebar.markdown[0].value == "**Open case**  \n\\*\\*W\\-001\\*\\*"
    captions = [caption.value.replace("\\", "") for caption in at.sidebar.caption]
    assert "Where the worker stands now (and 3 more)" in captions
    links = [link.label for link in at.sidebar.get("page_link")]
    assert links == ["Case", "Job", "Capacity", "Match", "Modifications", "Plan", "Progress", "Export"]
