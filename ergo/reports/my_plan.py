"""The worker's hand-outs: My plan, one week in plain words, and the home programme with drawings. In large type.

Both are the worker's own copies: they hold what to do and when, and no diagnosis, score, flag or clinical note.
"""

from datetime import date, timedelta

from ergo.advice.home_exercise import advice_on, dose_of, version_in, version_words
from ergo.advice.pacing import pacing_plan
from ergo.advice.programme import check_ups
from ergo.analysis.wording import clock_words, date_words, hours_words, span_words
from ergo.analysis.words import amount_words, inside_sentence, limit_words
from ergo.analysis.worktime import DAYS_PER_WEEK
from ergo.drawing.exercise import exercise_svg
from ergo.errors import InputError
from ergo.knowledge.dimensions import Aspect, dimension, unit_of
from ergo.knowledge.documents import my_plan_sections, my_plan_sentences
from ergo.knowledge.programme import Deliverer, Dose, DoseBasis, components, exercises, topics
from ergo.knowledge.sources import Status
from ergo.knowledge.visibility import Audience
from ergo.model.case import Case
from ergo.model.plan import Limit, PlanDay, PlanWeek
from ergo.model.record import Appointment, SignOffRole
from ergo.model.worker import ContactRole
from ergo.reports.audience import cut
from ergo.reports.document import Block, Box, Bullets, Document, Heading, Piece, Table, Words, cell, drawing
from ergo.reports.employer_plan import signed_by
from ergo.reports.employer_plan_document import DRAFT
from ergo.units import UnitSystem

MY_PLAN, HOME_PROGRAMME = "My plan", "My home programme"
_PICTURE_MM = 55.0
_CALLED = {ContactRole.THERAPIST: "Therapist", ContactRole.SUPERVISOR: "Boss"}
_TAIL = {Aspect.RUN: " at a time", Aspect.DOSE: " in a day"}


def my_plan_document(case: Case, week_number: int, today: date, unit_system: UnitSystem) -> Document:
    """One week of the plan for the worker: hours, duties, limits, what is normal, pacing, exercises, flare-up, help.

    Parameters
    ----------
    case : Case
        With a plan.
    week_number : int
        Week of the plan; it must have dated days.
    today : date
        The day of the document.
    unit_system : UnitSystem
        Units of loads and distances.

    Raises
    ------
    InputError
        When there is no plan, or the week has no dated days.
    """
    shown = cut(case, Audience.WORKER, today)
    plan = shown.plan
    week = next((w for w in plan.weeks if w.number == week_number and w.days), None) if plan else None
    if plan is None or week is None:
        raise InputError(
            "This week of the plan has no dated days, so there is no sheet for it.", field="week"
        )
    blocks: list[Block] = [
        Bullets(items=my_plan_sentences("about")),
        *_week(shown, week),
        *_limits(week, unit_system),
        Heading(text="What is normal"),
        Bullets(items=my_plan_sentences("normal")),
        *_pacing(shown, week.number, unit_system),
        *_exercises(shown, week.number),
        *_flare(shown),
        *_help(shown),
        *_after(shown, week),
    ]
    return Document(
        title=MY_PLAN,
        subject=_who(shown),
        mark=DRAFT if signed_by(shown, plan, SignOffRole.THERAPIST) is None else "",
        footer=f"Plan {plan.id}, version {plan.version}",
        on=today,
        blocks=blocks,
        large=True,
    )


def home_programme_document(case: Case, today: date) -> Document:
    """The home exercises and education topics that the therapist chose; InputError where there are none."""
    shown = cut(case, Audience.WORKER, today)
    blocks = [*_exercises(shown, None), *_topics(shown)]
    if not blocks:
        raise InputError("No exercise and no topic is chosen yet.", item="Programme")
    return Document(
        title=HOME_PROGRAMME,
        subject=_who(shown),
        on=today,
        blocks=[*blocks, *_help(shown)],
        large=True,
    )


def _who(shown: Case) -> str:
    return shown.worker.name or shown.worker.code


def _week(shown: Case, week: PlanWeek) -> list[Block]:
    last = week.monday + timedelta(days=DAYS_PER_WEEK - 1)
    rows = [
        [cell(Words(text=date_words(day.date, year=False), strong=True)), _day(shown, day)]
        for day in week.days
        if day.paid_min
    ]
    days = [week.monday + timedelta(days=n) for n in range(DAYS_PER_WEEK)]
    away = [
        f"{date_words(day, year=False)}: {_visit_words(entry)}, {hours_words(entry.minutes)}"
        + (", in work time" if entry.in_work_time else "")
        for day in days
        for entry in shown.appointments
        if entry.falls_on(day)
    ]
    visits: list[Block] = [Heading(text="My visits", level=2), Bullets(items=away)] if away else []
    title = f"My week: {span_words(week.monday, last)}"
    return [Heading(text=title), Table(heads=["Day", "My work"], widths=[34, None], rows=rows), *visits]


def _visit_words(entry: Appointment) -> str:
    """What the worker does alone goes by its name."""
    component = components().get(entry.component_id or "")
    own = component is not None and component.delivered_by is Deliverer.WORKER
    return inside_sentence(component.label) if component is not None and own else "visit"


def _day(shown: Case, day: PlanDay) -> list[Piece]:
    named = [(shown.task(a.task_id), a.minutes) for a in day.allocations]
    duties = [f"{task.name}: {hours_words(minutes)}" for task, minutes in named if task is not None]
    return cell(
        Words(text=f"Start {clock_words(day.start)}, work {hours_words(day.paid_min)}", strong=True), *duties
    )


def _limits(week: PlanWeek, unit_system: UnitSystem) -> list[Block]:
    said = dict.fromkeys(limit_sentence(limit, unit_system) for limit in week.limits)
    return [Heading(text="My limits at work"), Bullets(items=list(said))] if said else []


def limit_sentence(limit: Limit, unit_system: UnitSystem) -> str:
    """A limit as the worker reads it: "You can lift up to 10 kg from floor to waist."."""
    places = (
        limit.below_hand_height_cm,
        limit.above_hand_height_cm,
        limit.beyond_reach_cm,
        limit.over_load_kg,
    )
    if limit.value == 0 or any(place is not None for place in places):
        return f"{limit_words(limit, unit_system)}."
    unit = unit_of(limit.dimension, limit.aspect)
    value = hours_words(round(limit.value)) if unit == "min" else amount_words(limit.value, unit, unit_system)
    return f"You can {dimension(limit.dimension).sentence.format(value=value)}{_TAIL.get(limit.aspect, '')}."


def _pacing(shown: Case, week: int, unit_system: UnitSystem) -> list[Block]:
    levels = [(paced, level) for paced in pacing_plan(shown, week) if (level := paced.at(week)) is not None]
    pieces: list[Piece] = []
    for paced, level in levels:
        amount = amount_words(level.value, paced.activity.unit, unit_system)
        pieces.append(Words(text=f"{paced.activity.label}: {amount}", strong=True))
        if not paced.published:
            pieces += [Words(text=sentence, small=True) for sentence in my_plan_sentences("own_rule")]
    levels_of_week: list[Block] = [Box(pieces=pieces)] if pieces else []
    return [
        Heading(text="Pace yourself"),
        Bullets(items=my_plan_sentences("pacing")),
        *levels_of_week,
        Bullets(items=my_plan_sentences("energy")),
    ]


def _exercises(shown: Case, week: int | None) -> list[Block]:
    """The home programme, in the version of a week where one is given."""
    blocks: list[Block] = []
    for choice in shown.programme.exercises:
        exercise = exercises().get(choice.exercise_id)
        if exercise is None:
            continue
        advice = advice_on(shown, exercise)
        way = version_words(exercise, version_in(week)) if week is not None else ""
        lines = [
            exercise.how_to,
            exercise.worker_note,
            f"This week: {way}." if way else "",
            *advice.cautions,
            choice.note,
        ]
        blocks += [
            Heading(text=exercise.name, level=2),
            drawing(exercise_svg(exercise.figure, exercise.name), _PICTURE_MM),
            Words(text=plain_dose(dose_of(choice, exercise)), strong=True),
            Bullets(items=[line for line in lines if line]),
            *_unverified(when=exercise.dose_basis is DoseBasis.PRACTICE),
        ]
    if not blocks:
        return []
    return [Heading(text="My exercises"), Bullets(items=my_plan_sentences("exercise")), *blocks]


def plain_dose(dose: Dose) -> str:
    """A dose as the worker reads it: "10 times. Hold for 2 seconds. 2 rounds. Every day."."""
    parts = [
        f"{dose.reps} times" if dose.reps > 1 else "",
        f"Hold for {dose.hold_s} seconds" if dose.hold_s else "",
        f"{dose.sets} rounds" if dose.sets > 1 else "",
        "Every day" if dose.days_per_week == DAYS_PER_WEEK else f"{dose.days_per_week} days a week",
    ]
    return " ".join(f"{part}." for part in parts if part)


def _topics(shown: Case) -> list[Block]:
    blocks: list[Block] = []
    for topic in (topics()[name] for name in shown.programme.topic_ids if name in topics()):
        blocks += [
            Heading(text=topic.title),
            *[drawing(exercise_svg(figure, topic.title), _PICTURE_MM) for figure in topic.figures],
            Bullets(items=list(topic.key_points)),
            Heading(text="Try this", level=2),
            Bullets(items=list(topic.try_this)),
            Heading(text="Get help if", level=2),
            Words(text=topic.get_help_if),
            *_unverified(when="memory" in topic.note),
        ]
    return blocks


def _flare(shown: Case) -> list[Block]:
    own = shown.programme.flare_helps
    helps: list[Block] = [Heading(text="What helps me", level=2), Words(text=own)] if own else []
    return [Heading(text="If I have a flare-up"), Bullets(items=my_plan_sentences("flare")), *helps]


def _help(shown: Case) -> list[Block]:
    people = [
        f"{_CALLED[contact.role]}: {', '.join(filter(None, (contact.name, contact.phone)))}"
        for contact in shown.contacts
        if contact.role in _CALLED and (contact.name or contact.phone)
    ]
    called = [*([shown.programme.call] if shown.programme.call else []), *people] or my_plan_sentences(
        "no_number"
    )
    return [
        Heading(text="Get help now if"),
        Box(pieces=[Bullets(items=my_plan_sentences("help_now"))]),
        *_unverified(when=_from_memory("help_now")),
        Heading(text="Who to call"),
        Bullets(items=called),
    ]


def _after(shown: Case, week: PlanWeek) -> list[Block]:
    if not week.full_duties:
        return []
    due = [f"Check-up: {date_words(check.on)}" for check in check_ups(shown) if check.on is not None]
    lines = Bullets(items=[*my_plan_sentences("after"), *due])
    return [Heading(text="Keep it up"), lines, *_unverified(when=_from_memory("after"))]


def _from_memory(section: str) -> bool:
    return any(statement.status is Status.MEMORY for statement in my_plan_sections()[section].statements)


def _unverified(*, when: bool) -> list[Block]:
    """The line that stands under what was not read in a source."""
    return [Words(text=sentence, small=True) for sentence in my_plan_sentences("unverified")] if when else []
