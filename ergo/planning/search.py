"""The best path through the weeks: exact, by a dynamic programme over the states that can be reached.

A state is the hours rung, the weeks on the step and the position on every ladder. Of all paths that the policy allows
the best one has, in this order, the earliest week of full duties to the horizon, the most essential minutes, the most
paid minutes, the fewest weeks whose duties differ from the week before without a step of the plan, and at the first
difference the step that comes first in ``Move``. Paid minutes come before changes, and what a step changes is not
counted, so that a return is not kept at few hours or light loads for the sake of the same duties.

How the rules of a step are read: a return starts in a week in which a day is worked, and a week takes a step in its
hours only where it really gives more of them. What a
certificate or a restriction lets go of first takes the rung that it had reached, without a step; where one falls below
the rung reached, the rung falls with it, and the climb resumes from there. After a fall and after a return the policy's
interval and least time run anew.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from ergo.planning.allocation import DayFiller
from ergo.planning.problem import NO_DUTIES, PlanningProblem
from ergo.planning.week import FilledDay, Filling, Levels, WeekFiller

Progress = Callable[[int, int], None]
"""Told the weeks searched and the weeks of all; an exception that it raises ends the search."""


class Move(StrEnum):
    """What may change in a week, the preferred first."""

    START = "start"
    REENTRY = "reentry"
    BOTH = "both"
    HOURS = "hours"
    LOAD = "load"
    STAY = "stay"
    FALL = "fall"
    NONE = "none"


CLIMBS = frozenset({Move.BOTH, Move.HOURS, Move.LOAD})


class State(NamedTuple):
    """Where a return stands after a week; ``weeks_on_step`` is counted no further than the policy asks for."""

    rung: int
    weeks_on_step: int
    levels: Levels


class Value(NamedTuple):
    """What the best path from a week on is worth; ``full_from`` is the position of a week, None past the horizon."""

    full_from: int | None
    essential_min: int
    paid_min: int
    changes: int


@dataclass(frozen=True)
class Choice:
    """One move that a week allows, the state that it leads to and what the best path from there is worth."""

    move: Move
    state: State
    value: Value


@dataclass(frozen=True)
class Step:
    """What the best path does in one week.

    ``due`` says that the policy allowed a step; ``blocked_rung`` is the next rung where it was due and no permitted
    duties fill it; ``cut`` that the certificate takes more of the hours than the week before. ``choices`` are all
    moves of the week, the preferred first. ``full`` says that full duties are reached, from this week to the horizon.
    """

    rung: int
    levels: Levels
    days: tuple[FilledDay, ...]
    move: Move
    due: bool
    blocked_rung: int | None
    cut: bool
    choices: tuple[Choice, ...]
    full: bool


class _Node(NamedTuple):
    """A state in a week with its best way on: the value to be made largest, the filling, the next state."""

    value: tuple[int, int, int, int]
    filling: Filling
    following: State | None


class Search:
    """Finds the best path of one problem.

    Parameters
    ----------
    problem : PlanningProblem
        What is searched.
    filler : DayFiller, optional
        That of a search before, whose answers are used where the variants are the same.
    progress : callable, optional
        Told after every week how many are done.
    """

    def __init__(
        self, problem: PlanningProblem, filler: DayFiller | None = None, progress: Progress | None = None
    ) -> None:
        self.problem = problem
        self.weeks = WeekFiller(problem, filler)
        self._progress = progress
        self._wait = max(problem.step_interval_weeks, problem.least_weeks)
        self._like = self._alike()
        self._moves: dict[tuple[int, State | None], list[tuple[Move, State]]] = {}
        self._nodes: list[dict[State, _Node]] = [{} for _ in problem.weeks]
        self._settled_rung = cache(self._settle_rung)
        self._higher = cache(self._higher_rung)
        self._cut = cache(self._cut_hours)
        self._held = cache(self._held_levels)
        self._climbing = [n for n, ladder in enumerate(problem.ladders) if len(ladder.levels) > 1]
        groups = sorted({problem.ladders[n].group for n in self._climbing})
        self._groups = [[n for n in self._climbing if problem.ladders[n].group == group] for group in groups]

    def best(self) -> list[Step]:
        """One step for every week of the horizon."""
        self._explore()
        steps: list[Step] = []
        state: State | None = self.before
        for index in range(len(self.problem.weeks)):
            choices = self.choices(index, state)
            best = max(choices, key=lambda choice: rank(choice.value))
            steps.append(self._step(index, state, best, choices))
            state = best.state
        return steps

    @property
    def before(self) -> State | None:
        """The state before the first week: the one reached where a return is planned again, otherwise none."""
        reached = self.problem.reached
        if reached is None:
            return None
        return State(reached.rung, min(reached.weeks_since_climb, self._wait - 1), reached.levels)

    def choices(self, index: int, before: State | None) -> tuple[Choice, ...]:
        """The moves of a week from the state before it, each with its value, the preferred first."""
        filled = self._node(index - 1, before).filling if index and before is not None else None
        return tuple(
            Choice(move, state, self._value_of(move, self._node(index, state), filled))
            for move, state in self.moves(index, before)
        )

    def _value_of(self, move: Move, node: _Node, filled: Filling | None) -> Value:
        """What the best path is worth from a move on, after a week that was filled like this, None before the first."""
        full, essential, paid, changes = node.value
        differs = filled is not None and move not in CLIMBS and filled.duties != node.filling.duties
        return Value(None if -full == len(self.problem.weeks) else -full, essential, paid, differs - changes)

    def moves(self, index: int, before: State | None) -> list[tuple[Move, State]]:
        """The moves of a week from the state before it, None before the start, with the state that each leads to."""
        key = (self._like[index], before)
        found = self._moves.get(key)
        if found is None:
            found = self._moves[key] = self._possible(index, before)
        return found

    def _alike(self) -> list[int]:
        """A number for every week, the same where the same moves are possible from the same state."""
        kinds = self.weeks.kinds
        found: dict[object, int] = {}
        return [
            found.setdefault(
                (
                    kinds[max(0, index - 1)],
                    kinds[index],
                    week.steps_down,
                    self._may_fall(index),
                    week.may_climb,
                    index % self.problem.step_interval_weeks == 0,
                ),
                len(found),
            )
            for index, week in enumerate(self.problem.weeks)
        ]

    def _may_fall(self, index: int) -> bool:
        return self.problem.weeks[index].event or (index == 0 and self.problem.reached is not None)

    def _possible(self, index: int, before: State | None) -> list[tuple[Move, State]]:
        week = self.problem.weeks[index]
        if before is None:
            before = State(NO_DUTIES, 0, tuple(0 for _ in self.problem.ladders))
        found: dict[State, Move] = {}

        def add(move: Move, rung: int, levels: Levels, weeks_on_step: int = 0) -> None:
            state = State(rung, weeks_on_step, self._settled_levels(index, rung, levels))
            if state not in found and self.weeks.fill(index, rung, state.levels) is not None:
                found[state] = move

        def add_down(move: Move, highest: int) -> None:
            for rung in range(highest, -1, -1):
                add(move, self._settled_rung(index, rung), before.levels)
            add(Move.NONE, NO_DUTIES, before.levels)

        if before.rung == NO_DUTIES:
            add_down(Move.START, 0 if self.weeks.pattern(index, 0).worked else NO_DUTIES)
        elif week.steps_down:
            add_down(Move.REENTRY, max(0, before.rung - week.steps_down))
        else:
            for move, rung, levels in self._climbs(index, before):
                add(move, rung, levels)
            rung = self._settled_rung(index, before.rung)
            fell = rung < before.rung or self._cut(index, before.rung)
            add(Move.STAY, rung, before.levels, 0 if fell else min(before.weeks_on_step + 1, self._wait - 1))
            if self._may_fall(index):
                add_down(Move.FALL, before.rung - 1)
        return [(move, state) for state, move in found.items()]

    def is_due(self, index: int, before: State | None) -> bool:
        """Whether the policy allows a step in a week."""
        problem, week = self.problem, self.problem.weeks[index]
        return (
            before is not None
            and before.rung != NO_DUTIES
            and problem.may_climb
            and week.may_climb
            and not week.steps_down
            and index % problem.step_interval_weeks == 0
            and before.weeks_on_step + 1 >= self._wait
            and bool(self.weeks.pattern(max(0, index - 1), before.rung).worked)
        )

    def _climbs(self, index: int, before: State) -> list[tuple[Move, int, Levels]]:
        if not self.is_due(index, before) or not self.weeks.pattern(index, before.rung).worked:
            return []
        found: list[tuple[Move, int, Levels]] = []
        higher = self._higher(index, before.rung)
        if higher is not None:
            rung = self._settled_rung(index, higher)
            heavier = self._raised_levels(index, before, rung)
            if self.problem.both_in_one_step and heavier != before.levels:
                found.append((Move.BOTH, rung, heavier))
            found.append((Move.HOURS, rung, before.levels))
        rung = self._settled_rung(index, before.rung)
        heavier = self._raised_levels(index, before, rung)
        if heavier != before.levels:
            found.append((Move.LOAD, rung, heavier))
        return found

    def _higher_rung(self, index: int, rung: int) -> int | None:
        """The next rung, where it really gives more hours and the certificate has not just let go of this one."""
        now = self.weeks.pattern(index, rung)
        before = self.weeks.pattern(max(0, index - 1), rung)
        if rung == self.weeks.top or now.taken_min < before.taken_min:
            return None
        return rung + 1 if self.weeks.pattern(index, rung + 1).total_min > now.total_min else None

    def _cut_hours(self, index: int, rung: int) -> bool:
        """Whether the certificate takes more of a rung's hours than the week before."""
        if rung == NO_DUTIES or index == 0:
            return False
        return self.weeks.pattern(index, rung).taken_min > self.weeks.pattern(index - 1, rung).taken_min

    def _raised_levels(self, index: int, before: State, rung: int) -> Levels:
        """The levels after a load step: those of the first group of which any is neither held nor at its top."""
        caps = self.weeks.pattern(index, rung).caps
        caps_before = self.weeks.pattern(max(0, index - 1), before.rung).caps
        raised = list(before.levels)
        for group in self._groups:
            climbing = False
            for limit in group:
                ladder, at = self.problem.ladders[limit].levels, before.levels[limit]
                cap = caps.get(limit)
                if at + 1 == len(ladder) or (cap is not None and cap <= ladder[at]):
                    continue
                climbing = True
                was = caps_before.get(limit)
                just_let_go = was is not None and was < ladder[at]
                raised[limit] = at if just_let_go else at + 1
            if climbing:
                break
        return tuple(raised)

    def _settle_rung(self, index: int, rung: int) -> int:
        """The lowest rung that reaches as far as this one, where the certificate takes from it."""
        pattern = self.weeks.pattern(index, rung)
        if not pattern.taken_min:
            return rung
        reach = pattern.certified_min
        return next(r for r in range(rung + 1) if self.weeks.pattern(index, r).certified_min == reach)

    def _settled_levels(self, index: int, rung: int, levels: Levels) -> Levels:
        """The levels, each lowered to the first that reaches as far where a restriction holds it."""
        if rung == NO_DUTIES:
            return levels
        held = [(limit, most) for limit, most in self._held(index, rung) if levels[limit] > most]
        if not held:
            return levels
        settled = list(levels)
        for limit, most in held:
            settled[limit] = most
        return tuple(settled)

    def _held_levels(self, index: int, rung: int) -> list[tuple[int, int]]:
        """The ladders that a restriction holds, each with the first position that reaches as far."""
        caps, ladders = self.weeks.pattern(index, rung).caps, self.problem.ladders
        return [(n, bisect_left(ladders[n].levels, caps[n])) for n in self._climbing if n in caps]

    def _explore(self) -> None:
        """Visit every state that can be reached, week by week; then value them from the last week back."""
        count = len(self.problem.weeks)
        layers: list[dict[State, None]] = []
        reached: Iterable[State | None] = [self.before]
        for index in range(count):
            layers.append({state: None for before in reached for _, state in self.moves(index, before)})
            reached = layers[-1]
            if self._progress is not None:
                self._progress(index + 1, count)
        for index in range(count - 1, -1, -1):
            for state in layers[index]:
                self._node(index, state)

    def _node(self, index: int, state: State) -> _Node:
        nodes = self._nodes[index]
        node = nodes.get(state)
        if node is None:
            node = nodes[state] = self._valued(index, state)
        return node

    def _valued(self, index: int, state: State) -> _Node:
        last = len(self.problem.weeks) - 1
        usual = self.weeks.fill(index, state.rung, state.levels)
        if usual is None:
            raise ValueError("the state is not open in this week")
        normal = self.weeks.fill_normally(index, state.levels) if state.rung == self.weeks.top else None
        if index == last:
            filling = usual if normal is None else normal
            full = -last - 1 if normal is None else -last
            return _Node((full, filling.essential_min, filling.paid_min, 0), filling, None)
        best: tuple[int, int, int, int] | None = None
        way_on, filled = state, usual
        for move, following in self.moves(index + 1, state):
            node = self._node(index + 1, following)
            full, essential, paid, changes = node.value
            filling = usual
            if normal is not None and full == -index - 1:
                full, filling = -index, normal
            differs = move not in CLIMBS and filling.duties != node.filling.duties
            value = (full, essential + filling.essential_min, paid + filling.paid_min, changes - differs)
            if best is None or value > best:
                best, way_on, filled = value, following, filling
        if best is None:
            raise ValueError("no move leads on from this state")
        return _Node(best, filled, way_on)

    def _step(self, index: int, before: State | None, chosen: Choice, choices: tuple[Choice, ...]) -> Step:
        state, node = chosen.state, self._node(index, chosen.state)
        due = self.is_due(index, before)
        blocked: int | None = None
        if before is not None and due:
            higher = self._higher(index, before.rung)
            tried = {move for move, _ in self.moves(index, before)} & {Move.HOURS, Move.BOTH}
            blocked = higher if not tried else None
        elif before is None and state.rung == NO_DUTIES:
            blocked = 0
        return Step(
            rung=state.rung,
            levels=state.levels,
            days=self.weeks.dated(index, node.filling),
            move=chosen.move,
            due=due,
            blocked_rung=blocked,
            cut=before is not None and self._cut(index, before.rung),
            choices=choices,
            full=chosen.value.full_from is not None and chosen.value.full_from <= index,
        )


def rank(value: Value) -> tuple[bool, int, int, int, int]:
    """The order of values: the best is the largest, and of equal ones the first choice."""
    full = value.full_from
    return (full is not None, -(full or 0), value.essential_min, value.paid_min, -value.changes)
