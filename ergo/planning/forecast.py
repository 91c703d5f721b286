"""How likely full duties are by each week, where steps may fail: exact over the states of the search, nothing drawn.

The first step holds with the chance a / (a + b) of the prior; every one that held (s) or failed (f) since counts as one
more, so that the chance of the next is (a + s) / (a + b + s + f). A step that fails is tried again at the next step
date; until then what was reached stays. Stepping back is not modelled. The figures are for the clinician's file only.
"""

from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from ergo.planning.scenarios import attempt, is_full
from ergo.planning.search import Search, State

Chances = NDArray[np.float64]


@dataclass(frozen=True)
class Prior:
    """What is believed before the first step, as steps that held and steps that failed; both above 0."""

    held: float
    failed: float

    def chance(self, held: int, failed: int) -> float:
        """The chance that the next step holds after so many that held and that failed."""
        sure = self.held + held
        return sure / (sure + self.failed + failed)


@dataclass(frozen=True)
class Forecast:
    """``by_week`` is the chance that full duties are reached, to the horizon, by each week; ``not_within`` the rest."""

    prior: Prior
    by_week: tuple[float, ...]
    not_within: float


def forecast(search: Search, prior: Prior) -> Forecast:
    """The forecast of a problem, from its start or from the state that was reached."""
    first = _Arrival(search, prior).entering(0, search.before, 0, 0)
    return Forecast(prior, tuple(float(x) for x in accumulate(first[:-1])), float(first[-1]))


class _Arrival:
    """For each state the chance that full duties begin in each week, the last place being not within the horizon."""

    def __init__(self, search: Search, prior: Prior) -> None:
        self._search = search
        self._prior = prior
        self._known: dict[tuple[int, State | None, int, int], Chances] = {}

    def entering(self, index: int, before: State | None, held: int, failed: int) -> Chances:
        """Before the move of a week, after so many steps that held and that failed."""
        if index == len(self._search.problem.weeks):
            never = np.zeros(index + 1)
            never[-1] = 1.0
            return never
        key = (index, before, held, failed)
        if key not in self._known:
            self._known[key] = self._moved(*key)
        return self._known[key]

    def _moved(self, index: int, before: State | None, held: int, failed: int) -> Chances:
        best, instead = attempt(self._search, index, before)
        if instead is None:
            return self._after(index, best.state, held, failed)
        chance = self._prior.chance(held, failed)
        return chance * self._after(index, best.state, held + 1, failed) + (1 - chance) * self._after(
            index, instead.state, held, failed + 1
        )

    def _after(self, index: int, state: State, held: int, failed: int) -> Chances:
        """A full week moves the beginning of full duties from the next week to this one."""
        found = self.entering(index + 1, state, held, failed)
        if not is_full(self._search, index, state):
            return found
        found = found.copy()
        found[index], found[index + 1] = found[index + 1], 0.0
        return found
