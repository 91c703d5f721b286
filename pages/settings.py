"""Settings: what new cases, screens and documents begin with; where the cases are kept."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from ergo import __version__
from ergo.errors import InputError
from ergo.knowledge.retention import retention_rules
from ergo.knowledge.schemes import schemes
from pages.components.case_state import (
    UNITS,
    accept,
    desk,
    follow_settings,
    forget_once,
    refuse,
    settings,
    show_refusal,
)
from pages.components.fields import fit_side_by_side
from pages.components.plain import plain
from pages.components.retention_views import NOT_LAW, about_rule, rules
from pages.components.router import come_through_app
from pages.components.scheme_notes import names
from pages.components.words import DATE_STYLE, PAPER, ZONE_HELP, country_words, region_words, zone_words


def choose(name: str, label: str, words: Mapping[Any, str], **more: Any) -> None:
    """One setting, kept as soon as it is chosen."""
    key, stored = f"settings.{name}", getattr(settings(), name)
    words = words if stored in words else {**words, stored: str(stored)}
    st.session_state[key] = stored
    options = {
        "options": list(words),
        "format_func": words.get,
        "key": key,
        "on_change": keep,
        "args": (name,),
    }
    if fit_side_by_side(words):
        st.segmented_control(label, **options, required=True, **more)
    else:
        st.selectbox(label, **options, **more)
    show_refusal(key)


def keep(name: str) -> None:
    key = f"settings.{name}"
    values = {name: st.session_state[key]}
    if name == "country":
        values["region"] = values["time_zone"] = ""
    try:
        desk().change_settings(**values)
    except InputError as error:
        refuse(key, str(error))
        return
    accept(key)
    forget_once()
    follow_settings()


def therapist() -> None:
    st.header("Therapist")
    with st.grid("auto", min_column_width=220):
        typed("name", "Your name", "It stands in the audit trail and begins a sign-off.")
        typed("registration", "Your registration", "The number or body that a sign-off names.")


def typed(name: str, label: str, about: str) -> None:
    """One setting that is typed, kept when it is committed."""
    key = f"settings.{name}"
    st.session_state.setdefault(key, getattr(settings(), name))
    st.text_input(label, key=key, on_change=keep, args=(name,), help=about)
    show_refusal(key)


def screens_and_documents() -> None:
    st.header("Screens and documents")
    choose(
        "units", "Units at the start", UNITS, help="The switch in the side bar changes them for the moment."
    )
    choose("dates", "Dates", DATE_STYLE, help="On screens, in date fields and in documents made from now on.")
    choose("paper", "Page size of documents", PAPER)


def new_cases() -> None:
    st.header("New cases")
    st.caption("Public holidays of the country and region are left out of a plan. A case may say otherwise.")
    with st.grid("auto", min_column_width=220):
        choose("country", "Country", country_words())
        if settings().country:
            choose("region", "Region", region_words(settings().country))
            choose("time_zone", "Time zone", zone_words(settings().country), help=ZONE_HELP)


def scheme() -> None:
    st.header("Scheme")
    st.caption(
        "Its words, what is usual in it and its forms are used beside certificates and the plan. It goes into new "
        "cases; a case may name another. It limits nothing: the certificate in the case does."
    )
    words = {"": "None", **{row.id: row.label for row in schemes().values()}}
    choose("scheme_id", "Scheme of certificates and plans", words)
    chosen = schemes().get(settings().scheme_id)
    if chosen is not None:
        names(chosen)


def records() -> None:
    st.header("How long records are kept")
    st.caption(NOT_LAW)
    choose("retention_id", "Rule for every case that names no other", {"": "None", **rules()})
    chosen = retention_rules().get(settings().retention_id)
    if chosen is not None:
        about_rule(chosen)


def this_computer() -> None:
    st.header("This computer")
    st.markdown(
        f"Cases are kept in **{plain(desk().store.place)}**. They leave it only in files that you download. "
        "There is no telemetry, and nothing is fetched from a network."
    )
    st.markdown("A case can be archived, never deleted: every saved version of it is kept.")
    st.caption(f"Version {__version__}. Apache License 2.0. No medical device.")


come_through_app()
st.title("Settings")
st.caption("They hold for this computer and are kept at once.")
fault = desk().settings_fault()
if fault:
    st.warning(f"{plain(fault)} The usual settings apply until you choose one.", icon=":material/warning:")
therapist()
screens_and_documents()
new_cases()
scheme()
records()
this_computer()
