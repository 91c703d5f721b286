"""Strain Index, SI (Moore, Garg 1995).

What it answers: how much a repeated hand task strains wrist and hand, by six ratings, and which of them costs most.

    SI = IE x DE x EM x HWP x SW x DD

with the multipliers of force, time in effort, efforts a minute, posture of hand and wrist, speed of work and hours a
day, each of five classes. Valid for one hand and one task. Force is classed by a Borg rating where there is one, else
by the share of strength. Classes, sources and what is not settled stand in ``data/tables/strain_index_1995.json``.

>>> result = score(force_pct=60, duty_cycle_pct=60, efforts_per_min=20, wrist_rating="good", speed="fair", hours=8)
>>> result.score, result.intermediates["costliest"]
(54.0, 'IE')
"""

from types import SimpleNamespace

import numpy as np

from ergo.knowledge.quantities import quantity
from ergo.methods.base import Findings, Method, MethodData, Outcome
from ergo.methods.elementwise import Edges, choose, is_known, is_unknown, opposite
from ergo.methods.inputs import MethodInput, measured, refuse_where
from ergo.methods.strain_equation import costliest

DATA = MethodData.read("strain_index_1995")

_VALUES = SimpleNamespace(
    **{name: np.array(row) if isinstance(row, list) else row for name, row in DATA.values.items()}
)
_WRIST, _SPEED = (
    np.array([DATA.values[name][choice.value] for choice in quantity(f"hand.{row}").choices])
    for name, row in (("wrist", "wrist_rating"), ("speed", "speed"))
)
_EDGES = {
    name: Edges(row, upper=name != "hours_edges") for name, row in DATA.values.items() if "_edges" in name
}
"""Between the classes; a value on an edge is in the upper class, but hours are in the lower."""

_ALL_THE_TIME_PCT = 100


class StrainIndex1995Input(MethodInput):
    """One hand task. Force as a share of strength or as a rating; one of them is needed."""

    force_pct: float | None = measured("hand.force_pct", required=False)
    effort_cr10: float | None = measured("hand.effort_cr10", required=False)
    duty_cycle_pct: float = measured("hand.duty_cycle_pct")
    efforts_per_min: float = measured("hand.reps_per_min")
    wrist_rating: str = measured("hand.wrist_rating")
    speed: str = measured("hand.speed")
    hours: float = measured("hand.rep_h")


def _compute(x: SimpleNamespace) -> Outcome:
    rated = is_known(x.effort_cr10)
    nothing = opposite(rated) & is_unknown(x.force_pct)
    refuse_where(nothing, StrainIndex1995Input.quantities()["force_pct"], None, "or a rating is needed")
    static = x.duty_cycle_pct >= _ALL_THE_TIME_PCT
    factors = {
        "ie": choose(
            rated,
            _VALUES.force[_EDGES["borg_edges"].passed(x.effort_cr10)],
            _VALUES.force[_EDGES["force_edges_pct"].passed(x.force_pct)],
        ),
        "de": _VALUES.duty[_EDGES["duty_edges_pct"].passed(x.duty_cycle_pct)],
        "em": choose(
            static,
            _VALUES.static_efforts,
            _VALUES.efforts[_EDGES["efforts_edges_per_min"].passed(x.efforts_per_min)],
        ),
        "hwp": _WRIST[x.wrist_rating],
        "sw": _SPEED[x.speed],
        "dd": _VALUES.hours[_EDGES["hours_edges"].passed(x.hours)],
    }
    index = factors["ie"] * factors["de"] * factors["em"] * factors["hwp"] * factors["sw"] * factors["dd"]
    found = Findings(DATA)
    found.add("static", static)
    found.add("rated", rated & is_known(x.force_pct))
    return Outcome(index, factors | {"costliest": costliest(factors)}, found)


METHOD = Method.of("strain_index_1995", DATA, StrainIndex1995Input, _compute)
score = METHOD.score
