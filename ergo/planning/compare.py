"""What a plan comes to, in figures that can stand beside those of another plan of the same job."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ergo.analysis.worktime import DAYS_PER_WEEK, DatedShift, normal_shift_min, working_shifts
from ergo.model.case import Case
from ergo.model.job import Importance, Roster, Task
from ergo.model.plan import Allocation, Plan, PlanWeek
from ergo.planning.variants import TaskVariant


@dataclass(frozen=True)
class EssentialDuty:
    """An essential task, and the week from which it keeps its normal time to the horizon; None where it never does."""

    task_id: str
    name: str
    restored_week: int | None


@dataclass(frozen=True)
class PlanFigures:
    """What is compared: full duties, minutes worked in each week, essential duties and how many stand in each week.

    A duty stands in a week in which it is done for its normal minutes on every whole shift on which it falls, as
    normal or in a form accepted as permanent.
    """

    full_duties_week: int | None
    full_duties_from: date | None
    week_minutes: tuple[int, ...]
    essential: tuple[EssentialDuty, ...]
    restored_by_week: tuple[int, ...]

    @property
    def total_min(self) -> int:
        """Minutes worked over the whole plan."""
        return sum(self.week_minutes)


class PlanReader:
    """Reads the weeks of any plan of a case against the normal job."""

    def __init__(self, case: Case, plan: Plan, variants: Sequence[TaskVariant] = ()) -> None:
        last = max(week.monday for week in plan.weeks) + timedelta(days=DAYS_PER_WEEK - 1)
        self._plan = plan
        self._tasks = [t for t in case.job.tasks if t.importance is Importance.ESSENTIAL]
        self._longest_min = normal_shift_min(case.job.roster or Roster(anchor=date.min))
        self._permanent = {(v.task_id, frozenset(v.modification_ids)) for v in variants if v.permanent}
        self._shifts = [
            s for s in working_shifts(case, plan.start, last) if s.date >= plan.start and s.available_min > 0
        ]

    def figures(self) -> PlanFigures:
        """The figures of the plan."""
        plan = self._plan
        stands = {task.id: [self.stands(week, task) for week in plan.weeks] for task in self._tasks}
        full = None if plan.full_duties_week is None else plan.weeks[plan.full_duties_week - 1]
        return PlanFigures(
            full_duties_week=plan.full_duties_week,
            full_duties_from=None if full is None else full.monday,
            week_minutes=tuple(week.total_min for week in plan.weeks),
            essential=tuple(
                EssentialDuty(task.id, task.name, _to_the_end(stands[task.id])) for task in self._tasks
            ),
            restored_by_week=tuple(
                sum(row[index] for row in stands.values()) for index in range(len(plan.weeks))
            ),
        )

    def full_weeks(self) -> list[bool]:
        """For each week whether it works every shift in full, with every essential task at its normal minutes."""
        return [
            week.total_min >= sum(s.available_min for s in self._of_week(week))
            and all(self.stands(week, task) for task in self._tasks)
            for week in self._plan.weeks
        ]

    def stands(self, week: PlanWeek, task: Task) -> bool:
        """Whether a task has its normal minutes in a week; one on whose shifts it does not fall asks for none."""
        whole = sum(s.available_min >= self._longest_min for s in self._of_week(week))
        falls_on = whole if task.times_per_week is None else min(task.times_per_week, whole)
        return self._normal_minutes_done(week, task) >= falls_on * (task.minutes_per_shift or 0)

    def _of_week(self, week: PlanWeek) -> list[DatedShift]:
        return [s for s in self._shifts if 0 <= (s.date - week.monday).days < DAYS_PER_WEEK]

    def _normal_minutes_done(self, week: PlanWeek, task: Task) -> int:
        """Minutes that count as the normal job; on one day no more than the normal minutes."""
        normal = task.minutes_per_shift or 0
        dated = [self._minutes(day.allocations, task) for day in week.days]
        return sum(min(normal, minutes) for minutes in dated) + self._minutes(week.duties, task) - sum(dated)

    def _minutes(self, allocations: Sequence[Allocation], task: Task) -> int:
        counted = Counter[str]()
        for a in allocations:
            if not a.modification_ids or (a.task_id, frozenset(a.modification_ids)) in self._permanent:
                counted[a.task_id] += a.minutes
        return counted[task.id]


def _to_the_end(stands: Sequence[bool]) -> int | None:
    """The number of the first week from which all weeks to the end are true."""
    first: int | None = None
    for index in range(len(stands) - 1, -1, -1):
        if not stands[index]:
            break
        first = index + 1
    return first
