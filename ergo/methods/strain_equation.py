"""The multipliers of the Revised Strain Index, shared by RSI, COSI and CUSI (Garg, Moore, Kapellusch 2017)."""

from types import SimpleNamespace
from typing import Any

import numpy as np

from ergo.knowledge.quantities import quantity
from ergo.methods.base import MethodData
from ergo.methods.elementwise import choose, larger
from ergo.methods.inputs import MethodInput, measured, refuse_where

DATA = MethodData.read("rsi_2017")

EXTENSION = [choice.value for choice in quantity("hand.wrist_bent").choices].index("extension")
_VALUES = SimpleNamespace(**DATA.values)
_SECONDS_PER_MINUTE = 60
_FULL = 1 + 1e-9
"""A minute filled to the last second; the rest is rounding."""


class StrainInput(MethodInput):
    """Efforts of one hand that are alike: force, rate, length, wrist, and hours a day of the task."""

    force_pct: float = measured("hand.force_pct")
    efforts_per_min: float = measured("hand.reps_per_min")
    effort_s: float = measured("hand.effort_s")
    wrist_deg: float = measured("posture.wrist_flexion_deg")
    wrist_bent: str | None = measured("hand.wrist_bent", required=False)
    hours: float = measured("hand.rep_h")


def force_multiplier(share: Any) -> Any:
    """IM of a force as a share of strength, 0 to 1; the two branches meet at 0.4.

    Examples
    --------
    >>> round(force_multiplier(0.4), 3)
    5.024
    """
    return choose(
        share <= _VALUES.force_turn,
        _polynomial(_VALUES.force_low, share),
        _polynomial(_VALUES.force_high, share),
    )


def efforts_multiplier(per_min: Any) -> Any:
    """EM of efforts a minute; the two branches meet at 90.

    Examples
    --------
    >>> round(efforts_multiplier(90), 2)
    22.6
    """
    factor, power = _VALUES.efforts_high
    return choose(
        per_min <= _VALUES.efforts_turn_per_min,
        _polynomial(_VALUES.efforts_low, per_min),
        factor * per_min**power,
    )


def length_multiplier(seconds: Any) -> Any:
    """DM of the seconds of an effort; the two branches meet at 60.

    Examples
    --------
    >>> round(length_multiplier(60), 2)
    19.05
    """
    constant, factor = _VALUES.effort_high
    long = larger(seconds, _VALUES.effort_turn_s)
    return choose(
        seconds <= _VALUES.effort_turn_s,
        _polynomial(_VALUES.effort_low, seconds),
        constant + factor * np.log(long),
    )


def wrist_multiplier(degrees: Any, way: Any) -> Any:
    """PM of a bent wrist: 0 degrees and more, towards the palm unless `way` is EXTENSION.

    Examples
    --------
    >>> float(wrist_multiplier(30, EXTENSION))
    1.0
    """
    constant, factor, growth = _VALUES.flexion
    base, slope = _VALUES.extension
    beyond = larger(degrees - _VALUES.extension_free_deg, 0)
    return choose(
        way == EXTENSION,
        base + slope * beyond**2,
        constant + factor * np.exp(growth * degrees),
    )


def hours_multiplier(hours: Any) -> Any:
    """HM of hours a day; it jumps from 0.20 to 0.2095 at 0.05 h.

    Examples
    --------
    >>> round(float(hours_multiplier(8)), 4)
    1.0001
    """
    constant, slope, factor = _VALUES.hours_high
    some = larger(hours, _VALUES.hours_turn)
    return choose(
        hours <= _VALUES.hours_turn, _VALUES.hours_low, constant + slope * some + factor * np.log(some)
    )


def multipliers(x: SimpleNamespace) -> dict[str, Any]:
    """The five multipliers of checked values, by their symbols in small letters.

    Raises
    ------
    InputError
        Where the efforts would fill more than the whole minute.
    """
    fields = StrainInput.quantities()
    full = np.asarray(duty_cycle(x)) > _FULL
    refuse_where(full, fields["effort_s"], x.effort_s, "fills more than the whole minute at this rate")
    return {
        "im": force_multiplier(x.force_pct / 100),
        "em": efforts_multiplier(x.efforts_per_min),
        "dm": length_multiplier(x.effort_s),
        "pm": wrist_multiplier(x.wrist_deg, x.wrist_bent),
        "hm": hours_multiplier(x.hours),
    }


def duty_cycle(x: SimpleNamespace) -> Any:
    """The share of time in effort, 1 for all of it."""
    return x.efforts_per_min * x.effort_s / _SECONDS_PER_MINUTE


def costliest(factors: dict[str, Any]) -> Any:
    """The symbol of the largest multiplier, or an array of symbols."""
    if not any(np.ndim(factor) for factor in factors.values()):
        return max(factors, key=lambda name: float(factors[name])).upper()
    largest = np.argmax(np.stack(np.broadcast_arrays(*factors.values())), axis=0)
    return np.array([name.upper() for name in factors])[largest]


def added_up(index: Any, free: Any, amount: Any, multiplier: Any) -> SimpleNamespace:
    """Parts added in falling order of their index: the first whole, each other by what its amount adds.

    Among parts of the same index the one with the larger amount comes first.

    Parameters
    ----------
    index : array, parts on the last axis
        RSI of subtasks, or COSI of tasks.
    free : array
        The same without the multiplier of its own amount.
    amount : array
        Efforts a minute, or hours.
    multiplier : function
        Of a summed amount.

    Returns
    -------
    SimpleNamespace
        ``total``; and for each part as given ``share``, ``rank`` and ``so_far``.
    """
    order = np.lexsort((-amount, -index))
    so_far = np.cumsum(np.take_along_axis(amount, order, axis=-1), axis=-1)
    after = multiplier(so_far)
    share = np.take_along_axis(free, order, axis=-1)
    share[..., 1:] *= after[..., 1:] - after[..., :-1]
    share[..., 0] = np.take_along_axis(index, order, axis=-1)[..., 0]
    ranks = np.broadcast_to(np.arange(1, order.shape[-1] + 1), order.shape)

    def as_given(values: Any) -> Any:
        result = np.empty_like(values)
        np.put_along_axis(result, order, values, axis=-1)
        return result

    return SimpleNamespace(
        total=share.sum(axis=-1), share=as_given(share), rank=as_given(ranks), so_far=as_given(so_far)
    )


def _polynomial(coefficients: list[float], x: Any) -> Any:
    """The sum of coefficient times power, the constant first."""
    result = coefficients[-1]
    for coefficient in coefficients[-2::-1]:
        result = result * x + coefficient
    return result
