"""A normal day of the job: its tasks beside the length of a shift, and what is missing or too much."""

from dataclasses import dataclass

from ergo.analysis.worktime import normal_shift_min
from ergo.model.case import Case
from ergo.model.job import Importance, Task


@dataclass(frozen=True)
class NormalDay:
    """The tasks that fall on every shift, and the paid minutes of the longest shift (0 where no roster is entered).

    ``weekly`` says that other tasks come only on some days, so that the rest may belong to them.
    """

    tasks: tuple[Task, ...]
    shift_min: int
    weekly: bool

    @property
    def total_min(self) -> int:
        """Minutes of the tasks together; one whose minutes are not known counts nothing."""
        return sum(task.minutes_per_shift or 0 for task in self.tasks)

    @property
    def too_much_min(self) -> int:
        """Minutes by which the tasks are longer than the shift."""
        return max(0, self.total_min - self.shift_min) if self.shift_min else 0

    @property
    def missing_min(self) -> int:
        """Minutes of the shift that no task accounts for."""
        return max(0, self.shift_min - self.total_min)


def normal_day(case: Case) -> NormalDay:
    """The normal day of a job; duties offered only for the return are no part of it."""
    own = [task for task in case.job.tasks if task.importance is not Importance.ALTERNATIVE]
    roster = case.job.roster
    return NormalDay(
        tasks=tuple(task for task in own if task.times_per_week is None),
        shift_min=normal_shift_min(roster) if roster else 0,
        weekly=any(task.times_per_week is not None for task in case.job.tasks),
    )
