"""Weekly hours of a plan as stacked bars by duty, with its firmness, its reviews and the dates of equipment.

Firmness is a fill: firm weeks are solid, conditional ones hatched, the outlook an outline of its hours; a strip above
says it in words. A duty is a letter in its bar beside its colour; essential duties stand at the foot of a bar and
first in the key, then marginal ones, then alternatives. An upright line is the end of the certificate.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import ceil
from typing import NamedTuple

from ergo.analysis.wording import date_words
from ergo.analysis.worktime import DAYS_PER_WEEK
from ergo.drawing import style
from ergo.drawing.svg import Svg, drawing, element, line, number, shortened, text, text_width
from ergo.model.job import Importance, Job
from ergo.model.plan import Firmness, Plan, PlanWeek

WIDTH = 760.0
_LEFT, _RIGHT = 46.0, 750.0
_TOP, _BASE = 62.0, 270.0
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_HATCH = "ergo-hatch"
_COLUMNS, _KEY_LINE, _KEY_GAP = 2, 21.0, 6.0
_OUTLOOK_DRAWN, _REVIEWS_SAID = 6, 6
FIRMNESS_WORDS = {
    Firmness.FIRM: "Firm",
    Firmness.CONDITIONAL: "Conditional",
    Firmness.OUTLOOK: "Outlook",
}


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
    """Everything the chart shows; duties of one importance stand together.

    ``full_week_min`` is the normal week, None where it is not known; ``certified_until`` the last certified day.
    ``last_week`` is the last week of the plan where the outlook is not drawn to its end.
    """

    weeks: tuple[HoursWeek, ...]
    duties: tuple[Duty, ...]
    marks: tuple[Mark, ...] = ()
    full_week_min: int | None = None
    last_week: int | None = None
    certified_until: date | None = None


class _Box(NamedTuple):
    x: float
    y: float
    width: float
    height: float


def hours_chart(plan: Plan, job: Job, in_place: Sequence[tuple[date, str]] = ()) -> HoursChart:
    """The chart of a plan: duties by importance, its reviews, and what is ``in_place`` from which date.

    Of a long outlook the first weeks are drawn; the others would only press together what is planned.
    """
    drawn = _drawn(plan)
    planned = {allocation.task_id for week in drawn for allocation in week.duties}
    tasks = sorted(
        (task for task in job.tasks if task.id in planned),
        key=lambda task: list(Importance).index(task.importance),
    )
    weeks = tuple(
        HoursWeek(week.number, week.monday, week.firmness, tuple(_minutes(week, task.id) for task in tasks))
        for week in drawn
    )
    reviews = [Mark(week.review_on, "", review=True) for week in drawn if week.review_on is not None]
    placed = [Mark(day, words, review=False) for day, words in sorted(in_place)]
    full_week_min = None
    if job.roster is not None and job.roster.shifts:
        paid = sum(shift.paid_min for shift in job.roster.shifts)
        full_week_min = round(7 * paid / job.roster.cycle_days)
    duties = tuple(Duty(task.name or "Task without a name", task.importance) for task in tasks)
    last_week = plan.weeks[-1].number if len(drawn) < len(plan.weeks) else None
    return HoursChart(weeks, duties, (*reviews, *placed), full_week_min, last_week, plan.certified_until)


def _drawn(plan: Plan) -> list[PlanWeek]:
    """The weeks up to the certificate's end and the first ones of the outlook."""
    not_drawn = [week for week in plan.weeks if week.firmness is Firmness.OUTLOOK][_OUTLOOK_DRAWN:]
    return [week for week in plan.weeks if week not in not_drawn]


def _minutes(week: PlanWeek, task_id: str) -> int:
    return sum(allocation.minutes for allocation in week.duties if allocation.task_id == task_id)


def hours_svg(chart: HoursChart) -> Svg:
    """Draw the chart. A plan without a week gives a drawing that says so."""
    if not chart.weeks:
        words = "The plan has no week yet."
        return drawing(WIDTH, 60, "Hours a week", words, text(20, 36, words))
    most = max([60, chart.full_week_min or 0, *(sum(week.minutes) for week in chart.weeks)])
    top_h = _round_up(most / 60)
    key, height = _key(chart)
    return drawing(
        WIDTH,
        height,
        "Hours a week",
        _description(chart),
        _hatch(),
        *_axis(top_h, chart.full_week_min),
        *_strip(chart),
        *_bars(chart, top_h),
        *_certificate_end(chart),
        *_weeks(chart),
        *_marks(chart),
        *key,
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
    start, free_from = 0, 0.0
    for firmness, run in groupby(chart.weeks, key=lambda week: week.firmness):
        count = len(list(run))
        x1, x2 = _x(chart, start) + 2, _x(chart, start + count) - 2
        dash = {Firmness.CONDITIONAL: "9 5", Firmness.OUTLOOK: "2 4"}.get(firmness)
        found.append(line(x1, 36, x2, 36, stroke=style.INK, stroke_width=3, stroke_dasharray=dash))
        words = FIRMNESS_WORDS[firmness]
        y = 28 if x1 >= free_from else 13
        found.append(text(x1, y, words, size=13, bold=True))
        free_from = x1 + text_width(words, 13) + 6
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
    free_from = 0.0
    for index, week in enumerate(chart.weeks):
        x, below = _x(chart, index) + (slot - width) / 2, 0
        if week.firmness is Firmness.OUTLOOK:
            below = sum(week.minutes)
            y = _y(below, top_h)
            found.append(_outline(_Box(x, y, width, _BASE - y)))
        else:
            for duty, minutes in enumerate(week.minutes):
                if minutes:
                    y, low = _y(below + minutes, top_h), _y(below, top_h)
                    box = _Box(x, y, width, low - y)
                    found += _piece(
                        box, colours[duty], _letter(duty), hatched=week.firmness is Firmness.CONDITIONAL
                    )
                below += minutes
        words = _hours(below) if slot >= 40 else _hours(below).removesuffix(" h")
        half = text_width(words, style.SMALL) / 2 + 1
        if x + width / 2 - half >= free_from:
            free_from = x + width / 2 + half
            y = _y(below, top_h) - 5
            found.append(
                text(x + width / 2, y, words, size=style.SMALL, anchor="middle", bold=True, halo=True)
            )
    return found


def _outline(box: _Box) -> str:
    """Hours of the outlook, which has no dated shifts and so no duties on the chart."""
    return element(
        "rect",
        **box._asdict(),
        fill=style.PAPER,
        stroke=style.MUTED,
        stroke_width=1.6,
        stroke_dasharray="4 3",
    )


def _piece(box: _Box, colour: str, letter: str, *, hatched: bool) -> Iterator[str]:
    """One duty in one bar, with its letter where there is room."""
    dark = colour in style.DARK_FILLS
    yield element("rect", **box._asdict(), fill=colour, stroke=style.PAPER, stroke_width=1)
    if hatched:
        edge = colour if dark else style.LINE
        yield element("rect", **box._asdict(), fill=f"url(#{_HATCH})", fill_opacity="0.55")
        yield element("rect", **box._asdict(), fill="none", stroke=edge, stroke_width=1)
    if box.height >= 13 and box.width >= 11:
        solid = dark and not hatched
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
            words = date_words(week.monday, weekday=False, year=False)
            found.append(text(middle, _BASE + 32, words, size=11.5, fill=style.MUTED, anchor="middle"))
    return found


def _day_x(chart: HoursChart, day: date, share: float) -> float | None:
    """Where a day is on the chart, at a share of its width; None where it is not drawn."""
    days = (day - chart.weeks[0].monday).days
    if not 0 <= days < DAYS_PER_WEEK * len(chart.weeks):
        return None
    return _LEFT + _slot(chart) * (days + share) / DAYS_PER_WEEK


def _certificate_end(chart: HoursChart) -> list[str]:
    x = None if chart.certified_until is None else _day_x(chart, chart.certified_until, 1.0)
    return [] if x is None else [_upright(x, _TOP - 12, _BASE + 6)]


def _upright(x: float, top: float, base: float) -> str:
    return line(x, top, x, base, stroke=style.END, stroke_width=2.4)


def _marks(chart: HoursChart) -> list[str]:
    places = [(_day_x(chart, mark.on, 0.5), mark.review) for mark in chart.marks]
    return [_symbol(x, _BASE + 46, review=review) for x, review in places if x is not None]


def _symbol(x: float, y: float, *, review: bool) -> str:
    """A review is a filled triangle, something in place an open diamond."""
    if review:
        d = f"M{x - 6:.1f} {y + 5:.1f}L{x + 6:.1f} {y + 5:.1f}L{x:.1f} {y - 6:.1f}Z"
        return element("path", d=d, fill=style.INK)
    d = f"M{x:.1f} {y - 7:.1f}L{x + 6:.1f} {y:.1f}L{x:.1f} {y + 7:.1f}L{x - 6:.1f} {y:.1f}Z"
    return element("path", d=d, fill=style.PAPER, stroke=style.END, stroke_width=2)


def _key(chart: HoursChart) -> tuple[list[str], float]:
    """The key under the bars, duties in two columns under their importance, and the height at which it ends."""
    width = (_RIGHT - _LEFT) / _COLUMNS
    colours = duty_colours(chart.duties)
    found: list[str] = []
    y = _BASE + 62
    numbered = enumerate(chart.duties)
    for importance, duties in groupby(numbered, key=lambda entry: entry[1].importance):
        y += _KEY_LINE
        found.append(text(_LEFT, y, f"{importance.capitalize()} duties", size=13, bold=True))
        for place, (index, duty) in enumerate(duties):
            x = _LEFT + width * (place % _COLUMNS)
            y += _KEY_LINE if place % _COLUMNS == 0 else 0
            found += _swatch(x, y, colours[index], _letter(index))
            found.append(_key_words(x, y, duty.name, width))
    y += _KEY_GAP
    for symbol, words in _other_signs(chart):
        y += _KEY_LINE
        found.append(element("g", symbol, transform=f"translate({number(_LEFT + 9)} {number(y - 4)})"))
        found.append(_key_words(_LEFT, y, words, _RIGHT - _LEFT))
    y += _KEY_LINE
    words = "Solid bars are firm, hatched bars conditional, outlined bars an outlook of the hours"
    found.append(text(_LEFT, y, words, size=13))
    return found, y + 14


def _other_signs(chart: HoursChart) -> Iterator[tuple[str, str]]:
    """Signs of the chart that are no duty, drawn around zero, with their words."""
    if chart.full_week_min:
        dots = line(-9, 0, 10, 0, stroke=style.INK, stroke_width=1.4, stroke_dasharray="2 4")
        yield dots, f"Normal week: {_hours(chart.full_week_min)}"
    if chart.certified_until is not None:
        yield _upright(0, -8, 8), f"Certificate ends: {date_words(chart.certified_until, weekday=False)}"
    reviews = [date_words(mark.on, weekday=False, year=False) for mark in chart.marks if mark.review]
    if reviews:
        more = f" and {len(reviews) - _REVIEWS_SAID} more" if len(reviews) > _REVIEWS_SAID else ""
        yield _symbol(0, 0, review=True), f"Clinical review: {', '.join(reviews[:_REVIEWS_SAID])}{more}"
    for mark in chart.marks:
        if not mark.review:
            yield (
                _symbol(0, 0, review=False),
                f"{date_words(mark.on, weekday=False, year=False)}: {mark.words}",
            )
    if chart.last_week is not None:
        yield "", f"Weeks {chart.weeks[-1].number + 1} to {chart.last_week} are outlook as well and not drawn"


def _key_words(x: float, y: float, words: str, width: float) -> str:
    return text(x + 28, y, shortened(words, width - 40, 13), size=13)


def _swatch(x: float, y: float, colour: str, letter: str) -> list[str]:
    dark = colour in style.DARK_FILLS
    edge, letter_fill = (colour, style.PAPER) if dark else (style.LINE, style.INK)
    return [
        element("rect", x=x, y=y - 12, width=18, height=16, fill=colour, stroke=edge, stroke_width=1),
        text(x + 9, y, letter, size=style.SMALL, fill=letter_fill, anchor="middle", bold=True),
    ]


def _description(chart: HoursChart) -> str:
    weeks = "; ".join(
        f"week {week.number} from {date_words(week.monday, weekday=False, year=False)}: {_hours(sum(week.minutes))}, "
        f"{FIRMNESS_WORDS[week.firmness].lower()}"
        for week in chart.weeks
    )
    return f"{weeks[0].upper()}{weeks[1:]}."


def _hours(minutes: int) -> str:
    return f"{minutes / 60:.4g} h"
