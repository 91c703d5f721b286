"""A posture as each method sees it: the score or its range, what costs most, and what is still open."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ergo.analysis.bind import bind
from ergo.analysis.score import score_by
from ergo.knowledge.tasks import task_kinds
from ergo.methods import iso_11226_2000, load, owas_1977, reba_2000, rula_sheet
from ergo.methods.base import Method
from ergo.methods.posture_chart import Part
from ergo.methods.result import Result
from ergo.methods.unknown import ScoreRange, rising_range, score_range
from ergo.model.job import Task, TaskKind


@dataclass(frozen=True)
class _Sheet:
    """The parts of a method, what each input can be, and how the range of its scores is found."""

    parts: tuple[Part, ...]
    possible: Mapping[str, tuple[Any, ...]]
    range_of: Callable[[Method, Mapping[str, Any], Mapping[str, tuple[Any, ...]]], ScoreRange | None]


POSTURE_METHODS = {
    "reba_2000": _Sheet(reba_2000.PARTS, reba_2000.POSSIBLE, rising_range),
    "rula_1993": _Sheet(rula_sheet.PARTS, rula_sheet.POSSIBLE, rising_range),
    "owas_1977": _Sheet(owas_1977.PARTS, owas_1977.POSSIBLE, score_range),
    "iso_11226_2000": _Sheet(iso_11226_2000.PARTS, iso_11226_2000.POSSIBLE, score_range),
}
"""The methods that score a posture, in the order in which they are shown."""


@dataclass(frozen=True)
class Gain:
    """What it would bring to set one part of the body right: its points now, and the score afterwards."""

    part: Part
    label: str
    points: float
    score_after: float


@dataclass(frozen=True)
class PostureScore:
    """A posture seen by one method.

    ``result`` is None while something is open; ``possible`` then says between what the score lies. ``open`` are the
    fields that nobody has answered. ``gains`` are the parts of the body that can be bettered, what costs most first.
    """

    method_id: str
    recommended: bool
    result: Result | None
    possible: ScoreRange | None
    open: tuple[str, ...]
    gains: tuple[Gain, ...]


def posture_kinds() -> tuple[TaskKind, ...]:
    """The kinds of work for which a posture method is offered, fixed and awkward postures first."""
    kinds = [kind for kind in TaskKind if not POSTURE_METHODS.keys().isdisjoint(task_kinds()[kind].methods)]
    return tuple(sorted(kinds, key=lambda kind: kind is not TaskKind.POSTURE))


def posture_scores(task: Task) -> tuple[PostureScore, ...]:
    """The task seen by each posture method that is offered for such work, the recommended one first."""
    kind = task_kinds()[task.kind]
    offered = [method_id for method_id in POSTURE_METHODS if method_id in kind.methods]
    offered.sort(key=lambda method_id: method_id != kind.recommended_method)
    return tuple(_seen_by(task, method_id, method_id == kind.recommended_method) for method_id in offered)


def _seen_by(task: Task, method_id: str, recommended: bool) -> PostureScore:
    sheet, method = POSTURE_METHODS[method_id], load(method_id)
    values = bind(task, method).values
    score = score_by(task, method_id)
    if score.result is not None:
        gains = _gains(method, sheet, values, score.result)
        return PostureScore(method_id, recommended, score.result, None, (), gains)
    possible = {name: answers for name, answers in sheet.possible.items() if name not in values}
    needed = method.inputs.required()
    unanswered = tuple(name for name in possible if name in needed) or tuple(possible)
    found = sheet.range_of(method, values, possible)
    return PostureScore(method_id, recommended, None, found, unanswered, ())


def _gains(method: Method, sheet: _Sheet, values: Mapping[str, Any], result: Result) -> tuple[Gain, ...]:
    """Each part that has points to lose, scored with the part at its best and all else as it is."""
    parts = sheet.parts
    rows = {name: np.full(len(parts), value) for name, value in values.items()}
    for row, part in enumerate(parts):
        for name in part.fields:
            if name in rows:
                best = np.asarray(sheet.possible[name][0])
                rows[name] = rows[name].astype(np.result_type(rows[name].dtype, best.dtype))
                rows[name][row] = best
    after = method.score(**rows)
    scores = np.broadcast_to(np.asarray(after.score, dtype=np.float64), len(parts))
    found = []
    for row, part in enumerate(parts):
        now = float(result.intermediates[part.step])
        least = float(np.broadcast_to(after.intermediates[part.step], len(parts))[row])
        if now > least and scores[row] <= np.asarray(result.score):
            found.append((Gain(part, method.terms[part.step].label, now, float(scores[row])), now - least))
    found.sort(key=lambda pair: (pair[0].score_after, -pair[1]))
    return tuple(gain for gain, _ in found)
