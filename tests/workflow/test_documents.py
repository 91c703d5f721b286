"""The employer's document: a draft until it is signed, and never of a plan that a violation stands in."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from ergo.errors import InputError
from ergo.knowledge.visibility import Audience
from ergo.model.case import Case
from ergo.units import UnitSystem
from ergo.workflow.documents import Format, How, Kind, everything, kinds, main_document, make, with_plan
from ergo.workflow.examples import example
from ergo.workflow.plans import keep_plan, plan_case, sign

MADE_ON = date(2026, 1, 28)


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def employer_plan(
    case: Case, form: Format = Format.PDF, unit_system: UnitSystem = UnitSystem.METRIC
) -> bytes:
    return make(case, Kind.EMPLOYER_PLAN, form, How(MADE_ON, unit_system))


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
    pdf = employer_plan(with_plan(case, MADE_ON))
    assert case == before
    assert pdf == employer_plan(with_plan(case, MADE_ON))
    assert "made on 28 Jan 2026" in text_of(pdf)


def test_the_main_document_of_each_reader() -> None:
    assert main_document(Audience.EMPLOYER) is Kind.EMPLOYER_PLAN
    for audience in {row.audience for row in kinds().values()}:
        assert kinds()[main_document(audience)].audience is audience


def test_a_format_that_a_document_does_not_have(planned: Case) -> None:
    with pytest.raises(
        InputError, match="Job demands analysis: there is no 'ics' of it; there are: pdf, docx, html, job"
    ):
        make(planned, Kind.JOB_DEMANDS, Format.CALENDAR, How(MADE_ON))


STARTS = {
    "pdf": b"%PDF-",
    "docx": b"PK",
    "html": b"<!doctype html>",
    "xlsx": b"PK",
    "ics": b"BEGIN:VCALENDAR",
    "json": b"{",
    "job": b"{",
}


def test_everything_that_can_be_made_of_a_case(planned: Case) -> None:
    names = set()
    for name, made in everything(planned, How(MADE_ON)):
        assert made().startswith(STARTS[name.rsplit(".", 1)[1]]), name
        names.add(name)
    assert {
        "employer/employer-plan.pdf",
        "employer/employer-plan.ics",
        "employer/employer-plan.json",
        "employer/job-demands.docx",
    } <= names
    weeks = [week.number for week in planned.plan.weeks if week.days]
    assert {f"worker/weekly-sheet-{number}.xlsx" for number in weeks} <= names


def test_of_a_case_without_a_plan_only_what_needs_none(case: Case) -> None:
    assert {name.split(".")[0] for name, _ in everything(case, How(MADE_ON))} <= {
        "employer/job-demands",
        "certifier/certifier-query",
    } | {f"certifier/certifier-query-{r.id}" for r in case.all_restrictions()}


def test_word_and_calendar_hold_the_same_plan(planned: Case) -> None:
    word = employer_plan(planned, Format.WORD)
    assert word.startswith(b"PK")
    calendar = employer_plan(planned, Format.CALENDAR)
    assert calendar.startswith(b"BEGIN:VCALENDAR")
    first = planned.plan.weeks[0].days[0]
    assert f"{first.date:%Y%m%d}".encode() in calendar


def test_the_job_demands_analysis_needs_no_plan(case: Case) -> None:
    said = text_of(make(case, Kind.JOB_DEMANDS, Format.PDF, How(MADE_ON)))
    assert "Pick from floor" in said
    assert "Revised NIOSH lifting equation" in said


def test_the_question_to_the_certifier_is_a_pdf_of_one_restriction() -> None:
    case = example("warehouse")
    pdf = make(case, Kind.CERTIFIER_QUERY, Format.PDF, How(MADE_ON, about="bending"))
    assert "Avoid prolonged bending" in PdfReader(BytesIO(pdf)).pages[0].extract_text()
    assert case == example("warehouse")
    with pytest.raises(InputError, match="not in the case"):
        make(case, Kind.CERTIFIER_QUERY, Format.PDF, How(MADE_ON, about="gone"))
