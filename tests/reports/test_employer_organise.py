"""What the employer organises each week, counted by hand on a case of three tasks, and the summary on one page."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from ergo.model.record import Supervision
from ergo.reports.employer_organise import organise_rows
from ergo.reports.employer_plan import employer_plan_content
from ergo.reports.employer_plan_document import employer_plan_document
from ergo.reports.pdf import render_pdf
from ergo.workflow.documents import Format, How, Kind, make, with_plan
from ergo.workflow.examples import example
from tests.reports.cases import case, plan

ON = date(2026, 11, 21)


def test_hours_and_what_colleagues_cover_by_hand() -> None:
    """Five shifts of 8 h. Picking is normally 5 x 300 min and gets 300; the forklift 5 x 60 and gets none."""
    told = case()
    first, second = organise_rows(told, plan())
    assert first.hours == "20 h, 50% of the normal 40 h"
    assert first.covered == ["25 h in all", "Pick from the lowest layer: 20 h; Forklift: 5 h"]
    assert second.hours == "30 h, 75% of the normal 40 h"
    assert second.supervisor[0] == "5 min talk before the step"
    assert first.supervisor == ["daily check: not known, agree it"]


def test_what_is_not_known_is_said() -> None:
    told = case()
    told.job.tasks[1].minutes_per_shift = None
    assert organise_rows(told, plan())[0].covered[-1] == "not known for Forklift"
    told.job.roster = None
    row = organise_rows(told, plan())[0]
    assert (row.hours, row.covered) == ("20 h", ["not known for Pick from the lowest layer and Forklift"])


def test_nothing_is_left_to_colleagues_where_all_is_done() -> None:
    told = case()
    for task in told.job.tasks:
        task.minutes_per_shift = 0 if task.id == "fork" else 60
    assert organise_rows(told, plan())[0].covered == ["nothing"]


def test_days_on_which_the_supervisor_must_be_there() -> None:
    told = case()
    told.supervision = [Supervision(weekdays=[1, 0], task_ids=["pick"], until=date(2026, 1, 9))]
    first, second = organise_rows(told, plan())
    assert "present on Mon and Tue for Pick from the lowest layer" in first.supervisor
    assert not any("present" in words for words in second.supervisor)


def test_the_document_asks_to_agree_on_staffing_and_rate() -> None:
    pdf = render_pdf(employer_plan_document(employer_plan_content(case())))
    said = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())
    assert "What to organise each week" in said
    assert "counted" in said
    assert "supernumerary" in said
    assert "not known: ____ %" in said


@pytest.mark.parametrize("name", ["warehouse", "office", "delivery"])
def test_the_summary_of_each_example_is_page_one_and_fits_on_it(name: str) -> None:
    pdf = make(with_plan(example(name), ON), Kind.EMPLOYER_PLAN, Format.PDF, How(ON))
    first, second, *_ = (page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    for heading in ("In short", "Must not be exceeded", "Who to call"):
        assert heading in first, heading
    assert "Hours a week" not in first
    assert "Hours a week" in second
    assert "Who to call" not in second
