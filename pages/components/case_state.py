"""The open case of this browser tab: loaded through the desk, and changed only by `edit`, which saves at once.

The address carries the case (`?case=...`), so that a reload or a crash of the browser comes back to it.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import TypeVar

import streamlit as st

from ergo.analysis.wording import write_dates
from ergo.errors import InputError
from ergo.model.case import Case
from ergo.model.settings import Settings
from ergo.store.database import open_store
from ergo.units import UnitSystem
from ergo.workflow.desk import Desk
from ergo.workflow.versions import Clash
from pages.components.plain import plain
from pages.components.router import HOME, come_through_app

Result = TypeVar("Result")
ADDRESS = "case"
UNITS = {UnitSystem.METRIC: "Metric", UnitSystem.US: "US"}


@st.cache_resource
def _opened() -> dict[str, Desk]:
    """The one desk of this computer, once its database is open."""
    return {}


def desk() -> Desk:
    """The one desk of this computer; StoreLocked where its database waits for a passphrase."""
    return _opened().get("desk") or unlock()


def unlock(passphrase: str | None = None) -> Desk:
    """Open the database, with a passphrase where one is typed; it stays open until the program ends."""
    return _opened().setdefault("desk", Desk(open_store(passphrase=passphrase)))


def today() -> date:
    """Today's date where the therapist is."""
    return datetime.now(tz=UTC).astimezone().date()


def settings() -> Settings:
    """The settings of this computer, as they were when this run began."""
    return st.session_state["settings"]


def follow_settings() -> None:
    """Take the settings as they are now, and write dates as they say. First thing in every run."""
    st.session_state["settings"] = desk().settings()
    write_dates(settings().dates)


def units() -> UnitSystem:
    """Metric or US, as chosen in the side bar; at first as in the settings."""
    return UnitSystem(st.session_state.get("units") or settings().units)


def follow_address() -> None:
    """Open the case that the address names, and keep the open case in the address. Once a run, before the page."""
    wanted = st.query_params.get(ADDRESS)
    case = current()
    if wanted is None and case is not None:
        st.query_params[ADDRESS] = case.id
    elif wanted is not None and (case is None or case.id != wanted):
        open_with(lambda: desk().open(wanted))


def open_with(fetch: Callable[[], Case]) -> bool:
    """Open the case that `fetch` gives; where it refuses, the open case stays and Home says why."""
    try:
        case = fetch()
    except InputError as error:
        refuse(HOME, str(error))
        st.query_params.pop(ADDRESS, None)
        return False
    accept(HOME)
    st.session_state["case"] = case
    st.query_params[ADDRESS] = case.id
    return True


def close() -> None:
    """Close the open case; it stays where it is kept."""
    st.session_state.pop("case", None)
    st.query_params.pop(ADDRESS, None)


def turn_to(page: str) -> None:
    """Go to another page in the run that follows this callback."""
    st.session_state["turn_to"] = page


def turned_to() -> str | None:
    """The page that a callback asked for, once."""
    return st.session_state.pop("turn_to", None)


def current() -> Case | None:
    """The open case, or None."""
    return st.session_state.get("case")


def once(name: str, work: Callable[[Case], Result]) -> Result:
    """What `work` makes of the open case, kept until the case changes: for what takes longer than a moment."""
    case, kept = st.session_state["case"], st.session_state.get(f"once.{name}")
    if kept is None or kept[0] is not case:
        kept = st.session_state[f"once.{name}"] = (case, work(case))
    return kept[1]


def forget_once() -> None:
    """Forget what `once` keeps: it may hold words that are written otherwise from now on."""
    for name in [name for name in st.session_state if str(name).startswith("once.")]:
        del st.session_state[name]


def start_page(title: str, lead: str) -> Case:
    """Head of a page about the open case; without one it says so and ends the page there."""
    come_through_app()
    st.title(title)
    st.caption(lead)
    case = current()
    if case is None:
        st.info(
            "No case is open. Open an example, start a new case or choose one of yours.",
            title="Start at Home",
        )
        st.page_link(HOME, label="Go to Home", icon=":material/home:")
        st.stop()
    show_notice()
    show_clash()
    return case


def edit(change: Callable[[Case], None], place: str) -> bool:
    """Change the open case and save it at once.

    Where the change is refused, nothing is stored and the reason is shown at `place` (`show_refusal`). What was changed
    in another window meanwhile stays too; where that is the same thing, both are shown and nothing is saved.
    """
    state = st.session_state
    state.pop("clash", None)
    try:
        state["case"] = desk().edit_seen(state["case"], change)
    except InputError as error:
        if isinstance(error, Clash):
            state["clash"] = (error.both, change, place)
        refuse(place, str(error))
        return False
    accept(place)
    return True


def empty(*keys: str) -> None:
    """Empty the fields of a form whose entry was taken; what is refused stays as it was typed."""
    for key in keys:
        st.session_state[key] = ""


def show_clash() -> None:
    """What was changed here and in another window at once, with both values and the choice between them."""
    clash = st.session_state.get("clash")
    if not clash:
        return
    both, _, _ = clash
    with st.container(border=True):
        st.markdown("**This was changed in another window too. Nothing is lost: choose which stays.**")
        for d in both:
            st.markdown(
                f"- {plain(d.where)}: {plain(d.before or 'nothing')} there, {plain(d.after or 'nothing')} here"
            )
        with st.container(horizontal=True):
            st.button("Keep what was saved there", key="clash.theirs", on_click=_settle, args=(False,))
            st.button("Save what was typed here", key="clash.mine", on_click=_settle, args=(True,))


def _settle(mine: bool) -> None:
    state = st.session_state
    _, change, place = state.pop("clash")
    state["case"] = desk().open(state["case"].id)
    accept(place)
    if mine:
        edit(change, place)


def leave_behind(page: str) -> None:
    """Forget what was refused or told on another page: its fields show again what is stored."""
    state = st.session_state
    if state.get("page") != page:
        state["page"] = page
        state["refusals"] = {}
        state["notice"] = state.pop("notice_next", None)


def tell(title: str, lines: Sequence[str]) -> None:
    """Keep a notice for the page that is opened next; it stays there until another is opened."""
    st.session_state["notice_next"] = (title, lines)


def show_notice() -> None:
    """The notice that was left for this page, if one was."""
    notice = st.session_state.get("notice")
    if notice:
        title, lines = notice
        st.info("\n".join(f"- {plain(line)}" for line in lines), title=title, icon=":material/info:")


def refuse(place: str, why: str) -> None:
    """Keep the reason why what was typed at a place was not taken."""
    st.session_state.setdefault("refusals", {})[place] = why


def accept(place: str) -> None:
    """Forget an earlier refusal at a place."""
    st.session_state.get("refusals", {}).pop(place, None)


def show_refusal(place: str) -> None:
    """Say why what was typed at a place was not taken, if it was not."""
    why = st.session_state.get("refusals", {}).get(place)
    if why:
        st.error(f"{plain(why.removesuffix('.'))}. Not saved.", icon=":material/error:")
