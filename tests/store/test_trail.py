"""The audit trail holds every deed, and whatever is changed behind its back is found."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from ergo.model.case import Case
from ergo.store.database import Store
from ergo.store.trail import Action
from ergo.store.verify import faults


def test_each_deed_is_entered_with_who_and_when(store: Store, case: Case) -> None:
    before = datetime.now(UTC)
    store.save(case, note="new case", who="OT 1")
    store.save(case, based_on=1, note="tolerance of sitting", who="OT 1")
    store.opened("c1", "OT 2")
    store.archive("c1", "OT 2")
    store.bring_back("c1", "OT 2")
    store.record("c1", Action.EXPORTED, {"document": "employer's plan"}, "OT 1")
    entries = store.trail.entries("c1")
    assert [(e.number, e.who, e.action) for e in reversed(entries)] == [
        (1, "OT 1", Action.CREATED),
        (2, "OT 1", Action.SAVED),
        (3, "OT 2", Action.OPENED),
        (4, "OT 2", Action.ARCHIVED),
        (5, "OT 2", Action.BROUGHT_BACK),
        (6, "OT 1", Action.EXPORTED),
    ]
    assert entries[0].detail == {"document": "employer's plan"}
    assert (entries[4].detail["version"], entries[4].detail["note"]) == ("2", "tolerance of sitting")
    assert all(before <= e.at <= datetime.now(UTC) for e in entries)
    assert store.trail.entries("another") == []
    assert store.trail.end() == entries[0].digest
    assert faults(store) == []


def test_a_save_that_is_refused_leaves_no_entry(store: Store, case: Case) -> None:
    store.save(case)
    with pytest.raises(Exception, match="changed elsewhere"):
        store.save(case)
    assert len(store.trail.entries()) == 1


def unguarded(store: Store, statement: str) -> None:
    """What somebody does who may rewrite the database."""
    with store.engine.begin() as connection:
        if store.engine.dialect.name == "sqlite":
            for table in ("versions", "audit_trail"):
                for deed in ("update", "delete"):
                    connection.execute(text(f"DROP TRIGGER {table}_no_{deed}"))
        else:
            for table in ("versions", "audit_trail"):
                connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER ALL"))
        connection.execute(text(statement))


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE audit_trail SET who = 'somebody else' WHERE number = 2", ["entry 2 or the one before"]),
        ("UPDATE audit_trail SET at = '2020-01-01T00:00:00+00:00' WHERE number = 1", ["entry 1 or the one"]),
        ("DELETE FROM audit_trail WHERE number = 2", ["version 2: it was changed", "entry 2 is missing"]),
        (
            "DELETE FROM audit_trail WHERE number = 3",
            ["version 3: it was changed", "after number 2 were taken"],
        ),
        ("DELETE FROM versions WHERE version = 2", ["version 2: it was saved and is no longer there"]),
        (
            "UPDATE versions SET document = (SELECT document FROM versions WHERE version = 1) WHERE version = 3",
            ["version 3: it was changed or damaged"],
        ),
        ("UPDATE cases SET version = 2", ["newest version should be 2, the last one kept is 3"]),
    ],
)
def test_what_was_changed_behind_its_back_is_found(
    statement: str, found: list[str], store: Store, case: Case
) -> None:
    store.save(case)
    for version in (1, 2):
        case.notes = f"version {version + 1}"
        store.save(case, based_on=version)
    assert faults(store) == []
    unguarded(store, statement)
    said = faults(store)
    for words in found:
        assert any(words in fault for fault in said), said


def test_a_changed_picture_is_found(store: Store) -> None:
    store.attachments.keep(b"abc")
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE attachments SET digest = 'ff'"))
    assert faults(store) == ["Picture ff: it was changed or damaged after it was kept."]


def test_writers_at_the_same_moment_make_one_chain(
    store: Store, url: str, opened: Callable[[str], Store], case: Case
) -> None:
    import threading

    store.save(case)
    others = [opened(url) for _ in range(4)]

    def record(own: Store) -> None:
        for number in range(10):
            own.record("c1", Action.EXPORTED, {"number": str(number)})

    threads = [threading.Thread(target=record, args=(own,)) for own in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [e.number for e in reversed(store.trail.entries())] == list(range(1, 42))
    assert faults(store) == []
