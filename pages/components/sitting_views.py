"""How the sitting is spread over the shift, beside what the worker tolerates and what is known of breaks."""

import streamlit as st

from ergo.analysis.demands import amount_of
from ergo.analysis.match import MatchRow, match_task
from ergo.analysis.words import inside_sentence, key_words
from ergo.knowledge.sitting import guidance, guidance_topics
from ergo.model.case import Case
from ergo.model.job import Task
from ergo.workflow.steps import match_day
from pages.components import fields
from pages.components.bands import state_mark
from pages.components.case_state import today
from pages.components.match_views import amount, in_short
from pages.components.plain import plain
from pages.components.tables import table
from pages.components.words import SOURCE_STATUS, cited

NO_FIGURE = "–"
MEASURED = (
    "sit.bout_min",
    "sit.total_h",
    "stand.bout_min",
    "stand.total_h",
    "org.break_min_per_h",
    "office.laptop_only_h",
    "sit.surface",
)
POSTURES = ("sit", "stand")


def show_pattern(case: Case, task: Task) -> None:
    """Sitting and standing of one task against tolerances and restrictions, then its fields and the guidance."""
    on = match_day(case) or today()
    rows = [row for row in match_task(case, task, on) if row.key.dimension in POSTURES]
    if rows:
        with st.grid(4, min_column_width=130):
            for row in rows:
                figure(row)
        for row in rows:
            mark = state_mark(row.state, near=row.decisive.near)
            by = f" :gray[{plain(row.decisive.source)}]" if row.decisive.source else ""
            st.markdown(f"{mark} — {plain(key_words(row.key))}: {plain(in_short(row))}.{by}")
    else:
        st.info(
            "Enter how long the worker sits at a time; tolerances stand under Capacity.",
            icon=":material/straighten:",
        )
    part = fields.entry("sitting.task", lambda found: found.job.tasks, task.id)
    st.header("Of the shift")
    with st.grid("auto", min_column_width=185):
        fields.number(part, "minutes_per_shift", "Normal time on a shift", unit="min", step=15.0)
        fields.number(
            part,
            "uninterruptible_min",
            "Longest stretch that cannot be broken",
            unit="min",
            step=5.0,
            help="By a change of posture.",
        )
        for name in MEASURED:
            fields.measured(part, name)
    if task.measurements:
        fields.how_known(part)
    what_is_known()


def figure(row: MatchRow) -> None:
    """What is asked for, large, beside its limit."""
    highest = None if row.demand is None else amount_of(row.demand)
    asked = amount(highest if row.decisive.asked is None else row.decisive.asked, row.key)
    limit = amount(row.decisive.limit, row.key)
    st.metric(
        key_words(row.key),
        asked or NO_FIGURE,
        f"limit {limit}" if limit else "no limit known",
        delta_color="off",
        delta_arrow="off",
        border=True,
    )


def what_is_known() -> None:
    """Sentences on sitting, breaks and standing, each with source and status."""
    st.header("What is known")
    for topic in guidance_topics().values():
        with st.expander(topic.label):
            table(
                [
                    {"": row.text, "Source": cited(row.source), "Status": SOURCE_STATUS[row.status]}
                    for row in guidance().values()
                    if row.topic == topic.id
                ],
                f"What is known: {inside_sentence(topic.label)}",
            )
