"""Sessions of the programme in the calendar: as a component is scheduled, and as they stand in a week."""

from datetime import date, timedelta
from itertools import pairwise

from ergo.advice.programme import ScheduledComponent, check_ups, programme_weeks
from ergo.analysis.worktime import DAYS_PER_WEEK
from ergo.knowledge.programme import Component, Deliverer, usual_session_min
from ergo.model.case import Case
from ergo.model.record import Appointment

WORKING_DAYS = 5


def sessions_of(case: Case, component_id: str, monday: date) -> list[tuple[date, Appointment]]:
    """The sessions of a component in a week, by date: appointments of the case, which the plan counts."""
    days = [monday + timedelta(days=n) for n in range(DAYS_PER_WEEK)]
    return [
        (day, entry)
        for day in days
        for entry in case.appointments
        if entry.component_id == component_id and entry.falls_on(day)
    ]


def proposed_sessions(case: Case, row: ScheduledComponent, on: date) -> list[Appointment]:
    """The sessions of a component as it is scheduled, to be put into the calendar and changed there.

    One entry repeats where its weeks come at a regular distance, else each week has one of its own. What begins after
    full duties has the dates of the check-ups. What the worker does alone is not in work time.

    Parameters
    ----------
    case : Case
        Without a plan the weeks are counted from the Monday after the day.
    row : ScheduledComponent
        As `ergo.advice.programme.programme` gives it.
    on : date
        No session is put before this day.
    """
    if row.component.schedule.after_full_duties:
        return [_session(row, due.on) for due in check_ups(case) if due.on is not None and due.on >= on]
    first = on + timedelta(days=-on.weekday() % DAYS_PER_WEEK)
    mondays = [w.monday or first + timedelta(weeks=w.number - 1) for w in programme_weeks(case)]
    due = [monday for number, monday in enumerate(mondays, 1) if number in row.weeks]
    due = [monday for monday in due if monday + timedelta(days=DAYS_PER_WEEK) > on]
    if not due:
        return []
    days = spread(row.component.schedule.sessions_per_week)
    steps = {(later - monday).days // DAYS_PER_WEEK for monday, later in pairwise(due)}
    if len(steps) > 1:
        return [one for monday in due for one in _in_week(row, monday, days, on)]
    wanted = days if len(days) > 1 else range(WORKING_DAYS)
    dates = [max(due[0], on) + timedelta(days=n) for n in range(DAYS_PER_WEEK)]
    start = next(day for day in dates if day.weekday() in wanted)
    until = due[-1] + timedelta(days=DAYS_PER_WEEK - 1)
    if len(due) == 1 and len(days) == 1:
        return [_session(row, start)]
    return [_session(row, start, until, min(steps, default=1), days if len(days) > 1 else [])]


def spread(times: int) -> list[int]:
    """Days of the week for so many sessions, spread over the working days; 0 is Monday.

    Examples
    --------
    >>> spread(1), spread(2), spread(3), spread(7)
    ([0], [0, 4], [0, 2, 4], [0, 1, 2, 3, 4, 5, 6])
    """
    if times >= WORKING_DAYS:
        return list(range(times))
    return [round(n * (WORKING_DAYS - 1) / max(1, times - 1)) for n in range(times)]


def session_min(component: Component) -> int:
    """How long a session of a component is: the lower end of what the reference gives, else as is usual."""
    return component.schedule.session_min or usual_session_min().value


def _in_week(row: ScheduledComponent, monday: date, days: list[int], on: date) -> list[Appointment]:
    dates = [monday + timedelta(days=n) for n in days]
    return [_session(row, day) for day in dates if day >= on] or [_session(row, on)]


def _session(
    row: ScheduledComponent,
    on: date,
    until: date | None = None,
    every_weeks: int = 1,
    weekdays: list[int] | None = None,
) -> Appointment:
    return Appointment(
        label=row.component.label,
        on=on,
        minutes=session_min(row.component),
        in_work_time=row.component.delivered_by is not Deliverer.WORKER,
        repeats_until=until,
        every_weeks=every_weeks,
        weekdays=weekdays or [],
        component_id=row.component.id,
    )
