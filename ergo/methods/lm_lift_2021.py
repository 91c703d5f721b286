"""Liberty Mutual equations for lifting and lowering (Potvin et al. 2021, Ergonomics 64(8):955-970).

What it answers: to how many women and men is this lift or lowering acceptable all day, and which load would be
acceptable to 75 and to 90 % of each.

    MAL = RL x SF(H) x SF(VRM) x SF(DV) x SF(F) [x grip]      share = Phi((MAL - load) / (CV x MAL))

H is the larger reach of start and end, VRM the middle of the two hand heights, DV the vertical travel, F the rate.
Whether the hands go up or down decides between the equations for lifting and for lowering. The score is the share
of women, as the criteria of the source are (at least 75 %, better 90 %); more is better.

Valid for two-handed, smooth lifting of boxes without marked twisting, up to 8 hours a day: reach 0.20 to 0.68 m for
women and 0.25 to 0.73 m for men, hands not above 1.96 m (women) and 2.14 m (men), travel 0.25 m and more, once in
8 hours to 20 a minute, travel times rate up to 11 m a minute. Outside, no score. The factor for grip (section 4.3)
is a recommendation beside the equations. The usual load gives the score, the heaviest a second share.

>>> result = score(load_kg=12, h_origin_cm=38, v_origin_cm=77.5, v_dest_cm=128.5, freq_per_min=1, coupling="good")
>>> round(result.score, 1), round(result.intermediates["limit_75_women_kg"], 2), result.band.label
(81.0, 12.83, '75 % of women or more')
"""

from types import SimpleNamespace
from typing import Any

import numpy as np

from ergo.knowledge.quantities import quantity
from ergo.methods.base import Findings, Method, MethodData, Outcome, Steps
from ergo.methods.elementwise import choose, is_unknown, larger, larger_known, opposite
from ergo.methods.inputs import UNKNOWN, MethodInput, measured, refuse_where
from ergo.methods.lm_equation import SEXES, Acceptable, equations, only_where, outside, steps, within

DATA = MethodData.read("lm_lift_2021")

_VALUES = SimpleNamespace(**DATA.values)
_EQUATIONS = equations(_VALUES.equations)
_DIRECTIONS = np.array(["lifting", "lowering"])
# The last one stands for a grip that was not stated (UNKNOWN): handles are taken to fit.
_GRIP = np.array([*(_VALUES.coupling[c.value] for c in quantity("lift.coupling").choices), 1.0])
_CRITERION = DATA.bands[0].bands[0].high
_CM_PER_M = 100


class LmLift2021Input(MethodInput):
    """One lift or lowering, with the hand height at both ends."""

    load_kg: float = measured("lift.load_kg")
    h_origin_cm: float = measured("lift.h_origin_cm")
    v_origin_cm: float = measured("lift.v_origin_cm")
    v_dest_cm: float = measured("lift.v_dest_cm")
    freq_per_min: float = measured("lift.freq_per_min")
    h_dest_cm: float | None = measured("lift.h_dest_cm", required=False)
    coupling: str | None = measured("lift.coupling", required=False)
    asym_deg: float | None = measured("lift.asym_deg", required=False)
    asym_dest_deg: float | None = measured("lift.asym_dest_deg", required=False)
    duration_h: float | None = measured("lift.duration_h", required=False)
    load_max_kg: float | None = measured("lift.load_max_kg", required=False)
    hands: float | None = measured("lift.hands", required=False)
    persons: float | None = measured("lift.persons", required=False)
    person_handling: bool | None = measured("lift.person_handling", required=False)


def _compute(x: SimpleNamespace) -> Outcome:
    heaviest = LmLift2021Input.quantities()["load_max_kg"]
    refuse_where(x.load_max_kg < x.load_kg, heaviest, x.load_max_kg, "is below the usual load")
    lowering = (x.v_dest_cm < x.v_origin_cm) + 0
    v_origin_m, v_dest_m = x.v_origin_cm / _CM_PER_M, x.v_dest_cm / _CM_PER_M
    values = {
        "h": larger_known(x.h_origin_cm, x.h_dest_cm) / _CM_PER_M,
        "vrm": (v_origin_m + v_dest_m) / 2,
        "dv": abs(v_dest_m - v_origin_m),
        "f": x.freq_per_min,
    }
    highest_m = larger(v_origin_m, v_dest_m)
    speed = values["dv"] * x.freq_per_min
    in_range = {
        sex: (within(values["h"], bounds["h"]), within(highest_m, bounds["highest"]))
        for sex, bounds in _VALUES.ranges.items()
    }
    found = Findings(DATA)
    found.add("outside_reach_women", opposite(in_range["women"][0]))
    found.add("outside_height_women", opposite(in_range["women"][1]))
    found.add("outside_men", opposite(in_range["men"][0] & in_range["men"][1]))
    _judge_conditions(x, values, speed, found)
    holds = (values["dv"] >= _VALUES.least_travel_m) & within(x.freq_per_min, _VALUES.freq_per_min)

    def limit(sex: str) -> Acceptable:
        reach, height = in_range[sex]
        known = only_where(holds & reach & height, values)
        return _EQUATIONS[sex].acceptable(lowering, known, c=_GRIP[x.coupling])

    def every_step() -> dict[str, Any]:
        taken: dict[str, Any] = {
            "direction": _DIRECTIONS[lowering],
            "h_m": values["h"],
            "dv_m": values["dv"],
            "vrm_m": values["vrm"],
            "speed_m_per_min": speed,
        }
        for sex in SEXES:
            found = limit(sex)
            taken |= steps(sex, found, x.load_kg, "kg", words=_VALUES.factor_words)
            taken[f"percent_heaviest_{sex}"] = found.share(x.load_max_kg)
        return taken

    women = limit("women")
    usual, most = women.share(x.load_kg), women.share(x.load_max_kg)
    found.add("heaviest_under_75", (usual >= _CRITERION) & (most < _CRITERION))
    return Outcome(choose(found.withheld(), np.nan, usual), Steps(every_step), found)


def _judge_conditions(x: SimpleNamespace, values: dict[str, Any], speed: Any, found: Findings) -> None:
    """Find what limits or withholds the shares of both sexes."""
    found.add("outside_travel", values["dv"] < _VALUES.least_travel_m)
    found.add("outside_rate", outside(x.freq_per_min, _VALUES.freq_per_min))
    found.add("too_fast", speed > _VALUES.most_speed_m_per_min)
    found.add("one_handed", x.hands == 1)
    found.add("team_lift", x.persons > 1)
    found.add("person_handling", x.person_handling == 1)
    found.add("twisted", larger_known(x.asym_deg, x.asym_dest_deg) > 0)
    found.add("energy", speed > _VALUES.energy_speed_m_per_min)
    found.add("over_8_h", x.duration_h > _VALUES.most_h)
    found.add("assumed", is_unknown(x.hands) | is_unknown(x.persons) | (x.coupling == UNKNOWN))


METHOD = Method.of("lm_lift_2021", DATA, LmLift2021Input, _compute)
score = METHOD.score
