"""Measures that the worker fills in: items, scoring rule, bands, and what a change means. No questionnaire wording.

A score informs; it decides nothing about the person. Instruments whose scoring was not seen are listed with the
reason and have no rule here.
"""

from enum import StrEnum
from functools import cache
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from ergo.errors import InputError
from ergo.knowledge.files import read_json
from ergo.knowledge.rows import Row, Words, by_id, checked
from ergo.knowledge.sources import SourceField, Statement, Status

FILE = "instruments.json"


class Better(StrEnum):
    """Which end of a scale is the better one for the person."""

    HIGHER = "better"
    LOWER = "worse"


class ItemText(StrEnum):
    """Whether the wording of the items may be passed on; none of it stands here in any case."""

    FREE = "free"
    TO_BE_CHECKED = "to be checked"
    NOT_FREE = "not free"


class ItemGroup(Row):
    """Items with the same answers; ``counts_as`` gives the points of each answer, the lowest first."""

    count: Annotated[int, Field(ge=1)]
    low: int
    high: int
    counts_as: tuple[float, ...] = ()

    @model_validator(mode="after")
    def _all_answers_count(self) -> Self:
        if self.counts_as and len(self.counts_as) != self.high - self.low + 1:
            raise ValueError("counts_as needs one figure for each answer")
        return self


class ScoreBand(Row):
    """A band of scores that begins at ``low``."""

    low: float
    label: Words
    source: SourceField
    status: Status


class Cut(Row):
    """A published cut-off: what is said of scores at or beyond one edge."""

    at_least: float | None = None
    above: float | None = None
    at_most: float | None = None
    words: Words
    source: SourceField
    status: Status
    note: str = ""

    @model_validator(mode="after")
    def _one_edge(self) -> Self:
        if sum(edge is not None for edge in (self.at_least, self.above, self.at_most)) != 1:
            raise ValueError("a cut-off has one edge")
        return self

    @property
    def edge_words(self) -> str:
        """The edge: "50 or more", "above 29", "2 or less"."""
        if self.at_least is not None:
            return f"{self.at_least:g} or more"
        return f"above {self.above:g}" if self.above is not None else f"{self.at_most:g} or less"

    def holds(self, score: float) -> bool:
        """Whether a score lies at or beyond the edge."""
        if self.at_least is not None:
            return score >= self.at_least
        return score > self.above if self.above is not None else score <= (self.at_most or 0.0)


class Scale(Row):
    """How one score is made: ``factor`` x sum or mean of the answers + ``offset``, or looked up by the sum.

    ``items`` are positions from 1, empty for all. ``answers_at_least`` is how many must be answered, None for all;
    only a mean can do without some. ``table`` gives the score of each raw sum from 0. ``low`` to ``high`` is the range.
    """

    id: Words
    label: Words
    items: tuple[int, ...] = ()
    combine: Literal["sum", "mean"] = "sum"
    factor: float = 1.0
    offset: float = 0.0
    answers_at_least: int | None = None
    table: tuple[float, ...] = ()
    decimals: int = 0
    low: float
    high: float
    higher: Better
    bands: tuple[ScoreBand, ...] = ()
    cuts: tuple[Cut, ...] = ()

    @model_validator(mode="after")
    def _only_a_mean_misses_answers(self) -> Self:
        if self.answers_at_least is not None and self.combine != "mean":
            raise ValueError("answers_at_least: a sum needs every answer")
        return self


class ScaleRange(Row):
    """The scores of one scale that a risk class asks for, both ends included."""

    scale: Words
    low: float
    high: float


class RiskClass(Row):
    """A class made from several scales; all of its ranges must hold."""

    label: Words
    when: tuple[ScaleRange, ...]


class ImportantChange(Row):
    """The smallest change that people notice as one, in points of the first scale.

    Where sources differ it is a range, ``low`` to ``high``; ``percent`` of the first score is the other published way.
    """

    low: float
    high: float
    percent: float | None = None
    source: SourceField
    status: Status
    note: str = ""


class MeasurementError(Row):
    """The change of one person's score that repeated measurement alone can bring."""

    value: float
    confidence_percent: int | None = None
    source: SourceField
    status: Status
    note: str = ""


class Instrument(Row):
    """One instrument. ``usual`` is its place in the recommended set, None outside it.

    ``first_item`` is the number of the first scored item on the form; ``reversed`` are positions from 1 whose answers
    are turned round. The first scale is the one that a total entered alone belongs to.
    """

    id: Words
    name: Words
    measures: Words
    usual: int | None = None
    items: tuple[ItemGroup, ...] = Field(min_length=1)
    first_item: int = 1
    entry: str = ""
    reversed: tuple[int, ...] = ()
    scales: tuple[Scale, ...] = Field(min_length=1)
    classes: tuple[RiskClass, ...] = ()
    important_change: ImportantChange | None = None
    measurement_error: MeasurementError | None = None
    item_text: ItemText
    licence: Statement
    source: SourceField
    status: Status
    note: str = ""

    @property
    def main(self) -> Scale:
        """The first scale."""
        return self.scales[0]

    @property
    def item_groups(self) -> tuple[ItemGroup, ...]:
        """The group of each item, by position."""
        return tuple(group for group in self.items for _ in range(group.count))

    def item_number(self, position: int) -> int:
        """The number on the form of the item at a position from 1."""
        return self.first_item + position - 1

    @model_validator(mode="after")
    def _positions_and_scales_exist(self) -> Self:
        count, names = len(self.item_groups), {scale.id for scale in self.scales}
        for position in (*self.reversed, *(p for scale in self.scales for p in scale.items)):
            if not 1 <= position <= count:
                raise ValueError(f"there is no item {position}")
        for wanted in (w.scale for risk in self.classes for w in risk.when):
            if wanted not in names:
                raise ValueError(f"there is no scale '{wanted}'")
        return self


class NotScored(Row):
    """An instrument that is not scored here, and why."""

    id: Words
    name: Words
    why: Words
    source: SourceField


@cache
def instruments() -> dict[str, Instrument]:
    """All instruments by id, the recommended set first."""
    return by_id(checked(Instrument, read_json(FILE)["instruments"], FILE), FILE)


@cache
def not_scored() -> tuple[NotScored, ...]:
    """Instruments whose scoring was not seen, with the reason."""
    return tuple(checked(NotScored, read_json(FILE)["not_scored"], FILE))


def check_answers(
    instrument_id: str, responses: list[float | None], score: float | None, *, item: str
) -> None:
    """Refuse answers and totals that an instrument does not have; one that is not known here takes any.

    Raises
    ------
    InputError
        Naming ``item``, the answer or total, its value and the allowed range.
    """
    known = instruments().get(instrument_id)
    if known is None:
        return
    groups = known.item_groups
    if len(responses) > len(groups):
        raise InputError(f"{item}: {len(responses)} answers are given, the instrument has {len(groups)}.")
    for position, (group, answer) in enumerate(zip(groups, responses, strict=False), start=1):
        if answer is None:
            continue
        field = f"answer {known.item_number(position)}"
        if not group.low <= answer <= group.high:
            raise InputError(item=item, field=field, value=answer, low=group.low, high=group.high)
        if (group.counts_as or known.main.table) and answer != int(answer):
            raise InputError(f"{item}: {field} {answer:g} is not a whole number.")
    scale = known.main
    if score is not None and not scale.low <= score <= scale.high:
        raise InputError(item=item, field="total", value=score, low=scale.low, high=scale.high)
