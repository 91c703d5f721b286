"""Hand-arm vibration A(8): properties and findings."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ergo.errors import InputError
from ergo.methods.hav_a8_2002 import METHOD, score

TOOL = st.fixed_dictionaries({"ahv_ms2": st.floats(0.1, 30), "trigger_min": st.floats(1, 300)})


def day(tools):
    return score(**METHOD.inputs.columns(tools))


@given(st.lists(TOOL, min_size=1, max_size=4))
def test_points_of_tools_add_up(tools):
    points = sum(score(**tool).intermediates["points"] for tool in tools)
    assert day(tools).intermediates["points"] == pytest.approx(points, rel=1e-12)


@given(TOOL, st.sampled_from([("action", 2.5), ("limit", 5.0)]))
def test_after_the_hours_until_a_value_it_is_reached(tool, value):
    name, a8 = value
    minutes = score(**tool).intermediates[f"hours_to_{name}"] * 60
    if minutes <= 1440:
        assert score(**tool | {"trigger_min": minutes}).score == pytest.approx(a8, rel=1e-9)


@pytest.mark.parametrize(
    ("a8", "label", "found"),
    [
        (2.4, "below the action value", []),
        (2.5, "at or above the action value", []),
        (5.0, "at or above the action value", []),
        (5.1, "above the limit value", ["over_limit"]),
    ],
)
def test_bands(a8, label, found):
    result = score(ahv_ms2=a8, trigger_min=480)
    assert result.band.label == label
    assert [finding.code for finding in result.findings] == found


def test_a_tool_that_does_not_run_leaves_no_time_limit_and_no_years():
    still = score(ahv_ms2=7, trigger_min=0)
    assert still.score == 0
    assert still.intermediates["hours_to_action"] is None
    assert still.intermediates["white_finger_years"] is None


def test_every_step_has_a_name_and_the_result_is_json():
    result = score(ahv_ms2=4, trigger_min=60)
    assert list(result.intermediates) == list(METHOD.terms)
    json.dumps(result.as_dict(), allow_nan=False)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"trigger_min": [800, 800]}, "Trigger time 1600 min adds up to more than a day"),
        ({"ahv_ms2": None}, "Vibration of the tool, three directions together is missing"),
    ],
)
def test_bad_values_are_refused(change, message):
    with pytest.raises(InputError, match=message):
        score(**{"ahv_ms2": 4, "trigger_min": 60} | change)
