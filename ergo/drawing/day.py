"""A normal day as one bar: its tasks end to end beside the length of the shift."""

from collections.abc import Sequence
from dataclasses import dataclass

from ergo.analysis.wording import hours_words
from ergo.drawing import style
from ergo.drawing.svg import Svg, drawing, element, line, shortened, text, text_width

WIDTH, HEIGHT = 760.0, 112.0
_LEFT, _RIGHT, _TOP, _BAR = 14.0, 746.0, 34.0, 38.0
_INSET = 8.0
_LEAST_FOR_NAME = 46.0


@dataclass(frozen=True)
class DayPart:
    """One task of the day: its name and minutes; ``essential`` decides the family of its colour."""

    name: str
    minutes: int
    essential: bool = True


def day_svg(parts: Sequence[DayPart], shift_min: int, *, title: str, weekly: bool = False) -> Svg:
    """Draw the tasks of a day end to end, the end of the shift as a line, and what is missing or too much in words.

    Parameters
    ----------
    parts : sequence of DayPart
        In their order; those of no minutes are left out.
    shift_min : int
        Paid minutes of the shift; 0 where it is not known.
    title : str
        What the drawing shows.
    weekly : bool
        Whether other tasks come on some days only, so that what is missing is left for them.
    """
    drawn = [part for part in parts if part.minutes > 0]
    total = sum(part.minutes for part in drawn)
    whole = max(total, shift_min, 1)
    scale = (_RIGHT - _LEFT) / whole
    found: list[str] = []
    x = _LEFT
    shades = {True: 0, False: 0}
    for part in drawn:
        family = style.ESSENTIAL if part.essential else style.MARGINAL
        fill = family[shades[part.essential] % len(family)]
        shades[part.essential] += 1
        found += _segment(part, x, part.minutes * scale, fill)
        x += part.minutes * scale
    balance = _balance(total, shift_min, weekly)
    found += _end_of_shift(total, shift_min, x, _LEFT + shift_min * scale)
    settled = total == shift_min or (weekly and total < shift_min)
    colour = style.INK if settled else style.END
    found.append(text(_LEFT, _TOP + _BAR + 26, balance, size=style.NORMAL, fill=colour, bold=True))
    listed = "; ".join(f"{part.name}: {hours_words(part.minutes)}" for part in drawn)
    said = f"{listed or 'No task has minutes yet'}. {balance}"
    return drawing(WIDTH, HEIGHT, title, said, *found)


def _segment(part: DayPart, x: float, width: float, fill: str) -> list[str]:
    box = element(
        "rect", x=x, y=_TOP, width=width, height=_BAR, fill=fill, stroke=style.PAPER, stroke_width=1.5
    )
    found = [box]
    if width >= _LEAST_FOR_NAME:
        name = shortened(part.name, width - _INSET, style.SMALL)
        found.append(text(x + _INSET / 2, _TOP + 16, name, size=style.SMALL, fill=style.PAPER))
    minutes = str(part.minutes)
    if width >= text_width(minutes, style.SMALL) + _INSET:
        found.append(text(x + _INSET / 2, _TOP + 31, minutes, size=style.SMALL, fill=style.PAPER, bold=True))
    return found


def _end_of_shift(total: int, shift_min: int, tasks_end: float, shift_end: float) -> list[str]:
    found = []
    if shift_min > total:
        found.append(
            element(
                "rect",
                x=tasks_end,
                y=_TOP,
                width=shift_end - tasks_end,
                height=_BAR,
                fill=style.PAPER,
                stroke=style.END,
                stroke_width=1.5,
                stroke_dasharray="5 3",
            )
        )
    if shift_min:
        words = f"shift {hours_words(shift_min)}"
        found.append(
            line(shift_end, _TOP - 8, shift_end, _TOP + _BAR + 8, stroke=style.INK, stroke_width=2.5)
        )
        found.append(text(shift_end, _TOP - 14, words, size=style.SMALL, anchor="end", bold=True))
    return found


def _balance(total: int, shift_min: int, weekly: bool) -> str:
    tasks = f"The tasks take {hours_words(total)}"
    if not shift_min:
        return f"{tasks}; the shift is not known."
    if total > shift_min:
        return f"{tasks}: {hours_words(total - shift_min)} more than the shift."
    if total < shift_min:
        left = hours_words(shift_min - total)
        return f"{tasks}: {left} of the shift {'left for weekly tasks' if weekly else 'not accounted for'}."
    return f"{tasks}, as long as the shift."
