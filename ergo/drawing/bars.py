"""Before and after, side by side: what a change does to a figure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ergo.drawing import style
from ergo.drawing.svg import Svg, drawing, element, line, shortened, text, two_lines

WIDTH = 760.0
_LEFT, _RIGHT = 290.0, 640.0
_ROW, _BAR = 68.0, 18.0
_LABEL_SIZE = 13.5

Scale = Callable[[float], float]

NOT_KNOWN = "not known"


@dataclass(frozen=True)
class BeforeAfter:
    """One figure before and after a change, with its words; where it is None the words say why there is no bar.

    ``note`` stands under the bars: what made the difference.
    """

    label: str
    before: float | None
    after: float | None
    before_words: str
    after_words: str
    note: str = ""


@dataclass(frozen=True)
class Reference:
    """A value to compare with, such as the lower action level of a method."""

    value: float
    words: str


def before_after_svg(rows: Sequence[BeforeAfter], *, title: str, references: Sequence[Reference] = ()) -> Svg:
    """Draw each row as two bars on one scale: before as an outline, after filled, both with their value."""
    values = [value for row in rows for value in (row.before, row.after) if value is not None]
    most = max([*values, *(reference.value for reference in references), 1e-9])
    top = 34.0 if references else 12.0
    height = top + _ROW * max(1, len(rows)) + 30

    def x(value: float) -> float:
        return _LEFT + (_RIGHT - _LEFT) * max(value, 0.0) / most

    found = [line(_LEFT, top, _LEFT, height - 30, stroke=style.INK, stroke_width=1.2)]
    for reference in references:
        at = x(reference.value)
        found.append(
            line(at, top, at, height - 30, stroke=style.END, stroke_width=1.5, stroke_dasharray="2 4")
        )
        found.append(text(at, top - 8, reference.words, size=style.SMALL, fill=style.END, anchor="middle"))
    for index, row in enumerate(rows):
        y = top + 6 + _ROW * index
        found += _label(row, y)
        found += _bar(row.before, row.before_words, "before", y, x, filled=False)
        found += _bar(row.after, row.after_words, "after", y + _BAR + 4, x, filled=True)
    found += _key(height - 10)
    said = " ".join(
        f"{row.label}: before {row.before_words or NOT_KNOWN}, after {row.after_words or NOT_KNOWN}"
        f"{f' ({row.note})' if row.note else ''}."
        for row in rows
    )
    marks = "".join(f" Marked: {reference.words}." for reference in references)
    return drawing(WIDTH, height, title, (said or "Nothing to compare.") + marks, *found)


def _label(row: BeforeAfter, y: float) -> list[str]:
    """What is changed, on one line or two, and under its bars what made the difference."""
    lines = two_lines(row.label, _LEFT - 20, _LABEL_SIZE)
    found = [text(0, y + 12 + 15 * n, words, size=_LABEL_SIZE, bold=True) for n, words in enumerate(lines)]
    if row.note:
        note = shortened(row.note, WIDTH - _LEFT - 8, style.SMALL)
        found.append(text(_LEFT + 8, y + 2 * _BAR + 18, note, size=style.SMALL, fill=style.MUTED))
    return found


def _bar(value: float | None, words: str, name: str, y: float, x: Scale, *, filled: bool) -> list[str]:
    if value is None:
        return [text(_LEFT + 8, y + _BAR - 4, f"{name}: {words or NOT_KNOWN}", size=13, fill=style.MUTED)]
    return [
        _box(_LEFT, y, x(value) - _LEFT, filled),
        text(x(value) + 8, y + _BAR - 4, words, size=13, halo=True),
    ]


def _box(x: float, y: float, width: float, filled: bool) -> str:
    return element(
        "rect",
        x=x,
        y=y,
        width=max(width, 1.5),
        height=_BAR,
        fill=style.START if filled else style.PAPER,
        stroke=style.START if filled else style.LINE,
        stroke_width=1.6,
        stroke_dasharray=None if filled else "5 3",
    )


def _key(y: float) -> list[str]:
    found = []
    for x, filled, words in ((_LEFT, False, "before"), (_LEFT + 110, True, "after")):
        found.append(_box(x, y - 14, 24, filled))
        found.append(text(x + 32, y, words, size=13))
    return found
