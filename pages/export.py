"""Export: each reader's documents with a look at them, what each reader sees and never sees, and the case file."""

from collections.abc import Callable

import streamlit as st

from ergo.errors import InputError
from ergo.knowledge.scheme_forms import scheme_form
from ergo.knowledge.visibility import Audience, Rule, items
from ergo.model.case import Case
from ergo.workflow.documents import DocumentKind, Format, How, Kind, kinds, make
from ergo.workflow.photographs import photograph_bytes
from ergo.workflow.plans import is_signed
from pages.components.case_state import desk, settings, start_page, today, units
from pages.components.plain import plain
from pages.components.release_views import FORMATS, hand_out, handed_out
from pages.components.tables import table
from pages.components.verification_views import verification
from pages.components.words import AUDIENCE

CASE_FILE = "case_file"
PREVIEW_PX = 720
MIME = {
    Format.PDF: "application/pdf",
    Format.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.HTML: "text/html",
    Format.WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CALENDAR: "text/calendar",
    Format.FHIR: "application/fhir+json",
    Format.JOB: "application/json",
}
SEEN = {
    Rule.FULL: "sees",
    Rule.REDUCED: "sees a part",
    Rule.CONSENT: "sees only with consent",
    Rule.NONE: "never sees",
}


def readers() -> list[Audience]:
    """Those for whom there is a document, in the order of the documents."""
    return list(dict.fromkeys(row.audience for row in kinds().values()))


def documents_of(case: Case, audience: Audience) -> None:
    for row in kinds().values():
        if row.audience is audience:
            st.header(row.label)
            st.markdown(row.summary)
            document(case, row)


def document(case: Case, row: DocumentKind) -> None:
    if row.needs_plan and case.plan is None:
        st.info("Make the plan first; then this can be handed out.", icon=":material/calendar_month:")
        st.page_link("pages/plan.py", label="Go to Plan", icon=":material/calendar_month:")
        return
    abouts = row.abouts(case, the_way(case, ""))
    if not abouts:
        st.info(row.nothing, icon=":material/info:")
        return
    about = abouts[0]
    if len(abouts) > 1:
        words = about_words(case, row)
        about = st.selectbox("About", abouts, format_func=words, key=f"export.about.{row.kind}")
    if row.needs_plan and not is_signed(case):
        st.warning(
            "Not signed yet: every page is marked DRAFT. Sign it on the Plan page.",
            icon=":material/edit_note:",
        )
    how = the_way(case, about)
    downloads(case, row, how)
    hand_out(case, row, how)
    if row.kind is Kind.JOB_DEMANDS:
        verification(case)
    if st.toggle("Look at it here", key=f"export.preview.{row.kind}"):
        try:
            page = make(case, row.kind, Format.HTML, how).decode()
        except InputError as error:
            st.error(plain(str(error)), icon=":material/error:")
        else:
            st.iframe(page, height=PREVIEW_PX, alt=row.label)


def about_words(case: Case, row: DocumentKind) -> Callable[[str], str]:
    if row.kind is Kind.CERTIFIER_QUERY:
        wording = {r.id: r.wording for r in case.all_restrictions()}
        return lambda about: wording[about]
    if row.kind is Kind.COPY_ACROSS:
        return lambda about: scheme_form(about).name
    return lambda about: f"Week {about}"


def the_way(case: Case, about: str) -> How:
    store = desk().store
    chosen = settings()
    return How(
        today(),
        units(),
        chosen.paper,
        lambda p: photograph_bytes(store, case, p),
        about,
        chosen.cost_bands,
        chosen.scheme_id,
    )


def downloads(case: Case, row: DocumentKind, how: How) -> None:
    name = "-".join(filter(None, (row.kind.value.replace("_", "-"), how.about, f"{how.on}")))
    with st.container(horizontal=True):
        for form in row.formats:
            label, icon = FORMATS[form]
            st.download_button(
                f"{row.label} ({label})" if form is Format.PDF else label,
                data=lambda form=form: make(case, row.kind, form, how),
                file_name=f"{name}.{form}",
                mime=MIME[form],
                icon=f":material/{icon}:",
                type="primary" if form is Format.PDF else "secondary",
                on_click="ignore",
                key=f"export.{row.kind}.{form}",
            )


def what_they_see(audience: Audience) -> None:
    reader = AUDIENCE[audience]
    rows = []
    for item in items().values():
        seen = item.seen_by(audience)
        line = {"Information": item.item, reader: SEEN[seen.rule], "As": seen.form}
        rows.append((list(Rule).index(seen.rule), line))
    with st.expander(f"{reader}: what they see and never see"):
        table([row for _, row in sorted(rows, key=lambda pair: pair[0])], f"What the copy for {reader} holds")


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
words = {**{reader: AUDIENCE[reader] for reader in readers()}, CASE_FILE: "Case file"}
chosen = st.segmented_control(
    "Reader",
    list(words),
    default=Audience.EMPLOYER,
    required=True,
    format_func=words.get,
    key="export.reader",
    label_visibility="collapsed",
)
if chosen == CASE_FILE:
    case_file(opened)
else:
    if chosen == Audience.EMPLOYER:
        st.caption(
            "The employer's copies hold hours, duties, limits and changes of the workplace. They never hold a score "
            "about the person, a pain rating, a red flag or a clinical note; a diagnosis only where the scheme's own "
            "plan holds it and the worker's consent for the employer names it."
        )
    documents_of(opened, chosen)
    handed_out(opened)
    what_they_see(chosen)
