"""One day to fill, and what its duties could hold at most: by these bounds the search of `allocation` turns back."""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple, TypeVar

Figures = TypeVar("Figures", bound=tuple[int, ...])


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
        self.all = _sums([duty.longest for duty in duties])
        self.essential = _sums([duty.longest if duty.essential else 0 for duty in duties])
        self.normal = _sums([duty.normal for duty in duties])
        self.needed = _sums([duty.normal if duty.needed else 0 for duty in duties])
        self._usual_all = _sums([duty.normal if duty.essential else 0 for duty in duties])
        cheapest, usual, usual_essential, dearest = [], [], [], []
        for limit in range(len(day.left)):
            rates = [min(way.rates[limit] for way in duty.ways) for duty in duties]
            dear = [max(way.rates[limit] for way in duty.ways) for duty in duties]
            all_in = [(rate, d.essential, d.longest) for rate, d in zip(rates, duties, strict=True)]
            normally = [(rate, d.normal) for rate, d in zip(rates, duties, strict=True)]
            essential = [place for place, duty in enumerate(duties) if duty.essential]
            cheapest.append(_from_each(all_in, range(len(duties))))
            usual.append(_from_each(normally, range(len(duties))))
            usual_essential.append(_from_each(normally, essential))
            dearest.append([max(dear[at:], default=0) for at in range(len(duties) + 1)])
        self._cheapest, self._usual, self._usual_essential = cheapest, usual, usual_essential
        self._dearest = dearest

    def extended_from(self, at: int, rest: int, left: Sequence[int], essential: int) -> int:
        """The least time above normal minutes in a rest of which so much is to be essential."""
        least = max(0, rest - self.normal[at], essential - self._usual_all[at])
        for limit, allowed in enumerate(left):
            if allowed >= self._dearest[limit][at] * rest:
                continue
            least = max(least, rest - _within(self._usual[limit][at], allowed))
            least = max(least, essential - _within(self._usual_essential[limit][at], allowed))
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
        for dearest, cheapest, allowed in zip(self._dearest, self._cheapest, left, strict=True):
            if allowed >= dearest[at] * rest:
                continue
            bound = _essential_within(cheapest[at], rest, allowed)
            if bound is None:
                return None
            if bound < most:
                most = bound
        return whole(most, rest, self._day.unit)


def _sums(amounts: Sequence[int]) -> list[int]:
    """The sums from each position to the end."""
    return [*accumulate(reversed(amounts), initial=0)][::-1]


def _from_each(figures: Sequence[Figures], among: Iterable[int]) -> list[list[Figures]]:
    """For each position the figures of those among the duties from there on, the cheapest first."""
    order = sorted(among, key=figures.__getitem__)
    return [[figures[place] for place in order if place >= at] for at in range(len(figures) + 1)]


def _essential_within(cheapest: Sequence[tuple[int, bool, int]], rest: int, allowed: int) -> int | None:
    """The most essential minutes that fill the rest within one dose, if tasks could be split at will.

    The cheapest minutes fill it first; then dear other minutes give way to essential ones while the dose allows.
    """
    filled: list[tuple[int, int]] = []
    spare: list[tuple[int, int]] = []
    essential = 0
    for rate, is_essential, longest in cheapest:
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
