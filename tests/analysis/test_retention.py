"""Until when a record is kept by the rule that was chosen for it."""

from datetime import date

import pytest

from ergo.analysis.retention import kept_until, retention_of
from ergo.knowledge.retention import retention_rules
from ergo.model.case import Case
from ergo.model.worker import Worker


@pytest.mark.parametrize(
    ("rule_id", "last_entry", "until"),
    [
        ("australia", date(2026, 11, 22), date(2033, 11, 22)),
        ("washington", date(2024, 2, 28), date(2029, 2, 28)),
        ("washington", date(2024, 2, 29), date(2029, 3, 1)),
        ("uk", date(2024, 2, 29), date(2032, 2, 29)),
        ("eu", date(2026, 11, 22), None),
    ],
)
def test_the_term_is_counted_from_the_last_entry(rule_id: str, last_entry: date, until: date | None) -> None:
    assert kept_until(retention_rules()[rule_id], last_entry) == until


def test_the_rule_of_the_case_goes_before_that_of_the_settings() -> None:
    case = Case(worker=Worker(code="W-1"))
    assert retention_of(case, "") is None
    usual = retention_of(case, "uk")
    assert usual is not None
    assert usual.id == "uk"
    case.retention_id = "ontario"
    own = retention_of(case, "uk")
    assert own is not None
    assert own.id == "ontario"
