"""The short path: a dozen answers make an ordinary case with a checked plan, or a reason beside each field."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

import pytest

from ergo.knowledge.dimensions import Aspect
from ergo.model.base import HowKnown
from ergo.model.capacity import LimitType
from ergo.model.job import Importance, SafetyCritical, TaskKind
from ergo.model.settings import Settings
from ergo.workflow.desk import Desk
from ergo.workflow.plans import check_case
from ergo.workflow.short_path import LIMITS, PLAN, Mark, Said, ShortPathError, amounts_of, take_short_path
from tests.app.hostile import MARKUP

MADE_ON = date(2026, 11, 21)
ANSWERS: dict[str, Any] = {
    "code": " W-9 ",
    "job": "Stock clerk",
    "start": date(2026, 11, 30),
    "days": [0, 1, 2, 3, 4],
    "hours": 8.0,
    "begins": time(7, 30),
    "certificate.by": "Dr A",
    "certificate.until": date(2026, 12, 27),
    "certificate.hours": 6.0,
    "certificate.days": 4,
    "limit.lift_floor_waist": 10.0,
    "limit.sit": 45.0,
    "said": Said.CERTIFICATE,
    "task.0.name": "Fill shelves",
    "task.0.kind": TaskKind.LIFTING,
    "task.0.minutes": 240,
    "task.0.lift_floor_waist": 8.0,
    "task.0.lift_waist_shoulder": 12.0,
    "task.0.marks": [Mark.ESSENTIAL],
    "task.1.name": "Enter orders",
    "task.1.kind": TaskKind.SITTING,
    "task.1.minutes": 240,
    "task.1.sit": 40.0,
    "task.1.marks": [Mark.EXTENDABLE],
    "policy": "half_days_4_6_8",
}


def refused(changes: Mapping[str, Any]) -> dict[str, str]:
    with pytest.raises(ShortPathError) as error:
        take_short_path({**ANSWERS, **changes}, MADE_ON, Settings())
    return error.value.reasons


def test_answers_make_an_ordinary_case() -> None:
    case = take_short_path(ANSWERS, MADE_ON, Settings(country="GB", region="SCT")).case
    assert (case.worker.code, case.job.title, case.country, case.region) == (
        "W-9",
        "Stock clerk",
        "GB",
        "SCT",
    )
    assert case.opened_on == MADE_ON
    assert case.job.roster is not None
    assert [(s.day, s.start, s.paid_min) for s in case.job.roster.shifts] == [
        (day, time(7, 30), 480) for day in range(5)
    ]
    shelves, orders = case.job.tasks
    assert [(d.dimension, d.maximum) for d in shelves.demands] == [
        ("lift_floor_waist", 8),
        ("lift_waist_shoulder", 12),
    ]
    assert orders.measurements["sit.bout_min"].value == 40
    assert orders.measurements["sit.bout_min"].how is HowKnown.ESTIMATED
    assert (orders.importance, orders.may_be_extended) == (Importance.MARGINAL, True)


def test_limits_of_the_certificate_are_restrictions_and_hold_in_every_week() -> None:
    case = take_short_path(ANSWERS, MADE_ON, Settings()).case
    (certificate,) = case.certificates
    assert (certificate.author, certificate.valid_from, certificate.valid_until) == (
        "Dr A",
        date(2026, 11, 30),
        date(2026, 12, 27),
    )
    assert (certificate.max_minutes_per_day, certificate.max_days_per_week) == (360, 4)
    readings = [r.reading for r in certificate.restrictions if r.reading]
    assert [(r.dimensions, r.aspect, r.limit) for r in readings] == [
        (["lift_floor_waist"], Aspect.PEAK, 10),
        (["sit"], Aspect.RUN, 45),
    ]
    assert {r.limit_type for r in certificate.restrictions} == {LimitType.RESTRICTION}
    assert case.capacities == []
    assert case.plan is not None
    assert all(week.total_min <= 4 * 360 for week in case.plan.weeks)


def test_plan_is_checked_and_fills_hours() -> None:
    case = take_short_path(ANSWERS, MADE_ON, Settings()).case
    assert case.plan is not None
    assert check_case(case) == []
    assert case.plan.weeks[0].total_min > 0


@pytest.mark.parametrize(
    ("said", "how"), [(Said.MEASURED, HowKnown.MEASURED), (Said.WORKER, HowKnown.WORKER)]
)
def test_limits_that_are_not_certified_are_tolerances(said: Said, how: HowKnown) -> None:
    case = take_short_path({**ANSWERS, "said": said}, MADE_ON, Settings()).case
    assert [(c.dimension, c.aspect, c.value, c.how) for c in case.capacities] == [
        ("lift_floor_waist", Aspect.PEAK, 10, how),
        ("sit", Aspect.RUN, 45, how),
    ]
    assert case.certificates[0].restrictions == []


def test_without_certificate_and_limits_there_is_still_a_plan() -> None:
    bare = {
        key: value
        for key, value in ANSWERS.items()
        if not key.startswith(("certificate.", "limit.")) and key != "said"
    }
    made = take_short_path(bare, MADE_ON, Settings())
    assert made.case.certificates == []
    assert made.case.plan is not None
    assert "Case: The red flags have not been asked" in made.left_open


def test_what_is_left_open_is_listed_and_never_counts_as_suitable() -> None:
    made = take_short_path({**ANSWERS, "task.0.lift_floor_waist": None}, MADE_ON, Settings())
    sentence = "“Fill shelves”, Lift, floor to waist: The demand is not known, and a restriction touches it."
    assert sentence in made.left_open
    assert made.case.plan is not None
    shelves = made.case.job.tasks[0].id
    assert all(duty.task_id != shelves for week in made.case.plan.weeks for duty in week.duties)


def test_task_is_closed_where_nobody_knows_what_it_asks_of_a_tolerance_that_must_be_met() -> None:
    known = {**ANSWERS, "said": Said.WORKER}
    unknown = {**known, "task.0.lift_floor_waist": None}

    def minutes(answers: Mapping[str, Any]) -> int:
        case = take_short_path(answers, MADE_ON, Settings()).case
        assert case.plan is not None
        shelves = case.job.tasks[0].id
        return sum(d.minutes for week in case.plan.weeks for d in week.duties if d.task_id == shelves)

    assert minutes(known) > 0
    assert minutes(unknown) == 0
    sitting_unknown = take_short_path({**known, "task.1.sit": None}, MADE_ON, Settings()).case
    assert sitting_unknown.plan is not None
    rules = " ".join(rule.sentence for rule in sitting_unknown.plan.day_rules)
    assert "45 min" in rules


def test_driving_waits_for_a_clearance() -> None:
    changes = {"task.0.kind": TaskKind.DRIVING, "task.0.drive": 20.0}
    made = take_short_path({**ANSWERS, **changes}, MADE_ON, Settings())
    assert made.case.job.tasks[0].safety_critical == [SafetyCritical.DRIVING]
    assert any("needs a named clinician's dated clearance" in line for line in made.left_open)


def test_empty_path_names_every_field_that_is_needed() -> None:
    with pytest.raises(ShortPathError) as error:
        take_short_path({}, MADE_ON, Settings())
    assert set(error.value.reasons) == {
        "code",
        "start",
        "days",
        "hours",
        "begins",
        "task.0.name",
        "policy",
    }


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"code": "  "}, "code", "Enter a code"),
        ({"code": MARKUP * 3}, "code", "at most 120"),
        ({"start": date(9999, 12, 31)}, "start", "is outside"),
        ({"start": date(1, 1, 1)}, "start", "is outside"),
        ({"hours": 99.0}, "hours", "99 h is outside 0.25 to 16 h"),
        ({"hours": -1.0}, "hours", "-1 h is outside"),
        ({"certificate.until": None}, "certificate.until", "until when"),
        ({"certificate.until": date(2026, 11, 29)}, "certificate.until", "before the first day"),
        ({"certificate.from": date(2026, 12, 1)}, "certificate.from", "after the first day"),
        ({"certificate.hours": 25.0}, "certificate.hours", "outside 0 to 24 h"),
        ({"certificate.days": 8}, "certificate.days", "outside 0 to 7 days"),
        ({"limit.sit": -3.0}, "limit.sit", "outside 0 to 1440 min"),
        ({"limit.lift_floor_waist": 1e300}, "limit.lift_floor_waist", "outside 0 to 300 kg"),
        ({"said": None}, "said", "who says"),
        ({"task.0.name": ""}, "task.0.name", "Enter a name"),
        ({"task.0.kind": None}, "task.0.kind", "kind of work"),
        ({"task.0.minutes": 0}, "task.0.minutes", "outside 1 to 1440 min"),
        ({"task.1.minutes": 300}, "task.1.minutes", "add up to 9 h; a full day has 8 h"),
        ({"task.1.sit": 9999.0}, "task.1.sit", "outside 0 to 1440 min"),
        ({"task.2.name": "Third"}, "task.2.kind", "kind of work"),
        ({"policy": "none such"}, "policy", "There is no policy"),
    ],
)
def test_each_refusal_stands_at_its_field(changes: dict[str, Any], field: str, words: str) -> None:
    reasons = refused(changes)
    assert words in reasons[field]
    assert PLAN not in reasons


def test_all_mistakes_are_told_at_once() -> None:
    assert set(refused({"code": "", "hours": None, "task.1.minutes": None})) == {
        "code",
        "hours",
        "task.1.minutes",
    }


def test_nothing_is_saved_of_what_is_refused(desk: Desk) -> None:
    with pytest.raises(ShortPathError):
        desk.short_path({}, MADE_ON)
    assert desk.list_cases() == []
    made = desk.short_path(ANSWERS, MADE_ON)
    assert desk.open(made.case.id) == made.case


def test_words_that_look_like_markup_are_kept_as_typed() -> None:
    made = take_short_path({**ANSWERS, "job": MARKUP[:100], "task.0.name": "**b**"}, MADE_ON, Settings())
    assert made.case.job.title == MARKUP[:100]
    assert made.case.job.tasks[0].name == "**b**"


def test_a_task_is_asked_for_what_it_is_about_and_for_every_limit_that_it_may_touch() -> None:
    def asked(kind: TaskKind, *limits: str) -> list[str]:
        answers = {f"limit.{limit}": 10.0 for limit in limits}
        return [amount.dimension for amount in amounts_of(kind, answers)]

    assert asked(TaskKind.LIFTING) == ["lift_floor_waist", "lift_waist_shoulder"]
    assert asked(TaskKind.LIFTING, "stand", "drive") == ["lift_floor_waist", "lift_waist_shoulder", "stand"]
    assert asked(TaskKind.DRIVING, "sit", "drive") == ["drive"]
    assert asked(TaskKind.HAND_WORK) == []
    assert asked(TaskKind.OTHER, *[limit.dimension for limit in LIMITS]) == [x.dimension for x in LIMITS]
