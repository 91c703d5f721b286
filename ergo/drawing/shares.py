"""What several parts add up to: one bar a part, each beginning where the one before it ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from ergo.drawing import style
from ergo.drawing.svg import Svg, drawing, element, line, shortened, text

WIDTH = 760.0
_LEFT, _RIGHT, _TOP = 250.0, 640.0, 40.0
_ROW, _BAR = 38.0, 24.0


@dataclass(frozen=True)
class Share:
    """One part of a sum, with its words."""

    label: str
    value: float
    words: str


def shares_svg(
    parts: Sequence[Share], *, title: str, total_label: str, total_words: str, limit: float, limit_words: str
) -> Svg:
    """Draw the parts of a sum from left to right and from top to bottom, then the sum, beside a limit."""
    total = sum(part.value for part in parts)
    most = max(total, limit, 1e-9)
    height = _TOP + _ROW * (len(parts) + 1) + 20

    def x(value: float) -> float:
        return _LEFT + (_RIGHT - _LEFT) * max(value, 0.0) / most

    found = [line(_LEFT, _TOP - 6, _LEFT, height - 14, stroke=style.INK, stroke_width=1.2)]
    start = 0.0
    for row, part in enumerate(parts):
        found += _bar(row, x(start), x(start + part.value), part.label, part.words, filled=False)
        start += part.value
    found += _bar(len(parts), _LEFT, x(total), total_label, total_words, filled=True)
    at = x(limit)
    found.append(
        line(at, _TOP - 6, at, height - 14, stroke=style.END, stroke_width=1.8, stroke_dasharray="7 4")
    )
    found.append(text(at, _TOP - 14, limit_words, size=style.SMALL, fill=style.END, anchor="middle"))
    said = " ".join(f"{part.label}: {part.words}." for part in parts)
    return drawing(
        WIDTH, height, title, f"{said} {total_label}: {total_words}. Marked: {limit_words}.", *found
    )


def _bar(row: int, first: float, last: float, label: str, words: str, *, filled: bool) -> list[str]:
    y = _TOP + _ROW * row
    return [
        text(16, y + _BAR - 7, shortened(label, _LEFT - 32, 14), bold=True),
        element(
            "rect",
            x=first,
            y=y,
            width=max(last - first, 1.5),
            height=_BAR,
            fill=style.START if filled else style.ALTERNATIVE[0],
            stroke=style.START,
            stroke_width=1.6,
        ),
        text(last + 8, y + _BAR - 7, words, size=13, halo=True),
    ]
