"""Composite lifting index: properties and findings."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ergo.errors import InputError
from ergo.methods import niosh_1994
from ergo.methods.niosh_cli_1994 import METHOD, score

STATED = {
    "hands": 2,
    "persons": 1,
    "body_position": "stand",
    "restricted_space": False,
    "unstable": False,
    "person_handling": False,
    "significant_control": False,
}
TASK = st.fixed_dictionaries(
    {
        "load_kg": st.floats(1, 30),
        "load_max_kg": st.floats(30, 50),
        "h_origin_cm": st.floats(20, 63),
        "v_origin_cm": st.floats(0, 175),
        "d_travel_cm": st.floats(0, 175),
        "asym_deg": st.floats(0, 135),
        "freq_per_min": st.floats(0, 4),
        "duration_h": st.sampled_from([1, 2]),
        "coupling": st.sampled_from(["good", "fair", "poor"]),
    }
)
THREE = {
    "load_kg": [8, 12, 10],
    "load_max_kg": [10, 15, 10],
    "h_origin_cm": 40,
    "v_origin_cm": 75,
    "d_travel_cm": 25,
    "asym_deg": 0,
    "freq_per_min": [1, 2, 1],
    "duration_h": 1,
    "coupling": "good",
} | STATED


def compose(tasks):
    return score(**METHOD.inputs.columns([task | STATED for task in tasks]))


def codes(result):
    return {
        finding.code: (np.flatnonzero(finding.rows) + 1).tolist() if finding.rows is not None else None
        for finding in result.findings
    }


@given(TASK)
def test_one_task_has_the_index_of_the_single_task_equation(task):
    assert compose([task]).score == niosh_1994.score(**task | STATED).score


@given(st.lists(TASK, min_size=2, max_size=4))
def test_shares_add_up_and_the_worst_task_is_the_floor(tasks):
    result = compose(tasks)
    steps = result.intermediates
    if result.score is None:
        assert not result.valid
        return
    assert steps["share"].sum() == pytest.approx(result.score, rel=1e-12)
    assert (steps["share"] >= -1e-12).all()
    assert result.score >= steps["stli"].max() - 1e-12
    assert sorted(steps["rank"]) == list(range(1, len(tasks) + 1))
    assert (np.diff(steps["stli"][np.argsort(steps["rank"])]) <= 0).all()
    assert steps["freq_so_far_per_min"].max() == pytest.approx(sum(task["freq_per_min"] for task in tasks))


@given(st.lists(TASK, min_size=2, max_size=4, unique_by=lambda task: task["load_kg"]), st.randoms())
def test_the_order_in_which_tasks_are_given_does_not_matter(tasks, random):
    shuffled = random.sample(tasks, len(tasks))
    one, other = compose(tasks).score, compose(shuffled).score
    assert one == other if one is None else one == pytest.approx(other, rel=1e-9)


@given(st.lists(st.lists(TASK, min_size=3, max_size=3), min_size=2, max_size=3))
def test_jobs_of_an_array_score_as_each_by_itself(jobs):
    columns = {name: np.array([[task[name] for task in job] for job in jobs]) for name in jobs[0][0]}
    together = score(**columns, **STATED)
    for row, job in enumerate(jobs):
        alone = compose(job)
        found = together.score[row]
        assert (None if np.isnan(found) else found) == alone.score
        np.testing.assert_array_equal(together.intermediates["share"][row], alone.intermediates["share"])


def test_equal_tasks_are_ordered_by_frequency():
    """Page 57: with the same single-task index the higher frequency comes first."""
    fast_first = score(**THREE | {"load_kg": 10, "load_max_kg": 10, "freq_per_min": [0.1, 0.2, 0.15]})
    assert fast_first.intermediates["stli"].tolist() == [fast_first.intermediates["stli"][0]] * 3
    assert fast_first.intermediates["rank"].tolist() == [3, 1, 2]


def test_with_control_the_end_with_the_smaller_limit_feeds_the_index():
    free = score(**THREE)
    placed = score(
        **THREE | {"significant_control": True, "v_dest_cm": 100, "h_dest_cm": 60, "asym_dest_deg": 0}
    )
    assert (placed.intermediates["firwl_kg"] < free.intermediates["firwl_kg"]).all()
    assert placed.score > free.score


def test_beyond_the_table_the_index_exceeds_the_frequency_limit():
    result = score(**THREE | {"freq_per_min": [6, 6, 6]})
    assert result.score is None
    assert codes(result)["exceeds_frequency"] is None
    assert not result.valid


def test_one_task_outside_the_limits_withholds_the_index_and_is_named():
    result = score(**THREE | {"h_origin_cm": [40, 70, 40]})
    assert result.score is None
    assert codes(result)["outside_hm_origin"] == [2]


def test_an_unknown_heaviest_load_is_taken_as_the_usual_one_and_said():
    result = score(**THREE | {"load_max_kg": [10, None, 10]})
    assert codes(result)["heaviest_not_stated"] == [2]
    known = score(**THREE | {"load_max_kg": [10, 12, 10]})
    assert result.score == known.score


def test_which_indices_are_above_one_is_said():
    steps = score(**THREE | {"load_kg": [20, 5, 9], "load_max_kg": [20, 30, 9]})
    assert codes(steps) == {"fili_above_one": [1, 2], "stli_above_one": [1], "fili_above_stli": [2]}


def test_every_step_has_a_name_and_the_result_is_json():
    result = score(**THREE)
    assert list(result.intermediates) == list(METHOD.terms)
    assert METHOD.parts == "tasks"
    assert json.loads(json.dumps(result.as_dict(), allow_nan=False))["intermediates"]["rank"] == [3, 1, 2]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"freq_per_min": [1, 2]}, "the lists differ in length"),
        ({name: [] for name in ("load_kg", "load_max_kg", "freq_per_min")}, "at least one task"),
        ({"load_kg": [8, 400, 10]}, "row 2: Usual load 400 kg"),
    ],
)
def test_bad_lists_are_refused(change, message):
    with pytest.raises(InputError, match=message):
        score(**THREE | change)
