"""Risk index for lifting by the intended users of a machine (EN 1005-2:2003+A1:2008).

What it answers: how does a lift at a machine compare with the limit mass for its intended users: everybody who works,
or adults who work?

    m_lim = m_ref x h_M x v_M x d_M x alpha_M x f_M x c_M x o_M x p_M x a_T        index = load per person / m_lim

The multipliers h_M to c_M are those of the revised NIOSH equation (`niosh_1994`); o_M is for one hand, p_M for two or
more persons, each with an equal part of the load, a_T for other physically demanding work in the same shift.

Valid for machinery and its parts, objects of 3 kg and more, carried less than 2 m, standing, up to 8 hours. Reference
masses, a_T and the bands are from memory and were not read; every result says so.

>>> lift = dict(load_kg=12, h_origin_cm=25, v_origin_cm=75, v_dest_cm=100, asym_deg=0, freq_per_min=0.2, duration_h=1,
...             coupling="good", significant_control=False, other_effort=False)
>>> result = score(**lift, users="adults_at_work")
>>> round(result.score, 2), result.band.label
(0.48, 'up to 0.85')
"""

from functools import partial
from types import SimpleNamespace

import numpy as np

from ergo.knowledge.quantities import quantity
from ergo.methods import iso_11228_1_2021, niosh_equation
from ergo.methods.base import Findings, Method, MethodData, Outcome, Steps
from ergo.methods.elementwise import choose
from ergo.methods.inputs import UNKNOWN, measured
from ergo.methods.iso_11228_1_2021 import (
    judge_limits,
    limit_mass,
    limit_steps,
    per_person_kg,
    team_multipliers,
)
from ergo.methods.niosh_1994 import Niosh1994Input, take_apart
from ergo.methods.niosh_equation import above_zero

DATA = MethodData.read("en_1005_2_2003")

_REFERENCE_KG = np.array(
    [DATA.values["reference_kg"][choice.value] for choice in quantity("handling.users").choices],
    dtype=np.float64,
)
_LONGEST_H = niosh_equation.DATA.values["duration"]["long_min"] / 60


class En10052V2003Input(Niosh1994Input):
    """One lift at a machine, and those for whom the machine is meant."""

    users: str = measured("handling.users")
    other_effort: bool | None = measured("handling.other_effort", required=False)


def _compute(x: SimpleNamespace) -> Outcome:
    lift = take_apart(x)
    found = Findings(DATA, iso_11228_1_2021.DATA, niosh_equation.DATA)
    judge_limits(x, lift, found)
    found.add("over_8_h", x.duration_h > _LONGEST_H)
    found.add("other_effort_not_stated", x.other_effort == UNKNOWN)
    found.add("unverified", True)
    reference_kg = _REFERENCE_KG[x.users]
    multipliers = team_multipliers(x) | {
        "at": choose(x.other_effort == 1, DATA.values["additional_tasks"], 1.0)
    }
    limit_kg = limit_mass(lift, reference_kg, multipliers)
    index = per_person_kg(x, x.load_kg) / above_zero(limit_kg)
    steps = Steps(partial(limit_steps, x, lift, limit_kg, reference_kg, multipliers))
    return Outcome(choose(found.withheld(), np.nan, index), steps, found)


METHOD = Method.of(
    "en_1005_2_2003", DATA, En10052V2003Input, _compute, also=(iso_11228_1_2021.DATA, niosh_equation.DATA)
)
score = METHOD.score
