"""Home: your cases, a new one, the short path, a case file, the worked examples."""

from collections.abc import Callable

import streamlit as st

from ergo.analysis.wording import clock_words, date_words
from ergo.model.case import Case
from ergo.store import casefile
from ergo.store.database import CaseRow
from pages.components.case_state import close, current, desk, open_with, refuse, show_refusal, turn_to
from pages.components.plain import plain
from pages.components.router import HOME, SHORT_PATH, come_through_app

SHOWN_AT_FIRST = 5


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


def archive(case_id: str) -> None:
    desk().archive(case_id)
    case = current()
    if case is not None and case.id == case_id:
        close()


def cases(total: int) -> None:
    search = st.text_input(
        "Search your cases",
        key="home.search",
        type="search",
        live=True,
        placeholder="Title, worker or job",
        icon=":material/search:",
    )
    rows = desk().list_cases(search)
    if search:
        st.caption(f"{len(rows)} of {total}")
    if not rows:
        st.info(
            "No case has all of these words. Archived cases are searched apart.", icon=":material/search:"
        )
    everything = bool(search) or st.session_state.get("home.all")
    for row in rows if everything else rows[:SHOWN_AT_FIRST]:
        card(row)
    if len(rows) > SHOWN_AT_FIRST and not search:
        st.toggle(f"Show all {len(rows)} cases", key="home.all")


def card(row: CaseRow) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        about(row)
        st.button(
            "Open",
            key=f"home.open.{row.id}",
            on_click=go_to,
            args=(lambda chosen=row.id: desk().open(chosen),),
        )
        with st.popover("Archive", key=f"home.archiving.{row.id}", icon=":material/archive:"):
            st.markdown("It leaves this list and keeps every version. Nothing is ever deleted.")
            st.button("Archive it", key=f"home.archive.{row.id}", on_click=archive, args=(row.id,))


def about(row: CaseRow) -> None:
    at = row.updated_at.astimezone()
    changed = f"changed on {date_words(at.date())}, {clock_words(at.time())}"
    name = row.worker_code if row.title else ""
    with st.container(gap=None):
        st.markdown(f"**{plain(row.title or row.worker_code)}**")
        st.caption(plain(" · ".join(part for part in (name, row.job_title, changed) if part)))


def archived() -> None:
    rows = desk().list_cases(archived=True)
    if not rows:
        return
    if not st.toggle(f"Show archived cases ({len(rows)})", key="home.archived"):
        return
    search = st.text_input(
        "Search archived cases",
        key="home.archived.search",
        type="search",
        live=True,
        icon=":material/search:",
    )
    for row in desk().list_cases(search, archived=True):
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            about(row)
            st.button("Bring back", key=f"home.back.{row.id}", on_click=desk().bring_back, args=(row.id,))


def start() -> None:
    with st.grid("auto", min_column_width=260):
        with st.container(border=True):
            st.subheader("A plan in twenty minutes")
            st.markdown("Hours, what the certificate allows, a few limits, three tasks. The rest can follow.")
            st.button("Take the short path", icon=":material/bolt:", on_click=turn_to, args=(SHORT_PATH,))
        with st.container(border=True):
            st.subheader("New case")
            with st.form("home.new", border=False):
                st.text_input(
                    "Code of the worker",
                    key="home.code",
                    placeholder="W-014",
                    help="A code is enough; a name can be added later.",
                )
                st.form_submit_button("Start the case", icon=":material/add:", on_click=start_new)
        with st.container(border=True):
            st.subheader("Case file")
            st.file_uploader(
                "Case file",
                key="home.file",
                type=["json"],
                max_upload_size=casefile.MAX_BYTES // 1_000_000,
                help="A file that this app exported.",
            )
            st.button("Open the case file", icon=":material/upload_file:", on_click=take_in)


def examples(*, first: bool) -> None:
    for example in desk().examples():
        with st.container(border=True):
            with st.container(gap=None):
                st.markdown(f"**{plain(example.title)}**")
                st.caption(plain(example.summary))
            st.button(
                f"Open the example: {plain(example.job.lower())}",
                key=f"home.example.{example.id}",
                icon=":material/play_arrow:",
                type="primary" if first else "secondary",
                on_click=go_to,
                args=(lambda chosen=example.id: desk().open_example(chosen),),
            )


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

total = len(desk().list_cases())
if total:
    st.header(f"Your cases ({total})")
    cases(total)
    archived()
    st.header("Start")
    start()
    st.header("Examples")
    examples(first=False)
else:
    st.header("Begin with an example")
    st.markdown("A worked case shows every step. Each time you open one you get a fresh copy.")
    examples(first=True)
    st.header("Or with your own worker")
    start()
    archived()
