"""Variable lifting index: against its equation written out, the single-task index, and one published scale."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ergo.errors import InputError
from ergo.methods import niosh_1994
from ergo.methods.niosh_vli_2016 import METHOD, categories, score

STATED = {
    "hands": 2,
    "persons": 1,
    "body_position": "stand",
    "restricted_space": False,
    "unstable": False,
    "person_handling": False,
    "significant_control": False,
}
LIFT = st.fixed_dictionaries(
    {
        "load_kg": st.floats(1, 30),
        "h_origin_cm": st.floats(20, 63),
        "v_origin_cm": st.floats(0, 175),
        "d_travel_cm": st.floats(0, 175),
        "asym_deg": st.floats(0, 135),
        "freq_per_min": st.floats(0.01, 0.5),
        "duration_h": st.just(2),
        "coupling": st.sampled_from(["good", "fair", "poor"]),
    }
)
SIMPLE = {
    "h_origin_cm": 25,
    "v_origin_cm": 75,
    "d_travel_cm": 25,
    "asym_deg": 0,
    "duration_h": 0.5,
    "coupling": "good",
}
SIMPLE |= STATED


def sampled(lifts):
    return score(**METHOD.inputs.columns([lift | STATED for lift in lifts]))


def codes(result):
    return [finding.code for finding in result.findings]


def test_categories_are_equally_wide_as_on_the_published_scale():
    """A page on the method parts 0.3 to 2.5 at 0.67, 1.0, 1.4, 1.8 and 2.1."""
    printed = [0.67, 1.0, 1.4, 1.8, 2.1, 2.5]
    fili = np.array([0.3, *[edge - 0.05 for edge in printed[:-1]], 2.5])
    assert categories(fili, np.full(7, 1 / 7)).tolist() == [0, 0, 1, 2, 3, 4, 5]


def test_lifts_that_are_never_done_do_not_widen_the_categories():
    fili, share = np.array([0.1, 1.0, 2.2, 9.0]), np.array([0, 0.5, 0.5, 0])
    assert categories(fili, share)[1:3].tolist() == [0, 5]


def test_from_thirty_lifts_on_each_category_holds_a_sixth():
    fili = np.random.default_rng(1).permutation(np.linspace(0.2, 3, 36) ** 3)
    found = categories(fili, np.full(36, 1 / 36))
    assert np.bincount(found).tolist() == [6] * 6
    assert (np.diff(found[np.argsort(fili)]) >= 0).all()


def test_two_categories_step_by_step():
    """Half the lifts 10 kg, half 20 kg, 2 a minute each, up to 1 h at 75 cm: FM(2) = .91, FM(4) = .84, FIRWL 23 kg."""
    result = score(load_kg=[10, 20], load_max_kg=[10, 20], freq_per_min=[2, 2], **SIMPLE)
    steps = result.intermediates
    assert steps["category"].tolist() == [1, 6]
    assert result.score == pytest.approx(20 / 23 / 0.91 + 10 / 23 * (1 / 0.84 - 1 / 0.91))
    assert steps["category_freq_per_min"].tolist() == [2, 0, 0, 0, 0, 2]
    assert steps["category_share"].sum() == pytest.approx(result.score)
    assert codes(result) == ["few_lifts"]


def test_lifts_of_one_category_share_their_mean():
    """9, 9.2 and 20 kg: the first two fall into one category with the mean of both, weighted by frequency."""
    loads, freq = [9, 9.2, 20], [1, 3, 2]
    result = score(load_kg=loads, load_max_kg=loads, freq_per_min=freq, **SIMPLE)
    mean = (9 * 1 + 9.2 * 3) / 4
    assert result.score == pytest.approx(20 / 23 / 0.91 + mean / 23 * (1 / 0.75 - 1 / 0.91))


@given(LIFT)
def test_one_lift_has_the_index_of_the_single_task_equation(lift):
    alone = niosh_1994.score(**lift | STATED).score
    assert sampled([lift]).score == (None if alone is None else pytest.approx(alone, rel=1e-12))


@given(LIFT, st.integers(2, 40))
def test_dividing_a_lift_into_equal_ones_changes_nothing(lift, pieces):
    parts = [lift | {"freq_per_min": lift["freq_per_min"] / pieces}] * pieces
    whole = sampled([lift]).score
    assert sampled(parts).score == (None if whole is None else pytest.approx(whole, rel=1e-9))


@given(st.lists(LIFT, min_size=2, max_size=5))
def test_shares_are_never_negative_and_add_up(lifts):
    result = sampled(lifts)
    if result.score is not None:
        shares = result.intermediates["category_share"]
        assert shares.sum() == pytest.approx(result.score)
        assert shares[result.intermediates["category"].max() - 1] > 0
        assert (shares >= -1e-12).all()


@given(st.lists(st.lists(LIFT, min_size=3, max_size=3), min_size=2, max_size=3))
def test_jobs_of_an_array_score_as_each_by_itself(jobs):
    columns = {name: np.array([[lift[name] for lift in job] for job in jobs]) for name in jobs[0][0]}
    together = score(**columns, **STATED)
    for row, job in enumerate(jobs):
        alone = sampled(job).score
        found = together.score[row]
        assert (None if np.isnan(found) else found) == (
            None if alone is None else pytest.approx(alone, rel=1e-12)
        )


def test_what_withholds_the_index():
    fast = score(load_kg=[5, 9], freq_per_min=[9, 9], **SIMPLE)
    assert fast.score is None
    assert "exceeds_frequency" in codes(fast)
    assert score(load_kg=[5, 9], freq_per_min=1, **SIMPLE | {"h_origin_cm": [30, 70]}).score is None
    with pytest.raises(InputError, match="zero for every lift"):
        score(load_kg=[5, 9], freq_per_min=0, **SIMPLE)


def test_the_rule_from_memory_is_said():
    many = score(load_kg=np.linspace(4, 12, 30), freq_per_min=0.05, **SIMPLE)
    assert "sextiles" in codes(many)
    assert list(many.intermediates) == list(METHOD.terms)
