"""One day to fill, and what its duties could hold at most: by these bounds the search of `allocation` turns back."""

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple


class Way(NamedTuple):
    """A permitted variant of a task: its number, its minutes and what a minute of it asks for of each limit."""

    number: int
    longest: int
    normal: int
    block: int
    rates: tuple[int, ...]


class Duty(NamedTuple):
    """A task that may be done on the day; ``needed`` where it must have its normal minutes."""

    essential: bool
    needed: bool
    ways: tuple[Way, ...]
    longest: int
    normal: int


class _Duty(NamedTuple):
    """What a bound asks of a duty: its cheapest minute of one limit, and the place at which its turn comes."""

    rate: int
    essential: bool
    longest: int
    normal: int
    place: int


class Day(NamedTuple):
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
        self._known: dict[tuple[int, int, tuple[int, ...]], int | None] = {}
        duties = day.duties
        self._grain = 1 if day.minutes % day.unit else day.unit
        self.all = _sums([duty.longest for duty in duties])
        self.essential = _sums([duty.longest if duty.essential else 0 for duty in duties])
        self.normal = _sums([duty.normal for duty in duties])
        self.needed = _sums([duty.normal if duty.needed else 0 for duty in duties])
        self._usual_all = _sums([duty.normal if duty.essential else 0 for duty in duties])
        self._cheapest: list[list[_Duty]] = []
        self._dearest: list[list[int]] = []
        for limit in range(len(day.left)):
            rates = [[way.rates[limit] for way in duty.ways] for duty in duties]
            found = [
                _Duty(min(rate), duty.essential, duty.longest, duty.normal, place)
                for place, (rate, duty) in enumerate(zip(rates, duties, strict=True))
            ]
            self._cheapest.append(sorted(found))
            dearest = accumulate((max(rate) for rate in reversed(rates)), max, initial=0)
            self._dearest.append([*dearest][::-1])

    def extended_from(self, at: int, rest: int, left: Sequence[int], essential: int) -> int:
        """The least time above normal minutes in a rest of which so much is to be essential, in whole units."""
        least = max(0, rest - self.normal[at], essential - self._usual_all[at])
        for dearest, cheapest, allowed in zip(self._dearest, self._cheapest, left, strict=True):
            if allowed >= dearest[at] * rest:
                continue
            usual, usual_essential = _within(cheapest, at, allowed)
            least = max(least, rest - usual, essential - usual_essential)
        return least + -least % self._grain

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
        for dearest, cheapest, allowed in zip(self._dearest, self._cheapest, left, strict=True):
            if allowed >= dearest[at] * rest:
                continue
            bound = _essential_within(cheapest, at, rest, allowed)
            if bound is None:
                return None
            most = min(most, bound)
        return whole(most, rest, self._day.unit)


def _sums(amounts: Sequence[int]) -> list[int]:
    """The sums from each position to the end."""
    return [*accumulate(reversed(amounts), initial=0)][::-1]


def _essential_within(cheapest: Sequence[_Duty], at: int, rest: int, allowed: int) -> int | None:
    """The most essential minutes that fill the rest within one dose, if tasks could be split at will.

    The cheapest minutes fill it first; then dear other minutes give way to essential ones while the dose allows.
    """
    filled: list[tuple[int, int]] = []
    spare: list[tuple[int, int]] = []
    essential = 0
    for rate, is_essential, longest, _, place in cheapest:
        if place < at:
            continue
        if not rest and not filled:
            break
        taken = longest if longest < rest else rest
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


def _within(cheapest: Sequence[_Duty], at: int, allowed: int) -> tuple[int, int]:
    """The most minutes, and the most essential minutes, of duties at their normal length within one dose."""
    usual = usual_essential = 0
    left, left_essential = allowed, allowed
    for rate, essential, _, normal, place in cheapest:
        if place < at:
            continue
        if rate > left and rate > left_essential:
            break
        taken = normal if rate * normal <= left else left // rate
        usual += taken
        left -= rate * taken
        if essential:
            taken = normal if rate * normal <= left_essential else left_essential // rate
            usual_essential += taken
            left_essential -= rate * taken
    return usual, usual_essential
