"""Filling one day with permitted duties: a small integer program, solved exactly.

Each task gets 0 minutes or from its smallest useful block to its normal minutes, in one variant; doses stay within
their limits; the day is filled to its minutes. Of all such days the canonical one has most essential minutes, then
most minutes of the first task in job order, then of the second, and so on. A task that may be extended has its normal
minutes there, and more only where the day cannot otherwise be filled or hold as many essential minutes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from ergo.planning.problem import Variant

Minutes = tuple[int, ...]
_UNCHANGED = 1e-6
_MOST_NODES = 3000


class DayFiller:
    """Fills days for one planning problem, remembering every answer."""

    def __init__(self, variants: Sequence[Variant], unit_min: int) -> None:
        self._variants = tuple(variants)
        self._unit = unit_min
        normal = tuple(replace(v, longest_min=min(v.normal_min, v.longest_min)) for v in self._variants)
        self._at_normal = DayFiller(normal, unit_min) if normal != self._variants else None
        self.fill = lru_cache(maxsize=None)(self._fill)

    def _fill(
        self, minutes: int, permitted: tuple[int, ...], doses: tuple[tuple[int, int], ...]
    ) -> Minutes | None:
        """Minutes of each variant of the problem on a day of so many minutes, or None where it cannot be filled.

        ``permitted`` are variant numbers in canonical order; ``doses`` are (limit number, what is left of it).
        """
        if minutes == 0:
            return (0,) * len(self._variants)
        day = self._searched(minutes, permitted, doses)
        return day if day is None or self._at_normal is None else self._least_extended(day, permitted, doses)

    def _least_extended(
        self, day: Minutes, permitted: tuple[int, ...], doses: tuple[tuple[int, int], ...]
    ) -> Minutes:
        """A day with as many essential minutes that adds as little as it can to the normal minutes of a task.

        All that is added goes to one task; where such days hold fewer essential minutes, the day stays as it is.
        """
        minutes, essential = sum(day), self._essential(day)
        for more in range(0, minutes, self._unit):
            at_normal = self._at_normal.fill(minutes - more, permitted, doses) if self._at_normal else None
            if at_normal is None:
                continue
            result = list(at_normal)
            placed = not more or self._place(result, more, permitted, dict(doses))
            if placed and self._essential(result) >= essential:
                return tuple(result)
        return day

    def _essential(self, day: Sequence[int]) -> int:
        return sum(minutes for v, minutes in zip(self._variants, day, strict=True) if v.essential)

    def _searched(
        self, minutes: int, permitted: tuple[int, ...], doses: tuple[tuple[int, int], ...]
    ) -> Minutes | None:
        units, odd = divmod(minutes, self._unit)
        left = dict(doses)
        fill, essential = self._still_possible([self._variants[number] for number in permitted])
        if units > fill[0]:
            return None
        chosen = self._first(units, permitted, left, min(units, essential[0]))
        if chosen is None:
            chosen = self._exact(units, permitted, left)
        if chosen is None:
            return None
        result = [0] * len(self._variants)
        for number, amount in chosen.items():
            result[number] = amount * self._unit
        if odd and not self._place(result, odd, permitted, left):
            return None
        return tuple(result)

    def _first(
        self, units: int, permitted: tuple[int, ...], left: Mapping[int, int], essential: int
    ) -> dict[int, int] | None:
        """The first full day in canonical order that holds so many essential units; None where the search gives up.

        It takes most of each variant first and turns back where the rest can neither fill the day nor hold the
        essential units, so the first day that it meets is the canonical one.
        """
        variants = [self._variants[number] for number in permitted]
        fill_left, essential_left = self._still_possible(variants)
        nodes = 0

        def visit(
            at: int, remaining: int, done: int, used: frozenset[int], doses: dict[int, int]
        ) -> list[int] | None:
            nonlocal nodes
            nodes += 1
            if remaining == 0:
                return [0] * (len(variants) - at) if done >= essential else None
            possible = at < len(variants) and remaining <= fill_left[at]
            if not possible or done + min(remaining, essential_left[at]) < essential or nodes > _MOST_NODES:
                return None
            variant = variants[at]
            most = 0 if variant.task in used else min(remaining, variant.longest_min // self._unit)
            rates = [
                (limit, rate * self._unit)
                for limit, rate in variant.dose_rates.items()
                if limit in doses and rate
            ]
            for limit, rate in rates:
                most = min(most, doses[limit] // rate)
            least = -(-variant.block_min // self._unit)
            for amount in [*range(most, least - 1, -1), 0]:
                spent = (
                    doses | {limit: doses[limit] - rate * amount for limit, rate in rates}
                    if amount
                    else doses
                )
                now = used | {variant.task} if amount else used
                more = visit(at + 1, remaining - amount, done + amount * variant.essential, now, spent)
                if more is not None:
                    return [amount, *more]
            return None

        amounts = visit(0, units, 0, frozenset(), dict(left))
        if amounts is None:
            return None
        return {number: amount for number, amount in zip(permitted, amounts, strict=True) if amount}

    def _still_possible(self, variants: Sequence[Variant]) -> tuple[list[int], list[int]]:
        """For each position, the units that the variants from there on could hold at most: all, and essential."""
        fill, essential = [0] * (len(variants) + 1), [0] * (len(variants) + 1)
        longest: dict[int, int] = {}
        essential_tasks: set[int] = set()
        for at in range(len(variants) - 1, -1, -1):
            variant = variants[at]
            longest[variant.task] = max(longest.get(variant.task, 0), variant.longest_min // self._unit)
            if variant.essential:
                essential_tasks.add(variant.task)
            fill[at] = sum(longest.values())
            essential[at] = sum(amount for task, amount in longest.items() if task in essential_tasks)
        return fill, essential

    def _exact(
        self, units: int, permitted: tuple[int, ...], left: Mapping[int, int]
    ) -> dict[int, int] | None:
        """The canonical day by integer programs.

        The first finds the essential minutes; where the quick search still gives up with these, one more for each
        variant in turn.
        """
        # Loaded when it is first needed: most days are settled by the quick search.
        from scipy.optimize import Bounds, LinearConstraint, milp

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
        solution = most(goals[0])
        if solution is None:
            return None
        essential = round(float(goals[0] @ solution))
        quick = self._first(units, permitted, left, essential)
        if quick is not None:
            return quick
        constrain(goals[0], essential - _UNCHANGED, np.inf)
        for goal in goals[1:]:
            solution = most(goal)
            if solution is None:
                return None
            constrain(goal, float(goal @ solution) - _UNCHANGED, np.inf)
        return {permitted[i]: int(solution[i]) for i in range(n) if solution[i] > 0}

    def _place(
        self, result: list[int], rest: int, permitted: tuple[int, ...], left: Mapping[int, int]
    ) -> bool:
        """Gives the rest of a day to the first task on it that has room for it and may take it within its doses."""
        spent = {
            limit: sum(v.dose_rates.get(limit, 0) * m for v, m in zip(self._variants, result, strict=True))
            for limit in left
        }
        for number in permitted:
            variant = self._variants[number]
            rates = variant.dose_rates
            fits = result[number] + rest <= variant.longest_min and all(
                spent[limit] + rates.get(limit, 0) * rest <= amount for limit, amount in left.items()
            )
            if result[number] and fits:
                result[number] += rest
                return True
        return False
