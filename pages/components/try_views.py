"""Figures to try: any input of a task's methods is moved, and every score, multiplier and demand follows."""

from collections.abc import Sequence

import streamlit as st

from ergo.advice.apply import WhatIf, tried
from ergo.advice.barriers import barriers, barriers_now
from ergo.advice.change_scores import IndexChange, indices_of
from ergo.analysis.bind import bind
from ergo.analysis.score import score_task
from ergo.drawing.bars import BeforeAfter, Reference, before_after_svg
from ergo.errors import InputError
from ergo.knowledge.quantities import Quantity, quantity
from ergo.methods import load
from ergo.methods.design import sensitivity
from ergo.model.case import Case
from ergo.model.job import Task
from ergo.units import from_display, to_display
from ergo.workflow.steps import match_day
from pages.components.case_state import once, today, units
from pages.components.fields import with_unit
from pages.components.modification_views import NOT_KNOWN, value_words
from pages.components.plain import plain
from pages.components.tables import table

Value = float | bool | str
MOST_AT_ONCE = 6


def trial(case: Case, work: Task, key: str) -> None:
    """A panel for one task or step: choose inputs, move them, and see what becomes of it."""
    known = once(f"{key}.known", lambda _: inputs_of(work))
    first = once(f"{key}.first", lambda _: by_gain(work, known))
    chosen = st.multiselect(
        "Figures to move",
        first,
        default=first[:2],
        format_func=lambda name: quantity(name).label,
        max_selections=MOST_AT_ONCE,
        key=f"{key}.chosen",
        help="The one that could gain most by itself comes first.",
    )
    with st.grid("auto", min_column_width=260):
        values = {name: _moved(f"{key}.{name}", quantity(name), known[name]) for name in chosen}
    what_if = tried(work, values)
    try:
        indices = indices_of(work, what_if)
    except InputError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    _scores(indices)
    _multipliers(indices)
    if case.task(work.id) is not None:
        _in_the_way(case, work, what_if)
    st.caption("Nothing here is written into the case.")


def inputs_of(work: Task) -> dict[str, Value]:
    """The known inputs of every method that fits a piece of work, by quantity, with their values."""
    found: dict[str, Value] = {}
    for score in score_task(work):
        method = load(score.method_id)
        rows, values = method.inputs.quantities(), bind(work, method).values
        found |= {rows[name].id: value for name, value in values.items() if rows[name].kind != "text"}
    return found


def by_gain(work: Task, known: dict[str, Value]) -> list[str]:
    """The inputs, that which could improve the recommended method's score most by itself first."""
    gains: dict[str, float] = {}
    score = next((s for s in score_task(work) if s.result is not None and s.result.score is not None), None)
    if score is not None and not load(score.method_id).parts:
        method = load(score.method_id)
        rows, values = method.inputs.quantities(), bind(work, method).values
        gains = {rows[gain.field].id: gain.gain for gain in sensitivity(method, values)}
    return sorted(known, key=lambda name: -gains.get(name, 0.0))


def _moved(key: str, row: Quantity, present: Value) -> Value:
    """One input to move, from its present value."""
    if row.kind == "flag":
        choice = st.segmented_control(
            row.label,
            [True, False],
            default=bool(present),
            required=True,
            format_func={True: "Yes", False: "No"}.get,
            key=key,
        )
        return bool(choice)
    if row.kind == "choice":
        words = {option.value: option.label for option in row.choices}
        return st.selectbox(
            row.label, list(words), index=list(words).index(str(present)), format_func=words.get, key=key
        )
    system = units()
    start = round(float(to_display(float(present), row.unit, system)), 3)
    low, high = span(row, float(present))
    ends = [round(float(to_display(end, row.unit, system)), 3) for end in (low, high)]
    moved = st.slider(
        with_unit(row.label, row.unit, system),
        min(ends[0], start),
        max(ends[1], start),
        start,
        step=10.0**-row.decimals,
        format=f"%.{row.decimals}f",
        key=f"{key}.{system}.{start}",
    )
    return present if moved == start else min(max(from_display(moved, row.unit, system), row.low), row.high)


def span(row: Quantity, present: float) -> tuple[float, float]:
    """How far a slider reaches: from the lowest possible value to twice the present one, within what is possible."""
    return row.low, min(row.high, max(2 * present, present + 10 * row.step))


def _scores(indices: Sequence[IndexChange]) -> None:
    for index in indices:
        figure = load(index.method_id).figure
        if index.before is None and index.after is None:
            continue
        after = NOT_KNOWN if index.after is None else figure.words(index.after)
        before = NOT_KNOWN if index.before is None else figure.words(index.before)
        note = index.band.label if index.band else ""
        row = BeforeAfter(load(index.method_id).name, index.before, index.after, before, after, note)
        edge = load(index.method_id).bands[0].bands[0].high
        marks = [] if edge is None else [Reference(edge, figure.words(edge))]
        svg = before_after_svg([row], title=f"{figure.label}, before and after", references=marks)
        st.markdown(f"**{plain(figure.label)}**")
        st.image(svg, alt=svg.alt, width="stretch")


def _multipliers(indices: Sequence[IndexChange]) -> None:
    rows = [
        {
            "Method": load(index.method_id).figure.label,
            "Multiplier that moved": one.label,
            "Before": f"{one.before:.3f}",
            "After": f"{one.after:.3f}",
        }
        for index in indices
        for one in index.moved
    ]
    if rows:
        table(rows, "The multipliers that the tried figures move")


def _in_the_way(case: Case, work: Task, what_if: WhatIf) -> None:
    """What stands in the way with the tried figures."""
    if what_if.changes:
        words = [f"{quantity(c.quantity).label} {value_words(c.quantity, c.after)}" for c in what_if.changes]
        st.caption(plain(f"Tried: {', '.join(words)}."))
    on = match_day(case) or today()
    goal, now = barriers_now(case, work, on)
    left = barriers(case, what_if.task, on, goal)
    st.markdown("**In the way then**" if left else "**Nothing stands in the way then**" if now else "")
    for barrier in left:
        st.markdown(f"- {plain(barrier.words(units()))}")
