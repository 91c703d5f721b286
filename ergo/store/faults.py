"""What can go wrong with a database, said so that a person can act on it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.exc import SQLAlchemyError

from ergo.errors import InputError
from ergo.store.place import (
    FOLDER_VARIABLE,
    PASSPHRASE_VARIABLE,
    URL_VARIABLE,
    is_encrypted,
    looks_encrypted,
    place_words,
)

_DAMAGED = (
    "The database {place} is damaged or is not a database of this program. Nothing was written to it. Move the file to "
    "another folder to keep it, put a copy of it from before in its place if there is one, and start again."
)
_LOCKED = (
    "The database {place} is encrypted: it opens with its passphrase. Nothing was written to it. Give the passphrase, "
    f"or set {PASSPHRASE_VARIABLE}. Without a passphrase a file like this can also be damaged."
)
_DOES_NOT_OPEN = (
    "The database {place} does not open with this passphrase: it is another one, or the file is not encrypted or is "
    "damaged. Nothing was written to it."
)
_NOT_WRITABLE = (
    "The database {place} cannot be written: the file or its folder is read-only for you, or missing. Nothing "
    f"was saved. Change the permission, or set {FOLDER_VARIABLE} to a folder that you may write to."
)
_SQLITE = {
    sqlite3.SQLITE_FULL: "The disk that holds {place} is full. Nothing was saved: make room, then repeat it.",
    sqlite3.SQLITE_READONLY: _NOT_WRITABLE,
    sqlite3.SQLITE_CANTOPEN: _NOT_WRITABLE,
    sqlite3.SQLITE_PERM: _NOT_WRITABLE,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_BUSY: "Another program holds the database {place}. Nothing was saved: close it, then repeat it.",
    sqlite3.SQLITE_IOERR: "The disk that holds {place} does not answer as it should. Nothing was saved: check the "
    "disk and the room left on it, then repeat it.",
}


class StoreError(InputError):
    """The database cannot be read or written; the message says what to do, and nothing was changed."""


class StoreLocked(StoreError):  # noqa: N818 - a state that a passphrase ends
    """The database is encrypted, and the passphrase is missing or another."""


@contextmanager
def told(url: URL) -> Iterator[None]:
    """Turn an error of the database inside the block into a StoreError."""
    try:
        yield
    except (SQLAlchemyError, ImportError) as error:
        locked = _locked(error, url)
        if locked:
            raise StoreLocked(locked.format(place=place_words(url)), field="database") from error
        raise StoreError(_message(error, url), field="database") from error


def _locked(error: Exception, url: URL) -> str | None:
    """What is said where a file may be encrypted: it has not a single byte of a plain database's first line."""
    if _code(error) != sqlite3.SQLITE_NOTADB or not url.database:
        return None
    if is_encrypted(url):
        return _DOES_NOT_OPEN
    return _LOCKED if looks_encrypted(Path(url.database)) else None


def _code(error: Exception) -> int | None:
    """The kind of error by SQLite's own number: the low byte of its extended code."""
    code = getattr(getattr(error, "orig", None), "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def _message(error: Exception, url: URL) -> str:
    cause = getattr(error, "orig", None)
    place = place_words(url)
    known = _SQLITE.get(_code(error) or 0)
    if known is not None:
        return known.format(place=place)
    if isinstance(error, ImportError):
        return f"The driver for the database {place} is not installed: {error}. See {URL_VARIABLE}."
    return f"The database {place} cannot be used: {cause or error}. See {URL_VARIABLE}."
