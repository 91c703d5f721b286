"""The app: page configuration, navigation, the open case and what it still lacks."""

from textwrap import shorten

import streamlit as st

from ergo import __version__
from pages.components.case_state import (
    UNITS,
    current,
    follow_address,
    follow_settings,
    leave_behind,
    once,
    settings,
    turned_to,
)
from pages.components.passphrase import ask_for_passphrase
from pages.components.plain import plain
from pages.components.router import navigation, run

CHARACTERS_SHOWN = 110

page = navigation()
wanted = turned_to()
if wanted is not None:
    st.switch_page(wanted)
ask_for_passphrase()
follow_settings()
leave_behind(page.url_path)
follow_address()
with st.sidebar:
    open_case = st.container()  # filled after the page: what it takes is not waited for
    st.segmented_control(
        "Units",
        list(UNITS),
        default=settings().units,
        required=True,
        key="units",
        bind="query-params",
        format_func=UNITS.get,
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
                more = f" (and {len(step.missing) - 1} more)" if len(step.missing) > 1 else ""
                with st.container(gap=None):
                    st.page_link(f"pages/{step.step}.py", label=step.label, icon=":material/pending:")
                    st.caption(plain(shorten(step.missing[0], CHARACTERS_SHOWN, placeholder=" …") + more))
