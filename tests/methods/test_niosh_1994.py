"""Revised NIOSH lifting equation: properties, findings, and what the result says."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ergo.errors import InputError
from ergo.methods.niosh_1994 import METHOD, score
from ergo.methods.niosh_equation import (
    Coupling,
    Duration,
    asymmetry_multiplier,
    distance_multiplier,
    duration_class,
    duration_class_of_sessions,
    frequency_multiplier,
    frequency_over_sample,
    horizontal_multiplier,
)
from ergo.methods.result import Severity

STATED = {
    "hands": 2,
    "persons": 1,
    "body_position": "stand",
    "restricted_space": False,
    "unstable": False,
    "person_handling": False,
    "significant_control": False,
}
LIFT = {
    "load_kg": 7,
    "h_origin_cm": 40,
    "v_origin_cm": 60,
    "v_dest_cm": 110,
    "asym_deg": 30,
    "freq_per_min": 2,
    "duration_h": 1.5,
    "coupling": "fair",
} | STATED


def flag():
    return st.one_of(st.none(), st.booleans())


CASES = st.fixed_dictionaries(
    {
        "load_kg": st.floats(0, 60),
        "h_origin_cm": st.floats(0, 80),
        "v_origin_cm": st.floats(0, 200),
        "v_dest_cm": st.floats(0, 200),
        "asym_deg": st.floats(0, 150),
        "freq_per_min": st.one_of(st.floats(0, 20), st.integers(0, 16)),
        "duration_h": st.sampled_from([0.5, 1, 1.5, 2, 3, 8, 9]),
        "coupling": st.sampled_from(["good", "fair", "poor"]),
        "h_dest_cm": st.floats(0, 80),
        "asym_dest_deg": st.floats(0, 150),
        "significant_control": flag(),
        "load_max_kg": st.one_of(st.none(), st.floats(60, 90)),
        "d_travel_cm": st.one_of(st.none(), st.floats(0, 200)),
        "session_min": st.one_of(st.none(), st.floats(10, 120)),
        "recovery_min": st.one_of(st.none(), st.floats(0, 120)),
        "hands": st.sampled_from([None, 1, 2]),
        "persons": st.sampled_from([None, 1, 2]),
        "body_position": st.sampled_from([None, "stand", "sit", "kneel"]),
        "restricted_space": flag(),
        "unstable": flag(),
        "person_handling": flag(),
        "temp_c": st.one_of(st.none(), st.floats(-10, 40)),
    }
)


def index(values) -> float:
    """The lifting index; beyond the limits of the equation it counts as higher than any."""
    found = score(**values).score
    return np.inf if found is None else found


def codes(result) -> list[str]:
    return [finding.code for finding in result.findings]


@given(st.lists(CASES, min_size=2, max_size=5))
def test_an_array_gives_element_by_element_what_single_cases_give(cases):
    together = score(**METHOD.inputs.columns(cases))
    for row, case in enumerate(cases):
        alone = score(**case)
        found = float(np.broadcast_to(together.score, len(cases))[row])
        assert (None if np.isnan(found) else found) == alone.score
        for name, value in alone.intermediates.items():
            step = np.broadcast_to(together.intermediates[name], len(cases))[row].item()
            assert (None if step != step else step) == value, name  # noqa: PLR0124 - NaN
        here = [
            f.code for f in together.findings if f.rows is None or np.broadcast_to(f.rows, len(cases))[row]
        ]
        assert here == codes(alone)


WORSE = {
    "load_kg": (0, 60),
    "h_origin_cm": (0, 80),
    "asym_deg": (0, 150),
    "freq_per_min": (0, 20),
    "duration_h": (0.1, 8),
    "d_travel_cm": (0, 200),
    "h_dest_cm": (0, 80),
    "asym_dest_deg": (0, 150),
}


@pytest.mark.parametrize("field", WORSE)
@given(data=st.data())
def test_heavier_farther_more_often_or_longer_never_lowers_the_index(field, data):
    case = data.draw(CASES) | STATED | {"load_max_kg": None, "significant_control": data.draw(st.booleans())}
    case |= {"d_travel_cm": 50, "duration_h": min(case["duration_h"], 8)}
    low, high = sorted(data.draw(st.tuples(st.floats(*WORSE[field]), st.floats(*WORSE[field]))))
    assert index(case | {field: low}) <= index(case | {field: high})


@given(CASES)
def test_the_load_at_the_weight_limit_has_index_one(case):
    limit = score(**case).intermediates["rwl_kg"]
    if limit:
        again = score(**case | {"load_kg": limit, "load_max_kg": None})
        governing = again.intermediates[
            "li_dest" if again.intermediates["governing_end"] == "end" else "li_origin"
        ]
        assert governing == pytest.approx(1, abs=1e-12)


@given(
    work_min=st.integers(1, 480),
    session_min=st.integers(1, 200),
    recovery_min=st.one_of(st.none(), st.integers(0, 200)),
)
def test_equal_sessions_fall_in_the_class_of_the_general_rule(work_min, session_min, recovery_min):
    whole, rest = divmod(work_min, session_min)
    sessions = [(session_min, recovery_min or 0)] * whole + [(rest, recovery_min or 0)] * (rest > 0)
    expected = duration_class_of_sessions(sessions)
    found = duration_class(work_min / 60, session_min, np.nan if recovery_min is None else recovery_min)
    assert Duration(found) is expected


@given(st.floats(0, 20), st.floats(0, 20), st.sampled_from(list(Duration)), st.sampled_from([30, 90]))
def test_the_frequency_multiplier_never_rises_with_the_rate(one, other, duration, v_cm):
    slow, fast = sorted((one, other))
    # to the last digit: between two rows rounding may lift it by that much
    assert frequency_multiplier(fast, v_cm, duration) <= frequency_multiplier(slow, v_cm, duration) + 1e-15


def test_an_unknown_duration_or_grip_class_is_an_error_not_another_cell():
    with pytest.raises(IndexError):
        frequency_multiplier(1, 50, 3)
    with pytest.raises(IndexError):
        frequency_multiplier(1, 50, np.array([0, -1]))


def test_words_of_the_classes_are_those_of_the_vocabulary():
    words = [choice.value for choice in METHOD.inputs.quantities()["coupling"].choices]
    assert [coupling.name.lower() for coupling in Coupling] == words
    assert METHOD.inputs.quantities()["body_position"].choices[0].value == "stand"


def test_every_step_has_a_name_in_the_order_of_computation():
    assert list(score(**LIFT).intermediates) == list(METHOD.terms)


def test_a_plain_lift_has_no_findings_and_says_its_band_in_both_schemes():
    result = score(**LIFT)
    assert result.findings == ()
    assert result.valid
    assert result.band.label == "at or below 1"
    stored = result.as_dict()
    assert [band["label"] for band in stored["bands"]] == ["at or below 1", "very low"]
    assert "unverified" in stored["bands"][1]["status"]
    assert json.loads(json.dumps(stored, allow_nan=False)) == stored


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"hands": 1}, "one_handed"),
        ({"body_position": "sit"}, "seated_or_kneeling"),
        ({"body_position": "kneel"}, "seated_or_kneeling"),
        ({"restricted_space": True}, "restricted_space"),
        ({"unstable": True}, "unstable"),
        ({"person_handling": True}, "person_handling"),
        ({"persons": 2}, "team_lift"),
        ({"duration_h": 8.25}, "over_8_h"),
        ({"h_origin_cm": 63.1}, "outside_hm_origin"),
        ({"v_origin_cm": 175.1}, "outside_vm_origin"),
        ({"asym_deg": 136}, "outside_am_origin"),
        ({"d_travel_cm": 175.1, "v_dest_cm": None}, "outside_dm"),
        ({"freq_per_min": 15.1}, "outside_fm"),
    ],
)
def test_where_the_equation_does_not_hold_there_is_no_score_but_the_steps(change, code):
    result = score(**LIFT | change)
    assert result.score is None
    assert result.band is None
    assert not result.valid
    assert codes(result) == [code]
    assert result.findings[0].severity is Severity.INVALID
    assert result.intermediates["hm_origin"] is not None
    assert (result.intermediates["rwl_kg"] == 0) == code.startswith("outside")
    assert (result.intermediates["li_origin"] is None) == code.startswith("outside")


END = {"significant_control": True, "h_dest_cm": 40, "asym_dest_deg": 0}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"h_dest_cm": 64}, "outside_hm_dest"),
        ({"v_dest_cm": 176, "d_travel_cm": 100}, "outside_vm_dest"),
        ({"asym_dest_deg": 140}, "outside_am_dest"),
    ],
)
def test_the_end_of_the_lift_counts_only_when_the_load_is_placed_with_care(change, code):
    controlled = score(**LIFT | END | change)
    assert controlled.score is None
    assert code in codes(controlled)
    assert controlled.intermediates["governing_end"] == "end"
    free = score(**LIFT | END | change | {"significant_control": False})
    assert free.score == score(**LIFT | {"d_travel_cm": change.get("d_travel_cm")}).score
    assert code not in codes(free)


def test_with_control_the_lower_weight_limit_decides():
    far_end = score(**LIFT | END | {"h_dest_cm": 60})
    assert far_end.intermediates["governing_end"] == "end"
    assert far_end.score == far_end.intermediates["li_dest"]
    near_end = score(**LIFT | END | {"h_dest_cm": 25})
    assert near_end.intermediates["governing_end"] == "start"
    assert near_end.score == near_end.intermediates["li_origin"]


@pytest.mark.parametrize(
    ("change", "code", "severity"),
    [
        ({"significant_control": None}, "control_not_stated", Severity.CAUTION),
        ({"d_travel_cm": 20}, "travel_differs", Severity.CAUTION),
        ({"temp_c": 30}, "temperature", Severity.CAUTION),
        ({"temp_c": 10}, "temperature", Severity.CAUTION),
        ({"load_max_kg": 40}, "heaviest_above_one", Severity.NOTE),
        ({"freq_per_min": 0.05}, "infrequent", Severity.NOTE),
        ({"hands": None}, "assumed", Severity.NOTE),
        ({"unstable": None}, "assumed", Severity.NOTE),
    ],
)
def test_a_caution_or_note_leaves_the_score(change, code, severity):
    result = score(**LIFT | change)
    assert result.score is not None
    assert [(finding.code, finding.severity) for finding in result.findings] == [(code, severity)]


def test_the_heaviest_load_has_its_own_index():
    result = score(**LIFT | {"load_max_kg": 20})
    assert result.intermediates["li_max"] == pytest.approx(20 / 7 * result.score)


@pytest.mark.parametrize(
    ("change", "costliest"),
    [
        ({"h_origin_cm": 60}, "HM"),
        ({"v_origin_cm": 175, "v_dest_cm": 170, "h_origin_cm": 25, "asym_deg": 0}, "VM"),
        ({"asym_deg": 135, "h_origin_cm": 25}, "AM"),
        ({"freq_per_min": 9, "duration_h": 2}, "FM"),
        (
            {
                "d_travel_cm": 170,
                "v_origin_cm": 75,
                "v_dest_cm": None,
                "h_origin_cm": 25,
                "asym_deg": 0,
                "freq_per_min": 0,
                "duration_h": 1,
            },
            "DM",
        ),
        (
            {
                "coupling": "poor",
                "v_origin_cm": 75,
                "v_dest_cm": 75,
                "h_origin_cm": 25,
                "asym_deg": 0,
                "freq_per_min": 0,
                "duration_h": 1,
            },
            "CM",
        ),
    ],
)
def test_the_multiplier_that_costs_most_and_the_limit_without_it(change, costliest):
    steps = score(**LIFT | change).intermediates
    assert steps["costliest"] == costliest
    name = {"DM": "dm", "FM": "fm"}.get(costliest, f"{costliest.lower()}_origin")
    assert steps["rwl_without_costliest_kg"] * steps[name] == pytest.approx(steps["rwl_kg"])


def test_sessions_with_enough_recovery_count_as_short():
    long = score(**LIFT | {"duration_h": 6})
    short = score(**LIFT | {"duration_h": 6, "session_min": 45, "recovery_min": 45})
    assert (long.intermediates["duration_class"], short.intermediates["duration_class"]) == ("long", "short")
    assert short.score < long.score


def test_rows_of_an_array_say_which_of_them_a_finding_holds_for():
    result = score(**LIFT | {"hands": [2, 1, 2], "h_origin_cm": [40, 40, 70]})
    assert np.isnan(result.score).tolist() == [False, True, True]
    stored = result.as_dict()
    assert {finding["code"]: finding["rows"] for finding in stored["findings"]} == {
        "one_handed": [2],
        "outside_hm_origin": [3],
    }
    assert stored["score"][1:] == [None, None]
    assert stored["bands"][0]["label"] == ["at or below 1", None, None]
    assert result.band is None


def test_inputs_broadcast_and_keep_their_shape():
    grid = score(**LIFT | {"load_kg": np.array([[5.0], [7.0]]), "h_origin_cm": np.array([25.0, 40.0, 60.0])})
    assert grid.score.shape == (2, 3)
    assert grid.score[1, 1] == score(**LIFT).score


def test_the_single_functions_take_arrays():
    assert horizontal_multiplier(np.array([20.0, 50.0, 64.0])).tolist() == [1.0, 0.5, 0.0]
    assert distance_multiplier(np.array([0.0, 25.0, 176.0])).tolist() == [1.0, 1.0, 0.0]
    assert asymmetry_multiplier(np.array([0.0, 136.0])).tolist() == [1.0, 0.0]


@pytest.mark.parametrize(
    ("rate_per_min", "lifting_min", "message"),
    [
        (16, 5, "Lifting rate 16 lifts/min is outside 0 to 15 lifts/min"),
        (10, 16, "Lifting within the sample 16 min is outside 0 to 15 min"),
        (10, -1, "Lifting within the sample -1 min is outside 0 to 15 min"),
    ],
)
def test_the_sampling_procedure_refuses_what_it_is_not_made_for(rate_per_min, lifting_min, message):
    with pytest.raises(InputError, match=message):
        frequency_over_sample(rate_per_min, lifting_min)
