"""The job demands analysis is verified by those who do and lead the work; a changed job is a new edition."""

from datetime import date

import pytest

from ergo.errors import InputError
from ergo.model.case import Case
from ergo.model.job import VerifierRole
from ergo.model.worker import Worker
from ergo.workflow.documents import Format, How, Kind, make
from ergo.workflow.examples import example
from ergo.workflow.job_verification import verify

ON, LATER = date(2026, 11, 21), date(2026, 12, 1)


def page(case: Case, on: date = ON) -> str:
    return make(case, Kind.JOB_DEMANDS, Format.HTML, How(on)).decode()


def test_it_is_printed_with_who_found_it_so_and_room_for_who_did_not_yet() -> None:
    case = example("warehouse")
    assert "not verified" in page(case)
    verify(case, role=VerifierRole.WORKER, name="W-7", on=ON)
    printed = page(case)
    for words in ("Version 1, edition", "W-7", "as it is", "Signature"):
        assert words in printed
    verify(
        case,
        role=VerifierRole.SUPERVISOR,
        name="Shift lead",
        on=ON,
        with_corrections=True,
        comment="Cages come from two sides.",
    )
    printed = page(case)
    assert "Cages come from two sides." in printed
    assert "with corrections" in printed
    assert "Signature" not in printed, "both have answered"


def test_a_change_of_the_job_is_to_be_verified_again() -> None:
    case = example("warehouse")
    verify(case, role=VerifierRole.SUPERVISOR, name="Shift lead", on=ON)
    first = case.job.verifications[0].edition
    case.worker.code, case.clinical.notes = "another", "another"
    verify(case, role=VerifierRole.WORKER, name="W-7", on=ON)
    assert case.job.verifications[1].edition == first
    case.job.tasks[0].measurements["lift.load_kg"].value = 7.0
    printed = page(case)
    assert "changed since version 1" in printed
    assert f"Supervisor, Shift lead: edition {first}" in printed
    verify(case, role=VerifierRole.SUPERVISOR, name="Shift lead", on=LATER)
    assert "Version 2, edition" in page(case)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"name": " "}, "a name, a role or a code"),
        ({"name": "Shift lead", "with_corrections": True}, "what is to be corrected"),
    ],
)
def test_what_is_left_out_is_asked_for(said: dict[str, object], reason: str) -> None:
    case = example("warehouse")
    with pytest.raises(InputError, match=reason):
        verify(case, role=VerifierRole.SUPERVISOR, on=ON, **said)
    assert case.job.verifications == []


def test_a_job_without_tasks_cannot_be_verified() -> None:
    with pytest.raises(InputError, match="no task yet"):
        verify(Case(worker=Worker(code="W-1")), role=VerifierRole.WORKER, name="W-7", on=ON)
