"""Many versions of a task scored by one method at once: its computation takes arrays."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ergo.analysis.bind import bind
from ergo.errors import InputError
from ergo.methods import load
from ergo.methods.base import Method
from ergo.model.job import Task


def score_many(tasks: Sequence[Task], method_id: str) -> list[tuple[float | None, bool]]:
    """The score of each task by one method of a single task, and whether its values were complete and consistent.

    There is no score while they are not, and where the method does not apply.
    """
    method = load(method_id)
    bound = [bind(task, method) for task in tasks]
    rows: dict[tuple[object, ...], int] = {}
    names = list(method.inputs.quantities())
    places = []
    for one in bound:
        row = None if one.missing else tuple(one.values.get(name) for name in names)
        places.append(None if row is None else rows.setdefault(row, len(rows)))
    scores = _score_rows(method, [dict(zip(names, row, strict=True)) for row in rows])
    return [(None, False) if place is None else scores[place] for place in places]


def _score_rows(method: Method, rows: Sequence[Mapping[str, Any]]) -> list[tuple[float | None, bool]]:
    if len(rows) > 1 and not method.parts:
        try:
            found = method.score(**_columns(method, rows)).score
        except InputError:
            pass  # one row is refused, and the others are not
        else:
            numbers = np.broadcast_to(np.asarray(found, dtype=np.float64), len(rows)).tolist()
            return [(number if np.isfinite(number) else None, True) for number in numbers]
    return [_score_row(method, row) for row in rows]


def _score_row(method: Method, row: Mapping[str, Any]) -> tuple[float | None, bool]:
    try:
        score = method.score(**row).score
    except InputError:
        return None, False
    return None if score is None else float(score), True


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
