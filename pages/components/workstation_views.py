"""Desk, chair and screen on the screen: what to change, the picture, the fields, and every figure behind it."""

import streamlit as st

from ergo.analysis.workstation import Figure, Setup, setting_words, workstation
from ergo.drawing.workstation import workstation_svg
from ergo.knowledge.workstation import FurnitureRange, allowances, furniture_ranges, gaze_down, setup_rules
from ergo.model.case import Case
from ergo.model.job import Task
from ergo.units import format_quantity
from pages.components import fields
from pages.components.body import body_measures, margin, margin_words
from pages.components.case_state import units
from pages.components.entries import choose
from pages.components.plain import plain
from pages.components.tables import table
from pages.components.words import KNOWN, SOURCE_STATUS, cited

NO_FIGURE = "–"
PICTURE_PX = 640
HEADLINE = {
    "seat_height": "Seat",
    "desk_height": "Desk",
    "screen_top": "Screen, top",
    "view_distance": "Eye to screen",
}
"""The main figures, in words that fit above them."""
OF_THE_DESK = ("office.desk_adjustable", "office.desk_top_thickness_cm", "office.keyboard_thickness_cm")


def show_workstation(case: Case, task: Task) -> None:
    """The workplace of one sitting task, set to the worker's body."""
    setup = workstation(case.worker, task.measurements)
    headline(setup)
    to_do(setup)
    svg = workstation_svg(setup, stature_cm=case.worker.stature_cm, unit_system=units())
    st.image(svg, alt=svg.alt, width=PICTURE_PX)
    as_it_is(task)
    unknown_body = setup.figures["seat_height"].target is None
    more = st.expander("Body measures", expanded=unknown_body, key="sitting.body", on_change="rerun")
    if more.open:
        with more:
            body_measures(case)
    every_figure(setup)
    printed_ranges(setup)


def headline(setup: Setup) -> None:
    """The main figures, large, each with what it is now."""
    with st.grid(4, min_column_width=120):
        for name, label in HEADLINE.items():
            figure = setup.figures[name]
            st.metric(
                label,
                NO_FIGURE if figure.target is None else setting_words(figure.target.value_cm, units()),
                "now not known" if figure.now_cm is None else f"now {setting_words(figure.now_cm, units())}",
                delta_color="off",
                delta_arrow="off",
                border=True,
            )


def to_do(setup: Setup) -> None:
    """What to change, in the order in which it is set, and what stands in each other's way."""
    if setup.figures["seat_height"].target is None:
        st.info(
            "Enter the stature, or tape the body: the set-up follows from it.", icon=":material/straighten:"
        )
    if setup.to_change:
        st.warning(
            "\n".join(f"- {plain(change_words(figure))}" for figure in setup.to_change),
            title="To change",
            icon=":material/build:",
        )
    if setup.raised_cm:
        raised = setting_words(setup.raised_cm, units())
        st.warning(
            f"The desk cannot be lowered: raise the chair by {raised} above the worker’s own height, "
            f"with a footrest of {raised}. Seat and screen are given for the raised chair.",
            icon=":material/stairs:",
        )
    if setup.thighs_meet_desk_cm or setup.thighs_meet_desk_now_cm:
        thighs(setup)
    measured = [figure for figure in setup.figures.values() if figure.change_cm is not None]
    if measured and not setup.to_change:
        st.success("What was measured is well set.", icon=":material/check_circle:")


def change_words(figure: Figure) -> str:
    """One change, and whether the prediction leaves it open."""
    said = f"{figure.to_do(units())}."
    return said if figure.sure else f"{said} The prediction can be off by more: measure the worker first."


def thighs(setup: Setup) -> None:
    """Where the thighs have no room under the desk."""
    now, then = setup.thighs_meet_desk_now_cm, setup.thighs_meet_desk_cm
    where = (
        f"Under the desk as it is, the thighs are short of {setting_words(now, units())} of room."
        if now
        else f"With the keys at elbow height, the thighs are short of {setting_words(then, units())} of room."
    )
    st.warning(
        f"{where} Take a thinner desk top, a keyboard tray or a lower keyboard; a higher desk would lift the arms.",
        icon=":material/warning:",
    )


def as_it_is(task: Task) -> None:
    """The fields of the workplace as it is."""
    part = fields.entry("sitting.task", lambda case: case.job.tasks, task.id)
    st.header("As it is now")
    with st.grid("auto", min_column_width=165):
        for name in [*(rule.now for rule in setup_rules().values()), *OF_THE_DESK]:
            fields.measured(part, name)


def every_figure(setup: Setup) -> None:
    """All figures with what is accepted, how each is known and where it comes from, on request."""
    more = st.expander(
        "Every figure, how it is known, and its source", key="sitting.figures", on_change="rerun"
    )
    if not more.open:
        return
    with more:
        table([row(figure) for figure in setup.figures.values()], "Every figure of the set-up")
        whys = (figure.rule for figure in setup.figures.values())
        st.markdown(
            "\n".join(
                f"- {plain(rule.label)}: {plain(rule.why)} :gray[{plain(cited(rule.source))} "
                f"({plain(SOURCE_STATUS[rule.status])})]"
                for rule in whys
            )
        )
        if setup.desk_for_thighs and setup.screen_centre:
            room = setting_words(setup.desk_for_thighs.value_cm, units())
            centre = setting_words(setup.screen_centre.value_cm, units())
            st.markdown(
                f"The thighs need a desk of at least **{room}**. The eyes meet the screen about **{centre}** above "
                f"the floor ({plain(SOURCE_STATUS[gaze_down().status])})."
            )
        st.caption(plain(margin_words()))
        table(
            [
                {
                    "Allowance": one.label,
                    "Usual": format_quantity(one.value_cm, "cm", units()),
                    "Source": f"{cited(one.source)} ({SOURCE_STATUS[one.status]})",
                    "Note": one.note,
                }
                for one in allowances().values()
            ],
            "Allowances that are added to body measures, with source and status",
        )


def row(figure: Figure) -> dict[str, object]:
    """One line of the table of figures."""
    target, low, high = figure.target, figure.low_cm, figure.high_cm
    accepted = None
    if low is not None:
        least = setting_words(low, units())
        accepted = f"{least} or more" if high is None else f"{least} to {setting_words(high, units())}"
    return {
        "Figure": figure.rule.label,
        "Set to": None if target is None else setting_words(target.value_cm, units()),
        "Accepted": accepted,
        "±": None if target is None else margin(target.margin_cm),
        "How known": "not known" if target is None else KNOWN[target.known],
        "Now": None if figure.now_cm is None else setting_words(figure.now_cm, units()),
    }


def printed_ranges(setup: Setup) -> None:
    """What standards print, beside the worker's own figures, on request."""
    more = st.expander(
        "What standards print, for choosing furniture", key="sitting.ranges", on_change="rerun"
    )
    if not more.open:
        return
    with more:
        ranges = furniture_ranges()
        labels = {one.figure: setup.figures[one.figure].rule.label for one in ranges}
        figure = choose("sitting.range", "Figure", labels)
        table(
            [printed(setup, one) for one in ranges if one.figure == figure],
            "Ranges that standards and guidelines print",
        )
        st.caption(
            "Standards are sold, and none was read in full: these are figures that public pages quote."
        )


def printed(setup: Setup, one: FurnitureRange) -> dict[str, object]:
    """One printed range, and whether the worker's figure lies in it."""
    figure = setup.figures[one.figure]
    fits = None if figure.target is None else one.holds(figure.target.value_cm)
    seen = f": {one.where_seen}" if one.where_seen else ""
    return {
        "Printed": range_words(one),
        "Holds this worker’s": None if fits is None else "Yes" if fits else "No",
        "By": f"{one.standard}, {one.condition}" if one.condition else one.standard,
        "Status": f"{SOURCE_STATUS[one.status]}{seen}",
    }


def range_words(one: FurnitureRange) -> str:
    """A printed range: "38 to 50 cm", "at least 49 cm"."""
    low, high = (None if cm is None else setting_words(cm, units()) for cm in (one.low_cm, one.high_cm))
    if low and high:
        return f"{low} to {high}"
    return f"at least {low}" if low else f"at most {high}"
