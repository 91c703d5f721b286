"""The answer to a plan: a form that names the plan alone, and comes back with what was typed."""

import io
import re
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from ergo.errors import InputError
from ergo.model.record import PlanAnswer, SignOffRole
from ergo.reports.pdf import render_pdf
from ergo.reports.response_form import response_form_document, response_form_workbook
from ergo.workflow.response_import import read_answers
from tests.reports.cases import TODAY, case, signed
from tests.reports.pdf_reading import text


def filled(changes: dict[str, object]) -> bytes:
    book = load_workbook(io.BytesIO(response_form_workbook(case(), TODAY)))
    for cell, value in changes.items():
        book["Answer"][cell] = value
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_the_page_names_the_plan_and_the_answers() -> None:
    said = text(render_pdf(response_form_document(case(), today=TODAY)))
    for wanted in ("Plan plan0001, version 2", "Agreed with change", "Not agreed", "Supervisor or employer"):
        assert wanted in said, wanted
    assert said.count("☐") == 6


def test_what_was_filled_in_comes_back() -> None:
    worker = {"B6": "Agreed", "C6": "Worker", "D6": datetime(2026, 1, 3)}  # noqa: DTZ001
    employer = {"B7": "Agreed with change", "C7": "Site manager", "E7": "start at 08:00"}
    found = read_answers(case(), filled(worker | employer), TODAY)
    assert [(s.role, s.answer, s.name, s.on, s.comment) for s in found] == [
        (SignOffRole.WORKER, PlanAnswer.AGREED, "Worker", date(2026, 1, 3), ""),
        (SignOffRole.EMPLOYER, PlanAnswer.WITH_CHANGE, "Site manager", TODAY, "start at 08:00"),
    ]
    assert {(s.plan_id, s.plan_version) for s in found} == {("plan0001", 2)}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({}, "The form holds no answer yet"),
        ({"B6": "Perhaps"}, "Worker: 'Perhaps' is no answer of the list; there are: Agreed"),
        ({"A3": "Plan plan0001, version 1", "B6": "Agreed"}, "which is not the one in this case"),
        ({"B5": "Said"}, "its first lines or its headings were changed"),
    ],
)
def test_what_cannot_be_taken_is_said(changes: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=re.escape(message)):
        read_answers(case(), filled(changes), TODAY)


def test_a_form_about_an_unsigned_plan_is_marked() -> None:
    assert response_form_document(case(), today=TODAY).mark == "DRAFT – not signed"
    assert response_form_document(signed(case()), today=TODAY).mark == ""
