"""Kinds of task, and which measured quantity is a demand in which dimension."""

from functools import cache
from typing import Literal

from ergo.knowledge.dimensions import Aspect, dimensions, unit_of
from ergo.knowledge.files import read_json
from ergo.knowledge.quantities import quantity
from ergo.knowledge.rows import Row


class TaskKindRow(Row):
    """A kind of task: its label, posture, the dimensions it can ask for, and the methods that fit it.

    ``methods`` score one task; ``job_methods`` score several tasks of the kind together.
    """

    id: str
    label: str
    posture: str | None
    involves: tuple[str, ...] | Literal["*"]
    methods: tuple[str, ...]
    job_methods: tuple[str, ...]
    recommended_method: str | None

    def may_involve(self, dimension_id: str) -> bool:
        """Whether such work can ask for something in this dimension."""
        return self.involves == "*" or dimension_id in self.involves


class DemandRule(Row):
    """One quantity that is a demand in one dimension."""

    quantity: str
    dimension: str
    aspect: Aspect
    factor: float


@cache
def task_kinds() -> dict[str, TaskKindRow]:
    """All kinds of task by id."""
    rows = [TaskKindRow.model_validate(row) for row in read_json("task_kinds.json")["kinds"]]
    for row in rows:
        unknown = [] if row.involves == "*" else [d for d in row.involves if d not in dimensions()]
        if unknown:
            raise ValueError(f"task_kinds.json, {row.id}: unknown dimensions {', '.join(unknown)}")
    return {row.id: row for row in rows}


@cache
def demand_rules() -> tuple[DemandRule, ...]:
    """The table of demand rules, checked against both vocabularies."""
    rules = tuple(DemandRule.model_validate(row) for row in read_json("demand_rules.json")["rules"])
    for rule in rules:
        quantity(rule.quantity)
        unit_of(rule.dimension, rule.aspect)
    return rules
