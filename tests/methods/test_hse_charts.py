"""MAC and RAPP of HSE: properties, edges of distance, findings, the range with something unknown."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ergo.methods import load
from ergo.methods.design import design_to_limit
from ergo.methods.unknown import score_range

CHARTS = [
    load(name)
    for name in ("hse_mac_lift", "hse_mac_carry", "hse_mac_team", "hse_rapp_wheeled", "hse_rapp_unwheeled")
]


def answers(method):
    """Every field with what it may hold, best answer first."""
    rows = method.inputs.quantities()
    choices = {name: [c.value for c in row.choices] for name, row in rows.items() if row.choices}
    return choices | ({"distance_m": [1, 6, 20, 50]} if "distance_m" in rows else {})


def of(method, position):
    return {name: values[min(position, len(values) - 1)] for name, values in answers(method).items()}


@pytest.mark.parametrize("method", CHARTS, ids=lambda method: method.id)
class TestEveryChart:
    @given(data=st.data())
    def test_an_array_scores_as_each_row_by_itself(self, method, data):
        row = st.fixed_dictionaries(
            {name: st.sampled_from(values) for name, values in answers(method).items()}
        )
        rows = data.draw(st.lists(row, min_size=1, max_size=3))
        together = method.score(**method.inputs.columns(rows))
        for number, one in enumerate(rows):
            alone = method.score(**one)
            assert together.score[number] == alone.score
            assert together.intermediates["most"][number] == alone.intermediates["most"]

    def test_the_best_is_zero_and_a_worse_answer_never_lowers_the_score(self, method):
        best = of(method, 0)
        assert method.score(**best).score == 0
        for name, values in answers(method).items():
            scores = [method.score(**best | {name: value}).score for value in values]
            assert scores == sorted(scores)

    def test_it_is_said_that_there_are_no_action_levels_and_what_is_unverified(self, method):
        result = method.score(**of(method, 1))
        assert [f.code for f in result.findings] == ["no_action_level", "unverified"]
        assert list(result.intermediates) == list(method.terms)

    def test_the_range_with_an_unknown_answer_holds_every_completion(self, method):
        known = of(method, 1)
        possible = {"load": answers(method)["load"], "floor": answers(method)["floor"]}
        rest = {name: value for name, value in known.items() if name not in possible}
        found = score_range(method, rest, possible)
        scores = [
            method.score(**rest, load=colour, floor=floor).score
            for colour in possible["load"]
            for floor in possible["floor"]
        ]
        assert (found.low, found.high, found.narrows) == (min(scores), max(scores), "load")


@pytest.mark.parametrize(("metres", "points"), [(4, 0), (4.1, 1), (10, 1), (10.1, 3)])
def test_distance_carried(metres, points):
    method = load("hse_mac_carry")
    assert method.score(**of(method, 0) | {"distance_m": metres}).intermediates["distance_points"] == points


def test_people_are_not_loads():
    method = load("hse_mac_lift")
    result = method.score(**of(method, 0), person_handling=[True, False])
    assert np.isnan(result.score[0])
    assert result.score[1] == 0


def test_the_longest_way_at_which_a_limit_holds():
    method = load("hse_mac_carry")
    found = design_to_limit(method, of(method, 1), "distance_m", method.score(**of(method, 1)).score)
    assert found.nearest(50) == pytest.approx(10, abs=1e-5)
