"""Goals rated over time: the Patient-Specific Functional Scale of the activities that the worker chose."""

from dataclasses import dataclass
from datetime import date

from ergo.analysis.outcomes import Change, Scored, change, score
from ergo.knowledge.instruments import instruments
from ergo.model.case import Case
from ergo.model.clinical import OutcomeMeasure
from ergo.model.programme import ProgrammeGoal

PSFS = "psfs"


@dataclass(frozen=True)
class RatedDay:
    """The ratings of one day as a score, and its change from the first day that has one."""

    on: date
    scored: Scored
    change: Change | None


def scale_goals(case: Case) -> list[ProgrammeGoal]:
    """The goals that make the scale: the first ones, as many as it has places."""
    return case.programme.goals[: len(instruments()[PSFS].item_groups)]


def rated_days(case: Case) -> list[RatedDay]:
    """Every day on which a goal was rated, the earliest first; without enough ratings its score stays unknown.

    Source
    ------
    Score, least number of ratings and important change: data/instruments.json (psfs).
    """
    goals, instrument = scale_goals(case), instruments()[PSFS]
    by_goal = [{rating.on: rating.value for rating in goal.ratings} for goal in goals]
    found: list[RatedDay] = []
    first: float | None = None
    for day in sorted({day for ratings in by_goal for day in ratings}):
        responses = [ratings.get(day) for ratings in by_goal]
        scored = score(OutcomeMeasure(instrument_id=PSFS, on=day, responses=responses))
        if scored is None:
            continue
        value = scored.main.value
        changed = None if value is None or first is None else change(instrument, first, value)
        first = value if first is None else first
        found.append(RatedDay(day, scored, changed))
    return found


def latest(goal: ProgrammeGoal) -> float | None:
    """The latest rating of a goal, None where it was not rated."""
    return max(goal.ratings, key=lambda rating: rating.on).value if goal.ratings else None
