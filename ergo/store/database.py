"""Cases in a database: every save is a version, and no version is ever changed or deleted."""

import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, insert, select, update
from sqlalchemy import case as case_when
from sqlalchemy.exc import IntegrityError

from ergo.errors import InputError
from ergo.model.case import Case
from ergo.store import casefile, tables
from ergo.store.attachments import Attachments
from ergo.store.faults import told
from ergo.store.place import database_url, is_encrypted, place_words
from ergo.store.settings import KeptSettings
from ergo.store.trail import Action, Trail, append
from ergo.store.upgrade import bring_up_to_date

_WAIT_S = 10


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

    ``attachments`` are the pictures that its cases name, ``settings`` those of the tool, ``trail`` is who did what.
    Each deed takes ``who`` does it, for the trail. Every method raises StoreError where the database cannot be read
    or written.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.attachments = Attachments(engine)
        self.settings = KeptSettings(engine)
        self.trail = Trail(engine)

    @property
    def place(self) -> str:
        """Where the cases are: the file, or the address of the database without its password."""
        return place_words(self.engine.url)

    @property
    def encrypted(self) -> bool:
        """Whether a file is encrypted with a passphrase; on a server that is the server's affair."""
        return is_encrypted(self.engine.url)

    def save(
        self, case: Case, *, based_on: int = 0, note: str = "", who: str = "", action: Action | None = None
    ) -> int:
        """Keep a case as its next version; when this returns, the version is on the disk.

        Parameters
        ----------
        case : Case
            The whole case.
        based_on : int
            The version that was edited; 0 for a case that is not in the store yet.
        note : str, optional
            What was changed, in a few words.
        who : str, optional
            Who saves it.
        action : Action, optional
            What the trail calls it; created or saved where nothing else is said.

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
        version = based_on + 1
        data = casefile.dump(case)
        done = action or (Action.SAVED if based_on else Action.CREATED)
        detail = {"version": str(version), "sha256": sha256(data).hexdigest(), "note": note}
        with told(self.engine.url), self.engine.begin() as connection:
            entered = _enter(connection, case, based_on, now)
            if entered:
                connection.execute(
                    insert(tables.versions).values(
                        case_id=case.id,
                        version=version,
                        saved_at=now,
                        note=note,
                        document=tables.packed(data),
                    )
                )
                append(connection, case.id, done, detail, who=who, at=now)
        if not entered:
            raise Conflict(case, based_on, self.newest(case.id))
        return version

    def load(self, case_id: str, version: int | None = None) -> Case:
        """One version of a case, the newest where none is asked for; InputError when there is none."""
        wanted = self.newest(case_id) if version is None else version
        data = self._document(case_id, wanted)
        if data is None:
            raise InputError(
                f"Case '{case_id}' has no version {wanted}.", item=case_id, field="version", value=wanted
            )
        try:
            return casefile.load(tables.unpacked(data))
        except zlib.error as error:
            raise InputError(
                f"Version {wanted} of case '{case_id}' is damaged in the database; the others can be opened.",
                item=case_id,
                field="version",
                value=wanted,
            ) from error

    def newest(self, case_id: str) -> int:
        """Number of the newest version; InputError when there is no such case."""
        query = select(tables.cases.c.version).where(tables.cases.c.id == case_id)
        with told(self.engine.url), self.engine.connect() as connection:
            found = connection.execute(query).scalar()
        if found is None:
            raise InputError(f"There is no case '{case_id}' in the database.", field="case", value=case_id)
        return int(found)

    def cases(self, *, archived: bool = False) -> list[CaseRow]:
        """The cases that are open, or those that were archived, the last opened or saved first."""
        of = tables.cases.c
        opened = tables.openings.c.opened_at
        last = case_when((opened > of.updated_at, opened), else_=of.updated_at)
        query = (
            select(of.id, of.title, of.worker_code, of.job_title, of.updated_at, of.version)
            .join_from(tables.cases, tables.openings, isouter=True)
            .where(of.archived == archived)
            .order_by(last.desc())
        )
        with told(self.engine.url), self.engine.connect() as connection:
            return [CaseRow(*row) for row in connection.execute(query)]

    def versions(self, case_id: str) -> list[VersionRow]:
        """Every version of a case, the newest first."""
        of = tables.versions.c
        query = (
            select(of.version, of.saved_at, of.note).where(of.case_id == case_id).order_by(of.version.desc())
        )
        with told(self.engine.url), self.engine.connect() as connection:
            return [VersionRow(*row) for row in connection.execute(query)]

    def opened(self, case_id: str, who: str = "") -> None:
        """Record that a case was opened just now; InputError when there is no such case."""
        self.newest(case_id)
        now = datetime.now(UTC)
        again = update(tables.openings).where(tables.openings.c.case_id == case_id).values(opened_at=now)
        with told(self.engine.url), self.engine.begin() as connection:
            append(connection, case_id, Action.OPENED, {}, who=who, at=now)
            if connection.execute(again).rowcount == 0:
                connection.execute(insert(tables.openings).values(case_id=case_id, opened_at=now))

    def archive(self, case_id: str, who: str = "") -> None:
        """Take a case off the list of open cases; it and all its versions are kept."""
        self._mark(case_id, who, archived=True)

    def bring_back(self, case_id: str, who: str = "") -> None:
        """Put an archived case back on the list of open cases."""
        self._mark(case_id, who, archived=False)

    def record(self, case_id: str, action: Action, detail: dict[str, str], who: str = "") -> str:
        """Enter a deed that leaves the case as it is, such as an export, in the trail; the digest of the entry."""
        with told(self.engine.url), self.engine.begin() as connection:
            return append(connection, case_id, action, detail, who=who, at=datetime.now(UTC))

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def _document(self, case_id: str, version: int) -> bytes | None:
        of = tables.versions.c
        query = select(of.document).where((of.case_id == case_id) & (of.version == version))
        with told(self.engine.url), self.engine.connect() as connection:
            found = connection.execute(query).scalar()
        return None if found is None else bytes(found)

    def _mark(self, case_id: str, who: str, *, archived: bool) -> None:
        self.newest(case_id)
        marked = update(tables.cases).where(tables.cases.c.id == case_id).values(archived=archived)
        action = Action.ARCHIVED if archived else Action.BROUGHT_BACK
        with told(self.engine.url), self.engine.begin() as connection:
            connection.execute(marked)
            append(connection, case_id, action, {}, who=who, at=datetime.now(UTC))


def open_store(url: str | None = None, passphrase: str | None = None) -> Store:
    """The store of cases, made where there is none.

    Parameters
    ----------
    url : str, optional
        An SQLAlchemy URL. Without it, that of the variable `ERGO_DATABASE_URL`, else an SQLite file in the user's
        data folder (`ERGO_DATA_DIR` names another folder).
    passphrase : str, optional
        Of a file that is encrypted; without it, that of the variable `ERGO_PASSPHRASE`, else none.

    Raises
    ------
    StoreLocked
        When the file is encrypted and the passphrase is missing or wrong.
    StoreError
        When the database cannot be opened, is damaged, or was made by a newer edition of this program.
    """
    address = database_url(url, passphrase)
    with told(address):
        engine = engine_at(address)
        bring_up_to_date(engine)
    return Store(engine)


def engine_at(address: URL) -> Engine:
    """The way to a database, with what each connection to it needs."""
    if address.get_backend_name() != "sqlite":
        return create_engine(address)
    options: dict[str, Any] = {"connect_args": {"timeout": _WAIT_S, "check_same_thread": False}}
    if is_encrypted(address):
        options["poolclass"] = QueuePool  # to open a connection takes a tenth of a second
    engine = create_engine(address, **options)
    event.listen(engine, "connect", _sqlite_settings)
    return engine


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
        new = insert(tables.cases).values(id=case.id, created_at=now, archived=False, **listed)
        try:
            with connection.begin_nested():
                connection.execute(new)
        except IntegrityError:
            return False
        return True
    # Writing before anything is read takes SQLite's write lock at once.
    is_newest = (tables.cases.c.id == case.id) & (tables.cases.c.version == based_on)
    return connection.execute(update(tables.cases).where(is_newest).values(**listed)).rowcount == 1


def _sqlite_settings(connection: Any, _record: object) -> None:
    """Readers do not wait for a writer, references are checked, and a commit is on the disk when it returns."""
    for setting in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
        connection.execute(f"PRAGMA {setting}")
