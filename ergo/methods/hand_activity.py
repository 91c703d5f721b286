"""Hand activity level and peak force, shared by both editions of the TLV for hand activity (ACGIH)."""

from types import SimpleNamespace
from typing import Any

import numpy as np

from ergo.methods.base import Findings, MethodData
from ergo.methods.elementwise import choose, is_known, is_unknown, larger, opposite, smaller
from ergo.methods.inputs import MethodInput, measured, refuse_where

DATA = MethodData.read("hal_2018")

_VALUES = SimpleNamespace(**DATA.values)
_SECONDS_PER_MINUTE = 60


class HandActivityInput(MethodInput):
    """One hand task. Its activity as a rating, or from efforts a minute and the share of time in effort."""

    force_pct: float = measured("hand.force_pct")
    hal: float | None = measured("hand.hal", required=False)
    efforts_per_min: float | None = measured("hand.reps_per_min", required=False)
    duty_cycle_pct: float | None = measured("hand.duty_cycle_pct", required=False)
    hours: float | None = measured("hand.rep_h", required=False)


def activity_level(frequency_hz: Any, duty_cycle_pct: Any) -> Any:
    """HAL = 6.56 ln D x F^1.31 / (1 + 3.18 F^1.31), cut to 0 to 10 (Radwin et al. 2015).

    Parameters
    ----------
    frequency_hz : float or array, 0 or more
        Efforts a second.
    duty_cycle_pct : float or array, 0 to 100
        Share of the time in effort; 1 % or less gives 0.

    Examples
    --------
    >>> round(float(activity_level(1.0, 50)), 2)
    6.14
    """
    power = frequency_hz**_VALUES.exponent
    duty = np.log(larger(duty_cycle_pct, _VALUES.least_duty_pct))
    return smaller(_VALUES.factor * duty * power / (1 + _VALUES.divisor * power), _VALUES.highest_hal)


def activity_and_force(x: SimpleNamespace, found: Findings) -> dict[str, Any]:
    """Frequency, activity and normalised peak force of checked values, with what both editions have to say of them.

    Raises
    ------
    InputError
        Where the activity is neither rated nor can be computed.
    """
    rated = is_known(x.hal)
    open_ = opposite(rated) & (is_unknown(x.efforts_per_min) | is_unknown(x.duty_cycle_pct))
    refuse_where(
        open_,
        HandActivityInput.quantities()["hal"],
        None,
        "or efforts a minute and time in effort are needed",
    )
    frequency = x.efforts_per_min / _SECONDS_PER_MINUTE
    hal = choose(rated, x.hal, activity_level(frequency, x.duty_cycle_pct))
    found.add("outside_scale", (hal < _VALUES.lowest_drawn) | (hal > _VALUES.highest_drawn))
    found.add("short_day", x.hours < _VALUES.least_hours)
    found.add("hours_not_stated", is_unknown(x.hours))
    return {"frequency_hz": frequency, "hal": hal, "npf": x.force_pct * _VALUES.npf_per_pct}
