"""The revised NIOSH lifting equation as someone would write it by hand in NumPy, to measure `ergo.methods` against.

It computes the lifting index at the start of each lift, and NaN where a multiplier is zero: what `niosh_1994` gives for
the same columns. It checks nothing, keeps no step, knows no finding and no end of the lift.
"""

from typing import Any

import numpy as np

from ergo.methods.niosh_equation import DATA

_RATES = np.array(DATA.values["frequency"]["rows_per_min"])
_COLUMNS = np.array(DATA.values["frequency"]["cells"]).T
_LAST_RATES = np.array([_RATES[np.flatnonzero(column)[-1]] for column in _COLUMNS])
_TENTHS = np.arange(152) / 10
_FM = np.array([np.interp(_TENTHS, _RATES, column) for column in _COLUMNS])  # Table 5 by tenths of a lift


def lifting_index(  # noqa: PLR0917 - the columns of a table
    load_kg: Any, h_cm: Any, v_cm: Any, v_dest_cm: Any, asym_deg: Any, freq: Any, hours: Any, grip: Any
) -> Any:
    """LI = load / (23 HM VM DM AM FM CM) for columns of lifts."""
    d_cm = np.abs(v_dest_cm - v_cm)
    hm = 25 / np.maximum(h_cm, 25) * (h_cm <= 63)
    vm = (1 - 0.003 * np.abs(v_cm - 75)) * (v_cm <= 175)
    dm = (0.82 + 4.5 / np.maximum(d_cm, 25)) * (d_cm <= 175)
    am = (1 - 0.0032 * asym_deg) * (asym_deg <= 135)
    high = v_cm >= 75
    column = 2 * ((hours > 1).astype(np.int64) + (hours > 2)) + high
    rate = np.maximum(freq, 0.2)
    tenth = (10 * np.minimum(rate, 15)).astype(np.int64)
    below = _FM[column, tenth]
    fm = below + (_FM[column, tenth + 1] - below) * (10 * rate - tenth)
    fm = fm * (rate <= _LAST_RATES[column])
    cm = np.where(grip == "poor", 0.9, np.where((grip == "fair") & ~high, 0.95, 1.0))
    rwl_kg = 23 * hm * vm * dm * am * fm * cm
    return load_kg / np.where(rwl_kg > 0, rwl_kg, np.nan)
