"""The cells of an .xlsx or .csv file, read without trusting it: told by its content, under limits, no formula run."""

import csv
import zipfile
from dataclasses import dataclass
from enum import Enum
from io import BytesIO, StringIO
from itertools import islice
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell

from ergo.errors import InputError

SHEET = "Tasks"
"""The sheet that is read; the first one where none is called so."""

MOST_BYTES = 2_000_000
MOST_UNPACKED_BYTES = 10_000_000
MOST_PARTS = 200
MOST_ROWS = 500
MOST_FORMATTED_ROWS = 1000
"""Rows that may hold a format below the tasks, as a sheet does that was formatted further down than it was filled."""

MOST_COLUMNS = 250

_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class Trouble(Enum):
    """Why a cell has no value that can be taken."""

    FORMULA = "formula"
    MERGED = "merged"


@dataclass(frozen=True)
class Cell:
    """The value of a cell as the file has it, or the trouble with it."""

    value: Any
    trouble: Trouble | None = None


def read_cells(data: bytes) -> list[list[Cell]]:
    """The rows of the sheet of tasks, from the first one.

    Raises
    ------
    InputError
        When the file is too large, of another kind, or damaged.
    """
    if len(data) > MOST_BYTES:
        raise _refused(f"The file has {len(data) / 1e6:.1f} MB; at most {MOST_BYTES / 1e6:.0f} MB are read.")
    if data.startswith(_OLD_EXCEL):
        raise _refused("This is an old Excel file or one with a password. Save it as .xlsx without one.")
    rows = _from_xlsx(data) if data.startswith(_ZIP) else _from_csv(data)
    while rows and all(cell == Cell(None) for cell in rows[-1]):
        rows.pop()
    if len(rows) > MOST_ROWS:
        raise _too_long()
    return rows


def _from_xlsx(data: bytes) -> list[list[Cell]]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as parts:
            sizes = [part.file_size for part in parts.infolist()]
        if sum(sizes) > MOST_UNPACKED_BYTES or len(sizes) > MOST_PARTS:
            raise _refused("The file unpacks to far more than a sheet of tasks; it is not read.")
        written, results = (_sheet(load_workbook(BytesIO(data), data_only=kept)) for kept in (False, True))
        if written.max_row > MOST_FORMATTED_ROWS:
            raise _too_long()
        _check_width(written.max_column)
        corner = {"max_row": written.max_row, "max_col": written.max_column}
        return [
            [_cell(cell, result.value) for cell, result in zip(row, kept, strict=True)]
            for row, kept in zip(written.iter_rows(**corner), results.iter_rows(**corner), strict=True)
        ]
    except InputError:
        raise
    except Exception as error:  # a damaged workbook fails in many ways
        raise _refused("The file is damaged or no Excel workbook.") from error


def _sheet(workbook: Any) -> Any:
    return workbook[SHEET] if SHEET in workbook.sheetnames else workbook.worksheets[0]


def _cell(cell: Any, result: Any) -> Cell:
    if isinstance(cell, MergedCell):
        return Cell(None, Trouble.MERGED)
    if cell.data_type == "f" and result is None:
        return Cell(str(getattr(cell.value, "text", cell.value)), Trouble.FORMULA)
    return Cell(result)


def _from_csv(data: bytes) -> list[list[Cell]]:
    text = decoded(data)
    if "\x00" in text:
        raise _refused("The file is neither an .xlsx workbook nor a text with columns (.csv).")
    first = text.lstrip().partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
        rows = list(islice(reader, MOST_ROWS + 1))
    except csv.Error as error:
        raise _refused(f"The text cannot be read as columns: {error}.") from error
    _check_width(max(map(len, rows), default=0))
    return [[Cell(value or None) for value in row] for row in rows]


def decoded(data: bytes) -> str:
    """A file as text.

    Raises
    ------
    InputError
        When it is no text.
    """
    encodings = ("utf-16",) if data.startswith(_UTF_16) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _refused("The file is neither an .xlsx workbook nor a text with columns (.csv).")


def _check_width(columns: int) -> None:
    if columns > MOST_COLUMNS:
        raise _refused(
            f"The sheet has {columns} columns, if only with formats; at most {MOST_COLUMNS} are read."
        )


def _too_long() -> InputError:
    return _refused(
        f"The sheet goes on past row {MOST_ROWS}, if only with formats. Delete the rows below the tasks, or split it."
    )


def _refused(why: str) -> InputError:
    return InputError(why, field="file")
