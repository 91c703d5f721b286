"""Modifications: what makes a task hard, what each change would do, what opens it, and what is chosen."""

from math import ceil

import streamlit as st

from ergo.advice.candidates import Candidate, Circumstances, candidate_of, for_the_work, strongest
from ergo.advice.drivers import Finding, find_drivers, find_drivers_of_work
from ergo.advice.figures import figures_of_case
from ergo.advice.search import Query, search
from ergo.advice.sufficient import sufficient
from ergo.analysis.demands import steps_as_tasks
from ergo.analysis.match import MatchRow, match_case
from ergo.analysis.score import score_task
from ergo.knowledge.clinical import conditions
from ergo.knowledge.drivers import driver_groups, drivers
from ergo.model.case import Case
from ergo.model.job import Task
from ergo.workflow.steps import match_day
from pages.components import hard_views
from pages.components.case_state import once, settings, start_page, today
from pages.components.entries import choose
from pages.components.follow_up_views import chosen_ones
from pages.components.modification_views import bars, card, control_words
from pages.components.opening_views import opening
from pages.components.try_views import trial
from pages.components.words import (
    CONTEXT,
    CONTROL,
    COST,
    KIND,
    WHOLE_WORK,
    condition_tags,
    dimension_words,
)

SHOWN_AT_FIRST = 5
HITS_ON_A_PAGE = 10
THE_WORK = "the work as a whole"


def in_the_way(case: Case) -> dict[str, list[MatchRow]]:
    """For each task that cannot be done as it is, what closes it."""
    found: dict[str, list[MatchRow]] = {}
    for row in match_case(case, match_day(case) or today()):
        if row.closes:
            found.setdefault(row.task_id, []).append(row)
    return found


def circumstances(case: Case) -> Circumstances:
    """What counts beside a task: the worker's figures and condition, and the clinic's own costs."""
    condition = conditions().get(case.clinical.condition_id or "")
    tags = condition.catalogue_tags if condition else ()
    return Circumstances(figures_of_case(case), tags, settings().cost_bands)


def choose_task(case: Case, *, or_the_work: bool = False) -> str:
    """The id of the task to work on, those that cannot be done as they are first; empty where there is none."""
    closed = once("in_the_way", in_the_way)
    ordered = sorted(case.job.tasks, key=lambda task: task.id not in closed)
    names = {task.id: f"{task.name} – in the way" if task.id in closed else task.name for task in ordered}
    if or_the_work:
        names[THE_WORK] = WHOLE_WORK
    if not case.job.tasks:
        st.info("The tasks come first: enter them on the Job page.")
        st.page_link("pages/job.py", label="Go to Job", icon=":material/event_note:")
        return ""
    key = "modifications.task"
    if not or_the_work and st.session_state.get(key) == THE_WORK:
        st.session_state[key] = next(iter(names))
    return choose(key, "Task", names) or ""


def findings_of(case: Case, task: Task | None) -> list[Finding]:
    """What makes a task hard, or the work as a whole."""
    figures = figures_of_case(case)
    if task is None:
        return find_drivers_of_work(figures, case.drivers_seen)
    results = [score.result for score in score_task(task) if score.result is not None]
    return find_drivers(task, results, figures)


def what_is_hard(case: Case) -> None:
    chosen = choose_task(case, or_the_work=True)
    if not chosen:
        return
    task = case.task(chosen)
    closing = once("in_the_way", in_the_way).get(chosen, [])
    found = once(f"hard.{chosen}", lambda c: findings_of(c, task))
    dimensions = {row.key.dimension for row in closing}
    first = {row.id: 0 for row in drivers().values() if not dimensions.isdisjoint(row.dimensions)}
    hard_views.in_the_way(closing)
    hard_views.found_ones(found, task.name if task else THE_WORK, first)
    hard_views.to_find_out(found, f"modifications.hard.{chosen}", task, first)


def changes(case: Case) -> None:
    chosen = choose_task(case, or_the_work=True)
    if not chosen:
        return
    task, beside = case.task(chosen), circumstances(case)
    closing = [row.key.dimension for row in once("in_the_way", in_the_way).get(chosen, [])]
    found = once(f"strongest.{chosen}", lambda c: suggestions(c, task, beside, closing))
    if not found:
        st.info(
            "The catalogue has nothing for what was found. Measure or answer more on “What is hard”, or search the "
            "catalogue."
        )
        return
    shown_first = "What answers the demand in the way comes first; then the" if closing else "The"
    st.caption(
        f"{shown_first} strongest kind of control (eliminate, substitute, change the place, organise, equip the "
        "person), then the risk removed, the evidence, the cost and cautions for this condition."
    )
    fitting = filtered(case, found, chosen, beside)
    every = st.session_state.get(f"modifications.all.{chosen}", False)
    shown = fitting if every else fitting[:SHOWN_AT_FIRST]
    bars(shown)
    for candidate in shown:
        card(case, candidate.item, task, candidate, f"modifications.card.{chosen}")
    if len(fitting) > SHOWN_AT_FIRST:
        st.toggle(f"Show all {len(fitting)}", key=f"modifications.all.{chosen}")


def suggestions(case: Case, task: Task | None, beside: Circumstances, closing: list[str]) -> list[Candidate]:
    """All that is suggested for a task, or for the work as a whole, the strongest first."""
    if task is None:
        return for_the_work(findings_of(case, None), beside=beside)
    return strongest(task, None, beside=beside, in_the_way=closing)


def filtered(case: Case, found: list[Candidate], chosen: str, beside: Circumstances) -> list[Candidate]:
    """The suggestions that the person wants to see: by kind of control, cost, place of use and what is on site."""
    counts = {level: sum(c.item.control_level is level for c in found) for level in CONTROL}
    with st.expander("Filter"):
        levels = many_of(
            "Kind, the strongest control first",
            f"modifications.kinds.{chosen}",
            {level: f"{control_words(level)} ({count})" for level, count in counts.items() if count},
        )
        costs = st.multiselect(
            "Cost", list(COST), format_func=COST.get, placeholder="Any", key=f"modifications.cost.{chosen}"
        )
        contexts = many_of("Used", f"modifications.where.{chosen}", CONTEXT)
        on_site = st.toggle("Only what the workplace has already", key=f"modifications.site.{chosen}")
    return [
        c
        for c in found
        if (not levels or c.item.control_level in levels)
        and (not costs or beside.cost_band(c.item) in costs)
        and (not contexts or not set(contexts).isdisjoint(c.item.contexts))
        and (not on_site or c.item.id in case.job.on_site)
    ]


def what_opens_it(case: Case) -> None:
    task = case.task(choose_task(case))
    if task is None:
        return
    beside, on = circumstances(case), match_day(case) or today()

    def work(case: Case):
        return sufficient(case, task, on, beside=beside)

    opening(case, task, once(f"opening.{task.id}", work))


def try_figures(case: Case) -> None:
    task = case.task(choose_task(case))
    if task is None:
        return
    works = once(f"scored.{task.id}", lambda _: scored_parts(task))
    if not works:
        st.info(
            "There is no score yet that a figure could move. Measure the task first.",
            icon=":material/straighten:",
        )
        return
    names = {name: work.name for name, work in works.items()}
    key = f"modifications.step.{task.id}"
    picked = choose(key, "Part of the task", names) if len(works) > 1 else next(iter(works))
    trial(case, works[picked], f"modifications.try.{picked}")


def scored_parts(task: Task) -> dict[str, Task]:
    """The task itself, and the steps of its cycle as tasks of their own, as far as a method scores them."""
    steps = task.cycle.steps if task.cycle else []
    parts = {task.id: task}
    parts |= {
        step.id: work.model_copy(update={"id": step.id})
        for step, work in zip(steps, steps_as_tasks(task), strict=True)
    }
    return {name: work for name, work in parts.items() if any(s.result for s in score_task(work))}


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
        hard = one_of("Limitation", "modifications.hard", hard_words())
        work = one_of("Work", "modifications.work", work_words())
        condition = one_of("Condition", "modifications.condition", condition_tags())
        dimension = one_of("Demand", "modifications.dimension", demand_words())
    with st.expander("Kind of control, cost, place"):
        levels = many_of("Kind", "modifications.levels", {level: control_words(level) for level in CONTROL})
        costs = st.multiselect(
            "Cost", list(COST), format_func=COST.get, placeholder="Any", key="modifications.costs"
        )
        contexts = many_of("Used", "modifications.contexts", CONTEXT)
    hits(
        case,
        Query(
            words=words,
            drivers=tuple(row.id for row in drivers().values() if hard in (row.id, row.group)),
            work=work or "",
            condition=condition or "",
            dimension=dimension or "",
            levels=tuple(levels),
            costs=tuple(costs),
            contexts=tuple(contexts),
        ),
    )


def one_of(label: str, key: str, words: dict) -> str | None:
    return st.selectbox(label, list(words), format_func=words.get, index=None, placeholder="Any", key=key)


def many_of(label: str, key: str, words: dict) -> list:
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


def work_words() -> dict[str, str]:
    """The kinds of task that something of the catalogue is for."""
    kinds = {kind for group in driver_groups().values() for kind in group.kinds}
    return {kind: label for kind, label in KIND.items() if kind in kinds}


def demand_words() -> dict[str, str]:
    """The dimensions in which something of the catalogue makes work ask for less."""
    asked = {dimension for row in drivers().values() for dimension in row.dimensions}
    return {dimension: label for dimension, label in dimension_words().items() if dimension in asked}


def hits(case: Case, query: Query) -> None:
    beside = circumstances(case)
    found = search(query, beside.costs)
    if query == Query():
        st.info(f"The catalogue has {len(found)} entries. Type a word or choose a filter.")
        return
    if not found:
        st.info("Nothing fits. Use fewer words, or take a filter away.", icon=":material/search_off:")
        return
    task = case.task(choose_task(case, or_the_work=True)) if case.job.tasks else None
    pages = ceil(len(found) / HITS_ON_A_PAGE)
    page = st.session_state.get(f"modifications.page.{hash(query)}", 1)
    start = (page - 1) * HITS_ON_A_PAGE
    shown = found[start : start + HITS_ON_A_PAGE]
    st.markdown(f"**{len(found)} found**, {start + 1} to {start + len(shown)} shown")
    for item in shown:
        card(case, item, task, candidate_of(task, item, beside=beside) if task else None, "modifications.hit")
    if pages > 1:
        st.pagination(pages, key=f"modifications.page.{hash(query)}")


PARTS = {
    "What is hard": what_is_hard,
    "Changes": changes,
    "What opens it": what_opens_it,
    "Try": try_figures,
    "Catalogue": the_catalogue,
    "Chosen": lambda case: chosen_ones(case, circumstances(case)),
}
opened = start_page(
    "Modifications", "What makes a task hard, what each change would do, and what is chosen for the plan."
)
view = st.segmented_control(
    "Part",
    list(PARTS),
    format_func=lambda part: f"Chosen ({len(opened.modifications)})" if part == "Chosen" else part,
    default="Changes",
    required=True,
    key="modifications.part",
    persist_state="session",
    label_visibility="collapsed",
)
PARTS[view](opened)
