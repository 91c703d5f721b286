"""An example day on the clock: a lane for each task, its changes of posture cut out of it, unpaid breaks across."""

from collections.abc import Sequence
from datetime import time

from ergo.analysis.day_lines import DayLine, changes_words
from ergo.analysis.wording import clock_words
from ergo.drawing import style
from ergo.drawing.svg import Svg, drawing, element, line, shortened, text, text_width
from ergo.model.job import Importance
from ergo.model.plan import BlockKind

WIDTH = 760.0
_LEFT, _RIGHT, _TOP = 236.0, 746.0, 40.0
_LANE, _BAR = 44.0, 26.0
_NAME_WIDTH = 214.0
_HOUR, _LEAST_SPAN = 60, 60
_TICKS_AT_MOST = 11
_FAMILY = {
    Importance.ESSENTIAL: style.ESSENTIAL,
    Importance.MARGINAL: style.MARGINAL,
    Importance.ALTERNATIVE: style.ALTERNATIVE,
}


def timeline_svg(lines: Sequence[DayLine], start: time, *, title: str) -> Svg:
    """Draw a day.

    Parameters
    ----------
    lines : sequence of DayLine
        From `ergo.analysis.day_lines`, in their order.
    start : time
        When the day starts.
    title : str
        What the drawing shows.
    """
    lanes = list(dict.fromkeys(x.name for x in lines if x.kind is BlockKind.WORK))
    ends = max((p.start_min + p.minutes for x in lines for p in x.pieces), default=0)
    scale = (_RIGHT - _LEFT) / max(ends, _LEAST_SPAN)
    bottom = _TOP + _LANE * len(lanes)
    content = _axis(start, max(ends, _LEAST_SPAN), scale, bottom)
    content += _lanes(lines, lanes)
    for entry in lines:
        if entry.kind is BlockKind.WORK:
            content += _visit(entry, _TOP + _LANE * lanes.index(entry.name), scale)
        else:
            content += _across(entry, scale, bottom)
    content += _key(bottom + 44)
    said = "; ".join(_said(entry, start) for entry in lines) or "Nothing is worked"
    return drawing(WIDTH, bottom + 60, title, f"{said}.", *content)


def _said(entry: DayLine, start: time) -> str:
    changes = changes_words(entry, start)
    inside = f", changes of posture: {changes}" if changes else ""
    return f"{entry.clock} {entry.what}{inside}"


def _axis(start: time, ends: int, scale: float, bottom: float) -> list[str]:
    begins = start.hour * _HOUR + start.minute
    step = _HOUR * max(1, -(-ends // (_HOUR * _TICKS_AT_MOST)))
    found = []
    for minute in range(-begins % step, ends + 1, step):
        x = _LEFT + minute * scale
        at = (begins + minute) // _HOUR % 24
        anchor = "end" if x > _RIGHT - 18 else "middle"
        found.append(line(x, _TOP - 8, x, bottom, stroke=style.GRID, stroke_width=1))
        found.append(
            text(x, _TOP - 14, clock_words(time(at)), size=style.SMALL, fill=style.MUTED, anchor=anchor)
        )
    return found


def _lanes(lines: Sequence[DayLine], lanes: Sequence[str]) -> list[str]:
    """The names of the tasks with their posture, and a line beneath each."""
    found = []
    for number, name in enumerate(lanes):
        top = _TOP + _LANE * number
        posture = next(x.posture for x in lines if x.name == name)
        for words, y, shade in ((name, top + 18, style.INK), (posture, top + 34, style.MUTED)):
            cut = shortened(words, _NAME_WIDTH, style.SMALL)
            found.append(text(14, y, cut, size=style.SMALL, fill=shade))
        found.append(line(14, top + _LANE, _RIGHT, top + _LANE, stroke=style.GRID, stroke_width=1))
    return found


def _visit(entry: DayLine, top: float, scale: float) -> list[str]:
    """Solid work with its minutes, and outlined changes of posture."""
    found = []
    fill = _FAMILY[entry.importance or Importance.MARGINAL][0]
    ink = style.INK if fill in style.LIGHT_FILLS else style.PAPER
    for piece in entry.pieces:
        x, width = _LEFT + piece.start_min * scale, piece.minutes * scale
        works = piece.kind is BlockKind.WORK
        found.append(
            element(
                "rect",
                x=x,
                y=top + 9,
                width=width,
                height=_BAR,
                fill=fill if works else style.PAPER,
                stroke=style.LINE if not works or fill in style.LIGHT_FILLS else style.PAPER,
                stroke_width=0.8,
            )
        )
        words = str(piece.minutes)
        if works and width >= text_width(words, style.SMALL) + 3:
            found.append(
                text(
                    x + width / 2,
                    top + 9 + _BAR / 2 + 4,
                    words,
                    size=style.SMALL,
                    fill=ink,
                    anchor="middle",
                )
            )
    return found


def _across(entry: DayLine, scale: float, bottom: float) -> list[str]:
    """An unpaid break: a dashed band through all lanes, with its length below."""
    piece = entry.pieces[0]
    x, width = _LEFT + piece.start_min * scale, piece.minutes * scale
    return [
        element(
            "rect",
            x=x,
            y=_TOP - 6,
            width=width,
            height=bottom - _TOP + 6,
            fill=style.FLOOR,
            stroke=style.LINE,
            stroke_width=1,
            stroke_dasharray="4 3",
        ),
        text(
            x + width / 2, bottom + 16, f"break {piece.minutes}", size=style.SMALL, anchor="middle", halo=True
        ),
    ]


def _key(y: float) -> list[str]:
    found = []
    entries = (
        ("work, in minutes", style.ESSENTIAL[0], None),
        ("change of posture, paid", style.PAPER, None),
        ("break, unpaid", style.FLOOR, "4 3"),
    )
    x = 14.0
    for words, fill, dashes in entries:
        found.append(
            element(
                "rect",
                x=x,
                y=y - 11,
                width=18,
                height=13,
                fill=fill,
                stroke=style.LINE,
                stroke_width=1,
                stroke_dasharray=dashes,
            )
        )
        found.append(text(x + 25, y, words, size=style.SMALL))
        x += 25 + text_width(words, style.SMALL) + 30
    return found
