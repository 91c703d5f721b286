"""Compare: the plan beside what it would be under another policy, with equipment sooner, or with a limit lifted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ergo.model.case import Case
from ergo.model.plan import Plan
from ergo.planning.compare import PlanFigures, PlanReader
from ergo.planning.plan import make_plan
from ergo.workflow.plans import variants_of
from ergo.workflow.what_if import WhatIf

THIS_PLAN = "This plan"


@dataclass(frozen=True)
class Compared:
    """One row of a comparison. ``plan.assumption`` says what was assumed, and is empty for the plan itself."""

    label: str
    plan: Plan
    figures: PlanFigures


def compare(case: Case, what_ifs: Sequence[WhatIf], made_on: date) -> list[Compared]:
    """The plan of a case first, then each what-if, planned from its changed copy of the case.

    Parameters
    ----------
    case : Case
        Its plan is the one that is compared; a case without one is planned. The case stays as it is.
    what_ifs : sequence of WhatIf
        See `ergo.workflow.what_if`.
    made_on : date
        The day of the plans that are made.

    Raises
    ------
    InputError
        When a plan cannot be made, naming why.
    """
    return [this_plan(case, made_on), *(supposed(what_if, made_on) for what_if in what_ifs)]


def this_plan(case: Case, made_on: date) -> Compared:
    """The plan of a case itself; one is made where there is none."""
    variants = variants_of(case)
    plan = case.plan or make_plan(case, variants, made_on=made_on)
    return Compared(THIS_PLAN, plan, PlanReader(case, plan, variants).figures())


def supposed(what_if: WhatIf, made_on: date) -> Compared:
    """What the plan would be."""
    variants = variants_of(what_if.case)
    plan = make_plan(what_if.case, variants, made_on=made_on)
    plan.assumption = what_if.assumption
    return Compared(what_if.label, plan, PlanReader(what_if.case, plan, variants).figures())
