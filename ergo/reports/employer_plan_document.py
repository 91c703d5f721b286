"""The employer's plan laid out: which part of its content stands where, under which heading."""

from collections.abc import Iterator

from ergo.analysis.day_lines import changes_words
from ergo.drawing.day_timeline import timeline_svg
from ergo.drawing.hours import hours_svg
from ergo.drawing.limits import limits_svg
from ergo.reports.deviations import deviations
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
    drawing,
)
from ergo.reports.employer_organise import COUNTED, RATE
from ergo.reports.employer_plan import EmployerPlan
from ergo.reports.employer_weeks import WeekRow

DRAFT = "DRAFT – not signed"
_MANY = 4
_SIGNATURE_MM = 13


def employer_plan_document(plan: EmployerPlan) -> Document:
    """The employer's plan as a document."""
    return Document(
        title=plan.title,
        subject=plan.subject,
        author=plan.author,
        mark=DRAFT if plan.draft else "",
        status="Signed by the therapist",
        footer=plan.version,
        on=plan.on,
        blocks=[
            *_summary(plan),
            *_weeks(plan),
            *_organise(plan),
            *_limits(plan),
            *_work(plan),
            *_people(plan),
            *_changes(plan),
        ],
        closing=_signatures(plan),
    )


def _summary(plan: EmployerPlan) -> Iterator[Block]:
    yield from (Notice(text=words) for words in plan.notices)
    yield Heading(text="In short")
    yield Facts(facts=[Fact(label=fact.label, words=fact.words) for fact in plan.facts])
    pieces: list[Piece] = [Words(text=plan.outcome.sentence, strong=True)]
    if plan.outcome.obstacles:
        pieces.append(Bullets(items=plan.outcome.obstacles))
    if plan.outcome.openers:
        pieces += [Words(text="What would open them:"), Bullets(items=plan.outcome.openers)]
    yield Box(pieces=pieces)
    if plan.certified:
        yield Heading(text="Must not be exceeded", level=2)
        yield Bullets(items=plan.certified, in_two_columns=len(plan.certified) > _MANY)
    yield Heading(text="Who to call", level=2)
    if plan.contacts:
        facts = [Fact(label=contact.label, words=contact.words) for contact in plan.contacts]
        yield Facts(facts=facts, label_mm=52)
    else:
        yield Words(text="No contact is recorded yet.")


def _weeks(plan: EmployerPlan) -> Iterator[Block]:
    yield Heading(text="Hours a week", new_page=True)
    yield drawing(hours_svg(plan.hours))
    yield Bullets(items=plan.firmness)
    if plan.roster:
        yield Heading(text="Shifts")
        yield Words(
            text="Start and paid time of each shift while the certificate is valid. Conditional weeks are confirmed "
            "by the review before them."
        )
        yield Table(
            heads=["Week", *plan.weekdays, "Total"],
            widths=[21, *[None for _ in plan.weekdays], 16],
            rows=[
                [
                    cell(
                        Words(text=row.week, strong=True),
                        *([] if row.firmness == "Firm" else [Words(text=row.firmness.lower(), small=True)]),
                    ),
                    *[
                        cell(*[Words(text=line, small=True) for line in _two_lines(words)])
                        for words in row.cells
                    ],
                    cell(Words(text=row.total, strong=True)),
                ]
                for row in plan.roster
            ],
            compact=True,
        )
    yield Heading(text="Week by week")
    yield Table(
        heads=["Week and hours", "Duties", "Limits in force"],
        widths=[41, None, None],
        rows=[[_when(row), _duties(row), _in_force(row)] for row in plan.weeks],
    )


def _two_lines(words: str) -> tuple[str, str]:
    """The date of a shift above its hours, so that neither is broken."""
    on, _, hours = words.partition(": ")
    return f"{on}:", hours


def _when(row: WeekRow) -> list[Piece]:
    word = "Weeks" if " " in row.weeks else "Week"
    return cell(
        Words(text=f"{word} {row.weeks}", strong=True),
        row.dates,
        Words(text=row.firmness, strong=True),
        Words(text=row.hours, strong=True),
        row.pattern,
        *[f"Review: {review}" for review in row.reviews],
    )


def _duties(row: WeekRow) -> list[Piece]:
    pieces: list[Piece] = [Bullets(items=row.duties)] if row.duties else cell("None.")
    if row.not_yet:
        pieces += cell(Words(text="Not yet:", strong=True), "; ".join(row.not_yet))
    return pieces


def _in_force(row: WeekRow) -> list[Piece]:
    pieces: list[Piece] = []
    if row.limits:
        pieces += cell(Words(text="New here:", strong=True)) if row.others_unchanged else []
        pieces.append(Bullets(items=row.limits))
    if row.others_unchanged:
        pieces += cell("Other limits as in the row above.")
    elif not row.limits:
        pieces += cell("As in the list of limits.")
    return pieces


def _organise(plan: EmployerPlan) -> Iterator[Block]:
    yield Heading(text="What to organise each week")
    yield Bullets(items=plan.about_organising)
    yield Table(
        heads=[
            "Week",
            "Hours",
            "In staffing",
            "Standard rate",
            "Essential work for colleagues",
            "Supervisor",
        ],
        widths=[14, 27, 27, 20, None, 30],
        rows=[
            [
                cell(Words(text=row.weeks, strong=True)),
                *cells((row.hours, COUNTED, RATE)),
                cell(Words(text=row.covered[0], strong=True), *row.covered[1:]),
                cell(*row.supervisor),
            ]
            for row in plan.organise
        ],
        compact=True,
    )


def _limits(plan: EmployerPlan) -> Iterator[Block]:
    yield Heading(text="Limits")
    if not plan.limits:
        yield Words(text="No limit is in force.")
        return
    if plan.limit_steps:
        yield drawing(limits_svg(plan.limit_steps))
    yield Table(
        heads=["What", "Limit", "Kind of limit"],
        widths=[None, None, 42],
        rows=[[cell(row.about), cell(*row.steps), cell(row.kind)] for row in plan.limits],
    )


def _work(plan: EmployerPlan) -> Iterator[Block]:
    yield Heading(text="Modifications and equipment")
    if plan.modifications:
        yield Table(
            heads=["What", "For", "In place from", "Who arranges it"],
            widths=[None, 42, 28, 40],
            rows=[
                [
                    cell(m.item, *([Words(text=m.fitting, small=True)] if m.fitting else [])),
                    *cells((m.task, m.in_place, m.responsible)),
                ]
                for m in plan.modifications
            ],
        )
    else:
        yield Words(text="None is planned.")
    yield Heading(text="Rules of the day and breaks")
    if plan.day_rules:
        yield Table(
            heads=["When", "Rule", "Kind of rule"],
            widths=[26, None, 42],
            rows=[cells((rule.label, rule.words, rule.kind)) for rule in plan.day_rules],
        )
    yield Bullets(items=[*plan.breaks, *(plan.about_day if plan.day.lines else [])])
    yield from _example_day(plan)


def _example_day(plan: EmployerPlan) -> Iterator[Block]:
    if plan.day.start is None:
        return
    yield Heading(text="An example day")
    yield Words(text=f"{plan.day.title}.")
    yield drawing(timeline_svg(plan.day.lines, plan.day.start, title="Example day"))
    start = plan.day.start
    yield Table(
        heads=["From, to", "What", "Posture", "Changes of posture"],
        widths=[34, None, 36, 44],
        rows=[
            cells((line.clock, line.what, line.posture, changes_words(line, start)))
            for line in plan.day.lines
        ],
        compact=True,
    )


def _people(plan: EmployerPlan) -> Iterator[Block]:
    yield Heading(text="Supervision and reviews")
    yield Bullets(items=plan.supervision)
    yield Words(text=f"Reviews: {'; '.join(plan.reviews)}." if plan.reviews else "No review date is set.")
    yield Heading(text="On a bad day, and when something goes wrong")
    yield Words(text=plan.bad_day)
    if plan.day.bad_days:
        yield Words(text=plan.day.pieces)
        yield Table(
            heads=["When", "What a bad day is"],
            widths=[26, None],
            rows=[
                [cell(Words(text=bad.weeks, strong=True)), [Bullets(items=bad.sentences)]]
                for bad in plan.day.bad_days
            ],
        )
    yield Bullets(items=plan.difficulty)
    yield Heading(text="Who does what")
    for somebody in plan.responsibilities:
        yield Heading(text=somebody.who, level=2)
        yield Bullets(items=somebody.sentences)


def _changes(plan: EmployerPlan) -> Iterator[Block]:
    yield Heading(text="What changes, and why")
    yield Table(
        heads=["Week", "What", "Why"],
        widths=[16, None, None],
        rows=[
            [cell(Words(text=c.week, strong=True)), [Bullets(items=c.what)], [Bullets(items=c.why)]]
            for c in plan.changes
        ],
    )
    yield from deviations(plan.overrides)
    yield Heading(text="About this plan")
    yield Bullets(items=plan.scope)


def _signatures(plan: EmployerPlan) -> list[Block]:
    rows = [
        [cell(Words(text=s.role, strong=True)), cell(s.name), cell(s.signed), cell("")]
        for s in plan.signatures
    ]
    return [
        Heading(text="Signatures"),
        Table(
            heads=["Role", "Name", "Signature", "Date"],
            widths=[38, None, 55, 30],
            rows=rows,
            row_mm=_SIGNATURE_MM,
        ),
    ]
