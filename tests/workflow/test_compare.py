"""What-ifs are changed copies, labelled, and never the plan; each is planned from its own copy."""

from datetime import date, timedelta

import pytest

from ergo.errors import InputError
from ergo.model.capacity import AssumedCertificate
from ergo.model.case import Case
from ergo.model.record import ChosenModification
from ergo.workflow.compare import compare
from ergo.workflow.examples import example
from ergo.workflow.plans import keep_plan, plan_case, variants_of
from ergo.workflow.what_if import (
    WhatIf,
    equipment_earlier,
    next_certificate,
    other_policy,
    restriction_lifted,
)

MADE_ON = date(2026, 1, 28)


def positioner(case: Case, on: date) -> None:
    case.modifications.append(ChosenModification(id="pos", item_id="EQ003", task_id="pick", in_place_from=on))


def test_a_what_if_changes_its_copy_only(case: Case) -> None:
    positioner(case, date(2026, 2, 16))
    case.assumed_certificate = AssumedCertificate(
        from_date=date(2026, 3, 2), lifted_restriction_ids=["light"]
    )
    before = case.model_copy(deep=True)
    made = [
        other_policy(case, "two_half_days_spaced"),
        equipment_earlier(case, 2),
        restriction_lifted(case, "light"),
        next_certificate(case),
    ]
    assert case == before
    for what_if in made:
        assert isinstance(what_if, WhatIf)
        assert what_if.assumption.startswith("Comparison only: as ")
        assert what_if.case != case


def test_each_what_if_says_what_it_assumes(case: Case) -> None:
    positioner(case, date(2026, 2, 16))
    earlier, lifted = equipment_earlier(case, 2), restriction_lifted(case, "light", date(2026, 2, 16))
    assert earlier.assumption == "Comparison only: as if equipment were in place 2 weeks earlier."
    assert earlier.case.modifications[0].in_place_from == date(2026, 2, 2)
    assert variants_of(earlier.case)[0].from_date == date(2026, 2, 2)
    assert lifted.assumption == "Comparison only: as if “No lifting over 10 kg” were lifted from 16 Feb 2026."
    assert next_certificate(case) is None
    # The certificate ends on 1 March; without a date the restriction is lifted on the day after.
    assert restriction_lifted(case, "light").label == "“No lifting over 10 kg” lifted from 2 Mar 2026"


def test_equipment_that_is_there_at_the_start_cannot_come_earlier(case: Case) -> None:
    with pytest.raises(InputError, match="No modification comes into place after the start"):
        equipment_earlier(case, 2)
    positioner(case, date(2026, 2, 2))
    with pytest.raises(InputError, match="No modification comes into place after the start"):
        equipment_earlier(case, 2)
    with pytest.raises(InputError, match="weeks earlier 0 weeks is outside 1 to 52 weeks"):
        equipment_earlier(case, 0)


def test_what_is_not_there_is_named(case: Case) -> None:
    with pytest.raises(InputError, match="no restriction 'heavy'; it has: light"):
        restriction_lifted(case, "heavy")
    with pytest.raises(InputError, match="no policy called 'fast'"):
        other_policy(case, "fast")


def test_the_plan_stands_first_and_is_the_one_in_the_case(case: Case) -> None:
    keep_plan(case, plan_case(case, MADE_ON).plan)
    before = case.model_copy(deep=True)
    rows = compare(case, [other_policy(case, "two_half_days_spaced")], MADE_ON)
    assert case == before
    assert [row.label for row in rows] == [
        "This plan",
        "Policy: Two half days apart, full hours in week 6",
    ]
    assert rows[0].plan == case.plan
    assert rows[0].plan.assumption == ""
    assert rows[1].plan.policy.id == "two_half_days_spaced"
    # Two four-hour days in the first week instead of five.
    assert [row.figures.week_minutes[0] for row in rows] == [1200, 480]


def test_full_duties_that_wait_for_a_restriction_come_once_it_is_lifted() -> None:
    """The order picker may not lift over 10 kg, and picking asks for more; nothing else stands in the way."""
    case = example("warehouse")
    heavy = next(r for r in case.all_restrictions() if "10 kg" in r.wording)
    plan, lifted = compare(case, [restriction_lifted(case, heavy.id)], date(2026, 11, 21))
    assert plan.figures.full_duties_week is None
    certificate = case.latest_certificate()
    assert certificate is not None
    week = lifted.figures.full_duties_week
    assert week is not None
    assert lifted.figures.full_duties_from is not None
    assert lifted.figures.full_duties_from > certificate.valid_until - timedelta(days=7)
    assert sum(lifted.figures.restored_by_week) > sum(plan.figures.restored_by_week)
