"""What a change of one input would do to a score: a slider over its whole range that writes nothing into the case."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isnan
from typing import Any

import streamlit as st

from ergo.analysis.words import amount_words, inside_sentence
from ergo.drawing.curve import Mark, curve_svg
from ergo.knowledge.quantities import Quantity
from ergo.methods import load
from ergo.methods.base import Method
from ergo.methods.design import (
    Course,
    Design,
    course,
    design_limit,
    design_to_limit,
    moved_factors,
    sensitivity,
    telling,
)
from ergo.methods.result import Result
from ergo.units import from_display, to_display
from pages.components.case_state import once, units
from pages.components.fields import with_unit
from pages.components.plain import plain
from pages.components.tables import table

ROWS_OF_THE_CURVE = 12
HANDLED = ("load_kg", "force_n")
"""How the fields of what is handled end: their best is nothing at all, so they come last."""


@dataclass(frozen=True)
class Score:
    """How a score is called and written on this page."""

    label: str
    words: Callable[[float | None], str]


def what_each_change_does(key: str, method_id: str, values: Mapping[str, Any], score: Score) -> None:
    """Choose an input, move it, and see the score, the multiplier that moved, and where the limit is reached.

    Parameters
    ----------
    key : str
        Begins the names of the widgets; another piece of work has another.
    method_id, values
        The method, and the case by field of its inputs; it must have a score.
    score : Score
        Words for the score.
    """
    method = load(method_id)
    now = method.score(**values)
    rows = method.inputs.quantities()
    gains = once(f"{key}.gains", lambda _: {gain.field: gain for gain in sensitivity(method, values)})
    fields = [
        name
        for name, row in rows.items()
        if row.kind == "number" and not row.whole and values.get(name) is not None
    ]
    fields.sort(key=lambda name: (name.endswith(HANDLED), -gains[name].gain if name in gains else 0))
    field = st.selectbox(
        "Input to change",
        fields,
        format_func=lambda name: rows[name].label,
        key=f"{key}.field",
        help="The one that could gain most comes first.",
    )
    row = rows[field]
    found, design = once(f"{key}.{field}.course", lambda _: _worked_out(method, values, field))
    if found is None:
        return
    found = telling(method, found, design.limit, values[field])
    value = _slider(f"{key}.{field}.{units()}", row, found, values[field])
    then = method.score(**{**values, field: value})
    trial = Trial(row, method, score, found, design, (values[field], now), (value, then))
    _figures(trial)
    _picture(trial)
    _multipliers(trial)
    if field in gains and not field.endswith(HANDLED):
        gain = gains[field]
        st.caption(
            f"At its best, {plain(amount_words(gain.best, row.unit, units()))}, this input alone would give "
            f"{plain(score.words(gain.score))}. Nothing here is written into the case."
        )


def _worked_out(method: Method, values: Mapping[str, Any], field: str) -> tuple[Course | None, Design]:
    return course(method, values, field), design_to_limit(method, values, field, design_limit(method))


def _slider(key: str, row: Quantity, found: Course, present: float) -> float:
    """A value of the whole range in which there is a score, in metric units; the present one is kept as it is."""
    system = units()
    low, high, start = (
        round(float(to_display(v, row.unit, system)), 3) for v in (found.low, found.high, present)
    )
    chosen = st.slider(
        f"{with_unit(row.label, row.unit, system)}, to try",
        low,
        max(high, low + row.step),
        start,
        step=10.0**-row.decimals,
        format=f"%.{row.decimals}f",
        key=f"{key}.{start}",
    )
    return (
        present
        if chosen == start
        else min(max(from_display(chosen, row.unit, system), found.low), found.high)
    )


Tried = tuple[float, Result]


@dataclass(frozen=True)
class Trial:
    """One input of a method with the course of the score along it, the present value and the one that is tried."""

    row: Quantity
    method: Method
    score: Score
    found: Course
    design: Design
    now: Tried
    then: Tried


def _figures(trial: Trial) -> None:
    score, design, present = trial.score, trial.design, trial.now[0]
    nearest = design.nearest(present)
    if nearest is None:
        reached = "Not in its range"
    elif design.keeps(present):
        reached = "Kept now"
    else:
        reached = amount_words(nearest, trial.row.unit, units())
    with st.grid(3, min_column_width=150):
        st.metric(f"{score.label}, now", score.words(trial.now[1].score), border=True)
        st.metric(f"{score.label}, as tried", score.words(trial.then[1].score), border=True)
        st.metric(f"Limit {score.words(design.limit)} is reached at", reached, border=True)
    if nearest is None:
        st.info(
            "No value of this input alone reaches the limit. Change another, or more than one.",
            icon=":material/info:",
        )


def _picture(trial: Trial) -> None:
    row, score, found, design, system = trial.row, trial.score, trial.found, trial.design, units()

    def shown(value: float) -> float:
        return float(to_display(value, row.unit, system))

    def mark(tried: Tried) -> Mark:
        value, result = tried
        words = f"{amount_words(value, row.unit, system)}: {score.words(result.score)}"
        return Mark(shown(value), result.score, words)

    edges = [end for stretch in design.stretches for end in stretch if found.low < end < found.high]
    svg = curve_svg(
        [shown(value) for value in found.values.tolist()],
        found.scores.tolist(),
        title=f"{score.label} against {inside_sentence(row.label)}",
        value_label=with_unit(row.label, row.unit, system),
        score_label=score.label,
        limit=design.limit,
        limit_words=f"limit {score.words(design.limit)}",
        now=mark(trial.now),
        chosen=None if trial.then[0] == trial.now[0] else mark(trial.then),
        reached=[Mark(shown(end), design.limit, amount_words(end, row.unit, system)) for end in edges],
    )
    st.image(svg, alt=svg.alt, width="stretch")
    with st.expander("The same as a table"):
        every = max(1, len(found.values) // ROWS_OF_THE_CURVE)
        points = zip(found.values.tolist()[::every], found.scores.tolist()[::every], strict=True)
        rows = [
            {
                row.label: amount_words(value, row.unit, system),
                score.label: score.words(None if isnan(at) else at),
            }
            for value, at in points
        ]
        table(rows, f"{trial.method.name}: {score.label} along {row.label}")


def _multipliers(trial: Trial) -> None:
    moved = moved_factors(trial.method, trial.now[1], trial.then[1])
    rows = [
        {"Multiplier that moved": one.label, "Now": f"{one.before:.3f}", "As tried": f"{one.after:.3f}"}
        for one in moved
    ]
    if rows:
        table(rows, "The multipliers that the change moves")
