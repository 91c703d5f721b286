"""The settings of the tool, kept beside its cases."""

from sqlalchemy import Column, Engine, Integer, MetaData, Table, Text, delete, insert, select

from ergo.errors import InputError
from ergo.model.settings import Settings
from ergo.store import casefile
from ergo.store.faults import told
from ergo.store.refusal import checked


def settings_table(metadata: MetaData) -> Table:
    """The table of the settings, as a part of the tables of the store; it has one row at most."""
    return Table(
        "settings",
        metadata,
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("document", Text, nullable=False),
    )


class KeptSettings:
    """The settings in one store. Every method raises StoreError where the database cannot be read or written."""

    def __init__(self, engine: Engine, table: Table) -> None:
        self._engine = engine
        self._table = table

    def load(self) -> Settings:
        """The settings as they were saved last, the usual ones before that; InputError when they cannot be read."""
        with told(self._engine.url), self._engine.connect() as connection:
            document = connection.execute(select(self._table.c.document)).scalar()
        if document is None:
            return Settings()
        try:
            return checked(Settings, casefile.parsed(document.encode()))
        except InputError as error:
            raise InputError(f"The settings cannot be read: {error}", item="Settings") from error

    def save(self, settings: Settings) -> None:
        """Keep the settings in place of those before."""
        row = insert(self._table).values(id=1, document=settings.model_dump_json())
        with told(self._engine.url), self._engine.begin() as connection:
            connection.execute(delete(self._table))
            connection.execute(row)
