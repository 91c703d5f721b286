"""Yellow, blue and black flags: each obstacle with who does what about it by when."""

import streamlit as st

from ergo.analysis.clinical import Standing, by_urgency, standing, standing_words
from ergo.analysis.wording import date_words
from ergo.knowledge.clinical import flag_actions, obstacles
from ergo.model.case import Case
from ergo.model.clinical import FlagColour, PsychosocialFlag
from pages.components import fields
from pages.components.case_state import today
from pages.components.entries import add, choose, remove
from pages.components.messages import next_step
from pages.components.plain import plain
from pages.components.tables import Markup, table
from pages.components.words import COLOUR, SOURCE_STATUS, cited

KEY = "case.obstacle"
MARK = {
    Standing.OVERDUE: ("alarm", "red"),
    Standing.INCOMPLETE: ("help", "orange"),
    Standing.OPEN: ("schedule", "blue"),
    Standing.DONE: ("check_circle", "green"),
}


def obstacles_and_actions(case: Case) -> None:
    """All obstacles, the most pressing first, a new one by colour, and the one that is worked on."""
    st.header("Obstacles to the return")
    st.caption("What stands in the way, and who does what about it by when. Never on the employer's copy.")
    entries = by_urgency(case.clinical.flags, today())
    late = [flag for flag in entries if standing(flag, today()) is Standing.OVERDUE]
    if late:
        st.warning(
            f"{len(late)} {'action is' if len(late) == 1 else 'actions are'} overdue.",
            icon=":material/alarm:",
        )
    if entries:
        table([obstacle_row(flag) for flag in entries], "Obstacles with owner, action and date")
    else:
        next_step("No obstacle is on record. Choose a colour and a suggestion, or type your own words.")
    new_obstacle()
    chosen = choose(KEY, "Obstacle to change", {f.id: f.obstacle[:80] or "No words yet" for f in entries})
    if chosen is not None:
        flag = fields.entry(KEY, lambda c: c.clinical.flags, chosen)
        with st.container(border=True):
            fields.choice(flag, "colour", "Kind", COLOUR, required=True)
            fields.text(flag, "obstacle", "Obstacle")
            fields.text(flag, "action", "What is done about it")
            with st.grid("auto", min_column_width=220):
                fields.text(flag, "owner", "Who acts")
                fields.day(flag, "due", "By")
                fields.day(flag, "done_on", "Done on")
            pass_on(flag.now())
            remove(KEY, lambda c: c.clinical.flags, chosen, "Remove this obstacle")


def obstacle_row(flag: PsychosocialFlag) -> dict[str, object]:
    """One line of the table; where it stands is said in words and with a sign."""
    sign, colour = MARK[standing(flag, today())]
    day = flag.done_on or flag.due
    dated = "" if day is None else f" ({date_words(day, weekday=False)})"
    return {
        "Obstacle": f"{colour_name(flag.colour)}: {flag.obstacle}",
        "Who does what": ": ".join(filter(None, (flag.owner, flag.action))),
        "Status": Markup(f":{colour}[:material/{sign}:] {plain(standing_words(flag, today()) + dated)}"),
    }


def colour_name(colour: FlagColour) -> str:
    """The colour as one word."""
    return COLOUR[colour].split(":")[0]


def new_obstacle() -> None:
    """An obstacle is added from the suggestions of a colour, or in own words."""
    colour = st.segmented_control(
        "Add an obstacle of the kind",
        list(FlagColour),
        format_func=lambda value: plain(COLOUR[value]),
        default=FlagColour.YELLOW,
        required=True,
        key=f"{KEY}.colour",
        persist_state="session",
    )
    known = {o.id: o.text for o in obstacles().values() if o.colour == colour}
    with st.form(f"{KEY}.new", border=False):
        st.selectbox(
            "Obstacle",
            list(known),
            format_func=lambda text: known.get(text, text),
            index=None,
            placeholder="Choose, or type your own words",
            accept_new_options=True,
            key=f"{KEY}.pick.{colour}",
        )
        st.form_submit_button("Add", icon=":material/add:", on_click=add_obstacle, args=(colour,))


def add_obstacle(colour: FlagColour) -> None:
    """Put the chosen or typed obstacle into the case, with the suggested action where there is one."""
    picked = st.session_state[f"{KEY}.pick.{colour}"]
    if not picked:
        return
    new = PsychosocialFlag(colour=colour, obstacle=picked)
    known = obstacles().get(picked)
    if known is not None:
        action = flag_actions().get(known.action_id or "")
        new.obstacle = known.text
        new.owner, new.action = (action.owner, action.action) if action else ("", "")
    add(KEY, lambda case: case.clinical.flags, new)


def pass_on(flag: PsychosocialFlag) -> None:
    """When the obstacle goes to somebody else, where it is one of the suggestions."""
    known = next((o for o in obstacles().values() if o.text == flag.obstacle), None)
    action = flag_actions().get(known.action_id or "") if known else None
    if known is not None:
        st.caption(plain(f"Obstacle: {cited(known.source)} ({SOURCE_STATUS[known.status]})."))
    if action is not None:
        st.caption(plain(f"Pass it on: {action.refer_if} ({SOURCE_STATUS[action.status]})."))
