"""Long arrays are computed in blocks of rows: nothing but the speed may tell."""

import numpy as np
import pytest

from ergo.errors import InputError
from ergo.methods import base, load
from ergo.methods.base import Findings, Steps, joined
from ergo.methods.niosh_equation import DATA

ROWS = 103


def lifts():
    """Lifts of which only the later ones have a known end and a heaviest load."""
    random = np.random.default_rng(7)
    late = np.arange(ROWS) >= 60
    return {
        "load_kg": random.uniform(1, 30, ROWS),
        "load_max_kg": np.where(late, 35.0, np.nan),
        "h_origin_cm": random.uniform(20, 70, ROWS),
        "v_origin_cm": random.uniform(0, 180, ROWS),
        "v_dest_cm": random.uniform(0, 180, ROWS),
        "h_dest_cm": np.where(late, 40.0, np.nan),
        "asym_deg": random.uniform(0, 140, ROWS),
        "asym_dest_deg": np.where(late, 30.0, np.nan),
        "freq_per_min": random.uniform(0, 16, ROWS),
        "duration_h": random.uniform(0.1, 8, ROWS),
        "coupling": np.array(["good", "fair", "poor"])[random.integers(0, 3, ROWS)],
        "significant_control": late,
    }


def days():
    """Days of two operations."""
    random = np.random.default_rng(8)
    axes = {f"aw_{axis}_ms2": random.uniform(0, 2, (ROWS, 2)) for axis in "xyz"}
    return axes | {
        "total_h": random.uniform(0, 5, (ROWS, 2)),
        "jolts": np.arange(2 * ROWS).reshape(-1, 2) > 90,
    }


@pytest.mark.parametrize(("method_id", "values"), [("niosh_1994", lifts()), ("wbv_a8_2002", days())])
def test_blocks_give_what_the_whole_gives(monkeypatch, method_id, values):
    whole = load(method_id).score(**values)
    steps = dict(whole.intermediates)
    monkeypatch.setattr(base, "BLOCK_ROWS", 10)
    blocks = load(method_id).score(**values)
    np.testing.assert_array_equal(blocks.score, whole.score)
    assert list(blocks.intermediates) == list(steps)
    for name, step in steps.items():
        np.testing.assert_array_equal(blocks.intermediates[name], step, err_msg=name)
    assert blocks.findings == whole.findings
    assert len(whole.findings) > 1
    for of_blocks, of_whole in zip(blocks.findings, whole.findings, strict=True):
        np.testing.assert_array_equal(of_blocks.rows, of_whole.rows, err_msg=of_whole.code)


def test_a_refusal_names_the_row_among_all_rows(monkeypatch):
    monkeypatch.setattr(base, "BLOCK_ROWS", 10)
    values = lifts()
    values["load_max_kg"][77] = 0
    with pytest.raises(InputError, match=r"^row 78: Heaviest load 0 kg is below the usual load") as refused:
        load("niosh_1994").score(**values)
    assert refused.value.row == 78


def test_arrays_of_different_shape_broadcast_at_any_length(monkeypatch):
    monkeypatch.setattr(base, "BLOCK_ROWS", 10)
    method = load("strength_dot_1991")
    loads, more = np.linspace(0, 50, 30)[:, np.newaxis], np.linspace(0, 20, 4)
    table = method.score(load_occasional_kg=loads, load_frequent_kg=more, load_constant_kg=0).score
    assert table.shape == (30, 4)
    assert (
        table[20, 3]
        == method.score(load_occasional_kg=loads[20, 0], load_frequent_kg=more[3], load_constant_kg=0).score
    )


def test_what_is_the_same_in_every_block_stays_one_value():
    assert np.isnan(joined([np.nan, np.nan], [2, 1]))
    assert joined(["start", "start"], [2, 1]) == "start"
    assert joined(["start", np.array(["end"])], [2, 1]).tolist() == ["start", "start", "end"]
    assert joined([True, False], [1, 2]).tolist() == [True, False, False]


def test_a_finding_of_one_block_marks_its_rows_alone():
    first, second = Findings(DATA), Findings(DATA)
    first.add("unstable", where=False)
    second.add("unstable", where=True)
    (found,) = Findings.joined([first, second], [2, 1])
    assert found.rows.tolist() == [False, False, True]


def test_steps_are_computed_once_and_only_when_asked_for():
    calls = []

    def compute():
        calls.append(1)
        return {"hm": 0.5, "vm": 1.0}

    steps = Steps(compute)
    assert not calls
    assert (steps["hm"], len(steps), dict(steps)) == (0.5, 2, {"hm": 0.5, "vm": 1.0})
    assert calls == [1]
