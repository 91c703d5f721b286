"""A job as a file: what was measured and stated of the work, without anything of the worker, for the next case.

The job is cut as for the employer, who owns the data of the workplace; a picture goes along where it may be shown to
the employer and the worker agreed to it. Whoever opens the file has every figure with how and when it was known, who
verified the analysis, and tasks with ids of their own.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from ergo.errors import InputError
from ergo.knowledge.visibility import Audience
from ergo.model.base import new_id
from ergo.model.case import Case
from ergo.model.job import Job, Photograph
from ergo.reports.audience import cut
from ergo.reports.job_demands import edition_of
from ergo.store import casefile
from ergo.store.refusal import checked

KIND, SCHEMA = "ergo-job", 1
MOST_BYTES = 60_000_000


@dataclass(frozen=True)
class OpenedJob:
    """A job from a file: whose it was, on which day it was known so, its edition, and its tasks with new ids."""

    employer: str
    as_of: date
    edition: str
    job: Job
    pictures: dict[str, bytes] = field(default_factory=dict)


def job_file(case: Case, on: date, jpeg: Callable[[Photograph], bytes]) -> bytes:
    """The job of a case as a file, as it is known on a day; the same job gives the same bytes.

    ``jpeg`` gives the stored picture of a photograph. Raises InputError when the job has no task.
    """
    shown = cut(case, Audience.EMPLOYER, on)
    if not shown.job.tasks:
        raise InputError("The job has no task yet: enter its tasks first.", item="Job", field="tasks")
    for task in shown.job.tasks:
        task.photographs = [photograph for photograph in task.photographs if photograph.for_employer]
    pictures = {p.attachment: jpeg(p) for task in shown.job.tasks for p in task.photographs}
    document = {
        "kind": KIND,
        "schema_version": SCHEMA,
        "employer": shown.employer.name,
        "as_of": on.isoformat(),
        "edition": edition_of(shown.job),
        "job": shown.job.model_dump(mode="json", exclude_defaults=True),
        casefile.ATTACHMENTS: casefile.encoded(pictures),
    }
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True).encode()


def open_job(data: bytes) -> OpenedJob:
    """The job that a file holds.

    Raises InputError naming what is wrong with a file that is damaged, too large, newer or of another kind.
    """
    if len(data) > MOST_BYTES:
        raise InputError(f"The file is larger than {MOST_BYTES // 1_000_000} MB; a job is not.", field="file")
    try:
        document = json.loads(data)
    except ValueError as error:
        raise InputError("The file is damaged, or no job file.", field="file") from error
    if not isinstance(document, dict) or document.get("kind") != KIND:
        raise InputError("The file is no job file.", field="file")
    if document.get("schema_version") != SCHEMA:
        raise InputError("The file was written by a newer edition of this program.", field="file")
    try:
        as_of = date.fromisoformat(str(document.get("as_of")))
    except ValueError as error:
        raise InputError("The job file does not say on which day it was known so.", field="as_of") from error
    held = document.get("job")
    job = checked(Job, held if isinstance(held, dict) else {})
    if not job.tasks:
        raise InputError("The job file holds no task.", field="tasks")
    pictures = casefile.attachments_in(document)
    for task in job.tasks:
        task.id = new_id()
        task.photographs = [
            photograph for photograph in task.photographs if photograph.attachment in pictures
        ]
        for photograph in task.photographs:
            photograph.id = new_id()
        for demand in task.demands:
            demand.id = new_id()
        for leg in task.legs:
            leg.id = new_id()
        for step in task.cycle.steps if task.cycle else []:
            step.id = new_id()
    return OpenedJob(
        str(document.get("employer", "")), as_of, str(document.get("edition", "")), job, pictures
    )


def take_job(case: Case, opened: OpenedJob) -> None:
    """Put the tasks of a job file into a case; its title, department and roster where the case has none.

    Who verified the analysis comes along where the case had no task, so that the job is the same.
    """
    job = opened.job
    if not case.job.tasks:
        case.job.verifications = job.verifications
    case.job.tasks.extend(job.tasks)
    case.job.title = case.job.title or job.title
    case.job.department = case.job.department or job.department
    case.job.roster = case.job.roster or job.roster
