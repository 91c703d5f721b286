"""The search against a second solver: full duties as early and as many essential minutes, on 500 random problems."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ergo.analysis.policy import chosen_policy
from ergo.planning.compile import compile_problem
from ergo.planning.problem import PlanningProblem
from ergo.planning.search import Search
from tests.planning import oracle
from tests.planning.random_problems import random_problem
from tests.planning.strategies import cases, variants

HUNDRED = 100


def found(problem: PlanningProblem) -> tuple[int, int]:
    """Weeks of full duties and essential minutes of the best path, counted from its days."""
    steps = Search(problem).best()
    essential = [number for number, variant in enumerate(problem.variants) if variant.essential]
    minutes = sum(day.minutes[number] for step in steps for day in step.days for number in essential)
    return sum(step.full for step in steps), minutes


@pytest.mark.parametrize("hundred", range(5))
def test_as_good_as_the_second_solver(hundred: int) -> None:
    """At most one in a hundred may stay unproven within 20 s."""
    unproven = []
    for seed in range(hundred * HUNDRED, (hundred + 1) * HUNDRED):
        problem = random_problem(seed)
        answer = oracle.best(problem)
        if answer.proven:
            assert (seed, *found(problem)) == (seed, answer.full_weeks, answer.essential_min)
        else:
            unproven.append(seed)
    assert len(unproven) <= 1


@given(st.data())
@settings(max_examples=30)
def test_as_good_on_cases_as_they_are_compiled(data: st.DataObject) -> None:
    case = data.draw(cases())
    ways = data.draw(variants(case))
    problem = compile_problem(case, ways, chosen_policy(case)).problem
    answer = oracle.best(problem)
    if answer.proven:
        assert found(problem) == (answer.full_weeks, answer.essential_min)


def test_the_random_problems_exercise_every_rule() -> None:
    """What no problem holds would be proved of nothing."""
    problems = [random_problem(seed) for seed in range(5 * HUNDRED)]
    held = {
        "full duties": lambda p: found(p)[0] > 0,
        "ladders": lambda p: any(len(x.levels) > 2 for x in p.ladders),
        "groups": lambda p: len({x.group for x in p.ladders if len(x.levels) > 1}) > 1,
        "forbidden sets": lambda p: bool(p.never_together),
        "event weeks": lambda p: any(w.event for w in p.weeks),
        "weeks without an event": lambda p: any(not w.event for w in p.weeks[1:]),
        "returns": lambda p: any(w.steps_down for w in p.weeks),
        "cancelled climbs": lambda p: any(not w.may_climb for w in p.weeks),
        "certified hours": lambda p: any(w.max_days or w.max_min or w.days[0].cap_min for w in p.weeks),
        "planned again": lambda p: p.reached is not None,
        "both in one step": lambda p: p.both_in_one_step,
        "two variants of a task": lambda p: len({v.task for v in p.variants}) < len(p.variants),
        "times a week": lambda p: any(v.times_per_week for v in p.variants),
        "odd rests": lambda p: any(d.available_min % p.unit_min for w in p.weeks for d in w.days),
        "load outside work": lambda p: bool(p.outside),
        "shifts closed by a restriction": lambda p: any(d.barred for w in p.weeks for d in w.days),
    }
    counts = {name: sum(map(holds, problems)) for name, holds in held.items()}
    assert all(count >= 5 for count in counts.values()), counts
