"""Every format of every employer's document: no hidden text is anywhere in the file, whatever part of it holds it."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from ergo.knowledge.visibility import Audience
from ergo.model.case import Case
from ergo.model.record import Decision, Review
from ergo.reports.html import render_html
from ergo.reports.pdf import render_pdf
from ergo.reports.word import render_word
from ergo.workflow.documents import DocumentKind, Format, How, kinds
from tests.reports.cases import TODAY
from tests.reports.pdf_reading import holds
from tests.reports.test_audience import Planter, planted_case

RENDERED: dict[Format, Callable[..., bytes]] = {
    Format.PDF: render_pdf,
    Format.WORD: render_word,
    Format.HTML: render_html,
}
DOCUMENTS = [
    (row, form) for row in kinds().values() if row.audience is Audience.EMPLOYER for form in row.formats
]
SHOWN_OF_THE_JOB = {"Demand.confirmed_by", "Photograph.caption", "CycleStep.name"}


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
    how = How(TODAY)
    data = row.further[form](whole, how) if form in row.further else RENDERED[form](row.blocks(whole, how))
    seen = {m for where in SHOWN_OF_THE_JOB for m in planter.planted.get(where, [])}
    hidden = [marker for marker in planter.hidden() if marker not in seen]
    assert len(hidden) > 100
    written = everything_in(data)
    found = [marker for marker in hidden if marker in written]
    if form is Format.PDF:
        found += [marker for marker in hidden if holds(data, marker)]
    else:
        assert re.search(r"MK\d{4}Q", written), "nothing that may be seen is in it either"
    assert found == []
