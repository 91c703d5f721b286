"""What was planned beside what really happened, by week and by day, from the worker's weekly sheets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ergo.analysis.worktime import DAYS_PER_WEEK, monday_of
from ergo.knowledge.reviews import PainRule, pain_rule, sheet_problems
from ergo.model.case import Case
from ergo.model.plan import Firmness, PlanWeek
from ergo.model.record import SheetDay, SheetProblem, WeeklySheet


@dataclass(frozen=True)
class WeekProgress:
    """One week of the plan with what the sheet says of it.

    ``worked_min`` is what was entered so far, None while nothing was. ``days_open`` are planned days of which nobody
    said how long was worked: they count neither as worked nor as missed. ``managed`` is the mean of how well the worker
    managed, 0 to 10, over the days that say so; None where none does.
    """

    number: int
    monday: date
    firmness: Firmness
    planned_min: int
    planned_days: int
    worked_min: int | None
    days_worked: int
    days_missed: int
    days_open: int
    managed: float | None
    problems: tuple[tuple[date, SheetProblem], ...]

    @property
    def complete(self) -> bool:
        """Whether something was said of every planned day."""
        return self.planned_days > 0 and self.days_open == 0


@dataclass(frozen=True)
class DayProgress:
    """One day, planned or worked, with what the sheet says of it; None where nothing was said."""

    date: date
    planned_min: int
    worked_min: int | None
    managed: float | None
    problem: SheetProblem


def planned_and_worked(case: Case) -> list[WeekProgress]:
    """Every week of the plan that has dated days, in order; empty without a plan."""
    if case.plan is None:
        return []
    return [_week(week, sheet_of(case, week.monday)) for week in case.plan.weeks if week.days]


def days_of(week: PlanWeek, sheet: WeeklySheet | None) -> list[DayProgress]:
    """Every day of a week that was planned or that its sheet speaks of, in order."""
    planned = {day.date: day.paid_min for day in week.days if day.paid_min}
    said = {d.date: d for d in sheet.days if monday_of(d.date) == week.monday} if sheet else {}
    return [
        DayProgress(
            date=day,
            planned_min=planned.get(day, 0),
            worked_min=said[day].worked_min if day in said else None,
            managed=said[day].function_0_10 if day in said else None,
            problem=said[day].problem if day in said else SheetProblem.NONE,
        )
        for day in sorted({*planned, *said})
    ]


def sheet_of(case: Case, monday: date) -> WeeklySheet | None:
    """The weekly sheet of the week that begins on a Monday, or None."""
    return next((sheet for sheet in case.weekly_sheets if sheet.monday == monday), None)


def blank_sheet(week: PlanWeek) -> WeeklySheet:
    """A sheet with a line for each planned day of the week, all of it still open."""
    return WeeklySheet(
        monday=week.monday, days=[SheetDay(date=day.date) for day in week.days if day.paid_min]
    )


def sheet_days(case: Case) -> list[SheetDay]:
    """The days of all sheets in the order of their dates."""
    return sorted((day for sheet in case.weekly_sheets for day in sheet.days), key=lambda day: day.date)


def rule_of_pain(case: Case) -> PainRule:
    """How daily pain counts in this case; it is asked only in acute or post-operative cases or by choice."""
    return pain_rule(case.clinical.pain_rule_id, acute=case.clinical.acute_or_postoperative)


def to_refer(case: Case) -> list[tuple[date, SheetProblem]]:
    """Days that no review has looked at yet, with a problem for which the worker is examined; the last first."""
    found = [
        (day.date, day.problem)
        for day in sheet_days(case)
        if sheet_problems()[day.problem].examine and not _looked_at(case, day.date)
    ]
    return sorted(found, reverse=True)


def _looked_at(case: Case, day: date) -> bool:
    return any(review.on >= day and review.monday >= monday_of(day) for review in case.reviews)


def _week(week: PlanWeek, sheet: WeeklySheet | None) -> WeekProgress:
    planned = {day.date for day in week.days if day.paid_min}
    in_week = {week.monday + timedelta(days=number) for number in range(DAYS_PER_WEEK)}
    said = [d for d in sheet.days if d.date in in_week and d.worked_min is not None] if sheet else []
    worked = [d for d in said if d.worked_min]
    return WeekProgress(
        number=week.number,
        monday=week.monday,
        firmness=week.firmness,
        planned_min=sum(day.paid_min for day in week.days),
        planned_days=len(planned),
        worked_min=sum(d.worked_min or 0 for d in said) if said else None,
        days_worked=len(worked),
        days_missed=sum(d.date in planned and not d.worked_min for d in said),
        days_open=len(planned - {d.date for d in said}),
        managed=_mean([d.function_0_10 for d in worked if d.function_0_10 is not None]),
        problems=tuple(
            (d.date, d.problem) for d in (sheet.days if sheet else []) if d.problem is not SheetProblem.NONE
        ),
    )


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
