"""The worked examples that come with the tool."""

from dataclasses import dataclass
from functools import cache

from ergo.knowledge.examples import example_document, example_ids
from ergo.model.case import Case
from ergo.store import casefile


@dataclass(frozen=True)
class ExampleInfo:
    """One worked example: its title, the job, and what it shows."""

    id: str
    title: str
    job: str
    summary: str


@cache
def examples() -> tuple[ExampleInfo, ...]:
    """Every worked example."""
    found = [(example_id, example(example_id)) for example_id in example_ids()]
    return tuple(ExampleInfo(name, case.title, case.job.title, case.notes) for name, case in found)


def example(example_id: str) -> Case:
    """One worked example; InputError when there is none with this id."""
    return casefile.from_document(example_document(example_id))
