"""A weekly sheet that was filled in on a computer, read back into the case."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from ergo.analysis.progress import blank_sheet, sheet_of
from ergo.errors import InputError
from ergo.knowledge.reviews import sheet_problems
from ergo.model.case import Case
from ergo.model.record import SheetDay, SheetProblem, WeeklySheet
from ergo.reports.workbook import HEADS, SHEET
from ergo.workflow.filled_workbook import filled_rows

_MARK = re.compile(r"Plan (\S+), version (\d+), week of (\d{4}-\d{2}-\d{2})")


def read_weekly_sheet(data: bytes) -> WeeklySheet:
    """The weekly sheet in a workbook that `ergo.reports.workbook.weekly_sheet_workbook` made and somebody filled in.

    An empty cell is not known; a day without any entry is left out.

    Raises
    ------
    InputError
        When it is no such workbook, or a value is out of its range, naming day and column.
    """
    marked, rows = filled_rows(data, SHEET, _MARK, HEADS)
    days = [day for row in rows if (day := _day(row)) is not None]
    return WeeklySheet(monday=date.fromisoformat(marked[3]), days=days)


def take_in(case: Case, read: WeeklySheet) -> None:
    """Put a sheet that was read back into the case: the days that it speaks of replace what was entered for them.

    Raises InputError when the plan has no such week, or the sheet says nothing.
    """
    week = next((w for w in case.plan.weeks if w.monday == read.monday), None) if case.plan else None
    if week is None:
        raise InputError(
            f"The sheet is of the week of {read.monday:%d %B %Y}, which is not in the plan.", field="week"
        )
    if not read.days:
        raise InputError("The sheet is still empty.", field="file")
    kept = sheet_of(case, read.monday)
    if kept is None:
        kept = blank_sheet(week)
        case.weekly_sheets.append(kept)
    days = {day.date: day for day in kept.days} | {day.date: day for day in read.days}
    kept.days = [days[on] for on in sorted(days)]


def _day(row: Sequence[Any]) -> SheetDay | None:
    on, _, worked, _, why, rating, problem = row
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
