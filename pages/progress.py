"""Progress: the weekly sheet beside the plan, week by week, what calls for an examination, and earlier versions."""

from datetime import timedelta

import streamlit as st

from ergo.analysis.progress import WeekProgress, blank_sheet, planned_and_worked, sheet_of, to_refer
from ergo.analysis.wording import date_words, hours_words, span_words
from ergo.knowledge.reviews import sheet_problems
from ergo.model.case import Case
from ergo.model.plan import Plan, PlanWeek
from ergo.model.record import SheetDay, SheetProblem
from ergo.workflow.documents import weekly_sheet_pdf
from pages.components import fields
from pages.components.case_state import edit, settings, show_refusal, start_page, today
from pages.components.entries import choose
from pages.components.fields import Part
from pages.components.messages import next_step
from pages.components.tables import table
from pages.components.words import FIRMNESS, PROBLEM, SOURCE_STATUS

WEEK = "progress.week"
DAYS_OF_A_WEEK = 7


def examined_first(case: Case) -> None:
    """Problems for which a duty stops, before anything else."""
    for day, problem in to_refer(case):
        st.error(
            f"{date_words(day)}: {sheet_problems()[problem].text}",
            title=PROBLEM[problem],
            icon=":material/emergency:",
        )


def by_week(weeks: list[WeekProgress]) -> None:
    """Planned beside worked."""
    st.header("Planned and worked")
    rows = [
        {
            "Week": f"{week.number}, from {date_words(week.monday, weekday=False)}",
            "The plan is": FIRMNESS[week.firmness],
            "Planned": hours_words(week.planned_min),
            "Worked": "nothing entered" if week.worked_min is None else hours_words(week.worked_min),
            "Days": days_words(week),
            "Problems": len(week.problems) or None,
        }
        for week in weeks
    ]
    table(rows, "Hours planned and hours worked by week")
    st.caption("A day of which nothing was said is open: it counts neither as worked nor as missed.")


def days_words(week: WeekProgress) -> str:
    """How many of the planned days were worked, missed, and are open."""
    parts = [f"{week.days_worked} worked", f"{week.days_missed} missed" if week.days_missed else ""]
    parts.append(f"{week.days_open} open" if week.days_open else "")
    return ", ".join(filter(None, parts))


def sheet(case: Case, plan: Plan) -> None:
    """The sheet of one week: typed in day by day, or printed for the worker."""
    st.header("Weekly sheet")
    weeks = {str(w.number): w for w in plan.weeks if w.days}
    names = {number: f"Week {number}, {week_words(week)}" for number, week in weeks.items()}
    week = weeks[choose(WEEK, "Week", names) or next(iter(weeks))]
    on, paper = today(), settings().paper
    with st.container(horizontal=True):
        if sheet_of(case, week.monday) is None:
            st.button("Enter this week", type="primary", icon=":material/edit:", on_click=begin, args=(week,))
        st.download_button(
            "Sheet for the worker to fill in (PDF)",
            data=lambda: weekly_sheet_pdf(case, week.number, on, paper),
            file_name=f"weekly-sheet-{week.monday}.pdf",
            mime="application/pdf",
            icon=":material/print:",
            on_click="ignore",
        )
    show_refusal(WEEK)
    entered = sheet_of(case, week.monday)
    if entered is None:
        return
    planned = {day.date: day.paid_min for day in week.days}
    names = {day.date.isoformat(): day_words(day, planned.get(day.date, 0)) for day in entered.days}
    chosen = choose(f"progress.day.{week.monday}", "Day", names)
    if chosen is not None:
        with st.container(border=True):
            one_day(case, week, chosen)
    comments = Part(f"progress.sheet.{week.monday}", lambda c: sheet_of(c, week.monday))
    with st.grid("auto", min_column_width=260):
        fields.text(comments, "worker_comment", "The worker says", area=True)
        fields.text(comments, "supervisor_comment", "The supervisor says", area=True)


def begin(week: PlanWeek) -> None:
    """Add the sheet of a week, every day of it still open."""
    edit(lambda case: case.weekly_sheets.append(blank_sheet(week)), WEEK)


def one_day(case: Case, week: PlanWeek, day: str) -> None:
    """What happened on one day."""
    part = Part(f"progress.{day}", lambda c: day_of(c, week, day))
    problem = part.now().problem
    with st.grid("auto", min_column_width=200):
        fields.hours(
            part, "worked_min", "Worked (h)", help="0 for a missed day; empty while nobody has said."
        )
        fields.text(part, "missed_reason", "Why less than planned")
        fields.number(
            part, "function_0_10", "Managed, 0 to 10", help="0: not at all. 10: everything planned."
        )
        if case.clinical.acute_or_postoperative:
            fields.number(part, "pain_0_10", "Pain, 0 to 10", help="Never leaves the clinician's file.")
    fields.choices(part, "tasks_done", "Duties done", {task.id: task.name for task in case.job.tasks})
    fields.choice(part, "problem", "Problem", PROBLEM, required=True)
    row = sheet_problems()[problem]
    words = f"{row.text} ({SOURCE_STATUS[row.status]})"
    if row.examine:
        st.error(words, icon=":material/emergency:")
    elif problem is not SheetProblem.NONE:
        st.caption(words)
    fields.text(part, "note", "Note", area=True, help="Stays with the clinician.")


def day_of(case: Case, week: PlanWeek, day: str) -> SheetDay | None:
    """The line of a day on the sheet of its week."""
    found = sheet_of(case, week.monday)
    return next((d for d in found.days if d.date.isoformat() == day), None) if found else None


def day_words(day: SheetDay, planned_min: int) -> str:
    """A day with what was planned and what was worked."""
    worked = "open" if day.worked_min is None else f"{hours_words(day.worked_min)} worked"
    return f"{date_words(day.date)}: {hours_words(planned_min)} planned, {worked}"


def week_words(week: PlanWeek) -> str:
    """First to last day of a week."""
    return span_words(week.monday, week.monday + timedelta(days=DAYS_OF_A_WEEK - 1))


def reviews_and_versions(case: Case, plan: Plan) -> None:
    """When the plan is looked at, and what it replaced."""
    st.header("Reviews")
    rows = [
        {"Review": date_words(week.review_on), "In week": week.number}
        for week in plan.weeks
        if week.review_on is not None
    ]
    if rows:
        table(rows, "Reviews of the plan")
    st.caption(
        "After a review, change what it found on the other pages and make the plan again on the Plan page."
    )
    st.header("Versions of the plan")
    versions = [plan, *reversed(case.earlier_plans)]
    rows = [
        {
            "Version": made.version,
            "Made on": made.made_on,
            "Start": made.start,
            "Hours in week 1": hours_words(made.weeks[0].total_min) if made.weeks else None,
            "Full duties": f"week {made.full_duties_week}"
            if made.full_duties_week
            else "not within the plan",
            "Policy": made.policy.label,
        }
        for made in versions
    ]
    table(rows, "This plan and those that it replaced")


opened = start_page("Progress", "What was planned, what really happened, and when it is looked at.")
examined_first(opened)
weeks = planned_and_worked(opened)
if opened.plan is None or not weeks:
    next_step(
        "There is no plan with dated weeks yet. Make it on the Plan page; then its weeks can be filled in here."
    )
    st.page_link("pages/plan.py", label="Go to Plan", icon=":material/calendar_month:")
else:
    sheet(opened, opened.plan)
    by_week(weeks)
    reviews_and_versions(opened, opened.plan)
