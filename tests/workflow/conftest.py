"""A desk on a store of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ergo.store.database import open_store
from ergo.workflow.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    store = open_store(f"sqlite:///{(tmp_path / 'cases.sqlite').as_posix()}")
    yield Desk(store)
    store.close()
