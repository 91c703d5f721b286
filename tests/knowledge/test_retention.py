"""How long records are kept: every rule says where it was read."""

import pytest

from ergo.knowledge.retention import retention_rules
from ergo.knowledge.sources import Status


@pytest.mark.parametrize(
    ("place", "years"), [("australia", 7), ("new_zealand", 10), ("ontario", 10), ("uk", 8), ("washington", 5)]
)
def test_years_are_those_of_the_reference(place: str, years: int) -> None:
    assert retention_rules()[place].rule.startswith(f"{years} years")
    assert retention_rules()[place].years == years


def test_what_was_not_read_is_marked() -> None:
    marked = {rule.id for rule in retention_rules().values() if rule.status is Status.MEMORY}
    assert marked == {"us", "eu"}
