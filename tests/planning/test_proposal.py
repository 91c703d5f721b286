"""What the rules propose: hand-made weeks of a sheet, and the decision that data/review_rules.json asks for."""

from datetime import date, timedelta

import pytest

from ergo.analysis.progress import blank_sheet
from ergo.errors import InputError
from ergo.model.case import Case
from ergo.model.record import Decision, Review, SheetDay, SheetProblem, StepBack
from ergo.planning.proposal import Proposal, latest_week, propose, step_back
from tests.planning import plans

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)


def begun(weeks: int = 1) -> Case:
    """The hand-made plan with its first weeks worked as planned, managed 8 of 10 every day."""
    case = plans.valid_case()
    case.plan = plans.valid_plan()
    for week in case.plan.weeks[:weeks]:
        sheet = blank_sheet(week)
        for day, planned in zip(sheet.days, week.days, strict=True):
            day.worked_min, day.function_0_10 = planned.paid_min, 8
            day.tasks_done = [allocation.task_id for allocation in planned.allocations]
        case.weekly_sheets.append(sheet)
    return case


def day(case: Case, place: int, week: int = 1) -> SheetDay:
    return case.weekly_sheets[week - 1].days[place]


def proposed(case: Case, week: int = 1) -> Proposal:
    assert case.plan is not None
    return propose(case, case.plan.weeks[week - 1])


def test_three_good_weeks_go_on() -> None:
    case = begun(3)
    for week in (1, 2, 3):
        assert proposed(case, week).decision is Decision.PROGRESS
    assert proposed(case).because == ("20 h worked of 20 h planned.",)
    assert proposed(case).missing == ()


def test_one_red_day_that_settled_is_a_check_and_no_verdict() -> None:
    case = begun()
    day(case, TUESDAY).problem = SheetProblem.NOT_SETTLED
    found = proposed(case)
    assert found.decision is Decision.PROGRESS
    assert "Tue 3 Feb: not settled by the next morning." in found.because
    assert any("a check, not a verdict" in words for words in found.because)


def test_one_red_day_at_the_end_of_the_week_holds_until_somebody_asked() -> None:
    case = begun()
    day(case, FRIDAY).problem = SheetProblem.NOT_SETTLED
    assert proposed(case).decision is Decision.HOLD
    assert not proposed(case).clinical_review


def test_a_problem_that_settled_goes_on() -> None:
    case = begun()
    for place in range(5):
        day(case, place).problem = SheetProblem.SETTLED_BY_MORNING
    assert proposed(case).decision is Decision.PROGRESS


def test_two_red_days_on_one_task_step_that_task_back() -> None:
    case = begun(2)
    for place in range(5):
        day(case, place, week=2).tasks_done = ["desk", "tidy"]
    for place in (TUESDAY, THURSDAY):
        day(case, place, week=2).problem = SheetProblem.NOT_SETTLED
        day(case, place, week=2).tasks_done = ["desk", "tidy", "labels"]
    found = proposed(case, 2)
    assert found.decision is Decision.STEP_BACK
    assert found.clinical_review
    assert found.steps_back == (StepBack(task_id="labels", minutes_per_shift=0),)  # week 1 had no labels


def test_going_up_and_down_again_asks_for_another_look_at_the_aim() -> None:
    case = begun()
    for place in (TUESDAY, THURSDAY):
        day(case, place).problem = SheetProblem.NOT_SETTLED
    for place in (MONDAY, WEDNESDAY, FRIDAY):
        day(case, place).tasks_done = ["desk"]
    assert not any("on record already" in words for words in proposed(case).because)
    case.reviews.append(Review(on=date(2026, 1, 30), monday=date(2026, 1, 26), decided=Decision.STEP_BACK))
    found = proposed(case)
    assert found.decision is Decision.STEP_BACK
    assert "1 step back is on record already: look at the aim and the work anew." in found.because


def test_two_red_days_that_no_task_explains_hold() -> None:
    case = begun()
    for place in (TUESDAY, THURSDAY):
        day(case, place).problem = SheetProblem.NOT_SETTLED
    found = proposed(case)
    assert found.decision is Decision.HOLD
    assert found.clinical_review
    assert any("does not single out a task" in words for words in found.because)


def test_a_task_without_an_earlier_step_goes_back_to_half_its_minutes() -> None:
    case = begun()
    assert case.plan is not None
    assert step_back(case, case.plan.weeks[0], "desk") == StepBack(task_id="desk", minutes_per_shift=90)


@pytest.mark.parametrize("problem", [SheetProblem.SPREADING_LEG_SYMPTOMS, SheetProblem.NEW_WEAKNESS])
def test_spreading_leg_symptoms_and_new_weakness_stop_whatever_else_is_missing(problem: SheetProblem) -> None:
    case = begun()
    day(case, WEDNESDAY).problem = problem
    day(case, FRIDAY).worked_min = None
    found = proposed(case)
    assert found.decision is Decision.STOP_AND_REFER
    assert found.because[0].startswith("Wed 4 Feb: ")
    assert found.missing


def test_symptoms_of_a_week_that_no_review_looked_at_still_stop() -> None:
    case = begun(2)
    day(case, WEDNESDAY).problem = SheetProblem.NEW_WEAKNESS
    assert proposed(case, 2).decision is Decision.STOP_AND_REFER
    stopped = Review(on=date(2026, 2, 4), monday=plans.START, decided=Decision.STOP_AND_REFER)
    case.reviews.append(stopped)
    assert proposed(case, 2).decision is Decision.PROGRESS


def test_two_missed_days_hold() -> None:
    case = begun()
    for place in (TUESDAY, WEDNESDAY):
        day(case, place).worked_min, day(case, place).function_0_10 = 0, None
    found = proposed(case)
    assert found.decision is Decision.HOLD
    assert found.because[0] == "2 planned days missed: Tue 3 Feb and Wed 4 Feb."


def test_hours_far_below_the_plan_hold() -> None:
    case = begun()
    for place in range(5):
        day(case, place).worked_min = 180
    found = proposed(case)
    assert found.decision is Decision.HOLD
    assert found.because == ("15 h worked of 20 h planned: this step is not done yet.",)


def test_nothing_is_proposed_without_a_sheet_and_what_is_missing_is_named() -> None:
    case = begun(0)
    assert proposed(case).decision is None
    assert proposed(case).missing == ("There is no sheet for week 1.",)


def test_a_day_that_nobody_speaks_of_is_not_read_as_progress() -> None:
    case = begun()
    day(case, MONDAY).worked_min = None
    day(case, TUESDAY).function_0_10 = None
    found = proposed(case)
    assert found.decision is None
    assert found.missing == (
        "Nobody said how long was worked on Mon 2 Feb.",
        "Nobody said how well the worker managed on Tue 3 Feb.",
    )


def test_managed_clearly_worse_than_the_own_baseline_is_red() -> None:
    """Baseline 8, the mean of the first three days; more than 2 below is red, 2 below is not."""
    case = begun()
    day(case, THURSDAY).function_0_10 = 6
    assert proposed(case).decision is Decision.PROGRESS
    day(case, FRIDAY).function_0_10 = 5.5
    found = proposed(case)
    assert found.decision is Decision.HOLD
    assert "Fri 6 Feb: managed 5.5 of 10, more than 2 below the worker's own baseline of 8." in found.because


def test_managed_worse_and_settled_by_the_morning_goes_on() -> None:
    case = begun()
    day(case, FRIDAY).function_0_10 = 5
    day(case, FRIDAY).problem = SheetProblem.SETTLED_BY_MORNING
    assert proposed(case).decision is Decision.PROGRESS


def test_pain_is_not_asked_in_an_ordinary_case() -> None:
    case = begun()
    day(case, FRIDAY).pain_0_10 = 10
    assert proposed(case).decision is Decision.PROGRESS


def test_an_acute_case_is_read_in_absolute_bands() -> None:
    """0 to 3 green, 4 and 5 amber, 6 to 10 red (two services of the NHS)."""
    case = begun()
    case.clinical.acute_or_postoperative = True
    assert proposed(case).missing == (
        "Pain was not rated on Mon 2 Feb, Tue 3 Feb, Wed 4 Feb, Thu 5 Feb and Fri 6 Feb.",
    )
    for place in range(5):
        day(case, place).pain_0_10 = 5
    assert proposed(case).decision is Decision.PROGRESS
    day(case, FRIDAY).pain_0_10 = 6
    assert proposed(case).decision is Decision.HOLD
    case.clinical.pain_rule_id = "bands_3_6"
    assert proposed(case).decision is Decision.PROGRESS


def test_daily_pain_by_choice_is_read_against_the_own_baseline() -> None:
    case = begun()
    case.clinical.pain_rule_id = "own_baseline"
    for place, pain in enumerate((6, 7, 5, 8, 8)):
        day(case, place).pain_0_10 = pain
    assert proposed(case).decision is Decision.PROGRESS
    day(case, FRIDAY).pain_0_10 = 8.5
    assert proposed(case).decision is Decision.HOLD


def test_the_latest_week_is_the_last_with_a_sheet() -> None:
    case = begun(2)
    assert latest_week(case, date(2026, 2, 20)).number == 2
    assert latest_week(begun(0), date(2026, 2, 20)).number == 3
    with pytest.raises(InputError, match="nothing to review"):
        latest_week(begun(0), plans.START - timedelta(days=1))
