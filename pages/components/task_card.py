"""The card of one task: what it is, what was measured of it, what people state that it asks for, its steps."""

import streamlit as st

from ergo.analysis.demands import key_of
from ergo.analysis.people import PREFIX, no_equation
from ergo.analysis.words import amount_words, key_words
from ergo.knowledge.dimensions import dimension, unit_of
from ergo.knowledge.quantities import quantities
from ergo.knowledge.tasks import demand_rules, task_kinds
from ergo.model.case import Case
from ergo.model.job import CycleStep, Demand, Importance, Task, TaskKind
from pages.components import fields
from pages.components.case_state import units
from pages.components.cycle_card import cycle_card
from pages.components.entries import choose, pick, remove
from pages.components.fields import Part
from pages.components.plain import plain
from pages.components.router import PAGES
from pages.components.tables import table
from pages.components.words import (
    BAND,
    HOW,
    IMPORTANCE,
    KIND,
    SAFETY_CRITICAL,
    SIDE,
    aspect_words,
    dimension_words,
)

PAGE_OF_KIND = {
    TaskKind.LIFTING: ("pages/lifting.py", ("lift.",)),
    TaskKind.PUSH_PULL_CARRY: ("pages/push_pull_carry.py", ("push.", "carry.")),
    TaskKind.SITTING: ("pages/sitting.py", ("sit.", "rosa.", "office.")),
    TaskKind.DRIVING: ("pages/driving.py", ("drive.", "wbv.")),
    TaskKind.HAND_WORK: ("pages/hands.py", ("art.", "shoulder.", "hav.")),
    TaskKind.POSTURE: ("pages/posture.py", ("posture.",)),
    TaskKind.STANDING_WALKING: ("pages/posture.py", ("posture.",)),
}
ABOUT, MEASURED, STATED, STEPS = "The task", "Measured", "Stated", "Repeating steps"


def task_card(case: Case, task: Task) -> None:
    """Everything of a task that is typed on the Job page, one side of it at a time."""
    part = fields.entry("job.task", lambda case: case.job.tasks, task.id)
    page_link(task.kind)
    side = st.segmented_control(
        "Part of the task",
        [ABOUT, MEASURED, STATED, STEPS],
        default=ABOUT,
        required=True,
        key="job.task.side",
        persist_state="session",
        label_visibility="collapsed",
    )
    if side == ABOUT:
        about(task, part)
    elif side == MEASURED:
        measurements(task, part)
    elif side == STATED:
        stated_demands(task)
    else:
        cycle_card(task, part, step_values)


def page_link(kind: TaskKind) -> None:
    """The way to the page on which such work is measured, where there is one."""
    path = PAGE_OF_KIND.get(kind, ("", ()))[0]
    for page, title, icon, help_text in PAGES:
        if page == path:
            st.page_link(
                page, label=f"Measure it on the {title} page", icon=f":material/{icon}:", help=help_text
            )


def about(task: Task, part: Part) -> None:
    """Name, kind, minutes and what the employer allows."""
    fields.text(part, "name", "Name of the task")
    fields.choice(part, "kind", "Kind of work", KIND, required=True)
    fields.choice(part, "importance", "Belongs to the job as", IMPORTANCE, required=True)
    with st.grid("auto", min_column_width=200):
        fields.number(part, "minutes_per_shift", "Normal time on a shift", unit="min", step=15.0)
        fields.number(part, "times_per_week", "Times a week, if not every shift", placeholder="every shift")
        fields.number(part, "smallest_block_min", "Smallest useful block", unit="min", step=15.0)
        fields.number(
            part,
            "uninterruptible_min",
            "Longest stretch that cannot be broken",
            unit="min",
            step=5.0,
            help="By a change of posture.",
        )
        if task.importance is Importance.ALTERNATIVE:
            fields.day(part, "available_from", "Offered from")
            fields.day(part, "available_until", "Offered until")
    fields.yes_no(part, "may_be_extended", "The employer allows more time on this task than normal")
    fields.choices(
        part,
        "safety_critical",
        "Safety-critical work in it",
        SAFETY_CRITICAL,
        help="Closed until a named clinician clears it with a date.",
    )
    fields.text(part, "description", "What is done", area=True)


def measurements(task: Task, part: Part) -> None:
    """The measured values of a task, and those that such work may still ask for."""
    if task.kind is TaskKind.HANDLING_PEOPLE:
        people(task, part)
    shown = [name for name in task.measurements if not typed_elsewhere(task, name)]
    with st.grid("auto", min_column_width=230):
        for name in shown:
            fields.measured(part, name)
    if task.measurements:
        fields.how_known(part)
    asked = [n for n in asked_of(task.kind) if n not in task.measurements and not typed_elsewhere(task, n)]
    more = st.expander("More that such work can ask for", key=f"job.more.{task.id}", on_change="rerun")
    if more.open:
        with more, st.grid("auto", min_column_width=230):
            for name in asked:
                fields.measured(part, name)


def people(task: Task, part: Part) -> None:
    """Transfers of people by how far they help, with aid and helpers; no equation scores them."""
    st.info(plain(no_equation()), icon=":material/info:")
    with st.grid("auto", min_column_width=230):
        for name in quantities():
            if typed_elsewhere(task, name):
                fields.measured(part, name)


def step_values(step: CycleStep, part: Part) -> None:
    """The measured values of one step of a repeating task."""
    page = PAGE_OF_KIND.get(step.kind, ("", ()))
    usual = [name for name in quantities() if name.startswith(page[1])] if page[1] else []
    names = list(dict.fromkeys([*step.measurements, *asked_of(step.kind), *usual]))
    shown = [name for name in names if name in step.measurements]
    with st.grid("auto", min_column_width=230):
        for name in shown:
            fields.measured(part, name)
    if step.measurements:
        fields.how_known(part)
    more = st.expander("More to measure in this step", key=f"job.step.more.{step.id}", on_change="rerun")
    if more.open:
        with more, st.grid("auto", min_column_width=230):
            for name in names:
                if name not in step.measurements and not quantities()[name].computed:
                    fields.measured(part, name)


def stated_demands(task: Task) -> None:
    """What the job description, the worker or the employer says of the task; conflicting accounts stay side by side."""
    key = f"job.demand.{task.id}"

    def entries(case: Case) -> list[Demand]:
        return part.found(case).demands

    part = fields.entry("job.task", lambda case: case.job.tasks, task.id)
    if task.demands:
        table([demand_row(demand) for demand in task.demands], "Demands of this task as people state them")
    pick(
        key,
        "Add a stated demand",
        entries,
        dimension_words(),
        new_demand,
        placeholder="Choose what it asks for",
    )
    chosen = choose(key, "Stated demand to change", {d.id: key_words(key_of(d)) for d in task.demands})
    if chosen is not None:
        demand = fields.entry(key, entries, chosen)
        with st.container(border=True):
            demand_fields(demand)
            remove(key, entries, chosen, "Remove this demand")


def demand_fields(part: Part) -> None:
    """Amounts, frequency and source of one stated demand."""
    demand = part.now()
    unit = unit_of(demand.dimension, demand.aspect)
    if len(aspect_words(demand.dimension)) > 1:
        fields.choice(part, "aspect", "Said of", aspect_words(demand.dimension), required=True)
    if dimension(demand.dimension).sided:
        fields.choice(part, "side", "Side", SIDE, required=True)
    with st.grid("auto", min_column_width=200):
        fields.number(part, "usual", "Usual", unit=unit, decimals=1)
        fields.number(part, "maximum", "On the busiest day", unit=unit, decimals=1)
        fields.choice(part, "source", "Source", HOW, required=True)
        fields.text(part, "confirmed_by", "Confirmed by")
    fields.choice(part, "frequency", "How often", BAND)
    fields.text(part, "note", "Note", area=True)


def demand_row(demand: Demand) -> dict[str, object]:
    """One line of the table of stated demands."""
    unit = unit_of(demand.dimension, demand.aspect)
    amounts = [None if a is None else amount_words(a, unit, units()) for a in (demand.usual, demand.maximum)]
    return {
        "Asks for": key_words(key_of(demand)),
        "Usual": amounts[0],
        "Busiest day": amounts[1],
        "How often": BAND.get(demand.frequency),
        "Source": HOW[demand.source],
        "Confirmed by": demand.confirmed_by,
        "Note": demand.note,
    }


def new_demand(dimension_id: str) -> Demand:
    """A demand in a dimension, its amount still unknown."""
    return Demand(dimension=dimension_id, aspect=next(iter(dimension(dimension_id).amounts)))


def asked_of(kind: TaskKind) -> list[str]:
    """The measured quantities that are a demand in such work."""
    row = task_kinds()[kind]
    return list(dict.fromkeys(rule.quantity for rule in demand_rules() if row.may_involve(rule.dimension)))


def typed_elsewhere(task: Task, quantity_id: str) -> bool:
    """Whether a value of this task is typed on the page of its kind, or among the transfers of people."""
    if task.kind is TaskKind.HANDLING_PEOPLE:
        return quantity_id.startswith(PREFIX)
    path, prefixes = PAGE_OF_KIND.get(task.kind, ("", ()))
    return any(page == path for page, *_ in PAGES) and quantity_id.startswith(prefixes)
