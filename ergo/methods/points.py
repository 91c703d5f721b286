"""What forms with points share: the points of each answer."""

from collections.abc import Mapping
from functools import partial
from types import SimpleNamespace
from typing import Any

import numpy as np

from ergo.methods.base import Findings, MethodData, Outcome, Steps
from ergo.methods.elementwise import Edges, choose, larger
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

    Attributes
    ----------
    possible : mapping
        One answer to each field for each number of points, the fewest first.
    """

    def __init__(self, inputs: type[MethodInput], table: Mapping[str, Mapping[str, float]]) -> None:
        self._by_position = {}
        self.possible: dict[str, tuple[Any, ...]] = {}
        for field, points in table.items():
            choices = [choice.value for choice in inputs.quantities()[field].choices]
            told = [points[answer] for answer in choices or _FLAG]
            self._by_position[field] = np.array(told, dtype=np.float64)
            by_points = dict(zip(told, choices or (False, True), strict=True))
            self.possible[field] = tuple(by_points[worth] for worth in sorted(by_points))

    def of(self, x: SimpleNamespace) -> dict[str, Any]:
        """Points of each field of checked values, as steps: "grip_points"."""
        return {f"{field}_points": points[getattr(x, field)] for field, points in self._by_position.items()}


def possible_distances(data: MethodData) -> dict[str, tuple[float, ...]]:
    """One distance for each number of points of a form that gives points for it."""
    up_to_m = data.values["distance"]["up_to_m"]
    return {"distance_m": (*map(float, up_to_m), up_to_m[-1] + 1.0)}


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
        steps["distance_points"] = np.array(scale["points"])[Edges(scale["up_to_m"]).passed(distance_m)]
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
