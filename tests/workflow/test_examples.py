"""Every worked example gives a plan without violations, whatever the day, and the same plan each time."""

from datetime import date, timedelta

import pytest

from ergo.knowledge.examples import example_ids
from ergo.model.case import Case
from ergo.planning.check import check_plan
from ergo.store import casefile
from ergo.workflow.examples import example, examples
from ergo.workflow.plans import PlanOutcome, keep_plan, plan_case, variants_of

MADE_ON = date(2026, 11, 21)


@pytest.fixture(scope="module", params=example_ids())
def planned(request: pytest.FixtureRequest) -> tuple[Case, PlanOutcome]:
    case = example(request.param)
    return case, plan_case(case, MADE_ON)


def test_each_has_a_title_of_its_own_and_a_summary() -> None:
    found = examples()
    assert [info.id for info in found] == ["delivery", "office", "warehouse"]
    assert len({info.title for info in found}) == 3
    assert all(len(info.summary) > 100 for info in found)


def test_no_violation_in_the_plan_nor_in_the_comparison(planned: tuple[Case, PlanOutcome]) -> None:
    _, outcome = planned
    assert outcome.violations == []
    assert outcome.if_lifted is not None


def test_full_duties_are_dated_or_what_is_in_the_way_is_named(planned: tuple[Case, PlanOutcome]) -> None:
    _, outcome = planned
    assert outcome.plan.full_duties_week or (outcome.plan.obstacles and outcome.plan.openers)


def test_the_same_example_gives_the_same_bytes(planned: tuple[Case, PlanOutcome]) -> None:
    case, outcome = planned
    keep_plan(case, outcome.plan)
    again = example(case.id.removeprefix("example_"))
    keep_plan(again, plan_case(again, MADE_ON).plan)
    assert casefile.dump(again) == casefile.dump(case)


@pytest.mark.parametrize(
    ("days_later", "policy_id"), [(1, None), (3, "half_days_4_6_8"), (9, "two_half_days_spaced"), (14, None)]
)
@pytest.mark.parametrize("example_id", example_ids())
def test_a_later_start_and_another_policy_are_planned_as_soundly(
    example_id: str, days_later: int, policy_id: str | None
) -> None:
    """The start of the return slips by days or weeks; the certificate and the agreed dates stay where they are."""
    case = example(example_id)
    case.plan_settings.policy_id = policy_id or case.plan_settings.policy_id
    assert case.plan_settings.start is not None
    case.plan_settings.start += timedelta(days=days_later)
    outcome = plan_case(case, MADE_ON + timedelta(days=days_later))
    assert outcome.violations == []
    assert check_plan(case, outcome.plan, variants_of(case)) == []
    assert min(day.date for week in outcome.plan.weeks for day in week.days) >= case.plan_settings.start
