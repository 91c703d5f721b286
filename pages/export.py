"""Export: the employer's plan and the job demands analysis, what they hold and never hold, and the case file."""

import streamlit as st

from ergo.knowledge.visibility import Audience, Rule, items
from ergo.model.case import Case
from ergo.workflow.documents import Format, employer_plan, job_demands_pdf
from ergo.workflow.photographs import photograph_bytes
from ergo.workflow.plans import is_signed
from pages.components.case_state import desk, settings, start_page, today, units
from pages.components.tables import table

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMS = (
    (Format.PDF, "Employer's plan (PDF)", "application/pdf", "picture_as_pdf"),
    (Format.WORD, "Employer's plan (Word)", WORD, "description"),
    (Format.CALENDAR, "Dates (calendar)", "text/calendar", "event"),
)
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
    on, system, paper = today(), units(), settings().paper
    name = f"return-to-work-plan-{case.plan.start}-v{case.plan.version}"
    with st.container(horizontal=True):
        for form, label, mime, icon in FORMS:
            st.download_button(
                label,
                data=lambda form=form: employer_plan(case, form, on, system, paper),
                file_name=f"{name}.{form}",
                mime=mime,
                icon=f":material/{icon}:",
                type="primary" if form is Format.PDF else "secondary",
                on_click="ignore",
            )
    st.caption(
        "Word, to be edited before it is signed: what is changed there is not checked. Calendar: shifts, reviews, "
        "equipment dates; shifts stay tentative until the plan is signed."
    )


def job_demands(case: Case) -> None:
    st.header("Job demands analysis")
    if not case.job.tasks:
        st.info("The job has no task yet. Enter its tasks first.", icon=":material/event_note:")
        st.page_link("pages/job.py", label="Go to Job", icon=":material/event_note:")
        return
    store, on, system, paper = desk().store, today(), units(), settings().paper
    st.markdown(
        "What the job asks for, task by task, as measured and stated. It holds nothing of the worker."
    )
    st.download_button(
        "Job demands analysis (PDF)",
        data=lambda: job_demands_pdf(
            case,
            lambda photograph: photograph_bytes(store, case, photograph),
            on,
            system,
            paper,
        ),
        file_name=f"job-demands-{case.id}.pdf",
        mime="application/pdf",
        icon=":material/picture_as_pdf:",
        on_click="ignore",
    )
    st.caption(
        "Pictures of the work are in it where they may be shown to the employer and the worker's consent "
        "covers photographs."
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
job_demands(opened)
case_file(opened)
