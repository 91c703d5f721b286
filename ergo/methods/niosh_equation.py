"""The terms of the revised NIOSH lifting equation (DHHS (NIOSH) 94-110), shared by its single- and multi-task forms.

Each function takes numbers or NumPy arrays, which broadcast, and follows the equation to its limits: beyond one
a multiplier is zero. `units` selects the metric form (cm, kg) or the US form (in, lb), whose constants are the
printed ones and not conversions. Numbers and their sources stand in `data/tables/niosh_1994.json`.
"""

from collections.abc import Sequence
from enum import IntEnum
from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np

from ergo.errors import InputError
from ergo.methods.base import MethodData
from ergo.methods.elementwise import PrintedTable, choose, larger, larger_known, smaller, smaller_known, whole
from ergo.methods.inputs import not_known
from ergo.methods.result import Number
from ergo.units import UnitSystem

DATA = MethodData.read("niosh_1994")


class Coupling(IntEnum):
    """Grip classes in the order of Table 7 and of the vocabulary."""

    GOOD = 0
    FAIR = 1
    POOR = 2


class Duration(IntEnum):
    """Duration classes (section 1.3.5.2): up to 1 hour, up to 2, up to 8."""

    SHORT = 0
    MODERATE = 1
    LONG = 2


CONSTANTS = {system: SimpleNamespace(**DATA.values[system.value]) for system in UnitSystem}
_ASYMMETRY = SimpleNamespace(**DATA.values["asymmetry"])
_FREQUENCY = SimpleNamespace(**DATA.values["frequency"])
_DURATION = SimpleNamespace(**DATA.values["duration"])

_COUPLING = PrintedTable([DATA.values["coupling"][coupling.name.lower()] for coupling in Coupling])

_RATES = np.array(_FREQUENCY.rows_per_min)
_SLOWEST, _FASTEST = float(_RATES[0]), float(_RATES[-1])
_CELLS = np.array(_FREQUENCY.cells)
_FM = PrintedTable(_CELLS)
_FM_SLOPE = PrintedTable(
    np.vstack([np.diff(_CELLS, axis=0) / np.diff(_RATES)[:, np.newaxis], np.zeros(_CELLS.shape[1])])
)
_LAST_RATE = np.array([_RATES[np.flatnonzero(column)[-1]] for column in _CELLS.T])
# Every row of Table 5 is a whole number of tenths: five times faster than searching among the rows.
_ROW_OF_TENTH = _RATES.searchsorted(np.arange(10 * _RATES[-1] + 1) / 10, side="right") - 1


def horizontal_multiplier(h: Number, units: UnitSystem = UnitSystem.METRIC) -> Any:
    """HM = 25/H (10/H in inches), section 1.3.1: 1 up to 25 cm (10 in), 0 beyond 63 cm (25 in).

    Parameters
    ----------
    h : float or array, 0 or more
        Reach from the ankles to the hands, cm or in.
    units : UnitSystem
        Form of the equation.

    Returns
    -------
    float or array
        0, or 0.397 to 1.

    Examples
    --------
    >>> float(horizontal_multiplier(50))
    0.5
    """
    c = CONSTANTS[units]
    return c.h_near / larger(h, c.h_near) * (h <= c.h_far)


def vertical_multiplier(v: Number, units: UnitSystem = UnitSystem.METRIC) -> Any:
    """VM = 1 - 0.003 |V - 75| (1 - 0.0075 |V - 30| in inches), section 1.3.2: 0 above 175 cm (70 in).

    Parameters
    ----------
    v : float or array, 0 or more
        Hand height above the floor, cm or in.
    units : UnitSystem
        Form of the equation.

    Returns
    -------
    float or array
        0, or 0.7 to 1.

    Examples
    --------
    >>> round(vertical_multiplier(0), 3)
    0.775
    """
    c = CONSTANTS[units]
    return (1 - c.v_slope * abs(v - c.v_best)) * (v <= c.v_far)


def distance_multiplier(d: Number, units: UnitSystem = UnitSystem.METRIC) -> Any:
    """DM = 0.82 + 4.5/D (0.82 + 1.8/D in inches), section 1.3.3: 1 up to 25 cm (10 in), 0 beyond 175 cm (70 in).

    Parameters
    ----------
    d : float or array, 0 or more
        Vertical travel of the hands, cm or in.
    units : UnitSystem
        Form of the equation.

    Returns
    -------
    float or array
        0, or 0.846 to 1.

    Examples
    --------
    >>> round(float(distance_multiplier(100)), 3)
    0.865
    """
    c = CONSTANTS[units]
    return (c.d_base + c.d_share / larger(d, c.d_near)) * (d <= c.d_far)


def asymmetry_multiplier(a_deg: Number) -> Any:
    """AM = 1 - 0.0032 A, section 1.3.4: 0 beyond 135 degrees.

    Parameters
    ----------
    a_deg : float or array, 0 or more
        Angle between straight ahead and the load, degrees.

    Returns
    -------
    float or array
        0, or 0.568 to 1.

    Examples
    --------
    >>> round(asymmetry_multiplier(90), 3)
    0.712
    """
    return (1 - _ASYMMETRY.slope * a_deg) * (a_deg <= _ASYMMETRY.far_deg)


def frequency_multiplier(
    freq_per_min: Number, v_origin: Number, duration: Any, units: UnitSystem = UnitSystem.METRIC
) -> Any:
    """FM from Table 5 (p. 15), interpolated between its rows (p. 7).

    Below 0.2 lifts a minute the first row holds. Above the last non-zero row of a column the multiplier is 0,
    also between that row and the next, where the manual is silent.

    Parameters
    ----------
    freq_per_min : float or array, 0 or more
        Lifts a minute.
    v_origin : float or array
        Hand height at the start of the lift, cm or in, also when the end is assessed (p. 15).
    duration : Duration or array of positions
        Duration class.
    units : UnitSystem
        Form of the equation.

    Returns
    -------
    float or array
        0 to 1.

    Raises
    ------
    IndexError
        When there is no such duration class.

    Examples
    --------
    >>> round(float(frequency_multiplier(2.4, 80, Duration.SHORT)), 3)
    0.898
    """
    rate = larger(freq_per_min, _SLOWEST)
    row = _ROW_OF_TENTH[whole(10 * smaller(rate, _FASTEST))]
    column = 2 * duration + (v_origin >= CONSTANTS[units].v_best)
    within = _FM.at(row, column) + _FM_SLOPE.at(row, column) * (rate - _RATES[row])
    return within * (rate <= _LAST_RATE[column])


def coupling_multiplier(coupling: Any, v: Number, units: UnitSystem = UnitSystem.METRIC) -> Any:
    """CM from Table 7 (p. 18), with the hand height at the end of the lift that is assessed (Example 4).

    Parameters
    ----------
    coupling : Coupling or array of positions
        Grip class (Table 6).
    v : float or array
        Hand height, cm or in.
    units : UnitSystem
        Form of the equation.

    Returns
    -------
    float or array
        0.9, 0.95 or 1.

    Raises
    ------
    IndexError
        When there is no such class.

    Examples
    --------
    >>> float(coupling_multiplier(Coupling.FAIR, 60)), float(coupling_multiplier(Coupling.FAIR, 75))
    (0.95, 1.0)
    """
    return _COUPLING.at(coupling, (v >= CONSTANTS[units].v_best) + 0)


class WeightLimit(NamedTuple):
    """The multipliers at one end of a lift and the weight limits they give, in kg or lb."""

    hm: Any
    vm: Any
    dm: Any
    am: Any
    fm: Any
    cm: Any
    firwl: Any
    rwl: Any


def recommended_weight_limit(
    h: Number,
    v: Number,
    d: Number,
    a_deg: Number,
    *,
    freq_per_min: Number,
    duration: Any,
    coupling: Any,
    v_origin: Number | None = None,
    units: UnitSystem = UnitSystem.METRIC,
) -> WeightLimit:
    """RWL = LC HM VM DM AM FM CM at one end of a lift (section 1.3, p. 7), in either form.

    Parameters
    ----------
    h, v, d : float or array, 0 or more
        Reach, hand height and vertical travel, cm or in.
    a_deg : float or array, 0 or more
        Asymmetry angle, degrees.
    freq_per_min : float or array, 0 or more
        Lifts a minute.
    duration : Duration or array of positions
        Duration class.
    coupling : Coupling or array of positions
        Grip class.
    v_origin : float or array, optional
        Hand height at the start of the lift, where `v` is that at its end.
    units : UnitSystem
        Metric: cm and kg. US: in and lb.

    Returns
    -------
    WeightLimit
        Multipliers, RWL without FM (FIRWL, section 2.4.1) and RWL; both are 0 beyond a limit.

    Examples
    --------
    >>> us = recommended_weight_limit(18, 15, 21, 45, freq_per_min=0.2, duration=Duration.SHORT,
    ...                               coupling=Coupling.FAIR, units=UnitSystem.US)
    >>> print(us.rwl.round(1))
    18.5
    """
    fm = frequency_multiplier(freq_per_min, v if v_origin is None else v_origin, duration, units)
    return weight_limit(h, v, d, a_deg, coupling=coupling, fm=fm, units=units)


def weight_limit(
    h: Number,
    v: Number,
    d: Number,
    a_deg: Number,
    *,
    coupling: Any,
    fm: Any,
    units: UnitSystem = UnitSystem.METRIC,
) -> WeightLimit:
    """`recommended_weight_limit` with a frequency multiplier that is known: it is the same at both ends of a lift."""
    hm, vm, dm = horizontal_multiplier(h, units), vertical_multiplier(v, units), distance_multiplier(d, units)
    am, cm = asymmetry_multiplier(a_deg), coupling_multiplier(coupling, v, units)
    firwl = CONSTANTS[units].load_constant * hm * vm * dm * am * cm
    return WeightLimit(hm, vm, dm, am, fm, cm, firwl, firwl * fm)


def above_zero(limit: Any) -> Any:
    """The limit where there is one, NaN where it is 0: an index against no limit is not defined."""
    return choose(limit > 0, limit, np.nan)


def duration_class(work_h: Number, session_min: Number = np.nan, recovery_min: Number = np.nan) -> Any:
    """The duration class of lifting in equal sessions, each followed by the same recovery (section 1.3.5.2).

    A session followed by recovery of at least 1.0 times its length (short) or 0.3 times (moderate) stands alone.
    Where recovery falls short of that, work adds up over the sessions until it is enough for what has added up.

    Parameters
    ----------
    work_h : float or array
        Lifting in a shift, h.
    session_min : float or array, optional
        Length of a session, min; NaN where lifting is not divided.
    recovery_min : float or array, optional
        Light work after each session, min; NaN is none.

    Returns
    -------
    int or array
        Position of the worst class that is reached, as in `Duration`.

    Examples
    --------
    >>> Duration(duration_class(6)).name, Duration(duration_class(6, 45, 45)).name
    ('LONG', 'SHORT')
    """
    work = 60 * work_h
    if not_known(session_min):
        return (work > _DURATION.short_min) + 1 * (work > _DURATION.moderate_min)
    session = smaller_known(session_min, work)
    recovery = larger_known(recovery_min, 0)
    past_short = session * (_DURATION.short_min // larger_known(session, 1e-9) + 1)
    alone = (session <= _DURATION.short_min) & (recovery >= _DURATION.short_recovery_ratio * session)
    adds_up = (past_short <= _DURATION.moderate_min) & (
        recovery >= _DURATION.moderate_recovery_ratio * past_short
    )
    run = smaller_known(choose(alone, session, choose(adds_up, past_short, work)), work)
    return (run > _DURATION.short_min) + 1 * (run > _DURATION.moderate_min)


def duration_class_of_sessions(sessions: Sequence[tuple[float, float]]) -> Duration:
    """The duration class of a day of unequal sessions, by the rule of `duration_class`.

    Parameters
    ----------
    sessions : sequence of (work_min, recovery_min)
        Minutes of lifting and of the light work after it, in the order of the day.

    Examples
    --------
    >>> duration_class_of_sessions([(30, 10), (45, 0)]).name  # p. 14: adds up to 75 minutes
    'MODERATE'
    """
    worst = Duration.SHORT
    work = 0.0
    for work_min, recovery_min in sessions:
        work += work_min
        reached = Duration((work > _DURATION.short_min) + (work > _DURATION.moderate_min))
        worst = max(worst, reached)
        ratios = (_DURATION.short_recovery_ratio, _DURATION.moderate_recovery_ratio)
        if reached is not Duration.LONG and recovery_min >= ratios[reached] * work:
            work = 0.0
    return worst


def frequency_over_sample(rate_per_min: float, lifting_min: float) -> float:
    """Lifting rate where lifting is not continuous within the 15-minute sample (section 1.3.5.5, p. 16).

    Parameters
    ----------
    rate_per_min : float, 0 to 15
        Lifts a minute while lifting goes on.
    lifting_min : float, 0 to 15
        Minutes of lifting within the sample. The duration class then follows from recovery between sessions.

    Raises
    ------
    InputError
        Outside these ranges.

    Examples
    --------
    >>> round(frequency_over_sample(10, 8), 2)
    5.33
    """
    sample, highest = _FREQUENCY.sample_min, _FREQUENCY.highest_per_min
    if not 0 <= rate_per_min <= highest:
        raise InputError(field="Lifting rate", value=rate_per_min, unit="lifts/min", low=0, high=highest)
    if not 0 <= lifting_min <= sample:
        raise InputError(field="Lifting within the sample", value=lifting_min, unit="min", low=0, high=sample)
    return float(rate_per_min * lifting_min / sample)
