"""The worksite assessment and plan report: everything, for those who treat."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from ergo.analysis.clinical import raised_flags
from ergo.analysis.match import match_case
from ergo.analysis.unassessed import never_assessed
from ergo.analysis.wording import date_words
from ergo.errors import InputError
from ergo.knowledge.catalogue import CostBand
from ergo.knowledge.visibility import Audience
from ergo.model.case import Case
from ergo.model.job import Photograph
from ergo.model.plan import Plan
from ergo.model.record import SignOffRole
from ergo.reports.audience import cut
from ergo.reports.document import Block, Box, Bullets, Document, Heading, Words
from ergo.reports.employer_outcome import outcome
from ergo.reports.employer_plan import signed_by
from ergo.reports.employer_plan_document import DRAFT
from ergo.reports.job_demands import job_blocks
from ergo.reports.report_case import case_and_situation, clinical_summary, facts, outcome_measures
from ergo.reports.report_dates import dates_section
from ergo.reports.report_gaps import gaps_section
from ergo.reports.report_plan import (
    Outlook,
    changes_section,
    outlook_section,
    plan_section,
    progress_section,
    record_section,
)
from ergo.reports.report_programme import programme_section
from ergo.reports.report_work import inputs_appendix, match_section, methods_and_results
from ergo.units import UnitSystem

TITLE = "Worksite assessment and plan report"


def report_document(
    case: Case,
    outlook: Outlook | None,
    photographs: Callable[[Photograph], str],
    *,
    today: date,
    unit_system: UnitSystem = UnitSystem.METRIC,
    costs: Mapping[str, CostBand] | None = None,
) -> Document:
    """The report of a case for the treating team.

    Parameters
    ----------
    case : Case
        With a plan.
    outlook : Outlook or None
        Scenarios and forecast; None where they cannot be worked out from the case as it is now.
    photographs : callable
        Gives the stored JPEG of a photograph in base64.
    today : date
        The day of the document.
    unit_system : UnitSystem
        Units of loads, distances and forces.
    costs : mapping, optional
        The clinic's own cost bands by item.

    Raises
    ------
    InputError
        When there is no plan.
    """
    shown = cut(case, Audience.TREATING_TEAM, today)
    plan = shown.plan
    if plan is None:
        raise InputError("There is no plan yet: make one before it is reported.", item="Plan", field="plan")
    on = max(today, plan.start)
    therapist = signed_by(shown, plan, SignOffRole.THERAPIST)
    return Document(
        title=TITLE,
        subject=" · ".join(filter(None, (shown.worker.code, shown.job.title))),
        author=therapist.name if therapist else "",
        mark=DRAFT if therapist is None else "",
        status="Signed by the therapist",
        footer=f"Confidential: for those who treat. Plan {plan.id}, version {plan.version}",
        on=today,
        blocks=[
            *_summary(shown, plan, on, unit_system),
            *case_and_situation(shown),
            *clinical_summary(shown, today),
            *outcome_measures(shown),
            *job_blocks(shown, photographs, unit_system),
            *methods_and_results(shown),
            *dates_section(shown),
            *match_section(shown, on, unit_system),
            *changes_section(shown, costs or {}),
            *plan_section(shown, plan, unit_system),
            *programme_section(shown, on),
            *outlook_section(outlook),
            *progress_section(shown),
            *record_section(shown, plan, unit_system),
            *gaps_section(shown, unit_system),
            *inputs_appendix(shown, unit_system),
        ],
    )


def _summary(shown: Case, plan: Plan, on: date, unit_system: UnitSystem) -> Iterator[Block]:
    yield Heading(text="Summary")
    expected = outcome(shown, plan, unit_system)
    yield Box(
        pieces=[
            Words(text=expected.sentence, strong=True),
            *([Bullets(items=expected.obstacles)] if expected.obstacles else []),
        ]
    )
    closed = {row.task_id for row in match_case(shown, on) if row.closes}
    names = [task.name for task in shown.job.tasks if task.id in closed]
    open_flags = [raised.flag.label for raised in raised_flags(shown) if not raised.settled]
    certificate = shown.latest_certificate()
    review = next((w.review_on for w in plan.weeks if w.review_on is not None and w.review_on >= on), None)
    until = date_words(certificate.valid_until) if certificate else ""
    yield facts(
        (
            (
                "Worker and job",
                " · ".join(filter(None, (shown.worker.name, shown.worker.code, shown.job.title))),
            ),
            ("Diagnosis", shown.clinical.diagnosis),
            ("Red flags open", ", ".join(open_flags) or "none"),
            ("Closed as they are", ", ".join(names) or "no task"),
            ("Never assessed", f"{len(never_assessed(shown))} demands"),
            ("Plan", f"Version {plan.version}, {len(plan.weeks)} weeks from {date_words(plan.start)}"),
            ("Policy", plan.policy.label),
            ("Certified until", until or "no certificate is on record"),
            ("Next review", date_words(review) if review else "no date is set"),
        )
    )
