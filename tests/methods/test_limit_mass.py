"""Limit mass of ISO 11228-1 and EN 1005-2: properties, findings, and design to the limit."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ergo.methods import en_1005_2_2003, iso_11228_1_2021, load
from ergo.methods.design import design_limit, design_to_limit

LIFT = {
    "load_kg": st.floats(1, 30),
    "h_origin_cm": st.floats(20, 70),
    "v_origin_cm": st.floats(0, 180),
    "d_travel_cm": st.floats(0, 175),
    "asym_deg": st.floats(0, 140),
    "freq_per_min": st.floats(0, 14),
    "duration_h": st.floats(0.1, 13),
    "coupling": st.sampled_from(["good", "fair", "poor"]),
    "hands": st.sampled_from([None, 1, 2]),
    "persons": st.sampled_from([None, 1, 2, 3]),
    "body_position": st.sampled_from([None, "stand", "sit"]),
}
ISO = st.fixed_dictionaries(
    LIFT
    | {"sex": st.sampled_from(["women", "men"]), "age_group": st.sampled_from(["from_20_to_45", "other"])}
)
EN = st.fixed_dictionaries(
    LIFT
    | {
        "users": st.sampled_from(["all_at_work", "adults_at_work"]),
        "other_effort": st.sampled_from([None, False, True]),
    }
)
ONE = {
    "load_kg": 12,
    "h_origin_cm": 35,
    "v_origin_cm": 60,
    "v_dest_cm": 100,
    "asym_deg": 20,
    "freq_per_min": 1,
    "duration_h": 3,
    "coupling": "fair",
    "significant_control": False,
}
GROUP = {"sex": "women", "age_group": "other"}


def codes(result):
    return [finding.code for finding in result.findings]


def same_row_by_row(method, rows):
    together = method.score(**method.inputs.columns(rows))
    for number, row in enumerate(rows):
        alone = method.score(**row)
        found = np.broadcast_to(together.score, len(rows))[number]
        assert (None if np.isnan(found) else found) == alone.score
        assert [f.code for f in together.findings if f.rows is None or f.rows[number]] == codes(alone)


@given(st.lists(ISO, min_size=1, max_size=4))
@settings(deadline=None)
def test_iso_array_scores_as_each_row_by_itself(rows):
    same_row_by_row(iso_11228_1_2021.METHOD, rows)


@given(st.lists(EN, min_size=1, max_size=4))
@settings(deadline=None)
def test_en_array_scores_as_each_row_by_itself(rows):
    same_row_by_row(en_1005_2_2003.METHOD, rows)


@given(ISO, st.floats(0.1, 20))
def test_heavier_never_lowers_the_index(row, more):
    light = iso_11228_1_2021.score(**row)
    if light.score is not None:
        assert iso_11228_1_2021.score(**row | {"load_kg": row["load_kg"] + more}).score > light.score


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"body_position": "sit"}, "not_standing"),
        ({"restricted_space": True}, "restricted_space"),
        ({"unstable": True}, "unstable"),
        ({"person_handling": True}, "person_handling"),
        ({"h_origin_cm": 64}, "outside_hm_origin"),
        ({"freq_per_min": 12}, "outside_fm"),
    ],
)
def test_outside_there_is_no_score(change, code):
    result = iso_11228_1_2021.score(**ONE | GROUP | change)
    assert result.score is None
    assert code in codes(result)


def test_what_every_result_says():
    assert "left_out" in codes(iso_11228_1_2021.score(**ONE, **GROUP))
    en = en_1005_2_2003.score(**ONE, users="all_at_work")
    assert {"unverified", "other_effort_not_stated", "assumed"} <= set(codes(en))
    assert "light" in codes(iso_11228_1_2021.score(**ONE | GROUP | {"load_kg": 2}))
    assert en_1005_2_2003.score(**ONE | {"duration_h": 9}, users="all_at_work").score is None


@pytest.mark.parametrize("field", ["load_kg", "h_origin_cm", "freq_per_min", "asym_deg"])
def test_the_value_found_for_a_limit_scores_the_limit(field):
    for method_id, group in (("iso_11228_1_2021", GROUP), ("en_1005_2_2003", {"users": "all_at_work"})):
        method = load(method_id)
        limit = design_limit(method)
        value = design_to_limit(method, ONE | group, field, limit).nearest(ONE[field])
        if value is not None:
            scored = method.score(**ONE | group | {field: value}).score
            assert scored <= limit + 1e-9
            if field == "load_kg":
                assert scored == pytest.approx(limit, abs=1e-6)


def test_every_step_has_a_name():
    for module, group in ((iso_11228_1_2021, GROUP), (en_1005_2_2003, {"users": "all_at_work"})):
        assert list(module.score(**ONE, **group).intermediates) == list(module.METHOD.terms)
