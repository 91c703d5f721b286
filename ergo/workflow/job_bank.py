"""A bank of tasks scored by one method: a table with one row a task, in pieces, every row kept in its place.

A row that cannot be scored says why and does not stop the rest. Nothing here depends on how many rows there are: a
table is read, scored and written piece by piece (`ergo.workflow.job_bank_files`).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ergo.analysis.words import inside_sentence
from ergo.errors import InputError
from ergo.knowledge.quantities import Quantity, check_value
from ergo.methods import load
from ergo.methods.base import Method
from ergo.methods.result import Result
from ergo.units import UnitSystem, as_typed

JOB = "job"
"""Column that says which rows belong to one job, for a method that scores the tasks of a job together."""
SCORE, BAND, FINDINGS, PROBLEM = "score", "band", "findings", "problem"
PARTED = "; "
_ANOTHER_BAD = "another row of this job is bad"
_FLAGS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_KEPT_PROBLEMS = 1000


@dataclass(frozen=True)
class BadRow:
    """A row that was not scored: its number, the first being 1, and why."""

    row: int
    reason: str


@dataclass
class Tally:
    """What came of a table: rows, those scored, those without a score, how many lie in each band.

    ``unscored`` rows are those for which the method gives no score. ``bad`` holds the first thousand bad rows.
    """

    rows: int = 0
    scored: int = 0
    unscored: int = 0
    bad_rows: int = 0
    bad: list[BadRow] = field(default_factory=list)
    bands: Counter[str] = field(default_factory=Counter)

    def add(self, table: pd.DataFrame) -> None:
        """Count a scored piece whose rows follow on those counted so far."""
        problems = table[PROBLEM].to_numpy()
        bad = np.flatnonzero(problems != "")
        room = _KEPT_PROBLEMS - len(self.bad)
        self.bad += [BadRow(self.rows + int(place) + 1, str(problems[place])) for place in bad[:room]]
        scored = int(table[SCORE].notna().sum())
        self.rows += len(table)
        self.bad_rows += len(bad)
        self.scored += scored
        self.unscored += len(table) - len(bad) - scored
        self.bands.update(str(label) for label in table[BAND] if label)


def score_table(
    method_id: str, table: pd.DataFrame, typed: Mapping[str, UnitSystem] = MappingProxyType({})
) -> pd.DataFrame:
    """A table of tasks with what a method says of each.

    Parameters
    ----------
    method_id : str
        One of `ergo.methods.method_ids`.
    table : DataFrame
        One row a task. A column is an input where it is called as the method's field ("load_kg") or quantity
        ("lift.load_kg"), in metric units; other columns are carried along. Numbers, yes and no may be text; a choice
        goes by its value or its label.
        A method that scores several tasks together needs a column "job": rows with the same entry that follow each
        other are one job, and each carries the job's score.
    typed : mapping
        For each input by its field the units in which a person typed it, in which its bad values are told.

    Returns
    -------
    DataFrame
        The same rows in the same order with the columns score, band, every step of the computation, findings (their
        codes) and problem. Score is missing where the method does not apply or the row is bad; problem then says why.

    Raises
    ------
    InputError
        When the table has no column of a required input, or one called as a result.
    """
    method = load(method_id)
    names = _inputs(method, table)
    values, reasons = _checked(method, table, names, typed)
    rows = np.flatnonzero(reasons == "")
    steps = [name for name in method.terms if name not in table.columns]
    results = _Results(len(table), steps)
    if method.parts:
        for places in _jobs(table, reasons):
            results.keep(places, _together(method, values, places, reasons, typed))
    else:
        for places, result in _one_by_one(method, values, rows, reasons, typed):
            results.keep(places, result)
    return results.beside(table, reasons)


def _inputs(method: Method, table: pd.DataFrame) -> dict[str, str]:
    """Input field to the column that holds it."""
    quantities = method.inputs.quantities()
    found = {
        name: column
        for name, quantity in quantities.items()
        for column in (name, quantity.id)
        if column in table.columns
    }
    for name in method.inputs.required():
        if name not in found:
            label = inside_sentence(quantities[name].label)
            raise InputError(
                f"The table has no column '{name}' ({label}), which {method.name} needs.", field=name
            )
    if method.parts and JOB not in table.columns:
        raise InputError(
            f"{method.name} scores the {method.parts} of a job together: a column '{JOB}' must say which rows "
            "belong together.",
            field=JOB,
        )
    taken = [name for name in (SCORE, BAND, FINDINGS, PROBLEM) if name in table.columns]
    if taken:
        raise InputError(f"The column '{taken[0]}' is called as a result; rename it.", field=taken[0])
    return found


def _checked(
    method: Method, table: pd.DataFrame, names: dict[str, str], typed: Mapping[str, UnitSystem]
) -> tuple[dict[str, NDArray[Any]], NDArray[np.object_]]:
    """Each input as an array the method takes, and for each row why it is bad, or empty text."""
    reasons = np.full(len(table), "", dtype=object)
    values = {}
    required = method.inputs.required()
    for name, column in names.items():
        quantity = method.inputs.quantities()[name]
        values[name], bad = _column(
            quantity, table[column], typed.get(name, UnitSystem.METRIC), required=name in required
        )
        for place, reason in bad.items():
            if not reasons[place]:
                reasons[place] = reason
    return values, reasons


def _column(
    quantity: Quantity, given: "pd.Series[Any]", system: UnitSystem, *, required: bool
) -> tuple[NDArray[Any], dict[int, str]]:
    if quantity.kind == "number":
        values, fits = _numbers(quantity, given)
    else:
        values, fits = _words(quantity, given)
    empty = given.isna().to_numpy()
    if not pd.api.types.is_numeric_dtype(given):
        empty = empty | (given.astype(str).str.strip() == "").to_numpy()
    wrong = np.flatnonzero(~fits if required else ~fits & ~empty)
    cells = given.iloc[wrong].tolist()
    return values, {
        int(place): _reason(quantity, None if empty[place] else cell, system)
        for place, cell in zip(wrong, cells, strict=True)
    }


def _numbers(quantity: Quantity, given: "pd.Series[Any]") -> tuple[NDArray[Any], NDArray[np.bool_]]:
    numbers = pd.to_numeric(given, errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)
    fits = (numbers >= quantity.low) & (numbers <= quantity.high)
    if quantity.whole:
        fits &= numbers == np.floor(numbers)
    return np.where(fits, numbers, np.nan), fits


def _words(quantity: Quantity, given: "pd.Series[Any]") -> tuple[NDArray[Any], NDArray[np.bool_]]:
    words = given.astype(str).str.strip()
    found: pd.Series[Any]
    if quantity.kind == "flag":
        found = words.str.lower().map(_FLAGS)
    else:
        answers = {choice.label.casefold(): choice.value for choice in quantity.choices}
        answers |= {choice.value.casefold(): choice.value for choice in quantity.choices}
        found = words.str.casefold().map(answers)
    fits = found.notna().to_numpy()
    if quantity.kind == "flag" and fits.all():
        return found.to_numpy(dtype=bool), fits
    values = found.to_numpy(dtype=object, copy=True)
    values[~fits] = None
    return values, fits


def _reason(quantity: Quantity, cell: Any, system: UnitSystem) -> str:
    """Why a cell is refused, in the words of the one check there is and the units in which it was typed."""
    value = cell
    if quantity.kind == "number" and isinstance(cell, str):
        with suppress(ValueError):
            value = float(cell)
    try:
        check_value(quantity.id, value)
    except InputError as error:
        return str(as_typed(error, system))
    return f"{quantity.label} {cell!r} is not allowed"


def _one_by_one(
    method: Method,
    values: dict[str, NDArray[Any]],
    rows: NDArray[np.int64],
    reasons: NDArray[np.object_],
    typed: Mapping[str, UnitSystem],
) -> Iterator[tuple[NDArray[np.int64], Result]]:
    """Stretches of rows with their results. A row whose values contradict each other parts two stretches."""
    stretches = [rows]
    while stretches:
        places = stretches.pop()
        if not places.size:
            continue
        try:
            yield places, method.score(**{name: column[places] for name, column in values.items()})
        except InputError as error:
            if error.row is None:
                raise
            bad = error.row - 1
            reasons[places[bad]] = _told(method, error, typed)
            stretches += [places[bad + 1 :], places[:bad]]


def _jobs(table: pd.DataFrame, reasons: NDArray[np.object_]) -> Iterator[NDArray[np.int64]]:
    """The rows of each job. A bad row makes its job bad."""
    jobs = table[JOB].astype(str).to_numpy()
    starts = np.flatnonzero(np.r_[True, jobs[1:] != jobs[:-1]]) if len(jobs) else np.array([], int)
    for places in np.split(np.arange(len(jobs)), starts[1:]):
        bad = [int(place) for place in places if reasons[place]]
        if bad:
            for place in places:
                reasons[place] = reasons[place] or f"{_ANOTHER_BAD}: {reasons[bad[0]]}"
        elif places.size:
            yield places


def _told(method: Method, error: InputError, typed: Mapping[str, UnitSystem]) -> str:
    """A refusal of values that contradict each other, in the units in which they were typed."""
    quantities = method.inputs.quantities()
    systems = {quantities[name].label: system for name, system in typed.items()}
    told = as_typed(error, systems.get(error.field or "", UnitSystem.METRIC))
    return str(told).removeprefix(f"row {error.row}: ")


def _together(
    method: Method,
    values: dict[str, NDArray[Any]],
    places: NDArray[np.int64],
    reasons: NDArray[np.object_],
    typed: Mapping[str, UnitSystem],
) -> Result | None:
    try:
        return method.score(**{name: column[places] for name, column in values.items()})
    except InputError as error:
        why = _told(method, error, typed)
        reasons[places] = why if error.row is None else f"{_ANOTHER_BAD}: {why}"
        if error.row is not None:
            reasons[places[error.row - 1]] = why
        return None


class _Results:
    """The columns of results, filled stretch by stretch."""

    def __init__(self, rows: int, steps: Sequence[str]) -> None:
        self.score = np.full(rows, np.nan)
        self.band = np.full(rows, "", dtype=object)
        self.findings = np.full(rows, "", dtype=object)
        self.steps: dict[str, NDArray[Any]] = {name: np.full(rows, np.nan) for name in steps}

    def keep(self, places: NDArray[np.int64], result: Result | None) -> None:
        """Put the result of some rows in its place; a single score, of a job, goes to every row of it."""
        if result is None:
            return
        shape = places.shape
        score = np.broadcast_to(np.asarray(np.nan if result.score is None else result.score, float), shape)
        self.score[places] = score
        labels = np.array([*(band.label for band in result.bands[0].bands), ""], dtype=object)
        self.band[places] = labels[result.bands[0].index(score)]
        for name in self.steps:
            step = np.asarray(result.intermediates.get(name))
            if step.shape in ((), shape) and step.dtype != object:
                self._keep_step(name, places, step)
        codes = np.full(shape, "", dtype=object)
        for finding in result.findings:
            code = np.full(shape, finding.code, dtype=object)
            joined = np.where(codes == "", code, codes + PARTED + code)
            found = True if finding.rows is None or finding.rows.shape != shape else finding.rows
            codes = np.where(found, joined, codes)
        self.findings[places] = codes

    def _keep_step(self, name: str, places: NDArray[np.int64], step: NDArray[Any]) -> None:
        if step.dtype.kind in "US" and self.steps[name].dtype != object:
            self.steps[name] = np.full(self.score.shape, "", dtype=object)
        self.steps[name][places] = step

    def beside(self, table: pd.DataFrame, reasons: NDArray[np.object_]) -> pd.DataFrame:
        """The table with the results as columns after its own."""
        columns = {
            SCORE: self.score,
            BAND: self.band,
            **self.steps,
            FINDINGS: self.findings,
            PROBLEM: reasons,
        }
        return table.assign(**columns)
