"""Washington State calculator, HSE filter, back compression, an entered TLV: properties, findings, designs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ergo.methods import load
from ergo.methods.design import design_limit, design_to_limit, sensitivity

NUMBERS = {
    "load_kg": st.floats(0, 60),
    "load_max_kg": st.floats(90, 120),  # never below the usual one
    "freq_per_min": st.floats(0, 15),
    "duration_h": st.floats(0, 10),
    "twist_deg": st.floats(0, 120),
    "body_mass_kg": st.floats(40, 150),
    "trunk_deg": st.floats(-5, 95),
    "lever_arm_cm": st.floats(0, 100),
    "acgih_tlv_kg": st.floats(0.5, 50),
    "asym_deg": st.floats(0, 120),
    "persons": st.sampled_from([1, 2, 3, 4]),
    "hands": st.sampled_from([1, 2]),
}
CASES = {
    "wisha_lifting": {
        "load_kg": 20,
        "height": "below_knee",
        "reach": "middle",
        "freq_per_min": 4,
        "duration_h": 1.5,
        "twist_deg": 60,
    },
    "hse_filter_2016": {
        "load_kg": 20,
        "sex": "women",
        "height": "to_shoulder",
        "reach": "far",
        "freq_per_min": 4,
        "twist_deg": 60,
    },
    "hcbcf_1_0": {"load_kg": 20, "body_mass_kg": 80, "trunk_deg": 60, "lever_arm_cm": 50},
    "acgih_tlv_entered": {"load_kg": 20, "acgih_tlv_kg": 14},
}
METHODS = [load(method_id) for method_id in CASES]


def rows(method):
    fields = {}
    for name, row in method.inputs.quantities().items():
        answers = [c.value for c in row.choices] or [False, True]
        values = NUMBERS.get(name, st.sampled_from(answers))
        fields[name] = values if name in method.inputs.required() else st.one_of(st.none(), values)
    return st.fixed_dictionaries(fields)


def codes(result):
    return [finding.code for finding in result.findings]


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.id)
class TestEach:
    @given(data=st.data())
    def test_an_array_scores_as_each_row_by_itself(self, method, data):
        given_rows = data.draw(st.lists(rows(method), min_size=1, max_size=4))
        together = method.score(**method.inputs.columns(given_rows))
        for number, row in enumerate(given_rows):
            alone, found = method.score(**row), together.score[number]
            assert alone.score == (None if np.isnan(found) else pytest.approx(found, rel=1e-12))
            assert [f.code for f in together.findings if f.rows is None or f.rows[number]] == codes(alone)

    @given(data=st.data(), more=st.floats(0.1, 30))
    def test_heavier_never_lowers_the_score(self, method, data, more):
        row = data.draw(rows(method))
        before = method.score(**row).score
        if before is not None:
            assert method.score(**row | {"load_kg": row["load_kg"] + more}).score > before

    def test_the_load_found_scores_the_limit(self, method):
        case, limit = CASES[method.id], design_limit(method)
        best = design_to_limit(method, case, "load_kg", limit).nearest(60)
        assert best is not None
        assert method.score(**case | {"load_kg": best}).score == pytest.approx(limit, rel=1e-6)

    def test_the_load_is_among_what_costs(self, method):
        gains = {gain.field: gain.gain for gain in sensitivity(method, CASES[method.id])}
        assert gains["load_kg"] > 0

    def test_every_step_has_a_name(self, method):
        assert list(method.score(**CASES[method.id]).intermediates) == list(method.terms)


@pytest.mark.parametrize(
    ("method_id", "change", "code"),
    [
        ("wisha_lifting", {"hands": 1}, "one_handed"),
        ("wisha_lifting", {"persons": 2}, "team_lift"),
        ("wisha_lifting", {"person_handling": True}, "person_handling"),
        ("wisha_lifting", {"freq_per_min": 10, "duration_h": 3}, "no_limit"),
        ("hse_filter_2016", {"persons": 4}, "team_too_large"),
        ("hse_filter_2016", {"body_position": "sit"}, "not_standing"),
        ("hcbcf_1_0", {"trunk_deg": 95}, "trunk_outside"),
        ("hcbcf_1_0", {"hands": 1}, "one_handed"),
        ("acgih_tlv_entered", {"persons": 2}, "team_lift"),
        ("acgih_tlv_entered", {"person_handling": True}, "person_handling"),
    ],
)
def test_what_withholds_the_score(method_id, change, code):
    result = load(method_id).score(**CASES[method_id] | change)
    assert result.score is None
    assert code in codes(result)


def test_what_is_from_memory_is_said_with_every_result():
    for method_id in ("wisha_lifting", "hcbcf_1_0"):
        assert "unverified" in codes(load(method_id).score(**CASES[method_id]))
        assert "unverified" in load(method_id).edition


ENTERED = {
    "load_kg": 8,
    "acgih_tlv_kg": 10,
    "freq_per_min": 6,
    "duration_h": 8,
    "asym_deg": 30,
    "coupling": "fair",
    "hands": 2,
    "body_position": "stand",
    "restricted_space": False,
    "unstable": False,
}


def test_a_limit_value_that_was_entered_is_said_to_be_so():
    assert codes(load("acgih_tlv_entered").score(**ENTERED)) == ["entered"]
    assert load("acgih_tlv_entered").edition == "value entered by the assessor"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"freq_per_min": 6.1}, "lower_value"),
        ({"duration_h": 8.1}, "lower_value"),
        ({"asym_deg": 31}, "lower_value"),
        ({"coupling": "poor"}, "lower_value"),
        ({"hands": 1}, "lower_value"),
        ({"body_position": "kneel"}, "lower_value"),
        ({"restricted_space": True}, "lower_value"),
        ({"unstable": True}, "lower_value"),
        ({"asym_deg": None}, "not_all_known"),
        ({"unstable": None}, "not_all_known"),
        ({"load_max_kg": 11}, "heaviest_above"),
    ],
)
def test_what_asks_for_a_lower_value_than_the_one_entered_is_said(change, code):
    assert codes(load("acgih_tlv_entered").score(**ENTERED | change)) == ["entered", code]
