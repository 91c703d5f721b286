"""Kinds of task, and which measured quantity is a demand in which dimension."""

from collections.abc import Mapping
from functools import cache
from typing import Literal

from pydantic import Field

from ergo.knowledge.dimensions import Aspect, dimensions, unit_of
from ergo.knowledge.files import read_json
from ergo.knowledge.quantities import quantity
from ergo.knowledge.rows import Row
from ergo.knowledge.sources import SourceField, Status


class TaskKindRow(Row):
    """A kind of task: its label, posture, the dimensions it can ask for, and the methods that fit it.

    ``methods`` score one task, of which ``recommended_method`` for the reason that is given; ``further_methods`` do so
    on request; ``job_methods`` score several tasks of the kind together. ``only_with`` says for a method that fits a
    part of such work, such as carrying, how the names of the quantities of that part begin.
    """

    id: str
    label: str
    posture: str | None
    involves: tuple[str, ...] | Literal["*"]
    methods: tuple[str, ...]
    further_methods: tuple[str, ...] = ()
    job_methods: tuple[str, ...]
    recommended_method: str | None
    recommended_because: str = ""
    only_with: Mapping[str, str] = Field(default_factory=dict)

    def fitting(self, measured: Mapping[str, object]) -> tuple[str, ...]:
        """The methods for what was measured of a task, by quantity id, the recommended one first.

        Zero and "no" say that a part of the work is not done.
        """
        fit = self._fitting(self.methods, measured)
        return tuple(sorted(fit or self.methods, key=lambda method: method != self.recommended_method))

    def fitting_further(self, measured: Mapping[str, object]) -> tuple[str, ...]:
        """The further methods for what was measured of a task, by quantity id."""
        return self._fitting(self.further_methods, measured) or self.further_methods

    def _fitting(self, methods: tuple[str, ...], measured: Mapping[str, object]) -> tuple[str, ...]:
        done = [name for name, value in measured.items() if value]
        return tuple(m for m in methods if any(n.startswith(self.only_with.get(m, "")) for n in done))

    def side_by_side(self) -> tuple[tuple[str, str], ...]:
        """The methods that are shown beside each other: the one that leads a part of the work with each other for it.

        Methods of several tasks together are led by the first of them.
        """
        pairs = []
        for part in dict.fromkeys(self.only_with.get(method, "") for method in self.methods):
            of_part = [
                m for m in (*self.methods, *self.further_methods) if self.only_with.get(m, "") in (part, "")
            ]
            of_part.sort(key=lambda method: method != self.recommended_method)
            pairs += [(of_part[0], other) for other in of_part[1:]]
        together = [m for m in self.job_methods if m not in self.only_with]
        return (*pairs, *((together[0], other) for other in together[1:]))

    def may_involve(self, dimension_id: str) -> bool:
        """Whether such work can ask for something in this dimension."""
        return self.involves == "*" or dimension_id in self.involves


class DemandRule(Row):
    """One quantity that is a demand in one dimension."""

    quantity: str
    dimension: str
    aspect: Aspect
    factor: float


class MetDefinition(Row):
    """What one MET is in energy."""

    kcal_per_kg_h: float
    source: SourceField
    status: Status
    note: str


@cache
def met() -> MetDefinition:
    """One MET, with source and status."""
    return MetDefinition.model_validate(read_json("demand_rules.json")["met"])


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
