"""Lifting calculator of Washington State (WAC 296-62-05174, Appendix B, 2000; repealed in 2003, kept as guidance).

What it answers: is a lift heavier than the limit for where the hands are, how often it is done and for how long?

    limit = unadjusted limit x limit reduction x 0.85 for a twist beyond 45 degrees        index = load / limit

The hands are placed by height on the body and by distance in front of the toes, not of the ankles. Travel and grip
are left out. All numbers are from memory and were not read in a source; every result says so. Rates between two rows
of the table belong to the next faster row. The index is a habit of users; the rule itself compares load and limit.

>>> result = score(load_kg=15, height="knee_to_waist", reach="middle", freq_per_min=2, duration_h=1.5, twist_deg=0)
>>> round(result.score, 2), round(result.intermediates["limit_kg"], 1)
(0.71, 21.2)
"""

from types import SimpleNamespace

import numpy as np

from ergo.knowledge.quantities import quantity
from ergo.methods.base import Findings, Method, MethodData, Outcome
from ergo.methods.elementwise import Edges, choose
from ergo.methods.inputs import MethodInput, measured
from ergo.methods.niosh_equation import above_zero
from ergo.units import UnitSystem, from_display

DATA = MethodData.read("wisha_lifting")

_VALUES = SimpleNamespace(**DATA.values)
_UNADJUSTED_KG = from_display(
    np.array(
        [_VALUES.unadjusted_lb[row.value] for row in quantity("wisha.height").choices], dtype=np.float64
    ),
    "kg",
    UnitSystem.US,
)
_UP_TO_PER_MIN = Edges(_VALUES.up_to_per_min)
_REDUCTION = np.array(_VALUES.reduction)


class WishaLiftingInput(MethodInput):
    """One lift, by where the hands are as it begins."""

    load_kg: float = measured("lift.load_kg")
    height: str = measured("wisha.height")
    reach: str = measured("wisha.reach")
    freq_per_min: float = measured("lift.freq_per_min")
    duration_h: float = measured("lift.duration_h")
    twist_deg: float = measured("lift.asym_deg")
    hands: float | None = measured("lift.hands", required=False)
    persons: float | None = measured("lift.persons", required=False)
    person_handling: bool | None = measured("lift.person_handling", required=False)


def _compute(x: SimpleNamespace) -> Outcome:
    unadjusted_kg = _UNADJUSTED_KG[x.height, x.reach]
    hours = (x.duration_h > _VALUES.short_h) + 1 * (x.duration_h >= _VALUES.long_h)
    reduction = _REDUCTION[_UP_TO_PER_MIN.passed(x.freq_per_min), hours]
    twist = choose(x.twist_deg > _VALUES.twist_deg, _VALUES.twist, 1.0)
    limit_kg = unadjusted_kg * reduction * twist
    found = Findings(DATA)
    found.add("no_limit", reduction == 0)
    found.add("one_handed", x.hands == 1)
    found.add("team_lift", x.persons > 1)
    found.add("person_handling", x.person_handling == 1)
    found.add("unverified", True)
    steps = {"unadjusted_kg": unadjusted_kg, "reduction": reduction, "twist": twist, "limit_kg": limit_kg}
    return Outcome(choose(found.withheld(), np.nan, x.load_kg / above_zero(limit_kg)), steps, found)


METHOD = Method.of("wisha_lifting", DATA, WishaLiftingInput, _compute)
score = METHOD.score
