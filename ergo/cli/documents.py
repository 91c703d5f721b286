"""Commands that write case files and documents: the worked examples, and a document for its reader."""

from typing import Annotated

import typer

from ergo.cli.common import CaseFile, MadeOn, Out, app, as_json, load_case, today, write
from ergo.knowledge.visibility import Audience
from ergo.store import casefile
from ergo.workflow.documents import Format, document
from ergo.workflow.examples import example, examples


@app.command("example")
def write_example(
    example_id: Annotated[
        str | None, typer.Argument(metavar="ID", help="Which example; all are listed if left out.")
    ] = None,
    out: Out = None,
) -> None:
    """Write a worked example as a case file, or list the examples."""
    if example_id is None:
        write(as_json([{"id": e.id, "title": e.title, "summary": e.summary} for e in examples()]), out)
    else:
        write(casefile.dump(example(example_id)), out)


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
    case = load_case(case_file)
    write(document(case, audience, form, made_on or today()), out)
