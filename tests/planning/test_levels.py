"""Levels of a climb in real increments, and the order of the groups of loads."""

import pytest

from ergo.analysis.policy import changed_policy
from ergo.knowledge.dimensions import Aspect
from ergo.knowledge.policies import Policy
from ergo.model.record import PolicyChange
from ergo.planning.levels import climb, load_group


def with_changes(**changes: object) -> Policy:
    return changed_policy(
        "half_days_4_6_8",
        [
            PolicyChange.model_validate(
                {"policy_id": "half_days_4_6_8", "field": f.replace("__", "."), "value": v}
            )
            for f, v in changes.items()
        ],
    )


@pytest.mark.parametrize(
    ("dimension_id", "aspect", "tolerance", "goal", "levels"),
    [
        # 0.8 of 10 kg, then 2 kg at a step.
        ("carry", Aspect.PEAK, 10, 15, (8, 10, 12, 14, 15)),
        # 0.8 of 9 kg is 7.2 kg, rounded down to half a kilogram.
        ("carry", Aspect.PEAK, 9, 11, (7, 9, 11)),
        # 0.8 of 26 min is 20.8 min, rounded down to the minute; 5 min at a step.
        ("sit", Aspect.RUN, 26, 35, (20, 25, 30, 35)),
        # 0.8 of 200 m, then a tenth of it: the pacing plan of S01 (160, 180, 200 ... 300 m in week 8).
        ("walk", Aspect.PEAK, 200, 300, (160, 180, 200, 220, 240, 260, 280, 300)),
    ],
)
def test_levels_by_the_published_share_and_steps(
    dimension_id: str, aspect: Aspect, tolerance: float, goal: float, levels: tuple[float, ...]
) -> None:
    assert climb(with_changes(), dimension_id, aspect, tolerance, goal) == pytest.approx(levels)


@pytest.mark.parametrize(
    ("tolerance", "goal", "levels"),
    [
        (10, 20, (5, 10, 15, 20)),  # 0.8 of 10 kg is 8 kg: the class below it is 5 kg
        (20, 23, (15, 20, 22, 23)),  # past the last class by the load step
        (10, 12, (5, 10, 12)),  # the job asks for less than the next class
        (5, 10, (4, 5, 10)),  # no class is as low as 4 kg
    ],
)
def test_levels_through_the_classes_of_weight(
    tolerance: float, goal: float, levels: tuple[float, ...]
) -> None:
    classes = with_changes(load_classes_kg=[20, 10, 5, 15])
    assert climb(classes, "lift_floor_waist", Aspect.PEAK, tolerance, goal) == levels


def test_classes_of_weight_are_for_weights_alone() -> None:
    classes = with_changes(load_classes_kg=[5, 10])
    assert climb(classes, "sit", Aspect.RUN, 50, 60) == (40, 45, 50, 55, 60)
    assert climb(classes, "push_pull_initial", Aspect.PEAK, 100, 120) == (80, 100, 120)


def test_a_larger_load_step() -> None:
    assert climb(with_changes(load_steps__peak__kg=5), "carry", Aspect.PEAK, 10, 20) == (8, 13, 18, 20)


def test_all_loads_climb_together_unless_an_order_is_given() -> None:
    assert [load_group(with_changes(), d) for d in ("sit", "carry", "drive")] == [0, 0, 0]


def test_groups_climb_in_the_order_given_and_the_others_last() -> None:
    ordered = with_changes(load_order=["posture", "handling"])
    assert [load_group(ordered, d) for d in ("sit", "kneel", "carry", "drive", "grip")] == [0, 0, 1, 2, 2]
