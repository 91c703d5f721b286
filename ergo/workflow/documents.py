"""Documents of a case, each cut for its reader; none of a plan in which a violation stands."""

from datetime import date
from enum import StrEnum

from ergo.errors import InputError
from ergo.knowledge.visibility import Audience
from ergo.model.case import Case
from ergo.reports.employer_plan import employer_plan_content
from ergo.reports.employer_plan_document import employer_plan_document
from ergo.reports.pdf import render_pdf
from ergo.units import UnitSystem
from ergo.workflow.plans import keep_plan, plan_case, refuse_violations


class Format(StrEnum):
    """The formats in which documents are made."""

    PDF = "pdf"


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
    return employer_plan_pdf(planned, on)


def employer_plan_pdf(
    case: Case, on: date | None = None, unit_system: UnitSystem = UnitSystem.METRIC
) -> bytes:
    """The employer's copy of the plan that stands in the case, as a tagged PDF; marked DRAFT until it is signed.

    Parameters
    ----------
    case : Case
        With a plan.
    on : date, optional
        The day of the document, on which consents are looked at; the day on which the plan was made if left out.
    unit_system : UnitSystem
        Units of loads, distances and forces.

    Raises
    ------
    InputError
        When there is no plan, or a violation stands in it.
    """
    refuse_violations(case, "handed out")
    return render_pdf(employer_plan_document(employer_plan_content(case, unit_system=unit_system, today=on)))
