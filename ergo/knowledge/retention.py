"""How long records are kept in each place; the clinic chooses the rule, and nothing is deleted by it."""

from functools import cache
from typing import Annotated

from pydantic import Field

from ergo.knowledge.files import read_json
from ergo.knowledge.rows import Row, Words, by_id, checked
from ergo.knowledge.sources import SourceField, Status

FILE = "retention.json"


class Retention(Row):
    """One place, how long records of this kind are kept there, and where that was read.

    ``years`` is the term counted from the last entry; None where there is no fixed one.
    """

    id: Words
    place: Words
    years: Annotated[int, Field(ge=1)] | None
    rule: Words
    source: SourceField
    status: Status
    note: str = ""


@cache
def retention_rules() -> dict[str, Retention]:
    """All rules by id, in the order of the file."""
    return by_id(checked(Retention, read_json(FILE)["rules"], FILE), FILE)
