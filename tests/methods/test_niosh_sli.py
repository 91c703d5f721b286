"""Sequential lifting index: what must hold of any such index; its formula is unverified."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ergo.errors import InputError
from ergo.methods import niosh_1994
from ergo.methods.niosh_sli import METHOD, score

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
        "h_origin_cm": st.floats(20, 63),
        "v_origin_cm": st.floats(0, 175),
        "d_travel_cm": st.floats(0, 175),
        "asym_deg": st.floats(0, 135),
        "freq_per_min": st.floats(0, 5),
        "duration_h": st.floats(0.1, 2.5),
        "coupling": st.sampled_from(["good", "fair", "poor"]),
    }
)


def rotate(tasks):
    return score(**METHOD.inputs.columns([task | STATED for task in tasks]))


def codes(result):
    return [finding.code for finding in result.findings]


def test_the_formula_step_by_step():
    """1 h at 2 a minute, then 3 h at 4, hands at 75 cm: FM .91 then .45 alone, .65 and .45 by all of the 4 hours."""
    shared = {
        "h_origin_cm": 25,
        "v_origin_cm": 75,
        "d_travel_cm": 25,
        "asym_deg": 0,
        "coupling": "good",
    } | STATED
    result = score(load_kg=[20, 9], freq_per_min=[2, 4], duration_h=[1, 3], **shared)
    first, second = 20 / (23 * 0.91), 9 / (23 * 0.45)
    most = 20 / (23 * 0.65)
    k = (most * 0.25 + second * 0.75) / most
    assert result.intermediates["li"].tolist() == pytest.approx([first, second])
    assert result.score == pytest.approx(first + (most - first) * k)


@given(TASK)
def test_one_task_has_its_own_index(task):
    alone = niosh_1994.score(**task | STATED).score
    assert rotate([task]).score == (None if alone is None else pytest.approx(alone, rel=1e-12))


@given(st.lists(TASK, min_size=2, max_size=4))
def test_it_lies_between_the_largest_index_and_that_for_all_the_time(tasks):
    result = rotate(tasks)
    if result.score is None:
        return
    steps = result.intermediates
    largest = steps["li"].max()
    at = steps["first"] - 1
    assert steps["li"][at] == largest
    assert result.score >= largest - 1e-9
    if steps["li_max"][at] == steps["li_max"].max():
        assert result.score <= steps["li_max"][at] + 1e-9


@given(st.lists(TASK, min_size=2, max_size=3))
def test_with_one_class_for_all_the_largest_index_holds(tasks):
    short = [task | {"duration_h": 0.3} for task in tasks]
    result = rotate(short)
    if result.score is not None:
        assert result.score == pytest.approx(result.intermediates["li"].max(), rel=1e-12)


@given(st.lists(st.lists(TASK, min_size=2, max_size=2), min_size=2, max_size=3))
def test_shifts_of_an_array_score_as_each_by_itself(shifts):
    columns = {name: np.array([[task[name] for task in one] for one in shifts]) for name in shifts[0][0]}
    together = score(**columns, **STATED)
    for row, one in enumerate(shifts):
        alone = rotate(one).score
        found = together.score[row]
        assert (None if np.isnan(found) else found) == (
            None if alone is None else pytest.approx(alone, rel=1e-12)
        )


def test_every_result_says_that_the_formula_is_unverified():
    shared = {
        "h_origin_cm": 30,
        "v_origin_cm": 75,
        "d_travel_cm": 25,
        "asym_deg": 0,
        "coupling": "good",
    } | STATED
    result = score(load_kg=[10, 9], freq_per_min=1, duration_h=1, **shared)
    assert codes(result) == ["unverified"]
    assert "unverified" in METHOD.edition
    assert list(result.intermediates) == list(METHOD.terms)
    long = score(load_kg=[10, 9], freq_per_min=1, duration_h=5, **shared)
    assert long.score is None
    assert "over_8_h_together" in codes(long)
    with pytest.raises(InputError, match="zero for every task"):
        score(load_kg=[10, 9], freq_per_min=1, duration_h=0, **shared)
    shifts = score(load_kg=[[10, 9]] * 3, freq_per_min=1, duration_h=[[1, 1], [5, 5], [1, 2]], **shared)
    assert np.isnan(shifts.score).tolist() == [False, True, False]
