"""Weekly hours of a plan as stacked bars by duty, with its firmness, its reviews and the dates of equipment.

Firmness is a fill: firm weeks are solid, conditional ones hatched, the outlook an outline; a strip above says it in
words. A duty is a letter in its bar beside its colour, and the key says whether it is essential, marginal or an
alternative.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import ceil
from typing import NamedTuple

from ergo.drawing import style
from ergo.drawing.svg import Svg, drawing, element, line, shortened, text, text_width
from ergo.model.job import Importance
from ergo.model.plan import Firmness

WIDTH = 760.0
_LEFT, _RIGHT = 46.0, 750.0
_TOP, _BASE = 58.0, 232.0
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_HATCH = "ergo-hatch"
FIRMNESS_WORDS = {
    Firmness.FIRM: "Firm",
    Firmness.CONDITIONAL: "Conditional",
    Firmness.OUTLOOK: "Outlook",
}
_SHORT_WORDS = {Firmness.FIRM: "Firm", Firmness.CONDITIONAL: "Cond.", Firmness.OUTLOOK: "Outl."}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Duty:
    """One row of the key."""

    name: str
    importance: Importance


@dataclass(frozen=True)
class HoursWeek:
    """One bar: minutes of each duty, in the order of the key."""

    number: int
    monday: date
    firmness: Firmness
    minutes: tuple[int, ...]


@dataclass(frozen=True)
class Mark:
    """A date under the bars: a review, or something that is in place from then on."""

    on: date
    words: str
    review: bool


@dataclass(frozen=True)
class HoursChart:
    """Everything the chart shows; ``full_week_min`` is the normal week, None where it is not known."""

    weeks: tuple[HoursWeek, ...]
    duties: tuple[Duty, ...]
    marks: tuple[Mark, ...] = ()
    full_week_min: int | None = None


class _Box(NamedTuple):
    x: float
    y: float
    width: float
    height: float


def hours_svg(chart: HoursChart) -> Svg:
    """Draw the chart. A plan without a week gives a drawing that says so."""
    if not chart.weeks:
        words = "The plan has no week yet."
        return drawing(WIDTH, 60, "Hours a week", words, text(20, 36, words))
    most = max([60, chart.full_week_min or 0, *(sum(week.minutes) for week in chart.weeks)])
    top_h = _round_up(most / 60)
    rows = list(_key(chart))
    height = _BASE + 76 + 21 * len(rows)
    return drawing(
        WIDTH,
        height,
        "Hours a week",
        _description(chart),
        _hatch(),
        *_axis(top_h, chart.full_week_min),
        *_strip(chart),
        *_bars(chart, top_h),
        *_weeks(chart),
        *_marks(chart),
        *(part for n, row in enumerate(rows) for part in _key_row(row, _BASE + 82 + 21 * n)),
    )


def _slot(chart: HoursChart) -> float:
    return min(110.0, (_RIGHT - _LEFT) / len(chart.weeks))


def _x(chart: HoursChart, index: int) -> float:
    return _LEFT + index * _slot(chart)


def _round_up(hours: float) -> int:
    step = 5 if hours <= 25 else 10
    return ceil(hours / step) * step


def _y(minutes: float, top_h: int) -> float:
    return _BASE - (_BASE - _TOP) * minutes / 60 / top_h


def _hatch() -> str:
    stripe = element("rect", width=3, height=7, fill=style.PAPER)
    pattern = element(
        "pattern",
        stripe,
        id=_HATCH,
        width=7,
        height=7,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )
    return element("defs", pattern)


def _axis(top_h: int, full_week_min: int | None) -> list[str]:
    found = []
    for hours in range(0, top_h + 1, top_h // 5):
        y = _y(hours * 60, top_h)
        found.append(line(_LEFT, y, _RIGHT, y, stroke=style.GRID if hours else style.INK, stroke_width=1))
        found.append(text(_LEFT - 7, y + 4, f"{hours} h", size=style.SMALL, fill=style.MUTED, anchor="end"))
    if full_week_min:
        y = _y(full_week_min, top_h)
        found.append(line(_LEFT, y, _RIGHT, y, stroke=style.INK, stroke_width=1.4, stroke_dasharray="2 4"))
    return found


def _strip(chart: HoursChart) -> list[str]:
    """Above the bars, how firm each run of weeks is, in words."""
    found = []
    start = 0
    for firmness, run in groupby(chart.weeks, key=lambda week: week.firmness):
        count = len(list(run))
        x1, x2 = _x(chart, start) + 2, _x(chart, start + count) - 2
        dash = {Firmness.CONDITIONAL: "9 5", Firmness.OUTLOOK: "2 4"}.get(firmness)
        found.append(line(x1, 30, x2, 30, stroke=style.INK, stroke_width=3, stroke_dasharray=dash))
        words = FIRMNESS_WORDS[firmness]
        if text_width(words, 13) > x2 - x1:
            words = _SHORT_WORDS[firmness]
        found.append(text(x1, 22, words, size=13, bold=True))
        start += count
    return found


def duty_colours(duties: tuple[Duty, ...]) -> list[str]:
    """The colour of each duty: dark for essential and marginal ones, light for alternatives."""
    palettes = {
        Importance.ESSENTIAL: style.ESSENTIAL,
        Importance.MARGINAL: style.MARGINAL,
        Importance.ALTERNATIVE: style.ALTERNATIVE,
    }
    used = dict.fromkeys(Importance, 0)
    colours = []
    for duty in duties:
        palette = palettes[duty.importance]
        colours.append(palette[used[duty.importance] % len(palette)])
        used[duty.importance] += 1
    return colours


def _letter(index: int) -> str:
    return _LETTERS[index % len(_LETTERS)]


def _bars(chart: HoursChart, top_h: int) -> list[str]:
    colours = duty_colours(chart.duties)
    slot = _slot(chart)
    width = min(slot * 0.78, 56.0)
    found: list[str] = []
    for index, week in enumerate(chart.weeks):
        x, below = _x(chart, index) + (slot - width) / 2, 0
        for duty, minutes in enumerate(week.minutes):
            if minutes:
                y, low = _y(below + minutes, top_h), _y(below, top_h)
                box = _Box(x, y, width, low - y)
                found += _piece(box, colours[duty], _letter(duty), week.firmness)
            below += minutes
        if slot >= 20:
            words = _hours(below) if slot >= 40 else _hours(below).removesuffix(" h")
            y = _y(below, top_h) - 5
            found.append(
                text(x + width / 2, y, words, size=style.SMALL, anchor="middle", bold=True, halo=True)
            )
    return found


def _piece(box: _Box, colour: str, letter: str, firmness: Firmness) -> Iterator[str]:
    """One duty in one bar: solid, hatched or as an outline, with its letter where there is room."""
    dark = colour in style.DARK_FILLS
    edge = colour if dark else style.LINE
    outlook = firmness is Firmness.OUTLOOK
    fill = style.PAPER if outlook else colour
    yield element(
        "rect",
        **box._asdict(),
        fill=fill,
        stroke=edge if outlook else style.PAPER,
        stroke_width=1.6 if outlook else 1.0,
        stroke_dasharray="4 3" if outlook else None,
    )
    if firmness is Firmness.CONDITIONAL:
        yield element("rect", **box._asdict(), fill=f"url(#{_HATCH})", fill_opacity="0.55")
        yield element("rect", **box._asdict(), fill="none", stroke=edge, stroke_width=1)
    if box.height >= 13 and box.width >= 11:
        solid = firmness is Firmness.FIRM and dark
        yield text(
            box.x + box.width / 2,
            box.y + box.height / 2 + 4,
            letter,
            size=style.SMALL,
            fill=style.PAPER if solid else style.INK,
            anchor="middle",
            bold=True,
            halo=not solid,
        )


def _weeks(chart: HoursChart) -> list[str]:
    """Week numbers under the bars, and the Monday's date where there is room for it."""
    slot = _slot(chart)
    every_number, every_date = max(1, ceil(20 / slot)), max(1, ceil(48 / slot))
    found = [text(_LEFT - 7, _BASE + 16, "week", size=style.SMALL, fill=style.MUTED, anchor="end")]
    for index, week in enumerate(chart.weeks):
        middle = _x(chart, index) + slot / 2
        if index % every_number == 0:
            found.append(
                text(middle, _BASE + 16, str(week.number), size=style.SMALL, anchor="middle", bold=True)
            )
        if index % every_date == 0:
            words = short_date(week.monday)
            found.append(text(middle, _BASE + 32, words, size=11.5, fill=style.MUTED, anchor="middle"))
    return found


def _marks(chart: HoursChart) -> list[str]:
    first = chart.weeks[0].monday
    found = []
    for mark in chart.marks:
        days = (mark.on - first).days
        if 0 <= days < 7 * len(chart.weeks):
            x = _LEFT + _slot(chart) * (days + 0.5) / 7
            found.append(_symbol(x, _BASE + 46, review=mark.review))
    return found


def _symbol(x: float, y: float, *, review: bool) -> str:
    """A review is a filled triangle, something in place an open diamond."""
    if review:
        d = f"M{x - 6:.1f} {y + 5:.1f}L{x + 6:.1f} {y + 5:.1f}L{x:.1f} {y - 6:.1f}Z"
        return element("path", d=d, fill=style.INK)
    d = f"M{x:.1f} {y - 7:.1f}L{x + 6:.1f} {y:.1f}L{x:.1f} {y + 7:.1f}L{x - 6:.1f} {y:.1f}Z"
    return element("path", d=d, fill=style.PAPER, stroke=style.END, stroke_width=2)


_KeyRow = tuple[str, str, str]


def _key(chart: HoursChart) -> Iterator[_KeyRow]:
    """(what is drawn, its colour, words) for each row under the chart."""
    colours = duty_colours(chart.duties)
    for index, duty in enumerate(chart.duties):
        yield _letter(index), colours[index], f"{duty.name} ({duty.importance})"
    if chart.full_week_min:
        yield "normal", "", f"Normal week: {_hours(chart.full_week_min)}"
    yield "", "", "Solid bars are firm, hatched bars conditional, outlined bars an outlook"
    reviews = [short_date(mark.on) for mark in chart.marks if mark.review]
    if reviews:
        yield "review", "", f"Clinical review: {', '.join(reviews)}"
    for mark in chart.marks:
        if not mark.review:
            yield "place", "", f"{short_date(mark.on)}: {mark.words}"


def _key_row(row: _KeyRow, y: float) -> list[str]:
    kind, colour, words = row
    label = text(_LEFT + 28, y, shortened(words, _RIGHT - _LEFT - 28, 13), size=13)
    if kind == "normal":
        dots = line(
            _LEFT, y - 4, _LEFT + 19, y - 4, stroke=style.INK, stroke_width=1.4, stroke_dasharray="2 4"
        )
        return [dots, label]
    if not kind:
        return [text(_LEFT, y, words, size=13)]
    if kind in ("review", "place"):
        return [_symbol(_LEFT + 9, y - 4, review=kind == "review"), label]
    dark = colour in style.DARK_FILLS
    box = element(
        "rect",
        x=_LEFT,
        y=y - 12,
        width=18,
        height=16,
        fill=colour,
        stroke=colour if dark else style.LINE,
        stroke_width=1,
    )
    letter_fill = style.PAPER if dark else style.INK
    return [
        box,
        text(_LEFT + 9, y, kind, size=style.SMALL, fill=letter_fill, anchor="middle", bold=True),
        label,
    ]


def _description(chart: HoursChart) -> str:
    weeks = "; ".join(
        f"week {week.number} from {short_date(week.monday)}: {_hours(sum(week.minutes))}, "
        f"{FIRMNESS_WORDS[week.firmness].lower()}"
        for week in chart.weeks
    )
    return f"{weeks[0].upper()}{weeks[1:]}."


def short_date(day: date) -> str:
    """Day and month, without the year: the bars stand in order."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def _hours(minutes: int) -> str:
    return f"{minutes / 60:.4g} h"
