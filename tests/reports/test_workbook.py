"""The plan as a workbook: real dates and hours, text that stays text, and a weekly sheet that comes back."""

import io
import re
import zipfile
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook, load_workbook

from ergo.errors import InputError
from ergo.knowledge.visibility import Audience
from ergo.model.case import Case
from ergo.model.plan import RuleOrigin
from ergo.model.record import SheetProblem
from ergo.reports.audience import cut
from ergo.reports.employer_plan import employer_plan_content
from ergo.reports.workbook import employer_workbook, weekly_sheet_workbook
from ergo.workflow.sheet_import import read_weekly_sheet, take_in
from tests.reports.cases import TODAY, case, signed


def book_of(of: Case) -> bytes:
    return employer_workbook(cut(of, Audience.EMPLOYER, TODAY), employer_plan_content(of, today=TODAY))


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def said(data: bytes) -> str:
    return "\n".join(
        str(c.value) for s in opened(data) for row in s.iter_rows() for c in row if c.value is not None
    )


def test_weeks_shifts_limits_and_rules_stand_in_their_sheets() -> None:
    book = opened(book_of(case()))
    assert book.sheetnames == ["Plan", "Shifts", "Limits", "Rules of the day"]
    first = [c.value for c in book["Plan"][6]]
    assert first[:4] == [1, datetime(2026, 1, 5), "Firm", 20]  # noqa: DTZ001
    shift = [c.value for c in book["Shifts"][6]]
    assert shift[:4] == [1, datetime(2026, 1, 5), time(7, 30), 4]  # noqa: DTZ001
    assert "Pick from the lowest layer: 1 h" in shift[5]
    assert "Lift, floor to waist: up to 8 kg" in said(book_of(case()))


def test_a_rule_of_the_day_says_what_kind_of_rule_it_is() -> None:
    told = case()
    told.plan.day_rules[0].origin = RuleOrigin.NEED
    rows = opened(book_of(told))["Rules of the day"].iter_rows(min_row=5, values_only=True)
    assert list(rows) == [
        ("Weeks", "Rule", "Kind"),
        ("Weeks 1 to 2", "Sit at most 30 min at a time.", "Needed"),
    ]


def test_a_draft_says_so_on_every_sheet_until_it_is_signed() -> None:
    assert all(sheet["A4"].value.startswith("DRAFT") for sheet in opened(book_of(case())))
    assert "DRAFT" not in said(book_of(signed(case())))


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", "https://example.org", "{=1}", "12"])
def test_typed_text_never_becomes_a_formula_or_an_address(typed: str) -> None:
    made = case()
    for task in made.job.tasks:
        task.name = typed
    made.employer.name = typed
    data = book_of(made)
    for name in (member := zipfile.ZipFile(io.BytesIO(data))).namelist():
        text = member.read(name).decode()
        assert "<f>" not in text
        assert "hyperlink" not in text
        assert not re.search(r'Target="(?!worksheets|theme|styles|sharedStrings|xl/|docProps)', text)
    assert typed in said(data)


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert book_of(case()) == book_of(case())


def filled(changes: dict[str, object]) -> bytes:
    book = opened(weekly_sheet_workbook(case(), 1, TODAY))
    for cell, value in changes.items():
        book["Weekly sheet"][cell] = value
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_a_sheet_that_was_filled_in_comes_back() -> None:
    sheet = read_weekly_sheet(
        filled({"C6": 3.5, "E6": "tired after lunch", "F6": 7, "C7": "2,25", "G8": "New weakness"})
    )
    assert sheet.monday == date(2026, 1, 5)
    assert [(d.date.day, d.worked_min, d.function_0_10, d.note) for d in sheet.days] == [
        (5, 210, 7, "tired after lunch"),
        (6, 135, None, ""),
        (7, None, None, ""),
    ]
    assert [d.problem for d in sheet.days] == [
        SheetProblem.NONE,
        SheetProblem.NONE,
        SheetProblem.NEW_WEAKNESS,
    ]


def test_an_empty_sheet_says_nothing_about_any_day() -> None:
    assert read_weekly_sheet(weekly_sheet_workbook(case(), 1, TODAY)).days == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"C6": 25}, "05 January: Worked, h 25 is outside 0 to 24"),
        ({"F7": -1}, "06 January: How well, 0 to 10 -1 is outside 0 to 10"),
        ({"C6": "all day"}, "05 January: Worked, h is 'all day', not a number"),
        ({"G6": "hiccups"}, "05 January: 'hiccups' is no problem of the list"),
        ({"A3": "another"}, "its first lines or its headings were changed"),
        ({"C5": "Hours"}, "its first lines or its headings were changed"),
    ],
)
def test_what_cannot_be_taken_is_said_with_its_day(changes: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=re.escape(message)):
        read_weekly_sheet(filled(changes))


@pytest.mark.parametrize("data", [b"", b"PK nothing", b"\x00" * 100])
def test_another_file_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="damaged or no workbook"):
        read_weekly_sheet(data)


def test_what_is_filled_in_is_checked_where_it_is_typed() -> None:
    sheet = opened(weekly_sheet_workbook(case(), 1, TODAY))["Weekly sheet"]
    rules = {str(v.sqref): v.type for v in sheet.data_validations.dataValidation}
    assert sorted(rules.values()) == ["decimal", "decimal", "list"]
    assert sheet.protection.sheet
    assert not sheet["C6"].protection.locked
    assert sheet["B6"].protection.locked


def test_what_comes_back_replaces_what_was_entered_for_its_days_alone() -> None:
    made = case()
    take_in(made, read_weekly_sheet(filled({"C6": 3, "C7": 2})))
    take_in(made, read_weekly_sheet(filled({"C7": 4})))
    days = made.weekly_sheets[0].days
    assert [(d.date.day, d.worked_min) for d in days] == [(5, 180), (6, 240), (7, None), (8, None), (9, None)]
    with pytest.raises(InputError, match="The sheet is still empty"):
        take_in(made, read_weekly_sheet(filled({})))
    made.plan.weeks = made.plan.weeks[1:]
    with pytest.raises(InputError, match="week of 05 January 2026, which is not in the plan"):
        take_in(made, read_weekly_sheet(filled({"C6": 3})))
