"""Home: what this is, the example, your cases, a new case, a case file."""

from collections.abc import Callable

import streamlit as st

from ergo.analysis.wording import clock_words, date_words
from ergo.model.case import Case
from ergo.store import casefile
from ergo.store.database import CaseRow
from pages.components.case_state import (
    desk,
    open_with,
    refuse,
    show_refusal,
    turn_to,
)
from pages.components.plain import plain
from pages.components.router import HOME, come_through_app

SHOWN_AT_FIRST = 6


def go_to(fetch: Callable[[], Case]) -> None:
    if open_with(fetch):
        turn_to("pages/case.py")


def start_new() -> None:
    code = st.session_state["home.code"]
    go_to(lambda: desk().new_case(code))


def take_in() -> None:
    file = st.session_state["home.file"]
    if file is None:
        refuse(HOME, "Choose a case file first.")
    else:
        go_to(lambda: desk().import_case(file.getvalue()))


def examples(*, first: bool) -> None:
    for example in desk().examples():
        with st.container(border=True):
            st.markdown(f"**{plain(example.title)}**")
            st.markdown(plain(example.summary))
            st.button(
                "Open the example",
                key=f"home.example.{example.id}",
                icon=":material/play_arrow:",
                type="primary" if first else "secondary",
                on_click=go_to,
                args=(lambda chosen=example.id: desk().open_example(chosen),),
            )


def cases() -> None:
    rows = desk().list_cases()
    shown = rows if st.session_state.get("home.all") else rows[:SHOWN_AT_FIRST]
    for row in shown:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            with st.container(gap=None):
                st.markdown(f"**{plain(row.title or row.worker_code)}**")
                st.caption(plain(" · ".join(part for part in (row.job_title, changed(row)) if part)))
            st.button(
                "Open",
                key=f"home.open.{row.id}",
                on_click=go_to,
                args=(lambda chosen=row.id: desk().open(chosen),),
            )
    if len(rows) > SHOWN_AT_FIRST:
        st.toggle(f"Show all {len(rows)} cases", key="home.all")


def changed(row: CaseRow) -> str:
    at = row.updated_at.astimezone()
    return f"changed on {date_words(at.date())}, {clock_words(at.time())}"


def new_case() -> None:
    with st.form("home.new"):
        st.text_input(
            "Code of the worker",
            key="home.code",
            placeholder="W-014",
            help="A code is enough; a name can be added later.",
        )
        st.form_submit_button("Start the case", icon=":material/add:", on_click=start_new)


def case_file() -> None:
    st.file_uploader(
        "Case file",
        key="home.file",
        type=["json"],
        max_upload_size=casefile.MAX_BYTES // 1_000_000,
        help="A file that this app exported.",
    )
    st.button("Open the case file", icon=":material/upload_file:", on_click=take_in)


come_through_app()
st.title("Ergonomics and return to work")
st.markdown(
    "What a job demands, what a worker can do, what would have to change, and a graded plan that keeps within both. "
    "Every figure says where it comes from."
)
st.caption(
    "For occupational therapists. It supports a judgement and does not replace it: it is no medical device, "
    "and it never declares a person fit or unfit. Cases stay on this computer."
)
show_refusal(HOME)

newcomer = not desk().list_cases()
if newcomer:
    st.header("Begin with an example")
    examples(first=True)
else:
    st.header("Your cases")
    cases()
left, right = st.columns(2)
with left:
    st.header("New case")
    new_case()
with right:
    st.header("Case file")
    case_file()
if not newcomer:
    st.header("Examples")
    examples(first=False)
