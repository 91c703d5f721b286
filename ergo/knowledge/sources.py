"""Where the figures and statements of the knowledge base come from, and how far each can be relied on."""

from enum import StrEnum
from functools import cache
from typing import Annotated

from pydantic import AfterValidator

from ergo.errors import InputError
from ergo.knowledge.files import file_names, read_csv
from ergo.knowledge.rows import Row, Words, by_id, checked

FOLDER = "sources"


class Status(StrEnum):
    """How far a figure or statement has been checked: the one list, in falling order of trust.

    verified2
        Two independent public pages agree.
    verified
        Read in a public page.
    partly verified
        A part was read, the rest is from memory; the note says which.
    memory, unverified
        Professional knowledge that was not read in a source. Shown as such wherever a person sees it.
    derived
        Computed here from a figure that a source prints.
    clinical judgement
        A working value where nothing is published; the clinician may change it.
    proposal
        A design choice of this project.
    """

    VERIFIED_TWICE = "verified2"
    VERIFIED = "verified"
    PARTLY_VERIFIED = "partly verified"
    MEMORY = "memory, unverified"
    DERIVED = "derived"
    CLINICAL_JUDGEMENT = "clinical judgement"
    PROPOSAL = "proposal"


class Source(Row):
    """One row of a file of ``data/sources``: what is cited, and where it was read."""

    id: Words
    citation: Words
    where_seen: str
    status: Status
    note: str


@cache
def sources() -> dict[str, Source]:
    """All sources by id, in the order of the files."""
    rows = [row for name in file_names(FOLDER, ".csv") for row in checked(Source, read_csv(name), name)]
    return by_id(rows, FOLDER)


def source(source_id: str) -> Source:
    """One source; InputError when there is none with this id."""
    found = sources().get(source_id)
    if found is None:
        raise InputError(f"There is no source called '{source_id}'.", field="source", value=source_id)
    return found


def source_ids(text: str) -> tuple[str, ...]:
    """The ids in a source field, which parts them by semicolons: "S01;S02"."""
    return tuple(text.split(";"))


def _known(text: str) -> str:
    for source_id in source_ids(text):
        source(source_id)
    return text


SourceField = Annotated[str, AfterValidator(_known)]
"""One or more ids of ``data/sources``, parted by semicolons."""


class Statement(Row):
    """A sentence that a person reads, with its source and status."""

    text: Words
    source: SourceField
    status: Status
    note: str = ""
