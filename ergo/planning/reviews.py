"""When clinical reviews fall, and how firm each week is."""

from collections.abc import Sequence
from datetime import date, timedelta

from ergo.analysis.worktime import DAYS_PER_WEEK, DatedShift
from ergo.knowledge.policies import Policy
from ergo.model.plan import Firmness

WORKING_DAYS_BEFORE_END = 4


def review_dates(
    policy: Policy, start: date, shifts: Sequence[DatedShift], certified_until: date | None
) -> list[date]:
    """Dates of clinical reviews while the certificate is valid, each on a rostered working day.

    The first falls at the end of the policy's first interval, the others at its regular interval. One falls four
    working days before the certificate ends (between three and five, as the rule asks), in place of a regular one of
    the same week.
    """
    last_day = certified_until or date.max
    worked = [shift.date for shift in shifts if shift.available_min > 0 and shift.date <= last_day]
    if not worked:
        return []
    found: set[date] = set()
    due = start + timedelta(days=policy.first_review_days.value - 1)
    while due <= worked[-1]:
        before = [day for day in worked if start <= day <= due]
        if before:
            found.add(before[-1])
        due += timedelta(days=policy.review_interval_weeks.value * DAYS_PER_WEEK)
    if certified_until is not None and len(worked) >= WORKING_DAYS_BEFORE_END:
        last = worked[-WORKING_DAYS_BEFORE_END]
        same_week = {day for day in found if day.isocalendar()[:2] == last.isocalendar()[:2]}
        found = (found - same_week) | {last}
    return sorted(found)


def firmness(monday: date, reviews: Sequence[date], certified_until: date | None) -> Firmness:
    """How firm a week is: firm up to the next clinical review, outlook when the certificate has ended."""
    if certified_until is not None and monday > certified_until:
        return Firmness.OUTLOOK
    if not reviews or monday <= reviews[0]:
        return Firmness.FIRM
    return Firmness.CONDITIONAL
