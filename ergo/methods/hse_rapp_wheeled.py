"""Risk assessment of pushing and pulling on wheels, RAPP (HSE INDG478, 2016).

What it answers: which factors of moving a load on wheels make it risky, and how does it compare with other such work?

    score = sum of the points of nine factors

The colour of the load is read by the assessor from the chart. HSE gives no action levels for the sum: red and purple
factors are looked at first. Several scales are from memory, and every result says so. Valid for moving loads with the
whole body; not for hands or feet alone, nor for powered equipment.

>>> result = score(load="amber", posture="reasonable", grip="good", pattern="good", distance_m=12,
...                condition="reasonable", floor="good", obstacles="none", other="none")
>>> result.score, result.intermediates["most"]
(8.0, 'Posture')
"""

from types import SimpleNamespace

from ergo.methods.base import Method, MethodData, Outcome
from ergo.methods.inputs import MethodInput, measured
from ergo.methods.points import Points, added_up, possible_distances

DATA = MethodData.read("hse_rapp_wheeled")


class HseRappWheeledInput(MethodInput):
    """One push or pull on wheels, by the colours and classes of the chart."""

    load: str = measured("rapp.load")
    posture: str = measured("rapp.posture")
    grip: str = measured("rapp.grip")
    pattern: str = measured("rapp.pattern")
    distance_m: float = measured("push.distance_m")
    condition: str = measured("rapp.condition")
    floor: str = measured("rapp.floor")
    obstacles: str = measured("rapp.obstacles")
    other: str = measured("rapp.other")


_POINTS = Points(HseRappWheeledInput, DATA.values["points"])


def _compute(x: SimpleNamespace) -> Outcome:
    return added_up(DATA, _POINTS, x, distance_m=x.distance_m)


METHOD = Method.of(
    "hse_rapp_wheeled",
    DATA,
    HseRappWheeledInput,
    _compute,
    possible=_POINTS.possible | possible_distances(DATA),
)
score = METHOD.score
