"""The forward walk: week by week along the rungs, taking each step as soon as the policy and the duties allow it.

A state is the hours rung, the weeks since the last climb and the level of every limit. At a step the walk takes the
first move that leaves every worked day fillable, in the order both, hours, load, stay; hours fall only where nothing
else can be filled. It follows one path and does not look ahead.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ergo.knowledge.dimensions import bands
from ergo.planning.allocation import DayFiller, Minutes
from ergo.planning.problem import SCALE, PlanningProblem, ProblemDay, ProblemWeek
from ergo.planning.rungs import STEP_MIN, Rung, choose_days

NO_DUTIES = -1


@dataclass(frozen=True)
class FilledDay:
    """One worked day: its minutes and the minutes of every variant."""

    day: ProblemDay
    paid_min: int
    minutes: Minutes


@dataclass(frozen=True)
class Step:
    """What the walk did in one week.

    ``blocked_rung`` is the rung it tried and could not fill, None where it tried none; ``move`` is start, hours, load,
    both, stay, reentry, fall or none. ``due`` says that the policy allowed a step. ``held`` are the limits, and
    ``hours_held`` tells whether also the hours, that a cap kept below the rung reached.
    """

    rung: int
    levels: tuple[int, ...]
    days: tuple[FilledDay, ...]
    move: str
    due: bool
    blocked_rung: int | None = None
    held: frozenset[int] = frozenset()
    hours_held: bool = False


@dataclass
class Walker:
    """Walks one planning problem."""

    problem: PlanningProblem
    filler: DayFiller = field(init=False)

    def __post_init__(self) -> None:
        self.filler = DayFiller(self.problem.variants, self.problem.unit_min)

    def walk(self) -> list[Step]:
        """One step for every week of the horizon."""
        steps: list[Step] = []
        rung, since_climb = 0, 0
        levels = tuple(0 for _ in self.problem.ladders)
        for number, week in enumerate(self.problem.weeks):
            if number == 0 or rung == NO_DUTIES:
                step = self._settle(week, 0, levels, "start")
            elif week.steps_down:
                step = self._settle(week, max(0, rung - week.steps_down), levels, "reentry")
            else:
                due = (
                    self.problem.may_climb
                    and bool(steps[-1].days)
                    and number % self.problem.step_interval_weeks == 0
                    and since_climb + 1 >= self.problem.least_weeks
                )
                step = self._next(week, steps[-1], due)
            climbed = step.move in ("hours", "load", "both", "start")
            since_climb = 0 if climbed else since_climb + 1
            rung, levels = step.rung, step.levels
            held = self._held(week, levels)
            steps.append(replace(step, held=held, hours_held=self._hours_held(week, step)))
        return steps

    def fill_week(
        self, week: ProblemWeek, rung: int, levels: tuple[int, ...]
    ) -> tuple[FilledDay, ...] | None:
        """Every worked day of a week on a rung filled with permitted duties, or None where one cannot be."""
        worked = self.worked_days(week, self.problem.rungs[rung])
        caps, shares = tightest(worked)
        filled: list[FilledDay] = []
        due = self._due_days([minutes for _, minutes in worked])
        for position, (day, minutes) in enumerate(worked):
            limits = self.limits_of_day(caps, shares, levels, minutes)
            permitted = self.permitted(day.open_variants, limits, due[position])
            answer = None
            if not self.used_up_outside(limits):
                answer = self.filler.fill(minutes, permitted, self._doses(limits))
            if answer is None:
                return None
            filled.append(FilledDay(day, minutes, answer))
        return tuple(filled)

    def full_duties(self, week: ProblemWeek, levels: tuple[int, ...]) -> bool:
        """Whether on this week's days every essential task could be done at its normal minutes, as normal."""
        worked = [(day, day.roster_min) for day in week.days if day.available_min > 0]
        caps, shares = tightest(worked)
        due = self._due_days([day.available_min for day, _ in worked])
        for position, (day, minutes) in enumerate(worked):
            limits = self.limits_of_day(caps, shares, levels, minutes)
            permitted = self.permitted(day.open_variants, limits, due[position])
            normal = tuple(n for n in permitted if self.problem.variants[n].as_normal)
            if self.used_up_outside(limits):
                return False
            answer = self.filler.fill(minutes, normal, self._doses(limits))
            if answer is None or not self._all_essential(answer, due[position]):
                return False
        return True

    def worked_days(self, week: ProblemWeek, rung: Rung) -> list[tuple[ProblemDay, int]]:
        """Which days are worked on a rung and for how many paid minutes: never above contract, certificate or rung."""
        available = [day for day in week.days if day.available_min > 0]
        worked = rung.worked([day.date for day in available], week.max_days)
        chosen = [available[place] for place, _ in worked]
        minutes = []
        for day, (_, most_min) in zip(chosen, worked, strict=True):
            allowed = [day.available_min]
            allowed += [x for x in (most_min, day.cap_min) if x is not None]
            minutes.append(min(allowed))
        if week.max_min is not None and sum(minutes) > week.max_min:
            per_day = week.max_min // max(1, len(minutes)) // STEP_MIN * STEP_MIN
            minutes = [min(m, per_day) for m in minutes]
        return [(day, m) for day, m in zip(chosen, minutes, strict=True) if m > 0]

    def level(self, limit: int, levels: tuple[int, ...], caps: Mapping[int, int]) -> int | None:
        """The level in force of a limit: the smaller of the rung reached and the cap; None where neither stands."""
        ladder = self.problem.ladders[limit].levels
        found = [ladder[levels[limit]]] if ladder else []
        if limit in caps:
            found.append(caps[limit])
        return min(found, default=None)

    def limits_of_day(
        self, caps: Mapping[int, int], shares: Mapping[int, float], levels: tuple[int, ...], minutes: int
    ) -> dict[int, int]:
        """Every limit in force on a day of so many paid minutes."""
        found = {}
        for limit in range(len(self.problem.ladders)):
            level = self.level(limit, levels, caps)
            if limit in shares:
                share = int(shares[limit] * min(minutes, bands().reference_day_min) * SCALE)
                level = share if level is None else min(level, share)
            if level is not None:
                found[limit] = level
        return found

    def used_up_outside(self, limits: Mapping[int, int]) -> list[int]:
        """The limits that the load outside work alone exceeds: on such a day no work is permitted at all."""
        return [n for n, amount in self.problem.outside.items() if n in limits and amount > limits[n]]

    def permitted(
        self, open_variants: frozenset[int], limits: Mapping[int, int], due: frozenset[int]
    ) -> tuple[int, ...]:
        """The variants that may be used: open on the date, due on it, and with every peak within its limit."""
        return tuple(
            number
            for number, variant in enumerate(self.problem.variants)
            if number in open_variants
            and number in due
            and all(amount <= limits[limit] for limit, amount in variant.peaks.items() if limit in limits)
        )

    def _held(self, week: ProblemWeek, levels: tuple[int, ...]) -> frozenset[int]:
        caps, _ = tightest([(day, day.available_min) for day in week.days])
        return frozenset(
            n
            for n, ladder in enumerate(self.problem.ladders)
            if n in caps and ladder.levels and caps[n] < ladder.levels[levels[n]]
        )

    def _hours_held(self, week: ProblemWeek, step: Step) -> bool:
        if step.rung == NO_DUTIES:
            return False
        rung = self.problem.rungs[step.rung]
        free = ProblemWeek(week.monday, tuple(replace(d, cap_min=None) for d in week.days), None, None, 0)
        return sum(d.paid_min for d in step.days) < sum(m for _, m in self.worked_days(free, rung))

    def _next(self, week: ProblemWeek, before: Step, due: bool) -> Step:
        """The first move of a week that can be filled; what a cap held the week before first takes its rung."""
        rung, levels = before.rung, before.levels
        higher = None if before.hours_held else self._hours_up(week, rung)
        heavier = self._load_up(week, rung, levels, before.held)
        moves: list[tuple[str, int, tuple[int, ...]]] = []
        if due:
            if self.problem.both_in_one_step and higher is not None and heavier != levels:
                moves.append(("both", higher, heavier))
            if higher is not None:
                moves.append(("hours", higher, levels))
            if heavier != levels:
                moves.append(("load", rung, heavier))
        moves.append(("stay", rung, levels))
        blocked: int | None = None
        for move, to_rung, to_levels in moves:
            days = self.fill_week(week, to_rung, to_levels)
            if days is not None:
                return Step(to_rung, to_levels, days, move, due, blocked)
            if to_rung > rung:
                blocked = to_rung
        return self._settle(week, rung - 1, levels, "fall")

    def _settle(self, week: ProblemWeek, highest: int, levels: tuple[int, ...], move: str) -> Step:
        """The highest rung that can be filled, from a given one downward; none where not even the first can."""
        for rung in range(highest, -1, -1):
            days = self.fill_week(week, rung, levels)
            if days is not None:
                return Step(rung, levels, days, move, due=False)
        return Step(NO_DUTIES, levels, (), "none", due=False, blocked_rung=0)

    def _hours_up(self, week: ProblemWeek, rung: int) -> int | None:
        """The next rung, where it would really give more hours under the certificate of this week."""
        if rung + 1 >= len(self.problem.rungs):
            return None
        now = sum(m for _, m in self.worked_days(week, self.problem.rungs[rung]))
        then = sum(m for _, m in self.worked_days(week, self.problem.rungs[rung + 1]))
        return rung + 1 if then > now else None

    def _load_up(
        self, week: ProblemWeek, rung: int, levels: tuple[int, ...], held_before: frozenset[int]
    ) -> tuple[int, ...]:
        """Every level one rung higher, except those at their top and those that a restriction holds.

        A level that was held the week before first takes the rung that it had reached.
        """
        caps, _ = tightest(self.worked_days(week, self.problem.rungs[rung]))
        raised = []
        for limit, ladder in enumerate(self.problem.ladders):
            at = levels[limit]
            held = limit in held_before
            held = held or (bool(ladder.levels) and limit in caps and ladder.levels[at] >= caps[limit])
            raised.append(at + 1 if at + 1 < len(ladder.levels) and not held else at)
        return tuple(raised)

    def _doses(self, limits: Mapping[int, int]) -> tuple[tuple[int, int], ...]:
        dosed = {limit for variant in self.problem.variants for limit in variant.dose_rates}
        return tuple(
            (limit, amount - self.problem.outside.get(limit, 0))
            for limit, amount in sorted(limits.items())
            if limit in dosed
        )

    def _due_days(self, minutes: Sequence[int]) -> list[frozenset[int]]:
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

    def _all_essential(self, minutes: Minutes, due: frozenset[int]) -> bool:
        done: dict[int, int] = {}
        wanted: dict[int, int] = {}
        for number, variant in enumerate(self.problem.variants):
            if variant.essential and number in due:
                done[variant.task] = done.get(variant.task, 0) + minutes[number]
                wanted[variant.task] = variant.normal_min
        return all(done[task] >= wanted[task] for task in wanted)


def tightest(worked: list[tuple[ProblemDay, int]]) -> tuple[dict[int, int], dict[int, float]]:
    """A week's caps: for each limit the tightest of its worked days."""
    caps: dict[int, int] = {}
    shares: dict[int, float] = {}
    for day, _ in worked:
        for limit, cap in day.caps.items():
            caps[limit] = min(caps.get(limit, cap), cap)
        for limit, share in day.shares.items():
            shares[limit] = min(shares.get(limit, share), share)
    return caps, shares
