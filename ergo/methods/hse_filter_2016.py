"""Lifting and lowering risk filter of HSE (L23, 4th edition, 2016).

What it answers: is a lift so light for where the hands are that no detailed assessment is normally needed?

    guideline = zone weight x (1 - reduction for rate) x (1 - reduction for twist)        score = load / guideline

Valid for women or men in reasonable health, standing, with a load that is easy to grasp. It is a filter and no limit:
above it a more detailed assessment is asked for. Several zones: the smallest weight counts. For a team of two the
guideline is two thirds of the sum of both, for three a half. Between the rates for which the print gives a reduction
the next stricter one holds.

>>> result = score(load_kg=12, sex="women", height="to_elbow", reach="close", freq_per_min=1, twist_deg=0)
>>> round(result.score, 2), round(result.intermediates["guideline_kg"], 1), result.band.label
(1.07, 11.2, 'above the filter')
"""

from types import SimpleNamespace

import numpy as np

from ergo.knowledge.quantities import quantity
from ergo.methods.base import Findings, Method, MethodData, Outcome
from ergo.methods.elementwise import Edges, choose, is_unknown, smaller, whole
from ergo.methods.inputs import MethodInput, measured

DATA = MethodData.read("hse_filter_2016")

_VALUES = SimpleNamespace(**DATA.values)
_ZONE_KG = np.array(
    [
        [_VALUES.zone_kg[row.value][sex.value] for row in quantity("hse.height").choices]
        for sex in quantity("handling.sex").choices
    ],
    dtype=np.float64,
)
_UP_TO_PER_MIN = Edges(_VALUES.rate["up_to_per_min"])
_RATE = np.array(_VALUES.rate["reduction"])
_TWIST_DEG = Edges(_VALUES.twist["up_to_deg"])
_TWIST = np.array(_VALUES.twist["reduction"])
_TEAM = np.array(_VALUES.team_fraction)


class HseFilter2016Input(MethodInput):
    """One lift, by the zone that the hands pass through."""

    load_kg: float = measured("lift.load_kg")
    sex: str = measured("handling.sex")
    height: str = measured("hse.height")
    reach: str = measured("hse.reach")
    freq_per_min: float = measured("lift.freq_per_min")
    twist_deg: float = measured("lift.asym_deg")
    persons: float | None = measured("lift.persons", required=False)
    body_position: str | None = measured("lift.body_position", required=False)
    unstable: bool | None = measured("lift.unstable", required=False)
    person_handling: bool | None = measured("lift.person_handling", required=False)


def _compute(x: SimpleNamespace) -> Outcome:
    zone_kg = _ZONE_KG[x.sex, x.height, x.reach]
    rate = 1 - _RATE[_UP_TO_PER_MIN.passed(x.freq_per_min)]
    twist = 1 - _TWIST[_TWIST_DEG.passed(x.twist_deg)]
    persons = choose(is_unknown(x.persons), 1.0, x.persons)
    place = smaller(persons, len(_TEAM)) - 1
    team = persons * _TEAM[whole(place)]
    guideline_kg = zone_kg * rate * twist * team
    found = Findings(DATA)
    found.add("team_too_large", persons > len(_TEAM))
    found.add("not_standing", x.body_position > 0)
    found.add("person_handling", x.person_handling == 1)
    found.add("unstable", x.unstable == 1)
    found.add("healthy", True)
    steps = {"zone_kg": zone_kg, "rate": rate, "twist": twist, "team": team, "guideline_kg": guideline_kg}
    return Outcome(choose(found.withheld(), np.nan, x.load_kg / guideline_kg), steps, found)


METHOD = Method.of("hse_filter_2016", DATA, HseFilter2016Input, _compute)
score = METHOD.score
