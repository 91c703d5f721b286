"""The rule by which records are kept: the choices, what the chosen one says and how it is known."""

import streamlit as st

from ergo.knowledge.retention import Retention, retention_rules
from pages.components.plain import plain
from pages.components.words import SOURCE_STATUS, cited

NOT_LAW = "Not legal advice: check what holds where you work. Nothing is deleted by any rule."


def rules() -> dict[str, str]:
    """The rules by id, in words to choose from."""
    return {row.id: row.place for row in retention_rules().values()}


def about_rule(rule: Retention) -> None:
    """What a rule says, where it was read and how well it is known."""
    st.markdown(f"**{plain(rule.rule)}**")
    note = f" {rule.note}" if rule.note else ""
    st.caption(plain(f"{cited(rule.source)} ({SOURCE_STATUS[rule.status]}).{note}"))
