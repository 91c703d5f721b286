"""A task seen by the posture methods: score or range, what is open, what costs most, what a change does."""

import pytest

from ergo.advice.apply import apply, scores_after
from ergo.advice.candidates import candidates
from ergo.analysis.posture import POSTURE_METHODS, posture_kinds, posture_scores
from ergo.knowledge.catalogue import catalogue
from ergo.knowledge.tasks import task_kinds
from ergo.model.base import Measurement
from ergo.model.job import Task, TaskKind

PICKING_UP = {
    "trunk_flexion_deg": 70,
    "trunk_twist": True,
    "trunk_side_bent": False,
    "neck_flexion_deg": 10,
    "neck_twisted": False,
    "neck_side_bent": False,
    "upper_arm_deg": 30,
    "shoulder_raised": False,
    "arm_abducted": False,
    "arm_rotated": False,
    "arm_supported": False,
    "arm_gravity": False,
    "elbow_flexion_deg": 80,
    "arm_across": False,
    "wrist_flexion_deg": 10,
    "wrist_deviated": False,
    "wrist_twist": "mid",
    "stance": "two_legs",
    "knee_flexion_deg": 0,
    "legs_supported": True,
    "static_min": 0,
    "arm_static_min": 0,
    "arm_reps_per_min": 0,
    "body_reps_per_min": 0,
    "load_kg": 0,
    "load_pattern": "intermittent",
    "coupling": "good",
    "rapid_or_unstable": False,
}


def task(kind: TaskKind = TaskKind.POSTURE, **values: object) -> Task:
    measurements = {f"posture.{name}": Measurement(value=value) for name, value in values.items()}
    return Task(name="Sorting", kind=kind, measurements=measurements)


@pytest.mark.parametrize("kind", ["posture", "standing_walking", "hand_work"])
def test_the_methods_that_a_kind_offers_are_shown_the_recommended_one_first(kind: str) -> None:
    row = task_kinds()[kind]
    shown = [score.method_id for score in posture_scores(task(TaskKind(kind)))]
    assert set(shown) == set(row.methods) & set(POSTURE_METHODS)
    if row.recommended_method in POSTURE_METHODS:
        assert shown[0] == row.recommended_method
        assert row.recommended_because


def test_the_kinds_of_work_with_a_posture_method() -> None:
    assert posture_kinds()[0] is TaskKind.POSTURE
    assert {*posture_kinds()} == {TaskKind.POSTURE, TaskKind.STANDING_WALKING, TaskKind.HAND_WORK}


def test_what_costs_most() -> None:
    """Trunk 5 with neck 1 and legs 1 is 4 in table A; upright it is 1. Upper arm 2 gives 1 in table B, as 1 does.

    Table C: 4 and 1 give 3, 1 and 1 give 1.
    """
    reba = posture_scores(task(**PICKING_UP))[0]
    assert reba.result is not None
    assert reba.result.score == 3
    first = reba.gains[0]
    assert (first.label, first.points, first.score_after) == ("Trunk", 5, 1)
    assert all(gain.score_after <= reba.result.score for gain in reba.gains)
    assert [gain.score_after for gain in reba.gains] == sorted(gain.score_after for gain in reba.gains)


def test_nothing_to_gain_where_everything_is_at_its_best() -> None:
    best = PICKING_UP | {"trunk_flexion_deg": 0, "trunk_twist": False, "upper_arm_deg": 0}
    assert posture_scores(task(**best))[0].gains == ()


def test_unanswered_items_give_a_range_and_the_one_that_narrows_it_most() -> None:
    """Without the load: table A is 4, so score A is 4 to 7 (shock is answered: up to 6). Table C: 3 to 6."""
    known = {name: value for name, value in PICKING_UP.items() if name != "load_kg"}
    reba = posture_scores(task(**known))[0]
    assert reba.result is None
    assert reba.open == ("load_kg",)
    assert reba.possible is not None
    assert (reba.possible.low, reba.possible.high, reba.possible.narrows) == (3, 6, "load_kg")


def test_a_knee_that_is_needed_is_open() -> None:
    known = {name: value for name, value in PICKING_UP.items() if name != "knee_flexion_deg"}
    assert posture_scores(task(**known))[0].open == ("knee_flexion_deg",)
    seated = posture_scores(task(**known | {"stance": "sitting"}))[0]
    assert seated.result is not None


def test_nothing_answered_leaves_every_score_open() -> None:
    lowest_and_highest = {
        "reba_2000": (1, 15),
        "rula_1993": (1, 7),
        "owas_1977": (1, 4),
        "iso_11226_2000": (1, 3),
    }
    for score in posture_scores(task()):
        assert score.possible is not None
        assert (score.possible.low, score.possible.high) == lowest_and_highest[score.method_id]


def test_a_change_shows_the_scores_before_and_after() -> None:
    """A lift table keeps the trunk at 20 degrees at most: 2 points + 1 for the twist; table A 2, table C 1."""
    item = next(
        item
        for item in catalogue().values()
        if any(
            rule.input == "posture.trunk_flexion_deg" and rule.op == "at_most" for rule in item.effect_rules
        )
        and not any(
            rule.input in ("posture.trunk_twist", "posture.upper_arm_deg") for rule in item.effect_rules
        )
    )
    after = {score.method_id: score for score in scores_after(apply(task(**PICKING_UP), item))}
    assert after["reba_2000"].result is not None
    limit = next(rule for rule in item.effect_rules if rule.input == "posture.trunk_flexion_deg")
    assert limit.value == 20
    assert after["reba_2000"].result.score == 1


def test_candidates_of_a_posture_task_are_ranked_by_its_score() -> None:
    """A trunk bent by 70 degrees is a driver by itself, and keeping it upright is worth two steps of REBA."""
    found = candidates(task(**PICKING_UP))
    assert "posture.trunk_flexion" in {driver for candidate in found for driver in candidate.drivers}
    indices = [candidate.index for candidate in found if candidate.index is not None]
    assert indices
    assert {index.method_id for index in indices} == {"reba_2000"}
    assert any(index.removed is not None and index.removed > 0 for index in indices)
