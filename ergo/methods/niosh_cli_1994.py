"""Composite lifting index of several lifting tasks (DHHS (NIOSH) Publication 94-110, 1994, revised 9/2021).

What it answers: what the lifting tasks of one job add up to, and how much each of them adds. Valid under the
conditions of the single-task equation (`niosh_1994`); any task that does not meet them withholds the score.

    CLI = STLI_1 + sum over k = 2..n of FILI_k x [1 / FM(F_1 + ... + F_k) - 1 / FM(F_1 + ... + F_(k-1))]

with the tasks in order of falling STLI, the higher frequency first among equals (section 2.4.5, p. 57). FILI is
the heaviest load by the weight limit without FM, STLI the usual load by the weight limit with it. Where the summed
frequency is beyond Table 5 the index exceeds the frequency limit and there is no score.

Each value is a list with one item a task; with arrays the last axis holds the tasks.

>>> result = score(load_kg=[20, 25, 15], load_max_kg=[20, 25, 15], h_origin_cm=[25, 30, 30], v_origin_cm=75,
...                d_travel_cm=5, asym_deg=[0, 0, 45], freq_per_min=[1, 2, 2], duration_h=2,
...                coupling=["good", "poor", "good"], significant_control=False)
>>> round(result.score, 5), result.intermediates["rank"]
(2.14827, array([3, 1, 2]))
"""

from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ergo.methods import niosh_equation
from ergo.methods.base import Findings, Method, MethodData, Outcome, in_parts
from ergo.methods.elementwise import choose, is_unknown
from ergo.methods.niosh_1994 import Niosh1994Input, judge_validity, take_apart
from ergo.methods.niosh_equation import above_zero, frequency_multiplier

DATA = MethodData.read("niosh_cli_1994")

Array = NDArray[np.float64]


class Composite(NamedTuple):
    """The composite index and its parts; parts are in the order in which the tasks were given."""

    cli: Any
    stli: Array
    fili: Array
    strwl: Array
    rank: NDArray[np.int64]
    freq_so_far: Array
    fm_so_far: Array
    fm_before: Array
    share: Array


def composite_index(
    firwl: Array,
    *,
    load: Array,
    load_max: Array,
    freq_per_min: Array,
    v_origin_cm: Array,
    duration: NDArray[np.int64],
) -> Composite:
    """The composite index from the frequency-independent weight limits of the tasks (section 2.4).

    Parameters
    ----------
    firwl : array, tasks on the last axis
        Weight limit of each task without FM, kg or lb; 0 gives NaN.
    load, load_max : array
        Usual and heaviest load, in the unit of `firwl`.
    freq_per_min : array
        Lifts a minute of each task.
    v_origin_cm : array
        Hand height at the start of the lift, cm.
    duration : array of positions
        Duration class of each task, as in `niosh_equation.Duration`.

    Returns
    -------
    Composite
        NaN where a task has no weight limit or the summed frequency is beyond Table 5.
    """
    strwl = firwl * frequency_multiplier(freq_per_min, v_origin_cm, duration)
    stli, fili = load / above_zero(strwl), load_max / above_zero(firwl)
    order = np.lexsort((-freq_per_min, -stli))

    def ranked(values: Any) -> Any:
        return np.take_along_axis(values, order, axis=-1)

    def as_given(values: Any) -> Any:
        result = np.empty_like(values)
        np.put_along_axis(result, order, values, axis=-1)
        return result

    so_far = np.cumsum(ranked(freq_per_min), axis=-1)
    before = np.concatenate([so_far[..., :1], so_far[..., :-1]], axis=-1)
    v_ranked, duration_ranked = ranked(v_origin_cm), ranked(duration)
    fm_so_far = frequency_multiplier(so_far, v_ranked, duration_ranked)
    fm_before = frequency_multiplier(before, v_ranked, duration_ranked)
    share = ranked(fili) * (1 / above_zero(fm_so_far) - 1 / above_zero(fm_before))
    share[..., 0] = ranked(stli)[..., 0]
    rank = as_given(np.broadcast_to(np.arange(1, order.shape[-1] + 1), order.shape).copy())
    return Composite(
        cli=share.sum(axis=-1),
        stli=stli,
        fili=fili,
        strwl=strwl,
        rank=rank,
        freq_so_far=as_given(so_far),
        fm_so_far=as_given(fm_so_far),
        fm_before=as_given(fm_before),
        share=as_given(share),
    )


def _compute(x: SimpleNamespace) -> Outcome:
    in_parts(x)
    lift = take_apart(x)
    found = Findings(niosh_equation.DATA, DATA)
    judge_validity(x, lift, found)
    withheld = np.any(found.withheld(), axis=-1)
    firwl_kg = lift.deciding("firwl")
    heaviest_kg = choose(is_unknown(x.load_max_kg), x.load_kg, x.load_max_kg)
    job = composite_index(
        firwl_kg,
        load=x.load_kg,
        load_max=heaviest_kg,
        freq_per_min=x.freq_per_min,
        v_origin_cm=x.v_origin_cm,
        duration=lift.duration,
    )
    exceeds = (job.fm_so_far == 0).any(axis=-1)
    found.add("exceeds_frequency", exceeds)
    found.add("heaviest_not_stated", is_unknown(x.load_max_kg))
    found.add("fili_above_one", job.fili > 1)
    found.add("stli_above_one", job.stli > 1)
    found.add("fili_above_stli", job.fili > job.stli)
    steps = {
        "firwl_kg": firwl_kg,
        "strwl_kg": job.strwl,
        "fili": job.fili,
        "stli": job.stli,
        "rank": job.rank,
        "freq_so_far_per_min": job.freq_so_far,
        "fm_so_far": job.fm_so_far,
        "fm_before": job.fm_before,
        "share": job.share,
    }
    return Outcome(choose(withheld | exceeds, np.nan, job.cli), steps, found)


METHOD = Method.of("niosh_cli_1994", DATA, Niosh1994Input, _compute, also=(niosh_equation.DATA,))
score = METHOD.score
