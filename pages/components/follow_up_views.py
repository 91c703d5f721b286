"""Chosen changes on the screen: who arranges them, from when they are in place, and what the trial showed."""

from types import SimpleNamespace

import streamlit as st

from ergo.advice.apply import apply, as_measured, as_planned, moved_tasks
from ergo.advice.candidates import Circumstances
from ergo.analysis.case_words import chosen_for_words
from ergo.analysis.score import score_task
from ergo.analysis.wording import listed
from ergo.drawing.bars import BeforeAfter, before_after_svg
from ergo.knowledge.catalogue import catalogue_item
from ergo.methods import load
from ergo.model.case import Case
from ergo.model.job import Task
from ergo.model.record import ChosenModification, TrialOutcome
from pages.components import fields
from pages.components.entries import choose, remove
from pages.components.modification_views import CHOSEN, who_and_when
from pages.components.plain import plain
from pages.components.tables import table
from pages.components.words import TRIAL


def chosen_ones(case: Case, beside: Circumstances) -> None:
    """The list of what is chosen, and one of them to work on."""
    if not case.modifications:
        st.info(
            "Nothing is chosen yet. Choose a change for a task or from the catalogue; it counts in the plan from the "
            "date on which it is in place."
        )
        return
    rows = [
        {
            "Change": catalogue_item(m.item_id).name,
            "For": name_of(case, m),
            "Arranged by": m.responsible,
            "In place from": m.in_place_from,
            "Trial": TRIAL[m.trial_outcome] if m.trial_outcome else None,
            "Still missing": missing(m),
        }
        for m in case.modifications
    ]
    table(rows, "Modifications chosen for the plan")
    names = {m.id: f"{catalogue_item(m.item_id).name}, for {name_of(case, m)}" for m in case.modifications}
    picked = choose(CHOSEN, "Chosen change to work on", names)
    chosen = next(m for m in case.modifications if m.id == picked)
    part = fields.entry(CHOSEN, lambda c: c.modifications, chosen.id)
    with st.container(border=True):
        who_and_when(part)
        fields.yes_no(part, "accepted_as_permanent", "The task done this way counts as the normal job")
    task = case.task(chosen.task_id)
    with st.container(border=True):
        st.subheader("Trial")
        fields.choice(part, "trial_outcome", "After the trial", TRIAL)
        if task is None and chosen.task_id is None:
            acts_in(case, chosen, beside)
        else:
            st.caption(COUNTS[chosen.trial_outcome])
        if task is not None:
            measured_again(task, chosen, part)
            scores(task, chosen, beside)
        fields.text(part, "note", "Note (stays with the clinician)", area=True)
    remove(CHOSEN, lambda c: c.modifications, chosen.id, "Remove this change")


AS_PREDICTED = (
    "From its date the plan counts on what the catalogue predicts, and on what is measured in its place."
)
COUNTS = {
    None: AS_PREDICTED,
    TrialOutcome.KEPT: AS_PREDICTED,
    TrialOutcome.CHANGED: "It is no longer what the catalogue describes: the plan counts on what was measured alone.",
    TrialOutcome.DROPPED: "The plan does not count on it.",
}


def acts_in(case: Case, chosen: ChosenModification, beside: Circumstances) -> None:
    """In which tasks a change of the work as a whole counts, with what it does to their scores."""
    item = catalogue_item(chosen.item_id)
    tasks = moved_tasks(case.job.tasks, item, beside.figures)
    if not tasks or chosen.trial_outcome is TrialOutcome.CHANGED:
        st.caption(
            "It is arranged, listed in the reports, and changes no demand of a task: the plan stays as it is and no "
            "score is claimed for it."
        )
        return
    names = listed([plain(task.name) for task in tasks])
    st.caption(f"From its date the plan counts on it in {names}. Choose it for one task to measure it there.")
    for task in tasks:
        scores(task, chosen, beside)


def measured_again(task: Task, chosen: ChosenModification, part: fields.Part) -> None:
    """What the change acts on, to be measured with it in place."""
    acted_on = acts_on(task, chosen)
    if not acted_on:
        return
    st.markdown("**Measured with the change in place**")
    after = fields.Part(f"{part.key}.after", lambda case: _after(part.find(case)))
    with st.grid("auto", min_column_width=240):
        for name in acted_on:
            fields.measured(after, name)


def _after(chosen: ChosenModification | None) -> SimpleNamespace | None:
    return None if chosen is None else SimpleNamespace(measurements=chosen.measured_after)


def acts_on(task: Task, chosen: ChosenModification) -> list[str]:
    """The quantities that the change moves in this task, and those that were measured after it."""
    what_if = apply(task, catalogue_item(chosen.item_id))
    changed = [change.quantity for change in what_if.changes]
    return list(dict.fromkeys([*changed, *what_if.remeasure, *chosen.measured_after]))


def scores(task: Task, chosen: ChosenModification, beside: Circumstances) -> None:
    """The score before, as predicted, and as measured with the change in place."""
    item = catalogue_item(chosen.item_id)
    predicted = as_planned(task, item, {}, beside.figures)
    measured = as_measured(task, chosen.measured_after)
    rows = []
    for before in score_task(task):
        figure = load(before.method_id).figure
        for label, changed in (("As predicted", predicted), ("As measured", measured)):
            if changed is measured and not chosen.measured_after:
                continue
            after = next((s for s in score_task(changed) if s.method_id == before.method_id), None)
            values = [s.result.score if s and s.result else None for s in (before, after)]
            if values[0] is None and values[1] is None:
                continue
            words = ["not known" if v is None else figure.words(v) for v in values]
            rows.append((figure.label, BeforeAfter(label, values[0], values[1], *words)))
    for name in dict.fromkeys(name for name, _ in rows):
        of_method = [row for label, row in rows if label == name]
        svg = before_after_svg(of_method, title=f"{name}, before and after {item.name}")
        st.markdown(f"**{plain(name)}**, {plain(task.name)}")
        st.image(svg, alt=svg.alt, width="stretch")


def missing(chosen: ChosenModification) -> str:
    """What the plan still needs to know of a chosen change."""
    parts = [
        *(["who arranges it"] if not chosen.responsible else []),
        *(["the date"] if chosen.in_place_from is None else []),
    ]
    return listed(parts)


def name_of(case: Case, chosen: ChosenModification) -> str:
    """For what a change was chosen, also where its task is no longer in the job."""
    return chosen_for_words(case, chosen) or "a task that was removed"
