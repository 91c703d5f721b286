"""Job: working time, calendar, and the tasks with what was measured of them."""

from datetime import time

import streamlit as st

from ergo.analysis.problems import find_problems
from ergo.analysis.wording import date_words, hours_words, span_words
from ergo.analysis.worktime import DAYS_PER_WEEK, monday_of, normal_shift_min
from ergo.model.case import Case
from ergo.model.job import Roster, Shift, Task, TaskKind
from ergo.model.record import Appointment, Leave
from pages.components import fields
from pages.components.case_state import edit, show_refusal, start_page, today
from pages.components.entries import add, choose, remove
from pages.components.fields import Part
from pages.components.messages import show_problems
from pages.components.tables import table
from pages.components.task_card import task_card
from pages.components.words import IMPORTANCE, KIND, country_words, region_words

JOB = Part("job.job", lambda case: case.job)
WHOLE = Part("job.whole", lambda case: case)
OUTSIDE = Part("job.outside", lambda case: case.outside_work)
WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FIRST_START, FIRST_PAID_MIN, FIRST_BREAK_MIN = time(8, 0), 480, 30


def working_time(case: Case) -> None:
    with st.grid("auto", min_column_width=240):
        fields.text(JOB, "title", "Job title")
        fields.text(JOB, "department", "Department")
    st.header("Working time")
    roster = case.job.roster
    if roster is not None and roster.cycle_days != DAYS_PER_WEEK:
        cycle(roster)
    else:
        week(roster)


def cycle(roster: Roster) -> None:
    st.markdown(f"The roster turns in **{roster.cycle_days} days** from {date_words(roster.anchor)}.")
    rows = [
        {
            "Day of the cycle": shift.day + 1,
            "Start": f"{shift.start:%H:%M}",
            "Paid": hours_words(shift.paid_min),
            "Unpaid break": hours_words(shift.unpaid_break_min),
        }
        for shift in roster.shifts
    ]
    table(rows, "Shifts of the roster's cycle")
    st.button("Replace it with a weekly roster", on_click=edit, args=(forget_roster, "job.roster"))
    show_refusal("job.roster")


def forget_roster(case: Case) -> None:
    case.job.roster = None


def week(roster: Roster | None) -> None:
    shifts = [] if roster is None else roster.shifts
    worked = {weekday_of(roster, shift) for shift in shifts} if roster else set()
    key = "job.days"
    if key not in st.session_state or set(st.session_state[key]) != worked:
        st.session_state[key] = sorted(worked)
    st.pills(
        "Days worked",
        range(DAYS_PER_WEEK),
        selection_mode="multi",
        format_func=WEEK.__getitem__,
        key=key,
        on_change=set_days,
        args=(key,),
    )
    show_refusal(key)
    if not shifts:
        return
    alike = len({(s.start, s.paid_min, s.unpaid_break_min) for s in shifts}) == 1
    if st.toggle("Days differ", value=not alike, key="job.days_differ"):
        for shift in sorted(shifts, key=lambda s: weekday_of(roster, s)):
            st.subheader(WEEK[weekday_of(roster, shift)])
            shift_fields(Part(f"job.shift.{shift.day}", lambda case, day=shift.day: shift_on(case, day)))
    else:
        shift_fields(Part("job.shift.all", lambda case: fields.Together(case.job.roster.shifts)))
    total = sum(s.paid_min for s in shifts)
    st.metric("Paid time a week", hours_words(total), border=True, width="content")


def shift_fields(part: Part) -> None:
    with st.grid("auto", min_column_width=180):
        fields.clock(part, "start", "Start")
        fields.number(part, "paid_min", "Paid time a day", unit="min", step=15.0)
        fields.number(part, "unpaid_break_min", "Unpaid break", unit="min", step=5.0)


def shift_on(case: Case, day: int) -> Shift | None:
    return next((s for s in case.job.roster.shifts if s.day == day), None)


def weekday_of(roster: Roster, shift: Shift) -> int:
    return (roster.anchor.weekday() + shift.day) % DAYS_PER_WEEK


def set_days(key: str) -> None:
    wanted = set(st.session_state[key])

    def change(case: Case) -> None:
        roster = case.job.roster or Roster(anchor=monday_of(today()))
        pattern = roster.shifts[0] if roster.shifts else None
        kept = {weekday_of(roster, s): s for s in roster.shifts}
        roster.shifts = [kept.get(d) or new_shift(roster, d, pattern) for d in sorted(wanted)]
        case.job.roster = roster

    edit(change, key)


def new_shift(roster: Roster, weekday: int, pattern: Shift | None) -> Shift:
    day = (weekday - roster.anchor.weekday()) % DAYS_PER_WEEK
    if pattern is not None:
        return pattern.model_copy(update={"day": day})
    return Shift(day=day, start=FIRST_START, paid_min=FIRST_PAID_MIN, unpaid_break_min=FIRST_BREAK_MIN)


def tasks(case: Case) -> None:
    st.header("Tasks")
    adds_up(case)
    if case.job.tasks:
        rows = [
            {
                "Task": task.name,
                "Kind": KIND[task.kind],
                "Belongs": IMPORTANCE[task.importance],
                "A shift": None if task.minutes_per_shift is None else f"{task.minutes_per_shift} min",
                "Known of it": known_of(task),
            }
            for task in case.job.tasks
        ]
        table(rows, "Tasks of the job")
    key = "job.task.chosen"
    with st.form("job.task.new", border=False, clear_on_submit=True):
        left, right, button = st.columns([3, 3, 1], vertical_alignment="bottom")
        left.text_input("New task", key="job.task.new.name", placeholder="What is done, in a few words")
        right.selectbox("Kind of work", list(KIND), format_func=KIND.get, key="job.task.new.kind")
        button.form_submit_button("Add", icon=":material/add:", on_click=add_task, args=(key,))
    show_refusal(key)
    chosen = choose(key, "Task to work on", {task.id: task.name or "No name yet" for task in case.job.tasks})
    task = case.task(chosen or "")
    if task is not None:
        with st.container(border=True):
            task_card(task)
            remove(key, lambda c: c.job.tasks, task.id, "Remove this task")


def adds_up(case: Case) -> None:
    found = [
        p
        for p in find_problems(case)
        if (p.item != "Job" and p.item.startswith("Task")) or p.field == "tasks"
    ]
    show_problems(found)
    roster = case.job.roster
    if case.job.tasks and roster is not None and roster.shifts and not found:
        st.success(
            f"The tasks fill the normal shift of {hours_words(normal_shift_min(roster))}.",
            icon=":material/check_circle:",
        )


def known_of(task: Task) -> str:
    parts = [f"{len(task.measurements)} measured" if task.measurements else ""]
    parts += [f"{len(task.demands)} stated" if task.demands else "", "repeats in steps" if task.cycle else ""]
    return ", ".join(filter(None, parts)) or "nothing yet"


def add_task(key: str) -> None:
    name, kind = st.session_state["job.task.new.name"], st.session_state["job.task.new.kind"]
    add(key, lambda case: case.job.tasks, Task(name=name or "New task", kind=kind or TaskKind.OTHER))


def calendar(case: Case) -> None:
    st.header("Public holidays")
    with st.grid("auto", min_column_width=240):
        fields.choice(WHOLE, "country", "Country", country_words(), required=True, also=forget_region)
        if case.country:
            fields.choice(WHOLE, "region", "Region", region_words(case.country), required=True)
    leave(case)
    appointments(case)
    st.header("Outside work")
    with st.grid("auto", min_column_width=200):
        fields.number(OUTSIDE, "commute_min_each_way", "Way to work, each way", unit="min", step=5.0)
        fields.text(OUTSIDE, "commute_mode", "By", placeholder="car, bus, on foot")
    fields.yes_no_unknown(OUTSIDE, "commute_seated", "Seated on the way?")


def forget_region(case: Case) -> None:
    case.region = ""


def leave(case: Case) -> None:
    st.header("Leave")
    if case.leave:
        rows = [{"From": x.first_day, "To": x.last_day, "What": x.label} for x in case.leave]
        table(rows, "Known leave")
        show_problems(p for p in find_problems(case) if p.item.startswith("Leave"))
    key = "job.leave"
    new = Leave(first_day=today(), last_day=today())
    st.button("Add leave", icon=":material/add:", on_click=add, args=(key, lambda c: c.leave, new))
    chosen = choose(
        key, "Leave to change", {x.id: f"{span_words(x.first_day, x.last_day)} {x.label}" for x in case.leave}
    )
    if chosen is not None:
        part = fields.entry(key, lambda c: c.leave, chosen)
        with st.container(border=True):
            with st.grid("auto", min_column_width=180):
                fields.day(part, "first_day", "First day")
                fields.day(part, "last_day", "Last day")
                fields.text(
                    part, "label", "What for", help="Stays with the clinician; the employer sees the dates."
                )
            remove(key, lambda c: c.leave, chosen, "Remove this leave")


def appointments(case: Case) -> None:
    st.header("Appointments in work time")
    if case.appointments:
        rows = [
            {
                "Date": x.on,
                "Each week until": x.repeats_until,
                "Takes": hours_words(x.minutes),
                "What": x.label,
            }
            for x in case.appointments
        ]
        table(rows, "Treatment and other appointments")
    key = "job.appointment"
    new = Appointment(on=today(), minutes=60)
    st.button(
        "Add an appointment", icon=":material/add:", on_click=add, args=(key, lambda c: c.appointments, new)
    )
    chosen = choose(
        key, "Appointment to change", {x.id: f"{date_words(x.on)} {x.label}" for x in case.appointments}
    )
    if chosen is not None:
        part = fields.entry(key, lambda c: c.appointments, chosen)
        with st.container(border=True):
            with st.grid("auto", min_column_width=180):
                fields.day(part, "on", "Date")
                fields.day(part, "repeats_until", "Each week until")
                fields.number(part, "minutes", "Takes", unit="min", step=15.0)
                fields.text(part, "label", "What for (stays with the clinician)")
            fields.yes_no(part, "in_work_time", "In work time")
            remove(key, lambda c: c.appointments, chosen, "Remove this appointment")


PARTS = {"Working time": working_time, "Tasks": tasks, "Calendar": calendar}
opened = start_page("Job", "The hours, and what is done in them.")
part = st.segmented_control(
    "Part of the job",
    list(PARTS),
    default="Working time",
    required=True,
    key="job.part",
    persist_state="session",
    label_visibility="collapsed",
)
PARTS[part](opened)
