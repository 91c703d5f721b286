"""Modifications: what makes a task hard, what could be changed, and the figures after it."""

import streamlit as st

from ergo.advice.candidates import Candidate, strongest
from ergo.advice.drivers import State, figure_words, find_drivers
from ergo.analysis.match import match_case
from ergo.analysis.score import score_task
from ergo.drawing.bars import BeforeAfter, before_after_svg
from ergo.knowledge.catalogue import CatalogueItem, catalogue_item, evidence
from ergo.knowledge.clinical import conditions
from ergo.knowledge.drivers import driver
from ergo.knowledge.quantities import quantity
from ergo.methods import load
from ergo.model.case import Case
from ergo.model.job import Task
from ergo.model.record import ChosenModification
from ergo.units import format_quantity
from ergo.workflow.steps import match_day
from pages.components import fields
from pages.components.case_state import start_page, today, units
from pages.components.entries import add, choose, remove
from pages.components.plain import plain
from pages.components.tables import table
from pages.components.words import (
    BASIS,
    CONTROL,
    COST,
    DIRECTION,
    EVIDENCE_STATUS,
    RECOMMENDATION,
    THRESHOLD,
)

SHOWN_AT_FIRST = 5
CHOSEN = "modifications.chosen"
NOT_KNOWN = "not known"
MEASURE_AGAIN = "to be measured again"
NO_CAUTION = "None"


def task_names(case: Case) -> dict[str, str]:
    """Every task, those that cannot be done as they are first."""
    rows = match_case(case, match_day(case) or today())
    closed = {row.task_id for row in rows if row.closes}
    ordered = sorted(case.job.tasks, key=lambda task: task.id not in closed)
    return {task.id: f"{task.name} – in the way" if task.id in closed else task.name for task in ordered}


def what_makes_it_hard(task: Task) -> None:
    st.header("What makes it hard")
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
        with st.expander(f"{len(undecided)} not decided, {len(asked)} that only a person can see"):
            for finding in undecided:
                st.markdown(f"- {plain(finding.driver.label)}: a measurement is missing")
            for finding in asked:
                st.markdown(f"- {plain(finding.driver.label)}: {plain(finding.driver.definition)}")


def suggestions(case: Case, task: Task) -> None:
    st.header("What could be changed")
    st.caption(
        "The strongest kind of control first: eliminate, substitute, change the place, organise, equip the person."
    )
    found = strongest(task, n=len(CONTROL) * 100)
    if not found:
        st.info(
            "The catalogue has nothing for what was found. Measure more of the task, or ask the workplace."
        )
        return
    levels = [level for level in CONTROL if any(c.item.control_level is level for c in found)]
    kept = st.pills(
        "Kind", levels, selection_mode="multi", format_func=CONTROL.get, key=f"modifications.kinds.{task.id}"
    )
    fitting = [c for c in found if not kept or c.item.control_level in kept]
    every = st.session_state.get(f"modifications.all.{task.id}", False)
    shown = fitting if every else fitting[:SHOWN_AT_FIRST]
    bars(shown)
    for candidate in shown:
        card(case, task, candidate)
    if len(fitting) > SHOWN_AT_FIRST:
        st.toggle(f"Show all {len(fitting)}", key=f"modifications.all.{task.id}")


def bars(shown: list[Candidate]) -> None:
    indexed = [c for c in shown if c.index is not None]
    if not indexed:
        return
    rows = [
        BeforeAfter(c.item.name, c.index.before, c.index.after, figure(c.index.before), after_words(c))
        for c in indexed
    ]
    name = load(indexed[0].index.method_id).name
    svg = before_after_svg(rows, title=f"{name}, before and after")
    st.image(svg, alt=svg.alt, width="stretch")
    with st.expander("The same as a table"):
        table([{"Change": r.label, "Before": r.before_words, "After": r.after_words} for r in rows], svg.alt)


def figure(value: float | None) -> str:
    return NOT_KNOWN if value is None else f"{value:.2f}"


def after_words(candidate: Candidate) -> str:
    """The index after a change; where its effect is not known, that it has to be measured."""
    unknown = candidate.index is None or candidate.index.after is None
    return MEASURE_AGAIN if unknown and candidate.what_if.remeasure else figure(candidate.index.after)


def cost_words(item: CatalogueItem) -> str:
    """The cost band, with its status where nobody has checked it."""
    return f"{COST[item.cost_band]} (unverified)" if "unverified" in item.cost_basis else COST[item.cost_band]


def card(case: Case, task: Task, candidate: Candidate) -> None:
    item = candidate.item
    with st.container(border=True):
        st.subheader(plain(item.name))
        facts = [CONTROL[item.control_level], RECOMMENDATION[item.recommend_status], cost_words(item)]
        if candidate.index is not None:
            facts.insert(0, f"index {figure(candidate.index.before)} → {after_words(candidate)}")
        st.markdown(" · ".join(plain(fact) for fact in facts))
        if is_indicated(case, candidate):
            st.caption(
                f":material/recommend: Often used with: {plain(conditions()[case.clinical.condition_id].label)}"
            )
        if item.cautions != NO_CAUTION:
            st.markdown(f":material/warning: {plain(item.cautions)}")
        detail = st.expander(
            "What changes, evidence, cost", key=f"{CHOSEN}.more.{task.id}.{item.id}", on_change="rerun"
        )
        if detail.open:
            with detail:
                details(candidate)
        if any(m.item_id == item.id and m.task_id == task.id for m in case.modifications):
            st.markdown(":material/check_circle: Chosen")
        else:
            st.button(
                "Choose this",
                key=f"{CHOSEN}.take.{task.id}.{item.id}",
                icon=":material/add_task:",
                on_click=add,
                args=(
                    CHOSEN,
                    lambda c: c.modifications,
                    ChosenModification(item_id=item.id, task_id=task.id),
                ),
            )


def is_indicated(case: Case, candidate: Candidate) -> bool:
    condition = conditions().get(case.clinical.condition_id or "")
    return condition is not None and not set(condition.catalogue_tags).isdisjoint(candidate.item.conditions)


def details(candidate: Candidate) -> None:
    item, what_if = candidate.item, candidate.what_if
    answers = ", ".join(driver(name).label.lower() for name in candidate.drivers)
    st.markdown(f"Answers: {plain(answers)}. {plain(item.effect_on_inputs)}")
    if what_if.changes:
        rows = [
            {
                "Measured": quantity(change.quantity).label,
                "Before": value_words(change.quantity, change.before),
                "After": value_words(change.quantity, change.after),
                "At best": value_words(change.quantity, change.best) if change.best != change.after else None,
            }
            for change in what_if.changes
        ]
        table(rows, f"What {item.name} changes")
    for words, names in (("Measure again", what_if.remeasure), ("Not known yet", what_if.unknown)):
        if names:
            st.markdown(f"{words}: {plain(', '.join(quantity(name).label.lower() for name in names))}.")
    st.markdown(f"How the change is known: {BASIS[item.effect_basis].lower()}.")
    st.markdown(
        f"Evidence: {plain(item.evidence_grade)}, {DIRECTION[item.evidence_direction]}. {plain(item.evidence_note)}"
    )
    for evidence_id in item.evidence_ids:
        row = evidence()[evidence_id]
        st.caption(f"{plain(row.citation)} {plain(row.finding)} ({EVIDENCE_STATUS[row.status]})")
    st.markdown(f"Cost: {COST[item.cost_band]}; {plain(item.cost_basis)}.")
    st.markdown(f"Fitting and training: {plain(item.fitting_training)}")
    if item.iso9999_title:
        st.caption(plain(f"ISO 9999: {item.iso9999_code} {item.iso9999_title} ({item.iso9999_status})"))


def value_words(quantity_id: str, value: float | bool | str) -> str:
    row = quantity(quantity_id)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return row.choice_label(value) if isinstance(value, str) else format_quantity(value, row.unit, units())


def chosen_ones(case: Case) -> None:
    st.header("Chosen for the plan")
    if not case.modifications:
        st.markdown(
            "Nothing is chosen yet. A change counts in the plan from the date on which it is in place."
        )
        return
    names = {
        m.id: f"{catalogue_item(m.item_id).name}, for {name_of(case, m.task_id)}" for m in case.modifications
    }
    rows = [
        {
            "Change": catalogue_item(m.item_id).name,
            "Task": name_of(case, m.task_id),
            "Arranged by": m.responsible or "nobody yet",
            "In place from": m.in_place_from or "no date yet",
            "Counts as the normal job": "yes" if m.accepted_as_permanent else "no",
        }
        for m in case.modifications
    ]
    table(rows, "Modifications chosen for the plan")
    picked = choose(CHOSEN, "Chosen change to work on", names)
    part = fields.entry(CHOSEN, lambda c: c.modifications, picked)
    with st.container(border=True):
        with st.grid("auto", min_column_width=220):
            fields.text(part, "responsible", "Who arranges it")
            fields.day(part, "in_place_from", "In place from")
        fields.yes_no(part, "accepted_as_permanent", "The task done this way counts as the normal job")
        fields.text(part, "note", "Note (stays with the clinician)", area=True)
        remove(CHOSEN, lambda c: c.modifications, picked, "Remove this change")


def name_of(case: Case, task_id: str) -> str:
    task = case.task(task_id)
    return task.name if task else "a task that was removed"


opened = start_page(
    "Modifications", "What makes a task hard, what could be changed, and what each change would do."
)
if opened.job.tasks:
    chosen_ones(opened)
    worked_on = opened.task(choose("modifications.task", "Task", task_names(opened)))
    what_makes_it_hard(worked_on)
    suggestions(opened, worked_on)
else:
    st.info("The tasks come first: enter them on the Job page.")
    st.page_link("pages/job.py", label="Go to Job", icon=":material/event_note:")
