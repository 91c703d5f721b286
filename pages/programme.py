"""Programme: the rehabilitation beside the schedule, week by week, with exercises, pacing, goals and what follows."""

import streamlit as st

from pages.components import exercise_views, goal_views, programme_views
from pages.components.case_state import start_page

PARTS = {
    "This week": programme_views.this_week,
    "Components": programme_views.component_list,
    "Exercises": exercise_views.exercise_list,
    "Topics and practice": exercise_views.topics_and_practice,
    "Pacing": goal_views.pacing,
    "Goals": goal_views.goals,
    "Flare-up and maintenance": goal_views.flare_and_after,
}
opened = start_page(
    "Programme",
    "The rehabilitation beside the schedule of hours. Clinical: the employer sees times of sessions alone.",
)
part = st.segmented_control(
    "Part of the programme",
    list(PARTS),
    default="This week",
    required=True,
    key="programme.part",
    persist_state="session",
    label_visibility="collapsed",
)
PARTS[part](opened)
