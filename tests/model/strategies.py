"""Random cases, drawn from the model itself: every field, new ones included, with values that it allows."""

from collections.abc import Callable
from datetime import date, time
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt, MaxLen
from hypothesis import strategies as st
from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from ergo.knowledge.dimensions import Aspect, dimensions
from ergo.knowledge.policies import Policy, policies
from ergo.knowledge.quantities import Quantity, quantities
from ergo.model.base import Measurement, TimeZone
from ergo.model.capacity import Capacity, Reading
from ergo.model.case import Case
from ergo.model.job import Demand

MOST_IN_A_LIST = 2
DATES = st.dates(date(2020, 1, 1), date(2035, 12, 31))
IN_VOCABULARY = [(row.id, aspect) for row in dimensions().values() for aspect in row.amounts]
NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def cases() -> st.SearchStrategy[Case]:
    """Cases with any of their fields given or left out."""
    return documents(Case).map(Case.model_validate)


def documents(model: type[BaseModel]) -> st.SearchStrategy[dict[str, Any]]:
    """Plain documents of a model: its required fields, and any of the others."""
    fields = {name: _of_field(field) for name, field in model.model_fields.items()}
    required = {name for name, field in model.model_fields.items() if field.is_required()}
    document = st.fixed_dictionaries(
        {name: fields[name] for name in required},
        optional={name: fields[name] for name in fields.keys() - required},
    )
    in_words = {Demand: _one_dimension, Capacity: _one_dimension, Reading: _some_dimensions}.get(model)
    return document if in_words is None else in_words(document)


def measurements() -> st.SearchStrategy[dict[str, Any]]:
    """What was measured of a task: quantities of every kind with values in their range."""
    measured = st.sampled_from(list(quantities().values())).flatmap(
        lambda q: st.tuples(st.just(q.id), documents(Measurement), _values_of(q))
    )
    return st.lists(measured, min_size=1, max_size=MOST_IN_A_LIST).map(
        lambda found: {quantity_id: document | {"value": value} for quantity_id, document, value in found}
    )


def _values_of(quantity: Quantity) -> st.SearchStrategy[float | bool | str]:
    match quantity.kind:
        case "flag":
            return st.booleans()
        case "choice":
            return st.sampled_from([choice.value for choice in quantity.choices])
        case "text":
            return NAMES
    numbers = st.floats(quantity.low, quantity.high)
    return numbers.map(lambda x: float(int(x))) if quantity.whole else numbers


def _one_dimension(document: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    pairs = st.sampled_from(IN_VOCABULARY)
    return st.builds(lambda d, pair: d | {"dimension": pair[0], "aspect": pair[1]}, document, pairs)


def _some_dimensions(document: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    def of_aspect(aspect: Aspect) -> st.SearchStrategy[dict[str, Any]]:
        having = [dimension_id for dimension_id, found in IN_VOCABULARY if found is aspect]
        some = st.lists(st.sampled_from(having), min_size=1, max_size=4)
        return st.builds(lambda d, chosen: d | {"dimensions": chosen, "aspect": aspect}, document, some)

    return st.sampled_from(list(Aspect)).flatmap(of_aspect)


def _of_field(field: FieldInfo) -> st.SearchStrategy[Any]:
    return _of_type(field.annotation, field.metadata)


def _of_type(annotation: Any, limits: list[Any]) -> st.SearchStrategy[Any]:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if hasattr(annotation, "__metadata__"):
        return _of_type(arguments[0], [*limits, *annotation.__metadata__])
    if any(limit in TimeZone.__metadata__ for limit in limits):
        return st.sampled_from(["", "Europe/Berlin", "America/New_York"])
    if origin in (Union, UnionType):
        return st.one_of(*(_of_type(argument, limits) for argument in arguments))
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is list:
        # An empty list is what a field that was left out holds.
        return st.lists(_of_type(arguments[0], []), min_size=1, max_size=MOST_IN_A_LIST)
    if annotation == dict[str, Measurement]:
        return measurements()
    if origin is dict:
        keys, values = (_of_type(argument, []) for argument in arguments)
        return st.dictionaries(keys, values, min_size=1, max_size=MOST_IN_A_LIST)
    if annotation is Policy:
        return st.sampled_from([policy.model_dump() for policy in policies().values()])
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return st.deferred(lambda: documents(annotation))
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return st.sampled_from(list(annotation))
    return _PLAIN[annotation](limits)


def _parts(limits: list[Any]) -> list[Any]:
    """The single limits within a list of `Field` and constraint objects."""
    return [part for x in limits for part in (x.metadata if isinstance(x, FieldInfo) else [x])]


def _bounds(limits: list[Any]) -> tuple[float | None, float | None]:
    parts = _parts(limits)
    low = max((x.ge if isinstance(x, Ge) else x.gt for x in parts if isinstance(x, Ge | Gt)), default=None)
    high = min((x.le if isinstance(x, Le) else x.lt for x in parts if isinstance(x, Le | Lt)), default=None)
    return low, high  # type: ignore[return-value]


def _is_allowed(limits: list[Any], value: float) -> bool:
    """Whether a value within the bounds is not one that has to be passed, or stayed below."""
    return all(value not in (getattr(x, "gt", None), getattr(x, "lt", None)) for x in _parts(limits))


def _integers(limits: list[Any]) -> st.SearchStrategy[int]:
    low, high = _bounds(limits)
    numbers = st.integers(None if low is None else int(low), None if high is None else int(high))
    return numbers.filter(lambda number: _is_allowed(limits, number))


def _floats(limits: list[Any]) -> st.SearchStrategy[float]:
    low, high = _bounds(limits)
    numbers = st.floats(low, high, allow_nan=False, allow_infinity=False)
    return numbers.filter(lambda number: _is_allowed(limits, number))


def _strings(limits: list[Any]) -> st.SearchStrategy[str]:
    parts = _parts(limits)
    pattern = next((p for x in parts if (p := getattr(x, "pattern", None)) is not None), None)
    if pattern is not None:
        return st.from_regex(pattern.rstrip("$") + r"\Z", alphabet=st.characters(codec="ascii"))
    most = [x.max_length for x in parts if isinstance(x, StringConstraints | MaxLen) and x.max_length]
    return NAMES.map(lambda text: text[: min(most, default=12)])


_PLAIN: dict[Any, Callable[[list[Any]], st.SearchStrategy[Any]]] = {
    NoneType: lambda _: st.none(),
    bool: lambda _: st.booleans(),
    int: _integers,
    float: _floats,
    str: _strings,
    date: lambda _: DATES,
    time: lambda _: st.times().map(lambda t: t.replace(microsecond=0)),
}
