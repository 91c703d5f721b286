"""The documents of the worked examples as PDF: tagged, with their fonts inside and nothing that leads outside."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from ergo.reports.pdf import render_pdf
from ergo.workflow.documents import How, Kind, kinds, with_plan
from ergo.workflow.examples import example

HOW = How(date(2026, 11, 21))


@pytest.mark.parametrize("kind", [Kind.REPORT, Kind.SUMMARY, Kind.JOB_DEMANDS, Kind.EMPLOYER_PLAN])
def test_tagged_with_fonts_inside_and_no_links(kind: Kind) -> None:
    document = kinds()[kind].blocks(with_plan(example("delivery"), HOW.on), HOW)
    reader = PdfReader(BytesIO(render_pdf(document)))
    root = reader.trailer["/Root"]
    assert "/StructTreeRoot" in root
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("en")
    assert document.title in reader.metadata.title
    for page in reader.pages:
        assert not [a for a in page.get("/Annots", []) if a.get_object().get("/Subtype") == "/Link"]
        for font in page["/Resources"].get("/Font", {}).values():
            (descendant,) = font.get_object()["/DescendantFonts"]
            described = descendant.get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(described)
