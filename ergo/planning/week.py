"""What a week is on a rung: its worked days, the limits in force and the duties that fill them.

Effective hours are the smallest of rung, certificate and what the calendar leaves of the roster; the effective level
of a limit is the smaller of the rung of its ladder and the cap.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ergo.knowledge.dimensions import bands
from ergo.planning.allocation import DayFiller, Doses, Minutes
from ergo.planning.problem import NO_DUTIES, SCALE, PlanningProblem, ProblemDay, ProblemWeek
from ergo.planning.rungs import STEP_MIN, Rung, choose_days

Levels = tuple[int, ...]
_Room = tuple[frozenset[int], Doses]


@dataclass(frozen=True)
class FilledDay:
    """One worked day: its minutes and the minutes of every variant."""

    day: ProblemDay
    paid_min: int
    minutes: Minutes


@dataclass(frozen=True)
class Filling:
    """What fills a week: position and minutes of its days, its essential and paid minutes, the variants used."""

    days: tuple[tuple[int, int, Minutes], ...]
    essential_min: int
    paid_min: int
    duties: frozenset[int]


@dataclass(frozen=True)
class Pattern:
    """A week on a rung: its worked days and minutes, its caps, and the variants due on each day.

    ``certified_min`` are the minutes of the rung under the certificate, before the calendar takes any; ``taken_min``
    is what the certificate took of them. ``before`` is the largest dose that a worked day carries before its tasks.
    """

    worked: tuple[tuple[int, int], ...]
    caps: Mapping[int, int]
    shares: Mapping[int, float]
    due: tuple[frozenset[int], ...]
    certified_min: int
    taken_min: int
    before: Mapping[int, int]

    @property
    def total_min(self) -> int:
        """The paid minutes of the week."""
        return sum(minutes for _, minutes in self.worked)


NOTHING = Filling((), 0, 0, frozenset())


class WeekFiller:
    """Fills the weeks of one problem, remembering every answer; weeks that are alike are filled once.

    A ``filler`` of another problem with the same variants may be handed on, so that its answers are not sought twice.
    """

    def __init__(self, problem: PlanningProblem, filler: DayFiller | None = None) -> None:
        self.problem = problem
        same = filler is not None and (filler.variants, filler.unit_min, filler.never_together) == (
            problem.variants,
            problem.unit_min,
            problem.never_together,
        )
        self.filler = (
            filler
            if filler is not None and same
            else DayFiller(problem.variants, problem.unit_min, problem.never_together)
        )
        self.top = len(problem.rungs) - 1
        found: dict[object, int] = {}
        self.kinds = [found.setdefault(_signature(week), len(found)) for week in problem.weeks]
        """A number for every week, the same where weeks are alike whatever their dates."""
        self._patterns: dict[tuple[int, int], Pattern] = {}
        self.pattern = cache(self._pattern_of)
        self._fillings: dict[tuple[int, int, Levels], Filling | None] = {}
        self._normal: dict[tuple[int, Levels], Filling | None] = {}
        self._rooms: dict[tuple[int, int, Levels, int], _Room | None] = {}
        self._essential = tuple(n for n, v in enumerate(problem.variants) if v.essential)
        self._laddered = [(n, ladder) for n, ladder in enumerate(problem.ladders) if ladder.levels]
        self._beyond = cache(self._asking_more)
        self._dosed = sorted({limit for variant in problem.variants for limit in variant.dose_rates})

    def _pattern_of(self, index: int, rung: int) -> Pattern:
        """A week, by its position in the problem, on a rung."""
        key = (self.kinds[index], rung)
        if key not in self._patterns:
            self._patterns[key] = self._pattern(self.problem.weeks[index], self.problem.rungs[rung])
        return self._patterns[key]

    def fill(self, index: int, rung: int, levels: Levels) -> Filling | None:
        """Every worked day of a week filled with permitted duties, or None where one cannot be: it is not open."""
        if rung == NO_DUTIES:
            return NOTHING
        key = (self.kinds[index], rung, levels)
        if key not in self._fillings:
            self._fillings[key] = self._fill(index, rung, levels)
        return self._fillings[key]

    def fill_normally(self, index: int, levels: Levels) -> Filling | None:
        """A week of full duties, or None: the top rung, every essential task at its normal minutes and as normal.

        What an appointment takes of a day is not counted against it: such a day must be possible at its full length.
        """
        key = (self.kinds[index], levels)
        if key not in self._normal:
            self._normal[key] = self._fill_normally(index, levels)
        return self._normal[key]

    def dated(self, index: int, filling: Filling) -> tuple[FilledDay, ...]:
        """A filling on the dates of its week."""
        days = self.problem.weeks[index].days
        return tuple(FilledDay(days[position], paid, minutes) for position, paid, minutes in filling.days)

    def worked_days(self, week: ProblemWeek, rung: Rung) -> list[tuple[ProblemDay, int]]:
        """Which days are worked on a rung and for how many paid minutes: never above contract, certificate or rung."""
        return [(week.days[position], minutes) for position, minutes in _worked(week, rung)]

    def limits_of_day(
        self, caps: Mapping[int, int], shares: Mapping[int, float], levels: Levels, minutes: int
    ) -> dict[int, int]:
        """Every limit in force on a day of so many paid minutes."""
        found = {limit: ladder.levels[levels[limit]] for limit, ladder in self._laddered}
        for limit, cap in caps.items():
            found[limit] = min(cap, found.get(limit, cap))
        for limit, share in shares.items():
            most = int(share * min(minutes, bands().reference_day_min) * SCALE)
            found[limit] = min(most, found.get(limit, most))
        return dict(sorted(found.items()))

    def used_up_outside(
        self, limits: Mapping[int, int], before: Mapping[int, int] | None = None
    ) -> list[int]:
        """The limits that the load outside work alone exceeds: on such a day no work is permitted at all."""
        carried = self.problem.outside if before is None else before
        return [n for n, amount in carried.items() if n in limits and amount > limits[n]]

    def _pattern(self, week: ProblemWeek, rung: Rung) -> Pattern:
        worked = _worked(week, rung)
        caps, shares = tightest([(week.days[position], minutes) for position, minutes in worked])
        certified_min = sum(minutes for _, minutes in _worked(week, rung, calendar=False))
        uncertified = _worked(week, rung, calendar=False, certificate=False)
        return Pattern(
            worked=tuple(worked),
            caps=caps,
            shares=shares,
            due=tuple(self._due([minutes for _, minutes in worked])),
            certified_min=certified_min,
            taken_min=sum(minutes for _, minutes in uncertified) - certified_min,
            before=self._before([week.days[position] for position, _ in worked]),
        )

    def _before(self, days: Sequence[ProblemDay]) -> dict[int, int]:
        """The load outside work with the most that treatment adds on one of some days."""
        found = dict(self.problem.outside)
        for limit in {limit for day in days for limit in day.before}:
            found[limit] = found.get(limit, 0) + max(day.before.get(limit, 0) for day in days)
        return found

    def _fill(self, index: int, rung: int, levels: Levels) -> Filling | None:
        week, pattern = self.problem.weeks[index], self.pattern(index, rung)
        filled: list[tuple[int, int, Minutes]] = []
        answers: dict[tuple[int, frozenset[int], frozenset[int]], Minutes | None] = {}
        for (position, minutes), due in zip(pattern.worked, pattern.due, strict=True):
            day = week.days[position]
            like = (minutes, day.open_variants, due)
            if like not in answers:
                usable = due & day.open_variants
                answers[like] = self._day(self._room_of(index, rung, levels, minutes), minutes, usable)
            answer = answers[like]
            if answer is None:
                return None
            filled.append((position, minutes, answer))
        return self._filling(filled)

    def _fill_normally(self, index: int, levels: Levels) -> Filling | None:
        week, pattern = self.problem.weeks[index], self.pattern(index, self.top)
        if any(day.barred for day in week.days):
            return None
        if pattern.total_min < sum(day.available_min for day in week.days):
            return None
        usual = self.fill(index, self.top, levels)
        if usual is None:
            return None
        variants = self.problem.variants
        filled: list[tuple[int, int, Minutes]] = []
        for (position, paid, minutes), due in zip(usual.days, pattern.due, strict=True):
            day = week.days[position]
            needed = frozenset(variants[n].task for n in due if variants[n].essential)
            usable = frozenset(n for n in due & day.open_variants if variants[n].as_normal)
            room = self._room_of(index, self.top, levels, day.roster_min)
            answer = self._day(room, day.roster_min, usable, needed)
            if answer is None:
                return None
            filled.append((position, paid, answer if paid == day.roster_min else minutes))
        return self._filling(filled)

    def _day(
        self, room: _Room | None, minutes: int, usable: frozenset[int], needed: frozenset[int] = frozenset()
    ) -> Minutes | None:
        if room is None:
            return None
        closed, doses = room
        return self.filler.fill(minutes, tuple(sorted(usable - closed)), doses, needed)

    def _room_of(self, index: int, rung: int, levels: Levels, minutes: int) -> _Room | None:
        key = (self.kinds[index], rung, levels, minutes)
        if key not in self._rooms:
            self._rooms[key] = self._room(self.pattern(index, rung), levels, minutes)
        return self._rooms[key]

    def _room(self, pattern: Pattern, levels: Levels, minutes: int) -> _Room | None:
        """The variants closed by a peak and what is left of each dose on a day; None where no work is permitted."""
        limits = self.limits_of_day(pattern.caps, pattern.shares, levels, minutes)
        if self.used_up_outside(limits, pattern.before):
            return None
        closed = frozenset[int]().union(*(self._beyond(*limit) for limit in limits.items()))
        left = ((n, limits[n] - pattern.before.get(n, 0)) for n in self._dosed if n in limits)
        return closed, tuple(left)

    def _asking_more(self, limit: int, most: int) -> frozenset[int]:
        """The variants that ask for more at once than a limit allows."""
        return frozenset(n for n, v in enumerate(self.problem.variants) if v.peaks.get(limit, most) > most)

    def _filling(self, days: Sequence[tuple[int, int, Minutes]]) -> Filling:
        return Filling(
            days=tuple(days),
            essential_min=sum(minutes[number] for _, _, minutes in days for number in self._essential),
            paid_min=sum(paid for _, paid, _ in days),
            duties=frozenset(n for _, _, minutes in days for n, amount in enumerate(minutes) if amount),
        )

    def _due(self, minutes: Sequence[int]) -> list[frozenset[int]]:
        """On which of the worked days each variant is due: "times a week" tasks fall on days spread over the week.

        They keep to the longest days where there are enough of them, so that an appointment does not cut them.
        """
        due: list[set[int]] = [set() for _ in minutes]
        every = range(len(minutes))
        longest = [position for position in every if minutes[position] == max(minutes)]
        for number, variant in enumerate(self.problem.variants):
            times = len(minutes) if variant.times_per_week is None else variant.times_per_week
            among = longest if times <= len(longest) else every
            for chosen in choose_days(times, len(among), spaced=True):
                due[among[chosen]].add(number)
        return [frozenset(x) for x in due]


def tightest(worked: Sequence[tuple[ProblemDay, int]]) -> tuple[dict[int, int], dict[int, float]]:
    """A week's caps: for each limit the tightest of its worked days."""
    caps: dict[int, int] = {}
    shares: dict[int, float] = {}
    for day, _ in worked:
        for limit, cap in day.caps.items():
            caps[limit] = min(caps.get(limit, cap), cap)
        for limit, share in day.shares.items():
            shares[limit] = min(shares.get(limit, share), share)
    return caps, shares


def _worked(
    week: ProblemWeek, rung: Rung, *, calendar: bool = True, certificate: bool = True
) -> list[tuple[int, int]]:
    """Positions and paid minutes of the days worked on a rung, also as they were if a limit did not take from them."""
    lengths = [day.available_min if calendar else day.roster_min for day in week.days]
    available = [position for position, most_min in enumerate(lengths) if most_min > 0]
    most_days, most_week_min = (week.max_days, week.max_min) if certificate else (None, None)
    worked: list[tuple[int, int]] = []
    for place, most_min in rung.worked([week.days[position].date for position in available], most_days):
        position = available[place]
        cap_min = week.days[position].cap_min if certificate else None
        allowed = (lengths[position], most_min, cap_min)
        worked.append((position, min(most for most in allowed if most is not None)))
    if most_week_min is not None and sum(minutes for _, minutes in worked) > most_week_min:
        per_day = most_week_min // max(1, len(worked)) // STEP_MIN * STEP_MIN
        worked = [(position, min(minutes, per_day)) for position, minutes in worked]
    return [(position, minutes) for position, minutes in worked if minutes > 0]


def _signature(week: ProblemWeek) -> object:
    """What makes two weeks alike, whatever their dates."""
    days = tuple(
        (
            day.date.weekday(),
            day.roster_min,
            day.available_min,
            day.cap_min,
            day.barred,
            tuple(sorted(day.caps.items())),
            tuple(sorted(day.shares.items())),
            day.open_variants,
            tuple(sorted(day.before.items())),
        )
        for day in week.days
    )
    return (days, week.max_days, week.max_min)
