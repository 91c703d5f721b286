"""How long records are kept in each place; shown to the therapist, who decides."""

from functools import cache

from ergo.knowledge.files import read_json
from ergo.knowledge.rows import Row, Words, by_id, checked
from ergo.knowledge.sources import SourceField, Status

FILE = "retention.json"


class Retention(Row):
    """One place, how long records of this kind are kept there, and where that was read."""

    id: Words
    place: Words
    rule: Words
    source: SourceField
    status: Status
    note: str = ""


@cache
def retention_rules() -> dict[str, Retention]:
    """All rules by id, in the order of the file."""
    return by_id(checked(Retention, read_json(FILE)["rules"], FILE), FILE)
