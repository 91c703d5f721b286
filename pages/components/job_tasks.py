"""The tasks of the job on the screen: whether the day adds up, the list, ways to add tasks, and one task's card."""

import streamlit as st

from ergo.analysis.normal_day import NormalDay, normal_day
from ergo.analysis.problems import find_problems
from ergo.analysis.wording import hours_words
from ergo.drawing.day import DayPart, day_svg
from ergo.model.case import Case
from ergo.model.job import Importance, Task
from ergo.workflow.job_templates import figures_to_be_measured, is_to_be_measured
from pages.components.add_tasks import CHOSEN, add_tasks
from pages.components.entries import choose, remove
from pages.components.messages import show_problems
from pages.components.tables import NO_BREAK, table
from pages.components.task_card import task_card
from pages.components.words import IMPORTANCE, KIND

BAR_PX = 760


def tasks(case: Case) -> None:
    """The tasks of the job, and the one that is worked on."""
    if case.job.tasks:
        adds_up(case)
        listed(case)
    if add_tasks(case):
        return
    chosen = choose(
        CHOSEN, "Task to work on", {task.id: task.name or "No name yet" for task in case.job.tasks}
    )
    task = case.task(chosen or "")
    if task is not None:
        with st.container(border=True):
            task_card(case, task)
            remove(CHOSEN, lambda c: c.job.tasks, task.id, "Remove this task")


def adds_up(case: Case) -> None:
    """The normal day as a bar, and what is missing or too much in large figures."""
    st.header("A normal day")
    day = normal_day(case)
    with st.grid(3, min_column_width=150):
        st.metric("Tasks", hours_words(day.total_min), border=True)
        st.metric("Shift", hours_words(day.shift_min) if day.shift_min else "not known", border=True)
        st.metric(*balance(day), border=True)
    parts = [
        DayPart(t.name, t.minutes_per_shift or 0, t.importance is Importance.ESSENTIAL) for t in day.tasks
    ]
    picture = day_svg(parts, day.shift_min, title="Tasks of a normal day", weekly=day.weekly)
    st.image(picture, width=BAR_PX, alt=picture.alt)
    show_problems(
        p
        for p in find_problems(case)
        if (p.item != "Job" and p.item.startswith("Task")) or p.field == "tasks"
    )


def balance(day: NormalDay) -> tuple[str, str]:
    """What does not add up, with its label."""
    if day.too_much_min:
        return "More than the shift", hours_words(day.too_much_min)
    if day.missing_min:
        return "Left for weekly tasks" if day.weekly else "Not accounted for", hours_words(day.missing_min)
    return "Not accounted for", "0 min" if day.shift_min else "not known"


def listed(case: Case) -> None:
    st.header("Tasks")
    rows = [
        {
            "Task": task.name,
            "Kind": KIND[task.kind],
            "Belongs as": IMPORTANCE[task.importance],
            "On a shift": minutes_of(task),
            "Known of it": known_of(task),
        }
        for task in case.job.tasks
    ]
    table(rows, "Tasks of the job")


def minutes_of(task: Task) -> str | None:
    """The minutes of a task on a shift, and on how many shifts where it is not on each."""
    if task.minutes_per_shift is None:
        return None
    often = "" if task.times_per_week is None else f", {task.times_per_week:g} times a week"
    return f"{task.minutes_per_shift}{NO_BREAK}min{often}"


def known_of(task: Task) -> str:
    """How much is known of a task, and how much of it is only a template's."""
    unmeasured = figures_to_be_measured(task)
    measured = sum(not is_to_be_measured(m) for m in task.measurements.values())
    stated = sum(not is_to_be_measured(d) for d in task.demands)
    parts = [f"{measured} measured" if measured else "", f"{stated} stated" if stated else ""]
    parts += [f"{unmeasured} from a template, to be measured" if unmeasured else ""]
    parts += ["repeats in steps" if task.cycle else ""]
    photographs = len(task.photographs)
    parts += [f"{photographs} photograph{'s' if photographs > 1 else ''}" if photographs else ""]
    return ", ".join(filter(None, parts)) or "nothing yet"
