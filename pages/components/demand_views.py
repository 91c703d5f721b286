"""Demands of a task or of the whole job: every account side by side, which one gates, and confirming one of them."""

import streamlit as st

from ergo.analysis.accounts import Account, accounts_of, confirm, differ
from ergo.analysis.demands import Key, amount_of
from ergo.analysis.words import amount_words, key_words
from ergo.knowledge.dimensions import dimensions, unit_of
from ergo.model.case import Case
from ergo.model.job import Demand, Task
from ergo.workflow.job_templates import is_to_be_measured
from pages.components import fields
from pages.components.case_state import edit, once, show_refusal, units
from pages.components.plain import plain
from pages.components.tables import NO_BREAK, table
from pages.components.words import BAND, HOW

SCOPE, WHOLE_JOB, CONFLICT, ACCOUNT, BY = (
    "job.demands.of",
    "the whole job",
    "job.conflict",
    "job.account",
    "job.account.by",
)
CONFIRM = "job.account.confirm"

Found = dict[Key, list[Account]]


def demands(case: Case) -> None:
    """The demands of the task that is chosen, or of all of them."""
    st.header("Demands")
    if not case.job.tasks:
        st.info("Enter the tasks first; what they ask for is shown here.", icon=":material/list:")
        return
    names = {WHOLE_JOB: "The whole job", **{task.id: task.name or "No name yet" for task in case.job.tasks}}
    if st.session_state.get(SCOPE) not in names:
        st.session_state[SCOPE] = WHOLE_JOB
    chosen = st.selectbox(
        "Demands of", list(names), format_func=names.get, key=SCOPE, persist_state="session"
    )
    task = case.task(chosen)
    if task is None:
        whole_job(case)
    else:
        of_task(case, task)


def whole_job(case: Case) -> None:
    """The highest demand in each dimension, with the task that asks for it."""
    found = once("job.accounts", lambda case: {task.id: accounts_of(case, task) for task in case.job.tasks})
    highest: dict[Key, tuple[Task, Account, int, bool]] = {}
    for task in case.job.tasks:
        for key, accounts in found[task.id].items():
            top = accounts[0]
            known = highest.get(key)
            if known is None or (amount_of(top.demand) or 0.0) > (amount_of(known[1].demand) or 0.0):
                highest[key] = (task, top, len(accounts), differ(accounts))
    if not highest:
        st.info(
            "Nothing is measured or stated yet. Open a task under Tasks, or measure it on its page.",
            icon=":material/straighten:",
        )
        return
    order = {dimension_id: place for place, dimension_id in enumerate(dimensions())}
    differing = [task.name for task in case.job.tasks if conflicts(found[task.id])]
    if differing:
        st.warning(
            f"Accounts differ in: {plain(', '.join(differing))}. Choose the task to settle it.",
            icon=":material/compare_arrows:",
        )
    rows = [
        {
            "Demand": key_words(key),
            "Usual": amount(top.demand, top.demand.usual),
            "Maximum": amount(top.demand, amount_of(top.demand)),
            "Highest in": task.name,
            "How known": known_words(top.demand),
            "Confirmed by": top.demand.confirmed_by,
            "Accounts": f"{count}, they differ" if differs else str(count),
        }
        for key, (task, top, count, differs) in sorted(
            highest.items(), key=lambda one: order[one[0].dimension]
        )
    ]
    table(rows, "The highest demand of the job in each dimension")


def of_task(case: Case, task: Task) -> None:
    """Every account of one task."""
    found = accounts_of(case, task)
    if not found:
        st.info(
            "Nothing is measured or stated of this task: it is not assessed.", icon=":material/straighten:"
        )
        return
    settle(task, conflicts(found))
    rows = [account_row(key, account) for key, accounts in found.items() for account in accounts]
    table(rows, f"Every account of what {task.name} asks for")
    st.caption(
        "Where accounts differ, the higher one gates until one of them is confirmed. All of them stay."
    )


def conflicts(found: Found) -> Found:
    return {key: accounts for key, accounts in found.items() if differ(accounts)}


def account_row(key: Key, account: Account) -> dict[str, object]:
    demand = account.demand
    return {
        "Demand": key_words(key),
        "Usual": amount(demand, demand.usual),
        "Maximum": amount(demand, demand.maximum),
        "How often": BAND.get(demand.frequency),
        "How known": known_words(demand),
        "Confirmed by": demand.confirmed_by,
        "Counts": "gates" if account.gates else "gave way" if account.gave_way else None,
    }


def amount(demand: Demand, value: float | None) -> str | None:
    """An amount in words; a gate has none."""
    unit = unit_of(demand.dimension, demand.aspect)
    return None if value is None or not unit else amount_words(value, unit, units()).replace(" ", NO_BREAK, 1)


def known_words(demand: Demand) -> str:
    words = HOW[demand.source]
    return f"{words}, to be measured" if is_to_be_measured(demand) else words


def settle(task: Task, differing: Found) -> None:
    """Confirm one of the accounts that differ."""
    if not differing:
        return
    with st.container(border=True):
        st.subheader("Accounts that differ")
        keys = {str(key): key_words(key) for key in differing}
        if st.session_state.get(CONFLICT) not in keys:
            st.session_state[CONFLICT] = next(iter(keys))
        chosen = st.selectbox("Demand", list(keys), format_func=keys.get, key=CONFLICT)
        accounts = next(accounts for key, accounts in differing.items() if str(key) == chosen)
        words = {str(n): account_words(account) for n, account in enumerate(accounts)}
        picked = st.radio(
            "Which account holds?",
            list(words),
            format_func=lambda n: plain(words[n]),
            key=f"{ACCOUNT}.{task.id}.{chosen}",
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input("Confirmed by", key=BY, placeholder="Role or code")
            st.button(
                "Confirm this account",
                icon=":material/check:",
                on_click=take,
                args=(task.id, accounts[int(picked)].demand),
            )
        show_refusal(CONFIRM)


def account_words(account: Account) -> str:
    demand = account.demand
    value = amount(demand, amount_of(demand)) or "no amount"
    gates = ", gates now" if account.gates else ""
    return f"{value}: {known_words(demand).lower()}{gates}"


def take(task_id: str, account: Demand) -> None:
    by = st.session_state[BY]
    task = fields.entry("job.task", lambda case: case.job.tasks, task_id)
    edit(lambda case: confirm(task.found(case), account, by), CONFIRM)
