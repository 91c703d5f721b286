"""Peak force against hand activity, with the lines of action limit and TLV, and where a task lies."""

from collections.abc import Sequence
from dataclasses import dataclass

from ergo.drawing import style
from ergo.drawing.svg import Svg, drawing, element, line, path, text

WIDTH, HEIGHT = 760.0, 380.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 64.0, 736.0, 40.0, 316.0
_HIGHEST = 10.0


@dataclass(frozen=True)
class LimitLine:
    """A limit: its name, and peak force by hand activity at its ends."""

    name: str
    points: Sequence[tuple[float, float]]


def hand_activity_svg(lines: Sequence[LimitLine], task: tuple[float, float] | None, task_words: str) -> Svg:
    """Draw the plane of hand activity and peak force.

    Parameters
    ----------
    lines : sequence of LimitLine
        Limits, the lower first; the first is dashed.
    task : (activity, force) or None
        Where the task lies, both 0 to 10; None where that is not known.
    task_words : str
        What is said of the task.
    """
    found = [
        line(_LEFT, _TOP, _LEFT, _BOTTOM, stroke=style.INK, stroke_width=1.2),
        line(_LEFT, _BOTTOM, _RIGHT, _BOTTOM, stroke=style.INK, stroke_width=1.2),
        text(_LEFT - 48, _TOP - 18, "Peak force, 0 to 10", bold=True),
        text((_LEFT + _RIGHT) / 2, _BOTTOM + 44, "Hand activity level, 0 to 10", anchor="middle", bold=True),
    ]
    for value in range(0, 11, 2):
        x, y = _place(value, value)
        found.append(line(_LEFT, y, _RIGHT, y, stroke=style.GRID, stroke_width=1))
        found.append(text(_LEFT - 8, y + 4, f"{value}", size=style.SMALL, anchor="end"))
        found.append(text(x, _BOTTOM + 18, f"{value}", size=style.SMALL, anchor="middle"))
    for number, limit in enumerate(lines):
        drawn = [_place(*point) for point in limit.points]
        dashes = None if number else "7 4"
        found.append(path(drawn, fill="none", stroke=style.END, stroke_width=2.2, stroke_dasharray=dashes))
        x, y = drawn[0]
        found.append(text(x + 6, y - 8, limit.name, size=style.SMALL, fill=style.END, bold=True, halo=True))
    if task is not None:
        x, y = _place(*task)
        left = x > (_LEFT + _RIGHT) / 2
        found.append(element("circle", cx=x, cy=y, r=7, fill=style.START, stroke=style.PAPER, stroke_width=2))
        found.append(
            text(
                x - 12 if left else x + 12,
                y - 10,
                "this task",
                fill=style.START,
                anchor="end" if left else "start",
                bold=True,
                halo=True,
            )
        )
    said = " ".join(
        f"{limit.name} from {limit.points[0][1]:.3g} at activity {limit.points[0][0]:.3g} to "
        f"{limit.points[-1][1]:.3g} at {limit.points[-1][0]:.3g}."
        for limit in lines
    )
    return drawing(WIDTH, HEIGHT, "Peak force against hand activity", f"{said} {task_words}", *found)


def _place(activity: float, force: float) -> tuple[float, float]:
    x = _LEFT + (_RIGHT - _LEFT) * min(activity, _HIGHEST) / _HIGHEST
    return x, _BOTTOM - (_BOTTOM - _TOP) * min(force, _HIGHEST) / _HIGHEST
