"""The best path: what never makes full duties later, and small cases that can be followed by hand."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import takewhile
from random import Random

import pytest

from ergo.planning.allocation import DayFiller
from ergo.planning.problem import PlanningProblem
from ergo.planning.search import Move, Search, State, Step
from tests.planning.better import BETTER, full_from, together
from tests.planning.problems import ladder, problem, variant, week
from tests.planning.random_problems import random_problem

SEEDS = range(0, 300)


@pytest.mark.parametrize("better", BETTER)
def test_more_room_never_brings_full_duties_later(
    better: Callable[[PlanningProblem, Random], PlanningProblem],
) -> None:
    for seed in SEEDS:
        before = together(random_problem(seed))
        after = better(before, Random(seed))
        assert (seed, full_from(after)) <= (seed, full_from(before))


def every_path(search: Search, index: int, before: State | None) -> Iterator[list[tuple[Move, State]]]:
    if index == len(search.problem.weeks):
        yield []
        return
    for one in search.moves(index, before):
        for rest in every_path(search, index + 1, one[1]):
            yield [one, *rest]


def worth(search: Search, path: list[tuple[Move, State]]) -> tuple[int, int, int, int]:
    """A path's weeks of full duties to the horizon, essential minutes, paid minutes and changes without a step."""
    weeks = search.weeks
    normal = [
        weeks.fill_normally(n, s.levels) if s.rung == weeks.top else None for n, (_, s) in enumerate(path)
    ]
    full = len(list(takewhile(lambda filling: filling is not None, reversed(normal))))
    fillings = [
        normal[n] if n >= len(path) - full else weeks.fill(n, s.rung, s.levels)
        for n, (_, s) in enumerate(path)
    ]
    filled = [filling for filling in fillings if filling is not None]
    climbs = {Move.BOTH, Move.HOURS, Move.LOAD}
    changed = [
        move not in climbs and before.duties != after.duties
        for before, after, (move, _) in zip(filled, filled[1:], path[1:], strict=False)
    ]
    days = [day for filling in filled for day in filling.days]
    return full, sum(f.essential_min for f in filled), sum(paid for _, paid, _ in days), -sum(changed)


def test_no_path_of_all_is_better_and_of_equal_ones_the_preferred_step_comes_first() -> None:
    """Every path of small problems is walked; what a week's duties are comes from the same filler."""
    walked = 0
    for seed in range(400):
        problem = random_problem(seed)
        search = Search(replace(problem, weeks=problem.weeks[:4]))
        paths = list(every_path(search, 0, search.before))
        best = max(worth(search, path) for path in paths)
        preferred = list(Move)
        first = min(
            ([preferred.index(move) for move, _ in path], path)
            for path in paths
            if worth(search, path) == best
        )
        assert (seed, moves(search.best())) == (seed, [move for move, _ in first[1]])
        walked += len(paths)
    assert walked > 4000


def moves(steps: list[Step]) -> list[Move]:
    return [step.move for step in steps]


def test_the_load_goes_first_where_that_gives_full_duties_earlier() -> None:
    """Four of eight hours; the main task asks for 30, climbing from 10 by 10. Hours first fills no more of the day."""
    main = variant(0, essential=True, normal_min=240, peaks={0: 30})
    desk = variant(1, essential=True, normal_min=240)
    steps = Search(problem([week() for _ in range(6)], [main, desk], [ladder(10, 20, 30)])).best()
    assert moves(steps) == [Move.START, Move.LOAD, Move.LOAD, Move.HOURS, Move.STAY, Move.STAY]
    assert [step.full for step in steps] == [False, False, False, True, True, True]


def test_of_equal_paths_the_hours_come_before_the_load() -> None:
    """Nothing asks for the level that could climb: the worth is the same, and the preferred step is taken."""
    desk = variant(0, essential=True, normal_min=480)
    steps = Search(problem([week() for _ in range(3)], [desk], [ladder(10, 20)])).best()
    assert moves(steps)[:2] == [Move.START, Move.HOURS]


def test_hours_fall_only_in_an_event_week() -> None:
    """Without the bench from week 3 on eight hours can no longer be filled: in that event week they fall."""
    desk = variant(0, essential=True, normal_min=300)
    bench = variant(1, essential=False, normal_min=240)
    weeks = [week(), week(), week(opened={0}, event=True), week(opened={0})]
    steps = Search(problem(weeks, [desk, bench], [])).best()
    assert [step.rung for step in steps] == [0, 1, 0, 0]
    assert steps[2].move is Move.FALL


def test_what_a_cap_lets_go_of_takes_its_rung_first() -> None:
    """10, then 20 held at 15; without the cap 20 is taken first, and 30 a week later."""
    main = variant(0, essential=True, normal_min=240, peaks={0: 30})
    desk = variant(1, essential=True, normal_min=240)
    weeks = [week(caps={0: 15})] * 3 + [week(), week(), week()]
    found = Search(replace(problem(weeks, [main, desk], [ladder(10, 20, 30)]), both_in_one_step=True)).best()
    assert [step.levels[0] for step in found] == [0, 1, 1, 1, 2, 2]


def test_a_cap_below_the_rung_takes_it_down() -> None:
    """20 was reached; held at 5 for a week, the climb resumes from 10."""
    main = variant(0, essential=True, normal_min=240, peaks={0: 5})
    weeks = [week(), week(), week(caps={0: 5_000_000 // 1_000_000}, event=True), week(), week()]
    steps = Search(problem(weeks, [main], [ladder(10, 20, 30)], hours=False)).best()
    assert [step.levels[0] for step in steps] == [0, 1, 0, 0, 1]


def test_a_later_group_waits_for_the_earlier() -> None:
    main = variant(0, essential=True, normal_min=240, peaks={0: 30, 1: 20})
    ladders = [ladder(10, 20, 30), ladder(10, 20, group=1)]
    desk = variant(1, essential=True, normal_min=240)
    steps = Search(problem([week() for _ in range(6)], [main, desk], ladders, hours=False)).best()
    assert [step.levels for step in steps][:4] == [(0, 0), (1, 0), (2, 0), (2, 1)]


def test_progress_is_told_by_week_and_may_end_the_search() -> None:
    desk = variant(0, essential=True, normal_min=480)
    told: list[tuple[int, int]] = []
    Search(problem([week() for _ in range(3)], [desk], []), progress=lambda *x: told.append(x)).best()
    assert told == [(1, 3), (2, 3), (3, 3)]

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Search(problem([week()], [desk], []), progress=stop).best()


def test_answers_of_another_search_are_used_where_the_variants_are_the_same() -> None:
    desk = variant(0, essential=True, normal_min=480)
    first = Search(problem([week()], [desk], []))
    filler: DayFiller = first.weeks.filler
    assert Search(problem([week(), week()], [desk], []), filler).weeks.filler is filler
    other = variant(0, essential=True, normal_min=450)
    assert Search(problem([week()], [other], []), filler).weeks.filler is not filler
