"""Variants from what was chosen, plans kept as versions, and a sign-off that counts for one version only."""

from datetime import date
from typing import Any

import pytest

from ergo.errors import InputError
from ergo.model.base import Measurement
from ergo.model.capacity import AssumedCertificate, Reading
from ergo.model.case import Case
from ergo.model.clinical import Answer, RedFlagAnswer
from ergo.model.job import Task
from ergo.model.record import ChosenModification, SignOff, SignOffRole, TrialOutcome
from ergo.store import casefile
from ergo.workflow.desk import Desk
from ergo.workflow.examples import example
from ergo.workflow.plans import (
    check_case,
    follows_settings,
    is_signed,
    keep_plan,
    open_red_flags,
    plan_case,
    plan_if_lifted,
    sign,
    standing,
    variants_of,
)

# The effect rules of the catalogue. EQ003 pallet positioner: origin 70 to 95 cm high, reach at most 40 cm, twist at
# most 15 degrees. EQ001 lift table: origin 75 to 100 cm high. MO002 delivery to the point of use: frequency unknown.
POSITIONER, TABLE, DELIVERY = "EQ003", "EQ001", "MO002"
MADE_ON = date(2026, 1, 28)
SIGNED_ON = date(2026, 1, 30)


def choose(case: Case, item_id: str, on: date | None, **more: Any) -> None:
    case.modifications.append(
        ChosenModification(id=item_id.lower(), item_id=item_id, task_id="pick", in_place_from=on, **more)
    )


def value(task: Task, quantity_id: str) -> object:
    return task.measurements[quantity_id].value


def test_no_modification_no_variant(case: Case) -> None:
    assert variants_of(case) == []


def test_a_modification_gives_a_variant_from_its_date(case: Case) -> None:
    choose(case, POSITIONER, date(2026, 2, 16), accepted_as_permanent=True)
    (variant,) = variants_of(case)
    assert (variant.task_id, variant.modification_ids) == ("pick", ("eq003",))
    assert (variant.from_date, variant.permanent) == (date(2026, 2, 16), True)
    assert value(variant.task, "lift.v_origin_cm") == 70
    assert value(variant.task, "lift.h_origin_cm") == 40
    assert value(variant.task, "lift.asym_deg") == 15
    assert value(variant.task, "lift.load_kg") == 8
    assert value(case.job.tasks[0], "lift.v_origin_cm") == 20


def test_modifications_add_up_in_the_order_of_their_dates(case: Case) -> None:
    choose(case, TABLE, date(2026, 2, 16))
    choose(case, POSITIONER, date(2026, 2, 9), accepted_as_permanent=True)
    first, second = variants_of(case)
    assert (first.modification_ids, first.from_date) == (("eq003",), date(2026, 2, 9))
    assert (second.modification_ids, second.from_date) == (("eq003", "eq001"), date(2026, 2, 16))
    assert value(first.task, "lift.v_origin_cm") == 70
    assert value(second.task, "lift.v_origin_cm") == 75
    assert value(second.task, "lift.asym_deg") == 15
    assert (first.permanent, second.permanent) == (True, False)


def test_modifications_of_one_date_are_one_variant(case: Case) -> None:
    choose(case, POSITIONER, date(2026, 2, 9))
    choose(case, TABLE, date(2026, 2, 9))
    (variant,) = variants_of(case)
    assert variant.modification_ids == ("eq003", "eq001")


def test_without_a_date_or_dropped_it_gives_no_variant(case: Case) -> None:
    choose(case, POSITIONER, None)
    choose(case, TABLE, date(2026, 2, 9), trial_outcome=TrialOutcome.DROPPED)
    assert variants_of(case) == []


def test_what_was_measured_after_counts_before_what_is_predicted(case: Case) -> None:
    measured = Measurement(value=82.0, by="A. N.")
    choose(case, POSITIONER, date(2026, 2, 9), measured_after={"lift.v_origin_cm": measured})
    (variant,) = variants_of(case)
    assert variant.task.measurements["lift.v_origin_cm"] == measured
    assert value(variant.task, "lift.h_origin_cm") == 40


def test_an_unknown_effect_gives_a_variant_only_when_it_was_measured(case: Case) -> None:
    choose(case, DELIVERY, date(2026, 2, 9))
    assert variants_of(case) == []
    case.modifications[0].measured_after["lift.freq_per_min"] = Measurement(value=0.5)
    (variant,) = variants_of(case)
    assert value(variant.task, "lift.freq_per_min") == 0.5


def test_an_unknown_effect_beside_a_known_one_changes_nothing_of_it(case: Case) -> None:
    choose(case, DELIVERY, date(2026, 2, 2))
    choose(case, POSITIONER, date(2026, 2, 9))
    (variant,) = variants_of(case)
    assert variant.modification_ids == ("eq003",)
    assert value(variant.task, "lift.freq_per_min") == 1


def test_an_item_that_the_catalogue_does_not_have(case: Case) -> None:
    choose(case, "EQ999", date(2026, 2, 9))
    with pytest.raises(InputError, match="no item 'EQ999'"):
        variants_of(case)


def test_a_plan_is_checked_and_leaves_the_case_as_it_was(case: Case) -> None:
    before = case.model_copy(deep=True)
    outcome = plan_case(case, MADE_ON)
    assert case == before
    assert outcome.violations == []
    assert outcome.plan.made_on == MADE_ON
    assert outcome.plan.start == date(2026, 2, 2)
    assert outcome.if_lifted is None


def test_the_same_input_gives_the_same_plan(case: Case) -> None:
    choose(case, POSITIONER, date(2026, 2, 16))
    first, second = plan_case(case, MADE_ON).plan, plan_case(case, MADE_ON).plan
    assert first.model_dump_json() == second.model_dump_json()


def test_progress_is_told_by_week_and_may_end_the_planning(case: Case) -> None:
    told: list[tuple[int, int]] = []
    plan_case(case, MADE_ON, progress=lambda *weeks: told.append(weeks))
    weeks = case.plan_settings.horizon_weeks
    assert told == [(week, weeks) for week in range(1, weeks + 1)]

    def stop(done: int, weeks: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        plan_case(case, MADE_ON, progress=stop)
    assert case.plan is None


def test_a_case_that_cannot_be_planned_says_why(case: Case) -> None:
    case.plan_settings.start = None
    with pytest.raises(InputError, match="date on which the plan starts"):
        plan_case(case, MADE_ON)


def test_the_comparison_is_labelled_and_is_not_the_plan(case: Case) -> None:
    plan = plan_case(case, MADE_ON).plan
    case.assumed_certificate = AssumedCertificate(
        from_date=date(2026, 3, 2), lifted_restriction_ids=["light"]
    )
    outcome = plan_case(case, MADE_ON)
    assert outcome.plan.weeks == plan.weeks
    assert outcome.plan.assumption == ""
    assert outcome.if_lifted is not None
    assert outcome.if_lifted.assumption == (
        "Comparison only: as if “No lifting over 10 kg” and the certified hours were lifted from 2 Mar 2026."
    )
    after = [week for week in outcome.if_lifted.weeks if week.monday >= date(2026, 3, 2)]
    assert after
    assert all(limit.source_id != "light" for week in after for limit in week.limits)


@pytest.mark.parametrize(("hours", "what"), [(True, "the certified hours"), (False, "nothing")])
def test_a_comparison_that_does_not_reach_full_duties(case: Case, hours: bool, what: str) -> None:
    restriction = case.certificates[0].restrictions[0]
    assert restriction.reading is not None
    restriction.reading.limit = 5  # the task lifts 8 kg
    case.assumed_certificate = AssumedCertificate(from_date=date(2026, 3, 2), hours_limit_lifted=hours)
    lifted = plan_if_lifted(case, MADE_ON)
    assert lifted is not None
    assert lifted.full_duties_week is None
    assert lifted.assumption == f"Comparison only: as if {what} were lifted from 2 Mar 2026."


def test_openers_name_what_nobody_has_chosen_yet(case: Case) -> None:
    lift = Reading(dimensions=["lift_floor_waist"], aspect="peak", prohibited=True, below_hand_height_cm=50)
    case.certificates[0].restrictions[0].reading = lift
    plan = plan_case(case, MADE_ON).plan
    assert plan.full_duties_week is None
    assert any(opener.item_id for opener in plan.openers)
    assert any(opener.restriction_id == "light" for opener in plan.openers)


def planned(case: Case) -> Case:
    keep_plan(case, plan_case(case, MADE_ON).plan)
    return case


def test_a_changed_plan_is_the_next_version_and_the_one_before_stays(case: Case) -> None:
    planned(case)
    first = case.plan
    assert first is not None
    assert first.version == 1
    case.plan_settings.policy_id = "two_half_days_spaced"
    planned(case)
    assert case.plan is not None
    assert case.plan.version == 2
    assert case.plan.policy.id == "two_half_days_spaced"
    assert case.earlier_plans == [first]


def test_a_case_with_plans_and_signature_goes_through_a_case_file(case: Case) -> None:
    planned(case)
    case.plan_settings.policy_id = "two_half_days_spaced"
    planned(case)
    do_sign(case)
    assert casefile.load(casefile.dump(case)) == case
    assert case.plan is not None
    assert casefile.load_plan(case.plan.model_dump_json().encode()) == case.plan


def test_a_plan_follows_the_settings_from_which_it_was_made(case: Case) -> None:
    assert follows_settings(case)
    keep_plan(case, plan_case(case, MADE_ON).plan)
    assert follows_settings(case)
    made = case.plan_settings.model_copy(deep=True)
    for changed in (
        {"policy_id": "two_half_days_spaced"},
        {"policy_id": None},
        {"start": date(2026, 2, 9)},
        {"horizon_weeks": 8},
        {"target_date": date(2026, 3, 9)},
    ):
        case.plan_settings = made.model_copy(update=changed)
        assert not follows_settings(case)
    case.plan_settings = made.model_copy(update={"target_date": date(2026, 3, 9)})
    keep_plan(case, plan_case(case, MADE_ON).plan)
    assert follows_settings(case)


def test_planning_again_without_a_change_makes_no_version(case: Case) -> None:
    planned(case)
    before = case.model_copy(deep=True)
    planned(case)
    assert case == before


def do_sign(case: Case, **changed: Any) -> None:
    sign(case, **({"name": "A. N.", "registration": "OT 123", "on": SIGNED_ON, "comment": "ok"} | changed))


def test_a_sign_off_counts_for_its_version_only(case: Case) -> None:
    planned(case)
    assert not is_signed(case)
    do_sign(case)
    assert is_signed(case)
    (sign_off,) = case.sign_offs
    assert case.plan is not None
    assert (sign_off.plan_id, sign_off.plan_version) == (case.plan.id, 1)
    assert (sign_off.name, sign_off.registration, sign_off.on) == ("A. N.", "OT 123", SIGNED_ON)
    case.plan_settings.policy_id = "two_half_days_spaced"
    planned(case)
    assert not is_signed(case)
    case.plan_settings.policy_id = "half_days_4_6_8"
    planned(case)
    assert not is_signed(case)


def test_the_agreement_of_others_is_no_sign_off(case: Case) -> None:
    planned(case)
    assert case.plan is not None
    for role in (SignOffRole.WORKER, SignOffRole.EMPLOYER, SignOffRole.CERTIFIER):
        case.sign_offs.append(
            SignOff(role=role, plan_id=case.plan.id, plan_version=1, name="B. C.", on=SIGNED_ON)
        )
    assert not is_signed(case)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"name": " "}, "Sign-off: name is missing"),
        ({"registration": ""}, "Sign-off: registration is missing"),
        ({"on": date(2026, 1, 1)}, "2026-01-01 is before the plan was made \\(2026-01-28\\)"),
    ],
)
def test_a_sign_off_needs_name_registration_and_date(
    case: Case, changed: dict[str, Any], message: str
) -> None:
    planned(case)
    with pytest.raises(InputError, match=message):
        do_sign(case, **changed)
    assert case.sign_offs == []


def test_nothing_to_sign(case: Case) -> None:
    with pytest.raises(InputError, match="no plan to sign"):
        do_sign(case)


# Grades in data/red_flags.json: ces emergency, neuro stop, cancer ask, inflammatory note.
@pytest.mark.parametrize(
    ("flag_id", "label"),
    [
        ("ces", "Cauda equina syndrome"),
        ("neuro", "Nerve function getting worse"),
        ("cancer", "Cancer"),
        ("not_in_the_list", "not_in_the_list"),
    ],
)
def test_an_open_red_flag_keeps_the_plan_from_being_signed(case: Case, flag_id: str, label: str) -> None:
    planned(case)
    flag = RedFlagAnswer(flag_id=flag_id, answer=Answer.YES)
    case.clinical.red_flags.append(flag)
    for settled_by in ("", "A. N."):
        (found,) = open_red_flags(case)
        assert found.startswith(label)
        with pytest.raises(InputError, match=f"red flag is not settled: {label}"):
            do_sign(case)
        flag.resolved_on, flag.resolved_by = date(2026, 1, 29), settled_by
    assert open_red_flags(case) == []
    do_sign(case)
    assert is_signed(case)


def test_a_red_flag_to_be_noted_keeps_nothing_from_being_signed(case: Case) -> None:
    planned(case)
    case.clinical.red_flags.append(RedFlagAnswer(flag_id="inflammatory", answer=Answer.YES))
    assert open_red_flags(case) == []
    do_sign(case)
    assert is_signed(case)


def test_a_violation_keeps_the_plan_from_being_signed(case: Case) -> None:
    planned(case)
    restriction = case.certificates[0].restrictions[0]
    assert restriction.reading is not None
    restriction.reading.limit = 2
    assert standing(check_case(case))
    with pytest.raises(
        InputError, match=r"checker finds violations: .*the restriction allows 2 kg"
    ) as refused:
        do_sign(case)
    assert str(refused.value).count("The plan states 10 kg in Lift, floor to waist") == 1
    assert not is_signed(case)


def test_the_example_from_plan_to_signature_on_the_desk(desk: Desk) -> None:
    case = desk.open_example("warehouse")
    outcome = plan_case(case, date(2026, 11, 27))
    assert standing(outcome.violations) == []
    assert outcome.if_lifted is not None
    desk.edit(case.id, lambda c: keep_plan(c, outcome.plan), note="plan")
    desk.edit(case.id, lambda c: do_sign(c, on=date(2026, 11, 27)), note="signed")
    stored = desk.open(case.id)
    assert is_signed(stored)
    assert stored.plan == outcome.plan
    assert example("warehouse").plan is None


def test_a_change_of_the_work_as_a_whole_counts_in_every_task_that_it_acts_on(case: Case) -> None:
    # MO024 caps lifting at one hour at a time; EQ172, pans for the kitchen at home, is no matter of the workplace.
    from_date = date(2026, 2, 16)
    case.modifications = [
        ChosenModification(id="spells", item_id="MO024", in_place_from=from_date),
        ChosenModification(id="pans", item_id="EQ172", in_place_from=from_date),
    ]
    again = case.task("pick").model_copy(update={"id": "again"})
    case.job.tasks.append(again)
    assert [(v.task_id, v.modification_ids) for v in variants_of(case)] == [
        ("pick", ("spells",)),
        ("again", ("spells",)),
    ]
    assert [value(v.task, "lift.duration_h") for v in variants_of(case)] == [1.0, 1.0]


def test_a_change_of_the_work_as_a_whole_that_moves_no_demand_leaves_the_plan_as_it_is(case: Case) -> None:
    case.modifications = [ChosenModification(item_id="MO111", in_place_from=date(2026, 2, 16))]
    assert variants_of(case) == []


def test_certified_days_are_told_beside_the_step_that_they_keep_from() -> None:
    case = example("office")
    for certificate in case.certificates:
        certificate.max_days_per_week = 3
    week = plan_case(case, MADE_ON).plan.weeks[3]
    assert (week.days_per_week, week.minutes_per_day) == (3, 390)
    assert week.reasons[0].sentence == (
        "The certificate allows 3 days a week; the next step of the policy is 6 h 15 min a day, 4 days a week."
    )
