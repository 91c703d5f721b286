"""Writing SVG: elements with every text and attribute escaped, and numbers that are always written the same way."""

import re
from collections.abc import Iterable
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from ergo.drawing.style import FONT_FAMILY, INK, NORMAL, PAPER

_LETTER = 0.54  # mean width of a letter as a share of its size
_NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Svg(str):
    """SVG text with its alternative text: ``alt`` says in words what the drawing shows."""

    alt: str

    def __new__(cls, text: str, alt: str) -> "Svg":
        """Join text and words."""
        drawing = super().__new__(cls, text)
        drawing.alt = alt
        return drawing


def plain(text: str) -> str:
    """The text without characters that XML does not allow or would change."""
    return _NOT_XML.sub("", text)


def number(value: float) -> str:
    """A coordinate to a tenth of a unit, without trailing zeros and without a negative zero."""
    text = f"{value:.1f}"
    text = text[:-2] if text.endswith(".0") else text
    return "0" if text == "-0" else text


def element(name: str, *children: str, **attributes: str | float | None) -> str:
    """One element. Attribute names are written with ``_`` for ``-``; an attribute that is None is left out.

    ``children`` are elements already written, or text that is already escaped.
    """
    parts = [f"<{name}"]
    for key, value in attributes.items():
        if value is not None:
            shown = _quoted(value) if isinstance(value, str) else f'"{number(value)}"'
            parts.append(f" {key.rstrip('_').replace('_', '-')}={shown}")
    parts.append(">" + "".join(children) + f"</{name}>" if children else "/>")
    return "".join(parts)


@lru_cache(maxsize=1024)
def _quoted(value: str) -> str:
    return quoteattr(plain(value))


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float = NORMAL,
    fill: str = INK,
    anchor: str | None = None,
    bold: bool = False,
    halo: bool = False,
) -> str:
    """A line of text; ``halo`` puts a white edge behind it where it crosses lines."""
    return element(
        "text",
        escape(plain(words)),
        x=x,
        y=y,
        font_size=size,
        fill=fill,
        text_anchor=anchor,
        font_weight="bold" if bold else None,
        stroke=PAPER if halo else None,
        stroke_width=4.0 if halo else None,
        paint_order="stroke" if halo else None,
    )


def turned(x: float, y: float, words: str, colour: str) -> str:
    """A bold line of text around a point, read from below upwards."""
    inner = text(0, 0, words, fill=colour, anchor="middle", bold=True, halo=True)
    return element("g", inner, transform=f"translate({number(x)} {number(y)}) rotate(-90)")


def line(x1: float, y1: float, x2: float, y2: float, **style: str | float | None) -> str:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **style)


def path(points: Iterable[tuple[float, float]], *, closed: bool = False, **style: str | float | None) -> str:
    """Straight pieces from point to point."""
    d = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + ("Z" if closed else "")
    return element("path", d=d, **style)


def drawing(width: float, height: float, title: str, description: str, *content: str) -> Svg:
    """The whole drawing with its title and description, which are also its alternative text."""
    body = element(
        "svg",
        element("title", escape(plain(title))),
        element("desc", escape(plain(description))),
        element("rect", width=width, height=height, fill=PAPER),
        *content,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        role="img",
        font_family=FONT_FAMILY,
    )
    return Svg(body, f"{plain(title)}. {plain(description)}")


def text_width(words: str, size: float) -> float:
    """About how wide a line of text is; enough to keep labels apart, not to set type."""
    return _LETTER * size * len(words)


def shortened(words: str, width: float, size: float) -> str:
    """The text, cut with an ellipsis where it would be wider than ``width``."""
    most = max(1, int(width / (_LETTER * size)))
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def two_lines(words: str, width: float, size: float) -> list[str]:
    """The text on one line, or broken after a word into two where it is wider than ``width``."""
    if text_width(words, size) <= width:
        return [words]
    first = ""
    for word in words.split(" "):
        if first and text_width(f"{first} {word}", size) > width:
            break
        first = f"{first} {word}".strip()
    return [shortened(first, width, size), shortened(words[len(first) :].strip(), width, size)]
