"""Sheets of tasks that are handed out: an empty one to fill in, and the rows that could not be taken."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from ergo.knowledge.quantities import Quantity
from ergo.model.base import HowKnown
from ergo.units import UnitSystem, display_unit, to_display
from ergo.workflow.job_cells import SHEET
from ergo.workflow.job_columns import Field, fields, heading_of, typed_quantities, usual_quantities
from ergo.workflow.job_import import Sheet

_EXAMPLE: dict[str, Any] = {
    "name": "Pick from the lowest shelf",
    "kind": "Lifting and lowering",
    "importance": "essential",
    "minutes_per_shift": 120,
    "may_be_extended": "no",
    "how": HowKnown.MEASURED.value,
    "on": "2026-01-31",
    "lift.load_kg": 8.0,
    "lift.load_max_kg": 12.0,
    "lift.h_origin_cm": 40.0,
    "lift.v_origin_cm": 20.0,
    "lift.h_dest_cm": 40.0,
    "lift.v_dest_cm": 90.0,
    "lift.freq_per_min": 2.0,
    "lift.coupling": "Fair",
}
_WIDTH = 22
_HEADING = Font(bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def empty_sheet(system: UnitSystem = UnitSystem.METRIC) -> bytes:
    """A workbook to fill in, as .xlsx: a sheet with the headings, one with an example row, one with what each takes.

    Numbers are asked for in the units of ``system``. Columns that are not needed can be deleted, and any other
    quantity of the last sheet can be added.
    """
    workbook = Workbook()
    columns: list[Field | Quantity] = [*fields(), *usual_quantities()]
    headings = [heading_of(about, system) for about in columns]
    tasks = workbook.active
    tasks.title = SHEET
    fill(tasks, [headings])
    fill(workbook.create_sheet("Example"), [headings, [_example(about, system) for about in columns]])
    everything: list[Field | Quantity] = [*fields(), *typed_quantities()]
    rows = [[heading_of(about, system), allowed(about, system), about.help] for about in everything]
    fill(workbook.create_sheet("Columns"), [["Heading", "What it takes", "How it is found"], *rows])
    return written(workbook)


def rows_left(sheet: Sheet) -> bytes:
    """The rows of a sheet that have a mistake, with their reasons, as a workbook to correct and to read again."""
    workbook = Workbook()
    tasks = workbook.active
    tasks.title = SHEET
    reason = "What is wrong"
    rows = [
        [*(row.cells.get(heading, "") for heading in sheet.headings), "; ".join(row.mistakes)]
        for row in sheet.bad_rows
    ]
    fill(tasks, [[*sheet.headings, reason], *rows])
    return written(workbook)


def _example(about: Field | Quantity, system: UnitSystem) -> object:
    value = _EXAMPLE.get(about.attribute if isinstance(about, Field) else about.id)
    if isinstance(value, float):
        return round(float(to_display(value, about.unit, system)), 1)
    return value


def allowed(about: Field | Quantity, system: UnitSystem) -> str:
    """What a cell of a column takes, in the words that are read."""
    if isinstance(about, Field):
        if about.words is not None:
            return "; ".join(about.words)
        return "a number" if about.unit or about.attribute == "times_per_week" else "text"
    match about.kind:
        case "number":
            low, high = (
                round(float(to_display(end, about.unit, system)), 1) for end in (about.low, about.high)
            )
            return f"{low:g} to {high:g} {display_unit(about.unit, system)}".rstrip()
        case "choice":
            return "; ".join(choice.label for choice in about.choices)
        case "flag":
            return "yes; no"
        case _:
            return "text"


def fill(sheet: Any, rows: Iterable[Sequence[object]]) -> None:
    """Write rows; a text is always written as a text, also where it begins like a formula."""
    for number, row in enumerate(rows, start=1):
        for index, value in enumerate(row, start=1):
            cell = sheet.cell(number, index)
            if isinstance(value, str):
                cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
                cell.data_type = "s"
                cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
            else:
                cell.value = value
            cell.alignment = _WRAPPED
            if number == 1:
                cell.font = _HEADING
                sheet.column_dimensions[get_column_letter(index)].width = _WIDTH
    sheet.freeze_panes = "B2"


def written(workbook: Workbook) -> bytes:
    """The workbook as the content of an .xlsx file."""
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()
