"""What the reference pages show of a method: its equation, its inputs and an example that is computed now."""

import importlib
import inspect
from dataclasses import dataclass
from doctest import DocTestParser
from functools import cache
from types import ModuleType
from typing import Any

from ergo.knowledge.tasks import task_kinds
from ergo.methods import load, method_ids
from ergo.methods.base import Method
from ergo.methods.result import Result
from ergo.workflow.search import found

_EQUATION_INDENT = "    "


@dataclass(frozen=True)
class Fit:
    """A kind of task that a method fits, and whether it is the recommended one for it."""

    kind: str
    recommended: bool


def find_methods(search: str = "") -> list[Method]:
    """The methods in whose id, name, edition or question a search is found, by name."""
    methods = [load(method_id) for method_id in method_ids()]
    matching = [m for m in methods if found(search, m.id, m.name, m.edition, m.answers, *m.kinds)]
    return sorted(matching, key=lambda method: (method.name, method.edition))


def fits(method_id: str) -> list[Fit]:
    """The kinds of task for which a method is offered, alone or over several tasks."""
    return [
        Fit(kind.label, method_id == kind.recommended_method)
        for kind in task_kinds().values()
        if method_id in (*kind.methods, *kind.further_methods, *kind.job_methods)
    ]


def equation(method_id: str) -> str:
    """The equations of a method as its documentation writes them; empty for one that has none."""
    lines = inspect.cleandoc(_module(method_id).__doc__ or "").splitlines()
    return "\n".join(
        line.removeprefix(_EQUATION_INDENT) for line in lines if line.startswith(_EQUATION_INDENT)
    )


@cache
def worked_examples(method_id: str) -> tuple[Result, ...]:
    """The examples in the documentation of a method, computed now, each with its inputs and every step."""
    module = _module(method_id)
    computed: list[Result] = []

    def score(**values: Any) -> Result:
        computed.append(load(method_id).score(**values))
        return computed[-1]

    names = {**vars(module), "score": score}
    for example in DocTestParser().get_examples(module.__doc__ or ""):
        exec(example.source, names)  # noqa: S102 - the documentation of our own module, which the tests run too
    return tuple(computed)


def _module(method_id: str) -> ModuleType:
    load(method_id)
    return importlib.import_module(f"ergo.methods.{method_id}")
