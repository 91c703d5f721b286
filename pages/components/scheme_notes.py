"""What the scheme of a case says, where a certificate or a plan is worked on."""

import streamlit as st

from ergo.analysis.scheme import scheme_of, scheme_warnings
from ergo.knowledge.schemes import About, Scheme
from ergo.model.case import Case
from pages.components.case_state import settings
from pages.components.plain import plain
from pages.components.words import SOURCE_STATUS, cited


def scheme_notes(case: Case, about: About) -> None:
    """The scheme's word for it, what is usual, and what of this case runs longer; nothing where no scheme is set."""
    scheme = scheme_of(case, settings().scheme_id)
    if scheme is None:
        return
    name = scheme.certificate if about is About.CERTIFICATE else scheme.plan
    for sentence in scheme_warnings(case, scheme, about):
        st.warning(plain(sentence), icon=":material/schedule:")
    with st.expander(f"{plain(scheme.label)}: {plain(name)}", icon=":material/gavel:"):
        for note in scheme.notes_about(about):
            _note(note.text, note.source, note.status)
        if not scheme.notes_about(about):
            st.markdown("Nothing more is on record.")


def names(scheme: Scheme) -> None:
    """What the scheme calls certificate and plan, and all that it says."""
    st.markdown(f"Certificate: **{plain(scheme.certificate)}**. Plan: **{plain(scheme.plan)}**.")
    remark = f" {scheme.note}" if scheme.note else ""
    st.caption(plain(f"{cited(scheme.source)} ({SOURCE_STATUS[scheme.status]}).{remark}"))
    for note in scheme.notes:
        _note(note.text, note.source, note.status)


def _note(text: str, source: str, status: str) -> None:
    st.markdown(f"- {plain(text)} :gray[{plain(cited(source))} ({SOURCE_STATUS[status]})]")
