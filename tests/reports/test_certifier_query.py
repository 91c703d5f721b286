"""The question to the certifier: one page with the words, the job and boxes, and nothing of the clinical picture."""

from datetime import date

import pytest

from ergo.errors import InputError
from ergo.knowledge.dimensions import Aspect
from ergo.knowledge.documents import certifier_query_sections
from ergo.model.capacity import Query, Reading, Restriction
from ergo.model.case import Case
from ergo.model.settings import Paper
from ergo.model.worker import Consent, ContactRole
from ergo.reports.certifier_query import certifier_query_document
from ergo.reports.pdf import render_pdf
from ergo.units import UnitSystem
from ergo.workflow.examples import example
from tests.reports.cases import TODAY, case
from tests.reports.pdf_reading import everything, holds, pages, reader, text
from tests.reports.test_audience import planted_case
from tests.reports.test_pdf import HOSTILE, tags

ON = date(2026, 11, 21)


def asked(wording: str = "Avoid prolonged bending.", **query: object) -> Case:
    """The warehouse example whose restriction on bending gives no number."""
    found = example("warehouse")
    bending = next(r for r in found.all_restrictions() if r.id == "bending")
    bending.wording, bending.query = wording, Query.model_validate(query)
    assert bending.reading is not None
    bending.reading.limit = None
    return found


def page(of: Case, restriction_id: str = "bending", paper: Paper = Paper.A4) -> bytes:
    return render_pdf(certifier_query_document(of, restriction_id, today=ON), paper)


def test_words_job_proposal_and_boxes_are_on_it() -> None:
    said = text(page(asked(question="For how many minutes?", proposed_limit=5)))
    for wanted in (
        "To Treating physician (GP practice)",
        "From Occupational therapist (rehabilitation service)",
        "Sat 21 Nov 2026",
        "WH-014 · Order picker",
        "“Avoid prolonged bending.”",
        "Given on Thu 19 Nov 2026, on a certificate valid until Sun 27 Dec 2026",
        "For how many minutes?",
        "Bend forward (held at a time) 5.5 min",
        "Pick from floor level",
        "☐ Agreed, as proposed: at most 5 min at a time",
        "☐ Another figure (min)",
        "☐ It must not be done at all",
        "Signature",
    ):
        assert wanted in said, wanted


def test_without_a_proposal_there_is_none_to_agree_with() -> None:
    said = text(page(asked()))
    assert "Agreed" not in said
    assert "Up to which figure may it be done at work" in said


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("restriction_id", ["bending", "ten_kg"])
def test_it_is_one_page(paper: Paper, restriction_id: str) -> None:
    found = asked(proposed_limit=5, question="A question of some length about the work. " * 6)
    ten = next(r for r in found.all_restrictions() if r.id == "ten_kg")
    assert ten.reading is not None
    ten.reading.limit, ten.query = (
        None,
        Query(question="Which load, how often, how far? " * 6, proposed_limit=8),
    )
    assert len(pages(page(found, restriction_id, paper))) == 1


def test_a_restriction_that_nobody_read_is_asked_about_as_it_stands() -> None:
    found = example("warehouse")
    found.restrictions = [Restriction(id="light", wording="Light duties only", given_on=ON)]
    said = text(page(found, "light"))
    assert "“Light duties only”" in said
    assert "Which activities at work does it limit" in said
    assert "What the job asks for" not in said


def test_a_demand_that_is_not_known_says_so_and_comes_first() -> None:
    found = case()
    found.restrictions = [
        Restriction(
            id="res_walk",
            wording="Not much walking",
            reading=Reading(dimensions=["walk"], aspect=Aspect.DOSE),
        )
    ]
    said = text(render_pdf(certifier_query_document(found, "res_walk", today=TODAY)))
    assert "not known" in said


def test_us_units() -> None:
    found = asked()
    ten = next(r for r in found.all_restrictions() if r.id == "ten_kg")
    assert ten.reading is not None
    ten.reading.limit, ten.query = None, Query(proposed_limit=8)
    said = text(render_pdf(certifier_query_document(found, "ten_kg", today=ON, unit_system=UnitSystem.US)))
    assert "at most 17.6 lb" in said
    assert "Another figure (lb)" in said
    assert " kg" not in said.replace("over 10 kg", "")


def test_the_name_is_on_it_only_with_consent() -> None:
    found = asked()
    found.worker.name = "Sample Worker"
    assert "Sample Worker" not in text(page(found))
    found.consents = []
    assert "consent to write to the certifier is not recorded yet" in text(page(found))
    found.consents = [
        Consent(recipient=ContactRole.CERTIFIER, items=["identity"], given_on=date(2026, 11, 1))
    ]
    said = text(page(found))
    assert "Sample Worker (WH-014)" in said
    assert "is not recorded" not in said


SEEN = {
    "Worker.code",
    "Job.title",
    "Task.name",
    "Contact.name",
    "Contact.phone",
    "Contact.email",
    "Restriction.wording",
    "Restriction.author",
    "Query.question",
    "Demand.confirmed_by",
}


def test_no_hidden_text_reaches_the_page() -> None:
    whole, planter = planted_case()
    about = whole.certificates[0].restrictions[0]
    assert about.reading is not None
    about.reading.limit, about.query = None, Query(question="Which load?", proposed_limit=5)
    about.query.answer = planter.marker(about.query, "answer")
    pdf = render_pdf(certifier_query_document(whole, about.id, today=TODAY))
    hidden = [m for where, markers in planter.planted.items() if where not in SEEN for m in markers]
    assert len(hidden) > 80
    assert [marker for marker in hidden if holds(pdf, marker)] == []
    assert about.wording in text(pdf)
    for other in (*whole.certificates[0].restrictions[1:], *whole.restrictions):
        assert not holds(pdf, other.wording)


def test_tagged_closed_and_with_our_fonts() -> None:
    pdf = page(asked(proposed_limit=5))
    file = reader(pdf)
    root = file.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"] == "en-GB"
    kinds = [element.get("/S") for element in tags(root["/StructTreeRoot"], [])]
    for wanted in ("/H1", "/Table", "/TH", "/TD"):
        assert wanted in kinds, wanted
    names = set()
    for font in file.pages[0]["/Resources"]["/Font"].values():
        (descendant,) = font.get_object()["/DescendantFonts"]
        names.add(str(descendant.get_object()["/FontDescriptor"]["/FontName"]).partition("+")[2])
    assert names <= {"OpenSans", "OpenSans-Bold", "DejaVuSans"}
    raw = everything(pdf)
    assert not [word for word in (b"/URI", b"/JavaScript", b"/Launch", b"/OpenAction") if word in raw]


@pytest.mark.parametrize("typed", [HOSTILE, "x" * 4000, "漢" * 500, " "])
def test_whatever_is_typed_makes_a_document(typed: str) -> None:
    assert page(asked(typed, question=typed)).startswith(b"%PDF-1.7")


def test_a_restriction_that_is_not_there_is_an_error() -> None:
    with pytest.raises(InputError, match="not in the case"):
        certifier_query_document(case(), "gone", today=ON)


def test_the_standing_sentences_have_a_source() -> None:
    assert set(certifier_query_sections()) == {"about", "question", "unread", "answers", "how"}
