"""Strength level of a job by the Dictionary of Occupational Titles (4th edition, revised 1991, Appendix C).

What it answers: whether the job is sedentary, light, medium, heavy or very heavy: the lowest level whose ceilings
for the loads handled occasionally, frequently and constantly are all met. A job with sedentary loads is light when
it asks for much standing or walking, for arm or leg controls while seated, or for constant work at production rate.

Valid as a description of the job, of lifting, carrying, pushing and pulling alike. It says nothing of a worker.
The load at one frequency is never derived from that at another: each is measured by itself, 0 where there is none.
Values are single numbers or arrays; the score is 1 (sedentary) to 5 (very heavy).

>>> result = score(load_occasional_kg=18, load_frequent_kg=8, load_constant_kg=0)
>>> result.score, result.band.label
(3.0, 'medium')
"""

from types import SimpleNamespace

from ergo.methods.base import Method, MethodData, Outcome
from ergo.methods.inputs import UNKNOWN, MethodInput, measured
from ergo.methods.strength_levels import rate

DATA = MethodData.read("strength_dot_1991")


class StrengthDot1991Input(MethodInput):
    """The heaviest loads of a job by frequency, and what can make a job with small loads light."""

    load_occasional_kg: float = measured("job.load_occasional_kg")
    load_frequent_kg: float = measured("job.load_frequent_kg")
    load_constant_kg: float = measured("job.load_constant_kg")
    on_feet_significant: bool | None = measured("job.on_feet_significant", required=False)
    seated_controls: bool | None = measured("job.seated_controls", required=False)
    production_pace: bool | None = measured("job.production_pace", required=False)


def _compute(x: SimpleNamespace) -> Outcome:
    loads_kg = {
        "occasional": x.load_occasional_kg,
        "frequent": x.load_frequent_kg,
        "constant": x.load_constant_kg,
    }
    on_feet, controls, pace = x.on_feet_significant, x.seated_controls, x.production_pace
    raising = (on_feet == 1) | (controls == 1) | (pace == 1)
    unstated = (on_feet == UNKNOWN) | (controls == UNKNOWN) | (pace == UNKNOWN)
    return rate(DATA, loads_kg, raising, unstated)


METHOD = Method.of("strength_dot_1991", DATA, StrengthDot1991Input, _compute)
score = METHOD.score
