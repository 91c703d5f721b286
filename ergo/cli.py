"""The command line: the work of the app without a screen. JSON in, JSON out.

Exit codes: 0 for done, 1 where the checker finds violations, 2 for bad input, with what is wrong on stderr.
"""

import json
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic_core import to_json
from typer.core import TyperGroup

from ergo.advice.candidates import Candidate, strongest
from ergo.analysis.match import MatchRow, State, match_case
from ergo.errors import InputError
from ergo.knowledge.policies import policy
from ergo.knowledge.quantities import Quantity
from ergo.knowledge.visibility import Audience
from ergo.methods import load, method_ids
from ergo.methods.base import Method
from ergo.model.case import Case
from ergo.model.job import Task
from ergo.model.plan import Plan
from ergo.planning.check import Violation
from ergo.store import casefile
from ergo.workflow.documents import Format, document
from ergo.workflow.examples import example, examples
from ergo.workflow.job_bank_files import Engine, is_table, rows_about, score_file
from ergo.workflow.plans import PlanOutcome, check_case, plan_case, standing
from ergo.workflow.scoring import score_inputs
from ergo.workflow.steps import match_day

VIOLATIONS_FOUND = 1
BAD_INPUT = 2
STANDARD_INPUT = "-"


class _Commands(TyperGroup):
    """Says bad input on stderr, in a sentence and without a traceback."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except InputError as error:
            typer.echo(f"Error: {error}", err=True)
            raise typer.Exit(BAD_INPUT) from error


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"'{text}' is not a date written YYYY-MM-DD.") from error


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Workplace ergonomics and return-to-work planning. JSON in, JSON out; - is standard input. "
    "Exit code 0: done; 1: the checker finds violations; 2: bad input.",
)

CaseFile = Annotated[str, typer.Argument(metavar="CASE", help="Case file, or - for standard input.")]
Out = Annotated[str | None, typer.Option(metavar="FILE", help="File to write; standard output if left out.")]
MadeOn = Annotated[
    date | None,
    typer.Option(
        metavar="YYYY-MM-DD", parser=_day, help="Day of the plan and of the document; today if left out."
    ),
]


@app.command("example")
def write_example(
    example_id: Annotated[
        str | None, typer.Argument(metavar="ID", help="Which example; all are listed if left out.")
    ] = None,
    out: Out = None,
) -> None:
    """Write a worked example as a case file, or list the examples."""
    if example_id is None:
        _write(_json([{"id": e.id, "title": e.title, "summary": e.summary} for e in examples()]), out)
    else:
        _write(casefile.dump(example(example_id)), out)


@app.command()
def methods(
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, with the inputs of each.")] = False,
) -> None:
    """List the published methods, each with the question it answers."""
    loaded = [load(method_id) for method_id in method_ids()]
    if as_json:
        _write(_json([_method_row(method) for method in loaded]))
        return
    for method in loaded:
        typer.echo(
            f"{method.id}: {method.name}, {method.edition}\n  {method.answers}\n  Source: {method.citation}\n"
            f"  Status: {method.status}"
        )


@app.command()
def score(  # noqa: PLR0917 - the options of a command
    method_id: Annotated[
        str, typer.Argument(metavar="METHOD", help="Id of the method; see the command methods.")
    ],
    file: Annotated[
        str | None,
        typer.Option(
            "--in",
            metavar="FILE",
            help="JSON: inputs by name, or a list of them; - is standard input. With --out also a table with one "
            "row a task: .csv, .jsonl or .parquet.",
        ),
    ] = None,
    single: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="One input, as in load_kg=12; may be repeated."),
    ] = None,
    out: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="File to write; a .csv, .jsonl or .parquet file holds one row a task."
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first bad row of a table.")] = False,
    engine: Annotated[Engine, typer.Option(help="Score a table here or on a Dask cluster.")] = Engine.LOCAL,
    cluster: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Dask scheduler; one is started here if left out.")
    ] = None,
) -> None:
    """Score inputs by a method, or a table of tasks row by row.

    In a table a bad row is reported and does not stop the rest.
    """
    if file and out and not single and is_table(Path(file), Path(out)):
        _score_table(method_id, Path(file), Path(out), strict=strict, engine=engine, cluster=cluster)
        return
    inputs = casefile.parsed(_read(file)) if file else {}
    if single:
        if not isinstance(inputs, dict):
            raise InputError("--set goes with one group of inputs, not with a list.", field="--set")
        inputs |= dict(_assignment(text) for text in single)
    results = score_inputs(method_id, inputs)
    _write(_json([r.as_dict() for r in results] if isinstance(results, list) else results.as_dict()), out)


def _score_table(method_id: str, source: Path, out: Path, **how: Any) -> None:
    with typer.progressbar(length=rows_about(source), label=f"Scoring {source.name}", file=sys.stderr) as bar:
        tally = score_file(method_id, source, out, progress=lambda rows: bar.update(rows - bar.pos), **how)
    for bad in tally.bad:
        typer.echo(f"row {bad.row}: {bad.reason}", err=True)
    more = tally.bad_rows - len(tally.bad)
    typer.echo(
        f"{tally.rows} rows: {tally.scored} scored, {tally.unscored} without a score, "
        f"{tally.bad_rows} bad{f' ({more} of them not listed)' if more else ''}.",
        err=True,
    )


@app.command()
def match(
    case_file: CaseFile,
    on: Annotated[
        date | None,
        typer.Option(
            metavar="YYYY-MM-DD",
            parser=_day,
            help="Day to match for; the start of the plan or of the certificate if left out.",
        ),
    ] = None,
    out: Out = None,
) -> None:
    """Compare demands with what the worker can and may do."""
    case = casefile.load(_read(case_file))
    day = on or match_day(case) or _today()
    _write(_json([_match_row(case, row) for row in match_case(case, day)]), out)


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
    case = casefile.load(_read(case_file))
    rows = match_case(case, match_day(case) or _today())
    _write(_json([_advice_row(task, rows) for task in _tasks(case, task_id)]), out)


@app.command()
def plan(
    case_file: CaseFile,
    policy_id: Annotated[
        str | None,
        typer.Option("--policy", metavar="ID", help="Policy to follow instead of the one in the case."),
    ] = None,
    made_on: MadeOn = None,
    out: Out = None,
) -> None:
    """Make the graded plan of a case and check it.

    The plan goes to standard output or a file, what the checker finds to standard error.
    """
    case = casefile.load(_read(case_file))
    if policy_id is not None:
        case.plan_settings.policy_id = policy(policy_id).id
    outcome = plan_case(case, made_on or _today())
    _write(_json(outcome.plan), out)
    _tell(outcome)
    if standing(outcome.violations):
        raise typer.Exit(VIOLATIONS_FOUND)


@app.command()
def check(
    case_file: CaseFile,
    plan_file: Annotated[
        str | None, typer.Argument(metavar="PLAN", help="Plan to check; the one in the case if left out.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, with value, limit and source.")] = False,
) -> None:
    """Check a plan, also one edited by hand.

    The exit code is 1 where a violation stands that no stated reason overrides.
    """
    case = casefile.load(_read(case_file))
    if plan_file is not None:
        case.plan = casefile.load_plan(_read(plan_file))
    elif case.plan is None:
        raise InputError("The case holds no plan: name a plan file.", item="Plan", field="plan")
    violations = check_case(case)
    if as_json:
        _write(_json(violations))
    else:
        _list(violations)
    if standing(violations):
        raise typer.Exit(VIOLATIONS_FOUND)


@app.command()
def report(
    case_file: CaseFile,
    audience: Annotated[Audience, typer.Option(help="Who reads it.")],
    out: Annotated[str, typer.Option(metavar="FILE", help="File to write.")],
    form: Annotated[Format, typer.Option("--format", help="Format of the file.")] = Format.PDF,
    made_on: MadeOn = None,
) -> None:
    """Write a document of the case, cut for its reader.

    A case that holds no plan is planned first; the case file stays as it is.
    """
    case = casefile.load(_read(case_file))
    _write(document(case, audience, form, made_on or _today()), out)


def _method_row(method: Method) -> dict[str, Any]:
    required = method.inputs.required()
    return {
        "id": method.id,
        "name": method.name,
        "edition": method.edition,
        "version": method.version,
        "answers": method.answers,
        "not_for": method.not_for,
        "parts": method.parts,
        "kinds": method.kinds,
        "inputs": [
            _input_row(name, quantity, required=name in required)
            for name, quantity in method.inputs.quantities().items()
        ],
        "bands": method.bands,
        "intermediates": dict(method.terms),
        "findings": dict(method.findings),
        "citation": method.citation,
        "status": method.status,
    }


def _input_row(name: str, quantity: Quantity, *, required: bool) -> dict[str, Any]:
    is_number = quantity.kind == "number"
    return {
        "name": name,
        "quantity": quantity.id,
        "label": quantity.label,
        "help": quantity.help,
        "kind": quantity.kind,
        "unit": quantity.unit,
        "low": quantity.low if is_number else None,
        "high": quantity.high if is_number else None,
        "whole": quantity.whole,
        "choices": [choice.value for choice in quantity.choices],
        "required": required,
    }


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
        "evidence_grade": item.evidence_grade,
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
        typer.echo(f"{violation.severity}: {week}{day}{violation.message} ({violation.source})", err=err)
    if not violations:
        typer.echo("The checker finds no violation.", err=err)


def _assignment(text: str) -> tuple[str, Any]:
    """A NAME=VALUE: a number, true, false or null as JSON has them, anything else as text."""
    name, sign, value = text.partition("=")
    if not sign:
        raise InputError(f"'{text}' is not NAME=VALUE, as in load_kg=12.", field="--set", value=text)
    try:
        return name, json.loads(value)
    except json.JSONDecodeError:
        return name, value


def _read(file: str) -> bytes:
    if file == STANDARD_INPUT:
        return typer.get_binary_stream("stdin").read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror}.", field="file", value=file) from error


def _write(data: bytes, file: str | None = None) -> None:
    if file is None:
        typer.echo(data, nl=False)
        return
    try:
        Path(file).write_bytes(data)
    except OSError as error:
        raise InputError(f"{file} cannot be written: {error.strerror}.", field="--out", value=file) from error


def _json(value: Any) -> bytes:
    return to_json(value, indent=1) + b"\n"


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
