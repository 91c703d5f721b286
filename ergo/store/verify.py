"""Whether a store is whole: the file, the audit trail, and every version and picture against what was entered."""

import json
import zlib
from collections.abc import Iterator
from hashlib import sha256

from sqlalchemy import Connection, func, select, text

from ergo.store import tables
from ergo.store.attachments import digest_of
from ergo.store.database import Store
from ergo.store.faults import told


def faults(store: Store) -> list[str]:
    """Everything in a store that is not as it was written, in words; empty where all of it is.

    It reads the whole database. Raises StoreError where that cannot be read at all.
    """
    with told(store.engine.url), store.engine.connect() as connection:
        found = [*_file(connection), *_versions(connection), *_newest(connection), *_pictures(connection)]
    return [*found, *store.trail.faults()]


def _file(connection: Connection) -> Iterator[str]:
    if connection.dialect.name == "sqlite":
        for (line,) in connection.execute(text("PRAGMA integrity_check")):
            if line != "ok":
                yield f"Database file: {line}"


def _versions(connection: Connection) -> Iterator[str]:
    """Each version against the digest that the trail has of it."""
    entered: dict[tuple[str, int], str] = {}
    for case_id, detail in connection.execute(select(tables.trail.c.case_id, tables.trail.c.detail)):
        said = json.loads(detail)
        if "sha256" in said and "version" in said:
            entered[case_id, int(said["version"])] = said["sha256"]
    of = tables.versions.c
    for case_id, version, document in connection.execute(select(of.case_id, of.version, of.document)):
        digest = entered.pop((case_id, version), None)
        try:
            kept = sha256(tables.unpacked(bytes(document))).hexdigest()
        except zlib.error:
            kept = None
        if kept is None or digest != kept:
            yield f"Case {case_id}, version {version}: it was changed or damaged after it was saved."
    for case_id, version in sorted(entered):
        yield f"Case {case_id}, version {version}: it was saved and is no longer there."


def _newest(connection: Connection) -> Iterator[str]:
    """Each case's own number against its versions."""
    of = tables.versions.c
    highest = select(of.case_id, func.max(of.version).label("highest")).group_by(of.case_id).subquery()
    query = select(tables.cases.c.id, tables.cases.c.version, highest.c.highest).join_from(
        tables.cases, highest, tables.cases.c.id == highest.c.case_id, isouter=True
    )
    for case_id, version, last in connection.execute(query):
        if version != last:
            yield f"Case {case_id}: its newest version should be {version}, the last one kept is {last or 'none'}."


def _pictures(connection: Connection) -> Iterator[str]:
    for digest, data in connection.execute(select(tables.attachments.c.digest, tables.attachments.c.data)):
        if digest_of(bytes(data)) != digest:
            yield f"Picture {digest:.12}: it was changed or damaged after it was kept."
