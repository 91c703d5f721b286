"""Amounts, dimensions and limits in words, one way for every screen and document."""

from ergo.analysis.demands import Key
from ergo.knowledge.dimensions import Aspect, Side, dimension, unit_of
from ergo.model.plan import Limit
from ergo.units import UnitSystem, format_quantity

_COUNTED = {
    "count": "times",
    "count/h": "times an hour",
    "count/min": "times a minute",
    "%": "%",
    "level 0-4": "on a scale of 0 to 4",
    "m2/s4.h": "m²/s⁴·h",
    "MET.min": "MET·min",
}


def amount_words(value: float, unit: str, system: UnitSystem = UnitSystem.METRIC) -> str:
    """An amount with its unit as a person reads it: "10 kg", "12 times an hour"."""
    if unit in _COUNTED:
        return f"{value:g} {_COUNTED[unit]}"
    return format_quantity(value, unit, system) if unit else f"{value:g}"


def key_words(key: Key) -> str:
    """Dimension and aspect in words: "Sit (at a time)", "Lift, floor to waist"."""
    row = dimension(key.dimension)
    side = "" if key.side is Side.BOTH else f", {key.side}"
    detail = "" if len(row.amounts) == 1 else f" ({row.amounts[key.aspect].label})"
    return f"{row.label}{side}{detail}"


def limit_words(limit: Limit, system: UnitSystem = UnitSystem.METRIC) -> str:
    """A limit as a supervisor reads it: "Lift, floor to waist: up to 10 kg, below 50 cm hand height: not at all"."""
    row = dimension(limit.dimension)
    side = "" if limit.side is Side.BOTH else f", {limit.side}"
    where = _where(limit, system)
    if limit.over_load_kg is not None:
        over = (
            f", more than {amount_words(limit.over_load_kg, 'kg', system)}"
            if limit.over_load_kg
            else ", any load"
        )
        return f"{row.label}{side}{over}{where}: at most {limit.value:.0f} min a shift"
    if limit.value == 0:
        return f"{row.label}{side}{where}: not at all"
    value = amount_words(limit.value, unit_of(limit.dimension, limit.aspect), system)
    tail = {Aspect.RUN: " at a time", Aspect.DOSE: " a shift"}.get(limit.aspect, "")
    return f"{row.label}{side}{where}: up to {value}{tail}"


def _where(limit: Limit, system: UnitSystem) -> str:
    parts = []
    if limit.below_hand_height_cm is not None:
        parts.append(f"with the hands below {amount_words(limit.below_hand_height_cm, 'cm', system)}")
    if limit.above_hand_height_cm is not None:
        parts.append(f"with the hands above {amount_words(limit.above_hand_height_cm, 'cm', system)}")
    if limit.beyond_reach_cm is not None:
        parts.append(f"further than {amount_words(limit.beyond_reach_cm, 'cm', system)} from the body")
    return "".join(f", {part}" for part in parts)
