"""Who may see what: the table by which every document is cut for its audience before it is drawn."""

from enum import StrEnum
from functools import cache
from typing import Annotated

from pydantic import BeforeValidator

from ergo.errors import InputError
from ergo.knowledge.files import read_csv
from ergo.knowledge.rows import Row, Words, by_id, checked
from ergo.knowledge.sources import SourceField, Status

FILE = "visibility.csv"


class Audience(StrEnum):
    """Who a document is for."""

    WORKER = "worker"
    TREATING_TEAM = "treating_team"
    EMPLOYER = "employer"
    INSURER = "insurer"
    CERTIFIER = "certifier"


class Rule(StrEnum):
    """How much of an item an audience sees.

    ``reduced`` shows it in another form only, which the row names; ``consent`` shows it only where the worker
    has agreed to this item for this recipient.
    """

    FULL = "full"
    REDUCED = "reduced"
    CONSENT = "consent"
    NONE = "none"


class Visibility(Row):
    """What one audience sees of one item; ``form`` says in which form a reduced item is shown."""

    rule: Rule
    form: str = ""


def _cell(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    rule, _, form = cell.partition(": ")
    if (rule == Rule.REDUCED) != bool(form):
        raise ValueError("a reduced item names its form ('reduced: times'), and only a reduced item does")
    return {"rule": rule, "form": form}


Cell = Annotated[Visibility, BeforeValidator(_cell)]


class Item(Row):
    """One kind of information about the worker or the case, with what each audience sees of it."""

    id: Words
    item: Words
    worker: Cell
    treating_team: Cell
    employer: Cell
    insurer: Cell
    certifier: Cell
    source: SourceField
    status: Status
    note: str

    def seen_by(self, audience: Audience) -> Visibility:
        """What this audience sees."""
        return {
            Audience.WORKER: self.worker,
            Audience.TREATING_TEAM: self.treating_team,
            Audience.EMPLOYER: self.employer,
            Audience.INSURER: self.insurer,
            Audience.CERTIFIER: self.certifier,
        }[audience]


@cache
def items() -> dict[str, Item]:
    """All items by id, in the order of the file."""
    return by_id(checked(Item, read_csv(FILE), FILE), FILE)


def visibility(item_id: str, audience: Audience) -> Visibility:
    """What an audience sees of an item; InputError for an item that the table does not know."""
    found = items().get(item_id)
    if found is None:
        raise InputError(f"The visibility table has no item '{item_id}'.", field="item", value=item_id)
    return found.seen_by(audience)
