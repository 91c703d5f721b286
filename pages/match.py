"""Match: what the tasks ask for beside what the worker can do and may do; what stands in the way comes first."""

import streamlit as st

from ergo.analysis.demands import Key
from ergo.analysis.match import MatchRow, State, match_case
from ergo.analysis.method_limits import Standing, beyond_words, standings
from ergo.analysis.wording import date_words
from ergo.analysis.words import key_words
from ergo.drawing.heat import Mark, heat_svg, mark_of, mark_words
from ergo.knowledge.method_limits import Counts
from ergo.model.case import Case
from ergo.model.job import Importance, Task
from ergo.workflow.steps import match_day
from pages.components.bands import state_mark
from pages.components.case_state import once, start_page, today
from pages.components.entries import choose
from pages.components.match_views import comparisons, in_short, why_of
from pages.components.method_limit_views import limits_of_methods
from pages.components.plain import plain
from pages.components.tables import table
from pages.components.words import IMPORTANCE

SHOWN_AT_FIRST = 5
TASKS_IN_A_PICTURE = 12
SHORTER = "; shorter or less of it is possible"
WAYS = {"task": "Of a task", "demand": "Of a demand"}


def in_the_way(case: Case, rows: list[MatchRow], by_methods: dict[str, list[str]]) -> None:
    st.header("What stands in the way")
    tasks = [task for task in in_order(case, rows) if is_closed(task, rows)]
    tasks += [task for task in case.job.tasks if task.id in by_methods and task not in tasks]
    if tasks:
        st.markdown(f"**{len(tasks)} of {len(case.job.tasks)}** tasks cannot be done as they are.")
    elif open_ones := sum(row.state is State.NOT_ASSESSED for row in rows):
        st.info(
            f"Nothing that is known closes a task; {open_ones} of {len(rows)} demands are not assessed.",
            icon=":material/help:",
        )
    else:
        st.success("No task is closed by a limit, a question or an unknown.", icon=":material/check_circle:")
    shown = tasks if st.session_state.get("match.all") else tasks[:SHOWN_AT_FIRST]
    for task in shown:
        with st.container(border=True):
            st.markdown(f"**{plain(task.name)}** · {IMPORTANCE[task.importance].lower()}")
            for row in rows:
                if row.task_id == task.id and row.closes:
                    reason(row)
            for sentence in by_methods.get(task.id, []):
                st.markdown(f"{state_mark(State.BEYOND)} — {plain(sentence)}")
    if len(tasks) > SHOWN_AT_FIRST:
        st.toggle(f"Show all {len(tasks)}", key="match.all")
    shorter = {row.task_id for row in rows if mark_of(row) is Mark.SHORTER} - {task.id for task in tasks}
    if shorter:
        names = [f"“{plain(task.name)}”" for task in case.job.tasks if task.id in shorter]
        st.markdown(
            f"Possible in shorter stretches, or less of it: {', '.join(names)}. The plan sees to that."
        )


def closed_by_methods(found: list[Standing]) -> dict[str, list[str]]:
    """By task, the method whose limit closes it by itself; what adds up over a day leaves room for less of it."""
    closed: dict[str, list[str]] = {}
    for one_limit in found:
        if one_limit.closes and one_limit.limit.row.counts is Counts.TASK:
            sentence = beyond_words(one_limit.limit, one_limit.figure)
            closed.setdefault(one_limit.task_ids[0], []).append(sentence)
    return closed


def reason(row: MatchRow) -> None:
    source = f" :gray[{plain(row.decisive.source)}]" if row.decisive.source else ""
    mark = state_mark(row.state, near=row.decisive.near)
    st.markdown(f"{mark} — {plain(key_words(row.key))}: {plain(why_of(row, row.decisive))}{source}")


def is_closed(task: Task, rows: list[MatchRow]) -> bool:
    return any(row.closes and row.task_id == task.id for row in rows)


def in_order(case: Case, rows: list[MatchRow]) -> list[Task]:
    """The tasks that have something to compare, closed ones first, and of these the essential ones."""
    compared = {row.task_id for row in rows}
    places = list(Importance)
    return sorted(
        (task for task in case.job.tasks if task.id in compared),
        key=lambda task: (not is_closed(task, rows), places.index(task.importance)),
    )


def overview(case: Case, rows: list[MatchRow]) -> None:
    st.header("Every task, every demand")
    tasks = in_order(case, rows)
    for start in range(0, len(tasks), TASKS_IN_A_PICTURE):
        svg = heat_svg(rows, tasks[start : start + TASKS_IN_A_PICTURE])
        st.image(svg, alt=svg.alt, width="stretch")
    with st.expander("The same as a table"):
        lines = [
            {"Task": task.name} | {mark_words(mark): said(task, rows, mark) for mark in Mark}
            for task in tasks
        ]
        table(lines, "How every task stands in every demand")


def said(task: Task, rows: list[MatchRow], mark: Mark) -> str:
    return "; ".join(key_words(row.key) for row in rows if row.task_id == task.id and mark_of(row) is mark)


def why(case: Case, rows: list[MatchRow]) -> None:
    st.header("Why")
    way = st.segmented_control(
        "Reasons", list(WAYS), format_func=WAYS.get, default="task", required=True, key="match.way"
    )
    tasks = {task.id: task.name or "Task without a name" for task in in_order(case, rows)}
    if way == "task":
        chosen = choose("match.task", "Task", {id_: counted(tasks[id_], rows, id_) for id_ in tasks})
        found = [row for row in rows if row.task_id == chosen]
        names = [key_words(row.key) for row in found]
    else:
        key = choose_demand(rows)
        found = worst_first([row for row in rows if row.key == key])
        names = [tasks[row.task_id] for row in found]
    every = st.session_state.get(f"match.why.{way}", False)
    shown = len(found) if every else SHOWN_AT_FIRST
    for place, (row, name) in enumerate(list(zip(found, names, strict=True))[:shown]):
        one(case, row, name, f"match.one.{row.task_id}.{row.key}.{place}")
    if len(found) > SHOWN_AT_FIRST:
        st.toggle(f"Show all {len(found)}", key=f"match.why.{way}")


def counted(name: str, rows: list[MatchRow], task_id: str) -> str:
    closing = sum(row.closes for row in rows if row.task_id == task_id)
    return f"{name} – {closing} in the way" if closing else name


def choose_demand(rows: list[MatchRow]) -> Key:
    """The demand whose tasks are looked at, those that close most tasks first."""
    keys = sorted(
        {row.key for row in rows}, key=lambda key: (-sum(r.closes for r in rows if r.key == key), key)
    )
    names = {str(key): key_words(key) for key in keys}
    chosen = choose("match.demand", "Demand", names)
    return next(key for key in keys if str(key) == chosen)


def worst_first(rows: list[MatchRow]) -> list[MatchRow]:
    places = list(Mark)
    return sorted(rows, key=lambda row: (not row.closes, places.index(mark_of(row))))


def one(case: Case, row: MatchRow, name: str, key: str) -> None:
    """One task in one demand: how it stands in a line, all comparisons on a click."""
    mark = state_mark(row.state, near=row.decisive.near)
    words = in_short(row) + (SHORTER if mark_of(row) is Mark.SHORTER else "")
    box = st.expander(f"{mark} — **{plain(name)}**: {plain(words)}", key=key, on_change="rerun")
    if box.open:
        with box:
            comparisons(case, row)


opened = start_page("Match", "What the tasks ask for, beside what the worker can do and may do.")
day = match_day(opened) or today()
matched = match_case(opened, day)
standing = once("standings", standings)
if matched:
    st.caption(f"As things stand on {date_words(day)}. What is not assessed is neither within nor beyond.")
    in_the_way(opened, matched, closed_by_methods(standing))
    overview(opened, matched)
    why(opened, matched)
    limits_of_methods(
        opened, standing, {task.id: task.name or "Task without a name" for task in opened.job.tasks}
    )
else:
    st.info(
        "Nothing to compare yet: enter tasks on the Job page, and tolerances or a certificate under Capacity."
    )
    st.page_link("pages/job.py", label="Go to Job", icon=":material/event_note:")
