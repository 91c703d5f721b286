"""The treating team's report, first part: the case, the clinical picture, outcome measures over time."""

from collections.abc import Iterable, Iterator
from datetime import date

from ergo.analysis.case_words import ANSWER, COLOUR, CONTACT, SOURCE_STATUS, STATUS
from ergo.analysis.clinical import by_urgency, raised_flags, standing_words
from ergo.analysis.outcomes import Course, Point, courses
from ergo.analysis.wording import date_words, hours_words, listed
from ergo.analysis.worktime import normal_shift_min
from ergo.knowledge.clinical import conditions, grades, movement_patterns, red_flags
from ergo.knowledge.sources import Status, source, source_ids
from ergo.knowledge.visibility import items as visible_items
from ergo.model.case import Case
from ergo.model.clinical import Answer, RedFlagAnswer
from ergo.reports.document import Block, Bullets, Fact, Facts, Heading, Piece, Table, Words, cell, cells
from ergo.reports.employer_plan import GOALS

_LABEL_MM = 44


def facts(rows: Iterable[tuple[str, str]]) -> Facts:
    """Labels and words; what is empty is said to be not entered."""
    return Facts(
        facts=[Fact(label=label, words=words or "not entered") for label, words in rows], label_mm=_LABEL_MM
    )


def cited(sources: str, status: Status) -> str:
    """The citations behind a source field, with how far they were checked."""
    return f"{'; '.join(source(name).citation for name in source_ids(sources))} ({SOURCE_STATUS[status]})"


def case_and_situation(case: Case) -> Iterator[Block]:
    """Who, which job, which people, what was agreed to be passed on."""
    yield Heading(text="Case and situation")
    worker, situation, job = case.worker, case.situation, case.job
    measures = [
        f"{worker.stature_cm:g} cm" if worker.stature_cm else "",
        f"{worker.mass_kg:g} kg" if worker.mass_kg else "",
    ]
    shift = hours_words(normal_shift_min(job.roster)) if job.roster and job.roster.shifts else ""
    outside = case.outside_work.commute_min_each_way
    yield facts(
        (
            (
                "Worker",
                " · ".join(filter(None, (worker.name, worker.code, str(worker.sex or ""), *measures))),
            ),
            (
                "Job",
                " · ".join(
                    filter(None, (job.title, job.department, case.employer.name, case.employer.worksite))
                ),
            ),
            ("Normal shift", shift),
            ("Status", _status(case)),
            ("Goal", f"Return to {GOALS[situation.goal]}" if situation.goal else ""),
            ("Outcome to be checked", _outcome_checked(case)),
            (
                "Way to work",
                f"{hours_words(outside)} each way {case.outside_work.commute_mode}" if outside else "",
            ),
        )
    )
    for text in filter(None, (case.title, case.notes, situation.notes, job.description)):
        yield Words(text=text)
    if case.contacts:
        yield Heading(text="People", level=2)
        yield facts(
            (CONTACT[c.role], " · ".join(filter(None, (c.name, c.phone, c.email)))) for c in case.contacts
        )
    yield Heading(text="Consents", level=2)
    if case.consents:
        yield Table(
            heads=["To", "Items", "For", "Given, until"],
            widths=[32, None, 40, 44],
            rows=[
                cells(
                    (
                        CONTACT[c.recipient],
                        _items(c.items),
                        c.purpose,
                        _consent_dates(c.given_on, c.until, c.withdrawn_on),
                    )
                )
                for c in case.consents
            ],
        )
    else:
        yield Words(text="No consent is on record.")


def _status(case: Case) -> str:
    situation = case.situation
    since = f" since {date_words(situation.since)}" if situation.since else ""
    hours = situation.current_hours_per_week
    now = f", {hours:g} h a week" if hours is not None else ""
    return f"{STATUS[situation.status]}{since}{now}" if situation.status else ""


def _outcome_checked(case: Case) -> str:
    wanted = case.situation.outcome
    checks = listed([str(week) for week in wanted.checks_after_weeks])
    return f"{wanted.sustained_weeks} weeks sustained; checked {checks} weeks after full duties"


def _items(names: Iterable[str]) -> str:
    """Items of the visibility table in their short words; what the table does not know as it was typed."""
    known = visible_items()
    return listed([known[name].item.partition(":")[0] if name in known else name for name in names])


def _consent_dates(given: date, until: date | None, withdrawn: date | None) -> str:
    said = date_words(given, weekday=False)
    said += f", until {date_words(until, weekday=False)}" if until else ""
    return f"{said}; withdrawn on {date_words(withdrawn, weekday=False)}" if withdrawn else said


def clinical_summary(case: Case, today: date) -> Iterator[Block]:
    """Condition, what helps and hurts, red flags, obstacles."""
    yield Heading(text="Clinical summary")
    clinical = case.clinical
    condition = conditions().get(clinical.condition_id or "")
    pattern = movement_patterns().get(clinical.movement_pattern_id or "")
    surgery = (
        f"{clinical.surgery}, {date_words(clinical.surgery_on)}" if clinical.surgery_on else clinical.surgery
    )
    yield facts(
        (
            ("Diagnosis", clinical.diagnosis),
            ("Condition", condition.label if condition else ""),
            ("Body area", clinical.body_area),
            ("Onset", date_words(clinical.onset) if clinical.onset else ""),
            ("Surgery", surgery or "none on record"),
            ("Direction or load", f"{pattern.label} ({SOURCE_STATUS[pattern.status]})" if pattern else ""),
            ("Helps", clinical.helps),
            ("Hurts", clinical.hurts),
            ("Pain now", "not asked" if clinical.pain_now is None else f"{clinical.pain_now:g} of 10"),
        )
    )
    if clinical.notes:
        yield Words(text=clinical.notes)
    if condition:
        said = [*condition.advice, *condition.course]
        yield Heading(text=f"What is known of {condition.label[0].lower()}{condition.label[1:]}", level=2)
        yield Bullets(items=[f"{s.text} [{cited(s.source, s.status)}]" for s in said])
    yield from _red_flags(case)
    yield from _obstacles(case, today)


def _red_flags(case: Case) -> Iterator[Block]:
    yield Heading(text="Red flags", level=2)
    answers = case.clinical.red_flags
    raised = [r for r in raised_flags(case) if not r.settled]
    not_asked = len(red_flags()) - sum(
        a.answer is not Answer.NOT_ASKED for a in answers if a.flag_id in red_flags()
    )
    said = [f"{r.flag.label}: present and not settled. {grades()[r.flag.grade].plan_text}" for r in raised]
    said = said or ["No red flag is open."]
    if not_asked:
        said.append(f"{not_asked} of {len(red_flags())} categories were not asked about.")
    yield Bullets(items=[*said, *_answered_no(answers)])
    told = [a for a in answers if a.answer is Answer.YES or (a.answer is Answer.NO and a.note)]
    if told:
        yield Table(
            heads=["Category", "Answer", "On, by", "Note, and how it was settled"],
            widths=[58, 18, 40, None],
            rows=[cells(_red_flag(a)) for a in sorted(told, key=lambda a: a.answer is not Answer.YES)],
            compact=True,
        )


def _answered_no(answers: Iterable[RedFlagAnswer]) -> list[str]:
    """The categories that were answered with no, together where one person did so on one day."""
    found: dict[str, list[str]] = {}
    for answer in answers:
        if answer.answer is Answer.NO:
            label = red_flags()[answer.flag_id].label if answer.flag_id in red_flags() else answer.flag_id
            found.setdefault(_when_and_by(answer), []).append(label.lower())
    return [f"Answered no{f' ({when})' if when else ''}: {listed(labels)}." for when, labels in found.items()]


def _when_and_by(answer: RedFlagAnswer) -> str:
    when = date_words(answer.on, weekday=False) if answer.on else ""
    return ", ".join(filter(None, (when, answer.by)))


def _red_flag(answer: RedFlagAnswer) -> tuple[str, ...]:
    flag = red_flags().get(answer.flag_id)
    settled = ""
    if answer.resolved_on is not None:
        by = answer.resolved_by or "nobody named"
        settled = f"settled on {date_words(answer.resolved_on, weekday=False)} by {by}"
    return (
        flag.label if flag else answer.flag_id,
        ANSWER[answer.answer],
        _when_and_by(answer),
        "; ".join(filter(None, (answer.note, settled))),
    )


def _obstacles(case: Case, today: date) -> Iterator[Block]:
    yield Heading(text="Obstacles, and what is done about them", level=2)
    if not case.clinical.flags:
        yield Words(text="None is on record.")
        return
    yield Table(
        heads=["Obstacle", "Kind", "Who does what", "Stands"],
        widths=[None, 34, 56, 34],
        rows=[
            cells(
                (
                    flag.obstacle,
                    COLOUR[flag.colour],
                    ": ".join(filter(None, (flag.owner, flag.action))) or "nothing yet",
                    standing_words(flag, today) or "open",
                )
            )
            for flag in by_urgency(case.clinical.flags, today)
        ],
        compact=True,
    )


def outcome_measures(case: Case) -> Iterator[Block]:
    """Every instrument over time, with the minimal important change."""
    yield Heading(text="Outcome measures over time")
    found = courses(case)
    if not found:
        yield Words(text="Nothing was measured yet.")
        return
    yield Words(
        text="About the person: for those who treat only. A score informs; it decides nothing.", small=True
    )
    yield Table(
        heads=["Measure", "On", "Score", "What it says", "Change from the first"],
        widths=[44, 22, 16, None, 52],
        rows=[_point(course, point) for course in found for point in course.points],
        compact=True,
    )
    yield Heading(text="Minimal important change and its source", level=2)
    yield Bullets(items=[_important(course) for course in found])


def _point(course: Course, point: Point) -> list[list[Piece]]:
    scored = point.scored
    value = scored.main.value
    first = point is course.points[0]
    said = [scored.main.band.label] if scored.main.band else []
    said += [cut.words for cut in scored.main.cuts] + ([scored.risk_class] if scored.risk_class else [])
    said += [f"{s.scale.label}: {s.value:g}" for s in scored.scales[1:] if s.value is not None]
    said += list(filter(None, (scored.missing_words, scored.measure.note)))
    name = cell(
        Words(text=course.instrument.name if first else "", strong=True),
        *([Words(text=course.instrument.measures, small=True)] if first else []),
    )
    change = point.change.words if point.change else "first" if first else "not known"
    score = "no score" if value is None else f"{value:g}"
    return [name, *cells((date_words(scored.measure.on, weekday=False), score, "; ".join(said), change))]


def _important(course: Course) -> str:
    instrument = course.instrument
    rule = f"scoring: {cited(instrument.source, instrument.status)}"
    important = instrument.important_change
    if important is None:
        return f"{instrument.name}: no minimal important change is on record; {rule}."
    size = (
        f"{important.low:g}"
        if important.low == important.high
        else f"{important.low:g} to {important.high:g}"
    )
    percent = f" or {important.percent:g} % of the first score" if important.percent else ""
    return f"{instrument.name}: {size} points{percent}, {cited(important.source, important.status)}; {rule}."
