"""Hours and law of driving, and fitness to drive, on the screen."""

import streamlit as st

from ergo.analysis.driving_hours import LimitCheck, RuleCheck, Verdict, check_hours, permitted_stretch
from ergo.analysis.wording import hours_words
from ergo.knowledge.driving_hours import Measure, hours_header
from ergo.knowledge.fitness_to_drive import DrivingTopic, never_clears, topics_for
from ergo.model.case import Case
from ergo.model.job import SafetyCritical, Task
from pages.components import fields
from pages.components.case_state import today
from pages.components.fields import Part
from pages.components.plain import plain
from pages.components.tables import Markup, table
from pages.components.words import (
    SAFETY_CRITICAL,
    SOURCE_STATUS,
    VERDICT,
    cited,
    country_words,
    region_words,
)

WHOLE = Part("driving.whole", lambda case: case)
MARKS = {
    Verdict.KEEPS: ("check_circle", "green"),
    Verdict.BY_EXCEPTION: ("warning", "orange"),
    Verdict.BREAKS: ("block", "red"),
    Verdict.NOT_KNOWN: ("help", "gray"),
}
AT_THE_WHEEL = (SafetyCritical.DRIVING, SafetyCritical.MOBILE_PLANT)


def hours_and_law(case: Case, task: Task) -> None:
    """The part of the page on driving hours."""
    part = fields.entry("driving.task", lambda c: c.job.tasks, task.id)
    fields.measured(part, "drive.vehicle_class")
    fields.choice(WHOLE, "country", "Country", country_words(), required=True, also=forget_region)
    if case.country:
        fields.choice(WHOLE, "region", "Region", region_words(case.country), required=True)
    permitted = permitted_stretch(case, today())
    said = (
        "not known" if permitted is None else f"{hours_words(round(permitted.minutes))} ({permitted.source})"
    )
    st.info(
        f"Law is a ceiling; what the worker tolerates is usually lower. Permitted for this worker at a time: {said}.",
        icon=":material/airline_seat_recline_normal:",
    )
    vehicle_class = task.measurements.get("drive.vehicle_class")
    if vehicle_class is None:
        st.info("Choose the kind of vehicle to see the rules that hold for it.", icon=":material/gavel:")
        return
    checks = check_hours(case, str(vehicle_class.value))
    law = [check for check in checks if check.rule.binding]
    if not law:
        st.info(
            "No driving-hours rule is kept here for such a vehicle in this country. Ask the operator which rules hold.",
            icon=":material/gavel:",
        )
    if len(law) > 1:
        st.caption("Several sets may hold; which one depends on vehicle and route: ask the operator.")
    for check in checks:
        rule(check)
    st.caption(
        f"Not legal advice. Rules as read in {hours_header().read_on}. All driving of the job and the normal roster "
        "count."
    )


def forget_region(case: Case) -> None:
    """A region belongs to its country."""
    case.region = ""


def rule(check: RuleCheck) -> None:
    """One set of limits beside this driver's day and week."""
    st.header(plain(check.rule.title if check.rule.binding else f"Advice: {check.rule.title}"))
    st.markdown(plain(f"{check.rule.where}. {check.rule.applies_to}."))
    table([row(one, binding=check.rule.binding) for one in check.checks], plain(check.rule.title))
    if check.rule.also:
        with st.expander("What else it says, not compared here"):
            st.markdown("\n".join(f"- {plain(text)}" for text in check.rule.also))
    status = f"{SOURCE_STATUS[check.rule.status]}, {hours_header().read_on}"
    st.caption(plain(f"Source: {cited(check.rule.source)} ({status})."))


def row(check: LimitCheck, *, binding: bool) -> dict[str, object]:
    """One limit, what is known, and how they stand."""
    limit = check.limit
    least = "at least " if limit.measure is Measure.DAILY_REST else ""
    sign, colour = MARKS[check.verdict]
    word = VERDICT[check.verdict]
    if not binding and check.verdict is Verdict.BREAKS:
        word, colour = "Not followed", "orange"
    return {
        "Limit": limit.words,
        "Allowed" if binding else "Advised": f"{least}{hours_words(round(limit.value * 60))}",
        "This driver": "not known" if check.found_min is None else hours_words(round(check.found_min)),
        "Status": Markup(f":{colour}[:material/{sign}: {word}]"),
        "Note": check.why or (limit.exception if check.verdict is Verdict.BY_EXCEPTION else ""),
    }


def fitness(case: Case, task: Task) -> None:
    """The part of the page on fitness to drive: asks and refers, clears nobody."""
    st.warning(plain(never_clears()), icon=":material/person_alert:")
    clearances(case, task)
    st.caption(
        "For the talk with the worker. What is answered belongs in the clinical notes and not to the employer."
    )
    for number, about in enumerate(topics_for(case.clinical.condition_id)):
        topic(about, case.country, opened=number == 0)


def clearances(case: Case, task: Task) -> None:
    """Whether the task is safety-critical driving, and who has said what about it."""
    if not set(task.safety_critical) & set(AT_THE_WHEEL):
        st.info(
            "This task is not marked as safety-critical. If the worker drives on the road or moves a machine, mark it.",
            icon=":material/help:",
        )
        st.page_link("pages/job.py", label="Mark it on the Job page", icon=":material/event_note:")
    said = [c for c in case.clearances if c.work in AT_THE_WHEEL]
    if said:
        rows = [
            {
                "Work": SAFETY_CRITICAL[c.work],
                "Cleared": "yes" if c.cleared else "no",
                "By": f"{c.by}, {c.role}" if c.role else c.by,
                "Dated": c.on,
                "From": c.valid_from,
            }
            for c in said
        ]
        table(rows, "Statements of clinicians about driving")
    else:
        st.markdown("No clinician has made a statement about driving yet: such work stays closed.")
    st.page_link(
        "pages/capacity.py", label="Statements: on the Capacity page", icon=":material/fitness_center:"
    )


def topic(about: DrivingTopic, country: str, *, opened: bool) -> None:
    """One matter: what to ask, when to refer, and what is published."""
    with st.expander(plain(about.label), expanded=opened):
        st.markdown("**Ask**\n" + "\n".join(f"- {plain(question)}" for question in about.ask))
        st.markdown(f"**Refer** {plain(about.refer)}")
        facts = about.facts_for(country)
        st.markdown("**Published**")
        st.markdown(
            "\n".join(
                f"- {plain(fact.text)} :small[{plain(f'{cited(fact.source)} ({SOURCE_STATUS[fact.status]})')}]"
                for fact in facts
            )
        )
