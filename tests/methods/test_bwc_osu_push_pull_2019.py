"""Push and pull guidelines of Ohio BWC and OSU: what the transcribed rows do not show."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ergo.methods.bwc_osu_push_pull_2019 import METHOD

PULL = {"mode": "pull", "initial_force_n": 200, "handle_height_cm": 92.71, "hands": 2}


def codes(result):
    return [finding.code for finding in result.findings]


def test_between_two_heights_the_lower_limit_holds():
    """36.5 in lies between 52 lb (36 in) and 55 lb (37 in)."""
    limit = METHOD.score(**PULL).intermediates["limit_80_n"]
    assert limit == pytest.approx(52 * 4.4482216152605)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"handle_height_cm": 81.2}, "outside_height"),
        ({"handle_height_cm": 122}, "outside_height"),
        ({"mode": "push", "hands": 1}, "one_hand_push"),
    ],
)
def test_outside_there_is_no_score(change, code):
    result = METHOD.score(**PULL | change)
    assert result.score is None
    assert result.intermediates["limit_80_n"] is None
    assert code in codes(result)


def test_one_hand_is_weaker_than_two():
    one = METHOD.score(**PULL | {"hands": 1}).intermediates
    assert one["limit_80_n"] < METHOD.score(**PULL).intermediates["limit_80_n"]


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "mode": st.sampled_from(["push", "pull"]),
                "initial_force_n": st.floats(0, 600),
                "handle_height_cm": st.floats(75, 130),
                "hands": st.sampled_from([None, 1, 2]),
                "tight": st.sampled_from([None, False, True]),
            }
        ),
        min_size=1,
        max_size=5,
    )
)
def test_an_array_scores_as_each_row_by_itself(rows):
    together = METHOD.score(**METHOD.inputs.columns(rows))
    for number, row in enumerate(rows):
        alone = METHOD.score(**row)
        score = together.score[number]
        assert alone.score == (None if np.isnan(score) else score)
        assert [f.code for f in together.findings if f.rows is None or f.rows[number]] == codes(alone)
