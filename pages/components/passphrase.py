"""The passphrase of an encrypted database, asked for once after the program was started."""

import streamlit as st

from ergo.store.faults import StoreLocked
from pages.components.case_state import desk, unlock
from pages.components.plain import plain

TYPED, REFUSED = "passphrase.typed", "passphrase.refused"


def ask_for_passphrase() -> None:
    """Go on where the database is open; otherwise ask for its passphrase, and show nothing else."""
    try:
        desk()
    except StoreLocked as locked:
        st.title("Encrypted cases")
        st.markdown(plain(str(locked)))
        with st.form("passphrase", border=False):
            st.text_input("Passphrase", type="password", key=TYPED)
            st.form_submit_button("Open", icon=":material/lock_open:", on_click=_try)
        refused = st.session_state.pop(REFUSED, "")
        if refused:
            st.error(plain(refused), icon=":material/lock:")
        st.stop()


def _try() -> None:
    try:
        unlock(st.session_state[TYPED])
    except StoreLocked as locked:
        st.session_state[REFUSED] = str(locked)
