"""Driving: the day at the wheel, vibration, hours and law, seat and cab, fitness to drive."""

import streamlit as st

from ergo.analysis.driving import drives
from ergo.knowledge.checklists import checklist
from ergo.model.case import Case
from ergo.model.job import Task, TaskKind
from pages.components import driving_law_views, driving_views, fields, vibration_views
from pages.components.case_state import start_page
from pages.components.checklist import show_checklist
from pages.components.entries import add, choose

CHOSEN = "driving.task"
OF_THE_SEAT = (
    "drive.seat_fit",
    "drive.transmission",
    "drive.backrest_deg",
    "drive.wheel_reach_cm",
    "drive.reversing_pct",
)


def day(case: Case, task: Task) -> None:
    driving_views.headline(case, task)
    driving_views.picture(case, task)
    driving_views.stretches(task)
    driving_views.entries(task)


def seat_and_cab(_case: Case, task: Task) -> None:
    st.info(
        "Postures of drivers differ widely, and no best angle is proven. "
        "Angles are ranges of comfort: never pass or fail.",
        icon=":material/info:",
    )
    part = fields.entry(CHOSEN, lambda c: c.job.tasks, task.id)
    with st.grid("auto", min_column_width=200):
        for name in OF_THE_SEAT:
            fields.measured(part, name)
    show_checklist(checklist("seat_and_cab"), task)


PARTS = {
    "Driving day": day,
    "Vibration": vibration_views.vibration,
    "Hours and law": driving_law_views.hours_and_law,
    "Seat and cab": seat_and_cab,
    "Fitness to drive": driving_law_views.fitness,
}
opened = start_page(
    "Driving", "The day at the wheel, what shakes the driver, what rules allow, and the seat."
)
driven = {task.id: task.name or "No name yet" for task in opened.job.tasks if drives(task)}
chosen = opened.task(choose(CHOSEN, "Driving task", driven) or "")
if chosen is None:
    st.info("This job has no driving task yet.", icon=":material/local_shipping:")
    st.button(
        "Add a driving task",
        type="primary",
        on_click=add,
        args=(CHOSEN, lambda case: case.job.tasks, Task(name="New drive", kind=TaskKind.DRIVING)),
    )
else:
    part = st.segmented_control(
        "Part of driving",
        list(PARTS),
        default="Driving day",
        required=True,
        key="driving.part",
        persist_state="session",
        label_visibility="collapsed",
    )
    PARTS[part](opened, chosen)
