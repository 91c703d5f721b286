"""Handing out a document: to whom, what stands in the way, and what was handed out so far."""

import streamlit as st

from ergo.analysis.wording import date_words
from ergo.model.case import Case
from ergo.model.worker import ContactRole
from ergo.store.trail import Action
from ergo.workflow.documents import DocumentKind, Format, How, kinds
from ergo.workflow.release import formats_to_hand_out, in_the_way, recipients, release, released_to
from pages.components.case_state import current, desk, edit, show_refusal
from pages.components.plain import plain
from pages.components.tables import table
from pages.components.words import CONTACT

SHOWN_AT_FIRST = 5
FORMATS = {
    Format.PDF: ("PDF", "picture_as_pdf"),
    Format.WORD: ("Word", "description"),
    Format.HTML: ("Web page", "public"),
    Format.WORKBOOK: ("Excel", "table_view"),
    Format.CALENDAR: ("Calendar", "event"),
    Format.FHIR: ("FHIR", "data_object"),
    Format.JOB: ("Job file, for another case", "work"),
}
"""What each format is called, and its icon."""


def hand_out(case: Case, row: DocumentKind, how: How) -> None:
    """Who may get it, what is missing, and the button that records it."""
    people = recipients(row.kind)
    if not people:
        return
    place = f"export.release.{row.kind}"
    with st.expander("Hand it out", icon=":material/outgoing_mail:"):
        to = st.segmented_control(
            "To", people, default=people[0], required=True, format_func=CONTACT.get, key=f"{place}.to"
        )
        forms = formats_to_hand_out(row.kind)
        form = st.segmented_control(
            "As",
            forms,
            default=forms[0],
            required=True,
            format_func=lambda chosen: FORMATS[chosen][0],
            key=f"{place}.format",
        )
        obstacles = in_the_way(case, row.kind, to, how)
        for obstacle in obstacles:
            st.warning(plain(obstacle), icon=":material/block:")
        if not obstacles:
            st.markdown(
                "Nothing stands in the way. Record it, then pass on the file that you download above."
            )
            st.button(
                "Record that it is handed out", key=place, on_click=record, args=(place, row, form, how, to)
            )
        show_refusal(place)


def record(place: str, row: DocumentKind, form: Format, how: How, to: ContactRole) -> None:
    by = desk().who()
    if edit(lambda case: release(case, row.kind, form, to, how, by=by), place):
        done = current().releases[-1]
        detail = {"document": row.label, "as": FORMATS[form][0], "to": CONTACT[to], "sha256": done.sha256}
        desk().store.record(current().id, Action.RELEASED, detail, by)


def handed_out(case: Case) -> None:
    """What was handed out so far, the last first."""
    audiences = dict.fromkeys(row.audience for row in kinds().values())
    done = sorted((r for a in audiences for r in released_to(a, case)), key=lambda r: r.on, reverse=True)
    if not done:
        return
    labels = {row.kind.value: row.label for row in kinds().values()}
    rows = [
        {
            "On": date_words(r.on, weekday=False),
            "Document": labels.get(r.document, r.document),
            "As": FORMATS[Format(r.file_format)][0] if r.file_format in FORMATS else r.file_format,
            "Plan": f"version {r.plan_version}" if r.plan_version else "",
            "To": CONTACT[r.recipient],
            "By": r.by,
        }
        for r in done
    ]
    st.header("Handed out")
    everything = st.session_state.get("export.released.all")
    table(rows if everything else rows[:SHOWN_AT_FIRST], "Documents that were handed out")
    if len(rows) > SHOWN_AT_FIRST:
        st.toggle(f"Show all {len(rows)}", key="export.released.all")
