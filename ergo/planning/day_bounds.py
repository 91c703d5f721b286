"""One day to fill, and what its duties could hold at most: by these bounds the search of `allocation` turns back."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Way:
    """A permitted variant of a task: its number, its minutes and what a minute of it asks for of each limit."""

    number: int
    longest: int
    normal: int
    block: int
    rates: tuple[int, ...]


@dataclass(frozen=True)
class Duty:
    """A task that may be done on the day; ``needed`` where it must have its normal minutes."""

    essential: bool
    needed: bool
    ways: tuple[Way, ...]
    longest: int
    normal: int


@dataclass(frozen=True)
class Day:
    """What is to be filled. ``left`` is what each limit allows; ``apart`` are variants that must not all be used."""

    minutes: int
    unit: int
    duties: tuple[Duty, ...]
    left: tuple[int, ...]
    apart: tuple[frozenset[int], ...]


def whole(most: int, minutes: int, unit: int) -> int:
    """The most of a part of a day that is in multiples of the unit, the odd rest of the day added or not."""
    odd = minutes % unit
    return max((most - (most - odd) % unit, most - most % unit))


class Bounds:
    """What the duties from a position on could hold at most, each limit taken by itself."""

    def __init__(self, day: Day) -> None:
        self._day = day
        count = len(day.duties)
        self._known: dict[tuple[int, int, tuple[int, ...]], int | None] = {}
        self.all = [0] * (count + 1)
        self.essential = [0] * (count + 1)
        self.normal = [0] * (count + 1)
        self.needed = [0] * (count + 1)
        self._cheapest: list[list[list[tuple[int, bool, int]]]] = [[] for _ in range(count + 1)]
        self._cheapest[count] = [[] for _ in day.left]
        self._usual: list[list[list[tuple[int, int]]]] = [[[] for _ in day.left] for _ in range(count + 1)]
        self._usual_essential: list[list[list[tuple[int, int]]]] = [
            [[] for _ in day.left] for _ in range(count + 1)
        ]
        self._dearest: list[list[int]] = [[0 for _ in day.left] for _ in range(count + 1)]
        self._usual_all = [0] * (count + 1)
        for at in range(count - 1, -1, -1):
            duty = day.duties[at]
            self.all[at] = self.all[at + 1] + duty.longest
            self.essential[at] = self.essential[at + 1] + (duty.longest if duty.essential else 0)
            self.normal[at] = self.normal[at + 1] + duty.normal
            self.needed[at] = self.needed[at + 1] + (duty.normal if duty.needed else 0)
            self._usual_all[at] = self._usual_all[at + 1] + (duty.normal if duty.essential else 0)
            for limit in range(len(day.left)):
                usual = (min(way.rates[limit] for way in duty.ways), duty.normal)
                self._usual[at][limit] = sorted([*self._usual[at + 1][limit], usual])
                more = [usual] if duty.essential else []
                self._usual_essential[at][limit] = sorted([*self._usual_essential[at + 1][limit], *more])
            self._dearest[at] = [
                max(dearest, *(way.rates[limit] for way in duty.ways))
                for limit, dearest in enumerate(self._dearest[at + 1])
            ]
            self._cheapest[at] = [
                sorted(
                    [
                        *self._cheapest[at + 1][limit],
                        (min(way.rates[limit] for way in duty.ways), duty.essential, duty.longest),
                    ]
                )
                for limit in range(len(day.left))
            ]

    def extended_from(self, at: int, rest: int, left: Sequence[int], essential: int) -> int:
        """The least time above normal minutes in a rest of which so much is to be essential."""
        least = max(0, rest - self.normal[at], essential - self._usual_all[at])
        for limit, allowed in enumerate(left):
            if allowed >= self._dearest[at][limit] * rest:
                continue
            least = max(least, rest - _within(self._usual[at][limit], allowed))
            least = max(least, essential - _within(self._usual_essential[at][limit], allowed))
        return least

    def essential_from(self, at: int, rest: int, left: tuple[int, ...]) -> int | None:
        """The most essential minutes among those still to fill; None where they cannot all be filled."""
        key = (at, rest, left)
        if key not in self._known:
            self._known[key] = self._essential_from(at, rest, left)
        return self._known[key]

    def _essential_from(self, at: int, rest: int, left: tuple[int, ...]) -> int | None:
        if rest > self.all[at] or rest < self.needed[at]:
            return None
        most = min(rest, self.essential[at])
        for limit, allowed in enumerate(left):
            if allowed >= self._dearest[at][limit] * rest:
                continue
            bound = _essential_within(self._cheapest[at][limit], rest, allowed)
            if bound is None:
                return None
            most = min(most, bound)
        return whole(most, rest, self._day.unit)


def _essential_within(cheapest: Sequence[tuple[int, bool, int]], rest: int, allowed: int) -> int | None:
    """The most essential minutes that fill the rest within one dose, if tasks could be split at will.

    The cheapest minutes fill it first; then dear other minutes give way to essential ones while the dose allows.
    """
    filled: list[tuple[int, int]] = []
    spare: list[tuple[int, int]] = []
    essential = 0
    for rate, is_essential, longest in cheapest:
        taken = min(rest, longest)
        rest -= taken
        allowed -= rate * taken
        if allowed < 0:
            return None
        if is_essential:
            essential += taken
            if longest > taken:
                spare.append((rate, longest - taken))
        elif taken:
            filled.append((rate, taken))
    for rate, room in spare:
        wanted = room
        while wanted and filled:
            other, taken = filled[-1]
            minutes, more = min(wanted, taken), rate - other
            if more > 0 and more * minutes > allowed:
                return essential + allowed // more
            allowed -= more * minutes
            essential += minutes
            wanted -= minutes
            filled[-1:] = [(other, taken - minutes)] if taken > minutes else []
    return essential


def _within(usual: Sequence[tuple[int, int]], allowed: int) -> int:
    """The most minutes of duties at their normal length within one dose, the cheapest first."""
    total = 0
    for rate, length in usual:
        taken = min(length, allowed // rate) if rate else length
        total += taken
        allowed -= rate * taken
        if taken < length:
            break
    return total
