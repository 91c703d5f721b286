"""A certificate and a plan are pointed out on the day after the one that the scheme still allows."""

from datetime import date, timedelta

import pytest

from ergo.analysis.scheme import scheme_of, scheme_warnings
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


@pytest.mark.parametrize(
    ("days", "scheme_id", "warned"),
    [
        (14, "victoria", []),
        (15, "victoria", ["at most 14 for the first"]),
        (15, "new_zealand", ["at most 14 for the first"]),
        (29, "nsw", ["at most 28"]),
    ],
)
def test_the_first_certificate_has_a_length_of_its_own(days: int, scheme_id: str, warned: list[str]) -> None:
    found = scheme_warnings(certified(days), schemes()[scheme_id], About.CERTIFICATE)
    assert [sentence.partition("usually has ")[2].rstrip(".") for sentence in found] == warned


def test_a_later_certificate_may_run_longer_than_the_first() -> None:
    case = certified(14)
    second = MONDAY + timedelta(days=14)
    for days in (28, 29):
        until = second + timedelta(days=days - 1)
        later = Certificate(author="Dr", issued_on=second, valid_from=second, valid_until=until)
        case.certificates = [later, case.certificates[-1]]
        found = scheme_warnings(case, schemes()["victoria"], About.CERTIFICATE)
        assert bool(found) == (days == 29)
    assert scheme_warnings(case, schemes()["new_zealand"], About.CERTIFICATE) == []


def test_the_scheme_of_a_case_goes_before_the_usual_one() -> None:
    case = Case(worker=Worker(code="W-1"))
    assert scheme_of(case, "") is None
    assert scheme_of(case, "nsw") is schemes()["nsw"]
    case.scheme_id = "ontario"
    assert scheme_of(case, "nsw") is schemes()["ontario"]
