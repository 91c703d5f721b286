"""Commands about the plan: make it, check it, compare it, scenarios."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Annotated

import typer

from ergo.cli.common import (
    VIOLATIONS_FOUND,
    CaseFile,
    MadeOn,
    Out,
    app,
    as_json,
    day,
    load_case,
    read,
    today,
    write,
)
from ergo.errors import InputError
from ergo.knowledge.policies import choice
from ergo.model.plan import Plan
from ergo.planning.check import Violation
from ergo.store import casefile
from ergo.workflow.compare import compare as compare_plans
from ergo.workflow.plans import PlanOutcome, check_case, plan_case, standing
from ergo.workflow.scenarios import courses
from ergo.workflow.what_if import equipment_earlier, next_certificate, other_policy, restriction_lifted


@app.command()
def plan(
    case_file: CaseFile,
    policy_id: Annotated[
        str | None,
        typer.Option("--policy", metavar="ID", help="Policy to follow instead of the one in the case."),
    ] = None,
    made_on: MadeOn = None,
    out: Annotated[
        str | None,
        typer.Option("--json", "--out", metavar="FILE", help="File to write; standard output if left out."),
    ] = None,
) -> None:
    """Make the graded plan of a case and check it.

    The plan goes to standard output or a file, what the checker finds to standard error.
    """
    case = load_case(case_file)
    if policy_id is not None:
        case.plan_settings.policy_id = choice(policy_id).id
    outcome = plan_case(case, made_on or today())
    write(as_json(outcome.plan), out)
    _tell(outcome)
    if standing(outcome.violations):
        raise typer.Exit(VIOLATIONS_FOUND)


@app.command()
def check(
    case_file: CaseFile,
    plan_file: Annotated[
        str | None, typer.Argument(metavar="PLAN", help="Plan to check; the one in the case if left out.")
    ] = None,
    in_json: Annotated[bool, typer.Option("--json", help="As JSON, with value, limit and source.")] = False,
) -> None:
    """Check a plan, also one edited by hand.

    The exit code is 1 where a violation stands that no stated reason overrides.
    """
    case = load_case(case_file)
    if plan_file is not None:
        case.plan = casefile.load_plan(read(plan_file))
    elif case.plan is None:
        raise InputError("The case holds no plan: name a plan file.", item="Plan", field="plan")
    violations = check_case(case)
    if in_json:
        write(as_json(violations))
    else:
        _list(violations)
    if standing(violations):
        raise typer.Exit(VIOLATIONS_FOUND)


@app.command()
def compare(  # noqa: PLR0917 - the options of a command
    case_file: CaseFile,
    policy_ids: Annotated[
        list[str] | None,
        typer.Option("--policy", metavar="ID", help="As if it followed this policy; may be repeated."),
    ] = None,
    earlier: Annotated[
        list[int] | None,
        typer.Option(metavar="WEEKS", help="As if equipment came so many weeks earlier; may be repeated."),
    ] = None,
    lifted: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="As if this restriction were lifted; may be repeated."),
    ] = None,
    lifted_from: Annotated[
        date | None,
        typer.Option(
            "--from", metavar="YYYY-MM-DD", parser=day, help="From when; after the certificate if left out."
        ),
    ] = None,
    made_on: MadeOn = None,
    out: Out = None,
) -> None:
    """Compare the plan of a case with what it would be.

    The next certificate that the case assumes is compared too. A case that holds no plan is planned.
    """
    case = load_case(case_file)
    what_ifs = [other_policy(case, policy_id) for policy_id in policy_ids or ()]
    what_ifs += [equipment_earlier(case, weeks) for weeks in earlier or ()]
    what_ifs += [restriction_lifted(case, restriction_id, lifted_from) for restriction_id in lifted or ()]
    assumed = next_certificate(case)
    rows = compare_plans(case, [*what_ifs, *([assumed] if assumed else [])], made_on or today())
    write(
        as_json([{"label": r.label, "assumption": r.plan.assumption, **asdict(r.figures)} for r in rows]), out
    )


@app.command("scenarios")
def write_scenarios(case_file: CaseFile, made_on: MadeOn = None, out: Out = None) -> None:
    """Tell how the return goes if steps are held back, and how likely full duties are by each week.

    For the clinician's file only. A case that holds no plan is planned.
    """
    write(as_json(courses(load_case(case_file), made_on or today())), out)


def _tell(outcome: PlanOutcome) -> None:
    """What a person wants to know of a plan that goes to a file."""
    typer.echo(_arrival(outcome.plan), err=True)
    if outcome.if_lifted is not None:
        typer.echo(f"{outcome.if_lifted.assumption} {_arrival(outcome.if_lifted)}", err=True)
    _list(outcome.violations, err=True)


def _arrival(made: Plan) -> str:
    if made.full_duties_week is not None:
        return f"Full duties in week {made.full_duties_week}."
    return " ".join(["Full duties are not within the horizon.", *(o.sentence for o in made.obstacles)])


def _list(violations: Sequence[Violation], *, err: bool = False) -> None:
    for violation in violations:
        week = "" if violation.week is None else f"week {violation.week}, "
        day = "" if violation.date is None else f"{violation.date}, "
        why = f" Reason: {violation.reason}" if violation.reason else ""
        typer.echo(f"{violation.severity}: {week}{day}{violation.message} ({violation.source}){why}", err=err)
    if not violations:
        typer.echo("The checker finds no violation.", err=err)
