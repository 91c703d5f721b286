"""Energy expenditure of handling loads (Garg, Chaffin, Herrin 1978, Am Ind Hyg Assoc J 39(8):661-674), with rest.

What it answers: how much energy does this work take, can it be kept up, and how much rest does an hour of it need?

    E = posture + sum of (cost of one lift, carry, walk back, push) x how often        in kcal a minute
    rest share of the time = (E - S) / (E - 1.5)                                       (Murrell)

A lift that crosses 0.81 m is a lift from below and an arm lift above. Valid for healthy adults in mild surroundings
and work whose parts do not overlap; there is no term for age, fitness, heat or clothing. The work may hold lifts or
lowerings, carries on the way, and pushes or pulls; each is described completely or not at all.

The limit of Waters et al. 1993 (a share of 9.5 kcal a minute by hours, less for mainly arm work) stands beside.

>>> result = score(body_mass_kg=75, sex="men", posture="stand", load_kg=12, v_origin_cm=20, v_dest_cm=110,
...                lifts_per_min=3, technique="stoop", carry_kg=12, carry_m=5, carry_per_h=180, hold="front",
...                walk_speed=1, walks_back=True)
>>> round(result.score, 2), result.band.label
(4.76, '3.5 to 5 kcal/min')
"""

from types import SimpleNamespace
from typing import Any

import numpy as np

from ergo.knowledge.quantities import quantity
from ergo.methods.base import Findings, Method, MethodData, Outcome
from ergo.methods.elementwise import Edges, choose, is_known, is_unknown, larger, smaller
from ergo.methods.inputs import MethodInput, measured, refuse_where

DATA = MethodData.read("garg_1978")

_VALUES = SimpleNamespace(**DATA.values)
_POSTURE = np.array([_VALUES.posture[choice.value] for choice in quantity("energy.posture").choices])
_TECHNIQUES = [choice.value for choice in quantity("energy.technique").choices]
_HOLDS = [choice.value for choice in quantity("energy.hold").choices]
_STANDARD = np.array([_VALUES.rest["standard"][sex] for sex in ("women", "men")])
_UP_TO_H = Edges(_VALUES.criterion["up_to_h"])
_SHARE = np.array([*_VALUES.criterion["share"], np.nan])
_CM_PER_M, _S_PER_MIN, _MIN_PER_H, _N_PER_KGF = 100, 60, 60, 9.80665
_MEN = 1  # position among the groups

_GROUPS = {
    "lift": ("load_kg", "v_origin_cm", "v_dest_cm", "lifts_per_min"),
    "carry": ("carry_kg", "carry_m", "carry_per_h"),
    "push": ("push_n", "push_m", "push_per_min"),
}
_NEEDED_BESIDE = {"lift": ("technique",), "carry": ("hold", "walk_speed"), "push": ("push_height_cm",)}


class Garg1978Input(MethodInput):
    """One task: who does it, in which posture, and the lifts, carries and pushes it is made of."""

    body_mass_kg: float = measured("handling.body_mass_kg")
    sex: str = measured("handling.sex")
    posture: str = measured("energy.posture")
    load_kg: float | None = measured("lift.load_kg", required=False)
    v_origin_cm: float | None = measured("lift.v_origin_cm", required=False)
    v_dest_cm: float | None = measured("lift.v_dest_cm", required=False)
    lifts_per_min: float | None = measured("lift.freq_per_min", required=False)
    technique: str | None = measured("energy.technique", required=False)
    carry_kg: float | None = measured("carry.load_kg", required=False)
    carry_m: float | None = measured("carry.distance_m", required=False)
    carry_per_h: float | None = measured("carry.freq_per_h", required=False)
    hold: str | None = measured("energy.hold", required=False)
    walk_speed: float | None = measured("energy.walk_speed", required=False)
    slope: float | None = measured("energy.slope", required=False)
    walks_back: bool | None = measured("energy.walks_back", required=False)
    push_n: float | None = measured("push.sustained_force_n", required=False)
    push_m: float | None = measured("push.distance_m", required=False)
    push_per_min: float | None = measured("push.freq_per_min", required=False)
    push_height_cm: float | None = measured("push.handle_height_cm", required=False)
    duration_h: float | None = measured("lift.duration_h", required=False)


def _coefficients(table: dict[str, dict[str, float]], rows: list[str], name: str) -> Any:
    return np.array([table.get(row, {}).get(name, np.nan) for row in rows])


_FROM_BELOW = {
    direction: {name: _coefficients(table, _TECHNIQUES, name) for name in ("body", "load", "load_men", "men")}
    for direction, table in (("lift", _VALUES.lift), ("lower", _VALUES.lower))
}
_CARRY = {
    name: _coefficients(_VALUES.carry, _HOLDS, name)
    for name in ("base", "body_v2", "load_v2", "load", "grade")
}


def lift_kcal(
    technique: Any,
    low_m: Any,
    high_m: Any,
    *,
    body_mass_kg: Any,
    load_kg: Any,
    men: Any,
    lowering: Any = False,
) -> Any:
    """Cost of one lift or lowering between two hand heights, kcal; NaN where there is no equation.

    Parameters
    ----------
    technique : int or array
        Position among bent back, bent knees, one hand; for what lies below 0.81 m.
    low_m, high_m : float or array
        Lower and upper hand height, m.
    body_mass_kg, load_kg : float or array
        Masses, kg.
    men : int or array
        1 for men, 0 for women.
    lowering : bool or array
        Whether the hands go down.

    Examples
    --------
    >>> round(float(lift_kcal(0, 0.2, 0.8, body_mass_kg=75, load_kg=10, men=1)), 5)
    0.27889
    """
    split = _VALUES.split_m
    drop, rise = larger(split - low_m, 0), larger(high_m - split, 0)
    way_below, way_above = smaller(high_m, split) - low_m, high_m - larger(low_m, split)

    def one_way(direction: str) -> Any:
        below = {name: values[technique] for name, values in _FROM_BELOW[direction].items()}
        arm = getattr(_VALUES, direction)["arm"]
        from_below = below["body"] * body_mass_kg * drop + below["men"] * men * drop
        from_below = from_below + (below["load"] + below["load_men"] * men) * load_kg * way_below
        by_arms = (
            arm["body"] * body_mass_kg * rise + (arm["load"] + arm["load_men"] * men) * load_kg * way_above
        )
        return (choose(drop > 0, from_below, 0.0) + choose(rise > 0, by_arms, 0.0)) / 100

    return choose(lowering, one_way("lower"), one_way("lift"))


def walk_kcal(body_mass_kg: Any, speed_ms: Any, slope_percent: Any, minutes: Any) -> Any:
    """Cost of walking without a load, kcal.

    Examples
    --------
    >>> round(walk_kcal(75, 1.0, 5, 1), 5)
    3.83625
    """
    c = _VALUES.walk
    per_min = c["base"] + c["body_v2"] * body_mass_kg * speed_ms**2
    return (per_min + c["grade"] * body_mass_kg * slope_percent * speed_ms) * minutes / 100


def carry_kcal(
    hold: Any, body_mass_kg: Any, load_kg: Any, *, speed_ms: Any, slope_percent: Any, minutes: Any
) -> Any:
    """Cost of walking with a load at the sides (0) or in front (1), kcal.

    Examples
    --------
    >>> round(float(carry_kcal(1, 75, 10, speed_ms=1.0, slope_percent=0, minutes=1)), 5)
    4.133
    """
    c = {name: values[hold] for name, values in _CARRY.items()}
    per_min = c["base"] + (c["body_v2"] * body_mass_kg + c["load_v2"] * load_kg) * speed_ms**2
    per_min = per_min + c["load"] * load_kg + c["grade"] * (load_kg + body_mass_kg) * slope_percent * speed_ms
    return per_min * minutes / 100


def push_kcal(body_mass_kg: Any, force_kgf: Any, metres: Any, height_m: Any, men: Any) -> Any:
    """Cost of one push or pull, kcal, by the equation for the nearer of the two hand heights, 0.8 and 1.5 m.

    Examples
    --------
    >>> round(push_kcal(75, 15, 5, 0.8, 1), 5), round(push_kcal(75, 15, 5, 1.5, 1), 5)
    (1.66125, 3.13)
    """
    low, high = _VALUES.push["low"], _VALUES.push["high"]
    at_low = (low["body"] * body_mass_kg + (low["force"] + low["force_men"] * men) * force_kgf) / 100
    at_high = high["base"] + high["force"] * force_kgf
    return metres * choose(height_m > (low["height_m"] + high["height_m"]) / 2, at_high, at_low)


def rest_share(work: Any, standard: Any, resting: float = _VALUES.rest["resting"]) -> Any:
    """Share of the whole time, work and rest, that has to be rest (Murrell): 0 up to the standard.

    Parameters
    ----------
    work, standard, resting : float or array
        Energy of the work, energy that can be kept up, energy at rest, in one unit.

    Examples
    --------
    >>> round(60 * float(rest_share(7.0, 5.0)), 4)
    21.8182
    """
    over = work > standard
    return choose(over, (work - standard) / choose(over, work - resting, 1.0), 0.0)


def _compute(x: SimpleNamespace) -> Outcome:
    _refuse_half_described(x)
    men = (x.sex == _MEN) + 0
    lift = lift_kcal(
        x.technique,
        smaller(x.v_origin_cm, x.v_dest_cm) / _CM_PER_M,
        larger(x.v_origin_cm, x.v_dest_cm) / _CM_PER_M,
        body_mass_kg=x.body_mass_kg,
        load_kg=x.load_kg,
        men=men,
        lowering=x.v_dest_cm < x.v_origin_cm,
    )
    way = {
        "speed_ms": x.walk_speed,
        "slope_percent": choose(is_unknown(x.slope), 0.0, x.slope),
        "minutes": x.carry_m / x.walk_speed / _S_PER_MIN,
    }
    carry = carry_kcal(x.hold, x.body_mass_kg, x.carry_kg, **way)
    back = choose(x.walks_back == 1, walk_kcal(x.body_mass_kg, x.walk_speed, 0, way["minutes"]), 0.0)
    push = push_kcal(x.body_mass_kg, x.push_n / _N_PER_KGF, x.push_m, x.push_height_cm / _CM_PER_M, men)
    found = Findings(DATA)
    found.add("no_equation", is_unknown(lift) & is_known(x.load_kg))
    found.add(
        "between_heights",
        is_known(push) & (abs(x.push_height_cm - _BETWEEN_CM) < _VALUES.push["between_cm"]),
    )
    found.add("one_copy", True)
    steps = {
        "posture": _POSTURE[x.posture] * x.body_mass_kg,
        "lifts": _or_nothing(lift * x.lifts_per_min),
        "carries": _or_nothing(carry * x.carry_per_h / _MIN_PER_H),
        "walks_back": _or_nothing(back * x.carry_per_h / _MIN_PER_H),
        "pushes": _or_nothing(push * x.push_per_min),
    }
    energy = sum(steps.values())
    steps["limit"] = _limit(x)
    steps["rest_min_per_h"] = _MIN_PER_H * rest_share(energy, _STANDARD[x.sex])
    steps["rest_min_per_h_action"] = _MIN_PER_H * rest_share(energy, _ACTION)
    found.add("above_limit", energy > steps["limit"])
    return Outcome(choose(found.withheld(), np.nan, energy), steps, found)


_ACTION = DATA.bands[0].bands[0].high
_BETWEEN_CM = _CM_PER_M * (_VALUES.push["low"]["height_m"] + _VALUES.push["high"]["height_m"]) / 2


def _limit(x: SimpleNamespace) -> Any:
    """The limit for the hours of the work; NaN where they are not known or beyond 8."""
    hours = choose(is_unknown(x.duration_h), np.inf, x.duration_h)
    share = _SHARE[_UP_TO_H.passed(hours)]
    by_arms = smaller(x.v_origin_cm, x.v_dest_cm) > _VALUES.criterion["arms_above_cm"]
    return _VALUES.criterion["baseline"] * share * choose(by_arms, _VALUES.criterion["arms"], 1.0)


def _or_nothing(kcal_per_min: Any) -> Any:
    """Nothing where this is not part of the work."""
    return choose(is_unknown(kcal_per_min), 0.0, kcal_per_min)


def _refuse_half_described(x: SimpleNamespace) -> None:
    """Refuse a lift, carry or push of which something is known and something that is needed is not."""
    fields = Garg1978Input.quantities()
    for group, names in _GROUPS.items():
        begun: Any = False
        for name in names:
            begun = begun | is_known(getattr(x, name))
        for name in (*names, *_NEEDED_BESIDE[group]):
            value = getattr(x, name)
            unknown = value < 0 if fields[name].kind == "choice" else is_unknown(value)
            refuse_where(begun & unknown, fields[name], None, "is needed for the energy of this work")


METHOD = Method.of("garg_1978", DATA, Garg1978Input, _compute)
score = METHOD.score
