"""Strength levels: properties and findings of both schemes."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ergo.errors import InputError
from ergo.methods import load

SCHEMES = {
    "strength_dot_1991": ("occasional", "frequent", "constant"),
    "strength_ors": ("seldom", "occasional", "frequent", "constant"),
}
NOTHING_ELSE = {
    "strength_dot_1991": {"on_feet_significant": False, "seated_controls": False, "production_pace": False},
    "strength_ors": {"on_feet_pct": 0},
}


def loads(scheme, values):
    return {f"load_{frequency}_kg": value for frequency, value in zip(SCHEMES[scheme], values, strict=False)}


@pytest.mark.parametrize("scheme", SCHEMES)
class TestBothSchemes:
    @given(
        values=st.lists(st.floats(0, 80), min_size=4, max_size=4),
        more=st.floats(0, 80),
        which=st.integers(0, 2),
    )
    def test_a_heavier_load_never_lowers_the_level(self, scheme, values, more, which):
        score = load(scheme).score
        worse = [value + more * (position == which) for position, value in enumerate(values)]
        assert score(**loads(scheme, worse)).score >= score(**loads(scheme, values)).score

    @given(rows=st.lists(st.lists(st.floats(0, 80), min_size=4, max_size=4), min_size=2, max_size=4))
    def test_an_array_gives_element_by_element_what_single_cases_give(self, scheme, rows):
        score = load(scheme).score
        together = score(**loads(scheme, np.array(rows).T), **NOTHING_ELSE[scheme])
        for row, values in enumerate(rows):
            alone = score(**loads(scheme, values), **NOTHING_ELSE[scheme])
            assert together.score[row] == alone.score
            assert together.intermediates["level"][row] == alone.intermediates["level"]

    def test_the_score_is_the_highest_level_of_any_frequency_and_its_band_bears_the_name(self, scheme):
        result = load(scheme).score(**loads(scheme, [30, 30, 30, 0]), **NOTHING_ELSE[scheme])
        levels = [value for name, value in result.intermediates.items() if name.startswith("level_")]
        assert result.score == max(levels)
        assert result.band.label == result.intermediates["level"]
        assert list(result.intermediates) == list(load(scheme).terms)
        json.dumps(result.as_dict(), allow_nan=False)

    def test_an_unknown_load_is_missing_never_zero(self, scheme):
        with pytest.raises(InputError, match="Heaviest load, constantly is missing"):
            load(scheme).score(**loads(scheme, [10, 5, 5][: len(SCHEMES[scheme]) - 1]))

    def test_sedentary_loads_without_a_word_on_posture_are_marked(self, scheme):
        result = load(scheme).score(**loads(scheme, [0, 0, 0, 0]))
        assert result.band.label == "sedentary"
        assert [finding.code for finding in result.findings] == ["posture_not_stated"]
        heavier = load(scheme).score(**loads(scheme, [20, 20, 20, 20]))
        assert heavier.findings == ()
