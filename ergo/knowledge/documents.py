"""Standing sentences of the documents: what is the same in every one of a kind, kept where it can be corrected."""

from functools import cache

from pydantic import Field

from ergo.errors import InputError
from ergo.knowledge.files import read_json
from ergo.knowledge.rows import Row, Words, by_id, checked
from ergo.knowledge.sources import Statement

EMPLOYER_PLAN = "employer_plan.json"


class Section(Row):
    """The standing sentences of one section."""

    id: Words
    statements: tuple[Statement, ...] = Field(min_length=1)


@cache
def employer_plan_sections() -> dict[str, Section]:
    """The sections of the employer's plan by id."""
    return by_id(checked(Section, read_json(EMPLOYER_PLAN)["sections"], EMPLOYER_PLAN), EMPLOYER_PLAN)


def employer_plan_sentences(section_id: str) -> list[str]:
    """The sentences of one section; InputError when the file has none of this name."""
    found = employer_plan_sections().get(section_id)
    if found is None:
        raise InputError(
            f"The employer's plan has no section '{section_id}'.", field="section", value=section_id
        )
    return [statement.text for statement in found.statements]
