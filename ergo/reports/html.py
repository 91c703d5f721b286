"""Documents as one web page that holds everything it needs: it opens without a network and prints well.

The template sets the blocks of a document and decides nothing. Every text is escaped; the page's own policy forbids it
to load anything. The same document gives the same bytes.
"""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from ergo.reports.document import Document
from ergo.reports.fonts import printable

TEMPLATES = Path(__file__).resolve().parent / "templates"


def render_html(document: Document) -> bytes:
    """A document as a self-contained page in UTF-8."""
    return _template().render(document=document.model_dump(mode="json"), drawn=_drawn).encode()


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, finalize=_shown
    )
    return environment.get_template("document.html")


def _shown(value: object) -> object:
    """Text without the characters that no page may hold; what is markup already stays."""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _drawn(svg: str) -> Markup:
    """A drawing of ours, in which every text is escaped already, as part of the page."""
    return Markup(printable(svg))  # noqa: S704
