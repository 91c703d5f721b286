"""Tasks from a spreadsheet: one row a task, each mistake named by row and column, good rows apart from bad ones.

Nothing of the file is trusted but its content: not its name, its size on unpacking, its formulas or its dates.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl.utils.datetime import from_excel

from ergo.errors import InputError
from ergo.knowledge.quantities import Quantity, check_value, quantity
from ergo.model.base import HowKnown, Measurement
from ergo.model.job import Task
from ergo.store.refusal import checked
from ergo.units import as_typed, from_display
from ergo.workflow.job_cells import Cell, Trouble, read_cells
from ergo.workflow.job_columns import Column, Field, column_of, normal

MOST_HEADING_ROW = 20
SHOWN_CHARACTERS = 40

_NUMBER = re.compile(r"[+-]?(\d+([.,]\d+)?|[.,]\d+)")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}([.,]\d{3})+")
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)")
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000  # days that Excel counts as 1954 to 2119
_YES, _NO = ("yes", "true", "y"), ("no", "false", "n")


@dataclass(frozen=True)
class SheetRow:
    """One row of a sheet: number, name, cells as they stand by heading, and its task or what is wrong with it."""

    number: int
    name: str
    cells: dict[str, str]
    task: Task | None
    mistakes: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """What a file says: its headings, its rows, and what was left out."""

    headings: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    notes: tuple[str, ...]

    @property
    def tasks(self) -> list[Task]:
        """The tasks of the rows without a mistake."""
        return [row.task for row in self.rows if row.task is not None]

    @property
    def bad_rows(self) -> list[SheetRow]:
        """The rows with a mistake."""
        return [row for row in self.rows if row.task is None]


def read_tasks(data: bytes) -> Sheet:
    """The tasks in an .xlsx or .csv file.

    Parameters
    ----------
    data : bytes
        The whole file, at most 2 MB and 500 rows. One of the first 20 rows holds the headings: the label or the id of
        a field or quantity, with its unit in brackets; without one, numbers are metric.

    Returns
    -------
    Sheet
        Every row that holds anything, good or bad. Every mistake names row, column, value and what is allowed.

    Raises
    ------
    InputError
        When the file cannot be read as a table, has no column "Task", or a column stands twice or in an unknown unit.
    """
    rows = read_cells(data)
    at = next((n for n, row in enumerate(rows[:MOST_HEADING_ROW]) if _is_heading(row)), None)
    if at is None:
        raise InputError(
            "The sheet has no column “Task”. Its first row must hold the headings.", field="Task"
        )
    columns, notes = _columns(rows[at])
    found = [
        _row(number, columns, cells)
        for number, cells in enumerate(rows[at + 1 :], start=at + 2)
        if any(cell.value is not None or cell.trouble for cell in cells)
    ]
    if not found:
        raise InputError("The sheet holds no task below its headings.", field="Task")
    return Sheet(tuple(column.heading for column in columns.values()), tuple(found), tuple(notes))


def _is_heading(row: Sequence[Cell]) -> bool:
    abouts = [column.about for cell in row if (column := _known_column(cell)) is not None]
    return any(isinstance(about, Field) and about.attribute == "name" for about in abouts)


def _known_column(cell: Cell) -> Column | None:
    try:
        return column_of(cell.value) if isinstance(cell.value, str) else None
    except InputError:
        return None


def _columns(headings: Sequence[Cell]) -> tuple[dict[int, Column], list[str]]:
    columns: dict[int, Column] = {}
    notes = []
    for index, cell in enumerate(headings):
        heading = _shown(cell.value).strip()
        if not heading:
            continue
        column = column_of(heading)
        if column is None:
            notes.append(f"Column “{heading}” is not known and was left out.")
        elif any(column.about is other.about for other in columns.values()):
            raise InputError(f"Column “{heading}” stands twice in the sheet.", field=heading)
        else:
            columns[index] = column
    return columns, notes


def _row(number: int, columns: dict[int, Column], cells: Sequence[Cell]) -> SheetRow:
    shown = {column.heading: _shown(cells[i].value) for i, column in columns.items() if i < len(cells)}
    mistakes: list[str] = []
    task: dict[str, Any] = {}
    known: dict[str, Any] = {"how": HowKnown.RECORDS}
    measured: dict[str, Any] = {}
    for index, column in columns.items():
        cell = cells[index] if index < len(cells) else Cell(None)
        try:
            value = _value(column, cell)
        except InputError as error:
            mistakes.append(_placed(number, column, error))
            continue
        if value is None:
            continue
        if isinstance(column.about, Quantity):
            measured[column.about.id] = value
        else:
            (known if column.about.measured else task)[column.about.attribute] = value
    mistakes += [f"row {number}: {name} is missing" for name in _missing(task, mistakes, columns)]
    name = str(task.get("name", ""))
    if mistakes:
        return SheetRow(number, name, shown, None, tuple(mistakes))
    task["measurements"] = {name: {**known, "value": value} for name, value in measured.items()}
    return SheetRow(number, name, shown, checked(Task, task), ())


def _missing(task: dict[str, Any], mistakes: list[str], columns: dict[int, Column]) -> Iterator[str]:
    """The columns without which there is no task, where they are not wrong already."""
    for attribute, heading in (("name", "Task"), ("kind", "Kind of work")):
        written = [
            c.heading
            for c in columns.values()
            if isinstance(c.about, Field) and c.about.attribute == attribute
        ]
        if attribute not in task and not any(f"'{name}'" in text for name in written for text in mistakes):
            yield heading


def _placed(number: int, column: Column, error: InputError) -> str:
    """The mistake with its place; a range in the unit of the column."""
    where = f"row {number}, column '{column.heading}'"
    if error.low is None and error.high is None:
        return f"{where}: {str(error).removeprefix(f'{error.item}: ')}"
    told = as_typed(error, column.system)
    verdict = InputError(value=told.value, unit=told.unit or column.unit, low=told.low, high=told.high)
    return f"{where}: {str(verdict).removeprefix('value ')}"


def _value(column: Column, cell: Cell) -> Any:
    """What a cell says, in the form in which it is kept; None where it is empty."""
    if cell.trouble is not None:
        raise InputError(TROUBLE[cell.trouble])
    value = cell.value.strip() if isinstance(cell.value, str) else cell.value
    if value is None or value == "":
        return None
    if isinstance(column.about, Quantity):
        return _quantity(column, value)
    return _field(column.about, value)


TROUBLE = {
    Trouble.FORMULA: "is a formula without a result; write the value itself",
    Trouble.MERGED: "is merged with another cell; write the value in a cell of its own",
}


def _quantity(column: Column, value: object) -> float | bool | str:
    row = quantity(column.about.id)  # type: ignore[union-attr]
    match row.kind:
        case "number":
            number = from_display(_number(value, row.unit), row.unit, column.system)
            return check_value(row.id, number)
        case "flag":
            return bool(_one_of({"yes": True, "no": False}, value))
        case "choice":
            words: dict[str, object] = {choice.label: choice.value for choice in row.choices}
            return str(_one_of(words, value))
        case _:
            return check_value(row.id, _shown(value))


def _field(field: Field, value: object) -> Any:
    if field.attribute == "on":
        return _date(value)
    if field.words is not None:
        if field.several:
            return [_one_of(field.words, part.strip()) for part in str(value).split(";") if part.strip()]
        return _one_of(field.words, value)
    if field.measured or field.attribute in ("name", "description"):
        kept: object = _shown(value)
    else:
        number = _number(value, field.unit)
        kept = int(number) if number.is_integer() else number
    if field.measured:
        checked(Measurement, {"value": 0, field.attribute: kept})
    else:
        checked(Task, {"name": "x", "kind": "other", field.attribute: kept})
    return kept


def _one_of(words: Any, value: object) -> object:
    """The value that a word stands for, whatever its case and signs."""
    if isinstance(value, bool):
        value = "yes" if value else "no"
    asked = normal(_shown(value))
    if set(words) == {"yes", "no"} and asked in (*_YES, *_NO):
        return asked in _YES
    for word, kept in words.items():
        if asked in (normal(word), normal(str(kept))):
            return kept
    raise InputError(f"{_quoted(value)} is not one of: {'; '.join(words)}")


def _number(value: object, unit: str) -> float:
    """A number as a person or a program writes it; a clock time where the unit is one of time."""
    minutes = _clock_minutes(value) if unit in ("min", "h") else None
    if minutes is not None:
        return minutes if unit == "min" else minutes / 60
    if isinstance(value, datetime | date | time | timedelta):
        raise InputError(f"{_quoted(value)} is a date or a time, not a number; format the cell as a number")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    text = str(value).replace("\u00a0", " ").replace("−", "-").strip()
    if "," in text and _THOUSANDS.fullmatch(text):
        raise InputError(f"{_quoted(value)} can be read in two ways; write it without a comma")
    if not _NUMBER.fullmatch(text):
        raise InputError(f"{_quoted(value)} is not a number")
    return float(text.replace(",", "."))


def _clock_minutes(value: object) -> float | None:
    if isinstance(value, timedelta):
        return value.total_seconds() / 60
    if isinstance(value, time):
        return value.hour * 60 + value.minute + value.second / 60
    written = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    return None if written is None else int(written[1]) * 60.0 + int(written[2])


def _date(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, int | float) and not isinstance(value, bool):
        if _FIRST_SERIAL <= value <= _LAST_SERIAL:
            day = from_excel(value)
            if isinstance(day, datetime):
                return day.date()
        raise InputError(f"{_quoted(value)} is not a date; write it as 2026-01-31")
    try:
        return date.fromisoformat(_shown(value).strip())
    except ValueError:
        raise InputError(f"{_quoted(value)} is not a date; write it as 2026-01-31") from None


def _shown(value: object) -> str:
    """A cell as text: a number without a tail of zeros, a date year first."""
    if value is None:
        return ""
    if isinstance(value, datetime) and value.time() == time(0):
        return value.date().isoformat()
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value)


def _quoted(value: object) -> str:
    text = _shown(value)
    return f"'{text}'" if len(text) <= SHOWN_CHARACTERS else f"'{text[:SHOWN_CHARACTERS]}…'"
