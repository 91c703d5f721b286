"""Match: what the tasks ask for beside what the worker can do and may do; what stands in the way comes first."""

import streamlit as st

from ergo.analysis.demands import Key, amount_of
from ergo.analysis.match import MatchRow, State, match_case
from ergo.analysis.wording import date_words
from ergo.analysis.words import amount_words, key_words
from ergo.knowledge.dimensions import Aspect, unit_of
from ergo.model.case import Case
from ergo.model.job import Importance, Task
from ergo.workflow.steps import match_day
from pages.components.bands import state_mark
from pages.components.case_state import start_page, today, units
from pages.components.entries import choose
from pages.components.plain import plain
from pages.components.tables import table
from pages.components.words import IMPORTANCE

SHOWN_AT_FIRST = 5
COLUMNS_AT_FIRST = 4


def amount(value: float | None, key: Key) -> str:
    if value is None:
        return ""
    return amount_words(value, unit_of(key.dimension, key.aspect), units())


def in_the_way(case: Case, rows: list[MatchRow]) -> None:
    st.header("What stands in the way")
    tasks = [task for task in case.job.tasks if closed(task, rows)]
    if not tasks:
        st.success("No task is closed by a limit, a question or an unknown.", icon=":material/check_circle:")
        return
    tasks.sort(key=lambda task: list(Importance).index(task.importance))
    st.markdown(f"**{len(tasks)} of {len(case.job.tasks)}** tasks cannot be done as they are.")
    shown = tasks if st.session_state.get("match.all") else tasks[:SHOWN_AT_FIRST]
    for task in shown:
        with st.container(border=True):
            st.markdown(f"**{plain(task.name)}** · {IMPORTANCE[task.importance].lower()}")
            for row in rows:
                if row.task_id == task.id and row.closes:
                    reason(row)
    if len(tasks) > SHOWN_AT_FIRST:
        st.toggle(f"Show all {len(tasks)}", key="match.all")


def reason(row: MatchRow) -> None:
    source = f" :gray[{plain(row.decisive.source)}]" if row.decisive.source else ""
    mark = state_mark(row.state, near=row.decisive.near)
    st.markdown(f"{mark} — {plain(key_words(row.key))}: {plain(row.decisive.why)}{source}")


def shorter(case: Case, rows: list[MatchRow]) -> None:
    """What is beyond, but only for its length or amount: the planner breaks it up or gives less of it."""
    beyond = [row for row in rows if row.state is State.BEYOND and not row.closes]
    if not beyond:
        return
    st.header("Possible in shorter stretches or less of it")
    lines = [
        {
            "Task": name_of(case, row.task_id),
            "Demand": key_words(row.key),
            "Asks for": amount(None if row.demand is None else amount_of(row.demand), row.key),
            "Limit": amount(row.decisive.limit, row.key),
            "Source": row.decisive.source,
        }
        for row in beyond
    ]
    table(lines, "Demands that are beyond a limit but do not close the task")


def name_of(case: Case, task_id: str) -> str:
    task = case.task(task_id)
    return task.name if task else ""


def overview(case: Case, rows: list[MatchRow]) -> None:
    st.header("Task by demand")
    names = {task.id: task.name for task in sorted(case.job.tasks, key=lambda t: not closed(t, rows))}
    chosen = st.multiselect(
        "Tasks in the table",
        list(names),
        default=list(names)[:COLUMNS_AT_FIRST],
        format_func=names.get,
        key=f"match.columns.{case.id}",
        placeholder="Choose tasks",
    )
    by_place = {(row.key, row.task_id): row for row in rows if row.task_id in chosen}
    lines = []
    for key in sorted({row.key for row in by_place.values()}, key=key_words):
        line: dict[str, object] = {"Demand": key_words(key)}
        for task_id in chosen:
            row = by_place.get((key, task_id))
            line[names[task_id]] = None if row is None else state_mark(row.state, near=row.decisive.near)
        lines.append(line)
    if lines:
        table(lines, "How the chosen tasks stand in every dimension")
        st.caption("An empty cell: the task does not ask for it.")


def closed(task: Task, rows: list[MatchRow]) -> bool:
    return any(row.closes and row.task_id == task.id for row in rows)


def why(case: Case, every: list[MatchRow]) -> None:
    st.header("Why")
    names = {task.id: task.name for task in case.job.tasks if any(row.task_id == task.id for row in every)}
    task_id = choose("match.task", "Reasons for the task", names)
    rows = [row for row in every if row.task_id == task_id]
    lines = [
        {
            "Demand": key_words(row.key),
            "Asks for": amount(None if row.demand is None else amount_of(row.demand), row.key),
            "Limit": amount(comparison.limit, row.key) if row.key.aspect is not Aspect.GATE else "",
            "State": state_mark(comparison.state, near=comparison.near),
            "Why": comparison.why,
            "Source": comparison.source,
        }
        for row in rows
        for comparison in row.comparisons
    ]
    table(lines, "Why each demand of the task stands as it does")


opened = start_page("Match", "What the tasks ask for, beside what the worker can do and may do.")
day = match_day(opened) or today()
found = match_case(opened, day)
if found:
    st.caption(f"As things stand on {date_words(day)}. What is not assessed is neither within nor beyond.")
    in_the_way(opened, found)
    shorter(opened, found)
    overview(opened, found)
    why(opened, found)
else:
    st.info(
        "Nothing to compare yet: enter tasks on the Job page, and tolerances or a certificate under Capacity."
    )
    st.page_link("pages/job.py", label="Go to Job", icon=":material/event_note:")
