"""Where cases are kept on each platform, and what is said when they cannot be kept there."""

import sys
from pathlib import Path

import pytest

from ergo.errors import InputError
from ergo.store.database import open_store
from ergo.store.faults import StoreError
from ergo.store.place import data_folder, database_url

VARIABLES = ("ERGO_DATA_DIR", "ERGO_DATABASE_URL", "XDG_DATA_HOME", "LOCALAPPDATA")


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", classmethod(lambda _: tmp_path))


@pytest.mark.parametrize(
    ("platform", "folder"),
    [
        ("linux", ".local/share/ergo"),
        ("darwin", "Library/Application Support/ergo"),
        ("win32", "AppData/Local/ergo"),
    ],
)
def test_folder_of_the_platform(
    platform: str, folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert data_folder() == tmp_path / folder


@pytest.mark.parametrize(("platform", "variable"), [("linux", "XDG_DATA_HOME"), ("win32", "LOCALAPPDATA")])
def test_folder_that_the_platform_names(
    platform: str, variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv(variable, str(tmp_path / "elsewhere"))
    assert data_folder() == tmp_path / "elsewhere" / "ergo"


def test_a_relative_xdg_folder_is_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", "share")
    assert data_folder() == tmp_path / ".local/share/ergo"


def test_own_folder_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ERGO_DATA_DIR", str(tmp_path / "new" / "folder"))
    open_store().close()
    assert (tmp_path / "new" / "folder" / "cases.sqlite").exists()


def test_own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ERGO_DATABASE_URL", f"sqlite:///{(tmp_path / 'own.db').as_posix()}")
    open_store().close()
    assert (tmp_path / "own.db").exists()


def test_an_address_that_is_none_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ERGO_DATABASE_URL", "not an address with secret")
    with pytest.raises(InputError, match="ERGO_DATABASE_URL is not a database address") as refused:
        database_url()
    assert "secret" not in str(refused.value)


def test_a_folder_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "taken").write_text("a file")
    monkeypatch.setenv("ERGO_DATA_DIR", str(tmp_path / "taken" / "folder"))
    with pytest.raises(InputError, match=r"cannot be made.*Set ERGO_DATA_DIR"):
        open_store()


def test_a_folder_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"cannot be written.*ERGO_DATA_DIR"):
        open_store(f"sqlite:///{(tmp_path / 'missing' / 'cases.sqlite').as_posix()}")


@pytest.mark.parametrize("scheme", ["nosuchdatabase", "oracle+nosuchdriver"])
def test_a_database_without_driver_says_so_without_the_password(scheme: str) -> None:
    with pytest.raises(StoreError, match=r"cannot be used|not installed") as refused:
        open_store(f"{scheme}://user:hunter2@localhost/cases")
    assert "hunter2" not in str(refused.value)
    assert "ERGO_DATABASE_URL" in str(refused.value)
