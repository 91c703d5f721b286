"""Tolerances of the worker: what is known and how, and what the job asks for and nobody measured."""

from itertools import pairwise

import streamlit as st

from ergo.analysis.demands import Key
from ergo.analysis.problems import find_problems
from ergo.analysis.unassessed import Unassessed, never_assessed
from ergo.analysis.wording import date_words
from ergo.analysis.words import amount_words, key_words
from ergo.knowledge.dimensions import Aspect, Band, dimension, unit_of
from ergo.model.base import new_id
from ergo.model.capacity import Capacity
from ergo.model.case import Case
from pages.components import fields
from pages.components.case_state import current, once, show_refusal, today, units
from pages.components.entries import add, choose, pick, remove
from pages.components.messages import next_step, show_problems
from pages.components.plain import plain
from pages.components.tables import table
from pages.components.words import BAND, HOW, LIMIT_TYPE, SIDE, aspect_words, dimension_words

KEY = "capacity.tolerance"
SHOWN_FIRST = 5
TASKS_NAMED = 2


def tolerances(case: Case) -> None:
    """What is known, what was never assessed, and the tolerance that is worked on."""
    st.header("Tolerances")
    st.caption("What the worker can do now, measured or reported. Without a figure it stays “not measured”.")
    show_problems(p for p in find_problems(case) if p.item.startswith("Capacity"))
    if case.capacities:
        table([tolerance_row(entry) for entry in case.capacities], "Tolerances of the worker")
    else:
        next_step("No tolerance is on record. Begin with what the job asks for below, or choose an activity.")
    gaps(once("never_assessed", never_assessed))
    pick(
        KEY,
        "Add a tolerance",
        lambda c: c.capacities,
        dimension_words(),
        new_tolerance,
        placeholder="Choose an activity",
    )
    names = {c.id: ", ".join(filter(None, name_parts(c))) for c in case.capacities}
    chosen = choose(KEY, "Tolerance to change", names)
    if chosen is not None:
        part = fields.entry(KEY, lambda c: c.capacities, chosen)
        with st.container(border=True):
            tolerance_fields(part)
            remove(KEY, lambda c: c.capacities, chosen, "Remove this tolerance")


def gaps(found: list[Unassessed]) -> None:
    """What tasks ask for and nobody measured; one click adds an entry for it."""
    if not found:
        return
    st.subheader("Asked for by the job, not assessed")
    st.caption(
        "Unknown is not “able”: the match says “not assessed”. Choose one to add it and enter what you find."
    )
    rows = [gap_row(gap) for gap in found]
    table(rows[:SHOWN_FIRST], "What the job asks for and nobody measured")
    if len(rows) > SHOWN_FIRST:
        with st.expander(f"{len(rows) - SHOWN_FIRST} more"):
            table(rows[SHOWN_FIRST:], "More that the job asks for and nobody measured")
    keys = {str(gap.key): gap.key for gap in found}
    st.pills(
        "Add to the tolerances",
        list(keys),
        format_func=lambda name: plain(key_words(keys[name])),
        key=f"{KEY}.gap",
        on_change=add_gap,
        args=(keys,),
    )
    show_refusal(KEY)


def gap_row(gap: Unassessed) -> dict[str, object]:
    """One line: what is asked for, at most how much, and by which tasks."""
    unit = unit_of(gap.key.dimension, gap.key.aspect)
    asked = "yes" if gap.key.aspect is Aspect.GATE else "amount not known"
    if gap.most is not None and gap.key.aspect is not Aspect.GATE:
        asked = amount_words(gap.most, unit, units())
    more = len(gap.tasks) - TASKS_NAMED
    tasks = ", ".join(gap.tasks[:TASKS_NAMED]) + (f" and {more} more" if more > 0 else "")
    return {
        "Activity": key_words(gap.key),
        "The job asks for": asked,
        "Tasks": tasks,
        "State": "not assessed",
    }


def add_gap(keys: dict[str, Key]) -> None:
    """Add an empty entry for the chosen gap and turn to it."""
    chosen = keys.get(st.session_state[f"{KEY}.gap"])
    if chosen is not None:
        new = new_tolerance(chosen.dimension).model_copy(
            update={"aspect": chosen.aspect, "side": chosen.side}
        )
        add(KEY, lambda case: case.capacities, new)


def new_tolerance(dimension_id: str) -> Capacity:
    """An entry of today without a figure, known as the latest entry is."""
    before = current().capacities
    how, by = (before[-1].how, before[-1].by) if before else (None, "")
    aspect = next(iter(dimension(dimension_id).amounts))
    return Capacity(dimension=dimension_id, aspect=aspect, how=how, by=by, on=today())


def tested_more_often(entry: Capacity) -> None:
    """The same activity at the next frequency: each is tested on its own, none is worked out from another."""
    oftener = dict(pairwise(Band))
    if entry.frequency in oftener:
        band = oftener[entry.frequency]
        new = entry.model_copy(
            update={"id": new_id(), "frequency": band, "value": None, "plateau": None, "note": ""}
        )
        st.button(
            f"Add the same, tested {BAND[band].lower()}",
            icon=":material/add:",
            help="Each frequency is tested on its own; none is worked out from another.",
            on_click=add,
            args=(KEY, lambda case: case.capacities, new),
        )


def name_parts(entry: Capacity) -> tuple[str, str, str]:
    """Activity, what is tolerated, and how often."""
    if entry.aspect is Aspect.GATE:
        value = {True: "able", False: "not able", None: "not answered"}[entry.able]
    elif entry.value is None:
        value = "not measured"
    else:
        value = amount_words(entry.value, unit_of(entry.dimension, entry.aspect), units())
    often = "" if entry.frequency is None else BAND[entry.frequency].lower()
    return key_words(Key(entry.dimension, entry.aspect, entry.side)), value, often


def tolerance_row(entry: Capacity) -> dict[str, object]:
    """One line of the table."""
    activity, value, often = name_parts(entry)
    return {
        "Activity": activity,
        "Tolerated": ", ".join(filter(None, (value, often))),
        "How known": known_words(entry),
        "Matters": "yes" if entry.relevant else "",
        "Expected to end at": None
        if entry.plateau is None
        else amount_words(entry.plateau, unit_of(entry.dimension, entry.aspect), units()),
    }


def known_words(entry: Capacity) -> str:
    """How, when and by whom: "Measured, 18 Nov 2026, occupational therapist"."""
    how = HOW[entry.how] if entry.how is not None else "not said how"
    on = "" if entry.on is None else date_words(entry.on, weekday=False)
    return ", ".join(filter(None, (how, on, entry.by)))


def tolerance_fields(part: fields.Part) -> None:
    """The fields of one tolerance."""
    entry = part.now()
    row, unit = dimension(entry.dimension), unit_of(entry.dimension, entry.aspect)
    if len(row.amounts) > 1:
        fields.choice(part, "aspect", "Said of", aspect_words(entry.dimension), required=True)
    if row.sided:
        fields.choice(part, "side", "Side", SIDE, required=True)
    if entry.aspect is Aspect.GATE:
        fields.yes_no_unknown(part, "able", "Able?")
    else:
        with st.grid("auto", min_column_width=200):
            fields.number(part, "value", "Tolerated now", unit=unit, decimals=1)
            fields.number(
                part,
                "plateau",
                "Expected last level",
                unit=unit,
                decimals=1,
                help="Empty if nobody can say: the plan then assumes that the demand can be reached, and says so.",
            )
    if "frequency" in row.qualifiers:
        fields.choice(part, "frequency", "Tested how often", BAND)
        tested_more_often(entry)
    if "reach_cm" in row.qualifiers:
        fields.number(part, "reach_cm", "Tested at a reach of", unit="cm")
    fields.yes_no(
        part, "relevant", "This matters for this worker: what is unknown about it keeps a task closed"
    )
    fields.choice(part, "limit_type", "Kind of limit", LIMIT_TYPE, required=True)
    with st.grid("auto", min_column_width=200):
        fields.choice(part, "how", "How known", HOW)
        fields.day(part, "on", "When")
        fields.text(part, "by", "By whom")
    fields.text(part, "note", "Note (stays with the clinician)", area=True)
