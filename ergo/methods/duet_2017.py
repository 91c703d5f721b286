"""Distal upper extremity tool, DUET (Gallagher, Schall, Sesek, Huangfu 2017).

What it answers: what the efforts of a day add up to in tendons of hand and forearm, and which task adds most.

    damage = sum over tasks of repetitions / cycles to failure        (Table 1, by OMNI-RES rating)
    y      = 0.573 + 0.747 log10(damage)        p = e^y / (1 + e^y)        (equation 6)

The score is p in percent: the probability of an injury with pain in the last year among such jobs, not for a person.
No limit is published; a damage of 0.03 a day separated the jobs of the study. For one hand.

Each value is a number for a day with one task, or a list with one item a task; with arrays the last axis holds the
tasks of a day.

>>> result = score(omni=2, reps_per_day=5400)
>>> round(result.score, 1), round(result.intermediates["damage"], 4)
(26.5, 0.0074)
"""

from types import SimpleNamespace

import numpy as np

from ergo.methods.base import Findings, Method, MethodData, Outcome, in_parts
from ergo.methods.fatigue_failure import probability_pct, shares_pct
from ergo.methods.inputs import MethodInput, measured

DATA = MethodData.read("duet_2017")

_CYCLES = np.array(DATA.values["cycles"])


class Duet2017Input(MethodInput):
    """One hand task of a day: how hard its efforts are, and how many."""

    omni: float = measured("hand.omni")
    reps_per_day: float = measured("hand.reps_per_day")


def _compute(x: SimpleNamespace) -> Outcome:
    in_parts(x)
    task_damage = x.reps_per_day / _CYCLES[x.omni.astype(np.int64)]
    damage = task_damage.sum(axis=-1)
    steps = {"damage": damage, "task_damage": task_damage, "share_pct": shares_pct(task_damage)}
    probability = probability_pct(damage, DATA.values["intercept"], DATA.values["slope"])
    return Outcome(probability, steps, Findings(DATA))


METHOD = Method.of("duet_2017", DATA, Duet2017Input, _compute)
score = METHOD.score
