"""Commands that write case files and documents: the worked examples, and a document for its reader."""

from collections.abc import Mapping
from typing import Annotated

import typer
from pydantic import TypeAdapter, ValidationError

from ergo.analysis.wording import write_dates
from ergo.cli.common import (
    CaseFile,
    MadeOn,
    Out,
    app,
    as_json,
    load_case_and_pictures,
    read,
    today,
    write,
    write_into,
)
from ergo.errors import InputError
from ergo.knowledge.catalogue import CostBand, catalogue
from ergo.knowledge.schemes import schemes
from ergo.knowledge.visibility import Audience
from ergo.model.job import Photograph
from ergo.model.settings import DateStyle, Paper
from ergo.store import casefile
from ergo.units import UnitSystem
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
    scheme: Annotated[
        str,
        typer.Option(metavar="ID", help="Scheme where the case names none: its forms and what they hold."),
    ] = "",
    costs: Annotated[
        str | None, typer.Option(metavar="FILE", help="Your own costs: a JSON object from item to band.")
    ] = None,
    unit_system: Annotated[
        UnitSystem, typer.Option("--units", help="Units of the document.")
    ] = UnitSystem.METRIC,
    dates: Annotated[DateStyle, typer.Option(help="Order in which dates are written.")] = DateStyle.DAY_FIRST,
    paper: Annotated[Paper, typer.Option(help="Page size.")] = Paper.A4,
    out: Out = None,
    made_on: MadeOn = None,
) -> None:
    """Write a document of the case, cut for its reader, or all of them.

    A case that holds no plan is planned first; the case file stays as it is.
    """
    if scheme and scheme not in schemes():
        raise InputError(
            f"There is no scheme '{scheme}'; there are: {', '.join(schemes())}.", field="--scheme"
        )
    write_dates(dates)
    case, pictures = load_case_and_pictures(case_file)
    on = made_on or today()
    planned = with_plan(case, on)
    how = How(
        on,
        unit_system,
        paper,
        lambda photograph: _picture(pictures, photograph),
        about,
        _costs(costs),
        scheme,
    )
    if everything is not None:
        for name, made in all_documents(planned, how):
            write_into(everything, name, made())
        return
    if audience is None and document is None:
        raise InputError("Say --audience, --document or --all.", field="--audience")
    kind = document or main_document(audience or Audience.EMPLOYER)
    write(make(planned, kind, form, how), out)


def _costs(file: str | None) -> dict[str, CostBand]:
    """The clinic's own cost bands by item of the catalogue, as a file has them."""
    if file is None:
        return {}
    try:
        found = TypeAdapter(dict[str, CostBand]).validate_json(read(file))
    except ValidationError as error:
        bands = ", ".join(CostBand)
        raise InputError(
            f"{file}: not a JSON object from item to band; bands are {bands}.", field="--costs"
        ) from error
    unknown = found.keys() - catalogue().keys()
    if unknown:
        raise InputError(f"{file}: the catalogue has no item '{min(unknown)}'.", field="--costs")
    return found


def _picture(pictures: Mapping[str, bytes], photograph: Photograph) -> bytes:
    data = pictures.get(photograph.attachment)
    if data is None:
        raise InputError(
            f"The photograph “{photograph.caption}” is not in the case file: export the case again with its pictures.",
            item="Photograph",
            field="attachment",
        )
    return data
