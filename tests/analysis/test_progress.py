"""Planned beside worked: unknown days are open, and what calls for an examination is found."""

from datetime import date, timedelta

from ergo.analysis.progress import blank_sheet, planned_and_worked, sheet_of, to_refer
from ergo.model.case import Case
from ergo.model.record import SheetProblem
from tests.reports.cases import MONDAY, case


def with_first_week() -> Case:
    """Five days of 4 h planned: two worked as planned, one short, one missed, one still open."""
    whole = case()
    assert whole.plan is not None
    sheet = blank_sheet(whole.plan.weeks[0])
    for day, minutes in zip(sheet.days, (240, 240, 90, 0), strict=False):
        day.worked_min = minutes
    sheet.days[2].problem = SheetProblem.NOT_SETTLED
    whole.weekly_sheets.append(sheet)
    return whole


def test_a_blank_sheet_has_a_line_for_each_planned_day_and_says_nothing() -> None:
    whole = case()
    assert whole.plan is not None
    sheet = blank_sheet(whole.plan.weeks[0])
    assert [day.date for day in sheet.days] == [MONDAY + timedelta(days=n) for n in range(5)]
    assert {day.worked_min for day in sheet.days} == {None}
    whole.weekly_sheets.append(sheet)
    first = planned_and_worked(whole)[0]
    assert (first.worked_min, first.days_missed, first.days_open) == (None, 0, 5)


def test_worked_missed_and_open_days_are_told_apart() -> None:
    first, second = planned_and_worked(with_first_week())
    assert (first.planned_min, first.planned_days, first.worked_min) == (1200, 5, 570)
    assert (first.days_worked, first.days_missed, first.days_open) == (3, 1, 1)
    assert not first.complete
    assert [problem for _, problem in first.problems] == [SheetProblem.NOT_SETTLED]
    assert (second.worked_min, second.days_open) == (None, 5)


def test_only_weeks_with_dated_days_are_there() -> None:
    assert [week.number for week in planned_and_worked(case())] == [1, 2]
    assert planned_and_worked(case().model_copy(update={"plan": None})) == []


def test_what_calls_for_an_examination() -> None:
    whole = with_first_week()
    assert to_refer(whole) == []
    sheet = sheet_of(whole, MONDAY)
    assert sheet is not None
    sheet.days[1].problem = SheetProblem.SPREADING_LEG_SYMPTOMS
    sheet.days[3].problem = SheetProblem.NEW_WEAKNESS
    assert to_refer(whole) == [
        (date(2026, 1, 8), SheetProblem.NEW_WEAKNESS),
        (date(2026, 1, 6), SheetProblem.SPREADING_LEG_SYMPTOMS),
    ]
