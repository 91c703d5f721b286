"""Scenarios and forecast: by hand on a small problem, and against every single path of successes and failures."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import product

import pytest

from ergo.planning.forecast import Prior, forecast
from ergo.planning.problem import NO_DUTIES, Ladder, PlanningProblem, ProblemDay, ProblemWeek, Variant
from ergo.planning.rungs import Rung
from ergo.planning.scenarios import scenarios
from ergo.planning.search import Search, State, rank

MONDAY = date(2026, 2, 2)
LIFT, LIMIT_KG = 0, (8, 10, 12)
FULL_MIN = 480
STEPS = {"both", "hours", "load"}


def variant(number: int, normal_min: int, *, essential: bool, load: int = 0) -> Variant:
    return Variant(
        task=number,
        order=number,
        essential=essential,
        as_normal=True,
        normal_min=normal_min,
        longest_min=FULL_MIN,
        block_min=15,
        times_per_week=None,
        peaks={LIFT: load} if load else {},
        dose_rates={},
    )


def week(number: int) -> ProblemWeek:
    monday = MONDAY + timedelta(weeks=number)
    days = tuple(
        ProblemDay(
            date=monday + timedelta(days=day),
            roster_min=FULL_MIN,
            available_min=FULL_MIN,
            cap_min=None,
            certified=True,
            caps={},
            shares={},
            open_variants=frozenset({0, 1}),
        )
        for day in range(5)
    )
    return ProblemWeek(monday, days, None, None, 0)


def problem(weeks: int, *, interval: int = 1, heavy: bool = False) -> PlanningProblem:
    """Days of 4, 6 and 8 hours; where heavy, lifting 12 kg is essential and the limit climbs from 8 by 2 kg."""
    first = variant(0, 240, essential=True, load=12 if heavy else 0)
    return PlanningProblem(
        weeks=tuple(week(n) for n in range(weeks)),
        rungs=(Rung(240, None, False), Rung(360, None, False), Rung(None, None, False)),
        ladders=(Ladder(LIMIT_KG if heavy else ()),),
        variants=(first, variant(1, 480, essential=False)),
        unit_min=15,
        step_interval_weeks=interval,
        least_weeks=1,
        both_in_one_step=False,
        may_climb=True,
    )


def event_problem() -> PlanningProblem:
    """In week 3 the certificate allows four hours a day, and in week 4 the review cancels the climbs."""
    plain = problem(7, heavy=True)
    capped = replace(
        plain.weeks[2], event=True, days=tuple(replace(d, cap_min=240) for d in plain.weeks[2].days)
    )
    return replace(
        plain,
        weeks=(
            *plain.weeks[:2],
            capped,
            replace(plain.weeks[3], event=True, may_climb=False),
            *plain.weeks[4:],
        ),
    )


def test_two_steps_in_four_weeks_by_hand() -> None:
    """Prior 3 held, 1 failed. Both steps hold: 3/4 x 4/5 = 3/5, full in week 3. One fails: 1/4 x 3/5 x 4/6 for the
    first and 3/4 x 1/5 x 4/6 for the second, 1/5 together, full in week 4. The rest is 1/5.
    """
    found = forecast(Search(problem(4)), Prior(3, 1))
    assert found.by_week == pytest.approx((0, 0, 3 / 5, 4 / 5))
    assert found.not_within == pytest.approx(1 / 5)


def test_a_failure_waits_for_the_next_step_date_by_hand() -> None:
    """Steps every second week: in weeks 3 and 5. With prior 1 and 1 both hold with 1/2 x 2/3; no third try."""
    found = forecast(Search(problem(6, interval=2)), Prior(1, 1))
    assert found.by_week == pytest.approx((0, 0, 0, 0, 1 / 3, 1 / 3))
    assert found.not_within == pytest.approx(2 / 3)


def test_not_within_is_an_answer() -> None:
    found = forecast(Search(problem(2)), Prior(3, 1))
    assert (found.by_week, found.not_within) == ((0, 0), 1)


def paths(searched: Search) -> Iterator[tuple[Fraction, list[State], list[int]]]:
    """Every course of success and failure with its probability (prior 2 held, 1 failed), states and failed weeks."""
    count = len(searched.problem.weeks)
    for outcomes in product((True, False), repeat=count):
        chance, held, failed = Fraction(1), 0, 0
        states: list[State] = []
        failures: list[int] = []
        used: list[bool] = []
        for index in range(count):
            choices = searched.choices(index, states[-1] if states else searched.before)
            best = max(choices, key=lambda choice: rank(choice.value))
            if best.move not in STEPS:
                states.append(best.state)
                continue
            outcome = outcomes[len(used)]
            used.append(outcome)
            certain = Fraction(2 + held, 3 + held + failed)
            chance *= certain if outcome else 1 - certain
            held, failed = held + outcome, failed + (not outcome)
            if outcome:
                states.append(best.state)
            else:
                failures.append(index + 1)
                states.append(next(c.state for c in choices if c.move == "stay"))
        if all(outcomes[len(used) :]):  # each course once
            yield chance, states, failures


def full_from(searched: Search, states: list[State]) -> int:
    """The first week from which to the end hours are those of the roster and every level allows its demand."""
    first = len(states)
    for index in range(len(states) - 1, -1, -1):
        state, days = states[index], searched.problem.weeks[index].days
        ladder = searched.problem.ladders[LIFT].levels
        heavy = searched.problem.variants[0].peaks.get(LIFT, 0)
        capped = any(day.cap_min is not None for day in days)
        reached = not ladder or ladder[state.levels[LIFT]] >= heavy
        if state.rung != len(searched.problem.rungs) - 1 or capped or not reached:
            break
        first = index
    return first


@pytest.mark.parametrize(
    "made",
    [
        lambda: problem(6),
        lambda: problem(7, interval=2),
        lambda: problem(7, heavy=True),
        event_problem,
    ],
)
def test_the_forecast_is_the_sum_over_all_paths(made: Callable[[], PlanningProblem]) -> None:
    searched = Search(made())
    count = len(searched.problem.weeks)
    arrivals = [Fraction(0)] * (count + 1)
    for chance, states, _ in paths(searched):
        arrivals[full_from(searched, states)] += chance
    assert sum(arrivals) == 1
    found = forecast(searched, Prior(2, 1))
    by_week = [float(sum(arrivals[: n + 1])) for n in range(count)]
    assert found.by_week == pytest.approx(by_week, abs=1e-12)
    assert found.not_within == pytest.approx(float(arrivals[-1]), abs=1e-12)


def test_a_surer_prior_is_never_later() -> None:
    searched = Search(problem(7, heavy=True))
    low, high = (forecast(searched, Prior(held, 1)).by_week for held in (1, 4))
    assert all(a <= b for a, b in zip(low, high, strict=True))
    assert low[-1] < high[-1]


def test_scenarios_hold_back_the_first_step_and_the_one_after_it() -> None:
    every, one, two = scenarios(Search(problem(6)))
    assert [s.held_back for s in (every, one)] == [(), one.held_back]
    assert [(h.week, h.monday, h.move) for h in two.held_back] == [
        (2, date(2026, 2, 9), "hours"),
        (4, date(2026, 2, 23), "hours"),
    ]
    assert one.held_back == two.held_back[:1]
    assert [s.full_duties_week for s in (every, one, two)] == [3, 4, 5]
    assert every.full_duties_from == date(2026, 2, 16)
    assert [m // 300 for m in every.week_minutes] == [4, 6, 8, 8, 8, 8]
    assert [m // 300 for m in two.week_minutes] == [4, 4, 6, 6, 8, 8]


def test_weeks_have_the_numbers_of_the_plan_where_it_is_planned_again() -> None:
    *_, two = scenarios(Search(problem(6)), first_week=4)
    assert [held.week for held in two.held_back] == [5, 7]
    assert (two.full_duties_week, two.full_duties_from) == (8, date(2026, 3, 2))


def test_the_scenarios_are_courses_of_the_forecast() -> None:
    searched = Search(event_problem())
    courses = {tuple(failures): states for _, states, failures in paths(searched)}
    for scenario in scenarios(searched):
        states = courses[tuple(held.week for held in scenario.held_back)]
        first = full_from(searched, states)
        assert scenario.full_duties_week == (first + 1 if first < len(states) else None)
    assert [NO_DUTIES] not in [[s.rung for s in states] for states in courses.values()]


def test_a_plan_without_steps_has_one_scenario() -> None:
    (only,) = scenarios(Search(replace(problem(3), may_climb=False)))
    assert (only.held_back, only.full_duties_week) == ((), None)
