"""What can happen to a database file is said so that a person can act on it, and loses nothing."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from ergo.errors import InputError
from ergo.model.case import Case
from ergo.store import database
from ergo.store.database import Store, open_store
from ergo.store.faults import StoreError

Opener = Callable[[str], Store]


@pytest.mark.parametrize(
    ("setting", "wanted"), [("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 2)]
)
def test_sqlite_settings(file_store: Store, setting: str, wanted: object) -> None:
    with file_store.engine.connect() as connection:
        assert connection.execute(text(f"PRAGMA {setting}")).scalar() == wanted


def test_a_file_that_is_no_database(file_url: str, tmp_path: Path) -> None:
    (tmp_path / "cases.sqlite").write_bytes(b"Dear diary, " * 1000)
    with pytest.raises(StoreError, match="damaged or is not a database") as refused:
        open_store(file_url)
    assert "cases.sqlite" in str(refused.value)
    assert (tmp_path / "cases.sqlite").read_bytes().startswith(b"Dear diary")


def test_a_damaged_database(
    file_store: Store, file_url: str, tmp_path: Path, case: Case, opened: Opener
) -> None:
    file_store.save(case)
    file_store.close()
    file = tmp_path / "cases.sqlite"
    whole = file.read_bytes()
    header = 100
    file.write_bytes(whole[:header] + b"\xff" * (len(whole) - header))
    with pytest.raises(StoreError, match="damaged or is not a database"):
        opened(file_url).load("c1")


def test_a_damaged_version_is_said_and_the_others_open(
    file_store: Store, file_url: str, tmp_path: Path, case: Case
) -> None:
    file_store.save(case)
    file_store.save(case, based_on=1)
    with sqlite3.connect(tmp_path / "cases.sqlite") as connection:
        connection.execute("DROP TRIGGER versions_no_update")
        connection.execute("UPDATE versions SET document = x'00' WHERE version = 2")
    connection.close()
    with pytest.raises(InputError, match="Version 2 of case 'c1' is damaged"):
        file_store.load("c1")
    assert file_store.load("c1", 1) == case


def test_a_full_disk(file_url: str, opened: Opener, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = database._sqlite_settings

    def with_little_room(connection: sqlite3.Connection, record: object) -> None:
        settings(connection, record)
        connection.execute("PRAGMA max_page_count=40")

    monkeypatch.setattr(database, "_sqlite_settings", with_little_room)
    store = opened(file_url)
    store.save(case)
    case.notes = "x" * 4000
    with pytest.raises(StoreError, match=r"is full\. Nothing was saved: make room") as refused:  # noqa: PT012
        for version in range(1, 200):
            store.save(case, based_on=version)
    assert "cases.sqlite" in str(refused.value)
    newest = store.newest("c1")
    assert len(store.versions("c1")) == newest
    assert store.load("c1").notes == ("x" * 4000 if newest > 1 else case.notes)


def test_a_read_only_database(file_store: Store, tmp_path: Path, case: Case, opened: Opener) -> None:
    file_store.save(case)
    path = (tmp_path / "cases.sqlite").as_posix()
    read_only = opened(f"sqlite:///file:{path}?mode=ro&uri=true")
    assert read_only.load("c1") == case
    with pytest.raises(StoreError, match=r"cannot be written.*ERGO_DATA_DIR"):
        read_only.save(case, based_on=1)


def test_a_database_that_another_program_holds(
    file_url: str, tmp_path: Path, opened: Opener, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_WAIT_S", 0.1)
    store = opened(file_url)
    store.save(case)
    holder = sqlite3.connect(tmp_path / "cases.sqlite", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="Another program holds the database"):
        store.save(case, based_on=1)
    holder.execute("ROLLBACK")
    holder.close()
    assert store.save(case, based_on=1) == 2
