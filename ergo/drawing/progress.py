"""Planned against actual: the hours of weeks or days side by side, and how well the worker managed."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from ergo.drawing import style
from ergo.drawing.svg import Svg, drawing, element, line, path, text, text_width

WIDTH = 760.0
_LEFT, _RIGHT = 46.0, 750.0
_TOP, _BASE = 26.0, 200.0
_MANAGED_TOP, _MANAGED_BASE = 262.0, 322.0
_KEY = 356.0
_WIDEST = 116.0
_MOST_RATING = 10


@dataclass(frozen=True)
class Column:
    """One week or day: minutes planned and worked, and how well the worker managed, 0 to 10; None where nobody said.

    ``note`` stands under the label: what is to be known of it, such as a problem.
    """

    label: str
    planned_min: int
    worked_min: int | None
    managed: float | None
    note: str = ""


def progress_svg(columns: Sequence[Column], *, title: str) -> Svg:
    """Draw planned minutes as an outline, worked ones filled inside it, and how the worker managed below.

    Without a column it says so. What nobody said is written as a question mark and never drawn as zero.
    """
    if not columns:
        return drawing(WIDTH, 60, title, "Nothing is planned.", text(20, 36, "Nothing is planned."))
    most = max(60, *(max(c.planned_min, c.worked_min or 0) for c in columns))
    top_h = ceil(most / 60)
    parts = [*_axis(top_h), *_managed_axis()]
    for number, column in enumerate(columns):
        parts += _column(column, _middle(columns, number), _slot(columns), top_h)
    parts += _managed(columns)
    parts += _key()
    return drawing(WIDTH, _KEY + 34, title, " ".join(_said(column) for column in columns), *parts)


def _slot(columns: Sequence[Column]) -> float:
    return min(_WIDEST, (_RIGHT - _LEFT) / len(columns))


def _middle(columns: Sequence[Column], number: int) -> float:
    return _LEFT + _slot(columns) * (number + 0.5)


def _y(minutes: float, top_h: int) -> float:
    return _BASE - (_BASE - _TOP) * minutes / 60 / top_h


def _axis(top_h: int) -> list[str]:
    step = max(1, ceil(top_h / 5))
    found = []
    for hours in range(0, top_h + 1, step):
        y = _y(hours * 60, top_h)
        found.append(line(_LEFT, y, _RIGHT, y, stroke=style.GRID if hours else style.INK, stroke_width=1))
        found.append(text(_LEFT - 7, y + 4, f"{hours} h", size=style.SMALL, fill=style.MUTED, anchor="end"))
    return found


def _managed_axis() -> list[str]:
    found = [text(2, _MANAGED_TOP - 12, "Managed, 0 to 10", size=style.SMALL, bold=True)]
    for rating in (0, _MOST_RATING // 2, _MOST_RATING):
        y = _rating_y(rating)
        found.append(line(_LEFT, y, _RIGHT, y, stroke=style.GRID, stroke_width=1))
        found.append(text(_LEFT - 7, y + 4, f"{rating}", size=style.SMALL, fill=style.MUTED, anchor="end"))
    return found


def _rating_y(rating: float) -> float:
    return _MANAGED_BASE - (_MANAGED_BASE - _MANAGED_TOP) * rating / _MOST_RATING


def _column(column: Column, x: float, slot: float, top_h: int) -> list[str]:
    """The two bars of a column with the figure worked, and its label; a figure without room is left to the table."""
    width = min(slot * 0.62, 60.0)
    found = [_planned(x - width / 2, _y(column.planned_min, top_h), width)] if column.planned_min else []
    worked = column.worked_min
    if worked:
        found.append(_worked(x - width * 0.3, _y(worked, top_h), width * 0.6))
    highest = _y(max(column.planned_min, worked or 0), top_h)
    figure = "?" if worked is None else f"{worked / 60:.3g}"
    if text_width(figure, style.SMALL) < slot:
        found.append(text(x, highest - 5, figure, size=style.SMALL, anchor="middle", bold=True, halo=True))
    for line_number, words in enumerate((column.label, column.note)):
        if words and text_width(words, style.SMALL) < slot + 8:
            y = _BASE + 16 + 15 * line_number
            fill = style.MUTED if line_number else style.INK
            found.append(text(x, y, words, size=style.SMALL, fill=fill, anchor="middle"))
    return found


def _planned(x: float, y: float, width: float) -> str:
    return element(
        "rect",
        x=x,
        y=y,
        width=width,
        height=_BASE - y,
        fill=style.PAPER,
        stroke=style.LINE,
        stroke_width=1.6,
        stroke_dasharray="4 3",
    )


def _worked(x: float, y: float, width: float) -> str:
    return element("rect", x=x, y=y, width=width, height=_BASE - y, fill=style.START)


def _managed(columns: Sequence[Column]) -> list[str]:
    """The ratings as points with their figure, joined where they follow each other."""
    points = [
        (number, _middle(columns, number), _rating_y(column.managed), column.managed)
        for number, column in enumerate(columns)
        if column.managed is not None
    ]
    found = [
        path([(x1, y1), (x2, y2)], stroke=style.END, stroke_width=1.6, fill="none")
        for (before, x1, y1, _), (after, x2, y2, _) in pairwise(points)
        if after == before + 1
    ]
    for _, x, y, rating in points:
        found.append(element("circle", cx=x, cy=y, r=4, fill=style.END))
        beside = y - 8 if rating < _MOST_RATING - 1 else y + 17
        found.append(text(x, beside, f"{rating:.3g}", size=style.SMALL, anchor="middle", halo=True))
    return found


def _key() -> list[str]:
    middle = _KEY - 5
    return [
        element(
            "g", _planned(0, _BASE - 14, 22), transform=f"translate({_LEFT:.0f} {middle + 7 - _BASE:.0f})"
        ),
        text(_LEFT + 30, _KEY, "Planned"),
        element(
            "g",
            _worked(0, _BASE - 14, 14),
            transform=f"translate({_LEFT + 130:.0f} {middle + 7 - _BASE:.0f})",
        ),
        text(_LEFT + 152, _KEY, "Worked, with its hours; ? where nobody has said"),
    ]


def _said(column: Column) -> str:
    worked = "nothing said yet" if column.worked_min is None else f"{column.worked_min / 60:.3g} h worked"
    managed = "" if column.managed is None else f", managed {column.managed:.3g} of 10"
    note = f", {column.note}" if column.note else ""
    return f"{column.label}: {column.planned_min / 60:.3g} h planned, {worked}{managed}{note}."
