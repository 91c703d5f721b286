"""Where cases are kept: the user's data folder on each platform, unless the environment names another place."""

import os
import sys
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from ergo.errors import InputError

URL_VARIABLE = "ERGO_DATABASE_URL"
FOLDER_VARIABLE = "ERGO_DATA_DIR"
FILE_NAME = "cases.sqlite"


def database_url(url: str | None = None) -> URL:
    """The database to open: the one asked for, that of `ERGO_DATABASE_URL`, or a file in the data folder.

    Raises InputError when it is no SQLAlchemy URL, or the data folder cannot be made.
    """
    asked = url or os.environ.get(URL_VARIABLE)
    if not asked:
        return URL.create("sqlite", database=str(_made(data_folder()) / FILE_NAME))
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
