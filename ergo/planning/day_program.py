"""One day by integer programs: exact for the few days that the search of `allocation` gives up."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from ergo.planning.day_bounds import Day

Row = NDArray[np.float64]
_UNCHANGED = 1e-6


def solve_by_programs(day: Day) -> dict[int, int] | None:
    """The canonical day as minutes by variant number, or None where it cannot be filled.

    One program for the essential minutes, one for the time above normal minutes, then one for each variant in job
    order; each keeps what those before it have found.
    """
    if not day.duties:
        return None
    program = _Program(day)
    found = all(program.fix_most(goal) for goal in program.goals)
    return program.minutes() if found else None


class _Program:
    """Columns by variant: multiples of the unit, whether it is used, whether it has the odd rest, time above normal."""

    def __init__(self, day: Day) -> None:
        self._ways = [way for duty in day.duties for way in duty.ways]
        self._unit, self._odd = day.unit, day.minutes % day.unit
        self._count = count = len(self._ways)
        self._rows: list[Row] = []
        self._low: list[float] = []
        self._high: list[float] = []
        self._solution: Row = np.zeros(4 * count)
        whole = day.minutes // day.unit
        self._highest = np.concatenate(
            [
                np.full(count, float(whole)),
                np.ones(count),
                np.full(count, 1.0 if self._odd else 0.0),
                np.full(count, float(day.minutes)),
            ]
        )
        self.goals = self._goals(day)
        self._constrain_day(day)

    def _constrain_day(self, day: Day) -> None:
        ways = list(enumerate(self._ways))
        odd = 1.0 if self._odd else 0.0
        self._constrain(self._sum(self._amount(i) for i, _ in ways), day.minutes, day.minutes)
        self._constrain(self._sum(self._column(2, i) for i, _ in ways), odd, odd)
        for i, way in ways:
            amount, used = self._amount(i), self._column(1, i)
            self._constrain(amount - way.longest * used, -np.inf, 0)
            self._constrain(amount - way.block * used, 0, np.inf)
            self._constrain(amount - self._column(3, i), -np.inf, way.normal)
        at = 0
        for duty in day.duties:
            mine = ways[at : at + len(duty.ways)]
            at += len(duty.ways)
            self._constrain(self._sum(self._column(1, i) for i, _ in mine), 1.0 if duty.needed else 0.0, 1)
            if duty.needed:
                short = self._sum(self._amount(i) - way.normal * self._column(1, i) for i, way in mine)
                self._constrain(short, 0, np.inf)
        for limit, left in enumerate(day.left):
            row = self._sum(way.rates[limit] * self._amount(i) for i, way in ways)
            scale = max(1.0, float(np.abs(row).max()))
            self._constrain(row / scale, -np.inf, left / scale)
        for group in day.apart:
            used = self._sum(self._column(1, i) for i, way in ways if way.number in group)
            self._constrain(used, 0, len(group) - 1)

    def _goals(self, day: Day) -> list[Row]:
        ways = {way.number for duty in day.duties if duty.essential for way in duty.ways}
        amounts = [self._amount(i) for i in range(self._count)]
        essential = self._sum(a for a, way in zip(amounts, self._ways, strict=True) if way.number in ways)
        extended = self._sum(self._column(3, i) for i in range(self._count))
        return [essential, -extended, *amounts]

    def fix_most(self, goal: Row) -> bool:
        """Find the most of a goal and keep it; False where no day fills the question."""
        answer = milp(
            -goal,
            constraints=LinearConstraint(np.array(self._rows), self._low, self._high),
            bounds=Bounds(np.zeros(4 * self._count), self._highest),
            integrality=np.ones(4 * self._count, dtype=int),
        )
        if answer.x is None:
            return False
        self._solution = np.rint(answer.x)
        self._constrain(goal, float(goal @ self._solution) - _UNCHANGED, np.inf)
        return True

    def minutes(self) -> dict[int, int]:
        """The minutes of the last answer, by variant number."""
        amounts = [round(float(self._amount(i) @ self._solution)) for i in range(self._count)]
        return {way.number: amount for way, amount in zip(self._ways, amounts, strict=True) if amount}

    def _sum(self, rows: Iterable[Row]) -> Row:
        total: Row = np.zeros(4 * self._count)
        for row in rows:
            total = total + row
        return total

    def _column(self, kind: int, variant: int) -> Row:
        row: Row = np.zeros(4 * self._count)
        row[kind * self._count + variant] = 1
        return row

    def _amount(self, variant: int) -> Row:
        return self._unit * self._column(0, variant) + self._odd * self._column(2, variant)

    def _constrain(self, row: Row, at_least: float, at_most: float) -> None:
        self._rows.append(row)
        self._low.append(at_least)
        self._high.append(at_most)
