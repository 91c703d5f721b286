"""What a day asks for beside its tasks: loads of the household, of care, of a second job, of treatment."""

import streamlit as st

from ergo.analysis.words import amount_words
from ergo.knowledge.dimensions import Aspect, dimension, dimensions, unit_of
from ergo.model.job import Demand
from pages.components import fields
from pages.components.case_state import current, units
from pages.components.entries import Entries, add, choose, remove

HOURS = "hours"


def loads(key: str, entries: Entries) -> None:
    """The loads of a list, each an amount that adds up over the day."""
    new = Demand(dimension="stand", aspect=Aspect.DOSE)
    st.button("Add a load", key=f"{key}.add", icon=":material/add:", on_click=add, args=(key, entries, new))
    chosen = choose(key, "Load to change", {load.id: words(load) for load in entries(current())})
    if chosen is None:
        return
    part = fields.entry(key, entries, chosen)
    with st.container(border=True):
        with st.grid("auto", min_column_width=200):
            fields.choice(part, "dimension", "What", adding_up(), required=True)
            fields.number(
                part, "maximum", "On a day", unit=unit_of(part.now().dimension, Aspect.DOSE), step=5.0
            )
            fields.text(part, "note", "From", placeholder="household, care, exercise")
        remove(key, entries, chosen, "Remove this load")


def adding_up() -> dict[str, str]:
    """The dimensions in which amounts add up over a day, with their labels; working hours are the roster's."""
    return {
        row.id: row.label
        for row in dimensions().values()
        if Aspect.DOSE in row.amounts and row.group != HOURS
    }


def words(load: Demand) -> str:
    """A load in a line: "Stand still: 90 min"."""
    label = dimension(load.dimension).label
    if load.maximum is None:
        return f"{label}: how much is not known"
    return f"{label}: {amount_words(load.maximum, unit_of(load.dimension, Aspect.DOSE), units())}"
