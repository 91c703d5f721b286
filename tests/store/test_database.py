"""Every save is a version, nothing is overwritten, and what goes wrong is said so that a person can act on it."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError

from ergo.errors import InputError
from ergo.model.case import Case
from ergo.model.worker import Worker
from ergo.store.database import Conflict, Store, open_store
from ergo.store.faults import StoreError
from ergo.store.tables import UtcDateTime

Opener = Callable[[str], Store]


def test_a_saved_case_is_loaded_as_it_was(store: Store, case: Case) -> None:
    assert store.save(case) == 1
    assert store.load("c1") == case


def test_every_save_is_a_version_that_stays(store: Store, case: Case) -> None:
    store.save(case, note="opened")
    case.notes = "second"
    assert store.save(case, based_on=1, note="notes") == 2
    assert store.newest("c1") == 2
    assert store.load("c1").notes == "second"
    assert store.load("c1", 1).notes != "second"
    assert [(v.version, v.note) for v in store.versions("c1")] == [(2, "notes"), (1, "opened")]


def test_list_shows_the_last_saved_first_with_its_newest_version(store: Store, case: Case) -> None:
    store.save(case)
    store.save(Case(id="c2", worker=Worker(code="W-2")))
    case.title = "New title"
    store.save(case, based_on=1)
    rows = store.cases()
    assert [row.id for row in rows] == ["c1", "c2"]
    assert (rows[0].title, rows[0].worker_code, rows[0].job_title) == ("New title", "W-1", "Picker")
    assert (rows[0].version, rows[1].version) == (2, 1)


def test_a_case_that_was_opened_comes_before_one_saved_earlier(store: Store, case: Case) -> None:
    store.save(case)
    store.save(Case(id="c2", worker=Worker(code="W-2")))
    assert [row.id for row in store.cases()] == ["c2", "c1"]
    for _ in range(2):
        store.opened("c1")
        assert [row.id for row in store.cases()] == ["c1", "c2"]
    store.opened("c2")
    assert [row.id for row in store.cases()] == ["c2", "c1"]
    with pytest.raises(InputError, match="There is no case 'nobody'"):
        store.opened("nobody")


def test_archive_takes_a_case_off_the_list_and_keeps_it(store: Store, case: Case) -> None:
    store.save(case)
    store.archive("c1")
    assert store.cases() == []
    assert [row.id for row in store.cases(archived=True)] == ["c1"]
    assert store.load("c1") == case
    store.bring_back("c1")
    assert [row.id for row in store.cases()] == ["c1"]
    assert store.cases(archived=True) == []


def test_times_are_utc(store: Store, case: Case) -> None:
    before = datetime.now(UTC)
    store.save(case)
    saved = store.versions("c1")[0].saved_at
    assert saved.utcoffset() == timedelta(0)
    assert before <= saved <= datetime.now(UTC)
    assert store.cases()[0].updated_at == saved


def test_a_moment_is_kept_in_utc_and_needs_a_time_zone() -> None:
    kept = UtcDateTime().process_bind_param(
        datetime(2026, 1, 5, 12, 0, tzinfo=timezone(timedelta(hours=5, minutes=30))), sqlite.dialect()
    )
    assert kept == datetime(2026, 1, 5, 6, 30, tzinfo=UTC)
    with pytest.raises(ValueError, match="no time zone"):
        UtcDateTime().process_bind_param(datetime(2026, 1, 5, 12, 0), sqlite.dialect())  # noqa: DTZ001


def test_unknown_case_and_version(store: Store, case: Case) -> None:
    store.save(case)
    with pytest.raises(InputError, match="There is no case 'nobody'"):
        store.load("nobody")
    with pytest.raises(InputError, match="Case 'c1' has no version 7"):
        store.load("c1", 7)
    with pytest.raises(InputError, match="There is no case 'nobody'"):
        store.archive("nobody")


def test_the_later_of_two_edits_is_told_and_overwrites_nothing(
    store: Store, url: str, opened: Opener, case: Case
) -> None:
    store.save(case)
    other = opened(url)
    theirs = other.load("c1")
    theirs.notes = "theirs"
    other.save(theirs, based_on=1)
    case.notes = "mine"
    with pytest.raises(Conflict, match="version 2 was saved after version 1") as conflict:
        store.save(case, based_on=1)
    assert conflict.value.newer == 2
    assert store.load("c1", conflict.value.newer).notes == "theirs"
    assert len(store.versions("c1")) == 2


def test_a_new_case_with_a_taken_id_is_told(store: Store, case: Case) -> None:
    store.save(case)
    with pytest.raises(Conflict) as conflict:
        store.save(case)
    assert conflict.value.newer == 1
    assert len(store.versions("c1")) == 1


def test_of_edits_at_the_same_moment_one_wins_each_version(
    store: Store, url: str, opened: Opener, case: Case
) -> None:
    store.save(case)
    won: list[int] = []
    barrier = threading.Barrier(4)

    def edit(own: Store) -> None:
        barrier.wait()
        for _ in range(10):
            newest = own.newest("c1")
            try:
                won.append(own.save(own.load("c1", newest), based_on=newest))
            except Conflict:
                continue

    threads = [threading.Thread(target=edit, args=(opened(url),)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(won) == list(range(2, len(won) + 2))
    assert store.newest("c1") == len(won) + 1
    assert len(store.versions("c1")) == len(won) + 1


def test_two_programs_may_open_a_new_database_at_once(url: str, opened: Opener, case: Case) -> None:
    faults: list[Exception] = []
    barrier = threading.Barrier(6)

    def start() -> None:
        barrier.wait()
        try:
            opened(url)
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert opened(url).save(case) == 1


def test_a_newer_database_is_refused(store: Store, url: str, case: Case) -> None:
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'a_step_of_the_future'"))
        connection.execute(text("DROP TABLE settings"))
    with pytest.raises(StoreError, match=r"newer edition of this program\. Nothing was written"):
        open_store(url)
    assert not inspect(store.engine).has_table("settings")


def test_the_database_itself_refuses_to_change_a_version(store: Store, case: Case) -> None:
    store.save(case)
    for statement in ("UPDATE versions SET note = 'x'", "DELETE FROM versions", "DELETE FROM audit_trail"):
        with pytest.raises(DBAPIError, match="is only added to"), store.engine.begin() as connection:
            connection.execute(text(statement))
    assert store.load("c1") == case
