"""The settings of the tool are kept beside the cases, and a damaged row is said."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from ergo.errors import InputError
from ergo.model.settings import DateStyle, Paper, Settings
from ergo.store.database import Store
from ergo.units import UnitSystem

Opener = Callable[[str], Store]


def test_usual_settings_before_anything_is_saved(store: Store) -> None:
    assert store.settings.load() == Settings()


def test_settings_are_there_after_a_restart(store: Store, url: str, opened: Opener) -> None:
    ours = Settings(
        units=UnitSystem.US,
        country="US",
        region="WA",
        scheme_id="washington",
        paper=Paper.LETTER,
        dates=DateStyle.MONTH_FIRST,
    )
    store.settings.save(Settings(country="GB"))
    store.settings.save(ours)
    store.close()
    assert opened(url).settings.load() == ours


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ("{ no", "damaged or of another kind: line 1"),
        ('{"paper": "a0"}', "paper 'a0' is not one"),
        ('{"theme": "dark"}', "theme 'dark' is not one"),
        ("[]", "settings .* is not one"),
    ],
)
def test_damaged_settings_are_said(file_store: Store, tmp_path: Path, document: str, message: str) -> None:
    with sqlite3.connect(tmp_path / "cases.sqlite") as connection:
        connection.execute("INSERT INTO settings VALUES (1, ?)", [document])
    connection.close()
    with pytest.raises(InputError, match=message):
        file_store.settings.load()
    file_store.settings.save(Settings(country="GB"))
    assert file_store.settings.load().country == "GB"
