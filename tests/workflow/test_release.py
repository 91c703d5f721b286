"""A document leaves the desk signed, with a consent that covers it, and on record; where a plan stands follows."""

from datetime import date, timedelta
from hashlib import sha256
from io import BytesIO

import docx
import pytest

from ergo.errors import InputError
from ergo.model.case import Case
from ergo.model.record import Closing, Decision, PlanAnswer, Review, ReviewKind, SignOff, SignOffRole
from ergo.model.worker import Consent, ContactRole
from ergo.workflow.documents import Format, How, Kind, make
from ergo.workflow.plans import keep_plan, plan_case, sign
from ergo.workflow.release import in_the_way, recipients, release
from ergo.workflow.standing import Standing, answers_missing, plan_standing
from tests.reports.pdf_reading import text

MADE_ON = date(2026, 1, 28)
COVERED = ["work_capacity", "restrictions", "duties", "adjustments"]


@pytest.fixture
def planned(case: Case) -> Case:
    keep_plan(case, plan_case(case, MADE_ON).plan)
    case.consents = []
    return case


def consent(case: Case, items: list[str], **more: date) -> None:
    case.consents.append(Consent(recipient=ContactRole.EMPLOYER, items=items, given_on=MADE_ON, **more))


def signed(case: Case) -> Case:
    sign(case, name="A. N.", registration="OT 1", on=MADE_ON)
    return case


def handed(case: Case, kind: Kind = Kind.EMPLOYER_PLAN, to: ContactRole = ContactRole.EMPLOYER) -> bytes:
    return release(case, kind, Format.PDF, to, How(MADE_ON), by="OT 1")


def test_signed_and_covered_it_is_handed_out_and_on_record(planned: Case) -> None:
    consent(signed(planned), COVERED)
    data = handed(planned)
    entry = planned.releases[0]
    assert entry.sha256 == sha256(data).hexdigest()
    assert (entry.document, entry.plan_version, entry.recipient, entry.by) == (
        "employer_plan",
        planned.plan.version,
        ContactRole.EMPLOYER,
        "OT 1",
    )


@pytest.mark.parametrize(
    ("items", "more", "message"),
    [
        ([], {}, "does not cover: work capacity"),
        (COVERED[1:], {}, "does not cover: work capacity"),
        (COVERED, {"until": MADE_ON - timedelta(days=1)}, "does not cover"),
        (COVERED, {"withdrawn_on": MADE_ON}, "does not cover"),
    ],
)
def test_without_a_consent_that_covers_it_nothing_leaves(
    planned: Case, items: list[str], more: dict[str, date], message: str
) -> None:
    consent(signed(planned), items, **more)
    with pytest.raises(InputError, match=message):
        handed(planned)
    assert planned.releases == []


def test_unsigned_nothing_leaves(planned: Case) -> None:
    consent(planned, COVERED)
    with pytest.raises(InputError, match="has not signed this version"):
        handed(planned)


@pytest.mark.parametrize("scheme_id", ["", "ontario", "nsw"])
@pytest.mark.parametrize("form", [Format.HTML, Format.PDF, Format.WORD])
def test_the_diagnosis_is_printed_only_where_the_plan_of_the_scheme_holds_it(
    planned: Case, scheme_id: str, form: Format
) -> None:
    """New South Wales: its plan holds the diagnosis. Ontario: no form may. Without a scheme: off."""
    planned.clinical.diagnosis = "Lumbosacral radiculopathy"
    consent(signed(planned), [*COVERED, "diagnosis"])
    how = How(MADE_ON, scheme_id=scheme_id)
    printed = text_of(make(planned, Kind.EMPLOYER_PLAN, form, how))
    assert ("Lumbosacral radiculopathy" in printed) == (scheme_id == "nsw")
    release(planned, Kind.EMPLOYER_PLAN, Format.PDF, ContactRole.EMPLOYER, how, by="OT 1")
    assert ("diagnosis" in planned.releases[0].items) == (scheme_id == "nsw")


@pytest.mark.parametrize("form", [Format.CALENDAR, Format.WORKBOOK, Format.HTML, Format.FHIR])
def test_other_formats_are_handed_out_on_record_too(planned: Case, form: Format) -> None:
    consent(signed(planned), COVERED)
    data = release(planned, Kind.EMPLOYER_PLAN, form, ContactRole.EMPLOYER, How(MADE_ON), by="OT 1")
    (entry,) = planned.releases
    assert (entry.file_format, entry.sha256) == (form, sha256(data).hexdigest())


def test_word_is_for_drafts_and_for_the_form_to_answer_on(planned: Case) -> None:
    consent(signed(planned), COVERED)
    with pytest.raises(InputError, match="Word is for drafts; hand out the PDF"):
        release(planned, Kind.EMPLOYER_PLAN, Format.WORD, ContactRole.EMPLOYER, How(MADE_ON), by="OT 1")
    assert planned.releases == []
    release(planned, Kind.RESPONSE_FORM, Format.WORD, ContactRole.EMPLOYER, How(MADE_ON), by="OT 1")
    assert len(planned.releases) == 1


def test_a_plan_with_the_diagnosis_goes_to_nobody_whose_consent_does_not_name_it(planned: Case) -> None:
    planned.clinical.diagnosis = "Lumbosacral radiculopathy"
    consent(signed(planned), [*COVERED, "diagnosis"])
    planned.consents.append(Consent(recipient=ContactRole.SUPERVISOR, items=COVERED, given_on=MADE_ON))
    assert in_the_way(planned, Kind.EMPLOYER_PLAN, ContactRole.SUPERVISOR, How(MADE_ON)) == []
    (missing,) = in_the_way(
        planned, Kind.EMPLOYER_PLAN, ContactRole.SUPERVISOR, How(MADE_ON, scheme_id="nsw")
    )
    assert "does not cover: diagnosis" in missing


def text_of(data: bytes) -> str:
    if data.startswith(b"%PDF"):
        return text(data)
    if data.startswith(b"PK"):
        return "\n".join(
            cell.text
            for table in docx.Document(BytesIO(data)).tables
            for row in table.rows
            for cell in row.cells
        )
    return data.decode()


def test_a_consent_for_another_recipient_does_not_count(planned: Case) -> None:
    consent(signed(planned), COVERED)
    assert in_the_way(planned, Kind.EMPLOYER_PLAN, ContactRole.EMPLOYER, How(MADE_ON)) == []
    assert in_the_way(planned, Kind.EMPLOYER_PLAN, ContactRole.SUPERVISOR, How(MADE_ON)) != []
    with pytest.raises(InputError, match="not made for this recipient"):
        handed(planned, to=ContactRole.UNION)


def test_what_holds_nothing_of_the_worker_needs_no_consent(planned: Case) -> None:
    assert in_the_way(planned, Kind.JOB_DEMANDS, ContactRole.EMPLOYER, How(MADE_ON)) == []
    assert recipients(Kind.WEEKLY_SHEET) == ()


def test_a_stop_notice_waits_for_no_signature(planned: Case) -> None:
    consent(planned, ["work_capacity"])
    planned.reviews.append(Review(on=MADE_ON, monday=MADE_ON, decided=Decision.STOP_AND_REFER))
    assert handed(planned, Kind.STOP_NOTICE).startswith(b"%PDF")


def test_somebody_must_hand_it_out(planned: Case) -> None:
    consent(signed(planned), COVERED)
    with pytest.raises(InputError, match="Say who hands it out"):
        release(planned, Kind.EMPLOYER_PLAN, Format.PDF, ContactRole.EMPLOYER, How(MADE_ON), by=" ")


def answer(case: Case, role: SignOffRole, said: PlanAnswer = PlanAnswer.AGREED) -> None:
    case.sign_offs.append(
        SignOff(
            role=role,
            plan_id=case.plan.id,
            plan_version=case.plan.version,
            name="somebody",
            on=MADE_ON,
            answer=said,
        )
    )


def test_where_a_plan_stands_follows_what_was_recorded(planned: Case) -> None:
    start = planned.plan.start
    before, during = start - timedelta(days=1), start + timedelta(days=9)
    assert plan_standing(planned, "", before) is Standing.DRAFT
    signed(planned)
    assert plan_standing(planned, "", before) is Standing.PROPOSED
    answer(planned, SignOffRole.WORKER)
    answer(planned, SignOffRole.EMPLOYER, PlanAnswer.WITH_CHANGE)
    assert plan_standing(planned, "", before) is Standing.PROPOSED
    assert answers_missing(planned, "") == [SignOffRole.EMPLOYER]
    answer(planned, SignOffRole.EMPLOYER)
    assert plan_standing(planned, "", before) is Standing.AGREED
    assert plan_standing(planned, "", start) is Standing.ACTIVE
    planned.reviews.append(
        Review(on=start, monday=start, kind=ReviewKind.CLINICAL, decided=Decision.PROGRESS)
    )
    assert plan_standing(planned, "", during) is Standing.REVIEWED
    planned.closing = Closing(on=during)
    assert plan_standing(planned, "", during) is Standing.CLOSED


def test_where_the_scheme_asks_for_it_the_certifier_agrees_too(planned: Case) -> None:
    signed(planned)
    for role in (SignOffRole.WORKER, SignOffRole.EMPLOYER):
        answer(planned, role)
    assert plan_standing(planned, "nsw", planned.plan.start) is Standing.ACTIVE
    assert plan_standing(planned, "south_australia", planned.plan.start) is Standing.PROPOSED
    planned.scheme_id = "nsw"  # what the case names goes before the settings
    assert plan_standing(planned, "south_australia", planned.plan.start) is Standing.ACTIVE
    planned.scheme_id = ""
    answer(planned, SignOffRole.CERTIFIER)
    assert plan_standing(planned, "south_australia", planned.plan.start) is Standing.ACTIVE


def test_a_new_version_needs_everybody_again(planned: Case) -> None:
    signed(planned)
    for role in (SignOffRole.WORKER, SignOffRole.EMPLOYER):
        answer(planned, role)
    planned.plan = planned.plan.model_copy(update={"version": planned.plan.version + 1})
    assert plan_standing(planned, "", planned.plan.start) is Standing.DRAFT
