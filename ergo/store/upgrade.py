"""Bringing a database to the tables of this edition, step by step, with what it holds."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from ergo.store.faults import StoreError

NEWEST = "trail_and_packed_versions"
"""Name of the last step in `ergo/store/migrations/versions`."""

_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 7_041_994  # any number that only this program uses on a server


def bring_up_to_date(engine: Engine) -> None:
    """Take the steps that a database still lacks, all or none; a new one gets every table.

    Raises StoreError when a newer edition of this program has taken steps that this one does not know.
    """
    with engine.connect() as connection:
        if _step(connection) == NEWEST:
            return
    with engine.connect() as connection:
        _wait_for_others(connection)
        if _step(connection) != NEWEST:
            _take_steps(connection)
        connection.commit()


def _step(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _wait_for_others(connection: Connection) -> None:
    """Two programs may start at once on one database: the second finds the steps taken."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def _take_steps(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config  # only a database that is not up to date waits for it
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StoreError(
            "The database was made by a newer edition of this program. Nothing was written to it: update the program.",
            field="database",
        ) from error
