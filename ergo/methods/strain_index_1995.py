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
from typing import Any

import numpy as np

from ergo.knowledge.quantities import quantity
from ergo.methods.base import Findings, Method, MethodData, Outcome
from ergo.methods.elementwise import choose
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
    rated = ~np.isnan(x.effort_cr10)
    nothing = ~rated & np.isnan(x.force_pct)
    refuse_where(nothing, StrainIndex1995Input.quantities()["force_pct"], None, "or a rating is needed")
    static = x.duty_cycle_pct >= _ALL_THE_TIME_PCT
    factors = {
        "ie": choose(
            rated,
            _classed(_VALUES.force, _VALUES.borg_edges, x.effort_cr10),
            _classed(_VALUES.force, _VALUES.force_edges_pct, x.force_pct),
        ),
        "de": _classed(_VALUES.duty, _VALUES.duty_edges_pct, x.duty_cycle_pct),
        "em": choose(
            static,
            _VALUES.static_efforts,
            _classed(_VALUES.efforts, _VALUES.efforts_edges_per_min, x.efforts_per_min),
        ),
        "hwp": _WRIST[x.wrist_rating],
        "sw": _SPEED[x.speed],
        "dd": _classed(_VALUES.hours, _VALUES.hours_edges, x.hours, edge_below=True),
    }
    index = factors["ie"] * factors["de"] * factors["em"] * factors["hwp"] * factors["sw"] * factors["dd"]
    found = Findings(DATA)
    found.add("static", static)
    found.add("rated", rated & ~np.isnan(x.force_pct))
    return Outcome(index, factors | {"costliest": costliest(factors)}, found)


def _classed(multipliers: Any, edges: Any, value: Any, *, edge_below: bool = False) -> Any:
    """The multiplier of the class a value lies in; a value on an edge is in the upper class, or with `edge_below` not.

    An unknown value (NaN) gives the last class; the caller leaves it out.
    """
    return multipliers[np.searchsorted(edges, value, side="left" if edge_below else "right")]


METHOD = Method.of("strain_index_1995", DATA, StrainIndex1995Input, _compute)
score = METHOD.score
