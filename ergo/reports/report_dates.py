"""The treating team's report: what is certified, cleared and asked for, and appointments, leave and supervision."""

from collections.abc import Iterator

from ergo.analysis.case_words import NEED, appointment_words
from ergo.analysis.wording import WEEKDAYS, date_words, hours_words, listed, span_words
from ergo.model.capacity import Certificate, Clearance, StatedNeed
from ergo.model.case import Case
from ergo.model.record import Appointment, Supervision
from ergo.reports.document import Block, Bullets, Heading, Words
from ergo.reports.employer_work import SAFETY_CRITICAL


def dates_section(case: Case) -> Iterator[Block]:
    """Certificates, clearances and stated needs; appointments, leave and supervision."""
    yield Heading(text="Certificates and calendar")
    said = [
        *[_certificate(c) for c in case.certificates],
        *[_clearance(c) for c in case.clearances],
        *[_need(n) for n in case.needs],
        *[_appointment(a) for a in case.appointments],
        *[f"Leave: {span_words(x.first_day, x.last_day)}{_in_brackets(x.label)}." for x in case.leave],
        *[_supervision(case, s) for s in case.supervision],
    ]
    yield Bullets(items=said) if said else Words(text="None is on record.")


def _certificate(found: Certificate) -> str:
    day, days, week = found.max_minutes_per_day, found.max_days_per_week, found.max_minutes_per_week
    limits = [
        f"at most {hours_words(day)} a day" if day is not None else "",
        f"at most {days} days a week" if days is not None else "",
        f"at most {hours_words(week)} a week" if week is not None else "",
    ]
    hours = listed([words for words in limits if words]) or "no limit of hours"
    return (
        f"Certificate of {date_words(found.issued_on)} by {_who(found.author, found.role)}: "
        f"{span_words(found.valid_from, found.valid_until)}, {hours}."
    )


def _clearance(found: Clearance) -> str:
    answer = f"cleared from {date_words(found.valid_from)}" if found.cleared else "not cleared"
    who = _who(found.by, found.role, date_words(found.on))
    return f"{SAFETY_CRITICAL[found.work]}: {answer} ({who}). {found.note}".strip()


def _need(found: StatedNeed) -> str:
    wording = f"“{found.wording}”" if found.wording else ""
    return f"Need: {_who(NEED[found.need].lower(), wording, found.author)}"


def _appointment(found: Appointment) -> str:
    when = "in work time" if found.in_work_time else "outside work time"
    name = found.label or "Appointment"
    return f"{name}: {hours_words(found.minutes)}, {appointment_words(found)}, {when}."


def _supervision(case: Case, found: Supervision) -> str:
    days = listed([WEEKDAYS[day] for day in sorted(found.weekdays)]) or "no day"
    names = [task.name for task_id in found.task_ids if (task := case.task(task_id)) is not None]
    about = listed(names) if names else "the whole work"
    return f"Supervision of {about}: {found.by or 'a supervisor'} is there on {days}."


def _who(*words: str) -> str:
    return ", ".join(filter(None, words))


def _in_brackets(words: str) -> str:
    return f" ({words})" if words else ""
