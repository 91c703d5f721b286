"""A normal day is its daily tasks beside the shift, without what is only offered or comes only on some days."""

from datetime import date, time

import pytest

from ergo.analysis.normal_day import normal_day
from ergo.model.case import Case
from ergo.model.job import Importance, Job, Roster, Shift, Task, TaskKind
from ergo.model.worker import Worker


def job(*minutes: int | None, paid_min: int = 480, **of_last: object) -> Case:
    tasks = [Task(name=f"T{n}", kind=TaskKind.OTHER, minutes_per_shift=m) for n, m in enumerate(minutes)]
    tasks[-1] = tasks[-1].model_copy(update=of_last)
    roster = Roster(anchor=date(2026, 11, 23), shifts=[Shift(day=0, start=time(8), paid_min=paid_min)])
    return Case(worker=Worker(code="W"), job=Job(roster=roster, tasks=tasks))


@pytest.mark.parametrize(
    ("case", "total", "missing", "too_much"),
    [
        (job(240, 240), 480, 0, 0),
        (job(240, 150), 390, 90, 0),
        (job(240, 300), 540, 0, 60),
        (job(240, None), 240, 240, 0),
        (job(240, 240, importance=Importance.ALTERNATIVE), 240, 240, 0),
        (job(480, 60, times_per_week=1), 480, 0, 0),
    ],
)
def test_what_is_missing_or_too_much(case: Case, total: int, missing: int, too_much: int) -> None:
    day = normal_day(case)
    assert (day.total_min, day.missing_min, day.too_much_min) == (total, missing, too_much)


def test_without_a_roster_nothing_is_too_much() -> None:
    case = job(600)
    case.job.roster = None
    day = normal_day(case)
    assert (day.total_min, day.missing_min, day.too_much_min) == (600, 0, 0)
