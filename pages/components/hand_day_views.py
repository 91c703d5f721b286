"""All hand tasks of a job together: strain, tendons of hand and shoulder, vibrating tools."""

from collections.abc import Mapping, Sequence

import streamlit as st

from ergo.analysis.hands import CUMULATIVE, SHOULDER, TENDONS, VIBRATION, strain_of_day
from ergo.analysis.score import TaskScore, score_together
from ergo.drawing.shares import Share, shares_svg
from ergo.methods import load
from ergo.methods.design import design_limit
from ergo.model.job import Task, TaskKind
from pages.components.hand_views import band, chance, damage, steps_of, value_of
from pages.components.lift_views import NO_FIGURE, figure, source, what_limits
from pages.components.plain import plain
from pages.components.tables import table
from pages.components.vibration_views import time_words
from pages.components.work import NO_NAME, Piece


def together(tasks: Sequence[Task], pieces: Mapping[str, Piece]) -> None:
    """The part of the page on the whole day: strain by task, damage and vibration by piece of work."""
    strain(tasks, {task.id: task.name or NO_NAME for task in tasks})
    work = [piece.work for piece in pieces.values()]
    names = {work_id: piece.name for work_id, piece in pieces.items()}
    fatigue(score_together(work, TENDONS), names, "Hand and forearm: DUET")
    fatigue(score_together(work, SHOULDER), names, "Shoulder: The Shoulder Tool")
    tools(work, names)
    for method_id in (CUMULATIVE, TENDONS, SHOULDER, VIBRATION):
        source(method_id, TaskKind.HAND_WORK)


def strain(tasks: Sequence[Task], names: Mapping[str, str]) -> None:
    """The strain index of the day, and what each task adds to it."""
    st.header("Strain of wrist and hand: CUSI")
    day = strain_of_day(tasks)
    score = day.together
    st.metric(
        "Cumulative strain index, CUSI", NO_FIGURE if score is None else figure(value_of(score)), border=True
    )
    if score is None:
        st.info("No hand task is complete under “Strain index” yet.", icon=":material/straighten:")
        return
    band(score.result)
    what_limits(score)
    rows = []
    steps = steps_of(score)
    for place, task_id in enumerate(score.task_ids):
        own = day.tasks[task_id]
        rows.append(
            {
                "Task": names[task_id],
                "By itself": figure(value_of(own)),
                "Adds": figure(steps["share"][place]) if steps else None,
                "Steps left out": ", ".join(own.left_out),
            }
        )
    if steps and len(rows) > 1:
        picture(score, names)
    table(rows, "The strain index of each hand task by itself and what it adds to the day")
    left_out(score, names)


def picture(score: TaskScore, names: Mapping[str, str]) -> None:
    """Each task's share as a bar, in the order in which they are added."""
    steps, limit = steps_of(score), design_limit(load(score.method_id))
    order = sorted(range(len(score.task_ids)), key=lambda place: steps["rank"][place])
    shares = [
        Share(names[score.task_ids[place]], float(steps["share"][place]), figure(steps["share"][place]))
        for place in order
    ]
    svg = shares_svg(
        shares,
        title="What each hand task adds to the strain of the day",
        total_label="All together",
        total_words=figure(value_of(score)),
        limit=limit,
        limit_words=f"limit {limit:g}",
    )
    st.image(svg, alt=svg.alt, width="stretch")


def fatigue(score: TaskScore, names: Mapping[str, str], title: str) -> None:
    """Probability of the day and each task's share of the damage."""
    st.header(title)
    steps = steps_of(score)
    if not steps:
        st.info("No task is complete under “Tendons” yet.", icon=":material/straighten:")
        return
    with st.grid(2, min_column_width=150):
        st.metric(
            "Probability", chance(value_of(score)), border=True, help="Among such jobs; not for a person."
        )
        st.metric("Damage a day", damage(steps["damage"]), border=True)
    band(score.result)
    most_first = sorted(range(len(score.task_ids)), key=lambda place: -steps["share_pct"][place])
    rows = [
        {
            "Task": names[score.task_ids[place]],
            "Damage": damage(steps["task_damage"][place]),
            "Share": chance(steps["share_pct"][place]),
        }
        for place in most_first
    ]
    table(rows, f"{title}: damage of each task and its share")
    left_out(score, names)


def tools(tasks: Sequence[Task], names: Mapping[str, str]) -> None:
    """The vibrating tools of the day."""
    shaken = [task for task in tasks if "hav.ahv_ms2" in task.measurements]
    if not shaken:
        return
    st.header("Vibrating tools")
    score = score_together(shaken, VIBRATION)
    steps = steps_of(score)
    with st.grid(3, min_column_width=130):
        st.metric("A(8), m/s²", figure(value_of(score)), border=True)
        st.metric("Points", f"{steps['points']:.0f}" if steps else NO_FIGURE, border=True)
        st.metric("To action value", time_words(steps, "hours_to_action"), border=True)
    band(score.result)
    what_limits(score)
    if steps:
        rows = [
            {"Tool of": names[task_id], "Points an hour": f"{steps['points_per_h'][place]:.0f}"}
            for place, task_id in enumerate(score.task_ids)
        ]
        table(rows, "Vibration points of each tool")
    left_out(score, names)


def left_out(score: TaskScore, names: Mapping[str, str]) -> None:
    """The tasks that could not take part."""
    if score.left_out:
        tasks = ", ".join(names[task_id] for task_id in score.left_out)
        st.warning(plain(f"Left out, because it is not complete: {tasks}"), icon=":material/warning:")
