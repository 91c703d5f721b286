"""Key indicator method for pulling and pushing, first edition, KIM-PP (LASI LV 29, 2002). Superseded in 2019.

What it answers: how high is the physical load of pulling and pushing a load in a day, and what makes it high?

    score = time x (mass + positioning and speed + posture + working conditions) x 1.3 for women

Time follows the number of moves up to 5 m or with frequent stops, or else the distance of a day. The score lies in one
of four bands at 10, 25 and 50. The edition of 2019 replaced this one and its leaflet was withdrawn in 2023, but the
tables of 2019 were not found; every result says so. Where the form has no figure for a mass on a device, the load is to
be avoided and there is no score.

>>> result = score(mass_kg=350, device="truck", distance_m=50, times=30, precision="low", pace="fast",
...                posture="slight", conditions="difficult", sex="men")
>>> result.score, result.band.label
(44.0, 'substantially increased')
"""

from types import SimpleNamespace
from typing import Any

import numpy as np

from ergo.knowledge.quantities import quantity
from ergo.methods.base import Findings, Method, MethodData, Outcome
from ergo.methods.elementwise import Edges, choose, is_unknown
from ergo.methods.inputs import MethodInput, measured
from ergo.methods.points import Points

DATA = MethodData.read("kim_pp_2002")

_VALUES = SimpleNamespace(**DATA.values)
_RATING = np.array(_VALUES.time["rating"], dtype=np.float64)
_FROM_TIMES = Edges(_VALUES.time["from_times"], upper=True)
_FROM_M = Edges(_VALUES.time["from_m"], upper=True)
_FROM_KG = Edges(_VALUES.mass["from_kg"], upper=True)
# One row for each device of the vocabulary, NaN where the form says to avoid the load.
_MASS = np.array(
    [[np.nan if p is None else p for p in _VALUES.mass[c.value]] for c in quantity("kim_pp.device").choices]
)
_SEX = np.array([_VALUES.women, 1.0])
_POSITIONING = np.array(_VALUES.positioning, dtype=np.float64)


class KimPp2002Input(MethodInput):
    """One kind of move of a load in a day."""

    mass_kg: float = measured("push.mass_kg")
    device: str = measured("kim_pp.device")
    distance_m: float = measured("push.distance_m")
    times: float = measured("push.times_per_shift")
    precision: str = measured("kim_pp.precision")
    pace: str = measured("kim_pp.pace")
    posture: str = measured("kim_pp.posture")
    conditions: str = measured("kim_pp.conditions")
    sex: str = measured("handling.sex")
    frequent_stops: bool | None = measured("kim_pp.frequent_stops", required=False)


_POINTS = Points(KimPp2002Input, _VALUES.points)


def _compute(x: SimpleNamespace) -> Outcome:
    short = (x.distance_m <= _VALUES.time["short_m"]) | (x.frequent_stops == 1)
    day_m = x.distance_m * x.times
    time = choose(
        short,
        _RATING[_FROM_TIMES.passed(x.times)],
        _RATING[_FROM_M.passed(day_m)],
    )
    mass = _MASS[x.device, _FROM_KG.passed(x.mass_kg)]
    positioning = _POSITIONING[x.precision, x.pace]
    points = _POINTS.of(x)
    factor = _SEX[x.sex]
    found = Findings(DATA)
    found.add("to_be_avoided", is_unknown(mass))
    found.add("superseded", True)
    steps = {
        "day_m": day_m,
        "time": time,
        "mass_points": mass,
        "positioning_points": positioning,
        **points,
        "sex_factor": factor,
    }
    score = time * (mass + positioning + sum(points.values())) * factor
    return Outcome(choose(found.withheld(), np.nan, score), steps, found)


_CHOSEN = {name: f"kim_pp.{name}" for name in ("device", "precision", "pace")} | {"sex": "handling.sex"}
_FAR_M = quantity("push.distance_m").high

POSSIBLE: dict[str, tuple[Any, ...]] = {
    "mass_kg": (0.0, *map(float, _VALUES.mass["from_kg"])),
    "distance_m": (0.0, _VALUES.time["short_m"] + 1.0, _FAR_M),
    "times": (quantity("push.times_per_shift").low, quantity("push.times_per_shift").high),
    **{name: tuple(c.value for c in quantity(row).choices) for name, row in _CHOSEN.items()},
    **_POINTS.possible,
}

METHOD = Method.of("kim_pp_2002", DATA, KimPp2002Input, _compute, possible=POSSIBLE)
score = METHOD.score
