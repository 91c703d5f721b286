"""One lift on the screen: its hands, load and rate, its picture, its index, and both ends side by side."""

import streamlit as st

from ergo.analysis.score import TaskScore
from ergo.analysis.words import inside_sentence
from ergo.drawing.lift import EXAMPLE, lift_svg
from ergo.knowledge.quantities import quantity
from ergo.knowledge.tasks import task_kinds
from ergo.methods import load
from ergo.methods.design import multiplier_shares
from ergo.methods.result import Result, Severity
from ergo.model.case import Case
from ergo.model.job import Task, TaskKind
from ergo.units import format_quantity
from pages.components import fields
from pages.components.bands import band_mark
from pages.components.case_state import units
from pages.components.fields import Part
from pages.components.plain import plain
from pages.components.tables import Markup, table

NO_FIGURE = "–"
PICTURE_PX = 600
MULTIPLIERS = ("hm", "vm", "dm", "am", "fm", "cm")
MEASURED_HOW = (
    "lift.h_origin_cm",
    "lift.v_origin_cm",
    "lift.d_travel_cm",
    "lift.asym_deg",
    "lift.freq_per_min",
)
DRAWN = ("h_origin_cm", "v_origin_cm", "h_dest_cm", "v_dest_cm", "asym_deg", "asym_dest_deg", "load_kg")


def headline(score: TaskScore) -> None:
    """The index and what goes with it, large, and its band in words."""
    result = score.result
    steps = {} if result is None else result.intermediates
    with st.grid(4, min_column_width=130):
        st.metric("Lifting index, LI", figure(result and result.score), border=True)
        st.metric("Weight limit, RWL", weight(steps.get("rwl_kg")), border=True)
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


def what_limits(score: TaskScore) -> None:
    """What is missing, what contradicts itself, and what limits the score."""
    if score.refused is not None:
        st.error(plain(score.problem_in(units())), icon=":material/error:")
    if score.missing:
        names = ", ".join(inside_sentence(quantity(name).label) for name in score.missing)
        st.info(f"Still needed: {plain(names)}.", icon=":material/straighten:")
    for finding in score.result.findings if score.result else ():
        text = plain(finding.text)
        if finding.severity is Severity.INVALID:
            st.error(text, title="The method does not apply", icon=":material/block:")
        elif finding.severity is Severity.CAUTION:
            st.warning(text, icon=":material/warning:")
        else:
            st.caption(f":material/info: {text}")


def hands_and_load(part: Part) -> None:
    """The fields of one lift: its start and end, its load and its rate side by side under the picture."""
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
    st.header("Rate")
    with st.grid("auto", min_column_width=165):
        for name in ("freq_per_min", "duration_h", "significant_control"):
            fields.measured(part, f"lift.{name}")
    more = st.expander("Sessions, helpers, space", key=f"{part.key}.more", on_change="rerun")
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


def both_ends(result: Result) -> None:
    """Start and end of the lift side by side: multipliers, weight limit and index, and which end decides and why."""
    st.header("Start and end side by side")
    method = load(result.method_id)
    steps, terms, shares = result.intermediates, method.terms, multiplier_shares(method, result)
    rows: list[dict[str, object]] = []
    for name in MULTIPLIERS:
        start = steps.get(f"{name}_origin", steps.get(name))
        end = steps.get(f"{name}_dest", steps.get(name))
        term = terms.get(f"{name}_origin") or terms[name]
        share = next(
            (shares[step] for step in (f"{name}_origin", f"{name}_dest", name) if step in shares), None
        )
        most = name.upper() == steps["costliest"]
        rows.append(
            {
                "What": f"{term.label.removesuffix(' at the start')}, {term.symbol}",
                "Start": figure(start),
                "End": figure(end),
                "Share": NO_FIGURE if share is None else f"{100 * share:.0f} %",
                "Remark": Markup(":material/arrow_back: costs most") if most else "",
            }
        )
    decides = {"start": "Start", "end": "End"}[steps["governing_end"]]
    for label, name, words in (
        ("Weight limit, RWL", "rwl_{}_kg", weight),
        ("Lifting index, LI", "li_{}", figure),
    ):
        ends = {"Start": words(steps[name.format("origin")]), "End": words(steps[name.format("dest")])}
        rows.append({"What": label, **ends, "Share": "", "Remark": f"{decides} decides"})
    table(rows, "Multipliers, weight limit and index at the start and the end of the lift")
    if shares:
        st.caption(
            "Share: how much of what the multipliers take off the limit, at the end that decides, each takes."
        )
    st.markdown(plain(f"{why_it_decides(result)} {without_costliest(result)}".strip()))


def weight(kg: float | None) -> str:
    """A weight in the chosen units."""
    return NO_FIGURE if kg is None else format_quantity(kg, "kg", units())


def why_it_decides(result: Result) -> str:
    """Why one end of the lift decides."""
    controlled = result.inputs.get("significant_control")
    if result.intermediates["rwl_dest_kg"] is None:
        return "The start decides; the end is not complete, as reach, hand height or twist there is not measured."
    if result.intermediates["governing_end"] == "end":
        return "The end decides: the load is placed with care, and the limit is lower there."
    if controlled:
        return "The start decides: the load is placed with care, and the limit at the end is not lower."
    if controlled is None:
        return "The start decides, as nobody has said whether the load is placed with care."
    return "The start decides: the end counts only where the load is placed with care."


def without_costliest(result: Result) -> str:
    """What the limit would be with the costliest input ideal."""
    without = result.intermediates["rwl_without_costliest_kg"]
    if without is None:
        return ""
    return f"With “{costliest(result).lower()}” ideal the limit would be {weight(without)}."


def how_to_measure(*, shown: bool) -> None:
    """What H, V, D and A are, on a drawn example with the words of the vocabulary."""
    with st.expander("How to measure H, V, D and A", expanded=shown):
        svg = lift_svg(**EXAMPLE, unit_system=units())
        st.image(svg, alt=svg.alt, width=PICTURE_PX)
        st.caption("An example to show what is measured, not a lift of this job.")
        for name in MEASURED_HOW:
            row = quantity(name)
            st.markdown(
                f"**{row.symbol}**, {plain(row.label.split(' at the ')[0].lower())}: {plain(row.help)}"
            )


def source(method_id: str, kind: TaskKind) -> None:
    """Where the method comes from, what it is not valid for, and why it is recommended, if it is, for such work."""
    method, row = load(method_id), task_kinds()[kind]
    with st.expander(f"Source and limits: {plain(method.name)}"):
        st.markdown(f"{plain(method.name)}, {plain(method.edition)}. {plain(method.citation)}")
        st.caption(plain(method.status))
        if method_id == row.recommended_method:
            st.markdown(f"Recommended for such work: {plain(row.recommended_because)}")
        st.markdown("\n".join(f"- {plain(condition)}" for condition in method.not_for))
