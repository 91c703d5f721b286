"""By a date: the gentlest gradient that arrives, never steeper than the policy, and the earliest where none arrives."""

from datetime import date, time, timedelta

import pytest

from ergo.analysis.policy import chosen_policy
from ergo.knowledge.dimensions import Aspect
from ergo.knowledge.sources import Status
from ergo.model.base import Measurement
from ergo.model.capacity import Certificate
from ergo.model.case import Case
from ergo.model.job import Job, Roster, Shift, Task, TaskKind
from ergo.model.plan import Plan
from ergo.model.record import PlanSettings, PolicyChange
from ergo.model.worker import Worker
from ergo.planning.check import check_plan
from ergo.planning.plan import make_plan
from ergo.planning.target import is_reached, target_words
from tests.analysis.build import a_capacity

MONDAY = date(2026, 11, 30)


def desk_case(policy_id: str, target: date | None, full_min: int = 480) -> Case:
    shifts = [Shift(day=day, start=time(8), paid_min=full_min) for day in range(5)]
    desk = Task(
        id="desk",
        name="Desk",
        kind=TaskKind.SITTING,
        minutes_per_shift=full_min,
        measurements={"sit.bout_min": Measurement(value=30)},
    )
    return Case(
        id="desk",
        worker=Worker(code="W"),
        job=Job(roster=Roster(anchor=MONDAY, shifts=shifts), tasks=[desk]),
        plan_settings=PlanSettings(start=MONDAY, policy_id=policy_id, target_date=target, horizon_weeks=12),
    )


def planned(case: Case) -> Plan:
    plan = make_plan(case, made_on=MONDAY)
    assert check_plan(case, plan) == []
    return plan


def hours(plan: Plan) -> list[float]:
    return [week.total_min / 60 for week in plan.weeks]


@pytest.mark.parametrize(
    ("target", "weeks"),
    [
        # 40 h less the 20 h of the start over 4 steps: 5 h a week, an hour a day.
        (date(2026, 12, 28), [20, 25, 30, 35, 40]),
        (date(2027, 1, 3), [20, 25, 30, 35, 40]),
        # Over 5 steps 4 h a week more: 24 h are 4 h 48 min a day, rounded down to 4 h 45 min.
        (date(2027, 1, 4), [20, 23.75, 27.5, 31.25, 35, 40]),
        # The policy's own steps, which are the steepest.
        (date(2026, 12, 14), [20, 30, 40]),
    ],
)
def test_full_hours_fall_on_the_week_of_the_date(target: date, weeks: list[float]) -> None:
    plan = planned(desk_case("target_date", target))
    assert hours(plan)[: len(weeks)] == weeks
    assert plan.full_duties_week == len(weeks)
    assert is_reached(plan)
    assert "with the gentlest steps that arrive by then" in target_words(plan)


def test_any_policy_with_steps_can_be_spread_up_to_a_date_and_never_over_fewer_weeks() -> None:
    gentle = planned(desk_case("two_half_days_spaced", date(2027, 2, 1), full_min=450))
    assert gentle.full_duties_week == 10
    assert gentle.policy.duration_weeks is not None
    assert gentle.policy.duration_weeks.value == 10
    assert gentle.policy.duration_weeks.status is Status.DERIVED
    hurried = planned(desk_case("two_half_days_spaced", date(2026, 12, 14), full_min=450))
    assert hurried.full_duties_week == 6
    assert not is_reached(hurried)


def test_two_week_steps_stay_two_weeks_long() -> None:
    """From 10 h in week 1 by two-week steps to week 11: five steps of 6 h a week, 2 h to 8 h a day."""
    plan = planned(desk_case("two_week_steps", date(2027, 2, 14)))
    assert hours(plan)[:11] == [10, 10, 15, 15, 21.25, 21.25, 27.5, 27.5, 33.75, 33.75, 40]


def test_printed_patterns_are_not_stretched() -> None:
    plan = planned(desk_case("half_time_then_full", date(2027, 1, 18)))
    assert plan.policy == chosen_policy(desk_case("half_time_then_full", None))
    assert plan.full_duties_week == 3
    assert is_reached(plan)


def test_not_reachable_by_then_is_an_answer_with_the_earliest_week() -> None:
    plan = planned(desk_case("target_date", date(2026, 12, 7)))
    assert plan.full_duties_week == 3
    assert target_words(plan) == (
        "Full duties are not reachable by Mon 7 Dec 2026 under this policy. "
        "The earliest is Mon 14 Dec 2026 (week 3)."
    )


def test_a_date_that_the_certificate_rules_out() -> None:
    case = desk_case("target_date", date(2027, 1, 18))
    case.certificates = [
        Certificate(
            author="GP",
            issued_on=MONDAY,
            valid_from=MONDAY,
            valid_until=MONDAY + timedelta(weeks=20),
            max_minutes_per_day=240,
        )
    ]
    plan = planned(case)
    assert plan.full_duties_week is None
    assert target_words(plan) == (
        "Full duties are not reachable by Mon 18 Jan 2027, nor within the 12 weeks planned."
    )


def test_a_load_that_climbs_slowly_lets_the_hours_be_gentle_only_as_far_as_the_date_allows() -> None:
    """Loads rise apart from hours: carrying climbs 8, 10, 12 kg in two steps, so the hours have two weeks less."""
    case = desk_case("target_date", date(2027, 1, 4))
    carry = Task(
        id="carry",
        name="Carry boxes",
        kind=TaskKind.PUSH_PULL_CARRY,
        minutes_per_shift=60,
        demands=[{"dimension": "carry", "aspect": Aspect.PEAK, "maximum": 12}],
    )
    case.job.tasks[0].minutes_per_shift = 420
    case.job.tasks[0].may_be_extended = True
    case.job.tasks.append(carry)
    case.capacities = [a_capacity("carry", 10)]
    plan = planned(case)
    assert is_reached(plan)
    assert plan.full_duties_week == 6
    rises = [later > earlier for earlier, later in zip(hours(plan), hours(plan)[1:6], strict=False)]
    assert sum(rises) == 3  # of five steps two go to the load


def test_no_date_changes_nothing() -> None:
    plan = planned(desk_case("half_days_4_6_8", None))
    assert plan.target_date is None
    assert not target_words(plan)
    assert not is_reached(plan)


def test_the_therapists_changes_hold_before_the_date_does() -> None:
    case = desk_case("target_date", date(2027, 1, 25))
    case.plan_settings.policy_changes = [
        PolicyChange(policy_id="target_date", field="start_minutes_per_day", value=120, reason="tires"),
        PolicyChange(policy_id="half_days_4_6_8", field="start_minutes_per_day", value=60, reason="other"),
    ]
    plan = planned(case)
    assert hours(plan)[0] == 10
    assert plan.full_duties_week == 9
