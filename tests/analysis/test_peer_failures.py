"""Inputs on which a public return-to-work tool failed, and what is expected here."""

import json
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from ergo.analysis.match import State, match_case
from ergo.analysis.problems import planning_errors
from ergo.errors import InputError
from ergo.knowledge.dimensions import Band
from ergo.model.capacity import Certificate, Reading, Restriction
from ergo.model.case import Case
from ergo.model.job import Roster, Shift, TaskKind
from ergo.model.plan import Firmness
from ergo.planning.plan import make_plan
from tests.analysis.build import START, a_capacity, a_case, a_demand, a_restriction, a_task, the_row

FAILURES = json.loads((Path(__file__).parent / "data" / "peer_failures.json").read_text(encoding="utf-8"))
CASES: dict[str, dict[str, Any]] = {case["id"]: case for case in FAILURES["cases"]}


def test_every_case_of_the_file_is_answered_here() -> None:
    named = {
        name.removeprefix("test_").replace("_", "-") for name in globals() if name.startswith("test_rtw")
    }
    assert named == set(CASES)


def with_certificate(case: Case, valid_until: date, **limits: int) -> Case:
    start = case.plan_settings.start or START
    case.certificates = [
        Certificate.model_validate(
            {"author": "GP", "issued_on": start, "valid_from": start, "valid_until": valid_until} | limits
        )
    ]
    return case


def test_rtw_part_timer() -> None:
    given, expected = CASES["rtw-part-timer"]["input"], CASES["rtw-part-timer"]["expected"]
    contract, cap = given["pre_injury"], given["certificate_cap"]
    case = a_case(a_task(minutes_per_shift=contract["hours_per_day"] * 60))
    case.job.roster = Roster(
        anchor=START,
        shifts=[
            Shift(day=day, start=time(9), paid_min=contract["hours_per_day"] * 60)
            for day in range(contract["days_per_week"])
        ],
    )
    with_certificate(
        case,
        date(2027, 3, 31),
        max_minutes_per_day=cap["hours_per_day"] * 60,
        max_days_per_week=cap["days_per_week"],
    )
    plan = make_plan(case, made_on=START)
    days = [day for week in plan.weeks for day in week.days]
    assert days
    assert max(day.paid_min for day in days) == expected["max_hours_per_day"] * 60
    assert max(len(week.days) for week in plan.weeks) == expected["max_days_per_week"]


def test_rtw_review_in_3_days() -> None:
    given = CASES["rtw-review-in-3-days"]["input"]
    start, certified_until = (date.fromisoformat(given[key]) for key in ("start", "restriction_review"))
    case = a_case(a_task(minutes_per_shift=480))
    case.plan_settings.start = start
    plan = make_plan(with_certificate(case, certified_until), made_on=start)
    worked = [day.date for week in plan.weeks for day in week.days]
    assert worked
    assert max(worked) <= certified_until
    assert {week.firmness for week in plan.weeks[1:]} == {Firmness.OUTLOOK}
    reviews = [week.review_on for week in plan.weeks if week.review_on is not None]
    assert reviews
    assert min(reviews) <= certified_until


def test_rtw_cannot_lift_but_limit_given() -> None:
    given = CASES["rtw-cannot-lift-but-limit-given"]["input"]
    contradiction = Restriction(
        wording=given["capability"],
        reading=Reading(
            dimensions=["lift_floor_waist"], aspect="peak", prohibited=True, limit=given["limit_kg"]
        ),
    )
    demand = a_demand("lift_floor_waist", given["duty_kg"], frequency=Band.CONSTANT)
    case = a_case(a_task(TaskKind.LIFTING, demands=[demand]), restrictions=[contradiction])
    (problem,) = planning_errors(case)
    assert problem.item == "Restriction “cannot lift”"
    assert problem.message == "It says “cannot” and gives a limit of 10. Choose one: prohibited, or a limit."
    assert the_row(case, "lift_floor_waist").closes
    with pytest.raises(InputError, match="Choose one"):
        make_plan(case, made_on=START)


@pytest.mark.parametrize("said_by", ["restriction", "capacity"])
def test_rtw_limit_without_frequency(said_by: str) -> None:
    given = CASES["rtw-limit-without-frequency"]["input"]
    demand = a_demand("lift_floor_waist", given["duty_kg"], frequency=Band.CONSTANT)
    case = a_case(a_task(TaskKind.LIFTING, demands=[demand]))
    if said_by == "restriction":
        case.restrictions = [a_restriction("lift_floor_waist", given["limit_kg"], frequency=Band.OCCASIONAL)]
        assert the_row(case, "lift_floor_waist").state is State.BEYOND
    else:
        case.capacities = [a_capacity("lift_floor_waist", given["limit_kg"], frequency=Band.OCCASIONAL)]
        assert the_row(case, "lift_floor_waist").state is State.NOT_ASSESSED


def test_rtw_undocumented_demands() -> None:
    """Nothing is known of the duty and the worker can do nothing: nowhere does it say that it fits."""
    dimensions = ["lift_floor_waist", "carry", "trunk_flexed"]
    unable = [a_capacity(name, 0, relevant=True) for name in dimensions]
    restricted = [a_restriction(dimensions, None, prohibited=True)]
    rows = match_case(a_case(a_task(TaskKind.LIFTING), capacities=unable, restrictions=restricted), START)
    assert [(row.state, row.closes) for row in rows] == [(State.NOT_ASSESSED, True)] * 3
