"""Energy of handling loads: properties, what is refused, what is found."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ergo.errors import InputError
from ergo.methods import load
from ergo.methods.design import design_to_limit

METHOD = load("garg_1978")
WHO = {"body_mass_kg": 75, "sex": "men", "posture": "stand"}
LIFT = {"load_kg": 10, "v_origin_cm": 20, "v_dest_cm": 110, "lifts_per_min": 3, "technique": "stoop"}
CARRY = {"carry_kg": 10, "carry_m": 20, "carry_per_h": 60, "hold": "sides", "walk_speed": 1.2}
PUSH = {"push_n": 150, "push_m": 20, "push_per_min": 0.5, "push_height_cm": 95}
CASE = st.fixed_dictionaries(
    {
        "body_mass_kg": st.floats(40, 120),
        "sex": st.sampled_from(["women", "men"]),
        "posture": st.sampled_from(["sit", "stand", "bent"]),
        "load_kg": st.floats(0, 40),
        "v_origin_cm": st.floats(0, 180),
        "v_dest_cm": st.floats(0, 180),
        "lifts_per_min": st.floats(0, 12),
        "technique": st.sampled_from(["stoop", "squat", "one_hand"]),
        "walks_back": st.sampled_from([None, False, True]),
        "duration_h": st.one_of(st.none(), st.floats(0.1, 10)),
    }
)


def codes(result):
    return [finding.code for finding in result.findings]


@given(st.lists(CASE, min_size=1, max_size=3), st.sampled_from([{}, CARRY, PUSH, CARRY | PUSH]))
def test_an_array_scores_as_each_row_by_itself(cases, more):
    rows = [case | more for case in cases]
    together = METHOD.score(**METHOD.inputs.columns(rows))
    for number, row in enumerate(rows):
        alone, found = METHOD.score(**row), together.score[number]
        assert alone.score == (None if np.isnan(found) else pytest.approx(found, rel=1e-12))
        assert [f.code for f in together.findings if f.rows is None or f.rows[number]] == codes(alone)


@given(CASE, st.floats(0.5, 20))
def test_heavier_never_takes_less_energy(case, more):
    before = METHOD.score(**case).score
    if before is not None:
        assert METHOD.score(**case | {"load_kg": case["load_kg"] + more}).score >= before


def test_parts_add_up_and_what_is_not_done_costs_nothing():
    steps = dict(METHOD.score(**WHO, **LIFT, **CARRY, **PUSH).intermediates)
    assert list(steps) == list(METHOD.terms)
    whole = METHOD.score(**WHO, **LIFT, **CARRY, **PUSH).score
    parts = ("posture", "lifts", "carries", "walks_back", "pushes")
    assert sum(steps[part] for part in parts) == pytest.approx(whole)
    assert METHOD.score(**WHO).score == pytest.approx(0.024 * 75)


@pytest.mark.parametrize(
    ("given_part", "label"),
    [
        ({"load_kg": 10}, "Hand height at the start of the lift"),
        ({k: v for k, v in LIFT.items() if k != "technique"}, "How a load is lifted from below"),
        ({k: v for k, v in CARRY.items() if k != "walk_speed"}, "Walking speed"),
        ({k: v for k, v in PUSH.items() if k != "push_height_cm"}, "Height of the handle"),
    ],
)
def test_what_is_half_described_is_refused(given_part, label):
    with pytest.raises(InputError, match=f"{label} is needed"):
        METHOD.score(**WHO, **given_part)


def test_there_is_no_equation_for_lowering_with_one_hand():
    one_hand = LIFT | {"technique": "one_hand", "v_origin_cm": 70, "v_dest_cm": 30}
    result = METHOD.score(**WHO, **one_hand)
    assert result.score is None
    assert "no_equation" in codes(result)


def test_what_is_found():
    result = METHOD.score(**WHO, **LIFT | {"load_kg": 25}, duration_h=4)
    assert "above_limit" in codes(result)
    assert "between_heights" in codes(METHOD.score(**WHO, **PUSH | {"push_height_cm": 115}))
    assert "one_copy" in codes(METHOD.score(**WHO))


def test_the_rate_that_can_be_kept_up_scores_the_limit():
    rate = design_to_limit(METHOD, WHO | LIFT, "lifts_per_min", 3.5).nearest(10)
    assert METHOD.score(**WHO | LIFT | {"lifts_per_min": rate}).score == pytest.approx(3.5, abs=1e-5)
