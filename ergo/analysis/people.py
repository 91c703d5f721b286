"""Handling of people: transfers by how far the people help, with aid and helpers. No lifting equation scores them."""

from ergo.analysis.words import amount_words
from ergo.knowledge.quantities import Quantity, quantities
from ergo.methods.base import MethodData
from ergo.model.job import Task

PREFIX = "people."
_EQUATION, _FINDING = "niosh_1994", "person_handling"


def no_equation() -> str:
    """That no lifting equation applies, and what is described instead."""
    return MethodData.read(_EQUATION).findings[_FINDING].text


def transfers_in_words(task: Task) -> list[tuple[str, str]]:
    """What is known of the transfers of a task: label and value in words, in the order of the vocabulary."""
    rows = [row for row in quantities().values() if row.id.startswith(PREFIX)]
    return [
        (row.label, _words(row, task.measurements[row.id].value))
        for row in rows
        if row.id in task.measurements
    ]


def _words(row: Quantity, value: float | str | bool) -> str:
    if row.kind == "choice":
        return row.choice_label(str(value))
    return amount_words(float(value), row.unit)
