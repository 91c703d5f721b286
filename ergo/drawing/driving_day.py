"""The driving day as a strip on the clock: at the wheel, breaks, loads; with what is permitted at a time.

A bar says in words what it is where there is room, and differs by fill and outline elsewhere. A day of many equal
rounds is drawn small with one round enlarged below it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from ergo.analysis.driving import Doing, DrivingDay, Piece, stretches
from ergo.analysis.wording import hours_words
from ergo.drawing import style
from ergo.drawing.svg import Svg, drawing, element, line, path, shortened, text, text_width

WIDTH = 760.0
_LEFT, _RIGHT = 16.0, 744.0
_BAR, _ROW = 40.0, 30.0
_HOUR = 60
_DAY_MIN = 1440
_TICKS_AT_MOST = 12
_MARKS_AT_MOST = 6
_NARROWEST_ROUND = 3.0
_LABEL = 13
_WORDS = {Doing.DRIVE: "Drive", Doing.BREAK: "Break", Doing.LOAD: "Loads", Doing.OTHER: "Other work"}
_KEYS = {
    Doing.DRIVE: "at the wheel",
    Doing.BREAK: "break",
    Doing.LOAD: "loads handled",
    Doing.OTHER: "other work",
}


@dataclass(frozen=True)
class BreakDue:
    """When a rule asks for a break: minutes after the start of the day, and which rule."""

    after_min: float
    words: str


@dataclass(frozen=True)
class _Span:
    """A length of time on the width of the drawing."""

    minutes: float

    def x(self, minute: float) -> float:
        return _LEFT + (_RIGHT - _LEFT) * minute / self.minutes


def driving_day_svg(
    day: DrivingDay,
    *,
    start: time | None = None,
    permitted_min: float | None = None,
    due: BreakDue | None = None,
) -> Svg:
    """Draw the day.

    Parameters
    ----------
    day : DrivingDay
        From `ergo.analysis.driving`; where only figures are known, only the longest stretch is drawn.
    start : time, optional
        Start of the shift; without it the axis counts hours.
    permitted_min : float, optional
        The longest stretch that is tolerated or allowed.
    due : BreakDue, optional
        The first break that a rule asks for and that is not taken.
    """
    content: list[str] = []
    y = 8.0
    total = sum(piece.minutes for piece in day.whole)
    if total > 0:
        span = _Span(total)
        ends = [] if permitted_min is None else _ends(day, permitted_min)
        y = 56.0 if ends or due else 12.0
        content += _bars(day.whole, span, y, _BAR) if day.rounds == 1 else _dense(day, span, y)
        content += _axis(span, start, y + _BAR)
        if permitted_min is not None:
            content += _too_long(ends, span, permitted_min, y)
        if due is not None:
            content += _mark(span.x(due.after_min), 18, y + _BAR, due.words, dashes="7 4")
        y += 94.0
        if day.rounds > 1:
            content += _one_round(day, y)
            y += 96.0
        content += _key(day.pieces, y + 12)
        y += 34.0
    content += _comparison(day, permitted_min, y)
    return drawing(WIDTH, y + 84.0, "Driving day", _description(day, permitted_min, due), *content)


def _bars(pieces: Sequence[Piece], span: _Span, top: float, height: float) -> list[str]:
    """One bar a piece with its words where they fit; handling of unknown length is a flag on the line."""
    found, at = [], 0.0
    for piece in pieces:
        x, width = span.x(at), span.x(at + piece.minutes) - span.x(at)
        if piece.minutes == 0:
            found.append(
                path([(x, top + height), (x - 6, top + height + 9), (x + 6, top + height + 9)], closed=True)
            )
        else:
            found.append(_box(x, top, width, height, piece.doing))
            found += _label(piece, x, top, width, height)
        at += piece.minutes
    return found


def _label(piece: Piece, x: float, top: float, width: float, height: float) -> list[str]:
    """What a bar is and how long, on one line or two, as far as there is room."""
    minutes = f"{piece.minutes:g} min"
    name = piece.name or _WORDS[piece.doing]
    ink = style.PAPER if piece.doing is Doing.DRIVE else style.INK
    middle = x + width / 2
    if text_width(minutes, _LABEL) + 6 > width:
        return []
    lines = (
        [minutes]
        if text_width(name[:6], _LABEL) + 8 > width
        else [shortened(name, width - 8, _LABEL), minutes]
    )
    first = top + height / 2 + 5 - 8 * (len(lines) - 1)
    return [
        text(middle, first + 16 * n, words, size=_LABEL, fill=ink, anchor="middle")
        for n, words in enumerate(lines)
    ]


def _box(x: float, y: float, width: float, height: float, doing: Doing) -> str:
    fill, dashes = {
        Doing.DRIVE: (style.START, None),
        Doing.BREAK: (style.PAPER, "4 3"),
        Doing.LOAD: (style.LOAD, None),
        Doing.OTHER: (style.FLOOR, None),
    }[doing]
    return element(
        "rect",
        x=x,
        y=y,
        width=max(width, 0.5),
        height=height,
        fill=fill,
        stroke=style.PAPER if doing is Doing.DRIVE else style.LINE,
        stroke_width=0.8,
        stroke_dasharray=dashes,
    )


def _dense(day: DrivingDay, span: _Span, top: float) -> list[str]:
    """Many rounds: what is driven stands dark on a light ground; said in words where rounds are too narrow to draw."""
    found = [_box(_LEFT, top, _RIGHT - _LEFT, _BAR, Doing.OTHER)]
    if (_RIGHT - _LEFT) / day.rounds < _NARROWEST_ROUND:
        words = f"{day.rounds} rounds, too short to be drawn one by one"
        return [*found, text((_LEFT + _RIGHT) / 2, top + 25, words, anchor="middle")]
    found += [
        _box(span.x(begun), top, span.x(begun + minutes) - span.x(begun), _BAR, Doing.DRIVE)
        for stretch in stretches(day)
        for begun, minutes in stretch
    ]
    return found


def _axis(span: _Span, start: time | None, y: float) -> list[str]:
    """Hours on the clock, or counted from the start where it is not known."""
    begins = 0 if start is None else start.hour * _HOUR + start.minute
    step = _HOUR * max(1, -int(-span.minutes // (_TICKS_AT_MOST * _HOUR)))
    first = -begins % step
    found = [line(_LEFT, y, _RIGHT, y, stroke=style.INK, stroke_width=1)]
    for minute in range(first, int(span.minutes) + 1, step):
        clock = (begins + minute) % _DAY_MIN
        words = f"{minute // _HOUR} h" if start is None else f"{clock // _HOUR:02d}:{clock % _HOUR:02d}"
        x = span.x(minute)
        anchor = "start" if x < _LEFT + 20 else "end" if x > _RIGHT - 20 else "middle"
        found.append(line(x, y, x, y + 10, stroke=style.INK, stroke_width=1))
        found.append(text(x, y + 24, words, size=style.SMALL, fill=style.MUTED, anchor=anchor))
    return found


def _ends(day: DrivingDay, permitted_min: float) -> list[float]:
    """Where in the day a stretch has lasted as long as is permitted, and goes on."""
    reached = (_reached(stretch, permitted_min) for stretch in stretches(day))
    return [minute for minute in reached if minute is not None]


def _too_long(ends: Sequence[float], span: _Span, permitted_min: float, top: float) -> list[str]:
    """A line where what is permitted ends; words at the first."""
    found: list[str] = []
    for number, minute in enumerate(ends[:_MARKS_AT_MOST]):
        words = f"{hours_words(round(permitted_min))}: permitted stretch ends" if number == 0 else ""
        found += _mark(span.x(minute), 38, top + _BAR, words, dashes="3 3")
    return found


def _reached(stretch: Sequence[tuple[float, float]], permitted_min: float) -> float | None:
    left = permitted_min
    for begun, minutes in stretch:
        if minutes > left:
            return begun + left
        left -= minutes
    return None


def _mark(x: float, y: float, bottom: float, words: str, dashes: str) -> list[str]:
    """A line through the strip with its words above it, on the side where there is room."""
    right = x + text_width(words, _LABEL) + 6 > _RIGHT
    return [
        line(x, y - 8, x, bottom, stroke=style.PAPER, stroke_width=5),
        line(x, y - 8, x, bottom, stroke=style.END, stroke_width=2.4, stroke_dasharray=dashes),
        text(
            x - 5 if right else x + 5,
            y,
            words,
            size=_LABEL,
            fill=style.END,
            anchor="end" if right else None,
            bold=True,
            halo=True,
        ),
    ]


def _one_round(day: DrivingDay, y: float) -> list[str]:
    """One round as wide as the drawing, with lines from where it stands in the day."""
    length = sum(piece.minutes for piece in day.pieces)
    first_end = _Span(length * day.rounds).x(length)
    return [
        line(_LEFT, y - 52, _LEFT, y + 26, stroke=style.LINE, stroke_width=1, stroke_dasharray="2 3"),
        line(first_end, y - 52, _RIGHT, y + 26, stroke=style.LINE, stroke_width=1, stroke_dasharray="2 3"),
        text(
            _LEFT + 8,
            y + 16,
            f"One round of {day.rounds}: {length:g} min",
            size=style.NORMAL,
            bold=True,
            halo=True,
        ),
        *_bars(day.pieces, _Span(length), y + 26, 46.0),
    ]


def _key(pieces: Sequence[Piece], y: float) -> list[str]:
    found, x = [], _LEFT
    for doing in Doing:
        timed = [piece for piece in pieces if piece.doing is doing and piece.minutes > 0]
        if not any(piece.doing is doing for piece in pieces):
            continue
        if timed:
            found.append(_box(x, y - 12, 22, 14, doing))
        else:
            found.append(path([(x + 10, y - 10), (x + 3, y + 1), (x + 17, y + 1)], closed=True))
        found.append(text(x + 28, y, _KEYS[doing], size=_LABEL))
        x += 28 + text_width(_KEYS[doing], _LABEL) + 26
    return found


def _comparison(day: DrivingDay, permitted_min: float | None, y: float) -> list[str]:
    """The longest stretch beside what is permitted at a time, on one scale."""
    rows = [
        ("Longest stretch at the wheel", day.stretch_min, True),
        ("Permitted at a time", permitted_min, False),
    ]
    most = max([1.0, *(minutes for _, minutes, _ in rows if minutes is not None)])
    left, right = 250.0, 640.0
    found = []
    for number, (label, minutes, filled) in enumerate(rows):
        top = y + 12 + _ROW * number
        found.append(text(_LEFT, top + 15, label, size=style.NORMAL, bold=True))
        if minutes is None:
            found.append(text(left, top + 15, "not known", size=style.NORMAL, fill=style.MUTED))
            continue
        width = (right - left) * minutes / most
        found.append(_box(left, top, width, 20, Doing.DRIVE if filled else Doing.BREAK))
        found.append(text(left + width + 8, top + 15, hours_words(round(minutes)), size=style.NORMAL))
    return found


def _description(day: DrivingDay, permitted_min: float | None, due: BreakDue | None) -> str:
    said = [
        f"At the wheel {_known(day.total_min)} in all, {_known(day.stretch_min)} at a time at most.",
        f"Permitted at a time: {_known(permitted_min)}.",
    ]
    parts = ", ".join(
        f"{(piece.name or _WORDS[piece.doing]).lower()} {piece.minutes:g} min"
        if piece.minutes
        else _KEYS[piece.doing]
        for piece in day.pieces
    )
    if parts:
        said.append(f"{day.rounds} rounds of: {parts}." if day.rounds > 1 else f"In order: {parts}.")
    if due is not None:
        said.append(f"{due.words} after {hours_words(round(due.after_min))}.")
    return " ".join(said)


def _known(minutes: float | None) -> str:
    return "not known" if minutes is None else hours_words(round(minutes))
