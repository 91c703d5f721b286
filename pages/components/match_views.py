"""One task in one demand on the screen: how it stands, every comparison, and every account of what is asked."""

import streamlit as st

from ergo.analysis.demands import Key, accounts_by_key, amount_of
from ergo.analysis.match import Comparison, MatchRow, task_demands, why_words
from ergo.analysis.words import amount_words
from ergo.knowledge.dimensions import Aspect, unit_of
from ergo.model.case import Case
from ergo.model.job import Demand
from pages.components.bands import state_mark
from pages.components.case_state import units
from pages.components.plain import plain
from pages.components.tables import table
from pages.components.words import BAND, HOW


def amount(value: float | None, key: Key) -> str:
    """An amount in the chosen units; nothing for a gate, which has none."""
    if value is None or key.aspect is Aspect.GATE:
        return ""
    return amount_words(value, unit_of(key.dimension, key.aspect), units())


def why_of(row: MatchRow, comparison: Comparison) -> str:
    """Why a comparison of a row stands as it does, in the chosen units."""
    return why_words(comparison, row.key, units())


def in_short(row: MatchRow) -> str:
    """What is asked for and what limits it, or why there are no such figures."""
    asked, limit = amount(row.decisive.asked, row.key), amount(row.decisive.limit, row.key)
    return (
        f"asks for {asked}, limit {limit}" if asked and limit else why_of(row, row.decisive).removesuffix(".")
    )


def comparisons(case: Case, row: MatchRow) -> None:
    """The comparison that decides, then the others, then every account of what is asked for."""
    st.markdown(f"{state_mark(row.state, near=row.decisive.near)} — {plain(why_of(row, row.decisive))}")
    if row.decisive.source:
        st.caption(f"By: {plain(row.decisive.source)}")
    if len(row.comparisons) > 1:
        lines = [
            {
                "State": state_mark(comparison.state, near=comparison.near),
                "Why": why_of(row, comparison),
                "By": comparison.source,
            }
            for comparison in row.comparisons[1:]
        ]
        table(lines, "The other comparisons")
    task = case.task(row.task_id)
    accounts = accounts_by_key(task_demands(case, task)).get(row.key, []) if task else []
    if accounts:
        table([account(demand, row.key) for demand in accounts], "What is asked for, by every account")


def account(demand: Demand, key: Key) -> dict[str, object]:
    """One account of what a task asks for."""
    return {
        "Asked for": amount(amount_of(demand), key),
        "Usually": amount(demand.usual, key),
        "How often": BAND[demand.frequency] if demand.frequency else None,
        "How known": HOW[demand.source],
        "Confirmed by": demand.confirmed_by,
    }
