"""Pictures are kept once under their digest, beside the cases, also in a database from before there were any."""

import sqlite3
from pathlib import Path

import pytest

from ergo.errors import InputError
from ergo.model.case import Case
from ergo.store.database import Store

# printf abc | sha256sum: the first example of FIPS 180-2, appendix B.1
ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_bytes_are_kept_once_under_their_digest(store: Store) -> None:
    assert store.attachments.keep(b"abc") == ABC
    assert store.attachments.keep(b"abc") == ABC
    assert store.attachments.load(ABC) == b"abc"
    assert store.attachments.sizes([ABC, "00" * 32]) == {ABC: 3}


def test_unknown_attachment_is_said(store: Store) -> None:
    with pytest.raises(InputError, match="The picture is not in the database"):
        store.attachments.load("00" * 32)


def test_attachment_that_was_changed_on_the_disk_is_not_given_out(file_store: Store, tmp_path: Path) -> None:
    file_store.attachments.keep(b"abc")
    with sqlite3.connect(tmp_path / "cases.sqlite") as connection:
        connection.execute("UPDATE attachments SET data = x'00'")
    connection.close()
    with pytest.raises(InputError, match="The picture is damaged"):
        file_store.attachments.load(ABC)


def test_attachments_outlive_versions_that_no_longer_name_them(store: Store, case: Case) -> None:
    store.save(case)
    digest = store.attachments.keep(b"abc")
    store.save(case, based_on=1)
    store.archive(case.id)
    assert store.attachments.load(digest) == b"abc"
