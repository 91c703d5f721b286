"""Commands about methods: list them, score by them."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from ergo.cli.common import app, as_json, read, write
from ergo.errors import InputError
from ergo.knowledge.quantities import Quantity
from ergo.methods import load, method_ids
from ergo.methods.base import Method
from ergo.store import casefile
from ergo.workflow.job_bank_files import Engine, is_table, rows_about, score_file
from ergo.workflow.scoring import score_inputs


@app.command()
def methods(
    in_json: Annotated[bool, typer.Option("--json", help="As JSON, with the inputs of each.")] = False,
) -> None:
    """List the published methods, each with the question it answers."""
    loaded = [load(method_id) for method_id in method_ids()]
    if in_json:
        write(as_json([_method_row(method) for method in loaded]))
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
    inputs = casefile.parsed(read(file)) if file else {}
    if single:
        if not isinstance(inputs, dict):
            raise InputError("--set goes with one group of inputs, not with a list.", field="--set")
        inputs |= dict(_assignment(text) for text in single)
    results = score_inputs(method_id, inputs)
    write(as_json([r.as_dict() for r in results] if isinstance(results, list) else results.as_dict()), out)


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


def _assignment(text: str) -> tuple[str, Any]:
    """A NAME=VALUE: a number, true, false or null as JSON has them, anything else as text."""
    name, sign, value = text.partition("=")
    if not sign:
        raise InputError(f"'{text}' is not NAME=VALUE, as in load_kg=12.", field="--set", value=text)
    try:
        return name, json.loads(value)
    except json.JSONDecodeError:
        return name, value
