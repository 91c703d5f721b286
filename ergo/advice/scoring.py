"""Many versions of a task scored by one method at once: its computation takes arrays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ergo.analysis.bind import bind
from ergo.errors import InputError
from ergo.methods import load
from ergo.methods.base import Method
from ergo.methods.result import Severity
from ergo.model.job import Task


@dataclass(frozen=True)
class Scored:
    """What a method makes of one version of a task.

    ``score`` is None where values are missing or contradict each other, and then ``complete`` is False, or where the
    method does not apply; ``codes`` are the findings that say why it does not.
    """

    score: float | None
    complete: bool
    codes: tuple[str, ...] = ()


_NOT_COMPLETE = Scored(None, False)


def score_many(tasks: Sequence[Task], method_id: str) -> list[Scored]:
    """Each task by one method of a single task."""
    method = load(method_id)
    bound = [bind(task, method) for task in tasks]
    rows: dict[tuple[object, ...], int] = {}
    names = list(method.inputs.quantities())
    places = []
    for one in bound:
        row = None if one.missing else tuple(one.values.get(name) for name in names)
        places.append(None if row is None else rows.setdefault(row, len(rows)))
    scores = _score_rows(method, [dict(zip(names, row, strict=True)) for row in rows])
    return [_NOT_COMPLETE if place is None else scores[place] for place in places]


def _score_rows(method: Method, rows: Sequence[Mapping[str, Any]]) -> list[Scored]:
    if len(rows) < 2 or method.parts:
        return [_score_row(method, row) for row in rows]
    try:
        result = method.score(**_columns(method, rows))
    except InputError:  # one row is refused, and the others are not
        return [_score_row(method, row) for row in rows]
    scores = np.broadcast_to(np.asarray(result.score, dtype=np.float64), len(rows)).tolist()
    why = [
        (f.code, np.broadcast_to(True if f.rows is None else f.rows, len(rows)))
        for f in result.findings
        if f.severity is Severity.INVALID
    ]
    return [
        Scored(score, True)
        if np.isfinite(score)
        else Scored(None, True, tuple(code for code, where in why if where[place]))
        for place, score in enumerate(scores)
    ]


def _score_row(method: Method, row: Mapping[str, Any]) -> Scored:
    try:
        result = method.score(**row)
    except InputError:
        return _NOT_COMPLETE
    codes = tuple(f.code for f in result.findings if f.severity is Severity.INVALID)
    return Scored(None if result.score is None else float(result.score), True, codes)


def _columns(method: Method, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """One value a field where all rows share it, else an array."""
    columns: dict[str, Any] = {}
    for name, row in method.inputs.quantities().items():
        values = [values_of_row[name] for values_of_row in rows]
        if all(value == values[0] for value in values[1:]):
            columns[name] = values[0]
        elif row.kind == "number" and None not in values:
            columns[name] = np.array(values, dtype=np.float64)
        else:
            columns[name] = np.array(values, dtype=object)
    return columns
