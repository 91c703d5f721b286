"""The small steps of every method, on one number or on an array of them: choices, comparisons, look-ups.

NumPy answers a question about one number in a microsecond, plain Python in a twentieth of that. Each function here
takes the short way for single numbers, so that a case by itself is scored at once, and NumPy's for arrays.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike


def choose(condition: Any, yes: Any, no: Any) -> Any:
    """`yes` where the condition holds, `no` elsewhere; for a single condition one of the two as it is."""
    if isinstance(condition, bool | np.bool_):
        return yes if condition else no
    return np.where(condition, yes, no)


def opposite(condition: Any) -> Any:
    """Where a condition does not hold.

    Examples
    --------
    >>> opposite(False), opposite(np.array([True, False])).tolist()
    (True, [False, True])
    """
    return not condition if isinstance(condition, bool) else ~condition


def is_unknown(value: Any) -> Any:
    """Whether a checked number is not known (NaN).

    Examples
    --------
    >>> is_unknown(float("nan")), is_unknown(np.array([1.0, np.nan])).tolist()
    (True, [False, True])
    """
    return value != value  # noqa: PLR0124 - NaN is the only value unlike itself


def is_known(value: Any) -> Any:
    """Whether a checked number is known: the opposite of `is_unknown`."""
    return value == value  # noqa: PLR0124 - NaN is the only value unlike itself


def larger(one: Any, other: Any) -> Any:
    """The larger of two numbers; not known where one of them is not.

    Examples
    --------
    >>> larger(1.0, 2.0), larger(np.array([1.0, 3.0]), 2.0).tolist(), larger(1.0, float("nan"))
    (2.0, [2.0, 3.0], nan)
    """
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return np.maximum(one, other)
    return one if one >= other or is_unknown(one) else other


def smaller(one: Any, other: Any) -> Any:
    """The smaller of two numbers; not known where one of them is not.

    Examples
    --------
    >>> smaller(1.0, 2.0), smaller(np.array([1.0, 3.0]), 2.0).tolist(), smaller(1.0, float("nan"))
    (1.0, [1.0, 2.0], nan)
    """
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return np.minimum(one, other)
    return one if one <= other or is_unknown(one) else other


def larger_known(one: Any, other: Any) -> Any:
    """The larger of two numbers, or the one that is known."""
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return np.fmax(one, other)
    return other if is_unknown(one) or other > one else one


def smaller_known(one: Any, other: Any) -> Any:
    """The smaller of two numbers, or the one that is known."""
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return np.fmin(one, other)
    return other if is_unknown(one) or other < one else one


def whole(value: Any) -> Any:
    """A number that came out whole, to look up a table with; what is behind the point falls away."""
    return value.astype(np.int64) if isinstance(value, np.ndarray) else int(value)


class Edges:
    """The rising edges between the classes of a scale.

    Parameters
    ----------
    edges : sequence of float
        In rising order.
    upper : bool
        Whether a value on an edge is in the class above it.

    Examples
    --------
    >>> hours = Edges([1, 2, 8])
    >>> hours.passed(2.0), hours.passed(np.array([0.5, 2.5, 9.0])).tolist()
    (1, [0, 2, 3])
    """

    def __init__(self, edges: Sequence[float], *, upper: bool = False) -> None:
        self._edges = [float(edge) for edge in edges]
        self._upper = upper

    def passed(self, value: Any) -> Any:
        """How many edges lie below a value, which is the position of its class; none for one that is not known."""
        if isinstance(value, float):
            place = bisect_right if self._upper else bisect_left
            return place(self._edges, value) if is_known(value) else 0
        count = np.zeros(np.shape(value), np.int8)
        for edge in self._edges:  # quicker than a search among so few
            count += value >= edge if self._upper else value > edge
        return count


class PrintedTable:
    """The cells of a printed table; a row or column that does not exist is an error, never another cell.

    Examples
    --------
    >>> PrintedTable([[1.0, 0.95], [0.9, 0.9]]).at(1, 0)
    0.9
    """

    def __init__(self, cells: ArrayLike) -> None:
        table = np.array(cells, dtype=np.float64)
        self.rows, self.columns = table.shape
        self._cells = table.ravel()
        self._listed = self._cells.tolist()

    def at(self, row: Any, column: Any) -> Any:
        """The cell, or an array of cells for arrays of positions counted from 0.

        Raises
        ------
        IndexError
            When a position lies outside the table.
        """
        if not isinstance(row, np.ndarray) and not isinstance(column, np.ndarray):
            self._refuse_outside(int(row), int(row), int(column), int(column))
            return self._listed[int(row) * self.columns + int(column)]
        self._refuse_outside(*_extremes(row), *_extremes(column))
        # Answers come as small integers: their products may not wrap around into another cell.
        return self._cells[np.multiply(row, self.columns, dtype=np.int64) + column]

    def _refuse_outside(self, top: int, bottom: int, left: int, right: int) -> None:
        if top < 0 or bottom >= self.rows or left < 0 or right >= self.columns:
            raise IndexError(
                f"rows {top} to {bottom}, columns {left} to {right} are outside a table of "
                f"{self.rows} by {self.columns}"
            )


def _extremes(position: Any) -> tuple[int, int]:
    position = np.asarray(position)
    return (int(position.min()), int(position.max())) if position.size else (0, 0)
