"""The worker's weekly sheet to print: what is planned on each day, and room to say how it went.

It is the worker's own copy. It holds the plan of one week and empty lines, and nothing of the clinical picture; it is
marked DRAFT until the therapist has signed the plan.
"""

from datetime import date, timedelta

from ergo.analysis.wording import clock_words, date_words, hours_words, span_words
from ergo.errors import InputError
from ergo.knowledge.documents import weekly_sheet_sentences
from ergo.knowledge.reviews import Colour, sheet_problems
from ergo.knowledge.visibility import Audience
from ergo.model.case import Case
from ergo.model.plan import PlanDay
from ergo.model.record import SignOffRole
from ergo.reports.audience import cut
from ergo.reports.document import Block, Bullets, Document, Heading, Piece, Table, Words, cell
from ergo.reports.employer_plan import signed_by
from ergo.reports.employer_plan_document import DRAFT

TITLE = "Weekly sheet"
_ROW_MM = 20.0


def weekly_sheet_document(case: Case, week_number: int, today: date) -> Document:
    """The sheet of one week of the plan.

    Parameters
    ----------
    case : Case
        With a plan.
    week_number : int
        Week of the plan; it must have dated days.
    today : date
        The day of the document.

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
    rows = [
        [cell(Words(text=date_words(day.date, year=False), strong=True)), _planned(shown, day), [], [], []]
        for day in week.days
        if day.paid_min
    ]
    blocks: list[Block] = [
        Bullets(items=weekly_sheet_sentences("about")),
        Heading(text=f"Week {week.number}, {span_words(week.monday, week.monday + timedelta(days=6))}"),
        Table(
            heads=[
                "Day",
                "Planned",
                "Worked, h",
                "Not as planned, and why",
                "How well I managed, 0 (not at all) to 10",
            ],
            widths=[22, 74, 17, None, 27],
            rows=rows,
            row_mm=_ROW_MM,
        ),
        Heading(text="On any of these days", level=2),
        Bullets(items=[row.text for row in sheet_problems().values() if row.colour is Colour.RED]),
        Heading(text="What I want to say", level=2),
        Table(heads=["Worker", "Supervisor"], widths=[None, None], rows=[[[], []]], row_mm=_ROW_MM),
    ]
    who = shown.worker.name or shown.worker.code
    footer = f"Plan {plan.id}, version {plan.version}"
    return Document(
        title=TITLE,
        subject=f"{who} · {shown.job.title}",
        mark=DRAFT if signed_by(shown, plan, SignOffRole.THERAPIST) is None else "",
        footer=footer,
        on=today,
        blocks=blocks,
    )


def _planned(shown: Case, day: PlanDay) -> list[Piece]:
    """Start, paid time and duties of a day."""
    named = [(shown.task(a.task_id), a.minutes) for a in day.allocations]
    duties = [f"{task.name}: {hours_words(minutes)}" for task, minutes in named if task is not None]
    pieces = cell(Words(text=f"{clock_words(day.start)}, {hours_words(day.paid_min)}", strong=True))
    return [*pieces, *cell(*[Words(text=duty, small=True) for duty in duties])]
