"""The programme: which component when and why, what stays unknown, sessions that the plan counts."""

from datetime import date, timedelta

import pytest

from ergo.advice.case_facts import case_facts
from ergo.advice.programme import (
    NEVER,
    RED_FLAG_OPEN,
    ScheduledComponent,
    Standing,
    check_ups,
    programme,
    programme_weeks,
    week_on,
)
from ergo.advice.sessions import proposed_sessions, sessions_of
from ergo.analysis.worktime import working_shifts
from ergo.knowledge.clinical import obstacles
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
    unknown = {name for name, held in known.items() if held.holds is None}
    assert unknown == {
        "yellow", "high_risk", "long_term_pain", "absent_over_8_weeks", "absent_over_12_weeks", "knee", "handling",
        "shortfall", "tolerance_measured", "home_goal", "social_goal", "work_goal", "fear", "low_expectation",
        "no_modified_work", "conflict", "low_mood", "mood_screen",
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
    assert case_facts(case, ON)["high_risk"].holds is True
    assert rows(case)["multidisciplinary"].standing is Standing.INDICATED
    case.clinical.outcome_measures = [OutcomeMeasure(instrument_id="start_back", on=ON, responses=[0.0] * 9)]
    assert case_facts(case, ON)["high_risk"].holds is False


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


def test_a_goal_at_work_asks_for_work_simulation_and_is_named_in_the_reason() -> None:
    case = empty()
    case.programme.goals = [ProgrammeGoal(domain=GoalDomain.WORK, activity="Load the van")]
    row = rows(case)["functional_training"]
    assert row.standing is Standing.INDICATED
    assert row.reasons == ("A goal at work is set: Load the van.",)
    assert rows(case)["adl_training"].standing is Standing.NOT_INDICATED


@pytest.mark.parametrize(
    ("obstacle", "component"),
    [
        ("fear_of_reinjury", "functional_training"),
        ("low_mood", "psychosocial_support"),
        ("poor_support", "case_coordination"),
        ("cannot_modify", "workplace_visit"),
        ("low_expectation", "gradual_return"),
    ],
)
def test_an_open_obstacle_asks_for_what_its_action_says(obstacle: str, component: str) -> None:
    row = obstacles()[obstacle]
    case = empty()
    case.clinical.flags = [PsychosocialFlag(colour=FlagColour(row.colour), obstacle=f"{row.text}.")]
    assert any(reason.endswith(f": {row.text}.") for reason in rows(case)[component].reasons)
    assert any(row.text in reason for reason in rows(case)[component].reasons)
    case.clinical.flags[0].done_on = ON
    assert not any(row.text in reason for reason in rows(case)[component].reasons)


def test_a_positive_mood_screen_asks_for_psychosocial_support() -> None:
    case = empty()
    case.clinical.outcome_measures = [OutcomeMeasure(instrument_id="phq4", on=ON, responses=[0, 0, 2, 2])]
    found = rows(case)["psychosocial_support"]
    assert (found.standing, len(found.reasons)) == (Standing.INDICATED, 1)
    case.clinical.outcome_measures = [OutcomeMeasure(instrument_id="phq4", on=ON, responses=[0, 0, 1, 1])]
    assert rows(case)["psychosocial_support"].standing is Standing.NOT_ASSESSED


SUNDAY = date(2026, 11, 22)
"""Without a plan, week 1 begins on the Monday after: 23 November 2026."""


def proposed(component_id: str) -> list[tuple[date, date | None, int, list[int], int]]:
    case = empty()
    found = proposed_sessions(case, rows(case)[component_id], SUNDAY)
    return [(a.on, a.repeats_until, a.every_weeks, a.weekdays, a.minutes) for a in found]


def test_sessions_are_proposed_as_often_as_the_reference_says() -> None:
    """By hand over six weeks, 23 November to 3 January: assessment in weeks 1 and 5, contact every 2 weeks."""
    until = date(2027, 1, 3)
    assert proposed("stay_active") == [(date(2026, 11, 23), until, 1, [0, 4], 60)]
    assert proposed("home_programme") == [(date(2026, 11, 23), until, 1, [0, 1, 2, 3, 4, 5, 6], 10)]
    assert proposed("case_coordination") == [(date(2026, 11, 23), date(2026, 12, 27), 2, [], 30)]
    assert proposed("assessment") == [(date(2026, 11, 23), date(2026, 12, 27), 4, [], 60)]
    assert proposed("workplace_visit") == [(date(2026, 11, 23), None, 1, [], 60)]


def test_what_the_worker_does_alone_is_not_in_work_time() -> None:
    case = empty()
    found = rows(case)
    assert not proposed_sessions(case, found["home_programme"], SUNDAY)[0].in_work_time
    assert proposed_sessions(case, found["stay_active"], SUNDAY)[0].in_work_time


def test_check_ups_are_proposed_on_their_dates() -> None:
    case = example("office")
    case.situation.outcome.checks_after_weeks = [2, 6]
    assert proposed_sessions(case, rows(case)["maintenance"], ON) == []
    keep_plan(case, plan_case(case, ON).plan)
    assert case.plan is not None
    full = next(w.monday for w in case.plan.weeks if w.number == case.plan.full_duties_week)
    dates = [a.on for a in proposed_sessions(case, rows(case)["maintenance"], ON)]
    assert dates == [full + timedelta(weeks=2), full + timedelta(weeks=6)]


def test_the_therapist_sets_every_how_many_weeks_a_component_is_due() -> None:
    case = empty()
    case.programme.components = [ComponentChoice(component_id="pacing", included=True, every_weeks=3)]
    assert rows(case)["pacing"].weeks == (1, 4)


def test_a_repeating_appointment_falls_on_its_weekdays_every_so_many_weeks() -> None:
    """By the calendar: from Wednesday 2 December 2026, every second week on Monday and Thursday, until 31 December."""
    entry = Appointment(
        on=date(2026, 12, 2), minutes=30, repeats_until=date(2026, 12, 31), every_weeks=2, weekdays=[0, 3]
    )
    days = [date(2026, 11, 28) + timedelta(days=n) for n in range(40)]
    assert [d for d in days if entry.falls_on(d)] == [
        date(2026, 12, 3), date(2026, 12, 14), date(2026, 12, 17), date(2026, 12, 28), date(2026, 12, 31),
    ]  # fmt: skip


def test_every_second_session_in_work_time_is_taken_off_its_shift() -> None:
    case = example("warehouse")
    monday = date(2026, 12, 7)
    plain = {s.date: s.available_min for s in working_shifts(case, monday, monday + timedelta(days=20))}
    case.appointments.append(
        Appointment(
            on=monday, minutes=30, repeats_until=monday + timedelta(days=20), every_weeks=2, weekdays=[0, 2]
        )
    )
    less = {s.date: s.available_min for s in working_shifts(case, monday, monday + timedelta(days=20))}
    taken = {day for day in plain if plain[day] - less[day] == 30}
    assert taken == {monday, date(2026, 12, 9), date(2026, 12, 21), date(2026, 12, 23)}
