"""Rapid upper limb assessment, RULA (McAtamney and Corlett 1993), with the table A of current worksheets.

What it answers: how much the posture of arm, wrist, neck, trunk and legs, with muscle use and load, strains the upper
limbs, from 1 to 7, and how soon to act.

    score C     = table A [upper arm, lower arm, wrist, twist] + muscle use + force
    score D     = table B [neck, trunk, legs] + muscle use + force
    RULA        = table C [score C, score D]

Valid for one posture of seated or standing work, one side at a time: score both and take the worse. Table A is in
circulation in two forms; this is the one of current worksheets and most programs, never the less protective. A note
says where the other (``rula_1993_cornell``) would give another score. An angle on a boundary takes the fewer points.
It is a screening result and predicts no injury. Numbers, sources and what is not settled stand in
``data/tables/rula_1993.json``.

>>> score(upper_arm_deg=50, shoulder_raised=False, arm_abducted=False, arm_supported=False, elbow_flexion_deg=90,
...       arm_across=False, wrist_flexion_deg=10, wrist_deviated=False, wrist_twist="mid", arm_static_min=0,
...       arm_reps_per_min=6, neck_flexion_deg=25, neck_twisted=False, neck_side_bent=False, trunk_flexion_deg=10,
...       trunk_twist=False, trunk_side_bent=False, legs_supported=True, static_min=0.5, body_reps_per_min=0,
...       load_kg=1, load_pattern="intermittent").score
4.0
"""

from types import SimpleNamespace

from ergo.methods.base import Findings, Method, MethodData, Outcome
from ergo.methods.elementwise import PrintedTable
from ergo.methods.rula_sheet import SHEET, RulaInput, rula

_OWN = PrintedTable(SHEET.values["table_a"])
_CORNELL = MethodData.read("rula_1993_cornell")
_OTHER = PrintedTable(_CORNELL.values["table_a"])


def _compute(x: SimpleNamespace) -> Outcome:
    return rula(x, _OWN, _OTHER, Findings(SHEET))


METHOD = Method.of("rula_1993", SHEET, RulaInput, _compute, also=(_CORNELL,))
score = METHOD.score
