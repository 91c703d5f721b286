"""The copy-across sheet: every field of a form in its order, nothing invented, the diagnosis only where it is asked."""

from datetime import date, timedelta

import pytest

from ergo.errors import InputError
from ergo.knowledge.dimensions import Aspect
from ergo.knowledge.scheme_forms import SchemeForm, general_fields, scheme_forms
from ergo.knowledge.schemes import About
from ergo.knowledge.sources import Status
from ergo.knowledge.visibility import Audience
from ergo.model.capacity import Capacity, Certificate, LimitType, Restriction
from ergo.model.case import Case
from ergo.model.clinical import Clinical, FlagColour, PsychosocialFlag
from ergo.model.worker import Worker
from ergo.reports.copy_across import FROM_MEMORY, answer_to, copy_across_document
from ergo.reports.form_answers import Asked
from ergo.reports.form_plan import PLANNED
from ergo.reports.form_record import RECORD
from ergo.reports.html import render_html
from ergo.reports.pdf import render_pdf
from ergo.workflow.documents import Format, How, Kind, kinds, make
from tests.reports.cases import TODAY, case, signed
from tests.reports.pdf_reading import holds, text

FORMS = list(scheme_forms().values())
BARE = Case(worker=Worker(code="WK-7"))


def tables(form: SchemeForm, filled: Case) -> list[list[list[str]]]:
    made = copy_across_document(filled, form.id, today=TODAY)
    return [
        ["\n".join("\n".join(p.items) if p.kind == "bullets" else p.text for p in cell) for cell in row]
        for block in made.blocks
        if block.kind == "table"
        for row in block.rows
    ]


def copied(form_id: str, filled: Case) -> dict[str, str]:
    """The copy by the label of the field."""
    rows = tables(scheme_forms()[form_id], filled)
    return {row[0].partition("\n")[0]: row[1] for row in rows}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_every_field_of_the_form_stands_in_its_order(form: SchemeForm) -> None:
    wanted = [field.label or general_fields()[field.field].label for field in form.fields]
    for filled in (case(), BARE):
        assert [row[0].partition("\n")[0] for row in tables(form, filled)] == wanted


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_what_was_only_remembered_says_so(form: SchemeForm) -> None:
    rows = tables(form, case())
    for field, row in zip(form.fields, rows, strict=True):
        if field.status is Status.MEMORY:
            assert FROM_MEMORY in row[0].split("\n"), row[0]
        else:
            assert FROM_MEMORY not in row[0].split("\n"), row[0]
    notices = [
        b.text for b in copy_across_document(case(), form.id, today=TODAY).blocks if b.kind == "notice"
    ]
    remembered = any(field.status is Status.MEMORY for field in form.fields)
    assert any("were not read on the form" in notice for notice in notices) == remembered


def test_every_field_has_one_way_to_be_answered() -> None:
    for field in general_fields().values():
        ways = bool(field.by_hand) + (bool(field.amounts) or field.id in RECORD or field.id in PLANNED)
        assert ways == 1, field.id
    assert not set(RECORD) & set(PLANNED)
    assert set(RECORD) | set(PLANNED) <= set(general_fields())


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_a_bare_case_invents_nothing(form: SchemeForm) -> None:
    known = {field.field for field in form.fields if answer_to(Asked(BARE, form, TODAY), field).known}
    assert known <= {"worker_name"}
    for row in tables(form, BARE):
        assert row[1]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_the_diagnosis_stands_only_where_the_form_asks_for_it(form: SchemeForm) -> None:
    filled = case()
    filled.clinical = Clinical(diagnosis="QDIAGNOSISQ", notes="QNOTESQ", condition_id="disc_radiculopathy")
    filled.clinical.flags.append(PsychosocialFlag(colour=FlagColour.YELLOW, obstacle="QFLAGQ"))
    filled.capacities[0].note = "QCAPACITYQ"
    filled.certificates[0].restrictions.append(Restriction(wording="No lifting because of QWORDINGQ"))
    made = copy_across_document(filled, form.id, today=TODAY)
    pdf, page = render_pdf(made), render_html(made).decode()
    asked = any(field.field == "diagnosis" for field in form.fields) and form.about is not About.PLAN
    assert ("QDIAGNOSISQ" in page) == asked
    assert holds(pdf, "QDIAGNOSISQ") == asked
    for hidden in ("QNOTESQ", "QFLAGQ", "QCAPACITYQ", "QWORDINGQ", "disc_radiculopathy"):
        assert not holds(pdf, hidden)
        assert hidden not in page


def test_on_a_plan_that_the_employer_reads_the_diagnosis_needs_the_worker_s_consent() -> None:
    filled = case()
    filled.clinical.diagnosis = "QDIAGNOSISQ"
    assert copied("NSW_RAW", filled)["Diagnosis"].startswith("Left out: the employer reads this form")
    filled.consents[0].items.append("diagnosis")
    filled.scheme_id = "ontario"  # the form is that of New South Wales all the same
    assert copied("NSW_RAW", filled)["Diagnosis"] == "QDIAGNOSISQ"
    filled.consents[0].withdrawn_on = TODAY
    assert copied("NSW_RAW", filled)["Diagnosis"].startswith("Left out")


def test_forms_that_ask_for_no_diagnosis_are_those_of_the_reference() -> None:
    without = {form.id for form in FORMS if "diagnosis" not in {field.field for field in form.fields}}
    assert without == {
        "VIC_RTW", "SA_RTW", "ON_FAF", "ON_RTW", "UK_AHP", "UK_PRTW", "WA_JA", "DE_STW", "NL_OPB",
    }  # fmt: skip


def test_figures_in_the_words_and_bands_of_ontario() -> None:
    filled = case()
    filled.capacities += [
        Capacity(dimension="walk", aspect=Aspect.PEAK, value=120, limit_type=LimitType.TOLERANCE),
        Capacity(dimension="push_pull_initial", aspect=Aspect.PEAK, value=90),
    ]
    found = copied("ON_FAF", filled)
    assert found["Walking"].split("\n") == ["Box: 100–200 metres", "Walk, on feet: up to 120 m"]
    assert found["Sitting"].split("\n") == ["Box: up to 30 minutes", "Sit: up to 30 min at a time"]
    assert found["Lifting, floor to waist"].split("\n")[:2] == [
        "Box: 5–10 kilograms",
        "Lift, floor to waist: up to 7.5 kg",
    ]
    assert found["Limited pushing and pulling"].split("\n") == [
        "Box: up to 10 kg of force",
        "Push or pull, to start moving: up to 90 N (9 kg of force)",
    ]
    assert found["Overall"] == "Box: with restrictions"
    assert found["Recommended hours"] == "Box: graduated hours"
    assert (
        found["The limits apply for about"].split("\n")[0] == "Box: 14 days or more"
    )  # 2 to 18 Jan: 17 days
    assert found["Standing"] == "Not known: the case does not say."


def test_forms_of_us_schemes_are_in_pounds() -> None:
    found = copied("TX_73", case())
    assert "22 lb" in found["Other"]  # no lifting over 10 kg
    assert "kg" not in found["Other"]
    assert (
        found["13. The condition allows the employee to return"]
        == "Box: 13(b) with restrictions through a date"
    )
    assert found["Expected through (date)"] == "Sun 18 Jan 2026"


def test_dates_are_dates_of_the_certificate_and_hours_what_it_allows() -> None:
    found = copied("NSW_CoC", case())
    assert found["Valid from"] == "Thu 1 Jan 2026"
    assert found["Valid to"] == "Sun 18 Jan 2026"
    assert found["Hours a day"] == "At most 6 h a day"
    assert found["Days a week"] == "Proposed: 5 days a week"
    assert found["Work status"] == "Box: some capacity (hours a day, days a week)"
    assert found["Driving"] == "Not known: the case does not say."


def test_the_staged_plan_holds_its_steps() -> None:
    found = copied("DE_STW", case())
    assert found["Start of the staged plan"] == "Mon 5 Jan 2026"
    assert found["Steps: duration and hours a day"].split("\n") == [
        "Week 1, 5 Jan to 11 Jan 2026: Mon, Tue, Wed, Thu and Fri 4 h; 20 h a week",
        "Week 2, 12 Jan to 18 Jan 2026: Mon, Tue, Wed, Thu and Fri 6 h; 30 h a week (conditional)",
        "Week 3, 19 Jan to 25 Jan 2026: 5 days of up to 8 h; 40 h a week (outlook)",
    ]
    assert found["Excluded activities"] == "Forklift: not in this plan"


def test_no_box_says_fit_and_none_says_unfit_but_a_certificate_without_hours() -> None:
    unlimited = case()
    unlimited.certificates = [
        Certificate(author="C", issued_on=TODAY, valid_from=TODAY, valid_until=TODAY + timedelta(days=9))
    ]
    assert copied("NZ_ACC18", unlimited)["Work status"].startswith(
        "Not known: the certificate on record limits"
    )
    unlimited.certificates[0].max_minutes_per_day = 0
    assert copied("NZ_ACC18", unlimited)["Work status"] == "Box: fully unfit"


def test_a_certificate_that_runs_long_is_pointed_out_once() -> None:
    long = case()
    long.certificates[0].valid_until = date(2026, 1, 29)
    notices = [
        b.text for b in copy_across_document(long, "NSW_CoC", today=TODAY).blocks if b.kind == "notice"
    ]
    assert [n for n in notices if "usually has at most 28" in n] == [
        "The certificate of Thu 1 Jan 2026 runs 29 days; New South Wales: SIRA usually has at most 28."
    ]


def test_a_form_of_the_plan_is_a_draft_until_it_is_signed() -> None:
    assert copy_across_document(case(), "NSW_RAW", today=TODAY).mark
    assert not copy_across_document(signed(case()), "NSW_RAW", today=TODAY).mark
    assert not copy_across_document(case(), "NSW_CoC", today=TODAY).mark


def test_the_forms_are_those_of_the_scheme_of_the_case() -> None:
    row = kinds()[Kind.COPY_ACROSS]
    assert row.audience is Audience.TREATING_TEAM
    filled = case()
    assert row.abouts(filled, How(TODAY)) == []
    assert row.abouts(filled, How(TODAY, scheme_id="nsw")) == ["NSW_CoC", "NSW_RAW"]
    filled.scheme_id = "ontario"
    assert row.abouts(filled, How(TODAY, scheme_id="nsw")) == ["ON_FAF", "ON_RTW"]


def test_it_is_made_in_every_format_and_names_form_and_scheme() -> None:
    how = How(TODAY, about="ON_FAF")
    for form in kinds()[Kind.COPY_ACROSS].formats:
        assert make(case(), Kind.COPY_ACROSS, form, how)
    said = text(make(case(), Kind.COPY_ACROSS, Format.PDF, how))
    for words in ("WSIB Functional Abilities Form", "Ontario: WSIB", "this sheet is not the form"):
        assert words in said


def test_a_form_that_is_not_there() -> None:
    with pytest.raises(InputError, match="There is no form called 'NONE'"):
        copy_across_document(case(), "NONE", today=TODAY)
