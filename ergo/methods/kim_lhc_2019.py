"""Key indicator method for lifting, holding and carrying loads, KIM-LHC (BAuA 2019).

What it answers: how high is the physical load of one sub-activity with loads of 3 kg and more in a day, and what makes
it high?

    score = time x (load + handling + posture + unfavourable conditions + work organisation)

Time follows the handlings a day, load the mass for one person by sex, posture the pair of start and end and up to 6
points for what is added to it. The score lies in one of four bands at 20, 50 and 100. Valid for sub-activities with
loads of 3 kg and more; pushing, pulling, and moving people have methods of their own.

>>> easy = dict(handling="even", posture_start="upright", posture_end="slight", far="never", arms_raised="never",
...             above_shoulder="never", joints="never", grip="good", climate=False, space="good", clothing=False,
...             holding="short", organisation="good")
>>> result = score(load_kg=9, handlings=250, sex="women", twist="sometimes", **easy)
>>> result.score, result.band.label
(52.0, 'substantially increased')
"""

from types import SimpleNamespace
from typing import Any

import numpy as np

from ergo.knowledge.quantities import quantity
from ergo.methods.base import Findings, Method, MethodData, Outcome
from ergo.methods.elementwise import Edges, choose, is_unknown, smaller
from ergo.methods.inputs import MethodInput, measured
from ergo.methods.points import Points

DATA = MethodData.read("kim_lhc_2019")

_VALUES = SimpleNamespace(**DATA.values)
_UP_TO = Edges(_VALUES.time["up_to_handlings"])
_TIME = np.array(_VALUES.time["rating"])
_UP_TO_KG = Edges(_VALUES.load["up_to_kg"])
_LOAD = np.array([_VALUES.load["women"], _VALUES.load["men"]], dtype=np.float64)
_PAIRS = np.array(_VALUES.posture_pairs, dtype=np.float64)


class KimLhc2019Input(MethodInput):
    """One sub-activity of a day."""

    load_kg: float = measured("lift.load_kg")
    handlings: float = measured("lift.lifts_per_shift")
    sex: str = measured("handling.sex")
    handling: str = measured("kim.handling")
    posture_start: str = measured("kim.posture_start")
    posture_end: str = measured("kim.posture_end")
    twist: str = measured("kim.twist")
    far: str = measured("kim.far")
    arms_raised: str = measured("kim.arms_raised")
    above_shoulder: str = measured("kim.above_shoulder")
    joints: str = measured("kim.joints")
    grip: str = measured("kim.grip")
    climate: bool = measured("kim.climate")
    space: str = measured("kim.space")
    clothing: bool = measured("kim.clothing")
    holding: str = measured("kim.holding")
    organisation: str = measured("kim.organisation")
    persons: float | None = measured("lift.persons", required=False)
    person_handling: bool | None = measured("lift.person_handling", required=False)


_HANDLING, _ADDED, _CONDITIONS, _ORGANISATION = (
    Points(KimLhc2019Input, _VALUES.points[group])
    for group in ("handling", "added", "conditions", "organisation")
)


def _compute(x: SimpleNamespace) -> Outcome:
    per_person_kg = x.load_kg / choose(is_unknown(x.persons), 1.0, x.persons)
    time = _TIME[smaller(_UP_TO.passed(x.handlings), len(_TIME) - 1)]
    load = _LOAD[x.sex, _UP_TO_KG.passed(per_person_kg)]
    pair = _PAIRS[x.posture_start, x.posture_end]
    added = sum(_ADDED.of(x).values())
    posture = pair + smaller(added, _VALUES.most_added)
    handling = _HANDLING.of(x)["handling_points"]
    conditions = sum(_CONDITIONS.of(x).values())
    organisation = _ORGANISATION.of(x)["organisation_points"]
    found = Findings(DATA)
    found.add("below_3_kg", per_person_kg < _VALUES.least_kg)
    found.add("person_handling", x.person_handling == 1)
    found.add("added_cut", added > _VALUES.most_added)
    found.add("crouching", pair == _PAIRS.max())
    steps = {
        "time": time,
        "load_points": load,
        "handling_points": handling,
        "pair_points": pair,
        "added_points": added,
        "posture_points": posture,
        "condition_points": conditions,
        "organisation_points": organisation,
    }
    score = time * (load + handling + posture + conditions + organisation)
    return Outcome(choose(found.withheld(), np.nan, score), steps, found)


POSSIBLE: dict[str, tuple[Any, ...]] = {
    "load_kg": (float(_VALUES.least_kg), quantity("lift.load_kg").high),
    "handlings": (quantity("lift.lifts_per_shift").low, quantity("lift.lifts_per_shift").high),
    "sex": ("men", "women"),
    **{
        name: tuple(c.value for c in quantity(f"kim.{name}").choices)
        for name in ("posture_start", "posture_end")
    },
    **_HANDLING.possible,
    **_ADDED.possible,
    **_CONDITIONS.possible,
    **_ORGANISATION.possible,
}

METHOD = Method.of("kim_lhc_2019", DATA, KimLhc2019Input, _compute, possible=POSSIBLE)
score = METHOD.score
