"""What a method asks for: fields bound to quantities, and one check of values for single cases and arrays."""

import math
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType, SimpleNamespace
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
        return tuple(field.name for field in _fields(cls) if field.required)

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
        for name, wanted, required in _fields(cls):
            value = values.get(name)
            if isinstance(value, np.generic):
                value = value.item()
            if value is None:
                if required:
                    raise InputError(field=wanted.label)
                kept[name] = _unknown(wanted)
            elif isinstance(value, float | int | str):
                kept[name] = _computable(wanted, check_value(wanted.id, value))
            else:
                kept[name] = _checked_array(wanted, value, required=required)
        for name in values:
            if name not in kept:
                names = ", ".join(kept)
                raise InputError(f"{name!r} is not an input; the inputs are {names}", field=name)
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
    shown = "" if refused is None else f" {refused:g} {field.unit}"
    row = int(first[0]) + 1 if first else None
    place = f"row {row}: " if row else ""
    raise InputError(
        f"{place}{field.label}{shown} {why}", field=field.label, value=refused, unit=field.unit, row=row
    )


class _BoundField(NamedTuple):
    name: str
    quantity: Quantity
    required: bool


@cache
def _fields(model: type[MethodInput]) -> tuple[_BoundField, ...]:
    fields = []
    for name, info in model.model_fields.items():
        extra = info.json_schema_extra
        if not isinstance(extra, dict):
            raise TypeError(f"{model.__name__}.{name} is not bound to a quantity: use measured()")
        fields.append(_BoundField(name, quantity(str(extra["quantity"])), info.is_required()))
    return tuple(fields)


@cache
def _quantities(model: type[MethodInput]) -> Mapping[str, Quantity]:
    return MappingProxyType({field.name: field.quantity for field in _fields(model)})


def _unknown(wanted: Quantity) -> float | int:
    return math.nan if wanted.kind == "number" else UNKNOWN


def _computable(wanted: Quantity, value: float | str | bool) -> float | int:
    """A checked value as a method computes with it."""
    if isinstance(value, str):
        return [choice.value for choice in wanted.choices].index(value)
    return int(value) if wanted.kind == "flag" else value


def _checked_array(wanted: Quantity, given: Any, *, required: bool) -> NDArray[Any]:
    values = np.asarray(given)
    kind = values.dtype.kind
    if wanted.kind == "number" and kind in "fiu":
        return _checked_numbers(wanted, values.astype(np.float64, copy=False), required=required)
    if wanted.kind == "flag" and kind == "b":
        return values.astype(np.int8)
    if isinstance(given, list | tuple):
        values = np.array(given, dtype=object)  # each item as it was typed
    kept = np.full(values.shape, _unknown(wanted))
    for position, choice in enumerate(wanted.choices):
        kept += (position - UNKNOWN) * (values == choice.value)  # quicker than by a mask
    rest = kept == UNKNOWN if wanted.choices else np.ones(values.shape, bool)
    for place in np.argwhere(rest):  # whatever is not plain numbers, booleans or words of the list
        where = tuple(place)
        kept[where] = _checked_item(wanted, values[where], required=required, row=_row(place))
    return kept


def _checked_numbers(wanted: Quantity, values: NDArray[np.float64], *, required: bool) -> NDArray[np.float64]:
    if values.size and values.min() >= wanted.low and values.max() <= wanted.high and not wanted.whole:
        return values
    fits = (values >= wanted.low) & (values <= wanted.high)
    if wanted.whole:
        fits &= values == np.floor(values)
    for place in np.argwhere(~fits):
        _checked_item(wanted, values[tuple(place)], required=required, row=_row(place))
    return values


def _checked_item(wanted: Quantity, value: Any, *, required: bool, row: int) -> float | int:
    item = value.item() if isinstance(value, np.generic) else value
    if item is None or item == "" or item != item:  # noqa: PLR0124 - NaN is the only value unlike itself
        if required:
            raise InputError(row=row, field=wanted.label)
        return _unknown(wanted)
    try:
        return _computable(wanted, check_value(wanted.id, item))
    except InputError as error:
        raise _placed(error, "", row) from None


def _row(place: NDArray[Any]) -> int:
    return int(place[0]) + 1 if place.size else 1


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
