"""Every format of every document for others: no hidden text is anywhere in the file, whatever part of it holds it."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from ergo.knowledge.visibility import Audience, Rule, visibility
from ergo.model.case import Case
from ergo.model.record import Decision, Review
from ergo.reports.html import render_html
from ergo.reports.pdf import render_pdf
from ergo.reports.word import render_word
from ergo.workflow.documents import DocumentKind, Format, How, kinds
from tests.reports.cases import TODAY
from tests.reports.pdf_reading import holds
from tests.reports.test_audience import SEEN_BY_ROLE, SEEN_BY_THE_EMPLOYER, Planter, planted_case

RENDERED: dict[Format, Callable[..., bytes]] = {
    Format.PDF: render_pdf,
    Format.WORD: render_word,
    Format.HTML: render_html,
}
OTHERS = (Audience.EMPLOYER, Audience.INSURER, Audience.CERTIFIER)
DOCUMENTS = [(row, form) for row in kinds().values() if row.audience in OTHERS for form in row.formats]
SHOWN_OF_THE_JOB = {
    "Demand.confirmed_by",
    "Photograph.caption",
    "CycleStep.name",
    "Verification.name",
    "Verification.comment",
}
ITEM_OF = {
    "Clinical.body_area": "body_area",
    "Restriction.wording": "restriction_wording",
    "Restriction.author": "restriction_wording",
    "Certificate.author": "restriction_wording",
    "Query.question": "restriction_wording",
    "Query.answer": "restriction_wording",
    "StatedNeed.wording": "restriction_wording",
    "StatedNeed.author": "restriction_wording",
}
"""Texts about the person that a reader may see where the visibility table lets them see the whole of an item."""


def may_see(audience: Audience) -> set[str]:
    """The fields whose text may stand in a document for somebody outside the treating team."""
    by_item = {where for where, item in ITEM_OF.items() if visibility(item, audience).rule is Rule.FULL}
    people = set() if audience is Audience.EMPLOYER else SEEN_BY_ROLE
    return SEEN_BY_THE_EMPLOYER | SHOWN_OF_THE_JOB | by_item | people


@pytest.fixture(scope="module")
def planted() -> tuple[Case, Planter]:
    whole, planter = planted_case()
    whole.reviews.append(Review(on=TODAY, monday=TODAY, decided=Decision.STOP_AND_REFER))
    for task in whole.job.tasks:
        task.photographs = []
    return whole, planter


def everything_in(data: bytes) -> str:
    """Every text of a file: the members of a package, unfolded lines of a calendar, or the bytes themselves."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return "".join(
                f"{name} {package.read(name).decode(errors='replace')}" for name in package.namelist()
            )
    return data.decode(errors="replace").replace("\r\n ", "")


@pytest.mark.parametrize(("row", "form"), DOCUMENTS, ids=[f"{row.kind}-{form}" for row, form in DOCUMENTS])
def test_no_hidden_marker_is_in_the_file(
    row: DocumentKind, form: Format, planted: tuple[Case, Planter]
) -> None:
    whole, planter = planted
    how = How(TODAY, about=row.abouts(whole, How(TODAY))[0])
    data = row.further[form](whole, how) if form in row.further else RENDERED[form](row.blocks(whole, how))
    seen = may_see(row.audience)
    by_role = SEEN_BY_ROLE if row.audience is Audience.EMPLOYER else set()
    hidden = [m for where, marks in planter.planted.items() if where not in seen | by_role for m in marks]
    assert len(hidden) > 100
    written = everything_in(data)
    found = [marker for marker in hidden if marker in written]
    if form is Format.PDF:
        found += [marker for marker in hidden if holds(data, marker)]
    else:
        assert re.search(r"MK\d{4}Q", written), "nothing that may be seen is in it either"
    assert found == []


def test_the_table_lets_each_reader_see_what_is_allowed_here() -> None:
    assert "Restriction.wording" in may_see(Audience.CERTIFIER)
    assert "Restriction.wording" not in may_see(Audience.INSURER) | may_see(Audience.EMPLOYER)
    assert "Clinical.body_area" in may_see(Audience.INSURER)
    for audience in OTHERS:
        assert not {"Clinical.diagnosis", "Clinical.notes", "SheetDay.missed_reason"} & may_see(audience)
