"""Manual handling assessment chart for lifting, MAC (HSE INDG383).

What it answers: which factors of a lift make it risky, and how does it compare with other work of this kind?

    score = sum of the points of eight factors

The colour of load and frequency is read by the assessor from the graph of the chart, whose numbers were not found. The
colour of each factor, not the sum, says what to do: HSE gives no action levels for the sum. The bands shown are those
of the Chilean guide. Valid for one person lifting or lowering with both hands.

>>> result = score(load="red", hand_distance="far", height="extreme", twist="both", space="restricted",
...                grip="reasonable", floor="good", surroundings="none")
>>> result.score, result.intermediates["most"]
(19.0, 'Load and frequency')
"""

from types import SimpleNamespace

from ergo.methods.base import Method, MethodData, Outcome
from ergo.methods.inputs import MethodInput, measured
from ergo.methods.points import Points, added_up

DATA = MethodData.read("hse_mac_lift")


class HseMacLiftInput(MethodInput):
    """One lift, by the colours and classes of the chart."""

    load: str = measured("mac.load")
    hand_distance: str = measured("mac.hand_distance")
    height: str = measured("mac.height")
    twist: str = measured("mac.twist")
    space: str = measured("mac.space")
    grip: str = measured("mac.grip")
    floor: str = measured("mac.floor")
    surroundings: str = measured("mac.surroundings")
    person_handling: bool | None = measured("lift.person_handling", required=False)


_POINTS = Points(HseMacLiftInput, DATA.values["points"])


def _compute(x: SimpleNamespace) -> Outcome:
    return added_up(DATA, _POINTS, x, person_handling=x.person_handling)


METHOD = Method.of("hse_mac_lift", DATA, HseMacLiftInput, _compute, possible=_POINTS.possible)
score = METHOD.score
