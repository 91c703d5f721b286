"""A back-up holds everything, is checked before it is called done, and comes back into an empty database only."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from ergo.errors import InputError
from ergo.model.case import Case
from ergo.model.settings import Settings
from ergo.store.backup import back_up, backed_up, bring_back, encrypt
from ergo.store.database import Store, open_store
from ergo.store.faults import StoreLocked
from ergo.store.verify import faults

Opener = Callable[[str], Store]
PASSPHRASE = "correct horse/ battery:@ staple"  # noqa: S105


def filled(store: Store, case: Case) -> Store:
    store.save(case, note="new", who="OT 1")
    store.save(case.model_copy(update={"notes": "second"}), based_on=1)
    store.attachments.keep(b"abc")
    store.settings.save(Settings(country="GB"))
    store.archive("c1")
    return store


def test_a_back_up_comes_back_with_everything(
    store: Store, case: Case, tmp_path: Path, opened: Opener
) -> None:
    filled(store, case)
    assert back_up(store, tmp_path / "copy.sqlite") == 1
    assert backed_up(store)[:16] == b"SQLite format 3\0"
    empty = opened(f"sqlite:///{(tmp_path / 'other.sqlite').as_posix()}")
    assert bring_back(tmp_path / "copy.sqlite", empty) == 1
    assert (empty.load("c1").notes, empty.load("c1", 1)) == ("second", case)
    assert [row.id for row in empty.cases(archived=True)] == ["c1"]
    assert empty.settings.load().country == "GB"
    assert empty.trail.entries() == store.trail.entries()
    assert faults(empty) == []
    assert sorted(file.name for file in tmp_path.iterdir() if "copy" in file.name) == ["copy.sqlite"]


def test_a_back_up_of_a_file_comes_back_on_any_kind_of_database(
    file_store: Store, url: str, case: Case, tmp_path: Path, opened: Opener
) -> None:
    back_up(filled(file_store, case), tmp_path / "copy.sqlite")
    if url.startswith("sqlite"):
        url = f"sqlite:///{(tmp_path / 'other.sqlite').as_posix()}"
    target = opened(url)
    bring_back(tmp_path / "copy.sqlite", target)
    assert target.load("c1").notes == "second"
    assert faults(target) == []


def test_nothing_is_overwritten(file_store: Store, case: Case, tmp_path: Path) -> None:
    filled(file_store, case)
    (tmp_path / "there").write_text("mine")
    with pytest.raises(InputError, match="is there already"):
        back_up(file_store, tmp_path / "there")
    assert (tmp_path / "there").read_text() == "mine"
    back_up(file_store, tmp_path / "copy.sqlite")
    with pytest.raises(InputError, match=r"holds cases; a back-up is only brought back into an empty one"):
        bring_back(tmp_path / "copy.sqlite", file_store)
    with pytest.raises(InputError, match="There is no back-up"):
        bring_back(tmp_path / "nothing", file_store)


def test_a_damaged_back_up_is_refused(file_store: Store, case: Case, tmp_path: Path, opened: Opener) -> None:
    back_up(filled(file_store, case), tmp_path / "copy.sqlite")
    with sqlite3.connect(tmp_path / "copy.sqlite") as connection:
        connection.execute("DROP TRIGGER versions_no_delete")
        connection.execute("DELETE FROM versions WHERE version = 1")
    connection.close()
    empty = opened(f"sqlite:///{(tmp_path / 'other.sqlite').as_posix()}")
    with pytest.raises(
        InputError, match="is not whole: Case c1, version 1: it was saved and is no longer there"
    ):
        bring_back(tmp_path / "copy.sqlite", empty)
    assert empty.cases(archived=True) == []


def test_a_damaged_store_gives_no_back_up(file_store: Store, case: Case, tmp_path: Path) -> None:
    filled(file_store, case)
    with file_store.engine.begin() as connection:
        connection.execute(text("UPDATE cases SET version = 7"))
    with pytest.raises(InputError, match="The copy is not whole"):
        back_up(file_store, tmp_path / "copy.sqlite")
    assert [file for file in tmp_path.iterdir() if "copy" in file.name] == []


def test_an_encrypted_file_opens_with_its_passphrase_alone(
    file_store: Store, file_url: str, case: Case, tmp_path: Path
) -> None:
    filled(file_store, case)
    path = encrypt(file_store, PASSPHRASE)
    data = path.read_bytes()
    assert b"SQLite format 3" not in data
    assert b"W-1" not in data
    assert b"c1" not in data[:4096]
    assert [file.name for file in tmp_path.iterdir() if file.suffix != ".sqlite"] == []
    with pytest.raises(StoreLocked, match=r"is encrypted: it opens with its passphrase.*ERGO_PASSPHRASE"):
        open_store(file_url)
    with pytest.raises(StoreLocked, match="does not open with this passphrase"):
        open_store(file_url, "another")
    store = open_store(file_url, PASSPHRASE)
    assert store.encrypted
    assert PASSPHRASE not in store.place
    assert store.load("c1").notes == "second"
    assert store.save(case, based_on=2) == 3
    assert faults(store) == []
    store.close()


def test_the_passphrase_may_stand_in_the_environment(
    file_store: Store, file_url: str, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(file_store, case)
    encrypt(file_store, PASSPHRASE)
    monkeypatch.setenv("ERGO_PASSPHRASE", PASSPHRASE)
    store = open_store(file_url)
    assert store.load("c1").notes == "second"
    store.close()


def test_an_encrypted_back_up(file_store: Store, case: Case, tmp_path: Path, opened: Opener) -> None:
    back_up(filled(file_store, case), tmp_path / "copy", PASSPHRASE)
    empty = opened(f"sqlite:///{(tmp_path / 'other.sqlite').as_posix()}")
    with pytest.raises(StoreLocked):
        bring_back(tmp_path / "copy", empty)
    assert bring_back(tmp_path / "copy", empty, PASSPHRASE) == 1
    with pytest.raises(InputError, match="Only a plain database file can be encrypted"):
        encrypt(open_store(f"sqlite:///{(tmp_path / 'copy').as_posix()}", PASSPHRASE), "x")
