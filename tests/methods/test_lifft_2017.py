"""LiFFT: properties and findings."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ergo.methods.lifft_2017 import METHOD, score

TASK = st.fixed_dictionaries(
    {
        "load_kg": st.floats(0.5, 40),
        "lever_arm_cm": st.floats(5, 100),
        "lifts_per_shift": st.integers(1, 2000),
        "person_handling": st.sampled_from([None, False]),
    }
)


def day(tasks):
    return score(**METHOD.inputs.columns(tasks))


@given(st.lists(TASK, min_size=1, max_size=4))
def test_shares_add_up_to_all(tasks):
    steps = day(tasks).intermediates
    assert steps["share_percent"].sum() == pytest.approx(100)
    assert steps["damage"].sum() == pytest.approx(steps["total_damage"])


@given(
    st.lists(TASK, min_size=1, max_size=3), st.floats(0.1, 20), st.sampled_from(["load_kg", "lever_arm_cm"])
)
def test_heavier_or_farther_never_lowers_the_probability(tasks, more, field):
    worse = [tasks[0] | {field: tasks[0][field] + more}, *tasks[1:]]
    assert day(worse).score >= day(tasks).score


@given(st.lists(st.lists(TASK, min_size=2, max_size=2), min_size=1, max_size=3))
def test_days_of_an_array_score_as_each_by_itself(days):
    names = ("load_kg", "lever_arm_cm", "lifts_per_shift")
    together = score(**{name: np.array([[task[name] for task in one] for one in days]) for name in names})
    for row, one in enumerate(days):
        assert together.score[row] == pytest.approx(day(one).score, rel=1e-12)


def test_no_lifts_no_damage():
    result = score(load_kg=20, lever_arm_cm=40, lifts_per_shift=0)
    assert result.score == 0
    assert result.band.label == "low"


def test_large_moments_are_named_and_people_are_not_loads():
    result = score(load_kg=[30, 5], lever_arm_cm=40, lifts_per_shift=10)
    (finding,) = result.findings
    assert (finding.code, finding.rows.tolist()) == ("large_moment", [True, False])
    assert score(load_kg=30, lever_arm_cm=30, lifts_per_shift=10, person_handling=True).score is None
