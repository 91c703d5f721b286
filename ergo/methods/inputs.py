"""What a method asks for: fields bound to quantities, and one check of values for single cases and arrays."""

import math
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType, NoneType, SimpleNamespace
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from ergo.errors import InputError
from ergo.knowledge.quantities import Quantity, check_value, quantity

UNKNOWN = -1
"""Position that stands for an unanswered choice or flag inside a method."""


def measured(quantity_id: str, *, required: bool = True) -> Any:
    """A field of an input model, bound to a quantity: label, help, range and choices follow from it.

    Parameters
    ----------
    quantity_id : str
        Id in the vocabulary.
    required : bool
        False where the method can do without it; then None says that it is not known.
    """
    bound = quantity(quantity_id)
    extra: dict[str, Any] = {"quantity": quantity_id}
    if bound.kind == "choice":
        extra["enum"] = [choice.value for choice in bound.choices]
    if bound.unit:
        extra["unit"] = bound.unit
    is_number = bound.kind == "number"
    default: Any = ... if required else None
    return Field(
        default=default,
        title=bound.label,
        description=bound.help,
        json_schema_extra=extra,
        ge=bound.low if is_number else None,
        le=bound.high if is_number else None,
    )


class MethodInput(BaseModel):
    """Base of every input model: one case, each field bound to a quantity with `measured`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def quantities(cls) -> Mapping[str, Quantity]:
        """The quantity behind each field, in the order of the form."""
        return _quantities(cls)

    @classmethod
    def required(cls) -> tuple[str, ...]:
        """The fields without which there is no result."""
        return _required(cls)

    @classmethod
    def of(cls, values: Mapping[str, Any], item: str = "", row: int | None = None) -> Self:
        """One checked case.

        Parameters
        ----------
        values : mapping
            Values by field name, in the metric units of the quantities; None says that one is not known.
        item, row : optional
            What the values belong to, for the message: the name of the task, the row of the file.

        Raises
        ------
        InputError
            For a missing, unknown or impossible value, naming item, row, field, value, unit and range.
        """
        try:
            cls.check(values)
        except InputError as error:
            raise _placed(error, item, row) from None
        return cls(**values)

    @classmethod
    def check(cls, values: Mapping[str, Any]) -> SimpleNamespace:
        """The values as a method computes with them: one attribute a field, each a number or an array.

        A number becomes a float, NaN where unknown. A choice becomes its position in the quantity's list, a flag
        1 or 0; both are UNKNOWN where unanswered. In an array None, NaN or empty text stands for unknown.

        Raises
        ------
        InputError
            As `of`; for an array it names the first bad row.
        """
        checked = SimpleNamespace()
        kept = checked.__dict__
        for field in _fields(cls):
            name, low, high, codes, _, _ = field
            value: Any = values.get(name)
            kind = type(value)
            if kind in _PLAIN_NUMBERS and low <= value <= high:
                kept[name] = float(value)
            elif kind in _PLAIN_ANSWERS and value in codes:
                kept[name] = codes[value]
            elif value is None:
                kept[name] = _not_given(field)
            elif isinstance(value, float | int | str | np.generic):
                kept[name] = _computable(field, value)
            else:
                kept[name] = _checked_array(field, value)
        if not values.keys() <= kept.keys():
            names, stranger = ", ".join(kept), next(name for name in values if name not in kept)
            raise InputError(f"{stranger!r} is not an input; the inputs are {names}", field=stranger)
        return checked

    @classmethod
    def columns(cls, rows: Sequence[Mapping[str, Any]]) -> dict[str, NDArray[Any]]:
        """Several cases as one array a field, for a method that takes arrays or several parts.

        None stands where a case lacks a value that another has.
        """
        names = dict.fromkeys(name for row in rows for name, value in row.items() if value is not None)
        return {name: np.array([row.get(name) for row in rows], dtype=object) for name in names}


def not_known(value: Any) -> bool:
    """Whether nothing is known of a checked number: NaN, or an array of nothing else."""
    return math.isnan(value) if isinstance(value, float) else bool(np.isnan(value).all())


def refuse_where(where: Any, field: Quantity, value: Any, why: str) -> None:
    """Refuse values that contradict each other or leave a needed one out, naming the first row for arrays.

    Raises
    ------
    InputError
        "row 3: Heaviest load 8 kg is below the usual load".
    """
    if not (where.any() if isinstance(where, np.ndarray) else where):
        return
    bad = np.asarray(where)
    first = tuple(np.argwhere(bad)[0])
    refused = None if value is None else np.broadcast_to(value, bad.shape)[first].item()
    row = int(first[0]) + 1 if first else None
    raise InputError(field=field.label, value=refused, unit=field.unit, row=row, why=why)


_PLAIN_NUMBERS, _PLAIN_ANSWERS = frozenset({float, int}), frozenset({str, bool})


class _BoundField(NamedTuple):
    """A field, ready to check values: range of a number, position of each answer."""

    name: str
    low: float
    high: float
    codes: Mapping[Any, int]
    quantity: Quantity
    required: bool


@cache
def _fields(model: type[MethodInput]) -> tuple[_BoundField, ...]:
    fields = []
    for name, info in model.model_fields.items():
        extra = info.json_schema_extra
        if not isinstance(extra, dict):
            raise TypeError(f"{model.__name__}.{name} is not bound to a quantity: use measured()")
        bound = quantity(str(extra["quantity"]))
        codes: dict[Any, int] = {choice.value: place for place, choice in enumerate(bound.choices)}
        if bound.kind == "flag":
            codes = {False: 0, True: 1}
        plain = bound.kind == "number" and not bound.whole  # whole numbers are looked at more closely
        low, high = (bound.low, bound.high) if plain else (math.inf, -math.inf)
        fields.append(_BoundField(name, low, high, codes, bound, info.is_required()))
    return tuple(fields)


@cache
def _quantities(model: type[MethodInput]) -> Mapping[str, Quantity]:
    return MappingProxyType({field.name: field.quantity for field in _fields(model)})


@cache
def _required(model: type[MethodInput]) -> tuple[str, ...]:
    return tuple(field.name for field in _fields(model) if field.required)


def _not_given(field: _BoundField) -> float | int:
    """What a method computes with where a value is not known.

    Raises
    ------
    InputError
        Where it is needed.
    """
    if field.required:
        raise InputError(field=field.quantity.label)
    return UNKNOWN if field.codes else math.nan


def _computable(field: _BoundField, value: Any) -> float | int:
    """A single value, checked, as a method computes with it."""
    checked = check_value(field.quantity.id, value.item() if isinstance(value, np.generic) else value)
    return field.codes[checked] if field.codes else float(checked)


def _checked_array(field: _BoundField, given: Any) -> NDArray[Any]:
    values = np.asarray(given)
    kind = values.dtype.kind
    if not field.codes and kind in "fiu":
        return _checked_numbers(field, values.astype(np.float64, copy=False))
    if kind == "b" and True in field.codes:
        return values.astype(np.int8)
    if isinstance(given, list | tuple):
        values = np.array(given, dtype=object)  # each item as it was typed
    if not field.codes and set(map(type, values.flat)) <= {float, int, NoneType}:
        return _checked_numbers(field, values.astype(np.float64))
    kept = np.full(values.shape, UNKNOWN, np.int32) if field.codes else np.full(values.shape, math.nan)
    for answer, code in field.codes.items():
        if isinstance(answer, str):
            kept += np.int32(code - UNKNOWN) * (values == answer)  # quicker than by a mask
    rest = kept == UNKNOWN if field.quantity.choices else np.ones(values.shape, bool)
    if not field.required:
        rest &= (values != None) & (values != "")  # noqa: E711 - each item of an array
    for place in np.argwhere(rest):  # whatever is not plain numbers, booleans or words of the list
        kept[tuple(place)] = _checked_item(field, values[tuple(place)], place)
    return kept


def _checked_numbers(field: _BoundField, values: NDArray[np.float64]) -> NDArray[np.float64]:
    bound = field.quantity
    if values.size and values.min() >= field.low and values.max() <= field.high:
        return values
    fits = (values >= bound.low) & (values <= bound.high)
    if bound.whole:
        fits &= values == np.floor(values)
    if not field.required:
        fits |= np.isnan(values)
    for place in np.argwhere(~fits):
        _checked_item(field, values[tuple(place)], place)
    return values


def _checked_item(field: _BoundField, value: Any, place: NDArray[Any]) -> float | int:
    """One item of an array; the message of a refusal names its row."""
    item = value.item() if isinstance(value, np.generic) else value
    try:
        if item is None or item == "" or item != item:  # noqa: PLR0124 - NaN is the only value unlike itself
            return _not_given(field)
        return _computable(field, item)
    except InputError as error:
        raise _placed(error, "", int(place[0]) + 1 if place.size else 1) from None


def _placed(error: InputError, item: str, row: int | None) -> InputError:
    """The same error with the name of what it is about before it."""
    place = ", ".join(part for part in (item, f"row {row}" if row else "") if part)
    return InputError(
        f"{place}: {error}" if place else str(error),
        item=item or error.item,
        field=error.field,
        value=error.value,
        unit=error.unit,
        low=error.low,
        high=error.high,
        row=row or error.row,
    )
