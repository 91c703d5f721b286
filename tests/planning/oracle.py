"""A second solver: the best path of a planning problem by CP-SAT, written from the statement of the planner.

It shares with the planner the shape of a problem (`ergo.planning.problem`, the rung) and nothing else: no rule, no
helper. A week has a rung, a position on every ladder, and the minutes of every variant on every day; what a move
means is said by clauses. It answers with the two figures that are compared: the weeks of full duties up to the horizon,
and the most essential minutes of a plan that has as many.

Readings that the planner's page leaves open, said once more: a return starts in a week in which a day is worked; a week
takes a step in its hours only where that gives more paid minutes; what a certificate or restriction lets go of first
takes the rung it had reached and does not climb in that week; where a cap falls below the rung reached, the rung falls
with it, to the lowest that reaches as far; after a fall, a return and a start the interval and the least time run anew.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import floor

from ortools.sat.python import cp_model

from ergo.planning.problem import PlanningProblem, ProblemDay, ProblemWeek
from ergo.planning.rungs import Rung

NONE = -1
QUARTER = 15
EIGHT_HOURS = 480
MILLIONTHS = 1_000_000
MOVES = ("start", "reentry", "both", "hours", "load", "stay", "fall", "none")
SECONDS = 20.0


@dataclass(frozen=True)
class Answer:
    """Weeks of full duties at the end of the plan and essential minutes; ``proven`` where the solver is sure."""

    full_weeks: int
    essential_min: int
    proven: bool


@dataclass(frozen=True)
class Pattern:
    """A week on a rung: minutes by day, tightest caps and shares of its worked days, what falls due on each day.

    ``certified`` are its minutes under the certificate with nothing taken by the calendar, ``taken`` what the
    certificate took of them.
    """

    minutes: Mapping[int, int]
    caps: Mapping[int, int]
    shares: Mapping[int, float]
    due: Mapping[int, frozenset[int]]
    certified: int
    taken: int


def spread(count: int, places: int) -> list[int]:
    """So many places spread over those there are: every other one where there is room, else evenly."""
    if count >= places:
        return list(range(places))
    if 2 * count - 1 <= places:
        return [2 * i for i in range(count)]
    return [floor(i * (places - 1) / (count - 1) + 0.5) for i in range(count)]


def chosen_days(days: Sequence[ProblemDay], rung: Rung, most: int | None) -> Sequence[tuple[int, int | None]]:
    """The days of a week that a rung works, among those of which something is left, and how long each may be."""
    open_days = [i for i, day in enumerate(days) if day.available_min > 0]
    count = len(open_days) if rung.days_per_week is None else min(rung.days_per_week, len(open_days))
    if most is not None:
        count = min(count, most)
    if rung.by_weekday:
        lengths = dict(rung.by_weekday)
        printed = [
            (i, lengths[days[i].date.weekday()]) for i in open_days if days[i].date.weekday() in lengths
        ]
        in_order = [(i, minutes) for i, (_, minutes) in zip(open_days, rung.by_weekday, strict=False)]
        return (printed or in_order)[: len(open_days) if most is None else most]
    if not rung.spaced:
        return [(i, rung.minutes_per_day) for i in open_days[:count]]
    apart: list[int] = []
    for i in open_days:
        if not apart or (days[i].date - days[apart[-1]].date).days > 1:
            apart.append(i)
    if len(apart) >= count:
        return [(i, rung.minutes_per_day) for i in apart[:count]]
    return [(open_days[i], rung.minutes_per_day) for i in spread(count, len(open_days))]


def minutes_of(week: ProblemWeek, rung: Rung, *, calendar: bool, certificate: bool) -> dict[int, int]:
    """Paid minutes by day of a week on a rung, with or without what calendar and certificate take."""
    days = week.days
    if not calendar:
        days = tuple(
            ProblemDay(d.date, d.roster_min, d.roster_min, d.cap_min, d.certified, {}, {}, frozenset())
            for d in days
        )
    found = {}
    for i, most in chosen_days(days, rung, week.max_days if certificate else None):
        limits = [days[i].available_min, most, days[i].cap_min if certificate else None]
        found[i] = min(x for x in limits if x is not None)
    if certificate and week.max_min is not None and sum(found.values()) > week.max_min:
        each = week.max_min // len(found) // QUARTER * QUARTER
        found = {i: min(m, each) for i, m in found.items()}
    return {i: m for i, m in found.items() if m > 0}


class Oracle:
    """One problem as a CP-SAT model."""

    def __init__(self, problem: PlanningProblem) -> None:
        self.problem = problem
        self.model = cp_model.CpModel()
        self.wait = max(problem.step_interval_weeks, problem.least_weeks)
        self.rungs = range(NONE, len(problem.rungs))
        self.top = len(problem.rungs) - 1
        self.pattern = cache(self._pattern)
        self.climbing = [n for n, ladder in enumerate(problem.ladders) if len(ladder.levels) > 1]
        weeks = range(-1, len(problem.weeks))
        bool_var = self.model.new_bool_var
        self.rung = {(w, r): bool_var(f"rung{w},{r}") for w in weeks for r in self.rungs}
        self.level = {
            (w, n, k): bool_var(f"level{w},{n},{k}")
            for w in weeks
            for n in self.climbing
            for k in range(len(problem.ladders[n].levels))
        }
        self.since = {
            (w, s): bool_var(f"since{w},{s}") for w in range(-1, len(problem.weeks)) for s in range(self.wait)
        }
        self.move = {(w, m): bool_var(f"{m}{w}") for w in range(len(problem.weeks)) for m in MOVES}
        self.tail = [bool_var(f"tail{w}") for w in range(len(problem.weeks))]
        self.essential: list[cp_model.IntVar] = []
        self._state()
        for w in range(len(problem.weeks)):
            self._moves(w)
            self._fill(w)
        for w in range(len(problem.weeks) - 1):
            self.model.add_implication(self.tail[w], self.tail[w + 1])

    def solve(self) -> Answer:
        """The best plan: full duties first, then essential minutes."""
        most = 1 + sum(d.roster_min for week in self.problem.weeks for d in week.days)
        self.model.maximize(most * sum(self.tail) + sum(self.essential))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = 2  # without it the bound hardly moves
        solver.parameters.random_seed = 1
        solver.parameters.max_time_in_seconds = SECONDS
        status = solver.solve(self.model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Answer(-1, -1, status == cp_model.INFEASIBLE)
        full = sum(solver.value(x) for x in self.tail)
        return Answer(full, sum(solver.value(x) for x in self.essential), status == cp_model.OPTIMAL)

    # States ------------------------------------------------------------------------------------------------------

    def _state(self) -> None:
        for w in range(-1, len(self.problem.weeks)):
            self.model.add_exactly_one(self.rung[w, r] for r in self.rungs)
            self.model.add_exactly_one(self.since[w, s] for s in range(self.wait))
            for n in self.climbing:
                levels = range(len(self.problem.ladders[n].levels))
                self.model.add_exactly_one(self.level[w, n, k] for k in levels)
        reached = self.problem.reached
        self._fix(self.rung[-1, NONE if reached is None else reached.rung])
        since = 0 if reached is None else min(reached.weeks_since_climb, self.wait - 1)
        self._fix(self.since[-1, since])
        for n in self.climbing:
            self._fix(self.level[-1, n, 0 if reached is None else reached.levels[n]])

    def _fix(self, literal: cp_model.IntVar) -> None:
        self.model.add_bool_and([literal])

    def _imply(self, given: Sequence[cp_model.IntVar], then: cp_model.LiteralT) -> None:
        self.model.add_bool_or([*(x.Not() for x in given), then])

    def _pattern(self, w: int, r: int) -> Pattern:
        week, rung = self.problem.weeks[w], self.problem.rungs[r]
        minutes = minutes_of(week, rung, calendar=True, certificate=True)
        caps: dict[int, int] = {}
        shares: dict[int, float] = {}
        for i in minutes:
            for n, cap in week.days[i].caps.items():
                caps[n] = min(cap, caps.get(n, cap))
            for n, share in week.days[i].shares.items():
                shares[n] = min(share, shares.get(n, share))
        certified = sum(minutes_of(week, rung, calendar=False, certificate=True).values())
        free = sum(minutes_of(week, rung, calendar=False, certificate=False).values())
        return Pattern(minutes, caps, shares, self._due(minutes), certified, free - certified)

    def _due(self, minutes: Mapping[int, int]) -> dict[int, frozenset[int]]:
        due = defaultdict(set)
        days = list(minutes)
        longest = [i for i in days if minutes[i] == max(minutes.values())]
        for v, variant in enumerate(self.problem.variants):
            times = variant.times_per_week
            if times is None:
                chosen = days
            else:
                among = longest if times <= len(longest) else days
                chosen = [among[place] for place in spread(times, len(among))]
            for i in chosen:
                due[i].add(v)
        return {i: frozenset(due[i]) for i in days}

    # Moves -------------------------------------------------------------------------------------------------------

    def _moves(self, w: int) -> None:
        week, move = self.problem.weeks[w], self.move
        self.model.add_exactly_one(move[w, m] for m in MOVES)
        for r in self.rungs:
            at = self.rung[w - 1, r]
            allowed = set(self._allowed(w, r))
            for m in MOVES:
                if m not in allowed:
                    self._imply([at], move[w, m].Not())
        for m in ("hours", "load", "both"):
            self._imply([move[w, m]], self.since[w - 1, self.wait - 1])
        for r in self.rungs:
            for m in self._allowed(w, r):
                targets = {self._settled_rung(w, t) for t in self._targets(w, r, m)}
                given = [self.rung[w - 1, r], move[w, m]]
                self.model.add_bool_or([*(x.Not() for x in given), *(self.rung[w, t] for t in targets)])
                self._times(w, r, m, given)
                if m == "none":
                    self._same_levels(w, given)
                else:
                    for t in targets:
                        self._levels(w, r, t, [*given, self.rung[w, t]], climbs=m in ("load", "both"))
        if week.steps_down or not week.may_climb or not self.problem.may_climb:
            for m in ("hours", "load", "both"):
                self._fix(move[w, m].Not())

    def _allowed(self, w: int, r: int) -> Iterator[str]:
        week, problem = self.problem.weeks[w], self.problem
        if r == NONE:
            yield from ("start", "none") if self.pattern(w, 0).minutes else ("none",)
            return
        if week.steps_down:
            yield from ("reentry", "none")
            return
        yield "stay"
        if week.event or (w == 0 and problem.reached is not None):
            yield from ("fall", "none")
        worked = bool(self.pattern(max(0, w - 1), r).minutes) and bool(self.pattern(w, r).minutes)
        if w % problem.step_interval_weeks or not worked:
            return
        yield "load"
        let_go = self.pattern(w, r).taken < self.pattern(max(0, w - 1), r).taken
        if r < self.top and not let_go:
            more = sum(self.pattern(w, r + 1).minutes.values()) > sum(self.pattern(w, r).minutes.values())
            if more:
                yield "hours"
                if problem.both_in_one_step:
                    yield "both"

    def _targets(self, w: int, r: int, m: str) -> list[int]:
        down = self.problem.weeks[w].steps_down
        return {
            "start": [0],
            "none": [NONE],
            "stay": [r],
            "load": [r],
            "hours": [r + 1],
            "both": [r + 1],
            "fall": list(range(r)),
            "reentry": list(range(max(0, r - down) + 1)),
        }[m]

    def _settled_rung(self, w: int, t: int) -> int:
        """The lowest rung that reaches as far as this one, where the certificate takes from it."""
        if t == NONE or not self.pattern(w, t).taken:
            return t
        return min(r for r in range(t + 1) if self.pattern(w, r).certified == self.pattern(w, t).certified)

    def _times(self, w: int, r: int, m: str, given: Sequence[cp_model.IntVar]) -> None:
        """The weeks on a step: counted while it is kept, from 0 after any other move."""
        if m != "stay":
            self._imply(given, self.since[w, 0])
            return
        fell = self._settled_rung(w, r) < r
        fell = fell or (w > 0 and self.pattern(w, r).taken > self.pattern(w - 1, r).taken)
        for s in range(self.wait):
            then = 0 if fell else min(s + 1, self.wait - 1)
            self._imply([*given, self.since[w - 1, s]], self.since[w, then])

    def _same_levels(self, w: int, given: Sequence[cp_model.IntVar]) -> None:
        for n in self.climbing:
            for k in range(len(self.problem.ladders[n].levels)):
                self._imply([*given, self.level[w - 1, n, k]], self.level[w, n, k])

    def _levels(self, w: int, r: int, t: int, given: Sequence[cp_model.IntVar], *, climbs: bool) -> None:
        """Where each ladder stands after a move to a rung: one higher at a load step, unless held or just let go."""
        caps = self.pattern(w, t).caps
        caps_before = self.pattern(max(0, w - 1), r).caps if r != NONE else {}
        waits = self._groups(w, t) if climbs else {}
        rises: list[cp_model.IntVar] = []
        for n in self.climbing:
            ladder = self.problem.ladders[n]
            for k, level in enumerate(ladder.levels):
                was = [*given, self.level[w - 1, n, k]]
                cap = caps.get(n)
                held = k + 1 == len(ladder.levels) or (cap is not None and cap <= level)
                let_go = n in caps_before and caps_before[n] < level
                stays = self.level[w, n, self._settled_level(n, k, cap)]
                if not climbs or held or let_go:
                    self._imply(was, stays)
                    continue
                waiting = waits.get(ladder.group)
                risen = self.level[w, n, self._settled_level(n, k + 1, cap)]
                if waiting is None:
                    self._imply(was, risen)
                    rises.append(self.level[w - 1, n, k])
                else:
                    self._imply([*was, waiting], stays)
                    self.model.add_bool_or([*(x.Not() for x in was), waiting, risen])
                    rises.append(self._both(self.level[w - 1, n, k], waiting.Not()))
        if climbs:
            self.model.add_bool_or([*(x.Not() for x in given), *rises])

    def _groups(self, w: int, t: int) -> dict[int, cp_model.IntVar]:
        """By group after the first: whether an earlier one is neither held nor at its top, so that it must wait."""
        caps = self.pattern(w, t).caps
        free: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for n in self.climbing:
            ladder = self.problem.ladders[n]
            for k, level in enumerate(ladder.levels[:-1]):
                if n not in caps or caps[n] > level:
                    free[ladder.group].append(self.level[w - 1, n, k])
        found: dict[int, cp_model.IntVar] = {}
        earlier: list[cp_model.IntVar] = []
        for group in sorted({self.problem.ladders[n].group for n in self.climbing}):
            if earlier:
                waits = self.model.new_bool_var("waits")
                self.model.add_max_equality(waits, earlier)
                found[group] = waits
            earlier = earlier + free[group]
        return found

    def _both(self, one: cp_model.LiteralT, other: cp_model.LiteralT) -> cp_model.IntVar:
        both = self.model.new_bool_var("both")
        self.model.add_bool_and([one, other]).only_enforce_if(both)
        return both

    def _settled_level(self, n: int, k: int, cap: int | None) -> int:
        """The lowest position that reaches as far as this one under a cap."""
        levels = self.problem.ladders[n].levels
        return (
            k if cap is None else min(i for i in range(k + 1) if min(levels[i], cap) == min(levels[k], cap))
        )

    # Days --------------------------------------------------------------------------------------------------------

    def _fill(self, w: int) -> None:
        week, problem = self.problem.weeks[w], self.problem
        full = self.tail[w]
        self._imply([full], self.rung[w, self.top])
        whole = self.pattern(w, self.top).minutes
        if any(d.barred for d in week.days) or sum(whole.values()) < sum(d.available_min for d in week.days):
            self._fix(full.Not())
        for i, day in enumerate(week.days):
            amounts = self._day([self._worked(w, r, i) for r in self.rungs])
            for r in self.rungs:
                paid = self._worked(w, r, i)
                here = self.rung[w, r]
                self.model.add(sum(amounts.values()) == paid).only_enforce_if(here)
                if paid:
                    self._permit(w, r, i, paid, amounts, [here])
            self.essential += [amounts[v] for v, variant in enumerate(problem.variants) if variant.essential]
            if i not in whole:
                continue
            normal = amounts
            if whole[i] != day.roster_min:
                normal = self._day([day.roster_min, 0])
                self.model.add(sum(normal.values()) == day.roster_min).only_enforce_if(full)
                self._permit(w, self.top, i, day.roster_min, normal, [full])
            self._as_normal(self.pattern(w, self.top).due[i], normal, full)

    def _worked(self, w: int, r: int, i: int) -> int:
        return 0 if r == NONE else self.pattern(w, r).minutes.get(i, 0)

    def _day(self, lengths: Sequence[int]) -> dict[int, cp_model.IntVar]:
        """Minutes of each variant on a day: blocks, one variant a task, quarter hours with one odd rest."""
        model, problem = self.model, self.problem
        amounts: dict[int, cp_model.IntVar] = {}
        used: dict[int, cp_model.IntVar] = {}
        odd_rests = sorted({length % problem.unit_min for length in lengths})
        odd_places = []
        rest = model.new_int_var_from_domain(cp_model.Domain.from_values(odd_rests), "rest")
        for v, variant in enumerate(problem.variants):
            most = min(variant.longest_min, max(lengths))
            amounts[v] = model.new_int_var(0, most, f"minutes{v}")
            used[v] = model.new_bool_var(f"used{v}")
            units = model.new_int_var(0, most // problem.unit_min, f"units{v}")
            if odd_rests == [0]:
                model.add(amounts[v] == problem.unit_min * units)
            else:
                odd = model.new_int_var(0, problem.unit_min, f"odd{v}")
                has_odd = model.new_bool_var(f"has odd{v}")
                model.add(odd == 0).only_enforce_if(has_odd.Not())
                model.add(odd == rest).only_enforce_if(has_odd)
                model.add(amounts[v] == problem.unit_min * units + odd)
                odd_places.append(has_odd)
            model.add(amounts[v] >= max(1, variant.block_min)).only_enforce_if(used[v])
            model.add(amounts[v] == 0).only_enforce_if(used[v].Not())
        model.add_at_most_one(odd_places)
        for task in {variant.task for variant in problem.variants}:
            model.add_at_most_one(
                used[v] for v, variant in enumerate(problem.variants) if variant.task == task
            )
        for group in problem.never_together:
            model.add_bool_or([used[v].Not() for v in group])
        return amounts

    def _permit(  # noqa: PLR0917
        self,
        w: int,
        r: int,
        i: int,
        paid: int,
        amounts: Mapping[int, cp_model.IntVar],
        given: Sequence[cp_model.IntVar],
    ) -> None:
        """Only open variants that are due, every peak within its limit, every dose with the load outside work."""
        day, pattern, problem = self.problem.weeks[w].days[i], self.pattern(w, r), self.problem
        for v in range(len(problem.variants)):
            if v not in day.open_variants or v not in pattern.due[i]:
                self.model.add(amounts[v] == 0).only_enforce_if(given)
        for n, ladder in enumerate(problem.ladders):
            standing = [pattern.caps[n]] if n in pattern.caps else []
            if n in pattern.shares:
                standing.append(int(pattern.shares[n] * min(paid, EIGHT_HOURS) * MILLIONTHS))
            if len(ladder.levels) == 1:
                standing.append(ladder.levels[0])
            positions = [(None, None)] if n not in self.climbing else list(enumerate(ladder.levels))
            for k, level in positions:
                limit = min([*standing, *([] if level is None else [level])], default=None)
                if limit is not None:
                    literals = [*given, *([] if k is None else [self.level[w, n, k]])]
                    self._within(n, limit, amounts, literals)

    def _within(
        self, n: int, limit: int, amounts: Mapping[int, cp_model.IntVar], given: Sequence[cp_model.IntVar]
    ) -> None:
        variants, model = self.problem.variants, self.model
        outside = self.problem.outside.get(n, 0)
        if outside > limit:
            model.add_bool_or([x.Not() for x in given])
        for v, variant in enumerate(variants):
            if variant.peaks.get(n, 0) > limit:
                model.add(amounts[v] == 0).only_enforce_if(given)
        rates = [
            (v, variant.dose_rates[n]) for v, variant in enumerate(variants) if variant.dose_rates.get(n)
        ]
        if rates:
            dose = sum(rate * amounts[v] for v, rate in rates)
            model.add(dose <= limit - outside).only_enforce_if(given)

    def _as_normal(
        self, due: frozenset[int], amounts: Mapping[int, cp_model.IntVar], full: cp_model.IntVar
    ) -> None:
        """Full duties: every essential task that is due at its normal minutes, and nothing but as normal."""
        variants = self.problem.variants
        for v, variant in enumerate(variants):
            if not variant.as_normal:
                self.model.add(amounts[v] == 0).only_enforce_if(full)
        for task in {variants[v].task for v in due if variants[v].essential}:
            ways = [v for v, variant in enumerate(variants) if variant.task == task]
            normal = max(variants[v].normal_min for v in ways)
            self.model.add(sum(amounts[v] for v in ways) >= normal).only_enforce_if(full)


def best(problem: PlanningProblem) -> Answer:
    """What the second solver finds."""
    return Oracle(problem).solve()
