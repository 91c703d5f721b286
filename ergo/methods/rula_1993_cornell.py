"""Rapid upper limb assessment, RULA (McAtamney and Corlett 1993), with the table A of the older Cornell worksheet.

What it answers: as ``rula_1993``, of which it differs in 31 cells of table A, by one point and once by two, always
towards the lower score. From memory it is the form that the article of 1993 prints; nobody here has read that page.

    score C     = table A [upper arm, lower arm, wrist, twist] + muscle use + force
    score D     = table B [neck, trunk, legs] + muscle use + force
    RULA        = table C [score C, score D]

Valid as ``rula_1993``; for comparison with assessments that were made on the older sheet. A note says where the other
form would give another score. All other numbers stand in ``data/tables/rula_1993.json``.

>>> score(upper_arm_deg=50, shoulder_raised=False, arm_abducted=False, arm_supported=False, elbow_flexion_deg=90,
...       arm_across=False, wrist_flexion_deg=10, wrist_deviated=False, wrist_twist="mid", arm_static_min=0,
...       arm_reps_per_min=6, neck_flexion_deg=25, neck_twisted=False, neck_side_bent=False, trunk_flexion_deg=10,
...       trunk_twist=False, trunk_side_bent=False, legs_supported=True, static_min=0.5, body_reps_per_min=0,
...       load_kg=1, load_pattern="intermittent").intermediates["table_a"]
3.0
"""

from types import SimpleNamespace

from ergo.methods.base import Findings, Method, MethodData, Outcome
from ergo.methods.elementwise import PrintedTable
from ergo.methods.rula_sheet import SHEET, RulaInput, rula

_ONLY_TABLE_A = MethodData.read("rula_1993_cornell")
_DATA = _ONLY_TABLE_A.model_copy(update={"bands": SHEET.bands, "terms": SHEET.terms})
_OWN = PrintedTable(_ONLY_TABLE_A.values["table_a"])
_OTHER = PrintedTable(SHEET.values["table_a"])


def _compute(x: SimpleNamespace) -> Outcome:
    return rula(x, _OWN, _OTHER, Findings(_DATA, SHEET))


METHOD = Method.of("rula_1993_cornell", _DATA, RulaInput, _compute, also=(SHEET,))
score = METHOD.score
