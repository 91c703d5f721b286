"""Liberty Mutual equations for pushing and pulling (Potvin et al. 2021, Ergonomics 64(8):955-970).

What it answers: to how many women and men are the forces of this push or pull acceptable all day, and which force
would be acceptable to 75 and to 90 % of each.

    MAL = RL x SF(V) x SF(DH) x SF(F)      share = Phi((MAL - force) / (CV x MAL))

V is the height of the hands, DH the distance of one push or pull, F the rate. The force to start moving and the
force to keep moving have equations of their own; the lower share of the two is that of the task, and the force
that was not measured leaves the other alone. The score is the share of women, as the criteria of the source are
(at least 75 %, better 90 %); more is better.

Valid for two-handed work without marked twisting, up to 8 hours a day: hands at 0.58 to 1.33 m for women and 0.63 to
1.44 m for men, 2.1 to 61 m, once in 8 hours to 10 a minute, distance times rate up to 37 m a minute. Outside, no
score.

>>> result = score(mode="push", initial_force_n=150, sustained_force_n=80, distance_m=15.2, handle_height_cm=89,
...                freq_per_min=0.5)
>>> round(result.score), result.intermediates["deciding_force"]
(91, 'force to keep moving')
"""

from types import SimpleNamespace
from typing import Any

import numpy as np

from ergo.methods.base import Findings, Method, MethodData, Outcome, Steps
from ergo.methods.elementwise import choose, is_unknown, opposite, smaller_known
from ergo.methods.inputs import MethodInput, measured, refuse_where
from ergo.methods.lm_equation import SEXES, Acceptable, equations, only_where, outside, steps, within

DATA = MethodData.read("lm_push_pull_2021")

_VALUES = SimpleNamespace(**DATA.values)
_EQUATIONS = {force: equations(by_sex) for force, by_sex in _VALUES.equations.items()}
_FORCES = ("initial", "sustained")
_FORCE_WORDS = np.array(["force to start", "force to keep moving"])
_CM_PER_M = 100


class LmPushPull2021Input(MethodInput):
    """One push or pull. One of the two forces may be unknown."""

    mode: str = measured("push.mode")
    distance_m: float = measured("push.distance_m")
    handle_height_cm: float = measured("push.handle_height_cm")
    freq_per_min: float = measured("push.freq_per_min")
    initial_force_n: float | None = measured("push.initial_force_n", required=False)
    sustained_force_n: float | None = measured("push.sustained_force_n", required=False)
    hands: float | None = measured("push.hands", required=False)
    tight: bool | None = measured("push.tight", required=False)


def _compute(x: SimpleNamespace) -> Outcome:
    forces = {"initial": x.initial_force_n, "sustained": x.sustained_force_n}
    unknown = {force: is_unknown(value) for force, value in forces.items()}
    field = LmPushPull2021Input.quantities()["initial_force_n"]
    refuse_where(
        unknown["initial"] & unknown["sustained"], field, None, "or the force to keep moving is needed"
    )
    values = {"v": x.handle_height_cm / _CM_PER_M, "dh": x.distance_m, "f": x.freq_per_min}
    speed = x.distance_m * x.freq_per_min
    in_range = {sex: within(values["v"], bounds["v"]) for sex, bounds in _VALUES.ranges.items()}
    found = Findings(DATA)
    found.add("outside_height_women", opposite(in_range["women"]))
    found.add("outside_men", opposite(in_range["men"]))
    found.add("outside_distance", outside(x.distance_m, _VALUES.distance_m))
    found.add("outside_rate", outside(x.freq_per_min, _VALUES.freq_per_min))
    found.add("too_fast", speed > _VALUES.most_speed_m_per_min)
    found.add("one_handed", x.hands == 1)
    for force in _FORCES:
        found.add(f"{force}_not_measured", unknown[force])
    found.add("energy", speed > _VALUES.energy_speed_m_per_min)
    found.add("turning", x.tight == 1)
    found.add("assumed", is_unknown(x.hands))
    holds = within(x.distance_m, _VALUES.distance_m) & within(x.freq_per_min, _VALUES.freq_per_min)
    scale = _VALUES.n_per_kgf

    def limit(force: str, sex: str) -> Acceptable:
        return _EQUATIONS[force][sex].acceptable(x.mode, only_where(holds & in_range[sex], values))

    def every_step() -> dict[str, Any]:
        taken: dict[str, Any] = {"speed_m_per_min": speed}
        for force in _FORCES:
            for sex in SEXES:
                name, found = f"{force}_{sex}", limit(force, sex)
                taken |= steps(name, found, forces[force], "n", words=_VALUES.factor_words, scale=scale)
        for sex in SEXES:
            taken[f"percent_{sex}"] = smaller_known(*(taken[f"percent_{force}_{sex}"] for force in _FORCES))
        decides = taken["percent_sustained_women"] <= smaller_known(taken["percent_initial_women"], np.inf)
        return taken | {"deciding_force": _FORCE_WORDS[decides + 0]}

    women = (limit(force, "women").share(forces[force] / scale) for force in _FORCES)
    return Outcome(choose(found.withheld(), np.nan, smaller_known(*women)), Steps(every_step), found)


METHOD = Method.of("lm_push_pull_2021", DATA, LmPushPull2021Input, _compute)
score = METHOD.score
