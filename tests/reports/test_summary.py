"""The summary for the insurer: capacity, hours and duties planned and done, costs and dates; no more of the clinic."""

from datetime import date

import pytest

from ergo.errors import InputError
from ergo.knowledge.catalogue import CostBand
from ergo.model.case import Case
from ergo.model.clinical import Clinical, OutcomeMeasure
from ergo.model.plan import Override
from ergo.model.record import SheetDay, WeeklySheet
from ergo.model.worker import Consent, ContactRole
from ergo.reports.pdf import render_pdf
from ergo.reports.summary import summary_document
from ergo.units import UnitSystem
from tests.reports.cases import MONDAY, TODAY, case, signed
from tests.reports.pdf_reading import text

DAY = date(2026, 1, 12)


def worked_case() -> Case:
    """The first week: two days worked, one missed with its reason, nothing told of the others."""
    told = case()
    told.consents = [Consent(recipient=ContactRole.INSURER, items=["identity"], given_on=date(2026, 1, 1))]
    told.clinical = Clinical(
        diagnosis="Lumbar disc herniation",
        body_area="low back",
        onset=date(2025, 9, 1),
        notes="sleeps badly",
        outcome_measures=[OutcomeMeasure(instrument_id="odi", on=TODAY, score=46)],
    )
    told.weekly_sheets = [
        WeeklySheet(
            monday=MONDAY,
            days=[
                SheetDay(date=date(2026, 1, 5), worked_min=240, tasks_done=["desk", "pick"], pain_0_10=7),
                SheetDay(date=date(2026, 1, 6), worked_min=150, tasks_done=["desk"]),
                SheetDay(date=date(2026, 1, 7), worked_min=0, missed_reason="flare-up"),
            ],
            worker_comment="hard",
        )
    ]
    return told


def said(told: Case, **more: object) -> str:
    return " ".join(text(render_pdf(summary_document(told, today=DAY, **more))).split())


def test_hours_and_duties_planned_and_done() -> None:
    words = said(worked_case())
    assert "6 h 30 min worked of 20 h planned in 1 week, 1 planned day missed" in words
    assert "1 (2 not told)" in words
    assert "Returns desk and Pick from the lowest layer" in words
    assert "not told yet" in words, "the second week"


def test_capacity_limits_and_dates() -> None:
    words = said(worked_case())
    assert "1 Jan to 18 Jan 2026 at most 6 h no limit no limit" in words
    assert "Lift, floor to waist, with the hands below 50 cm weeks 1 to 3: not at all" in words
    assert "Lift, floor to waist 7.5 kg Tolerance" in words
    assert "Full duties are not within the 3 weeks of this plan" in words
    assert "Injury or onset Mon 1 Sep 2025" in words
    assert "Wed 7 Jan 2026, weekly until Wed 28 Jan 2026" in words
    assert "16.5 lb" in said(worked_case(), unit_system=UnitSystem.US)


def test_what_was_bought_why_and_what_it_costs() -> None:
    """EQ001 costs 400 to 2 000 US dollars in the catalogue."""
    words = said(worked_case())
    assert "Scissor lift table" in words
    assert "unverified" in words
    assert "Facilities" in words
    own = said(worked_case(), costs={"EQ001": CostBand.TO_100})
    assert "Under 100 US dollars (the clinic's own)" in own
    assert "Together 0 to 100 US dollars" in own


def test_nothing_clinical_and_no_reason_for_a_missed_day() -> None:
    words = said(worked_case())
    for hidden in ("flare-up", "sleeps badly", "hard", "herniation", "No lifting over 10 kg", "46"):
        assert hidden not in words, hidden
    assert "low back" in words
    assert "Diagnosis Left out" in words


def test_the_diagnosis_where_the_scheme_and_the_consent_let_it() -> None:
    told = worked_case()
    told.consents[0].items.append("diagnosis")
    assert "herniation" not in said(told)
    assert "Diagnosis Lumbar disc herniation" in said(told, scheme_id="nsw")


def test_draft_until_it_is_signed_and_consent_that_is_missing() -> None:
    told = worked_case()
    document = summary_document(told, today=DAY)
    assert document.mark.startswith("DRAFT")
    told.consents = []
    assert "consent to share this summary with the insurer is not recorded" in said(told)
    done = summary_document(signed(worked_case()), today=DAY)
    assert (done.mark, done.author) == ("", "R. Therapist")


def test_a_case_without_a_plan() -> None:
    told = worked_case()
    told.plan = None
    with pytest.raises(InputError, match="no plan yet"):
        summary_document(told, today=DAY)


def test_a_deviation_and_the_words_of_the_scheme_stand_on_it() -> None:
    told = case()
    told.plan.overrides = [
        Override(week_number=2, what="Six hours", reason="Bus times", by="R. Therapist", on=TODAY)
    ]
    page = said(told, scheme_id="nsw")
    for words in ("Deliberate deviations", "Six hours", "Bus times", "Recover at work plan"):
        assert words in page
    assert "Recover at work plan" not in said(told, scheme_id="")
