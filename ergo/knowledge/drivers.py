"""Drivers: what in a task makes it hard (low origin, far reach, long sitting), and by which figure it shows.

Whether a task has a driver is worked out in `ergo.advice.drivers`; each threshold says whether it is published,
from memory, or chosen here.
"""

import re
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, model_validator

from ergo.errors import InputError
from ergo.knowledge.dimensions import dimension
from ergo.knowledge.files import read_json
from ergo.knowledge.quantities import check_value, quantity
from ergo.knowledge.rows import Row, Words, by_id, checked
from ergo.knowledge.tasks import task_kinds

FILE = "drivers.json"

Number = int | float


class TriggerStatus(StrEnum):
    """Whether a driver's threshold is printed in the named document, recalled from one, or chosen here."""

    PUBLISHED = "published"
    MEMORY = "memory"
    PROPOSED = "proposed"


_EXPRESSION = re.compile(
    r"(?P<distance>abs\()?(?P<first>[a-z]\w*\.\w+)(?:(?P<operator>[/-])(?P<second>[a-z]\w*\.\w+))?(?(distance)\))"
)


class Trigger(Row):
    """A comparison that shows a driver: a figure made of one or two terms, against a threshold.

    A term is a quantity of the task, or a figure that a method works out (`method_figures`).
    """

    terms: tuple[str, ...]
    combine: Literal["value", "ratio", "difference", "distance"]
    op: Literal[">", ">=", "<", "<=", "==", "in", "outside"]
    value: bool | Number | str | tuple[Number | str, ...]

    @model_validator(mode="before")
    @classmethod
    def _read(cls, row: dict[str, Any]) -> dict[str, Any]:
        text = row.get("expr", row.get("input", ""))
        match = _EXPRESSION.fullmatch(text)
        if match is None:
            raise ValueError(f"'{text}' is neither a quantity nor a/b, a-b or abs(a-b)")
        terms = [term for term in match.group("first", "second") if term]
        how = {None: "value", "/": "ratio", "-": "difference"}[match["operator"]]
        return {
            "terms": terms,
            "combine": "distance" if match["distance"] else how,
            "op": row.get("op"),
            "value": row.get("value"),
        }

    @model_validator(mode="after")
    def _known(self) -> Self:
        for term in self.terms:
            if term not in method_figures():
                quantity(term)
        if self.combine == "value" and self.op in ("==", "in"):
            for value in self.value if isinstance(self.value, tuple) else (self.value,):
                check_value(self.terms[0], value)
        return self


class MethodFigure(Row):
    """A result of a method that triggers compare: one of its steps, or its score where no step is named.

    A figure without a method cannot be worked out, and what depends on it stays undecided.
    """

    id: Words
    label: Words
    unit: str
    method: str | None
    step: str | None


def _known_kind(kind: str) -> str:
    if kind not in task_kinds():
        raise InputError(f"There is no kind of task called '{kind}'.", field="kinds", value=kind)
    return kind


class DriverGroup(Row):
    """A heading of drivers, and the kinds of task in which they are looked for."""

    id: Words
    label: Words
    kinds: tuple[Annotated[str, AfterValidator(_known_kind)], ...]


def _known_group(group: str) -> str:
    if group not in driver_groups():
        raise InputError(f"There is no group of drivers called '{group}'.", field="group", value=group)
    return group


def _known_dimension(dimension_id: str) -> str:
    dimension(dimension_id)
    return dimension_id


class Driver(Row):
    """One thing in a task that makes it hard.

    ``trigger`` lists alternatives, of which one is enough; where it is empty only a person can see the driver,
    and it is asked. ``inputs`` are what it concerns; ``dimensions`` those in which it makes a task ask for much, none
    for what is no demand of work.
    """

    id: Words
    group: Annotated[str, AfterValidator(_known_group)]
    label: Words
    definition: Words
    inputs: tuple[Words, ...]
    dimensions: tuple[Annotated[str, AfterValidator(_known_dimension)], ...]
    trigger: tuple[Trigger, ...]
    trigger_text: Words
    trigger_source: Words
    trigger_status: TriggerStatus


@cache
def method_figures() -> dict[str, MethodFigure]:
    """The results of methods that triggers compare, by id."""
    return by_id(checked(MethodFigure, read_json(FILE)["figures"], FILE), FILE)


@cache
def driver_groups() -> dict[str, DriverGroup]:
    """The groups of drivers by id."""
    return by_id(checked(DriverGroup, read_json(FILE)["groups"], FILE), FILE)


@cache
def drivers() -> dict[str, Driver]:
    """All drivers by id, in the order of the file."""
    return by_id(checked(Driver, read_json(FILE)["drivers"], FILE), FILE)


def driver(driver_id: str) -> Driver:
    """One driver; InputError when there is none with this id."""
    found = drivers().get(driver_id)
    if found is None:
        raise InputError(f"There is no driver called '{driver_id}'.", field="driver", value=driver_id)
    return found
