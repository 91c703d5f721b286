"""Working time against the contract and the certificate: dates, minutes a day, days and minutes a week."""

from collections.abc import Iterator
from datetime import timedelta

from ergo.analysis.worktime import DAYS_PER_WEEK, monday_of
from ergo.model.capacity import Certificate
from ergo.model.plan import PlanDay, PlanWeek
from ergo.planning.check.facts import Facts, certificate_source, worked_days
from ergo.planning.check.violation import Code, Violation

CONTRACT = "Contract (roster)"
MINUTES_PER_DAY = 1440


def week_sequence(facts: Facts) -> Iterator[Violation]:
    """Weeks are numbered from 1 without a gap, from the Monday on or before the start."""
    monday = monday_of(facts.plan.start)
    for number, week in enumerate(facts.plan.weeks, start=1):
        expected = monday + timedelta(days=DAYS_PER_WEEK * (number - 1))
        if week.number != number or week.monday != expected:
            yield Violation(
                Code.WEEK_SEQUENCE,
                f"Week {week.number} from {week.monday} stands where week {number} from {expected} belongs.",
                week=week.number,
                date=week.monday,
                source="Calendar",
            )


def day_outside_week(facts: Facts) -> Iterator[Violation]:
    """A dated day lies in its own week and not before the plan's start."""
    for week in facts.plan.weeks:
        for day in week.days:
            if monday_of(day.date) != week.monday or day.date < facts.plan.start:
                yield Violation(
                    Code.DAY_OUTSIDE_WEEK,
                    f"{day.date} does not lie in the week from {week.monday}"
                    f" of a plan that starts on {facts.plan.start}.",
                    week=week.number,
                    date=day.date,
                    source="Calendar",
                )


def duplicate_day(facts: Facts) -> Iterator[Violation]:
    """A date stands once."""
    for week in facts.plan.weeks:
        dates = [day.date for day in week.days]
        for day in sorted({d for d in dates if dates.count(d) > 1}):
            yield Violation(
                Code.DUPLICATE_DAY, f"{day} stands twice.", week=week.number, date=day, source="Calendar"
            )


def off_roster(facts: Facts) -> Iterator[Violation]:
    """No day is worked that the roster leaves free."""
    for week, day in facts.days():
        if day.date not in facts.shifts:
            yield Violation(
                Code.OFF_ROSTER,
                f"{day.paid_min} min are planned on a day that the roster leaves free.",
                week=week.number,
                date=day.date,
                value=day.paid_min,
                limit=0,
                source=CONTRACT,
            )


def over_shift(facts: Facts) -> Iterator[Violation]:
    """No more paid minutes than the shift has after leave, public holidays and appointments."""
    for week, day in facts.days():
        shift = facts.shifts.get(day.date)
        if shift is not None and day.paid_min > shift.available_min:
            lost = f" after {shift.lost_to}" if shift.lost_to else ""
            yield Violation(
                Code.OVER_SHIFT,
                f"{day.paid_min} min are planned; the shift has {shift.available_min} min{lost}.",
                week=week.number,
                date=day.date,
                value=day.paid_min,
                limit=shift.available_min,
                source=CONTRACT,
            )


def outside_shift(facts: Facts) -> Iterator[Violation]:
    """Work begins and ends inside the shift, its unpaid break included."""
    for week, day in facts.days():
        shift = facts.shifts.get(day.date)
        if shift is None or day.paid_min > shift.available_min:
            continue
        begins, shift_begins = _minutes(day), shift.start.hour * 60 + shift.start.minute
        late_min = (begins - shift_begins) % MINUTES_PER_DAY
        room_min = shift.paid_min + _unpaid_break(facts, day) - day.paid_min
        if late_min > room_min:
            yield Violation(
                Code.OUTSIDE_SHIFT,
                f"{day.paid_min} min from {day.start:%H:%M} do not lie inside the shift, which starts at"
                f" {shift.start:%H:%M} and has {shift.paid_min} paid minutes.",
                week=week.number,
                date=day.date,
                value=late_min,
                limit=room_min,
                source=CONTRACT,
            )


def _minutes(day: PlanDay) -> int:
    return day.start.hour * 60 + day.start.minute


def _unpaid_break(facts: Facts, day: PlanDay) -> int:
    roster = facts.case.job.roster
    if roster is None:
        return 0
    in_cycle = (day.date - roster.anchor).days % roster.cycle_days
    return next((s.unpaid_break_min for s in roster.shifts if s.day == in_cycle), 0)


def week_over_roster(facts: Facts) -> Iterator[Violation]:
    """The week's figures (days a week, minutes a day) stay within the roster's week."""
    for week in facts.plan.weeks:
        shifts = facts.week_shifts(week)
        longest = max((s.paid_min for s in shifts), default=0)
        for value, limit, words in (
            (week.days_per_week, len(shifts), "days"),
            (week.minutes_per_day, longest, "minutes a day"),
        ):
            if value > limit:
                yield Violation(
                    Code.WEEK_OVER_ROSTER,
                    f"The week is headed {value} {words}; the roster has {limit}.",
                    week=week.number,
                    value=value,
                    limit=limit,
                    source=CONTRACT,
                )


def outlook_over_roster(facts: Facts) -> Iterator[Violation]:
    """Hours without a date stand only past the certificate, and are no more than the roster leaves there."""
    for week in facts.plan.weeks:
        limit = sum(shift.available_min for shift in facts.outlook_shifts(week))
        if week.outlook_min > limit:
            yield Violation(
                Code.OUTLOOK_OVER_ROSTER,
                f"{week.outlook_min} min stand without a date; past the certificate the roster leaves {limit} min.",
                week=week.number,
                value=week.outlook_min,
                limit=limit,
                source=CONTRACT,
            )


def not_certified(facts: Facts) -> Iterator[Violation]:
    """No dated day lies outside the certificate's validity."""
    for week, day in facts.days():
        if not facts.is_certified(day.date):
            latest = facts.case.latest_certificate()
            yield Violation(
                Code.NOT_CERTIFIED,
                "No certificate covers this day, so no shift may be dated.",
                week=week.number,
                date=day.date,
                source=certificate_source(latest) if latest else "",
            )


def certified_day_minutes(facts: Facts) -> Iterator[Violation]:
    """No day is longer than the certificate allows, nor is the day that the week is headed with."""
    for week, day in facts.days():
        certificate = facts.certificate(day.date)
        limit = certificate.max_minutes_per_day if certificate else None
        if certificate is not None and limit is not None and day.paid_min > limit:
            yield Violation(
                Code.CERTIFIED_DAY_MINUTES,
                f"{day.paid_min} min are planned; the certificate allows {limit} min a day.",
                week=week.number,
                date=day.date,
                value=day.paid_min,
                limit=limit,
                source=certificate_source(certificate),
            )
    yield from _headed(facts, Code.CERTIFIED_DAY_MINUTES, "minutes_per_day", "max_minutes_per_day")


def certified_days(facts: Facts) -> Iterator[Violation]:
    """No more days a week than the tightest certificate of the week's worked days allows."""
    for week in facts.plan.weeks:
        days = len(worked_days(week))
        for certificate in _tightest(facts, week, "max_days_per_week"):
            limit = certificate.max_days_per_week
            if limit is not None and days > limit:
                yield Violation(
                    Code.CERTIFIED_DAYS,
                    f"{days} days are planned; the certificate allows {limit} days a week.",
                    week=week.number,
                    value=days,
                    limit=limit,
                    source=certificate_source(certificate),
                )
    yield from _headed(facts, Code.CERTIFIED_DAYS, "days_per_week", "max_days_per_week")


def _headed(facts: Facts, code: Code, figure: str, field: str) -> Iterator[Violation]:
    """The figure that heads a week keeps to the certificate too, with dated days or without."""
    for week in facts.plan.weeks:
        for certificate in _tightest(facts, week, field):
            value, limit = getattr(week, figure), getattr(certificate, field)
            if value > limit:
                words = figure.replace("_", " ")
                yield Violation(
                    code,
                    f"The week is headed {value} {words}; the certificate allows {limit}.",
                    week=week.number,
                    value=value,
                    limit=limit,
                    source=certificate_source(certificate),
                )


def certified_week_minutes(facts: Facts) -> Iterator[Violation]:
    """No more minutes a week than the tightest certificate of the week's worked days allows."""
    for week in facts.plan.weeks:
        minutes = sum(day.paid_min for day in week.days) + week.outlook_min
        for certificate in _tightest(facts, week, "max_minutes_per_week"):
            limit = certificate.max_minutes_per_week
            if limit is not None and minutes > limit:
                yield Violation(
                    Code.CERTIFIED_WEEK_MINUTES,
                    f"{minutes} min are planned; the certificate allows {limit} min a week.",
                    week=week.number,
                    value=minutes,
                    limit=limit,
                    source=certificate_source(certificate),
                )


def _tightest(facts: Facts, week: PlanWeek, field: str) -> list[Certificate]:
    """The certificate with the lowest figure among those that rule the week's worked days; none or one."""
    ruling = [facts.certificate(day.date) for day in worked_days(week)]
    if week.outlook_min:
        ruling.append(facts.case.latest_certificate())
    with_figure = [c for c in ruling if c is not None and getattr(c, field) is not None]
    return sorted(with_figure, key=lambda c: int(getattr(c, field)))[:1]
