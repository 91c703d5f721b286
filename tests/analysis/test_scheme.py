"""A certificate and a plan are pointed out on the day after the one that the scheme still allows."""

from datetime import date, timedelta

import pytest

from ergo.analysis.scheme import scheme_warnings
from ergo.knowledge.policies import policy
from ergo.knowledge.schemes import About, schemes
from ergo.model.capacity import Certificate
from ergo.model.case import Case
from ergo.model.plan import Firmness, Plan, PlanWeek
from ergo.model.worker import Worker

MONDAY = date(2026, 2, 2)


def certified(days: int) -> Case:
    until = MONDAY + timedelta(days=days - 1)
    certificate = Certificate(author="Dr", issued_on=MONDAY, valid_from=MONDAY, valid_until=until)
    return Case(worker=Worker(code="W-1"), certificates=[certificate])


def planned(weeks: int, full_duties_week: int | None) -> Case:
    plan = Plan(
        made_on=MONDAY,
        start=MONDAY,
        policy=policy("half_days_4_6_8"),
        full_duties_week=full_duties_week,
        weeks=[
            PlanWeek(
                number=number + 1,
                monday=MONDAY + timedelta(weeks=number),
                firmness=Firmness.OUTLOOK,
                rung=0,
                rung_label="4 h",
                days_per_week=5,
                minutes_per_day=240,
                total_min=1200,
            )
            for number in range(weeks)
        ],
    )
    return Case(worker=Worker(code="W-1"), plan=plan)


def test_certificate_of_28_days_is_usual_in_new_south_wales_and_one_of_29_is_not() -> None:
    nsw = schemes()["nsw"]
    assert scheme_warnings(certified(28), nsw, About.CERTIFICATE) == []
    assert scheme_warnings(certified(29), nsw, About.CERTIFICATE) == [
        "The certificate of Mon 2 Feb 2026 runs 29 days; New South Wales: SIRA usually has at most 28."
    ]
    assert scheme_warnings(certified(200), schemes()["uk"], About.CERTIFICATE) == []


@pytest.mark.parametrize(
    ("weeks", "full_duties_week", "warned"),
    [(12, 7, False), (12, 8, True), (6, None, False), (7, None, True), (1, 1, False)],
)
def test_british_phased_return_is_pointed_out_after_six_weeks(
    weeks: int, full_duties_week: int | None, warned: bool
) -> None:
    case = planned(weeks, full_duties_week)
    assert bool(scheme_warnings(case, schemes()["uk"], About.PLAN)) == warned


def test_case_without_plan_or_certificate_has_no_warning() -> None:
    case = Case(worker=Worker(code="W-1"))
    assert [scheme_warnings(case, schemes()["germany"], about) for about in About] == [[], []]
