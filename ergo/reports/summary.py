"""The capacity and progress summary for the insurer or case manager: capacity, hours and duties planned and done,
what was bought and why, and when full duties are expected.

The case is cut for the insurer (`ergo.reports.audience`) before anything is read from it.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby

from ergo.advice.candidates import Circumstances
from ergo.analysis.case_words import HOW, LIMIT_TYPE, STATUS, appointment_words
from ergo.analysis.demands import Key
from ergo.analysis.progress import WeekProgress, planned_and_worked, sheet_of
from ergo.analysis.wording import date_words, hours_words, listed, range_words, span_words
from ergo.analysis.words import amount_words, key_words
from ergo.drawing.hours import FIRMNESS_WORDS
from ergo.errors import InputError
from ergo.knowledge.catalogue import CostBand
from ergo.knowledge.dimensions import Aspect, unit_of
from ergo.knowledge.documents import summary_sentences
from ergo.knowledge.visibility import Audience
from ergo.model.capacity import Capacity, Certificate
from ergo.model.case import Case
from ergo.model.plan import Plan, PlanWeek
from ergo.model.record import SignOffRole
from ergo.model.worker import ContactRole
from ergo.reports.audience import cut, has_consent
from ergo.reports.certifier_query import contact_of, reach
from ergo.reports.chosen_changes import ChosenChange, chosen_changes, total_cost_words
from ergo.reports.deviations import deviations, override_rows
from ergo.reports.document import (
    Block,
    Box,
    Bullets,
    Document,
    Fact,
    Facts,
    Heading,
    Notice,
    Piece,
    Table,
    Words,
    cell,
    cells,
)
from ergo.reports.employer_outcome import outcome
from ergo.reports.employer_plan import GOALS, scheme_facts, signed_by
from ergo.reports.employer_plan_document import DRAFT
from ergo.reports.employer_weeks import limit_rows
from ergo.units import UnitSystem

TITLE = "Capacity and progress summary"
_PLANNED = 3
"""How many columns of the weeks tell what is planned; the others, what was done."""


def summary_document(
    case: Case,
    *,
    today: date,
    unit_system: UnitSystem = UnitSystem.METRIC,
    costs: Mapping[str, CostBand] | None = None,
    scheme_id: str = "",
) -> Document:
    """The summary of a case for its insurer.

    Parameters
    ----------
    case : Case
        With a plan.
    today : date
        The day of the document, on which consents are looked at.
    unit_system : UnitSystem
        Units of loads, distances and forces.
    costs : mapping, optional
        The clinic's own cost bands by item.
    scheme_id : str
        The scheme, whose form may hold the diagnosis.

    Raises
    ------
    InputError
        When there is no plan.
    """
    shown = cut(case, Audience.INSURER, today, scheme_id)
    plan = shown.plan
    if plan is None:
        raise InputError("There is no plan yet: make one before it is summed up.", item="Plan", field="plan")
    worker = f"{shown.worker.name} ({shown.worker.code})" if shown.worker.name else shown.worker.code
    therapist = signed_by(shown, plan, SignOffRole.THERAPIST)
    sender = contact_of(shown, ContactRole.THERAPIST)
    return Document(
        title=TITLE,
        subject=" · ".join(filter(None, (worker, shown.job.title))),
        author=therapist.name if therapist else sender.name if sender else "",
        mark=DRAFT if therapist is None else "",
        status="Signed by the therapist",
        footer=f"Plan {plan.id}, version {plan.version}, made on {date_words(plan.made_on, weekday=False)}",
        on=today,
        blocks=[
            *_head(shown, plan, today, unit_system, scheme_id),
            *_capacity(shown, plan, unit_system),
            *_progress(shown, plan),
            *_changes(chosen_changes(shown, Circumstances(costs=costs or {})), costs or {}),
            *_calendar(shown),
            *deviations(override_rows(plan)),
            Heading(text="About this summary"),
            Bullets(items=summary_sentences("scope")),
        ],
        closing=_signature(therapist.name if therapist else "", therapist.registration if therapist else ""),
    )


def _head(shown: Case, plan: Plan, today: date, unit_system: UnitSystem, scheme_id: str) -> Iterator[Block]:
    if not has_consent(shown, Audience.INSURER, today):
        yield Notice(text="The worker's consent to share this summary with the insurer is not recorded yet.")
    yield Heading(text="In short")
    expected = outcome(shown, plan, unit_system)
    pieces: list[Piece] = [Words(text=expected.sentence, strong=True)]
    if expected.obstacles:
        pieces.append(Bullets(items=expected.obstacles))
    if expected.openers:
        pieces += [Words(text="What would open them:"), Bullets(items=expected.openers)]
    yield Box(pieces=pieces)
    to, sender = (contact_of(shown, role) for role in (ContactRole.INSURER, ContactRole.THERAPIST))
    job = " · ".join(filter(None, (shown.job.title, shown.job.department, shown.employer.name)))
    situation = shown.situation
    status = STATUS[situation.status] if situation.status else "not entered"
    since = f" since {date_words(situation.since)}" if situation.since else ""
    goal = f"Return to {GOALS[situation.goal]}" if situation.goal else "not stated yet"
    diagnosis = shown.clinical.diagnosis or " ".join(summary_sentences("diagnosis"))
    facts = {
        "To": reach(to),
        "From": reach(sender) or "not entered",
        "Job": job or "not entered",
        "Injury or onset": date_words(shown.clinical.onset) if shown.clinical.onset else "not entered",
        "Diagnosis": diagnosis,
        "Body area": shown.clinical.body_area or "not entered",
        "At the start": f"{status}{since}",
        "Goal": f"{goal}, kept for {situation.outcome.sustained_weeks} weeks",
        "Plan": f"From {date_words(plan.start)}, {len(plan.weeks)} weeks",
        "So far": _so_far(shown, plan),
        "Next review": _next_review(plan, today),
    }
    said = [Fact(label=label, words=words) for label, words in facts.items() if words]
    yield Facts(facts=[*said, *scheme_facts(shown, scheme_id)], label_mm=34)


def _so_far(shown: Case, plan: Plan) -> str:
    weeks = [week for week in planned_and_worked(shown) if week.worked_min is not None]
    if not weeks:
        return "no weekly sheet is on record yet"
    worked = sum(week.worked_min or 0 for week in weeks)
    planned = sum(week.planned_min for week in weeks)
    missed = sum(week.days_missed for week in weeks)
    days = f"{missed} planned {'day' if missed == 1 else 'days'} missed"
    span = f"{len(weeks)} {'week' if len(weeks) == 1 else 'weeks'}"
    return f"{hours_words(worked)} worked of {hours_words(planned)} planned in {span}, {days}"


def _next_review(plan: Plan, today: date) -> str:
    days = [week.review_on for week in plan.weeks if week.review_on is not None and week.review_on >= today]
    return date_words(min(days)) if days else "no date is set"


def _capacity(shown: Case, plan: Plan, unit_system: UnitSystem) -> Iterator[Block]:
    yield Heading(text="Capacity")
    if shown.certificates:
        yield Table(
            heads=["Certificate of", "Valid", "Hours a day", "Days a week", "Hours a week"],
            widths=[34, None, 26, 26, 28],
            rows=[cells(_certificate(c)) for c in shown.certificates],
        )
    else:
        yield Words(text="No certificate is on record, so hours and limits are not certified.")
    rows = limit_rows(shown, plan, unit_system)
    if rows:
        yield Heading(text="Limits in force", level=2)
        yield Table(
            heads=["What", "Limit", "Kind of limit"],
            widths=[None, None, 42],
            rows=[[cell(row.about), cell(*row.steps), cell(row.kind)] for row in rows],
        )
    if shown.capacities:
        yield Heading(text="Tolerances and abilities that were looked at", level=2)
        yield Table(
            heads=["What", "Found", "Kind", "How and when"],
            widths=[None, 34, 46, 42],
            rows=[cells(capacity_row(c, unit_system)) for c in shown.capacities],
        )


def _certificate(certificate: Certificate) -> tuple[str, ...]:
    day, week = certificate.max_minutes_per_day, certificate.max_minutes_per_week
    days = certificate.max_days_per_week
    return (
        date_words(certificate.issued_on, weekday=False),
        span_words(certificate.valid_from, certificate.valid_until),
        "no limit" if day is None else f"at most {hours_words(day)}",
        "no limit" if days is None else f"at most {days}",
        "no limit" if week is None else f"at most {hours_words(week)}",
    )


def capacity_row(capacity: Capacity, unit_system: UnitSystem) -> tuple[str, str, str, str]:
    """A tolerance in words: what, how much, which kind of limit, how and when it was found."""
    found = "no figure"
    if capacity.aspect is Aspect.GATE:
        found = "not known" if capacity.able is None else "yes" if capacity.able else "no"
    elif capacity.value is not None:
        found = amount_words(capacity.value, unit_of(capacity.dimension, capacity.aspect), unit_system)
    if capacity.frequency is not None:
        found += f", {capacity.frequency}"
    how = HOW[capacity.how].lower() if capacity.how else "not stated how"
    when = f", {date_words(capacity.on, weekday=False)}" if capacity.on else ""
    key = Key(capacity.dimension, capacity.aspect, capacity.side)
    return key_words(key), found, LIMIT_TYPE[capacity.limit_type].partition(":")[0], f"{how}{when}"


def _progress(shown: Case, plan: Plan) -> Iterator[Block]:
    yield Heading(text="Hours and duties, planned and done")
    heads = ["Week", "Planned", "Duties planned", "Worked", "Days missed", "Duties done"]
    widths = [38, 16, None, 18, 16, 42]
    told = len(heads) if shown.weekly_sheets else _PLANNED
    yield Table(
        heads=heads[:told],
        widths=widths[:told],
        rows=[row[:told] for row in _weeks(shown, plan)],
        compact=True,
    )
    if not shown.weekly_sheets:
        yield Words(text="No weekly sheet is on record yet, so nothing is known of what was done.")
    yield Words(text=" ".join(summary_sentences("progress")), small=True)


def _weeks(shown: Case, plan: Plan) -> Iterator[list[list[Piece]]]:
    """A row for each dated week; weeks of the outlook in a row with the same hours and duties share one."""
    said = {week.number: week for week in planned_and_worked(shown)}
    before = ""
    for _, alike in groupby(
        plan.weeks, lambda week: (week.days and week.number, week.total_min, _duties(shown, week))
    ):
        run = list(alike)
        first, last = run[0], run[-1]
        span = span_words(first.monday, last.monday + timedelta(days=6))
        when = cell(
            Words(text=f"{range_words(first.number, last.number)}: {span}", strong=True),
            Words(text=FIRMNESS_WORDS[first.firmness].lower(), small=True),
        )
        duties = _duties(shown, first)
        named = "as before" if duties == before else duties
        before = duties
        worked, missed = _worked(said.get(first.number))
        yield [when, *cells((hours_words(first.total_min), named, worked, missed, _done(shown, first)))]


def _duties(shown: Case, week: PlanWeek) -> str:
    names = dict.fromkeys(task.name for duty in week.duties if (task := shown.task(duty.task_id)) is not None)
    return listed(list(names)) or "none"


def _worked(said: WeekProgress | None) -> tuple[str, str]:
    """Hours worked and days missed; empty where the week has no dated shifts."""
    if said is None:
        return "", ""
    if said.worked_min is None:
        return "not told yet", ""
    open_days = f" ({said.days_open} not told)" if said.days_open else ""
    return hours_words(said.worked_min), f"{said.days_missed}{open_days}"


def _done(shown: Case, week: PlanWeek) -> str:
    sheet = sheet_of(shown, week.monday)
    ids = dict.fromkeys(task_id for day in sheet.days for task_id in day.tasks_done) if sheet else {}
    return listed([task.name for task_id in ids if (task := shown.task(task_id)) is not None])


def _changes(changes: list[ChosenChange], costs: Mapping[str, CostBand]) -> Iterator[Block]:
    yield Heading(text="Modifications and equipment, why, and what they cost")
    if not changes:
        yield Words(text="None is planned.")
        return
    yield Table(
        heads=["What, and for which duty", "Why", "From, and by whom", "Indicative cost"],
        widths=[40, None, 34, 36],
        rows=[
            [
                cell(Words(text=change.item.name, strong=True), Words(text=change.task_name, small=True)),
                cell(*_why(change)),
                *cells((change.in_place_words, change.cost_words)),
            ]
            for change in changes
        ],
        compact=True,
    )
    yield Words(text=total_cost_words(changes, costs), strong=True)
    yield Words(text=" ".join(summary_sentences("costs")), small=True)


def _why(change: ChosenChange) -> list[str]:
    answers = f"Answers: {listed(change.answers)}." if change.answers else "Chosen by the therapist."
    return [answers, *change.score_words, f"Evidence: {change.evidence_words}"]


def _calendar(shown: Case) -> Iterator[Block]:
    yield Heading(text="Treatment and absence that is known beforehand")
    items = []
    for appointment in shown.appointments:
        when = "in work time" if appointment.in_work_time else "outside work time"
        items.append(
            f"Appointment: {hours_words(appointment.minutes)} on {appointment_words(appointment)}, {when}."
        )
    items += [
        f"Leave: {date_words(leave.first_day)} to {date_words(leave.last_day)}." for leave in shown.leave
    ]
    yield Bullets(items=items) if items else Words(text="None is on record.")


def _signature(name: str, registration: str) -> list[Block]:
    return [
        Heading(text="Signature"),
        Table(
            heads=["Therapist", "Registration", "Signature", "Date"],
            widths=[None, 38, 50, 28],
            rows=[cells((name, registration, "", ""))],
            row_mm=12,
        ),
    ]
