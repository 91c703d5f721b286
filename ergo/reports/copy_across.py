"""The copy-across sheet: what a case answers to a scheme's own form, field by field in the form's order.

It is for whoever fills the form in, one of those who treat. What leaves with the form is what the form asks for: the
diagnosis stands on the sheet only where the form has a field for it, and on a form of the plan, which the employer
reads, only with the worker's consent.
"""

from collections.abc import Iterator
from datetime import date

from ergo.analysis.case_words import SOURCE_STATUS
from ergo.analysis.scheme import scheme_warnings
from ergo.analysis.wording import date_words, listed
from ergo.knowledge.documents import copy_across_sentences
from ergo.knowledge.scheme_forms import FormField, SchemeForm, general_fields, scales, scheme_form
from ergo.knowledge.schemes import About
from ergo.knowledge.sources import Statement, Status, source, source_ids
from ergo.knowledge.visibility import Audience
from ergo.model.case import Case
from ergo.model.record import SignOffRole
from ergo.reports.audience import cut
from ergo.reports.document import (
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
)
from ergo.reports.employer_plan import signed_by
from ergo.reports.employer_plan_document import DRAFT
from ergo.reports.form_answers import Answer, Asked, ability_answer, together
from ergo.reports.form_plan import PLANNED
from ergo.reports.form_record import RECORD

TITLE = "Copy-across sheet"
FROM_MEMORY = "from memory"
_HEADS = ["Field of the form", "Copy", "From"]
_WIDTHS = [50.0, None, 44.0]
_ANSWERING = RECORD | PLANNED
_LIST_FROM = 2


def copy_across_document(case: Case, form_id: str, *, today: date) -> Document:
    """The sheet by which one form is filled in.

    Parameters
    ----------
    case : Case
        With or without a plan: what is not known says so.
    form_id : str
        A form of `ergo.knowledge.scheme_forms`. Its own units hold, whatever screens show.
    today : date
        The day of the sheet.

    Raises
    ------
    InputError
        When there is no such form.
    """
    form = scheme_form(form_id)
    asked = Asked(cut(case, Audience.TREATING_TEAM, today), form, today)
    answers = {row.field: answer_to(asked, row) for row in form.fields}
    plan = asked.plan
    draft = form.about is About.PLAN and plan is not None and not signed_by(case, plan, SignOffRole.THERAPIST)
    return Document(
        title=TITLE,
        subject=" · ".join(filter(None, (form.name, case.worker.name or case.worker.code))),
        mark=DRAFT if draft else "",
        footer=f"{form.id}. Made on {date_words(today, weekday=False)} for those who treat.",
        on=today,
        blocks=[
            *_head(asked),
            *_missing(form, answers),
            *(
                block
                for section in form.sections
                for block in _section(section.title, section.fields, answers)
            ),
            *_left_out(form),
        ],
    )


def answer_to(asked: Asked, row: FormField) -> Answer:
    """What the case answers to one field of the form."""
    field = general_fields()[row.field]
    if field.by_hand:
        return Answer(why=field.by_hand)
    parts = [ability_answer(asked, row)] if field.amounts else []
    if row.field in _ANSWERING:
        parts.append(_ANSWERING[row.field](asked, row))
    return together(parts)


def _head(asked: Asked) -> Iterator[Block]:
    form = asked.form
    yield Facts(
        facts=[
            Fact(label="Form", words=form.name),
            Fact(label="Scheme", words=form.scheme.label),
            Fact(label="Filled in by", words=form.completed_by),
            Fact(label="Signed by", words=listed(list(form.signed_by))),
            Fact(label="As things stand", words=date_words(asked.on)),
            Fact(label="Form known from", words=_known_from(form)),
        ],
        label_mm=34,
    )
    yield Words(text=" ".join(copy_across_sentences("about")))
    if any(row.status is Status.MEMORY for row in form.fields):
        yield Notice(text=" ".join(copy_across_sentences("memory")))
    if form.about is not None:
        for sentence in scheme_warnings(asked.case, form.scheme, form.about):
            yield Notice(text=sentence)
    notes = form.scheme.notes_about(form.about) if form.about else ()
    rules = [_rule(statement) for statement in (*form.rules, *notes)]
    if rules:
        yield Heading(text="What the form and its scheme ask for")
        yield Bullets(items=rules)


def _known_from(form: SchemeForm) -> str:
    cited = "; ".join(source(source_id).citation for source_id in source_ids(form.source))
    return " ".join(filter(None, (f"{cited} ({SOURCE_STATUS[form.status]}).", form.note)))


def _rule(statement: Statement) -> str:
    remembered = statement.status is Status.MEMORY
    return f"{statement.text} ({FROM_MEMORY})" if remembered else statement.text


def _missing(form: SchemeForm, answers: dict[str, Answer]) -> Iterator[Block]:
    """The fields that the case should answer and does not; those that are filled in by hand are not counted."""
    open_fields = [
        _label(row)
        for row in form.fields
        if not answers[row.field].known and not general_fields()[row.field].by_hand
    ]
    if open_fields:
        yield Heading(text="Not known yet")
        yield Bullets(items=open_fields, in_two_columns=True)


def _section(title: str, fields: tuple[FormField, ...], answers: dict[str, Answer]) -> Iterator[Block]:
    yield Heading(text=title)
    rows = [_row(field, answers[field.field]) for field in fields]
    yield Table(heads=_HEADS, widths=_WIDTHS, rows=rows)


def _row(row: FormField, answer: Answer) -> list[list[Piece]]:
    return [_field(row, answer), _copy(answer), cell(Words(text=answer.origin, small=True))]


def _label(row: FormField) -> str:
    return row.label or general_fields()[row.field].label


def _field(row: FormField, answer: Answer) -> list[Piece]:
    """What the form calls it, with a mark where field, bands or words were only remembered."""
    pieces = [Words(text=_label(row), strong=True)]
    scale = scales().get(row.scale)
    if row.status is Status.MEMORY:
        pieces.append(Words(text=FROM_MEMORY, small=True))
    elif scale is not None and scale.status is Status.MEMORY:
        pieces.append(Words(text=f"bands {FROM_MEMORY}", small=True))
    notes = [row.note, scale.note if scale is not None and answer.boxes else ""]
    pieces += [Words(text=note, small=True) for note in notes if note]
    return cell(*pieces)


def _copy(answer: Answer) -> list[Piece]:
    """The form's boxes, then the lines, as a list where there are several; else why nothing is known."""
    if not answer.known:
        return cell(Words(text=answer.why, small=True))
    boxes = [Words(text=f"Box: {box}", strong=True) for box in answer.boxes]
    if len(answer.lines) > _LIST_FROM:
        return cell(*boxes, Bullets(items=answer.lines))
    return cell(*boxes, *answer.lines)


def _left_out(form: SchemeForm) -> Iterator[Block]:
    if form.left_out:
        yield Heading(text="Left out of this sheet")
        yield Bullets(items=[f"{gone.label}: {gone.why}" for gone in form.left_out])
