"""What holds for every method: one case scores as the same row of an array, and edges of a design are exact."""

import math

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ergo.errors import InputError
from ergo.methods import load, method_ids
from ergo.methods.design import course, design_limit, design_to_limit, keeps_limit

METHODS = [load(method_id) for method_id in method_ids()]
OF_ONE_TASK = [method for method in METHODS if not method.parts]
WITH_A_LIMIT = [method for method in OF_ONE_TASK if method.bands[0].bands[0].high is not None]
SEEDS = st.integers(0, 2**32 - 1)
# Ways of entering one thing that contradict each other in most random cases; each method has tests of its own for them.
LEFT_OUT = {"load_max_kg", "d_travel_cm"}


def any_value(random, row):
    if row.kind == "flag":
        return bool(random.integers(2))
    if row.kind == "choice":
        return row.choices[random.integers(len(row.choices))].value
    # Half of the numbers lie in the lowest hundredth of their range, where work lies and most edges are.
    high = row.high if random.integers(2) else row.low + (row.high - row.low) / 100
    value = random.uniform(row.low, high)
    return float(math.floor(value)) if row.whole else float(value)


def a_case(random, method):
    """Any value for each field, and nothing for some of those that may be unknown."""
    required = method.inputs.required()
    return {
        name: any_value(random, row)
        for name, row in method.inputs.quantities().items()
        if name not in LEFT_OUT and (name in required or random.integers(3))
    }


def scored(method, values):
    try:
        return method.score(**values)
    except InputError:
        return None


def same(one, other):
    if isinstance(one, str):
        return one == other
    one, other = (math.nan if value is None else float(value) for value in (one, other))
    return one == pytest.approx(other, rel=1e-12, abs=1e-12, nan_ok=True)


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.id)
@given(seed=SEEDS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_one_case_scores_as_its_row_of_an_array(method, seed):
    random = np.random.default_rng(seed)
    cases = [case for case in (a_case(random, method) for _ in range(6)) if scored(method, case)]
    if not cases:
        return
    columns = {
        name: column[:, np.newaxis] if method.parts else column
        for name, column in method.inputs.columns(cases).items()
    }
    together = method.score(**columns)
    for row, case in enumerate(cases):
        alone = method.score(**case)
        assert same(np.ravel(np.broadcast_to(together.score, len(cases)))[row], alone.score)
        holding = {f.code for f in together.findings if f.rows is None or np.ravel(f.rows)[row]}
        assert holding == {finding.code for finding in alone.findings}
        if not method.parts:
            for name, step in alone.intermediates.items():
                assert same(np.broadcast_to(together.intermediates[name], len(cases))[row], step), name


@pytest.mark.parametrize("method", OF_ONE_TASK, ids=lambda method: method.id)
@given(seed=SEEDS)
@settings(max_examples=15, deadline=None)
def test_the_row_of_a_contradiction_is_named(method, seed):
    """The first row that cannot be scored by itself is the row that the whole is refused for."""
    random = np.random.default_rng(seed)
    cases = [a_case(random, method) for _ in range(5)]
    bad = next((row for row, case in enumerate(cases, start=1) if not scored(method, case)), None)
    if bad is None:
        return
    with pytest.raises(InputError) as refused:
        method.score(**method.inputs.columns(cases))
    assert refused.value.row is not None
    assert not scored(method, cases[refused.value.row - 1])


@pytest.mark.parametrize("method", OF_ONE_TASK, ids=lambda method: method.id)
def test_a_value_out_of_range_names_field_value_unit_range_and_row(method):
    random = np.random.default_rng(3)
    for name, row in method.inputs.quantities().items():
        if row.kind != "number":
            continue
        case = a_case(random, method) | {name: row.low}
        columns = method.inputs.columns([case, case, case | {name: row.high * 2 + 1}])
        with pytest.raises(InputError) as refused:
            method.score(**columns)
        error = refused.value
        assert (error.field, error.row, error.unit or "") == (row.label, 3, row.unit)
        assert (error.value, error.low, error.high) == (row.high * 2 + 1, row.low, row.high)


@pytest.mark.parametrize("method", WITH_A_LIMIT, ids=lambda method: method.id)
@given(seed=SEEDS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_the_edge_of_every_design_keeps_the_limit_and_just_beyond_it_does_not(method, seed):
    random = np.random.default_rng(seed)
    limit = design_limit(method)
    for name, row in method.inputs.quantities().items():
        case = a_case(random, method)
        if row.kind != "number" or name in LEFT_OUT or scored(method, case) is None:
            continue
        found = course(method, case, name)
        design = design_to_limit(method, case, name, limit)
        for end, way in ((end, way) for low, high in design.stretches for end, way in ((low, -1), (high, 1))):
            kept = scored(method, case | {name: end})
            assert kept is not None
            assert keeps_limit(method, kept.score, limit)
            beyond = end + way * (1 if row.whole else 1e-6 * max(1.0, abs(end)))
            if found.low <= beyond <= found.high:
                after = scored(method, case | {name: beyond})
                assert after is None or after.score is None or not keeps_limit(method, after.score, limit)
