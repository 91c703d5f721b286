"""One way of doing a task that a plan may use."""

from dataclasses import dataclass
from datetime import date

from ergo.model.job import Task


@dataclass(frozen=True)
class TaskVariant:
    """A finished variant of a task, with the date from which it exists.

    ``task`` is the task as it is done with the modifications ``modification_ids``; ``task_id`` names the task of the
    job that it stands for. ``from_date`` None means that no date is agreed yet, so no plan may count on it.
    ``permanent`` says that the task done this way is accepted as the normal job.
    """

    task_id: str
    modification_ids: tuple[str, ...]
    task: Task
    from_date: date | None
    permanent: bool
