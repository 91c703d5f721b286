"""What the posture methods share: points read off a scale, the parts of the body, and what each input can be.

The charts do not say to which side an angle of exactly 20 degrees belongs. Here, and nowhere else, it is settled: a
value on a boundary takes the fewer points, except where a chart says in words ("under 2 kg") which side it is on.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from ergo.knowledge.quantities import Quantity
from ergo.methods.base import MethodData
from ergo.methods.elementwise import choose
from ergo.methods.inputs import MethodInput


class Scale:
    """Points between the edges of a scale, for numbers and arrays alike.

    Parameters
    ----------
    row : mapping
        ``edges`` in rising order; ``points`` below the first, between each two, and above the last; ``at`` the points
        on an edge where they are not the fewer of its two sides.

    Examples
    --------
    >>> neck = Scale({"edges": [0, 10, 20], "points": [4, 1, 2, 3]})
    >>> neck.points(-5.0), neck.points(0.0), neck.points(10.0), neck.points(10.5)
    (4, 1, 1, 2)
    """

    def __init__(self, row: Mapping[str, Any]) -> None:
        self._edges = [float(edge) for edge in row["edges"]]
        between = row["points"]
        told = {float(edge): points for edge, points in row.get("at", {}).items()}
        on_edges = [
            told.get(edge, min(pair)) for edge, pair in zip(self._edges, pairwise(between), strict=True)
        ]
        # Between and on the edges by turns: twice the number of edges below a value, and one more on an edge.
        self._points = [points for pair in zip(between, on_edges, strict=False) for points in pair] + between[
            -1:
        ]
        self._array = np.array(self._points)

    def points(self, value: Any) -> Any:
        """The points of a value, or of each of an array."""
        if isinstance(value, float):
            return self._points[bisect_left(self._edges, value) + bisect_right(self._edges, value)]
        place = np.zeros(np.shape(value), np.int8)
        for edge in self._edges:  # quicker than a search among so few
            place += value > edge
            place += value >= edge
        return self._array[place]

    def examples(self, row: Quantity) -> tuple[float, ...]:
        """One value of a quantity for each number of points that it can get, the fewest first."""
        inner = [edge for edge in self._edges if row.low < edge < row.high]
        ends = [row.low, *inner, row.high]
        tried = [*ends, *((a + b) / 2 for a, b in pairwise(ends))]
        found = {int(self.points(value)): value for value in tried}
        return tuple(found[points] for points in sorted(found))


def at_least_one(points: Any) -> Any:
    """Points that an adjustment took below the first row of a table count as 1."""
    return choose(points < 1, 1, points)


@dataclass(frozen=True)
class Part:
    """What a method gives points to: the step that holds them, and the inputs they follow from."""

    step: str
    fields: tuple[str, ...]


def scales(data: MethodData) -> dict[str, Scale]:
    """The scales of a method's data by name."""
    return {name: Scale(row) for name, row in data.values["scales"].items()}


def parts(data: MethodData) -> tuple[Part, ...]:
    """The parts of a method's data, in the order of its sheet."""
    return tuple(Part(step, tuple(fields)) for step, fields in data.values["parts"].items())


def possible(
    inputs: type[MethodInput],
    of_parts: tuple[Part, ...],
    by_field: Mapping[str, Scale],
    helpful: Collection[str],
) -> dict[str, tuple[Any, ...]]:
    """What each input of the parts can be, from what costs least to what costs most.

    Parameters
    ----------
    inputs : type of MethodInput
        The method's input model; the choices of its quantities run from good to bad.
    of_parts : tuple of Part
        The parts of the method.
    by_field : mapping
        The scale of each number.
    helpful : collection of str
        Flags that take points away.
    """
    rows = inputs.quantities()
    found: dict[str, tuple[Any, ...]] = {}
    for name in (field for part in of_parts for field in part.fields):
        if rows[name].kind == "flag":
            found[name] = (True, False) if name in helpful else (False, True)
        elif rows[name].kind == "choice":
            found[name] = tuple(choice.value for choice in rows[name].choices)
        else:
            found[name] = by_field[name].examples(rows[name])
    return found
