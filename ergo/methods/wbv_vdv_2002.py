"""Daily vibration dose value VDV of a seated driver (Directive 2002/44/EC; ISO 2631-1:1997).

What it answers: what the jolts and the vibration of a day's driving add up to, where r.m.s. values understate shocks.

    VDV_j = ( sum over operations i of (k_j VDV_ij)^4 T_i / T_measured,i )^(1/4)     VDV = the largest of x, y, z
    where only r.m.s. values are known:  eVDV_ij = 1.4 k_j a_wij t_i^(1/4), t in seconds

with k = 1.4 fore and aft and side to side, 1.0 up and down (ISO 2631-1, 7.2.3). The fourth power lets a jolt count for
more than in A(8). The estimate holds only for a ride whose crest factor is at most 9 (ISO 2631-1, 6.2.1): with jolts it
is withheld. Valid for a seated person.

Each value is a number for a day with one operation, or a list with one item an operation; with arrays the last axis
holds the operations of a day.

>>> result = score(vdv_x_ms175=3, vdv_y_ms175=5, vdv_z_ms175=4, measured_h=2, total_h=6.5)
>>> round(result.score, 1), result.intermediates["axis"], result.band.label
(9.4, 'y', 'at or above the action value')
"""

from types import SimpleNamespace
from typing import Any

import numpy as np

from ergo.methods.base import Findings, Method, MethodData, Outcome, in_parts
from ergo.methods.elementwise import is_unknown, opposite
from ergo.methods.inputs import MethodInput, measured, refuse_where

DATA = MethodData.read("wbv_vdv_2002")
A8 = MethodData.read("wbv_a8_2002")

_VALUES = SimpleNamespace(**DATA.values)
_K = A8.values["k"]
_DAY_H = A8.values["day_h"]
_AXES = np.array(list(_K))
_SECONDS_PER_HOUR = 3600


class WbvVdv2002Input(MethodInput):
    """One operation: a vehicle on a route, and its hours; a dose value on one axis at least, or r.m.s. values."""

    vdv_x_ms175: float | None = measured("drive.vdv_x_ms175", required=False)
    vdv_y_ms175: float | None = measured("drive.vdv_y_ms175", required=False)
    vdv_z_ms175: float | None = measured("drive.vdv_z_ms175", required=False)
    measured_h: float | None = measured("drive.vdv_measured_h", required=False)
    aw_x_ms2: float | None = measured("drive.aw_x_ms2", required=False)
    aw_y_ms2: float | None = measured("drive.aw_y_ms2", required=False)
    aw_z_ms2: float | None = measured("drive.aw_z_ms2", required=False)
    aw_ms2: float | None = measured("wbv.aw_ms2", required=False)
    total_h: float = measured("drive.total_h")
    jolts: bool | None = measured("drive.jolts", required=False)


def _compute(x: SimpleNamespace) -> Outcome:
    in_parts(x)
    fields = WbvVdv2002Input.quantities()
    hours = x.total_h.sum(axis=-1)
    refuse_where(hours > _DAY_H, fields["total_h"], hours, "adds up to more than a day")
    # the axes stand first: (axis, ..., operation), then (axis, ...)
    doses = np.stack([_K[axis] * getattr(x, f"vdv_{axis}_ms175") for axis in _AXES])
    estimated = is_unknown(doses).all(axis=0)
    refuse_where(opposite(estimated) & is_unknown(x.measured_h), fields["measured_h"], None, "is needed")
    rms = np.stack([_K[axis] * getattr(x, f"aw_{axis}_ms2") for axis in _AXES])
    worst_only = is_unknown(rms).all(axis=0)
    rms = np.where(worst_only, x.aw_ms2, rms)
    nothing = estimated & is_unknown(rms).all(axis=0)
    refuse_where(nothing, fields["vdv_z_ms175"], None, "or another direction is needed")
    seconds = x.total_h * _SECONDS_PER_HOUR
    of_day = np.where(
        estimated,
        _VALUES.estimate_factor * rms * seconds**0.25,
        doses * (x.total_h / x.measured_h) ** 0.25,
    )
    with_jolts = estimated & (x.jolts == 1)
    unmeasured = is_unknown(of_day)
    dose = np.where(with_jolts, np.nan, np.where(unmeasured, 0, of_day))
    daily = (dose**4).sum(axis=-1) ** 0.25
    vdv = daily.max(axis=0)

    found = Findings(DATA)
    found.add("estimate_with_jolts", with_jolts)
    found.add("estimated", estimated & opposite(with_jolts))
    found.add("axis_not_measured", unmeasured.any(axis=0))
    found.add("flagged", vdv >= _VALUES.flag_ms175)
    steps: dict[str, Any] = {f"vdv_{axis}_ms175": value for axis, value in zip(_AXES, daily, strict=True)}
    steps |= {
        "axis": _AXES[daily.argmax(axis=0)],
        "hours": hours,
        "hours_to_action": _hours_until(_VALUES.action_ms175, vdv, hours),
        "hours_to_limit": _hours_until(_VALUES.limit_ms175, vdv, hours),
    }
    return Outcome(vdv, steps, found)


def _hours_until(ceiling: float, vdv: Any, hours: Any) -> Any:
    """Hours of this mix of operations that reach the ceiling; infinite without vibration, NaN without a dose."""
    return np.where(vdv == 0, np.inf, hours * (ceiling / np.where(vdv == 0, 1, vdv)) ** 4)


METHOD = Method.of("wbv_vdv_2002", DATA, WbvVdv2002Input, _compute, also=(A8,))
score = METHOD.score
