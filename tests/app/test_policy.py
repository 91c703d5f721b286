"""The policy of the plan on the screen: its figures, changed with a reason, evidence both ways, a date wanted."""

from datetime import date

from ergo.model.record import PolicyChange
from tests.app.conftest import Open, example, planned
from tests.app.test_plan_page import cells
from tests.app.test_steps import shown

OPEN = {"plan.policy": True}


def test_every_figure_stands_beside_where_it_is_from(open_page: Open) -> None:
    at = open_page("plan", example("warehouse"), **OPEN)
    found = cells(at)
    assert found[found.index("First day") + 1 : found.index("First day") + 3] == [
        "4 h",
        "Read in the source [1]",
    ]
    assert any("Burn Model System" in text for text in shown(at, "caption"))
    at.segmented_control(key="policy.view").set_value("Loads").run()
    found = cells(at)
    place = found.index("Load step in weight")
    assert found[place + 1] == "2 kg"
    assert found[place + 2].startswith("Clinical judgement.")


def test_reviews_say_what_a_bad_day_and_a_flare_up_change(open_page: Open) -> None:
    at = open_page("plan", example("warehouse"), **OPEN, **{"policy.view": "Reviews"})
    assert "A review every" in cells(at)
    said = shown(at, "markdown")
    assert any(
        text.startswith("**On a bad day.** The planned amount is done on a bad day too") for text in said
    )
    assert any(text.startswith("**After a flare-up.**") and "one step on the task" in text for text in said)


def test_the_evidence_speaks_for_and_against(open_page: Open) -> None:
    at = open_page("plan", example("warehouse"), **OPEN, **{"policy.view": "Evidence"})
    headings = [h.value for h in at.subheader]
    assert headings.index("For it") < headings.index("Against it")
    said = shown(at, "markdown")
    assert any("12 days instead of 20" in text for text in said)
    assert any("delayed return" in text for text in said)


def test_a_figure_is_changed_with_a_reason_and_set_back(open_page: Open) -> None:
    at = open_page("plan", example("warehouse"), **OPEN, **{"policy.view": "Change"})
    at.selectbox(key="policy.change").set_value("step_minutes_per_day").run()
    place = "policy.half_days_4_6_8.step_minutes_per_day"
    field = at.text_input(key=f"{place}.value")
    assert field.value == "2:00"
    assert any("More time a day at each step was changed; give the reason" in e for e in shown(at, "error"))
    field.set_value("9:00").run()
    assert any("9 h is outside the allowed range, 5 min to 8 h" in e for e in shown(at, "error"))
    at.text_input(key=f"{place}.value").set_value("1:00").run()
    at.text_input(key=f"{place}.reason").set_value("tires quickly").run()
    (change,) = at.session_state["case"].plan_settings.policy_changes
    assert (change.field, change.value, change.reason) == ("step_minutes_per_day", 60, "tires quickly")
    at.segmented_control(key="policy.view").set_value("Start and steps").run()
    found = cells(at)
    place_in_table = found.index("More time a day at each step")
    assert found[place_in_table + 1 : place_in_table + 3] == [
        "1 h",
        "Clinical judgement, entered here: tires quickly",
    ]
    at.segmented_control(key="policy.view").set_value("Change").run()
    at.button(key=f"{place}.undo").click().run()
    assert at.session_state["case"].plan_settings.policy_changes == []


def test_weights_are_typed_as_a_list(open_page: Open) -> None:
    case = example("warehouse")
    case.plan_settings.policy_changes = [
        PolicyChange(policy_id="half_days_4_6_8", field="load_classes_kg", value=[5.0, 10.0])
    ]
    at = open_page("plan", case, **OPEN, **{"policy.view": "Change"})
    key = "policy.half_days_4_6_8.load_classes_kg.value"
    assert at.text_input(key=key).value == "5, 10"
    at.text_input(key=key).set_value("15; 5, 7.5").run()
    assert at.session_state["case"].plan_settings.policy_changes[0].value == [5.0, 7.5, 15.0]
    at.text_input(key=key).set_value("heavy").run()
    assert any("no list of weights" in text for text in shown(at, "error"))
    at.text_input(key=key).set_value("500").run()
    assert any("outside the allowed range" in text for text in shown(at, "error"))


def test_ones_own_policy_asks_for_every_figure(open_page: Open) -> None:
    case = example("warehouse")
    case.plan_settings.policy_id = "own"
    at = open_page("plan", case)
    assert any("Still to enter" in text and "“A step every”" in text for text in shown(at, "caption"))
    at.text_input(key="policy.own.start_minutes_per_day.value").set_value("4:00").run()
    at.text_input(key="policy.own.step_minutes_per_day.value").set_value("1:00").run()
    at.selectbox(key="policy.own.start_days_per_week.value").set_value("all").run()
    at.segmented_control(key="policy.own.spaced.value").set_value(False).run()
    at.segmented_control(key="policy.own.order.value").set_value("both").run()
    at.number_input(key="policy.own.step_interval_weeks.value.metric").set_value(1).run()
    at.number_input(key="policy.own.least_weeks_on_step.value.metric").set_value(1).run()
    assert not any("Still to enter" in text for text in shown(at, "caption"))
    assert not any("Policy" in text for text in shown(at, "error"))


def test_the_date_wanted_is_answered(open_page: Open) -> None:
    case = planned()
    assert case.plan is not None
    case.plan.target_date = date(2026, 12, 7)
    at = open_page("plan", case)
    assert any("Full duties are not reachable by Mon 7 Dec 2026" in text for text in shown(at, "warning"))
