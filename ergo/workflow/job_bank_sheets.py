"""A job bank as a sheet that is handed in and handed back: read without trusting it, scored, written without formulas.

A file is told by its content and read under limits; names and formulas of it are never used.
"""

import csv
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from itertools import count
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from ergo.errors import InputError
from ergo.knowledge.quantities import Quantity
from ergo.methods import load, method_ids
from ergo.methods.base import Method
from ergo.methods.result import Severity
from ergo.units import UnitSystem, display_unit, from_display, to_display
from ergo.workflow.job_bank import BAND, FINDINGS, JOB, PARTED, PROBLEM, SCORE, Tally, score_table
from ergo.workflow.job_bank_files import whole_jobs
from ergo.workflow.job_cells import SHEET, decoded
from ergo.workflow.job_columns import column_of, heading_of, normal
from ergo.workflow.job_sheet import allowed, fill, written

MOST_BYTES = 20_000_000
MOST_UNPACKED_BYTES = 200_000_000
MOST_PARTS = 500
MOST_ROWS = 100_000
MOST_COLUMNS = 250
BINS = 24
JOB_HEADING = "Job"

_PIECE_ROWS = 5_000
_ZIP, _OLD_EXCEL, _PARQUET = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Fit:
    """How well the columns of a table fit a method: inputs found, and required ones that are missing."""

    method: Method
    found: tuple[str, ...]
    missing: tuple[str, ...]


class _QuantityColumn(NamedTuple):
    """What a column is about, and the units of its numbers."""

    about: Quantity
    system: UnitSystem


@dataclass(frozen=True)
class Told:
    """What a finding says, and of how many rows."""

    sentence: str
    severity: Severity
    rows: int


@dataclass(frozen=True)
class Scored:
    """A bank as it was given, its rows with their results, and what came of it."""

    method: Method
    given: pd.DataFrame
    table: pd.DataFrame
    tally: Tally

    def told(self) -> list[Told]:
        """The findings in words, what withholds a score first, then the most frequent."""
        codes = Counter(code for cell in self.table[FINDINGS] if cell for code in cell.split(PARTED))
        texts = {code: self.method.findings[code] for code in codes}
        rows = [Told(texts[code].text, texts[code].severity, number) for code, number in codes.items()]
        return sorted(rows, key=lambda told: (list(Severity).index(told.severity), -told.rows))

    def to_read(self, system: UnitSystem) -> pd.DataFrame:
        """The rows as they were given, and beside them what came of each: by its label, in the units of a person."""
        figure, terms = self.method.figure, self.method.terms
        shown = {SCORE: (figure.label, figure.unit), BAND: ("Band", "")}
        shown |= {name: (terms[name].label, terms[name].unit) for name in self.table.columns if name in terms}
        shown |= {FINDINGS: ("What limits the score", ""), PROBLEM: ("What is wrong", "")}
        table = self.given.reset_index(drop=True)
        for name, (label, unit) in shown.items():
            own = display_unit(unit, system)
            heading = _free(f"{label} ({own})" if own else label, table.columns)
            table[heading] = self._column_to_read(name, unit, system)
        return table

    def _column_to_read(self, name: str, unit: str, system: UnitSystem) -> "pd.Series[Any]":
        column = self.table[name]
        if name == FINDINGS:
            texts = {code: finding.text for code, finding in self.method.findings.items()}
            return column.map(lambda cell: " ".join(texts[code] for code in cell.split(PARTED) if code))
        if column.dtype.kind != "f":
            return column
        return pd.Series(to_display(column.to_numpy(), unit, system))

    def distribution(self) -> list[tuple[float, float, int]]:
        """Rows by score: from, to and number of each range; the last one also takes the highest hundredth."""
        scores = self.table[SCORE].to_numpy(dtype=float)
        scores = scores[np.isfinite(scores)]
        if not scores.size:
            return []
        top = float(np.quantile(scores, 0.99))
        counts, edges = np.histogram(np.minimum(scores, top), bins=BINS)
        return [
            (float(low), float(high), int(count))
            for low, high, count in zip(edges, edges[1:], counts, strict=False)
        ]


def read_bank(data: bytes) -> pd.DataFrame:
    """The rows of an .xlsx, .csv or .parquet file.

    Parameters
    ----------
    data : bytes
        The whole file, at most 20 MB and 100,000 rows. The first row of a sheet holds the headings; of several sheets
        the one called "Tasks" is read, else the first.

    Returns
    -------
    DataFrame
        One row a task, cells as they stand.

    Raises
    ------
    InputError
        When the file is too large, of another kind, damaged or empty, or a heading stands twice.
    """
    if len(data) > MOST_BYTES:
        raise _refused(f"The file has {len(data) / 1e6:.0f} MB; at most {MOST_BYTES / 1e6:.0f} MB are read.")
    if data.startswith(_OLD_EXCEL):
        raise _refused("This is an old Excel file or one with a password. Save it as .xlsx without one.")
    try:
        if data.startswith(_ZIP):
            table = _from_xlsx(data)
        elif data.startswith(_PARQUET):
            table = _from_parquet(data)
        else:
            table = _from_csv(data)
    except InputError:
        raise
    except Exception as error:  # a damaged file fails in many ways
        raise _refused("The file is damaged, or no sheet: .xlsx, .csv and .parquet are read.") from error
    if not len(table):
        raise _refused("The file holds no row below its headings.")
    return table


def _from_xlsx(data: bytes) -> pd.DataFrame:
    with zipfile.ZipFile(BytesIO(data)) as parts:
        sizes = [part.file_size for part in parts.infolist()]
    if sum(sizes) > MOST_UNPACKED_BYTES or len(sizes) > MOST_PARTS:
        raise _refused("The file unpacks to far more than a job bank; it is not read.")
    workbook = load_workbook(BytesIO(data), read_only=True, data_only=True)
    sheet = workbook[SHEET] if SHEET in workbook.sheetnames else workbook.worksheets[0]
    rows = sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1)
    return _table(next(rows, ()), rows)


def _from_csv(data: bytes) -> pd.DataFrame:
    text = decoded(data)
    if "\x00" in text:
        raise _refused("The file is neither .xlsx nor .parquet, nor a text with columns (.csv).")
    first = text.lstrip().partition("\n")[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    return _table(next(reader, ()), reader)


def _from_parquet(data: bytes) -> pd.DataFrame:
    import pyarrow.parquet as pq  # only a Parquet file waits for it

    file = pq.ParquetFile(BytesIO(data))
    groups = [file.metadata.row_group(number) for number in range(file.metadata.num_row_groups)]
    if sum(group.total_byte_size for group in groups) > MOST_UNPACKED_BYTES:
        raise _refused("The file unpacks to far more than a job bank; it is not read.")
    _check_headings(file.schema_arrow.names)
    _check_rows(file.metadata.num_rows)
    table: pd.DataFrame = file.read().to_pandas(ignore_metadata=True)
    return table


def _table(headings: Sequence[object], rows: Iterable[Sequence[object]]) -> pd.DataFrame:
    names = ["" if heading is None else str(heading).strip() for heading in headings]
    _check_headings([name for name in names if name])
    kept = [place for place, name in enumerate(names) if name]
    cells: list[list[object]] = []
    empty = 0  # rows that only a later row below them makes part of the table: each keeps its number
    for row in rows:
        if not any(cell not in (None, "") for cell in row):
            empty += 1
            continue
        _check_rows(len(cells) + empty + 1)
        cells += [[None] * len(kept)] * empty
        cells.append([row[place] if place < len(row) else None for place in kept])
        empty = 0
    return pd.DataFrame(cells, columns=[names[place] for place in kept], dtype=object)


def _check_headings(names: Sequence[str]) -> None:
    if len(names) > MOST_COLUMNS:
        raise _refused(f"The sheet has more than {MOST_COLUMNS} columns.")
    if not names:
        raise _refused("The first row holds no headings.")
    twice = next((name for name, number in Counter(names).items() if number > 1), None)
    if twice is not None:
        raise InputError(f"Column “{twice}” stands twice in the sheet.", field=twice)


def _check_rows(rows: int) -> None:
    if rows > MOST_ROWS:
        raise _refused(
            f"The file has more than {MOST_ROWS:,} rows. The command “python -m ergo score” takes any number."
        )


def _refused(why: str) -> InputError:
    return InputError(why, field="file")


def fits(columns: Sequence[str]) -> list[Fit]:
    """The methods by how well the columns of a table fit them: nothing missing and most inputs found first."""
    meant = {name: column.about.id for name in columns if (column := _quantity_column(name)) is not None}
    known = {*columns, *meant.values(), *(JOB for name in columns if normal(name) == JOB)}
    found = [_fit(load(method_id), known) for method_id in method_ids()]
    return sorted(found, key=lambda fit: (len(fit.missing), -len(fit.found)))


def _fit(method: Method, known: set[str]) -> Fit:
    needed = method.inputs.required()
    here = [name for name, row in method.inputs.quantities().items() if known & {name, row.id}]
    missing = [name for name in needed if name not in here]
    if method.parts and JOB not in known:
        missing.append(JOB)
    return Fit(method, tuple(here), tuple(missing))


def column_words(method: Method, name: str, system: UnitSystem) -> str:
    """What a column that a method needs is called in its sheet: "Usual load (kg)"."""
    return JOB_HEADING if name == JOB else heading_of(method.inputs.quantities()[name], system)


def _quantity_column(heading: str) -> _QuantityColumn | None:
    """The quantity that a heading means, and the units of its numbers; None where it means none."""
    column = column_of(heading)
    if column is None or not isinstance(column.about, Quantity):
        return None
    return _QuantityColumn(column.about, column.system)


def understood(method: Method, table: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, UnitSystem]]:
    """The rows with the columns as a method calls them, in metric units; and for each input the units it came in.

    Parameters
    ----------
    method : Method
        The method that is to score them.
    table : DataFrame
        A column is an input by the method's field, by its quantity, or by its label, with or without a unit:
        "load_kg", "lift.load_kg", "Usual load (lb)". Other columns are carried along.

    Raises
    ------
    InputError
        For a unit in which a quantity is not given.
    """
    names = {row.id: name for name, row in method.inputs.quantities().items()}
    taken = {*names, *names.values()} & set(table.columns)
    known = table.copy(deep=False)
    renamed: dict[Any, str] = {}
    typed = {}
    for heading in table.columns:
        if heading in taken:
            continue
        column = _quantity_column(heading)
        name = None if column is None else names.get(column.about.id)
        if method.parts and normal(heading) == JOB:
            renamed[heading] = JOB
        elif column is not None and name is not None and name not in renamed.values():
            renamed[heading] = name
            typed[name] = column.system
            known[heading] = _metric(known[heading], column)
    return known.rename(columns=renamed), typed


def _metric(cells: "pd.Series[Any]", column: _QuantityColumn) -> "pd.Series[Any]":
    """Numbers in metric units; what is no number stays as it is and is refused with its row."""
    if column.system is UnitSystem.METRIC or column.about.kind != "number":
        return cells
    numbers = pd.to_numeric(cells, errors="coerce")
    metric = from_display(numbers.to_numpy(dtype=float), column.about.unit, column.system)
    return cells.where(numbers.isna(), pd.Series(metric, index=cells.index, dtype=object))


def empty_bank(method: Method, system: UnitSystem) -> bytes:
    """A workbook to fill in, as .xlsx: a sheet with the columns of a method, and one that says what each takes."""
    workbook = Workbook()
    tasks = workbook.active
    tasks.title = SHEET
    needed = method.inputs.required()
    rows = [
        [heading_of(row, system), allowed(row, system), "yes" if name in needed else "if known", row.help]
        for name, row in method.inputs.quantities().items()
    ]
    if method.parts:
        about = f"Rows with the same entry that follow each other are the {method.parts} of one job."
        rows.insert(0, [JOB_HEADING, "text", "yes", about])
    fill(tasks, [["Place", *(row[0] for row in rows)]])
    fill(workbook.create_sheet("Columns"), [["Column", "What it takes", "Needed", "How it is found"], *rows])
    return written(workbook)


def score_bank(
    method_id: str, table: pd.DataFrame, progress: Callable[[float], None] = lambda share: None
) -> Scored:
    """Score a bank in pieces.

    Parameters
    ----------
    method_id : str
        One of `ergo.methods.method_ids`.
    table : DataFrame
        As `understood` takes it.
    progress : callable
        Told the share of rows that are scored so far, 0 to 1.

    Raises
    ------
    InputError
        When a column is missing or called as a result.
    """
    method = load(method_id)
    inputs, typed = understood(method, table)
    cut = (inputs.iloc[start : start + _PIECE_ROWS] for start in range(0, len(inputs), _PIECE_ROWS))
    tally, scored = Tally(), []
    for piece in whole_jobs(cut) if method.parts else cut:
        scored.append(score_table(method_id, piece, typed))
        tally.add(scored[-1])
        progress(tally.rows / len(table))
    return Scored(method, table, pd.concat(scored, ignore_index=True), tally)


def as_csv(table: pd.DataFrame) -> bytes:
    """A table as .csv. A text that a spreadsheet would take for a formula has an apostrophe before it."""
    safe = table.map(lambda cell: f"'{cell}" if _like_formula(cell) else cell)
    safe.columns = [f"'{name}" if _like_formula(name) else name for name in safe.columns]
    return b"\xef\xbb\xbf" + safe.to_csv(index=False).encode()


def _free(heading: str, taken: Iterable[str]) -> str:
    """A heading that no column has yet."""
    names = set(taken)
    others = (f"{heading} {number}" for number in count(2))
    return heading if heading not in names else next(name for name in others if name not in names)


def _like_formula(cell: object) -> bool:
    if not isinstance(cell, str) or not cell.startswith(_FORMULA_STARTS):
        return False
    try:
        float(cell)
    except ValueError:
        return True
    return False


def as_xlsx(table: pd.DataFrame) -> bytes:
    """A table as .xlsx. A text is always a text, also where it begins like a formula."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Scored")
    sheet.append([_cell(sheet, name) for name in table.columns])
    for row in table.itertuples(index=False, name=None):
        sheet.append([_cell(sheet, value) for value in row])
    return written(workbook)


def _cell(sheet: Any, value: Any) -> Any:
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or (isinstance(value, float) and not np.isfinite(value)):
        return None
    if isinstance(value, bool | int | float):
        return value
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", str(value))[:32_767])
    cell.data_type = "s"
    return cell
