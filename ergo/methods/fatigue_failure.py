"""Damage of tendons as a share of the cycles to failure, shared by DUET and The Shoulder Tool."""

from typing import Any

import numpy as np


def probability_pct(damage: Any, intercept: float, slope: float) -> Any:
    """The probability of a logistic model in log10 of the damage, in percent; 0 without damage.

    Examples
    --------
    >>> round(float(probability_pct(0.0074, 0.573, 0.747)), 1)
    26.5
    """
    some = damage > 0
    logit = intercept + slope * np.log10(np.where(some, damage, 1))
    return np.where(some, 100 / (1 + np.exp(-logit)), 0)


def shares_pct(task_damage: Any) -> Any:
    """Each task's share of the damage of the day, in percent; 0 without damage."""
    total = task_damage.sum(axis=-1, keepdims=True)
    return 100 * task_damage / np.where(total > 0, total, 1)
