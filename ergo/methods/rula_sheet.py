"""RULA as both editions compute it: only table A differs between them.

The points of each part, tables B and C, bands and words stand in ``data/tables/rula_1993.json``.
"""

from types import SimpleNamespace
from typing import Any

from ergo.methods.base import Findings, MethodData, Outcome
from ergo.methods.elementwise import PrintedTable, choose, whole
from ergo.methods.inputs import UNKNOWN, MethodInput, measured, refuse_where
from ergo.methods.posture_chart import at_least_one, parts, possible, scales

SHEET = MethodData.read("rula_1993")
PARTS = parts(SHEET)

_SCALES = scales(SHEET)
_TABLE_B, _TABLE_C = PrintedTable(SHEET.values["table_b"]), PrintedTable(SHEET.values["table_c"])
_MOST_C, _MOST_D = _TABLE_C.rows, _TABLE_C.columns
_MOST_LOWER_ARM: int = SHEET.values["most_lower_arm"]
_SHOCK: int = SHEET.values["shock"]
_STATIC_OF_A_WORKSHEET_MIN: float = SHEET.values["static_of_a_worksheet_min"]
_HELD = 1
"""Position of a load that is held or repeated; before it stands now and then, after it shock."""


class RulaInput(MethodInput):
    """One posture: one arm and wrist; neck, trunk and legs; how long and how often, and the load."""

    upper_arm_deg: float = measured("posture.upper_arm_deg")
    shoulder_raised: bool = measured("posture.shoulder_raised")
    arm_abducted: bool = measured("posture.arm_abducted")
    arm_supported: bool = measured("posture.arm_supported")
    elbow_flexion_deg: float = measured("posture.elbow_flexion_deg")
    arm_across: bool = measured("posture.arm_across")
    wrist_flexion_deg: float = measured("posture.wrist_flexion_deg")
    wrist_deviated: bool = measured("posture.wrist_deviated")
    wrist_twist: str = measured("posture.wrist_twist")
    arm_static_min: float = measured("posture.arm_static_min")
    arm_reps_per_min: float = measured("posture.arm_reps_per_min")
    neck_flexion_deg: float = measured("posture.neck_flexion_deg")
    neck_twisted: bool = measured("posture.neck_twisted")
    neck_side_bent: bool = measured("posture.neck_side_bent")
    trunk_flexion_deg: float = measured("posture.trunk_flexion_deg")
    trunk_twist: bool = measured("posture.trunk_twist")
    trunk_side_bent: bool = measured("posture.trunk_side_bent")
    trunk_supported: bool | None = measured("posture.trunk_supported", required=False)
    legs_supported: bool = measured("posture.legs_supported")
    static_min: float = measured("posture.static_min")
    body_reps_per_min: float = measured("posture.body_reps_per_min")
    load_kg: float = measured("posture.load_kg")
    load_pattern: str = measured("posture.load_pattern")
    body_load_kg: float | None = measured("posture.body_load_kg", required=False)
    body_load_pattern: str | None = measured("posture.body_load_pattern", required=False)


POSSIBLE = possible(
    RulaInput,
    PARTS,
    {name: _SCALES[scale] for name, scale in SHEET.values["scale_of"].items()},
    SHEET.values["helpful"],
)


def rula(x: SimpleNamespace, own: PrintedTable, other: PrintedTable, findings: Findings) -> Outcome:
    """The grand score of checked values with one table A, and what the other would give."""
    back = x.trunk_flexion_deg < 0
    needed = RulaInput.quantities()["trunk_supported"]
    refuse_where(back & (x.trunk_supported == UNKNOWN), needed, None, "is needed where the trunk leans back")
    upper_bare = (
        _SCALES["upper_arm"].points(x.upper_arm_deg) + x.shoulder_raised + x.arm_abducted - x.arm_supported
    )
    upper_arm = at_least_one(upper_bare)
    lower_arm = _SCALES["elbow"].points(x.elbow_flexion_deg) + x.arm_across
    lower_arm = choose(lower_arm > _MOST_LOWER_ARM, _MOST_LOWER_ARM, lower_arm)
    wrist = _SCALES["wrist"].points(x.wrist_flexion_deg) + x.wrist_deviated
    wrist_twist = 1 + x.wrist_twist
    neck = _SCALES["neck"].points(x.neck_flexion_deg) + x.neck_twisted + x.neck_side_bent
    upright = choose(
        back & (x.trunk_supported == 1), 1, _SCALES["trunk"].points(x.trunk_flexion_deg)
    )  # leaning back into a backrest
    trunk = upright + x.trunk_twist + x.trunk_side_bent
    legs = 2 - x.legs_supported

    muscle_a, muscle_b = (
        _muscle(x.arm_static_min, x.arm_reps_per_min),
        _muscle(x.static_min, x.body_reps_per_min),
    )
    force_a = _force(x.load_kg, x.load_pattern)
    same = x.body_load_kg != x.body_load_kg  # not given: NaN
    body_kg = choose(same, x.load_kg, x.body_load_kg)
    body_pattern = choose(x.body_load_pattern == UNKNOWN, x.load_pattern, x.body_load_pattern)
    force_b = _force(body_kg, body_pattern)

    row, column = 3 * (upper_arm - 1) + lower_arm - 1, 2 * (wrist - 1) + wrist_twist - 1
    table_a, table_b = own.at(row, column), _TABLE_B.at(neck - 1, 2 * (trunk - 1) + legs - 1)
    score_c, score_d = table_a + muscle_a + force_a, table_b + muscle_b + force_b
    grand = _grand(score_c, score_d)
    grand_other = _grand(other.at(row, column) + muscle_a + force_a, score_d)

    findings.add("other_table", grand_other != grand)
    findings.add("arm_floor", upper_bare < upper_arm)
    findings.add("trunk_back", back & (x.trunk_supported != 1))
    findings.add("static_definition", _settled_by_length(x.arm_static_min) | _settled_by_length(x.static_min))
    light = _SCALES["load"].points(x.load_kg) == 0
    findings.add("light_held", light & (x.load_pattern == _HELD))
    steps = {
        "upper_arm": upper_arm,
        "lower_arm": lower_arm,
        "wrist": wrist,
        "wrist_twist": wrist_twist,
        "table_a": table_a,
        "muscle_a": muscle_a,
        "force_a": force_a,
        "score_c": score_c,
        "neck": neck,
        "trunk": trunk,
        "legs": legs,
        "table_b": table_b,
        "muscle_b": muscle_b,
        "force_b": force_b,
        "score_d": score_d,
        "action_level": (grand + 1) // 2,
        "grand_other": grand_other,
    }
    return Outcome(grand, steps, findings)


def _muscle(static_min: Any, reps_per_min: Any) -> Any:
    """One point, never two, for a posture that is held or an action that is repeated."""
    return _SCALES["static"].points(static_min) | _SCALES["reps"].points(reps_per_min)


def _force(load_kg: Any, pattern: Any) -> Any:
    now_and_then, held = _SCALES["load"].points(load_kg), _SCALES["load_held"].points(load_kg)
    return choose(pattern > _HELD, _SHOCK, choose(pattern == _HELD, held, now_and_then))


def _grand(score_c: Any, score_d: Any) -> Any:
    """Table C, whose last row is "8 or more" and last column "7 or more"."""
    row, column = choose(score_c > _MOST_C, _MOST_C, score_c), choose(score_d > _MOST_D, _MOST_D, score_d)
    return _TABLE_C.at(whole(row) - 1, whole(column) - 1)


def _settled_by_length(static_min: Any) -> Any:
    """Whether a posture counts as held here and not on the worksheet that counts from 10 minutes."""
    return (_SCALES["static"].points(static_min) == 1) & (static_min <= _STATIC_OF_A_WORKSHEET_MIN)
