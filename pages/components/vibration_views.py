"""Whole-body vibration on the screen: the day's exposure, where its figures come from, typical values of vehicles."""

import streamlit as st

from ergo.analysis.driving_hours import driving_tasks
from ergo.analysis.score import TaskScore
from ergo.analysis.vibration import DAILY, DAILY_DOSE, DOSE, RMS, take_typical, vibration_of_day, ways_known
from ergo.analysis.wording import hours_words
from ergo.knowledge.vehicles import AXES, Metric, Range, VehicleRecord, records_of
from ergo.model.base import HowKnown
from ergo.model.case import Case
from ergo.model.job import Task
from ergo.units import format_quantity
from pages.components import fields
from pages.components.bands import band_mark
from pages.components.case_state import edit, show_refusal
from pages.components.fields import Part, Together
from pages.components.lift_views import NO_FIGURE, source, what_limits
from pages.components.plain import plain
from pages.components.share_views import say_difference
from pages.components.tables import table
from pages.components.words import HOW, SOURCE_STATUS, VIBRATION_FIGURE, cited

NEVER = "> 24 h"
HOURS_OF_A_DAY = 24
MEANING = {
    HowKnown.MAKER: "A maker's value is emission under test conditions, not the exposure of this driver. On real "
    "ground it is often higher: ask for a value in use, or have it measured.",
    HowKnown.ESTIMATED: "A typical value comes from other vehicles and roads. It tells whether measuring is worth "
    "while; it does not show that this vehicle keeps to a limit.",
}


def vibration(case: Case, task: Task) -> None:
    """The part of the page on vibration."""
    tasks = driving_tasks(case) or [task]
    daily = vibration_of_day(tasks, DAILY)
    headline(daily)
    if daily is not None:
        names = {one.id: one.name or "No name yet" for one in tasks}
        what_limits(daily)
        operations(daily, names)
    values(task)
    typical(task)
    dose(task, tasks)
    source(DAILY, task.kind)


def headline(daily: TaskScore | None) -> None:
    """A(8) and points, and how long until the action and limit value, in large."""
    result = daily and daily.result
    steps = result.intermediates if result else {}
    with st.grid(4, min_column_width=110):
        st.metric("A(8), m/s²", f"{result.score:.2f}" if result else NO_FIGURE, border=True)
        st.metric(
            "Points",
            f"{steps['points']:.0f}" if steps else NO_FIGURE,
            border=True,
            help="100 is the action value.",
        )
        st.metric("Time to action", time_words(steps, "hours_to_action"), border=True)
        st.metric("Time to limit", time_words(steps, "hours_to_limit"), border=True)
    if result is None:
        st.info(
            "Needs a measured or maker's value, or a typical one where there is one for this vehicle.",
            icon=":material/straighten:",
        )
        return
    st.markdown(band_mark(result))
    zone = result.bands[1].band(result.score)
    if zone is not None:
        st.markdown(f"{plain(result.bands[1].name)}: **{plain(zone.label)}**. {plain(zone.words)}")
    st.caption(f"Counted: {hours_words(round(steps['hours'] * 60))} at the wheel a day.")


def in_words(value: float | None, unit: str = "m/s2") -> str:
    """A magnitude with its unit."""
    return NO_FIGURE if value is None else format_quantity(value, unit)


def time_words(steps: dict[str, float | None], name: str) -> str:
    """Hours until a value is reached, as far as a day has them."""
    if not steps:
        return NO_FIGURE
    hours = steps[name]
    return NEVER if hours is None or hours > HOURS_OF_A_DAY else hours_words(round(hours * 60))


def operations(daily: TaskScore, names: dict[str, str]) -> None:
    """What each task adds, where there are several, and what is left out."""
    if daily.left_out:
        missing = ", ".join(names[task_id] for task_id in daily.left_out)
        st.warning(
            plain(f"Without a value and left out, so that the true exposure can only be higher: {missing}."),
            icon=":material/warning:",
        )
    if daily.result is None or len(daily.task_ids) < 2:
        return
    steps = daily.result.intermediates
    rows = [
        {
            "Task": names[task_id],
            "Points an hour": f"{steps['points_per_h'][n]:.0f}",
            "Left today until the action value": left_words(steps["remaining_to_action_h"][n]),
        }
        for n, task_id in enumerate(daily.task_ids)
    ]
    table(rows, "Vibration of each driving task")


def left_words(hours: float) -> str:
    """Time of a task that can still be added."""
    return NEVER if hours > HOURS_OF_A_DAY else hours_words(round(hours * 60))


def values(task: Task) -> None:
    """The vehicle and the values of its seat, with what such a value means."""
    part = fields.entry("driving.task", lambda case: case.job.tasks, task.id)
    st.header("Vehicle and values")
    with st.grid("auto", min_column_width=200):
        fields.measured(part, "drive.vehicle")
        fields.measured(part, "drive.jolts")
    fields.measured(part, "wbv.limits")
    with st.grid("auto", min_column_width=200):
        for name in RMS:
            fields.measured(part, name)
    known = Part(
        f"driving.vibration.{task.id}",
        lambda case: Together(
            m for name, m in part.found(case).measurements.items() if name in (*RMS, *DOSE)
        ),
    )
    ways = ways_known(task)
    if ways:
        with st.grid("auto", min_column_width=200):
            fields.choice(known, "how", "How these values are known", HOW, required=True)
            fields.text(known, "by", "Measured or stated by")
    for way, meaning in MEANING.items():
        if way in ways:
            st.warning(meaning, icon=":material/info:")


def typical(task: Task) -> None:
    """Published figures of such vehicles, each for what it is, and those that may stand in for a measurement."""
    vehicle = task.measurements.get("drive.vehicle")
    if vehicle is None:
        return
    st.header("Published figures of such vehicles")
    records = records_of(str(vehicle.value))
    rows = [
        {
            "Measured at": ", ".join(filter(None, (record.condition, record.sample))),
            "Figure": figures_of(record),
            "What to know": record.note,
            "Source": f"{cited(record.source)} ({SOURCE_STATUS[record.status]})",
        }
        for record in records
    ]
    table(rows, "Published vibration of such vehicles")
    st.caption("A(8) holds the hours of the drivers studied, and is not multiplied by hours again.")
    usable = {record.id: record for record in records if record.typical_values()}
    if not usable:
        st.info(
            "None of them may stand for this vehicle: it needs a measured or maker's value.",
            icon=":material/straighten:",
        )
    key = f"driving.typical.{task.id}"
    for record in usable.values():
        st.button(
            plain(f"Use as an estimate: {record.condition}"),
            key=f"{key}.{record.id}",
            on_click=edit,
            args=(lambda case, record=record: take_typical(case.task(task.id), record), key),
        )
    show_refusal(key)


def figures_of(record: VehicleRecord) -> str:
    """The figures of a record: a typical value with its range, or a bound."""
    if record.metric is Metric.GAP:
        return "none: needs a measured or maker's value"
    unit = "m/s1.75" if record.metric is Metric.DOSE else "m/s2"
    cells = {axis: getattr(record, axis) for axis in AXES}
    named = [f"{axis} {range_words(cell, unit)}" for axis, cell in cells.items() if cell is not None]
    words = ", ".join(named) if record.figure is None else range_words(record.figure, unit)
    return f"{VIBRATION_FIGURE[record.metric]}: {words}"


def range_words(found: Range, unit: str) -> str:
    """A typical value with its range, or a bound: "0.31 (0.17 to 0.55) m/s²", "up to 0.5 m/s²"."""
    low, typical_value, high = (
        None if value is None else format_quantity(value, "")
        for value in (found.low, found.typical, found.high)
    )
    tail = format_quantity(0, unit).removeprefix("0")
    if typical_value is not None:
        between = f" ({low} to {high})" if low and high else ""
        return f"{typical_value}{between}{tail}"
    if low and high:
        return f"{low} to {high}{tail}"
    return f"{low}{tail} or more" if low else f"up to {high}{tail}"


def dose(task: Task, tasks: list[Task]) -> None:
    """The dose value, on request: for jolts."""
    more = st.expander("Jolts: the vibration dose value, VDV", key="driving.vdv", on_change="rerun")
    if not more.open:
        return
    part = fields.entry("driving.task", lambda case: case.job.tasks, task.id)
    with more:
        with st.grid("auto", min_column_width=200):
            for name in (*DOSE, "drive.vdv_measured_h"):
                fields.measured(part, name)
        score = vibration_of_day(tasks, DAILY_DOSE)
        if score is None:
            return
        result = score.result
        st.metric(
            "Dose value of the day",
            in_words(result and result.score, "m/s1.75"),
            border=True,
            width="content",
        )
        if result is not None and result.score is not None:
            st.markdown(band_mark(result))
        what_limits(score)
        say_difference(DAILY, DAILY_DOSE)
