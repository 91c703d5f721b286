"""Scenarios of a return: every step holds, one is held back, two are held back.

A step that is held back is tried again at the next step date; what was reached stays. The rule says which ones: the
first step of the plan, and for two the first and the one that follows it. The way on is the best from where each leads.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ergo.planning.search import CLIMBS, Choice, Move, Search, State, rank

MOST_HELD_BACK = 2


@dataclass(frozen=True)
class HeldBack:
    """A step that did not hold: the week in which it was due and what it would have raised."""

    week: int
    monday: date
    move: Move


@dataclass(frozen=True)
class Scenario:
    """One course: what is held back, the week of full duties (None past the horizon) and minutes week by week.

    Weeks have the numbers of the plan.
    """

    held_back: tuple[HeldBack, ...]
    full_duties_week: int | None
    full_duties_from: date | None
    week_minutes: tuple[int, ...]


def scenarios(search: Search, first_week: int = 1) -> list[Scenario]:
    """The course on which every step holds, then those with one and with two steps held back.

    Fewer where the plan has fewer steps. ``first_week`` is the number of the first week that is searched: more than 1
    where a return is planned again.
    """
    found = [_course(search, count, first_week) for count in range(MOST_HELD_BACK + 1)]
    return [one for count, one in enumerate(found) if len(one.held_back) == count]


def attempt(search: Search, index: int, before: State | None) -> tuple[Choice, Choice | None]:
    """The best move of a week, and where it is a step what is done instead when it does not hold.

    That is to stay; where the duties do not allow it, the best move that is no step. None where there is none.
    """
    choices = search.choices(index, before)
    best = max(choices, key=lambda choice: rank(choice.value))
    if best.move not in CLIMBS:
        return best, None
    others = [choice for choice in choices if choice.move not in CLIMBS]
    stays = [choice for choice in others if choice.move is Move.STAY]
    return best, max(stays or others, key=lambda choice: rank(choice.value), default=None)


def is_full(search: Search, index: int, state: State) -> bool:
    """Whether a week in a state is one of full duties."""
    return state.rung == search.weeks.top and search.weeks.fill_normally(index, state.levels) is not None


def _course(search: Search, count: int, first_week: int) -> Scenario:
    """The course on which the first ``count`` steps are each held back once."""
    held_back: list[HeldBack] = []
    again = False
    state, states = search.before, list[State]()
    for index, week in enumerate(search.problem.weeks):
        best, instead = attempt(search, index, state)
        chosen = best
        if instead is not None:
            if len(held_back) < count and not again:
                held_back.append(HeldBack(first_week + index, week.monday, best.move))
                chosen, again = instead, True
            else:
                again = False
        state = chosen.state
        states.append(state)
    full = _first_to_the_end([is_full(search, index, s) for index, s in enumerate(states)])
    return Scenario(
        held_back=tuple(held_back),
        full_duties_week=None if full is None else first_week + full,
        full_duties_from=None if full is None else search.problem.weeks[full].monday,
        week_minutes=tuple(
            search.weeks.pattern(index, s.rung).total_min if s.rung >= 0 else 0
            for index, s in enumerate(states)
        ),
    )


def _first_to_the_end(full: Sequence[bool]) -> int | None:
    first: int | None = None
    for index in range(len(full) - 1, -1, -1):
        if not full[index]:
            break
        first = index
    return first
