"""Daily hand-arm vibration A(8) (Directive 2002/44/EC; ISO 5349-1:2001).

What it answers: what the vibrating tools of a day add up to, and how long until the action and limit values.

    A(8) = sqrt( sum over tools i of a_hv,i^2 T_i / 8 h )

a_hv is the vector total of the three directions at the grip, without further factors; T the time in which the tool
runs in the hand. Points: 100 at the action value. For one hand: the hand that is exposed most.

Each value is a number for a day with one tool, or a list with one item a tool; with arrays the last axis holds the
tools of a day.

>>> result = score(ahv_ms2=7.4, trigger_min=150)
>>> round(result.score, 1), result.band.label
(4.1, 'at or above the action value')
"""

from types import SimpleNamespace
from typing import Any

import numpy as np

from ergo.methods.base import Findings, Method, MethodData, Outcome, in_parts
from ergo.methods.inputs import MethodInput, measured, refuse_where

DATA = MethodData.read("hav_a8_2002")

_VALUES = SimpleNamespace(**DATA.values)
_MINUTES_PER_HOUR = 60


class HavA82002Input(MethodInput):
    """One tool in the hand, and how long it runs there."""

    ahv_ms2: float = measured("hav.ahv_ms2")
    trigger_min: float = measured("hav.trigger_min")


def _compute(x: SimpleNamespace) -> Outcome:
    in_parts(x)
    fields = HavA82002Input.quantities()
    minutes = x.trigger_min.sum(axis=-1)
    most = _VALUES.day_h * _MINUTES_PER_HOUR
    refuse_where(minutes > most, fields["trigger_min"], minutes, "adds up to more than a day")
    hours = x.trigger_min / _MINUTES_PER_HOUR
    a8 = np.sqrt((x.ahv_ms2**2 * hours).sum(axis=-1) / _VALUES.reference_h)
    vibrates = a8 > 0
    some = np.where(vibrates, a8, 1)
    share = (_VALUES.action_ms2 / some) ** 2
    years = _VALUES.white_finger_factor * some**_VALUES.white_finger_exponent

    found = Findings(DATA)
    found.add("over_limit", a8 > _VALUES.limit_ms2)
    steps: dict[str, Any] = {
        "points": _points(a8**2),
        "points_per_h": _points(x.ahv_ms2**2) / _VALUES.reference_h,
        "hours": minutes / _MINUTES_PER_HOUR,
        "hours_to_action": np.where(vibrates, hours.sum(axis=-1) * share, np.inf),
        "hours_to_limit": np.where(
            vibrates, hours.sum(axis=-1) * share * (_VALUES.limit_ms2 / _VALUES.action_ms2) ** 2, np.inf
        ),
        "white_finger_years": np.where(vibrates, years, np.nan),
    }
    return Outcome(a8, steps, found)


def _points(energy: Any) -> Any:
    """Exposure points: 100 at the action value, growing with the square of the exposure."""
    return energy / _VALUES.action_ms2**2 * _VALUES.points_at_action


METHOD = Method.of("hav_a8_2002", DATA, HavA82002Input, _compute)
score = METHOD.score
