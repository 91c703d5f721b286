"""Template jobs: typical tasks of a trade to start from. Every figure in them is to be measured, none is a fact.

One file of ``data/job_templates`` is one job, named by its id::

    {
     "id": "warehouse_picker",
     "title": "Warehouse picker",
     "note": "What such a job is, and what to look at first on site.",
     "source": "PROP",
     "status": "proposal",
     "roster": "week_5x8",
     "tasks": [
      {
       "id": "pick_low",
       "name": "Pick from the lowest shelf",
       "kind": "lifting",
       "importance": "essential",
       "minutes_per_shift": 150,
       "measurements": {"lift.load_kg": {"value": 9, "how": "estimated"}},
       "demands": [{"dimension": "walk", "aspect": "dose", "usual": 60, "source": "estimated"}],
       "description": "..."
      }
     ]
    }

``roster`` is the id of a row of ``data/rosters.json`` and may be left out. A task is a document of
`ergo.model.job.Task`; this reader checks what it can without the model (ids, quantities with their ranges, dimensions,
and that every figure is marked as estimated), and a test reads every task with the model.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import Field

from ergo.errors import InputError
from ergo.knowledge.dimensions import unit_of
from ergo.knowledge.files import DataFileError, file_names, read_json
from ergo.knowledge.quantities import check_value
from ergo.knowledge.rosters import roster_presets
from ergo.knowledge.rows import Row, Words, checked
from ergo.knowledge.sources import SourceField, Status

FOLDER = "job_templates"
ESTIMATED = "estimated"


class JobTemplate(Row):
    """One template job: its title, what to look at first, the ready-made roster it is worked on, and its tasks."""

    id: Words
    title: Words
    note: Words
    source: SourceField
    status: Status
    roster: str | None = None
    tasks: tuple[Mapping[str, Any], ...] = Field(min_length=1)


@cache
def job_templates() -> dict[str, JobTemplate]:
    """All template jobs by id, by title in alphabetical order.

    Raises DataFileError naming file, task and field of a mistake.
    """
    found = [_read(name) for name in file_names(FOLDER, ".json")]
    return {template.id: template for template in sorted(found, key=lambda t: t.title)}


def job_template(template_id: str) -> JobTemplate:
    """One template job; InputError when there is none with this id."""
    found = job_templates().get(template_id)
    if found is None:
        raise InputError(
            f"There is no template job called '{template_id}'.", field="template", value=template_id
        )
    return found


def _read(file: str) -> JobTemplate:
    (template,) = checked(JobTemplate, [read_json(file)], file)
    if file != f"{FOLDER}/{template.id}.json":
        raise DataFileError(f"data/{file}: its id is '{template.id}'; the file is named after it")
    if template.roster is not None and template.roster not in roster_presets():
        raise DataFileError(f"data/{file}, roster: there is no ready-made roster '{template.roster}'")
    ids = [task.get("id") for task in template.tasks]
    if None in ids or len(set(ids)) < len(ids):
        raise DataFileError(f"data/{file}, tasks: each task needs an id of its own")
    for task in template.tasks:
        for mistake in _mistakes(task):
            raise DataFileError(f"data/{file}, task {task['id']}: {mistake}")
    return template


def _mistakes(task: Mapping[str, Any]) -> Iterator[str]:
    for part in (task, *(task.get("cycle") or {}).get("steps", ())):
        for quantity_id, measurement in part.get("measurements", {}).items():
            if measurement.get("how") != ESTIMATED:
                yield f"{quantity_id} is not marked as {ESTIMATED}"
            try:
                check_value(quantity_id, measurement.get("value"))
            except InputError as error:
                yield f"{quantity_id}: {error}"
    for demand in task.get("demands", ()):
        name = f"demand {demand.get('dimension')}.{demand.get('aspect')}"
        if demand.get("source") != ESTIMATED:
            yield f"{name} is not marked as {ESTIMATED}"
        try:
            unit_of(demand.get("dimension", ""), demand.get("aspect", ""))
        except InputError as error:
            yield f"{name}: {error}"
