"""The ROSA score of a desk from what was observed of it: each part's points, what costs most, what is still open."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ergo.analysis.bind import bind
from ergo.knowledge.quantities import quantity
from ergo.methods.result import Result
from ergo.methods.rosa_2012 import METHOD, PARTS, Part, points
from ergo.methods.unknown import ScoreRange, score_range
from ergo.model.job import Task

AREA_STEP = {"chair": "chair", "screen": "section_b", "hands": "section_c"}
"""The step of the method that scores each area."""

CHAIR_TIME = "rosa.chair_time"


@dataclass(frozen=True)
class PartState:
    """One part of the workplace: its fewest and most points, and the items that nobody has answered.

    ``entered`` says that the points were entered themselves.
    """

    part: Part
    fewest: int
    most: int
    unanswered: tuple[str, ...]
    entered: bool


@dataclass(frozen=True)
class Gain:
    """What it would bring to set one part right: the scores of its area and of the whole afterwards."""

    part: Part
    area_score: float
    area_score_after: float
    score_after: float


@dataclass(frozen=True)
class Rosa:
    """A desk as ROSA sees it.

    ``result`` is None while something is open; ``possible`` then says between what the score lies. ``gains`` are the
    parts that can be bettered, what costs most first: it stands in the area that decides and lowers its score most.
    """

    parts: tuple[PartState, ...]
    result: Result | None
    possible: ScoreRange | None
    gains: tuple[Gain, ...]

    @property
    def times(self) -> tuple[str, ...]:
        """The hours that count: of the chair and of each device, except a telephone that is not used."""
        return (CHAIR_TIME, *(state.part.time for state in self.parts if state.part.time and state.most))


def rosa(task: Task) -> Rosa:
    """The ROSA score of a sitting task, or the range in which it lies."""
    bound = bind(task, METHOD)
    values = dict(bound.values)
    parts = tuple(_state(part, task) for part in PARTS)
    possible = _possible(parts, values)
    if possible:
        return Rosa(parts, None, score_range(METHOD, values, possible), ())
    result = METHOD.score(**values)
    return Rosa(parts, result, None, _gains(values, result))


def _state(part: Part, task: Task) -> PartState:
    entered = task.measurements.get(part.quantity)
    if entered is not None:
        return PartState(part, int(entered.value), int(entered.value), (), True)
    observed = {name: task.measurements[name].value for name in part.items if name in task.measurements}
    fewest, most = points(part, observed)
    missing = tuple(name for name in part.items if name not in observed) if most else ()
    return PartState(part, fewest, most, missing, False)


def _possible(parts: tuple[PartState, ...], values: Mapping[str, Any]) -> dict[str, list[Any]]:
    """The ends of what is unknown; no cell of the tables falls as points or time rise."""
    ends: dict[str, list[Any]] = {
        state.part.id: [float(state.fewest), float(state.most)]
        for state in parts
        if state.fewest != state.most
    }
    used = {state.part.time: state.most > 0 for state in parts if state.part.time}
    for name, bound in METHOD.inputs.quantities().items():
        if bound.kind == "choice" and name not in values and used.get(bound.id, True):
            ends[name] = [bound.choices[0].value, bound.choices[-1].value]
    return ends


def _gains(values: Mapping[str, Any], result: Result) -> tuple[Gain, ...]:
    """Each part that has points to lose, scored with the part set right and all else as it is."""
    rights = [part for part in PARTS if values[part.id] > _best(part)]
    if not rights:
        return ()
    rows = {name: np.full(len(rights), value) for name, value in values.items()}
    for row, part in enumerate(rights):
        rows[part.id][row] = _best(part)
    after = METHOD.score(**rows)
    now = result.intermediates
    found = [
        Gain(
            part,
            float(now[AREA_STEP[part.area]]),
            float(after.intermediates[AREA_STEP[part.area]][row]),
            float(after.score[row]),  # type: ignore[index]
        )
        for row, part in enumerate(rights)
    ]
    return tuple(sorted(found, key=lambda g: (-g.area_score, g.area_score_after, -values[g.part.id])))


def _best(part: Part) -> int:
    """The fewest points of a part that is in use."""
    return min(base for base in part.base.values() if base)


def label(field: str) -> str:
    """What a field of the method is called where it is observed: "Seat height", "Time in the chair"."""
    part = next((part for part in PARTS if part.id == field), None)
    return quantity(part.found).label if part else METHOD.inputs.quantities()[field].label
