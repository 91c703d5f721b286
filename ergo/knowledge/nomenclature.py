"""The terms of the field, each with symbol, unit and meaning, and the methods that are known and not offered."""

from functools import cache

from pydantic import Field

from ergo.knowledge.files import read_json
from ergo.knowledge.rows import Row, Words, by_id, checked
from ergo.knowledge.sources import SourceField, Status

TERMS_FILE, METHODS_FILE = "nomenclature.json", "unavailable_methods.json"


class TermRow(Row):
    """One term: what it is called, its letter and unit if it has them, what it means, and what else it is called."""

    id: Words
    term: Words
    symbol: str = ""
    unit: str = ""
    meaning: Words
    also: tuple[Words, ...] = ()
    source: SourceField
    status: Status


class UnavailableMethod(Row):
    """A published method that is not offered, with the reason."""

    id: Words
    name: Words
    for_work: Words
    reason: Words = Field(max_length=300)


@cache
def terms() -> dict[str, TermRow]:
    """All terms by id, in the order of the file."""
    return by_id(checked(TermRow, read_json(TERMS_FILE)["terms"], TERMS_FILE), TERMS_FILE)


@cache
def unavailable_methods() -> dict[str, UnavailableMethod]:
    """The methods that are known and not offered, by id."""
    return by_id(checked(UnavailableMethod, read_json(METHODS_FILE)["methods"], METHODS_FILE), METHODS_FILE)
