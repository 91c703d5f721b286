"""The proposal to the certifier: hours, each duty with boxes, questions; function only."""

import pytest

from ergo.errors import InputError
from ergo.model.capacity import Query, Restriction
from ergo.model.plan import Override
from ergo.reports.html import render_html
from ergo.reports.pdf import render_pdf
from ergo.reports.proposal import proposal_document
from tests.reports.cases import TODAY, case, signed
from tests.reports.pdf_reading import holds, text
from tests.reports.test_audience import planted_case


def test_each_duty_stands_with_what_it_asks_for_and_three_boxes() -> None:
    made = proposal_document(case(), today=TODAY)
    said = text(render_pdf(made))
    for task in case().job.tasks:
        assert task.name in said
    assert said.count("☐") == 3 * len(case().job.tasks) + 2  # and a box for each of the two dated weeks
    assert "Approve with change" in said
    assert "20 h" in said


def test_the_outlook_is_not_proposed() -> None:
    hours = next(b for b in proposal_document(case(), today=TODAY).blocks if b.kind == "table")
    assert [row[0][0].text for row in hours.rows] == ["1", "2"]


def test_restrictions_without_a_figure_are_asked_with_their_proposal() -> None:
    asked = case()
    asked.restrictions.append(
        Restriction(id="vague", wording="light duties only", query=Query(asked_on=TODAY))
    )
    said = text(render_pdf(proposal_document(asked, today=TODAY)))
    assert "Restrictions that need a figure" in said
    assert "“light duties only”" in said
    asked.restrictions[-1].query.answered_on = TODAY
    assert "light duties only" not in text(render_pdf(proposal_document(asked, today=TODAY)))


def test_a_draft_until_it_is_signed_and_none_without_a_plan() -> None:
    assert proposal_document(case(), today=TODAY).mark
    assert not proposal_document(signed(case()), today=TODAY).mark
    with pytest.raises(InputError, match="There is no plan yet"):
        proposal_document(case().model_copy(update={"plan": None}), today=TODAY)


def test_nothing_clinical_is_in_it() -> None:
    whole, planter = planted_case()
    shown = {
        *planter.planted.get("Restriction.wording", []),
        *planter.planted.get("Restriction.author", []),
        *planter.planted.get("Query.question", []),
    }
    made = proposal_document(whole, today=TODAY)
    hidden = [marker for marker in planter.hidden() if marker not in shown]
    pdf, page = render_pdf(made), render_html(made).decode()
    assert [marker for marker in hidden if holds(pdf, marker) or marker in page] == []


def test_a_deviation_and_the_words_of_the_scheme_stand_on_it() -> None:
    told = case()
    told.plan.overrides = [
        Override(week_number=2, what="Six hours", reason="Bus times", by="R. Therapist", on=TODAY)
    ]
    page = render_html(proposal_document(told, today=TODAY, scheme_id="nsw")).decode()
    for words in ("Deliberate deviations", "Six hours", "Bus times", "Recover at work plan"):
        assert words in page
