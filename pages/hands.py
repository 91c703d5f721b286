"""Hands and arms: force and repetition, hand activity, tendons, ART, vibrating tools, the day together."""

import streamlit as st

from ergo.analysis.hands import is_hand_work
from ergo.model.job import Task, TaskKind
from pages.components import hand_day_views, hand_views
from pages.components.case_state import start_page
from pages.components.entries import add, choose
from pages.components.work import pieces

CHOSEN = "hands.task"
PARTS = {
    "Strain index": hand_views.strain,
    "Hand activity": hand_views.activity,
    "Tendons": hand_views.tendons,
    "ART": hand_views.checklist,
    "Vibrating tools": hand_views.vibration,
}
TOGETHER = "All together"

opened = start_page("Hands and arms", "How hard, how often, how long: for the hand or arm that does most.")
found = pieces(CHOSEN, opened, TaskKind.HAND_WORK)
chosen = found.get(choose(CHOSEN, "Hand task", {name: piece.name for name, piece in found.items()}) or "")
if chosen is None:
    st.info("This job has no hand work yet.", icon=":material/front_hand:")
    st.button(
        "Add a hand task",
        type="primary",
        on_click=add,
        args=(CHOSEN, lambda case: case.job.tasks, Task(name="New hand work", kind=TaskKind.HAND_WORK)),
    )
else:
    part = st.segmented_control(
        "Part of hand work",
        [*PARTS, TOGETHER],
        default="Strain index",
        required=True,
        key="hands.part",
        persist_state="session",
        label_visibility="collapsed",
    )
    if part == TOGETHER:
        hand_day_views.together([task for task in opened.job.tasks if is_hand_work(task)], found)
    else:
        PARTS[part](chosen)
