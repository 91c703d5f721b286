"""A lift against a threshold limit value for lifting (TLV, ACGIH) that the assessor has read and entered.

What it answers: how does the load compare with the value that the assessor found in the tables of ACGIH?

    ratio = load / value entered

The tables are copyright of ACGIH and no part of this program: which of them holds, by rate and hours a day, and which
of its zones, is read there. Valid for one person. Where rate, hours, twist, hands, position, space, grip or load ask
for a lower value by the assessor's judgement, a finding says so.

>>> result = score(load_kg=8, acgih_tlv_kg=10, freq_per_min=4, duration_h=2, asym_deg=0, coupling="good", hands=2,
...                body_position="stand", restricted_space=False, unstable=False)
>>> round(result.score, 2), result.band.label
(0.8, 'up to the value entered')
"""

from types import SimpleNamespace
from typing import Any

import numpy as np

from ergo.knowledge.quantities import quantity
from ergo.methods.base import Findings, Method, MethodData, Outcome
from ergo.methods.elementwise import choose, is_unknown
from ergo.methods.inputs import UNKNOWN, MethodInput, measured, refuse_where

DATA = MethodData.read("acgih_tlv_entered")

_LOWER_BEYOND = SimpleNamespace(**DATA.values["lower_beyond"])
_POOR = next(n for n, choice in enumerate(quantity("lift.coupling").choices) if choice.value == "poor")


class AcgihTlvEnteredInput(MethodInput):
    """One lift, the value entered for it, and what may ask for a lower one."""

    load_kg: float = measured("lift.load_kg")
    load_max_kg: float | None = measured("lift.load_max_kg", required=False)
    acgih_tlv_kg: float = measured("lift.acgih_tlv_kg")
    freq_per_min: float | None = measured("lift.freq_per_min", required=False)
    duration_h: float | None = measured("lift.duration_h", required=False)
    asym_deg: float | None = measured("lift.asym_deg", required=False)
    coupling: str | None = measured("lift.coupling", required=False)
    hands: float | None = measured("lift.hands", required=False)
    persons: float | None = measured("lift.persons", required=False)
    body_position: str | None = measured("lift.body_position", required=False)
    restricted_space: bool | None = measured("lift.restricted_space", required=False)
    unstable: bool | None = measured("lift.unstable", required=False)
    person_handling: bool | None = measured("lift.person_handling", required=False)


def _compute(x: SimpleNamespace) -> Outcome:
    heaviest = AcgihTlvEnteredInput.quantities()["load_max_kg"]
    refuse_where(x.load_max_kg < x.load_kg, heaviest, x.load_max_kg, "is below the usual load")
    ratio, ratio_heaviest = x.load_kg / x.acgih_tlv_kg, x.load_max_kg / x.acgih_tlv_kg
    found = Findings(DATA)
    found.add("team_lift", x.persons > 1)
    found.add("person_handling", x.person_handling == 1)
    found.add("entered", True)
    found.add("heaviest_above", (ratio <= 1) & (ratio_heaviest > 1))
    found.add("lower_value", _asks_for_less(x))
    found.add("not_all_known", _not_all_known(x))
    return Outcome(choose(found.withheld(), np.nan, ratio), {"ratio_heaviest": ratio_heaviest}, found)


def _asks_for_less(x: SimpleNamespace) -> Any:
    """Where the assessor is asked to set a lower value by judgement."""
    return (
        (x.freq_per_min > _LOWER_BEYOND.freq_per_min)
        | (x.duration_h > _LOWER_BEYOND.duration_h)
        | (x.asym_deg > _LOWER_BEYOND.asym_deg)
        | (x.coupling == _POOR)
        | (x.hands == 1)
        | (x.body_position > 0)
        | (x.restricted_space == 1)
        | (x.unstable == 1)
    )


def _not_all_known(x: SimpleNamespace) -> Any:
    """Where something is open that could ask for a lower value."""
    unknown = (
        is_unknown(x.freq_per_min) | is_unknown(x.duration_h) | is_unknown(x.asym_deg) | is_unknown(x.hands)
    )
    for answer in (x.coupling, x.body_position, x.restricted_space, x.unstable):
        unknown = unknown | (answer == UNKNOWN)
    return unknown


METHOD = Method.of("acgih_tlv_entered", DATA, AcgihTlvEnteredInput, _compute)
score = METHOD.score
