"""Reviews recorded beside what was proposed, a stop cleared, and the plan made again with its difference."""

from datetime import date

import pytest

from ergo.analysis.progress import blank_sheet, to_refer
from ergo.errors import InputError
from ergo.model.case import Case
from ergo.model.record import Decision, ReviewKind, SheetProblem, StepBack
from ergo.workflow.examples import example
from ergo.workflow.plans import check_case, is_signed, keep_plan, plan_case, sign, standing
from ergo.workflow.reviews import (
    clear_stop,
    next_review,
    open_stop,
    plan_again,
    proposal_on,
    record_review,
    week_reviewed,
)

FIRST, SECOND = date(2026, 11, 30), date(2026, 12, 7)
FRIDAY = date(2026, 12, 4)


@pytest.fixture
def case() -> Case:
    """The warehouse example with its first week worked as planned, managed 8 of 10."""
    case = example("warehouse")
    keep_plan(case, plan_case(case, date(2026, 11, 21)).plan)
    sheet = blank_sheet(week_reviewed(case, FIRST))
    for day in sheet.days:
        day.worked_min, day.function_0_10, day.tasks_done = 240, 8, ["pack_bench", "walk_scan"]
    case.weekly_sheets.append(sheet)
    return case


def test_a_review_keeps_what_was_proposed_and_why(case: Case) -> None:
    review = record_review(case, FIRST, on=FRIDAY, decided=Decision.PROGRESS, by="OT")
    assert case.reviews == [review]
    assert (review.proposed, review.because) == (Decision.PROGRESS, ["20 h worked of 20 h planned."])
    assert review.until is None


def test_another_decision_needs_a_reason_and_every_decision_a_name(case: Case) -> None:
    with pytest.raises(InputError, match="Say who decides"):
        record_review(case, FIRST, on=FRIDAY, decided=Decision.PROGRESS, by=" ")
    with pytest.raises(InputError, match="Say why"):
        record_review(case, FIRST, on=FRIDAY, decided=Decision.HOLD, by="OT")
    with pytest.raises(InputError, match="before the week"):
        record_review(case, FIRST, on=date(2026, 11, 29), decided=Decision.PROGRESS, by="OT")
    with pytest.raises(InputError, match="no dated week"):
        record_review(case, date(2027, 12, 6), on=FRIDAY, decided=Decision.PROGRESS, by="OT")
    assert case.reviews == []


def test_what_could_not_be_proposed_needs_a_reason_too(case: Case) -> None:
    case.weekly_sheets.clear()
    assert proposal_on(case, FRIDAY).decision is None
    with pytest.raises(InputError, match="Say why"):
        record_review(case, FIRST, on=FRIDAY, decided=Decision.PROGRESS, by="OT")
    review = record_review(
        case, FIRST, on=FRIDAY, decided=Decision.PROGRESS, by="OT", reason="Told on the telephone."
    )
    assert (review.proposed, review.because) == (None, ["There is no sheet for week 1."])


def test_a_hold_lasts_to_the_next_clinical_review(case: Case) -> None:
    review = record_review(case, FIRST, on=FRIDAY, decided=Decision.HOLD, by="OT", reason="Poor sleep.")
    assert review.until == next_review(case, FRIDAY) == date(2026, 12, 18)
    assert any("review of 2026-12-04 holds" in v.message for v in standing(check_case(case)))
    assert next_review(case, date(2026, 12, 21)) == date(2027, 1, 4)  # no further one is planned: two weeks


def test_a_step_back_needs_tasks_of_the_case_and_a_hold_keeps_them(case: Case) -> None:
    with pytest.raises(InputError, match="Name the tasks"):
        record_review(case, FIRST, on=FRIDAY, decided=Decision.STEP_BACK, by="OT", reason="Told so.")
    unknown = [StepBack(task_id="gone", minutes_per_shift=0)]
    with pytest.raises(InputError, match="no such task"):
        record_review(
            case, FIRST, on=FRIDAY, decided=Decision.STEP_BACK, by="OT", reason="Told so.", steps_back=unknown
        )
    steps = [StepBack(task_id="pack_bench", minutes_per_shift=15)]
    record_review(
        case, FIRST, on=FRIDAY, decided=Decision.STEP_BACK, by="OT", reason="Told so.", steps_back=steps
    )
    kept = record_review(
        case,
        FIRST,
        on=date(2026, 12, 8),
        decided=Decision.HOLD,
        by="OT",
        reason="Not yet.",
        kind=ReviewKind.CLINICAL,
    )
    assert kept.steps_back == steps


def test_a_stop_stands_until_a_named_clinician_cleared_it(case: Case) -> None:
    case.weekly_sheets[0].days[2].problem = SheetProblem.NEW_WEAKNESS
    assert [problem for _, problem in to_refer(case)] == [SheetProblem.NEW_WEAKNESS]
    review = record_review(case, FIRST, on=FRIDAY, decided=Decision.STOP_AND_REFER, by="OT")
    assert to_refer(case) == []
    assert open_stop(case) is review
    with pytest.raises(InputError, match="Work is stopped"):
        record_review(case, FIRST, on=SECOND, decided=Decision.STOP_AND_REFER, by="OT")
    keep_plan(case, plan_again(case, FRIDAY).outcome.plan)
    assert sum(week.total_min for week in case.plan.weeks[1:]) == 0  # type: ignore[union-attr]
    with pytest.raises(InputError, match="Name the clinician"):
        clear_stop(case, review.id, on=SECOND, by="")
    with pytest.raises(InputError, match="before the stop"):
        clear_stop(case, review.id, on=FIRST, by="Certifier")
    clear_stop(case, review.id, on=SECOND, by="Certifier")
    assert open_stop(case) is None
    assert plan_again(case, SECOND).outcome.plan.weeks[1].total_min > 0


def test_planned_again_gets_the_next_version_and_the_old_one_stays(case: Case) -> None:
    sign(case, name="OT", registration="1", on=FRIDAY)
    assert is_signed(case)
    former = case.plan
    record_review(case, FIRST, on=FRIDAY, decided=Decision.HOLD, by="OT", reason="Poor sleep.")
    again = plan_again(case, FRIDAY)
    assert again.outcome.violations == []
    assert case.plan is former
    keep_plan(case, again.outcome.plan)
    assert case.plan is not None
    assert (case.plan.version, case.plan.planned_from, case.earlier_plans) == (2, SECOND, [former])
    assert not is_signed(case)
    assert check_case(case) == []


def test_the_difference_in_words_and_as_data(case: Case) -> None:
    record_review(case, FIRST, on=FRIDAY, decided=Decision.HOLD, by="OT", reason="Poor sleep.")
    difference = plan_again(case, FRIDAY).difference
    assert difference.weeks[0].monday >= SECOND
    third = next(week for week in difference.weeks if week.number == 3)
    assert (third.before_min, third.after_min) == (1800, 1200)
    assert third.why == "A review holds this step; nothing rises until the next review."
    assert "Week 3: 20 h instead of 30 h." in difference.sentences


def test_nothing_to_change_is_said(case: Case) -> None:
    record_review(case, FIRST, on=FRIDAY, decided=Decision.PROGRESS, by="OT")
    difference = plan_again(case, FRIDAY).difference
    assert difference.weeks == ()
    assert difference.sentences[-1] == "No week has other hours, duties or limits."


def test_without_a_plan_there_is_nothing_to_plan_again() -> None:
    with pytest.raises(InputError, match="no plan yet"):
        plan_again(example("warehouse"), FRIDAY)
