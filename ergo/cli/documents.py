"""Commands that write case files and documents: the worked examples, and a document for its reader."""

from collections.abc import Mapping
from typing import Annotated

import typer

from ergo.cli.common import (
    CaseFile,
    MadeOn,
    Out,
    app,
    as_json,
    load_case_and_pictures,
    today,
    write,
    write_into,
)
from ergo.errors import InputError
from ergo.knowledge.visibility import Audience
from ergo.model.job import Photograph
from ergo.store import casefile
from ergo.workflow.documents import Format, How, Kind, main_document, make, with_plan
from ergo.workflow.documents import everything as all_documents
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
    *,
    audience: Annotated[Audience | None, typer.Option(help="Who reads it: their main document.")] = None,
    document: Annotated[Kind | None, typer.Option(help="Which document, where another is wanted.")] = None,
    form: Annotated[Format, typer.Option("--format", help="Format of the file.")] = Format.PDF,
    about: Annotated[str, typer.Option(help="Restriction, week or form that the document is about.")] = "",
    everything: Annotated[
        str | None, typer.Option("--all", metavar="FOLDER", help="Every document in every format.")
    ] = None,
    out: Out = None,
    made_on: MadeOn = None,
) -> None:
    """Write a document of the case, cut for its reader, or all of them.

    A case that holds no plan is planned first; the case file stays as it is.
    """
    case, pictures = load_case_and_pictures(case_file)
    on = made_on or today()
    planned = with_plan(case, on)
    how = How(on, jpeg=lambda photograph: _picture(pictures, photograph), about=about)
    if everything is not None:
        for name, made in all_documents(planned, how):
            write_into(everything, name, made())
        return
    if audience is None and document is None:
        raise InputError("Say --audience, --document or --all.", field="--audience")
    kind = document or main_document(audience or Audience.EMPLOYER)
    write(make(planned, kind, form, how), out)


def _picture(pictures: Mapping[str, bytes], photograph: Photograph) -> bytes:
    data = pictures.get(photograph.attachment)
    if data is None:
        raise InputError(
            f"The photograph “{photograph.caption}” is not in the case file: export the case again with its pictures.",
            item="Photograph",
            field="attachment",
        )
    return data
