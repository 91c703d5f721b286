"""Documents of a case, each cut for its reader; none of a plan in which a violation stands."""

from base64 import b64encode
from collections.abc import Callable
from datetime import date
from enum import StrEnum

from ergo.errors import InputError
from ergo.knowledge.visibility import Audience
from ergo.model.case import Case
from ergo.model.job import Photograph
from ergo.model.settings import Paper
from ergo.reports.audience import cut
from ergo.reports.calendar import employer_calendar
from ergo.reports.certifier_query import certifier_query_document
from ergo.reports.employer_plan import employer_plan_content
from ergo.reports.employer_plan_document import employer_plan_document
from ergo.reports.fhir import employer_bundle
from ergo.reports.html import render_html
from ergo.reports.job_demands import job_demands_document
from ergo.reports.pdf import render_pdf
from ergo.reports.weekly_sheet import weekly_sheet_document
from ergo.reports.word import render_word
from ergo.reports.workbook import employer_workbook
from ergo.units import UnitSystem
from ergo.workflow.plans import keep_plan, plan_case, refuse_violations


class Format(StrEnum):
    """The formats in which the employer's plan is made."""

    PDF = "pdf"
    WORD = "docx"
    CALENDAR = "ics"
    HTML = "html"
    WORKBOOK = "xlsx"
    FHIR = "json"


def document(case: Case, audience: Audience, form: Format, on: date) -> bytes:
    """The document for a reader.

    Parameters
    ----------
    case : Case
        Stays as it is; one without a plan is planned first.
    audience : Audience
        Who reads it.
    form : Format
        Format of the file.
    on : date
        The day of the document, and of a plan that is made for it.

    Raises
    ------
    InputError
        When there is no such document, the case cannot be planned, or a violation stands in its plan.
    """
    if audience is not Audience.EMPLOYER:
        raise InputError(
            f"There is no document for '{audience}' as {form} yet; there is the employer's plan.",
            field="audience",
            value=str(audience),
        )
    planned = case.model_copy(deep=True)
    if planned.plan is None:
        keep_plan(planned, plan_case(planned, on).plan)
    return employer_plan(planned, form, on)


def employer_plan(
    case: Case,
    form: Format = Format.PDF,
    on: date | None = None,
    unit_system: UnitSystem = UnitSystem.METRIC,
    paper: Paper = Paper.A4,
) -> bytes:
    """The employer's copy of the plan that stands in the case; marked DRAFT until it is signed.

    Parameters
    ----------
    case : Case
        With a plan.
    form : Format
        A tagged PDF, a Word file, a page for a browser, a workbook, a FHIR bundle, or the dates as
        a calendar.
    on : date, optional
        The day of the document, on which consents are looked at; the day on which the plan was made if left out.
    unit_system : UnitSystem
        Units of loads, distances and forces.
    paper : Paper
        The sheet of a PDF or Word file.

    Raises
    ------
    InputError
        When there is no plan, or a violation stands in it.
    """
    refuse_violations(case, "handed out")
    if form is Format.CALENDAR:
        return employer_calendar(case, on)
    content = employer_plan_content(case, unit_system=unit_system, today=on)
    if form in (Format.WORKBOOK, Format.FHIR):
        shown = cut(case, Audience.EMPLOYER, content.on)
        return (
            employer_bundle(shown, content)
            if form is Format.FHIR
            else employer_workbook(shown, content, paper)
        )
    made = employer_plan_document(content)
    if form is Format.HTML:
        return render_html(made)
    return render_word(made, paper) if form is Format.WORD else render_pdf(made, paper)


def job_demands_pdf(
    case: Case,
    jpeg: Callable[[Photograph], bytes],
    on: date,
    unit_system: UnitSystem = UnitSystem.METRIC,
    paper: Paper = Paper.A4,
) -> bytes:
    """The job demands analysis for the employer as a tagged PDF.

    Parameters
    ----------
    case : Case
        With tasks.
    jpeg : callable
        Gives the stored picture of a photograph.
    on : date
        The day of the document, on which consents are looked at.
    unit_system, paper
        As in `employer_plan`.

    Raises
    ------
    InputError
        When the job has no task.
    """

    def in_base64(photograph: Photograph) -> str:
        return b64encode(jpeg(photograph)).decode()

    return render_pdf(job_demands_document(case, in_base64, today=on, unit_system=unit_system), paper)


def certifier_query_pdf(
    case: Case,
    restriction_id: str,
    on: date,
    unit_system: UnitSystem = UnitSystem.METRIC,
    paper: Paper = Paper.A4,
) -> bytes:
    """The question to the certifier about one restriction, as a tagged PDF to print.

    Parameters
    ----------
    case : Case
        With the restriction and its query.
    restriction_id : str
        The restriction that is asked about.
    on : date
        The day of the document, on which consents are looked at.
    unit_system, paper
        As in `employer_plan`.

    Raises
    ------
    InputError
        When the case has no such restriction.
    """
    return render_pdf(
        certifier_query_document(case, restriction_id, today=on, unit_system=unit_system), paper
    )


def weekly_sheet_pdf(case: Case, week_number: int, on: date, paper: Paper = Paper.A4) -> bytes:
    """The worker's weekly sheet for one week of the plan, as a tagged PDF to print.

    Raises InputError when there is no plan, a violation stands in it, or the week has no dated days.
    """
    refuse_violations(case, "handed out")
    return render_pdf(weekly_sheet_document(case, week_number, on), paper)
