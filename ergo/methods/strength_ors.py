"""Strength level of a job by the Occupational Requirements Survey of the US Bureau of Labor Statistics.

What it answers: whether the job is sedentary, light, medium, heavy or very heavy: the lowest level whose ceilings
for the loads handled seldom (up to 2 % of the workday), occasionally (to a third), frequently (to two thirds) and
constantly are all met. A job with sedentary loads is light when more than a third of the day is spent on the feet.

Valid as a description of the job. Its ceilings differ from those of the DOT (`strength_dot_1991`): keep the two
apart. The load at one frequency is never derived from that at another. Values are single numbers or arrays; the
score is 1 (sedentary) to 5 (very heavy).

>>> result = score(load_seldom_kg=0, load_occasional_kg=18, load_frequent_kg=0, load_constant_kg=0)
>>> result.score, result.band.label
(3.0, 'medium')
"""

from types import SimpleNamespace

from ergo.methods.base import Method, MethodData, Outcome
from ergo.methods.elementwise import is_unknown
from ergo.methods.inputs import MethodInput, measured
from ergo.methods.strength_levels import rate

DATA = MethodData.read("strength_ors")


class StrengthOrsInput(MethodInput):
    """The heaviest loads of a job by frequency, and the time on the feet."""

    load_seldom_kg: float = measured("job.load_seldom_kg")
    load_occasional_kg: float = measured("job.load_occasional_kg")
    load_frequent_kg: float = measured("job.load_frequent_kg")
    load_constant_kg: float = measured("job.load_constant_kg")
    on_feet_pct: float | None = measured("job.on_feet_pct", required=False)


def _compute(x: SimpleNamespace) -> Outcome:
    loads_kg = {
        "seldom": x.load_seldom_kg,
        "occasional": x.load_occasional_kg,
        "frequent": x.load_frequent_kg,
        "constant": x.load_constant_kg,
    }
    return rate(DATA, loads_kg, x.on_feet_pct > DATA.values["on_feet_pct"], is_unknown(x.on_feet_pct))


METHOD = Method.of("strength_ors", DATA, StrengthOrsInput, _compute)
score = METHOD.score
