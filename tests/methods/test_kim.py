"""Key indicator methods: properties, findings, the range with something unknown, design to a limit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ergo.methods import load
from ergo.methods.design import design_limit, design_to_limit, keeps_limit
from ergo.methods.unknown import score_range

LHC, PP = load("kim_lhc_2019"), load("kim_pp_2002")
NUMBERS = {
    "load_kg": st.floats(3, 60),
    "handlings": st.integers(0, 3000),
    "mass_kg": st.floats(0, 1200),
    "distance_m": st.floats(0, 200),
    "times": st.integers(0, 1200),
}


def cases(method):
    fields = {}
    for name in method.inputs.required():
        row = method.inputs.quantities()[name]
        fields[name] = (
            NUMBERS[name]
            if row.kind == "number"
            else st.sampled_from([c.value for c in row.choices] or [False, True])
        )
    return st.fixed_dictionaries(fields)


def first(method, **change):
    """A case with the first answer everywhere."""
    case = {}
    for name in method.inputs.required():
        row = method.inputs.quantities()[name]
        case[name] = 20 if row.kind == "number" else [*[c.value for c in row.choices], False][0]
    return case | change


def codes(result):
    return [finding.code for finding in result.findings]


@pytest.mark.parametrize("method", [LHC, PP], ids=lambda method: method.id)
class TestBoth:
    @given(data=st.data())
    def test_an_array_scores_as_each_row_by_itself(self, method, data):
        rows = data.draw(st.lists(cases(method), min_size=1, max_size=3))
        together = method.score(**method.inputs.columns(rows))
        for number, row in enumerate(rows):
            alone, found = method.score(**row), together.score[number]
            assert (None if np.isnan(found) else found) == alone.score
            assert [f.code for f in together.findings if f.rows is None or f.rows[number]] == codes(alone)

    def test_every_step_has_a_name(self, method):
        assert list(method.score(**first(method)).intermediates) == list(method.terms)


@given(cases(LHC), st.floats(0, 30), st.integers(0, 500))
def test_heavier_or_more_often_never_lowers_the_score(case, more_kg, more):
    worse = case | {"load_kg": case["load_kg"] + more_kg, "handlings": case["handlings"] + more}
    assert LHC.score(**worse).score >= LHC.score(**case).score


def test_two_persons_share_the_load():
    alone = LHC.score(**first(LHC, load_kg=10)).score
    assert LHC.score(**first(LHC, load_kg=20), persons=2).score == alone


def test_findings_of_loads():
    assert LHC.score(**first(LHC, load_kg=2.9)).score is None
    assert codes(LHC.score(**first(LHC, load_kg=2.9))) == ["below_3_kg"]
    assert LHC.score(**first(LHC), person_handling=True).score is None
    low = {"posture_start": "low", "posture_end": "low"}
    much = {"twist": "often", "far": "often", "arms_raised": "often", "above_shoulder": "often"}
    assert codes(LHC.score(**first(LHC, **low, **much))) == ["added_cut", "crouching"]


def test_every_result_of_the_old_edition_says_so():
    assert codes(PP.score(**first(PP))) == ["superseded"]
    assert "superseded" in PP.edition
    avoided = PP.score(**first(PP, mass_kg=1500))
    assert avoided.score is None
    assert codes(avoided) == ["to_be_avoided", "superseded"]


def test_the_range_with_unknown_answers_holds_every_completion():
    case = first(LHC, load_kg=12, handlings=120)
    possible = {
        name: [c.value for c in LHC.inputs.quantities()[name].choices] for name in ("grip", "posture_end")
    }
    known = {name: value for name, value in case.items() if name not in possible}
    found = score_range(LHC, known, possible)
    scores = [
        LHC.score(**case | {"grip": g, "posture_end": p}).score
        for g in possible["grip"]
        for p in possible["posture_end"]
    ]
    assert (found.low, found.high, found.narrows) == (min(scores), max(scores), "posture_end")


@pytest.mark.parametrize(
    ("method", "field"), [(LHC, "load_kg"), (LHC, "handlings"), (PP, "mass_kg"), (PP, "distance_m")]
)
def test_the_value_found_keeps_the_limit_and_a_little_more_does_not(method, field):
    case = first(method, handlings=200, load_kg=12) if method is LHC else first(method, times=30, mass_kg=450)
    limit = design_limit(method)
    found = design_to_limit(method, case, field, limit)
    for _, high in found.stretches:
        assert keeps_limit(method, method.score(**case | {field: high}).score, limit)
        step = 1 if method.inputs.quantities()[field].whole else 1e-4
        beyond = method.score(**case | {field: high + step}).score
        assert beyond is None or beyond > limit
