"""An answer to a plan that was filled in on a computer, read back into the case."""

import re
from datetime import date, datetime
from typing import Any

from ergo.analysis.case_words import ANSWER_TO_PLAN
from ergo.errors import InputError
from ergo.model.case import Case
from ergo.model.record import PlanAnswer, SignOff, SignOffRole
from ergo.reports.response_form import HEADS, ROLES, SHEET
from ergo.workflow.filled_workbook import filled_rows

_MOST_NAME, _MOST_REMARK = 120, 4000
_MARK = re.compile(r"Plan (\S+), version (\d+)")


def read_answers(case: Case, data: bytes, on: date) -> list[SignOff]:
    """The answers in a form, for the version of the plan that stands in the case.

    Parameters
    ----------
    case : Case
        With the plan that was answered to.
    data : bytes
        The workbook that `ergo.reports.response_form.response_form_workbook` made and somebody filled in.
    on : date
        The day of an answer that names none.

    Raises
    ------
    InputError
        When it is no such form, answers to another plan or version, or an answer is not one of the list.
    """
    marked, rows = filled_rows(data, SHEET, _MARK, HEADS)
    plan = case.plan
    if plan is None or (marked[1], int(marked[2])) != (plan.id, plan.version):
        raise InputError(
            f"The answer is to plan {marked[1]}, version {marked[2]}, which is not the one in this case.",
            field="plan",
            value=marked[0],
        )
    roles = {words: role for role, words in ROLES.items()}
    answers = {words: answer for answer, words in ANSWER_TO_PLAN.items()}
    found = []
    for who, said, name, when, remark in rows:
        role = roles.get(str(who))
        if role is not None and said not in (None, ""):
            found.append(
                SignOff(
                    role=role,
                    plan_id=plan.id,
                    plan_version=plan.version,
                    name=str(name or ROLES[role])[:_MOST_NAME],
                    on=when.date() if isinstance(when, datetime) else on,
                    answer=_answer(answers, role, said),
                    comment=str(remark or "")[:_MOST_REMARK],
                )
            )
    if not found:
        raise InputError("The form holds no answer yet.", field="answer")
    return found


def _answer(answers: dict[str, PlanAnswer], role: SignOffRole, said: Any) -> PlanAnswer:
    answer = answers.get(str(said).strip())
    if answer is None:
        raise InputError(
            f"{ROLES[role]}: '{said}' is no answer of the list; there are: {', '.join(answers)}.",
            item=ROLES[role],
            field="answer",
            value=said,
        )
    return answer
