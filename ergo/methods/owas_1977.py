"""Ovako working posture analysis, OWAS (Karhu, Kansi and Kuorinka 1977), for single postures.

What it answers: how harmful a posture of back, arms and legs with its load is, from 1 to 4, and how soon to correct it.

    code        = back 1-4, arms 1-3, legs 1-7, load 1-3
    category    = table [back, arms, legs, load]

Valid for whole-body work of any kind. Back, arms and legs are classified by eye, so their codes are asked for and no
angle is read; the load counts as under 10 kg, 10 to 20 kg, above 20 kg. How often each posture is taken over a day is
not scored: that table was not found. Numbers and sources stand in ``data/tables/owas_1977.json``.

>>> result = score(owas_back="bent", owas_arms="below", owas_legs="two_bent", load_kg=5)
>>> result.intermediates["code"], result.score
(2141, 3.0)
"""

from types import SimpleNamespace

from ergo.knowledge.quantities import quantity
from ergo.methods.base import Findings, Method, MethodData, Outcome
from ergo.methods.elementwise import PrintedTable
from ergo.methods.inputs import MethodInput, measured
from ergo.methods.posture_chart import parts, possible, scales

DATA = MethodData.read("owas_1977")
PARTS = parts(DATA)

_LOAD = scales(DATA)["load"]
_TABLE = PrintedTable(DATA.values["table"])
_ARMS = len(quantity("posture.owas_arms").choices)
_LOADS = 3


class Owas1977Input(MethodInput):
    """One posture by its four codes."""

    owas_back: str = measured("posture.owas_back")
    owas_arms: str = measured("posture.owas_arms")
    owas_legs: str = measured("posture.owas_legs")
    load_kg: float = measured("posture.load_kg")


POSSIBLE = possible(Owas1977Input, PARTS, {"load_kg": _LOAD}, ())


def _compute(x: SimpleNamespace) -> Outcome:
    load = _LOAD.points(x.load_kg)
    category = _TABLE.at(_ARMS * x.owas_back + x.owas_arms, _LOADS * x.owas_legs + load - 1)
    steps = {
        "back": x.owas_back + 1,
        "arms": x.owas_arms + 1,
        "legs": x.owas_legs + 1,
        "load": load,
        "code": 1000 * (x.owas_back + 1) + 100 * (x.owas_arms + 1) + 10 * (x.owas_legs + 1) + load,
    }
    return Outcome(category, steps, Findings(DATA))


METHOD = Method.of("owas_1977", DATA, Owas1977Input, _compute)
score = METHOD.score
