"""The worker's weekly sheet: one page, the plan of the week, room to write, nothing clinical."""

import pytest

from ergo.errors import InputError
from ergo.reports.employer_plan_document import DRAFT
from ergo.reports.pdf import render_pdf
from ergo.reports.weekly_sheet import weekly_sheet_document
from tests.reports.cases import TODAY, case, signed
from tests.reports.pdf_reading import holds, pages, text
from tests.reports.test_audience import planted_case


def test_the_days_of_the_week_with_their_duties_on_one_page() -> None:
    made = render_pdf(weekly_sheet_document(case(), 1, TODAY))
    assert len(pages(made)) == 1
    said = text(made)
    for wanted in (
        "Weekly sheet",
        "Mon 5 Jan",
        "Fri 9 Jan",
        "07:30, 4 h",
        "Returns desk: 3 h",
        "Worked, h",
        "Supervisor",
    ):
        assert wanted in said, wanted


def test_nothing_clinical_is_on_it() -> None:
    whole, planter = planted_case()
    made = render_pdf(weekly_sheet_document(whole, 1, TODAY))
    clinical = [
        marker
        for where, markers in planter.planted.items()
        if where.split(".")[0]
        in {"Clinical", "PsychosocialFlag", "RedFlagAnswer", "OutcomeMeasure", "SheetDay"}
        for marker in markers
    ]
    assert len(clinical) > 5
    assert [marker for marker in clinical if holds(made, marker)] == []


@pytest.mark.parametrize("number", [0, 3, 99])
def test_a_week_without_dated_days_has_no_sheet(number: int) -> None:
    with pytest.raises(InputError, match="no dated days"):
        weekly_sheet_document(case(), number, TODAY)


def test_it_is_a_draft_until_this_version_is_signed() -> None:
    assert DRAFT in text(render_pdf(weekly_sheet_document(case(), 1, TODAY)))
    agreed = signed(case())
    assert DRAFT not in text(render_pdf(weekly_sheet_document(agreed, 1, TODAY)))
    assert agreed.plan is not None
    agreed.plan.version += 1
    assert DRAFT in text(render_pdf(weekly_sheet_document(agreed, 1, TODAY)))
