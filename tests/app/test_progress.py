"""Progress on the screen: the sheet typed in, the decision recorded, the plan made again and its versions."""

from datetime import date
from io import BytesIO

from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from ergo.analysis.progress import blank_sheet
from ergo.model.case import Case
from ergo.model.record import Decision, Review, SheetProblem
from ergo.reports.workbook import weekly_sheet_workbook
from ergo.workflow.desk import Desk
from ergo.workflow.plans import keep_plan, plan_case
from tests.app.conftest import MADE_ON, Open, planned
from tests.app.test_steps import button, shown, stored

REVIEW, AGAIN = {"progress.part": "Review"}, {"progress.part": "Plan again"}


def worked(weeks: int = 1) -> Case:
    """The planned example with its first weeks worked as planned."""
    case = planned()
    assert case.plan is not None
    for week in case.plan.weeks[:weeks]:
        sheet = blank_sheet(week)
        for day, dated in zip(sheet.days, [d for d in week.days if d.paid_min], strict=True):
            day.worked_min, day.function_0_10 = dated.paid_min, 8
            day.tasks_done = [a.task_id for a in dated.allocations]
        case.weekly_sheets.append(sheet)
    return case


def cells(at: AppTest, number: int = 0) -> list[str]:
    return [str(cell).replace("\\", "") for row in at.table[number].value.to_numpy() for cell in row]


def test_a_week_is_entered_a_row_for_each_day(open_page: Open, desk: Desk) -> None:
    at = open_page("progress", planned())
    button(at, "Enter this week")
    sheet = stored(at, desk).weekly_sheets[0]
    key = f"progress.{sheet.days[0].date}"
    at.number_input(key=f"{key}.worked_min").set_value(2.5).run()
    at.number_input(key=f"{key}.function_0_10.metric").set_value(6.5).run()
    day = stored(at, desk).weekly_sheets[0].days[0]
    assert (day.worked_min, day.function_0_10) == (150, 6.5)
    at.segmented_control(key="progress.part").set_value("Planned and actual").run()
    assert "2 h 30 min" in cells(at)
    assert "1 worked, 4 open" in cells(at)


def test_pain_is_asked_only_where_the_rule_asks_for_it(open_page: Open) -> None:
    case = worked()
    assert not [
        n for n in open_page("progress", case, **{"progress.week": "1"}).number_input if "pain" in n.key
    ]
    case = case.model_copy(update={"id": "acute"})
    case.clinical.acute_or_postoperative = True
    at = open_page("progress", case, **{"progress.week": "1"})
    assert len([n for n in at.number_input if "pain" in n.key]) == 5


def test_open_days_are_filled_in_as_planned_and_others_stay(open_page: Open, desk: Desk) -> None:
    at = open_page("progress", planned())
    button(at, "Enter this week")
    first = stored(at, desk).weekly_sheets[0].days[0].date
    at.number_input(key=f"progress.{first}.worked_min").set_value(1.0).run()
    button(at, "Open days as planned")
    days = stored(at, desk).weekly_sheets[0].days
    assert [day.worked_min for day in days] == [60, 240, 240, 240, 240]
    assert days[1].tasks_done
    assert not days[0].tasks_done


def test_new_weakness_is_said_before_anything_else(open_page: Open) -> None:
    case = worked()
    case.weekly_sheets[0].days[0].problem = SheetProblem.NEW_WEAKNESS
    at = open_page("progress", case)
    assert any("have the worker examined the same day" in text for text in shown(at, "error"))


def test_the_proposal_is_accepted_with_a_name(open_page: Open, desk: Desk) -> None:
    at = open_page("progress", worked(), **REVIEW)
    assert any("20 h worked of 20 h planned" in text for text in shown(at, "info"))
    assert any("proposal of this project" in text for text in shown(at, "caption"))
    button(at, "Accept the proposal")
    assert any("Say who decides" in text for text in shown(at, "error"))
    assert stored(at, desk).reviews == []
    at.text_input(key="review.by").set_value("OT").run()
    button(at, "Accept the proposal")
    review = stored(at, desk).reviews[0]
    assert (review.proposed, review.decided, review.by) == (Decision.PROGRESS, Decision.PROGRESS, "OT")


def test_another_decision_asks_for_a_reason(open_page: Open, desk: Desk) -> None:
    at = open_page("progress", worked(), **REVIEW, **{"review.by": "OT"})
    key = "review.2026-11-30"
    at.segmented_control(key=f"{key}.decided").set_value(Decision.STEP_BACK).run()
    at.multiselect(key=f"{key}.tasks").set_value(["pack_bench"]).run()
    button(at, "Record this decision")
    assert any("Say why" in text for text in shown(at, "error"))
    at.text_area(key=f"{key}.reason").set_value("Told so on the telephone.").run()
    at.text_input(key="review.by").set_value("OT").run()
    button(at, "Record this decision")
    review = stored(at, desk).reviews[0]
    assert review.decided is Decision.STEP_BACK
    assert [step.task_id for step in review.steps_back] == ["pack_bench"]
    assert any("Told so on the telephone" in text for text in shown(at, "markdown"))


def test_without_a_sheet_nothing_is_proposed(open_page: Open) -> None:
    at = open_page("progress", planned(), **REVIEW)
    assert any("There is no sheet for week 1" in text for text in shown(at, "warning"))
    assert not [b for b in at.button if b.label == "Accept the proposal"]


def test_a_stop_is_said_and_cleared_by_a_named_clinician(open_page: Open, desk: Desk) -> None:
    case = worked()
    stop = Review(on=date(2026, 12, 2), monday=date(2026, 11, 30), decided=Decision.STOP_AND_REFER, by="OT")
    case.reviews.append(stop)
    at = open_page("progress", case, **REVIEW)
    assert any("No work until a named clinician has cleared it" in text for text in shown(at, "error"))
    at.text_input(key="review.clear.by").set_value("Spinal team")
    button(at, "Record the clearance")
    assert stored(at, desk).reviews[0].resolved_by == "Spinal team"


def test_planned_again_the_difference_is_shown_before_it_is_kept(open_page: Open, desk: Desk) -> None:
    case = worked()
    hold = Review(
        on=date(2026, 12, 4), monday=date(2026, 11, 30), decided=Decision.HOLD, until=date(2026, 12, 18)
    )
    case.reviews.append(hold)
    at = open_page("progress", case, **AGAIN)
    button(at, "Plan again from here")
    assert any("Week 3: 20 h instead of 30 h" in text for text in shown(at, "markdown"))
    assert stored(at, desk).plan.version == 1
    button(at, "Keep this plan")
    kept = stored(at, desk)
    assert (kept.plan.version, kept.plan.planned_from) == (2, date(2026, 12, 7))
    at.segmented_control(key="progress.part").set_value("Versions").run()
    assert not at.exception
    assert any("From version 1 to version 2" in text for text in shown(at, "subheader"))


def test_the_plan_page_goes_on_from_the_state_reached_too() -> None:
    case = worked(2)
    keep_plan(case, plan_case(case, date(2026, 12, 11)).plan)
    assert case.plan is not None
    assert case.plan.planned_from == date(2026, 12, 14)


def test_without_a_plan_it_says_what_to_do(open_page: Open) -> None:
    at = open_page("progress", planned().model_copy(update={"plan": None}))
    assert any("Make it on the Plan page" in text for text in shown(at, "info"))


def test_a_sheet_that_was_filled_in_is_read_back(open_page: Open, desk: Desk) -> None:
    case = planned()
    at = open_page("progress", case)
    book = load_workbook(BytesIO(weekly_sheet_workbook(case, 1, MADE_ON)))
    book["Weekly sheet"]["C6"] = 3.5
    made = BytesIO()
    book.save(made)
    at.file_uploader(key="progress.file").upload("sheet.xlsx", made.getvalue()).run()
    button(at, "Read it")
    assert [e.value for e in at.error] == []
    sheet = stored(at, desk).weekly_sheets[0]
    entered = [(day.date, day.worked_min) for day in sheet.days if day.worked_min is not None]
    assert entered == [(date(2026, 11, 30), 210)]
