"""Plans beside each other: for each a row of weekly hours, the essential duties that stand, and full duties.

A row has its label above it, a bar for every week with the number of essential duties below, and a flag at the week of
full duties. All rows share weeks and scale.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ergo.drawing import style
from ergo.drawing.svg import Svg, drawing, element, line, path, shortened, text

WIDTH = 760.0
_LEFT, _RIGHT = 150.0, 750.0
_ROW, _BAR, _HEAD = 118.0, 48.0, 30.0
_FLAG = 12.0
_AFTER_LAST_CHANGE = 2


@dataclass(frozen=True)
class ComparedHours:
    """One plan of a comparison, week by week. ``full_duties_week`` counts from 1; None is not within the plan."""

    label: str
    week_minutes: tuple[int, ...]
    full_duties_week: int | None
    restored: tuple[int, ...] = ()


def comparison_svg(rows: Sequence[ComparedHours], essential: int | None = None) -> Svg:
    """Draw the rows; weeks after the last change of any row are left out, and the drawing says so.

    ``essential`` is how many essential duties the job has; without it the duties are left out.
    """
    planned = max(len(row.week_minutes) for row in rows)
    count = min(planned, max(_last_change(row) for row in rows) + 1 + _AFTER_LAST_CHANGE)
    most = max([60, *(minutes for row in rows for minutes in row.week_minutes)])
    slot = (_RIGHT - _LEFT) / count
    found = [
        text(_LEFT - 10, 18, "week", size=style.SMALL, fill=style.MUTED, anchor="end"),
        *(
            text(_LEFT + slot * (n + 0.5), 18, str(n + 1), size=style.SMALL, anchor="middle", bold=True)
            for n in range(0, count, max(1, -(-20 // int(max(slot, 1)))))
        ),
    ]
    for index, row in enumerate(rows):
        found += _row(row, _HEAD + _ROW * index, (slot, count), most)
    y = _HEAD + _ROW * len(rows) - 6
    notes = (
        []
        if essential is None
        else [f"Below each bar: essential duties at their normal time, of {essential}"]
    )
    notes += [f"Weeks {count + 1} to {planned}: no change"] if count < planned else []
    for words in notes:
        y += 20
        found.append(text(16, y, words, size=13))
    return drawing(WIDTH, y + 14, "Plans beside each other", _description(rows, essential), *found)


def _last_change(row: ComparedHours) -> int:
    """The last week, counted from zero, in which hours or duties are not those of the week before."""
    pairs = list(zip(row.week_minutes, row.restored or row.week_minutes, strict=True))
    changes = [n for n in range(1, len(pairs)) if pairs[n] != pairs[n - 1]]
    return max([*changes, (row.full_duties_week or 1) - 1, 0])


def _row(row: ComparedHours, top: float, weeks: tuple[float, int], most: int) -> list[str]:
    slot, count = weeks
    base = top + 26 + _FLAG + _BAR
    width = min(slot * 0.72, 34.0)
    found = [
        text(16, top + 14, shortened(row.label, _RIGHT - 240, style.NORMAL), bold=True),
        text(_RIGHT, top + 14, _full_words(row), size=13, anchor="end", fill=style.END, bold=True),
        text(_LEFT - 10, base - _BAR / 2, "hours", size=style.SMALL, fill=style.MUTED, anchor="end"),
        line(_LEFT, base, _RIGHT, base, stroke=style.LINE, stroke_width=1),
    ]
    if row.restored:
        words = "essential duties"
        found.append(text(_LEFT - 10, base + 15, words, size=style.SMALL, fill=style.MUTED, anchor="end"))
    for n, minutes in enumerate(row.week_minutes[:count]):
        x, height = _LEFT + slot * n + (slot - width) / 2, _BAR * minutes / most
        middle = x + width / 2
        found.append(
            element("rect", x=x, y=base - height, width=width, height=height, fill=style.ESSENTIAL[1])
        )
        if slot >= 18:
            inside = height > 18
            found.append(
                text(
                    middle,
                    base - height + (14 if inside else -3),
                    f"{minutes / 60:.3g}" if slot >= 30 else f"{minutes / 60:.0f}",
                    size=style.SMALL,
                    fill=style.PAPER if inside else style.INK,
                    anchor="middle",
                )
            )
        if row.restored and (slot >= 14 or n % 2 == 0):
            found.append(text(middle, base + 15, str(row.restored[n]), size=style.SMALL, anchor="middle"))
        if row.full_duties_week == n + 1:
            found += _flag(middle, base - height)
    return found


def _flag(x: float, y: float) -> list[str]:
    """A pennant on a bar: full duties from this week."""
    return [
        line(x, y, x, y - _FLAG - 4, stroke=style.END, stroke_width=2),
        path(
            [(x, y - _FLAG - 4), (x + 11, y - _FLAG + 0.5), (x, y - _FLAG + 5)], closed=True, fill=style.END
        ),
    ]


def _full_words(row: ComparedHours) -> str:
    if row.full_duties_week is None:
        return f"full duties not within {len(row.week_minutes)} weeks"
    return f"full duties from week {row.full_duties_week}"


def _description(rows: Sequence[ComparedHours], essential: int | None) -> str:
    said = []
    for row in rows:
        hours = ", ".join(f"{minutes / 60:.4g}" for minutes in row.week_minutes)
        said.append(f"{row.label}: {_full_words(row)}; hours by week: {hours}")
        if essential is not None:
            said[-1] += f"; essential duties by week, of {essential}: {', '.join(map(str, row.restored))}"
    return f"{'. '.join(said)}."
