"""Metric and US units, in one place.

Everything inside is metric; a US unit exists only where a person reads or types. The factors are exact by
definition: pound and yard by the International Yard and Pound Agreement (1959), the pound-force as the pound
times standard gravity (9.80665 m/s2); see NIST Special Publication 811 (2008), Appendix B.
"""

import math
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ergo.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Value = TypeVar("Value", float, "NDArray[np.float64]")


class UnitSystem(StrEnum):
    """The units a person reads and types in."""

    METRIC = "metric"
    US = "us"


class _UsUnit(NamedTuple):
    """metric value = (US value - zero) * factor."""

    name: str
    factor: float
    zero: float = 0.0


_US_UNITS = {
    "kg": _UsUnit("lb", 0.45359237),
    "mm": _UsUnit("in", 25.4),
    "cm": _UsUnit("in", 2.54),
    "m": _UsUnit("ft", 0.3048),
    "N": _UsUnit("lbf", 4.4482216152605),
    "degC": _UsUnit("degF", 5 / 9, zero=32.0),
}

# What stands after the number, where it is not a space and the unit itself.
_AFTER_NUMBER = {
    "": "",
    "%": "%",
    "deg": "°",
    "degC": " °C",
    "degF": " °F",
    "m/s2": " m/s²",
    "m/s1.75": " m/s¹·⁷⁵",
    "1/min": " per minute",
    "1/h": " per hour",
}


def display_unit(unit: str, system: UnitSystem) -> str:
    """The unit in which a value kept in `unit` is shown; one without a US counterpart (min, deg) stays."""
    if system is UnitSystem.US and unit in _US_UNITS:
        return _US_UNITS[unit].name
    return unit


def to_display(value: Value, unit: str, system: UnitSystem) -> Value:
    """Convert what is kept to what is shown, unrounded.

    Parameters
    ----------
    value : float or numpy array
        In the metric `unit`.
    unit : str
        kg, mm, cm, m, N or degC; any other unit is shown as it is kept.
    system : UnitSystem
        The person's choice.

    Examples
    --------
    >>> to_display(2.54, "cm", UnitSystem.US)
    1.0
    """
    if system is UnitSystem.US and unit in _US_UNITS:
        us = _US_UNITS[unit]
        return value / us.factor + us.zero
    return value


def from_display(value: Value, unit: str, system: UnitSystem) -> Value:
    """Convert what was typed to what is kept: the inverse of `to_display`.

    `unit` is the metric unit of the result; `value` is in `display_unit(unit, system)`.

    Examples
    --------
    >>> from_display(1.0, "cm", UnitSystem.US)
    2.54
    """
    if system is UnitSystem.US and unit in _US_UNITS:
        us = _US_UNITS[unit]
        return (value - us.zero) * us.factor
    return value


def as_typed(error: InputError, system: UnitSystem, decimals: int = 6) -> InputError:
    """A refusal in the units in which the value was typed; as it is where it tells of no quantity with US units.

    Parameters
    ----------
    error : InputError
        About a kept value, with its range or with what is wrong in words.
    system : UnitSystem
        The units of the person who typed it.
    decimals : int
        To which the value is rounded: to few where it was not typed in these units.

    Examples
    --------
    >>> print(as_typed(InputError(field="load", value=45.359237, unit="kg", high=40.0), UnitSystem.US))
    load 100 lb is above 88.2 lb
    """
    unit, value = error.unit or "", error.value
    if display_unit(unit, system) == unit or not isinstance(value, int | float):
        return error
    if error.low is None and error.high is None and not error.why:
        return error
    low, high = (
        None if end is None else round(to_display(float(end), unit, system), 1)
        for end in (error.low, error.high)
    )
    return InputError(
        item=error.item,
        field=error.field,
        value=round(to_display(float(value), unit, system), decimals),
        unit=display_unit(unit, system),
        low=low,
        high=high,
        row=error.row,
        why=error.why,
    )


def format_quantity(value: float, unit: str, system: UnitSystem = UnitSystem.METRIC) -> str:
    """A kept value as a person reads it, to three significant digits and never less than the whole number.

    Raises
    ------
    InputError
        When value is not a finite number: what is unknown is said in words, not as a figure.

    Examples
    --------
    >>> format_quantity(10, "kg")
    '10 kg'
    >>> format_quantity(10, "kg", UnitSystem.US)
    '22 lb'
    """
    if not math.isfinite(value):
        raise InputError(field="value to show", value=value, unit=unit)
    shown = to_display(float(value), unit, system) + 0.0  # adding zero makes -0.0 a plain 0
    decimals = 2 if shown == 0 else max(0, 2 - math.floor(math.log10(abs(shown))))
    number = f"{shown:.{decimals}f}"
    if "." in number:
        number = number.rstrip("0").rstrip(".")
    name = display_unit(unit, system)
    return number + _AFTER_NUMBER.get(name, f" {name}")
