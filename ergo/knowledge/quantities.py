"""The vocabulary: every measurable quantity of a task, by id.

What is measured is kept as `{quantity id: value}`; words, unit, range and help of each quantity stand once,
in the files of `data/quantities`, and forms, methods, messages and reports take them from here. Values are metric.
"""

import math
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from ergo.errors import InputError
from ergo.knowledge.files import DataFileError, file_names, read_json


class Choice(BaseModel):
    """One answer of a quantity that is chosen from a list."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: str
    label: str


class Quantity(BaseModel):
    """One measurable quantity.

    Attributes
    ----------
    id : str
        Such as "lift.h_origin_cm"; it ends with the unit where there is one.
    group, label, symbol : str
        Heading it stands under, what a person calls it (never with a unit), the field's letter if it has one.
    kind : "number", "choice", "flag" or "text"
        What a value is: float, one of `choices`, bool, str.
    unit : str
        Metric unit of a number; empty for a count, a score and whatever is not a number.
    low, high : float
        Widest physical range of a number, to catch slips of typing; a method's own limits are the method's.
    step, decimals : float and int
        How far a form counts at a time, and how many decimals it shows.
    whole : bool
        Only whole numbers make sense.
    computed : bool
        A result, shown but never typed.
    of_person : bool
        About the worker and not about the work: kept out of job sheets and of the employer's copy.
    help : str
        How to measure it.
    used_by : str
        Methods that ask for it, in the field's names.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    group: str
    label: str
    symbol: str = ""
    kind: Literal["number", "choice", "flag", "text"]
    unit: str = ""
    low: float = -math.inf
    high: float = math.inf
    step: float = 1.0
    decimals: int = 0
    whole: bool = False
    choices: tuple[Choice, ...] = ()
    computed: bool = False
    of_person: bool = False
    help: str
    used_by: str

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.kind == "number" and not -math.inf < self.low < self.high < math.inf:
            raise ValueError("a number needs a range from low to high")
        if (self.kind == "choice") != bool(self.choices):
            raise ValueError("a choice needs choices, and nothing else has them")
        return self

    def choice_label(self, value: str) -> str:
        """The words for one of the choices."""
        return next(choice.label for choice in self.choices if choice.value == value)


@cache
def quantities() -> Mapping[str, Quantity]:
    """All quantities by id, in the order of the data files.

    Raises
    ------
    DataFileError
        When a row of the file is incomplete or an id stands twice.
    """
    result: dict[str, Quantity] = {}
    for name in file_names("quantities", ".json"):
        for row in read_json(name)["quantities"]:
            try:
                item = Quantity.model_validate(row)
            except ValidationError as error:
                raise DataFileError(f"data/{name}, {row.get('id', row)}: {error}") from error
            if item.id in result:
                raise DataFileError(f"data/{name}: {item.id} stands twice")
            result[item.id] = item
    return MappingProxyType(result)


def quantity(quantity_id: str) -> Quantity:
    """One quantity.

    Raises
    ------
    InputError
        When there is no such id.

    Examples
    --------
    >>> quantity("lift.h_origin_cm").unit
    'cm'
    """
    try:
        return quantities()[quantity_id]
    except KeyError:
        raise InputError(field="quantity", value=quantity_id) from None


def check_value(quantity_id: str, value: object, item: str = "") -> float | str | bool:
    """The value as it is kept, or an error that a person can act on.

    Parameters
    ----------
    quantity_id : str
        Id of the quantity.
    value : object
        In the quantity's metric unit: a number for a number (never text, never yes/no), one of the choices,
        true or false, or text.
    item : str, optional
        What it belongs to, for the message, such as the name of the task.

    Returns
    -------
    float, str or bool
        A number always as float.

    Raises
    ------
    InputError
        Naming item, label, value, unit and range.

    Examples
    --------
    >>> check_value("lift.load_kg", 12)
    12.0
    >>> check_value("lift.v_origin_cm", 300, item="Floor pick")
    Traceback (most recent call last):
    ergo.errors.InputError: Floor pick: Hand height at the start of the lift 300 cm is outside 0 to 250 cm
    """
    wanted = quantity(quantity_id)
    where = item or None
    if value is None:
        raise InputError(item=where, field=wanted.label)
    if wanted.kind == "number":
        return _number(wanted, value, where)
    if wanted.kind == "flag":
        if isinstance(value, bool):
            return value
        raise _unfit(wanted, value, where, "yes or no")
    if not isinstance(value, str):
        raise _unfit(wanted, value, where, "text")
    if wanted.kind == "choice" and all(value != choice.value for choice in wanted.choices):
        raise _unfit(wanted, value, where, "one of " + ", ".join(choice.value for choice in wanted.choices))
    return value


def _number(wanted: Quantity, value: object, where: str | None) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _unfit(wanted, value, where, "a number")
    number = float(value)
    if not math.isfinite(number):
        raise _unfit(wanted, value, where, "a number")
    if not wanted.low <= number <= wanted.high:
        raise InputError(
            item=where, field=wanted.label, value=value, unit=wanted.unit, low=wanted.low, high=wanted.high
        )
    if wanted.whole and not number.is_integer():
        raise _unfit(wanted, value, where, "a whole number")
    return number


def _unfit(wanted: Quantity, value: object, where: str | None, expected: str) -> InputError:
    shown = repr(value)
    shown = shown if len(shown) <= 60 else f"{shown[:60]}…"
    place = f"{where}: " if where else ""
    return InputError(
        f"{place}{wanted.label} {shown} is not {expected}", item=where, field=wanted.label, value=value
    )
