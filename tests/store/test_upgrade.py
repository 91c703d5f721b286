"""A database of any earlier edition is brought to the newest with all that it holds."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from ergo.store import upgrade
from ergo.store.database import Store
from ergo.store.trail import Action
from ergo.store.verify import faults

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
INSERT INTO cases VALUES ('old', 'Old case', 'W-1', '', '2026-01-05 08:00:00', '2026-01-05 09:30:00', 0, 2);
INSERT INTO case_versions VALUES ('old', 1, '2026-01-05 08:00:00', 'new case',
    '{"schema_version": 1, "id": "old", "worker": {"code": "W-0"}}');
INSERT INTO case_versions VALUES ('old', 2, '2026-01-05 09:30:00', '',
    '{"schema_version": 1, "id": "old", "worker": {"code": "W-1"}}');
"""
EDITION_3 = """
CREATE TABLE case_openings (
    case_id VARCHAR(64) NOT NULL PRIMARY KEY REFERENCES cases (id), opened_at DATETIME NOT NULL
);
CREATE TABLE attachments (digest VARCHAR(64) NOT NULL PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE settings (id INTEGER NOT NULL PRIMARY KEY, document TEXT NOT NULL);
INSERT INTO layouts VALUES (3);
INSERT INTO settings VALUES (1, '{"country": "GB"}');
"""


@pytest.mark.parametrize(("made", "country"), [(EDITION_1, ""), (EDITION_1 + EDITION_3, "GB")])
def test_an_older_database_is_brought_up_and_keeps_its_cases(
    made: str, country: str, file_url: str, tmp_path: Path, opened: Callable[[str], Store]
) -> None:
    with sqlite3.connect(tmp_path / "cases.sqlite") as connection:
        connection.executescript(made)
    connection.close()
    store = opened(file_url)
    assert (store.load("old").worker.code, store.load("old", 1).worker.code) == ("W-1", "W-0")
    assert [(v.version, v.note) for v in store.versions("old")] == [(2, ""), (1, "new case")]
    assert f"{store.versions('old')[0].saved_at:%Y-%m-%d %H:%M %Z}" == "2026-01-05 09:30 UTC"
    assert store.settings.load().country == country
    assert [entry.action for entry in store.trail.entries("old")] == [Action.TAKEN_OVER] * 2
    assert faults(store) == []
    assert store.save(store.load("old"), based_on=2) == 3
    assert opened(file_url).newest("old") == 3


def test_the_newest_step_is_the_last_of_the_steps() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(upgrade.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == upgrade.NEWEST
