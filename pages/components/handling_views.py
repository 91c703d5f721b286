"""Pushing, pulling and carrying on the screen: shares, picture, fields, second opinion, limits of this worker."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from ergo.analysis.bind import bind
from ergo.analysis.match import match_task
from ergo.analysis.score import TaskScore, score_by
from ergo.analysis.words import key_words
from ergo.drawing.handling import carry_svg, push_svg
from ergo.knowledge.quantities import quantity
from ergo.methods import load
from ergo.model.case import Case
from ergo.model.job import Task
from ergo.workflow.steps import match_day
from pages.components import fields
from pages.components.bands import band_mark, state_mark
from pages.components.case_state import today, units
from pages.components.change_views import what_each_change_does
from pages.components.further_views import further
from pages.components.lift_views import PICTURE_PX, source, what_limits
from pages.components.match_views import amount as match_amount
from pages.components.plain import plain
from pages.components.share_views import SHARE, amount, differences, share_headline, share_rows
from pages.components.tables import table
from pages.components.work import Piece

PUSH_METHOD, SECOND_OPINION, CARRY_METHOD = "lm_push_pull_2021", "bwc_osu_push_pull_2019", "lm_carry_2021"
PUSH_FIELDS = (
    "push.mode",
    "push.initial_force_n",
    "push.sustained_force_n",
    "push.handle_height_cm",
    "push.distance_m",
    "push.freq_per_min",
    "push.hands",
    "push.surface",
    "push.tight",
)
CARRY_FIELDS = (
    "carry.load_kg",
    "carry.hand_height_cm",
    "carry.distance_m",
    "carry.freq_per_h",
    "carry.total_min",
    "carry.one_sided",
    "carry.stairs",
)
FORCES = {"initial": "To start", "sustained": "To keep moving"}
PUSH_DRAWN = (
    "mode",
    "initial_force_n",
    "sustained_force_n",
    "distance_m",
    "handle_height_cm",
    "freq_per_min",
)
CARRY_DRAWN = ("load_kg", "distance_m", "hand_height_cm", "freq_per_h")


def push(case: Case, piece: Piece) -> None:
    """A push or a pull."""
    score = score_by(piece.work, PUSH_METHOD)
    steps = {} if score.result is None or score.result.score is None else score.result.intermediates
    share_headline(score.result, amount(deciding_limit(steps), "N"))
    svg = push_svg(
        **known(piece.work, "push.", PUSH_DRAWN), stature_cm=case.worker.stature_cm, unit_system=units()
    )
    st.image(svg, alt=svg.alt, width=PICTURE_PX)
    what_limits(score)
    typed(piece, PUSH_FIELDS)
    if steps:
        st.header("Women and men, both forces")
        st.markdown(plain(f"The {steps['deciding_force']} decides."))
        table(
            share_rows(score.result, "N", FORCES), "Share of women and men for each force, and their limits"
        )
    for_this_worker(case, piece.task, ("push_pull_initial", "push_pull_sustained"))
    second_opinion(piece.work)
    after(piece, score, PUSH_FIELDS)


def carry(case: Case, piece: Piece) -> None:
    """A carry."""
    score = score_by(piece.work, CARRY_METHOD)
    steps = {} if score.result is None or score.result.score is None else score.result.intermediates
    share_headline(score.result, amount(steps.get("limit_75_women_kg"), "kg"))
    svg = carry_svg(
        **known(piece.work, "carry.", CARRY_DRAWN), stature_cm=case.worker.stature_cm, unit_system=units()
    )
    st.image(svg, alt=svg.alt, width=PICTURE_PX)
    what_limits(score)
    typed(piece, CARRY_FIELDS)
    if steps:
        st.header("Women and men")
        table(share_rows(score.result, "kg"), "Share of women and men, and their limits")
    for_this_worker(case, piece.task, ("carry",))
    after(piece, score, CARRY_FIELDS)


def deciding_limit(steps: Mapping[str, Any]) -> float | None:
    """The limit of the force that decides, for 75 % of women."""
    force = "initial" if steps.get("deciding_force") == "force to start" else "sustained"
    return steps.get(f"limit_75_{force}_women_n")


def known(work: Task, prefix: str, names: Sequence[str]) -> dict[str, float | str | bool]:
    """The measured values by the last part of their name."""
    values = {name: work.measurements.get(prefix + name) for name in names}
    return {name: m.value for name, m in values.items() if m is not None}


def typed(piece: Piece, names: Sequence[str]) -> None:
    """The fields, side by side."""
    with st.grid("auto", min_column_width=200):
        for name in names:
            fields.measured(piece.part, name)
    fields.how_known(piece.part)


def for_this_worker(case: Case, task: Task, dimensions: Sequence[str]) -> None:
    """What this worker can and may do, beside what the task asks for."""
    st.header("For this worker")
    rows = [
        row for row in match_task(case, task, match_day(case) or today()) if row.key.dimension in dimensions
    ]
    if not rows:
        st.markdown("No tolerance, restriction or demand in this is known.")
        return
    table(
        [
            {
                "Demand": key_words(row.key),
                "Asks for": match_amount(row.decisive.asked, row.key),
                "Limit": match_amount(row.decisive.limit, row.key),
                "State": state_mark(row.state, near=row.decisive.near),
                "By": row.decisive.source,
            }
            for row in rows
        ],
        "What the task asks for beside this worker's tolerance and restrictions",
    )


def second_opinion(work: Task) -> None:
    """The guideline for one straight effort, and why it may differ."""
    score = score_by(work, SECOND_OPINION)
    method, result = load(SECOND_OPINION), score.result
    st.header("A second opinion")
    st.markdown(f"**{plain(method.name)}**, {plain(method.edition)}")
    if result is None or result.score is None:
        texts = [plain(f.text) for f in result.findings if f.severity == "invalid"] if result else []
        st.info(" ".join(texts) or "It needs the force to start, the handle height, and push or pull.")
    else:
        steps = result.intermediates
        st.markdown(band_mark(result))
        limit_80, limit_50 = amount(steps["limit_80_n"], "N"), amount(steps["limit_50_n"], "N")
        st.markdown(f"Force that protects 80 %: **{limit_80}**; 50 %: {limit_50}")
    differences(PUSH_METHOD, SECOND_OPINION)


def after(piece: Piece, score: TaskScore, names: Sequence[str]) -> None:
    """What stands below: what a change would do, how to measure, and where the method comes from."""
    if score.result is not None and score.result.score is not None:
        st.header("What each change does")
        values = bind(piece.work, load(score.method_id)).values
        what_each_change_does(
            f"handling.change.{piece.work.id}.{score.method_id}", score.method_id, values, SHARE
        )
    other = st.expander("Seen by other methods", key=f"handling.further.{piece.work.id}", on_change="rerun")
    if other.open:
        with other:
            further(piece, names)
    how_to_measure(names, shown=False)
    source(score.method_id, piece.work.kind)


def how_to_measure(names: Sequence[str], *, shown: bool) -> None:
    """How each value is measured, in the words of the vocabulary."""
    with st.expander("How to measure", expanded=shown):
        for name in names:
            st.markdown(f"**{plain(quantity(name).label)}**: {plain(quantity(name).help)}")
