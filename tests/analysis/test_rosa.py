"""A desk by ROSA: points from what was observed, what is open, what costs most, and what a change would bring."""

from ergo.advice.apply import apply, scores_after
from ergo.advice.drivers import State, find_drivers
from ergo.analysis.derived import with_derived
from ergo.analysis.rosa import label, rosa
from ergo.analysis.score import score_task
from ergo.knowledge.catalogue import catalogue
from ergo.knowledge.quantities import quantity
from ergo.methods.rosa_2012 import PARTS
from ergo.model.base import HowKnown, Measurement
from ergo.model.job import Task, TaskKind

RIGHT = {part.found: next(iter(part.base)) for part in PARTS}
FLAGS = [fault.quantity for part in PARTS for fault in part.add]
GOOD = dict.fromkeys(FLAGS, False) | {"office.legroom_ok": True, "office.view_distance_cm": 65.0}
TIMES = {f"rosa.{name}_time": "medium" for name in ("chair", "monitor", "phone", "mouse", "keyboard")}
NEUTRAL = {**RIGHT, **GOOD, **TIMES}


def desk(**changes: object) -> Task:
    """A desk where everything is right, with changes written `rosa__mouse_found`; None takes an answer away."""
    values = NEUTRAL | {name.replace("__", "."): value for name, value in changes.items()}
    return Task(
        name="Desk",
        kind=TaskKind.SITTING,
        measurements={
            name: Measurement(value=value, how=HowKnown.MEASURED)
            for name, value in values.items()
            if value is not None
        },
    )


def test_a_neutral_desk_scores_2() -> None:
    """The constructed vector of the reference in which everything is 1 and time adds nothing."""
    found = rosa(desk())
    assert found.result is not None
    assert found.result.score == 2
    assert found.gains == ()


def test_the_score_list_takes_the_points_from_what_was_observed() -> None:
    (score,) = score_task(desk())
    assert score.recommended
    assert score.result is not None
    assert score.result.score == 2


def test_derived_points_are_known_as_what_they_were_observed_from() -> None:
    found = with_derived(desk(rosa__mouse_found="far", rosa__mouse_pinch=True).measurements)
    assert found["rosa.mouse"].value == 3
    assert found["rosa.mouse"].how is HowKnown.MEASURED


def test_points_that_were_entered_stand() -> None:
    found = rosa(desk(rosa__mouse=5))
    assert found.result is not None
    assert found.result.inputs["mouse"] == 5
    assert [state.part.id for state in found.parts if state.entered] == ["mouse"]


def test_nothing_observed_leaves_everything_open() -> None:
    found = rosa(Task(name="Desk", kind=TaskKind.SITTING))
    assert found.result is None
    assert found.possible is not None
    assert (found.possible.low, found.possible.high) == (1, 10)
    assert sum(len(state.unanswered) for state in found.parts) == len(RIGHT) + len(FLAGS)


def test_one_open_item_gives_a_range_and_says_what_narrows_it() -> None:
    """Neutral but for the screen's height and glare: 1 to 4 points, section B 2 at most by its table; chair 2."""
    found = rosa(desk(rosa__monitor_found=None, rosa__monitor_glare=None))
    assert found.result is None
    assert found.possible is not None
    assert (found.possible.low, found.possible.high) == (2, 3)
    assert found.possible.narrows == "monitor"
    assert label("monitor") == "Screen height"
    assert label("chair_time") == "Time in the chair"


def test_what_costs_most_stands_first_and_in_the_area_that_decides() -> None:
    """Mouse 2+2+1+1 = 6 and keyboard 2 give 6 in section C; the chair is at 2 and the screen at 3 points gives 2."""
    task = desk(
        rosa__mouse_found="far",
        rosa__mouse_other_surface=True,
        rosa__mouse_pinch=True,
        rosa__mouse_palm_rest=True,
        rosa__keyboard_found="extended",
        rosa__monitor_found="high",
    )
    found = rosa(task)
    assert found.result is not None
    assert found.result.score == 6
    first = found.gains[0]
    assert first.part.id == "mouse"
    assert (first.area_score, first.area_score_after, first.score_after) == (6, 2, 2)
    assert [gain.part.id for gain in found.gains] == ["mouse", "keyboard", "monitor"]


def test_an_unused_telephone_is_neither_open_nor_timed() -> None:
    task = desk(rosa__phone_found="unused", rosa__phone_time=None, rosa__phone_cradled=None)
    assert rosa(task).result is not None
    assert "rosa.phone_time" not in rosa(task).times
    assert "rosa.phone_time" in rosa(desk()).times


def test_a_used_telephone_without_its_time_is_a_range() -> None:
    assert rosa(desk(rosa__phone_time=None)).possible is not None


def test_advice_sees_the_seat_and_sets_it_right() -> None:
    """Three points for feet off the floor and one for a seat that cannot be set; the catalogue's set-up makes it 1."""
    task = desk(rosa__seat_height_found="feet_off", rosa__seat_height_fixed=True)
    states = {finding.driver.id: finding.state for finding in find_drivers(task)}
    assert states["sit.seat_height"] is State.FOUND
    assert states["sit.seat_depth"] is State.ABSENT
    after = apply(task, catalogue()["MO047"])
    (change,) = after.changes
    assert (change.quantity, change.before, change.after) == ("rosa.seat_height", 4, 1)
    (score,) = scores_after(after)
    assert score.result is not None
    assert score.result.score == 2


def test_a_seat_to_be_observed_again_is_no_longer_known() -> None:
    """A cushion raises the seat by an unknown amount: neither its points nor what they were made of stand."""
    after = apply(desk(), catalogue()["EQ064"])
    assert "rosa.seat_height_found" in after.remeasure
    assert "rosa.seat_height" not in with_derived(after.task.measurements)
    (score,) = scores_after(after)
    assert score.result is None


def test_what_an_item_leaves_alone_still_follows_from_what_was_observed() -> None:
    after = apply(desk(), catalogue()["MO047"])
    assert "rosa.mouse" not in after.task.measurements
    assert with_derived(after.task.measurements)["rosa.mouse"].value == 1


def test_every_time_is_asked_in_the_same_words() -> None:
    assert {quantity(name).choices for name in rosa(desk()).times} == {quantity("rosa.chair_time").choices}
