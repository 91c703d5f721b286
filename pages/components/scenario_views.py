"""Scenarios on the Plan page and the forecast beneath them: for those who treat alone."""

import streamlit as st

from ergo.analysis.wording import date_words, hours_words
from ergo.drawing.chance import chance_svg, chance_words
from ergo.drawing.comparison import ComparedHours, comparison_svg
from ergo.errors import InputError
from ergo.knowledge.forecast import usual_prior
from ergo.model.case import Case
from ergo.planning.scenarios import Scenario
from ergo.workflow.scenarios import Courses, courses
from pages.components import fields
from pages.components.case_state import once, today
from pages.components.fields import Part
from pages.components.plain import plain
from pages.components.tables import table
from pages.components.words import SOURCE_STATUS

LABELS = ("Every step holds", "One step is held back", "Two steps are held back")
RAISES = {"hours": "the step in hours", "load": "the step in load", "both": "the step in hours and load"}


def scenarios(case: Case) -> None:
    """How the return goes if steps are held back; the forecast on request."""
    st.caption(
        "For your file only: no document but your own report shows this. The first step is held back, and for two also "
        "the one after it: each is tried again at the next step date, and what was reached stays."
    )
    try:
        with st.spinner("Working out the scenarios"):
            found = once("scenarios", lambda c: courses(c, today()))
    except InputError as error:
        st.error(plain(error), icon=":material/error:")
        return
    if case.plan.edited_on is not None:
        st.caption("Worked out from the plan before it was edited by hand.")
    named = list(zip(LABELS, found.scenarios, strict=False))
    svg = comparison_svg(
        [
            ComparedHours(
                label, one.week_minutes, one.full_duties_week and place(found, one.full_duties_week)
            )
            for label, one in named
        ]
    )
    st.image(svg, alt=svg.alt, width="stretch")
    table([row(label, one) for label, one in named], "Full duties and hours if steps are held back")
    if len(found.scenarios) == 1:
        st.caption("This plan has no step that could be held back.")
    box = st.expander(
        "How likely full duties are by each week",
        icon=":material/casino:",
        key="plan.forecast",
        on_change="rerun",
    )
    if box.open:
        with box:
            forecast(found)


def place(found: Courses, week: int) -> int:
    """A week of the plan, counted from the first week that is drawn."""
    return week - found.first_week + 1


def row(label: str, one: Scenario) -> dict[str, object]:
    """One line of the table."""
    held = [
        f"{RAISES[held.move]} of week {held.week}, {date_words(held.monday, year=False)}"
        for held in one.held_back
    ]
    full = f"not within {len(one.week_minutes)} weeks"
    if one.full_duties_week is not None and one.full_duties_from is not None:
        full = f"week {one.full_duties_week}, from {date_words(one.full_duties_from, weekday=False)}"
    return {
        "If": label,
        "Held back": "\n".join(held) or "nothing",
        "Full duties": full,
        "Hours in all": hours_words(sum(one.week_minutes)),
    }


def forecast(found: Courses) -> None:
    """The chance of full duties by each week, what it starts from, and what it leaves out."""
    part, usual = Part("plan.prior", lambda case: case.plan_settings), usual_prior()
    st.markdown(
        "Each step may hold or fail. What you believe beforehand counts as so many steps seen; every step that holds "
        "or fails on the way counts as one more. A step that fails is tried again at the next step date. Stepping "
        "back is not part of this reckoning."
    )
    with st.grid("auto", min_column_width=220):
        fields.number(
            part,
            "steps_held",
            "Steps believed to hold",
            decimals=1,
            placeholder=f"{usual.steps_held.value:g}",
        )
        fields.number(
            part,
            "steps_failed",
            "Steps believed to fail",
            decimals=1,
            placeholder=f"{usual.steps_failed.value:g}",
        )
    first = found.forecast.prior.chance(0, 0)
    status = SOURCE_STATUS[usual.steps_held.status]
    st.caption(
        plain(
            f"The first step holds with {chance_words(first)}. Left empty: {usual.steps_held.value:g} and "
            f"{usual.steps_failed.value:g}, a {status}. {usual.steps_held.note}"
        )
    )
    made = found.forecast
    svg = chance_svg(made.by_week, made.not_within, found.first_week)
    st.image(svg, alt=svg.alt, width="stretch")
    rows = [
        {"By week": str(found.first_week + n), "Full duties": chance_words(chance)}
        for n, chance in enumerate(made.by_week)
        if chance and (n == 0 or chance > made.by_week[n - 1])
    ]
    rows.append({"By week": "not within the plan", "Full duties": chance_words(made.not_within)})
    with st.expander("The same as a table"):
        table(rows, "Chance of full duties by each week")
