"""Scores without a case: a method on inputs that somebody has at hand."""

from collections.abc import Mapping
from typing import Any

from ergo.errors import InputError
from ergo.methods import load
from ergo.methods.base import Method
from ergo.methods.result import Result


def score_inputs(method_id: str, document: object) -> Result | list[Result]:
    """Score inputs by one method.

    Parameters
    ----------
    method_id : str
        One of `ergo.methods.method_ids`.
    document : object
        What JSON gives: one group of inputs, or a list of them. An input goes by its field in the method ("load_kg")
        or by its quantity ("lift.load_kg").

    Returns
    -------
    Result or list of Result
        One result for a group, one for each group of a list. A method of several parts (the tasks of a job) takes a
        list as the parts and gives one result.

    Raises
    ------
    InputError
        For a missing, unknown or impossible value, naming row, field, value and range.
    """
    method = load(method_id)
    if not isinstance(document, list):
        return method.score(**_named(method, document))
    if not document:
        raise InputError("The list of inputs is empty.", field="input")
    rows = [_named(method, row, number) for number, row in enumerate(document, start=1)]
    for number, row in enumerate(rows, start=1):
        method.inputs.of(row, row=number)
    if method.parts:
        return method.score(**method.inputs.columns(rows))
    return [method.score(**row) for row in rows]


def _named(method: Method, inputs: object, row: int | None = None) -> dict[str, Any]:
    """A group of inputs by the method's fields."""
    if not isinstance(inputs, Mapping):
        place = "" if row is None else f"row {row}: "
        one = next(iter(method.inputs.quantities()))
        raise InputError(
            f'{place}Inputs are a group of names and values, such as {{"{one}": 1}}.', field="input", row=row
        )
    fields = {quantity.id: name for name, quantity in method.inputs.quantities().items()}
    return {fields.get(str(name), str(name)): value for name, value in inputs.items()}
