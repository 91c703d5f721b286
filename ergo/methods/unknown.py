"""What a score can be while some inputs are unknown: every combination of what they can be, scored at once."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ergo.methods.base import Method

MOST_COMBINATIONS = 100_000


@dataclass(frozen=True)
class ScoreRange:
    """The lowest and the highest score that is possible, and the unknown input whose answer narrows them most.

    ``narrows`` is None where no single answer narrows the range.
    """

    low: float
    high: float
    narrows: str | None


def score_range(
    method: Method, known: Mapping[str, Any], possible: Mapping[str, Sequence[Any]]
) -> ScoreRange | None:
    """Score every combination of the unknown inputs.

    Parameters
    ----------
    method : Method
        Scores one task from each row of its inputs.
    known : mapping
        Known values by field of the method.
    possible : mapping
        What each unknown field can be, at least one value. For a method that never falls as an input rises, its two
        ends are enough.

    Returns
    -------
    ScoreRange or None
        None where more than `MOST_COMBINATIONS` are possible, or none of them has a score.

    Raises
    ------
    InputError
        As the method does, for a missing field or an impossible value.
    """
    sizes = tuple(len(values) for values in possible.values())
    if math.prod(sizes) > MOST_COMBINATIONS:
        return None
    places = np.indices(sizes).reshape(len(sizes), math.prod(sizes))
    rows: dict[str, Any] = {
        name: np.array(values)[places[axis]] for axis, (name, values) in enumerate(possible.items())
    }
    result = method.score(**{name: value for name, value in known.items() if name not in possible}, **rows)
    scores = np.broadcast_to(np.asarray(result.score, dtype=np.float64), places.shape[1:]).reshape(sizes)
    if np.isnan(scores).all():
        return None
    low, high = float(np.nanmin(scores)), float(np.nanmax(scores))
    widths = {name: _width_once_known(scores, axis) for axis, name in enumerate(possible)}
    best = min(widths, key=lambda name: widths[name], default=None)
    return ScoreRange(low, high, best if best is not None and widths[best] < high - low else None)


def rising_range(
    method: Method, known: Mapping[str, Any], possible: Mapping[str, Sequence[Any]]
) -> ScoreRange | None:
    """The range for a method that never falls as one of its inputs gets worse, however many of them are unknown.

    Each unknown input is tried with all others at their best and all others at their worst.

    Parameters
    ----------
    method, known
        As `score_range`.
    possible : mapping
        What each unknown field can be, at least one, from what costs least to what costs most.

    Returns
    -------
    ScoreRange or None
        None where what is known leaves no score.

    Raises
    ------
    InputError
        As the method does, for a missing field or an impossible value.
    """
    tried = [(name, value) for name, values in possible.items() for value in values]
    rows: dict[str, Any] = {}
    for name, values in possible.items():
        best, worst = (
            [value if name == one else end for one, value in tried] for end in (values[0], values[-1])
        )
        rows[name] = np.array(best + worst)
    result = method.score(**{name: value for name, value in known.items() if name not in possible}, **rows)
    lows, highs = np.broadcast_to(np.asarray(result.score, dtype=np.float64), 2 * len(tried)).reshape(2, -1)
    if np.isnan(lows).any() or np.isnan(highs).any():
        return None
    low, high = float(lows.min()), float(highs.max())
    widths = {
        name: float(
            np.mean([h - w for (one, _), w, h in zip(tried, lows, highs, strict=True) if one == name])
        )
        for name in possible
    }
    best_answer = min(widths, key=lambda name: widths[name])
    return ScoreRange(low, high, best_answer if widths[best_answer] < high - low else None)


def _width_once_known(scores: Any, axis: int) -> float:
    """Mean width of the range over the answers of one input."""
    by_answer = np.moveaxis(scores, axis, 0).reshape(scores.shape[axis], -1)
    by_answer = by_answer[~np.isnan(by_answer).all(axis=1)]
    return float((np.nanmax(by_answer, axis=1) - np.nanmin(by_answer, axis=1)).mean())
