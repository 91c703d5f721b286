"""Limit mass for lifting by the reference mass of a group (ISO 11228-1:2021).

What it answers: how heavy may a lift be for women or men of an age group, with one hand or two, alone or together, in
a shift of up to 12 hours, and how does the load compare with that (lifting index)?

    m_lim = m_ref x h_M x v_M x d_M x alpha_M x f_M x c_M x o_M x p_M x e_M        index = load per person / m_lim

The multipliers h_M to c_M are those of the revised NIOSH equation (`niosh_1994`); o_M is for one hand, p_M for two or
more persons, each with an equal part of the load, e_M for more than 8 hours. m_ref depends on sex and age.

Valid for objects of 3 kg and more, standing, with room to move and a stable load. The standard leaves out seated
handling, people and animals, exoskeletons, pregnant workers and persons with disabilities; every result says so. Its
text was not read: the numbers agree in public implementations. This index is not a NIOSH index.

>>> lift = dict(load_kg=12, h_origin_cm=25, v_origin_cm=75, v_dest_cm=100, asym_deg=0, freq_per_min=0.2, duration_h=1,
...             coupling="good", significant_control=False, age_group="from_20_to_45")
>>> women, men = score(**lift, sex="women"), score(**lift, sex="men", hands=1)
>>> round(women.score, 2), round(women.intermediates["limit_kg"], 1), round(men.score, 2)
(0.6, 20.0, 0.8)
"""

from functools import partial
from types import SimpleNamespace
from typing import Any

import numpy as np

from ergo.methods import niosh_equation
from ergo.methods.base import Findings, Method, MethodData, Outcome, Steps
from ergo.methods.elementwise import Edges, choose, is_unknown
from ergo.methods.inputs import UNKNOWN, measured
from ergo.methods.niosh_1994 import Lift, Niosh1994Input, take_apart
from ergo.methods.niosh_equation import above_zero

DATA = MethodData.read("iso_11228_1_2021")

_VALUES = SimpleNamespace(**DATA.values)
_REFERENCE_KG = np.array([_VALUES.reference_kg[sex] for sex in ("women", "men")], dtype=np.float64)
_NIOSH_CONSTANT = niosh_equation.DATA.values["metric"]["load_constant"]
_UP_TO_H = [row["up_to_h"] for row in _VALUES.extended_time]
_LONG_H, _LONGEST_H = Edges(_UP_TO_H), _UP_TO_H[-1]
_LONG = np.array([row["multiplier"] for row in _VALUES.extended_time] + [np.nan])


class Iso112281V2021Input(Niosh1994Input):
    """One lift, and the group whose limit it is compared with."""

    sex: str = measured("handling.sex")
    age_group: str = measured("handling.age_group")


def team_multipliers(x: SimpleNamespace) -> dict[str, Any]:
    """Multipliers for one hand and for two or more persons; 1 where nothing else was stated."""
    return {
        "om": choose(x.hands == 1, _VALUES.one_handed, 1.0),
        "pm": choose(x.persons > 1, _VALUES.two_or_more_persons, 1.0),
    }


def judge_limits(x: SimpleNamespace, lift: Lift, found: Findings) -> None:
    """Find what limits or withholds the index of a limit mass: conditions of use and multipliers of zero."""
    found.add("not_standing", x.body_position > 0)
    found.add("restricted_space", x.restricted_space == 1)
    found.add("unstable", x.unstable == 1)
    found.add("person_handling", x.person_handling == 1)
    controlled = x.significant_control == 1
    for name in ("hm", "vm", "am"):
        found.add(f"outside_{name}_origin", getattr(lift.origin, name) == 0)
        found.add(f"outside_{name}_dest", controlled & (getattr(lift.dest, name) == 0))
    found.add("outside_dm", lift.origin.dm == 0)
    found.add("outside_fm", lift.origin.fm == 0)
    found.add("control_not_stated", x.significant_control == UNKNOWN)
    found.add("light", x.load_kg < _VALUES.least_kg)
    found.add("assumed", is_unknown(x.hands) | is_unknown(x.persons))


def per_person_kg(x: SimpleNamespace, load_kg: Any) -> Any:
    """The part of a load that falls to one person."""
    return load_kg / choose(is_unknown(x.persons), 1.0, x.persons)


def limit_steps(
    x: SimpleNamespace, lift: Lift, limit_kg: Any, reference_kg: Any, multipliers: dict[str, Any]
) -> dict[str, Any]:
    """Reference mass, multipliers at the end that decides, load of one person, limit mass, index of the heaviest."""
    return {
        "reference_kg": reference_kg,
        **{name: lift.deciding(name) for name in ("hm", "vm", "dm", "am", "fm", "cm")},
        **multipliers,
        "load_per_person_kg": per_person_kg(x, x.load_kg),
        "limit_kg": limit_kg,
        "index_heaviest": per_person_kg(x, x.load_max_kg) / above_zero(limit_kg),
        "governing_end": choose(lift.dest_decides, "end", "start"),
    }


def limit_mass(lift: Lift, reference_kg: Any, multipliers: dict[str, Any]) -> Any:
    """The limit mass for one person: the NIOSH limit with another reference mass and more multipliers."""
    limit_kg = lift.deciding("rwl") / _NIOSH_CONSTANT * reference_kg
    for multiplier in multipliers.values():
        limit_kg = limit_kg * multiplier
    return limit_kg


def _compute(x: SimpleNamespace) -> Outcome:
    lift = take_apart(x)
    found = Findings(DATA, niosh_equation.DATA)
    judge_limits(x, lift, found)
    found.add("over_12_h", x.duration_h > _LONGEST_H)
    found.add("left_out", True)
    reference_kg = _REFERENCE_KG[x.sex, x.age_group]
    multipliers = team_multipliers(x) | {"em": _LONG[_LONG_H.passed(x.duration_h)]}
    limit_kg = limit_mass(lift, reference_kg, multipliers)
    index = per_person_kg(x, x.load_kg) / above_zero(limit_kg)
    steps = Steps(partial(limit_steps, x, lift, limit_kg, reference_kg, multipliers))
    return Outcome(choose(found.withheld(), np.nan, index), steps, found)


METHOD = Method.of("iso_11228_1_2021", DATA, Iso112281V2021Input, _compute, also=(niosh_equation.DATA,))
score = METHOD.score
