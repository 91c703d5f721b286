"""A checklist on the screen: one section at a time; where an item is not in order, its remedy, by whom and by when."""

import streamlit as st

from ergo.analysis.checklists import Review, review
from ergo.analysis.wording import listed
from ergo.knowledge.checklists import Checklist, ChecklistItem
from ergo.model.case import Case
from ergo.model.job import ChecklistFinding, ItemState, Task
from pages.components import fields
from pages.components.fields import Part
from pages.components.plain import plain
from pages.components.tables import table
from pages.components.words import ITEM_STATE, SOURCE_STATUS


class Answer:
    """The answer at one item of a task, as a field reads and sets it; None while nobody has looked at it."""

    def __init__(self, task: Task, item: ChecklistItem) -> None:
        self.task, self.item = task, item

    @property
    def finding(self) -> ChecklistFinding | None:
        """What was found at the item."""
        return next((f for f in self.task.checklist if f.item_id == self.item.id), None)

    @property
    def state(self) -> ItemState | None:
        """Yes, no, does not apply, or None."""
        return self.finding and self.finding.state

    @state.setter
    def state(self, state: ItemState | None) -> None:
        """An item that becomes a no starts with the suggested remedy; one that is not answered has no finding."""
        if state is None:
            self.task.checklist = [f for f in self.task.checklist if f.item_id != self.item.id]
            return
        finding = self.finding
        if finding is None:
            finding = ChecklistFinding(item_id=self.item.id, state=state)
            self.task.checklist = [*self.task.checklist, finding]
        finding.state = state
        if state is ItemState.NO and not finding.remedy:
            finding.remedy = self.item.if_not


def show_checklist(checklist: Checklist, task: Task) -> None:
    """The checklist of a task: how far it is, the questions of one section, and what is to be put right."""
    labels = {section.id: section.label for section in checklist.sections}
    key = f"checklist.{checklist.id}.section"
    if st.session_state.get(key) not in labels:
        st.session_state[key] = next(iter(labels))
    whole = review(checklist, task.checklist)
    st.header(plain(checklist.title))
    progress(whole)
    section = st.segmented_control(
        "Section",
        list(labels),
        format_func=lambda name: section_words(labels[name], review(checklist, task.checklist, name)),
        key=key,
        required=True,
        persist_state="session",
    )
    for item in checklist.of_section(section):
        question(item, task)
    remedies(whole)
    st.caption(plain(checklist.about))
    st.caption(plain(f"Source: {checklist.header.source}. Status: {checklist.header.status}."))


def progress(whole: Review) -> None:
    """How many items are answered, and how many are to be put right."""
    with st.grid(3, min_column_width=130):
        st.metric("Answered", f"{whole.answered} of {len(whole.items)}", border=True)
        st.metric("To be put right", len(whole.to_remedy), border=True)
        st.metric("Put right", len(whole.remedied), border=True)
    if whole.incomplete:
        st.warning(
            f"Remedies still without what to do, person or date: {len(whole.incomplete)}.",
            icon=":material/assignment_late:",
        )


def section_words(label: str, section: Review) -> str:
    """A section's name, with how many of its items are open or to be put right."""
    marks = [f"{len(section.to_remedy)} no"] if section.to_remedy else []
    marks += [f"{len(section.unanswered)} open"] if section.unanswered else []
    return plain(f"{label} ({', '.join(marks)})" if marks else label)


def question(item: ChecklistItem, task: Task) -> None:
    """One item with its answer; for a no the remedy, who sees to it and by when."""
    key = f"checklist.{task.id}.{item.id}"

    def answer(case: Case) -> Answer | None:
        found = case.task(task.id)
        return None if found is None else Answer(found, item)

    def finding(case: Case) -> ChecklistFinding | None:
        found = answer(case)
        return None if found is None else found.finding

    with st.container(border=True):
        fields.choice(Part(key, answer), "state", plain(item.ask), ITEM_STATE)
        st.caption(f"In order if {plain(item.ok_if)}.", help=f"Status: {SOURCE_STATUS[item.status]}.")
        if Answer(task, item).state is ItemState.NO:
            remedy = Part(key, finding)
            fields.text(remedy, "remedy", "Remedy", area=True, height=80)
            with st.grid("auto", min_column_width=160):
                fields.text(remedy, "responsible", "Who sees to it")
                fields.day(remedy, "due", "By")
                fields.day(remedy, "done_on", "Put right on")


def remedies(whole: Review) -> None:
    """What is to be put right in the whole list, and what its remedies are still without."""
    if not whole.to_remedy:
        return
    st.header("To be put right")
    rows = [
        {
            "Item": entry.item.ask,
            "Remedy": entry.finding.remedy,
            "Who": entry.finding.responsible,
            "By": entry.finding.due,
            "Still needed": listed(list(entry.lacks)),
        }
        for entry in whole.to_remedy
    ]
    table(rows, "Items that are not in order, each with its remedy, who sees to it and by when")
