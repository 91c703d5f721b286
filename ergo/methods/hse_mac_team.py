"""Manual handling assessment chart for team handling, MAC (HSE INDG383).

What it answers: which factors of a lift by several people make it risky, and how does it compare with others?

    score = sum of the points of nine factors

The colour of load and frequency is read by the assessor from the graph of the chart, whose numbers were not found. The
colour of each factor, not the sum, says what to do: HSE gives no action levels for the sum. The bands shown are those
of the Chilean guide. Valid for two to four people who lift together.

>>> result = score(load="red", hand_distance="close", height="outer", twist="one", space="none", grip="reasonable",
...                floor="bad", surroundings="none", communication="poor")
>>> result.score, result.intermediates["most"]
(14.0, 'Load and frequency')
"""

from types import SimpleNamespace

from ergo.methods.base import Method, MethodData, Outcome
from ergo.methods.inputs import MethodInput, measured
from ergo.methods.points import Points, added_up

DATA = MethodData.read("hse_mac_team")


class HseMacTeamInput(MethodInput):
    """One lift by a team, by the colours and classes of the chart."""

    load: str = measured("mac.load")
    hand_distance: str = measured("mac.hand_distance")
    height: str = measured("mac.height")
    twist: str = measured("mac.twist")
    space: str = measured("mac.space")
    grip: str = measured("mac.grip")
    floor: str = measured("mac.floor")
    surroundings: str = measured("mac.surroundings")
    communication: str = measured("mac.communication")
    person_handling: bool | None = measured("lift.person_handling", required=False)


_POINTS = Points(HseMacTeamInput, DATA.values["points"])


def _compute(x: SimpleNamespace) -> Outcome:
    return added_up(DATA, _POINTS, x, person_handling=x.person_handling)


METHOD = Method.of("hse_mac_team", DATA, HseMacTeamInput, _compute, possible=_POINTS.possible)
score = METHOD.score
