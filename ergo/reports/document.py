"""A document before any format: a head and blocks of finished words, tables and pictures, in reading order.

Every document of the tool is made as one of these from its content, which was cut for its reader; every renderer
(`pdf`, `word`) sets these blocks and decides nothing.
"""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from ergo.drawing.svg import Svg

BOX = "\u2610"
"""An empty box to tick."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Words(_Part):
    """A paragraph, in a table cell a line."""

    kind: Literal["words"] = "words"
    text: str
    strong: bool = False
    small: bool = False


class Bullets(_Part):
    """A list; a long list of short items may stand in two columns."""

    kind: Literal["bullets"] = "bullets"
    items: list[str]
    in_two_columns: bool = False


Piece: TypeAlias = Annotated[Words | Bullets, Field(discriminator="kind")]


class Heading(_Part):
    """A heading of level 1 or 2; the title of the document stands above both. ``new_page`` begins a page with it."""

    kind: Literal["heading"] = "heading"
    text: str
    level: Literal[1, 2] = 1
    new_page: bool = False


class Notice(_Part):
    """What a reader must know before reading on."""

    kind: Literal["notice"] = "notice"
    text: str


class Box(_Part):
    """A few pieces set apart from the rest."""

    kind: Literal["box"] = "box"
    pieces: list[Piece]


class Fact(_Part):
    """A line of a summary."""

    label: str
    words: str


class Facts(_Part):
    """Labels and what is said of them; ``label_mm`` is the width of the labels."""

    kind: Literal["facts"] = "facts"
    facts: list[Fact]
    label_mm: float = 26


class Table(_Part):
    """A table with a head that is repeated on every page.

    ``widths`` are millimetres; what is left of the width is shared by the columns for which None stands.
    ``row_mm`` gives every row a height to write in, ``compact`` sets a table of many columns closer.
    """

    kind: Literal["table"] = "table"
    heads: list[str]
    widths: list[float | None]
    rows: list[list[list[Piece]]]
    row_mm: float | None = None
    compact: bool = False


class Picture(_Part):
    """A drawing as SVG, or a photograph as JPEG in base64, with what it shows in words."""

    kind: Literal["picture"] = "picture"
    svg: str = ""
    jpeg: str = ""
    alt: str
    caption: str = ""
    width_mm: float | None = None


Block: TypeAlias = Annotated[
    Words | Bullets | Heading | Notice | Box | Facts | Table | Picture, Field(discriminator="kind")
]


class Document(_Part):
    """A document for one reader.

    Attributes
    ----------
    title, subject, author : str
        Head of the document; the subject stands beside the title on every page.
    mark : str
        What every page is marked with while the document is not final, such as "DRAFT – not signed"; else empty.
    status : str
        What stands in the place of the mark once the document is final.
    footer : str
        What stands at the foot of every page, beside the page number.
    on : date
        The day of the document.
    large : bool
        Whether it is set in large type, as what a worker takes home is.
    blocks : list of Block
        In reading order.
    closing : list of Block
        What is kept together on the last page, such as the signatures.
    """

    title: str
    subject: str = ""
    author: str = ""
    mark: str = ""
    status: str = ""
    footer: str = ""
    on: date
    large: bool = False
    blocks: list[Block]
    closing: list[Block] = []


def cell(*pieces: Piece | str) -> list[Piece]:
    """A cell of a table; a text is a line of it."""
    return [Words(text=piece) if isinstance(piece, str) else piece for piece in pieces]


def cells(texts: Iterable[str]) -> list[list[Piece]]:
    """A row of a table, each cell one text."""
    return [cell(text) for text in texts]


def drawing(svg: Svg, width_mm: float | None = None) -> Picture:
    """A drawing of `ergo.drawing` as a picture."""
    return Picture(svg=str(svg), alt=svg.alt, width_mm=width_mm)
