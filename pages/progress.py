"""Progress: the weekly sheet, planned against actual, the review with its decision, planning again, and versions."""

import streamlit as st

from ergo.analysis.progress import planned_and_worked, to_refer
from pages.components import review_views, sheet_views, version_views
from pages.components.case_state import start_page
from pages.components.messages import next_step

PARTS = {
    "Weekly sheet": sheet_views.sheet,
    "Planned and actual": sheet_views.planned_and_actual,
    "Review": review_views.review,
    "Plan again": version_views.again,
    "Versions": version_views.versions,
}
opened = start_page("Progress", "What was planned, what really happened, and what is decided about it.")
sheet_views.examined_first(to_refer(opened))
if opened.plan is None or not planned_and_worked(opened):
    next_step(
        "There is no plan with dated weeks yet. Make it on the Plan page; then its weeks can be filled in here."
    )
    st.page_link("pages/plan.py", label="Go to Plan", icon=":material/calendar_month:")
else:
    part = st.segmented_control(
        "Part",
        list(PARTS),
        default="Weekly sheet",
        required=True,
        key="progress.part",
        persist_state="session",
        label_visibility="collapsed",
    )
    PARTS[part](opened, opened.plan)
