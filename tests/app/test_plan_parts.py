"""The parts of the Plan page in which something is tried: editing by hand, comparison, scenarios."""

import re

from streamlit.testing.v1 import AppTest

from ergo.workflow.desk import Desk
from ergo.workflow.plans import check_case, standing
from tests.app.conftest import Open, planned
from tests.app.test_steps import button, shown, stored

EDIT, COMPARE, SCENARIOS = (
    {"plan.view": "Edit by hand"},
    {"plan.view": "Compare"},
    {"plan.view": "Scenarios"},
)


def minutes_of(at: AppTest, label: str):
    return next(w for w in at.number_input if w.label.replace("\\", "") == f"{label} (min)")


def reasons(at: AppTest):
    return [w for w in at.text_input if w.label.startswith("Reason, week")]


PACK, STOCK = "Pack orders at the bench", "Update stock records at the desk"


def edited(open_page: Open, duty: str, minutes: int, **more: object) -> AppTest:
    """The first week of the order picker with so many minutes a day of a duty.

    The plan gives it four hours a day, 75 min of them packing and 15 min stock records, of 75 and 45 min as normal.
    """
    at = open_page("plan", planned(), **EDIT, **more)
    button(at, "Edit this plan by hand")
    minutes_of(at, duty).set_value(minutes).run()
    return at


def test_fewer_hours_ask_for_nothing_and_are_kept_as_a_version(open_page: Open, desk: Desk) -> None:
    before = planned().plan
    at = edited(open_page, PACK, 60)
    assert "No violation." in shown(at, "success")
    at.text_input(key="plan.draft.edited_by").set_value("A. Therapist").run()
    button(at, "Keep as a new version")
    case = stored(at, desk)
    assert (case.plan.version, case.plan.edited_by) == (before.version + 1, "A. Therapist")
    assert case.plan.weeks[0].total_min < before.weeks[0].total_min
    assert case.plan.weeks[1:] == before.weeks[1:]
    assert case.earlier_plans == [before]
    assert case.plan_draft is None
    assert any("edited by hand on" in text for text in shown(at, "caption"))


def test_more_hours_than_the_policy_has_ask_for_a_reason(open_page: Open, desk: Desk) -> None:
    at = edited(open_page, STOCK, 45)
    assert any("The week in which work begins has" in text for text in shown(at, "warning"))
    at.text_input(key="plan.draft.edited_by").set_value("A. Therapist").run()
    button(at, "Keep as a new version")
    assert any(text.startswith("Give a reason for each of") for text in shown(at, "error"))
    assert stored(at, desk).plan == planned().plan
    for number in range(len(reasons(at))):
        reasons(at)[number].set_value("Bus times.").run()
    button(at, "Keep as a new version")
    case = stored(at, desk)
    assert case.plan.version == 2
    assert {o.reason for o in case.plan.overrides} == {"Bus times."}
    assert standing(check_case(case)) == []
    assert any("Overridden: Bus times" in text.replace("\\", "") for text in shown(at, "warning"))


def test_more_of_a_duty_than_the_employer_gives_cannot_be_kept(open_page: Open, desk: Desk) -> None:
    at = edited(open_page, PACK, 90)
    assert any("May not be overridden" in text for text in shown(at, "markdown"))
    (keep,) = [b for b in at.button if b.label == "Keep as a new version"]
    assert keep.disabled
    assert stored(at, desk).plan == planned().plan


def test_a_draft_is_saved_at_once_and_discarded_on_request(open_page: Open, desk: Desk) -> None:
    at = edited(open_page, PACK, 60)
    draft = stored(at, desk).plan_draft
    assert draft is not None
    assert draft.weeks[0].total_min < planned().plan.weeks[0].total_min
    button(at, "Discard the draft")
    assert stored(at, desk).plan_draft is None
    assert stored(at, desk).plan == planned().plan


def test_a_week_past_the_certificate_and_a_limit_can_be_edited(open_page: Open, desk: Desk) -> None:
    at = edited(open_page, PACK, 60, units="us")
    at.selectbox(key="draft.week").set_value(8).run()
    assert any("hours have no date" in text for text in shown(at, "caption"))
    at.selectbox(key="draft.week").set_value(2).run()
    limits = stored(at, desk).plan_draft.weeks[1].limits
    place = next(n for n, x in enumerate(limits) if x.dimension == "carry" and x.over_load_kg is None)
    at.selectbox(key="draft.limit.2").set_value(place).run()
    (value,) = [w for w in at.number_input if w.label.replace("\\", "") == "Carry (heaviest load) (lb)"]
    value.set_value(11.0).run()
    kept = stored(at, desk).plan_draft.weeks
    assert round(kept[1].limits[place].value, 1) == 5.0
    assert kept[0].limits[place].value == limits[place].value


def test_policies_beside_each_other_and_never_the_plan(open_page: Open, desk: Desk) -> None:
    case = planned()
    at = open_page("plan", case, **COMPARE)
    at.multiselect(key="compare.policies").set_value(["two_half_days_spaced"]).run()
    at.selectbox(key="compare.weeks").set_value(2).run()
    plans = next(t for t in at.table if "Full duties" in t.value.columns).value
    labels = [re.sub(r"\W+", " ", label).strip() for label in plans["Plan"]]
    assert labels[0] == "A This plan"
    assert labels[2] == "C Policy Two half days apart full hours in week 6"
    assert labels[3] == "D Equipment 2 weeks earlier"
    said = [text.replace("\\", "") for text in shown(at, "caption")]
    assert sum(text.startswith("Comparison only: as ") for text in said) == 3
    assert desk.open(case.id) == case


def test_without_anything_chosen_the_comparison_says_what_to_do(open_page: Open) -> None:
    case = planned()
    case.assumed_certificate = None
    at = open_page("plan", case, **COMPARE)
    assert "Choose what this plan is to be compared with." in shown(at, "info")
    button(at, "Assume a next certificate")
    assert len(next(t for t in at.table if "Full duties" in t.value.columns).value) == 2


def test_scenarios_first_and_the_forecast_on_request(open_page: Open, desk: Desk) -> None:
    at = open_page("plan", planned("office"), **SCENARIOS)
    table = at.table[0].value
    assert list(table["If"]) == ["Every step holds", "One step is held back", "Two steps are held back"]
    weeks = [int(re.findall(r"week (\d+)", cell)[0]) for cell in table["Full duties"]]
    assert weeks == sorted(weeks)
    assert not [t for t in at.table if "By week" in t.value.columns]
    at.session_state["plan.forecast"] = True
    at.run()
    chances = next(t for t in at.table if "By week" in t.value.columns).value
    assert int(chances["By week"].iloc[0]) == weeks[0]
    low = chances["Full duties"].iloc[0]
    at.number_input(key="plan.prior.steps_held.metric").set_value(30.0).run()
    assert stored(at, desk).plan_settings.steps_held == 30
    high = next(t for t in at.table if "By week" in t.value.columns).value["Full duties"].iloc[0]
    assert int(high.split()[0]) > int(low.split()[0])


def test_not_within_the_plan_is_an_answer_of_the_forecast(open_page: Open) -> None:
    at = open_page("plan", planned(), **SCENARIOS, **{"plan.forecast": True})
    chances = next(t for t in at.table if "By week" in t.value.columns).value
    assert chances.to_numpy().tolist() == [["not within the plan", r"100 \%"]]


def test_settings_that_the_plan_does_not_follow_are_said(open_page: Open) -> None:
    case = planned()
    assert not [text for text in shown(open_page("plan", case), "info") if "settings have changed" in text]
    case.plan_settings.policy_id = "two_half_days_spaced"
    case.id = "other"
    assert "The settings have changed since: make the plan again under Policy." in shown(
        open_page("plan", case), "info"
    )
