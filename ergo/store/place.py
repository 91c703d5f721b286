"""Where cases are kept: the user's data folder on each platform, unless the environment names another place."""

import os
import sys
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from ergo.errors import InputError

URL_VARIABLE = "ERGO_DATABASE_URL"
FOLDER_VARIABLE = "ERGO_DATA_DIR"
PASSPHRASE_VARIABLE = "ERGO_PASSPHRASE"  # noqa: S105 - the name of a variable
FILE_NAME = "cases.sqlite"


_PLAIN_HEADER = b"SQLite format 3\0"
_PAGE = 4096  # bytes in a page of SQLCipher
_ENCRYPTED = "sqlite+pysqlcipher"


def database_url(url: str | None = None, passphrase: str | None = None) -> URL:
    """The database to open: the one asked for, that of `ERGO_DATABASE_URL`, or a file in the data folder.

    With a passphrase, the one given or that of `ERGO_PASSPHRASE`, a file is opened as an encrypted one. Raises
    InputError when it is no SQLAlchemy URL, or the data folder cannot be made.
    """
    asked = url or os.environ.get(URL_VARIABLE)
    address = _address(asked) if asked else _own_file()
    key = passphrase or os.environ.get(PASSPHRASE_VARIABLE)
    return (
        address.set(drivername=_ENCRYPTED, password=key)
        if key and address.drivername == "sqlite"
        else address
    )


def is_encrypted(address: URL) -> bool:
    """Whether an address is that of an encrypted file."""
    return address.drivername == _ENCRYPTED


def looks_encrypted(path: Path) -> bool:
    """Whether a file may be an encrypted database: whole pages, and not the first line of a plain one."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            return size > 0 and size % _PAGE == 0 and file.read(len(_PLAIN_HEADER)) != _PLAIN_HEADER
    except OSError:
        return False


def place_words(address: URL) -> str:
    """Where a database is, for a person: the file, or the address without its password."""
    is_file = address.get_backend_name() == "sqlite" and address.database
    return str(address.database) if is_file else address.render_as_string(hide_password=True)


def _own_file() -> URL:
    return URL.create("sqlite", database=str(_made(data_folder()) / FILE_NAME))


def _address(asked: str) -> URL:
    try:
        return make_url(asked)
    except ArgumentError as error:
        # The text itself is not repeated: it may hold a password.
        raise InputError(
            f"{URL_VARIABLE} is not a database address. One looks like sqlite:///folder/cases.sqlite or "
            "postgresql+psycopg://user:password@host/database.",
            field=URL_VARIABLE,
        ) from error


def data_folder() -> Path:
    """The folder for this user's data: `ERGO_DATA_DIR`, or where the platform keeps such things."""
    chosen = os.environ.get(FOLDER_VARIABLE)
    if chosen:
        return Path(chosen).expanduser()
    return _platform_folder() / "ergo"


def _platform_folder() -> Path:
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    if sys.platform == "darwin":
        return home / "Library" / "Application Support"
    # The XDG specification says that a relative path is to be ignored.
    chosen = Path(os.environ.get("XDG_DATA_HOME", ""))
    return chosen if chosen.is_absolute() else home / ".local" / "share"


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"The folder for cases, {folder}, cannot be made ({error.strerror}). Set {FOLDER_VARIABLE} to a folder "
            "that you may write to.",
            field=FOLDER_VARIABLE,
            value=str(folder),
        ) from error
    return folder
