"""Goals as the Patient-Specific Functional Scale: mean of 3 to 5 activities, change against the published figure."""

from datetime import date

from ergo.analysis.goals import PSFS, latest, scale_goals
from ergo.analysis.outcomes import Point, Reach, courses
from ergo.model.case import Case
from ergo.model.clinical import OutcomeMeasure
from ergo.model.programme import GoalDomain, GoalRating, ProgrammeGoal

FIRST, LATER = date(2026, 1, 5), date(2026, 2, 2)


def case_with(*ratings: tuple[float | None, float | None]) -> Case:
    case = Case.model_validate({"worker": {"code": "W-1"}})
    for pair in ratings:
        given = [
            GoalRating(on=day, value=value)
            for day, value in zip((FIRST, LATER), pair, strict=True)
            if value is not None
        ]
        case.programme.goals.append(ProgrammeGoal(domain=GoalDomain.WORK, ratings=given))
    return case


def rated_days(case: Case) -> list[Point]:
    return [point for course in courses(case) if course.instrument.id == PSFS for point in course.points]


def test_the_mean_and_its_change() -> None:
    """By hand: (2 + 3 + 4) / 3 = 3.0, then (4 + 6 + 5) / 3 = 5.0: 2.0 better, within the published 1.9 to 2.0."""
    first, later = rated_days(case_with((2, 4), (3, 6), (4, 5)))
    assert (first.scored.main.value, first.change) == (3.0, None)
    assert later.scored.main.value == 5.0
    assert later.change is not None
    assert (later.change.points, later.change.reach) == (2.0, Reach.BETWEEN)


def test_two_ratings_make_no_score() -> None:
    (day,) = rated_days(case_with((2, None), (3, None)))
    assert day.scored.main.value is None
    assert "1 more needed" in day.scored.missing_words
    assert day.change is None


def test_the_change_counts_from_the_first_day_with_a_score() -> None:
    first, later = rated_days(case_with((None, 4), (3, 6), (4, 5)))
    assert first.scored.main.value is None
    assert (later.scored.main.value, later.change) == (5.0, None)


def test_the_scale_has_five_places() -> None:
    case = case_with(*[(1.0, 2.0)] * 5, (10.0, 10.0))
    assert len(scale_goals(case)) == 5
    assert [day.scored.main.value for day in rated_days(case)] == [1.0, 2.0]


def test_the_latest_rating_of_a_goal() -> None:
    case = case_with((2, 7), (None, None))
    assert [latest(goal) for goal in case.programme.goals] == [7, None]
    assert rated_days(Case.model_validate({"worker": {"code": "W-1"}})) == []


def test_a_total_that_was_entered_before_stands_in_the_same_course() -> None:
    """By hand: a total of 3.0 before, then (5 + 6 + 7) / 3 = 6.0, which is 3.0 better."""
    case = case_with((None, 5), (None, 6), (None, 7))
    case.clinical.outcome_measures = [OutcomeMeasure(instrument_id=PSFS, on=FIRST, score=3.0)]
    entered, rated = rated_days(case)
    assert entered.scored.main.value == 3.0
    assert rated.change is not None
    assert rated.change.points == 3.0
