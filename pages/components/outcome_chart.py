"""One instrument over time as a line, with the zone of changes that are too small to matter."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from ergo.analysis.outcomes import Course
from ergo.analysis.wording import date_words
from ergo.drawing.style import GRID, INK, LIGHT_FILLS, START
from ergo.knowledge.instruments import Better

HEIGHT_PX, MOST_MARKS = 320, 6


def figure(course: Course) -> dict[str, Any]:
    """The chart as plotly takes it; everything it shows stands in the table beside it as well."""
    days, scores = zip(*course.with_scores, strict=True)
    scale = course.instrument.main
    better = "up" if scale.higher is Better.HIGHER else "down"
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "lines+markers+text",
                "x": [day.isoformat() for day in days],
                "y": list(scores),
                "text": [f"{score:g}" for score in scores],
                "textposition": "top center",
                "textfont": {"size": 15, "color": INK},
                "line": {"color": START, "width": 3},
                "marker": {"size": 10},
                "hovertext": [date_words(day, weekday=False) for day in days],
                "hovertemplate": "%{hovertext}: %{y}<extra></extra>",
            }
        ],
        "layout": {
            "height": HEIGHT_PX,
            "margin": {"l": 60, "r": 20, "t": 30, "b": 40},
            "showlegend": False,
            "xaxis": {"type": "date", **_marks(days)},
            "yaxis": {
                "title": {"text": f"{scale.label} ({scale.low:g} to {scale.high:g}), better is {better}"},
                "range": _with_room(scale.low, scale.high),
                "gridcolor": GRID,
            },
            "shapes": _zone(course),
            "annotations": _zone_words(course),
        },
    }


def alt_text(course: Course) -> str:
    """The chart in words."""
    scale = course.instrument.main
    points = "; ".join(f"{date_words(day, weekday=False)}: {score:g}" for day, score in course.with_scores)
    zone = course.small_change
    small = (
        ""
        if zone is None
        else f" Scores from {zone[0]:g} to {zone[1]:g} are no important change from the first."
    )
    direction = "higher" if scale.higher is Better.HIGHER else "lower"
    return f"Line chart of {course.instrument.name}, {direction} is better. {points}.{small}"


def _marks(days: Sequence[date]) -> dict[str, Any]:
    """The date of each measurement on the axis; of many, the first and the last."""
    marked = list(days) if len(days) <= MOST_MARKS else [days[0], days[-1]]
    return {
        "tickvals": [day.isoformat() for day in marked],
        "ticktext": [date_words(d, weekday=False) for d in marked],
    }


def _with_room(low: float, high: float) -> list[float]:
    """The range of the axis, with room for the figures above the points."""
    room = (high - low) * 0.08
    return [low - room / 2, high + room]


def _zone(course: Course) -> list[dict[str, Any]]:
    zone = course.small_change
    if zone is None:
        return []
    area = {"type": "rect", "xref": "paper", "x0": 0, "x1": 1, "y0": zone[0], "y1": zone[1], "layer": "below"}
    return [area | {"fillcolor": LIGHT_FILLS[0], "line": {"width": 0}}]


def _zone_words(course: Course) -> list[dict[str, Any]]:
    zone = course.small_change
    if zone is None:
        return []
    words = {"text": "less than the minimal important change", "font": {"size": 12, "color": INK}}
    # At the worse edge on the right: a line that goes for the better is away from there.
    lower_is_better = course.instrument.main.higher is Better.LOWER
    edge = {"y": zone[1], "yanchor": "top"} if lower_is_better else {"y": zone[0], "yanchor": "bottom"}
    return [words | edge | {"xref": "paper", "x": 0.99, "xanchor": "right", "showarrow": False}]
