"""The app: page configuration, navigation, the open case and what it still lacks."""

from pathlib import Path

import streamlit as st

from ergo import __version__
from ergo.units import UnitSystem
from pages.components.case_state import current, follow_address, leave_refusals, once, turned_to
from pages.components.plain import plain
from pages.components.router import navigation, run

SIDEBAR_PX = 260
ICON = Path(__file__).parent / "pages" / "icon.svg"  # an icon by name would be fetched from outside
MISSING_SHOWN = 2

st.set_page_config(
    page_title="Ergonomics and return to work",
    page_icon=ICON,
    layout="wide",
    initial_sidebar_state=SIDEBAR_PX,
)

page = navigation()
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
run(page)
case = current()
if case is not None:
    from ergo.workflow.steps import progress  # the first page does not wait for the methods

    with open_case:
        st.markdown(f"**Open case**  \n{plain(case.title or case.worker.code)}")
        steps = once("progress", progress)
        lacking = [step for step in steps if not step.done]
        with st.expander(f"{len(steps) - len(lacking)} of {len(steps)} steps done", expanded=bool(lacking)):
            for step in lacking:
                more = len(step.missing) - MISSING_SHOWN
                lines = [*step.missing[:MISSING_SHOWN], *([f"and {more} more"] if more > 0 else [])]
                st.caption(f"**{plain(step.label)}**: " + plain("; ".join(lines)))
