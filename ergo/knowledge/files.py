"""Data files: the only place that opens anything under `data/`.

The folder stands beside the package, so that a clinician finds it; it is found from any working directory.
"""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[2] / "data"


class DataFileError(Exception):
    """A data file of the tool is missing or damaged: the tool needs mending, not the person's input."""


@cache
def file_names(folder: str, ending: str) -> tuple[str, ...]:
    """The files of a folder inside `data/` with this ending, by name, as `read_json` and `read_csv` take them.

    Raises
    ------
    DataFileError
        When there is none: a folder that was lost is not an empty one.
    """
    names = tuple(f"{folder}/{path.name}" for path in sorted((DATA / folder).glob(f"*{ending}")))
    if not names:
        raise DataFileError(f"data/{folder} holds no {ending} file")
    return names


def _text(name: str) -> str:
    try:
        return (DATA / name).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise DataFileError(f"data/{name} is missing") from error
    except UnicodeDecodeError as error:
        raise DataFileError(f"data/{name} is not UTF-8 text: byte {error.start} cannot be read") from error


@cache
def read_json(name: str) -> Any:
    """The content of a JSON file. It is read once and shared: build from it, never change it.

    Parameters
    ----------
    name : str
        Path inside `data/` with forward slashes, such as "tables/niosh_1994.json".

    Raises
    ------
    DataFileError
        When the file is missing or is not JSON; the message names file and line.

    Examples
    --------
    >>> read_json("quantities/handling.json")["quantities"][0]["id"]
    'lift.load_kg'
    """
    try:
        return json.loads(_text(name))
    except json.JSONDecodeError as error:
        raise DataFileError(f"data/{name} is damaged at line {error.lineno}: {error.msg}") from error


@cache
def read_csv(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a CSV file, each a mapping from column name to text. Read once and shared, as `read_json`.

    Parameters
    ----------
    name : str
        Path inside `data/` with forward slashes.

    Raises
    ------
    DataFileError
        When the file is missing, has no header, names a column twice, or a row has too few or too many cells.
    """
    reader = csv.reader(_text(name).splitlines(keepends=True), strict=True)
    try:
        header = next(reader, [])
        if not header or len(set(header)) != len(header):
            raise DataFileError(f"data/{name} needs a first line that names each column once")
        rows = []
        for cells in reader:
            if len(cells) != len(header):
                raise DataFileError(
                    f"data/{name}, line {reader.line_num}: {len(cells)} cells, the header has {len(header)}"
                )
            rows.append(dict(zip(header, cells, strict=True)))
    except csv.Error as error:
        raise DataFileError(f"data/{name} is damaged at line {reader.line_num}: {error}") from error
    return tuple(rows)
