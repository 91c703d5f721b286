"""Filling one day with permitted duties: a small integer program, solved exactly.

Each task gets 0 minutes or from its smallest useful block to its normal minutes, in one variant; doses stay within
their limits; the day is filled to its minutes. Of all such days the canonical one has most essential minutes, then
most minutes of the first task in job order, then of the second, and so on.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from ergo.planning.problem import Variant

Minutes = tuple[int, ...]
_UNCHANGED = 1e-6


class DayFiller:
    """Fills days for one planning problem, remembering every answer."""

    def __init__(self, variants: Sequence[Variant], unit_min: int) -> None:
        self._variants = tuple(variants)
        self._unit = unit_min
        self.fill = lru_cache(maxsize=None)(self._fill)

    def _fill(
        self, minutes: int, permitted: tuple[int, ...], doses: tuple[tuple[int, int], ...]
    ) -> Minutes | None:
        """Minutes of each variant of the problem on a day of so many minutes, or None where it cannot be filled.

        ``permitted`` are variant numbers in canonical order; ``doses`` are (limit number, what is left of it).
        """
        if minutes == 0:
            return (0,) * len(self._variants)
        units, odd = divmod(minutes, self._unit)
        left = dict(doses)
        chosen = self._greedy(units, permitted, left)
        if chosen is None:
            chosen = self._exact(units, permitted, left)
        if chosen is None:
            return None
        result = [0] * len(self._variants)
        for number, amount in chosen.items():
            result[number] = amount * self._unit
        if odd and not self._place_odd(result, odd, permitted, left):
            return None
        return tuple(result)

    def _greedy(
        self, units: int, permitted: tuple[int, ...], left: Mapping[int, int]
    ) -> dict[int, int] | None:
        """Most of each task in order, where that is sure to be the canonical answer.

        It is when the day is full and neither a dose nor a smallest block shortened any task; otherwise None, and the
        integer program decides.
        """
        remaining = units
        doses = {limit: float(amount) for limit, amount in left.items()}
        chosen: dict[int, int] = {}
        used: set[int] = set()
        shortened = False
        for number in permitted:
            variant = self._variants[number]
            if variant.task in used or remaining == 0:
                continue
            longest = variant.longest_min // self._unit
            most = min(remaining, longest)
            for limit, rate in variant.dose_rates.items():
                if limit in doses and rate > 0:
                    most = min(most, int(doses[limit] // (rate * self._unit)))
            if most < min(remaining, longest):
                shortened = True
            if most < -(-variant.block_min // self._unit):
                shortened = shortened or most > 0
                continue
            used.add(variant.task)
            chosen[number] = most
            remaining -= most
            for limit, rate in variant.dose_rates.items():
                if limit in doses:
                    doses[limit] -= rate * self._unit * most
        return chosen if remaining == 0 and not shortened else None

    def _exact(
        self, units: int, permitted: tuple[int, ...], left: Mapping[int, int]
    ) -> dict[int, int] | None:
        """The canonical day by integer programs: one for the essential minutes, then one for each variant in turn."""
        n = len(permitted)
        if n == 0:
            return None
        variants = [self._variants[number] for number in permitted]
        longest = np.array([v.longest_min // self._unit for v in variants], dtype=float)
        blocks = np.array([-(-v.block_min // self._unit) for v in variants], dtype=float)
        rows: list[np.ndarray] = []
        low: list[float] = []
        high: list[float] = []

        def constrain(row: np.ndarray, at_least: float, at_most: float) -> None:
            rows.append(row)
            low.append(at_least)
            high.append(at_most)

        ones = np.concatenate([np.ones(n), np.zeros(n)])
        constrain(ones, units, units)
        for i in range(n):
            used, least = np.zeros(2 * n), np.zeros(2 * n)
            used[i], used[n + i] = 1, -longest[i]
            least[i], least[n + i] = 1, -blocks[i]
            constrain(used, -np.inf, 0)
            constrain(least, 0, np.inf)
        for task in {v.task for v in variants}:
            row = np.zeros(2 * n)
            row[n:] = [1.0 if v.task == task else 0.0 for v in variants]
            constrain(row, 0, 1)
        for limit, amount in left.items():
            row = np.zeros(2 * n)
            row[:n] = [v.dose_rates.get(limit, 0) * self._unit for v in variants]
            scale = max(1.0, float(np.abs(row).max()))
            constrain(row / scale, -np.inf, amount / scale)
        bounds = Bounds(np.zeros(2 * n), np.concatenate([longest, np.ones(n)]))

        def most(goal: np.ndarray) -> np.ndarray | None:
            answer = milp(
                -goal,
                constraints=LinearConstraint(np.array(rows), low, high),
                bounds=bounds,
                integrality=np.ones(2 * n, dtype=int),
            )
            return np.rint(answer.x) if answer.x is not None else None

        goals = [np.array([1.0 if v.essential else 0.0 for v in variants] + [0.0] * n)]
        goals += [np.eye(2 * n)[i] for i in range(n)]
        solution: np.ndarray | None = None
        for goal in goals:
            if not goal.any():
                continue
            found = most(goal)
            if found is None:
                return None
            solution = found
            constrain(goal, float(goal @ found) - _UNCHANGED, np.inf)
        if solution is None:
            return None
        return {permitted[i]: int(solution[i]) for i in range(n) if solution[i] > 0}

    def _place_odd(
        self, result: list[int], odd: int, permitted: tuple[int, ...], left: Mapping[int, int]
    ) -> bool:
        """Gives the odd rest of a day to the first task on it that may take it within its doses."""
        spent = {
            limit: sum(v.dose_rates.get(limit, 0) * m for v, m in zip(self._variants, result, strict=True))
            for limit in left
        }
        for number in permitted:
            rates = self._variants[number].dose_rates
            fits = all(spent[limit] + rates.get(limit, 0) * odd <= amount for limit, amount in left.items())
            if result[number] and fits:
                result[number] += odd
                return True
        return False
