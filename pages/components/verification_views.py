"""The job demands analysis verified at the workplace: who did, and the form that records it."""

import streamlit as st

from ergo.knowledge.visibility import Audience
from ergo.model.case import Case
from ergo.reports.audience import cut
from ergo.reports.job_demands import edition_of, version_words
from ergo.workflow.job_verification import verify
from pages.components.case_state import edit, empty, settings, show_refusal, today
from pages.components.plain import plain
from pages.components.tables import table
from pages.components.words import DATE_FORMATS, VERIFIER

PLACE = "export.verify"


def verification(case: Case) -> None:
    """Who verified the analysis, which version it is, and the form for the next."""
    job = cut(case, Audience.EMPLOYER, today()).job
    words = version_words(job)
    with st.expander("Verified at the workplace", icon=":material/fact_check:"):
        st.markdown(plain(f"{words[0].upper()}{words[1:]}."))
        if job.verifications:
            rows = [
                {
                    "By": VERIFIER[v.role],
                    "Name": v.name,
                    "Found": "With corrections" if v.with_corrections else "As it is",
                    "Remark": v.comment,
                    "On": v.on,
                    "Edition": "this one" if v.edition == edition_of(job) else v.edition,
                }
                for v in job.verifications
            ]
            table(rows, "Who verified the analysis")
        with st.form(PLACE, border=False):
            with st.grid("auto", min_column_width=220):
                st.selectbox("Who read it", list(VERIFIER), format_func=VERIFIER.get, key=f"{PLACE}.role")
                st.text_input(
                    "Name, role or code", key=f"{PLACE}.name", help="It is printed in the analysis."
                )
                st.date_input("On", value=today(), key=f"{PLACE}.on", format=DATE_FORMATS[settings().dates])
            st.checkbox("With corrections", key=f"{PLACE}.with_corrections")
            st.text_area(
                "What is to be corrected, or a remark", key=f"{PLACE}.comment", help="It is printed too."
            )
            st.form_submit_button("Record it", icon=":material/how_to_reg:", on_click=record)
        show_refusal(PLACE)


def record() -> None:
    """Put what was typed into the case."""
    names = ("role", "name", "on", "with_corrections", "comment")
    said = {name: st.session_state[f"{PLACE}.{name}"] for name in names}
    if edit(lambda case: verify(case, **said), PLACE):
        empty(f"{PLACE}.name", f"{PLACE}.comment")
        st.session_state[f"{PLACE}.with_corrections"] = False
