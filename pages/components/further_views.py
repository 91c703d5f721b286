"""Further methods for work, on request: all of them in one table, and one of them with what it asks for."""

from collections.abc import Collection, Sequence

import streamlit as st

from ergo.analysis.ranges import narrowing, possible_scores
from ergo.analysis.score import TaskScore, leading_method, score_further, score_together
from ergo.analysis.words import inside_sentence
from ergo.knowledge.differences import difference
from ergo.knowledge.quantities import quantity
from ergo.knowledge.tasks import task_kinds
from ergo.methods import load
from ergo.methods.result import Severity
from ergo.model.job import Task, TaskKind
from pages.components import fields
from pages.components.bands import band_mark
from pages.components.case_state import units
from pages.components.entries import choose
from pages.components.lift_views import NO_FIGURE, source, what_limits
from pages.components.plain import plain
from pages.components.share_views import say_difference
from pages.components.tables import table
from pages.components.work import Piece

MOST_NAMED = 3


def further(piece: Piece, typed_elsewhere: Collection[str]) -> None:
    """A piece of work seen by further methods, and one of them with its fields, without those typed elsewhere."""
    scores = {score.method_id: score for score in score_further(piece.work)}
    rows = [
        row(score) | {"Score": range_words(piece.work, score) or score_words(score)}
        for score in scores.values()
    ]
    table(rows, "The same work as further methods see it")
    st.caption("What the other parts of this page ask for counts here too.")
    names = {method_id: f"{load(method_id).name}, {load(method_id).edition}" for method_id in scores}
    chosen = choose(f"further.{piece.work.id}", "Method", names)
    if chosen is None:
        return
    method, score = load(chosen), scores[chosen]
    st.markdown(f"**{plain(method.answers)}**")
    if score.result is not None and score.result.score is not None:
        st.markdown(f"Result: **{score_words(score)}**. {band_mark(score.result)}")
    between(piece.work, score)
    what_limits(score)
    asked = [row.id for row in method.inputs.quantities().values() if row.id not in typed_elsewhere]
    with st.grid("auto", min_column_width=230):
        for name in asked:
            fields.measured(piece.part, name)
    leading = leading_method(piece.work)
    if difference(leading, chosen):
        st.markdown(f"**Why it may disagree with: {plain(load(leading).name)}**")
        say_difference(leading, chosen)
    source(chosen, piece.work.kind)


def between(work: Task, score: TaskScore) -> None:
    """Between what the score lies while items are open, and which to measure first."""
    found = possible_scores(work, score.method_id)
    if found is None:
        return
    method = load(score.method_id)
    low, high = (plain(method.bands[0].band(end).label) for end in (found.low, found.high))
    said = f"The score lies between {found.low:g} and {found.high:g}: {low} to {high}."
    if low == high:
        said = f"The score lies between {found.low:g} and {found.high:g}, in any case: {low}."
    first = narrowing(score.method_id, found)
    if first is not None:
        said += f" Look first at: {inside_sentence(first.label)}."
    st.info(plain(said), icon=":material/straighten:")


def range_words(work: Task, score: TaskScore) -> str:
    """Between what the score lies while items are open; empty where no range is known."""
    found = possible_scores(work, score.method_id)
    return "" if found is None else f"{found.low:g} to {found.high:g}"


def further_together(tasks: Sequence[Task], shown_id: str) -> None:
    """Several tasks together, seen by the methods for all of them beside the one that is shown."""
    rows = []
    for method_id in task_kinds()[TaskKind.LIFTING].job_methods:
        if method_id != shown_id:
            score = score_together(tasks, method_id)
            notes = score.result.findings if score.result is not None else ()
            rows.append(
                row(score) | {"Notes": " ".join(f.text for f in notes if f.severity is not Severity.NOTE)}
            )
    table(rows, "All lifts together as further methods see them")
    st.markdown("**Why they may disagree**")
    for method_id in task_kinds()[TaskKind.LIFTING].job_methods:
        if method_id != shown_id:
            say_difference(shown_id, method_id)


def row(score: TaskScore) -> dict[str, object]:
    """One method: its score, its band, and what it still needs."""
    method, result = load(score.method_id), score.result
    band = result.band if result is not None else None
    return {
        "Method": f"{method.name}, {method.edition}",
        "Score": score_words(score),
        "What it says": band.label if band else "",
        "Why there is no score": "" if band else why_not(score),
    }


def score_words(score: TaskScore) -> str:
    """The score as a person reads it."""
    value = None if score.result is None else score.result.score
    return NO_FIGURE if value is None else load(score.method_id).figure.words(value)


def why_not(score: TaskScore) -> str:
    """What is missing, what contradicts itself, or what the method does not cover."""
    if score.missing:
        named = [inside_sentence(quantity(name).label) for name in score.missing[:MOST_NAMED]]
        more = len(score.missing) - len(named)
        return f"Still needed: {', '.join([*named, *([f'{more} more'] if more else [])])}"
    if score.result is None:
        return score.problem_in(units()) or NO_FIGURE
    return " ".join(f.text for f in score.result.findings if f.severity is Severity.INVALID)
