"""The weekly sheet: one row a day to type in, more about one day on request, and the planned beside the worked."""

from datetime import timedelta

import streamlit as st

from ergo.analysis.progress import (
    DayProgress,
    WeekProgress,
    blank_sheet,
    days_of,
    planned_and_worked,
    rule_of_pain,
    sheet_of,
)
from ergo.analysis.wording import WEEKDAYS, date_words, hours_words, span_words
from ergo.analysis.worktime import DAYS_PER_WEEK
from ergo.drawing.progress import Column, progress_svg
from ergo.knowledge.reviews import sheet_problems
from ergo.model.case import Case
from ergo.model.plan import Plan, PlanWeek
from ergo.model.record import SheetDay, SheetProblem
from ergo.workflow.documents import Format, How, Kind, make
from ergo.workflow.sheet_import import read_weekly_sheet, take_in
from pages.components import fields
from pages.components.case_state import edit, refuse, settings, show_refusal, today
from pages.components.entries import choose
from pages.components.fields import Part
from pages.components.plain import plain
from pages.components.tables import table
from pages.components.words import FIRMNESS, PROBLEM, SOURCE_STATUS

WEEK, WEEK_SHOWN, FILE = "progress.week", "progress.week_shown", "progress.file"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEETS = (
    (Format.PDF, "Sheet for the worker to fill in (PDF)", "application/pdf", "print"),
    (Format.WORKBOOK, "The same in Excel", EXCEL, "table_view"),
)


def week_words(week: PlanWeek) -> str:
    """Number and first to last day of a week."""
    return f"Week {week.number}, {span_words(week.monday, week.monday + timedelta(days=DAYS_PER_WEEK - 1))}"


def choose_week(plan: Plan, key: str, first: list[WeekProgress]) -> PlanWeek:
    """The week that is looked at; at first the first of some, or the last of the plan where there is none of them."""
    weeks = {str(w.number): w for w in plan.weeks if w.days}
    if st.session_state.get(key) not in weeks:
        st.session_state[key] = str(first[0].number) if first else next(reversed(weeks))
    names = {number: week_words(week) for number, week in weeks.items()}
    return weeks[choose(key, "Week", names) or next(iter(weeks))]


def sheet(case: Case, plan: Plan) -> None:
    """The sheet of one week, typed in a row for each day, or printed for the worker."""
    week = choose_week(plan, WEEK, [w for w in planned_and_worked(case) if not w.complete])
    on, paper = today(), settings().paper
    entered = sheet_of(case, week.monday)
    with st.container(horizontal=True):
        if entered is None:
            st.button("Enter this week", type="primary", icon=":material/edit:", on_click=begin, args=(week,))
        else:
            st.button(
                "Open days as planned",
                icon=":material/done_all:",
                on_click=as_planned,
                args=(week,),
                help="Fills in the hours and duties of the plan on every day of which nothing is said yet.",
            )
        how = How(on, paper=paper, about=str(week.number))
        for form, label, mime, icon in SHEETS:
            st.download_button(
                label,
                data=lambda form=form: make(case, Kind.WEEKLY_SHEET, form, how),
                file_name=f"weekly-sheet-{week.monday}.{form}",
                mime=mime,
                icon=f":material/{icon}:",
                on_click="ignore",
            )
    with st.expander("Read a sheet back that was filled in"):
        st.file_uploader("Excel file of the sheet", type=["xlsx"], key=FILE, max_upload_size=2)
        st.button("Read it", icon=":material/upload_file:", on_click=read_back)
    show_refusal(WEEK)
    if entered is None:
        return
    asks_pain = rule_of_pain(case).asks_pain
    for number, day in enumerate(days_of(week, entered)):
        day_row(week, day, first=number == 0, asks_pain=asks_pain)
    st.caption(
        "Worked: 0 for a missed day, empty while nobody has said. Managed: 0 not at all, 10 everything planned."
    )
    for day in entered.days:
        said(day)
    more_about_a_day(case, week)
    comments = Part(f"progress.sheet.{week.monday}", lambda c: sheet_of(c, week.monday))
    with st.grid("auto", min_column_width=260):
        fields.text(comments, "worker_comment", "The worker says")
        fields.text(comments, "supervisor_comment", "The supervisor says")


def begin(week: PlanWeek) -> None:
    """Add the sheet of a week, every day of it still open."""
    edit(lambda case: case.weekly_sheets.append(blank_sheet(week)), WEEK)


def read_back() -> None:
    """Take what stands in a file into the case."""
    file = st.session_state[FILE]
    if file is None:
        refuse(WEEK, "Choose the file first.")
        return
    data = file.getvalue()
    edit(lambda case: take_in(case, read_weekly_sheet(data)), WEEK)


def as_planned(week: PlanWeek) -> None:
    """Fill in hours and duties as planned on the days of which nothing is said."""
    planned = {day.date: day for day in week.days if day.paid_min}

    def fill(case: Case) -> None:
        found = sheet_of(case, week.monday)
        for day in found.days if found else []:
            if day.worked_min is None and day.date in planned:
                day.worked_min = planned[day.date].paid_min
                day.tasks_done = list(dict.fromkeys(a.task_id for a in planned[day.date].allocations))

    edit(fill, WEEK)


def day_part(week: PlanWeek, day: str) -> Part:
    """The line of a day on the sheet of its week."""
    return Part(f"progress.{day}", lambda c: day_of(c, week, day))


def day_of(case: Case, week: PlanWeek, day: str) -> SheetDay | None:
    """The line of a day on the sheet of its week, or None."""
    found = sheet_of(case, week.monday)
    return next((d for d in found.days if d.date.isoformat() == day), None) if found else None


def day_row(week: PlanWeek, day: DayProgress, *, first: bool, asks_pain: bool) -> None:
    """One day to type in: hours, how it was managed, pain where it is asked, and problem."""
    part = day_part(week, day.date.isoformat())
    name = date_words(day.date, year=False)
    labels = "visible" if first else "collapsed"
    widths = [1.8, 1.4, 1.4, *([1.4] if asks_pain else []), 3.8]
    cells = iter(st.columns(widths, vertical_alignment="bottom"))
    with next(cells):
        st.markdown(f"**{name}**  \n:gray[{hours_words(day.planned_min)} planned]")

    def label(words: str) -> str:
        return words if first else f"{words} on {name}"

    rating = {"label_visibility": labels, "placeholder": "0 to 10", "step": 0.5, "decimals": 1}
    with next(cells):
        fields.hours(part, "worked_min", label("Worked"), label_visibility=labels, placeholder="not said")
    with next(cells):
        fields.number(part, "function_0_10", label("Managed"), **rating)
    if asks_pain:
        with next(cells):
            fields.number(part, "pain_0_10", label("Pain"), **rating)
    with next(cells):
        fields.choice(part, "problem", label("Problem"), PROBLEM, required=True, label_visibility=labels)


def said(day: SheetDay) -> None:
    """What a day's problem calls for."""
    row = sheet_problems()[day.problem]
    words = f"{date_words(day.date, year=False)}: {row.text} ({SOURCE_STATUS[row.status]})"
    if row.examine:
        st.error(words, icon=":material/emergency:")
    elif day.problem is not SheetProblem.NONE:
        st.caption(words)


def more_about_a_day(case: Case, week: PlanWeek) -> None:
    """Duties done, why less, and a note of one day, on request."""
    entered = sheet_of(case, week.monday)
    names = {day.date.isoformat(): date_words(day.date) for day in (entered.days if entered else [])}
    box = st.expander("Duties done and notes of a day", key=f"progress.more.{week.monday}", on_change="rerun")
    if not box.open:
        return
    with box:
        chosen = choose(f"progress.day.{week.monday}", "Day", names)
        if chosen is None:
            return
        part = day_part(week, chosen)
        planned = [a.task_id for day in week.days if day.date.isoformat() == chosen for a in day.allocations]
        done = part.now().tasks_done
        tasks = {task.id: task.name for task in case.job.tasks if task.id in {*planned, *done}}
        fields.choices(part, "tasks_done", "Duties done", tasks)
        with st.grid("auto", min_column_width=260):
            fields.text(part, "missed_reason", "Why less than planned")
            fields.text(part, "note", "Note", help="Stays with the clinician.")


def planned_and_actual(case: Case, plan: Plan) -> None:
    """Hours by week and by day of one week, with how the worker managed; the tables behind."""
    weeks = planned_and_worked(case)
    chart = progress_svg([week_column(week) for week in weeks], title="Planned and worked by week")
    st.image(chart, alt=chart.alt, width="stretch")
    with st.expander("The same as a table"):
        table([week_row(week) for week in weeks], "Hours planned and hours worked by week")
    st.caption("A day of which nothing was said is open: it counts neither as worked nor as missed.")
    st.subheader("Day by day")
    week = choose_week(plan, WEEK_SHOWN, [w for w in reversed(weeks) if w.worked_min is not None] or weeks)
    days = days_of(week, sheet_of(case, week.monday))
    chart = progress_svg([day_column(day) for day in days], title=f"Planned and worked, {week_words(week)}")
    st.image(chart, alt=chart.alt, width="stretch")
    with st.expander("The days as a table"):
        table([day_table_row(day) for day in days], f"Days of week {week.number}")


def week_column(week: WeekProgress) -> Column:
    """A week on the chart."""
    note = f"{len(week.problems)} problem{'s' if len(week.problems) > 1 else ''}" if week.problems else ""
    return Column(f"Week {week.number}", week.planned_min, week.worked_min, week.managed, note)


def day_column(day: DayProgress) -> Column:
    """A day on the chart."""
    note = "" if day.problem is SheetProblem.NONE else str(sheet_problems()[day.problem].colour)
    name = f"{WEEKDAYS[day.date.weekday()]} {day.date.day}"
    return Column(name, day.planned_min, day.worked_min, day.managed, note)


def week_row(week: WeekProgress) -> dict[str, object]:
    """One line of the table of weeks."""
    return {
        "Week": f"{week.number}, from {date_words(week.monday, weekday=False)}",
        "The plan is": FIRMNESS[week.firmness],
        "Planned": hours_words(week.planned_min),
        "Worked": "nothing entered" if week.worked_min is None else hours_words(week.worked_min),
        "Managed": None if week.managed is None else f"{week.managed:.3g} of 10",
        "Days": days_words(week),
        "Problems": len(week.problems) or None,
    }


def days_words(week: WeekProgress) -> str:
    """How many of the planned days were worked, missed, and are open."""
    parts = [f"{week.days_worked} worked", f"{week.days_missed} missed" if week.days_missed else ""]
    parts.append(f"{week.days_open} open" if week.days_open else "")
    return ", ".join(filter(None, parts))


def day_table_row(day: DayProgress) -> dict[str, object]:
    """One line of the table of days."""
    return {
        "Day": date_words(day.date, year=False),
        "Planned": hours_words(day.planned_min),
        "Worked": "nothing said" if day.worked_min is None else hours_words(day.worked_min),
        "Managed": None if day.managed is None else f"{day.managed:g} of 10",
        "Problem": None if day.problem is SheetProblem.NONE else PROBLEM[day.problem],
    }


def examined_first(found: list[tuple[object, SheetProblem]]) -> None:
    """Problems for which a duty stops, before anything else."""
    for day, problem in found:
        st.error(
            f"{date_words(day)}: {plain(sheet_problems()[problem].text)}",
            title=PROBLEM[problem],
            icon=":material/emergency:",
        )
