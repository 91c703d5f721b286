"""The proposal to the certifier: hours and duties of the plan, each duty with what it asks for and boxes to answer in.

The case is cut for the certifier before anything is read from it. Nothing of the clinical picture is in it; the
certifier knows that, and the therapist's reasoning stays in the therapist's report.
"""

from collections.abc import Iterator
from datetime import date

from ergo.analysis.demands import amount_of, key_of
from ergo.analysis.match import task_demands
from ergo.analysis.wording import date_words, hours_words
from ergo.analysis.words import key_words
from ergo.errors import InputError
from ergo.knowledge.dimensions import dimension
from ergo.knowledge.documents import proposal_sentences
from ergo.knowledge.visibility import Audience
from ergo.model.case import Case
from ergo.model.job import Demand, Task
from ergo.model.plan import Firmness, Plan, PlanWeek
from ergo.model.record import SignOffRole
from ergo.model.worker import ContactRole
from ergo.reports.audience import cut, has_consent
from ergo.reports.certifier_query import contact_of, proposed_figure, reach
from ergo.reports.deviations import deviations, override_rows
from ergo.reports.document import (
    BOX,
    Block,
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
from ergo.reports.employer_plan import scheme_facts, signed_by
from ergo.reports.employer_plan_document import DRAFT
from ergo.reports.job_demands import demand_words
from ergo.units import UnitSystem

TITLE = "Proposal of a graded return to work"
ANSWERS = ("Approve", "Approve with change", "Not yet")
_DEMANDS_NAMED = 5
_DUTY_MM, _SIGNATURE_MM = 11.0, 12.0


def proposal_document(
    case: Case, *, today: date, unit_system: UnitSystem = UnitSystem.METRIC, scheme_id: str = ""
) -> Document:
    """The proposal of a case's plan to the certifying practitioner.

    Parameters
    ----------
    case : Case
        With a plan.
    today : date
        The day of the document, on which consents are looked at.
    unit_system : UnitSystem
        Units of loads, distances and forces.
    scheme_id : str
        The scheme where the case names none.

    Raises
    ------
    InputError
        When there is no plan.
    """
    shown = cut(case, Audience.CERTIFIER, today)
    plan = shown.plan
    if plan is None:
        raise InputError("There is no plan yet: make one before it is proposed.", item="Plan", field="plan")
    worker = f"{shown.worker.name} ({shown.worker.code})" if shown.worker.name else shown.worker.code
    therapist = contact_of(shown, ContactRole.THERAPIST)
    draft = signed_by(shown, plan, SignOffRole.THERAPIST) is None
    return Document(
        title=TITLE,
        subject=" · ".join(filter(None, (worker, shown.job.title))),
        author=therapist.name if therapist else "",
        mark=DRAFT if draft else "",
        footer=f"Plan {plan.id}, version {plan.version}. It holds function only.",
        on=today,
        blocks=[
            *_head(case, shown, today, scheme_id),
            *_hours(plan),
            *deviations(override_rows(plan)),
            *_duties(shown, plan, unit_system),
            *_questions(shown, unit_system),
        ],
        closing=list(_answer()),
    )


def _head(case: Case, shown: Case, today: date, scheme_id: str) -> Iterator[Block]:
    if not has_consent(case, Audience.CERTIFIER, today):
        yield Notice(text="The worker's consent to write to the certifier is not recorded yet.")
    to, sender = (contact_of(shown, role) for role in (ContactRole.CERTIFIER, ContactRole.THERAPIST))
    yield Facts(
        facts=[
            Fact(label="To", words=reach(to) or "the certifier"),
            Fact(label="From", words=reach(sender) or "not entered"),
            Fact(label="Date", words=date_words(today)),
            *scheme_facts(shown, scheme_id),
        ]
    )
    yield Bullets(items=proposal_sentences("about"))


def _hours(plan: Plan) -> Iterator[Block]:
    yield Heading(text="Hours proposed")
    yield Table(
        heads=["Week", "From", "Hours", "Days", "Longest day", "Approve"],
        widths=[16, 40, 24, 20, 30, None],
        rows=[
            cells(
                (_numbers(run), date_words(run[0].monday), hours_words(run[0].total_min), *_days(run[0]), BOX)
            )
            for run in _alike(plan)
        ],
        compact=True,
    )
    yield Words(text=" ".join(proposal_sentences("hours")), small=True)


def _alike(plan: Plan) -> list[list[PlanWeek]]:
    """Dated weeks in a row with the same hours."""
    runs: list[list[PlanWeek]] = []
    for week in plan.weeks:
        if week.firmness is Firmness.OUTLOOK:
            break
        same = runs and (runs[-1][-1].total_min, runs[-1][-1].days_per_week) == (
            week.total_min,
            week.days_per_week,
        )
        runs = [*runs[:-1], [*runs[-1], week]] if same else [*runs, [week]]
    return runs


def _numbers(run: list[PlanWeek]) -> str:
    return str(run[0].number) if len(run) == 1 else f"{run[0].number}–{run[-1].number}"


def _days(week: PlanWeek) -> tuple[str, str]:
    return str(week.days_per_week), hours_words(week.minutes_per_day)


def _duties(shown: Case, plan: Plan, unit_system: UnitSystem) -> Iterator[Block]:
    """Every task of the job: from when the plan has it, what it asks for, and room for the answer."""
    yield Heading(text="Duties, and your answer to each")
    yield Table(
        heads=["Duty", "What it asks for", *ANSWERS, "Change or remark"],
        widths=[34, 72, 17, 19, 12, None],
        rows=[
            [
                cell(Words(text=task.name, strong=True), Words(text=_when(plan, task), small=True)),
                cell(_asks(shown, task, unit_system)),
                *cells((BOX, BOX, BOX, "")),
            ]
            for task in shown.job.tasks
        ],
        row_mm=_DUTY_MM,
        compact=True,
    )


def _when(plan: Plan, task: Task) -> str:
    weeks = [w for w in plan.weeks if any(a.task_id == task.id and a.minutes for a in w.duties)]
    if not weeks:
        return "not in this plan yet"
    changed = any(a.modification_ids for a in weeks[0].duties if a.task_id == task.id)
    expected = " (outlook)" if weeks[0].firmness is Firmness.OUTLOOK else ""
    return f"from week {weeks[0].number}{expected}{', with a change of the workplace' if changed else ''}"


def _asks(shown: Case, task: Task, unit_system: UnitSystem) -> Piece:
    """What a duty asks for, that which a restriction limits first."""
    limited = {d for r in shown.all_restrictions() if r.reading is not None for d in r.reading.dimensions}
    known = [d for d in task_demands(shown, task) if amount_of(d) not in (None, 0)]
    lines = [_line(d, unit_system) for d in sorted(known, key=lambda d: d.dimension not in limited)]
    more = len(lines) - _DEMANDS_NAMED
    if more > 0:
        lines = [*lines[:_DEMANDS_NAMED], f"{more} more in the job demands analysis"]
    if not lines:
        return Words(text="nothing is measured yet", small=True)
    return Bullets(items=list(dict.fromkeys(lines)))


def _line(demand: Demand, unit_system: UnitSystem) -> str:
    return f"{key_words(key_of(demand))}: {demand_words(demand, unit_system)}"


def _questions(shown: Case, unit_system: UnitSystem) -> Iterator[Block]:
    """Restrictions without a figure, each with the figure proposed."""
    asked = [r for r in shown.all_restrictions() if r.query is not None and r.query.answered_on is None]
    if not asked:
        return
    yield Heading(text="Restrictions that need a figure")
    rows = []
    for restriction in asked:
        names = (
            ", ".join(dimension(d).label for d in restriction.reading.dimensions)
            if restriction.reading
            else ""
        )
        proposed = proposed_figure(restriction, unit_system) or "no figure is proposed"
        rows.append(cells((f"“{restriction.wording}”", names or "not clear", proposed, "")))
    yield Table(
        heads=["Word for word", "Limits", "Proposed", "Your figure, and until when"],
        widths=[62, 36, 32, None],
        rows=rows,
        row_mm=_DUTY_MM,
    )


def _answer() -> Iterator[Block]:
    yield Heading(text="Signature")
    yield Table(
        heads=["Name", "Profession", "Signature", "Date"],
        widths=[None, 38, None, 28],
        rows=[cells(("", "", "", ""))],
        row_mm=_SIGNATURE_MM,
    )
