"""The employer's plan as a web page: words, structure, nothing from outside, proof against what people type."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from ergo.model.case import Case
from ergo.reports.document import Bullets, Document, Heading, Picture, Table, Words, cell
from ergo.reports.employer_plan import employer_plan_content
from ergo.reports.employer_plan_document import employer_plan_document
from ergo.reports.html import render_html
from tests.reports.cases import TODAY, case, signed

VOID = {"meta", "br", "img", "link", "input", "path", "rect", "line", "circle", "polyline", "polygon", "use"}


class Page(HTMLParser):
    """The words of a page, its elements in order, and every address in it."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.words: list[str] = []
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(data.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    @property
    def said(self) -> str:
        return " ".join(" ".join(self.words).replace("\u00a0", " ").split())


def html_of(of: Case) -> bytes:
    return render_html(employer_plan_document(employer_plan_content(of, today=TODAY)))


@pytest.fixture(scope="module")
def draft() -> bytes:
    return html_of(case())


def test_dates_hours_duties_and_limits_can_be_read(draft: bytes) -> None:
    said = Page(draft).said
    for wanted in (
        "Graded return-to-work plan",
        "Sample Worker (WK-7)",
        "Mon 5 Jan 2026",
        "5 Jan: 07:30, 4 h",
        "Pick from the lowest layer: 1 h a day",
        "Lift, floor to waist: up to 8 kg",
        "Full duties are not within the 3 weeks",
    ):
        assert wanted in said, wanted


def test_a_draft_says_so_until_it_is_signed(draft: bytes) -> None:
    assert "DRAFT" in Page(draft).said
    assert "DRAFT" not in Page(html_of(signed(case()))).said


def test_language_title_headings_and_tables(draft: bytes) -> None:
    page = Page(draft)
    assert ("lang", "en-GB") in page.attributes
    assert page.elements.count("h1") == 1
    assert page.elements[page.elements.index("head") :].index("title") < 6
    headings = [tag for tag in page.elements if re.fullmatch("h[1-6]", tag)]
    assert all(int(b[1]) <= int(a[1]) + 1 for a, b in pairwise(headings))
    assert page.elements.count("th") >= 3
    assert page.open == []


def test_nothing_is_loaded_from_outside(draft: bytes) -> None:
    page = Page(draft)
    addresses = [
        value for name, value in page.attributes if name in ("src", "href", "xlink:href", "action", "data")
    ]
    assert all(value.startswith(("data:image/jpeg;base64,", "#")) for value in addresses)
    assert not {"script", "link", "iframe", "object", "form", "base"} & set(page.elements)
    assert re.findall(r"url\((?!#)", draft.decode()) == []
    assert "@import" not in draft.decode()
    assert any("default-src 'none'" in value for name, value in page.attributes if name == "content")


def test_what_is_typed_never_acts_as_markup() -> None:
    page = Page(html_of(hostile()))
    assert "script" not in page.elements
    assert not any(name.startswith("on") for name, _ in page.attributes)


def hostile() -> Case:
    made = case()
    made.job.title = '<script>alert(1)</script><img src=x onerror="alert(2)">'
    made.employer.name = "{{ 7 * 7 }} \u0000 & Sons"
    return made


def test_typed_text_is_shown_as_typed() -> None:
    said = Page(html_of(hostile())).said
    assert '<script>alert(1)</script><img src=x onerror="alert(2)">' in said
    assert "{{ 7 * 7 }}" in said


def test_every_kind_of_block_is_set() -> None:
    made = Document(
        title="Title",
        on=TODAY,
        blocks=[
            Heading(text="Section"),
            Bullets(items=["one", "two"], in_two_columns=True),
            Table(
                heads=["A", ""], widths=[None, 20], rows=[[cell("x & y"), cell(Words(text="z", strong=True))]]
            ),
            Picture(jpeg="AAAA", alt="a photograph", caption="below it"),
        ],
    )
    page = Page(render_html(made))
    assert page.said.endswith("Title Section one two A x & y z below it")
    assert ("alt", "a photograph") in page.attributes


def test_the_same_document_gives_the_same_bytes(draft: bytes) -> None:
    assert html_of(case()) == draft
