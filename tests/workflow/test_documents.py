"""The employer's document: a draft until it is signed, and never of a plan that a violation stands in."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from ergo.errors import InputError
from ergo.knowledge.visibility import Audience
from ergo.model.case import Case
from ergo.units import UnitSystem
from ergo.workflow.documents import (
    Format,
    certifier_query_pdf,
    document,
    employer_plan,
    job_demands_pdf,
)
from ergo.workflow.examples import example
from ergo.workflow.plans import keep_plan, plan_case, sign

MADE_ON = date(2026, 1, 28)


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


@pytest.fixture
def planned(case: Case) -> Case:
    keep_plan(case, plan_case(case, MADE_ON).plan)
    return case


def test_a_draft_until_it_is_signed(planned: Case) -> None:
    assert "DRAFT" in text_of(employer_plan(planned))
    sign(planned, name="A. N.", registration="OT 1", on=MADE_ON)
    assert "DRAFT" not in text_of(employer_plan(planned))


def test_us_units_where_they_are_wanted(planned: Case) -> None:
    assert "10 kg" in text_of(employer_plan(planned))
    us = text_of(employer_plan(planned, unit_system=UnitSystem.US))
    assert "22 lb" in us  # 10 kg are 22.05 lb
    assert "10 kg" not in us.replace("“No lifting over 10 kg”", "")


def test_a_plan_that_no_longer_fits_is_not_handed_out(planned: Case) -> None:
    sign(planned, name="A. N.", registration="OT 1", on=MADE_ON)
    planned.certificates[0].max_minutes_per_day = 60
    with pytest.raises(InputError, match="cannot be handed out while the checker finds violations"):
        employer_plan(planned)


def test_a_case_without_a_plan(case: Case) -> None:
    with pytest.raises(InputError, match="There is no plan yet"):
        employer_plan(case)


def test_a_document_of_a_case_that_was_not_planned_yet(case: Case) -> None:
    before = case.model_copy(deep=True)
    pdf = document(case, Audience.EMPLOYER, Format.PDF, MADE_ON)
    assert case == before
    assert pdf == document(case, Audience.EMPLOYER, Format.PDF, MADE_ON)
    assert "made on 28 Jan 2026" in text_of(pdf)


@pytest.mark.parametrize("audience", [Audience.WORKER, Audience.TREATING_TEAM, Audience.INSURER])
def test_a_document_that_does_not_exist_yet(case: Case, audience: Audience) -> None:
    with pytest.raises(InputError, match=f"no document for '{audience}' as pdf yet"):
        document(case, audience, Format.PDF, MADE_ON)


def test_word_and_calendar_hold_the_same_plan(planned: Case) -> None:
    word = employer_plan(planned, Format.WORD)
    assert word.startswith(b"PK")
    calendar = employer_plan(planned, Format.CALENDAR)
    assert calendar.startswith(b"BEGIN:VCALENDAR")
    first = planned.plan.weeks[0].days[0]
    assert f"{first.date:%Y%m%d}".encode() in calendar


def test_the_job_demands_analysis_needs_no_plan(case: Case) -> None:
    said = text_of(job_demands_pdf(case, lambda _: b"", MADE_ON))
    assert "Pick from floor" in said
    assert "Revised NIOSH lifting equation" in said


def test_the_question_to_the_certifier_is_a_pdf_of_one_restriction() -> None:
    case = example("warehouse")
    pdf = certifier_query_pdf(case, "bending", MADE_ON)
    assert "Avoid prolonged bending" in PdfReader(BytesIO(pdf)).pages[0].extract_text()
    assert case == example("warehouse")
    with pytest.raises(InputError, match="not in the case"):
        certifier_query_pdf(case, "gone", MADE_ON)
