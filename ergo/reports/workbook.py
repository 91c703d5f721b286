"""The plan as a workbook: weeks, dated shifts, limits, rules of the day; and the weekly sheet to fill in.

Dates, times and hours are real ones, so that a roster can be made from them. What people typed is text in every cell:
nothing that begins like a formula or an address ever becomes one. The same plan gives the same bytes.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format as CellFormat
from xlsxwriter.worksheet import Worksheet

from ergo.analysis.wording import hours_words
from ergo.drawing.hours import FIRMNESS_WORDS
from ergo.errors import InputError
from ergo.knowledge.reviews import sheet_problems
from ergo.knowledge.visibility import Audience
from ergo.model.case import Case
from ergo.model.plan import Firmness, Plan, PlanDay
from ergo.model.settings import Paper
from ergo.reports.audience import cut
from ergo.reports.employer_plan import EmployerPlan
from ergo.reports.fonts import printable

PLAN, SHIFTS, LIMITS, RULES, SHEET = "Plan", "Shifts", "Limits", "Rules of the day", "Weekly sheet"
MARK = "Plan {plan}, version {version}, week of {monday}"
HEADS = (
    "Day",
    "Planned, h",
    "Worked, h",
    "Duties planned",
    "Not as planned, and why",
    "How well, 0 to 10",
    "Problem",
)
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
FIRST_ROW = 5
_MINUTES_PER_HOUR = 60
_LINE_POINTS = 15
_LETTERS = 1.1  # in a column one digit wide, on the mean
_TO_FILL = {"bg_color": "#FFFDE7", "border": 1, "locked": False}
_PAPER = {Paper.A4: 9, Paper.LETTER: 1}


class Book:
    """A workbook being written, with the few formats it uses."""

    def __init__(self, title: str, on: date, paper: Paper) -> None:
        self.bytes = BytesIO()
        self.file = xlsxwriter.Workbook(self.bytes, dict(_OPTIONS))
        self.paper = paper
        self.widths: Sequence[int] = ()
        self.file.set_properties({"title": _text(title), "created": datetime.combine(on, time())})
        base = {"valign": "top", "text_wrap": True}
        self.formats: dict[str, CellFormat] = {
            "text": self.file.add_format(base),
            "head": self.file.add_format({**base, "bold": True, "bottom": 1, "bg_color": "#EEF3F5"}),
            "title": self.file.add_format({"bold": True, "font_size": 14}),
            "mark": self.file.add_format({"bold": True, "bg_color": "#FFF4D6"}),
            "date": self.file.add_format({**base, "num_format": "ddd d mmm yyyy", "align": "left"}),
            "time": self.file.add_format({**base, "num_format": "hh:mm", "align": "left"}),
            "hours": self.file.add_format({**base, "num_format": "0.00", "align": "left"}),
            "whole": self.file.add_format({**base, "num_format": "0", "align": "left"}),
            "fill": self.file.add_format({**base, **_TO_FILL}),
            "date to fill": self.file.add_format({**base, **_TO_FILL, "num_format": "d mmm yyyy"}),
        }

    def sheet(self, name: str, widths: Sequence[int], lines: Sequence[str], mark: str = "") -> Worksheet:
        """A sheet with the document's head, its column widths, and its heads repeated on every printed page."""
        sheet = self.file.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(_PAPER[self.paper])
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L" + _text(lines[-1]).replace("&", "&&") + "&RPage &P of &N")
        self.widths = widths
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.write_string(0, 0, _text(lines[0]), self.formats["title"])
        for row, line in enumerate(lines[1:], start=1):
            sheet.write_string(row, 0, _text(line))
        if mark:
            sheet.write_string(FIRST_ROW - 2, 0, _text(mark), self.formats["mark"])
        return sheet

    def table(self, sheet: Worksheet, heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Heads and rows, each value as what it is."""
        for column, head in enumerate(heads):
            sheet.write_string(FIRST_ROW - 1, column, _text(head), self.formats["head"])
        for number, row in enumerate(rows, start=FIRST_ROW):
            sheet.set_row(number, _LINE_POINTS * max(map(self._lines, row, self.widths)))
            for column, value in enumerate(row):
                self.cell(sheet, number, column, value)
        sheet.freeze_panes(FIRST_ROW, 1)
        sheet.repeat_rows(FIRST_ROW - 1)

    def _lines(self, value: Any, width: int) -> int:
        """How many lines a cell takes: a program that opens the file does not measure them again."""
        texts = str(value).split("\n") if isinstance(value, str) else [""]
        return sum(1 + int(len(text) / (_LETTERS * width)) for text in texts)

    def cell(self, sheet: Worksheet, row: int, column: int, value: Any) -> None:
        """One value: a date, a time, hours as a number, or text."""
        match value:
            case date():
                sheet.write_datetime(row, column, datetime.combine(value, time()), self.formats["date"])
            case time():
                sheet.write_datetime(row, column, value, self.formats["time"])
            case int():
                sheet.write_number(row, column, value, self.formats["whole"])
            case float():
                sheet.write_number(row, column, value, self.formats["hours"])
            case None:
                sheet.write_blank(row, column, None, self.formats["text"])
            case _:
                sheet.write_string(row, column, _text(str(value)), self.formats["text"])


@contextmanager
def workbook(title: str, on: date, paper: Paper) -> Iterator[Book]:
    """A workbook to write in; its ``bytes`` are whole once the block ends."""
    book = Book(title, on, paper)
    try:
        yield book
    finally:
        book.file.close()


def employer_workbook(shown: Case, content: EmployerPlan, paper: Paper = Paper.A4) -> bytes:
    """The employer's plan as a workbook.

    Parameters
    ----------
    shown : Case
        The case as cut for the employer, with its plan.
    content : EmployerPlan
        The content of the employer's copy of the same plan.
    paper : Paper
        The sheet it prints on.
    """
    plan = _plan(shown)
    mark = content.notices[0] if content.draft else ""
    lines = [content.title, content.subject, content.version]
    with workbook(content.title, content.on, paper) as book:
        book.table(
            book.sheet(PLAN, (10, 18, 13, 9, 11, 40, 46, 20), lines, mark),
            ("Week", "Monday", "How firm", "Hours", "Days", "Duties", "Limits in force", "Review"),
            list(_weeks(shown, plan, content)),
        )
        book.table(
            book.sheet(SHIFTS, (10, 18, 9, 9, 13, 60), lines, mark),
            ("Week", "Day", "Start", "Paid, h", "How firm", "Duties"),
            [
                (
                    w.number,
                    d.date,
                    d.start,
                    d.paid_min / _MINUTES_PER_HOUR,
                    FIRMNESS_WORDS[w.firmness],
                    _duties(shown, d),
                )
                for w in plan.weeks
                for d in w.days
                if d.paid_min
            ],
        )
        book.table(
            book.sheet(LIMITS, (48, 48, 40), lines, mark),
            ("Limit", "By week", "Kind"),
            [(row.about, "\n".join(row.steps), row.kind) for row in content.limits],
        )
        book.table(
            book.sheet(RULES, (20, 80, 34), lines, mark),
            ("Weeks", "Rule", "Kind"),
            [(rule.label, rule.words, rule.kind) for rule in content.day_rules],
        )
    return book.bytes.getvalue()


def weekly_sheet_workbook(case: Case, week_number: int, today: date, paper: Paper = Paper.A4) -> bytes:
    """The worker's sheet of one week to fill in on a computer; `ergo.workflow.sheet_import` reads it back.

    Hours, the rating and the problem are checked where they are typed, and nothing else can be changed by accident.
    Raises InputError when there is no plan, or the week has no dated days.
    """
    shown = cut(case, Audience.WORKER, today)
    plan = _plan(shown)
    week = next((w for w in plan.weeks if w.number == week_number and w.days), None)
    if week is None:
        raise InputError(
            "This week of the plan has no dated days, so there is no sheet for it.", field="week"
        )
    days = [day for day in week.days if day.paid_min]
    labels = [row.label for row in sheet_problems().values()]
    who = shown.worker.name or shown.worker.code
    about = MARK.format(plan=plan.id, version=plan.version, monday=week.monday)
    with workbook(SHEET, today, paper) as book:
        sheet = book.sheet(SHEET, (18, 11, 11, 44, 40, 16, 34), [SHEET, f"{who} · {shown.job.title}", about])
        book.table(
            sheet,
            HEADS,
            [
                (d.date, d.paid_min / _MINUTES_PER_HOUR, None, _duties(shown, d), None, None, None)
                for d in days
            ],
        )
        last = FIRST_ROW + len(days) - 1
        for row in range(FIRST_ROW, last + 1):
            for column in (2, 4, 5, 6):
                sheet.write_blank(row, column, None, book.formats["fill"])
        sheet.data_validation(FIRST_ROW, 2, last, 2, _between(0, 24, "Hours worked, from 0 to 24."))
        sheet.data_validation(FIRST_ROW, 5, last, 5, _between(0, 10, "From 0, not at all, to 10, fully."))
        sheet.data_validation(FIRST_ROW, 6, last, 6, {"validate": "list", "source": labels})
        sheet.protect()
    return book.bytes.getvalue()


def _weeks(shown: Case, plan: Plan, content: EmployerPlan) -> Iterator[tuple[Any, ...]]:
    """One row a week; the limits stand where they change, as in the printed plan."""
    limits = {row.weeks: row.limits for row in content.weeks}
    for week in plan.weeks:
        said = next((texts for weeks, texts in limits.items() if weeks.split("–")[0] == str(week.number)), [])
        duties = [
            f"{task.name}: {hours_words(a.minutes)}"
            for a in week.duties
            if week.firmness is not Firmness.OUTLOOK and (task := shown.task(a.task_id)) is not None
        ]
        total = week.total_min or week.outlook_min
        yield (
            week.number,
            week.monday,
            FIRMNESS_WORDS[week.firmness],
            total / _MINUTES_PER_HOUR,
            week.days_per_week,
            "\n".join(duties),
            "\n".join(said),
            week.review_on,
        )


def _duties(shown: Case, day: PlanDay) -> str:
    named = [(shown.task(a.task_id), a.minutes) for a in day.allocations]
    return "\n".join(f"{task.name}: {hours_words(minutes)}" for task, minutes in named if task is not None)


def _plan(shown: Case) -> Plan:
    if shown.plan is None:
        raise InputError("There is no plan yet: make one first.", item="Plan", field="plan")
    return shown.plan


def _between(low: int, high: int, message: str) -> dict[str, Any]:
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": low,
        "maximum": high,
        "error_title": "Not a number in this range",
        "error_message": message,
    }


def _text(text: str) -> str:
    return printable(text)
