"""Rows of a data file, checked by a model when they are loaded.

A mistake in a row is reported with file, row and field, so that whoever keeps the file finds the cell.
"""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Protocol, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError

from ergo.knowledge.files import DataFileError

_SHOWN_CHARACTERS = 80


class Row(BaseModel):
    """Base of every row: unknown fields are refused, and what was loaded cannot be changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


AnyRow = TypeVar("AnyRow", bound=BaseModel)
AnyIdentifiedRow = TypeVar("AnyIdentifiedRow", bound=_Identified)


def _split(cell: object) -> object:
    return [part.strip() for part in cell.split(";") if part.strip()] if isinstance(cell, str) else cell


SemicolonList = BeforeValidator(_split)
"""Marks a field whose cell holds several values, as in "back_strain;disc"."""

Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Text that may not be left empty."""


def checked(model: type[AnyRow], rows: Iterable[Mapping[str, Any]], file: str) -> list[AnyRow]:
    """The rows as models, in the order of the file.

    Raises
    ------
    DataFileError
        For the first row that the model refuses, naming file, row (the first being 1), id, field and value.
    """
    found = []
    for number, row in enumerate(rows, start=1):
        try:
            found.append(model.model_validate(row))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "row"
            name = f" ({row['id']})" if "id" in row else ""
            value = repr(first["input"])[:_SHOWN_CHARACTERS]
            raise DataFileError(
                f"data/{file}, row {number}{name}, {where}: {first['msg']}: {value}"
            ) from error
    return found


def by_id(rows: Iterable[AnyIdentifiedRow], file: str) -> dict[str, AnyIdentifiedRow]:
    """The rows by id, in their order; DataFileError when an id stands twice."""
    found: dict[str, AnyIdentifiedRow] = {}
    for number, row in enumerate(rows, start=1):
        if row.id in found:
            raise DataFileError(f"data/{file}, row {number} ({row.id}), id: this id stands twice")
        found[row.id] = row
    return found
