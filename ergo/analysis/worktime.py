"""Dated working time: which shifts the roster gives, and what the calendar and the certificate leave of them.

Plain facts of the calendar, used by the planner and by its checker alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import cache
from math import ceil

import holidays

from ergo.errors import InputError
from ergo.model.case import Case
from ergo.model.job import Roster
from ergo.model.record import Supervision

DAYS_PER_WEEK = 7
STOPPED = "work is stopped until a clinician has cleared it"


@dataclass(frozen=True)
class DatedShift:
    """One shift of the roster on its date, and what is left of it.

    ``available_min`` is paid time less appointments in work time; it is 0 on leave and on public holidays, and
    ``lost_to`` then says to what. It is 0 as well where a supervisor who must be present is away (``supervisor_away``).
    """

    date: date
    start: time
    paid_min: int
    available_min: int
    lost_to: str = ""
    unpaid_break_min: int = 0
    supervisor_away: bool = False

    @property
    def night(self) -> bool:
        """Whether any of the shift, its unpaid break included, lies between 23:00 and 06:00."""
        start_min = self.start.hour * 60 + self.start.minute
        return start_min < 6 * 60 or start_min + self.paid_min + self.unpaid_break_min > 23 * 60


def monday_of(day: date) -> date:
    """The Monday on or before a day."""
    return day - timedelta(days=day.weekday())


def roster_shifts(roster: Roster, first: date, last: date) -> list[DatedShift]:
    """The roster's shifts from one date to another, both included, before the calendar is applied."""
    by_day = {shift.day: shift for shift in roster.shifts}
    found = []
    for day in _days(first, last):
        shift = by_day.get((day - roster.anchor).days % roster.cycle_days)
        if shift is not None:
            found.append(
                DatedShift(
                    day, shift.start, shift.paid_min, shift.paid_min, unpaid_break_min=shift.unpaid_break_min
                )
            )
    return found


def working_shifts(case: Case, first: date, last: date) -> list[DatedShift]:
    """The roster's shifts with leave, public holidays, stopped work and appointments in work time taken off.

    Raises InputError when the job has no roster or the roster has no shift.
    """
    roster = case.job.roster
    if roster is None or not roster.shifts:
        raise InputError(
            "The roster has no working day: enter at least one shift.", item="Job", field="roster"
        )
    free_days = public_holidays(case.country, case.region, first.year, last.year)
    result = []
    for shift in roster_shifts(roster, first, last):
        absence = next((x for x in case.leave if x.first_day <= shift.date <= x.last_day), None)
        if absence is not None:
            result.append(_lost(shift, absence.label or "leave"))
        elif any(review.stops(shift.date) for review in case.reviews):
            result.append(_lost(shift, STOPPED))
        elif shift.date in free_days:
            result.append(_lost(shift, free_days[shift.date]))
        elif supervisor_missing(case, shift.date):
            result.append(replace(_lost(shift, "the supervisor is away"), supervisor_away=True))
        else:
            away = appointment_minutes(case, shift.date)
            left = max(0, shift.paid_min - away)
            result.append(replace(shift, available_min=left, lost_to="appointment") if away else shift)
    return result


def supervisor_missing(case: Case, day: date, task_id: str = "") -> Supervision | None:
    """The supervision that the whole work, or a task, lacks on a day; None where it lacks none."""
    return next(
        (
            s
            for s in case.supervision
            if s.away_on(day) and (task_id in s.task_ids if task_id else not s.task_ids)
        ),
        None,
    )


def appointment_minutes(case: Case, day: date) -> int:
    """Minutes of appointments in work time on a day."""
    return sum(a.minutes for a in case.appointments if a.in_work_time and a.falls_on(day))


@cache
def public_holidays(country: str, region: str, first_year: int, last_year: int) -> dict[date, str]:
    """Public holidays by date; none where no country is set. InputError for an unknown country or region."""
    if not country:
        return {}
    try:
        calendar = holidays.country_holidays(
            country, subdiv=region or None, years=range(first_year, last_year + 1)
        )
    except NotImplementedError as error:
        raise InputError(
            f"No public holidays are known for country '{country}' with region '{region}'.", field="country"
        ) from error
    return dict(calendar.items())


def normal_shift_min(roster: Roster) -> int:
    """Paid minutes of the longest shift of the roster: the length of a normal full day."""
    return max((shift.paid_min for shift in roster.shifts), default=0)


def days_in_a_week(roster: Roster) -> int:
    """Rostered days in a normal week, rounded up where the cycle is not a week long."""
    return min(DAYS_PER_WEEK, ceil(len(roster.shifts) * DAYS_PER_WEEK / roster.cycle_days))


def _lost(shift: DatedShift, to: str) -> DatedShift:
    return replace(shift, available_min=0, lost_to=to)


def _days(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)
