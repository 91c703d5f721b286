"""The programme week by week and component by component: what is due, why it is in or not, sessions in the calendar."""

from datetime import timedelta

import streamlit as st

from ergo.advice.home_exercise import version_in, version_words
from ergo.advice.pacing import pacing_plan
from ergo.advice.programme import (
    ProgrammeWeek,
    ScheduledComponent,
    Standing,
    check_ups,
    programme,
    programme_weeks,
    week_on,
)
from ergo.advice.sessions import proposed_sessions, session_min, sessions_of
from ergo.analysis.case_words import appointment_words
from ergo.analysis.wording import date_words, hours_words, listed, span_words
from ergo.analysis.words import amount_words
from ergo.analysis.worktime import DAYS_PER_WEEK
from ergo.knowledge.catalogue import evidence
from ergo.knowledge.programme import Deliverer, exercises, facts
from ergo.knowledge.sources import Statement, Status
from ergo.model.case import Case
from ergo.model.programme import ComponentChoice
from ergo.model.record import Appointment
from pages.components import fields
from pages.components.appointment_views import when
from pages.components.case_state import edit, show_refusal, today, units
from pages.components.entries import add, choose, remove
from pages.components.fields import Unsaid
from pages.components.plain import plain
from pages.components.tables import table
from pages.components.words import DIRECTION, EVIDENCE_STATUS, SOURCE_STATUS, cited

FIRST = 5
WEEK, COMPONENT, SESSION = "programme.week", "programme.component", "programme.session"
DELIVERED = {
    Deliverer.THERAPIST: "Therapist",
    Deliverer.WORKER: "Worker",
    Deliverer.REFERRAL: "Referral",
    Deliverer.NONE: "Not scheduled",
}
STANDING = {
    Standing.CHOSEN: "Chosen by the therapist",
    Standing.INDICATED: "Indicated",
    Standing.CAUTION: "Indicated, with a caution",
    Standing.NOT_ASSESSED: "Not assessed",
    Standing.NOT_INDICATED: "Not indicated",
    Standing.CONTRAINDICATED: "Not now: red flag",
    Standing.LEFT_OUT: "Left out by the therapist",
}
AS_PROPOSED = "While neither is chosen, it stands as proposed."


def sourced(statement: Statement) -> str:
    """A statement with where it was read and how far it was checked, as a line of a list."""
    behind = f"{cited(statement.source)}; {SOURCE_STATUS[statement.status]}"
    return f"- {plain(statement.text)} :gray[{plain(behind)}]"


def warn(caution: Statement) -> None:
    """A caution with its source, set apart."""
    behind = f"{cited(caution.source)}; {SOURCE_STATUS[caution.status]}"
    st.warning(plain(f"{caution.text} ({behind})"), icon=":material/warning:")


def week_words(week: ProgrammeWeek) -> str:
    """Number and dates of a week of the programme."""
    if week.monday is None:
        return f"Week {week.number}"
    return f"Week {week.number}, {span_words(week.monday, week.monday + timedelta(days=DAYS_PER_WEEK - 1))}"


def chosen_week(case: Case) -> ProgrammeWeek:
    """The week that is looked at, at first the one that runs."""
    weeks = {str(week.number): week for week in programme_weeks(case)}
    if st.session_state.get(WEEK) not in weeks:
        st.session_state[WEEK] = str(week_on(list(weeks.values()), today()).number)
    picked = choose(WEEK, "Week", {number: week_words(week) for number, week in weeks.items()})
    return weeks[picked or next(iter(weeks))]


def this_week(case: Case) -> None:
    """What is due in a week: components, levels of pacing, version of the exercises."""
    week = chosen_week(case)
    if week.monday is None:
        st.info("There is no plan yet: the weeks are those of a usual programme, without dates.")
    due = [row for row in programme(case, today()) if week.number in row.weeks]
    due.sort(
        key=lambda row: (
            not dated_sessions(case, row, week),
            row.standing is not Standing.CAUTION,
            row.weeks[0] != week.number,
        )
    )
    st.subheader(f"Due this week: {len(due)}")
    if due:
        table([due_row(case, row, week) for row in due[:FIRST]], "What is due first")
    for caution in dict.fromkeys(caution for row in due for caution in row.cautions):
        warn(caution)
    if len(due) > FIRST:
        with st.expander(f"The other {len(due) - FIRST}"):
            table([due_row(case, row, week) for row in due[FIRST:]], "What else is due")
    levels = [(paced, level) for paced in pacing_plan(case, week.number) if (level := paced.at(week.number))]
    if levels:
        st.subheader("Pacing")
        words = [
            f"{paced.activity.label}: {amount_words(level.value, paced.activity.unit, units())}"
            + ("" if paced.published else f" ({SOURCE_STATUS[Status.PROPOSAL]})")
            for paced, level in levels
        ]
        st.markdown("\n".join(f"- {plain(line)}" for line in words))
    if case.programme.exercises:
        st.subheader("Home exercises")
        version = version_in(week.number)
        lines = []
        for choice in case.programme.exercises:
            exercise = exercises().get(choice.exercise_id)
            if exercise is not None:
                way = version_words(exercise, version)
                lines.append(f"- {plain(exercise.name)}" + (f": {plain(way)}" if way else ""))
        st.markdown(f"The {version} version of each.")
        st.markdown("\n".join(lines))


def due_row(case: Case, row: ScheduledComponent, week: ProgrammeWeek) -> dict[str, object]:
    """One line of what is due."""
    return {
        "Component": row.component.label,
        "Delivered by": DELIVERED[row.component.delivered_by],
        "How often": row.frequency,
        "Dose": row.dose,
        "Sessions": listed(dated_sessions(case, row, week)),
    }


def dated_sessions(case: Case, row: ScheduledComponent, week: ProgrammeWeek) -> list[str]:
    """The sessions of a component in a week, in words."""
    dated = sessions_of(case, row.component.id, week.monday) if week.monday else []
    return [f"{date_words(day, year=False)}, {hours_words(entry.minutes)}" for day, entry in dated]


def component_list(case: Case) -> None:
    """All components by their standing, and one of them to work on."""
    rows = {row.component.id: row for row in programme(case, today())}
    held = {standing: [r for r in rows.values() if r.standing is standing] for standing in Standing}
    counted = [f"{STANDING[standing]}: {len(found)}" for standing, found in held.items() if found]
    st.markdown(plain(" · ".join(counted)))
    for title, found in (
        ("In the programme", [r for r in rows.values() if r.standing.included]),
        ("Not in it, and why", [r for r in rows.values() if not r.standing.included]),
    ):
        with st.expander(f"{title}: {len(found)}"):
            table([list_row(row) for row in found], title)
    names = {key: f"{row.component.label} – {STANDING[row.standing]}" for key, row in rows.items()}
    picked = choose(COMPONENT, "Component to work on", names)
    if picked is not None:
        card(case, rows[picked])


def list_row(row: ScheduledComponent) -> dict[str, object]:
    """One component in the list."""
    return {
        "Component": row.component.label,
        "Standing": STANDING[row.standing],
        "Why": " ".join(row.reasons),
        "Weeks": weeks_words(row),
        "Delivered by": DELIVERED[row.component.delivered_by],
    }


def weeks_words(row: ScheduledComponent) -> str:
    """The weeks in which a component is due: "1 to 8", "1, 4"."""
    weeks = row.weeks
    if len(weeks) > 2 and weeks[-1] - weeks[0] == len(weeks) - 1:
        return f"{weeks[0]} to {weeks[-1]}"
    if not weeks and row.standing.included and row.component.schedule.after_full_duties:
        return "after full duties"
    return ", ".join(map(str, weeks))


def choice_of(component_id: str) -> Unsaid:
    """What the therapist decided about a component, kept once something is said."""
    return Unsaid(
        f"{COMPONENT}.{component_id}",
        lambda case: next((c for c in case.programme.components if c.component_id == component_id), None),
        lambda: ComponentChoice(component_id=component_id),
        lambda case, choice: case.programme.components.append(choice),
    )


def card(case: Case, row: ScheduledComponent) -> None:
    """One component: why, what is known of it, the therapist's own figures, its sessions."""
    component, part = row.component, choice_of(row.component.id)
    with st.container(border=True):
        st.subheader(plain(component.label))
        weeks = weeks_words(row)
        st.markdown(
            f"**{STANDING[row.standing]}**"
            + (f", weeks {weeks}" if row.weeks else f", {weeks}" if weeks else "")
        )
        st.markdown(plain(" ".join(row.reasons)))
        for caution in row.cautions:
            warn(caution)
        if component.delivered_by is not Deliverer.NONE:
            fields.choice(
                part, "included", "In the programme", {True: "In", False: "Left out"}, help=AS_PROPOSED
            )
            with st.grid("auto", min_column_width=220):
                fields.text(part, "who", "Delivered by", placeholder=component.who)
                fields.text(part, "frequency", "How often", placeholder=component.frequency)
                fields.text(part, "dose", "Dose", placeholder=component.duration)
                fields.number(part, "first_week", "First week", placeholder="as proposed")
                fields.number(part, "last_week", "Last week", placeholder="as proposed")
                fields.number(part, "every_weeks", "Due every so many weeks", placeholder="as proposed")
            fields.text(part, "note", "Note (stays with the clinician)", area=True)
        with st.expander("What is known of it, and where the figures come from"):
            known(row)
    if row.standing.included:
        sessions(case, row)


def known(row: ScheduledComponent) -> None:
    """Evidence with direction, grade, source and status."""
    component = row.component
    st.markdown("\n".join(sourced(statement) for statement in component.evidence))
    findings = [evidence()[finding] for finding in component.evidence_ids]
    if findings:
        rows = [
            {
                "Finding": finding.finding,
                "It": DIRECTION[finding.direction],
                "Confidence": str(finding.certainty_for_stated_direction),
                "Read": EVIDENCE_STATUS[finding.status],
                "Source": finding.citation,
            }
            for finding in findings
        ]
        table(rows, f"Findings about {component.label}")
    reasons = "\n".join(
        sourced(Statement(text=facts()[tie.fact].yes, source=tie.source, status=tie.status, note=""))
        for tie in component.indicated_by
        if facts()[tie.fact].yes
    )
    if reasons:
        st.markdown(f"What speaks for it:\n{reasons}")
    dose = f"How often: {component.frequency}. Dose: {component.duration}."
    st.markdown(plain(f"{dose} {cited(component.source)}; {SOURCE_STATUS[component.status]}"))


def sessions(case: Case, row: ScheduledComponent) -> None:
    """The sessions of a component in the calendar of the case, which the plan counts."""
    key, component = f"{SESSION}.{row.component.id}", row.component
    own = [a for a in case.appointments if a.component_id == component.id]
    st.markdown("**Sessions in the calendar.** Those in work time are taken off the hours of the plan.")
    if own:
        rows = [
            {
                "When": appointment_words(a),
                "Length": hours_words(a.minutes),
                "In work time": "yes" if a.in_work_time else "no",
            }
            for a in own
        ]
        table(rows, f"Sessions of {component.label}")
    new = [] if own else proposed_sessions(case, row, today())
    if new:
        said = "; ".join(f"{appointment_words(a)}, {hours_words(a.minutes)} each" for a in new)
        st.markdown(plain(f"As proposed: {said}."))
        st.button(
            "Put these into the calendar",
            icon=":material/event_repeat:",
            key=f"{key}.all",
            on_click=edit,
            args=(lambda c: c.appointments.extend(new), f"{key}.all"),
        )
        show_refusal(f"{key}.all")
    elif not own and component.schedule.after_full_duties:
        after = listed([str(due.after_weeks) for due in check_ups(case)])
        st.caption(f"Check-ups {after} weeks after full duties: full duties are not in sight yet.")
    one = Appointment(
        label=component.label, on=today(), minutes=session_min(row.component), component_id=component.id
    )
    st.button(
        "Add a session",
        icon=":material/event:",
        key=f"{key}.add",
        on_click=add,
        args=(key, lambda c: c.appointments, one),
    )
    names = {a.id: f"{appointment_words(a)}, {hours_words(a.minutes)}" for a in own}
    picked = choose(key, "Session to change", names)
    if picked is not None:
        part = fields.entry(key, lambda c: c.appointments, picked)
        with st.container(border=True):
            when(part)
            fields.yes_no(part, "in_work_time", "In work time")
            remove(key, lambda c: c.appointments, picked, "Remove this session")
