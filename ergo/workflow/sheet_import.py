"""A weekly sheet that was filled in on a computer, read back into the case."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook

from ergo.errors import InputError
from ergo.knowledge.reviews import sheet_problems
from ergo.model.record import SheetDay, SheetProblem, WeeklySheet
from ergo.reports.workbook import HEADS, SHEET

_MARK = re.compile(r"Plan (\S+), version (\d+), week of (\d{4}-\d{2}-\d{2})")
_MOST_BYTES = 2_000_000
_MOST_ROWS = 40


def read_weekly_sheet(data: bytes) -> WeeklySheet:
    """The weekly sheet in a workbook that `ergo.reports.workbook.weekly_sheet_workbook` made and somebody filled in.

    An empty cell is not known; a day without any entry is left out.

    Raises
    ------
    InputError
        When it is no such workbook, or a value is out of its range, naming day and column.
    """
    rows = _rows(data)
    marked = next(
        (_MARK.fullmatch(str(row[0])) for row in rows[:5] if row and _MARK.fullmatch(str(row[0]))), None
    )
    heads = next((n for n, row in enumerate(rows) if tuple(row[: len(HEADS)]) == HEADS), None)
    if marked is None or heads is None:
        raise InputError(
            "This is not a weekly sheet of this program: its first lines or its headings were changed.",
            field="file",
        )
    days = [day for row in rows[heads + 1 :] if (day := _day(row)) is not None]
    return WeeklySheet(monday=date.fromisoformat(marked[3]), days=days)


def _rows(data: bytes) -> list[Sequence[Any]]:
    if len(data) > _MOST_BYTES:
        raise InputError(
            f"The file has {len(data) / 1e6:.0f} MB; a weekly sheet has at most 2.", field="file"
        )
    try:
        workbook = load_workbook(BytesIO(data), read_only=True, data_only=True)
    except (BadZipFile, KeyError, ValueError, OSError) as error:
        raise InputError("The file is damaged or no workbook (.xlsx).", field="file") from error
    if SHEET not in workbook.sheetnames:
        raise InputError(f"The workbook has no sheet “{SHEET}”.", field="file")
    return [row for row in workbook[SHEET].iter_rows(max_row=_MOST_ROWS, values_only=True) if any(row)]


def _day(row: Sequence[Any]) -> SheetDay | None:
    on, _, worked, _, why, rating, problem = (*row, *[None] * len(HEADS))[: len(HEADS)]
    if not isinstance(on, datetime) or all(cell in (None, "") for cell in (worked, why, rating, problem)):
        return None
    day = on.date()
    hours = _number(day, HEADS[2], worked, 24)
    return SheetDay(
        date=day,
        worked_min=None if hours is None else round(hours * 60),
        note=str(why or "").strip(),
        function_0_10=_number(day, HEADS[5], rating, 10),
        problem=_problem(day, problem),
    )


def _number(day: date, head: str, cell: Any, high: float) -> float | None:
    if cell in (None, ""):
        return None
    try:
        value = float(str(cell).replace(",", "."))
    except ValueError as error:
        raise InputError(
            f"{day:%d %B}: {head} is '{cell}', not a number.", item=str(day), field=head, value=cell
        ) from error
    if not 0 <= value <= high:
        raise InputError(item=f"{day:%d %B}", field=head, value=value, low=0, high=high)
    return value


def _problem(day: date, cell: Any) -> SheetProblem:
    if cell in (None, ""):
        return SheetProblem.NONE
    found = next((row.id for row in sheet_problems().values() if row.label == str(cell).strip()), None)
    if found is None:
        known = ", ".join(row.label for row in sheet_problems().values())
        raise InputError(
            f"{day:%d %B}: '{cell}' is no problem of the list; there are: {known}.",
            item=str(day),
            field=HEADS[6],
            value=cell,
        )
    return SheetProblem(found)
