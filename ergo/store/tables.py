"""The tables of a store as this edition of the program knows them; `ergo.store.migrations` brings older ones here."""

import zlib
from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, kept in UTC: SQLite drops time zones, so they are taken off and put back here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; a moment without a time zone is a mistake of the program."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """As an aware moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Line(TypeDecorator[str]):
    """A line of a list: without the character NUL, which PostgreSQL does not take."""

    impl = String(120)
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text without that character."""
        return None if value is None else value.replace("\0", "")


def packed(document: bytes) -> bytes:
    """A case file as it is kept: a case has many versions that hardly differ, so each is compressed."""
    return zlib.compress(document, 6)


def unpacked(data: bytes) -> bytes:
    """The case file in what is kept; `zlib.error` where it is damaged."""
    return zlib.decompress(data)


metadata = MetaData()
cases = Table(
    "cases",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("title", Line, nullable=False),
    Column("worker_code", Line, nullable=False),
    Column("job_title", Line, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("archived", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
)
versions = Table(
    "versions",
    metadata,
    Column("case_id", ForeignKey(cases.c.id), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("saved_at", UtcDateTime, nullable=False),
    Column("note", Text, nullable=False),
    Column("document", LargeBinary, nullable=False),
)
openings = Table(
    "case_openings",
    metadata,
    Column("case_id", ForeignKey(cases.c.id), primary_key=True),
    Column("opened_at", UtcDateTime, nullable=False),
)
attachments = Table(
    "attachments",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
settings = Table(
    "settings",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("document", Text, nullable=False),
)
trail = Table(
    "audit_trail",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),
    Column("who", Line, nullable=False),
    Column("case_id", String(64), nullable=False, index=True),
    Column("action", String(40), nullable=False),
    Column("detail", Text, nullable=False),
    Column("digest", String(64), nullable=False),
)
trail_end = Table(
    "audit_trail_end",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
)
