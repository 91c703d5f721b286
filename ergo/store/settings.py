"""The settings of the tool, kept beside its cases."""

from pydantic import ValidationError
from sqlalchemy import Engine, delete, insert, select

from ergo.errors import InputError
from ergo.model.settings import Settings
from ergo.store import casefile
from ergo.store.faults import told
from ergo.store.tables import settings as kept


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


class KeptSettings:
    """The settings in one store. Every method raises StoreError where the database cannot be read or written."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def load(self) -> Settings:
        """The settings as they were saved last, the usual ones before that; InputError when they cannot be read."""
        with told(self._engine.url), self._engine.connect() as connection:
            document = connection.execute(select(kept.c.document)).scalar()
        if document is None:
            return Settings()
        return checked_settings(casefile.parsed(document.encode()))

    def save(self, settings: Settings) -> None:
        """Keep the settings in place of those before."""
        row = insert(kept).values(id=1, document=settings.model_dump_json())
        with told(self._engine.url), self._engine.begin() as connection:
            connection.execute(delete(kept))
            connection.execute(row)
