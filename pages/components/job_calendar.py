"""The calendar of the job on the screen: public holidays, leave, appointments, outside work."""

import streamlit as st

from ergo.analysis.case_words import appointment_words
from ergo.analysis.problems import find_problems
from ergo.analysis.wording import WEEKDAYS, date_words, hours_words, span_words
from ergo.model.case import Case
from ergo.model.record import Appointment, Leave, Supervision
from pages.components import fields
from pages.components.appointment_views import when
from pages.components.case_state import today
from pages.components.entries import add, choose, remove
from pages.components.fields import Part
from pages.components.load_views import loads
from pages.components.messages import show_problems
from pages.components.tables import table
from pages.components.words import ZONE_HELP, country_words, region_words, zone_words

WHOLE = Part("job.whole", lambda case: case)
OUTSIDE = Part("job.outside", lambda case: case.outside_work)


def calendar(case: Case) -> None:
    """Public holidays, leave, appointments in work time, and load outside work."""
    st.header("Public holidays")
    with st.grid("auto", min_column_width=240):
        fields.choice(WHOLE, "country", "Country", country_words(), required=True, also=forget_region)
        if case.country:
            fields.choice(WHOLE, "region", "Region", region_words(case.country), required=True)
            zones = zone_words(case.country)
            fields.choice(WHOLE, "time_zone", "Time zone", zones, required=True, help=ZONE_HELP)
    leave(case)
    appointments(case)
    supervision(case)
    st.header("Outside work")
    with st.grid("auto", min_column_width=200):
        fields.number(OUTSIDE, "commute_min_each_way", "Way to work, each way", unit="min", step=5.0)
        fields.text(OUTSIDE, "commute_mode", "By", placeholder="car, bus, on foot")
    fields.yes_no_unknown(OUTSIDE, "commute_seated", "Seated on the way?")
    st.caption("Household, care or a second job count in the day where they ask for the same as the work.")
    loads("job.outside.loads", lambda c: c.outside_work.loads)
    show_problems(p for p in find_problems(case) if p.item.startswith("Load"))


def forget_region(case: Case) -> None:
    case.region = case.time_zone = ""


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


def supervision(case: Case) -> None:
    st.header("Supervisors who must be present")
    tasks = {task.id: task.name for task in case.job.tasks}
    show_problems(p for p in find_problems(case) if p.item.startswith("Supervision"))
    key = "job.supervision"
    new = Supervision()
    st.button(
        "Add a supervisor", icon=":material/add:", on_click=add, args=(key, lambda c: c.supervision, new)
    )
    chosen = choose(key, "Supervisor to change", {x.id: x.by or "Supervisor" for x in case.supervision})
    if chosen is not None:
        part = fields.entry(key, lambda c: c.supervision, chosen)
        with st.container(border=True):
            fields.choices(part, "weekdays", "There on", dict(enumerate(WEEKDAYS)))
            fields.choices(part, "task_ids", "Needed for (the whole work if none is chosen)", tasks)
            with st.grid("auto", min_column_width=180):
                fields.text(part, "by", "Who, by role")
                fields.day(part, "first_day", "From")
                fields.day(part, "until", "Until")
            remove(key, lambda c: c.supervision, chosen, "Remove this supervisor")


def appointments(case: Case) -> None:
    st.header("Appointments in work time")
    if case.appointments:
        rows = [
            {
                "When": appointment_words(x),
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
            when(part)
            fields.text(part, "label", "What for (stays with the clinician)")
            fields.yes_no(part, "in_work_time", "In work time")
            st.caption("What it asks for on its day, such as exercise:")
            loads(
                f"{part.key}.loads", lambda c: next((a.loads for a in c.appointments if a.id == chosen), [])
            )
            remove(key, lambda c: c.appointments, chosen, "Remove this appointment")
