"""A task that repeats in the same steps: how often, and its steps one at a time."""

from collections.abc import Callable, MutableSequence

import streamlit as st

from ergo.errors import InputError
from ergo.model.case import Case
from ergo.model.job import Cycle, CycleStep, Task
from pages.components import fields
from pages.components.case_state import edit, show_refusal
from pages.components.entries import add, choose
from pages.components.fields import Part
from pages.components.tables import table
from pages.components.words import KIND

FIRST_STEP_MIN = 5.0


def cycle_card(task: Task, part: Part, values: Callable[[CycleStep, Part], None]) -> None:
    """The steps of a repeating task; `values` shows what was measured of one step."""
    key = f"job.step.{task.id}"
    if task.cycle is None:
        st.markdown(
            "A round of stops or a machine's beat is described by its steps and how often they repeat."
        )
        st.button("Describe it in steps", icon=":material/repeat:", on_click=begin, args=(part, task, key))
        show_refusal(key)
        return
    fields.number(
        Part(f"{part.key}.cycle", lambda case: part.found(case).cycle),
        "repeats_per_shift",
        "Times the steps repeat in a shift",
    )
    rows = [
        {
            "Step": step.name,
            "Kind of work": KIND[step.kind],
            "Minutes": f"{step.minutes:g}",
            "Measured": f"{len(step.measurements)} values" if step.measurements else None,
        }
        for step in task.cycle.steps
    ]
    table(rows, "Steps of the repeating task")
    total = sum(step.minutes for step in task.cycle.steps) * task.cycle.repeats_per_shift
    st.caption(f"All rounds together take {total:g} min of a shift.")

    def entries(case: Case) -> MutableSequence[CycleStep]:
        return part.found(case).cycle.steps

    chosen = choose(
        key, "Step to work on", {s.id: f"{n}. {s.name}" for n, s in enumerate(task.cycle.steps, start=1)}
    )
    buttons(task.cycle, part, key, chosen, entries)
    show_refusal(key)
    step = next(s for s in task.cycle.steps if s.id == chosen)
    step_part = fields.entry(key, entries, step.id)
    with st.container(border=True):
        with st.grid("auto", min_column_width=200):
            fields.text(step_part, "name", "Name of the step")
            fields.number(step_part, "minutes", "Minutes each time", step=0.5, decimals=1)
        fields.choice(step_part, "kind", "Kind of work", KIND, required=True)
        values(step, step_part)


def buttons(
    cycle: Cycle, part: Part, key: str, chosen: str, entries: Callable[[Case], MutableSequence[CycleStep]]
) -> None:
    pattern = cycle.steps[-1]
    new = CycleStep(name="New step", kind=pattern.kind, minutes=FIRST_STEP_MIN)
    with st.container(horizontal=True):
        st.button("Add a step", icon=":material/add:", on_click=add, args=(key, entries, new))
        st.button("Move it up", icon=":material/arrow_upward:", on_click=move_up, args=(key, entries, chosen))
        st.button("Take this step away", icon=":material/delete:", on_click=drop, args=(part, key, chosen))


def begin(part: Part, task: Task, key: str) -> None:
    """The task as one step, done once a shift: a start that says the same as before."""
    step = CycleStep(
        name=task.name, kind=task.kind, minutes=min(task.minutes_per_shift or FIRST_STEP_MIN, 720)
    )

    def change(case: Case) -> None:
        part.found(case).cycle = Cycle(steps=[step], repeats_per_shift=1)

    edit(change, key)


def move_up(key: str, entries: Callable[[Case], MutableSequence[CycleStep]], step_id: str) -> None:
    def change(case: Case) -> None:
        steps = entries(case)
        at = next(n for n, step in enumerate(steps) if step.id == step_id)
        if at == 0:
            raise InputError("This is the first step.")
        steps[at - 1 : at + 1] = [steps[at], steps[at - 1]]

    edit(change, key)


def drop(part: Part, key: str, step_id: str) -> None:
    """Take a step away; without its last one the task no longer repeats."""

    def change(case: Case) -> None:
        task = part.found(case)
        task.cycle.steps = [step for step in task.cycle.steps if step.id != step_id]
        if not task.cycle.steps:
            task.cycle = None

    edit(change, key)
