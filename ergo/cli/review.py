"""The command about checks and reviews: the decision that the rules propose, and the one that is recorded."""

from datetime import date
from typing import Annotated

import typer

from ergo.cli.common import CaseFile, Out, app, as_json, day, load_case, today, write
from ergo.errors import InputError
from ergo.knowledge.reviews import decisions
from ergo.model.record import Decision, ReviewKind, StepBack
from ergo.planning.proposal import Proposal
from ergo.store import casefile
from ergo.workflow.reviews import proposal_on, record_review


@app.command()
def review(  # noqa: PLR0917 - the options of a command
    case_file: CaseFile,
    on: Annotated[
        date | None,
        typer.Option(metavar="YYYY-MM-DD", parser=day, help="Day of the review; today if left out."),
    ] = None,
    in_json: Annotated[bool, typer.Option("--json", help="As JSON, with the tasks to step back.")] = False,
    accept: Annotated[bool, typer.Option("--accept", help="Record what is proposed.")] = False,
    decide: Annotated[Decision | None, typer.Option(help="Record this decision.")] = None,
    step_back: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TASK=MINUTES", help="Most minutes a day of a task that steps back; may be repeated."
        ),
    ] = None,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who decides.")] = "",
    reason: Annotated[
        str, typer.Option(metavar="TEXT", help="Why, where it is not the decision proposed.")
    ] = "",
    clinical: Annotated[bool, typer.Option("--clinical", help="A clinical review, not a check.")] = False,
    out: Out = None,
) -> None:
    """Propose a decision for the latest week of the plan with a sheet, and why; nothing where sheets are missing.

    With --accept or --decide the decision is recorded, and the case with it goes to standard output or --out.
    """
    case = load_case(case_file)
    held_on = on or today()
    proposal = proposal_on(case, held_on)
    if not accept and decide is None:
        if in_json:
            write(as_json(proposal), out)
        else:
            _say(proposal)
        return
    decided = decide or proposal.decision
    if decided is None:
        raise InputError(
            f"Nothing is proposed that could be accepted. {' '.join(proposal.missing)}",
            item="Review",
            field="--accept",
        )
    record_review(
        case,
        proposal.monday,
        on=held_on,
        decided=decided,
        by=by,
        reason=reason,
        kind=ReviewKind.CLINICAL if clinical else ReviewKind.CHECK,
        steps_back=[_step_back(text) for text in step_back or ()],
    )
    write(casefile.dump(case), out)


def _say(proposal: Proposal) -> None:
    label = "nothing" if proposal.decision is None else decisions()[proposal.decision].label.lower()
    typer.echo(f"Week {proposal.week_number}, proposed: {label}.")
    for words in proposal.because:
        typer.echo(f"  {words}")
    for step in proposal.steps_back:
        typer.echo(f"  {step.task_id}: at most {step.minutes_per_shift} min a day")
    for words in proposal.missing:
        typer.echo(f"  missing: {words}")


def _step_back(text: str) -> StepBack:
    task_id, _, minutes = text.partition("=")
    if not minutes.isdigit():
        raise InputError(f"'{text}' is not TASK=MINUTES, as in pack=60.", field="--step-back", value=text)
    return StepBack(task_id=task_id, minutes_per_shift=int(minutes))
