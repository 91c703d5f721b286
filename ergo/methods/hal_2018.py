"""Hand activity and peak force against TLV and action limit (ACGIH 2018; Radwin et al. 2015).

What it answers: whether the peak force of a repeated hand task fits its hand activity, or passes a limit.

    HAL   = 6.56 ln D x F^1.31 / (1 + 3.18 F^1.31)        F in efforts a second, D time in effort in %
    TLV   = 5.6 - 0.56 HAL        AL = 3.6 - 0.56 HAL        as normalised peak force, 0 to 10
    score = peak force + 0.56 HAL

Both lines have the same slope, so the score says where a task stands at any activity: above 3.6 it passes the action
limit, above 5.6 the TLV. Valid for one hand and one task of 4 hours or more a day. The slope of the action limit rests
on one source. Sources and what is not settled stand in ``data/tables/hal_2018.json``.

>>> result = score(force_pct=30, efforts_per_min=30, duty_cycle_pct=30, hours=6)
>>> round(result.intermediates["hal"], 2), round(result.intermediates["tlv_npf"], 2), result.band.label
(3.94, 3.39, 'between action limit and TLV')
"""

from types import SimpleNamespace

import numpy as np

from ergo.methods.base import Findings, Method, Outcome
from ergo.methods.elementwise import larger
from ergo.methods.hand_activity import DATA, HandActivityInput, activity_and_force

_VALUES = SimpleNamespace(**DATA.values)
_DIGITS = 9
"""A force on a printed line lies on it, whatever the last binary digit."""


class Hal2018Input(HandActivityInput):
    """One hand task of 4 hours or more a day."""


def _compute(x: SimpleNamespace) -> Outcome:
    found = Findings(DATA)
    steps = activity_and_force(x, found)
    found.add("light", steps["npf"] < _VALUES.least_npf)
    taken = _VALUES.slope * steps["hal"]
    steps |= {
        "tlv_npf": larger(_VALUES.tlv - taken, 0),
        "al_npf": larger(_VALUES.action - taken, 0),
    }
    return Outcome(np.round(steps["npf"] + taken, _DIGITS), steps, found)


METHOD = Method.of("hal_2018", DATA, Hal2018Input, _compute)
score = METHOD.score
