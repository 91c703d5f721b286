"""What was planned beside what really happened, week by week, from the worker's weekly sheets."""

from dataclasses import dataclass
from datetime import date, timedelta

from ergo.model.case import Case
from ergo.model.plan import Firmness, PlanWeek
from ergo.model.record import SheetDay, SheetProblem, WeeklySheet

REFER = (SheetProblem.SPREADING_LEG_SYMPTOMS, SheetProblem.NEW_WEAKNESS)
"""Problems for which the duty stops and the worker is examined."""


@dataclass(frozen=True)
class WeekProgress:
    """One week of the plan with what the sheet says of it.

    ``worked_min`` is what was entered so far, None while nothing was. ``days_open`` are planned days of which nobody
    said how long was worked: they count neither as worked nor as missed.
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
    problems: tuple[tuple[date, SheetProblem], ...]

    @property
    def complete(self) -> bool:
        """Whether something was said of every planned day."""
        return self.planned_days > 0 and self.days_open == 0


def progress(case: Case) -> list[WeekProgress]:
    """Every week of the plan that has dated days, in order; empty without a plan."""
    if case.plan is None:
        return []
    return [_week(week, sheet_of(case, week.monday)) for week in case.plan.weeks if week.days]


def sheet_of(case: Case, monday: date) -> WeeklySheet | None:
    """The weekly sheet of the week that begins on a Monday, or None."""
    return next((sheet for sheet in case.weekly_sheets if sheet.monday == monday), None)


def blank_sheet(week: PlanWeek) -> WeeklySheet:
    """A sheet with a line for each planned day of the week, all of it still open."""
    return WeeklySheet(
        monday=week.monday, days=[SheetDay(date=day.date) for day in week.days if day.paid_min]
    )


def to_refer(case: Case) -> list[tuple[date, SheetProblem]]:
    """Days with a problem for which the duty stops and the worker is examined, the last first."""
    found = [(d.date, d.problem) for sheet in case.weekly_sheets for d in sheet.days if d.problem in REFER]
    return sorted(found, reverse=True)


def _week(week: PlanWeek, sheet: WeeklySheet | None) -> WeekProgress:
    planned = {day.date for day in week.days if day.paid_min}
    in_week = {week.monday + timedelta(days=number) for number in range(7)}
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
        problems=tuple(
            (d.date, d.problem) for d in (sheet.days if sheet else []) if d.problem is not SheetProblem.NONE
        ),
    )
