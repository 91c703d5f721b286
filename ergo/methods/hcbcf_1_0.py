"""Hand-calculated back compressive force, version 1.0 (University of Utah).

What it answers: how large, roughly, is the compression of the low back at one moment of a lift, and is it above the
value at which the method speaks of a hazard?

    Fc = 3 BW sin(theta) + 0.5 L HB + 0.8 (BW / 2 + L)        in pounds and inches

BW is body weight, theta the bend of the trunk from upright, L the load, HB the level distance from hands to low back.
The first part is the muscle force that holds the trunk, the second that for the load, the third the direct weight.
Valid as a screening of one still, two-handed moment without twist. The coefficients are from memory and were not read
in a source, those of version 1.2 were not found; every result says so. The score is in newtons.

>>> result = score(load_kg=18, body_mass_kg=80, trunk_deg=45, lever_arm_cm=45)
>>> round(result.score), result.band.label
(3683, 'above 3114 N')
"""

from types import SimpleNamespace

import numpy as np

from ergo.methods.base import Findings, Method, MethodData, Outcome
from ergo.methods.elementwise import choose
from ergo.methods.inputs import MethodInput, measured
from ergo.units import UnitSystem, from_display, to_display

DATA = MethodData.read("hcbcf_1_0")

_VALUES = SimpleNamespace(**DATA.values)


class Hcbcf10Input(MethodInput):
    """One moment of a lift, the one with the largest bend or reach."""

    load_kg: float = measured("lift.load_kg")
    body_mass_kg: float = measured("handling.body_mass_kg")
    trunk_deg: float = measured("posture.trunk_flexion_deg")
    lever_arm_cm: float = measured("lift.lever_arm_cm")
    hands: float | None = measured("lift.hands", required=False)
    persons: float | None = measured("lift.persons", required=False)
    person_handling: bool | None = measured("lift.person_handling", required=False)


def _compute(x: SimpleNamespace) -> Outcome:
    weight_lb = to_display(x.body_mass_kg, "kg", UnitSystem.US)
    load_lb = to_display(x.load_kg, "kg", UnitSystem.US)
    arm_in = to_display(x.lever_arm_cm, "cm", UnitSystem.US)
    trunk = _VALUES.trunk * weight_lb * np.sin(np.radians(x.trunk_deg))
    load = _VALUES.load_per_in * load_lb * arm_in
    direct = _VALUES.direct * (weight_lb * _VALUES.body_share + load_lb)
    found = Findings(DATA)
    found.add("trunk_outside", (x.trunk_deg < 0) | (x.trunk_deg > _VALUES.most_trunk_deg))
    found.add("one_handed", x.hands == 1)
    found.add("team_lift", x.persons > 1)
    found.add("person_handling", x.person_handling == 1)
    found.add("unverified", True)
    steps = {
        name: from_display(pounds, "N", UnitSystem.US)
        for name, pounds in (("trunk_n", trunk), ("load_n", load), ("direct_n", direct))
    }
    return Outcome(choose(found.withheld(), np.nan, sum(steps.values())), steps, found)


METHOD = Method.of("hcbcf_1_0", DATA, Hcbcf10Input, _compute)
score = METHOD.score
