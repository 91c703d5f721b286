"""What can go wrong with a database, said so that a person can act on it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import SQLAlchemyError

from ergo.errors import InputError
from ergo.store.place import FOLDER_VARIABLE, URL_VARIABLE

_DAMAGED = (
    "The database {place} is damaged or is not a database of this program. Nothing was written to it. Move the file to "
    "another folder to keep it, put a copy of it from before in its place if there is one, and start again."
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


@contextmanager
def told(url: URL) -> Iterator[None]:
    """Turn an error of the database inside the block into a StoreError."""
    try:
        yield
    except (SQLAlchemyError, ImportError) as error:
        raise StoreError(_message(error, url), field="database") from error


def _message(error: Exception, url: URL) -> str:
    cause = getattr(error, "orig", None)
    place = url.database if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)
    # The low byte of SQLite's extended code is the kind of error.
    code = getattr(cause, "sqlite_errorcode", None)
    known = None if code is None else _SQLITE.get(code & 0xFF)
    if known is not None:
        return known.format(place=place)
    if isinstance(error, ImportError):
        return f"The driver for the database {place} is not installed: {error}. See {URL_VARIABLE}."
    return f"The database {place} cannot be used: {cause or error}. See {URL_VARIABLE}."
