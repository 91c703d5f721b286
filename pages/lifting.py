"""Lifting: one lift by its hands, load and rate; what a change would do; all lifts of the job together."""

import streamlit as st

from ergo.analysis.bind import bind
from ergo.analysis.score import score_task
from ergo.methods import load
from ergo.model.case import Case
from ergo.model.job import Task, TaskKind
from pages.components import lift_views
from pages.components.case_state import start_page
from pages.components.change_views import Score, what_each_change_does
from pages.components.entries import add, choose
from pages.components.further_views import further
from pages.components.lift_together import together
from pages.components.share_views import SHARE, same_lift
from pages.components.work import Piece, pieces

CHOSEN = "lifting.task"
PARTS = ("This lift", "What each change does", "Other methods", "All lifts together")
INDEX = Score("Lifting index", lift_views.figure)
SCORES = {"niosh_1994": INDEX, "lm_lift_2021": SHARE}


def this_lift(case: Case, lift: Piece) -> None:
    index, *others = score_task(lift.work)
    lift_views.headline(index)
    lift_views.picture(case, lift.work)
    lift_views.what_limits(index)
    lift_views.hands_and_load(lift.part)
    if index.result is not None:
        lift_views.both_ends(index.result)
    for other in others:
        same_lift(other, index.method_id)
    lift_views.how_to_measure(shown="lift.h_origin_cm" not in lift.work.measurements)
    for score in (index, *others):
        lift_views.source(score.method_id, TaskKind.LIFTING)


def typed_with_the_lift() -> set[str]:
    return {row.id for row in load("niosh_1994").inputs.quantities().values()}


def changes(lift: Piece) -> None:
    scored = {
        s.method_id: s for s in score_task(lift.work) if s.result is not None and s.result.score is not None
    }
    if not scored:
        st.info("There is no score yet that a change could move.", icon=":material/straighten:")
        return
    method_id = st.segmented_control(
        "Seen by",
        list(scored),
        default=next(iter(scored)),
        required=True,
        format_func=lambda name: SCORES[name].label,
        key=f"lifting.change.{lift.work.id}.method",
    )
    method = load(method_id)
    values = dict(bind(lift.work, method).values)
    values.pop("load_max_kg", None)  # the usual load may be tried above it
    what_each_change_does(f"lifting.change.{lift.work.id}.{method_id}", method_id, values, SCORES[method_id])


opened = start_page("Lifting", "Where the hands are, how heavy, how often. The index follows as you type.")
lifts = pieces(CHOSEN, opened, TaskKind.LIFTING)
chosen = lifts.get(choose(CHOSEN, "Lifting task", {name: lift.name for name, lift in lifts.items()}) or "")
if chosen is None:
    st.info("This job has no lifting task yet.", icon=":material/package_2:")
    st.button(
        "Add a lifting task",
        type="primary",
        on_click=add,
        args=(CHOSEN, lambda case: case.job.tasks, Task(name="New lift", kind=TaskKind.LIFTING)),
    )
    lift_views.how_to_measure(shown=True)
else:
    part = st.segmented_control(
        "Part of lifting",
        PARTS,
        default=PARTS[0],
        required=True,
        key="lifting.part",
        persist_state="session",
        label_visibility="collapsed",
    )
    if part == PARTS[0]:
        this_lift(opened, chosen)
    elif part == PARTS[1]:
        changes(chosen)
    elif part == PARTS[2]:
        further(chosen, typed_with_the_lift())
    else:
        together([lift.work for lift in lifts.values()], {name: lift.name for name, lift in lifts.items()})
