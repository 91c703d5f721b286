"""Lifting Fatigue Failure Tool, LiFFT (Gallagher, Sesek, Schall, Huangfu 2017, Appl Ergon 63:142-150; workbook 1.4).

What it answers: how much damage do the lifts of a day add up to in the low back, which task adds most, and how likely
is it that the job is one with many low-back injuries?

    M = lever arm x load x g           damage of a lift = 10^(-5.81636 + 0.0222878 M in ft-lb)
    P = e^z / (1 + e^z)                z = 1.7229 + 1.0239 log10(sum of damage x lifts)

The score is P in per cent: the probability that the job belongs to those with 12 or more low-back injuries in 200 000
hours. It says nothing of one worker. Valid for lifting; not for lowering, carrying, pushing, and the weight of the
bent trunk is not counted. The curve from damage to probability is that of the workbook, which replaced the article's.

Each value is a list with one item a task of the day; with arrays the last axis holds the tasks.

>>> result = score(load_kg=[13, 20], lever_arm_cm=[40, 50], lifts_per_shift=[400, 60])
>>> round(result.score, 1), result.intermediates["share_percent"].round()
(39.5, array([53., 47.]))
"""

from types import SimpleNamespace

import numpy as np

from ergo.methods.base import Findings, Method, MethodData, Outcome, in_parts
from ergo.methods.inputs import MethodInput, measured

DATA = MethodData.read("lifft_2017")

_VALUES = SimpleNamespace(**DATA.values)
_CM_PER_M = 100


class Lifft2017Input(MethodInput):
    """One lifting task of a day."""

    load_kg: float = measured("lift.load_kg")
    lever_arm_cm: float = measured("lift.lever_arm_cm")
    lifts_per_shift: float = measured("lift.lifts_per_shift")
    person_handling: bool | None = measured("lift.person_handling", required=False)


def _compute(x: SimpleNamespace) -> Outcome:
    in_parts(x)
    moment_nm = x.lever_arm_cm / _CM_PER_M * x.load_kg * _VALUES.gravity_ms2
    exponent = _VALUES.damage_intercept + _VALUES.damage_slope_per_ftlb * moment_nm * _VALUES.ftlb_per_nm
    damage_per_lift = 10**exponent
    damage = damage_per_lift * x.lifts_per_shift
    total = damage.sum(axis=-1)
    some = total > 0
    z = _VALUES.risk_intercept + _VALUES.risk_slope * np.log10(np.where(some, total, 1))
    percent = np.where(some, 100 / (1 + np.exp(-z)), 0)
    share = np.divide(damage, total[..., np.newaxis], out=np.zeros_like(damage), where=some[..., np.newaxis])

    found = Findings(DATA)
    found.add("person_handling", x.person_handling == 1)
    found.add("large_moment", moment_nm > _VALUES.caution_moment_nm)
    steps = {
        "moment_nm": moment_nm,
        "damage_per_lift": damage_per_lift,
        "damage": damage,
        "share_percent": 100 * share,
        "total_damage": total,
    }
    withheld = np.any(found.withheld(), axis=-1)
    return Outcome(np.where(withheld, np.nan, percent), steps, found)


METHOD = Method.of("lifft_2017", DATA, Lifft2017Input, _compute)
score = METHOD.score
