"""The vocabulary of dimensions: complete, consistent, and refusing what it does not hold in words."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ergo.errors import InputError
from ergo.knowledge.dimensions import (
    Aspect,
    Band,
    band_minutes,
    band_of,
    bands,
    dimension,
    dimensions,
    lift_zones,
    near,
    unit_of,
)

# The rows of the design page and the aspects that it gives them (P peak, R run, D dose, G gate).
DESIGNED = {
    "lift_floor_waist": "P",
    "lift_waist_shoulder": "P",
    "lift_above_shoulder": "P",
    "carry": "PD",
    "push_pull_initial": "P",
    "push_pull_sustained": "P",
    "handling_people": "PD",
    "sit": "RD",
    "stand": "RD",
    "drive": "RD",
    "vehicle_entry": "DP",
    "vibration_whole_body": "D",
    "vibration_hand_arm": "D",
    "trunk_flexed": "RD",
    "trunk_twist": "P",
    "neck_trunk_extension": "R",
    "arm_above_shoulder": "RD",
    "reach_forward": "PD",
    "kneel": "RD",
    "squat": "DR",
    "stairs": "DP",
    "ladder": "PG",
    "rough_ground": "D",
    "grip": "PD",
    "pinch": "PD",
    "hand_repetition": "RD",
    "foot_control": "PD",
    "whole_body_effort": "PD",
    "worn_load": "PD",
    "pace": "P",
    "safety_critical": "G",
    "nights": "G",
    "overtime": "G",
    "work_time": "D",
    "commute": "RD",
    "environment": "G",
    "attention": "P",
}
LETTERS = {"P": Aspect.PEAK, "R": Aspect.RUN, "D": Aspect.DOSE, "G": Aspect.GATE}
SIDED = {
    "carry",
    "neck_trunk_extension",
    "arm_above_shoulder",
    "reach_forward",
    "grip",
    "pinch",
    "hand_repetition",
    "foot_control",
}


@pytest.mark.parametrize("name", DESIGNED)
def test_a_dimension_of_the_design_has_its_aspects(name: str) -> None:
    assert {LETTERS[letter] for letter in DESIGNED[name]} <= set(dimension(name).amounts)


def test_left_and_right_are_parts_of_the_key_where_the_design_says_so() -> None:
    assert {row.id for row in dimensions().values() if row.sided} == SIDED


def test_every_row_is_complete_and_said_in_words() -> None:
    assert len({row.label for row in dimensions().values()}) == len(dimensions())
    for row in dimensions().values():
        assert re.fullmatch(r"[a-z_]+", row.id)
        assert row.amounts
        assert row.label
        assert row.measured_with
        assert row.typical_source
        assert row.sentence
        for aspect, amount in row.amounts.items():
            assert (amount.unit == "") is (aspect is Aspect.GATE), row.id
            assert amount.label, row.id


def test_what_lasts_is_in_minutes_and_what_is_lifted_in_kilograms() -> None:
    for name in ("sit", "stand", "drive", "kneel", "trunk_flexed", "arm_above_shoulder"):
        assert unit_of(name, Aspect.RUN) == "min"
        assert unit_of(name, Aspect.DOSE) == "min"
    for name in ("lift_floor_waist", "lift_waist_shoulder", "lift_above_shoulder", "carry"):
        assert unit_of(name, Aspect.PEAK) == "kg"
    assert unit_of("push_pull_initial", Aspect.PEAK) == "N"
    assert unit_of("walk", Aspect.PEAK) == "m"


def test_an_unknown_dimension_or_aspect_is_refused_in_words() -> None:
    with pytest.raises(InputError, match="There is no dimension called 'hop'"):
        dimension("hop")
    with pytest.raises(InputError, match="Sit is not described by a gate; it has: run, dose"):
        unit_of("sit", Aspect.GATE)


@pytest.mark.parametrize(
    ("band", "shift_min", "minutes"),
    [
        (Band.SELDOM, 480, 9.6),
        (Band.OCCASIONAL, 480, 160),
        (Band.FREQUENT, 480, 320),
        (Band.CONSTANT, 480, 480),
        (Band.OCCASIONAL, 240, 80),
        (Band.FREQUENT, 240, 160),
        (Band.OCCASIONAL, 720, 160),
        (Band.FREQUENT, 720, 320),
        (Band.CONSTANT, 720, 480),
    ],
)
def test_a_band_is_a_share_of_the_shift_and_of_eight_hours_the_lower_holds(
    band: Band, shift_min: float, minutes: float
) -> None:
    assert band_minutes(band, shift_min) == pytest.approx(minutes, abs=1e-9)


@pytest.mark.parametrize(
    ("minutes", "shift_min", "band"),
    [
        (0, 480, Band.SELDOM),
        (9.6, 480, Band.SELDOM),
        (9.7, 480, Band.OCCASIONAL),
        (160, 480, Band.OCCASIONAL),
        (160.1, 480, Band.FREQUENT),
        (320, 480, Band.FREQUENT),
        (321, 480, Band.CONSTANT),
        (700, 720, Band.CONSTANT),
    ],
)
def test_minutes_are_in_the_lowest_band_that_holds_them(minutes: float, shift_min: float, band: Band) -> None:
    assert band_of(minutes, shift_min) is band


@given(st.sampled_from(list(Band)), st.floats(15, 960), st.floats(0, 960))
def test_a_band_holds_what_is_put_in_it(band: Band, shift_min: float, minutes: float) -> None:
    found = band_of(minutes, shift_min)
    order = list(Band)
    if found is not Band.CONSTANT:
        assert minutes <= band_minutes(found, shift_min) + 1e-9
    if order.index(found) > order.index(band):
        assert minutes > band_minutes(band, shift_min)


def test_the_bands_rise_to_the_whole_shift_and_name_their_source() -> None:
    shares = [bands().upper_share[band] for band in Band]
    assert all(lower < higher for lower, higher in pairwise(shares))
    assert shares[-1] == 1
    assert "Dictionary of Occupational Titles" in bands().source


def test_the_zones_part_the_body_in_order_and_say_how_sure_they_are() -> None:
    zones = lift_zones()
    assert 0 < zones.floor_level_cm < zones.waist_cm < zones.shoulder_cm
    assert zones.status == "proposal"
    assert zones.shoulder_share_of_stature.value == 0.818
    assert zones.shoulder_cm == pytest.approx(zones.shoulder_share_of_stature.value * 171, abs=1)


def test_near_is_a_tenth() -> None:
    assert (near().share, near().status) == (0.1, "proposal")
