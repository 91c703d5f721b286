"""A job goes from one case to the next with its figures and how they are known, and with nothing of the worker."""

import json
from datetime import date
from hashlib import sha256

import pytest

from ergo.errors import InputError
from ergo.model.case import Case
from ergo.model.job import Photograph, VerifierRole
from ergo.model.worker import Consent, ContactRole, Worker
from ergo.reports.job_demands import edition_of
from ergo.workflow.documents import Format, How, Kind, make
from ergo.workflow.examples import example
from ergo.workflow.job_file import MOST_BYTES, job_file, open_job, take_job
from ergo.workflow.job_verification import verify
from tests.reports.test_audience import planted_case

ON = date(2026, 11, 21)
JPEG = b"a picture"


def no_picture(photograph: Photograph) -> bytes:
    raise AssertionError(f"{photograph} was asked for")


def test_figures_and_how_they_are_known_come_over() -> None:
    first = example("warehouse")
    opened = open_job(job_file(first, ON, no_picture))
    second = Case(worker=Worker(code="W-2"))
    take_job(second, opened)
    assert (second.job.title, opened.employer, opened.as_of) == ("Order picker", first.employer.name, ON)
    assert second.job.roster == first.job.roster
    assert [task.name for task in second.job.tasks] == [task.name for task in first.job.tasks]
    for before, after in zip(first.job.tasks, second.job.tasks, strict=True):
        assert before.id != after.id
        assert {n: (m.value, m.how, m.on) for n, m in after.measurements.items()} == {
            n: (m.value, m.how, m.on) for n, m in before.measurements.items() if n in after.measurements
        }
        assert [(d.dimension, d.usual, d.maximum, d.source) for d in after.demands] == [
            (d.dimension, d.usual, d.maximum, d.source) for d in before.demands
        ]


def test_what_bounds_a_task_comes_over() -> None:
    first = example("warehouse")
    task = first.job.tasks[0]
    task.smallest_block_min, task.uninterruptible_min, task.may_be_extended = 45, 20, True
    task.available_from, task.available_until = date(2026, 12, 1), date(2027, 1, 31)
    taken = open_job(job_file(first, ON, no_picture)).job.tasks[0]
    assert (taken.smallest_block_min, taken.uninterruptible_min, taken.may_be_extended) == (45, 20, True)
    assert (taken.available_from, taken.available_until) == (date(2026, 12, 1), date(2027, 1, 31))
    page = make(first, Kind.JOB_DEMANDS, Format.HTML, How(ON)).decode()
    assert "There is such work from Tue 1 Dec 2026 until Sun 31 Jan 2027." in page
    assert "pieces of at least 45 min. Up to 20 min cannot be interrupted." in page


@pytest.mark.parametrize(("for_employer", "agreed"), [(True, True), (True, False), (False, True)])
def test_a_picture_goes_along_where_the_employer_may_see_it(for_employer: bool, agreed: bool) -> None:
    first = example("warehouse")
    digest = sha256(JPEG).hexdigest()
    first.job.tasks[0].photographs = [
        Photograph(attachment=digest, caption="Lowest shelf", for_employer=for_employer)
    ]
    items = ["photographs"] if agreed else []
    first.consents = [Consent(recipient=ContactRole.EMPLOYER, items=items, given_on=ON)]
    opened = open_job(job_file(first, ON, lambda _: JPEG))
    second = Case(worker=Worker(code="W-2"))
    take_job(second, opened)
    shown = for_employer and agreed
    assert opened.pictures == ({digest: JPEG} if shown else {})
    assert [p.caption for p in second.job.tasks[0].photographs] == (["Lowest shelf"] if shown else [])


def test_a_picture_that_is_not_what_its_digest_says_is_refused() -> None:
    with pytest.raises(InputError, match="picture in the file is damaged"):
        open_job(changed(attachments={"0" * 64: "bm90IGl0"}))


def test_the_same_job_in_the_next_case_is_the_same_verified_version() -> None:
    first = example("warehouse")
    verify(first, role=VerifierRole.SUPERVISOR, name="Shift lead", on=ON)
    opened = open_job(job_file(first, ON, no_picture))
    second = Case(worker=Worker(code="W-2"), employer=first.employer)
    take_job(second, opened)
    page = make(second, Kind.JOB_DEMANDS, Format.HTML, How(ON)).decode()
    assert f"Version 1, edition {opened.edition}" in page
    assert "Shift lead" in page


def test_what_stands_in_the_next_case_stays() -> None:
    second = example("office")
    count = len(second.job.tasks)
    take_job(second, open_job(job_file(example("warehouse"), ON, no_picture)))
    assert second.job.title == "Claims handler"
    assert len(second.job.tasks) == count + 11
    assert len({task.id for task in second.job.tasks}) == count + 11


def test_nothing_of_the_worker_is_in_the_file() -> None:
    whole, planter = planted_case()
    data = job_file(whole, ON, lambda _: JPEG).decode()
    allowed = {
        "Employer.name",
        "Job.title",
        "Job.department",
        "Task.name",
        "CycleStep.name",
        "Demand.confirmed_by",
        "Verification.name",
        "Verification.comment",
    }
    found = {where for where, markers in planter.planted.items() for marker in markers if marker in data}
    assert found == allowed
    assert whole.worker.code not in data


def test_edition_changes_with_the_job_alone() -> None:
    first = example("warehouse")
    before = json.loads(job_file(first, ON, no_picture))
    first.worker.code = "another"
    first.clinical.diagnosis = "another"
    assert json.loads(job_file(first, ON, no_picture))["edition"] == before["edition"]
    first.job.tasks[0].measurements["lift.load_kg"].value = 7
    assert json.loads(job_file(first, ON, no_picture))["edition"] != before["edition"]


def test_the_analysis_names_the_same_edition_as_its_file() -> None:
    first = example("warehouse")
    data = make(first, Kind.JOB_DEMANDS, Format.JOB, How(ON))
    page = make(first, Kind.JOB_DEMANDS, Format.HTML, How(ON)).decode()
    assert f"As known on 21 Nov 2026, edition {json.loads(data)['edition']}, not verified" in page


def test_the_same_job_opened_again_has_the_same_content() -> None:
    opened = open_job(job_file(example("warehouse"), ON, no_picture))
    again = Case(worker=Worker(code="W-3"))
    take_job(again, opened)
    assert len(edition_of(again.job)) == 8
    assert [t.minutes_per_shift for t in open_job(job_file(again, ON, no_picture)).job.tasks] == [
        t.minutes_per_shift for t in opened.job.tasks
    ]


def changed(**what: object) -> bytes:
    return json.dumps(json.loads(job_file(example("warehouse"), ON, no_picture)) | what).encode()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xff\x00", "damaged, or no job file"),
        (b"[]", "is no job file"),
        (b'{"kind": "case"}', "is no job file"),
        (changed(schema_version=2), "newer edition"),
        (changed(as_of="soon"), "on which day"),
        (changed(job={}), "no task"),
        (changed(job={"tasks": [{"name": "x", "kind": "flying"}]}), "kind"),
        (b" " * (MOST_BYTES + 1), "larger than 60 MB"),
    ],
)
def test_a_file_that_is_no_job_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        open_job(data)


def test_a_case_without_tasks_has_no_job_file() -> None:
    with pytest.raises(InputError, match="no task yet"):
        job_file(Case(worker=Worker(code="W-1")), ON, no_picture)
