"""Revised Strain Index, RSI (Garg, Moore, Kapellusch 2017).

What it answers: how much a repeated hand task strains wrist and hand, and which of its five factors costs most.

    RSI = IM x EM x DM x PM x HM

with the multipliers of force (share of strength), efforts a minute, seconds of an effort, wrist angle and hours a day.
Valid for one hand and efforts that are alike; efforts of different force are added up by COSI, tasks of a day by CUSI.
The limit of 10 is from memory and labelled so. Coefficients and sources stand in ``data/tables/rsi_2017.json``.

>>> result = score(force_pct=30, efforts_per_min=6, effort_s=2, wrist_deg=0, wrist_bent="extension", hours=8)
>>> round(result.score, 4), result.intermediates["costliest"]
(6.3456, 'IM')
"""

from types import SimpleNamespace

from ergo.methods.base import Findings, Method, Outcome
from ergo.methods.inputs import UNKNOWN
from ergo.methods.strain_equation import DATA, StrainInput, costliest, duty_cycle, multipliers


class Rsi2017Input(StrainInput):
    """One hand task of efforts that are alike."""


def _compute(x: SimpleNamespace) -> Outcome:
    factors = multipliers(x)
    rsi = factors["im"] * factors["em"] * factors["dm"] * factors["pm"] * factors["hm"]
    found = Findings(DATA)
    found.add("way_not_stated", (x.wrist_bent == UNKNOWN) & (x.wrist_deg > 0))
    steps = factors | {"duty_cycle_pct": 100 * duty_cycle(x), "costliest": costliest(factors)}
    return Outcome(rsi, steps, found)


METHOD = Method.of("rsi_2017", DATA, Rsi2017Input, _compute)
score = METHOD.score
