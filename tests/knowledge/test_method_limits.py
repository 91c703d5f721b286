"""Limits of methods as their sources print them; what gates by default is stated here again."""

import pytest

from ergo.errors import InputError
from ergo.knowledge.dimensions import Aspect, unit_of
from ergo.knowledge.method_limits import Counts, inform_only, method_limit, method_limits
from ergo.knowledge.sources import Status
from ergo.methods import load, method_ids


def test_what_the_sources_print() -> None:
    """NIOSH 94-110, 1.4.3: 1.0 and 3.0; Directive 2002/44/EC, Article 3: 0.5 and 1.15, 2.5 and 5 m/s2."""
    printed = {row.id: (row.change_above, row.value) for row in method_limits().values()}
    assert printed["lifting_index"] == printed["composite_lifting_index"] == (1.0, 3.0)
    assert printed["whole_body_vibration"] == (0.5, 1.15)
    assert printed["hand_arm_vibration"] == (2.5, 5.0)
    assert printed["energy"][1] == 0.33


def test_the_damage_is_that_of_fifty_per_cent_on_the_curve_of_the_workbook() -> None:
    """1.7229 + 1.0239 log10(d) = 0: d = 0.0208."""
    assert method_limit("lifting_damage").value == pytest.approx(100 * 10 ** (-1.7229 / 1.0239), abs=0.005)
    assert method_limit("lifting_damage").status is Status.DERIVED


def test_what_gates_by_default() -> None:
    """What the law forbids, and an index of a task beyond which nearly all are at increased risk; all else informs."""
    gating = {row.id for row in method_limits().values() if row.gates}
    assert gating == {"lifting_index", "whole_body_vibration", "hand_arm_vibration"}


def test_action_levels_never_gate() -> None:
    assert {"rula_1993", "reba_2000", "rosa_2012"} <= set(inform_only().methods)
    assert not set(inform_only().methods) & {row.method for row in method_limits().values()}


def test_every_limit_is_of_a_method_that_exists_and_in_the_unit_of_its_dose() -> None:
    for row in method_limits().values():
        method = load(row.method)
        assert bool(method.parts) or row.counts is not Counts.TOGETHER
        if row.counts is Counts.DOSE and not row.share_of_peak:
            assert row.unit == unit_of(row.dimension, Aspect.DOSE)
        for prefix in row.beyond_where:
            assert any(code.startswith(prefix) for code in method.findings)
    assert set(inform_only().methods) <= set(method_ids())


def test_a_limit_that_does_not_exist_is_named() -> None:
    with pytest.raises(InputError, match="no limit of a method called 'rula'"):
        method_limit("rula")
