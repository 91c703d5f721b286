"""Lists of the case: choose the entry to work on, add one, take one away."""

from collections.abc import Callable, Mapping, MutableSequence
from typing import Any

import streamlit as st

from ergo.model.case import Case
from pages.components.case_state import edit, show_refusal

Entries = Callable[[Case], MutableSequence[Any]]


def choose(key: str, label: str, names: Mapping[str, str]) -> str | None:
    """The id of the entry to work on, the first unless the person chose another; None where the list is empty."""
    if not names:
        return None
    if st.session_state.get(key) not in names:
        st.session_state[key] = next(iter(names))
    return st.selectbox(label, list(names), format_func=names.get, key=key, persist_state="session")


def add(key: str, entries: Entries, entry: Any) -> bool:
    """Append an entry and make it the one to work on; for use in a callback."""
    added = edit(lambda case: entries(case).append(entry), key)
    if added:
        st.session_state[key] = entry.id
    return added


def remove(key: str, entries: Entries, entry_id: str, label: str) -> None:
    """A button that takes an entry away, after asking."""

    def take_away() -> None:
        def change(case: Case) -> None:
            entries(case)[:] = [entry for entry in entries(case) if entry.id != entry_id]

        edit(change, f"{key}.remove")

    with st.popover(label, icon=":material/delete:"):
        st.markdown("It is taken out of the case. Earlier versions of the case keep it.")
        st.button("Remove it", key=f"{key}.remove.{entry_id}", on_click=take_away, type="primary")
    show_refusal(f"{key}.remove")


def pick(
    key: str, label: str, entries: Entries, words: Mapping[str, str], make: Callable[[str], Any], **more: Any
) -> None:
    """A list from which choosing adds an entry of that kind; it is empty again afterwards."""
    field = f"{key}.pick"

    def take() -> None:
        chosen = st.session_state[field]
        if chosen is not None:
            add(key, entries, make(chosen))
            st.session_state[field] = None

    st.selectbox(label, list(words), format_func=words.get, index=None, key=field, on_change=take, **more)
    show_refusal(key)
