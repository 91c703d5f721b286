"""The committed cases of the benchmark, realistic in size: the checker finds nothing in their plans."""

from datetime import date

import pytest

from benchmarks.plan_cases import plan_case
from ergo.planning.check import check_plan
from ergo.planning.plan import make_plan


@pytest.mark.parametrize("number", range(0, 100, 5))
def test_no_violation(number: int) -> None:
    """In case 70 a certificate lets go of a weight, held between two steps, in a week in which the hours rise."""
    case, ways = plan_case(number)
    assert check_plan(case, make_plan(case, ways, made_on=date(2026, 11, 21)), ways) == []
