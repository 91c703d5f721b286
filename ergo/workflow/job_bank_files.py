"""A bank of tasks from file to file: read, scored and written in pieces, so that its size does not matter.

One engine scores the pieces one after the other; the other hands them to a Dask cluster and writes what comes back in
the order of the file. Both run the same function on the same pieces and give the same file.
"""

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from enum import StrEnum
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

import pandas as pd

from ergo.errors import InputError
from ergo.methods import load
from ergo.workflow.job_bank import JOB, SCORE, Tally, score_table

PIECE_ROWS = 50_000
_PIECES_AHEAD = 4
_ANSWERS_WITHIN_S = 5
_CSV, _JSON, _LINES, _PARQUET = ".csv", ".json", ".jsonl", ".parquet"
_ENDINGS = (_CSV, _JSON, _LINES, _PARQUET)

Progress = Callable[[int], None]
"""Told the rows that are written so far."""


class Engine(StrEnum):
    """Where the pieces are scored."""

    LOCAL = "local"
    DASK = "dask"


def is_table(source: Path, target: Path) -> bool:
    """Whether a file is read or written as a table; from JSON to JSON a result is written whole, step by step."""
    return any(path.suffix in _ENDINGS and path.suffix != _JSON for path in (source, target))


def rows_about(source: Path) -> int:
    """About how many rows a file holds, for the progress of long work; 0 where that is not known beforehand."""
    try:
        if source.suffix == _PARQUET:
            import pyarrow.parquet as pq

            return int(pq.read_metadata(source).num_rows)
        if source.suffix in (_CSV, _LINES):
            with source.open("rb") as file:
                return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
    except (OSError, ValueError):
        return 0
    return 0


def score_file(
    method_id: str,
    source: Path,
    target: Path,
    *,
    strict: bool = False,
    engine: Engine = Engine.LOCAL,
    cluster: str | None = None,
    piece_rows: int = PIECE_ROWS,
    progress: Progress = lambda rows: None,
) -> Tally:
    """Score a file of tasks and write them with their results.

    Parameters
    ----------
    method_id : str
        One of `ergo.methods.method_ids`.
    source, target : Path
        CSV (.csv), JSON list (.json), JSON lines (.jsonl) or Parquet (.parquet); the columns are those of
        `ergo.workflow.job_bank.score_table`. A JSON list is read whole; the others never are.
    strict : bool
        Stop at the first bad row; nothing is written then.
    engine : Engine
        Score here, or on a Dask cluster.
    cluster : str, optional
        Address of a Dask scheduler; without it a cluster is started on this computer.
    piece_rows : int
        Rows that are held at a time.
    progress : callable
        Told the number of rows written so far.

    Returns
    -------
    Tally
        What came of it.

    Raises
    ------
    InputError
        For a file that cannot be read or written, a missing column, or with ``strict`` the first bad row.
    """
    for path in (source, target):
        if path.suffix not in _ENDINGS:
            raise InputError(
                f"{path.name} ends with none of {', '.join(_ENDINGS)}.", field="file", value=path.name
            )
    if source.resolve() == target.resolve():
        raise InputError("The results would be written over the tasks: choose another file.", field="--out")
    tally = Tally()
    draft = target.with_name(f"{target.name}.part")
    try:
        with ExitStack() as opened, _Writer(draft, target.suffix, typed=source.suffix == _PARQUET) as write:
            pieces = (
                whole_jobs(_read(source, piece_rows)) if load(method_id).parts else _read(source, piece_rows)
            )
            work = partial(score_table, method_id)
            scored = (
                map(work, pieces)
                if engine is Engine.LOCAL
                else opened.enter_context(_Dask(cluster)).map(work, pieces)
            )
            for piece in scored:
                tally.add(piece)
                if strict and tally.bad:
                    bad = tally.bad[0]
                    raise InputError(f"row {bad.row}: {bad.reason}", row=bad.row)
                write(piece)
                progress(tally.rows)
        draft.replace(target)
    except OSError as error:
        raise InputError(
            f"{error.filename or source} cannot be read or written: {error.strerror}."
        ) from error
    finally:
        draft.unlink(missing_ok=True)
    return tally


def _read(source: Path, piece_rows: int) -> Iterator[pd.DataFrame]:
    """The rows of a file in pieces."""
    try:
        if source.suffix == _CSV:
            yield from pd.read_csv(
                source, chunksize=piece_rows, dtype=str, keep_default_na=False, encoding="utf-8-sig"
            )
        elif source.suffix == _LINES:
            yield from pd.read_json(source, lines=True, chunksize=piece_rows, dtype=False)
        elif source.suffix == _PARQUET:
            import pyarrow.parquet as pq

            for batch in pq.ParquetFile(source).iter_batches(batch_size=piece_rows):
                yield batch.to_pandas()
        else:
            rows = json.loads(source.read_text(encoding="utf-8-sig"))
            if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
                raise InputError(
                    "The file is not a list of tasks, each a group of names and values.", field="file"
                )
            for start in range(0, len(rows), piece_rows):
                yield pd.DataFrame(rows[start : start + piece_rows])
    except InputError:
        raise
    except ValueError as error:  # what pandas, JSON and Parquet say of a damaged file
        raise InputError(
            f"{source.name} is damaged or of another kind: {str(error).splitlines()[0]}.", field="file"
        ) from error


def whole_jobs(pieces: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """The pieces cut so that no job is parted."""
    waiting: pd.DataFrame | None = None
    for piece in pieces:
        rows = piece if waiting is None else pd.concat([waiting, piece], ignore_index=True)
        if JOB not in rows.columns:
            yield rows
            continue
        last = len(rows) - sum(1 for _ in next(groupby(reversed(rows[JOB].astype(str).tolist())))[1])
        if last:
            yield rows.iloc[:last]
        waiting = rows.iloc[last:].reset_index(drop=True)
    if waiting is not None:
        yield waiting


class _Writer:
    """Writes pieces to a file of a kind; the columns are those of the first piece."""

    def __init__(self, path: Path, kind: str, *, typed: bool) -> None:
        self.path, self.kind, self.typed = path, kind, typed
        self.pieces = 0
        self.file: Any = None
        self.schema: Any = None

    def __enter__(self) -> Callable[[pd.DataFrame], None]:
        if self.kind in (_JSON, _LINES):
            self.file = self.path.open("w", encoding="utf-8", newline="")
        return self._write_lines if self.kind in (_JSON, _LINES) else self._write_columns

    def __exit__(self, *_: object) -> None:
        if self.kind == _JSON:
            self.file.write("\n]\n" if self.pieces else "[]\n")
        if self.file is not None:
            self.file.close()

    def _write_lines(self, piece: pd.DataFrame) -> None:
        lines = piece.to_json(orient="records", lines=True, double_precision=15).rstrip("\n")
        if self.kind == _JSON:
            self.file.write(("[\n" if self.pieces == 0 else ",\n") + ",\n".join(lines.split("\n")))
        else:
            self.file.write(lines + "\n")
        self.pieces += 1

    def _write_columns(self, piece: pd.DataFrame) -> None:
        import pyarrow as pa
        import pyarrow.csv
        import pyarrow.parquet

        # CSV and JSON have no types: what a column holds in one piece says nothing of the next
        carried = () if self.typed else piece.columns[: piece.columns.get_loc(SCORE)]
        as_text = {str(name): piece[name].map(str, na_action="ignore") for name in carried}
        table = pa.Table.from_pandas(piece.assign(**as_text), preserve_index=False)
        if self.file is None:
            empty = [
                field.with_type(pa.string()) if field.type == pa.null() else field for field in table.schema
            ]
            self.schema = pa.schema(empty)  # a column that is empty so far may hold anything later
            make = pyarrow.csv.CSVWriter if self.kind == _CSV else pyarrow.parquet.ParquetWriter
            self.file = make(self.path, self.schema)
        self.file.write_table(table.cast(self.schema))


class _Dask:
    """A Dask cluster that scores pieces, a few ahead of the one that is written."""

    def __init__(self, address: str | None) -> None:
        self.address = address

    def __enter__(self) -> "_Dask":
        try:
            from dask import distributed
        except ImportError as error:
            raise InputError(
                "Dask is not installed. Install dask with its distributed part, or score here (--engine local).",
                field="--engine",
            ) from error
        dask: Any = distributed  # it has no types
        self.cluster = (
            None if self.address else dask.LocalCluster(dashboard_address=None, threads_per_worker=1)
        )
        try:
            self.client = dask.Client(self.address or self.cluster, timeout=_ANSWERS_WITHIN_S)
        except OSError as error:
            raise InputError(f"No Dask cluster answers at {self.address}.", field="--cluster") from error
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()
        if self.cluster is not None:
            self.cluster.close()

    def map(
        self, work: Callable[[pd.DataFrame], pd.DataFrame], pieces: Iterable[pd.DataFrame]
    ) -> Iterator[pd.DataFrame]:
        """The pieces scored, in their order."""
        ahead: deque[Any] = deque()
        for piece in pieces:
            ahead.append(self.client.submit(work, self.client.scatter(piece), pure=False))
            if len(ahead) > _PIECES_AHEAD:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()
