"""The range of a score with unknown inputs holds every score that an answer can give."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from ergo.methods import load
from ergo.methods.unknown import MOST_COMBINATIONS, score_range

LIFT = {
    "load_kg": 10.0,
    "h_origin_cm": 40.0,
    "v_origin_cm": 70.0,
    "d_travel_cm": 30.0,
    "asym_deg": 0.0,
    "freq_per_min": 1.0,
    "duration_h": 1.0,
    "coupling": "good",
}
NIOSH = load("niosh_1994")


def test_the_range_is_that_of_every_answer() -> None:
    """The coupling multiplier is the only one that changes: 1 for good, 0.9 for poor (94-110, table 7)."""
    found = score_range(NIOSH, LIFT, {"coupling": ["good", "fair", "poor"]})
    assert found is not None
    assert found.low / found.high == 0.9
    assert found.narrows == "coupling"


@given(st.lists(st.floats(25, 60), min_size=1, max_size=3), st.sampled_from(["good", "fair", "poor"]))
def test_no_answer_lies_outside(reaches: list[float], coupling: str) -> None:
    found = score_range(NIOSH, LIFT, {"h_origin_cm": reaches, "coupling": ["good", coupling]})
    assert found is not None
    for reach, grip in itertools.product(reaches, ["good", coupling]):
        one = NIOSH.score(**LIFT | {"h_origin_cm": reach, "coupling": grip}).score
        assert found.low - 1e-12 <= one <= found.high + 1e-12


def test_the_answer_that_narrows_most_is_named() -> None:
    """From 25 to 60 cm the limit more than halves; a grip good or fair moves it by 5 % at most."""
    found = score_range(NIOSH, LIFT, {"coupling": ["good", "fair"], "h_origin_cm": [25.0, 60.0]})
    assert found is not None
    assert found.narrows == "h_origin_cm"


def test_answers_that_change_nothing_narrow_nothing() -> None:
    found = score_range(NIOSH, LIFT, {"coupling": ["good", "good"]})
    assert found is not None
    assert (found.low, found.narrows) == (found.high, None)


def test_what_gives_no_score_is_left_out() -> None:
    """Beyond 63 cm of reach the equation does not apply (94-110, section 1.3)."""
    found = score_range(NIOSH, LIFT, {"h_origin_cm": [40.0, 80.0]})
    assert found is not None
    assert found.low == found.high
    assert score_range(NIOSH, LIFT, {"h_origin_cm": [80.0, 90.0]}) is None


def test_too_much_unknown_gives_no_range() -> None:
    many = list(range(int(MOST_COMBINATIONS**0.5) + 1))
    assert score_range(NIOSH, LIFT, {"h_origin_cm": many, "v_origin_cm": many}) is None
