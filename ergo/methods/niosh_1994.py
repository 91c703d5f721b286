"""Revised NIOSH lifting equation, single task (DHHS (NIOSH) Publication 94-110, 1994, revised 9/2021).

What it answers: how heavy may this two-handed lift or lowering be for nearly all healthy workers (recommended
weight limit, RWL), and how does the load compare with that (lifting index, LI)?

    RWL = LC x HM x VM x DM x AM x FM x CM        LI = load / RWL

Valid for one standing person lifting a stable load with both hands, with room to move, for up to 8 hours; the
conditions in which it does not apply (section 1.2) are findings that withhold the score. The steps stay visible.

- Everything is in kg and cm. The US form has constants of its own; `niosh_equation` computes it where a printed
  US example is to be recomputed.
- Beyond a limit a multiplier is zero; RWL is then zero and LI is not defined: no score, and the finding names the
  multiplier.
- If the load is placed with care (significant control), the lower RWL of start and end decides; otherwise the
  start alone.
- The usual load gives the index, the heaviest load a second one.

>>> result = score(load_kg=12, h_origin_cm=25, v_origin_cm=55, v_dest_cm=150, asym_deg=0, freq_per_min=3,
...                duration_h=0.75, coupling="fair", significant_control=False)
>>> round(result.score, 2), result.band.label
(0.77, 'at or below 1')
"""

from functools import partial
from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np

from ergo.methods.base import Findings, Method, Outcome, Steps
from ergo.methods.elementwise import choose, is_known, is_unknown, smaller
from ergo.methods.inputs import UNKNOWN, MethodInput, measured, not_known, refuse_where
from ergo.methods.niosh_equation import (
    DATA,
    Duration,
    WeightLimit,
    above_zero,
    duration_class,
    frequency_multiplier,
    weight_limit,
)

_LIMITS = SimpleNamespace(**DATA.values)
_CLASS_NAMES = np.array([duration.name.lower() for duration in Duration])
_MULTIPLIERS = np.array(["HM", "VM", "DM", "AM", "FM", "CM"])


class Niosh1994Input(MethodInput):
    """One lift. The end of the lift is needed only when the load is placed with care."""

    load_kg: float = measured("lift.load_kg")
    load_max_kg: float | None = measured("lift.load_max_kg", required=False)
    h_origin_cm: float = measured("lift.h_origin_cm")
    v_origin_cm: float = measured("lift.v_origin_cm")
    asym_deg: float = measured("lift.asym_deg")
    v_dest_cm: float | None = measured("lift.v_dest_cm", required=False)
    d_travel_cm: float | None = measured("lift.d_travel_cm", required=False)
    significant_control: bool | None = measured("lift.significant_control", required=False)
    h_dest_cm: float | None = measured("lift.h_dest_cm", required=False)
    asym_dest_deg: float | None = measured("lift.asym_dest_deg", required=False)
    freq_per_min: float = measured("lift.freq_per_min")
    duration_h: float = measured("lift.duration_h")
    session_min: float | None = measured("lift.session_min", required=False)
    recovery_min: float | None = measured("lift.recovery_min", required=False)
    coupling: str = measured("lift.coupling")
    hands: float | None = measured("lift.hands", required=False)
    persons: float | None = measured("lift.persons", required=False)
    body_position: str | None = measured("lift.body_position", required=False)
    restricted_space: bool | None = measured("lift.restricted_space", required=False)
    unstable: bool | None = measured("lift.unstable", required=False)
    person_handling: bool | None = measured("lift.person_handling", required=False)
    temp_c: float | None = measured("org.temp_c", required=False)


_NO_END = WeightLimit(*[np.nan] * len(WeightLimit._fields))


class Lift(NamedTuple):
    """A lift, taken apart: the weight limit at both ends (NaN where the end is unknown) and which one decides."""

    origin: WeightLimit
    dest: WeightLimit
    dest_decides: Any
    d_cm: Any
    duration: Any

    def deciding(self, name: str) -> Any:
        """A multiplier or weight limit at the end that decides."""
        if self.dest is _NO_END:
            return getattr(self.origin, name)
        return choose(self.dest_decides, getattr(self.dest, name), getattr(self.origin, name))


def take_apart(x: SimpleNamespace) -> Lift:
    """The weight limits for checked values of `Niosh1994Input`.

    Raises
    ------
    InputError
        When vertical travel cannot be known, when the end of a lift that is placed with care is not described, or
        when the heaviest load is below the usual one.
    """
    fields = Niosh1994Input.quantities()
    refuse_where(x.load_max_kg < x.load_kg, fields["load_max_kg"], x.load_max_kg, "is below the usual load")
    d_cm = choose(is_unknown(x.d_travel_cm), abs(x.v_dest_cm - x.v_origin_cm), x.d_travel_cm)
    refuse_where(is_unknown(d_cm), fields["v_dest_cm"], None, "is needed, or else the vertical travel")
    controlled = x.significant_control == 1
    if controlled is not False:
        for name in ("h_dest_cm", "v_dest_cm", "asym_dest_deg"):
            unknown = controlled & is_unknown(getattr(x, name))
            refuse_where(unknown, fields[name], None, "is needed where the load is placed with care")
    duration = duration_class(x.duration_h, x.session_min, x.recovery_min)
    fm = frequency_multiplier(x.freq_per_min, x.v_origin_cm, duration)
    origin = weight_limit(x.h_origin_cm, x.v_origin_cm, d_cm, x.asym_deg, coupling=x.coupling, fm=fm)
    dest = _NO_END
    if not not_known(x.h_dest_cm):
        end = (x.h_dest_cm, x.v_dest_cm, d_cm, x.asym_dest_deg)
        known = is_known(x.h_dest_cm)
        terms = weight_limit(*end, coupling=x.coupling, fm=fm)
        dest = WeightLimit(*[choose(known, term, np.nan) for term in terms])
    return Lift(origin, dest, controlled & (dest.firwl < origin.firwl), d_cm, duration)


def judge_validity(x: SimpleNamespace, lift: Lift, found: Findings) -> None:
    """Find what limits or withholds the index: conditions of use (section 1.2) and multipliers of zero."""
    found.add("one_handed", x.hands == 1)
    found.add("seated_or_kneeling", x.body_position > 0)
    found.add("restricted_space", x.restricted_space == 1)
    found.add("unstable", x.unstable == 1)
    found.add("person_handling", x.person_handling == 1)
    found.add("team_lift", x.persons > 1)
    found.add("over_8_h", 60 * x.duration_h > _LIMITS.duration["long_min"])
    controlled = x.significant_control == 1
    for name in ("hm", "vm", "am"):
        found.add(f"outside_{name}_origin", getattr(lift.origin, name) == 0)
        found.add(f"outside_{name}_dest", controlled & (getattr(lift.dest, name) == 0))
    found.add("outside_dm", lift.origin.dm == 0)
    found.add("outside_fm", lift.origin.fm == 0)
    found.add("control_not_stated", x.significant_control == UNKNOWN)
    entered_differs = abs(abs(x.v_dest_cm - x.v_origin_cm) - x.d_travel_cm) > _LIMITS.travel_tolerance_cm
    found.add("travel_differs", entered_differs)
    coldest, warmest = _LIMITS.temperature_degc
    found.add("temperature", (x.temp_c < coldest) | (x.temp_c > warmest))
    rare = x.freq_per_min < _LIMITS.frequency["infrequent_per_min"]
    found.add("infrequent", rare & (lift.duration > Duration.SHORT))
    unstated = is_unknown(x.hands) | is_unknown(x.persons) | (x.body_position == UNKNOWN)
    for flag in (x.restricted_space, x.unstable, x.person_handling):
        unstated = unstated | (flag == UNKNOWN)
    found.add("assumed", unstated)


def _compute(x: SimpleNamespace) -> Outcome:
    lift = take_apart(x)
    found = Findings(DATA)
    judge_validity(x, lift, found)
    limit_kg = above_zero(lift.deciding("rwl"))
    li = x.load_kg / limit_kg
    found.add("heaviest_above_one", (li <= 1) & (x.load_max_kg > limit_kg))
    return Outcome(choose(found.withheld(), np.nan, li), Steps(partial(_steps, x, lift)), found)


def _steps(x: SimpleNamespace, lift: Lift) -> dict[str, Any]:
    steps = {
        "d_cm": lift.d_cm,
        "duration_class": _CLASS_NAMES[lift.duration],
        "dm": lift.origin.dm,
        "fm": lift.origin.fm,
    }
    for name, end in (("origin", lift.origin), ("dest", lift.dest)):
        steps |= {f"hm_{name}": end.hm, f"vm_{name}": end.vm, f"am_{name}": end.am, f"cm_{name}": end.cm}
        steps |= {f"rwl_{name}_kg": end.rwl, f"li_{name}": x.load_kg / above_zero(end.rwl)}
    rwl_kg = lift.deciding("rwl")
    costliest, smallest = _costliest(lift)
    return steps | {
        "governing_end": choose(lift.dest_decides, "end", "start"),
        "rwl_kg": rwl_kg,
        "li_max": x.load_max_kg / above_zero(rwl_kg),
        "costliest": _MULTIPLIERS[costliest],
        "rwl_without_costliest_kg": rwl_kg / above_zero(smallest),
    }


def _costliest(lift: Lift) -> tuple[Any, Any]:
    """Position and value of the smallest multiplier at the end that decides."""
    position: Any = 0
    smallest = lift.deciding("hm")
    for candidate, name in enumerate(("vm", "dm", "am", "fm", "cm"), start=1):
        multiplier = lift.deciding(name)
        position = choose(multiplier < smallest, np.int8(candidate), position)
        smallest = smaller(multiplier, smallest)
    return position, smallest


METHOD = Method.of("niosh_1994", DATA, Niosh1994Input, _compute)
score = METHOD.score
