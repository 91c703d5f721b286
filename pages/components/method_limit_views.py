"""Limits of published methods beside the tasks: what is beyond, what asks for a change, and what the plan keeps to."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from ergo.analysis.method_limits import ChosenLimit, Standing, amount_of_limit, chosen_limits
from ergo.analysis.wording import listed
from ergo.knowledge.method_limits import Counts, inform_only
from ergo.methods import load
from ergo.model.case import Case
from ergo.model.record import MethodLimitChoice
from pages.components import fields
from pages.components.bands import standing_mark
from pages.components.case_state import edit
from pages.components.entries import choose
from pages.components.plain import plain
from pages.components.tables import table
from pages.components.words import SOURCE_STATUS, cited

SHOWN_AT_FIRST = 5
EMPLOYED = {True: "The plan keeps to it", False: "It informs only"}
HEALTHY = "These limits are for healthy workers: being within says nothing of an injured one."


def limits_of_methods(case: Case, found: Sequence[Standing], names: Mapping[str, str]) -> None:
    """How the tasks stand to every limit of a method, the worst first; and which of them the plan keeps to."""
    st.header("Limits of published methods")
    if found:
        worst = sorted(found, key=lambda s: (not s.closes, not s.beyond, not s.asks_for_change))
        every = st.session_state.get("match.limits.all", False)
        table(
            [_row(s, names) for s in (worst if every else worst[:SHOWN_AT_FIRST])],
            "Limits of published methods",
        )
        if len(worst) > SHOWN_AT_FIRST:
            st.toggle(f"Show all {len(worst)}", key="match.limits.all")
        st.caption(HEALTHY)
    else:
        st.markdown("No task is measured for a method that sets a limit.")
    box = st.expander("Which limits the plan keeps to", key="match.limits", on_change="rerun")
    if box.open:
        with box:
            _choices(case)


def _row(standing: Standing, names: Mapping[str, str]) -> dict[str, object]:
    work = listed([names[task_id] for task_id in standing.task_ids])
    missing = f"; not known: {listed([names[t] for t in standing.left_out])}" if standing.left_out else ""
    return {
        "Limit": standing.limit.row.label,
        "Work": f"{work}{missing}",
        "Figure": amount_of_limit(standing.limit, standing.figure),
        "At most": amount_of_limit(standing.limit, standing.allowed),
        "In the plan": standing_mark(standing),
    }


def _choices(case: Case) -> None:
    """One limit at a time: what the data say of it, and what this plan does with it."""
    limits = {limit.row.id: limit for limit in chosen_limits(case)}
    words = {limit_id: f"{limit.row.label} – {_in_short(limit)}" for limit_id, limit in limits.items()}
    chosen = limits[choose("match.limit", "Limit", words)]
    row = chosen.row
    st.markdown(plain(row.note))
    st.caption(plain(f"{load(row.method).name}. {cited(row.source)} ({SOURCE_STATUS[row.status]})."))
    part = fields.Unsaid(
        f"limit.{row.id}",
        _finder(row.id),
        lambda: MethodLimitChoice(limit_id=row.id, gates=row.gates),
        lambda opened, choice: opened.plan_settings.method_limits.append(choice),
    )
    fields.choice(part, "gates", "In this plan", EMPLOYED, required=True)
    unit = row.unit if row.counts is Counts.DOSE else ""
    fields.number(
        part,
        "value",
        f"At most{f' ({unit})' if unit else ''}",
        step=0.05,
        decimals=2,
        placeholder=f"{row.value:g}, as published",
    )
    fields.text(part, "reason", "Reason", help="It is needed for every change and is kept with the plan.")
    if any(choice.limit_id == row.id for choice in case.plan_settings.method_limits):
        st.button(
            "As published", key=f"{part.key}.undo", on_click=_undo, args=(row.id,), icon=":material/undo:"
        )
    st.caption(plain(f"{inform_only().text} ({listed([load(m).name for m in inform_only().methods])})"))


def _in_short(limit: ChosenLimit) -> str:
    changed = ", changed" if limit.reason else ""
    return f"{EMPLOYED[limit.gates].lower()}{changed}"


def _finder(limit_id: str) -> Callable[[Case], MethodLimitChoice | None]:
    return lambda case: next((c for c in case.plan_settings.method_limits if c.limit_id == limit_id), None)


def _undo(limit_id: str) -> None:
    def change(case: Case) -> None:
        settings = case.plan_settings
        settings.method_limits = [c for c in settings.method_limits if c.limit_id != limit_id]

    edit(change, f"limit.{limit_id}.undo")
