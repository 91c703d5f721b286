"""Goals rated over time: they are the Patient-Specific Functional Scale of the activities that the worker chose."""

from ergo.knowledge.instruments import instruments
from ergo.model.case import Case
from ergo.model.clinical import OutcomeMeasure
from ergo.model.programme import ProgrammeGoal

PSFS = "psfs"


def scale_goals(case: Case) -> list[ProgrammeGoal]:
    """The goals that make the scale: the first ones, as many as it has places."""
    return case.programme.goals[: len(instruments()[PSFS].item_groups)]


def rated_measures(case: Case) -> list[OutcomeMeasure]:
    """Every day on which a goal was rated as a measurement of the scale, the earliest first."""
    by_goal = [{rating.on: rating.value for rating in goal.ratings} for goal in scale_goals(case)]
    return [
        OutcomeMeasure(instrument_id=PSFS, on=day, responses=[ratings.get(day) for ratings in by_goal])
        for day in sorted({day for ratings in by_goal for day in ratings})
    ]


def latest(goal: ProgrammeGoal) -> float | None:
    """The latest rating of a goal, None where it was not rated."""
    return max(goal.ratings, key=lambda rating: rating.on).value if goal.ratings else None
