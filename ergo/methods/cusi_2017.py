"""Cumulative Strain Index, CUSI (Garg, Moore, Kapellusch 2017).

What it answers: what the hand tasks of a day add up to, and which of them weighs most.

    HICOSI_i = COSI_i / HM(H_i)
    CUSI     = COSI_1 + sum over i of HICOSI_i (HM(H_1 + ... + H_i) - HM(H_1 + ... + H_i-1))

with the tasks in falling order of COSI and H their hours a day. The COSI of a task, or its RSI where all its efforts
are alike, comes from those methods, made with the same hours. For one hand.

Each value is a number for a day with one task, or a list with one item a task; with arrays the last axis holds the
tasks of a day.

>>> round(score(cosi=[7.5012, 5.1461], hours=[4, 4]).score, 4)
9.0414
"""

from types import SimpleNamespace

from ergo.methods.base import Findings, Method, MethodData, Outcome, in_parts
from ergo.methods.inputs import MethodInput, measured, refuse_where
from ergo.methods.strain_equation import DATA as RSI
from ergo.methods.strain_equation import added_up, hours_multiplier

DATA = MethodData.read("cusi_2017")


class Cusi2017Input(MethodInput):
    """One hand task of a day."""

    cosi: float = measured("hand.cosi")
    hours: float = measured("hand.rep_h")


def _compute(x: SimpleNamespace) -> Outcome:
    in_parts(x)
    hours = x.hours.sum(axis=-1)
    refuse_where(
        hours > DATA.values["day_h"],
        Cusi2017Input.quantities()["hours"],
        hours,
        "adds up to more than a day",
    )
    hicosi = x.cosi / hours_multiplier(x.hours)
    added = added_up(x.cosi, hicosi, x.hours, hours_multiplier)
    steps = {"hicosi": hicosi, "rank": added.rank, "hours_so_far": added.so_far, "share": added.share}
    return Outcome(added.total, steps, Findings(DATA))


METHOD = Method.of("cusi_2017", DATA, Cusi2017Input, _compute, also=(RSI,))
score = METHOD.score
