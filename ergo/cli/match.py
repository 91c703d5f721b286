"""Commands about tasks and the worker: what fits, and what would help."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

import typer

from ergo.advice.candidates import Candidate, strongest
from ergo.analysis.match import MatchRow, State, match_case
from ergo.cli.common import CaseFile, Out, app, as_json, day, load_case, today, write
from ergo.errors import InputError
from ergo.knowledge.catalogue import grade_of
from ergo.model.case import Case
from ergo.model.job import Task
from ergo.workflow.steps import match_day


@app.command()
def match(
    case_file: CaseFile,
    on: Annotated[
        date | None,
        typer.Option(
            metavar="YYYY-MM-DD",
            parser=day,
            help="Day to match for; the start of the plan or of the certificate if left out.",
        ),
    ] = None,
    out: Out = None,
) -> None:
    """Compare demands with what the worker can and may do."""
    case = load_case(case_file)
    day = on or match_day(case) or today()
    write(as_json([_match_row(case, row) for row in match_case(case, day)]), out)


@app.command()
def advise(
    case_file: CaseFile,
    task_id: Annotated[
        str | None, typer.Option("--task", metavar="ID", help="Only this task; every task if left out.")
    ] = None,
    out: Out = None,
) -> None:
    """Suggest changes to the tasks: what answers a demand that is beyond a limit first, then the strongest.

    Each comes with the score before and after, its cost band, its evidence and what to be careful of.
    """
    case = load_case(case_file)
    rows = match_case(case, match_day(case) or today())
    write(as_json([_advice_row(task, rows) for task in _tasks(case, task_id)]), out)


def _match_row(case: Case, row: MatchRow) -> dict[str, Any]:
    task = case.task(row.task_id)
    return {
        "task": row.task_id,
        "task_name": task.name if task else "",
        "dimension": row.key.dimension,
        "aspect": row.key.aspect,
        "side": row.key.side,
        "state": row.state,
        "closes_the_task": row.closes,
        "demand": row.demand,
        "comparisons": row.comparisons,
    }


def _advice_row(task: Task, rows: Sequence[MatchRow]) -> dict[str, Any]:
    beyond = {r.key.dimension for r in rows if r.task_id == task.id and (r.closes or r.state is State.BEYOND)}
    return {
        "task": task.id,
        "task_name": task.name,
        "suggestions": [_suggestion(candidate) for candidate in strongest(task, in_the_way=beyond)],
    }


def _suggestion(candidate: Candidate) -> dict[str, Any]:
    item = candidate.item
    return {
        "item": item.id,
        "name": item.name,
        "control_level": item.control_level,
        "drivers": candidate.drivers,
        "changes": candidate.what_if.changes,
        "measure_again": candidate.what_if.remeasure,
        "unknown": candidate.what_if.unknown,
        "scores": [
            {"method": index.method_id, "before": index.before, "after": index.after}
            for index in candidate.indices
        ],
        "cost_band_usd": item.cost_band,
        "cost_basis": item.cost_basis,
        "evidence_grade": grade_of(item),
        "evidence_direction": item.evidence_direction,
        "cautions": item.cautions,
    }


def _tasks(case: Case, task_id: str | None) -> list[Task]:
    if task_id is None:
        return case.job.tasks
    task = case.task(task_id)
    if task is None:
        known = ", ".join(t.id for t in case.job.tasks)
        raise InputError(f"The case has no task '{task_id}'; it has: {known}.", field="--task", value=task_id)
    return [task]
