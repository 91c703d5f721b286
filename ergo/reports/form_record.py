"""Fields of a scheme's form that the record answers: people, clinical facts, certificate, consent and what was done."""

from collections.abc import Callable, Iterator
from datetime import date

from ergo.analysis.case_words import CONTACT, NEED, appointment_words
from ergo.analysis.stopped import stopped_since
from ergo.analysis.wording import WEEKDAYS, clock_words, date_words, hours_words, listed, span_words
from ergo.knowledge.scheme_forms import FormField, general_fields, scales
from ergo.knowledge.schemes import About
from ergo.knowledge.visibility import Audience
from ergo.model.base import HowKnown
from ergo.model.capacity import Certificate, Need
from ergo.model.job import SafetyCritical
from ergo.model.record import Appointment, SignOffRole
from ergo.model.worker import ContactRole
from ergo.reports.audience import cut
from ergo.reports.certifier_query import contact_of, reach
from ergo.reports.form_answers import NO_CERTIFICATE, Answer, Asked, ability_answer, chosen, said

Answering = Callable[[Asked, FormField], Answer]
_DAYS_PER_WEEK = 7
_CLEARED = {SafetyCritical.DRIVING: "Driving", SafetyCritical.MOBILE_PLANT: "Trucks and mobile plant"}


def _plain(text: Callable[[Asked], str], origin: str) -> Answering:
    return lambda asked, _: said([text(asked)], origin)


def _contact(role: ContactRole) -> Answering:
    return lambda asked, _: said(
        [reach(contact_of(asked.case, role))], f"People to reach: {CONTACT[role].lower()}"
    )


def _day(day: date | None) -> str:
    return date_words(day) if day is not None else ""


def _worker(asked: Asked, _: FormField) -> Answer:
    worker = asked.case.worker
    if worker.name:
        return said([worker.name], "Case: worker")
    return said([f"Code {worker.code}: the case keeps no name"], "Case: worker")


def _practitioner(asked: Asked, row: FormField) -> Answer:
    case = asked.case
    if asked.form.practitioner == "therapist":
        signed = [s for s in case.sign_offs if s.role is SignOffRole.THERAPIST]
        registration = signed[-1].registration if signed else ""
        name = reach(contact_of(case, ContactRole.THERAPIST))
        return said([", ".join(filter(None, (name, registration)))], "People to reach: therapist")
    certificate = asked.certificate
    if certificate is not None and certificate.author:
        words = ", ".join(dict.fromkeys(filter(None, (certificate.author, certificate.role))))
        return said([words], certificate_words(certificate))
    return _contact(ContactRole.CERTIFIER)(asked, row)


def _pattern(asked: Asked, _: FormField) -> Answer:
    roster = asked.case.job.roster
    if roster is None or not roster.shifts:
        return said([], "")
    if roster.cycle_days % _DAYS_PER_WEEK:
        days = f"day {{}} of {roster.cycle_days}"
        names = [days.format(shift.day + 1) for shift in roster.shifts]
    else:
        names = [WEEKDAYS[(roster.anchor.weekday() + shift.day) % _DAYS_PER_WEEK] for shift in roster.shifts]
        if roster.cycle_days > _DAYS_PER_WEEK:
            names = [
                f"{name} of week {shift.day // _DAYS_PER_WEEK + 1}"
                for name, shift in zip(names, roster.shifts, strict=True)
            ]
    by_shift: dict[str, list[str]] = {}
    for name, shift in zip(names, roster.shifts, strict=True):
        by_shift.setdefault(f"from {clock_words(shift.start)}, {hours_words(shift.paid_min)}", []).append(
            name
        )
    return said([f"{listed(days)}: {words}" for words, days in by_shift.items()], "Job: working time")


def _assessed(asked: Asked, _: FormField) -> Answer:
    days = [c.on for c in asked.case.capacities if c.on is not None and c.on <= asked.today]
    return said([_day(max(days, default=None))], "Capacity: the last entry")


def _diagnosis(asked: Asked, _: FormField) -> Answer:
    """The diagnosis; on a form of the plan, which the employer reads, only as the employer may see it."""
    shown = asked.case
    if asked.form.about is About.PLAN:
        of_scheme = asked.case.model_copy(update={"scheme_id": asked.form.scheme_id})
        shown = cut(of_scheme, Audience.EMPLOYER, asked.today)
    if asked.case.clinical.diagnosis and not shown.clinical.diagnosis:
        return Answer(
            why="Left out: the employer reads this form, and no consent for the employer names the diagnosis."
        )
    return said([shown.clinical.diagnosis], "Case: diagnosis as written")


def _findings(asked: Asked, _: FormField) -> Answer:
    """What was measured of the worker; the rest of the findings is in the clinical record."""
    measured = {
        (entry.dimension, entry.aspect) for entry in asked.case.capacities if entry.how is HowKnown.MEASURED
    }
    lines: list[str] = []
    for row in general_fields().values():
        if any((a.dimension, a.aspect) in measured for a in row.amounts):
            answer = ability_answer(asked, FormField(field=row.id, source="PROP", status="proposal"))
            lines += answer.lines
    return said(dict.fromkeys(lines), "Capacity: what was measured")


def _treatment(asked: Asked, _: FormField) -> Answer:
    return said(
        (_appointment(entry, entry.label or "Appointment") for entry in asked.case.appointments),
        "Job: appointments",
    )


def _in_work_time(asked: Asked, _: FormField) -> Answer:
    lines = [_appointment(entry, "Away") for entry in asked.case.appointments if entry.in_work_time]
    return said(lines, "Job: appointments in work time")


def _appointment(entry: Appointment, what: str) -> str:
    return f"{what}: {hours_words(entry.minutes)}, {appointment_words(entry)}"


def certificate_words(certificate: Certificate) -> str:
    """Which certificate an answer is from."""
    return f"Certificate of {date_words(certificate.issued_on, weekday=False)}"


def _on_certificate(text: Callable[[Certificate], str]) -> Answering:
    def answer(asked: Asked, _: FormField) -> Answer:
        certificate = asked.certificate
        if certificate is None:
            return Answer(why=NO_CERTIFICATE)
        return said([text(certificate)], certificate_words(certificate))

    return answer


def _duration(asked: Asked, row: FormField) -> Answer:
    certificate = asked.certificate
    if certificate is None:
        return Answer(why=NO_CERTIFICATE)
    days = (certificate.valid_until - asked.on).days + 1
    if days < 1:
        return Answer(why="Not known: the last certificate has ended.")
    line = f"{days} days: {span_words(asked.on, certificate.valid_until)}"
    return Answer([line], [scales()[row.scale].band(days)], certificate_words(certificate))


def _status(asked: Asked, row: FormField) -> Answer:
    """The box of the certificate on record. The tool never says more than it, and never that nothing is limited."""
    if stopped_since(asked.case, asked.today) is not None:
        return Answer(why="Not known: work is paused: whoever certifies decides.")
    certificate = asked.certificate
    if certificate is None:
        return Answer(why=NO_CERTIFICATE)
    limits = (
        certificate.max_minutes_per_day,
        certificate.max_days_per_week,
        certificate.max_minutes_per_week,
    )
    if 0 in limits:
        return chosen(row.options, ["none"], certificate_words(certificate))
    if certificate.restrictions or any(limit is not None for limit in limits):
        return (
            chosen(row.options, ["some"], certificate_words(certificate))
            if row.options
            else said(["Some capacity, with the limits below"], certificate_words(certificate))
        )
    return Answer(why="Not known: the certificate on record limits nothing: whoever certifies decides.")


def _reviews(asked: Asked) -> list[date]:
    dates = [r.review_on for r in asked.case.all_restrictions()]
    dates += [week.review_on for week in asked.plan.weeks] if asked.plan else []
    return sorted({day for day in dates if day is not None and day >= asked.today})


def _next_review(asked: Asked, _: FormField) -> Answer:
    """The next review; on a form of the plan every review that is to come."""
    coming = _reviews(asked) if asked.form.about is About.PLAN else _reviews(asked)[:1]
    return said([date_words(day) for day in coming], "Reviews of restrictions and plan")


def _review_needed(asked: Asked, _: FormField) -> Answer:
    return said(["Yes" if _reviews(asked) else ""], "Reviews of restrictions and plan")


def _alternating(asked: Asked, _: FormField) -> Answer:
    needs = [NEED[n.need] for n in asked.case.needs if n.need is Need.CHANGE_POSTURE]
    return said(dict.fromkeys(needs), "Capacity: needs")


def _clearances(asked: Asked, row: FormField) -> Answer:
    """What is cleared or not cleared of driving and of work with trucks; the latest statement stands.

    A form that counts how often asks for foot controls alone.
    """
    if row.scale:
        return said([], "")
    latest = {c.work: c for c in sorted(asked.case.clearances, key=lambda c: (c.on, c.valid_from))}
    lines = [
        f"{_CLEARED[work]}: {'from ' + date_words(c.valid_from) if c.cleared else 'not cleared'} ({c.by})"
        for work, c in latest.items()
        if work in _CLEARED
    ]
    return said(lines, "Capacity: clearances")


def _consents(asked: Asked, _: FormField) -> Answer:
    valid = [
        c
        for c in asked.case.consents
        if c.withdrawn_on is None and (c.until is None or c.until >= asked.today)
    ]
    lines = (
        f"{CONTACT[c.recipient]}: given {date_words(c.given_on)}"
        + (f", until {date_words(c.until)}" if c.until else "")
        for c in valid
    )
    return said(lines, "Case: consent")


def _comments(asked: Asked, _: FormField) -> Answer:
    lines = (s.comment for s in asked.case.sign_offs if s.role is SignOffRole.WORKER)
    return said(lines, "Answers to the plan")


def _progress(asked: Asked, _: FormField) -> Answer:
    return said(_weeks_done(asked), "Progress: weekly sheets")


def _weeks_done(asked: Asked) -> Iterator[str]:
    """Hours and days alone: pain and notes stay with those who treat."""
    for sheet in sorted(asked.case.weekly_sheets, key=lambda sheet: sheet.monday):
        worked = [day.worked_min for day in sheet.days if day.worked_min]
        yield f"Week of {date_words(sheet.monday)}: {hours_words(sum(worked))} on {len(worked)} days"


def _closure(asked: Asked, _: FormField) -> Answer:
    closing = asked.case.closing
    words = f"{date_words(closing.on)}: {closing.result or 'closed'}" if closing else ""
    return said([words], "Plan: sign-off")


def _distribution(asked: Asked, _: FormField) -> Answer:
    lines = (f"{CONTACT[r.recipient]}, {date_words(r.on)}" for r in asked.case.releases)
    return said(dict.fromkeys(lines), "Export: what was handed out")


RECORD: dict[str, Answering] = {
    "worker_name": _worker,
    "employer_name": _plain(lambda asked: asked.case.employer.name, "Case: employer"),
    "worksite": _plain(
        lambda asked: ", ".join(filter(None, (asked.case.employer.worksite, asked.case.job.department))),
        "Case: employer; job",
    ),
    "supervisor_name": _contact(ContactRole.SUPERVISOR),
    "rtw_coordinator": _contact(ContactRole.COORDINATOR),
    "insurer_contact": _contact(ContactRole.INSURER),
    "practitioner_name": _practitioner,
    "job_title": _plain(lambda asked: asked.case.job.title, "Job"),
    "usual_pattern": _pattern,
    "date_of_injury": _plain(lambda asked: _day(asked.case.clinical.onset), "Case: onset"),
    "first_day_unfit": _plain(lambda asked: _day(asked.case.situation.since), "Case: status, since"),
    "date_assessed": _assessed,
    "diagnosis": _diagnosis,
    "area_of_injury": _plain(lambda asked: asked.case.clinical.body_area, "Case: body area"),
    "objective_findings": _findings,
    "treatment_plan": _treatment,
    "treatment_in_worktime": _in_work_time,
    "work_relevant_difficulty": _plain(lambda asked: asked.case.clinical.hurts, "Case: what hurts"),
    "work_status": _status,
    "valid_from": _on_certificate(lambda certificate: date_words(certificate.valid_from)),
    "valid_to": _on_certificate(lambda certificate: date_words(certificate.valid_until)),
    "duration_of_limits": _duration,
    "review_needed": _review_needed,
    "next_review_date": _next_review,
    "alternate_sit_stand": _alternating,
    "operate_equipment": _clearances,
    "consent": _consents,
    "worker_comments": _comments,
    "progress_log": _progress,
    "closure": _closure,
    "distribution": _distribution,
}
"""The fields that the record answers, by id."""
