"""What every worked example keeps to: sound, complete in its sources, about roles and not about persons."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ergo.analysis.checklists import review
from ergo.analysis.problems import find_problems
from ergo.knowledge.catalogue import catalogue_item
from ergo.knowledge.checklists import checklist
from ergo.knowledge.clinical import conditions, movement_patterns, red_flags
from ergo.knowledge.instruments import instruments
from ergo.knowledge.policies import policy
from ergo.knowledge.visibility import items
from ergo.model.base import Measurement
from ergo.model.case import Case
from ergo.model.clinical import Answer

FOLDER = Path(__file__).resolve().parents[2] / "data" / "examples"
EXAMPLES = {"warehouse": "WH-014", "office": "OF-027", "delivery": "DD-031"}
ROLES = {
    "Occupational therapist",
    "Physiotherapist",
    "Site manager",
    "Office manager",
    "Depot manager",
    "Fleet manager",
    "IT support",
    "Team leader, claims",
    "Team leader, morning routes",
    "Return-to-work coordinator",
    "Worker",
    "Maker of the truck",
    "Occupational physician (occupational health service)",
}


def read(example_id: str) -> Case:
    return Case.model_validate_json((FOLDER / f"{example_id}.json").read_text(encoding="utf-8"))


@pytest.fixture(params=EXAMPLES)
def case(request: pytest.FixtureRequest) -> Case:
    return read(request.param)


def measurements(case: Case) -> Iterator[Measurement]:
    yield from case.worker.body.values()
    for task in case.job.tasks:
        yield from task.measurements.values()
        for step in task.cycle.steps if task.cycle else []:
            yield from step.measurements.values()
    for modification in case.modifications:
        yield from modification.measured_after.values()


def test_every_example_is_looked_at() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == set(EXAMPLES)


def test_nothing_contradicts_itself_and_only_the_open_question_is_a_warning(case: Case) -> None:
    warned = {p.item for p in find_problems(case)}
    assert warned == ({"Restriction “Avoid prolonged driving.”"} if case.worker.code == "OF-027" else set())


@pytest.mark.parametrize("example_id", EXAMPLES)
def test_the_file_is_read_back_as_it_was_written(example_id: str) -> None:
    case = read(example_id)
    assert Case.model_validate_json(case.model_dump_json()) == case
    written = json.loads((FOLDER / f"{example_id}.json").read_text(encoding="utf-8"))
    assert json.loads(case.model_dump_json(exclude_unset=True)) == written


@pytest.mark.parametrize(("example_id", "code"), EXAMPLES.items())
def test_the_worker_is_a_code_and_every_person_a_role(example_id: str, code: str) -> None:
    case = read(example_id)
    assert (case.id, case.worker.code, case.worker.name) == (f"example_{example_id}", code, "")
    known = ROLES | {contact.name for contact in case.contacts}
    named = {m.by for m in measurements(case)} | {c.by for c in case.capacities}
    named |= {c.author for c in case.certificates} | {c.by for c in case.clearances}
    named |= {flag.owner for flag in case.clinical.flags} | {m.responsible for m in case.modifications}
    named |= {need.author for need in case.needs}
    assert named <= known


def test_every_figure_says_how_when_and_by_whom_it_is_known(case: Case) -> None:
    found = list(measurements(case))
    assert found
    assert all(m.on and m.by for m in found)
    assert all(c.how and c.on and c.by for c in case.capacities)


def test_what_it_refers_to_exists(case: Case) -> None:
    assert case.clinical.condition_id in conditions()
    assert case.clinical.movement_pattern_id in movement_patterns()
    assert {measure.instrument_id for measure in case.clinical.outcome_measures} <= set(instruments())
    assert {item for consent in case.consents for item in consent.items} <= set(items())
    assert policy(case.plan_settings.policy_id or "")
    for modification in case.modifications:
        assert catalogue_item(modification.item_id)
        assert case.task(modification.task_id)
    assert case.assumed_certificate is not None
    assert set(case.assumed_certificate.lifted_restriction_ids) <= {r.id for r in case.all_restrictions()}


def test_every_red_flag_was_asked_and_none_is_open(case: Case) -> None:
    answers = case.clinical.red_flags
    assert {answer.flag_id for answer in answers} == set(red_flags())
    assert all(a.answer is Answer.NO or (a.resolved_on and a.resolved_by) for a in answers)


def test_every_obstacle_and_every_modification_has_an_owner_and_a_date(case: Case) -> None:
    assert {flag.colour for flag in case.clinical.flags} == {"yellow", "blue", "black"}
    assert all(flag.owner and flag.action and flag.due for flag in case.clinical.flags)
    assert all(m.responsible and m.in_place_from for m in case.modifications)


def test_it_says_that_it_is_made_up(case: Case) -> None:
    assert case.title
    assert case.notes.endswith("Made up; no such person exists.")


def test_what_a_checklist_found_wanting_has_a_remedy_a_role_and_a_date() -> None:
    """The desk of the office by the list for desks, the van by the list for seat and cab; each item was looked at."""
    for example_id, task_id, list_id in (("office", "screen", "dse"), ("delivery", "round", "seat_and_cab")):
        task = read(example_id).task(task_id)
        assert task is not None
        found = review(checklist(list_id), task.checklist)
        assert (found.unanswered, found.remedied) == ((), ())
        assert found.to_remedy
        assert found.incomplete == ()
        assert {f.responsible for f in task.checklist if f.responsible} <= ROLES
