"""Pictures are kept once under their digest, beside the cases, also in a database from before there were any."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from ergo.errors import InputError
from ergo.model.case import Case
from ergo.store.database import LAYOUT, Store
from ergo.store.faults import StoreError

# printf abc | sha256sum: the first example of FIPS 180-2, appendix B.1
ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
EDITION_1 = """
CREATE TABLE layouts (edition INTEGER NOT NULL PRIMARY KEY);
CREATE TABLE cases (
    id VARCHAR(64) NOT NULL PRIMARY KEY, title VARCHAR(120) NOT NULL, worker_code VARCHAR(120) NOT NULL,
    job_title VARCHAR(120) NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL,
    archived BOOLEAN NOT NULL, version INTEGER NOT NULL
);
CREATE TABLE case_versions (
    case_id VARCHAR(64) NOT NULL REFERENCES cases (id), version INTEGER NOT NULL, saved_at DATETIME NOT NULL,
    note TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (case_id, version)
);
INSERT INTO layouts VALUES (1);
INSERT INTO cases VALUES ('old', 'Old case', 'W-1', '', '2026-01-05 08:00:00', '2026-01-05 08:00:00', 0, 1);
INSERT INTO case_versions VALUES ('old', 1, '2026-01-05 08:00:00', '',
    '{"schema_version": 1, "id": "old", "worker": {"code": "W-1"}}');
"""


def test_bytes_are_kept_once_under_their_digest(store: Store) -> None:
    assert store.attachments.keep(b"abc") == ABC
    assert store.attachments.keep(b"abc") == ABC
    assert store.attachments.load(ABC) == b"abc"
    assert store.attachments.sizes([ABC, "00" * 32]) == {ABC: 3}


def test_unknown_attachment_is_said(store: Store) -> None:
    with pytest.raises(InputError, match="The picture is not in the database"):
        store.attachments.load("00" * 32)


def test_attachment_that_was_changed_on_the_disk_is_not_given_out(store: Store, tmp_path: Path) -> None:
    store.attachments.keep(b"abc")
    with sqlite3.connect(tmp_path / "cases.sqlite") as connection:
        connection.execute("UPDATE attachments SET data = x'00'")
    connection.close()
    with pytest.raises(InputError, match="The picture is damaged"):
        store.attachments.load(ABC)


def test_attachments_outlive_versions_that_no_longer_name_them(store: Store, case: Case) -> None:
    store.save(case)
    digest = store.attachments.keep(b"abc")
    store.save(case, based_on=1)
    store.archive(case.id)
    assert store.attachments.load(digest) == b"abc"


def test_database_of_the_first_edition_is_brought_up_and_keeps_its_cases(
    url: str, tmp_path: Path, opened: Callable[[str], Store]
) -> None:
    with sqlite3.connect(tmp_path / "cases.sqlite") as connection:
        connection.executescript(EDITION_1)
    connection.close()
    store = opened(url)
    assert store.load("old").worker.code == "W-1"
    assert store.attachments.keep(b"abc") == ABC
    with sqlite3.connect(tmp_path / "cases.sqlite") as connection:
        assert connection.execute("SELECT max(edition) FROM layouts").fetchone() == (LAYOUT,)
    connection.close()
    assert opened(url).attachments.load(ABC) == b"abc"


def test_newer_database_is_left_as_it_is(url: str, tmp_path: Path, opened: Callable[[str], Store]) -> None:
    with sqlite3.connect(tmp_path / "cases.sqlite") as connection:
        connection.executescript(
            "CREATE TABLE layouts (edition INTEGER PRIMARY KEY); INSERT INTO layouts VALUES (99)"
        )
    connection.close()
    with pytest.raises(StoreError, match="newer edition"):
        opened(url)
    with sqlite3.connect(tmp_path / "cases.sqlite") as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    connection.close()
    assert tables == [("layouts",)]
