"""Sign-off on the Plan page: signature, answers typed in or read back, where the plan stands, the end of the case."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from ergo.model.case import Case
from ergo.model.record import PlanAnswer, SignOffRole
from ergo.reports.response_form import response_form_workbook
from ergo.store.trail import Action
from ergo.workflow.desk import Desk
from tests.app.conftest import MADE_ON, Open, planned


@pytest.fixture
def case() -> Case:
    return planned()


@pytest.fixture
def signed(open_page: Open, desk: Desk, case: Case) -> AppTest:
    desk.change_settings(name="OT 7", registration="R 1")
    at = open_page("plan", case, **{"plan.view": "Sign-off"})
    assert at.text_input(key="plan.sign.name").value == "OT 7"
    press(at, "Sign this plan")
    return at


def press(at: AppTest, label: str) -> None:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception


def said(at: AppTest) -> str:
    return " ".join(str(m.value) for m in [*at.markdown, *at.caption, *at.success, *at.info]).replace(
        "\\", ""
    )


def test_signed_it_is_proposed_and_on_the_trail(signed: AppTest, desk: Desk, case: Case) -> None:
    assert "**Proposed**" in said(signed)
    assert "Not agreed yet: Worker, Supervisor or employer." in said(signed)
    entry = next(e for e in desk.store.trail.entries(case.id) if e.action is Action.SIGNED)
    assert (entry.who, entry.detail["registration"]) == ("OT 7", "R 1")


def test_answers_are_entered_and_the_state_follows(signed: AppTest, desk: Desk, case: Case) -> None:
    for role in (SignOffRole.WORKER, SignOffRole.EMPLOYER):
        signed.selectbox(key="plan.answers.role").set_value(role)
        signed.text_input(key="plan.answers.name").set_value("Somebody")
        press(signed, "Enter the answer")
    stored = desk.open(case.id)
    assert [(s.role, s.answer) for s in stored.sign_offs[-2:]] == [
        (SignOffRole.WORKER, PlanAnswer.AGREED),
        (SignOffRole.EMPLOYER, PlanAnswer.AGREED),
    ]
    assert "**Proposed**" not in said(signed)


def test_an_answer_needs_a_name(signed: AppTest, desk: Desk, case: Case) -> None:
    press(signed, "Enter the answer")
    assert any("name" in error.value for error in signed.error)
    assert all(s.role is SignOffRole.THERAPIST for s in desk.open(case.id).sign_offs)


def test_a_case_is_closed_and_opened_again(signed: AppTest, desk: Desk, case: Case) -> None:
    signed.text_area(key="plan.close.result").set_value("full duties kept")
    press(signed, "Close it")
    assert desk.open(case.id).closing.result == "full duties kept"
    assert "**Closed**" in said(signed)
    press(signed, "Open the case again")
    assert desk.open(case.id).closing is None


def test_an_answer_form_that_was_filled_in_is_read_back(signed: AppTest, desk: Desk, case: Case) -> None:
    book = load_workbook(BytesIO(response_form_workbook(desk.open(case.id), MADE_ON)))
    sheet = book["Answer"]
    sheet["B6"], sheet["C6"] = "Agreed", "W-014"
    sheet["B7"], sheet["C7"], sheet["E7"] = "Not agreed", "Site manager", "The bench is not free on Fridays"
    file = BytesIO()
    book.save(file)
    signed.file_uploader(key="plan.answers.file").upload("answer.xlsx", file.getvalue()).run()
    press(signed, "Read it")
    assert [(s.role, s.answer, s.comment) for s in desk.open(case.id).sign_offs[-2:]] == [
        (SignOffRole.WORKER, PlanAnswer.AGREED, ""),
        (SignOffRole.EMPLOYER, PlanAnswer.NOT_AGREED, "The bench is not free on Fridays"),
    ]
    assert "Not agreed yet: Supervisor or employer." in said(signed)
    shown = [str(cell) for t in signed.table for cell in t.value.to_numpy().ravel()]
    assert "The bench is not free on Fridays" in shown
