"""Changes of the work on the screen: a card for each item of the catalogue, and what several do to a score."""

from collections.abc import Sequence

import streamlit as st

from ergo.advice.candidates import Candidate
from ergo.advice.change_scores import IndexChange
from ergo.advice.rules import unscored
from ergo.advice.search import dimensions_of
from ergo.analysis.case_words import chosen_for_words
from ergo.analysis.words import inside_sentence
from ergo.drawing.bars import BeforeAfter, before_after_svg
from ergo.knowledge.catalogue import (
    CatalogueItem,
    ControlLevel,
    Recommendation,
    cautioned_conditions,
    evidence,
    grade_of,
)
from ergo.knowledge.clinical import conditions
from ergo.knowledge.dimensions import dimension
from ergo.knowledge.drivers import driver
from ergo.knowledge.quantities import quantity
from ergo.methods import load
from ergo.model.case import Case
from ergo.model.job import Task
from ergo.model.record import ChosenModification
from ergo.units import format_quantity
from pages.components import fields
from pages.components.case_state import desk, edit, follow_settings, forget_once, settings, units
from pages.components.entries import add
from pages.components.plain import plain
from pages.components.tables import table
from pages.components.words import (
    BASIS,
    CONTROL,
    COST,
    DIRECTION,
    EVIDENCE_STATUS,
    RECOMMENDATION,
)

CHOSEN = "modifications.chosen"
NOT_KNOWN = "not known"
MEASURE_AGAIN = "to be measured again"
NO_CAUTION = "None"
NAMED_AT_MOST = 4


def bars(shown: Sequence[Candidate]) -> None:
    """The score of the recommended method before and after each change, and the multipliers that moved."""
    scored = [c for c in shown if c.index is not None and c.index.before is not None]
    if not scored:
        return
    first = scored[0].index
    indexed = [c for c in scored if (c.index.method_id, c.index.step) == (first.method_id, first.step)]
    rows = [
        BeforeAfter(
            c.item.name,
            c.index.before,
            c.index.after,
            figure(c.index, c.index.before),
            after_words(c),
            moved_words(c),
        )
        for c in indexed
    ]
    name = score_name(first)
    svg = before_after_svg(rows, title=f"{name}, before and after")
    st.markdown(f"**{plain(name)}**, before and after each change on its own")
    st.image(svg, alt=svg.alt, width="stretch")
    with st.expander("The same as a table"):
        lines = [
            {"Change": r.label, "Before": r.before_words, "After": r.after_words, "By": r.note} for r in rows
        ]
        table(lines, svg.alt)


def score_name(index: IndexChange) -> str:
    """What the score is called, with the step of the task that has it."""
    label = load(index.method_id).figure.label
    return f"{label} ({index.step_name})" if index.step_name else label


def figure(index: IndexChange, value: float | None) -> str:
    """A score as it is written beside its bar."""
    return NOT_KNOWN if value is None else load(index.method_id).figure.words(value)


def after_words(candidate: Candidate) -> str:
    """The score after a change with its band; where its effect is not known, that it has to be measured."""
    index = candidate.index
    if index is None or index.after is None:
        return MEASURE_AGAIN if candidate.what_if.remeasure else NOT_KNOWN
    words = figure(index, index.after)
    return f"{words}, {index.band.label}" if index.band else words


def moved_words(candidate: Candidate) -> str:
    """The multiplier that rises most, and how many others do: what makes the difference."""
    moved = sorted(candidate.index.moved, key=lambda m: m.before / m.after if m.after else 1.0)
    if not moved:
        return ""
    first = f"{moved[0].label} {moved[0].before:.2f} → {moved[0].after:.2f}"
    return first if len(moved) == 1 else f"{first} and {len(moved) - 1} more"


def control_words(level: ControlLevel) -> str:
    """A kind of control with its place in the hierarchy, the strongest 1."""
    return f"{list(CONTROL).index(level) + 1} {CONTROL[level]}"


def cost_words(item: CatalogueItem) -> str:
    """The cost band: the clinic's own, or the catalogue's with its status where nobody has checked it."""
    own = settings().cost_bands.get(item.id)
    if own is not None:
        return f"{COST[own]} (the clinic's own)"
    return f"{COST[item.cost_band]} (unverified)" if "unverified" in item.cost_basis else COST[item.cost_band]


def card(case: Case, item: CatalogueItem, task: Task | None, candidate: Candidate | None, place: str) -> None:
    """One item: what it does to the task, its kind, cost and cautions; details on request; chosen with person and date.

    Without a task it is chosen for the work as a whole. `place` tells cards of the same item on a page apart.
    """
    with st.container(border=True):
        st.subheader(plain(item.name))
        facts = [control_words(item.control_level), RECOMMENDATION[item.recommend_status], cost_words(item)]
        refused = item.recommend_status is Recommendation.NOT_RECOMMENDED
        if is_usual(case, item) and not refused:
            facts.append(f"often used with {inside_sentence(conditions()[case.clinical.condition_id].label)}")
        st.caption(" · ".join(plain(fact) for fact in facts))
        st.markdown(for_words(item))
        st.markdown(plain(item.effect_on_inputs))
        if refused:
            reason = plain(f"{item.cautions.removesuffix('.')}. Evidence: {item.evidence_note}.")
            st.error(reason, title="Not recommended", icon=":material/block:")
        else:
            effect(candidate)
            if item.cautions != NO_CAUTION:
                named = " **Names this worker's condition.**" if is_cautioned(case, item) else ""
                st.markdown(f":material/warning: {plain(item.cautions)}{named}")
        box = st.expander("What changes, evidence, cost", key=f"{place}.more.{item.id}", on_change="rerun")
        if box.open:
            with box:
                details(item, candidate)
                if not refused:
                    at_this_place(case, item, place)
        if not refused:
            choosing(case, item, task if item.at_work else None, place)


def for_words(item: CatalogueItem) -> str:
    """What an item is for: what makes work hard and it answers, and the demands that this lowers."""
    hard = [inside_sentence(driver(name).label) for name in item.drivers]
    demands = [inside_sentence(dimension(name).label) for name in sorted(dimensions_of(item))]
    said = f"**For:** {plain(in_short(hard))}"
    return f"{said}  \n**Lowers:** {plain(in_short(demands))}" if demands else said


def in_short(names: list[str]) -> str:
    """The first few names, and how many more there are."""
    rest = len(names) - NAMED_AT_MOST
    return "; ".join([*names[:NAMED_AT_MOST], *([f"{rest} more"] if rest > 0 else [])])


def effect(candidate: Candidate | None) -> None:
    """What the item does to the score of the task, where it does something."""
    index = candidate.index if candidate is not None else None
    if index is not None and index.before is not None and index.after != index.before:
        name = plain(score_name(index))
        st.markdown(f"{name}: {figure(index, index.before)} → **{plain(after_words(candidate))}**")


def is_usual(case: Case, item: CatalogueItem) -> bool:
    """Whether the item is often used with the worker's condition."""
    condition = conditions().get(case.clinical.condition_id or "")
    return condition is not None and not set(condition.catalogue_tags).isdisjoint(item.conditions)


def is_cautioned(case: Case, item: CatalogueItem) -> bool:
    """Whether the cautions of an item name the worker's condition."""
    condition = conditions().get(case.clinical.condition_id or "")
    return condition is not None and not cautioned_conditions(item).isdisjoint(condition.catalogue_tags)


def at_this_place(case: Case, item: CatalogueItem, place: str) -> None:
    """What holds here: whether the workplace has it already, and the clinic's own cost."""

    def keep_on_site() -> None:
        here = st.session_state[f"{place}.site.{item.id}"]

        def change(case: Case) -> None:
            others = [name for name in case.job.on_site if name != item.id]
            case.job.on_site = [*others, item.id] if here else others

        edit(change, f"{place}.site.{item.id}")

    def keep_cost() -> None:
        bands = {name: band for name, band in settings().cost_bands.items() if name != item.id}
        band = st.session_state[f"{place}.cost.{item.id}"]
        desk().change_settings(cost_bands=bands if band is None else {**bands, item.id: band})
        follow_settings()
        forget_once()

    own = settings().cost_bands.get(item.id)
    with st.grid("auto", min_column_width=240):
        st.selectbox(
            "Cost at this clinic",
            list(COST),
            index=None if own is None else list(COST).index(own),
            format_func=COST.get,
            placeholder="As in the catalogue",
            key=f"{place}.cost.{item.id}",
            on_change=keep_cost,
        )
        st.checkbox(
            "The workplace has it already",
            value=item.id in case.job.on_site,
            key=f"{place}.site.{item.id}",
            on_change=keep_on_site,
        )


def choosing(case: Case, item: CatalogueItem, task: Task | None, place: str) -> None:
    """The button that puts an item into the plan; once chosen, who arranges it and from when it is in place."""
    new = ChosenModification(item_id=item.id, task_id=task.id if task else None)
    chosen = next((m for m in case.modifications if (m.item_id, m.task_id) == (item.id, new.task_id)), None)
    if chosen is None:
        name = f"“{plain(task.name)}”" if task else inside_sentence(chosen_for_words(case, new))
        st.button(
            f"Choose for {name}",
            key=f"{place}.take.{item.id}",
            icon=":material/add_task:",
            on_click=add,
            args=(CHOSEN, lambda c: c.modifications, new),
        )
    else:
        words = "Chosen for the plan" if item.at_work else "Chosen; the employer does not see it"
        st.markdown(f":material/check_circle: **{words}**")
        who_and_when(fields.entry(CHOSEN, lambda c: c.modifications, chosen.id))


def who_and_when(part: fields.Part) -> None:
    """Who arranges a chosen change, and from when it is in place."""
    with st.grid("auto", min_column_width=220):
        fields.text(part, "responsible", "Who arranges it")
        fields.day(part, "in_place_from", "In place from")


def details(item: CatalogueItem, candidate: Candidate | None) -> None:
    """What an item answers and changes, how that is known, the evidence, and what it costs."""
    answered = "; ".join(inside_sentence(driver(name).label) for name in item.drivers)
    st.markdown(f"Answers: {plain(answered)}.")
    lowered = "; ".join(inside_sentence(dimension(name).label) for name in sorted(dimensions_of(item)))
    if lowered:
        st.markdown(f"Demands that it lowers: {plain(lowered)}.")
    if candidate is not None:
        changes(candidate)
    st.markdown(f"How the change is known: {BASIS[item.effect_basis].lower()}.")
    st.markdown(
        f"Evidence: {plain(grade_of(item))}, {DIRECTION[item.evidence_direction]}. {plain(item.evidence_note)}"
    )
    for evidence_id in item.evidence_ids:
        row = evidence()[evidence_id]
        st.caption(f"{plain(row.citation)} {plain(row.finding)} ({EVIDENCE_STATUS[row.status]})")
    st.markdown(f"Cost: {COST[item.cost_band]}; {plain(item.cost_basis)}.")
    st.markdown(f"Fitting and training: {plain(item.fitting_training)}")
    if item.iso9999_title:
        st.caption(plain(f"ISO 9999: {item.iso9999_code} {item.iso9999_title} ({item.iso9999_status})"))


def changes(candidate: Candidate) -> None:
    """What becomes of the measured values of the task."""
    what_if = candidate.what_if
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
        table(rows, f"What {candidate.item.name} changes")
    parts = (
        ("Measure again", what_if.remeasure),
        ("Not known yet", what_if.unknown),
        ("No method scores and no demand counts", unscored(candidate.item)),
    )
    for words, names in parts:
        if names:
            st.markdown(
                f"{words}: {plain(', '.join(inside_sentence(quantity(name).label) for name in names))}."
            )


def value_words(quantity_id: str, value: float | bool | str) -> str:
    """A measured value as a person reads it, in the chosen units."""
    row = quantity(quantity_id)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return row.choice_label(value) if isinstance(value, str) else format_quantity(value, row.unit, units())
