"""ROSA on the screen: the score or its range, what costs most, and the items of one area at a time."""

import streamlit as st

from ergo.analysis.rosa import CHAIR_TIME, PartState, Rosa, label, rosa
from ergo.analysis.wording import listed
from ergo.analysis.words import inside_sentence
from ergo.knowledge.quantities import quantity
from ergo.methods.result import Severity
from ergo.methods.rosa_2012 import METHOD
from ergo.model.base import Measurement
from ergo.model.case import Case
from ergo.model.job import Task
from pages.components import fields
from pages.components.bands import band_mark
from pages.components.case_state import edit
from pages.components.lift_views import NO_FIGURE, source
from pages.components.plain import plain
from pages.components.tables import table

AREAS = {"chair": "Chair", "screen": "Screen and telephone", "hands": "Mouse and keyboard"}


def show_rosa(task: Task) -> None:
    """The ROSA score of one sitting task and the items it follows from."""
    found = rosa(task)
    headline(found)
    what_it_says(found)
    area = st.segmented_control(
        "Area",
        list(AREAS),
        format_func=lambda name: area_words(name, found),
        default="chair",
        required=True,
        key="sitting.rosa.area",
        persist_state="session",
    )
    items(task, area, found)
    points_of_parts(task, found)
    source(METHOD.id, task.kind)
    unsettled()


def headline(found: Rosa) -> None:
    """The score or its range and the three sections, large."""
    steps = {} if found.result is None else found.result.intermediates
    with st.grid(4, min_column_width=120):
        st.metric("ROSA", score_words(found), border=True)
        st.metric("Chair", whole(steps.get("chair")), border=True)
        st.metric("Screen, phone", whole(steps.get("section_b")), border=True)
        st.metric("Mouse, keys", whole(steps.get("section_c")), border=True)


def score_words(found: Rosa) -> str:
    """The score, or between what it lies."""
    if found.result is not None:
        return whole(found.result.score)
    return NO_FIGURE if found.possible is None else f"{found.possible.low:g} to {found.possible.high:g}"


def whole(value: float | None) -> str:
    """A whole number, or a dash."""
    return NO_FIGURE if value is None else f"{value:g}"


def what_it_says(found: Rosa) -> None:
    """The band and what costs most; or what is still open, and where to look first."""
    result = found.result
    if result is None:
        still_open(found)
        return
    st.markdown(band_mark(result))
    if found.gains:
        first = found.gains[0]
        name, area = label(first.part.id), AREAS[first.part.area].lower()
        after = (
            f"Set right, the score would be {first.score_after:g}."
            if first.score_after < result.score
            else f"Set right, {area} would come from {first.area_score:g} to {first.area_score_after:g}; "
            "the score would stay, as other parts hold it."
        )
        st.warning(plain(f"Costs most: {inside_sentence(name)}. {after}"), icon=":material/arrow_back:")
    for finding in result.findings:
        if finding.severity is Severity.NOTE:
            st.caption(f":material/info: {plain(finding.text)}")


def still_open(found: Rosa) -> None:
    """What nobody has answered, and which answer narrows the score most."""
    missing = sum(len(state.unanswered) for state in found.parts)
    said = (
        f"{missing} items are not answered yet."
        if missing
        else "Time at a part of the workplace is not answered."
    )
    if found.possible is not None and found.possible.narrows is not None:
        said += f" Look first at: {inside_sentence(label(found.possible.narrows))}."
    st.info(plain(said), icon=":material/straighten:")


def area_words(area: str, found: Rosa) -> str:
    """An area with how many of its items nobody has answered."""
    missing = sum(len(state.unanswered) for state in found.parts if state.part.area == area)
    return plain(f"{AREAS[area]} ({missing} open)" if missing else AREAS[area])


def items(task: Task, area: str, found: Rosa) -> None:
    """The items of one area: what is found of each part, its faults, and the time it is used."""
    states = [state for state in found.parts if state.part.area == area]
    part = fields.entry("sitting.task", lambda case: case.job.tasks, task.id)
    if area == "chair":
        fields.measured(part, CHAIR_TIME)
    for state in states:
        with st.container(border=True):
            if state.entered:
                st.caption("Points were entered; empty them to answer the items.")
                fields.measured(part, state.part.quantity)
            else:
                fields.measured(part, state.part.found)
                with st.grid("auto", min_column_width=215):
                    for fault in state.part.add:
                        fields.measured(part, fault.quantity)
            if state.part.time in found.times:
                fields.measured(part, state.part.time)
    open_flags = faults_open(states)
    if open_flags:
        st.button(
            f"None of the {len(open_flags)} other faults is there",
            on_click=no_other_faults,
            args=(task.id, open_flags),
            help="Answers every question of this area with yes or no that is still open so that it adds no point.",
        )


def faults_open(states: list[PartState]) -> tuple[tuple[str, bool], ...]:
    """The unanswered flags of some parts, each with the answer that adds no point."""
    return tuple(
        (fault.quantity, not fault.value)
        for state in states
        for fault in state.part.add
        if fault.quantity in state.unanswered and quantity(fault.quantity).kind == "flag"
    )


def no_other_faults(task_id: str, flags: tuple[tuple[str, bool], ...]) -> None:
    """Answer the open questions of an area so that none adds a point."""

    def change(case: Case) -> None:
        task = case.task(task_id)
        if task is not None:
            task.measurements |= {name: Measurement(value=value) for name, value in flags}

    edit(change, "sitting.rosa.faults")


def points_of_parts(task: Task, found: Rosa) -> None:
    """The points of each part, and fields for points read off a paper sheet, on request."""
    more = st.expander("Points of each part", key="sitting.rosa.points", on_change="rerun")
    if not more.open:
        return
    gains = {gain.part.id: gain for gain in found.gains}
    rows = []
    for state in found.parts:
        gain = gains.get(state.part.id)
        rows.append(
            {
                "Part": label(state.part.id),
                "Area": AREAS[state.part.area],
                "Points": f"{state.fewest}"
                if state.fewest == state.most
                else f"{state.fewest} to {state.most}",
                "Score if set right": None if gain is None else whole(gain.score_after),
                "Open": listed([inside_sentence(quantity(name).label) for name in state.unanswered]),
            }
        )
    with more:
        table(rows, "Points of each part of the workplace on the ROSA chart")
        st.markdown("Points read off a paper sheet count before the items.")
        part = fields.entry("sitting.task", lambda case: case.job.tasks, task.id)
        with st.grid("auto", min_column_width=165):
            for state in found.parts:
                if not state.entered:
                    fields.measured(part, state.part.quantity)


def unsettled() -> None:
    """What is not settled about the chart, and how it is taken here."""
    with st.expander("What is not settled about the chart"):
        st.markdown("\n".join(f"- {plain(anomaly)}" for anomaly in METHOD.anomalies))
