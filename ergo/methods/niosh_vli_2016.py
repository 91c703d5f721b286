"""Variable lifting index (Waters, Occhipinti, Colombini, Alvarez, Fox 2016, Hum Factors 58(5):695-711).

What it answers: what work adds up to in which nearly every lift is different, from a sample of its lifts. Valid under
the conditions of the single-task equation (`niosh_1994`); any lift that does not meet them withholds the score.

    VLI = FILI_1 / FM(F_1) + sum over k = 2..6 of FILI_k x [1 / FM(F_1 + ... + F_k) - 1 / FM(F_1 + ... + F_(k-1))]

The index without frequency (FILI) of every lift puts it into one of six categories; a category has the mean FILI of
its lifts and their summed frequency, and the categories stand in order of falling FILI. Up to 29 lifts the categories
are equally wide between the smallest and the largest FILI, from 30 on they hold a sixth of the lifts each.

Each value is a list with one item a sampled lift, or a variant of one with its own frequency; with arrays the last axis
holds the lifts. The longest duration class of any of them holds for all.

>>> result = score(load_kg=[6, 9, 12, 15], load_max_kg=[6, 9, 12, 15], h_origin_cm=[30, 35, 40, 45], v_origin_cm=75,
...                d_travel_cm=25, asym_deg=0, freq_per_min=[0.5, 0.5, 0.5, 0.5], duration_h=2, coupling="good",
...                significant_control=False)
>>> round(result.score, 2), result.intermediates["category"]
(1.34, array([1, 2, 4, 6]))
"""

from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ergo.methods import niosh_equation
from ergo.methods.base import Findings, Method, MethodData, Outcome, in_parts
from ergo.methods.elementwise import choose, is_known, is_unknown
from ergo.methods.inputs import refuse_where
from ergo.methods.niosh_1994 import Niosh1994Input, judge_validity, take_apart
from ergo.methods.niosh_equation import above_zero, frequency_multiplier

DATA = MethodData.read("niosh_vli_2016")

_VALUES = SimpleNamespace(**DATA.values)
_CATEGORIES = _VALUES.categories
_ROUNDING = 1e-9  # a lift on the edge between two categories belongs to the lower one

Array = NDArray[np.float64]


def categories(fili: Array, share: Array) -> NDArray[np.int64]:
    """The category of each lift, 0 to 5, from the smallest FILI up.

    Parameters
    ----------
    fili : array, lifts on the last axis
        Index without frequency.
    share : array
        Share of each lift in all lifts; those without any do not widen the categories.

    Examples
    --------
    >>> categories(np.array([0.3, 0.6, 1.0, 1.5, 2.5]), np.full(5, 0.2))
    array([0, 0, 1, 3, 5])
    """
    count = _CATEGORIES
    if fili.shape[-1] < _VALUES.sextiles_from_lifts:
        done = share > 0
        lowest = np.where(done, fili, np.inf).min(axis=-1, keepdims=True)
        highest = np.where(done, fili, -np.inf).max(axis=-1, keepdims=True)
        width = (highest - lowest) / count
        place = np.divide(fili - lowest, width, out=np.zeros_like(fili), where=width > 0)
    else:
        order = np.argsort(fili, axis=-1, kind="stable")
        so_far = np.cumsum(np.take_along_axis(share, order, axis=-1), axis=-1)
        place = np.empty_like(fili)
        np.put_along_axis(place, order, count * so_far, axis=-1)
    above = np.ceil(np.where(is_unknown(place), 0, place) - _ROUNDING) - 1
    category: NDArray[np.int64] = np.clip(above, 0, count - 1).astype(np.int64)
    return category


def _compute(x: SimpleNamespace) -> Outcome:
    in_parts(x)
    total = x.freq_per_min.sum(axis=-1, keepdims=True)
    refuse_where(
        total[..., 0] <= 0, Niosh1994Input.quantities()["freq_per_min"], None, "is zero for every lift"
    )
    lift = take_apart(x)
    found = Findings(niosh_equation.DATA, DATA)
    judge_validity(x, lift, found)
    withheld = np.any(found.withheld(), axis=-1)
    firwl_kg = lift.deciding("firwl")
    heaviest_kg = choose(is_unknown(x.load_max_kg), x.load_kg, x.load_max_kg)
    fili = heaviest_kg / above_zero(firwl_kg)
    share = x.freq_per_min / total
    category = categories(fili, share)
    highest_first = _CATEGORIES - 1 - category
    jobs = np.arange(total.size).reshape(total.shape)
    places = (jobs * _CATEGORIES + highest_first).ravel()

    def of_categories(values: Array) -> Any:
        sums = np.bincount(places, values.ravel(), total.size * _CATEGORIES)
        return sums.reshape(*total.shape[:-1], _CATEGORIES)

    of_category = of_categories(share)

    def mean(values: Any) -> Array:
        sums = of_categories(share * values)
        means: Array = np.divide(sums, of_category, out=np.full_like(sums, np.nan), where=of_category > 0)
        return means

    mean_fili, mean_v = mean(fili), mean(x.v_origin_cm)
    frequency = of_category * total
    index, fm_so_far, parts = _composite(
        mean_fili, frequency, mean_v, lift.duration.max(axis=-1, keepdims=True)
    )
    exceeds = ((fm_so_far == 0) & (of_category > 0)).any(axis=-1)
    found.add("exceeds_frequency", exceeds)
    found.add("heaviest_not_stated", is_unknown(x.load_max_kg))
    found.add("few_lifts", x.load_kg.shape[-1] <= _VALUES.composite_up_to_lifts)
    found.add("sextiles", x.load_kg.shape[-1] >= _VALUES.sextiles_from_lifts)
    steps = {
        "firwl_kg": firwl_kg,
        "fili": fili,
        "category": category + 1,
        "category_fili": mean_fili[..., ::-1],
        "category_freq_per_min": frequency[..., ::-1],
        "category_fm_so_far": fm_so_far[..., ::-1],
        "category_share": parts[..., ::-1],
    }
    return Outcome(choose(withheld | exceeds, np.nan, index), steps, found)


def _composite(
    fili: Array, frequency: Array, v_cm: Array, duration: NDArray[np.int64]
) -> tuple[Array, Array, Array]:
    """The index, the frequency multipliers and the shares of the categories, which stand from the highest FILI down."""
    filled = is_known(fili)  # few of six, where a job has few lifts: only these are looked up
    so_far = np.cumsum(frequency, axis=-1)[filled]
    before, height = so_far - frequency[filled], v_cm[filled]
    classes = np.broadcast_to(duration, filled.shape)[filled]
    multiplier = frequency_multiplier(so_far, height, classes)
    without = np.where(before <= 0, 0, 1 / above_zero(frequency_multiplier(before, height, classes)))
    parts, fm_so_far = np.zeros(fili.shape), np.full(fili.shape, np.nan)
    parts[filled] = fili[filled] * (1 / above_zero(multiplier) - without)
    fm_so_far[filled] = multiplier
    return parts.sum(axis=-1), fm_so_far, parts


METHOD = Method.of("niosh_vli_2016", DATA, Niosh1994Input, _compute, also=(niosh_equation.DATA,))
score = METHOD.score
