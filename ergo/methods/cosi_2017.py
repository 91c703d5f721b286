"""Composite Strain Index, COSI (Garg, Moore, Kapellusch 2017).

What it answers: what the different efforts of one hand task add up to, and which of them weighs most.

    FIRSI_i = RSI_i / EM(E_i)
    COSI    = RSI_1 + sum over i of FIRSI_i (EM(E_1 + ... + E_i) - EM(E_1 + ... + E_i-1))

with the subtasks in falling order of RSI and E their efforts a minute, counted over the whole cycle of the task. All of
them share the hours of the task. A task of one subtask has its RSI. For one hand.

Each value is a number, or a list with one item a subtask; with arrays the last axis holds the subtasks.

>>> result = score(force_pct=[70, 40, 20], efforts_per_min=[1, 2.6, 5], effort_s=[1, 1.2, 3], wrist_deg=0, hours=4)
>>> round(result.score, 4), result.intermediates["rank"].tolist()
(7.5012, [3, 2, 1])
"""

from types import SimpleNamespace

import numpy as np

from ergo.methods.base import Findings, Method, MethodData, Outcome, in_parts
from ergo.methods.inputs import UNKNOWN, refuse_where
from ergo.methods.strain_equation import DATA as RSI
from ergo.methods.strain_equation import StrainInput, added_up, duty_cycle, efforts_multiplier, multipliers

DATA = MethodData.read("cosi_2017")


class Cosi2017Input(StrainInput):
    """One subtask: efforts that are alike within a task."""


def _compute(x: SimpleNamespace) -> Outcome:
    in_parts(x)
    fields = Cosi2017Input.quantities()
    differs = x.hours != x.hours[..., :1]
    refuse_where(differs, fields["hours"], x.hours, "differs from the first subtask's: a task has one length")
    factors = multipliers(x)
    firsi = factors["im"] * factors["dm"] * factors["pm"] * factors["hm"]
    rsi = firsi * factors["em"]
    added = added_up(rsi, firsi, x.efforts_per_min, efforts_multiplier)
    found = Findings(DATA, RSI)
    found.add("way_not_stated", (x.wrist_bent == UNKNOWN) & (x.wrist_deg > 0))
    found.add("over_full", np.sum(duty_cycle(x), axis=-1) > 1)
    steps = {
        "rsi": rsi,
        "firsi": firsi,
        "rank": added.rank,
        "efforts_so_far_per_min": added.so_far,
        "share": added.share,
    }
    return Outcome(added.total, steps, found)


METHOD = Method.of("cosi_2017", DATA, Cosi2017Input, _compute, also=(RSI,))
score = METHOD.score
