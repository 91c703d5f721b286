"""The levels through which a dimension with a shortfall climbs under a policy, and when its turn comes."""

from math import floor

from ergo.knowledge.dimensions import Aspect, dimension, unit_of
from ergo.knowledge.policies import Policy, level_grain

_ROUNDING = 1e-9


def climb(
    policy: Policy, dimension_id: str, aspect: Aspect, tolerance: float, goal: float
) -> tuple[float, ...]:
    """The levels from the policy's share of a tolerance to a goal, in the unit of the dimension.

    Parameters
    ----------
    policy : Policy
        Share of the tolerance at first, load steps, and the classes of weight where they are given.
    dimension_id : str
        The dimension, and ``aspect`` which of its amounts.
    tolerance : float
        What the worker tolerates now, above 0.
    goal : float
        The last level: what the job asks for, or the plateau that the clinician expects.

    Returns
    -------
    tuple of float
        Rising; the first is rounded down to what can be set up (a class of weight, half a kilogram, a minute).
    """
    unit = unit_of(dimension_id, aspect)
    figure = policy.load_step(aspect, unit)
    step = figure.value if figure.unit == unit else figure.value * tolerance
    classes = _classes(policy, aspect, unit)
    levels = [_first(tolerance * policy.tolerance_share.value, unit, classes)]
    while levels[-1] + _ROUNDING < goal:
        higher = next((c for c in classes if c > levels[-1] + _ROUNDING), levels[-1] + step)
        levels.append(min(goal, higher))
    return tuple(levels)


def load_group(policy: Policy, dimension_id: str) -> int:
    """When a dimension climbs: its group's place in the policy's order, those that are not named together last."""
    order = policy.load_order.value if policy.load_order else ()
    group = dimension(dimension_id).group
    return order.index(group) if group in order else len(order)


def _classes(policy: Policy, aspect: Aspect, unit: str) -> list[float]:
    in_use = policy.load_classes_kg is not None and (aspect, unit) == (Aspect.PEAK, "kg")
    return sorted(policy.load_classes_kg.value) if in_use and policy.load_classes_kg else []


def _first(level: float, unit: str, classes: list[float]) -> float:
    below = [c for c in classes if c <= level + _ROUNDING]
    if below:
        return below[-1]
    grain = level_grain(unit)
    return level if grain is None else floor(level / grain + _ROUNDING) * grain
