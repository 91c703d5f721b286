"""Static working postures, limits after ISO 11226:2000. Unverified: the standard was not read.

What it answers: whether a held posture of trunk, head, neck and upper arm is acceptable for as long as it is held:
1 acceptable, 2 acceptable for this time, 3 not recommended. The worst part decides.

    longest time = T0 + (T1 - T0) (angle - a0) / (a1 - a0)

between a0 = 20 and a1 = 60 degrees from 4 to 1 min for the trunk and from 3 to 1 min for the upper arm, between 25 and
85 degrees from 8 to 1 min for the head. Full support of the trunk (for trunk and head) or of the arm lifts the time
limit. The head leans by the angles of trunk and neck together; the neck itself is limited to 0 to 25 degrees.

Valid for postures held longer than 4 seconds. Limits and times stand in one public program and in memory, and every
result says so. Numbers and what is left out stand in ``data/tables/iso_11226_2000.json``.

>>> result = score(trunk_flexion_deg=40, trunk_supported=False, trunk_twist=False, trunk_side_bent=False,
...                neck_flexion_deg=0, arm_elevation_deg=10, arm_supported=False, static_min=2, arm_static_min=2)
>>> result.score, result.intermediates["trunk_limit_min"]
(2.0, 2.5)
"""

from types import SimpleNamespace
from typing import Any

import numpy as np

from ergo.methods.base import Findings, Method, MethodData, Outcome
from ergo.methods.elementwise import choose, larger
from ergo.methods.inputs import MethodInput, measured
from ergo.methods.posture_chart import parts, possible, scales

DATA = MethodData.read("iso_11226_2000")
PARTS = parts(DATA)

_SCALES = scales(DATA)
_ANY_TIME, _FOR_A_TIME, _NOT = 1, 2, 3
_SHORTEST_MIN = DATA.values["shortest_static_s"] / 60


class Iso112262000Input(MethodInput):
    """One posture that is held: trunk, neck, one upper arm, and for how long."""

    trunk_flexion_deg: float = measured("posture.trunk_flexion_deg")
    trunk_supported: bool = measured("posture.trunk_supported")
    trunk_twist: bool = measured("posture.trunk_twist")
    trunk_side_bent: bool = measured("posture.trunk_side_bent")
    neck_flexion_deg: float = measured("posture.neck_flexion_deg")
    arm_elevation_deg: float = measured("posture.arm_elevation_deg")
    arm_supported: bool = measured("posture.arm_supported")
    static_min: float = measured("posture.static_min")
    arm_static_min: float = measured("posture.arm_static_min")


POSSIBLE = possible(
    Iso112262000Input,
    PARTS,
    {name: _SCALES[scale] for name, scale in DATA.values["scale_of"].items()},
    DATA.values["helpful"],
) | {"neck_flexion_deg": tuple(DATA.values["neck_examples_deg"])}
"""What each input can be; more of the neck, as the head leans by trunk and neck together."""


def _compute(x: SimpleNamespace) -> Outcome:
    head_deg = x.trunk_flexion_deg + x.neck_flexion_deg
    trunk_limit, head_limit, arm_limit = (
        _longest_min(name, angle)
        for name, angle in (("trunk", x.trunk_flexion_deg), ("head", head_deg), ("arm", x.arm_elevation_deg))
    )
    leant = _SCALES["trunk"].points(x.trunk_flexion_deg)
    back = choose((x.trunk_flexion_deg < 0) & (x.trunk_supported == 1), _ANY_TIME, leant)
    trunk = larger(
        _held(back, x.static_min, trunk_limit, x.trunk_supported),
        choose((x.trunk_twist == 1) | (x.trunk_side_bent == 1), _NOT, _ANY_TIME),
    )
    head = _held(_SCALES["head"].points(head_deg), x.static_min, head_limit, x.trunk_supported)
    neck = _SCALES["neck"].points(x.neck_flexion_deg)
    raised = _SCALES["arm"].points(x.arm_elevation_deg)
    arm = _held(raised, x.arm_static_min, arm_limit, x.arm_supported)
    worst = larger(larger(trunk, head), larger(neck, arm)) + 0.0

    findings = Findings(DATA)
    findings.add("unverified", True)
    findings.add("not_static", (x.static_min <= _SHORTEST_MIN) & (x.arm_static_min <= _SHORTEST_MIN))
    findings.add("asymmetric", (x.trunk_twist == 1) | (x.trunk_side_bent == 1))
    steps = {
        "trunk": trunk,
        "trunk_limit_min": trunk_limit,
        "head_inclination_deg": head_deg,
        "head": head,
        "head_limit_min": head_limit,
        "neck": neck,
        "arm": arm,
        "arm_limit_min": arm_limit,
    }
    return Outcome(worst, steps, findings)


def _longest_min(name: str, angle_deg: Any) -> Any:
    """The longest holding time where one is given; NaN at angles that need none or allow none."""
    row = DATA.values["holding"][name]
    (low, high), (at_low, at_high) = row["deg"], row["min"]
    limit = at_low + (at_high - at_low) * (angle_deg - low) / (high - low)
    return choose((angle_deg > low) & (angle_deg <= high), limit, np.nan)


def _held(zone: Any, held_min: Any, limit_min: Any, supported: Any) -> Any:
    """The verdict on a part: a zone with a time limit is acceptable with support, or for as long as the limit."""
    timed = choose(held_min <= limit_min, _FOR_A_TIME, _NOT)
    return choose(zone == _FOR_A_TIME, choose(supported == 1, _ANY_TIME, timed), zone)


METHOD = Method.of("iso_11226_2000", DATA, Iso112262000Input, _compute)
score = METHOD.score
