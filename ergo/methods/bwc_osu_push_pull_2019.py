"""Push and pull guidelines of the Ohio Bureau of Workers' Compensation and OSU (Weston et al. 2019).

What it answers: what share of workers is protected at this pushing or pulling force: 80 % and more, 50 to 80 %, or
less than 50 %. The same limits hold for women and men.

Valid for a straight two-handed push or pull and a one-handed pull, with the hands at 32 to 48 in (81.3 to 121.9 cm).
The force is the highest one along the floor, normally that to start moving. The print is in whole inches and pounds:
between two heights the lower limit holds, and a force above a limit is in the worse band. The score is 1 (80 % and
more protected), 2 or 3; numbers and arrays alike.

>>> result = score(mode="pull", initial_force_n=220, handle_height_cm=105)
>>> result.score, result.band.label, round(result.intermediates["limit_80_n"])
(1.0, '80 % or more protected', 285)
"""

from types import SimpleNamespace

import numpy as np

from ergo.methods.base import Findings, Method, MethodData, Outcome
from ergo.methods.elementwise import PrintedTable, choose, is_unknown, smaller
from ergo.methods.inputs import MethodInput, measured
from ergo.units import UnitSystem, from_display, to_display

DATA = MethodData.read("bwc_osu_push_pull_2019")

_VALUES = SimpleNamespace(**DATA.values)
_PROTECTS_80, _PROTECTS_50 = (
    PrintedTable(from_display(np.array(lbf, dtype=np.float64), "N", UnitSystem.US))
    for lbf in (_VALUES.protects_80_lb, _VALUES.protects_50_lb)
)
_LOWEST_IN, _HIGHEST_IN = _VALUES.heights_in[0], _VALUES.heights_in[-1]
_ROUNDING = 1e-9  # a height converted from whole inches must find its row


class BwcOsuPushPull2019Input(MethodInput):
    """One push or pull, straight ahead."""

    mode: str = measured("push.mode")
    initial_force_n: float = measured("push.initial_force_n")
    handle_height_cm: float = measured("push.handle_height_cm")
    hands: float | None = measured("push.hands", required=False)
    tight: bool | None = measured("push.tight", required=False)


def _compute(x: SimpleNamespace) -> Outcome:
    height_in = to_display(x.handle_height_cm, "cm", UnitSystem.US)
    one_hand, pull = x.hands == 1, x.mode == 1
    found = Findings(DATA)
    found.add("outside_height", (height_in < _LOWEST_IN - _ROUNDING) | (height_in > _HIGHEST_IN + _ROUNDING))
    found.add("one_hand_push", one_hand & (x.mode == 0))
    found.add("turning", x.tight == 1)
    found.add("assumed", is_unknown(x.hands))
    withheld = found.withheld()
    row = np.clip(height_in, _LOWEST_IN, _HIGHEST_IN) - _LOWEST_IN
    below = np.floor(row + _ROUNDING).astype(np.intp)
    above = np.ceil(row - _ROUNDING).astype(np.intp)
    column = pull * (1 + one_hand)
    limit_80, limit_50 = (
        choose(withheld, np.nan, smaller(table.at(below, column), table.at(above, column)))
        for table in (_PROTECTS_80, _PROTECTS_50)
    )
    level = 1.0 + (x.initial_force_n > limit_80) + (x.initial_force_n > limit_50)
    return Outcome(choose(withheld, np.nan, level), {"limit_80_n": limit_80, "limit_50_n": limit_50}, found)


METHOD = Method.of("bwc_osu_push_pull_2019", DATA, BwcOsuPushPull2019Input, _compute)
score = METHOD.score
