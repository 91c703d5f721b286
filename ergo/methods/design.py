"""Design to a limit, and what each input costs: for every method that scores one case.

`course` follows the score along one input while the others stay; `design_to_limit` says for which values of it the
score keeps a limit; `sensitivity` says what each input by itself could gain. The score need not be monotone nor
continuous: the range is searched in steps of a two-thousandth, and every edge that is found is narrowed to 1e-6.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ergo.errors import InputError
from ergo.knowledge.quantities import Quantity
from ergo.methods.base import Method
from ergo.methods.result import Result

Numbers: TypeAlias = NDArray[np.float64]
Stretch: TypeAlias = tuple[float, float]
_STEPS = 2000
_SECTIONS, _NARROWINGS = 100, 6
_TIMES_LIMIT, _LEAST_SHARE = 3, 1


@dataclass(frozen=True, eq=False)
class Course:
    """The score along one input, within the values that have one: `low` to `high`, and points between them."""

    low: float
    high: float
    values: Numbers
    scores: Numbers


@dataclass(frozen=True)
class Design:
    """The stretches of one input, lowest first, on which a limit is kept; none where no value in range keeps it."""

    field: str
    limit: float
    stretches: tuple[Stretch, ...]

    def keeps(self, value: float) -> bool:
        """Whether the limit is kept at this value."""
        return any(low <= value <= high for low, high in self.stretches)

    def nearest(self, value: float) -> float | None:
        """The value nearest to this one at which the limit is kept; None where no value keeps it."""
        reached = [float(min(max(value, low), high)) for low, high in self.stretches]
        return min(reached, key=lambda found: abs(found - value), default=None)


@dataclass(frozen=True)
class Gain:
    """What one input could do by itself: its best value, nearest to the present one, and the score there."""

    field: str
    best: float | str | bool
    score: float
    gain: float


@dataclass(frozen=True)
class Moved:
    """A multiplier of a method before and after a change."""

    step: str
    label: str
    before: float
    after: float


def moved_factors(method: Method, before: Result, after: Result) -> tuple[Moved, ...]:
    """The multipliers that differ between two results of one case."""
    old, new = before.intermediates, after.intermediates
    return tuple(
        Moved(step, term.label, old[step], new[step])
        for step, term in method.terms.items()
        if term.factor and None not in (old.get(step), new.get(step)) and old[step] != new[step]
    )


def multiplier_shares(method: Method, result: Result) -> dict[str, float]:
    """How much of what all multipliers do together falls to each of them, by step: 0 for one that changes nothing.

    A multiplier m counts by its logarithm, so that the shares add up to 1; of a lift with two ends those
    of the end that decides count. Empty where not one product is formed, or where a multiplier is zero.

    Examples
    --------
    >>> from ergo.methods import load
    >>> lift = dict(load_kg=12, h_origin_cm=50, v_origin_cm=75, v_dest_cm=75, asym_deg=0, freq_per_min=0.2,
    ...             duration_h=1, coupling="good")
    >>> niosh = load("niosh_1994")
    >>> multiplier_shares(niosh, niosh.score(**lift))["hm_origin"]
    1.0
    """
    other_end = {"start": "_dest", "end": "_origin"}.get(result.intermediates.get("governing_end", ""), "")
    steps = {
        step: result.intermediates[step]
        for step, term in method.terms.items()
        if term.factor and not (other_end and step.endswith(other_end))
    }
    several = len({method.terms[step].symbol for step in steps}) < len(steps)  # of several equations at once
    if several or not all(steps.values()):
        return {}
    weights = {step: abs(math.log(multiplier)) for step, multiplier in steps.items()}
    total = sum(weights.values())
    return {step: weight / total for step, weight in weights.items()} if total else {}


def design_limit(method: Method) -> float:
    """The limit to design to: where the first band of the method meets the next.

    For an index this is the design goal, for a share the least that is acceptable.

    Raises
    ------
    InputError
        For a method without such an edge.
    """
    edge = method.bands[0].bands[0].high
    if edge is None:
        raise InputError(f"{method.name} has no limit to design to")
    return edge


def keeps_limit(method: Method, score: Any, limit: float) -> Any:
    """Whether a score, or each of an array, keeps a limit: at or below it, or above where more is better."""
    return score >= limit if method.bands[0].higher_is_better else score <= limit


def course(method: Method, values: Mapping[str, Any], field: str) -> Course | None:
    """How the score runs along one input; None where no value of it gives a score.

    Parameters
    ----------
    method : Method
        A method of one task.
    values : mapping
        One case by field of the input model.
    field : str
        A number among its fields.

    Raises
    ------
    InputError
        For a field that is no number, a method of several parts, or a case that has no score for another reason.

    Examples
    --------
    >>> from ergo.methods import load
    >>> lift = dict(load_kg=12, h_origin_cm=40, v_origin_cm=75, v_dest_cm=105, asym_deg=0, freq_per_min=1,
    ...             duration_h=1, coupling="good")
    >>> round(course(load("niosh_1994"), lift, "h_origin_cm").high, 4)
    63.0
    """
    row = _number(method, field)
    present = values.get(field)
    points = _points(row, row.low, row.high, [] if present is None else [present])
    scored = _Scored(method, values, row, field)
    stretches = _stretches(points, lambda at: np.isfinite(scored(at)), whole=row.whole)
    if not stretches:
        return None
    low, high = stretches[0][0], stretches[-1][1]
    edges = [edge for stretch in stretches for edge in stretch]
    inside = _points(row, low, high, edges + [p for p in (present,) if p is not None and low <= p <= high])
    return Course(low, high, inside, scored(inside))


def telling(method: Method, found: Course, limit: float, present: float) -> Course:
    """The part of a course that a person looks at: up to three times the limit, or down to a hundredth of a share.

    The present value is always in it; a load of 300 kg is not, where 8 kg is the limit.
    """
    near = (
        found.scores >= _LEAST_SHARE
        if method.bands[0].higher_is_better
        else found.scores <= _TIMES_LIMIT * limit
    )
    kept = np.flatnonzero(near | (found.values == present))
    if not kept.size:
        return found
    values, scores = (column[kept[0] : kept[-1] + 1] for column in (found.values, found.scores))
    return Course(float(values[0]), float(values[-1]), values, scores)


def design_to_limit(method: Method, values: Mapping[str, Any], field: str, limit: float) -> Design:
    """The values of one input at which the score keeps a limit, the other inputs staying as they are.

    Parameters
    ----------
    method, values, field
        As `course`.
    limit : float
        In the unit of the score: at or below it, or above for a method in which more is better.

    Returns
    -------
    Design
        Ends of its stretches to 1e-6, each on the side where the limit is kept.

    Raises
    ------
    InputError
        As `course`.

    Examples
    --------
    >>> from ergo.methods import load
    >>> lift = dict(load_kg=12, h_origin_cm=40, v_origin_cm=75, v_dest_cm=75, asym_deg=0, freq_per_min=0.2,
    ...             duration_h=1, coupling="good")
    >>> round(design_to_limit(load("niosh_1994"), lift, "load_kg", 1).nearest(20), 3)  # 23 kg x 25/40
    14.375
    """
    row = _number(method, field)
    found = course(method, values, field)
    if found is None:
        return Design(field, limit, ())
    scored = _Scored(method, values, row, field)
    stretches = _stretches(found.values, lambda at: keeps_limit(method, scored(at), limit), whole=row.whole)
    return Design(field, limit, tuple(stretches))


def sensitivity(method: Method, values: Mapping[str, Any]) -> list[Gain]:
    """What each known input could gain by itself, the largest gain first; those that could gain nothing are left out.

    The best value of a number is looked for at the steps in which it is counted, that of a choice or a yes-or-no among
    its answers.

    Parameters
    ----------
    method, values
        As `course`; the case must have a score.

    Raises
    ------
    InputError
        As `Method.score`, for a method of several parts, and where the case has no score.
    """
    _one_case(method)
    now = method.score(**values).score
    if now is None:
        raise InputError(f"{method.name} gives no score here, so nothing can be compared with it.")
    better = 1.0 if method.bands[0].higher_is_better else -1.0
    gains = []
    for name, row in method.inputs.quantities().items():
        if values.get(name) is None:
            continue
        found = _best(method, values, name, row, better)
        if found is not None and better * (found[1] - now) > 1e-9:
            gains.append(Gain(name, *found, gain=abs(found[1] - float(now))))
    return sorted(gains, key=lambda one: -one.gain)


def _best(
    method: Method, values: Mapping[str, Any], name: str, row: Quantity, better: float
) -> tuple[Any, float] | None:
    """The best value of one input, nearest to the present one among equals, and its score."""
    present = values[name]
    if row.kind == "number":
        steps = np.arange(row.low, row.high + row.step / 2, row.step)
        points = np.round(steps, 6) if len(steps) <= _STEPS else _points(row, row.low, row.high, [present])
        scores = _Scored(method, values, row, name)(points)
        options, distance = points.tolist(), np.abs(points - present)
    else:
        options = [choice.value for choice in row.choices] or [False, True]
        scores = np.array([_score_of(method, values, name, option) for option in options])
        distance = np.array([option != present for option in options], dtype=np.float64)
    if np.isnan(scores).all():
        return None
    best = np.nanmax(better * scores)
    equals = np.flatnonzero(better * scores >= best - 1e-12)
    chosen = equals[distance[equals].argmin()]
    return options[chosen], float(scores[chosen])


def _score_of(method: Method, values: Mapping[str, Any], name: str, option: Any) -> float:
    try:
        score = method.score(**{**values, name: option}).score
    except InputError:
        return np.nan
    return np.nan if score is None else float(score)


@dataclass(frozen=True)
class _Scored:
    """The scores of a method along one input; NaN where there is none or where the values contradict each other."""

    method: Method
    values: Mapping[str, Any]
    row: Quantity
    field: str

    def __call__(self, points: Numbers) -> Numbers:
        try:
            return self._all(points)
        except InputError as error:
            if error.row is None:
                raise
            before = error.row - 1
        scores = np.full(points.shape, np.nan)
        if before:
            scores[:before] = self._all(points[:before])
        after = self._good_from_the_end(points)
        if after:
            scores[-after:] = self._all(points[-after:])
        return scores

    def _good_from_the_end(self, points: Numbers) -> int:
        """How many points at the end contradict nothing: values that do form one stretch."""
        try:
            self._all(points[::-1])
        except InputError as error:
            return (error.row or 1) - 1
        return points.size

    def _all(self, points: Numbers) -> Numbers:
        scored = self.method.score(**{**self.values, self.field: points}).score
        return np.broadcast_to(np.asarray(scored, dtype=np.float64), points.shape)


def _one_case(method: Method) -> None:
    if method.parts:
        raise InputError(
            f"{method.name} scores several {method.parts} together; one input cannot be varied alone."
        )


def _number(method: Method, field: str) -> Quantity:
    """The quantity behind a field, if it is a number of a method of one case."""
    _one_case(method)
    row = method.inputs.quantities().get(field)
    if row is None or row.kind != "number":
        raise InputError(f"{field!r} is not a number that {method.name} takes", field=field)
    return row


def _points(row: Quantity, low: float, high: float, also: list[float]) -> Numbers:
    """Values to try, in rising order."""
    if row.whole:
        return np.arange(np.ceil(low), np.floor(high) + 1)
    return np.unique(np.concatenate([np.linspace(low, high, _STEPS + 1), also]))


def _stretches(
    points: Numbers, holds: Callable[[Numbers], NDArray[np.bool_]], *, whole: bool
) -> list[Stretch]:
    """Where a condition holds, from edge to edge; each edge narrowed from the side where it holds.

    Between two whole numbers there is nothing to narrow: the last one at which it holds is the edge.
    """
    kept = holds(points)
    turns = np.flatnonzero(kept[1:] != kept[:-1])
    if whole:
        edges = [float(points[turn] if kept[turn] else points[turn + 1]) for turn in turns]
    else:
        edges = [_edge(points[turn], points[turn + 1], bool(kept[turn]), holds) for turn in turns]
    starts = ([float(points[0])] if kept[0] else []) + [
        e for e, t in zip(edges, turns, strict=True) if not kept[t]
    ]
    ends = [e for e, t in zip(edges, turns, strict=True) if kept[t]] + (
        [float(points[-1])] if kept[-1] else []
    )
    return list(zip(starts, ends, strict=True))


def _edge(
    left: float, right: float, left_holds: bool, holds: Callable[[Numbers], NDArray[np.bool_]]
) -> float:
    """The last value between two at which the condition holds, seen from the one where it does."""
    for _ in range(_NARROWINGS):
        between = np.linspace(left, right, _SECTIONS + 1)
        turn = int(np.argmax(holds(between) != left_holds))
        if not turn:  # the two ends are a rounding apart
            break
        left, right = float(between[turn - 1]), float(between[turn])
    return left if left_holds else right
