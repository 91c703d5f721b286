"""Rapid entire body assessment, REBA (Hignett and McAtamney 2000).

What it answers: how much a posture, with its load, hold and activity, strains the whole body, from 1 to 15, and how
soon to act.

    score A     = table A [trunk, neck, legs] + load
    score B     = table B [upper arm, lower arm, wrist] + hold
    REBA        = table C [score A, score B] + activity

Valid for one posture of work that moves or stands still, one arm at a time: score both and take the worse. An angle
on a boundary takes the fewer points; upright is 0 degrees. A trunk or neck that is twisted, bent sideways or both gets
one point, as the authors' chapter says. It is a screening result and predicts no injury. Numbers, sources and what is
not settled stand in ``data/tables/reba_2000.json``.

>>> score(trunk_flexion_deg=30, trunk_twist=False, trunk_side_bent=False, neck_flexion_deg=10, neck_twisted=False,
...       neck_side_bent=False, stance="two_legs", knee_flexion_deg=0, load_kg=25, load_pattern="intermittent",
...       upper_arm_deg=30, shoulder_raised=False, arm_abducted=False, arm_rotated=False, arm_supported=False,
...       arm_gravity=False, elbow_flexion_deg=70, wrist_flexion_deg=5, wrist_deviated=False, wrist_twist="mid",
...       coupling="good", static_min=0.5, arm_static_min=0, body_reps_per_min=0, arm_reps_per_min=0,
...       rapid_or_unstable=False).intermediates["score_a"]
4.0
"""

from types import SimpleNamespace

import numpy as np

from ergo.knowledge.quantities import quantity
from ergo.methods.base import Findings, Method, MethodData, Outcome
from ergo.methods.elementwise import PrintedTable, choose, whole
from ergo.methods.inputs import MethodInput, measured, refuse_where
from ergo.methods.posture_chart import at_least_one, parts, possible, scales

DATA = MethodData.read("reba_2000")
PARTS = parts(DATA)

_SCALES = scales(DATA)
_TABLE_A, _TABLE_B, _TABLE_C = (PrintedTable(DATA.values[name]) for name in ("table_a", "table_b", "table_c"))
_MOST_LEGS, _MOST_WRIST = 4, 3
_STANCES = [choice.value for choice in quantity("posture.stance").choices]
_SITTING = _STANCES.index("sitting")
_LEGS = np.array([DATA.values["legs"][stance] for stance in _STANCES])
_COUPLING = np.array([DATA.values["coupling"][c.value] for c in quantity("posture.coupling").choices])
_SHOCK_AT = [choice.value for choice in quantity("posture.load_pattern").choices].index("shock")
_SHOCK: int = DATA.values["shock"]


class Reba2000Input(MethodInput):
    """One posture: trunk, neck, legs and load; one arm and wrist with its hold; activity."""

    trunk_flexion_deg: float = measured("posture.trunk_flexion_deg")
    trunk_twist: bool = measured("posture.trunk_twist")
    trunk_side_bent: bool = measured("posture.trunk_side_bent")
    neck_flexion_deg: float = measured("posture.neck_flexion_deg")
    neck_twisted: bool = measured("posture.neck_twisted")
    neck_side_bent: bool = measured("posture.neck_side_bent")
    stance: str = measured("posture.stance")
    knee_flexion_deg: float | None = measured("posture.knee_flexion_deg", required=False)
    load_kg: float = measured("posture.load_kg")
    load_pattern: str = measured("posture.load_pattern")
    upper_arm_deg: float = measured("posture.upper_arm_deg")
    shoulder_raised: bool = measured("posture.shoulder_raised")
    arm_abducted: bool = measured("posture.arm_abducted")
    arm_rotated: bool = measured("posture.arm_rotated")
    arm_supported: bool = measured("posture.arm_supported")
    arm_gravity: bool = measured("posture.arm_gravity")
    elbow_flexion_deg: float = measured("posture.elbow_flexion_deg")
    wrist_flexion_deg: float = measured("posture.wrist_flexion_deg")
    wrist_deviated: bool = measured("posture.wrist_deviated")
    wrist_twist: str = measured("posture.wrist_twist")
    coupling: str = measured("posture.coupling")
    static_min: float = measured("posture.static_min")
    arm_static_min: float = measured("posture.arm_static_min")
    body_reps_per_min: float = measured("posture.body_reps_per_min")
    arm_reps_per_min: float = measured("posture.arm_reps_per_min")
    rapid_or_unstable: bool = measured("posture.rapid_or_unstable")


POSSIBLE = possible(
    Reba2000Input,
    PARTS,
    {name: _SCALES[scale] for name, scale in DATA.values["scale_of"].items()},
    DATA.values["helpful"],
)


def _compute(x: SimpleNamespace) -> Outcome:
    seated = x.stance == _SITTING
    knee_row = Reba2000Input.quantities()["knee_flexion_deg"]
    unknown_knee = x.knee_flexion_deg != x.knee_flexion_deg  # NaN
    refuse_where(unknown_knee & (x.stance != _SITTING), knee_row, None, "is needed unless the worker sits")
    trunk = _SCALES["trunk"].points(x.trunk_flexion_deg) + (x.trunk_twist | x.trunk_side_bent)
    neck = _SCALES["neck"].points(x.neck_flexion_deg) + (x.neck_twisted | x.neck_side_bent)
    legs = _LEGS[x.stance] + choose(seated, 0, _SCALES["knee"].points(x.knee_flexion_deg))
    load = _SCALES["load"].points(x.load_kg) + _SHOCK * (x.load_pattern == _SHOCK_AT)
    upper_bare = (
        _SCALES["upper_arm"].points(x.upper_arm_deg)
        + x.shoulder_raised
        + (x.arm_abducted | x.arm_rotated)
        - (x.arm_supported | x.arm_gravity)
    )
    upper_arm = at_least_one(upper_bare)
    lower_arm = _SCALES["elbow"].points(x.elbow_flexion_deg)
    wrist = _SCALES["wrist"].points(x.wrist_flexion_deg) + (x.wrist_deviated | x.wrist_twist)
    coupling = _COUPLING[x.coupling]
    activity = (
        (_SCALES["static"].points(x.static_min) | _SCALES["static"].points(x.arm_static_min))
        + (_SCALES["reps"].points(x.body_reps_per_min) | _SCALES["reps"].points(x.arm_reps_per_min))
        + x.rapid_or_unstable
    )

    table_a = _TABLE_A.at(trunk - 1, _MOST_LEGS * (neck - 1) + legs - 1)
    table_b = _TABLE_B.at(upper_arm - 1, _MOST_WRIST * (lower_arm - 1) + wrist - 1)
    score_a, score_b = table_a + load, table_b + coupling
    table_c = _TABLE_C.at(whole(score_a) - 1, whole(score_b) - 1)
    reba = table_c + activity

    findings = Findings(DATA)
    findings.add("arm_floor", upper_bare < upper_arm)
    findings.add(
        "one_adjustment",
        (x.trunk_twist & x.trunk_side_bent == 1) | (x.neck_twisted & x.neck_side_bent == 1),
    )
    steps = {
        "trunk": trunk,
        "neck": neck,
        "legs": legs,
        "table_a": table_a,
        "load": load,
        "score_a": score_a,
        "upper_arm": upper_arm,
        "lower_arm": lower_arm,
        "wrist": wrist,
        "table_b": table_b,
        "coupling": coupling,
        "score_b": score_b,
        "table_c": table_c,
        "activity": activity,
        "action_level": DATA.bands[0].index(np.asarray(reba)),
    }
    return Outcome(reba, steps, findings)


METHOD = Method.of("reba_2000", DATA, Reba2000Input, _compute)
score = METHOD.score
