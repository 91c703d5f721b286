"""Cases in a database: every save is a version, and no version is ever changed or deleted."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    DateTime,
    Dialect,
    Engine,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    func,
    insert,
    select,
    update,
)
from sqlalchemy import case as case_when
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import CreateTable
from sqlalchemy.types import TypeDecorator

from ergo.errors import InputError
from ergo.model.case import Case
from ergo.store import casefile
from ergo.store.attachments import Attachments, attachments_table
from ergo.store.faults import StoreError, told
from ergo.store.place import database_url
from ergo.store.settings import KeptSettings, settings_table

LAYOUT = 3
"""Edition of the tables below. Edition 2 added attachments, edition 3 openings and settings; an older database gets the
tables that it lacks when it is opened."""

_WAIT_S = 10


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


_metadata = MetaData()
_layouts = Table("layouts", _metadata, Column("edition", Integer, primary_key=True, autoincrement=False))
_cases = Table(
    "cases",
    _metadata,
    Column("id", String(64), primary_key=True),
    Column("title", String(120), nullable=False),
    Column("worker_code", String(120), nullable=False),
    Column("job_title", String(120), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("archived", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
)
_versions = Table(
    "case_versions",
    _metadata,
    Column("case_id", ForeignKey(_cases.c.id), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("saved_at", UtcDateTime, nullable=False),
    Column("note", Text, nullable=False),
    Column("document", Text, nullable=False),
)
_openings = Table(
    "case_openings",
    _metadata,
    Column("case_id", ForeignKey(_cases.c.id), primary_key=True),
    Column("opened_at", UtcDateTime, nullable=False),
)
_attachments = attachments_table(_metadata)
_settings = settings_table(_metadata)


@dataclass(frozen=True)
class CaseRow:
    """One line of the list of cases."""

    id: str
    title: str
    worker_code: str
    job_title: str
    updated_at: datetime
    version: int


@dataclass(frozen=True)
class VersionRow:
    """One saved version of a case."""

    version: int
    saved_at: datetime
    note: str


class Conflict(InputError):  # noqa: N818 - what happened, not a fault
    """Somebody else saved the case meanwhile; nothing was overwritten.

    ``newer`` is the version that was saved meanwhile: load it to see both.
    """

    def __init__(self, case: Case, based_on: int, newer: int) -> None:
        self.newer = newer
        text = (
            f"Case “{case.title or case.worker.code}” was changed elsewhere: version {newer} was saved after version "
            f"{based_on}, on which this edit is based. The edit was not saved over it."
        )
        super().__init__(text, item=case.title or case.worker.code, field="version", value=based_on)


class Store:
    """The cases of one database. It may be used from several threads and by several programs at once.

    ``attachments`` are the pictures that its cases name, ``settings`` those of the tool. Every method raises StoreError
    where the database cannot be read or written.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.attachments = Attachments(engine, _attachments)
        self.settings = KeptSettings(engine, _settings)

    @property
    def place(self) -> str:
        """Where the cases are: the file, or the address of the database without its password."""
        url = self._engine.url
        is_file = url.get_backend_name() == "sqlite" and url.database
        return str(url.database) if is_file else url.render_as_string(hide_password=True)

    def save(self, case: Case, *, based_on: int = 0, note: str = "") -> int:
        """Keep a case as its next version; when this returns, the version is on the disk.

        Parameters
        ----------
        case : Case
            The whole case.
        based_on : int
            The version that was edited; 0 for a case that is not in the store yet.
        note : str, optional
            What was changed, in a few words.

        Returns
        -------
        int
            Number of the new version.

        Raises
        ------
        Conflict
            When the newest version is another than ``based_on``.
        """
        now = datetime.now(UTC)
        with told(self._engine.url), self._engine.begin() as connection:
            entered = _enter(connection, case, based_on, now)
            if entered:
                connection.execute(
                    insert(_versions).values(
                        case_id=case.id,
                        version=based_on + 1,
                        saved_at=now,
                        note=note,
                        document=casefile.dump(case).decode(),
                    )
                )
        if not entered:
            raise Conflict(case, based_on, self.newest(case.id))
        return based_on + 1

    def load(self, case_id: str, version: int | None = None) -> Case:
        """One version of a case, the newest where none is asked for; InputError when there is none."""
        wanted = self.newest(case_id) if version is None else version
        of_case = (_versions.c.case_id == case_id) & (_versions.c.version == wanted)
        with told(self._engine.url), self._engine.connect() as connection:
            document = connection.execute(select(_versions.c.document).where(of_case)).scalar()
        if document is None:
            raise InputError(
                f"Case '{case_id}' has no version {wanted}.", item=case_id, field="version", value=wanted
            )
        return casefile.load(document.encode())

    def newest(self, case_id: str) -> int:
        """Number of the newest version; InputError when there is no such case."""
        with told(self._engine.url), self._engine.connect() as connection:
            found = connection.execute(select(_cases.c.version).where(_cases.c.id == case_id)).scalar()
        if found is None:
            raise InputError(f"There is no case '{case_id}' in the database.", field="case", value=case_id)
        return int(found)

    def cases(self, *, archived: bool = False) -> list[CaseRow]:
        """The cases that are open, or those that were archived, the last opened or saved first."""
        columns = [
            _cases.c[name] for name in ("id", "title", "worker_code", "job_title", "updated_at", "version")
        ]
        opened = _openings.c.opened_at
        last = case_when((opened > _cases.c.updated_at, opened), else_=_cases.c.updated_at)
        query = (
            select(*columns)
            .join_from(_cases, _openings, isouter=True)
            .where(_cases.c.archived == archived)
            .order_by(last.desc())
        )
        with told(self._engine.url), self._engine.connect() as connection:
            return [CaseRow(*row) for row in connection.execute(query)]

    def versions(self, case_id: str) -> list[VersionRow]:
        """Every version of a case, the newest first."""
        columns = (_versions.c.version, _versions.c.saved_at, _versions.c.note)
        query = select(*columns).where(_versions.c.case_id == case_id).order_by(_versions.c.version.desc())
        with told(self._engine.url), self._engine.connect() as connection:
            return [VersionRow(*row) for row in connection.execute(query)]

    def opened(self, case_id: str) -> None:
        """Record that a case was opened just now; InputError when there is no such case."""
        self.newest(case_id)
        now = datetime.now(UTC)
        again = update(_openings).where(_openings.c.case_id == case_id).values(opened_at=now)
        with told(self._engine.url), suppress(IntegrityError), self._engine.begin() as connection:
            if connection.execute(again).rowcount == 0:  # else somebody else may be first
                connection.execute(insert(_openings).values(case_id=case_id, opened_at=now))

    def archive(self, case_id: str) -> None:
        """Take a case off the list of open cases; it and all its versions are kept."""
        self._mark(case_id, archived=True)

    def bring_back(self, case_id: str) -> None:
        """Put an archived case back on the list of open cases."""
        self._mark(case_id, archived=False)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _mark(self, case_id: str, *, archived: bool) -> None:
        self.newest(case_id)
        with told(self._engine.url), self._engine.begin() as connection:
            connection.execute(update(_cases).where(_cases.c.id == case_id).values(archived=archived))


def open_store(url: str | None = None) -> Store:
    """The store of cases, made where there is none.

    Parameters
    ----------
    url : str, optional
        An SQLAlchemy URL. Without it, that of the variable `ERGO_DATABASE_URL`, else an SQLite file in the user's
        data folder (`ERGO_DATA_DIR` names another folder).

    Raises
    ------
    StoreError
        When the database cannot be opened, is damaged, or was made by a newer edition of this program.
    """
    address = database_url(url)
    with told(address):
        is_sqlite = address.get_backend_name() == "sqlite"
        engine = create_engine(address, connect_args={"timeout": _WAIT_S} if is_sqlite else {})
        if is_sqlite:
            event.listen(engine, "connect", _sqlite_settings)
        edition = _layout(engine)
    if edition > LAYOUT:
        engine.dispose()
        raise StoreError(
            f"The database was made by a newer edition of this program (layout {edition}); this one knows layout "
            f"{LAYOUT}. Update the program.",
            field="database",
        )
    return Store(engine)


def _enter(connection: Connection, case: Case, based_on: int, now: datetime) -> bool:
    """Set the line of a case to its next version; False when the case has moved on from ``based_on``."""
    listed = {
        "title": case.title,
        "worker_code": case.worker.code,
        "job_title": case.job.title,
        "updated_at": now,
        "version": based_on + 1,
    }
    if based_on == 0:
        new = insert(_cases).values(id=case.id, created_at=now, archived=False, **listed)
        try:
            connection.execute(new)
        except IntegrityError:
            return False
        return True
    # Writing before anything is read takes SQLite's write lock at once.
    is_newest = (_cases.c.id == case.id) & (_cases.c.version == based_on)
    return connection.execute(update(_cases).where(is_newest).values(**listed)).rowcount == 1


def _sqlite_settings(connection: Any, _record: object) -> None:
    """Readers do not wait for a writer, references are checked, and a commit is on the disk when it returns."""
    for setting in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
        connection.execute(f"PRAGMA {setting}")


def _layout(engine: Engine) -> int:
    """Edition of the database's tables; an empty or older database gets those that it lacks."""
    with engine.begin() as connection:
        connection.execute(CreateTable(_layouts, if_not_exists=True))
    edition = _edition(engine)
    if edition is not None and edition >= LAYOUT:
        return edition
    with engine.begin() as connection:
        # Two programs may start at once on a new database.
        for table in _metadata.sorted_tables:
            connection.execute(CreateTable(table, if_not_exists=True))
    with suppress(IntegrityError), engine.begin() as connection:  # the other program may be first
        connection.execute(insert(_layouts).values(edition=LAYOUT))
    return _edition(engine) or LAYOUT


def _edition(engine: Engine) -> int | None:
    with engine.connect() as connection:
        found = connection.execute(select(func.max(_layouts.c.edition))).scalar()
    return None if found is None else int(found)
