"""Liberty Mutual equations for carrying (Potvin et al. 2021, Ergonomics 64(8):955-970).

What it answers: to how many women and men is carrying this load acceptable all day, and which load would be
acceptable to 75 and to 90 % of each.

    MAL = RL x SF(V) x SF(DH) x SF(F)      share = Phi((MAL - load) / (CV x MAL))

V is the height of the hands, DH the distance of one carry, F the rate. The score is the share of women, as the
criteria of the source are (at least 75 %, better 90 %); more is better.

Valid for two-handed carrying of boxes, up to 8 hours a day: hands at 0.71 to 1.03 m for women and 0.78 to 1.10 m for
men, 2.1 to 10 m, once in 8 hours to 10 a minute, distance times rate up to 29 m a minute. Outside, no score.

>>> result = score(load_kg=12, distance_m=4.3, freq_per_h=60, hand_height_cm=72)
>>> round(result.score), round(result.intermediates["limit_90_women_kg"], 2)
(92, 12.43)
"""

from types import SimpleNamespace
from typing import Any

import numpy as np

from ergo.methods.base import Findings, Method, MethodData, Outcome, Steps
from ergo.methods.elementwise import choose, opposite
from ergo.methods.inputs import UNKNOWN, MethodInput, measured
from ergo.methods.lm_equation import SEXES, Acceptable, equations, only_where, outside, steps, within

DATA = MethodData.read("lm_carry_2021")

_VALUES = SimpleNamespace(**DATA.values)
_EQUATIONS = equations(_VALUES.equations)
_CM_PER_M = 100
_MIN_PER_H = 60


class LmCarry2021Input(MethodInput):
    """One carry, from taking up to setting down."""

    load_kg: float = measured("carry.load_kg")
    distance_m: float = measured("carry.distance_m")
    freq_per_h: float = measured("carry.freq_per_h")
    hand_height_cm: float = measured("carry.hand_height_cm")
    one_sided: bool | None = measured("carry.one_sided", required=False)
    stairs: bool | None = measured("carry.stairs", required=False)


def _compute(x: SimpleNamespace) -> Outcome:
    rate = x.freq_per_h / _MIN_PER_H
    values = {"v": x.hand_height_cm / _CM_PER_M, "dh": x.distance_m, "f": rate}
    speed = x.distance_m * rate
    in_range = {sex: within(values["v"], bounds["v"]) for sex, bounds in _VALUES.ranges.items()}
    found = Findings(DATA)
    found.add("outside_height_women", opposite(in_range["women"]))
    found.add("outside_men", opposite(in_range["men"]))
    found.add("outside_distance", outside(x.distance_m, _VALUES.distance_m))
    found.add("outside_rate", outside(rate, _VALUES.freq_per_min))
    found.add("too_fast", speed > _VALUES.most_speed_m_per_min)
    found.add("one_handed", x.one_sided == 1)
    found.add("stairs", x.stairs == 1)
    found.add("energy", speed > _VALUES.energy_speed_m_per_min)
    found.add("assumed", (x.one_sided == UNKNOWN) | (x.stairs == UNKNOWN))
    holds = within(x.distance_m, _VALUES.distance_m) & within(rate, _VALUES.freq_per_min)

    def limit(sex: str) -> Acceptable:
        return _EQUATIONS[sex].acceptable(0, only_where(holds & in_range[sex], values))

    def every_step() -> dict[str, Any]:
        taken: dict[str, Any] = {"freq_per_min": rate, "speed_m_per_min": speed}
        for sex in SEXES:
            taken |= steps(sex, limit(sex), x.load_kg, "kg", words=_VALUES.factor_words)
        return taken

    return Outcome(
        choose(found.withheld(), np.nan, limit("women").share(x.load_kg)), Steps(every_step), found
    )


METHOD = Method.of("lm_carry_2021", DATA, LmCarry2021Input, _compute)
score = METHOD.score
