"""Short path: hours, a certificate, a few limits and up to three tasks on one page; an ordinary case with its plan."""

from collections.abc import Callable
from datetime import time
from typing import Any

import streamlit as st

from ergo.analysis.wording import WEEKDAYS
from ergo.knowledge.dimensions import unit_of
from ergo.knowledge.policies import policies
from ergo.knowledge.quantities import quantity
from ergo.model.job import TaskKind
from ergo.units import from_display, to_display
from ergo.workflow.short_path import LIMITS, PLAN, TASKS, Amount, Mark, Said, ShortPathError, amounts_of
from pages.components.case_state import desk, open_with, settings, tell, today, turn_to, units
from pages.components.fields import FIRST_DAY, LAST_DAY, with_unit
from pages.components.plain import plain
from pages.components.router import come_through_app
from pages.components.words import DATE_FORMATS, KIND

ANSWERS, REASONS = "short_path", "short_path.reasons"
SAID = {
    Said.CERTIFICATE: "The certificate",
    Said.MEASURED: "A measurement",
    Said.WORKER: "The worker",
}
MARKS = {Mark.ESSENTIAL: "Essential to the job", Mark.EXTENDABLE: "May fill more of the day"}
AT_FIRST = {
    "days": [0, 1, 2, 3, 4],
    "begins": time(8),
    **{f"task.{n}.marks": [Mark.ESSENTIAL] for n in range(TASKS)},
}


def answers() -> dict[str, Any]:
    """What was answered so far, in metric units; it stays while other pages are open."""
    return st.session_state.setdefault(ANSWERS, dict(AT_FIRST))


def ask(key: str, label: str, widget: Callable[..., Any], *, unit: str = "", **more: Any) -> None:
    """One field, filled with the answer so far; below it why the answer was not taken."""
    name, system = f"short.{key}.{units()}" if unit else f"short.{key}", units()

    def keep() -> None:
        typed = st.session_state[name]
        is_amount = unit and typed is not None
        answers()[key] = from_display(float(typed), unit, system) if is_amount else typed
        st.session_state.get(REASONS, {}).pop(key, None)

    if name not in st.session_state:
        answer = answers().get(key)
        is_amount = unit and answer is not None
        st.session_state[name] = round(to_display(float(answer), unit, system), 6) if is_amount else answer
    with st.container(gap="xxsmall"):  # the reason stays with its field where fields stand side by side
        widget(with_unit(label, unit, system), key=name, on_change=keep, **more)
        reason = st.session_state.get(REASONS, {}).get(key)
        if reason:
            st.error(plain(reason), icon=":material/error:")


def number(key: str, label: str, unit: str, *, step: float = 1.0, decimals: int = 0, **more: Any) -> None:
    format_ = f"%.{decimals}f"
    ask(key, label, st.number_input, unit=unit, value=None, step=step, format=format_, **more)


def amount(key: str, row: Amount) -> None:
    measured = quantity(row.quantity_id)
    unit = unit_of(row.dimension, row.aspect)
    number(key, row.label, unit, step=measured.step, decimals=measured.decimals, placeholder="not known")


def day(key: str, label: str, **more: Any) -> None:
    shape = {"min_value": FIRST_DAY, "max_value": LAST_DAY, "format": DATE_FORMATS[settings().dates]}
    ask(key, label, st.date_input, value=None, **shape, **more)


def worker_and_hours() -> None:
    st.header("Worker and hours")
    with st.grid("auto", min_column_width=200):
        ask("code", "Code of the worker", st.text_input, value=None, placeholder="W-014")
        ask("job", "Job", st.text_input, value=None)
        day("start", "First day at work")
    ask(
        "days",
        "Days of a full week",
        st.pills,
        options=list(range(len(WEEKDAYS))),
        selection_mode="multi",
        format_func=WEEKDAYS.__getitem__,
    )
    with st.grid("auto", min_column_width=200):
        number("hours", "Hours of a full day", "h", step=0.5, decimals=2, help="Paid hours in the contract.")
        ask("begins", "A shift begins at", st.time_input, value=None)


def certificate() -> None:
    st.header("What the certificate allows")
    st.caption("Leave it empty where there is none: hours and limits are then not certified.")
    with st.grid("auto", min_column_width=200):
        ask("certificate.by", "Written by", st.text_input, value=None)
        day("certificate.from", "Valid from", help="The first day at work if left empty.")
        day("certificate.until", "Valid until")
        number("certificate.hours", "At most, hours a day", "h", step=0.5, decimals=2, placeholder="no limit")
        number("certificate.days", "At most, days a week", "", placeholder="no limit")


def limits() -> None:
    st.header("Limits of the worker")
    st.caption("Each at a time. Empty means not known; nothing is assumed of it.")
    with st.grid("auto", min_column_width=200):
        for row in LIMITS:
            amount(f"limit.{row.dimension}", row)
    ask("said", "Who says so", st.segmented_control, options=list(SAID), format_func=SAID.get)
    st.caption(
        "A limit of the certificate is never exceeded; what was measured or told may rise with the plan."
    )


def tasks() -> None:
    st.header("Three tasks")
    st.caption(
        "The work that fills most of the day. What a task asks for is compared with the limits; 0 means not at all."
    )
    for number_ in range(TASKS):
        with st.container(border=True):
            task(f"task.{number_}", number_ + 1)


def task(key: str, position: int) -> None:
    with st.grid("auto", min_column_width=180):
        ask(f"{key}.name", f"Task {position}", st.text_input, value=None)
        kinds = {"options": list(KIND), "format_func": KIND.get, "index": None, "placeholder": "Choose"}
        ask(f"{key}.kind", f"Kind of task {position}", st.selectbox, **kinds)
        number(f"{key}.minutes", f"Task {position}, on a full day", "min", step=15.0)
    kind = answers().get(f"{key}.kind")
    if kind is not None:
        with st.grid("auto", min_column_width=180):
            for row in amounts_of(TaskKind(kind), answers()):
                amount(f"{key}.{row.dimension}", row)
    marks = {"options": list(MARKS), "format_func": MARKS.get, "selection_mode": "multi"}
    ask(f"{key}.marks", f"Task {position} is", st.pills, **marks)


def policy() -> None:
    st.header("How steep")
    without_date = [row for row in policies().values() if not row.for_target_date]
    words = {row.id: row.label for row in without_date}
    summaries = [plain(row.summary) for row in without_date]
    options = {"options": list(words), "format_func": words.get, "index": None, "captions": summaries}
    ask("policy", "Policy", st.radio, **options)


def make() -> None:
    try:
        made = desk().short_path(answers(), today())
    except ShortPathError as error:
        st.session_state[REASONS] = error.reasons
        return
    for name in (ANSWERS, REASONS):
        st.session_state.pop(name, None)
    if open_with(lambda: made.case):
        tell("What the short path left open", made.left_open)
        turn_to("pages/plan.py")


come_through_app()
st.title("A plan in twenty minutes")
st.caption(
    "It makes an ordinary case: whatever is left open here can be added on the other pages, and the plan made again."
)
worker_and_hours()
certificate()
limits()
tasks()
policy()
st.button("Make the plan", type="primary", icon=":material/calendar_add_on:", on_click=make)
missing = st.session_state.get(REASONS, {})
if PLAN in missing:
    st.error(plain(missing[PLAN]), icon=":material/error:")
elif missing:
    st.error("No plan yet: see what is marked above. What you typed is kept.", icon=":material/error:")
