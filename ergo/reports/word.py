"""Documents as Word files: headings, real lists and tables with repeated heads, pictures with alternative text.

Sets the blocks of a document and decides nothing; the same document gives the same bytes. Typed text is text of a
run and can never act as markup.
"""

import zipfile
from base64 import b64decode
from datetime import datetime, time
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as WordFile
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell

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
_FONT, _SIZE, _SMALL = "Arial", Pt(10), Pt(9)  # a font that every office has: Word files carry none
_ACCENT, _MUTED = RGBColor(0x0F, 0x5F, 0x73), RGBColor(0x43, 0x54, 0x5D)
_HEADINGS = {"Title": 20, "Heading 1": 13, "Heading 2": 10.5}
_WARNING, _TINT = "FFF4D6", "EEF3F5"
_MOMENT = (1980, 1, 1, 0, 0, 0)


def render_word(document: Document, paper: Paper = Paper.A4) -> bytes:
    """A document as a Word file (Office Open XML)."""
    return _Writer(document, paper).written()


class _Writer:
    def __init__(self, document: Document, paper: Paper) -> None:
        self.document = document
        self.file: WordFile = docx.Document()
        width, height = _SHEETS[paper]
        self.width_mm = width - 2 * _SIDE_MM
        section = self.file.sections[0]
        section.page_width, section.page_height = Mm(width), Mm(height)
        section.left_margin = section.right_margin = Mm(_SIDE_MM)
        section.top_margin, section.bottom_margin = Mm(_TOP_MM), Mm(_FOOT_MM)
        self.pictures = 0
        self._styles()
        self._properties()

    def written(self) -> bytes:
        document = self.document
        self._head_and_foot()
        self.file.add_paragraph(_said(document.title), style="Title")
        if document.subject:
            self._lines(self.file.add_paragraph(), document.subject)
        for block in [*document.blocks, *document.closing]:
            self._block(block)
        made = BytesIO()
        self.file.save(made)
        return _same_bytes(made)

    def _styles(self) -> None:
        normal = self.file.styles["Normal"]
        normal.font.name, normal.font.size = _FONT, _SIZE
        normal.paragraph_format.space_after = Pt(5)
        self.file.styles["List Bullet"].paragraph_format.left_indent = Mm(5)
        self.file.styles["List Bullet"].paragraph_format.first_line_indent = Mm(-4)
        for name, size in _HEADINGS.items():
            style = self.file.styles[name]
            style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), True
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
                document.mark or document.status,
            ),
            (section.footer, document.footer, ""),
        ):
            line = part.paragraphs[0]
            line.style = self.file.styles["Normal"]
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
                self.file.add_heading(_said(block.text), level=block.level)
            case Words() | Bullets():
                self._pieces(self.file, [block])
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

    def _pieces(self, into: Any, pieces: list[Piece]) -> None:
        for piece in pieces:
            if isinstance(piece, Words):
                self._lines(into.add_paragraph(), piece.text, strong=piece.strong, small=piece.small)
            else:
                for item in piece.items:
                    self._lines(into.add_paragraph(style="List Bullet"), item)

    def _lines(self, paragraph: Any, text: str, *, strong: bool = False, small: bool = False) -> None:
        run = paragraph.add_run(_said(text))
        run.bold = strong
        if small:
            run.font.size, run.font.color.rgb = _SMALL, _MUTED

    def _set_apart(self, pieces: list[Piece], shade: str) -> None:
        box = self.file.add_table(rows=1, cols=1)
        _shaded(box.cell(0, 0), shade)
        self._filled(box.cell(0, 0), pieces)
        self._gap()

    def _facts(self, block: Facts) -> None:
        table = self.file.add_table(rows=0, cols=2)
        for fact in block.facts:
            cells = table.add_row().cells
            self._filled(cells[0], [Words(text=fact.label, strong=True)])
            self._filled(cells[1], [Words(text=fact.words)])
        self._sized(table, [block.label_mm, None])
        self._gap()

    def _table(self, block: Table) -> None:
        table = self.file.add_table(rows=1, cols=len(block.heads))
        table.style = self.file.styles["Table Grid"]
        for cell, head in zip(table.rows[0].cells, block.heads, strict=True):
            self._filled(cell, [Words(text=head, strong=True)])
            _shaded(cell, _TINT)
        _flag(table.rows[0], "w:tblHeader")
        for row in block.rows:
            added = table.add_row()
            if block.row_mm is not None:
                added.height, added.height_rule = Mm(block.row_mm), WD_ROW_HEIGHT_RULE.AT_LEAST
            else:
                _flag(added, "w:cantSplit")
            for cell, pieces in zip(added.cells, row, strict=True):
                self._filled(cell, pieces, small=block.compact)
        self._sized(table, block.widths)
        self._gap()

    def _gap(self) -> None:
        """A line of space after a table, which has none of its own."""
        line = self.file.add_paragraph()
        line.paragraph_format.space_after = Pt(0)
        line.paragraph_format.line_spacing = Pt(8)

    def _filled(self, cell: _Cell, pieces: list[Piece], *, small: bool = False) -> None:
        self._pieces(
            cell,
            [p.model_copy(update={"small": True}) if small and isinstance(p, Words) else p for p in pieces],
        )
        empty = cell.paragraphs[0]
        if len(cell.paragraphs) > 1:
            empty._element.getparent().remove(empty._element)
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.space_after = Pt(2)

    def _sized(self, table: WordTable, widths: list[float | None]) -> None:
        free = [width for width in widths if width is None]
        share = (self.width_mm - sum(width for width in widths if width is not None)) / max(len(free), 1)
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(share if width is None else width)
            for cell in column.cells:
                cell.width = column.width

    def _picture(self, block: Picture) -> None:
        width = block.width_mm or self.width_mm
        data = png_of(block.svg, width) if block.svg else b64decode(block.jpeg)
        self.file.add_picture(BytesIO(data), width=Mm(width))
        self.pictures += 1
        about = self.file.inline_shapes[-1]._inline.docPr
        about.set("descr", printable(block.alt))
        about.set("name", f"Picture {self.pictures}")
        if block.caption:
            self._pieces(self.file, [Words(text=block.caption, small=True)])


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


def _shaded(cell: _Cell, colour: str) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), colour)
    cell._element.get_or_add_tcPr().append(shade)


def _flag(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _same_bytes(made: BytesIO) -> bytes:
    """The file with one moment on all its parts, so that the same document gives the same bytes."""
    again = BytesIO()
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in parts.namelist():
            kept.writestr(zipfile.ZipInfo(name, _MOMENT), parts.read(name), zipfile.ZIP_DEFLATED)
    return again.getvalue()
