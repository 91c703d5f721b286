"""The form by which worker and employer answer to a plan: agreed, agreed with change, not agreed, and what to change.

It names the version of the plan and nothing else of the case. The workbook checks the answer where it is typed, and
`ergo.workflow.response_import` reads it back.
"""

from datetime import date

from ergo.analysis.case_words import ANSWER_TO_PLAN, SIGNER
from ergo.analysis.wording import date_words
from ergo.errors import InputError
from ergo.knowledge.documents import response_form_sentences
from ergo.knowledge.visibility import Audience
from ergo.model.case import Case
from ergo.model.plan import Plan
from ergo.model.record import SignOffRole
from ergo.model.settings import Paper
from ergo.reports.audience import cut
from ergo.reports.document import Block, Bullets, Document, Fact, Facts, Heading, Table, cells
from ergo.reports.employer_plan import signed_by
from ergo.reports.employer_plan_document import DRAFT
from ergo.reports.workbook import FIRST_ROW, workbook

TITLE, SHEET = "Answer to the return-to-work plan", "Answer"
ROLES = {role: SIGNER[role] for role in (SignOffRole.WORKER, SignOffRole.EMPLOYER)}
HEADS = ("Who answers", "Answer", "Name", "Date", "What is to be changed, or a remark")
MARK = "Plan {plan}, version {version}"
_ROW_MM = 16.0
_BOX = "\u2610"


def response_form_document(case: Case, *, today: date) -> Document:
    """The form to print; InputError when there is no plan."""
    shown, plan = _plan(case, today)
    choices = "\n".join(f"{_BOX} {words}" for words in ANSWER_TO_PLAN.values())
    blocks: list[Block] = [
        Facts(
            facts=[
                Fact(label="Plan", words=_mark(plan)),
                Fact(label="Made on", words=date_words(plan.made_on)),
                Fact(label="Start", words=date_words(plan.start)),
            ]
        ),
        Bullets(items=response_form_sentences("about")),
        Heading(text="Your answer"),
        Table(
            heads=[*HEADS, "Signature"],
            widths=[24, 40, 28, 18, None, 28],
            rows=[cells((role, choices, "", "", "", "")) for role in ROLES.values()],
            row_mm=_ROW_MM,
        ),
    ]
    draft = signed_by(shown, plan, SignOffRole.THERAPIST) is None
    return Document(
        title=TITLE,
        subject=_who(shown),
        mark=DRAFT if draft else "",
        footer=_mark(plan),
        on=today,
        blocks=blocks,
    )


def response_form_workbook(case: Case, today: date, paper: Paper = Paper.A4) -> bytes:
    """The form to fill in on a computer; InputError when there is no plan."""
    shown, plan = _plan(case, today)
    with workbook(TITLE, today, paper) as book:
        draft = signed_by(shown, plan, SignOffRole.THERAPIST) is None
        lines = [TITLE, _who(shown), _mark(plan)]
        sheet = book.sheet(SHEET, (24, 22, 28, 14, 60), lines, DRAFT if draft else "")
        book.table(sheet, HEADS, [(role, None, None, None, None) for role in ROLES.values()])
        last = FIRST_ROW + len(ROLES) - 1
        for row in range(FIRST_ROW, last + 1):
            for column in range(1, len(HEADS)):
                sheet.write_blank(row, column, None, book.formats["date to fill" if column == 3 else "fill"])
        choices = {"validate": "list", "source": list(ANSWER_TO_PLAN.values())}
        sheet.data_validation(FIRST_ROW, 1, last, 1, choices)
        sheet.protect()
    return book.bytes.getvalue()


def _plan(case: Case, today: date) -> tuple[Case, Plan]:
    shown = cut(case, Audience.EMPLOYER, today)
    if shown.plan is None:
        raise InputError("There is no plan yet to answer to.", item="Plan", field="plan")
    return shown, shown.plan


def _who(shown: Case) -> str:
    return " · ".join(filter(None, (shown.worker.name or shown.worker.code, shown.job.title)))


def _mark(plan: Plan) -> str:
    return MARK.format(plan=plan.id, version=plan.version)
