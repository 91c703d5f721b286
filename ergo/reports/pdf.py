"""Documents as PDF: tagged (PDF/UA-1), fit for the archive (PDF/A-2a), fonts inside, nothing loaded from outside.

The template sets the blocks of a document and decides nothing. Every text reaches it as data, so that typed text can
never act as markup; the same document gives the same bytes.
"""

import json
from base64 import b64decode
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import typst
from PIL import Image

from ergo.model.settings import Paper
from ergo.reports.document import Document
from ergo.reports.fonts import FAMILIES, FOLDER, breakable, printable

TEMPLATES = Path(__file__).resolve().parent / "templates"
_PICTURE_PPI = 220


def render_pdf(document: Document, paper: Paper = Paper.A4) -> bytes:
    """A document as PDF; its date is the day of the document."""
    inputs = {
        "data": json.dumps(_settable(document.model_dump(mode="json"))),
        "paper": str(paper),
        "fonts": json.dumps(FAMILIES),
    }
    made = _compiler("document.typ").compile(format="pdf", sys_inputs=inputs, pdf_standards=["ua-1", "a-2a"])
    return _one(made)


@lru_cache(maxsize=64)
def png_of(svg: str, width_mm: float) -> bytes:
    """A drawing as PNG, for formats that hold no SVG; one that several documents hold is made once."""
    inputs = {"svg": printable(svg), "width_mm": f"{width_mm:g}", "fonts": json.dumps(FAMILIES)}
    return _one(_compiler("picture.typ").compile(format="png", sys_inputs=inputs, ppi=_PICTURE_PPI))


def _one(made: Any) -> bytes:
    if not isinstance(made, bytes):
        raise TypeError(f"the template gave {type(made).__name__} instead of one document")
    return made


@cache
def _compiler(template: str) -> typst.Compiler:
    """Fonts are read once; system fonts are not looked at, so that every machine gives the same bytes."""
    return typst.Compiler(str(TEMPLATES / template), font_paths=[str(FOLDER)], ignore_system_fonts=True)


def _settable(value: Any) -> Any:
    """The data with every text as it can be set; a photograph stands in a drawing of its own."""
    if isinstance(value, str):
        return breakable(printable(value))
    if isinstance(value, list):
        return [_settable(entry) for entry in value]
    if isinstance(value, dict):
        shown = {key: _settable(entry) for key, entry in value.items() if key not in ("svg", "jpeg")}
        if value.get("kind") == "picture":
            shown |= {
                "svg": printable(value["svg"] or _framed(value["jpeg"])),
                "alt": printable(value["alt"]),
            }
        return shown
    return value


def _framed(jpeg: str) -> str:
    width, height = Image.open(BytesIO(b64decode(jpeg))).size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/jpeg;base64,{jpeg}"/></svg>'
    )
