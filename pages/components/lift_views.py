"""One lift on the screen: its hands, load and rate, its picture and its index; and all lifts of the job together."""

from collections.abc import Sequence

import streamlit as st

from ergo.analysis.score import TaskScore, composite_lifting
from ergo.drawing.lift import lift_svg
from ergo.knowledge.quantities import quantity
from ergo.methods import load
from ergo.methods.result import Finding, Result, Severity
from ergo.model.case import Case
from ergo.model.job import Task
from ergo.units import format_quantity
from pages.components import fields
from pages.components.bands import band_mark
from pages.components.case_state import units
from pages.components.plain import plain
from pages.components.tables import Markup, table

NO_FIGURE = "–"
PICTURE_PX = 600
MULTIPLIERS = ("hm", "vm", "dm", "am", "fm", "cm")
DRAWN = ("h_origin_cm", "v_origin_cm", "h_dest_cm", "v_dest_cm", "asym_deg", "asym_dest_deg", "load_kg")


def headline(score: TaskScore) -> None:
    """The index and what goes with it, large, and its band in words."""
    result = score.result
    steps = {} if result is None else result.intermediates
    rwl = steps.get("rwl_kg")
    limit = NO_FIGURE if rwl is None else format_quantity(rwl, "kg", units())
    with st.grid(4, min_column_width=130):
        st.metric("Lifting index, LI", figure(result and result.score), border=True)
        st.metric("Weight limit, RWL", limit, border=True)
        st.metric("LI, heaviest load", figure(steps.get("li_max")), border=True)
        st.metric("Costs most", costliest(result), border=True)
    if result is not None and result.score is not None:
        st.markdown(band_mark(result))


def figure(value: float | None) -> str:
    """An index or multiplier to two decimals."""
    return NO_FIGURE if value is None else f"{value:.2f}"


def costliest(result: Result | None) -> str:
    """The input whose multiplier lowers the limit most."""
    return (
        NO_FIGURE
        if result is None
        else {
            "HM": "Reach",
            "VM": "Hand height",
            "DM": "Travel",
            "AM": "Twist",
            "FM": "Rate and time",
            "CM": "Grip",
        }[result.intermediates["costliest"]]
    )


def what_limits(score: TaskScore, names: Sequence[str] = ()) -> None:
    """What is missing, what contradicts itself, and what limits the index."""
    if score.problem:
        st.error(plain(score.problem), icon=":material/error:")
    if score.missing:
        names = ", ".join(quantity(name).label.lower() for name in score.missing)
        st.info(f"Still needed for the index: {plain(names)}.", icon=":material/straighten:")
    for finding in score.result.findings if score.result else ():
        text = (
            plain(finding.text)
            if finding.rows is None
            else f"{plain(finding.text)} {plain(among(finding, names))}"
        )
        if finding.severity is Severity.INVALID:
            st.error(text, title="The equation does not apply", icon=":material/block:")
        elif finding.severity is Severity.CAUTION:
            st.warning(text, icon=":material/warning:")
        else:
            st.caption(f":material/info: {text}")


def among(finding: Finding, names: Sequence[str]) -> str:
    """The tasks that a finding holds for."""
    listed = ", ".join(name for name, holds in zip(names, finding.rows, strict=True) if holds)
    return f"({listed})"


def hands_and_load(task: Task) -> None:
    """The fields of one lift: its start and end, its load and its rate side by side under the picture."""
    part = fields.entry("lifting.task", lambda case: case.job.tasks, task.id)
    with st.grid("auto", min_column_width=165):
        with st.container():
            st.header("Start")
            fields.measured(part, "lift.h_origin_cm", label="Reach at the start")
            fields.measured(part, "lift.v_origin_cm", label="Hand height at the start")
            fields.measured(part, "lift.asym_deg", label="Twist at the start")
        with st.container():
            st.header("End")
            fields.measured(part, "lift.h_dest_cm", label="Reach at the end")
            fields.measured(part, "lift.v_dest_cm", label="Hand height at the end")
            fields.measured(part, "lift.asym_dest_deg", label="Twist at the end")
        with st.container():
            st.header("Load")
            for name in ("load_kg", "load_max_kg", "coupling"):
                fields.measured(part, f"lift.{name}")
        with st.container():
            st.header("Rate")
            for name in ("freq_per_min", "duration_h", "significant_control"):
                fields.measured(part, f"lift.{name}")
    more = st.expander("Sessions, helpers, space", key=f"lifting.more.{task.id}", on_change="rerun")
    if more.open:
        with more, st.grid("auto", min_column_width=180):
            for name in ("session_min", "recovery_min", "d_travel_cm", "hands", "persons", "body_position"):
                fields.measured(part, f"lift.{name}")
            for name in ("restricted_space", "unstable", "person_handling"):
                fields.measured(part, f"lift.{name}")
    fields.how_known(part)


def picture(case: Case, task: Task) -> None:
    """The worker at the lift, drawn from what was measured."""
    values = {name: task.measurements.get(f"lift.{name}") for name in DRAWN}
    known = {name: m.value for name, m in values.items() if m is not None}
    svg = lift_svg(**known, stature_cm=case.worker.stature_cm, unit_system=units())
    st.image(svg, alt=svg.alt, width=PICTURE_PX)


def multipliers(result: Result) -> None:
    """Each multiplier at both ends, on request."""
    more = st.expander("Multipliers", key="lifting.multipliers", on_change="rerun")
    if not more.open:
        return
    steps, terms = result.intermediates, load(result.method_id).terms
    rows = []
    for name in MULTIPLIERS:
        start = steps.get(f"{name}_origin", steps.get(name))
        end = steps.get(f"{name}_dest", steps.get(name))
        term = terms.get(f"{name}_origin") or terms[name]
        most = name.upper() == steps["costliest"]
        rows.append(
            {
                "Multiplier": f"{term.label.removesuffix(' at the start')}, {term.symbol}",
                "Start": figure(start),
                "End": figure(end),
                "": Markup(":material/arrow_back: costs most") if most else "",
            }
        )
    with more:
        table(rows, "Multipliers of the lifting equation at the start and the end of the lift")
        without = steps["rwl_without_costliest_kg"]
        decides = f"The {steps['governing_end']} of the lift decides."
        if without is not None:
            better = format_quantity(without, "kg", units())
            decides += f" With “{costliest(result).lower()}” ideal the limit would be {better}."
        st.markdown(plain(decides))


def source(method_id: str) -> None:
    """Where the method comes from, and what it is not valid for."""
    method = load(method_id)
    with st.expander("Source, and what it is not valid for"):
        st.markdown(f"{plain(method.name)}, {plain(method.edition)}. {plain(method.citation)}")
        st.caption(plain(method.status))
        st.markdown("\n".join(f"- {plain(condition)}" for condition in method.not_for))


def together(case: Case) -> None:
    """The composite index of all lifting tasks, with each one's part in it."""
    score = composite_lifting(case.job.tasks)
    if score is None:
        return
    st.header("All lifting tasks together")
    result = score.result
    names = {task.id: task.name for task in case.job.tasks}
    if result is None:
        st.info("No lifting task is complete yet.", icon=":material/straighten:")
        return
    st.metric("Composite lifting index, CLI", figure(result.score), border=True, width="content")
    if result.score is not None:
        st.markdown(band_mark(result))
    what_limits(score, [names[task_id] for task_id in score.task_ids])
    steps = result.intermediates
    rows = [
        {
            "Task": names[task_id],
            "Order": f"{steps['rank'][n]:g}",
            "By itself": figure(steps["stli"][n]),
            "Part of the composite index": figure(steps["share"][n]),
        }
        for n, task_id in enumerate(score.task_ids)
    ]
    table(rows, "Each lifting task's index by itself and its share of the composite index")
    if score.left_out:
        st.warning(
            plain("Left out, because it is not complete: " + ", ".join(names[t] for t in score.left_out)),
            icon=":material/warning:",
        )
