"""The settings of the tool, kept beside its cases."""

from pydantic import ValidationError
from sqlalchemy import Column, Engine, Integer, MetaData, Table, Text, delete, insert, select

from ergo.errors import InputError
from ergo.model.settings import Settings
from ergo.store import casefile
from ergo.store.faults import told


def checked_settings(values: object) -> Settings:
    """Settings by name; InputError naming the first that is refused."""
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first["loc"][0]) if first["loc"] else "settings"
        raise InputError(
            f"Settings: {field} {first['input']!r:.40} is not one of those that can be set.",
            item="Settings",
            field=field,
            value=first["input"],
        ) from error


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
        return checked_settings(casefile.parsed(document.encode()))

    def save(self, settings: Settings) -> None:
        """Keep the settings in place of those before."""
        row = insert(self._table).values(id=1, document=settings.model_dump_json())
        with told(self._engine.url), self._engine.begin() as connection:
            connection.execute(delete(self._table))
            connection.execute(row)
