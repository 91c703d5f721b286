"""The app: page configuration, navigation, the open case and what it still lacks."""

from pathlib import Path

import streamlit as st

from ergo import __version__
from ergo.units import UnitSystem
from ergo.workflow.steps import progress
from pages.components.case_state import current, follow_address, leave_refusals, once, turned_to
from pages.components.plain import plain

SIDEBAR_PX = 260
ICON = Path(__file__).parent / "pages" / "icon.svg"  # an icon by name would be fetched from outside
MISSING_SHOWN = 2

st.set_page_config(
    page_title="Ergonomics and return to work",
    page_icon=ICON,
    layout="wide",
    initial_sidebar_state=SIDEBAR_PX,
)

PAGES = [
    ("home", "Home", "home", "Open, start or import a case."),
    ("case", "Case", "person", "Worker, goal, condition, red flags, obstacles, consent."),
    ("job", "Job", "event_note", "Working time and tasks."),
    ("lifting", "Lifting", "package_2", "Lifting index of each lift, as you type."),
    ("capacity", "Capacity", "fitness_center", "Tolerances, certificates, restrictions, clearance."),
    ("match", "Match", "compare_arrows", "Demands beside what is possible and allowed."),
    ("modifications", "Modifications", "construction", "What could be changed, with the figures after it."),
    ("plan", "Plan", "calendar_month", "The graded plan, week by week, checked."),
    ("export", "Export", "download", "Employer's plan as PDF, case file."),
]
# Streamlit's headings between groups of pages break the list for a screen reader, so the pages stand in one.
page = st.navigation(
    [
        st.Page(
            f"pages/{name}.py", title=title, icon=f":material/{icon}:", help=about, default=name == "home"
        )
        for name, title, icon, about in PAGES
    ],
    expanded=True,
)

wanted = turned_to()
if wanted is not None:
    st.switch_page(wanted)
leave_refusals(page.url_path)
follow_address()
with st.sidebar:
    open_case = st.container()  # filled after the page: what it takes is not waited for
    st.segmented_control(
        "Units",
        list(UnitSystem),
        default=UnitSystem.METRIC,
        required=True,
        key="units",
        bind="query-params",
        format_func={UnitSystem.METRIC: "Metric", UnitSystem.US: "US"}.get,
    )
    st.caption(f"Version {__version__}. Works without a network. No medical device.")
page.run()
case = current()
if case is not None:
    with open_case:
        st.markdown(f"**Open case**  \n{plain(case.title or case.worker.code)}")
        steps = once("progress", progress)
        lacking = [step for step in steps if not step.done]
        with st.expander(f"{len(steps) - len(lacking)} of {len(steps)} steps done", expanded=bool(lacking)):
            for step in lacking:
                more = len(step.missing) - MISSING_SHOWN
                lines = [*step.missing[:MISSING_SHOWN], *([f"and {more} more"] if more > 0 else [])]
                st.caption(f"**{plain(step.label)}**: " + plain("; ".join(lines)))
