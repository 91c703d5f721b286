"""A store in a folder of its own, and a case to keep in it."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from ergo.model.base import Measurement
from ergo.model.case import Case
from ergo.model.job import Job, Task, TaskKind
from ergo.model.worker import Worker
from ergo.store.database import Store, open_store


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{(tmp_path / 'cases.sqlite').as_posix()}"


@pytest.fixture
def opened() -> Iterator[Callable[[str], Store]]:
    """Opens stores that are closed when the test ends."""
    stores: list[Store] = []

    def open_one(url: str) -> Store:
        stores.append(open_store(url))
        return stores[-1]

    yield open_one
    for store in stores:
        store.close()


@pytest.fixture
def store(url: str, opened: Callable[[str], Store]) -> Store:
    return opened(url)


@pytest.fixture
def case() -> Case:
    task = Task(
        id="pick",
        name="Pick “fast movers” 📦 <b>low</b>",
        kind=TaskKind.LIFTING,
        minutes_per_shift=120,
        measurements={"lift.load_kg": Measurement(value=12.5, on=date(2026, 1, 5), by="A. N.")},
    )
    return Case(
        id="c1",
        worker=Worker(code="W-1"),
        title="Order picker",
        job=Job(title="Picker", tasks=[task]),
        notes="Zeile eins\nline two \u0000 end",
    )
