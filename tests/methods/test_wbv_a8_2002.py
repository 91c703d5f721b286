"""Whole-body vibration A(8): properties and findings."""

import json
import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ergo.errors import InputError
from ergo.methods.wbv_a8_2002 import METHOD, score

AXES = ("aw_x_ms2", "aw_y_ms2", "aw_z_ms2")
OPERATION = st.fixed_dictionaries(
    {axis: st.floats(0.01, 3) for axis in AXES} | {"total_h": st.floats(0.1, 4), "jolts": st.just(False)}
)
DRIVE = {"aw_x_ms2": 0.2, "aw_y_ms2": 0.25, "aw_z_ms2": 0.6, "total_h": 4, "jolts": False}


def codes(result):
    return [finding.code for finding in result.findings]


def day(operations):
    return score(**METHOD.inputs.columns(operations))


@given(OPERATION, st.floats(0.1, 0.9))
def test_dividing_an_operation_changes_nothing(operation, share):
    whole = score(**operation)
    hours = operation["total_h"]
    parts = [operation | {"total_h": hours * share}, operation | {"total_h": hours * (1 - share)}]
    assert day(parts).score == pytest.approx(whole.score, rel=1e-12)


@given(st.lists(OPERATION, min_size=1, max_size=4))
def test_the_largest_axis_is_taken_after_summing(operations):
    result = day(operations)
    by_axis = {}
    for axis, k in zip("xyz", (1.4, 1.4, 1.0), strict=True):
        energy = sum((k * one[f"aw_{axis}_ms2"]) ** 2 * one["total_h"] / 8 for one in operations)
        by_axis[axis] = math.sqrt(energy)
        assert result.intermediates[f"a8_{axis}_ms2"] == pytest.approx(by_axis[axis], rel=1e-12)
    assert result.score == pytest.approx(max(by_axis.values()), rel=1e-12)
    assert result.intermediates["points"] == pytest.approx((result.score / 0.5) ** 2 * 100, rel=1e-12)


@given(st.lists(OPERATION, min_size=1, max_size=3), st.floats(0, 4), st.sampled_from((*AXES, "total_h")))
def test_stronger_or_longer_never_lowers_the_exposure(operations, more, field):
    worse = [operations[0] | {field: operations[0][field] + more}, *operations[1:]]
    assert day(worse).score >= day(operations).score - 1e-12


@given(st.lists(OPERATION, min_size=1, max_size=3), st.sampled_from(["action", "limit"]))
def test_the_time_left_reaches_the_value_exactly(operations, name):
    value = {"action": 0.5, "limit": 1.15}[name]
    result = day(operations)
    left = result.intermediates[f"remaining_to_{name}_h"][0]
    if result.score >= value:
        assert left == 0
        return
    assume(left + sum(one["total_h"] for one in operations) <= 24)
    assume(operations[0]["total_h"] + left <= 24)
    longer = [operations[0] | {"total_h": operations[0]["total_h"] + left}, *operations[1:]]
    assert day(longer).score == pytest.approx(value, rel=1e-9)


@given(st.lists(OPERATION, min_size=1, max_size=3), st.sampled_from(["action", "limit"]))
def test_hours_until_a_value_keep_the_mix_of_operations(operations, name):
    value = {"action": 0.5, "limit": 1.15}[name]
    steps = day(operations).intermediates
    factor = steps[f"hours_to_{name}"] / steps["hours"]
    assume(factor * steps["hours"] <= 24)
    scaled = [one | {"total_h": one["total_h"] * factor} for one in operations]
    assert day(scaled).score == pytest.approx(value, rel=1e-9)


@given(st.lists(st.lists(OPERATION, min_size=2, max_size=2), min_size=2, max_size=3))
def test_days_of_an_array_score_as_each_by_itself(days):
    columns = {
        name: np.array([[one[name] for one in operations] for operations in days]) for name in days[0][0]
    }
    together = score(**columns)
    for row, operations in enumerate(days):
        alone = day(operations)
        assert together.score[row] == alone.score
        assert together.intermediates["axis"][row] == alone.intermediates["axis"]
        np.testing.assert_array_equal(
            together.intermediates["remaining_to_limit_h"][row], alone.intermediates["remaining_to_limit_h"]
        )


def test_no_vibration_leaves_no_time_limit():
    result = score(**DRIVE | dict.fromkeys(AXES, 0))
    assert result.score == 0
    assert result.intermediates["hours_to_action"] is None
    assert np.isinf(result.intermediates["remaining_to_action_h"]).all()
    assert result.as_dict()["intermediates"]["remaining_to_action_h"] == [None]


@pytest.mark.parametrize(
    ("a8", "directive", "zone"),
    [
        (0.46, "below the action value", "below the caution zone"),
        (0.47, "below the action value", "within the caution zone"),
        (0.5, "at or above the action value", "within the caution zone"),
        (0.94, "at or above the action value", "above the caution zone"),
        (1.15, "at or above the action value", "above the caution zone"),
        (1.16, "above the limit value", "above the caution zone"),
    ],
)
def test_directive_and_caution_zone_stand_side_by_side(a8, directive, zone):
    result = score(aw_ms2=a8, total_h=8, jolts=False)
    assert result.score == pytest.approx(a8)
    assert result.band.label == directive
    assert [band["label"] for band in result.as_dict()["bands"]] == [directive, zone]


def test_germany_sets_a_lower_limit_for_the_vertical_axis():
    vertical = DRIVE | {"aw_z_ms2": 0.9, "total_h": 8}
    assert "over_limit" not in codes(score(**vertical))
    assert "over_limit" in codes(score(**vertical, limits="de"))
    sideways = DRIVE | {"aw_y_ms2": 0.65, "aw_z_ms2": 0.1, "total_h": 8}
    assert "over_limit" not in codes(score(**sideways, limits="de"))
    assert score(**vertical, limits="de").intermediates["hours_to_limit"] == pytest.approx(
        8 * (0.8 / 0.9) ** 2
    )


def test_an_axis_that_was_not_measured_is_said_and_never_taken_as_zero_silently():
    result = score(**DRIVE | {"aw_x_ms2": None})
    assert codes(result) == ["axis_not_measured"]
    assert result.score == score(**DRIVE).score
    assert np.isnan(result.intermediates["vector_total_ms2"]).all()


def test_one_figure_for_the_worst_direction_counts_on_every_axis():
    alone = score(aw_ms2=0.6, total_h=4, jolts=False)
    assert alone.score == pytest.approx(0.6 * math.sqrt(0.5))
    assert codes(alone) == ["worst_direction_only"]
    together = day([DRIVE, {"aw_ms2": 0.6, "total_h": 4, "jolts": False}])
    assert together.score == pytest.approx(math.sqrt((0.6**2 * 4 + 0.6**2 * 4) / 8))
    assert together.as_dict()["findings"][0]["rows"] == [2]


@pytest.mark.parametrize(("jolts", "code"), [(True, "jolts"), (None, "jolts_not_stated")])
def test_jolts_are_asked_for(jolts, code):
    assert codes(score(**DRIVE | {"jolts": jolts})) == [code]


def test_every_step_has_a_name_and_the_result_is_json():
    result = score(**DRIVE)
    assert list(result.intermediates) == list(METHOD.terms)
    assert METHOD.parts == "operations"
    json.dumps(result.as_dict(), allow_nan=False)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (dict.fromkeys(AXES), "Seat vibration, up and down or another direction is needed"),
        ({"total_h": [20, 5]}, "Driving in a shift 25 h adds up to more than a day"),
        ({"total_h": None}, "Driving in a shift is missing"),
        ({"aw_z_ms2": 21}, "Seat vibration, up and down 21 m/s2 is outside 0 to 20 m/s2"),
    ],
)
def test_bad_values_are_refused(change, message):
    with pytest.raises(InputError, match=message):
        score(**DRIVE | change)
