"""Posture: a held or awkward posture by its angles, seen by several methods side by side."""

import streamlit as st

from ergo.analysis.posture import posture_kinds
from ergo.model.job import Task, TaskKind
from pages.components.case_state import start_page
from pages.components.entries import add, choose
from pages.components.posture_views import show_posture
from pages.components.work import pieces

CHOSEN = "posture.task"

opened = start_page(
    "Posture", "A posture by its angles, load and time: the one held longest, most often, or worst."
)
kinds = posture_kinds()
found = dict(sorted(pieces(CHOSEN, opened, *kinds).items(), key=lambda one: kinds.index(one[1].work.kind)))
chosen = found.get(choose(CHOSEN, "Task", {name: piece.name for name, piece in found.items()}) or "")
if chosen is None:
    st.info(
        "This job has no task in a fixed or awkward posture, of standing or of hand work yet.",
        icon=":material/accessibility_new:",
    )
    st.button(
        "Add such a task",
        type="primary",
        on_click=add,
        args=(CHOSEN, lambda case: case.job.tasks, Task(name="New posture", kind=TaskKind.POSTURE)),
    )
else:
    show_posture(opened, chosen)
