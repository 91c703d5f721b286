"""All lifting of a job together: the composite index, what each lift adds to it, and what to know of each."""

from collections.abc import Mapping, Sequence

import streamlit as st

from ergo.analysis.score import TaskScore, composite_lifting
from ergo.drawing.shares import Share, shares_svg
from ergo.methods import load
from ergo.methods.design import design_limit
from ergo.methods.result import Finding, Result, Severity
from ergo.model.job import Task, TaskKind
from pages.components.bands import band_mark
from pages.components.further_views import further_together
from pages.components.lift_views import figure, source
from pages.components.plain import plain
from pages.components.tables import table


def together(tasks: Sequence[Task], names: Mapping[str, str]) -> None:
    """The composite index of all lifts, with each one's part in it."""
    score = composite_lifting(tasks)
    if score is None:
        st.info(
            "The composite index adds up several lifts; this job has fewer than two.", icon=":material/info:"
        )
        return
    result = score.result
    if result is None:
        st.info("No lifting task is complete yet.", icon=":material/straighten:")
        return
    st.metric("Composite lifting index, CLI", figure(result.score), border=True, width="content")
    if result.score is not None:
        st.markdown(band_mark(result))
        picture(result, score, names)
    for finding in result.findings:
        if finding.severity is Severity.INVALID:
            st.error(
                f"{plain(finding.text)} {plain(_holding(finding, score, names))}",
                title="The equation does not apply",
                icon=":material/block:",
            )
    parts(result, score, names)
    if score.left_out:
        left_out = ", ".join(names[task_id] for task_id in score.left_out)
        st.warning(plain(f"Left out, because it is not complete: {left_out}"), icon=":material/warning:")
    other = st.expander("Seen by other methods", key="lifting.together.further", on_change="rerun")
    if other.open:
        with other:
            further_together(tasks, score.method_id)
    source(score.method_id, TaskKind.LIFTING)


def picture(result: Result, score: TaskScore, names: Mapping[str, str]) -> None:
    """Each lift's share as a bar, in the order in which they are added."""
    steps, limit = result.intermediates, design_limit(load(score.method_id))
    shares = []
    for place in in_order(result):
        added = float(steps["share"][place])
        percent = f"{100 * added / result.score:.0f} %" if result.score else ""
        sign = "" if steps["rank"][place] == 1 else "+"
        shares.append(
            Share(names[score.task_ids[place]], added, f"{sign}{figure(added)}, {percent}".rstrip(", "))
        )
    svg = shares_svg(
        shares,
        title="What each lift adds to the composite index",
        total_label="All together",
        total_words=figure(result.score),
        limit=limit,
        limit_words=f"limit {limit:g}",
    )
    st.image(svg, alt=svg.alt, width="stretch")
    st.caption(
        "The lift with the highest index by itself counts whole; each other adds what its lifts a minute cost on top "
        "of those before it."
    )


def parts(result: Result, score: TaskScore, names: Mapping[str, str]) -> None:
    """The same as a table, and the notes on each lift as numbers that are explained once."""
    steps = result.intermediates
    noted = [f for f in result.findings if f.severity is not Severity.INVALID]
    rows = [
        {
            "Order": f"{steps['rank'][place]:g}",
            "Lift": names[score.task_ids[place]],
            "Index by itself": figure(steps["stli"][place]),
            "Adds": figure(steps["share"][place]),
            "Notes": ", ".join(
                str(n) for n, f in enumerate(noted, start=1) if f.rows is None or f.rows[place]
            ),
        }
        for place in in_order(result)
    ]
    table(
        rows, "Each lift's index by itself, what it adds to the composite index, and the numbers of its notes"
    )
    if noted:
        st.caption("  \n".join(f"{n} {plain(f.text)}" for n, f in enumerate(noted, start=1)))


def in_order(result: Result) -> list[int]:
    """The places of the lifts in the order in which they are added."""
    rank = result.intermediates["rank"]
    return sorted(range(len(rank)), key=lambda place: rank[place])


def _holding(finding: Finding, score: TaskScore, names: Mapping[str, str]) -> str:
    """The lifts that a finding holds for."""
    if finding.rows is None:
        return ""
    listed = ", ".join(names[t] for t, holds in zip(score.task_ids, finding.rows, strict=True) if holds)
    return f"({listed})"
