"""Export: every document of a reader can be looked at and made, and says where it cannot be."""

import pytest

from ergo.knowledge.scheme_forms import forms_of
from ergo.knowledge.schemes import schemes
from ergo.knowledge.visibility import Audience
from ergo.model.job import VerifierRole
from ergo.store.trail import Action
from ergo.workflow.desk import Desk
from ergo.workflow.documents import How, Kind, kinds
from ergo.workflow.plans import sign
from pages.components.case_state import today
from pages.components.words import AUDIENCE
from tests.app.conftest import MADE_ON, Open, new_case, planned


@pytest.mark.parametrize("reader", list(dict.fromkeys(row.audience for row in kinds().values())))
def test_each_document_is_shown_on_the_page(open_page: Open, reader: Audience) -> None:
    at = open_page("export", planned(), **{"export.reader": reader})
    for row in kinds().values():
        if row.audience is reader and row.abouts(planned(), How(today())):
            at.toggle(key=f"export.preview.{row.kind}").set_value(True).run()
            assert not at.exception
            assert [e.value for e in at.error] == []
    assert any(AUDIENCE[reader] in e.label for e in at.expander)


def test_without_a_plan_the_page_says_so(open_page: Open) -> None:
    at = open_page("export", new_case())
    said = " ".join(info.value for info in at.info)
    assert "Make the plan first" in said
    assert "Enter the tasks first" in said
    assert "No stop is on record" in said


def test_a_signed_plan_is_handed_out_and_on_record(open_page: Open, desk: Desk) -> None:
    desk.change_settings(name="OT 7")
    case = planned()
    at = open_page("export", case)
    place = f"export.release.{Kind.EMPLOYER_PLAN}"
    assert any("has not signed" in warning.value for warning in at.warning)
    assert place not in {button.key for button in at.button}
    desk.edit(case.id, lambda c: sign(c, name="OT 7", registration="R 1", on=MADE_ON))
    at.session_state["case"] = desk.open(case.id)
    at.run()
    at.button(key=place).click().run()
    assert not at.exception
    stored = desk.open(case.id)
    assert [(r.document, r.by) for r in stored.releases] == [("employer_plan", "OT 7")]
    newest = desk.store.trail.entries(case.id)[1]
    assert (newest.action, newest.detail["sha256"]) == (Action.RELEASED, stored.releases[0].sha256)
    cells = [str(cell).replace("\\", "") for t in at.table for cell in t.value.to_numpy().ravel()]
    assert "Graded return-to-work plan" in cells


def test_forms_of_the_scheme_are_offered_and_shown(open_page: Open, desk: Desk) -> None:
    at = open_page("export", new_case(), **{"export.reader": Audience.TREATING_TEAM})
    assert any("Choose the scheme" in info.value for info in at.info)
    desk.change_settings(scheme_id="ontario")
    at = open_page("export", planned(), **{"export.reader": Audience.TREATING_TEAM})
    about = at.selectbox(key=f"export.about.{Kind.COPY_ACROSS}")
    assert about.options == [form.name for form in forms_of(schemes()["ontario"])]
    about.set_value("ON_RTW").run()
    at.toggle(key=f"export.preview.{Kind.COPY_ACROSS}").set_value(True).run()
    assert not at.exception
    assert [e.value for e in at.error] == []


def test_the_analysis_is_verified_on_the_page_and_says_by_whom(open_page: Open, desk: Desk) -> None:
    case = planned()
    at = open_page("export", case)
    at.checkbox(key="export.verify.with_corrections").set_value(True)
    at.text_input(key="export.verify.name").set_value("Shift lead")
    next(b for b in at.button if b.label == "Record it").click().run()
    assert any("what is to be corrected" in e.value for e in at.error)
    assert desk.open(case.id).job.verifications == []
    assert at.text_input(key="export.verify.name").value == "Shift lead"
    assert at.checkbox(key="export.verify.with_corrections").value
    at.selectbox(key="export.verify.role").set_value(VerifierRole.SUPERVISOR)
    at.text_area(key="export.verify.comment").set_value("Cages come from two sides.")
    next(b for b in at.button if b.label == "Record it").click().run()
    assert not at.exception
    (recorded,) = desk.open(case.id).job.verifications
    assert (recorded.role, recorded.name) == (VerifierRole.SUPERVISOR, "Shift lead")
    assert any("Version 1, edition" in m.value for m in at.markdown)
    assert at.text_input(key="export.verify.name").value == ""
