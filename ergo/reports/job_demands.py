"""The job demands analysis: what the job asks for, task by task, as measured and stated, with pictures of the work.

It speaks of the job and never of the worker: the case is cut for the reader before anything is read from it. A figure
that nobody measured is named as missing.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from hashlib import sha256
from typing import Any

from ergo.analysis.case_words import IMPORTANCE, VERIFIER
from ergo.analysis.demands import accounts_by_key, amount_of, demands_of, gives_way
from ergo.analysis.people import no_equation, transfers_in_words
from ergo.analysis.score import score_task
from ergo.analysis.wording import date_words, hours_words, listed
from ergo.analysis.words import amount_words, inside_sentence, key_words
from ergo.analysis.worktime import normal_shift_min
from ergo.errors import InputError
from ergo.knowledge.dimensions import Aspect, unit_of
from ergo.knowledge.quantities import quantity
from ergo.knowledge.tasks import task_kinds
from ergo.knowledge.visibility import Audience
from ergo.methods import load
from ergo.methods.base import Method
from ergo.methods.result import Severity
from ergo.model.base import HowKnown
from ergo.model.case import Case
from ergo.model.job import Demand, Job, Photograph, Task, TaskKind
from ergo.reports.audience import cut
from ergo.reports.document import (
    BOX,
    Block,
    Bullets,
    Document,
    Fact,
    Facts,
    Heading,
    Notice,
    Picture,
    Table,
    Words,
    cell,
    cells,
)
from ergo.units import UnitSystem

TITLE = "Job demands analysis"
_HOW = {
    HowKnown.MEASURED: "measured",
    HowKnown.OBSERVED: "observed",
    HowKnown.WORKER: "worker's account",
    HowKnown.EMPLOYER: "employer's account",
    HowKnown.JOB_DESCRIPTION: "job description",
    HowKnown.MAKER: "maker's figure",
    HowKnown.RECORDS: "records",
    HowKnown.ESTIMATED: "estimated, to be measured",
}
_PICTURE_MM = 120
_SIGNATURE_MM = 13
_SMALLEST_BLOCK_MIN = 15  # the planner's own step: it says nothing of the work
_MISSING_NAMED = 4
_TRANSFERS_MM = 90


def job_demands_document(
    case: Case,
    photographs: Callable[[Photograph], str],
    *,
    today: date,
    unit_system: UnitSystem = UnitSystem.METRIC,
) -> Document:
    """The job demands analysis of a case for the employer.

    Parameters
    ----------
    case : Case
        With tasks.
    photographs : callable
        Gives the stored JPEG of a photograph in base64. Asked only for pictures that may be shown to the employer
        and that the worker has agreed to.
    today : date
        The day of the document, on which consents are looked at.
    unit_system : UnitSystem
        Units of loads, distances and forces.

    Raises
    ------
    InputError
        When the job has no task.
    """
    shown = cut(case, Audience.EMPLOYER, today)
    tasks = shown.job.tasks
    if not tasks:
        raise InputError("The job has no task yet: enter its tasks first.", item="Job", field="tasks")
    subject = " · ".join(filter(None, (shown.job.title, shown.job.department, shown.employer.name)))
    return Document(
        title=TITLE,
        subject=subject,
        footer=f"As known on {date_words(today, weekday=False)}, {version_words(shown.job)}",
        on=today,
        blocks=[
            *_head(shown),
            Heading(text="Tasks"),
            *_overview(tasks),
            *[block for task in tasks for block in _task(shown, task, photographs, unit_system)],
            *_close(tasks),
        ],
        closing=list(_verification(shown.job)),
    )


def edition_of(job: Job) -> str:
    """Eight digits that change with anything that is said of a job, as the employer sees it.

    Pictures and verifications do not count, nor do ids, so that the same job in another case is the same edition.
    """
    held = _without_ids(job.model_dump(mode="json", exclude={"verifications"}, exclude_defaults=True))
    return sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()[:8]


def _without_ids(held: Any) -> Any:
    if isinstance(held, dict):
        return {
            name: _without_ids(value) for name, value in held.items() if name not in ("id", "photographs")
        }
    return [_without_ids(value) for value in held] if isinstance(held, list) else held


def version_words(job: Job) -> str:
    """Which version of the analysis it is: each edition that was verified is one, in the order of verification."""
    edition = edition_of(job)
    verified = list(dict.fromkeys(v.edition for v in sorted(job.verifications, key=lambda v: v.on)))
    if edition in verified:
        return f"version {verified.index(edition) + 1}, edition {edition}"
    since = f", changed since version {len(verified)}" if verified else ""
    return f"edition {edition}, not verified{since}"


def _head(shown: Case) -> Iterator[Block]:
    yield Notice(
        text="It describes the work, not the worker. Figures marked “estimated” were not measured; what is not "
        "named was not looked at and is not zero."
    )
    job = " · ".join(filter(None, (shown.job.title, shown.job.department)))
    employer = " · ".join(filter(None, (shown.employer.name, shown.employer.worksite)))
    facts = [
        Fact(label="Job", words=job or "not entered"),
        Fact(label="Employer", words=employer or "not entered"),
    ]
    if shown.job.roster is not None and shown.job.roster.shifts:
        facts.append(Fact(label="Normal shift", words=hours_words(normal_shift_min(shown.job.roster))))
    words = version_words(shown.job)
    facts.append(Fact(label="Version", words=f"{words[0].upper()}{words[1:]}"))
    yield Facts(facts=facts)


def job_blocks(
    shown: Case, photographs: Callable[[Photograph], str], unit_system: UnitSystem
) -> Iterator[Block]:
    """The job as part of the treating team's report, whose methods have a part of their own."""
    yield Heading(text="Job demands analysis")
    yield from _overview(shown.job.tasks)
    for task in shown.job.tasks:
        yield Heading(text=task.name or "Task without a name", level=2)
        if task.description:
            yield Words(text=task.description)
        yield from _asked_for(shown, task, unit_system)
        yield from _pictures(task.photographs, photographs)


def _overview(tasks: list[Task]) -> Iterator[Block]:
    yield Table(
        heads=["Task", "Kind of work", "Belongs to the job as", "On a normal shift"],
        widths=[None, 42, 34, 30],
        rows=[
            cells((task.name, task_kinds()[task.kind].label, IMPORTANCE[task.importance], _time(task)))
            for task in tasks
        ],
    )


def _time(task: Task) -> str:
    if task.minutes_per_shift is None:
        return "not known"
    often = f", {task.times_per_week} times a week" if task.times_per_week is not None else ""
    return f"{hours_words(task.minutes_per_shift)}{often}"


def _task(
    shown: Case, task: Task, photographs: Callable[[Photograph], str], unit_system: UnitSystem
) -> Iterator[Block]:
    yield Heading(text=task.name or "Task without a name")
    yield from _asked_for(shown, task, unit_system)
    yield from _scores(task)
    yield from _pictures([p for p in task.photographs if p.for_employer], photographs)


def _asked_for(shown: Case, task: Task, unit_system: UnitSystem) -> Iterator[Block]:
    bound = _bound(task)
    if bound:
        yield Words(text=bound)
    if task.cycle is not None:
        steps = listed([f"{step.name} ({step.minutes:g} min)" for step in task.cycle.steps])
        yield Words(text=f"Repeats {task.cycle.repeats_per_shift} times a shift: {steps}.")
    yield from _demands(shown, task, unit_system)
    if task.kind is TaskKind.HANDLING_PEOPLE:
        yield Facts(
            facts=[Fact(label=label, words=words) for label, words in transfers_in_words(task)],
            label_mm=_TRANSFERS_MM,
        )
        yield Words(text=no_equation())


def _bound(task: Task) -> str:
    """When there is such work, in what pieces it comes, and what cannot be interrupted."""
    found = []
    if task.available_from is not None or task.available_until is not None:
        first = f" from {date_words(task.available_from)}" if task.available_from else ""
        last = f" until {date_words(task.available_until)}" if task.available_until else ""
        found.append(f"There is such work{first}{last}.")
    if task.smallest_block_min > _SMALLEST_BLOCK_MIN:
        found.append(f"It is given in pieces of at least {hours_words(task.smallest_block_min)}.")
    if task.uninterruptible_min:
        found.append(f"Up to {hours_words(task.uninterruptible_min)} cannot be interrupted.")
    return " ".join(found)


def _pictures(shown: Iterable[Photograph], photographs: Callable[[Photograph], str]) -> Iterator[Block]:
    for photograph in shown:
        taken = f", {date_words(photograph.taken_on)}" if photograph.taken_on else ""
        caption = photograph.caption or "Picture of the work"
        yield Picture(
            jpeg=photographs(photograph), alt=caption, caption=f"{caption}{taken}", width_mm=_PICTURE_MM
        )


def _demands(shown: Case, task: Task, unit_system: UnitSystem) -> Iterator[Block]:
    shift = normal_shift_min(shown.job.roster) if shown.job.roster and shown.job.roster.shifts else 480
    set_aside = [demand for demand in task.demands if gives_way(demand, task.demands)]
    accounts = accounts_by_key([*demands_of(task, shift_min=shift), *set_aside])
    rows = [
        [
            cell(key_words(key)),
            cell(*[demand_words(demand, unit_system) for demand in of_key]),
            cell(*[f"{source_words(d)}{', not confirmed' if d in set_aside else ''}" for d in of_key]),
        ]
        for key, of_key in accounts.items()
    ]
    if rows:
        yield Table(heads=["Asks for", "How much", "How it is known"], widths=[None, 62, 50], rows=rows)
    else:
        yield Words(text="Nothing has been measured or stated of this task yet.")


def demand_words(demand: Demand, unit_system: UnitSystem) -> str:
    """How much is asked for: usual and at most where they differ, and how often."""
    if demand.aspect is Aspect.GATE:
        return "yes"
    amount = amount_of(demand)
    if amount is None:
        return "amount not known"
    if amount == 0:
        return "not asked for"
    unit = unit_of(demand.dimension, demand.aspect)
    words = amount_words(amount, unit, unit_system)
    if demand.usual is not None and demand.maximum is not None and demand.usual != demand.maximum:
        words = f"{amount_words(demand.usual, unit, unit_system)} usual, {words} at most"
    return f"{words}, {demand.frequency}" if demand.frequency is not None else words


def source_words(demand: Demand) -> str:
    """How a demand is known, and who confirmed it."""
    confirmed = f", confirmed by {demand.confirmed_by}" if demand.confirmed_by else ""
    return f"{_HOW[demand.source]}{confirmed}"


def _scores(task: Task) -> Iterator[Block]:
    """Scores of the task by the methods for such work; they are of the work and say nothing of a worker."""
    rows = []
    for scored in score_task(task):
        method = load(scored.method_id)
        if scored.result is not None:
            band = scored.result.band
            score = scored.result.score
            words = "does not apply" if score is None else method.figure.words(float(score))
            against = [f.text for f in scored.result.findings if f.severity is Severity.INVALID]
            said = f"{band.label}: {band.words}" if band else " ".join(against)
            rows.append(cells((method.name, words, said)))
        elif begun(method, task):
            names = [inside_sentence(quantity(q).label) for q in scored.missing]
            more = len(names) - _MISSING_NAMED
            missing = listed(names if more <= 1 else [*names[:_MISSING_NAMED], f"{more} more"])
            rows.append(cells((method.name, "not scored", f"Not measured yet: {missing}.")))
    if rows:
        yield Table(heads=["Method", "Score", "What it says"], widths=[58, 24, None], rows=rows)


def begun(method: Method, task: Task) -> bool:
    """Whether something that a method cannot do without was measured of a task."""
    fields = method.inputs.quantities()
    return any(fields[name].id in task.measurements for name in method.inputs.required())


def _close(tasks: list[Task]) -> Iterator[Block]:
    yield Heading(text="Confirmed so far")
    confirmed: dict[str, int] = {}
    for demand in (demand for task in tasks for demand in task.demands if demand.confirmed_by):
        confirmed[demand.confirmed_by] = confirmed.get(demand.confirmed_by, 0) + 1
    if confirmed:
        yield Bullets(items=[f"{who}: {_count(number)} confirmed" for who, number in confirmed.items()])
    else:
        yield Words(text="No demand is recorded as confirmed by worker or supervisor yet.")
    yield Heading(text="About this analysis")
    yield Words(
        text="Scores come from published methods for healthy workers and describe the work. They do not say whether "
        "a person can do it."
    )


def _count(number: int) -> str:
    return f"{number} {'demand' if number == 1 else 'demands'}"


def _verification(job: Job) -> Iterator[Block]:
    """Who of those who do and who lead the work said that it is described as it is, and room for who did not yet."""
    edition = edition_of(job)
    recorded = [v for v in job.verifications if v.edition == edition]
    yield Heading(text="Verified at the workplace")
    if recorded:
        yield Table(
            heads=["By", "Name", "Found", "Remark", "On"],
            widths=[34, 34, 28, None, 24],
            rows=[
                cells(
                    (
                        VERIFIER[v.role],
                        v.name,
                        "with corrections" if v.with_corrections else "as it is",
                        v.comment,
                        date_words(v.on, weekday=False),
                    )
                )
                for v in recorded
            ],
        )
    for v in job.verifications:
        if v.edition != edition:
            yield Words(
                text=f"{VERIFIER[v.role]}, {v.name}: edition {v.edition}, {date_words(v.on)}.", small=True
            )
    open_roles = [words for role, words in VERIFIER.items() if role not in {v.role for v in recorded}]
    if open_roles:
        yield Words(
            text="Each reads the analysis, ticks one box and signs; what is corrected is written beside the task."
        )
        yield Table(
            heads=["By", "Name", "As it is", "With corrections", "Signature", "Date"],
            widths=[34, None, 18, 28, 40, 24],
            rows=[cells((who, "", BOX, BOX, "", "")) for who in open_roles],
            row_mm=_SIGNATURE_MM,
        )
