"""Every document of a case, each cut for its reader; none of a plan in which a violation stands.

A document is a row of `kinds`: who reads it, what it needs, how it is put together. Every one is made of blocks, which
the PDF, the Word file and the page for a browser set alike; some have further formats of their own.
"""

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cache, partial

from ergo.analysis.scheme import scheme_of
from ergo.analysis.stopped import stopped_since
from ergo.errors import InputError
from ergo.knowledge.catalogue import CostBand
from ergo.knowledge.scheme_forms import forms_of, scheme_form
from ergo.knowledge.schemes import About
from ergo.knowledge.visibility import Audience
from ergo.model.case import Case
from ergo.model.job import Photograph
from ergo.model.settings import Paper
from ergo.reports.audience import cut
from ergo.reports.calendar import employer_calendar
from ergo.reports.certifier_query import certifier_query_document
from ergo.reports.copy_across import copy_across_document
from ergo.reports.document import Document
from ergo.reports.employer_plan import EmployerPlan, employer_plan_content
from ergo.reports.employer_plan_document import employer_plan_document
from ergo.reports.fhir import employer_bundle
from ergo.reports.html import render_html
from ergo.reports.job_demands import job_demands_document
from ergo.reports.my_plan import home_programme_document, my_plan_document
from ergo.reports.pdf import render_pdf
from ergo.reports.proposal import proposal_document
from ergo.reports.report import report_document
from ergo.reports.report_plan import Outlook
from ergo.reports.response_form import response_form_document, response_form_workbook
from ergo.reports.stop_notice import stop_notice_document
from ergo.reports.summary import summary_document
from ergo.reports.weekly_sheet import weekly_sheet_document
from ergo.reports.word import render_word
from ergo.reports.workbook import employer_workbook, weekly_sheet_workbook
from ergo.units import UnitSystem
from ergo.workflow.job_file import job_file
from ergo.workflow.plans import keep_plan, plan_case, refuse_violations
from ergo.workflow.scenarios import courses


class Format(StrEnum):
    """The formats of a document, as the ending of its file."""

    PDF = "pdf"
    WORD = "docx"
    HTML = "html"
    WORKBOOK = "xlsx"
    CALENDAR = "ics"
    FHIR = "json"
    JOB = "job"


class Kind(StrEnum):
    """The documents."""

    EMPLOYER_PLAN = "employer_plan"
    JOB_DEMANDS = "job_demands"
    RESPONSE_FORM = "response_form"
    STOP_NOTICE = "stop_notice"
    PROPOSAL = "proposal"
    CERTIFIER_QUERY = "certifier_query"
    WEEKLY_SHEET = "weekly_sheet"
    COPY_ACROSS = "copy_across"
    MY_PLAN = "my_plan"
    HOME_PROGRAMME = "home_programme"
    SUMMARY = "summary"
    REPORT = "report"


def _no_picture(photograph: Photograph) -> bytes:
    raise InputError(
        f"The photograph “{photograph.caption}” is not beside the case.",
        item="Photograph",
        field="attachment",
    )


@dataclass(frozen=True)
class How:
    """How a document is made.

    Attributes
    ----------
    on : date
        The day of the document, on which consents are looked at.
    unit_system : UnitSystem
        Units of loads, distances and forces.
    paper : Paper
        The sheet of a PDF, a Word file or a workbook.
    jpeg : callable
        Gives the stored picture of a photograph.
    about : str
        What the document is about, where its kind has several: a restriction's id, the number of a week, a form.
    costs : mapping
        The clinic's own cost bands by item of the catalogue.
    scheme_id : str
        The scheme where the case names none: its forms, and who may see the diagnosis (`ergo.knowledge.schemes`).
    """

    on: date
    unit_system: UnitSystem = UnitSystem.METRIC
    paper: Paper = Paper.A4
    jpeg: Callable[[Photograph], bytes] = _no_picture
    about: str = ""
    costs: Mapping[str, CostBand] = field(default_factory=dict)
    scheme_id: str = ""


_PLAN_ITEMS = ("work_capacity", "restrictions", "duties", "adjustments")

Maker = Callable[[Case, How], bytes]


def _the_one(_: Case, __: How) -> list[str]:
    return [""]


@dataclass(frozen=True)
class DocumentKind:
    """One document: its reader, what it needs, and how it is put together.

    ``items`` are the items of the visibility table that it tells of the worker: to hand it out, a consent must cover
    them; ``may_tell_diagnosis`` says that it holds the diagnosis where the scheme's form does. ``abouts`` are the
    things of a case about which there is one on a day; where there is none, ``nothing`` says what it waits for.
    ``further`` are formats besides those of all.
    """

    kind: Kind
    label: str
    summary: str
    audience: Audience
    blocks: Callable[[Case, How], Document]
    needs_plan: bool = True
    items: tuple[str, ...] = ()
    may_tell_diagnosis: bool = False
    abouts: Callable[[Case, How], list[str]] = _the_one
    nothing: str = "No week of the plan has dated shifts."
    further: Mapping[Format, Maker] = field(default_factory=dict)

    @property
    def formats(self) -> list[Format]:
        """The formats in which it is made, the one to hand out first."""
        return [Format.PDF, Format.WORD, Format.HTML, *self.further]


@cache
def kinds() -> dict[Kind, DocumentKind]:
    """Every document by its kind; the first of an audience is its main one."""
    rows = (
        DocumentKind(
            Kind.EMPLOYER_PLAN,
            "Graded return-to-work plan",
            "Hours, duties and limits week by week, what to organise, what to do on a bad day. The PDF is the document "
            "that is signed; Word is for drafts, and what is changed there is not checked.",
            Audience.EMPLOYER,
            lambda case, how: employer_plan_document(_employer_plan(case, how)),
            items=_PLAN_ITEMS,
            may_tell_diagnosis=True,
            further={
                Format.WORKBOOK: _employer_workbook,
                Format.CALENDAR: lambda case, how: employer_calendar(case, how.on),
                Format.FHIR: _employer_bundle,
            },
        ),
        DocumentKind(
            Kind.JOB_DEMANDS,
            "Job demands analysis",
            "What the job asks for, task by task, as measured and stated, with pictures where they may be shown. It "
            "holds nothing of the worker.",
            Audience.EMPLOYER,
            lambda case, how: job_demands_document(
                case,
                lambda photograph: b64encode(how.jpeg(photograph)).decode(),
                today=how.on,
                unit_system=how.unit_system,
            ),
            needs_plan=False,
            abouts=lambda case, _: [""] if case.job.tasks else [],
            nothing="Enter the tasks first, on the Job page.",
            further={Format.JOB: lambda case, how: job_file(case, how.on, how.jpeg)},
        ),
        DocumentKind(
            Kind.RESPONSE_FORM,
            "Answer to the plan",
            "One page on which worker and employer agree, agree with change or do not agree. The Excel file can be "
            "read back on the Plan page.",
            Audience.EMPLOYER,
            lambda case, how: response_form_document(case, today=how.on),
            further={Format.WORKBOOK: lambda case, how: response_form_workbook(case, how.on, how.paper)},
        ),
        DocumentKind(
            Kind.STOP_NOTICE,
            "Stop notice",
            "Work is paused for medical reasons: from when, what to do, whom to call, and never why. Its calendar "
            "takes the shifts out of calendars that hold them.",
            Audience.EMPLOYER,
            lambda case, how: stop_notice_document(case, today=how.on),
            needs_plan=False,
            items=("work_capacity",),
            abouts=lambda case, how: [""] if stopped_since(case, how.on) else [],
            nothing="No stop is on record. A review on the Progress page decides it.",
            further={Format.CALENDAR: lambda case, how: employer_calendar(case, how.on)},
        ),
        DocumentKind(
            Kind.PROPOSAL,
            "Proposal to the certifier",
            "The hours and each duty of the plan with what it asks for, to be approved, changed or left out, and the "
            "restrictions that need a figure.",
            Audience.CERTIFIER,
            lambda case, how: proposal_document(
                case, today=how.on, unit_system=how.unit_system, scheme_id=how.scheme_id
            ),
            items=_PLAN_ITEMS,
        ),
        DocumentKind(
            Kind.CERTIFIER_QUERY,
            "Question about a work restriction",
            "One page about a restriction without a figure, with a proposal and boxes to answer in.",
            Audience.CERTIFIER,
            lambda case, how: certifier_query_document(
                case, how.about, today=how.on, unit_system=how.unit_system
            ),
            needs_plan=False,
            items=("restrictions", "job_demands"),
            abouts=lambda case, _: [r.id for r in case.all_restrictions() if r.query is not None],
            nothing="No restriction waits for an answer. Ask about one on the Capacity page.",
        ),
        DocumentKind(
            Kind.WEEKLY_SHEET,
            "Weekly sheet",
            "What is planned on each day of a week, and room to say how it went. The Excel file can be read back on "
            "the Progress page.",
            Audience.WORKER,
            lambda case, how: weekly_sheet_document(case, _week(how), how.on),
            abouts=lambda case, _: [str(w.number) for w in case.plan.weeks if w.days] if case.plan else [],
            further={
                Format.WORKBOOK: lambda case, how: weekly_sheet_workbook(case, _week(how), how.on, how.paper)
            },
        ),
        DocumentKind(
            Kind.MY_PLAN,
            "My plan",
            "One week in plain words and large type: hours, duties and limits, what is normal, pacing, exercises with "
            "drawings, what to do in a flare-up, whom to call.",
            Audience.WORKER,
            lambda case, how: my_plan_document(case, _week(how), how.on, how.unit_system),
            abouts=lambda case, _: [str(w.number) for w in case.plan.weeks if w.days] if case.plan else [],
        ),
        DocumentKind(
            Kind.HOME_PROGRAMME,
            "Home programme",
            "The exercises with drawings and the topics that were chosen on the Programme page, in large type.",
            Audience.WORKER,
            lambda case, how: home_programme_document(case, how.on),
            needs_plan=False,
            abouts=lambda case, _: [""] if case.programme.exercises or case.programme.topic_ids else [],
            nothing="Choose exercises or topics first, on the Programme page.",
        ),
        DocumentKind(
            Kind.SUMMARY,
            "Capacity and progress summary",
            "What is certified and was looked at, hours and duties planned and done, what was bought and why, and when "
            "full duties are expected.",
            Audience.INSURER,
            lambda case, how: summary_document(
                case, today=how.on, unit_system=how.unit_system, costs=how.costs, scheme_id=how.scheme_id
            ),
            items=(*_PLAN_ITEMS, "progress", "prognosis"),
            may_tell_diagnosis=True,
        ),
        DocumentKind(
            Kind.REPORT,
            "Worksite assessment and plan report",
            "Everything: case, clinical summary, job, methods with inputs and sources, match, changes with reasons, "
            "plan, how it may go, what was worked, versions, and what is not known.",
            Audience.TREATING_TEAM,
            _report,
        ),
        DocumentKind(
            Kind.COPY_ACROSS,
            "Copy-across sheet",
            "What the case answers to the scheme's own form, field by field in the form's order and in its bands. The "
            "form itself is what is filled in and signed.",
            Audience.TREATING_TEAM,
            _copy_across,
            needs_plan=False,
            abouts=_forms,
            nothing="Choose the scheme, in Settings or on the Case page: its forms are listed here.",
        ),
    )
    return {row.kind: row for row in rows}


def make(case: Case, kind: Kind, form: Format, how: How) -> bytes:
    """A document of a case as a file.

    Parameters
    ----------
    case : Case
        With a plan where the document is one of the plan.
    kind : Kind
        Which document.
    form : Format
        Which of its formats.
    how : How
        Its day, units, paper, and what it is about.

    Raises
    ------
    InputError
        When the document has no such format, there is nothing to make it of, or a violation stands in the plan.
    """
    row = kinds()[kind]
    if form not in row.formats:
        known = ", ".join(row.formats)
        raise InputError(
            f"{row.label}: there is no '{form}' of it; there are: {known}.", field="format", value=str(form)
        )
    if row.needs_plan:
        refuse_violations(case, "handed out")
    return _made(row, form, case, how, row.blocks)


def _made(
    row: DocumentKind, form: Format, case: Case, how: How, blocks: Callable[[Case, How], Document]
) -> bytes:
    """A document in one of its formats, of blocks that ``blocks`` gives."""
    if form in row.further:
        return row.further[form](case, how)
    match form:
        case Format.WORD:
            return render_word(blocks(case, how), how.paper)
        case Format.HTML:
            return render_html(blocks(case, how))
        case _:
            return render_pdf(blocks(case, how), how.paper)


def main_document(audience: Audience) -> Kind:
    """The document that is meant where only a reader is named; InputError where there is none."""
    found = next((row.kind for row in kinds().values() if row.audience is audience), None)
    if found is None:
        raise InputError(f"There is no document for '{audience}'.", field="audience", value=str(audience))
    return found


def everything(case: Case, how: How) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The name of every file that can be made of a case, in a folder of its reader, each with the call that makes it.

    The plan is checked once, and the blocks of a document are put together once for its formats; the case must not
    change meanwhile. Raises InputError where a violation stands in the plan.
    """
    if case.plan is not None:
        refuse_violations(case, "handed out")
    for row in kinds().values():
        if row.needs_plan and case.plan is None:
            continue
        for about in row.abouts(case, how):
            about_it = replace(how, about=about)
            put_together = cache(partial(row.blocks, case, about_it))
            for form in row.formats:
                name = "-".join(filter(None, (row.kind.value.replace("_", "-"), about)))
                yield (
                    f"{row.audience}/{name}.{form}",
                    partial(_made, row, form, case, about_it, lambda *_, b=put_together: b()),
                )


def with_plan(case: Case, on: date) -> Case:
    """A copy of a case, planned on a day where it holds no plan yet."""
    planned = case.model_copy(deep=True)
    if planned.plan is None:
        keep_plan(planned, plan_case(planned, on).plan)
    return planned


def _report(case: Case, how: How) -> Document:
    try:
        found = courses(case, how.on)
    except InputError:
        outlook = None
    else:
        outlook = Outlook(found.scenarios, found.forecast, found.first_week)
    return report_document(
        case,
        outlook,
        lambda photograph: b64encode(how.jpeg(photograph)).decode(),
        today=how.on,
        unit_system=how.unit_system,
        costs=how.costs,
    )


def _employer_plan(case: Case, how: How) -> EmployerPlan:
    return employer_plan_content(case, unit_system=how.unit_system, today=how.on, scheme_id=how.scheme_id)


def _employer_workbook(case: Case, how: How) -> bytes:
    shown = cut(case, Audience.EMPLOYER, how.on, how.scheme_id)
    return employer_workbook(shown, _employer_plan(case, how), how.paper)


def _employer_bundle(case: Case, how: How) -> bytes:
    shown = cut(case, Audience.EMPLOYER, how.on, how.scheme_id)
    return employer_bundle(shown, _employer_plan(case, how))


def _forms(case: Case, how: How) -> list[str]:
    scheme = scheme_of(case, how.scheme_id)
    return [form.id for form in forms_of(scheme)] if scheme is not None else []


def _copy_across(case: Case, how: How) -> Document:
    if case.plan is not None and scheme_form(how.about).about is About.PLAN:
        refuse_violations(case, "copied into a form")
    return copy_across_document(case, how.about, today=how.on)


def _week(how: How) -> int:
    if not how.about.isdecimal():
        raise InputError("A weekly sheet is of one week: name its number.", field="week", value=how.about)
    return int(how.about)
