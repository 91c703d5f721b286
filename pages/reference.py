"""Reference: the methods with equation, inputs, bands and a computed example; methods not offered; terms; sources."""

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from ergo.analysis.words import amount_words
from ergo.knowledge.differences import compared_with
from ergo.knowledge.nomenclature import terms, unavailable_methods
from ergo.knowledge.quantities import Quantity
from ergo.knowledge.sources import sources
from ergo.methods import load
from ergo.methods.base import Method
from ergo.methods.result import BandScheme, Result
from ergo.units import UnitSystem, display_unit
from ergo.workflow.reference import equation, find_methods, fits, worked_examples
from ergo.workflow.search import found
from pages.components.case_state import units
from pages.components.entries import choose
from pages.components.fields import SYMBOLS
from pages.components.plain import plain
from pages.components.router import come_through_app
from pages.components.share_views import say_difference
from pages.components.tables import table
from pages.components.words import SOURCE_STATUS

SHOWN_AT_FIRST = 20


def search(label: str) -> str:
    return st.text_input(
        label, key=f"reference.search.{label}", type="search", live=True, icon=":material/search:"
    )


def methods() -> None:
    wanted = search("Search the methods")
    matching = {method.id: method for method in find_methods(wanted)}
    names = {method.id: f"{method.name}, {method.edition}" for method in matching.values()}
    chosen = choose("reference.method", f"Method ({len(names)} found)", names)
    if chosen is None:
        st.info(
            "No method has all of these words. Clear the search to see them all.", icon=":material/search:"
        )
        return
    method = matching[chosen]
    st.header(plain(method.name))
    st.markdown(f"**{plain(method.answers)}**")
    offered = [f"{fit.kind} (recommended)" if fit.recommended else fit.kind for fit in fits(method.id)]
    st.caption(plain(f"{method.edition}. For: {', '.join(offered) or 'the strength level of a job'}."))
    if equation(method.id):
        st.code(equation(method.id), language=None, wrap_lines=True)
    for title, icon, show in SECTIONS:
        box = st.expander(
            title, icon=f":material/{icon}:", key=f"reference.{show.__name__}", on_change="rerun"
        )
        if box.open:
            with box:
                show(method)


def inputs(method: Method) -> None:
    required = method.inputs.required()
    table(
        [
            {
                "What": row.label,
                "Symbol": row.symbol,
                "Range": span(row, units()),
                "Needed": "yes" if name in required else "if known",
                "How to measure it": row.help,
            }
            for name, row in method.inputs.quantities().items()
        ],
        f"What {method.name} asks for",
    )


def span(row: Quantity, system: UnitSystem) -> str:
    if row.kind == "number":
        return f"{amount_words(row.low, row.unit, system)} to {amount_words(row.high, row.unit, system)}"
    if row.kind == "choice":
        return ", ".join(option.label for option in row.choices)
    return "yes or no" if row.kind == "flag" else "words"


def reading(method: Method) -> None:
    for scheme in method.bands:
        bands(scheme)


def bands(scheme: BandScheme) -> None:
    st.markdown(f"**{plain(scheme.name)}**")
    rows = [
        {"From": number(band.low), "To": number(band.high), "Band": band.label, "In words": band.words}
        for band in scheme.bands
    ]
    table(rows, f"Bands of {scheme.name}")
    st.caption(plain(f"{scheme.source}. {scheme.status}"))


def examples(method: Method) -> None:
    for result in worked_examples(method.id):
        example(method, result)


def example(method: Method, result: Result) -> None:
    quantities = method.inputs.quantities()
    given = {quantities[name].label: shown(value, quantities[name]) for name, value in result.inputs.items()}
    pairs("What was entered", given)
    band = result.band
    st.markdown(f"Result: **{number(result.score)}**" + (f", {plain(band.label)}" if band else ""))
    steps = {}
    for name, value in result.intermediates.items():
        term = method.terms.get(name)
        unit = f" {SYMBOLS.get(term.unit, term.unit)}" if term and term.unit else ""
        steps[term.label if term else name] = "" if value is None else f"{listed(value)}{unit}"
    pairs("Every step", steps)


def pairs(title: str, values: Mapping[str, str]) -> None:
    table([{title: label, "Value": value} for label, value in values.items()], title)


def shown(value: Any, row: Quantity) -> str:
    if row.kind == "choice" and isinstance(value, str):
        return row.choice_label(value)
    unit = display_unit(row.unit, UnitSystem.METRIC)
    return f"{listed(value)} {SYMBOLS.get(unit, unit)}".strip()


def listed(value: Any) -> str:
    """One value, or those of the parts of a job."""
    many = isinstance(value, Iterable) and not isinstance(value, str)
    return "; ".join(number(part) for part in value) if many else number(value)


def number(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else f"{float(value):.4g}"


def not_for(method: Method) -> None:
    bullets(method.not_for, "Nothing is on record.")


def source(method: Method) -> None:
    st.markdown(plain(method.citation))
    st.markdown(f"How far it was checked: {plain(method.status)}")
    st.markdown("Slips and contradictions of the source, and how they are settled here:")
    bullets(method.anomalies, "None is known.")
    st.caption(plain(f"{method.id}, version {method.version}"))


def bullets(lines: Iterable[str], otherwise: str) -> None:
    st.markdown("\n".join(f"- {plain(line)}" for line in lines) or otherwise)


def not_offered() -> None:
    st.caption("Known, and left out until their tables can be read and their printed examples reproduce.")
    rows = [
        {"Method": row.name, "For": row.for_work, "Why it is not offered": row.reason}
        for row in unavailable_methods().values()
    ]
    table(rows, "Methods that are known and not offered")


def nomenclature() -> None:
    wanted = search("Search the terms")
    rows = [
        {
            "Term": row.term,
            "Symbol": row.symbol,
            "Unit": SYMBOLS.get(row.unit, row.unit),
            "Meaning": row.meaning,
            "Also called": ", ".join(row.also),
        }
        for row in terms().values()
        if found(wanted, row.term, row.symbol, row.meaning, *row.also)
    ]
    long_table(rows, "Terms", searched=bool(wanted))


def all_sources() -> None:
    wanted = search("Search the sources")
    rows = [
        {
            "Id": row.id,
            "Source": row.citation,
            "Read in": row.where_seen,
            "Status": SOURCE_STATUS[row.status],
            "Note": row.note,
        }
        for row in sources().values()
        if found(wanted, row.id, row.citation, row.where_seen, row.note, SOURCE_STATUS[row.status])
    ]
    long_table(rows, "Sources", searched=bool(wanted))


def long_table(rows: list[dict[str, object]], about: str, *, searched: bool) -> None:
    """The first rows of a long list, and the rest on request."""
    if not rows:
        st.info(
            "Nothing has all of these words. Clear the search to see everything.", icon=":material/search:"
        )
        return
    key = f"reference.all.{about}"
    everything = searched or st.session_state.get(key) or len(rows) <= SHOWN_AT_FIRST
    table(rows if everything else rows[:SHOWN_AT_FIRST], about)
    if searched or len(rows) <= SHOWN_AT_FIRST:
        st.caption(f"{len(rows)} found")
    else:
        st.toggle(f"Show all {len(rows)}", key=key)


def beside_others(method: Method) -> None:
    others = compared_with(method.id)
    if not others:
        st.markdown("Nothing is on record.")
    for other in others:
        st.markdown(f"**{plain(load(other).name)}**, {plain(load(other).edition)}")
        say_difference(method.id, other)


SECTIONS = (
    ("What it asks for", "straighten", inputs),
    ("How a result is read", "speed", reading),
    ("A worked example, computed now", "calculate", examples),
    ("Where it does not apply", "block", not_for),
    ("Why other methods may disagree", "compare_arrows", beside_others),
    ("Source and status", "menu_book", source),
)
PARTS = {"Methods": methods, "Not offered": not_offered, "Terms": nomenclature, "Sources": all_sources}
come_through_app()
st.title("Reference")
st.caption("What is computed and how, where every figure comes from, and what the words mean.")
part = st.segmented_control(
    "Part", list(PARTS), default="Methods", required=True, key="reference.part", persist_state="session"
)
PARTS[part]()
