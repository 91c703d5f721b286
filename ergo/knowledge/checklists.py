"""Checklists of a workplace: what to ask, when it is in order, and what to do where it is not."""

from functools import cache
from typing import Self

from pydantic import Field, ValidationError, model_validator

from ergo.errors import InputError
from ergo.knowledge.files import DataFileError, file_names, read_json
from ergo.knowledge.rows import Row, Words, by_id
from ergo.knowledge.sources import SourceField, Status

FOLDER = "checklists"
ITEMS_AT_MOST = 7
"""Most items of a section: a screen shows one section at a time, each item with its remedy."""


class ChecklistItem(Row):
    """One question: yes is in order, `ok_if` says when, and `if_not` suggests the remedy for a no."""

    id: Words
    section: Words
    ask: Words
    ok_if: Words
    if_not: Words
    source: SourceField
    status: Status


class ChecklistSection(Row):
    """A heading under which items stand."""

    id: Words
    label: Words


class ChecklistHeader(Row):
    """Where the list comes from."""

    what: Words
    source: Words
    status: Words


class Checklist(Row):
    """A file of ``data/checklists``: its items stand in the order of its sections, and begin with its id."""

    id: Words
    header: ChecklistHeader
    title: Words
    about: Words
    sections: tuple[ChecklistSection, ...] = Field(min_length=1)
    items: tuple[ChecklistItem, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        for item in self.items:
            if not item.id.startswith(f"{self.id}."):
                raise ValueError(f"{item.id} does not begin with '{self.id}.'")
        for section in self.sections:
            if not 1 <= len(self.of_section(section.id)) <= ITEMS_AT_MOST:
                raise ValueError(f"section {section.id} needs 1 to {ITEMS_AT_MOST} items")
        in_order = [item for section in self.sections for item in self.of_section(section.id)]
        if in_order != list(self.items):
            raise ValueError("the items do not stand in the order of the sections")
        return self

    def of_section(self, section_id: str) -> tuple[ChecklistItem, ...]:
        """The items of one section."""
        return tuple(item for item in self.items if item.section == section_id)


@cache
def checklists() -> dict[str, Checklist]:
    """All checklists by id, which is the name of the file.

    Raises
    ------
    DataFileError
        When a file does not fit, or an item stands twice.
    """
    found = []
    for name in file_names(FOLDER, ".json"):
        list_id = name.removeprefix(f"{FOLDER}/").removesuffix(".json")
        try:
            found.append(Checklist.model_validate({"id": list_id, **read_json(name)}))
        except ValidationError as error:
            raise DataFileError(f"data/{name}: {error}") from error
    by_id([item for one in found for item in one.items], FOLDER)
    return by_id(found, FOLDER)


def checklist(checklist_id: str) -> Checklist:
    """One checklist; InputError when there is none with this id."""
    found = checklists().get(checklist_id)
    if found is None:
        raise InputError(
            f"There is no checklist called '{checklist_id}'.", field="checklist", value=checklist_id
        )
    return found
