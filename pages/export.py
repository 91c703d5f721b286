"""Export: the employer's plan as PDF, what it holds and what it never holds, and the case file."""

import streamlit as st

from ergo.knowledge.visibility import Audience, Rule, items
from ergo.model.case import Case
from ergo.workflow.documents import employer_plan_pdf
from ergo.workflow.plans import is_signed
from pages.components.case_state import desk, start_page
from pages.components.tables import table

SEEN = {
    Rule.FULL: "sees",
    Rule.REDUCED: "sees a part",
    Rule.CONSENT: "sees only with consent",
    Rule.NONE: "never sees",
}


def employers_plan(case: Case) -> None:
    st.header("Employer's plan")
    if case.plan is None:
        st.info("Make the plan first; then its PDF can be handed out.", icon=":material/calendar_month:")
        st.page_link("pages/plan.py", label="Go to Plan", icon=":material/calendar_month:")
        return
    if is_signed(case):
        st.success("Signed: the PDF is final.", icon=":material/draw:")
    else:
        st.warning(
            "Not signed yet: every page is marked DRAFT. Sign it on the Plan page.",
            icon=":material/edit_note:",
        )
    st.download_button(
        "Download the employer's plan (PDF)",
        data=lambda: employer_plan_pdf(case),
        file_name=f"return-to-work-plan-{case.plan.start}-v{case.plan.version}.pdf",
        mime="application/pdf",
        icon=":material/picture_as_pdf:",
        type="primary",
        on_click="ignore",
    )


def what_they_see() -> None:
    st.header("What the employer sees")
    rows = []
    for item in items().values():
        seen = item.seen_by(Audience.EMPLOYER)
        rows.append(
            (
                list(Rule).index(seen.rule),
                {"Information": item.item, "The employer": SEEN[seen.rule], "As": seen.form},
            )
        )
    with st.expander("Line by line"):
        table([row for _, row in sorted(rows, key=lambda pair: pair[0])], "What the employer's copy holds")


def case_file(case: Case) -> None:
    st.header("Case file")
    st.markdown("The whole case, clinical information included, to keep or to open on another computer.")
    st.download_button(
        "Download the case file",
        data=lambda: desk().export_case(case.id),
        file_name=f"case-{case.id}.json",
        mime="application/json",
        icon=":material/save:",
        on_click="ignore",
    )


opened = start_page("Export", "What leaves this computer, and what never does.")
employers_plan(opened)
st.markdown(
    "The employer's copy holds hours, duties, limits and changes of the workplace. It never holds a diagnosis, "
    "a score about the person, a pain rating, a red flag or a clinical note."
)
what_they_see()
case_file(opened)
