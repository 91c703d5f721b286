"""Filling one day with permitted duties: a small integer program, solved exactly.

Each task gets 0 minutes or from its smallest useful block to its normal minutes (more only if it may be extended), in
one variant; doses stay within their limits; no set of variants that must not share a day is complete; the day is
filled to its minutes, in multiples of a quarter of an hour, the odd rest going to one task. Of all such days the
canonical one has most essential minutes, then least time above the normal minutes of a task, then most minutes of
the first task in job order, then of the second, and so on.

A branch and bound over the tasks in job order settles nearly every day in well under a millisecond; what it gives up
is solved by integer programs. Every answer is kept, and an answer under looser limits that keeps to tighter ones is
the answer under those.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import merge
from operator import ge
from typing import NamedTuple

from ergo.planning.day_bounds import Bounds, Day, Duty, Way, whole
from ergo.planning.problem import Variant

Minutes = tuple[int, ...]
Doses = tuple[tuple[int, int], ...]
_MOST_NODES = 4000
_FIRST_TRY_NODES = 100
_MOST_KEPT = 48


@dataclass(frozen=True)
class _Kept:
    permitted: frozenset[int]
    doses: dict[int, int]
    answer: Minutes | None


class DayFiller:
    """Fills days with variants, remembering every answer."""

    def __init__(
        self, variants: Sequence[Variant], unit_min: int, never_together: Sequence[frozenset[int]] = ()
    ) -> None:
        self.variants = tuple(variants)
        self.unit_min = unit_min
        self.never_together = tuple(never_together)
        self._asked: dict[tuple[int, tuple[int, ...], Doses, frozenset[int]], Minutes | None] = {}
        self._answers: dict[tuple[int, tuple[int, ...], Doses, frozenset[int]], Minutes | None] = {}
        self._kept: dict[tuple[int, frozenset[int]], list[_Kept]] = {}
        self._most_asked = cache(self._most_of)

    def fill(
        self,
        minutes: int,
        permitted: tuple[int, ...],
        doses: Doses,
        needed: frozenset[int] = frozenset(),
    ) -> Minutes | None:
        """Minutes of each variant of the problem on a day of so many minutes, or None where it cannot be filled.

        Parameters
        ----------
        permitted
            Variant numbers in job order.
        doses
            What is left of each limit on a dose, as (limit number, amount).
        needed
            Tasks that must have their normal minutes.
        """
        question = (minutes, permitted, doses, needed)
        if question not in self._asked:
            self._asked[question] = self._answer(minutes, permitted, doses, needed)
        return self._asked[question]

    def _answer(
        self, minutes: int, permitted: tuple[int, ...], doses: Doses, needed: frozenset[int]
    ) -> Minutes | None:
        if not needed <= {self.variants[number].task for number in permitted}:
            return None
        binding = self._binding(minutes, permitted, doses)
        question = (minutes, permitted, binding, needed)
        if question not in self._answers:
            kept = self._kept.setdefault((minutes, needed), [])
            looser = next((k for k in kept if self._holds_too(k, permitted, dict(binding))), None)
            if looser is None:
                answer = self._solve(minutes, permitted, binding, needed)
                kept.insert(0, _Kept(frozenset(permitted), dict(binding), answer))
                del kept[_MOST_KEPT:]
            else:
                answer = looser.answer
            self._answers[question] = answer
        return self._answers[question]

    def _binding(self, minutes: int, permitted: Sequence[int], doses: Doses) -> Doses:
        """The doses that some day of so many minutes could exceed."""
        asked = self._most_asked(minutes, tuple(permitted))
        return tuple((limit, left) for limit, left in doses if asked.get(limit, 0) > left)

    def _most_of(self, minutes: int, permitted: tuple[int, ...]) -> dict[int, int]:
        """The most of each dose that a day of so many minutes could ask for."""
        found = {}
        for limit in {limit for number in permitted for limit in self.variants[number].dose_rates}:
            most: dict[int, tuple[int, int]] = {}
            for number in permitted:
                variant = self.variants[number]
                rate = variant.dose_rates.get(limit, 0)
                dearest, longest = most.get(variant.task, (0, 0))
                most[variant.task] = (max(dearest, rate), max(longest, variant.longest_min))
            asked, rest = 0, minutes
            for rate, longest in sorted(most.values(), reverse=True):
                asked += rate * min(rest, longest)
                rest -= min(rest, longest)
            found[limit] = asked
        return found

    def _holds_too(self, kept: _Kept, permitted: tuple[int, ...], doses: dict[int, int]) -> bool:
        """Whether an answer that was found under limits at least as loose is the answer under these as well."""
        looser = kept.permitted.issuperset(permitted) and all(
            limit in doses and doses[limit] <= left for limit, left in kept.doses.items()
        )
        if not looser or kept.answer is None:
            return looser
        used = [(number, amount) for number, amount in enumerate(kept.answer) if amount]
        rates = self.variants
        return all(number in permitted for number, _ in used) and all(
            sum(rates[number].dose_rates.get(limit, 0) * amount for number, amount in used) <= left
            for limit, left in doses.items()
        )

    def _solve(
        self, minutes: int, permitted: Sequence[int], doses: Doses, needed: frozenset[int]
    ) -> Minutes | None:
        day = self._day(minutes, permitted, doses, needed)
        amounts = solve_day(day) if len(needed) == sum(duty.needed for duty in day.duties) else None
        if amounts is None:
            return None
        result = [0] * len(self.variants)
        for number, amount in amounts.items():
            result[number] = amount
        return tuple(result)

    def _day(self, minutes: int, permitted: Sequence[int], doses: Doses, needed: frozenset[int]) -> Day:
        by_task: dict[int, list[Way]] = {}
        for number in permitted:
            way, variant = self._way(number, minutes, doses), self.variants[number]
            least = max(way.block, variant.normal_min) if variant.task in needed else way.block
            if way.longest >= least:
                by_task.setdefault(variant.task, []).append(way)
        duties = tuple(
            Duty(
                self.variants[ways[0].number].essential,
                task in needed,
                tuple(ways),
                max(way.longest for way in ways),
                max(way.normal for way in ways),
            )
            for task, ways in by_task.items()
        )
        usable = {way.number for duty in duties for way in duty.ways}
        apart = tuple(group for group in self.never_together if group <= usable)
        return Day(minutes, self.unit_min, duties, tuple(left for _, left in doses), apart)

    def _way(self, number: int, minutes: int, doses: Doses) -> Way:
        """A variant on this day: no longer than it is useful, than the day is, and than each dose by itself allows."""
        variant = self.variants[number]
        rates = tuple([variant.dose_rates.get(limit, 0) for limit, _ in doses])
        longest = min(variant.longest_min, minutes)
        for rate, (_, left) in zip(rates, doses, strict=True):
            if rate * longest > left:
                longest = left // rate
        longest = whole(longest, minutes, self.unit_min)
        return Way(number, longest, min(variant.normal_min, longest), max(variant.block_min, 1), rates)


def solve_day(day: Day) -> dict[int, int] | None:
    """The canonical day as minutes by variant number, or None where it cannot be filled."""
    bounds = Bounds(day)
    hoped = bounds.essential_from(0, day.minutes, day.left)
    if hoped is None:
        return None
    try:
        return _Search(day, bounds).canonical(hoped)
    except _TooLongError:
        # Loaded when it is first needed: the search settles nearly every day.
        from ergo.planning.day_program import solve_by_programs

        return solve_by_programs(day)


class _TooLongError(Exception):
    """The search of a day has seen too many nodes."""


class _Rest(NamedTuple):
    """What is still to fill on a day, what is left of each limit, and what is used that must not share a day."""

    minutes: int
    left: tuple[int, ...]
    used: frozenset[int]


class _Labels:
    """What was met at each point of a search: a state that is no better in anything need not be looked at again."""

    def __init__(self) -> None:
        self._met: dict[tuple[int, int, frozenset[int]], list[tuple[int, ...]]] = {}

    def covers(self, at: int, rest: _Rest, label: tuple[int, ...]) -> bool:
        """Whether a state met here was at least as good in everything."""
        labels = self._met.get((at, rest.minutes, rest.used))
        return labels is not None and any(all(map(ge, met, label)) for met in labels)

    def add(self, at: int, rest: _Rest, label: tuple[int, ...]) -> None:
        """Keep a state, and drop those that it covers."""
        labels = self._met.setdefault((at, rest.minutes, rest.used), [])
        labels[:] = [met for met in labels if not all(map(ge, label, met))]
        labels.append(label)


class _Search:
    """One pass over the days of a question, most minutes of the first task first."""

    def __init__(self, day: Day, bounds: Bounds) -> None:
        self._day = day
        self._bounds = bounds
        self._odd = day.minutes % day.unit
        self._apart = frozenset(number for group in day.apart for number in group)
        self._nodes, self._most_nodes = 0, _MOST_NODES
        self._failed = _Labels()
        self._whole = _Rest(day.minutes, day.left, frozenset())

    def canonical(self, hoped: int) -> dict[int, int] | None:
        """The canonical day, where no day holds more essential minutes than hoped for."""
        day, minutes = self._whole, self._day.minutes
        least = self._bounds.extended_from(0, minutes, day.left, hoped)
        found = self._tried(hoped, least)
        if found is not None:
            return found
        essential = hoped if self._first(0, day, hoped, minutes) is not None else self._most_essential()
        return None if essential is None else self._first(0, day, essential, self._least_extended(essential))

    def _tried(self, essential: int, extended: int) -> dict[int, int] | None:
        """The first day with so much, where a short search finds it."""
        whole, self._most_nodes = self._most_nodes, self._nodes + _FIRST_TRY_NODES
        try:
            return self._first(0, self._whole, essential, extended)
        except _TooLongError:
            return None
        finally:
            self._most_nodes = whole

    def _first(self, at: int, rest: _Rest, essential: int, extended: int) -> dict[int, int] | None:
        """The first day in job order with at least so many essential and at most so many extended minutes."""
        possible = self._possible(at, rest)
        if possible is None or possible < essential:
            return None
        if self._bounds.extended_from(at, rest.minutes, rest.left, essential) > extended:
            return None
        if rest.minutes == 0:
            return {}
        label = (-essential, extended, *rest.left)
        if self._failed.covers(at, rest, label):
            return None
        duty = self._day.duties[at]
        for way, amount in self._amounts(duty, rest, extended):
            still = essential - amount if duty.essential else essential
            spare = extended - max(0, amount - way.normal)
            found = self._first(at + 1, self._after(rest, way, amount), still, spare)
            if found is not None:
                return {way.number: amount} | found
        found = None if duty.needed else self._first(at + 1, rest, essential, extended)
        if found is None:
            self._failed.add(at, rest, label)
        return found

    def _most_essential(self) -> int | None:
        """The most essential minutes of any day."""
        best: int | None = None
        met = _Labels()

        def visit(at: int, rest: _Rest, essential: int) -> None:
            nonlocal best
            possible = self._possible(at, rest)
            if possible is None or (best is not None and essential + possible <= best):
                return
            if rest.minutes == 0:
                best = essential
                return
            label = (essential, *rest.left)
            if met.covers(at, rest, label):
                return
            met.add(at, rest, label)
            duty = self._day.duties[at]
            for way, amount in self._amounts(duty, rest, rest.minutes):
                visit(at + 1, self._after(rest, way, amount), essential + amount * duty.essential)
            if not duty.needed:
                visit(at + 1, rest, essential)

        visit(0, self._whole, 0)
        return best

    def _least_extended(self, essential: int) -> int:
        """The least time above normal minutes of any day with so many essential minutes, of which there is one."""
        best = self._day.minutes
        least = self._bounds.extended_from(0, best, self._day.left, essential)
        met = _Labels()

        def visit(at: int, rest: _Rest, still: int, extended: int) -> None:
            nonlocal best
            if best <= least:
                return
            possible = self._possible(at, rest)
            if possible is None or possible < still:
                return
            if rest.minutes == 0:
                best = min(best, extended)
                return
            if extended + self._bounds.extended_from(at, rest.minutes, rest.left, still) >= best:
                return
            label = (-still, -extended, *rest.left)
            if met.covers(at, rest, label):
                return
            met.add(at, rest, label)
            duty = self._day.duties[at]
            amounts = self._amounts(duty, rest, best - extended)
            for way, amount in sorted(amounts, key=lambda one: max(0, one[1] - one[0].normal)):
                more = max(0, amount - way.normal)
                visit(
                    at + 1, self._after(rest, way, amount), still - amount * duty.essential, extended + more
                )
            if not duty.needed:
                visit(at + 1, rest, still, extended)

        visit(0, self._whole, essential, 0)
        return best

    def _possible(self, at: int, rest: _Rest) -> int | None:
        self._nodes += 1
        if self._nodes > self._most_nodes:
            raise _TooLongError
        return self._bounds.essential_from(at, rest.minutes, rest.left)

    def _after(self, rest: _Rest, way: Way, amount: int) -> _Rest:
        left = tuple([have - rate * amount for have, rate in zip(rest.left, way.rates, strict=True)])
        used = rest.used | {way.number} if way.number in self._apart else rest.used
        return _Rest(rest.minutes - amount, left, used)

    def _amounts(self, duty: Duty, rest: _Rest, extended: int) -> Iterator[tuple[Way, int]]:
        """The minutes that each way of a duty may have, most first; the odd rest of a day goes to one task only."""
        unit = self._day.unit
        has_odd = self._odd > 0 and rest.minutes % unit == self._odd
        for way in duty.ways:
            if way.number in self._apart and self._completes(rest.used, way.number):
                continue
            most = min(rest.minutes, way.longest, way.normal + extended)
            for have, rate in zip(rest.left, way.rates, strict=True):
                if rate * most > have:
                    most = have // rate
            least = max(way.block, way.normal if duty.needed else 1)
            amounts: Iterable[int] = range(most - most % unit, least - 1, -unit)
            if has_odd:
                amounts = merge(
                    amounts, range(most - (most - self._odd) % unit, least - 1, -unit), reverse=True
                )
            for amount in amounts:
                yield way, amount

    def _completes(self, used: frozenset[int], number: int) -> bool:
        """Whether a variant would complete a set that must not share a day."""
        return any(number in group and group - used == {number} for group in self._day.apart)
