"""Schemes of certificates and plans: their words, and how long certificate and plan usually run."""

from enum import StrEnum
from functools import cache
from typing import Annotated

from pydantic import Field

from ergo.knowledge.files import read_json
from ergo.knowledge.rows import Row, Words, by_id, checked
from ergo.knowledge.sources import SourceField, Statement, Status
from ergo.knowledge.visibility import Audience

FILE = "schemes.json"


class About(StrEnum):
    """What a note of a scheme is about."""

    CERTIFICATE = "certificate"
    PLAN = "plan"


class SchemeNote(Statement):
    """What a scheme says of its certificate or plan.

    ``most_days`` is the length beyond which a certificate, or a plan up to full duties, is pointed out;
    ``first_most_days`` that of the first certificate of a case, where it differs.
    """

    about: About
    most_days: Annotated[int, Field(ge=1)] | None
    first_most_days: Annotated[int, Field(ge=1)] | None = None


class Scheme(Row):
    """One scheme: what its certificate and its plan are called, with the source of these names, and what it says.

    ``certifier_approves`` says that no plan becomes active without the certifier's approval. ``diagnosis_shown_to`` are
    the readers outside the treating team for whom its form holds the diagnosis; nobody where nothing is said.
    """

    id: Words
    label: Words
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    certificate: Words
    plan: Words
    certifier_approves: bool = False
    diagnosis_shown_to: tuple[Audience, ...] = ()
    source: SourceField
    status: Status
    note: str = ""
    notes: tuple[SchemeNote, ...] = Field(min_length=1)

    def notes_about(self, about: About) -> tuple[SchemeNote, ...]:
        """What it says of the certificate, or of the plan."""
        return tuple(note for note in self.notes if note.about is about)


@cache
def schemes() -> dict[str, Scheme]:
    """All schemes by id, in the order of the file."""
    return by_id(checked(Scheme, read_json(FILE)["schemes"], FILE), FILE)
