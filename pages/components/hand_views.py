"""One hand task on the screen: by force and repetition, hand activity, tendons, the ART checklist, vibrating tools."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from ergo.analysis.bind import bind
from ergo.analysis.hands import (
    ACTIVITY,
    ACTIVITY_BEFORE,
    CHECKLIST,
    RATED,
    REVISED,
    SHOULDER,
    TENDONS,
    VIBRATION,
    Checklist,
    activity_limits,
    art,
)
from ergo.analysis.score import TaskScore, score_by
from ergo.analysis.words import inside_sentence
from ergo.drawing.hand_activity import LimitLine, hand_activity_svg
from ergo.knowledge.quantities import quantity
from ergo.methods import load
from ergo.methods.design import multiplier_shares
from ergo.methods.result import Result
from pages.components import fields
from pages.components.bands import band_mark
from pages.components.change_views import Score, what_each_change_does
from pages.components.lift_views import NO_FIGURE, figure, source, what_limits
from pages.components.plain import plain
from pages.components.share_views import differences, percent_words, say_difference
from pages.components.tables import Markup, table
from pages.components.vibration_views import time_words
from pages.components.work import Piece

EFFORTS = (
    "hand.effort_cr10",
    "hand.force_pct",
    "hand.reps_per_min",
    "hand.effort_s",
    "posture.wrist_flexion_deg",
    "hand.wrist_bent",
    "hand.rep_h",
)
RATINGS = ("hand.duty_cycle_pct", "hand.wrist_rating", "hand.speed")
OF_ACTIVITY = (
    "hand.effort_cr10",
    "hand.force_pct",
    "hand.reps_per_min",
    "hand.effort_s",
    "hand.duty_cycle_pct",
    "hand.hal",
    "hand.rep_h",
)
OF_TENDONS = ("hand.omni", "hand.reps_per_day", "hand.reps_per_min", "hand.rep_h")
OF_SHOULDER = (
    "shoulder.task",
    "shoulder.load_kg",
    "shoulder.force_n",
    "shoulder.lever_cm",
    "shoulder.reps_per_day",
)
SHORT = {
    "IM": "Force",
    "IE": "Force",
    "EM": "Rate",
    "DM": "Length",
    "DE": "In effort",
    "PM": "Wrist",
    "HWP": "Wrist",
    "SW": "Speed",
    "HM": "Hours",
    "DD": "Hours",
}
"""What each multiplier is about, in one or two words."""

UNVERIFIED = "unverified"
STRAIN = Score("Strain index", figure)
ALONG = [n / 10 for n in range(10, 91)]
PICTURE_PX = 640


def strain(piece: Piece) -> None:
    """The revised index of a task's efforts, its multipliers, and the index of 1995 beside it."""
    score, rated = score_by(piece.work, REVISED), score_by(piece.work, RATED)
    steps = steps_of(score)
    with st.grid(4, min_column_width=110):
        st.metric("Strain index, RSI", figure(value_of(score)), border=True)
        st.metric("Costs most", costliest(score), border=True)
        st.metric("In effort", percent_words(steps.get("duty_cycle_pct")), border=True)
        st.metric("1995 index, SI", figure(value_of(rated)), border=True)
    band(score.result)
    what_limits(score)
    typed(piece, EFFORTS)
    if steps:
        multipliers(score)
        changes(piece, score)
    st.header("The index of 1995")
    band(rated.result)
    what_limits(rated)
    typed(piece, RATINGS)
    if rated.result is not None:
        multipliers(rated)
    differences(REVISED, RATED)
    after(piece, (*EFFORTS, *RATINGS), REVISED, RATED)


def activity(piece: Piece) -> None:
    """Peak force against hand activity, with the limits of 2018 and those before."""
    score = score_by(piece.work, ACTIVITY)
    steps = steps_of(score)
    with st.grid(4, min_column_width=130):
        st.metric("Hand activity, HAL", figure(steps.get("hal")), border=True)
        st.metric(
            "Peak force",
            figure(steps.get("npf")),
            border=True,
            help="0 to 10, a tenth of strength each.",
        )
        st.metric(
            "Action limit", figure(steps.get("al_npf")), border=True, help="Peak force at this activity."
        )
        st.metric("TLV", figure(steps.get("tlv_npf")), border=True, help="Peak force at this activity.")
    band(score.result)
    what_limits(score)
    plane(steps, score.result)
    typed(piece, OF_ACTIVITY)
    if steps:
        changes(piece, score)
    before = score_by(piece.work, ACTIVITY_BEFORE)
    if before.result is not None:
        with st.expander("The limits before 2018"):
            band(before.result)
            what_limits(before)
            say_difference(ACTIVITY, ACTIVITY_BEFORE)
    differences(REVISED, ACTIVITY)
    after(piece, OF_ACTIVITY, ACTIVITY)


def plane(steps: dict[str, Any], result: Result | None) -> None:
    """The limits over all activities, the task among them, and the same as a table."""
    action, tlv = activity_limits(ALONG)
    lines = [
        LimitLine("Action limit", [point for point in zip(ALONG, action, strict=True) if point[1] > 0]),
        LimitLine("TLV", list(zip(ALONG, tlv, strict=True))),
    ]
    words = "Where the task lies is not known."
    task = None
    if result is not None and result.band is not None:
        task = (steps["hal"], steps["npf"])
        words = f"This task: peak force {task[1]:.1f} at activity {task[0]:.1f}, {result.band.label}."
    svg = hand_activity_svg(lines, task, words)
    st.image(svg, alt=svg.alt, width=PICTURE_PX)
    with st.expander("The same as a table"):
        rows = [
            {"Hand activity": f"{at:g}", "Action limit": figure(low), "TLV": figure(high)}
            for at, low, high in zip(ALONG[::10], action[::10], tlv[::10], strict=True)
        ]
        table(rows, "Action limit and TLV as peak force, by hand activity")


def tendons(piece: Piece) -> None:
    """What the task alone does to tendons of forearm and shoulder in a day."""
    st.header("Hand and forearm: DUET")
    fatigue(piece, TENDONS, OF_TENDONS, "Injury, last year")
    st.header("Shoulder: The Shoulder Tool")
    fatigue(piece, SHOULDER, OF_SHOULDER, "Shoulder visit")
    differences(TENDONS, SHOULDER)
    after(piece, (*OF_TENDONS, *OF_SHOULDER), TENDONS, SHOULDER)


def fatigue(piece: Piece, method_id: str, names: Sequence[str], outcome: str) -> None:
    """Probability and damage of this task alone, and its fields."""
    score = score_by(piece.work, method_id)
    steps = steps_of(score)
    with st.grid(3, min_column_width=150):
        st.metric(
            outcome,
            chance(value_of(score)),
            border=True,
            help="Probability among such jobs; not for a person.",
        )
        st.metric("Damage a day", damage(steps.get("damage")), border=True, help="This task alone.")
        if method_id == SHOULDER:
            load_share = steps["stress_pct"][0] if steps else None
            st.metric("Of shoulder strength", chance(load_share), border=True)
    band(score.result)
    what_limits(score)
    typed(piece, names)


def checklist(piece: Piece) -> None:
    """The ART exposure or its range, the items, and the points of each."""
    found = art(piece.work)
    steps = {} if found.result is None else found.result.intermediates
    with st.grid(3, min_column_width=150):
        st.metric("Exposure", exposure(found), border=True)
        st.metric("Task score", whole(steps.get("task_score")), border=True)
        st.metric("By hours", f"× {steps['d4']:g}" if steps else NO_FIGURE, border=True)
    band(found.result)
    st.caption(plain(f"Source {load(CHECKLIST).status}."))
    what_is_open(found)
    what_limits(TaskScore(CHECKLIST, False, found.result, (), None, ()))
    method = load(CHECKLIST)
    typed(piece, [row.id for row in method.inputs.quantities().values()])
    if found.result is not None:
        terms = method.terms
        rows = [
            {"Item": f"{terms[step].label}, {terms[step].symbol}", "Points": whole(value)}
            for step, value in sorted(steps.items(), key=lambda one: -(one[1] or 0))
            if step not in ("task_score", "d4")
        ]
        table(rows, "Points of each item of ART, what costs most first")
    differences(REVISED, CHECKLIST)
    after(piece, (), CHECKLIST)


def exposure(found: Checklist) -> str:
    """The exposure score, or between what it lies."""
    if found.result is not None:
        return whole(found.result.score)
    return NO_FIGURE if found.possible is None else f"{found.possible.low:g} to {found.possible.high:g}"


def what_is_open(found: Checklist) -> None:
    """How many items are open, which to answer first, and what the range leaves out."""
    if not found.missing:
        return
    said = f"Not answered yet: {len(found.missing)}."
    if found.possible is not None and found.possible.narrows is not None:
        row = load(CHECKLIST).inputs.quantities()[found.possible.narrows]
        said += f" Look first at: {inside_sentence(row.label)}."
    if {"art.force", "art.force_time"} & set(found.missing):
        said += " The highest forces give no score: they call for a change of the task."
    st.info(plain(said), icon=":material/straighten:")


def vibration(piece: Piece) -> None:
    """Hand-arm vibration of the tool of this task."""
    score = score_by(piece.work, VIBRATION)
    steps = steps_of(score)
    with st.grid(3, min_column_width=130):
        st.metric("A(8), m/s²", figure(value_of(score)), border=True)
        st.metric("Points", whole(steps.get("points")), border=True, help="100 is the action value.")
        st.metric("To action value", time_words(steps, "hours_to_action"), border=True)
    band(score.result)
    what_limits(score)
    typed(piece, ("hav.ahv_ms2", "hav.trigger_min"))
    st.caption("Several tools of a day add up under “All together”.")
    after(piece, ("hav.ahv_ms2", "hav.trigger_min"), VIBRATION)


def steps_of(score: TaskScore) -> dict[str, Any]:
    """The steps of a score; none where there is no score."""
    return {} if score.result is None or score.result.score is None else dict(score.result.intermediates)


def value_of(score: TaskScore) -> float | None:
    """The score itself."""
    return None if score.result is None else score.result.score


def band(result: Result | None) -> None:
    """The band in words, with how far its limits were checked."""
    if result is None or result.band is None:
        return
    st.markdown(band_mark(result))
    if UNVERIFIED not in result.band.words:
        st.caption(f"Limits: {plain(result.bands[0].status)}.")


def costliest(score: TaskScore) -> str:
    """The factor with the largest multiplier."""
    steps = steps_of(score)
    return SHORT[steps["costliest"]] if steps else NO_FIGURE


def multipliers(score: TaskScore) -> None:
    """Each multiplier of an index, the largest marked."""
    method = load(score.method_id)
    steps, terms = steps_of(score), method.terms
    shares = {} if score.result is None else multiplier_shares(method, score.result)
    rows = [
        {
            "Factor": f"{term.label}, {term.symbol}",
            "Multiplier": figure(steps[name]),
            "Share": f"{100 * shares.get(name, 0):.0f} %",
            "Remark": Markup(":material/arrow_back: costs most")
            if name.upper() == steps["costliest"]
            else "",
        }
        for name, term in terms.items()
        if term.factor
    ]
    table(rows, f"Multipliers of the {method.name}, and the share of each in what they do together")


def changes(piece: Piece, score: TaskScore) -> None:
    """What a change of one input would do, on request."""
    more = st.expander(
        "What each change does", key=f"{piece.part.key}.{score.method_id}.changes", on_change="rerun"
    )
    if more.open:
        with more:
            method_id = score.method_id
            label = Score("Force and activity", figure) if method_id == ACTIVITY else STRAIN
            values = bind(piece.work, load(method_id)).values
            what_each_change_does(f"hands.change.{piece.work.id}.{method_id}", method_id, values, label)


def typed(piece: Piece, names: Sequence[str]) -> None:
    """Fields side by side."""
    with st.grid("auto", min_column_width=230):
        for name in names:
            fields.measured(piece.part, name)


def after(piece: Piece, names: Sequence[str], *method_ids: str) -> None:
    """How the values are known, how to measure, and where the methods come from."""
    fields.how_known(piece.part)
    if names:
        with st.expander("How to measure"):
            for name in dict.fromkeys(names):
                st.markdown(f"**{plain(quantity(name).label)}**: {plain(quantity(name).help)}")
    for method_id in method_ids:
        source(method_id, piece.work.kind)


def whole(value: float | None) -> str:
    """A score as it stands, to three significant digits."""
    return NO_FIGURE if value is None else f"{value:.3g}"


def chance(value: float | None) -> str:
    """A share or probability in percent."""
    return NO_FIGURE if value is None else f"{value:.1f} %"


def damage(value: float | None) -> str:
    """A damage to three significant digits."""
    return NO_FIGURE if value is None else f"{value:.3g}"
