"""A score along one input: its course, the limit, the present value, a chosen one, and where the limit is reached."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, isnan, log10

from ergo.drawing import style
from ergo.drawing.svg import Svg, drawing, element, line, path, text

WIDTH, HEIGHT = 760.0, 320.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 64.0, 736.0, 44.0, 254.0
_MOST_POINTS = 400
_TICKS = 5


@dataclass(frozen=True)
class Mark:
    """One point of the course, with its words; it is left out of the picture where it has no score."""

    value: float
    score: float | None
    words: str


def curve_svg(
    values: Sequence[float],
    scores: Sequence[float],
    *,
    title: str,
    value_label: str,
    score_label: str,
    limit: float,
    limit_words: str,
    now: Mark,
    chosen: Mark | None = None,
    reached: Sequence[Mark] = (),
) -> Svg:
    """Draw the course of a score.

    Parameters
    ----------
    values, scores : sequence of float
        The course, values rising; NaN where there is no score.
    title, value_label, score_label : str
        What is drawn, and the two axes with their units.
    limit, limit_words : float and str
        The line to compare with.
    now, chosen : Mark
        The present value, and the one that is tried.
    reached : sequence of Mark
        Values at which the limit is just kept.
    """
    step = max(1, len(values) // _MOST_POINTS)
    points = [(v, s) for v, s in zip(values, scores, strict=True)]
    points = [*points[::step], points[-1]]
    low, high = points[0][0], points[-1][0]
    drawn = [s for _, s in points if not isnan(s)]
    top = max([limit, *(m.score for m in (now, chosen) if m and m.score is not None)]) * 1.6
    top = min(top, max([*drawn, limit]) * 1.08) or 1.0

    def place(value: float, score: float) -> tuple[float, float]:
        x = _LEFT + (_RIGHT - _LEFT) * (value - low) / ((high - low) or 1.0)
        return x, _BOTTOM - (_BOTTOM - _TOP) * min(score, top) / top

    limit_y = place(low, limit)[1]
    marks = [one for one in (*reached, now, chosen) if one is not None]
    said = [one.words for one in marks]
    return drawing(
        WIDTH,
        HEIGHT,
        title,
        f"{score_label} against {value_label}, from {low:.4g} to {high:.4g}. {limit_words}. {' '.join(said)}",
        *_axes(low, high, top, value_label, score_label),
        line(_LEFT, limit_y, _RIGHT, limit_y, stroke=style.END, stroke_width=1.8, stroke_dasharray="7 4"),
        text(_RIGHT, limit_y - 6, limit_words, size=style.SMALL, fill=style.END, anchor="end", halo=True),
        *(
            path([place(*p) for p in run], fill="none", stroke=style.START, stroke_width=2.6)
            for run in _runs(points)
        ),
        *(part for one in reached for part in _reached(place(one.value, limit), one)),
        *([] if chosen is None else _mark(place, chosen, "chosen", filled=False)),
        *_mark(place, now, "now", filled=True),
    )


def _runs(points: Sequence[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """The course in pieces, parted where there is no score."""
    runs: list[list[tuple[float, float]]] = [[]]
    for value, score in points:
        if not isnan(score):
            runs[-1].append((value, score))
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if len(run) > 1]


def _axes(low: float, high: float, top: float, value_label: str, score_label: str) -> list[str]:
    found = [
        line(_LEFT, _TOP, _LEFT, _BOTTOM, stroke=style.INK, stroke_width=1.2),
        line(_LEFT, _BOTTOM, _RIGHT, _BOTTOM, stroke=style.INK, stroke_width=1.2),
        text(_LEFT - 48, _TOP - 20, score_label, bold=True),
        text((_LEFT + _RIGHT) / 2, _BOTTOM + 42, value_label, anchor="middle", bold=True),
    ]
    for score in _ticks(0.0, top):
        y = _BOTTOM - (_BOTTOM - _TOP) * score / top
        found.append(line(_LEFT, y, _RIGHT, y, stroke=style.GRID, stroke_width=1))
        found.append(text(_LEFT - 8, y + 4, f"{score:g}", size=style.SMALL, anchor="end"))
    for value in _ticks(low, high):
        x = _LEFT + (_RIGHT - _LEFT) * (value - low) / ((high - low) or 1.0)
        found.append(text(x, _BOTTOM + 18, f"{value:g}", size=style.SMALL, anchor="middle"))
    return found


def _ticks(low: float, high: float) -> list[float]:
    """About five round values from low to high."""
    raw = (high - low) / _TICKS or 1.0
    size = 10.0 ** floor(log10(raw))
    step = next(size * share for share in (1, 2, 2.5, 5, 10) if size * share >= raw * 0.999)
    first = ceil(low / step - 1e-9)
    return [round(step * n, 9) for n in range(first, floor(high / step + 1e-9) + 1)]


def _reached(at: tuple[float, float], one: Mark) -> list[str]:
    """Where the limit is just kept: a line down to the axis, and its words."""
    x, y = at
    anchor = "start" if x < (_LEFT + _RIGHT) / 2 else "end"
    aside = 8 if anchor == "start" else -8
    return [
        line(x, y, x, _BOTTOM, stroke=style.END, stroke_width=1.5, stroke_dasharray="2 4"),
        element(
            "rect",
            x=x - 5,
            y=y - 5,
            width=10,
            height=10,
            fill=style.PAPER,
            stroke=style.END,
            stroke_width=2.5,
        ),
        text(
            x + aside,
            _BOTTOM - 10,
            one.words,
            size=style.SMALL,
            fill=style.END,
            anchor=anchor,
            bold=True,
            halo=True,
        ),
    ]


def _mark(
    place: Callable[[float, float], tuple[float, float]], one: Mark, name: str, *, filled: bool
) -> list[str]:
    """A value with its score: a filled disc for the present one, a ring for the chosen one."""
    if one.score is None:
        return []
    x, y = place(one.value, one.score)
    anchor = "start" if x < (_LEFT + _RIGHT) / 2 else "end"
    aside = 11 if anchor == "start" else -11
    fill = style.START if filled else style.PAPER
    words = f"{name} {one.words}"
    return [
        element("circle", cx=x, cy=y, r=7, fill=fill, stroke=style.START, stroke_width=3),
        text(
            x + aside,
            y - 9 if filled else y + 20,
            words,
            fill=style.START,
            anchor=anchor,
            bold=True,
            halo=True,
        ),
    ]
