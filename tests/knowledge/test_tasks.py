"""Kinds of task, and which measured quantity is a demand in which dimension."""

import pytest

from ergo.knowledge.dimensions import Aspect, dimensions, unit_of
from ergo.knowledge.quantities import quantity
from ergo.knowledge.tasks import demand_rules, task_kinds
from ergo.methods import method_ids
from ergo.model.job import TaskKind

# (unit of the quantity, unit of the dimension) with the factor from the one to the other
FACTORS = {
    ("h", "min"): 60,
    ("min", "min"): 1,
    ("kg", "kg"): 1,
    ("m", "m"): 1,
    ("cm", "cm"): 1,
    ("N", "N"): 1,
    ("MET", "MET"): 1,
    ("1/h", "count/h"): 1,
    ("1/min", "count/min"): 1,
    ("", "count"): 1,
}


def test_every_kind_of_the_model_has_a_row_and_no_other() -> None:
    assert set(task_kinds()) == set(TaskKind)


def test_labels_are_distinct_and_postures_are_dimensions() -> None:
    assert len({row.label for row in task_kinds().values()}) == len(task_kinds())
    for row in task_kinds().values():
        if row.posture is not None:
            assert row.posture in dimensions()
            assert row.may_involve(row.posture)


@pytest.mark.parametrize(
    ("kind", "involved", "not_involved"),
    [
        ("lifting", ["lift_floor_waist", "carry", "trunk_flexed", "walk"], ["sit", "drive"]),
        ("push_pull_carry", ["push_pull_initial", "carry", "trunk_flexed"], ["lift_floor_waist", "sit"]),
        ("sitting", ["sit", "hand_repetition"], ["lift_floor_waist", "trunk_flexed", "drive"]),
        ("driving", ["sit", "drive", "vehicle_entry", "vibration_whole_body"], ["carry", "stand"]),
        ("standing_walking", ["stand", "walk", "trunk_flexed", "ladder"], ["sit", "carry"]),
        ("handling_people", ["handling_people", "trunk_flexed"], ["drive"]),
    ],
)
def test_a_kind_of_work_can_ask_for_some_things_and_not_for_others(
    kind: str, involved: list[str], not_involved: list[str]
) -> None:
    row = task_kinds()[kind]
    assert all(row.may_involve(name) for name in involved)
    assert not any(row.may_involve(name) for name in not_involved)


def test_other_work_can_ask_for_anything() -> None:
    assert all(task_kinds()["other"].may_involve(name) for name in dimensions())


def test_the_methods_of_a_kind_exist_and_one_of_them_is_recommended() -> None:
    known = set(method_ids())
    for row in task_kinds().values():
        assert {*row.methods, *row.further_methods, *row.job_methods} <= known, row.id
        assert not set(row.methods) & set(row.further_methods), row.id
        assert row.recommended_method is None or row.recommended_method in row.methods, row.id
    assert task_kinds()["lifting"].recommended_method == "niosh_1994"
    assert task_kinds()["driving"].recommended_method == "wbv_a8_2002"
    for row in task_kinds().values():
        assert set(row.only_with) <= {*row.methods, *row.further_methods}, row.id


@pytest.mark.parametrize("rule", demand_rules(), ids=lambda rule: f"{rule.quantity}-{rule.dimension}")
def test_a_rule_turns_the_unit_of_the_quantity_into_that_of_the_dimension(rule) -> None:
    units = (quantity(rule.quantity).unit, unit_of(rule.dimension, rule.aspect))
    assert rule.factor == FACTORS[units]


def test_no_rule_stands_twice_and_what_is_held_at_a_time_is_a_run() -> None:
    keys = [(rule.quantity, rule.dimension, rule.aspect) for rule in demand_rules()]
    assert len(set(keys)) == len(keys)
    for rule in demand_rules():
        if rule.quantity.endswith("bout_min"):
            assert rule.aspect is Aspect.RUN


def test_a_drive_is_also_a_stretch_of_sitting() -> None:
    assert {r.dimension for r in demand_rules() if r.quantity == "drive.bout_min"} == {"sit", "drive"}
    assert {r.dimension for r in demand_rules() if r.quantity == "drive.total_h"} == {"sit", "drive"}


@pytest.mark.parametrize(
    ("measured", "fitting"),
    [
        ({}, ["lm_push_pull_2021", "bwc_osu_push_pull_2019", "lm_carry_2021"]),
        (
            {"push.initial_force_n": 200.0, "carry.load_kg": 0.0},
            ["lm_push_pull_2021", "bwc_osu_push_pull_2019"],
        ),
        ({"carry.load_kg": 12.0, "walk.distance_m": 40.0}, ["lm_carry_2021"]),
        (
            {"carry.load_kg": 12.0, "push.mode": "pull"},
            ["lm_push_pull_2021", "bwc_osu_push_pull_2019", "lm_carry_2021"],
        ),
        ({"carry.load_kg": 0.0}, ["lm_push_pull_2021", "bwc_osu_push_pull_2019", "lm_carry_2021"]),
    ],
)
def test_what_was_measured_says_which_methods_fit(measured: dict[str, object], fitting: list[str]) -> None:
    assert list(task_kinds()["push_pull_carry"].fitting(measured)) == fitting


def test_the_recommended_method_comes_first_with_its_reason() -> None:
    assert task_kinds()["lifting"].fitting({"lift.load_kg": 5.0})[0] == "niosh_1994"
    for kind in ("lifting", "push_pull_carry"):
        assert task_kinds()[kind].recommended_because
