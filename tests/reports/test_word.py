"""The employer's plan as a Word file: its words, real structure, and proof against what people type."""

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from ergo.model.case import Case
from ergo.model.settings import Paper
from ergo.reports.document import Bullets, Document, Heading, Picture, Table, Words, cell
from ergo.reports.employer_plan import employer_plan_content
from ergo.reports.employer_plan_document import employer_plan_document
from ergo.reports.word import render_word
from tests.reports.cases import TODAY, case, signed
from tests.reports.test_audience import planted_case
from tests.reports.test_pdf import HOSTILE


def word_of(of: Case, paper: Paper = Paper.A4) -> bytes:
    return render_word(employer_plan_document(employer_plan_content(of, today=TODAY)), paper)


def opened(data: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(data))


def words(data: bytes) -> str:
    """Every text of the file in reading order, with plain spaces."""
    file = opened(data)
    found = [node.text or "" for node in file.element.body.iter(qn("w:t"))]
    found += [p.text for s in file.sections for part in (s.header, s.footer) for p in part.paragraphs]
    return " ".join(" ".join(found).replace("\u00a0", " ").replace("\u200b", "").split())


@pytest.fixture(scope="module")
def draft() -> bytes:
    return word_of(case())


def test_dates_hours_duties_and_limits_can_be_read(draft: bytes) -> None:
    said = words(draft)
    for wanted in (
        "Graded return-to-work plan",
        "Sample Worker (WK-7)",
        "Mon 5 Jan 2026",
        "Fri 9 Jan 2026",
        "5 Jan: 07:30, 4 h",
        "Pick from the lowest layer: 1 h a day",
        "Lift, floor to waist: up to 8 kg",
        "Must not be exceeded",
        "Scissor lift table, hydraulic foot-pump",
        "Full duties are not within the 3 weeks",
        "It declares nobody fit or unfit for work",
        "Signature",
    ):
        assert wanted in said, wanted


def test_draft_until_it_is_signed(draft: bytes) -> None:
    header = opened(draft).sections[0].header.paragraphs[0].text
    assert header.endswith("DRAFT – not signed")
    final = word_of(signed(case()))
    assert "DRAFT" not in words(final)
    assert opened(final).sections[0].header.paragraphs[0].text.endswith("the signed document is the PDF")


def test_headings_lists_and_repeated_table_heads_are_real(draft: bytes) -> None:
    file = opened(draft)
    styles = [p.style.name for p in file.paragraphs]
    assert styles.count("Title") == 1
    assert {"Heading 1", "Heading 2", "List Bullet"} <= set(styles)
    with_heads = [t for t in file.tables if t.rows[0]._tr.trPr is not None]
    assert with_heads
    assert all(t.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for t in with_heads)


def test_pictures_say_what_they_show(draft: bytes) -> None:
    shapes = opened(draft).inline_shapes
    told = [shape._inline.docPr.get("descr") for shape in shapes]
    assert any("Week 1 from 5 Jan: 20 h, firm" in words for words in told)
    assert all(told)


def test_nothing_hidden_is_in_any_part_of_the_file() -> None:
    whole, planter = planted_case()
    data = word_of(whole)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        everything = b"\n".join(parts.read(name) for name in parts.namelist()).decode("utf-8", "replace")
    assert planter.planted["Worker.code"][0] in everything
    assert [marker for marker in planter.hidden() if marker in everything] == []


def test_nothing_leads_outside(draft: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(draft)) as parts:
        links = [parts.read(name).decode() for name in parts.namelist() if name.endswith(".rels")]
    assert links
    assert [link for link in links if 'TargetMode="External"' in link] == []


def test_same_input_same_bytes(draft: bytes) -> None:
    assert word_of(case()) == draft


@pytest.mark.parametrize(("paper", "width_mm"), [(Paper.A4, 210), (Paper.LETTER, 216)])
def test_paper(paper: Paper, width_mm: int) -> None:
    assert round(opened(word_of(case(), paper)).sections[0].page_width.mm) == width_mm


def test_typed_text_of_any_kind_makes_a_file() -> None:
    blocks = [
        Heading(text=HOSTILE),
        Words(text=HOSTILE),
        Bullets(items=[HOSTILE]),
        Table(heads=[HOSTILE, "b"], widths=[20, None], rows=[[cell(HOSTILE), cell("")]]),
    ]
    made = render_word(Document(title=HOSTILE, subject=HOSTILE, author=HOSTILE, on=TODAY, blocks=blocks))
    # five texts of the blocks, title and subject in the text, and both again in the header
    assert words(made).count("<script>alert(1)</script>") == 5 + 2 + 2


def test_a_photograph_is_placed_with_its_words() -> None:
    pixel = (
        "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////"
        "////////////////2wBDAf//////////////////////////////////////////////////////////////////////////////////////"
        "wAARCAABAAEDASIAAhEBAxEB/8QAFAABAAAAAAAAAAAAAAAAAAAAAv/EABQQAQAAAAAAAAAAAAAAAAAAAAD/xAAUAQEAAAAAAAAAAAAAAAAAAAAA"
        "/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAwDAQACEQMRAD8AR//Z"
    )
    picture = Picture(jpeg=pixel, alt="Pallet in the bay", caption="Pallet, 5 Jan 2026", width_mm=40)
    made = render_word(Document(title="Job", on=TODAY, blocks=[picture]))
    assert opened(made).inline_shapes[0]._inline.docPr.get("descr") == "Pallet in the bay"
    assert "Pallet, 5 Jan 2026" in words(made)
