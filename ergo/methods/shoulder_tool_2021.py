"""The Shoulder Tool (Bani Hani, Huangfu, Sesek, Schall, Davis, Gallagher 2021).

What it answers: what the efforts of a day add up to in the tendons of one shoulder, and which task adds most.

    moment = load x lever + arm        pushing or pulling level: load x lever        downward: load x lever - arm
    S      = 100 x moment / 681 in-lb        N = 10^((101.25 - S) / 14.83)
    damage = sum over tasks of repetitions / N        y = 0.864 + 0.928 log10(damage)        p = e^y / (1 + e^y)

with the arm's own moment from the lever. The score is p in percent: the probability of a first visit for the shoulder
among such jobs, not for a person. The authors' workbook computes in inches and pounds; centimetres and newtons are
turned into them exactly. Not for a forward push in line with the shoulder or an arm held straight overhead.

Each value is a number for a day with one task, or a list with one item a task; with arrays the last axis holds the
tasks of a day. For one shoulder: the one with the larger damage counts.

>>> result = score(task="handling", force_n=9, lever_cm=41, reps_per_day=2880)
>>> round(result.score, 1), round(result.intermediates["damage"], 4)
(21.0, 0.0044)
"""

from types import SimpleNamespace
from typing import Any

import numpy as np

from ergo.knowledge.quantities import quantity
from ergo.methods.base import Findings, Method, MethodData, Outcome, in_parts
from ergo.methods.fatigue_failure import probability_pct, shares_pct
from ergo.methods.inputs import MethodInput, measured
from ergo.units import UnitSystem, from_display, to_display

DATA = MethodData.read("shoulder_tool_2021")

_VALUES = SimpleNamespace(**DATA.values)
_ARM_COUNTS = np.array(
    [
        {"handling": 1, "horizontal": 0, "down": -1}[choice.value]
        for choice in quantity("shoulder.task").choices
    ]
)
"""Whether the arm's own moment is added, left out or taken off."""

_NM_PER_IN_LB = from_display(1.0, "N", UnitSystem.US) * from_display(1.0, "m", UnitSystem.US) / 12
_ALL_PCT = 100


class ShoulderTool2021Input(MethodInput):
    """One task of a day for one arm."""

    task: str = measured("shoulder.task")
    force_n: float = measured("shoulder.force_n")
    lever_cm: float = measured("shoulder.lever_cm")
    reps_per_day: float = measured("shoulder.reps_per_day")


def _compute(x: SimpleNamespace) -> Outcome:
    in_parts(x)
    lever_in = to_display(x.lever_cm, "cm", UnitSystem.US)
    force_lb = to_display(x.force_n, "N", UnitSystem.US)
    moment = force_lb * lever_in + _ARM_COUNTS[x.task] * _arm_moment(lever_in)
    stress = _ALL_PCT * moment / _VALUES.strength_in_lb
    cycles = 10 ** ((_VALUES.sn_intercept - stress) / _VALUES.sn_slope)
    task_damage = np.where(force_lb > 0, x.reps_per_day / cycles, 0)
    damage = task_damage.sum(axis=-1)
    found = Findings(DATA)
    found.add("over_strength", stress > _ALL_PCT)
    found.add("arm_does_it", (moment < 0) & (force_lb > 0))
    steps = {
        "moment_nm": moment * _NM_PER_IN_LB,
        "stress_pct": stress,
        "damage": damage,
        "task_damage": task_damage,
        "share_pct": shares_pct(task_damage),
    }
    return Outcome(probability_pct(damage, _VALUES.intercept, _VALUES.slope), steps, found)


def _arm_moment(lever_in: Any) -> Any:
    """The moment of the arm's own weight, in-lb: nothing near the body, constant from full reach on."""
    constant, slope = _VALUES.arm
    near, full = lever_in < _VALUES.arm_from_in, lever_in >= _VALUES.arm_full_in
    return np.where(near, 0, np.where(full, _VALUES.arm_full_in_lb, constant + slope * lever_in))


METHOD = Method.of("shoulder_tool_2021", DATA, ShoulderTool2021Input, _compute)
score = METHOD.score
