"""Push, pull, carry: forces and loads on the way, how many women and men could do it, what limits it."""

import streamlit as st

from ergo.analysis.score import score_task
from ergo.model.case import Case
from ergo.model.job import Task, TaskKind
from pages.components import handling_views
from pages.components.case_state import start_page
from pages.components.entries import add, choose
from pages.components.work import Piece, pieces

CHOSEN = "handling.task"
SHOWN = "handling.shown"
PART = "handling.part"
PUSH, CARRY = "Push or pull", "Carry"


def part_of(piece: Piece) -> str:
    """The part of the work that was measured; pushing where both or neither was."""
    scores = {score.method_id for score in score_task(piece.work)}
    return PUSH if "lm_push_pull_2021" in scores else CARRY


def work_on(case: Case, piece: Piece) -> None:
    if st.session_state.get(SHOWN) != piece.work.id:
        st.session_state[SHOWN] = piece.work.id
        st.session_state[PART] = part_of(piece)
    part = st.segmented_control(
        "Part of the work",
        (PUSH, CARRY),
        required=True,
        key=PART,
        persist_state="session",
        label_visibility="collapsed",
    )
    if part == PUSH:
        handling_views.push(case, piece)
    else:
        handling_views.carry(case, piece)


opened = start_page("Push, pull, carry", "Forces and loads on the way: how many women and men could do it.")
found = pieces(CHOSEN, opened, TaskKind.PUSH_PULL_CARRY)
chosen = found.get(choose(CHOSEN, "Task", {name: piece.name for name, piece in found.items()}) or "")
if chosen is None:
    st.info("This job has no task of pushing, pulling or carrying yet.", icon=":material/trolley:")
    st.button(
        "Add such a task",
        type="primary",
        on_click=add,
        args=(CHOSEN, lambda case: case.job.tasks, Task(name="New push", kind=TaskKind.PUSH_PULL_CARRY)),
    )
    handling_views.how_to_measure(handling_views.PUSH_FIELDS, shown=True)
else:
    work_on(opened, chosen)
