"""The Programme page: everything on it is saved at once, and sessions reach the calendar that the plan counts."""

from datetime import date

from streamlit.testing.v1 import AppTest

from ergo.model.case import Case
from ergo.model.clinical import Answer, RedFlagAnswer
from ergo.model.programme import ExerciseChoice, GoalDomain, GoalRating, PacingRule, ProgrammeGoal
from ergo.workflow.examples import example
from tests.app.conftest import Open, planned


def part(open_page: Open, case: Case, name: str, **state: object) -> AppTest:
    return open_page("programme", case, **{"programme.part": name, **state})


def kept(at: AppTest) -> Case:
    found = at.session_state["case"]
    assert isinstance(found, Case)
    return found


def shown(at: AppTest) -> str:
    texts = [str(e.value) for kind in ("markdown", "caption", "warning", "info") for e in getattr(at, kind)]
    return " ".join(
        texts + [str(cell) for t in at.table for row in t.value.to_numpy() for cell in row]
    ).replace("\\", "")


def test_this_week_shows_five_first_and_its_cautions(open_page: Open) -> None:
    at = part(open_page, planned(), "This week")
    assert len(at.table[0].value) == 5
    assert "139 against 111 days" in shown(at)
    assert "Sitting at a time: 24 min" in shown(at)


def test_without_a_plan_the_weeks_have_no_dates(open_page: Open) -> None:
    at = part(open_page, example("office"), "This week")
    assert at.selectbox(key="programme.week").options == [f"Week {n}" for n in range(1, 7)]


def test_a_component_is_left_out_and_its_own_figures_are_kept(open_page: Open) -> None:
    at = part(open_page, planned(), "Components", **{"programme.component": "manual_therapy"})
    assert "Only as part of a package that holds exercise" in shown(at)
    at.segmented_control(key="programme.component.manual_therapy.included").set_value(True).run()
    at.text_input(key="programme.component.manual_therapy.who").set_value("Osteopath").run()
    (choice,) = kept(at).programme.components
    assert (choice.component_id, choice.included, choice.who) == ("manual_therapy", True, "Osteopath")
    assert "Chosen by the therapist" in shown(at)


def test_a_session_becomes_an_appointment_of_the_case(open_page: Open) -> None:
    at = part(open_page, planned(), "Components", **{"programme.component": "pacing"})
    before = len(kept(at).appointments)
    at.button(key="programme.session.pacing.add").click().run()
    session = kept(at).appointments[-1]
    assert len(kept(at).appointments) == before + 1
    assert (session.component_id, session.minutes, session.in_work_time) == ("pacing", 30, True)
    assert session.repeats_until is None
    at.number_input(key=f"programme.session.pacing.{session.id}.minutes.metric").set_value(45).run()
    assert kept(at).appointments[-1].minutes == 45


def test_sessions_are_put_into_the_calendar_as_often_as_the_reference_says(open_page: Open) -> None:
    at = part(open_page, planned(), "Components", **{"programme.component": "stay_active"})
    at.button(key="programme.session.stay_active.all").click().run()
    session = kept(at).appointments[-1]
    assert (session.minutes, session.weekdays, session.every_weeks) == (60, [0, 4], 1)
    assert "weekly on Mon and Fri until" in shown(at)
    part_key = f"programme.session.stay_active.{session.id}"
    field = next(f for f in at.number_input if f.key and f.key.startswith(f"{part_key}.every_weeks"))
    field.set_value(2).run()
    assert kept(at).appointments[-1].every_weeks == 2
    assert "every 2 weeks on Mon and Fri until" in shown(at)


def test_a_red_flag_that_is_open_leaves_no_session_to_add(open_page: Open) -> None:
    case = planned()
    case.clinical.red_flags = [RedFlagAnswer(flag_id="ces", answer=Answer.YES)]
    at = part(open_page, case, "Components", **{"programme.component": "pacing"})
    assert "A red flag is open" in shown(at)
    assert not [b for b in at.button if b.key == "programme.session.pacing.add"]


def test_a_suggested_exercise_is_added_changed_and_taken_out(open_page: Open) -> None:
    at = part(open_page, planned("delivery"), "Exercises")
    at.button(key="programme.exercise.add.ex-walk").click().run()
    assert kept(at).programme.exercises == [ExerciseChoice(exercise_id="ex-walk")]
    assert "Rollator or cycle" in shown(at)
    at.number_input(key="programme.exercise.ex-walk.days_per_week.metric").set_value(3).run()
    assert kept(at).programme.exercises[0].days_per_week == 3
    assert "once, 3 days a week" in shown(at)
    at.number_input(key="programme.exercise.ex-walk.days_per_week.metric").set_value(9).run()
    assert kept(at).programme.exercises[0].days_per_week == 3
    assert at.error
    at.button(key="programme.exercise.out").click().run()
    assert kept(at).programme.exercises == []


def test_an_exercise_better_left_out_says_so(open_page: Open) -> None:
    at = part(open_page, planned("delivery"), "Exercises")
    box = at.selectbox(key="programme.exercise.any")
    assert "Prone lying and press-up – better left out" in box.options
    box.set_value("ex-prone-press").run()
    at.button(key="programme.exercise.add").click().run()
    assert kept(at).programme.exercises[0].exercise_id == "ex-prone-press"
    assert "better left out" in shown(at)


def test_topics_and_the_log(open_page: Open) -> None:
    at = part(open_page, planned(), "Topics and practice")
    at.multiselect(key="programme.whole.topic_ids").set_value(["ed-pacing"]).run()
    assert kept(at).programme.topic_ids == ["ed-pacing"]
    assert "Set your start time a little below the average." in shown(at)
    next(b for b in at.button if b.label == "Add an entry").click().run()
    (entry,) = kept(at).programme.practice
    at.number_input(key=f"programme.practice.{entry.id}.tension_after.metric").set_value(4).run()
    assert kept(at).programme.practice[0].tension_after == 4


def test_pacing_rule_and_an_own_baseline(open_page: Open) -> None:
    at = part(open_page, planned(), "Pacing")
    at.segmented_control(key="programme.whole.pacing_rule").set_value(PacingRule.OF_BASELINE).run()
    assert kept(at).programme.pacing_rule is PacingRule.OF_BASELINE
    at.number_input(key="programme.paced.sit.baseline.metric").set_value(50).run()
    assert kept(at).programme.paced[0].baseline == 50
    assert "50 min" in shown(at)
    assert "not assessed: measure the tolerance" in shown(at)


def test_goals_are_rated_and_make_the_scale(open_page: Open) -> None:
    case = planned()
    case.programme.goals = []
    for domain in GoalDomain:
        rating = GoalRating(on=date(2026, 11, 23), value=4)
        case.programme.goals.append(ProgrammeGoal(domain=domain, activity=f"Goal {domain}", ratings=[rating]))
    at = part(open_page, case, "Goals")
    assert "Patient-Specific Functional Scale" in [s.value for s in at.subheader]
    assert "4" in [str(cell) for row in at.table[-1].value.to_numpy() for cell in row]
    next(b for b in at.button if b.label == "Rate it").click().run()
    assert len(kept(at).programme.goals[0].ratings) == 2
    next(b for b in at.button if b.label == "Add a goal: at home").click().run()
    assert kept(at).programme.goals[-1].domain is GoalDomain.HOME


def test_flare_up_plan_and_a_check_up(open_page: Open) -> None:
    at = part(open_page, planned("office"), "Flare-up and maintenance")
    at.text_area(key="programme.whole.flare_helps").set_value("A short walk").run()
    assert kept(at).programme.flare_helps == "A short walk"
    at.segmented_control(key="programme.check.2.still_at_goal").set_value(True).run()
    (check,) = kept(at).programme.check_ups
    assert (check.after_weeks, check.still_at_goal) == (2, True)


def test_a_goal_is_added_from_the_list(open_page: Open) -> None:
    at = part(open_page, planned(), "Goals")
    at.selectbox(key="programme.goal.pick").set_value("socks").run()
    added = kept(at).programme.goals[-1]
    assert (added.domain, added.activity) == (GoalDomain.HOME, "Put on socks and shoes")
