"""What makes a method: its words and numbers from `data/tables`, its input model, its computation."""

import hashlib
import json
from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType, SimpleNamespace
from typing import Any

import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError

from ergo.errors import InputError
from ergo.knowledge.files import DataFileError, read_json
from ergo.methods.inputs import MethodInput
from ergo.methods.result import BandScheme, Finding, Result, Severity, Term, plain

BLOCK_ROWS = 15_000
"""Rows computed at a time: few enough for a processor's cache, many enough that calls cost little."""


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Header(_Row):
    """Where the numbers come from, how far they were checked, and what is odd about the print."""

    source: str
    tables: str
    status: str
    anomalies: tuple[str, ...]


class Figure(_Row):
    """What the score is called, its unit, and the decimals that it is worth."""

    label: str
    unit: str
    decimals: int

    def words(self, score: float) -> str:
        """The score as a person reads it.

        Examples
        --------
        >>> Figure(label="Share of women", unit="%", decimals=0).words(97.73)
        '98 %'
        """
        return f"{score:.{self.decimals}f} {self.unit}".rstrip()


class About(_Row):
    """The method in words."""

    name: str
    edition: str
    version: str
    citation: str
    answers: str
    score: Figure
    kinds: tuple[str, ...]
    parts: str = ""
    not_for: tuple[str, ...]


class FindingText(_Row):
    """What a finding of the method means and says."""

    severity: Severity
    text: str


class MethodData(_Row):
    """A file of `data/tables`: header, words, numbers, bands, names of the intermediates, texts of the findings."""

    header: Header
    method: About
    values: dict[str, Any]
    bands: tuple[BandScheme, ...]
    terms: dict[str, Term]
    findings: dict[str, FindingText]

    @cached_property
    def single_findings(self) -> dict[str, Finding]:
        """Each finding as it stands for a single case."""
        return {code: Finding(code, row.severity, row.text) for code, row in self.findings.items()}

    @classmethod
    def read(cls, method_id: str) -> "MethodData":
        """The data of one method.

        Raises
        ------
        DataFileError
            When the file is missing or does not fit.
        """
        name = f"tables/{method_id}.json"
        try:
            return cls.model_validate(read_json(name))
        except ValidationError as error:
            raise DataFileError(f"data/{name}: {error}") from error


class Findings:
    """The findings of one computation, collected by code; the words come from the data of the methods involved."""

    def __init__(self, *data: MethodData) -> None:
        self._known: dict[str, Finding] = {}
        for one in reversed(data):  # the words of the first stand before those of the others
            self._known |= one.single_findings
        self._where: dict[str, Any] = {}

    def add(self, code: str, where: Any) -> None:
        """Say where a finding holds: true or false; for an array the rows in which it is true."""
        if isinstance(where, np.ndarray) and where.ndim:
            self._where[code] = where if where.any() else False
        else:
            self._where[code] = bool(where)

    def __iter__(self) -> Iterator[Finding]:
        for code, where in self._where.items():
            if where is not False:
                found = self._known[code]
                yield found if where is True else replace(found, rows=where)

    def withheld(self) -> Any:
        """Where a finding says that the method does not apply: a bool, or an array for arrays."""
        result: Any = False
        for code, where in self._where.items():
            if where is not False and self._known[code].severity is Severity.INVALID:
                result = result | where
        return result

    @classmethod
    def joined(cls, blocks: "Sequence[Findings]", sizes: Sequence[int]) -> "Findings":
        """The findings of blocks of rows as those of all rows."""
        whole = cls()
        whole._known = blocks[0]._known
        for code in dict.fromkeys(code for block in blocks for code in block._where):
            whole._where[code] = joined([block._where.get(code, False) for block in blocks], sizes)
        return whole


class Steps(Mapping[str, Any]):
    """The steps of a computation by name, computed when the first of them is asked for."""

    def __init__(self, compute: Callable[[], Mapping[str, Any]]) -> None:
        self._compute = compute

    @cached_property
    def _values(self) -> Mapping[str, Any]:
        return self._compute()

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a method's computation returns: the score, every step by name, the findings."""

    score: Any
    intermediates: Mapping[str, Any]
    findings: Findings


@dataclass(frozen=True, slots=True)
class Method:
    """One published method in one edition, found through `ergo.methods.load`.

    Attributes
    ----------
    id, name, edition : str
        Name of its module; its name and edition in words.
    version : str
        Changes with the way it is computed and, by the digits after the +, with any of its numbers or bands.
    citation, status, answers : str
        Its source, how far its numbers were checked, and the question it answers.
    figure : Figure
        What its score is called, and how it is written.
    kinds : tuple of str
        Kinds of task it fits, as in `data/task_kinds.json`.
    parts : str
        Empty for a method of one task. Otherwise what its arrays hold on their last axis ("tasks", "operations"):
        the parts of one job or one day, which give one score together.
    not_for : tuple of str
        Conditions in which it does not apply, for the assessor to read.
    inputs : type of MethodInput
        Its input model.
    bands : tuple of BandScheme
        Its own bands first.
    terms : mapping
        What each intermediate is called.
    findings : mapping
        What each finding means and says, by code.
    anomalies : tuple of str
        Known slips and contradictions of its source, and how they are settled here.
    possible : mapping
        Of a form with points: what each field can be, from what costs least to what costs most, for the range of its
        scores while some are open.
    """

    id: str
    name: str
    edition: str
    version: str
    citation: str
    status: str
    answers: str
    figure: Figure
    kinds: tuple[str, ...]
    parts: str
    not_for: tuple[str, ...]
    inputs: type[MethodInput]
    bands: tuple[BandScheme, ...]
    terms: Mapping[str, Term]
    findings: Mapping[str, FindingText]
    anomalies: tuple[str, ...]
    possible: Mapping[str, tuple[Any, ...]]
    compute: Callable[[SimpleNamespace], Outcome]

    @classmethod
    def of(
        cls,
        method_id: str,
        data: MethodData,
        inputs: type[MethodInput],
        compute: Callable[[SimpleNamespace], Outcome],
        *,
        also: tuple[MethodData, ...] = (),
        possible: Mapping[str, tuple[Any, ...]] = MappingProxyType({}),
    ) -> "Method":
        """The method made of its data, its input model and its computation on checked values.

        `also` is the data of other methods whose numbers it uses: they are part of its version.
        """
        numbers = [one.model_dump(mode="json", include={"values", "bands"}) for one in (data, *also)]
        digits = hashlib.sha256(json.dumps(numbers, sort_keys=True).encode()).hexdigest()[:8]
        about = data.method
        return cls(
            id=method_id,
            name=about.name,
            edition=about.edition,
            version=f"{about.version}+{digits}",
            citation=about.citation,
            status=data.header.status,
            answers=about.answers,
            figure=about.score,
            kinds=about.kinds,
            parts=about.parts,
            not_for=about.not_for,
            inputs=inputs,
            bands=data.bands,
            terms=MappingProxyType(data.terms),
            findings=MappingProxyType(ChainMap(*[one.findings for one in (data, *also)])),
            anomalies=data.header.anomalies,
            possible=possible,
            compute=compute,
        )

    def score(self, **values: Any) -> Result:
        """Compute the score.

        Parameters
        ----------
        **values
            By field of the input model, in metric units: numbers, words of a choice, true or false for a single
            case; arrays, lists or table columns of them, which broadcast, for many. What is not known is None or
            left out; inside an array NaN, None or empty text.

        Returns
        -------
        Result
            Score, steps, bands and findings; arrays where arrays were given.

        Raises
        ------
        InputError
            For a missing, unknown, impossible or contradictory value, naming field, value, unit and range, and the
            row for arrays.
        """
        outcome = in_blocks(self.compute, self.inputs.check(values), least_axes=2 if self.parts else 1)
        return Result(
            method_id=self.id,
            method_version=self.version,
            citation=self.citation,
            inputs={name: value for name, value in values.items() if value is not None},
            score=plain(outcome.score),
            bands=self.bands,
            intermediates=Steps(
                lambda: {name: plain(value) for name, value in outcome.intermediates.items()}
            ),
            findings=tuple(outcome.findings),
        )


def in_blocks(
    compute: Callable[[SimpleNamespace], Outcome], x: SimpleNamespace, least_axes: int = 1
) -> Outcome:
    """What a computation gives for checked values, long arrays taken in blocks of rows that fit a processor's cache.

    A block leaves its scores and findings; the steps of long arrays are computed again when they are asked for.

    Parameters
    ----------
    compute : callable
        The computation.
    x : SimpleNamespace
        Checked values. They are taken in blocks where all arrays have the same rows on their first axis.
    least_axes : int
        Axes an array needs for its first to be rows: 2 where the last holds the parts of a job or day.
    """
    arrays = {name: value for name, value in vars(x).items() if isinstance(value, np.ndarray) and value.ndim}
    shapes = {(array.ndim, array.shape[0]) for array in arrays.values()}
    axes, rows = shapes.pop() if len(shapes) == 1 else (0, 0)
    if axes < least_axes or rows <= BLOCK_ROWS:
        return compute(x)
    cuts = [slice(start, min(start + BLOCK_ROWS, rows)) for start in range(0, rows, BLOCK_ROWS)]
    sizes = [cut.stop - cut.start for cut in cuts]

    def block(cut: slice) -> Outcome:
        return compute(SimpleNamespace(**vars(x) | {name: array[cut] for name, array in arrays.items()}))

    def steps() -> Mapping[str, Any]:
        blocks = [block(cut).intermediates for cut in cuts]
        return {name: joined([one[name] for one in blocks], sizes) for name in blocks[0]}

    scores, findings = [], []
    for cut in cuts:
        try:
            outcome = block(cut)
        except InputError:
            return compute(x)  # the refusal names the row among all rows
        scores.append(outcome.score)
        findings.append(outcome.findings)
    return Outcome(joined(scores, sizes), Steps(steps), Findings.joined(findings, sizes))


def joined(blocks: Sequence[Any], sizes: Sequence[int]) -> Any:
    """What blocks of rows gave, as one array; what is the same single value in every block stays one."""
    shape = max(map(np.shape, blocks), key=len)
    if not shape and len({plain(value) for value in blocks}) == 1:
        return blocks[0]
    return np.concatenate(
        [np.broadcast_to(value, (size, *shape[1:])) for value, size in zip(blocks, sizes, strict=True)]
    )


def in_parts(x: SimpleNamespace) -> None:
    """Give all checked values the same shape, with the parts of a job or day on the last axis.

    Raises
    ------
    InputError
        When lists have different lengths or are empty.
    """
    names = list(vars(x))
    try:
        arrays = np.broadcast_arrays(*[np.atleast_1d(value) for value in vars(x).values()])
    except ValueError:
        lengths = {name: np.shape(value) for name, value in vars(x).items() if np.ndim(value)}
        raise InputError(f"the lists differ in length: {lengths}") from None
    if not arrays[0].size:
        raise InputError("at least one task or operation is needed")
    vars(x).update(zip(names, arrays, strict=True))
