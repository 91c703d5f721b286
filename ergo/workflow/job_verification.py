"""The job demands analysis read and verified at the workplace, by somebody who does the work and by the supervisor."""

from datetime import date

from ergo.errors import InputError
from ergo.knowledge.visibility import Audience
from ergo.model.case import Case
from ergo.model.job import Verification, VerifierRole
from ergo.reports.audience import cut
from ergo.reports.job_demands import edition_of


def verify(
    case: Case,
    *,
    role: VerifierRole,
    name: str,
    on: date,
    with_corrections: bool = False,
    comment: str = "",
) -> None:
    """Record that somebody verified the analysis in the edition that stands in the case.

    Parameters
    ----------
    case : Case
        With tasks; changed.
    role : VerifierRole
        Who they are to the work.
    name : str
        Name, role or code; it is printed.
    on : date
        The day on which they read it.
    with_corrections : bool
        Whether they asked for corrections; then ``comment`` says which.
    comment : str
        A remark, which is printed.

    Raises
    ------
    InputError
        When there is no task, nobody is named, or it is not said what is to be corrected.
    """
    if not case.job.tasks:
        raise InputError("The job has no task yet: enter its tasks first.", item="Job", field="tasks")
    if not name.strip():
        raise InputError("Say who verified it: a name, a role or a code.", item="Verification", field="name")
    if with_corrections and not comment.strip():
        raise InputError("Say what is to be corrected.", item="Verification", field="comment")
    case.job.verifications.append(
        Verification(
            role=role,
            name=name,
            on=on,
            with_corrections=with_corrections,
            comment=comment,
            edition=edition_of(cut(case, Audience.EMPLOYER, on).job),
        )
    )
