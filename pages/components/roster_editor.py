"""Working time on the screen: the fast weekly editor, and cycles of any shifts edited one at a time."""

from datetime import time

import streamlit as st

from ergo.analysis.problems import find_problems
from ergo.analysis.rosters import end_of, mean_week_min, roster_weeks
from ergo.analysis.wording import WEEKDAYS, clock_words, date_words, hours_words
from ergo.analysis.worktime import DAYS_PER_WEEK, DatedShift, monday_of
from ergo.errors import InputError
from ergo.knowledge.rosters import roster_presets
from ergo.model.case import Case
from ergo.model.job import Roster, Shift
from ergo.workflow.job_templates import roster_of
from pages.components import fields
from pages.components.case_state import edit, show_refusal, today
from pages.components.entries import choose
from pages.components.fields import Part
from pages.components.messages import show_problems
from pages.components.tables import table

WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FIRST_START, FIRST_PAID_MIN, FIRST_BREAK_MIN = time(8, 0), 480, 30
SAME, CYCLE = "Every week the same", "Weeks or days in turn"
ROSTER = Part("job.roster", lambda case: case.job.roster)
SHIFT, PRESET, WAY = "job.shift", "job.preset", "job.way"


class DayShift:
    """One shift of a cycle as a person counts: days from 1, and one shift a day."""

    def __init__(self, roster: Roster, shift: Shift) -> None:
        object.__setattr__(self, "roster", roster)
        object.__setattr__(self, "shift", shift)

    def __getattr__(self, name: str) -> object:
        return self.shift.day + 1 if name == "number" else getattr(self.shift, name)

    def __setattr__(self, name: str, value: object) -> None:
        if name == "number":
            self.shift.day = free_day(self.roster, value)
        else:
            setattr(self.shift, name, value)


def free_day(roster: Roster, number: float | None) -> int:
    """The day of the cycle, counted from 0, that a person gave, where no shift stands on it yet."""
    if number is None or not 1 <= number <= roster.cycle_days or not float(number).is_integer():
        raise InputError(field="day of the cycle", value=number, low=1, high=roster.cycle_days)
    if any(shift.day == number - 1 for shift in roster.shifts):
        raise InputError(f"A shift stands on day {number:.0f} already; a day holds one.")
    return int(number) - 1


def roster_editor(case: Case) -> None:
    """The roster of the job: a ready-made one to start from, then every shift."""
    roster = case.job.roster
    ready_made()
    way = SAME
    if roster is not None and roster.cycle_days != DAYS_PER_WEEK:
        way = CYCLE
    elif roster is not None:
        way = st.segmented_control(
            "How the shifts repeat",
            [SAME, CYCLE],
            default=SAME,
            key=WAY,
            required=True,
            persist_state="session",
        )
    if way == SAME:
        week(roster)
    else:
        cycle(roster)
    show_problems(p for p in find_problems(case) if p.field == "roster" and roster is not None)
    if roster is not None and roster.shifts:
        st.metric(
            "Paid time a week" if way == SAME else "Paid time a week, on average",
            hours_words(mean_week_min(roster)),
            border=True,
            width="content",
        )


def ready_made() -> None:
    presets = roster_presets()
    st.selectbox(
        "Start from a ready-made roster",
        list(presets),
        format_func=lambda name: presets[name].label,
        index=None,
        placeholder="Choose a pattern; every shift can be changed afterwards",
        key=PRESET,
        on_change=take_preset,
    )
    show_refusal(PRESET)


def take_preset() -> None:
    chosen = st.session_state[PRESET]
    if chosen is None:
        return

    def change(case: Case) -> None:
        first = case.job.roster.anchor if case.job.roster else today()
        case.job.roster = roster_of(chosen, monday_of(first))

    if edit(change, PRESET):
        st.session_state[PRESET] = None
        st.session_state.pop(SHIFT, None)


def week(roster: Roster | None) -> None:
    """The days worked in every week alike, and one shift for all of them or one for each."""
    shifts = [] if roster is None else roster.shifts
    worked = {weekday_of(roster, shift) for shift in shifts} if roster else set()
    key = "job.days"
    if key not in st.session_state or set(st.session_state[key]) != worked:
        st.session_state[key] = sorted(worked)
    st.pills(
        "Days worked",
        range(DAYS_PER_WEEK),
        selection_mode="multi",
        format_func=WEEK.__getitem__,
        key=key,
        on_change=set_days,
        args=(key,),
    )
    show_refusal(key)
    if not shifts:
        return
    alike = len({(s.start, s.paid_min, s.unpaid_break_min) for s in shifts}) == 1
    if st.toggle("Days differ", value=not alike, key="job.days_differ"):
        for shift in sorted(shifts, key=lambda s: weekday_of(roster, s)):
            st.subheader(WEEK[weekday_of(roster, shift)])
            with st.grid("auto", min_column_width=150):
                times(Part(f"job.shift.{shift.day}", lambda case, day=shift.day: shift_on(case, day)))
    else:
        with st.grid("auto", min_column_width=150):
            times(Part("job.shift.all", lambda case: fields.Together(case.job.roster.shifts)))


def times(part: Part) -> None:
    fields.clock(part, "start", "Start")
    fields.duration(part, "paid_min", "Paid time a day", help="7:36, 7 h 36 or 456 min.")
    fields.duration(
        part, "unpaid_break_min", "Unpaid break", bare_hours=False, help="0:30 or 30, in minutes."
    )


def shift_on(case: Case, day: int) -> Shift | None:
    return next((s for s in case.job.roster.shifts if s.day == day), None)


def weekday_of(roster: Roster, shift: Shift) -> int:
    return (roster.anchor.weekday() + shift.day) % DAYS_PER_WEEK


def set_days(key: str) -> None:
    wanted = set(st.session_state[key])

    def change(case: Case) -> None:
        roster = case.job.roster or Roster(anchor=monday_of(today()))
        pattern = roster.shifts[0] if roster.shifts else None
        kept = {weekday_of(roster, s): s for s in roster.shifts}
        roster.shifts = [
            kept.get(d) or new_shift((d - roster.anchor.weekday()) % DAYS_PER_WEEK, pattern)
            for d in sorted(wanted)
        ]
        case.job.roster = roster

    edit(change, key)


def new_shift(day: int, pattern: Shift | None) -> Shift:
    """A shift on a day of the cycle, with the times of another one where there is one."""
    if pattern is not None:
        return pattern.model_copy(update={"day": day})
    return Shift(day=day, start=FIRST_START, paid_min=FIRST_PAID_MIN, unpaid_break_min=FIRST_BREAK_MIN)


def cycle(roster: Roster) -> None:
    """A cycle of shifts: its length and first day, its picture by weekday, and one shift to change."""
    with st.grid("auto", min_column_width=180):
        fields.number(ROSTER, "cycle_days", "Length of the cycle (days)")
        fields.day(ROSTER, "anchor", "Day 1 of the cycle is on")
    picture(roster)
    names = {str(number): shift_words(roster, shift) for number, shift in in_order(roster)}
    chosen = choose(SHIFT, "Shift to change", names)
    with st.container(horizontal=True):
        st.button("Add a shift", icon=":material/add:", on_click=add_shift, args=(chosen,))
        if chosen is not None:
            st.button("Take this shift away", icon=":material/delete:", on_click=drop_shift, args=(chosen,))
            st.button(
                "Give every shift these times",
                icon=":material/content_copy:",
                on_click=spread,
                args=(chosen,),
            )
    show_refusal(SHIFT)
    if chosen is not None:
        with st.container(border=True), st.grid("auto", min_column_width=150):
            part = Part(f"job.cycle.{chosen}", lambda case: day_shift(case, int(chosen)))
            fields.number(part, "number", "Day of the cycle")
            times(part)


def day_shift(case: Case, number: int) -> DayShift | None:
    roster = case.job.roster
    return DayShift(roster, roster.shifts[number]) if roster and number < len(roster.shifts) else None


def in_order(roster: Roster) -> list[tuple[int, Shift]]:
    """The shifts with their places in the case, by day."""
    return sorted(enumerate(roster.shifts), key=lambda pair: pair[1].day)


def shift_words(roster: Roster, shift: Shift) -> str:
    weekday = f", {WEEKDAYS[weekday_of(roster, shift)]}" if roster.cycle_days % DAYS_PER_WEEK == 0 else ""
    return f"Day {shift.day + 1}{weekday}: {clock_words(shift.start)}, {hours_words(shift.paid_min)}"


def picture(roster: Roster) -> None:
    """Weeks as rows, weekdays as columns."""
    weeks = roster_weeks(roster)
    rows = [
        {
            "Week of": week.monday,
            **dict(zip(WEEKDAYS, map(cell, week.days), strict=True)),
            "Paid": hours_words(sum(day.paid_min for day in week.days if day)),
        }
        for week in weeks
    ]
    table(rows, f"Shifts of the roster, week by week, from {date_words(weeks[0].monday)}")
    if any(day and day.night for week in weeks for day in week.days):
        st.caption("A shift over midnight belongs to the day on which it starts.")


def cell(day: DatedShift | None) -> str:
    if day is None:
        return "–"
    night = " night" if day.night else ""
    return f"{clock_words(day.start)} to {clock_words(end_of(day))}{night}"


def add_shift(chosen: str | None) -> None:
    """A shift on the first free day after the chosen one, with its times."""

    def change(case: Case) -> None:
        roster = case.job.roster
        pattern = None if chosen is None else roster.shifts[int(chosen)]
        taken = {shift.day for shift in roster.shifts}
        first = 0 if pattern is None else pattern.day + 1
        turn = [(first + n) % roster.cycle_days for n in range(roster.cycle_days)]
        free = next((day for day in turn if day not in taken), None)
        if free is None:
            raise InputError("Every day of the cycle holds a shift.")
        roster.shifts.append(new_shift(free, pattern))

    if edit(change, SHIFT):
        st.session_state[SHIFT] = str(len(ROSTER.now().shifts) - 1)


def drop_shift(chosen: str) -> None:
    def change(case: Case) -> None:
        del case.job.roster.shifts[int(chosen)]

    if edit(change, SHIFT):
        st.session_state.pop(SHIFT, None)


def spread(chosen: str) -> None:
    """Give all shifts the start, paid time and break of one."""

    def change(case: Case) -> None:
        roster = case.job.roster
        pattern = roster.shifts[int(chosen)]
        roster.shifts = [new_shift(shift.day, pattern) for shift in roster.shifts]

    edit(change, SHIFT)
