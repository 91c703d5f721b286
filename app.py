"""The app: page configuration, navigation, the open case and what it still lacks."""

from textwrap import shorten

import streamlit as st

from ergo import __version__
from ergo.units import UnitSystem
from pages.components.case_state import current, follow_address, leave_refusals, once, turned_to
from pages.components.plain import plain
from pages.components.router import navigation, run

MISSING_SHOWN, CHARACTERS_SHOWN = 2, 110

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
                lines = [
                    shorten(line, CHARACTERS_SHOWN, placeholder=" …") for line in step.missing[:MISSING_SHOWN]
                ]
                lines += [f"and {more} more"] if more > 0 else []
                st.caption(f"**{plain(step.label)}**: " + plain("; ".join(lines)))
