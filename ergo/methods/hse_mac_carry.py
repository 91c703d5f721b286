"""Manual handling assessment chart for carrying, MAC (HSE INDG383).

What it answers: which factors of a carry make it risky, and how does it compare with other work of this kind?

    score = sum of the points of nine factors

The colour of load and frequency is read by the assessor from the graph of the chart, whose numbers were not found. The
colour of each factor, not the sum, says what to do: HSE gives no action levels for the sum. The bands shown are those
of the Chilean guide. Valid for one person carrying.

>>> result = score(load="amber", hand_distance="close", side="one_hand", space="restricted", grip="reasonable",
...                floor="good", surroundings="none", distance_m=8, obstacles="some")
>>> result.score, result.intermediates["most"]
(11.0, 'Load and frequency')
"""

from types import SimpleNamespace

from ergo.methods.base import Method, MethodData, Outcome
from ergo.methods.inputs import MethodInput, measured
from ergo.methods.points import Points, added_up, possible_distances

DATA = MethodData.read("hse_mac_carry")


class HseMacCarryInput(MethodInput):
    """One carry, by the colours and classes of the chart."""

    load: str = measured("mac.load")
    hand_distance: str = measured("mac.hand_distance")
    side: str = measured("mac.side")
    space: str = measured("mac.space")
    grip: str = measured("mac.grip")
    floor: str = measured("mac.floor")
    surroundings: str = measured("mac.surroundings")
    distance_m: float = measured("carry.distance_m")
    obstacles: str = measured("mac.obstacles")
    person_handling: bool | None = measured("lift.person_handling", required=False)


_POINTS = Points(HseMacCarryInput, DATA.values["points"])


def _compute(x: SimpleNamespace) -> Outcome:
    return added_up(DATA, _POINTS, x, distance_m=x.distance_m, person_handling=x.person_handling)


METHOD = Method.of(
    "hse_mac_carry", DATA, HseMacCarryInput, _compute, possible=_POINTS.possible | possible_distances(DATA)
)
score = METHOD.score
