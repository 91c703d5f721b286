"""Each worked example has a task that a chosen change opens, and its plan uses that way from the agreed date on."""

from datetime import date

import pytest

from ergo.advice.barriers import Goal, barriers, barriers_now
from ergo.model.base import HowKnown, Measurement
from ergo.model.record import TrialOutcome
from ergo.workflow.examples import example
from ergo.workflow.plans import plan_case, variants_of

MADE_ON = date(2026, 11, 21)


def used_on(plan, variant):
    """The dates on which a plan does a task in this way."""
    return [
        day.date
        for week in plan.weeks
        for day in week.days
        for share in day.allocations
        if share.task_id == variant.task_id and tuple(share.modification_ids) == variant.modification_ids
    ]


@pytest.mark.parametrize(
    ("name", "task_id", "goal", "stood_in_the_way"),
    [
        ("warehouse", "pick_floor", Goal.OPEN, {"lift_floor_waist.peak"}),
        ("office", "phone", Goal.WHOLE, {"sit.run"}),
        ("delivery", "round", Goal.OPEN, {"lift_floor_waist.peak", "carry.peak"}),
        (
            "delivery",
            "load_van",
            Goal.OPEN,
            {"lift_floor_waist.peak", "lift_waist_shoulder.peak", "carry.peak"},
        ),
    ],
)
def test_a_change_opens_a_task_and_the_plan_uses_it_from_its_date(name, task_id, goal, stood_in_the_way):
    case = example(name)
    variant = next(v for v in variants_of(case) if v.task_id == task_id)
    found, now = barriers_now(case, case.task(task_id), variant.from_date)
    assert (found, {b.id for b in now}) == (goal, stood_in_the_way)
    assert barriers(case, variant.task, variant.from_date, goal) == ()
    dates = used_on(plan_case(case, MADE_ON).plan, variant)
    assert dates
    assert min(dates) >= variant.from_date


def test_what_was_dropped_in_its_trial_opens_nothing():
    case = example("warehouse")
    case.modifications[0].trial_outcome = TrialOutcome.DROPPED
    assert variants_of(case) == []


def test_what_was_changed_in_its_trial_counts_with_what_was_measured_alone():
    """The positioner was set up otherwise: hands at 60 cm, and nothing said of reach and twist."""
    case = example("warehouse")
    (chosen,) = case.modifications
    before = case.task("pick_floor").measurements
    chosen.trial_outcome = TrialOutcome.CHANGED
    assert variants_of(case) == []  # nothing was measured, so nothing is known of it
    chosen.measured_after = {"lift.v_origin_cm": Measurement(value=60, how=HowKnown.MEASURED)}
    (variant,) = variants_of(case)
    assert variant.task.measurements["lift.v_origin_cm"].value == 60
    for name in ("lift.h_origin_cm", "lift.asym_deg"):
        assert variant.task.measurements[name] == before[name]
    chosen.trial_outcome = TrialOutcome.KEPT
    (variant,) = variants_of(case)
    assert variant.task.measurements["lift.v_origin_cm"].value == 60
    assert variant.task.measurements["lift.asym_deg"].value < before["lift.asym_deg"].value
