"""A program that is killed while it saves loses no edit that it had committed, on any kind of database."""

from collections.abc import Callable

import pytest

from ergo.store.database import Store
from tests.store.killing import committed_until_killed, faults_after


@pytest.mark.parametrize("seed", range(4))
def test_kill_while_saving(seed: int, url: str, opened: Callable[[str], Store]) -> None:
    committed = committed_until_killed(url, seed)
    assert committed >= 1
    assert faults_after(opened(url), committed) == []
