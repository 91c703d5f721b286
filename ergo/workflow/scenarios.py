"""How a return may go: scenarios, and the forecast beneath them. For those who treat alone."""

from dataclasses import dataclass
from datetime import date

from ergo.analysis.worktime import DAYS_PER_WEEK, monday_of
from ergo.knowledge.forecast import usual_prior
from ergo.model.case import Case
from ergo.planning.compile import compile_problem
from ergo.planning.forecast import Forecast, Prior, forecast
from ergo.planning.plan import make_plan
from ergo.planning.replan import resume_of
from ergo.planning.scenarios import Scenario, scenarios
from ergo.planning.search import Search
from ergo.workflow.plans import variants_of


@dataclass(frozen=True)
class Courses:
    """Scenarios and forecast; the first week of the forecast has the number ``first_week`` of the plan."""

    scenarios: list[Scenario]
    forecast: Forecast
    first_week: int


def prior_of(case: Case) -> Prior:
    """What is believed before the first step: the therapist's figures, the usual ones where there are none."""
    settings, usual = case.plan_settings, usual_prior()
    return Prior(
        settings.steps_held or usual.steps_held.value, settings.steps_failed or usual.steps_failed.value
    )


def courses(case: Case, made_on: date) -> Courses:
    """Scenarios and forecast of a case under the policy of its plan; one without a plan is planned first.

    They start from what the planner finds now: the start, or the state that a review reached. Edits by hand are not in
    them. Raises InputError where the case cannot be planned.
    """
    variants = variants_of(case)
    plan = case.plan or make_plan(case, variants, made_on=made_on)
    problem = compile_problem(case, variants, plan.policy, resume_of(case)).problem
    first_week = (problem.weeks[0].monday - monday_of(plan.start)).days // DAYS_PER_WEEK + 1
    search = Search(problem)
    return Courses(scenarios(search, first_week), forecast(search, prior_of(case)), first_week)
