"""The driving day on the screen: how long at a time and in all, its strip, its stretches, in and out of the vehicle."""

import streamlit as st

from ergo.analysis.driving import MINUTES_PER_HOUR, Doing, DrivingDay, Known, driving_day
from ergo.analysis.driving_hours import break_due, check_hours, permitted_stretch
from ergo.analysis.wording import hours_words
from ergo.analysis.words import amount_words
from ergo.drawing.driving_day import BreakDue, driving_day_svg
from ergo.knowledge.driving_hours import Measure
from ergo.model.case import Case
from ergo.model.job import DrivingLeg, Task
from pages.components import fields
from pages.components.case_state import today
from pages.components.entries import add, choose, remove
from pages.components.tables import table

NOT_KNOWN = "not known"
PICTURE_PX = 740
NEW_LEG_MIN = 30
DOING = {
    Doing.DRIVE: "At the wheel",
    Doing.BREAK: "Break",
    Doing.LOAD: "Loads",
    Doing.OTHER: "Other work",
}
FIGURES = ("drive.bout_min", "drive.total_h")


def headline(case: Case, task: Task) -> None:
    """How long at a time and in all, what is permitted, and what follows from it."""
    day, permitted = driving_day(task), permitted_stretch(case, today())
    with st.grid(2, min_column_width=180):
        st.metric("Longest stretch", minutes_words(day.stretch_min), border=True)
        st.metric("Permitted at a time", minutes_words(permitted and permitted.minutes), border=True)
        st.metric("In all, a shift", minutes_words(day.total_min), border=True)
        st.metric(
            "In and out, a shift",
            NOT_KNOWN if day.entries is None else amount_words(day.entries, "count"),
            border=True,
        )
    if permitted is None:
        st.info(
            "How long this worker can drive or sit at a time is not known: enter it on the Capacity page.",
            icon=":material/help:",
        )
    elif day.stretch_min is not None and day.stretch_min > permitted.minutes:
        st.warning(
            f"The longest stretch is {hours_words(round(day.stretch_min - permitted.minutes))} longer than the "
            f"{permitted.source} allows.",
            icon=":material/warning:",
        )
    if day.load_after:
        st.warning(
            "Loads are handled right after driving: stand and walk for some minutes first, and begin with light loads.",
            icon=":material/package_2:",
        )


def picture(case: Case, task: Task) -> None:
    """The strip of the day, and the same in a table."""
    day, permitted = driving_day(task), permitted_stretch(case, today())
    shifts = case.job.roster.shifts if case.job.roster else []
    svg = driving_day_svg(
        day,
        start=shifts[0].start if shifts else None,
        permitted_min=permitted and permitted.minutes,
        due=first_break_due(case, task, day),
    )
    st.image(svg, alt=svg.alt, width=PICTURE_PX)
    if day.pieces:
        with st.expander("The strip as a table"):
            rows = [
                {
                    "What": DOING[piece.doing],
                    "Step": piece.name,
                    "Minutes": f"{piece.minutes:g}" if piece.minutes else NOT_KNOWN,
                }
                for piece in day.pieces
            ]
            table(rows, "Pieces of the driving day in their order")
            if day.rounds > 1:
                st.caption(f"Done {day.rounds} times a shift.")


def first_break_due(case: Case, task: Task, day: DrivingDay) -> BreakDue | None:
    """The earliest break that a rule asks for in this day and that is not taken; law before advice."""
    vehicle_class = task.measurements.get("drive.vehicle_class")
    if vehicle_class is None:
        return None
    found = [
        (not check.rule.binding, at, check.rule.title)
        for check in check_hours(case, str(vehicle_class.value))
        for one in check.checks
        if one.limit.measure is Measure.DRIVING_RUN and (at := break_due(day, one.limit)) is not None
    ]
    if not found:
        return None
    advice, at, title = min(found)
    return BreakDue(at, f"Break {'advised' if advice else 'due'}: {title}")


def minutes_words(minutes: float | None) -> str:
    """A length of time, or that it is not known."""
    return NOT_KNOWN if minutes is None else hours_words(round(minutes))


def stretches(task: Task) -> None:
    """The stretches of the day: from the cycle where the task repeats, otherwise typed one after another."""
    st.header("Stretches at the wheel")
    if driving_day(task).known is Known.CYCLE:
        st.caption("They follow from the repeating steps of the task, and from longer figures below.")
        st.page_link("pages/job.py", label="Steps of the task: on the Job page", icon=":material/event_note:")
    else:
        legs(task)
    part = fields.entry("driving.task", lambda case: case.job.tasks, task.id)
    disagreement(task)
    with st.grid("auto", min_column_width=200):
        for name in FIGURES:
            fields.measured(part, name)
        if not task.legs and task.cycle is None:
            fields.measured(part, "drive.handling_after_drive")


def disagreement(task: Task) -> None:
    """Hours that were entered and differ from what the stretches add up to."""
    entered, day = task.measurements.get("drive.total_h"), driving_day(task)
    if entered is None or not day.pieces or round(entered.value * MINUTES_PER_HOUR) == round(day.placed_min):
        return
    st.warning(
        f"The stretches add up to {minutes_words(day.placed_min)}; {minutes_words(entered.value * MINUTES_PER_HOUR)} "
        "are entered as driving in a shift. The longer counts for the day, the entered hours for vibration.",
        icon=":material/warning:",
    )


def legs(task: Task) -> None:
    """Stretches typed one after another, each with what follows it."""
    part = fields.entry("driving.task", lambda case: case.job.tasks, task.id)
    key = f"driving.leg.{task.id}"

    def entries_of(case: Case) -> list[DrivingLeg]:
        return part.found(case).legs

    if task.legs:
        rows = [
            {
                "Stretch": str(number),
                "At the wheel": hours_words(round(leg.minutes)),
                "Then a break": hours_words(leg.then_break_min) if leg.then_break_min else "",
                "Then loads": "yes" if leg.then_handles_load else "",
            }
            for number, leg in enumerate(task.legs, start=1)
        ]
        table(rows, "Stretches of the driving day")
    else:
        st.caption("Add the stretches in their order; or enter only the longest and the total below.")
    new = DrivingLeg(minutes=NEW_LEG_MIN)
    st.button("Add a stretch", icon=":material/add:", on_click=add, args=(key, entries_of, new))
    chosen = choose(
        key, "Stretch to change", {leg.id: f"Stretch {n}" for n, leg in enumerate(task.legs, start=1)}
    )
    if chosen is None:
        return
    leg = fields.entry(key, entries_of, chosen)
    with st.container(border=True):
        with st.grid("auto", min_column_width=180):
            fields.number(leg, "minutes", "At the wheel", unit="min", step=5.0)
            fields.number(leg, "then_break_min", "Then a break out of the seat", unit="min", step=5.0)
        fields.yes_no(leg, "then_handles_load", "Loads are handled right after it")
        remove(key, entries_of, chosen, "Remove this stretch")


def entries(task: Task) -> None:
    """In and out of the vehicle."""
    st.header("In and out")
    part = fields.entry("driving.task", lambda case: case.job.tasks, task.id)
    with st.grid("auto", min_column_width=200):
        fields.measured(part, "drive.entries_per_day")
        fields.measured(part, "drive.entry_step_cm")
    if task.measurements:
        fields.how_known(part)
