"""Modifications: what could be changed for a task, with figures; the whole catalogue; and what is chosen."""

from math import ceil

import streamlit as st

from ergo.advice.candidates import candidate_of, strongest
from ergo.advice.drivers import State, figure_words, find_drivers
from ergo.advice.search import Query, search
from ergo.analysis.match import MatchRow, match_case, why_words
from ergo.analysis.score import score_task
from ergo.analysis.wording import listed
from ergo.analysis.words import key_words
from ergo.knowledge.catalogue import catalogue_item
from ergo.knowledge.drivers import driver_groups, drivers
from ergo.model.case import Case
from ergo.model.job import Task
from ergo.model.record import ChosenModification
from ergo.workflow.steps import match_day
from pages.components import fields
from pages.components.bands import state_mark
from pages.components.case_state import once, start_page, today, units
from pages.components.entries import choose, remove
from pages.components.modification_views import CHOSEN, bars, card, control_words, who_and_when
from pages.components.plain import plain
from pages.components.tables import table
from pages.components.words import CONTEXT, CONTROL, COST, THRESHOLD, TRIAL, dimension_words

SHOWN_AT_FIRST = 5
HITS_ON_A_PAGE = 10


def in_the_way(case: Case) -> dict[str, list[MatchRow]]:
    """For each task that cannot be done as it is, what closes it."""
    found: dict[str, list[MatchRow]] = {}
    for row in match_case(case, match_day(case) or today()):
        if row.closes:
            found.setdefault(row.task_id, []).append(row)
    return found


def choose_task(case: Case, closed: dict[str, list[MatchRow]]) -> Task | None:
    """The task to work on, those that cannot be done as they are first."""
    ordered = sorted(case.job.tasks, key=lambda task: task.id not in closed)
    names = {task.id: f"{task.name} – in the way" if task.id in closed else task.name for task in ordered}
    return case.task(choose("modifications.task", "Task", names) or "")


def for_a_task(case: Case) -> None:
    closed = once("in_the_way", in_the_way)
    task = choose_task(case, closed)
    if task is None:
        st.info("The tasks come first: enter them on the Job page.")
        st.page_link("pages/job.py", label="Go to Job", icon=":material/event_note:")
        return
    what_makes_it_hard(task, closed.get(task.id, []))
    suggestions(case, task, [row.key.dimension for row in closed.get(task.id, [])])


def what_makes_it_hard(task: Task, closing: list[MatchRow]) -> None:
    st.header("What makes it hard")
    for row in closing:
        mark = state_mark(row.state, near=row.decisive.near)
        st.markdown(
            f"{mark} — {plain(key_words(row.key))}: {plain(why_words(row.decisive, row.key, units()))}"
        )
    results = [score.result for score in score_task(task) if score.result is not None]
    found = find_drivers(task, results)
    shown = [finding for finding in found if finding.state is State.FOUND and finding.figure is not None]
    if shown:
        rows = [
            {
                "Found": f.driver.label,
                "Figure": figure_words(f.figure, units()),
                "Threshold": THRESHOLD[f.driver.trigger_status],
            }
            for f in shown
        ]
        table(rows, f"What makes {task.name} hard, with the figure that shows it")
    else:
        st.markdown("Nothing was found in the figures of this task.")
    undecided = [finding for finding in found if finding.state is State.UNDECIDED]
    asked = [finding for finding in found if finding.state is State.ASK]
    if undecided or asked:
        parts = [
            *([f"{len(undecided)} not measured"] if undecided else []),
            *([f"{len(asked)} to look for on site"] if asked else []),
        ]
        with st.expander(f"What else can make it hard: {listed(parts)}"):
            for finding in undecided:
                st.markdown(f"- {plain(finding.driver.label)}: a measurement is missing")
            for finding in asked:
                st.markdown(f"- {plain(finding.driver.label)}: {plain(finding.driver.definition)}")


def suggestions(case: Case, task: Task, closing: list[str]) -> None:
    st.header("What could be changed")
    first = "What answers the demand in the way comes first; then the" if closing else "The"
    st.caption(
        f"{first} strongest kind of control: eliminate, substitute, change the place, organise, equip the person."
    )
    found = once(f"strongest.{task.id}", lambda _: strongest(task, n=len(CONTROL) * 100, in_the_way=closing))
    if not found:
        st.info(
            "The catalogue has nothing for what was found. Measure more of the task, or search the catalogue."
        )
        return
    counts = {level: sum(c.item.control_level is level for c in found) for level in CONTROL}
    kept = st.pills(
        "Kind, the strongest control first",
        [level for level in CONTROL if counts[level]],
        selection_mode="multi",
        format_func=lambda level: f"{control_words(level)} ({counts[level]})",
        key=f"modifications.kinds.{task.id}",
    )
    fitting = [c for c in found if not kept or c.item.control_level in kept]
    every = st.session_state.get(f"modifications.all.{task.id}", False)
    shown = fitting if every else fitting[:SHOWN_AT_FIRST]
    bars(shown)
    for candidate in shown:
        card(case, candidate.item, task, candidate, f"modifications.card.{task.id}")
    if len(fitting) > SHOWN_AT_FIRST:
        st.toggle(f"Show all {len(fitting)}", key=f"modifications.all.{task.id}")


def the_catalogue(case: Case) -> None:
    words = st.text_input(
        "Search the catalogue",
        key="modifications.words",
        type="search",
        live=True,
        placeholder="What it is, or what is hard: lift table, seat, kneeling",
        icon=":material/search:",
    )
    with st.grid("auto", min_column_width=240):
        hard = st.selectbox(
            "What is hard",
            list(hard_words()),
            format_func=hard_words().get,
            index=None,
            placeholder="Anything",
            key="modifications.hard",
        )
        dimension = st.selectbox(
            "Demand",
            list(demand_words()),
            format_func=demand_words().get,
            index=None,
            placeholder="Any",
            key="modifications.dimension",
        )
    levels = many("Kind", "modifications.levels", {level: control_words(level) for level in CONTROL})
    with st.grid("auto", min_column_width=240):
        costs = st.multiselect(
            "Cost", list(COST), format_func=COST.get, placeholder="Any", key="modifications.costs"
        )
        contexts = many("Used", "modifications.contexts", CONTEXT)
    answered = tuple(row.id for row in drivers().values() if hard in (row.id, row.group))
    hits(case, Query(words, answered, dimension or "", tuple(levels), tuple(costs), tuple(contexts)))


def many(label: str, key: str, words: dict) -> list:
    return st.pills(label, list(words), selection_mode="multi", format_func=words.get, key=key)


def hard_words() -> dict[str, str]:
    """What can make work hard: each limitation as a whole, then one by one."""
    words: dict[str, str] = {}
    for group in driver_groups().values():
        words[group.id] = f"{group.label}: anything"
        words |= {
            row.id: f"{group.label}: {row.label}" for row in drivers().values() if row.group == group.id
        }
    return words


def demand_words() -> dict[str, str]:
    """The dimensions in which something of the catalogue makes work ask for less."""
    asked = {dimension for row in drivers().values() for dimension in row.dimensions}
    return {dimension: label for dimension, label in dimension_words().items() if dimension in asked}


def hits(case: Case, query: Query) -> None:
    found = search(query)
    if query == Query():
        st.info(f"The catalogue has {len(found)} entries. Type a word or choose a filter.")
        return
    if not found:
        st.info("Nothing fits. Use fewer words, or take a filter away.", icon=":material/search_off:")
        return
    task = choose_task(case, once("in_the_way", in_the_way))
    pages = ceil(len(found) / HITS_ON_A_PAGE)
    page = st.session_state.get(f"modifications.page.{hash(query)}", 1)
    start = (page - 1) * HITS_ON_A_PAGE
    shown = found[start : start + HITS_ON_A_PAGE]
    st.markdown(f"**{len(found)} found**, {start + 1} to {start + len(shown)} shown")
    for item in shown:
        card(case, item, task, candidate_of(task, item) if task else None, "modifications.hit")
    if pages > 1:
        st.pagination(pages, key=f"modifications.page.{hash(query)}")


def chosen_ones(case: Case) -> None:
    if not case.modifications:
        st.info(
            "Nothing is chosen yet. Choose a change for a task or from the catalogue; it counts in the plan from the "
            "date on which it is in place."
        )
        return
    rows = [
        {
            "Change": catalogue_item(m.item_id).name,
            "Task": name_of(case, m.task_id),
            "Arranged by": m.responsible,
            "In place from": m.in_place_from,
            "Trial": TRIAL[m.trial_outcome] if m.trial_outcome else None,
            "Still missing": missing(m),
        }
        for m in case.modifications
    ]
    table(rows, "Modifications chosen for the plan")
    names = {
        m.id: f"{catalogue_item(m.item_id).name}, for {name_of(case, m.task_id)}" for m in case.modifications
    }
    picked = choose(CHOSEN, "Chosen change to work on", names)
    part = fields.entry(CHOSEN, lambda c: c.modifications, picked)
    with st.container(border=True):
        who_and_when(part)
        fields.yes_no(part, "accepted_as_permanent", "The task done this way counts as the normal job")
        fields.choice(part, "trial_outcome", "After the trial", TRIAL)
        fields.text(part, "note", "Note (stays with the clinician)", area=True)
        remove(CHOSEN, lambda c: c.modifications, picked, "Remove this change")


def missing(chosen: ChosenModification) -> str:
    """What the plan still needs to know of a chosen change."""
    parts = [
        *(["who arranges it"] if not chosen.responsible else []),
        *(["the date"] if chosen.in_place_from is None else []),
    ]
    return listed(parts)


def name_of(case: Case, task_id: str) -> str:
    task = case.task(task_id)
    return task.name if task else "a task that was removed"


PARTS = {"For a task": for_a_task, "Search the catalogue": the_catalogue, "Chosen": chosen_ones}
opened = start_page(
    "Modifications", "What makes a task hard, what could be changed, and what each change would do."
)
view = st.segmented_control(
    "Part",
    list(PARTS),
    format_func=lambda part: f"Chosen ({len(opened.modifications)})" if part == "Chosen" else part,
    default="For a task",
    required=True,
    key="modifications.part",
    persist_state="session",
    label_visibility="collapsed",
)
PARTS[view](opened)
