"""The programme: which component when and why, what stays unknown, sessions that the plan counts."""

from datetime import date, timedelta

import pytest

from ergo.advice.programme import (
    NEVER,
    RED_FLAG_OPEN,
    ScheduledComponent,
    Standing,
    case_facts,
    check_ups,
    programme,
    programme_weeks,
    sessions_of,
    week_on,
)
from ergo.analysis.worktime import working_shifts
from ergo.knowledge.programme import components, facts
from ergo.model.case import Case
from ergo.model.clinical import Answer, FlagColour, OutcomeMeasure, PsychosocialFlag, RedFlagAnswer
from ergo.model.programme import ComponentChoice, GoalDomain, ProgrammeGoal
from ergo.model.record import Appointment
from ergo.model.situation import WorkStatus
from ergo.workflow.examples import example
from ergo.workflow.plans import keep_plan, plan_case

ON = date(2026, 11, 21)


def empty() -> Case:
    return Case.model_validate({"worker": {"code": "W-1"}})


def rows(case: Case) -> dict[str, ScheduledComponent]:
    return {row.component.id: row for row in programme(case, ON)}


def test_every_component_stands_with_a_reason() -> None:
    found = rows(empty())
    assert list(found) == list(components())
    for row in found.values():
        assert row.reasons, row.component.id
        assert all(row.reasons), row.component.id
        assert bool(row.weeks) <= row.standing.included


def test_every_fact_is_looked_at() -> None:
    assert set(case_facts(empty(), ON)) == set(facts())


def test_an_empty_case_leaves_unknown_what_is_unknown() -> None:
    known = case_facts(empty(), ON)
    unknown = {name for name, value in known.items() if value is None}
    assert unknown == {
        "yellow", "high_risk", "long_term_pain", "absent_over_8_weeks", "absent_over_12_weeks", "knee", "handling",
        "shortfall", "tolerance_measured", "home_goal", "social_goal",
    }  # fmt: skip
    found = rows(empty())
    assert found["relaxation_mindfulness"].standing is Standing.NOT_ASSESSED
    assert found["relaxation_mindfulness"].reasons[0] == "Obstacles of the person were not assessed."
    assert found["multidisciplinary"].standing is Standing.NOT_ASSESSED


def test_weeks_without_a_plan_are_six() -> None:
    assert [week.number for week in programme_weeks(empty())] == [1, 2, 3, 4, 5, 6]


def test_schedule_by_week() -> None:
    """By hand, of the schedule in the data: assessment every 4 weeks, coordination every 2, ergonomics 1 and 4."""
    found = rows(empty())
    assert found["assessment"].weeks == (1, 5)
    assert found["case_coordination"].weeks == (1, 3, 5)
    assert found["posture_ergonomics"].weeks == (1, 4)
    assert found["home_programme"].weeks == (1, 2, 3, 4, 5, 6)
    assert found["maintenance"].weeks == ()


def test_exercise_sessions_are_at_most_eight_in_twelve_weeks() -> None:
    case = example("warehouse")
    keep_plan(case, plan_case(case, ON).plan)
    assert len(programme_weeks(case)) > 12
    assert rows(case)["exercise_therapy"].weeks == (1, 2, 3, 4, 5, 6, 7, 8)
    assert max(rows(case)["stay_active"].weeks) == 12


def test_the_red_flag_screen_is_due_at_every_review() -> None:
    case = example("warehouse")
    keep_plan(case, plan_case(case, ON).plan)
    assert case.plan is not None
    reviews = {week.number for week in case.plan.weeks if week.review_on is not None}
    assert reviews
    assert set(rows(case)["red_flag_screen"].weeks) == reviews | {1}


def test_a_red_flag_that_is_open_stops_everything_but_the_screen_and_the_assessment() -> None:
    case = empty()
    case.clinical.red_flags = [RedFlagAnswer(flag_id="ces", answer=Answer.YES)]
    case.programme.components = [ComponentChoice(component_id="exercise_therapy", included=True)]
    found = rows(case)
    going_on = {name for name, row in found.items() if row.standing.included}
    assert going_on == {"assessment", "red_flag_screen"}
    assert found["exercise_therapy"].reasons == (RED_FLAG_OPEN,)


def test_what_is_never_scheduled_says_so() -> None:
    for name in ("modalities", "acupuncture"):
        row = rows(empty())[name]
        assert (row.standing, row.reasons, row.weeks) == (Standing.NOT_INDICATED, (NEVER,), ())


def test_graded_activity_begun_late_carries_its_caution() -> None:
    case = empty()
    case.situation.status, case.situation.since = WorkStatus.OFF_WORK, ON - timedelta(weeks=9)
    late = rows(case)["stay_active"]
    assert late.standing is Standing.CAUTION
    assert [c.source for c in late.cautions] == ["S30"]
    case.situation.since = ON - timedelta(weeks=7)
    assert rows(case)["stay_active"].standing is Standing.INDICATED
    case.situation.status = WorkStatus.STRUGGLING
    assert rows(case)["stay_active"].standing is Standing.INDICATED


def test_after_surgery_the_surgeons_limits_come_first() -> None:
    case = empty()
    case.clinical.condition_id = "post_fusion"
    found = rows(case)
    for name in ("exercise_therapy", "home_programme"):
        assert found[name].standing is Standing.CAUTION
        assert "surgeon" in found[name].cautions[0].text
    assert found["adl_training"].standing is Standing.INDICATED


@pytest.mark.parametrize(
    ("colour", "done", "standing"),
    [
        (FlagColour.YELLOW, None, Standing.INDICATED),
        (FlagColour.YELLOW, ON, Standing.NOT_ASSESSED),
        (FlagColour.BLUE, None, Standing.NOT_ASSESSED),
    ],
)
def test_an_open_obstacle_of_the_person_asks_for_support(
    colour: FlagColour, done: date | None, standing: Standing
) -> None:
    """Without one, a screening measure that has no score leaves the question open."""
    case = empty()
    case.clinical.flags = [PsychosocialFlag(colour=colour, obstacle="x", done_on=done)]
    assert rows(case)["psychosocial_support"].standing is standing


def test_high_risk_of_a_screening_measure_asks_for_a_multidisciplinary_programme() -> None:
    """STarT Back: all nine items positive is high risk; none is low risk."""
    case = empty()
    case.clinical.outcome_measures = [OutcomeMeasure(instrument_id="start_back", on=ON, responses=[1.0] * 9)]
    assert case_facts(case, ON)["high_risk"] is True
    assert rows(case)["multidisciplinary"].standing is Standing.INDICATED
    case.clinical.outcome_measures = [OutcomeMeasure(instrument_id="start_back", on=ON, responses=[0.0] * 9)]
    assert case_facts(case, ON)["high_risk"] is False


def test_goals_ask_for_daily_activities_and_social_roles() -> None:
    case = empty()
    case.programme.goals = [ProgrammeGoal(domain=GoalDomain.SOCIAL)]
    found = rows(case)
    assert found["social_participation"].standing is Standing.INDICATED
    assert found["adl_training"].standing is Standing.NOT_INDICATED
    case.programme.goals.append(ProgrammeGoal(domain=GoalDomain.HOME))
    assert rows(case)["adl_training"].standing is Standing.INDICATED


def test_the_therapist_decides() -> None:
    case = empty()
    case.programme.components = [
        ComponentChoice(
            component_id="manual_therapy", included=True, first_week=2, last_week=4, who="Osteopath"
        ),
        ComponentChoice(component_id="education", included=False),
    ]
    found = rows(case)
    assert found["manual_therapy"].standing is Standing.CHOSEN
    assert found["manual_therapy"].weeks == (2, 3, 4)
    assert found["manual_therapy"].who == "Osteopath"
    assert (found["education"].standing, found["education"].weeks) == (Standing.LEFT_OUT, ())


def test_check_ups_after_full_duties() -> None:
    case = example("office")
    assert [check.on for check in check_ups(case)] == [None, None, None]
    keep_plan(case, plan_case(case, ON).plan)
    assert case.plan is not None
    assert case.plan.full_duties_week is not None
    first = case.plan.weeks[case.plan.full_duties_week - 1].monday
    assert [(c.after_weeks, c.on) for c in check_ups(case)] == [
        (2, first + timedelta(days=14)),
        (6, first + timedelta(days=42)),
        (12, first + timedelta(days=84)),
    ]
    assert programme_weeks(case)[-1].number == case.plan.full_duties_week


def test_the_week_of_a_day() -> None:
    case = example("office")
    keep_plan(case, plan_case(case, ON).plan)
    weeks = programme_weeks(case)
    assert weeks[1].monday is not None
    assert week_on(weeks, weeks[1].monday + timedelta(days=3)).number == 2
    assert week_on(weeks, date(2020, 1, 1)).number == 1
    assert week_on(weeks, date(2040, 1, 1)).number == weeks[-1].number
    assert week_on(programme_weeks(empty()), ON).number == 1


def test_a_session_in_work_time_is_taken_off_the_shift_and_the_checker_agrees() -> None:
    case = example("office")
    before = plan_case(case, ON).plan
    monday = before.weeks[0].monday
    day = before.weeks[0].days[0].date
    whole = {s.date: s.available_min for s in working_shifts(case, monday, monday + timedelta(days=6))}
    case.appointments.append(
        Appointment(
            label="Pacing", on=day, minutes=60, repeats_until=day + timedelta(weeks=8), component_id="pacing"
        )
    )
    left = {s.date: s.available_min for s in working_shifts(case, monday, monday + timedelta(days=6))}
    assert whole[day] - left[day] == 60
    assert sessions_of(case, "pacing", monday) == [(day, case.appointments[-1])]
    assert sessions_of(case, "education", monday) == []
    again = plan_case(case, ON)
    assert again.violations == []
    assert all(d.paid_min <= left[d.date] for d in again.plan.weeks[0].days)
