"""Sitting: the workplace set to the worker's body, ROSA, the checklist of a screen workplace, time seated."""

import streamlit as st

from ergo.knowledge.checklists import checklist
from ergo.model.job import Task, TaskKind
from pages.components.case_state import start_page
from pages.components.checklist import show_checklist
from pages.components.entries import add, choose
from pages.components.rosa_views import show_rosa
from pages.components.sitting_views import show_pattern
from pages.components.workstation_views import show_workstation

CHOSEN = "sitting.task"
PARTS = {
    "Workstation": show_workstation,
    "ROSA": lambda case, task: show_rosa(task),
    "Checklist": lambda case, task: show_checklist(checklist("dse"), task),
    "Sitting pattern": show_pattern,
}

opened = start_page("Sitting", "Desk, chair and screen set to the worker; strain, faults, and time seated.")
seated = {task.id: task.name or "No name yet" for task in opened.job.tasks if task.kind is TaskKind.SITTING}
chosen = opened.task(choose(CHOSEN, "Sitting task", seated) or "")
if chosen is None:
    st.info(
        "This job has no sitting task yet. Add one, then enter the desk as it is and the worker’s stature.",
        icon=":material/chair:",
    )
    st.button(
        "Add a sitting task",
        type="primary",
        on_click=add,
        args=(CHOSEN, lambda case: case.job.tasks, Task(name="Desk work", kind=TaskKind.SITTING)),
    )
else:
    part = st.segmented_control(
        "Part of sitting",
        list(PARTS),
        default="Workstation",
        required=True,
        key="sitting.part",
        persist_state="session",
        label_visibility="collapsed",
    )
    PARTS[part](opened, chosen)
