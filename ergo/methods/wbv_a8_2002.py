"""Daily whole-body vibration A(8) of a seated driver (Directive 2002/44/EC; ISO 2631-1:1997).

What it answers: what the vibration of a day's driving adds up to, and how long until the action and limit values.

    A_j(8) = sqrt( sum over operations i of (k_j a_wij)^2 T_i / 8 h )     A(8) = the largest of A_x, A_y, A_z

with k = 1.4 fore and aft and side to side, 1.0 up and down (ISO 2631-1, 7.2.3). The largest axis is taken after
each axis has been summed over all operations. Valid for a seated person and a ride without shocks that stand out;
jolts are asked for and give a finding, since the r.m.s. value may understate them.

Points (100 at the action value), time left today, and the health guidance caution zone of ISO 2631-1 stand beside.
Where one operation is known only by a single figure for its worst direction, that figure counts on every axis.

Each value is a number for a day with one operation, or a list with one item an operation; with arrays the last
axis holds the operations of a day.

>>> result = score(aw_x_ms2=0.2, aw_y_ms2=0.4, aw_z_ms2=0.25, total_h=6.5, jolts=False)
>>> round(result.score, 3), result.intermediates["axis"], result.band.label
(0.505, 'y', 'at or above the action value')
"""

from types import SimpleNamespace
from typing import Any

import numpy as np

from ergo.knowledge.quantities import quantity
from ergo.methods.base import Findings, Method, MethodData, Outcome, in_parts
from ergo.methods.elementwise import is_unknown, larger
from ergo.methods.inputs import UNKNOWN, MethodInput, measured, refuse_where

DATA = MethodData.read("wbv_a8_2002")

_VALUES = SimpleNamespace(**DATA.values)
_AXES = np.array(list(_VALUES.k))
_LIMITS = np.array(
    [[_VALUES.limit_ms2[country.value][axis] for country in quantity("wbv.limits").choices] for axis in _AXES]
)


class WbvA82002Input(MethodInput):
    """One operation: a vehicle on a route, and its hours. Any direction may be unknown, not all of them."""

    aw_x_ms2: float | None = measured("drive.aw_x_ms2", required=False)
    aw_y_ms2: float | None = measured("drive.aw_y_ms2", required=False)
    aw_z_ms2: float | None = measured("drive.aw_z_ms2", required=False)
    aw_ms2: float | None = measured("wbv.aw_ms2", required=False)
    total_h: float = measured("drive.total_h")
    jolts: bool | None = measured("drive.jolts", required=False)
    limits: str | None = measured("wbv.limits", required=False)


def _compute(x: SimpleNamespace) -> Outcome:
    in_parts(x)
    fields = WbvA82002Input.quantities()
    hours = x.total_h.sum(axis=-1)
    refuse_where(hours > _VALUES.day_h, fields["total_h"], hours, "adds up to more than a day")
    worst_only = is_unknown(x.aw_x_ms2) & is_unknown(x.aw_y_ms2) & is_unknown(x.aw_z_ms2)
    nothing = worst_only & is_unknown(x.aw_ms2)
    refuse_where(nothing, fields["aw_z_ms2"], None, "or another direction is needed")
    # the axes stand first: (axis, ..., operation), then (axis, ...)
    weighted = np.stack([_VALUES.k[axis] * getattr(x, f"aw_{axis}_ms2") for axis in _AXES])
    weighted = np.where(worst_only, x.aw_ms2, weighted)
    unmeasured = is_unknown(weighted)
    energy = np.where(unmeasured, 0, weighted) ** 2
    daily = np.sqrt((energy * x.total_h).sum(axis=-1) / _VALUES.reference_h)
    a8 = daily.max(axis=0)
    action = np.full_like(daily, _VALUES.action_ms2)
    limit = _LIMITS[:, larger(x.limits[..., 0], 0)]

    found = Findings(DATA)
    found.add("over_limit", (daily > limit).any(axis=0))
    found.add("jolts", x.jolts == 1)
    found.add("jolts_not_stated", x.jolts == UNKNOWN)
    found.add("axis_not_measured", unmeasured.any(axis=0))
    found.add("worst_direction_only", worst_only)
    steps: dict[str, Any] = {f"a8_{axis}_ms2": exposure for axis, exposure in zip(_AXES, daily, strict=True)}
    steps |= {
        "axis": _AXES[daily.argmax(axis=0)],
        "points": _points(a8**2),
        "points_per_h": _points(energy.max(axis=0)) / _VALUES.reference_h,
        "vector_total_ms2": np.where(worst_only, np.nan, np.sqrt((weighted**2).sum(axis=0))),
        "hours": hours,
        "hours_to_action": _hours_until(action, daily, hours),
        "hours_to_limit": _hours_until(limit, daily, hours),
        "remaining_to_action_h": _hours_left(action, daily, energy),
        "remaining_to_limit_h": _hours_left(limit, daily, energy),
    }
    return Outcome(a8, steps, found)


def _points(energy: Any) -> Any:
    """Exposure points: 100 at the action value, growing with the square of the exposure."""
    return energy / _VALUES.action_ms2**2 * _VALUES.points_at_action


def _hours_until(ceiling: Any, daily: Any, hours: Any) -> Any:
    """Hours of this mix of operations that reach the ceiling on the first axis; infinite without vibration."""
    share = (daily / ceiling).max(axis=0)
    return np.where(share > 0, hours / np.where(share > 0, share, 1) ** 2, np.inf)


def _hours_left(ceiling: Any, daily: Any, energy: Any) -> Any:
    """Hours of each operation that can still be added; 0 once an axis is over, infinite without vibration."""
    room = larger(ceiling**2 - daily**2, 0)[..., np.newaxis] * _VALUES.reference_h
    left = np.where(energy > 0, room / np.where(energy > 0, energy, 1), np.inf).min(axis=0)
    over = (daily >= ceiling).any(axis=0)
    return np.where(over[..., np.newaxis], 0, left)


METHOD = Method.of("wbv_a8_2002", DATA, WbvA82002Input, _compute)
score = METHOD.score
