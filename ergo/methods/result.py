"""What every method returns: a score with its bands, everything it was computed from, and what limits it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, model_validator

Number: TypeAlias = float | NDArray[np.float64]


class Severity(StrEnum):
    """What a finding means for the score."""

    INVALID = "invalid"  # the method does not apply: there is no score
    CAUTION = "caution"  # the score stands, but says less than it seems to
    NOTE = "note"  # worth knowing


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about the validity or the meaning of a score, in words that travel with it.

    `rows` is None for a single case; for arrays it marks the rows, tasks or operations it holds for.
    """

    code: str
    severity: Severity
    text: str
    rows: NDArray[np.bool_] | None = field(default=None, compare=False)


class Band(BaseModel):
    """One range of a score and what the source says of it. An open end is None."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    low: float | None
    high: float | None
    low_included: bool = False
    high_included: bool = True
    label: str
    words: str

    def holds(self, score: Number) -> Any:
        """Whether the score, or each score of an array, lies in this band."""
        low = -math.inf if self.low is None else self.low
        high = math.inf if self.high is None else self.high
        above = score >= low if self.low_included else score > low
        below = score <= high if self.high_included else score < high
        return above & below


class BandScheme(BaseModel):
    """The bands of one source, lowest first, meeting without gap or overlap.

    ``higher_is_better`` says that the last band, not the first, is the best one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str
    source: str
    status: str
    higher_is_better: bool = False
    bands: tuple[Band, ...]

    @model_validator(mode="after")
    def _meet(self) -> Self:
        for lower, upper in zip(self.bands, self.bands[1:], strict=False):
            if lower.high is None or lower.high != upper.low or lower.high_included == upper.low_included:
                raise ValueError(f"bands {lower.label!r} and {upper.label!r} leave a gap or overlap")
        return self

    def band(self, score: float | None) -> Band | None:
        """The band a single score lies in; None where there is no score."""
        if score is None:
            return None
        return next((band for band in self.bands if band.holds(score)), None)

    def index(self, scores: NDArray[np.float64]) -> NDArray[np.int64]:
        """The position of each score's band in `bands`; -1 where there is no score (NaN)."""
        result = np.full(scores.shape, -1)
        for position, band in enumerate(self.bands):
            result[band.holds(scores)] = position
        return result


class Term(BaseModel):
    """What an intermediate value is called: label, unit, the symbol of the field, and whether it multiplies a limit."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: str
    unit: str = ""
    symbol: str = ""
    factor: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """A score and everything needed to explain it.

    Attributes
    ----------
    method_id, method_version, citation : str
        What computed it. The version changes with the method's numbers, so that a stored result that another
        version made can be told from a current one.
    inputs : mapping
        The values as they were given, by field of the input model.
    score : float, array or None
        Unrounded. None where the method does not apply or is not defined; in an array NaN stands there.
    bands : tuple of BandScheme
        The method's own bands first, others that are read beside them after.
    intermediates : mapping
        Every step by name, in order of computation, unrounded; None or NaN where it is not defined. The names
        are explained by the method's `terms`.
    findings : tuple of Finding
        What limits the score or gives it meaning.
    """

    method_id: str
    method_version: str
    citation: str
    inputs: Mapping[str, Any]
    score: Number | None
    bands: tuple[BandScheme, ...]
    intermediates: Mapping[str, Any]
    findings: tuple[Finding, ...]

    @property
    def band(self) -> Band | None:
        """The band of a single score in the method's own words; for arrays use `bands[0].index(score)`."""
        return self.bands[0].band(self.score) if not isinstance(self.score, np.ndarray) else None

    @property
    def valid(self) -> bool:
        """Whether the method applies: no finding withholds a score."""
        return all(finding.severity is not Severity.INVALID for finding in self.findings)

    def as_dict(self) -> dict[str, Any]:
        """Everything as JSON can hold it: arrays as lists, what is not defined as null."""
        return {
            "method": self.method_id,
            "version": self.method_version,
            "citation": self.citation,
            "inputs": {name: _jsonable(value) for name, value in self.inputs.items()},
            "score": _jsonable(self.score),
            "valid": self.valid,
            "bands": [self._band_as_dict(scheme) for scheme in self.bands],
            "intermediates": {name: _jsonable(value) for name, value in self.intermediates.items()},
            "findings": [
                {
                    "code": finding.code,
                    "severity": finding.severity.value,
                    "text": finding.text,
                    "rows": None if finding.rows is None else (np.flatnonzero(finding.rows) + 1).tolist(),
                }
                for finding in self.findings
            ],
        }

    def _band_as_dict(self, scheme: BandScheme) -> dict[str, Any]:
        labels = [band.label for band in scheme.bands]
        words: Any
        if isinstance(self.score, np.ndarray):
            words = {"label": [None if i < 0 else labels[i] for i in scheme.index(self.score).tolist()]}
        else:
            band = scheme.band(self.score)
            words = (
                {"label": None, "words": None} if band is None else {"label": band.label, "words": band.words}
            )
        return {"scheme": scheme.name, "status": scheme.status, **words}


def plain(value: Any) -> Any:
    """A NumPy scalar as a plain Python value, None where it is not a finite number; arrays as they are."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return plain(value.item()) if isinstance(value, np.ndarray) and value.ndim == 0 else value


def _jsonable(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return [_jsonable(item) for item in value]
    if isinstance(value, list | tuple):
        return [_jsonable(item) for item in value]
    return plain(value)
