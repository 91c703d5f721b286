"""Standing sentences of the documents: what is the same in every one of a kind, kept where it can be corrected."""

from functools import cache

from pydantic import Field

from ergo.errors import InputError
from ergo.knowledge.files import read_json
from ergo.knowledge.rows import Row, Words, by_id, checked
from ergo.knowledge.sources import Statement

EMPLOYER_PLAN = "employer_plan.json"
CERTIFIER_QUERY = "certifier_query.json"
WEEKLY_SHEET = "weekly_sheet.json"
STOP_NOTICE = "stop_notice.json"
MY_PLAN = "my_plan.json"
PROPOSAL = "proposal.json"
SUMMARY = "summary.json"
RESPONSE_FORM = "response_form.json"
COPY_ACROSS = "copy_across.json"


class Section(Row):
    """The standing sentences of one section."""

    id: Words
    statements: tuple[Statement, ...] = Field(min_length=1)


@cache
def _sections(file: str) -> dict[str, Section]:
    return by_id(checked(Section, read_json(file)["sections"], file), file)


def employer_plan_sections() -> dict[str, Section]:
    """The sections of the employer's plan by id."""
    return _sections(EMPLOYER_PLAN)


def certifier_query_sections() -> dict[str, Section]:
    """The sections of the question to the certifier by id."""
    return _sections(CERTIFIER_QUERY)


def certifier_query_sentences(section_id: str) -> list[str]:
    """The sentences of one section of the question to the certifier."""
    return [statement.text for statement in certifier_query_sections()[section_id].statements]


def weekly_sheet_sections() -> dict[str, Section]:
    """The sections of the worker's weekly sheet by id; its kinds of problem are read by `ergo.knowledge.reviews`."""
    return _sections(WEEKLY_SHEET)


def weekly_sheet_sentences(section_id: str) -> list[str]:
    """The sentences of one section of the weekly sheet."""
    return [statement.text for statement in weekly_sheet_sections()[section_id].statements]


def employer_plan_sentences(section_id: str) -> list[str]:
    """The sentences of one section; InputError when the file has none of this name."""
    found = employer_plan_sections().get(section_id)
    if found is None:
        raise InputError(
            f"The employer's plan has no section '{section_id}'.", field="section", value=section_id
        )
    return [statement.text for statement in found.statements]


def stop_notice_sentences(section_id: str) -> list[str]:
    """The sentences of one section of the stop notice."""
    return [statement.text for statement in _sections(STOP_NOTICE)[section_id].statements]


def proposal_sentences(section_id: str) -> list[str]:
    """The sentences of one section of the proposal to the certifier."""
    return [statement.text for statement in _sections(PROPOSAL)[section_id].statements]


def response_form_sentences(section_id: str) -> list[str]:
    """The sentences of one section of the answer to a plan."""
    return [statement.text for statement in _sections(RESPONSE_FORM)[section_id].statements]


def summary_sentences(section_id: str) -> list[str]:
    """The sentences of one section of the summary for the insurer."""
    return [statement.text for statement in _sections(SUMMARY)[section_id].statements]


def my_plan_sections() -> dict[str, Section]:
    """The sections of the worker's hand-outs by id."""
    return _sections(MY_PLAN)


def my_plan_sentences(section_id: str) -> list[str]:
    """The sentences of one section of the worker's hand-outs."""
    return [statement.text for statement in my_plan_sections()[section_id].statements]


def copy_across_sentences(section_id: str) -> list[str]:
    """The sentences of one section of the copy-across sheet."""
    return [statement.text for statement in _sections(COPY_ACROSS)[section_id].statements]
