"""Assessment of repetitive tasks, the ART tool (HSE, INDG438, 2010).

What it answers: how much repetition, force, posture and breaks of a task load one arm, and which of them most.

    task score = A1 + A2 + B + C1 + C2 + C3 + C4 + C5 + D1 + D2 + D3
    exposure   = task score x D4

with the points of arm movements and repetition (A), force (B), postures (C), breaks, pace and other factors (D), and D4
by the hours of the task. Not for work at a screen. Part of the points is from memory, and a score that uses them says
so; force that calls for a change of the task at once gives no score. ``data/tables/art_2010.json`` says what was read.

>>> score(arm_movements="very_frequent", repetition="over_20", force="moderate", force_time="part", neck="part",
...       back="none", arm="part", wrist="most", grip="part", breaks="upto_3", pace="sometimes", other="one",
...       hours=6).score
26.0
"""

from types import SimpleNamespace

import numpy as np

from ergo.methods.base import Findings, Method, MethodData, Outcome
from ergo.methods.elementwise import Edges, PrintedTable, is_unknown, opposite
from ergo.methods.inputs import MethodInput, measured

DATA = MethodData.read("art_2010")

ITEMS = {
    "arm_movements": "a1",
    "repetition": "a2",
    "neck": "c1",
    "back": "c2",
    "arm": "c3",
    "wrist": "c4",
    "grip": "c5",
    "breaks": "d1",
    "pace": "d2",
    "other": "d3",
}
"""The items that have points of their own, each with its step; force has a table."""

_VALUES = SimpleNamespace(**DATA.values)
_POINTS = {name: np.array(points) for name, points in _VALUES.points.items()}
_FORCE = PrintedTable(_VALUES.force)
_CONFIRMED = np.zeros((_FORCE.rows, _FORCE.columns), bool)
_CONFIRMED[tuple(zip(*_VALUES.force_confirmed, strict=True))] = True
_HOURS_EDGES = Edges(_VALUES.hours_edges, upper=True)
_HOURS = np.array(_VALUES.hours)


class Art2010Input(MethodInput):
    """One task for one arm."""

    arm_movements: str = measured("art.arm_movements")
    repetition: str = measured("art.repetition")
    force: str = measured("art.force")
    force_time: str = measured("art.force_time")
    neck: str = measured("art.neck")
    back: str = measured("art.back")
    arm: str = measured("art.arm")
    wrist: str = measured("art.wrist")
    grip: str = measured("art.grip")
    breaks: str = measured("art.breaks")
    pace: str = measured("art.pace")
    other: str = measured("art.other")
    hours: float = measured("hand.rep_h")


def _compute(x: SimpleNamespace) -> Outcome:
    steps = {step: _POINTS[name][getattr(x, name)] for name, step in ITEMS.items()}
    force = _FORCE.at(x.force_time, x.force)
    task_score = sum(steps.values()) + force
    multiplier = _HOURS[_HOURS_EDGES.passed(x.hours) - (x.hours == _VALUES.hours_edges[-1])]
    unscored = is_unknown(force)
    found = Findings(DATA)
    found.add("change_required", unscored)
    found.add("force_from_memory", opposite(unscored | _CONFIRMED[x.force_time, x.force]))
    found.add("breaks_from_memory", steps["d1"] > _VALUES.breaks_confirmed)
    return Outcome(
        task_score * multiplier, steps | {"b": force, "task_score": task_score, "d4": multiplier}, found
    )


METHOD = Method.of("art_2010", DATA, Art2010Input, _compute)
score = METHOD.score
