"""A copy of everything in a store, made and brought back with one command; and encrypting the file that is in use.

A copy is a database of the same kind that this program opens, whatever kind the first one is. It is checked before it
is called done, and takes its name only then.
"""

from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from sqlalchemy import func, insert, inspect, select

from ergo.errors import InputError
from ergo.store import tables
from ergo.store.database import Store, open_store
from ergo.store.faults import told
from ergo.store.verify import faults

_ROWS = 100


def back_up(store: Store, path: Path, passphrase: str | None = None) -> int:
    """Copy a store to a new file, encrypted where a passphrase is given; the number of cases in it.

    Raises InputError when the file is there already or the copy is not whole, and StoreError where the disk refuses.
    """
    if path.exists():
        raise InputError(f"{path} is there already; nothing is overwritten.", field="file", value=str(path))
    unfinished = path.with_name(f".{path.name}-{uuid4().hex[:8]}")
    try:
        cases = _copied(store, unfinished, passphrase)
        unfinished.rename(path)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}.", field="file") from error
    finally:
        for left in (unfinished, *(Path(f"{unfinished}{end}") for end in ("-wal", "-shm"))):
            left.unlink(missing_ok=True)
    return cases


def backed_up(store: Store) -> bytes:
    """A back-up as the bytes of its file; raises as `back_up` does."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "cases.sqlite"
        back_up(store, path)
        return path.read_bytes()


def bring_back(path: Path, store: Store, passphrase: str | None = None) -> int:
    """Copy a back-up into a store that holds no case yet; the number of cases.

    Raises InputError when the store holds cases, the back-up is missing or it is not whole.
    """
    if not path.is_file():
        raise InputError(f"There is no back-up {path}.", field="file", value=str(path))
    if _count(store):
        raise InputError(
            f"The database {store.place} holds cases; a back-up is only brought back into an empty one. Move it to "
            "another folder, or name another database.",
            field="database",
        )
    source = open_store(f"sqlite:///{path.as_posix()}", passphrase)
    try:
        _refuse_damaged(source, f"The back-up {path}")
        _copy(source, store)
    finally:
        source.close()
    _refuse_damaged(store, "The database brought back")
    return _count(store)


def encrypt(store: Store, passphrase: str) -> Path:
    """Encrypt the file of a store, which is closed by it; the plain file is deleted once the other one is whole.

    Raises InputError when it is no plain file. What a disk keeps of a deleted file is beyond this program.
    """
    if store.engine.url.drivername != "sqlite" or not store.engine.url.database:
        raise InputError("Only a plain database file can be encrypted.", field="database")
    path = Path(store.engine.url.database)
    encrypted = path.with_name(f"{path.name}.encrypted")
    back_up(store, encrypted, passphrase)
    store.close()
    for end in ("-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)
    encrypted.replace(path)
    return path


def _copied(store: Store, path: Path, passphrase: str | None) -> int:
    target = open_store(f"sqlite:///{path.as_posix()}", passphrase)
    try:
        _copy(store, target)
        _refuse_damaged(target, "The copy")
        with told(target.engine.url), target.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        return _count(target)
    finally:
        target.close()


def _copy(source: Store, target: Store) -> None:
    """Every row of every table, as it was at one moment."""
    # SQLite holds still for a reader anyway, once it has begun to read.
    still = {} if source.engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with told(source.engine.url), source.engine.connect().execution_options(**still) as reading:
        if not still:
            reading.exec_driver_sql("BEGIN")
        with told(target.engine.url), target.engine.begin() as writing:
            for table in tables.metadata.sorted_tables:
                rows = reading.execute(select(table), execution_options={"stream_results": True}).mappings()
                for part in rows.partitions(_ROWS):
                    writing.execute(insert(table), [dict(row) for row in part])


def _count(store: Store) -> int:
    with told(store.engine.url), store.engine.connect() as connection:
        if not inspect(connection).has_table(tables.cases.name):
            return 0
        return int(connection.execute(select(func.count()).select_from(tables.cases)).scalar() or 0)


def _refuse_damaged(store: Store, what: str) -> None:
    found = faults(store)
    if found:
        raise InputError(f"{what} is not whole: {' '.join(found[:3])}", field="file")
