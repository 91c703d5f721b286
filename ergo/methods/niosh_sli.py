"""Sequential lifting index (concept: Waters, Lu, Occhipinti 2007, Ergonomics 50(11):1761-1770).

What it answers: what a shift adds up to in which a worker rotates between lifting tasks, each done for a while. Valid
under the conditions of the single-task equation (`niosh_1994`); any task that does not meet them withholds the score.

The formula below is from memory and was not read in a source; only the concept was. Every result says so.

    SLI = LI_1 + (LImax_1 - LI_1) x K        K = sum over i of LImax_i x TF_i / LImax_1

LI is the index of a task with the duration class of its own time, LImax the same with that of all lifting time of the
shift, TF the share of the task in that time. The tasks stand in order of falling LI.

Each value is a list with one item a task; with arrays the last axis holds the tasks.

>>> result = score(load_kg=[15, 8], h_origin_cm=[40, 35], v_origin_cm=75, d_travel_cm=25, asym_deg=0,
...                freq_per_min=[2, 4], duration_h=[1, 3], coupling="good", significant_control=False)
>>> round(result.score, 2), result.intermediates["li"].round(2), result.intermediates["li_max"].round(2)
(1.49, array([1.15, 1.08]), array([1.61, 1.08]))
"""

from types import SimpleNamespace

import numpy as np

from ergo.methods import niosh_equation
from ergo.methods.base import Findings, Method, MethodData, Outcome, in_parts
from ergo.methods.elementwise import choose, is_unknown, larger
from ergo.methods.inputs import refuse_where
from ergo.methods.niosh_1994 import Niosh1994Input, judge_validity, take_apart
from ergo.methods.niosh_equation import above_zero, duration_class, frequency_multiplier

DATA = MethodData.read("niosh_sli")

_LONGEST_H = niosh_equation.DATA.values["duration"]["long_min"] / 60


def _compute(x: SimpleNamespace) -> Outcome:
    in_parts(x)
    hours = x.duration_h.sum(axis=-1, keepdims=True)
    refuse_where(
        hours[..., 0] <= 0, Niosh1994Input.quantities()["duration_h"], None, "is zero for every task"
    )
    lift = take_apart(x)
    found = Findings(niosh_equation.DATA, DATA)
    judge_validity(x, lift, found)
    firwl_kg = lift.deciding("firwl")
    fm = frequency_multiplier(x.freq_per_min, x.v_origin_cm, lift.duration)
    whole_class = larger(duration_class(hours), lift.duration)
    fm_whole = frequency_multiplier(x.freq_per_min, x.v_origin_cm, whole_class)
    li = x.load_kg / above_zero(firwl_kg * fm)
    li_max = x.load_kg / above_zero(firwl_kg * fm_whole)
    time_share = x.duration_h / hours
    first = np.argmax(np.where(is_unknown(li), -np.inf, li), axis=-1)[..., np.newaxis]
    li_1 = np.take_along_axis(li, first, axis=-1)[..., 0]
    li_max_1 = np.take_along_axis(li_max, first, axis=-1)[..., 0]
    k = (li_max * time_share).sum(axis=-1) / li_max_1
    found.add("unverified", True)
    found.add("exceeds_frequency", fm_whole == 0)
    over_8_h = hours[..., 0] > _LONGEST_H
    withheld = np.any(found.withheld(), axis=-1) | over_8_h
    found.add("over_8_h_together", over_8_h)  # of the job, where the others are of its tasks
    steps = {"li": li, "li_max": li_max, "time_share": time_share, "first": first[..., 0] + 1, "k": k}
    return Outcome(choose(withheld, np.nan, li_1 + (li_max_1 - li_1) * k), steps, found)


METHOD = Method.of("niosh_sli", DATA, Niosh1994Input, _compute, also=(niosh_equation.DATA,))
score = METHOD.score
