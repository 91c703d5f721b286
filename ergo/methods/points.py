"""What forms with points share: the points of each answer."""

from collections.abc import Mapping
from functools import partial
from types import SimpleNamespace
from typing import Any

import numpy as np

from ergo.methods.base import Findings, MethodData, Outcome, Steps
from ergo.methods.elementwise import choose, larger
from ergo.methods.inputs import MethodInput

_FLAG = ("no", "yes")


class Points:
    """The points for the answers to choices and flags, as the data of a method give them.

    Parameters
    ----------
    inputs : type of MethodInput
        Its fields; each one that has points must be answered.
    table : mapping
        Points by answer by field; the answers to a flag are "no" and "yes".
    """

    def __init__(self, inputs: type[MethodInput], table: Mapping[str, Mapping[str, float]]) -> None:
        self._by_position = {}
        for field, points in table.items():
            answers = [choice.value for choice in inputs.quantities()[field].choices] or _FLAG
            self._by_position[field] = np.array([points[answer] for answer in answers], dtype=np.float64)

    def of(self, x: SimpleNamespace) -> dict[str, Any]:
        """Points of each field of checked values, as steps: "grip_points"."""
        return {f"{field}_points": points[getattr(x, field)] for field, points in self._by_position.items()}


def added_up(
    data: MethodData, points: Points, x: SimpleNamespace, *, distance_m: Any = None, person_handling: Any = 0
) -> Outcome:
    """A form whose score is the sum of its points, with the factor that has most of them.

    Parameters
    ----------
    data : MethodData
        With ``distance`` among its values where a distance has points: up to how many metres, and the points.
    points : Points
        Of the answers.
    x : SimpleNamespace
        Checked values.
    distance_m : float or array, optional
        The distance that has points.
    person_handling : int or array, optional
        1 where the load is a person.
    """
    steps = points.of(x)
    if distance_m is not None:
        scale = data.values["distance"]
        steps["distance_points"] = np.array(scale["points"])[np.searchsorted(scale["up_to_m"], distance_m)]
    found = Findings(data)
    found.add("person_handling", person_handling == 1)
    found.add("no_action_level", True)
    found.add("unverified", True)
    total: Any = sum(steps.values())
    return Outcome(choose(found.withheld(), np.nan, total), Steps(partial(_with_most, data, steps)), found)


def _with_most(data: MethodData, steps: Mapping[str, Any]) -> dict[str, Any]:
    """The points and the label of the factor that has most of them."""
    most: Any = ""
    highest: Any = 0.0
    for name, value in steps.items():
        most = choose(value > highest, data.terms[name].label, most)
        highest = larger(value, highest)
    return {**steps, "most": most}
