"""A roster as a person reads it: weeks in a row, mean hours a week, and lengths of time as they are typed."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ergo.analysis.worktime import DAYS_PER_WEEK, DatedShift, monday_of, roster_shifts
from ergo.errors import InputError
from ergo.model.job import Roster

WEEKS_SHOWN = 4
"""Weeks shown of a cycle that does not end with a week, so that its moving through the week is seen."""

MINUTES_PER_HOUR = 60
_CLOCK = re.compile(r"(\d{1,2})\s*(?::|h)\s*([0-5]?\d)\s*(?:min|m)?")
_HOURS = re.compile(r"(\d{1,2}(?:[.,]\d{1,2})?)\s*h")
_MINUTES = re.compile(r"(\d{1,4})\s*(?:min|m)")
_BARE = re.compile(r"\d{1,4}(?:[.,]\d{1,2})?")
_MOST_BARE_HOURS = 14


@dataclass(frozen=True)
class RosterWeek:
    """One week of a roster: the date of its Monday, and the shift that starts on each day, None where none does."""

    monday: date
    days: tuple[DatedShift | None, ...]


def roster_weeks(roster: Roster) -> list[RosterWeek]:
    """The weeks of one cycle from the Monday of its first day; four or more of one that does not end with a week."""
    monday = monday_of(roster.anchor)
    weeks, rest = divmod(roster.cycle_days, DAYS_PER_WEEK)
    count = weeks if rest == 0 else max(WEEKS_SHOWN, weeks + 1)
    last = monday + timedelta(days=count * DAYS_PER_WEEK - 1)
    by_date = {shift.date: shift for shift in roster_shifts(roster, monday, last)}
    starts = [monday + timedelta(days=week * DAYS_PER_WEEK) for week in range(count)]
    return [
        RosterWeek(start, tuple(by_date.get(start + timedelta(days=day)) for day in range(DAYS_PER_WEEK)))
        for start in starts
    ]


def mean_week_min(roster: Roster) -> int:
    """Paid minutes of a week on average over the cycle, to the nearest minute."""
    in_cycle = [shift for shift in roster.shifts if shift.day < roster.cycle_days]
    return round(sum(shift.paid_min for shift in in_cycle) * DAYS_PER_WEEK / roster.cycle_days)


def end_of(shift: DatedShift) -> time:
    """The time of day at which a shift ends, its unpaid break included; it may lie on the day after."""
    begins = datetime.combine(shift.date, shift.start)
    return (begins + timedelta(minutes=shift.paid_min + shift.unpaid_break_min)).time()


def clock_length(minutes: int) -> str:
    """A length of time as it is typed: "7:36".

    Examples
    --------
    >>> clock_length(456)
    '7:36'
    """
    hours, rest = divmod(minutes, MINUTES_PER_HOUR)
    return f"{hours}:{rest:02d}"


def typed_minutes(text: str, *, bare_hours: bool = True) -> int:
    """Minutes of a length of time as a person types it: "7:36", "7 h 36", "7.6 h", "456 min".

    Parameters
    ----------
    text : str
        What was typed.
    bare_hours : bool
        Whether a number alone, up to 14, is hours; above it, and otherwise, it is minutes.

    Raises
    ------
    InputError
        When it cannot be read as a length of time.

    Examples
    --------
    >>> [typed_minutes(text) for text in ("7:36", "7.6", "456")]
    [456, 456, 456]
    """
    typed = text.strip().casefold()
    if found := _CLOCK.fullmatch(typed):
        return int(found[1]) * MINUTES_PER_HOUR + int(found[2])
    if found := _HOURS.fullmatch(typed):
        return _minutes(found[1])
    if found := _MINUTES.fullmatch(typed):
        return int(found[1])
    if _BARE.fullmatch(typed):
        number = float(typed.replace(",", "."))
        if bare_hours and number <= _MOST_BARE_HOURS:
            return _minutes(typed)
        if number.is_integer():
            return int(number)
    raise InputError(f"“{text:.20}” is no length of time. Type it as 7:36, 7 h 36 or 456 min.", value=text)


def _minutes(hours: str) -> int:
    return round(float(hours.replace(",", ".")) * MINUTES_PER_HOUR)
