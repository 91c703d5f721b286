"""Documents as PDF: tagged (PDF/UA-1), fit for the archive (PDF/A-2a), fonts inside, nothing loaded from outside.

The template sets what the content model holds and decides nothing. Every text reaches it as data, so that typed text
can never act as markup; the same content gives the same bytes.
"""

import json
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import typst

from ergo.drawing.hours import hours_svg
from ergo.drawing.limits import limits_svg
from ergo.drawing.svg import Svg
from ergo.reports.employer_plan import EmployerPlan
from ergo.reports.fonts import FAMILIES, FOLDER, breakable, printable

TEMPLATES = Path(__file__).resolve().parent / "templates"


class Paper(StrEnum):
    """The sheet the document is set for."""

    A4 = "a4"
    LETTER = "us-letter"


def render_employer_plan(content: EmployerPlan, paper: Paper = Paper.A4) -> bytes:
    """The employer's plan as PDF; its date is the day of the document."""
    data = _settable(content.model_dump(mode="json", exclude={"hours", "limit_steps"}))
    data["charts"] = {
        "hours": _chart(hours_svg(content.hours)),
        "limits": _chart(limits_svg(content.limit_steps)) if content.limit_steps else None,
    }
    return _compiled("employer_plan.typ", data, paper)


def _chart(svg: Svg) -> dict[str, str]:
    return {"svg": printable(svg), "alt": printable(svg.alt)}


def _compiled(template: str, data: dict[str, Any], paper: Paper) -> bytes:
    inputs = {"data": json.dumps(data), "paper": str(paper), "fonts": json.dumps(FAMILIES)}
    document = _compiler(template).compile(format="pdf", sys_inputs=inputs, pdf_standards=["ua-1", "a-2a"])
    if not isinstance(document, bytes):
        raise TypeError(f"{template} gave {type(document).__name__} instead of one document")
    return document


@cache
def _compiler(template: str) -> typst.Compiler:
    """Fonts are read once; system fonts are not looked at, so that every machine gives the same bytes."""
    return typst.Compiler(str(TEMPLATES / template), font_paths=[str(FOLDER)], ignore_system_fonts=True)


def _settable(value: Any) -> Any:
    """The data with every text as it can be set."""
    if isinstance(value, str):
        return breakable(printable(value))
    if isinstance(value, list):
        return [_settable(entry) for entry in value]
    if isinstance(value, dict):
        return {key: _settable(entry) for key, entry in value.items()}
    return value
