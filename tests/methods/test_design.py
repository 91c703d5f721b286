"""Design to a limit and sensitivity, on an index and on a share, and on inputs along which the score turns."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ergo.errors import InputError
from ergo.methods import load
from ergo.methods.design import (
    course,
    design_limit,
    design_to_limit,
    keeps_limit,
    moved_factors,
    multiplier_shares,
    sensitivity,
    telling,
)

NIOSH, LIFT, PUSH = (load(name) for name in ("niosh_1994", "lm_lift_2021", "lm_push_pull_2021"))
LIFTED = {
    "load_kg": 12,
    "h_origin_cm": 40,
    "v_origin_cm": 75,
    "v_dest_cm": 105,
    "asym_deg": 0,
    "freq_per_min": 0.2,
    "duration_h": 1,
    "coupling": "good",
}
SHARED = {name: value for name, value in LIFTED.items() if name in LIFT.inputs.quantities()}
PUSHED = {
    "mode": "push",
    "initial_force_n": 150,
    "sustained_force_n": 80,
    "distance_m": 15,
    "handle_height_cm": 89,
    "freq_per_min": 0.5,
}
FIELDS = ("load_kg", "h_origin_cm", "v_origin_cm", "v_dest_cm", "asym_deg", "freq_per_min", "duration_h")
CASES = st.fixed_dictionaries(
    {
        "load_kg": st.floats(1, 30),
        "h_origin_cm": st.floats(25, 63),
        "v_origin_cm": st.floats(0, 170),
        "v_dest_cm": st.floats(0, 170),
        "asym_deg": st.floats(0, 130),
        "freq_per_min": st.floats(0, 9),
        "duration_h": st.sampled_from([0.5, 1.5, 6]),
        "coupling": st.sampled_from(["good", "fair", "poor"]),
    }
)


def test_the_heaviest_load_is_the_weight_limit():
    """23 kg x 25/40 x (0.82 + 4.5/30), 94-110 section 1.3."""
    (stretch,) = design_to_limit(NIOSH, LIFTED, "load_kg", 1).stretches
    assert stretch == pytest.approx((0, 23 * 25 / 40 * (0.82 + 4.5 / 30)), abs=1e-6)


def test_the_farthest_reach_solves_the_equation():
    """HM = 25/H: the index is 1 where H = 23 x 25 x DM / load."""
    (stretch,) = design_to_limit(NIOSH, LIFTED, "h_origin_cm", 1).stretches
    assert stretch == pytest.approx((0, 23 * 25 * (0.82 + 4.5 / 30) / 12), abs=1e-6)


def test_hand_height_keeps_the_limit_on_both_sides_of_the_best():
    """VM = 1 - 0.003 |V - 75|, travel held at 25 cm: the limit holds where VM is at least load / (23 x 25/40)."""
    values = LIFTED | {"d_travel_cm": 25}
    (stretch,) = design_to_limit(NIOSH, values, "v_origin_cm", 1).stretches
    room = (1 - 12 / (23 * 25 / 40)) / 0.003
    assert stretch == pytest.approx((75 - room, 75 + room), abs=1e-6)


def test_no_value_in_range_may_reach_the_limit():
    design = design_to_limit(NIOSH, LIFTED | {"load_kg": 40}, "h_origin_cm", 1)
    assert design.stretches == ()
    assert design.nearest(40) is None
    assert not design.keeps(40)
    one_handed = design_to_limit(NIOSH, LIFTED | {"hands": 1}, "load_kg", 1)
    assert one_handed.stretches == ()
    assert course(NIOSH, LIFTED | {"hands": 1}, "load_kg") is None


def test_the_nearest_value_that_keeps_the_limit():
    design = design_to_limit(NIOSH, LIFTED | {"d_travel_cm": 25}, "v_origin_cm", 1)
    (low, high) = design.stretches[0]
    assert (design.nearest(0), design.nearest(75), design.nearest(170)) == (low, 75, high)
    assert design.keeps(75)


def test_two_stretches_are_both_found():
    """The equations need 25 cm of travel: a lift from 75 cm ends at 50 cm or below, or at 100 cm or above."""
    below, above = design_to_limit(LIFT, SHARED, "v_dest_cm", 75).stretches
    assert below[1] == pytest.approx(50, abs=1e-6)
    assert above[0] == pytest.approx(100, abs=1e-6)


@given(CASES, st.sampled_from(FIELDS), st.sampled_from([0.5, 1, 2]))
def test_every_end_keeps_the_limit_and_just_beyond_it_is_broken(values, field, limit):
    design = design_to_limit(NIOSH, values, field, limit)
    found = course(NIOSH, values, field)
    for low, high in design.stretches:
        for end, way in ((low, -1), (high, 1)):
            score = NIOSH.score(**values | {field: end}).score
            assert score <= limit + 1e-9
            beyond = end + way * 2e-6
            if found.low <= beyond <= found.high:
                after = NIOSH.score(**values | {field: beyond}).score
                assert after is None or after > limit - 1e-9


@given(st.floats(1, 40), st.floats(20, 68), st.floats(0.1, 8), st.sampled_from([75, 90]))
def test_a_share_reaches_its_limit_exactly(load_kg, reach, rate, limit):
    values = SHARED | {"load_kg": load_kg, "h_origin_cm": reach, "freq_per_min": rate}
    (stretch,) = design_to_limit(LIFT, values, "load_kg", limit).stretches
    steps = LIFT.score(**values).intermediates
    assert stretch[1] == pytest.approx(steps[f"limit_{limit}_women_kg"], abs=1e-6)
    assert keeps_limit(LIFT, LIFT.score(**values | {"load_kg": stretch[1]}).score, limit - 1e-9)


def test_a_range_in_metres_finds_the_few_metres_that_count():
    found = course(PUSH, PUSHED, "distance_m")
    assert (found.low, found.high) == pytest.approx((2.1, 61), abs=1e-6)
    assert np.isfinite(found.scores).all()


def test_what_is_far_beyond_the_limit_is_left_out_and_the_present_value_never_is():
    limit = design_to_limit(NIOSH, LIFTED, "load_kg", 1).stretches[0][1]
    shown = telling(NIOSH, course(NIOSH, LIFTED, "load_kg"), 1, 12)
    assert (shown.low, shown.high) == pytest.approx((0, 3 * limit), abs=0.2)
    heavy = LIFTED | {"load_kg": 120}
    assert telling(NIOSH, course(NIOSH, heavy, "load_kg"), 1, 120).high == 120
    pushed = telling(PUSH, course(PUSH, PUSHED, "initial_force_n"), 75, 150)
    assert 2000 > pushed.high > 150
    assert pushed.scores[-1] == pytest.approx(1, abs=0.1)


def test_the_limit_to_design_to_is_where_the_first_band_ends():
    assert (design_limit(NIOSH), design_limit(LIFT), design_limit(load("strength_dot_1991"))) == (1, 75, 1)


def test_a_change_moves_the_multipliers_of_its_input_alone():
    before, after = NIOSH.score(**LIFTED), NIOSH.score(**LIFTED | {"h_origin_cm": 50})
    (moved,) = moved_factors(NIOSH, before, after)
    assert (moved.step, moved.before, moved.after) == ("hm_origin", 25 / 40, 0.5)
    shares = (LIFT.score(**SHARED), LIFT.score(**SHARED | {"freq_per_min": 4}))
    assert [one.step for one in moved_factors(LIFT, *shares)] == ["f_women", "f_men"]


def test_the_shares_of_the_multipliers_are_those_of_their_logarithms():
    """Reach 50 cm and twist 90 degrees: HM 0.5 and AM 0.712 (94-110, sections 1.3.1 and 1.3.4), all others 1."""
    values = LIFTED | {"h_origin_cm": 50, "v_dest_cm": 75, "asym_deg": 90}
    shares = multiplier_shares(NIOSH, NIOSH.score(**values))
    assert sum(shares.values()) == pytest.approx(1)
    assert shares["hm_origin"] == pytest.approx(math.log(0.5) / math.log(0.5 * 0.712))
    assert [name for name, share in shares.items() if share] == ["hm_origin", "am_origin"]
    beyond = NIOSH.score(**values | {"h_origin_cm": 64})  # a multiplier of zero leaves nothing to share
    assert multiplier_shares(NIOSH, beyond) == {}
    assert multiplier_shares(PUSH, PUSH.score(**PUSHED)) == {}


def test_values_that_contradict_each_other_have_no_score():
    """The usual load cannot be above the heaviest."""
    values = LIFTED | {"load_max_kg": 14}
    found = course(NIOSH, values, "load_kg")
    assert (found.low, found.high) == pytest.approx((0, 14), abs=1e-6)
    heaviest = course(NIOSH, values, "load_max_kg")
    assert heaviest.low == pytest.approx(12, abs=1e-6)


def test_a_count_stays_whole():
    design = design_to_limit(NIOSH, LIFTED | {"persons": 1}, "persons", 1)
    assert design.stretches == ((1, 1),)


def test_sensitivity_on_the_index():
    """Of reach at 50 cm and twist of 30 degrees, HM 0.5 gains more than AM 0.904; at its best each factor is 1."""
    values = LIFTED | {"h_origin_cm": 50, "asym_deg": 30, "v_dest_cm": 75}
    gains = {gain.field: gain for gain in sensitivity(NIOSH, values)}
    now = NIOSH.score(**values).score
    assert gains["h_origin_cm"].best == 25
    assert gains["h_origin_cm"].score == pytest.approx(now * 0.5)
    assert gains["asym_deg"].best == 0
    assert gains["asym_deg"].score == pytest.approx(now * 0.904)
    assert "coupling" not in gains
    assert next(iter(gains)) == "load_kg"
    assert gains["load_kg"].score == 0


def test_sensitivity_names_the_answer_of_a_choice():
    gains = {gain.field: gain for gain in sensitivity(LIFT, SHARED | {"coupling": "poor"})}
    assert gains["coupling"].best == "good"
    assert gains["load_kg"].best == 0
    assert all(gain.gain > 0 for gain in gains.values())


@given(CASES)
def test_no_gain_is_promised_that_the_method_does_not_give(values):
    now = NIOSH.score(**values).score
    assume(now is not None)
    for gain in sensitivity(NIOSH, values):
        score = NIOSH.score(**values | {gain.field: gain.best}).score
        assert score == pytest.approx(gain.score, rel=1e-9)
        assert now - score == pytest.approx(gain.gain, abs=1e-9)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: course(NIOSH, LIFTED, "coupling"), "'coupling' is not a number"),
        (lambda: course(NIOSH, LIFTED, "mass"), "'mass' is not a number"),
        (lambda: course(load("niosh_cli_1994"), LIFTED, "load_kg"), "scores several tasks together"),
        (
            lambda: design_to_limit(NIOSH, LIFTED | {"v_dest_cm": None}, "load_kg", 1),
            "Hand height at the end",
        ),
        (lambda: sensitivity(NIOSH, LIFTED | {"hands": 1}), "gives no score"),
        (lambda: sensitivity(load("wbv_a8_2002"), {}), "scores several operations together"),
    ],
)
def test_what_cannot_be_varied_is_refused(call, message):
    with pytest.raises(InputError, match=message):
        call()
