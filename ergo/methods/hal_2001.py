"""Hand activity and peak force against TLV and action limit (ACGIH 2001 to 2017, superseded).

What it answers: how a hand task stood against the limits in force from 2001 to 2017.

    ratio = peak force / (10 - HAL)        TLV 0.78        AL 0.56

with peak force from 0 to 10 and the hand activity as rated, or from the equation of 2015 as in the edition of 2018.
The limits were lowered in 2018: every result says so. For one hand and one task of 4 hours or more a day. Sources stand
in ``data/tables/hal_2001.json``.

>>> result = score(force_pct=40, hal=5)
>>> result.score, round(result.intermediates["al_npf"], 2), result.band.label
(0.8, 2.8, 'above the TLV')
"""

from types import SimpleNamespace

import numpy as np

from ergo.methods.base import Findings, Method, MethodData, Outcome
from ergo.methods.elementwise import choose, is_known
from ergo.methods.hand_activity import DATA as EQUATION
from ergo.methods.hand_activity import HandActivityInput, activity_and_force

DATA = MethodData.read("hal_2001")

_VALUES = SimpleNamespace(**DATA.values)
_DIGITS = 9
"""A force on a printed line lies on it, whatever the last binary digit."""


class Hal2001Input(HandActivityInput):
    """One hand task of 4 hours or more a day."""


def _compute(x: SimpleNamespace) -> Outcome:
    found = Findings(DATA)
    steps = activity_and_force(x, found)
    room = _VALUES.full - steps["hal"]
    none = room <= 0
    found.add("full_activity", none)
    found.add("superseded", is_known(steps["hal"]))
    steps |= {"tlv_npf": _VALUES.tlv * room, "al_npf": _VALUES.action * room}
    ratio = np.round(steps["npf"] / choose(none, 1.0, room), _DIGITS)
    return Outcome(choose(none, np.nan, ratio), steps, found)


METHOD = Method.of("hal_2001", DATA, Hal2001Input, _compute, also=(EQUATION,))
score = METHOD.score
