"""What makes a task hard on the screen: what was found with its figure, and what is still to be measured or seen."""

from collections.abc import Mapping, MutableMapping, Sequence
from typing import Any

import streamlit as st

from ergo.advice.drivers import Finding, State, figure_words
from ergo.analysis.match import MatchRow, why_words
from ergo.analysis.words import key_words
from ergo.knowledge.drivers import method_figures
from ergo.knowledge.quantities import quantity
from ergo.model.case import Case
from ergo.model.job import Task
from pages.components import fields
from pages.components.bands import state_mark
from pages.components.case_state import units
from pages.components.plain import plain
from pages.components.tables import table
from pages.components.words import THRESHOLD

SHOWN_AT_FIRST = 5
SEEN = "seen by a person"


class Answers:
    """Yes-or-no answers by id, as attributes that a field can edit; an answer that is taken back is left out."""

    def __init__(self, answers: MutableMapping[str, bool]) -> None:
        object.__setattr__(self, "_answers", answers)

    def __getattr__(self, name: str) -> bool | None:
        return self._answers.get(name)

    def __setattr__(self, name: str, value: bool | None) -> None:
        if value is None:
            self._answers.pop(name, None)
        else:
            self._answers[name] = value


def in_the_way(closing: Sequence[MatchRow]) -> None:
    """What closes the task: each demand with what is asked and allowed."""
    for row in closing:
        mark = state_mark(row.state, near=row.decisive.near)
        st.markdown(
            f"{mark} — {plain(key_words(row.key))}: {plain(why_words(row.decisive, row.key, units()))}"
        )


def found_ones(findings: Sequence[Finding], name: str, first: Mapping[str, int]) -> None:
    """The drivers that were found, each with its figure; what stands in the way before the others."""
    found = sorted((f for f in findings if f.state is State.FOUND), key=lambda f: first.get(f.driver.id, 1))
    if not found:
        st.markdown("Nothing was found in the figures so far.")
        return
    rows = [
        {
            "Found": f.driver.label,
            "Figure": SEEN if f.figure is None or f.seen else figure_words(f.figure, units()),
            "Threshold": "" if f.figure is None or f.seen else THRESHOLD[f.driver.trigger_status],
        }
        for f in found
    ]
    table(rows[:SHOWN_AT_FIRST], f"What makes {name} hard, with the figure that shows it")
    if len(rows) > SHOWN_AT_FIRST:
        with st.expander(f"{len(rows) - SHOWN_AT_FIRST} more"):
            table(rows[SHOWN_AT_FIRST:], f"What else makes {name} hard")


def to_find_out(findings: Sequence[Finding], key: str, task: Task | None, first: Mapping[str, int]) -> None:
    """What would be decided by a measurement, and what only a person can see; five at first."""
    open_ones = [f for f in findings if f.state in (State.UNDECIDED, State.ASK) or f.seen]
    open_ones.sort(key=lambda f: (first.get(f.driver.id, 1), f.seen))
    if not open_ones:
        return
    st.subheader("To measure or to look for")
    every = st.session_state.get(f"{key}.all", False)
    shown = open_ones if every else open_ones[:SHOWN_AT_FIRST]
    typed: set[str] = set()
    with st.grid("auto", min_column_width=260):
        for finding in shown:
            _ask(finding, key, task, typed)
    if len(open_ones) > SHOWN_AT_FIRST:
        st.toggle(f"Show all {len(open_ones)}", key=f"{key}.all")


def _ask(finding: Finding, key: str, task: Task | None, typed: set[str]) -> None:
    """The measurement that decides, where it is one of the task; else a question."""
    missing = [name for name in finding.missing if name not in method_figures()]
    of_task = [name for name in missing if not name.startswith("worker.")]
    if task is not None and of_task and not finding.seen:
        for name in of_task:
            if name not in typed:
                typed.add(name)
                part = fields.entry(f"{key}.measure", lambda case: case.job.tasks, task.id)
                label = quantity(name).label
                fields.measured(part, name, label=f"{finding.driver.label}? {label}")
        return
    part = fields.Part(f"{key}.seen", lambda case: _answers(case, task))
    label = f"{finding.driver.label}?"
    fields.yes_no_unknown(part, finding.driver.id, label, help=finding.driver.definition)


def _answers(case: Case, task: Task | None) -> Any:
    if task is None:
        return Answers(case.drivers_seen)
    found = case.task(task.id)
    return None if found is None else Answers(found.drivers_seen)
