"""Vibration dose value: properties and findings."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ergo.errors import InputError
from ergo.methods.wbv_vdv_2002 import METHOD, score

DOSES = ("vdv_x_ms175", "vdv_y_ms175", "vdv_z_ms175")
OPERATION = st.fixed_dictionaries(
    {axis: st.floats(0.1, 30) for axis in DOSES}
    | {"measured_h": st.floats(0.1, 8), "total_h": st.floats(0.1, 4), "jolts": st.just(True)}
)
DRIVE = {"vdv_x_ms175": 2, "vdv_y_ms175": 2.5, "vdv_z_ms175": 6, "measured_h": 1, "total_h": 4, "jolts": True}
RMS = {"aw_x_ms2": 0.2, "aw_y_ms2": 0.25, "aw_z_ms2": 0.6, "total_h": 4, "jolts": False}


def codes(result):
    return [finding.code for finding in result.findings]


def day(operations):
    return score(**METHOD.inputs.columns(operations))


@given(OPERATION, st.floats(0.1, 0.9))
def test_dividing_an_operation_changes_nothing(operation, share):
    hours = operation["total_h"]
    parts = [operation | {"total_h": hours * share}, operation | {"total_h": hours * (1 - share)}]
    assert day(parts).score == pytest.approx(score(**operation).score, rel=1e-12)


@given(st.lists(OPERATION, min_size=1, max_size=4))
def test_the_largest_axis_is_taken_after_summing_fourth_powers(operations):
    by_axis = [
        sum((k * one[axis]) ** 4 * one["total_h"] / one["measured_h"] for one in operations) ** 0.25
        for axis, k in zip(DOSES, (1.4, 1.4, 1.0), strict=True)
    ]
    assert day(operations).score == pytest.approx(max(by_axis), rel=1e-12)


@given(OPERATION)
def test_after_the_hours_until_the_action_value_it_is_reached(operation):
    hours = score(**operation).intermediates["hours_to_action"]
    if 0.1 < hours <= 24:
        assert score(**operation | {"total_h": hours}).score == pytest.approx(9.1, rel=1e-9)


def test_a_measured_dose_stands_before_an_estimate():
    both = score(**RMS | DRIVE)
    assert both.score == score(**DRIVE).score
    assert codes(both) == []


def test_an_estimate_says_that_it_is_one_and_is_withheld_with_jolts():
    assert codes(score(**RMS)) == ["estimated"]
    shaken = score(**RMS | {"jolts": True})
    assert shaken.score is None
    assert not shaken.valid
    assert shaken.band is None


def test_one_operation_without_a_dose_withholds_the_day():
    together = day([DRIVE, RMS | {"jolts": True}])
    assert together.score is None
    assert together.as_dict()["findings"][0]["rows"] == [2]


def test_an_axis_that_was_not_measured_is_said():
    result = score(**DRIVE | {"vdv_x_ms175": None})
    assert codes(result) == ["axis_not_measured"]
    assert result.score == score(**DRIVE).score


@pytest.mark.parametrize(
    ("vdv", "directive", "zone", "flags"),
    [
        (8.4, "below the action value", "below the caution zone", []),
        (8.5, "below the action value", "within the caution zone", []),
        (9.1, "at or above the action value", "within the caution zone", []),
        (17.0, "at or above the action value", "within the caution zone", ["flagged"]),
        (21.0, "at or above the action value", "above the caution zone", ["flagged"]),
        (21.1, "above the limit value", "above the caution zone", ["flagged"]),
    ],
)
def test_directive_caution_zone_and_flag(vdv, directive, zone, flags):
    result = score(vdv_x_ms175=0, vdv_y_ms175=0, vdv_z_ms175=vdv, measured_h=8, total_h=8)
    assert [band["label"] for band in result.as_dict()["bands"]] == [directive, zone]
    assert codes(result) == flags


def test_no_vibration_leaves_no_time_limit():
    still = score(**DRIVE | dict.fromkeys(DOSES, 0))
    assert (still.score, still.intermediates["hours_to_action"]) == (0, None)


def test_every_step_has_a_name_and_the_result_is_json():
    result = score(**DRIVE)
    assert list(result.intermediates) == list(METHOD.terms)
    json.dumps(result.as_dict(), allow_nan=False)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (dict.fromkeys(DOSES), "Vibration dose value, up and down or another direction is needed"),
        ({"measured_h": None}, "Time over which the dose value was measured is needed"),
        ({"total_h": [20, 5]}, "Driving in a shift 25 h adds up to more than a day"),
        ({"vdv_z_ms175": 201}, r"Vibration dose value, up and down 201 m/s1.75 is outside 0 to 200"),
    ],
)
def test_bad_values_are_refused(change, message):
    with pytest.raises(InputError, match=message):
        score(**DRIVE | change)
