"""The driving day from legs, from a cycle and from figures; what it asks for; which stretch a break ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ergo.advice.drivers import State, find_drivers
from ergo.analysis.demands import accounts_by_key, amount_of, demands_of
from ergo.analysis.driving import Doing, Known, driving_day
from ergo.model.job import DrivingLeg, Task, TaskKind
from tests.analysis.build import a_task, measured

ROUND = {
    "repeats_per_shift": 60,
    "steps": [
        {"name": "Drive", "kind": "driving", "minutes": 6},
        {"name": "Carry the parcel", "kind": "push_pull_carry", "minutes": 2},
    ],
}


def legs(*given_legs: tuple[float, int, bool]) -> Task:
    return a_task(
        TaskKind.DRIVING,
        legs=[
            {"minutes": minutes, "then_break_min": rest, "then_handles_load": load}
            for minutes, rest, load in given_legs
        ],
    )


def amounts(task: Task) -> dict[str, float | None]:
    return {str(key): amount_of(accounts[0]) for key, accounts in accounts_by_key(demands_of(task)).items()}


@pytest.mark.parametrize(
    ("given_legs", "stretch", "entries"),
    [
        ([(90, 0, False)], 90, 1),
        ([(90, 0, False), (30, 0, False)], 120, 1),
        ([(90, 4, False), (30, 0, False)], 120, 1),
        ([(90, 5, False), (30, 0, False)], 90, 2),
        ([(90, 0, True), (30, 0, False)], 90, 2),
        ([(30, 0, False), (45, 15, True), (60, 0, True)], 75, 2),
    ],
)
def test_a_stretch_ends_with_a_break_of_the_reset_or_with_other_work(
    given_legs: list[tuple[float, int, bool]], stretch: float, entries: float
) -> None:
    """The reset is 5 minutes, as data/policies.json says."""
    day = driving_day(legs(*given_legs))
    assert day.known is Known.LEGS
    assert (day.stretch_min, day.entries) == (stretch, entries)
    assert day.total_min == sum(minutes for minutes, _, _ in given_legs)


def test_legs_are_what_the_task_asks_for() -> None:
    found = amounts(legs((40, 15, False), (75, 0, True), (20, 0, False)))
    assert found == {
        "sit.run": 75,
        "sit.dose": 135,
        "drive.run": 75,
        "drive.dose": 135,
        "vehicle_entry.dose": 3,
    }


def test_one_leg_without_anything_after_it_is_not_counted_as_getting_in_and_out() -> None:
    assert "vehicle_entry.dose" not in amounts(legs((40, 0, False)))


def test_sixty_stops() -> None:
    day = driving_day(a_task(TaskKind.DRIVING, measured({"drive.entries_per_day": 70}), cycle=ROUND))
    assert (day.known, day.stretch_min, day.total_min, day.entries) == (Known.CYCLE, 6, 360, 70)
    assert day.load_after is True
    assert (day.rounds, [piece.doing for piece in day.pieces]) == (60, [Doing.DRIVE, Doing.LOAD])
    assert len(day.whole) == 120


def test_load_before_driving_comes_after_it_in_the_next_round() -> None:
    steps = ROUND["steps"][::-1]
    assert driving_day(a_task(TaskKind.DRIVING, cycle={"repeats_per_shift": 2, "steps": steps})).load_after
    once = driving_day(a_task(TaskKind.DRIVING, cycle={"repeats_per_shift": 1, "steps": steps}))
    assert once.load_after is False


def test_figures_where_nothing_else_is_known() -> None:
    task = a_task(
        TaskKind.DRIVING,
        measured({"drive.bout_min": 50, "drive.total_h": 6, "drive.handling_after_drive": True}),
    )
    day = driving_day(task)
    assert (day.known, day.stretch_min, day.total_min, day.load_after) == (Known.FIGURES, 50, 360, True)
    assert day.entries is None
    assert day.pieces == ()


def test_what_nobody_said_is_not_known() -> None:
    day = driving_day(a_task(TaskKind.DRIVING, minutes_per_shift=None))
    assert (day.stretch_min, day.total_min, day.entries, day.load_after) == (None, None, None, None)


def test_a_cycle_without_driving_is_no_driving_day() -> None:
    walk = {"repeats_per_shift": 3, "steps": [{"name": "Walk", "kind": "standing_walking", "minutes": 5}]}
    assert driving_day(a_task(TaskKind.OTHER, cycle=walk)).total_min is None


@pytest.mark.parametrize(("walk", "after"), [(0.5, True), (4.9, True), (5, False)])
def test_a_walk_of_the_reset_parts_driving_from_lifting(walk: float, after: bool) -> None:
    steps = [
        {"name": "Drive", "kind": "driving", "minutes": 6},
        {"name": "Walk", "kind": "standing_walking", "minutes": walk},
        {"name": "Lift", "kind": "lifting", "minutes": 1},
    ]
    day = driving_day(a_task(TaskKind.DRIVING, cycle={"repeats_per_shift": 5, "steps": steps}))
    assert day.load_after is after


def test_a_measured_stretch_that_is_longer_than_any_of_the_cycle_stands() -> None:
    far = measured({"drive.bout_min": 50, "drive.total_h": 5})
    day = driving_day(a_task(TaskKind.DRIVING, far, cycle=ROUND))
    assert (day.stretch_min, day.total_min) == (50, 360)


def test_breaks_are_counted() -> None:
    assert driving_day(legs((40, 15, False), (40, 0, True), (40, 5, False))).breaks == 2


@given(st.lists(st.tuples(st.floats(1, 90), st.integers(0, 60), st.booleans()), min_size=1, max_size=8))
def test_no_stretch_is_longer_than_the_day_and_none_shorter_than_the_longest_leg(
    given_legs: list[tuple[float, int, bool]],
) -> None:
    day = driving_day(legs(*given_legs))
    assert day.stretch_min is not None
    assert day.total_min is not None
    longest = max(minutes for minutes, _, _ in given_legs)
    assert longest - 1e-9 <= day.stretch_min <= day.total_min + 1e-9


@pytest.mark.parametrize(("load", "state"), [(True, State.FOUND), (False, State.ABSENT)])
def test_loads_after_driving_are_a_driver(load: bool, state: State) -> None:
    found = {f.driver.id: f for f in find_drivers(legs((30, 0, load), (30, 0, load)))}
    assert found["drive.load_after_drive"].state is state


def test_a_measured_figure_stands_before_the_one_from_legs() -> None:
    task = legs((150, 0, False))
    task.measurements = measured({"drive.bout_min": 30})
    found = {f.driver.id: f for f in find_drivers(task)}
    assert found["drive.prolonged"].state is State.ABSENT
    assert {f.driver.id: f for f in find_drivers(legs((150, 0, False)))}[
        "drive.prolonged"
    ].state is State.FOUND


def test_a_leg_is_kept_as_it_was_typed() -> None:
    task = legs((40, 3, False), (20, 0, False))
    driving_day(task)
    assert task.legs[0] == DrivingLeg(id=task.legs[0].id, minutes=40, then_break_min=3)
