"""The employer's plan as a calendar file (iCalendar, RFC 5545): shifts, reviews, appointments, equipment, certificate.

Cut for the employer as every document is. Shifts are entered for weeks that have dated ones; they are *tentative*
until the plan is signed, and after that while they still depend on a review. What an earlier version entered and this
one does not, or what falls after a stop, is entered as cancelled under its old id. Times are in the time zone of the
place of work; where none is chosen they float, since a shift is at seven wherever the calendar is read.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from ergo.analysis.stopped import stopped_since
from ergo.analysis.wording import hours_words
from ergo.drawing.hours import FIRMNESS_WORDS
from ergo.errors import InputError
from ergo.knowledge.visibility import Audience
from ergo.model.case import Case
from ergo.model.plan import Firmness, Plan, PlanDay, PlanWeek
from ergo.model.record import SignOffRole, TrialOutcome
from ergo.reports.audience import cut
from ergo.reports.employer_plan import signed_by
from ergo.reports.employer_work import modifications

_PRODUCT = "-//ergo-rtw//graded return-to-work plan//EN"
_DAY = timedelta(days=1)


def employer_calendar(case: Case, today: date | None = None) -> bytes:
    """The dates of the plan that stands in the case, as an iCalendar file for the employer.

    Parameters
    ----------
    case : Case
        With a plan.
    today : date, optional
        The day of the file, on which consents are looked at; the day on which the plan was made if left out.

    Raises
    ------
    InputError
        When the case has no plan.
    """
    if case.plan is None:
        raise InputError(
            "There is no plan yet: make one before its dates can be kept.", item="Plan", field="plan"
        )
    on = case.plan.made_on if today is None else today
    shown = cut(case, Audience.EMPLOYER, on)
    plan = shown.plan
    if plan is None:
        raise InputError("The visibility table hides the plan from the employer.", item="Plan", field="plan")
    draft = signed_by(shown, plan, SignOffRole.THERAPIST) is None
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    who = shown.worker.name or shown.worker.code
    calendar.add("x-wr-calname", f"{'DRAFT: ' if draft else ''}Return to work, {who}")
    stopped = stopped_since(case, on)
    entries = [
        *_shifts(shown, plan, who, draft, stopped),
        *_void(case, plan, who),
        *_no_longer(case, plan, who),
        *_milestones(shown, plan, who),
        *_appointments(shown, plan, who),
    ]
    for event in entries:
        event.add("dtstamp", datetime.combine(plan.made_on, time(), UTC))
        event.add("sequence", 2 * plan.version + (stopped is not None))
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _shifts(shown: Case, plan: Plan, who: str, draft: bool, stopped: date | None) -> Iterator[Event]:
    for week in plan.weeks:
        for day in week.days:
            if day.paid_min:
                event = _shift(shown, week, day)
                event.add("uid", _uid(shown, day))
                if stopped is not None and day.date >= stopped:
                    event.add("summary", f"Cancelled: {who}")
                    event.add("status", "CANCELLED")
                    yield event
                    continue
                event.add(
                    "summary", f"{'DRAFT: ' if draft else ''}{who}: {hours_words(day.paid_min)} of work"
                )
                firm = week.firmness is Firmness.FIRM and not draft
                event.add("status", "CONFIRMED" if firm else "TENTATIVE")
                yield event


def _void(case: Case, plan: Plan, who: str) -> Iterator[Event]:
    """Shifts of earlier versions on days that this one does not work: a calendar that holds them takes them out."""
    worked = {day.date for week in plan.weeks for day in week.days if day.paid_min}
    before = {
        day.date: day
        for earlier in case.earlier_plans
        for week in earlier.weeks
        for day in week.days
        if day.paid_min
    }
    for on in sorted(before.keys() - worked):
        event = Event()
        start = _at(case, on, before[on].start)
        event.add("uid", _uid(case, before[on]))
        event.add("dtstart", start)
        event.add("dtend", start + timedelta(minutes=before[on].paid_min))
        event.add("summary", f"Cancelled: {who}")
        event.add("status", "CANCELLED")
        yield event


def _no_longer(case: Case, plan: Plan, who: str) -> Iterator[Event]:
    """Reviews that only earlier versions hold, and changes of the workplace that were dropped: taken out as well."""
    held = {week.number for week in plan.weeks if week.review_on is not None}
    reviews = {
        f"review-{week.number}": week.review_on
        for earlier in case.earlier_plans
        for week in earlier.weeks
        if week.review_on is not None and week.number not in held
    }
    dropped = {
        f"in-place-{chosen.id}": chosen.in_place_from
        for chosen in case.modifications
        if chosen.trial_outcome is TrialOutcome.DROPPED and chosen.in_place_from is not None
    }
    for name, on in {**reviews, **dropped}.items():
        event = _all_day(f"{case.id}-{name}", on, f"Cancelled: {who}")
        event.add("status", "CANCELLED")
        yield event


def _uid(case: Case, day: PlanDay) -> str:
    """The same for the same day in every version, so that a calendar changes its entry instead of adding another."""
    return f"{case.id}-shift-{day.date.isoformat()}"


def _at(case: Case, on: date, at: time) -> datetime:
    """A time of the place of work: in its time zone where that is known, else wherever the calendar is read."""
    return datetime.combine(on, at, ZoneInfo(case.time_zone) if case.time_zone else None)


def _shift(shown: Case, week: PlanWeek, day: PlanDay) -> Event:
    start = _at(shown, day.date, day.start)
    event = Event()
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(minutes=day.paid_min))
    lines = [f"Week {week.number}, {FIRMNESS_WORDS[week.firmness].lower()}. Paid time without unpaid breaks."]
    for allocation in day.allocations:
        task = shown.task(allocation.task_id)
        lines.append(f"{task.name if task else 'Duty'}: {hours_words(allocation.minutes)}")
    event.add("description", "\n".join(lines))
    return event


def _milestones(shown: Case, plan: Plan, who: str) -> list[Event]:
    dated = [
        (f"review-{week.number}", week.review_on, f"Review of the return-to-work plan, {who}")
        for week in plan.weeks
    ]
    dated += [
        (f"in-place-{m.id}", m.on, f"In place: {m.words}; {m.responsible}") for m in modifications(shown)
    ]
    dated.append(("certificate", plan.certified_until, f"The certificate ends, {who}"))
    return [_all_day(f"{shown.id}-{name}", on, words) for name, on, words in dated if on is not None]


def _appointments(shown: Case, plan: Plan, who: str) -> Iterator[Event]:
    """Appointments in work time on days with a shift: how long they take, and never what they are."""
    for day in (day for week in plan.weeks for day in week.days if day.paid_min):
        for appointment in shown.appointments:
            if appointment.in_work_time and appointment.falls_on(day.date):
                uid = f"{shown.id}-appointment-{appointment.id}-{day.date.isoformat()}"
                words = f"{who}: appointment, {hours_words(appointment.minutes)} of the work time"
                yield _all_day(uid, day.date, words)


def _all_day(uid: str, on: date, words: str) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("summary", words)
    event.add("dtstart", on)
    event.add("dtend", on + _DAY)
    event.add("transp", "TRANSPARENT")
    return event
