"""The policy of a case: published figures with the therapist's changes, each within its range and with its reason."""

from collections.abc import Mapping
from datetime import date

import pytest

from ergo.analysis.policy import chosen_policy, load_groups, open_figures
from ergo.analysis.policy_words import figure_rows, figure_words, pattern_words, policy_warnings, range_words
from ergo.analysis.problems import planning_errors
from ergo.errors import InputError
from ergo.knowledge.dimensions import Aspect
from ergo.knowledge.policies import Order, Part, Pattern, editable_figures, policies, policy
from ergo.knowledge.sources import Status
from ergo.model.case import Case
from ergo.model.record import PlanSettings, PolicyChange
from ergo.model.worker import Worker
from ergo.units import UnitSystem

OWN = {
    "start_minutes_per_day": 200,
    "start_days_per_week": 3,
    "spaced": True,
    "step_minutes_per_day": 45,
    "step_days_per_week": 1,
    "order": "days_then_hours",
    "step_interval_weeks": 2,
    "least_weeks_on_step": 2,
}


def a_case(policy_id: str | None, changes: Mapping[str, object], reason: str = "tried before") -> Case:
    changed = [
        PolicyChange.model_validate(
            {"policy_id": policy_id, "field": field, "value": value, "reason": reason}
        )
        for field, value in changes.items()
    ]
    return Case(
        worker=Worker(code="W"), plan_settings=PlanSettings(policy_id=policy_id, policy_changes=changed)
    )


@pytest.mark.parametrize("policy_id", list(policies()))
def test_a_policy_without_changes_is_the_published_one(policy_id: str) -> None:
    assert chosen_policy(a_case(policy_id, {})) is policy(policy_id)


def test_no_policy_chosen_is_said() -> None:
    with pytest.raises(InputError, match="Choose the policy that the plan follows"):
        chosen_policy(a_case(None, {}))
    assert open_figures(a_case(None, {})) == []


def test_a_changed_figure_is_clinical_judgement_with_the_reason() -> None:
    chosen = chosen_policy(a_case("half_days_4_6_8", {"step_minutes_per_day": 60}))
    assert chosen.step_minutes_per_day is not None
    assert chosen.step_minutes_per_day.value == 60
    assert chosen.step_minutes_per_day.status is Status.CLINICAL_JUDGEMENT
    assert chosen.step_minutes_per_day.note == "tried before"
    assert chosen.start_minutes_per_day == policy("half_days_4_6_8").start_minutes_per_day
    (changed,) = [row for row in figure_rows(chosen) if row.changed]
    assert (changed.label, changed.value) == ("More time a day at each step", "1 h")


def test_changes_of_another_policy_do_not_count() -> None:
    case = a_case("two_week_steps", {"step_minutes_per_day": 60})
    case.plan_settings.policy_id = "half_days_4_6_8"
    assert chosen_policy(case) is policy("half_days_4_6_8")


def test_parts_of_a_rule_can_be_changed() -> None:
    chosen = chosen_policy(
        a_case(
            "half_days_4_6_8",
            {"reentry.steps_down": 2, "load_steps.peak.kg": 1.0, "load_order": ["posture", "handling"]},
        )
    )
    assert chosen.reentry.steps_down.value == 2
    assert chosen.reentry.after_working_days == policy("half_days_4_6_8").reentry.after_working_days
    assert chosen.load_step(Aspect.PEAK, "kg").value == 1.0
    assert chosen.load_step(Aspect.RUN, "min").value == 5
    assert chosen.load_order is not None
    assert chosen.load_order.value == ("posture", "handling")


def test_a_figure_left_out_falls_back_on_the_rule_for_all_else() -> None:
    chosen = chosen_policy(a_case("half_days_4_6_8", {"load_steps.peak.N": None}))
    assert chosen.load_step(Aspect.PEAK, "N").unit == "share of tolerance"


@pytest.mark.parametrize(
    ("policy_id", "changes", "left_out"),
    [
        ("half_days_4_6_8", {"duration_weeks": 8}, ["step_minutes_per_day"]),
        ("half_days_4_6_8", {"start_share_of_full_day": 0.5}, ["start_minutes_per_day"]),
        ("two_half_days_spaced", {"step_minutes_per_day": 60, "step_days_per_week": 1}, ["duration_weeks"]),
        (
            "half_time_then_full",
            {
                "start_minutes_per_day": 120,
                "step_minutes_per_day": 60,
                "start_days_per_week": "all",
                "order": "both",
            },
            ["patterns"],
        ),
    ],
)
def test_what_a_change_replaces_is_left_out(
    policy_id: str, changes: dict[str, object], left_out: list[str]
) -> None:
    chosen = chosen_policy(a_case(policy_id, changes))
    assert not any(getattr(chosen, field) for field in left_out)


def test_ones_own_policy_names_what_is_still_open() -> None:
    case = a_case("own", {"start_minutes_per_day": 200, "spaced": False})
    with pytest.raises(InputError) as caught:
        chosen_policy(case)
    assert str(caught.value) == (
        "Your own policy: enter “More time a day at each step” or “More days a week at each step” or "
        "“Full hours in week”, “Days in the first week”, “What rises first”, “A step every” and “Least time on a step”."
    )
    assert len(open_figures(case)) == 5


def test_ones_own_policy_holds_what_was_entered_and_asks_for_no_reason() -> None:
    case = a_case("own", OWN, reason="")
    chosen = chosen_policy(case)
    for field, value in OWN.items():
        assert getattr(chosen, field).value == value
        assert getattr(chosen, field).status is Status.CLINICAL_JUDGEMENT
    assert chosen.tolerance_share.status is Status.VERIFIED_TWICE
    assert open_figures(case) == []
    assert not [p for p in planning_errors(case) if p.item == "Policy"]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("start_minutes_per_day", 0, "First day: 0 min is outside the allowed range, 15 min to 16 h."),
        ("start_minutes_per_day", 961, "First day: 16 h 1 min is outside"),
        ("start_share_of_full_day", 1.2, "outside the allowed range, 0.05 share of the full day to 1 share"),
        (
            "start_days_per_week",
            8,
            "Days in the first week: 8 days is outside the allowed range, 1 day to 7 days.",
        ),
        ("start_days_per_week", "most", "Days in the first week: most is outside"),
        (
            "step_interval_weeks",
            13,
            "A step every: 13 weeks is outside the allowed range, 1 week to 12 weeks.",
        ),
        ("tolerance_share", 0, "outside the allowed range"),
        ("tolerance_share", True, "Share of a tolerance used at first: Yes is outside"),
        (
            "load_steps.peak.kg",
            20,
            "Load step in weight: 20 kg is outside the allowed range, 0.5 kg to 10 kg.",
        ),
        ("load_classes_kg", [5, 80], "80 kg is outside the allowed range, 0.5 kg to 50 kg"),
        ("load_order", ["luck"], "there is no group of loads “luck”; there are handling"),
        ("reentry.steps_down", -1, "outside the allowed range"),
        ("order", "upwards", "What rises first: Input should be"),
        ("step_interval_weeks", 1.5, "A step every: Input should be a valid integer"),
        ("tolerance_share", None, "Share of a tolerance used at first: Input should be a valid dictionary"),
        ("steepness", 3, "A policy has no figure “steepness”."),
        ("spaced", "perhaps", "A free day between worked days: Input should be a valid boolean"),
    ],
)
def test_a_change_out_of_range_is_refused_with_the_figure(field: str, value: object, said: str) -> None:
    case = a_case("half_days_4_6_8", {field: value})
    with pytest.raises(InputError) as caught:
        chosen_policy(case)
    assert said in str(caught.value)
    assert any(p.item == "Policy" and said in p.message for p in planning_errors(case))


def test_rivals_changed_together_contradict_each_other() -> None:
    case = a_case("half_days_4_6_8", {"duration_weeks": 8, "step_minutes_per_day": 60})
    with pytest.raises(InputError, match="give the steps of hours and days, the duration, or patterns"):
        chosen_policy(case)


def test_printed_weekdays_are_not_spaced_as_well() -> None:
    with pytest.raises(InputError, match="printed weekdays say which days are worked"):
        chosen_policy(a_case("long_days_few", {"spaced": True}))


def test_what_lies_beyond_what_is_published_is_said() -> None:
    case = a_case("half_days_4_6_8", {"step_minutes_per_day": 180, "tolerance_share": 0.7, "reset_min": 10})
    assert policy_warnings(case) == [
        "More time a day at each step: 3 h is outside what is published (30 min to 2 h).",
        "Share of a tolerance used at first: 0.7 share of tolerance is outside what is published "
        "(0.8 share of tolerance).",
    ]
    assert policy_warnings(a_case("half_days_4_6_8", {"step_minutes_per_day": 90})) == []


@pytest.mark.parametrize(
    ("field", "value", "system", "words"),
    [
        ("start_minutes_per_day", 225, UnitSystem.METRIC, "3 h 45 min"),
        ("start_days_per_week", "all", UnitSystem.METRIC, "All days of the roster"),
        ("start_days_per_week", 1, UnitSystem.METRIC, "1 day"),
        ("spaced", False, UnitSystem.METRIC, "No"),
        ("order", Order.BOTH, UnitSystem.METRIC, "Both together"),
        ("load_order", (), UnitSystem.METRIC, "All together"),
        ("load_order", ("posture", "handling"), UnitSystem.METRIC, "posture and handling"),
        ("load_classes_kg", (5.0, 10.0), UnitSystem.METRIC, "5 kg and 10 kg"),
        ("load_steps.peak.kg", 2.0, UnitSystem.US, "4.41 lb"),
        ("tolerance_share", 0.8, UnitSystem.METRIC, "0.8 share of tolerance"),
    ],
)
def test_figures_in_words(field: str, value: object, system: UnitSystem, words: str) -> None:
    assert figure_words(value, editable_figures()[field], system) == words


def test_figures_without_an_end_have_no_range() -> None:
    assert range_words(editable_figures()["spaced"]) == ""
    assert range_words(editable_figures()["duration_weeks"]) == "2 weeks to 52 weeks"


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (Pattern(minutes_by_weekday={"tue": 480, "thu": 240}), "Tue 8 h, Thu 4 h"),
        (Pattern(share_of_full_day=0.4), "0.4 of the full day"),
        (Pattern(minutes_per_day=225, days_per_week=3), "3 h 45 min a day, 3 days a week"),
    ],
)
def test_printed_steps_in_words(pattern: Pattern, words: str) -> None:
    assert pattern_words(pattern) == words


def test_printed_steps_stand_first_among_the_figures() -> None:
    rows = figure_rows(policy("long_days_few"))
    assert [(row.part, row.label) for row in rows[:2]] == [(Part.START, "Step 1"), (Part.START, "Step 2")]


def test_loads_climb_by_groups_that_can_climb() -> None:
    assert {"handling", "posture", "driving"} <= set(load_groups())
    assert not {"hours", "safety"} & set(load_groups())


def test_a_change_without_a_reason_stands_in_the_way_of_a_plan() -> None:
    case = a_case("half_days_4_6_8", {"reset_min": 10}, reason=" ")
    assert [p.message for p in planning_errors(case) if p.item == "Policy"] == [
        "Other posture that ends a stretch was changed; give the reason."
    ]


def test_older_settings_load_as_they_were() -> None:
    settings = PlanSettings.model_validate({"start": date(2026, 11, 30), "policy_id": "half_days_4_6_8"})
    assert settings.changes() == []
    assert settings.target_date is None
    assert settings.horizon_weeks == 26
