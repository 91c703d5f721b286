"""Documents as Word files: headings, real lists and tables with repeated heads, pictures with alternative text.

Sets the blocks of a document and decides nothing; the same document gives the same bytes. Typed text is text of a
run and can never act as markup.
"""

import zipfile
from base64 import b64decode
from collections.abc import Sequence
from datetime import datetime, time
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as WordFile
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from ergo.model.settings import Paper
from ergo.reports.document import (
    Block,
    Box,
    Bullets,
    Document,
    Facts,
    Heading,
    Notice,
    Picture,
    Piece,
    Table,
    Words,
)
from ergo.reports.fonts import breakable, printable
from ergo.reports.pdf import png_of

_SHEETS = {Paper.A4: (210, 297), Paper.LETTER: (215.9, 279.4)}
_SIDE_MM, _TOP_MM, _FOOT_MM = 18, 24, 20
_FONT, _SIZE, _SMALL = "Arial", 10, 9  # a font that every office has: Word files carry none
_LARGE = 1.4
_ACCENT, _MUTED = RGBColor(0x0F, 0x5F, 0x73), RGBColor(0x43, 0x54, 0x5D)
_HEADINGS = {"Title": 20, "Heading 1": 13, "Heading 2": 10.5}
_BULLET, _GRID = "List Bullet", "Table Grid"
_WARNING, _TINT = "FFF4D6", "EEF3F5"
_COPY = "Working copy: the signed document is the PDF"
_MOMENT = (1980, 1, 1, 0, 0, 0)


def render_word(document: Document, paper: Paper = Paper.A4) -> bytes:
    """A document as a Word file (Office Open XML)."""
    return _Writer(document, paper).written()


class _Writer:
    def __init__(self, document: Document, paper: Paper) -> None:
        self.document = document
        self.scale = _LARGE if document.large else 1.0
        self.file: WordFile = docx.Document()
        width, height = _SHEETS[paper]
        self.width_mm = width - 2 * _SIDE_MM
        section = self.file.sections[0]
        section.page_width, section.page_height = Mm(width), Mm(height)
        section.left_margin = section.right_margin = Mm(_SIDE_MM)
        section.top_margin, section.bottom_margin = Mm(_TOP_MM), Mm(_FOOT_MM)
        self.pictures = 0
        self.style_ids = {
            name: str(self.file.styles[name].style_id) for name in ("Normal", _GRID, _BULLET, *_HEADINGS)
        }
        self._styles()
        self._properties()

    def written(self) -> bytes:
        document = self.document
        self._head_and_foot()
        self._styled(document.title, "Title")
        if document.subject:
            self._run(self.file.add_paragraph()._p, document.subject)
        for block in [*document.blocks, *document.closing]:
            self._block(block)
        made = BytesIO()
        self.file.save(made)
        return _same_bytes(made)

    def _styles(self) -> None:
        normal = self.file.styles["Normal"]
        normal.font.name, normal.font.size = _FONT, Pt(_SIZE * self.scale)
        normal.paragraph_format.space_after = Pt(5)
        self.file.styles[_BULLET].paragraph_format.left_indent = Mm(5)
        self.file.styles[_BULLET].paragraph_format.first_line_indent = Mm(-4)
        for name, size in _HEADINGS.items():
            style = self.file.styles[name]
            style.font.name, style.font.size, style.font.bold = _FONT, Pt(size * self.scale), True
            style.font.color.rgb = RGBColor(0x0A, 0x15, 0x1A) if name == "Heading 2" else _ACCENT
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "en-GB")
        normal.element.get_or_add_rPr().append(language)

    def _properties(self) -> None:
        about = self.file.core_properties
        document = self.document
        about.title = _said(f"{document.mark}: {document.title}" if document.mark else document.title)
        about.subject, about.author = _said(document.subject), _said(document.author)
        about.last_modified_by = about.comments = about.keywords = ""
        about.created = about.modified = datetime.combine(document.on, time())
        about.language, about.revision = "en-GB", 1

    def _head_and_foot(self) -> None:
        section, document = self.file.sections[0], self.document
        for part, left, right in (
            (
                section.header,
                " · ".join(filter(None, (document.title, document.subject))),
                document.mark or (_COPY if document.status else ""),
            ),
            (section.footer, document.footer, ""),
        ):
            line = part.paragraphs[0]
            line._p.style = self.style_ids["Normal"]
            line.paragraph_format.tab_stops.add_tab_stop(Mm(self.width_mm), WD_TAB_ALIGNMENT.RIGHT)
            for words in (f"{_said(left)}\t", _said(right)):
                run = line.add_run(words)
                run.font.size, run.font.color.rgb = Pt(8.5), _MUTED
                run.bold = bool(document.mark) and words == _said(document.mark)
            if part is section.footer:
                _page_number(line)

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                heading = self._styled(block.text, f"Heading {block.level}")
                heading.paragraph_format.page_break_before = block.new_page or None
            case Words() | Bullets():
                self._pieces([block])
            case Notice():
                self._set_apart([Words(text=block.text)], _WARNING)
            case Box():
                self._set_apart(block.pieces, _TINT)
            case Facts():
                self._facts(block)
            case Table():
                self._table(block)
            case Picture():
                self._picture(block)

    def _pieces(self, pieces: list[Piece]) -> None:
        for piece in pieces:
            if isinstance(piece, Words):
                self._run(self.file.add_paragraph()._p, piece.text, strong=piece.strong, small=piece.small)
            else:
                for item in piece.items:
                    self._styled(item, _BULLET)

    def _styled(self, text: str, style: str) -> WordParagraph:
        """A paragraph in a style by its id: python-docx looks through all styles for a name each time."""
        added = self.file.add_paragraph()
        added._p.style = self.style_ids[style]
        self._run(added._p, text)
        return added

    def _set_apart(self, pieces: list[Piece], shade: str) -> None:
        box = self._new_table([None])
        self._row(box, [None], [pieces], shade=shade)
        self._gap()

    def _facts(self, block: Facts) -> None:
        widths = [block.label_mm, None]
        table = self._new_table(widths)
        for fact in block.facts:
            self._row(table, widths, [[Words(text=fact.label, strong=True)], [Words(text=fact.words)]])
        self._gap()

    def _table(self, block: Table) -> None:
        table = self._new_table(block.widths)
        table._tbl.tblPr.style = self.style_ids[_GRID]
        heads: list[list[Piece]] = [[Words(text=head, strong=True)] for head in block.heads]
        _flag(self._row(table, block.widths, heads, shade=_TINT), "w:tblHeader")
        for row in block.rows:
            added = self._row(table, block.widths, row, small=block.compact)
            if block.row_mm is not None:
                height = _flag(added, "w:trHeight")
                height.set(qn("w:val"), str(Mm(block.row_mm).twips))
                height.set(qn("w:hRule"), "atLeast")
            else:
                _flag(added, "w:cantSplit")
        self._gap()

    def _gap(self) -> None:
        """A line of space after a table, which has none of its own."""
        line = self.file.add_paragraph()
        line.paragraph_format.space_after = Pt(0)
        line.paragraph_format.line_spacing = Pt(8)

    def _new_table(self, widths: list[float | None]) -> WordTable:
        table: WordTable = self.file.add_table(rows=0, cols=len(widths))
        table.autofit = False
        for column, width in zip(table.columns, self._in_mm(widths), strict=True):
            column.width = Mm(width)
        return table

    def _in_mm(self, widths: list[float | None]) -> list[float]:
        """The widths, what is left of the sheet shared by those for which none is given."""
        free = [width for width in widths if width is None]
        share = (self.width_mm - sum(width for width in widths if width is not None)) / max(len(free), 1)
        return [share if width is None else width for width in widths]

    def _row(
        self,
        table: WordTable,
        widths: list[float | None],
        row: Sequence[Sequence[Piece]],
        *,
        shade: str = "",
        small: bool = False,
    ) -> Any:
        """A row, written as its elements: python-docx takes several times as long for a long table."""
        added = _add(table._tbl, "w:tr")
        for width, pieces in zip(self._in_mm(widths), row, strict=True):
            cell = _add(added, "w:tc")
            about = _add(cell, "w:tcPr")
            size = _add(about, "w:tcW")
            size.set(qn("w:w"), str(Mm(width).twips))
            size.set(qn("w:type"), "dxa")
            if shade:
                _shaded(about, shade)
            self._filled(cell, pieces, small=small)
        return added

    def _filled(self, cell: Any, pieces: Sequence[Piece], *, small: bool) -> None:
        for piece in pieces:
            if isinstance(piece, Words):
                self._run(_paragraph(cell), piece.text, strong=piece.strong, small=small or piece.small)
            else:
                for item in piece.items:
                    self._run(_paragraph(cell, self.style_ids[_BULLET]), item)
        if cell.find(qn("w:p")) is None:
            _paragraph(cell)  # a cell without a paragraph makes a damaged file

    def _run(self, paragraph: Any, text: str, *, strong: bool = False, small: bool = False) -> None:
        """Text as one run, its lines parted by breaks; it is data and can never act as markup."""
        run = _add(paragraph, "w:r")
        about = _add(run, "w:rPr")
        if strong:
            _add(about, "w:b")
        if small:
            _add(about, "w:color").set(qn("w:val"), str(_MUTED))
            _add(about, "w:sz").set(qn("w:val"), str(round(2 * _SMALL * self.scale)))
        for number, line in enumerate(_said(text).replace("\t", " ").splitlines() or [""]):
            if number:
                _add(run, "w:br")
            words = _add(run, "w:t")
            words.text = line
            words.set(qn("xml:space"), "preserve")

    def _picture(self, block: Picture) -> None:
        width = block.width_mm or self.width_mm
        data = png_of(block.svg, width) if block.svg else b64decode(block.jpeg)
        self.file.add_picture(BytesIO(data), width=Mm(width))
        self.pictures += 1
        about = self.file.inline_shapes[-1]._inline.docPr
        about.set("descr", printable(block.alt))
        about.set("name", f"Picture {self.pictures}")
        if block.caption:
            self._pieces([Words(text=block.caption, small=True)])


def _said(text: str) -> str:
    return breakable(printable(text))


def _page_number(line: Any) -> None:
    """The number of the page, which Word fills in."""
    for words, name, kind in (("Page ", "begin", ""), ("", "", "PAGE"), ("", "end", "")):
        run = line.add_run(words)
        run.font.size, run.font.color.rgb = Pt(8.5), _MUTED
        element = OxmlElement("w:fldChar" if name else "w:instrText")
        if name:
            element.set(qn("w:fldCharType"), name)
        else:
            element.text = kind
        run._element.append(element)


def _add(parent: Any, name: str) -> Any:
    """An element at the end of another."""
    made = OxmlElement(name)
    parent.append(made)
    return made


def _paragraph(cell: Any, style: str = "") -> Any:
    """A paragraph of a cell, close to the next."""
    made = _add(cell, "w:p")
    about = _add(made, "w:pPr")
    if style:
        _add(about, "w:pStyle").set(qn("w:val"), style)
    _add(about, "w:spacing").set(qn("w:after"), str(Pt(2).twips))
    return made


def _shaded(about: Any, colour: str) -> None:
    shade = _add(about, "w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), colour)


def _flag(row: Any, name: str) -> Any:
    """A property of a row, which stands before its cells."""
    about = OxmlElement("w:trPr")
    row.insert(0, about)
    return _add(about, name)


def _same_bytes(made: BytesIO) -> bytes:
    """The file with one moment on all its parts, so that the same document gives the same bytes."""
    again = BytesIO()
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in parts.namelist():
            kept.writestr(zipfile.ZipInfo(name, _MOMENT), parts.read(name), zipfile.ZIP_DEFLATED)
    return again.getvalue()
