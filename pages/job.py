"""Job: working time, the tasks, what they ask for, photographs of them, and the calendar."""

import streamlit as st

from ergo.model.case import Case
from pages.components import fields
from pages.components.case_state import start_page
from pages.components.demand_views import demands
from pages.components.fields import Part
from pages.components.job_calendar import calendar
from pages.components.job_tasks import tasks
from pages.components.photograph_views import photographs
from pages.components.roster_editor import roster_editor

JOB = Part("job.job", lambda case: case.job)


def working_time(case: Case) -> None:
    with st.grid("auto", min_column_width=240):
        fields.text(JOB, "title", "Job title")
        fields.text(JOB, "department", "Department")
    st.header("Working time")
    roster_editor(case)


PARTS = {
    "Working time": working_time,
    "Tasks": tasks,
    "Demands": demands,
    "Photographs": photographs,
    "Calendar": calendar,
}
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
