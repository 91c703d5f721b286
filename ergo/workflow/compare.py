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
    plan = case.plan or make_plan(case, variants_of(case), made_on=made_on)
    return [_compared(THIS_PLAN, case, plan), *(_planned(what_if, made_on) for what_if in what_ifs)]


def _planned(what_if: WhatIf, made_on: date) -> Compared:
    plan = make_plan(what_if.case, variants_of(what_if.case), made_on=made_on)
    plan.assumption = what_if.assumption
    return _compared(what_if.label, what_if.case, plan)


def _compared(label: str, case: Case, plan: Plan) -> Compared:
    return Compared(label, plan, PlanReader(case, plan, variants_of(case)).figures())
