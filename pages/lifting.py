"""Lifting: one lift described by its hands, load and rate; its index as you type; all lifts together."""

import streamlit as st

from ergo.analysis.score import score_task
from ergo.model.job import Task, TaskKind
from pages.components import lift_views
from pages.components.case_state import start_page
from pages.components.entries import add, choose

CHOSEN = "lifting.task"

opened = start_page("Lifting", "Where the hands are, how heavy, how often. The index follows as you type.")
lifts = {task.id: task.name or "No name yet" for task in opened.job.tasks if task.kind is TaskKind.LIFTING}
chosen = opened.task(choose(CHOSEN, "Lifting task", lifts) or "")
if chosen is None:
    st.info("This job has no lifting task yet.", icon=":material/package_2:")
    st.button(
        "Add a lifting task",
        type="primary",
        on_click=add,
        args=(CHOSEN, lambda case: case.job.tasks, Task(name="New lift", kind=TaskKind.LIFTING)),
    )
else:
    scored = score_task(chosen)[0]
    lift_views.headline(scored)
    lift_views.picture(opened, chosen)
    lift_views.what_limits(scored)
    lift_views.hands_and_load(chosen)
    if scored.result is not None:
        lift_views.multipliers(scored.result)
    lift_views.source(scored.method_id)
    lift_views.together(opened)
