"""Limits of published methods in a plan: which close a way of working or fill up a day, and which only inform."""

from enum import StrEnum
from functools import cache
from typing import Annotated, Self

from pydantic import Field, model_validator

from ergo.errors import InputError
from ergo.knowledge.dimensions import Aspect, Dimension, dimension
from ergo.knowledge.files import read_json
from ergo.knowledge.quantities import quantity
from ergo.knowledge.rows import Row, Words, by_id, checked
from ergo.knowledge.sources import SourceField, Statement, Status

FILE = "method_limits.json"

Positive = Annotated[float, Field(gt=0)]


class Counts(StrEnum):
    """What a limit is compared with."""

    TASK = "task"
    TOGETHER = "together"
    DOSE = "dose"


class Stricter(Row):
    """A lower value on one axis where a task's measurements name this choice."""

    quantity: Words
    choice: Words
    axis: Words
    value: Positive


class MethodLimit(Row):
    """One limit of a method.

    ``counts`` says what is compared: the score of a task, of the tasks of a day together, or a ``dimension`` in which
    the tasks of a day add up. ``share_of_peak`` makes the value a share of the worker's highest level there, on average
    over the day. Findings of the method whose code begins as in ``beyond_where`` put the work beyond any value. Above
    ``change_above`` the method asks for a change. ``law`` names where the value may not be passed by law.
    """

    id: Words
    label: Words
    method: Words
    counts: Counts
    dimension: str = ""
    share_of_peak: bool = False
    value: Positive
    unit: str
    change_above: Positive | None
    beyond_where: tuple[Words, ...] = ()
    stricter: Stricter | None = None
    gates: bool
    law: str = ""
    source: SourceField
    status: Status
    note: Words

    @model_validator(mode="after")
    def _in_vocabularies(self) -> Self:
        if (self.counts is Counts.DOSE) != bool(self.dimension):
            raise ValueError("a dose, and nothing else, names its dimension")
        if self.dimension and Aspect.DOSE not in self.row.amounts:
            raise ValueError(f"{self.dimension} does not add up")
        if self.stricter is not None:
            quantity(self.stricter.quantity)
        return self

    @property
    def row(self) -> Dimension:
        """The dimension in which a dose adds up."""
        return dimension(self.dimension)


class InformOnly(Statement):
    """Methods whose action levels inform and never gate."""

    methods: tuple[Words, ...]


@cache
def method_limits() -> dict[str, MethodLimit]:
    """All limits by id, in the order of the file."""
    return by_id(checked(MethodLimit, read_json(FILE)["limits"], FILE), FILE)


def method_limit(limit_id: str) -> MethodLimit:
    """One limit; InputError when there is none with this id."""
    found = method_limits().get(limit_id)
    if found is None:
        known = ", ".join(method_limits())
        raise InputError(
            f"There is no limit of a method called '{limit_id}'; there are: {known}.",
            field="limit",
            value=limit_id,
        )
    return found


@cache
def inform_only() -> InformOnly:
    """The methods that never gate, and why."""
    return InformOnly.model_validate(read_json(FILE)["inform_only"])
