"""What every command shares: the app, options, files in and out, dates. Bad input goes to stderr in a sentence."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic_core import to_json
from typer.core import TyperGroup

from ergo.errors import InputError
from ergo.model.case import Case
from ergo.store import casefile

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


def day(text: str) -> date:
    """A date written YYYY-MM-DD."""
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
        metavar="YYYY-MM-DD", parser=day, help="Day of the plan and of the document; today if left out."
    ),
]


def load_case(file: str) -> Case:
    """The case in a file."""
    return casefile.load(read(file))


def load_case_and_pictures(file: str) -> tuple[Case, dict[str, bytes]]:
    """The case in a file, and the pictures beside it by digest."""
    return casefile.load_with_attachments(read(file))


def write_into(folder: str, name: str, data: bytes) -> None:
    """Bytes to a file in a folder; folders are made where there are none."""
    file = Path(folder, name)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"{folder} cannot be made: {error.strerror}.", field="--all", value=folder
        ) from error
    write(data, str(file))


def read(file: str) -> bytes:
    """A file's bytes, or those of standard input."""
    if file == STANDARD_INPUT:
        return typer.get_binary_stream("stdin").read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror}.", field="file", value=file) from error


def write(data: bytes, file: str | None = None) -> None:
    """Bytes to a file, or to standard output."""
    if file is None:
        typer.echo(data, nl=False)
        return
    try:
        Path(file).write_bytes(data)
    except OSError as error:
        raise InputError(f"{file} cannot be written: {error.strerror}.", field="--out", value=file) from error


def as_json(value: Any) -> bytes:
    """A value as JSON."""
    return to_json(value, indent=1) + b"\n"


def today() -> date:
    """Today's date where the user is."""
    return datetime.now(UTC).astimezone().date()
