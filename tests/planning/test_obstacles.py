"""A plan that stops short of full duties says what stands between: a task, a dimension and by how much."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.plan_cases import CASES, plan_case
from ergo.knowledge.dimensions import Aspect
from ergo.model.plan import Plan
from ergo.planning.plan import make_plan
from tests.planning.strategies import cases, variants
from tests.planning.test_plan import MADE_ON


def measured(plan: Plan) -> bool:
    """Whether a plan names a task with a dimension, what is asked and what there is of it."""
    return any(o.task_id and o.dimension and None not in (o.demand, o.level) for o in plan.obstacles)


@pytest.mark.parametrize("first", range(0, CASES, 25))
def test_no_benchmark_case_quietly_stops_short(first: int) -> None:
    short = 0
    for number in range(first, first + 25):
        plan = make_plan(*plan_case(number), made_on=MADE_ON)
        assert (number, plan.full_duties_week is not None or measured(plan)) == (number, True)
        short += plan.full_duties_week is None
    assert short > 0


@given(st.data())
@settings(max_examples=60)
def test_no_case_quietly_stops_short(data: st.DataObject) -> None:
    """Here what stands between may be no amount: a clearance, a question, a demand that nobody knows."""
    case = data.draw(cases())
    plan = make_plan(case, data.draw(variants(case)), made_on=MADE_ON)
    assert plan.full_duties_week is not None or plan.obstacles
    assert all(o.task_id and o.sentence for o in plan.obstacles)


def test_minutes_that_a_whole_day_asks_for_with_the_way_to_work_are_named() -> None:
    """Case 6 sits 105 + 90 + 90 min in essential tasks, 45 + 45 in marginal ones and an hour on the way: 435 of 345."""
    plan = make_plan(*plan_case(6), made_on=MADE_ON)
    seated = next(o for o in plan.obstacles if o.dimension == "sit")
    assert (seated.aspect, seated.demand, seated.level) == (Aspect.DOSE, 435, 345)
    assert "with the load outside work" in seated.sentence
