"""The employer's plan as PDF: readable, tagged, closed in itself, and proof against what people type."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.generic import DictionaryObject, IndirectObject

from ergo.model.case import Case
from ergo.model.settings import Paper
from ergo.reports.employer_plan import employer_plan_content
from ergo.reports.employer_plan_document import employer_plan_document
from ergo.reports.fonts import covered, printable
from ergo.reports.pdf import render_pdf
from tests.reports.cases import TODAY, case, signed
from tests.reports.pdf_reading import everything, pages, reader, text

HOSTILE = (
    '#let x = panic("markup") #read("/etc/passwd") $ sum_(i=0) $ *bold* _it_ `raw` <script>alert(1)</script> '
    "</text></svg> \\u{41} = Heading \n- list \u202eright to left\u202c שלום مرحبا 漢字 😀 👩‍🦰 \x00\x07\ufffe ]] [["
)


def pdf_of(of: Case, paper: Paper = Paper.A4) -> bytes:
    return render_pdf(employer_plan_document(employer_plan_content(of, today=TODAY)), paper)


@pytest.fixture(scope="module")
def draft() -> bytes:
    return pdf_of(case())


def test_dates_hours_duties_and_limits_can_be_read(draft: bytes) -> None:
    said = text(draft)
    for wanted in (
        "Graded return-to-work plan",
        "Sample Worker (WK-7)",
        "Mon 5 Jan 2026",
        "5 Jan to 11 Jan 2026",
        "Fri 9 Jan 2026",
        "5 Jan: 07:30, 4 h",
        "16 Jan: 07:30, 6 h",
        "Pick from the lowest layer: 1 h a day",
        "Lift, floor to waist: up to 8 kg",
        "week 3: up to 10 kg",
        "Must not be exceeded",
        "Agreed starting limit",
        "Scissor lift table, hydraulic foot-pump",
        "Facilities",
        "Bus times allow no five-hour day.",
        "R. Therapist · 0100 200",
        "Full duties are not within the 3 weeks",
        "It declares nobody fit or unfit for work",
        "Signature",
        "Normal week: 40 h",
    ):
        assert wanted in said, wanted


def test_draft_on_every_page_until_it_is_signed(draft: bytes) -> None:
    unsigned, final = pages(draft), pages(pdf_of(signed(case())))
    assert all("DRAFT – not signed" in page for page in unsigned)
    assert not any("DRAFT" in page for page in final)
    assert all("Signed" in page for page in final)
    assert "OT 12345" in " ".join(final)


def test_pages_are_numbered(draft: bytes) -> None:
    said = pages(draft)
    for number, page in enumerate(said, start=1):
        assert f"Page {number} of {len(said)}" in page


def test_tagged_with_title_language_and_author(draft: bytes) -> None:
    file = reader(draft)
    root = file.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert file.metadata is not None
    assert file.metadata.title == "DRAFT – not signed: Graded return-to-work plan"
    assert file.metadata.author == "R. Therapist"
    xmp = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp


def tags(node: object, found: list[DictionaryObject]) -> list[DictionaryObject]:
    """Every element of the structure tree."""
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, DictionaryObject):
        found.append(node)
        tags(node.get("/K"), found)
    elif isinstance(node, list):
        for child in node:
            tags(child, found)
    return found


def test_structure_has_headings_table_headers_and_described_figures(draft: bytes) -> None:
    elements = tags(reader(draft).trailer["/Root"]["/StructTreeRoot"], [])
    kinds = [element.get("/S") for element in elements]
    for wanted in ("/H1", "/H2", "/Table", "/TH", "/TD", "/L", "/Figure"):
        assert wanted in kinds, wanted
    figures = [element for element in elements if element.get("/S") == "/Figure"]
    assert figures
    assert all(figure.get("/Alt") for figure in figures)
    assert any("Week 1 from 5 Jan: 20 h, firm" in str(figure.get("/Alt")) for figure in figures)


def test_fonts_are_embedded_and_ours(draft: bytes) -> None:
    names = set()
    for page in reader(draft).pages:
        for font in page["/Resources"]["/Font"].values():
            (descendant,) = font.get_object()["/DescendantFonts"]
            descriptor = descendant.get_object()["/FontDescriptor"]
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
            names.add(str(descriptor["/FontName"]).partition("+")[2])
    assert names
    assert names <= {"OpenSans", "OpenSans-Bold", "DejaVuSans"}


def test_nothing_leads_outside_or_runs(draft: bytes) -> None:
    raw = everything(draft)
    for word in (b"/URI", b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/AcroForm", b"/OpenAction"):
        assert word not in raw, word
    assert all("/Annots" not in page for page in reader(draft).pages)


def test_same_input_same_bytes(draft: bytes) -> None:
    assert pdf_of(case()) == draft


@pytest.mark.parametrize(("paper", "width", "height"), [(Paper.A4, 595, 842), (Paper.LETTER, 612, 792)])
def test_paper(paper: Paper, width: int, height: int) -> None:
    box = reader(pdf_of(case(), paper)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (width, height)


def hostile_case(typed: str) -> Case:
    """Every text that reaches the file, as long as its field allows."""
    label, words = (typed * 40)[:120], (typed * 40)[:4000]
    told = case()
    assert told.plan is not None
    told.worker.code = told.worker.name = told.employer.name = told.employer.worksite = label
    told.job.title = told.job.department = label
    for contact in told.contacts:
        contact.name = contact.phone = contact.email = label
    for task in told.job.tasks:
        task.name = label
    told.modifications[0].responsible = label
    override = told.plan.overrides[0]
    override.what = override.reason = words
    override.by = label
    told.plan.day_rules[0].sentence = words
    told.plan.weeks[0].reasons[0].sentence = words
    return told


def test_typed_markup_is_printed_and_never_acts() -> None:
    said = text(pdf_of(hostile_case(HOSTILE)))
    for wanted in (
        '#let x = panic("markup")',
        '#read("/etc/passwd")',
        "*bold*",
        "<script>alert(1)</script>",
        "$ sum_",
    ):
        assert wanted in said
    assert "root:" not in said


@pytest.mark.parametrize("typed", ["x", "漢", "\x00", " ", "\n", "#", "\\", "a\u0301", "🫠", "\ufeff"])
def test_long_texts_of_any_kind_make_a_document(typed: str) -> None:
    assert len(pages(pdf_of(hostile_case(typed)))) >= 3


@settings(max_examples=15)
@given(st.text(min_size=1, max_size=60))
def test_any_text_makes_a_document(typed: str) -> None:
    assert pdf_of(hostile_case(typed)).startswith(b"%PDF-1.7")


def test_a_plan_of_many_weeks_repeats_its_table_headings() -> None:
    long = case()
    assert long.plan is not None
    first = long.plan.weeks[0]
    long.plan.weeks = [
        first.model_copy(
            update={
                "number": n + 1,
                "monday": date.fromordinal(first.monday.toordinal() + 7 * n),
                "total_min": 1200 + n,
            }
        )
        for n in range(60)
    ]
    carried = [page for page in pages(pdf_of(long)) if "Week and hours" in page]
    assert len(carried) > 3


def test_characters_without_a_shape_become_a_box() -> None:
    assert printable("a漢b") == "a□b"
    assert printable("a\u202eb\x00c\u200d") == "abc"
    assert printable("Žluťoučký, Ελληνικά, Кириллица, שלום, مرحبا, 😀 – “x” ≤ ½") == (
        "Žluťoučký, Ελληνικά, Кириллица, שלום, مرحبا, 😀 – “x” ≤ ½"
    )


def test_coverage_is_read_from_the_fonts() -> None:
    """Open Sans has Latin, Greek and Cyrillic, DejaVu Sans arrows; neither has Chinese."""
    known = covered()
    assert {ord(c) for c in "AzéαЖ→"} <= known
    assert ord("漢") not in known
