"""The audit trail: who did what to which case, and when; entries are only ever added.

Each entry carries the SHA-256 of itself and of the digest before it, so that an entry that is changed, taken out or put
in later breaks the chain, and the end of the chain is kept beside it. Somebody who may rewrite the whole database can
make a whole new chain: only a digest that was noted elsewhere, such as on a released document, shows that.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import Connection, Engine, insert, select, update

from ergo.store.faults import told
from ergo.store.tables import trail, trail_end

START = "0" * 64


class Action(StrEnum):
    """What was done; the words that a person reads."""

    TAKEN_OVER = "taken over from an older database"
    CREATED = "created"
    SAVED = "saved"
    OPENED = "opened"
    ARCHIVED = "archived"
    BROUGHT_BACK = "brought back"
    RESTORED = "restored an earlier version"
    EXPORTED = "exported"
    SIGNED = "signed"
    RELEASED = "released"


@dataclass(frozen=True)
class Entry:
    """One entry of the trail. ``at`` is in UTC; ``detail`` says which version, document or recipient."""

    number: int
    at: datetime
    who: str
    case_id: str
    action: Action
    detail: dict[str, str]
    digest: str


def append(
    connection: Connection, case_id: str, action: Action, detail: dict[str, str], *, who: str, at: datetime
) -> str:
    """Add an entry in the transaction of the deed itself; its digest."""
    # Writing first lets one writer at a time through, on SQLite as on a server.
    ahead = connection.execute(
        update(trail_end).where(trail_end.c.id == 1).values(number=trail_end.c.number + 1)
    )
    if ahead.rowcount == 0:
        connection.execute(insert(trail_end).values(id=1, number=1, digest=START))
    number, before = connection.execute(select(trail_end.c.number, trail_end.c.digest)).one()
    row = {
        "number": number,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "who": who.replace("\0", "")[:120],
        "case_id": case_id,
        "action": action.value,
        "detail": json.dumps(detail, sort_keys=True),
    }
    digest = _digest(row, before)
    connection.execute(insert(trail).values(**row, digest=digest))
    connection.execute(update(trail_end).where(trail_end.c.id == 1).values(digest=digest))
    return digest


class Trail:
    """The audit trail of one store. Every method raises StoreError where the database cannot be read."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def entries(self, case_id: str | None = None) -> list[Entry]:
        """The entries about one case, or all of them, the newest first."""
        query = select(trail).order_by(trail.c.number.desc())
        if case_id is not None:
            query = query.where(trail.c.case_id == case_id)
        with told(self._engine.url), self._engine.connect() as connection:
            return [
                Entry(
                    row.number,
                    datetime.fromisoformat(row.at),
                    row.who,
                    row.case_id,
                    Action(row.action),
                    json.loads(row.detail),
                    row.digest,
                )
                for row in connection.execute(query)
            ]

    def end(self) -> str:
        """The digest of the newest entry: noted elsewhere, it vouches for all before it."""
        with told(self._engine.url), self._engine.connect() as connection:
            return connection.execute(select(trail_end.c.digest)).scalar() or START

    def faults(self) -> Iterator[str]:
        """What does not fit in the chain, in words; nothing where every entry stands as it was written."""
        number, before = 0, START
        with told(self._engine.url), self._engine.connect() as connection:
            for found in connection.execute(select(trail).order_by(trail.c.number)).mappings():
                row = dict(found)
                number += 1
                if row["number"] != number:
                    yield f"Audit trail: entry {number} is missing."
                    number = int(row["number"])
                if row["digest"] != _digest(row, before):
                    yield f"Audit trail: entry {number} or the one before it was changed."
                before = row["digest"]
            end = connection.execute(select(trail_end.c.number, trail_end.c.digest)).one_or_none()
        if (number, before) != (tuple(end) if end else (0, START)):
            yield f"Audit trail: entries after number {number} were taken out."


def _digest(row: Mapping[str, object], before: str) -> str:
    parts = [row[name] for name in ("number", "at", "who", "case_id", "action", "detail")]
    return sha256(json.dumps([*parts, before]).encode()).hexdigest()
