"""A posture on the screen: scores side by side, its picture, what costs most, and the items it follows from."""

from collections.abc import Sequence

import streamlit as st

from ergo.analysis.posture import POSTURE_METHODS, PostureScore, posture_scores
from ergo.analysis.words import inside_sentence
from ergo.drawing.posture import DRAWN, posture_svg
from ergo.errors import InputError
from ergo.knowledge.quantities import quantity
from ergo.methods import load
from ergo.methods.result import Severity
from ergo.model.base import Measurement
from ergo.model.case import Case
from ergo.model.job import Task
from ergo.workflow.photographs import photograph_bytes
from pages.components import fields
from pages.components.bands import band_mark
from pages.components.case_state import desk, edit
from pages.components.lift_views import NO_FIGURE, PICTURE_PX, source
from pages.components.plain import plain
from pages.components.share_views import say_difference
from pages.components.tables import table
from pages.components.work import Piece

SHORT = {
    "reba_2000": "REBA",
    "rula_1993": "RULA",
    "owas_1977": "OWAS",
    "iso_11226_2000": "Static, unverified",
}
GROUPS = {
    "Body": (
        "trunk_flexion_deg",
        "trunk_twist",
        "trunk_side_bent",
        "trunk_supported",
        "neck_flexion_deg",
        "neck_twisted",
        "neck_side_bent",
        "stance",
        "knee_flexion_deg",
        "legs_supported",
    ),
    "Arm and hand": (
        "side",
        "upper_arm_deg",
        "arm_elevation_deg",
        "shoulder_raised",
        "arm_abducted",
        "arm_rotated",
        "arm_supported",
        "arm_gravity",
        "elbow_flexion_deg",
        "arm_across",
        "wrist_flexion_deg",
        "wrist_deviated",
        "wrist_twist",
    ),
    "Time and load": (
        "static_min",
        "body_reps_per_min",
        "arm_static_min",
        "arm_reps_per_min",
        "rapid_or_unstable",
        "load_kg",
        "load_pattern",
        "coupling",
        "body_load_kg",
        "body_load_pattern",
    ),
    "OWAS": ("owas_back", "owas_arms", "owas_legs"),
    "Shift": (
        "trunk_flexed_h",
        "trunk_flexed_bout_min",
        "trunk_flexed_reps_per_h",
        "trunk_twist_reps_per_h",
        "trunk_extension",
    ),
}
NOT_SCORED = {"posture.side", *(f"posture.{name}" for name in GROUPS["Shift"])}
"""What no method takes: the side that is described, and what the match asks for."""


def show_posture(case: Case, piece: Piece) -> None:
    """Everything of one posture."""
    scores = posture_scores(piece.work)
    headline(scores)
    picture(case, piece.work)
    what_costs_most(scores[0])
    items(piece, scores)
    photographs(case, piece.task)
    points(scores)
    why_they_differ(scores)
    for score in scores:
        source(score.method_id, piece.work.kind)


def headline(scores: Sequence[PostureScore]) -> None:
    """Every score large, the recommended one first, and what each means in its own words."""
    with st.grid(len(scores), min_column_width=110):
        for score in scores:
            st.metric(SHORT[score.method_id], score_words(score), border=True)
    for score in scores:
        name = f"**{SHORT[score.method_id]}**"
        if score.result is not None:
            st.markdown(f"{name}: {band_mark(score.result)}")
        elif score.possible is not None and score.possible.low == score.possible.high:
            band = load(score.method_id).bands[0].band(score.possible.low)
            settled = f" {plain(band.label)}. {plain(band.words)}" if band else ""
            st.markdown(f"{name}:{settled} What is still open cannot change it.")
        else:
            st.caption(f"{name}: {open_words(score)}")


def score_words(score: PostureScore) -> str:
    """The score, or between what it lies."""
    if score.result is not None:
        return NO_FIGURE if score.result.score is None else f"{score.result.score:g}"
    if score.possible is None:
        return NO_FIGURE
    low, high = score.possible.low, score.possible.high
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def open_words(score: PostureScore) -> str:
    """How much is open, and which answer narrows the score most."""
    count = len(score.open)
    said = f"{count} {'item is' if count == 1 else 'items are'} open."
    if score.possible is not None and score.possible.narrows is not None:
        first = label(score.method_id, score.possible.narrows)
        said += f" Look first at: {inside_sentence(first)}."
    return plain(said)


def label(method_id: str, field: str) -> str:
    """What a field of a method is called."""
    return load(method_id).inputs.quantities()[field].label


def picture(case: Case, work: Task) -> None:
    """The posture drawn from its angles, and what else was seen."""
    known = {name: m.value for name in DRAWN if (m := work.measurements.get(f"posture.{name}")) is not None}
    seen = [
        inside_sentence(quantity(name).label)
        for name, m in work.measurements.items()
        if m.value is True and name.startswith("posture.")
    ]
    svg = posture_svg(known, not_drawn=seen, stature_cm=case.worker.stature_cm)
    st.image(svg, alt=svg.alt, width=PICTURE_PX)


def what_costs_most(score: PostureScore) -> None:
    """The part of the body that lowers the recommended score most if it is set right, and the notes on the score."""
    result = score.result
    if result is None:
        return
    if score.gains:
        first, name = score.gains[0], SHORT[score.method_id]
        after = (
            f"Set right, {name} would be {first.score_after:g}."
            if first.score_after < float(result.score or 0)
            else f"Set right alone, {name} would stay, as other parts hold it."
        )
        st.warning(
            plain(f"Costs most: {inside_sentence(first.label)}. {after}"), icon=":material/arrow_back:"
        )
    for finding in result.findings:
        if finding.severity is Severity.NOTE:
            st.caption(f":material/info: {plain(finding.text)}")
        else:
            st.warning(plain(finding.text), icon=":material/warning:")


def items(piece: Piece, scores: Sequence[PostureScore]) -> None:
    """The items of one part of the posture that the offered methods ask for."""
    taken = {row.id for score in scores for row in load(score.method_id).inputs.quantities().values()}
    asked = taken | NOT_SCORED
    groups = {
        group: tuple(f"posture.{name}" for name in names if f"posture.{name}" in asked)
        for group, names in GROUPS.items()
    }
    chosen = st.segmented_control(
        "Items",
        [group for group, names in groups.items() if names],
        format_func=lambda group: group_words(group, open_items(piece.work, groups[group], scores)),
        default="Body",
        required=True,
        key="posture.items",
        persist_state="session",
    )
    with st.grid("auto", min_column_width=200):
        for name in groups[chosen]:
            fields.measured(piece.part, name)
    flags = unseen(open_items(piece.work, groups[chosen], scores))
    if flags:
        st.button(
            f"None of the {len(flags)} other things was seen",
            on_click=answer_no,
            args=(piece, flags),
            help="Answers every open question of this part that asks for something awkward with no.",
        )
    if chosen == "Shift":
        st.caption("For the match with what the worker can do; no score takes these.")
    if chosen == "Arm and hand":
        st.caption("One side at a time. Describe the worse one here, and the other in a task of its own.")
    fields.how_known(piece.part)


def open_items(work: Task, names: Sequence[str], scores: Sequence[PostureScore]) -> tuple[str, ...]:
    """Which of some quantities a method still needs."""
    needed = {load(score.method_id).inputs.quantities()[field].id for score in scores for field in score.open}
    return tuple(name for name in names if name in needed and name not in work.measurements)


def group_words(group: str, missing: Sequence[str]) -> str:
    """A group with how many of its items are open."""
    return plain(f"{group} ({len(missing)} open)" if missing else group)


def unseen(names: Sequence[str]) -> tuple[str, ...]:
    """The questions among some quantities to which no is the answer that costs least."""
    best = {
        load(method_id).inputs.quantities()[field].id: answers[0]
        for method_id, sheet in POSTURE_METHODS.items()
        for field, answers in sheet.possible.items()
    }
    return tuple(name for name in names if best.get(name) is False)


def answer_no(piece: Piece, names: Sequence[str]) -> None:
    """Answer some questions with no."""

    def change(case: Case) -> None:
        found = piece.part.found(case)
        found.measurements |= {name: Measurement(value=False) for name in names}

    edit(change, "posture.unseen")


def photographs(case: Case, task: Task) -> None:
    """The photographs of the task, if there are any."""
    if not task.photographs:
        return
    box = st.expander(f"Photographs ({len(task.photographs)})", key="posture.photographs", on_change="rerun")
    if not box.open:
        return
    with box, st.grid("auto", min_column_width=300):
        for number, photograph in enumerate(task.photographs, start=1):
            try:
                shown = photograph_bytes(desk().store, case, photograph)
            except InputError as error:
                st.warning(plain(error), icon=":material/broken_image:")
            else:
                st.image(
                    shown, width="stretch", alt=f"Photograph {number}: {photograph.caption or 'no caption'}"
                )


def points(scores: Sequence[PostureScore]) -> None:
    """What each part of the body costs, by each method that has a score."""
    scored = [score for score in scores if score.result is not None]
    if not scored:
        return
    with st.expander("Points of each part, and the score if it were set right"):
        for score in scored:
            result, terms = score.result, load(score.method_id).terms
            gains = {gain.part.step: gain for gain in score.gains}
            rows = [
                {
                    "Part": terms[part.step].label,
                    "Points": f"{result.intermediates[part.step]:g}",
                    "Score if set right": f"{gains[part.step].score_after:g}" if part.step in gains else None,
                }
                for part in POSTURE_METHODS[score.method_id].parts
            ]
            st.markdown(f"**{SHORT[score.method_id]}**")
            table(rows, f"{SHORT[score.method_id]}: points of each part, and the score if it were set right")


def why_they_differ(scores: Sequence[PostureScore]) -> None:
    """Why the recommended method and the others may disagree."""
    first, *others = (score.method_id for score in scores)
    if others:
        with st.expander("Why they may disagree"):
            for other in others:
                st.markdown(f"**{SHORT[first]} and {SHORT[other]}**")
                say_difference(first, other)
