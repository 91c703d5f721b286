"""A case is kept as it was stated: nothing lost, nothing let in that the vocabulary does not know."""

import json
from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from ergo.knowledge.dimensions import Aspect
from ergo.model.base import Entity, Measurement, new_id
from ergo.model.capacity import Capacity, Certificate, Reading, Restriction
from ergo.model.case import SCHEMA_VERSION, Case
from ergo.model.clinical import Clinical, RedFlagAnswer
from ergo.model.job import CycleStep, Demand, Roster, Shift, Task, TaskKind
from ergo.model.record import ChosenModification, OutsideWork, PlanSettings, SheetDay
from ergo.model.situation import Situation, SustainedReturn
from ergo.model.worker import Worker
from tests.model.strategies import cases, documents

WORKER = {"code": "W-1"}
QUICK = settings(suppress_health_check=[HealthCheck.too_slow])


def parts_of(model: type[BaseModel], found: set[type[Entity]] | None = None) -> set[type[Entity]]:
    """Every part of a case, as the fields of the models name them."""
    found = set() if found is None else found

    def look(annotation: Any) -> None:
        if isinstance(annotation, type) and issubclass(annotation, Entity) and annotation not in found:
            found.add(annotation)
            for field in annotation.model_fields.values():
                look(field.annotation)
        for argument in get_args(annotation):
            look(argument)

    look(model)
    return found


PARTS = sorted(parts_of(Case), key=lambda part: part.__name__)


def test_the_parts_of_a_case_are_found() -> None:
    assert {Case, Task, Demand, Measurement, Capacity, Restriction, Clinical} <= set(PARTS)


@settings(QUICK, max_examples=60)
@given(cases())
def test_json_and_a_dump_give_the_same_case_back(case: Case) -> None:
    text = case.model_dump_json()
    assert Case.model_validate_json(text) == case
    assert Case.model_validate(json.loads(text)).model_dump_json() == text
    assert Case.model_validate(case.model_dump()) == case


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_a_field_that_is_not_known_is_refused(part: type[Entity]) -> None:
    assert part.model_config["extra"] == "forbid"
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        part.model_validate({"kolour": "red"})


@QUICK
@given(st.sampled_from(PARTS).flatmap(lambda part: st.tuples(st.just(part), documents(part))))
def test_every_part_allows_what_its_fields_allow(drawn: tuple[type[Entity], dict[str, Any]]) -> None:
    part, document = drawn
    part.model_validate(document)
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        part.model_validate(document | {"kolour": "red"})


@pytest.mark.parametrize("version", [0, 2, "1", None])
def test_another_edition_of_the_file_is_refused(version: object) -> None:
    assert Case.model_validate({"worker": WORKER}).schema_version == SCHEMA_VERSION
    with pytest.raises(ValidationError):
        Case.model_validate({"worker": WORKER, "schema_version": version})


UNKNOWN_BY_DEFAULT = [
    (Worker(code="W-1"), ["stature_cm", "mass_kg", "sex", "handedness"]),
    (Task(name="t", kind=TaskKind.OTHER), ["minutes_per_shift", "uninterruptible_min", "times_per_week"]),
    (
        Demand(dimension="sit", aspect=Aspect.RUN),
        ["usual", "maximum", "frequency", "reach_cm", "hand_height_low_cm", "hand_height_high_cm"],
    ),
    (
        Capacity(dimension="sit", aspect=Aspect.RUN),
        ["value", "able", "frequency", "reach_cm", "how", "on", "plateau"],
    ),
    (Reading(dimensions=["sit"], aspect=Aspect.RUN), ["limit", "frequency", "minutes_per_shift"]),
    (Restriction(wording="w"), ["valid_from", "review_on", "may_lift_from", "reading", "query"]),
    (
        Certificate(author="GP", issued_on=date.min, valid_from=date.min, valid_until=date.max),
        ["max_minutes_per_day", "max_days_per_week", "max_minutes_per_week"],
    ),
    (Clinical(), ["condition_id", "onset", "movement_pattern_id", "surgery_on", "pain_now"]),
    (Situation(), ["status", "since", "current_hours_per_week", "goal"]),
    (OutsideWork(), ["commute_min_each_way", "commute_seated"]),
    (PlanSettings(), ["start", "policy_id"]),
    (SheetDay(date=date.min), ["worked_min", "function_0_10", "pain_0_10"]),
    (Case(worker=Worker(code="W-1")), ["opened_on", "assumed_certificate", "plan"]),
]


@pytest.mark.parametrize(
    ("entity", "fields"), UNKNOWN_BY_DEFAULT, ids=[type(entity).__name__ for entity, _ in UNKNOWN_BY_DEFAULT]
)
def test_what_was_not_stated_stays_unknown(entity: Entity, fields: list[str]) -> None:
    assert {field: getattr(entity, field) for field in fields} == dict.fromkeys(fields)
    again = type(entity).model_validate_json(entity.model_dump_json())
    assert {field: getattr(again, field) for field in fields} == dict.fromkeys(fields)


def test_zero_is_a_value_and_not_unknown() -> None:
    kept = Capacity.model_validate_json('{"dimension": "carry", "aspect": "peak", "value": 0}')
    assert kept.value == 0
    assert kept != Capacity(id=kept.id, dimension="carry", aspect=Aspect.PEAK)


def test_a_red_flag_that_was_not_asked_is_not_a_no() -> None:
    assert RedFlagAnswer(flag_id="ces").answer == "not_asked"


@pytest.mark.parametrize("number", [float("inf"), float("-inf"), float("nan")])
@pytest.mark.parametrize(
    ("model", "document", "field"),
    [
        (Capacity, {"dimension": "carry", "aspect": "peak"}, "value"),
        (Demand, {"dimension": "carry", "aspect": "peak"}, "maximum"),
        (Reading, {"dimensions": ["carry"], "aspect": "peak"}, "limit"),
        (Worker, WORKER, "mass_kg"),
    ],
)
def test_a_number_is_finite(
    model: type[Entity], document: dict[str, object], field: str, number: float
) -> None:
    with pytest.raises(ValidationError, match=field):
        model.model_validate(document | {field: number})


def test_the_outcome_to_be_checked_is_four_weeks_looked_at_three_times() -> None:
    assert SustainedReturn().model_dump() == {"sustained_weeks": 4, "checks_after_weeks": [2, 6, 12]}


def test_identifiers_are_short_and_differ() -> None:
    drawn = {new_id() for _ in range(100)}
    assert len(drawn) == 100
    Task(id=drawn.pop(), name="t", kind=TaskKind.OTHER)


# --- the vocabulary ---


@pytest.mark.parametrize("model", [Demand, Capacity])
@pytest.mark.parametrize(
    ("dimension", "aspect", "message"),
    [
        ("hop", "run", "There is no dimension called 'hop'"),
        ("sit", "peak", "Sit is not described by a peak; it has: run, dose"),
        ("carry", "run", "Carry is not described by a run; it has: peak, dose"),
        ("sit", "jump", "Input should be 'peak', 'run', 'dose' or 'gate'"),
    ],
)
def test_a_dimension_or_aspect_outside_the_vocabulary_is_refused_in_words(
    model: type[Entity], dimension: str, aspect: str, message: str
) -> None:
    with pytest.raises(ValidationError, match=message):
        model.model_validate({"dimension": dimension, "aspect": aspect})


def test_every_dimension_of_a_reading_has_its_aspect() -> None:
    with pytest.raises(ValidationError, match="Sit is not described by a peak"):
        Reading.model_validate({"dimensions": ["carry", "sit"], "aspect": "peak"})
    with pytest.raises(ValidationError, match="at least 1 item"):
        Reading.model_validate({"dimensions": [], "aspect": "peak"})


@pytest.mark.parametrize("model", [Task, CycleStep])
@pytest.mark.parametrize(
    ("quantity", "value", "message"),
    [
        ("lift.load_kg", 999, "Pick: Usual load 999 kg is outside 0 to 300 kg"),
        ("lift.v_origin_cm", -1, "Pick: Hand height at the start of the lift -1 cm is outside 0 to 250 cm"),
        ("lift.coupling", "bad", "Pick: Grip on the load 'bad' is not one of good, fair, poor"),
        ("lift.load_kg", "heavy", "Pick: Usual load 'heavy' is not a number"),
        ("lift.significant_control", "yes", "Pick: Load is placed with care 'yes' is not yes or no"),
        ("lift.colour", 1, "lift.colour"),
    ],
)
def test_a_measurement_is_refused_with_task_quantity_and_range(
    model: type[Entity], quantity: str, value: object, message: str
) -> None:
    step = {"minutes": 1} if model is CycleStep else {}
    with pytest.raises(ValidationError, match=message):
        model.model_validate(
            {"name": "Pick", "kind": "lifting", "measurements": {quantity: {"value": value}}} | step
        )


def test_what_is_measured_after_a_modification_is_checked_as_well() -> None:
    with pytest.raises(ValidationError, match="After EQ003: Usual load 999 kg is outside 0 to 300 kg"):
        ChosenModification.model_validate(
            {"item_id": "EQ003", "task_id": "pick", "measured_after": {"lift.load_kg": {"value": 999}}}
        )


def test_a_measured_number_is_kept_as_a_number() -> None:
    task = Task.model_validate(
        {"name": "Pick", "kind": "lifting", "measurements": {"lift.load_kg": {"value": 8}}}
    )
    assert isinstance(task.measurements["lift.load_kg"].value, float)


@pytest.mark.parametrize(
    ("model", "document", "field"),
    [
        (Task, {"name": "t", "kind": "other"}, {"minutes_per_shift": 1441}),
        (Task, {"name": "t", "kind": "other"}, {"smallest_block_min": 14}),
        (Task, {"name": "t", "kind": "other"}, {"times_per_week": 0}),
        (Task, {"name": "t", "kind": "juggling"}, {}),
        (Shift, {"day": 0, "start": "06:00"}, {"paid_min": 0}),
        (Shift, {"day": 56, "start": "06:00"}, {"paid_min": 480}),
        (Roster, {"anchor": "2026-11-30"}, {"cycle_days": 57}),
        (Capacity, {"dimension": "sit", "aspect": "run"}, {"value": -1}),
        (Reading, {"dimensions": ["sit"], "aspect": "run"}, {"limit": -1}),
        (Clinical, {}, {"pain_now": 11}),
        (Worker, WORKER, {"stature_cm": 20}),
        (PlanSettings, {}, {"horizon_weeks": 105}),
        (Case, {"worker": WORKER}, {"country": "gb"}),
        (Case, {"worker": WORKER}, {"id": "a b"}),
    ],
)
def test_a_value_out_of_its_range_is_refused(
    model: type[Entity], document: dict[str, object], field: dict[str, object]
) -> None:
    with pytest.raises(ValidationError):
        model.model_validate(document | field)


# --- what a case answers ---


def a_certificate(identity: str, issued: date, first: date, last: date, *wordings: str) -> Certificate:
    return Certificate(
        id=identity,
        author="GP",
        issued_on=issued,
        valid_from=first,
        valid_until=last,
        restrictions=[Restriction(wording=wording) for wording in wordings],
    )


FIRST = a_certificate("one", date(2026, 11, 1), date(2026, 11, 1), date(2026, 11, 30), "a", "b")
SECOND = a_certificate("two", date(2026, 11, 20), date(2026, 11, 25), date(2026, 12, 20), "c")


def two_certificates() -> Case:
    return Case(
        worker=Worker(code="W-1"),
        certificates=[FIRST, SECOND],
        restrictions=[Restriction(wording="from the surgeon")],
    )


def test_restrictions_of_certificates_come_before_the_others() -> None:
    assert [r.wording for r in two_certificates().all_restrictions()] == ["a", "b", "c", "from the surgeon"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 10, 31), None),
        (date(2026, 11, 1), "one"),
        (date(2026, 11, 24), "one"),
        (date(2026, 11, 25), "two"),
        (date(2026, 12, 20), "two"),
        (date(2026, 12, 21), None),
    ],
)
def test_the_latest_issued_certificate_counts_on_a_day(day: date, expected: str | None) -> None:
    found = two_certificates().certificate_on(day)
    assert (found.id if found else None) == expected


def test_the_certificate_that_runs_longest_and_a_task_by_its_id() -> None:
    case = two_certificates()
    assert case.latest_certificate() == SECOND
    assert Case(worker=Worker(code="W-1")).latest_certificate() is None
    case.job.tasks = [Task(id="pick", name="Pick", kind=TaskKind.LIFTING)]
    assert case.task("pick") is case.job.tasks[0]
    assert case.task("pack") is None
