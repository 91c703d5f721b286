"""Reading a workbook of this program that somebody filled in: its sheet, its mark, the rows below its headings."""

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook

from ergo.errors import InputError

_MOST_BYTES = 2_000_000
_MOST_ROWS = 40
_MARKED_WITHIN = 5


def filled_rows(
    data: bytes, sheet: str, mark: re.Pattern[str], heads: Sequence[str]
) -> tuple[re.Match[str], list[Sequence[Any]]]:
    """What the mark of a sheet says, and its rows, each as wide as its headings.

    Raises InputError when the bytes are no such workbook, or its first lines or headings were changed.
    """
    rows = _rows(data, sheet)
    marked = next((m for row in rows[:_MARKED_WITHIN] if row and (m := mark.fullmatch(str(row[0])))), None)
    at = next((n for n, row in enumerate(rows) if tuple(row[: len(heads)]) == tuple(heads)), None)
    if marked is None or at is None:
        raise InputError(
            f"This is not a sheet “{sheet}” of this program: its first lines or its headings were changed.",
            field="file",
        )
    return marked, [(*row, *[None] * len(heads))[: len(heads)] for row in rows[at + 1 :]]


def _rows(data: bytes, sheet: str) -> list[Sequence[Any]]:
    if len(data) > _MOST_BYTES:
        raise InputError(f"The file has {len(data) / 1e6:.0f} MB; such a sheet has at most 2.", field="file")
    try:
        workbook = load_workbook(BytesIO(data), read_only=True, data_only=True)
    except (BadZipFile, KeyError, ValueError, OSError) as error:
        raise InputError("The file is damaged or no workbook (.xlsx).", field="file") from error
    if sheet not in workbook.sheetnames:
        raise InputError(f"The workbook has no sheet “{sheet}”.", field="file")
    return [row for row in workbook[sheet].iter_rows(max_row=_MOST_ROWS, values_only=True) if any(row)]
