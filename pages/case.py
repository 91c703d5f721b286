"""Case: worker, body measures, status and goal, condition, red flags, obstacles, outcome measures, consent."""

import streamlit as st

from ergo.analysis.wording import date_words
from ergo.knowledge.clinical import conditions, movement_patterns
from ergo.knowledge.schemes import schemes
from ergo.knowledge.visibility import items as visible_items
from ergo.model.case import Case
from ergo.model.worker import Consent, Contact
from pages.components import fields
from pages.components.body import body_measures
from pages.components.case_state import current, start_page, today
from pages.components.entries import add, choose, remove
from pages.components.fields import Part
from pages.components.messages import next_step
from pages.components.obstacle_list import obstacles_and_actions
from pages.components.outcome_views import outcome_measures
from pages.components.plain import plain
from pages.components.red_flag_screen import red_flag_screen, urgent
from pages.components.tables import table
from pages.components.words import CONTACT, GOAL, HAND, SOURCE_STATUS, STATUS, cited

WORKER = Part("case.worker", lambda case: case.worker)
EMPLOYER = Part("case.employer", lambda case: case.employer)
SITUATION = Part("case.situation", lambda case: case.situation)
CLINICAL = Part("case.clinical", lambda case: case.clinical)
WHOLE = Part("case.whole", lambda case: case)


def worker(case: Case) -> None:
    st.header("Worker")
    with st.grid("auto", min_column_width=200):
        fields.text(WORKER, "code", "Code", help="Used on screens and documents; a name is not needed.")
        fields.text(WORKER, "name", "Name (only if wanted)")
    fields.choice(WORKER, "handedness", "Preferred hand", HAND)
    st.header("Employer")
    with st.grid("auto", min_column_width=200):
        fields.text(EMPLOYER, "name", "Employer")
        fields.text(EMPLOYER, "worksite", "Place of work")
        fields.text(WHOLE, "title", "Short title of this case", help="Shown in the list of cases.")
        fields.choice(
            WHOLE,
            "scheme_id",
            "Scheme of certificates and plans",
            {"": "As in Settings", **{row.id: row.label for row in schemes().values()}},
            required=True,
        )
    contacts(case)


def body(case: Case) -> None:
    st.header("Body measures")
    st.caption(
        "They set the workstation, part the lifting zones at the shoulder and draw the worker. What is not taped is "
        "predicted from stature and said to be."
    )
    body_measures(case)


def contacts(case: Case) -> None:
    st.header("People to reach")
    if case.contacts:
        rows = [
            {"Role": CONTACT[c.role], "Name": c.name, "Telephone": c.phone, "E-mail": c.email}
            for c in case.contacts
        ]
        table(rows, "People to reach about the return to work")
    else:
        next_step("Nobody is entered. Therapist, supervisor and certifier are named on the documents.")
    key = "case.contact"
    st.button("Add a person", icon=":material/person_add:", on_click=add_contact, args=(key,))
    names = {c.id: c.name or f"New person {n}" for n, c in enumerate(case.contacts, 1)}
    chosen = choose(key, "Person to change", names)
    if chosen is not None:
        person = fields.entry(key, lambda c: c.contacts, chosen)
        with st.container(border=True):
            fields.choice(person, "role", "Role", CONTACT, required=True)
            with st.grid("auto", min_column_width=200):
                fields.text(person, "name", "Name")
                fields.text(person, "phone", "Telephone")
                fields.text(person, "email", "E-mail")
            remove(key, lambda c: c.contacts, chosen, "Remove this person")


def add_contact(key: str) -> None:
    add(key, lambda case: case.contacts, Contact(role="supervisor", name=""))


def goal(_: Case) -> None:
    st.header("Status and goal")
    fields.choice(SITUATION, "status", "Where the worker stands now", STATUS)
    with st.grid("auto", min_column_width=200):
        fields.day(SITUATION, "since", "Since")
        fields.number(
            SITUATION, "current_hours_per_week", "Hours worked a week now", unit="h", step=0.5, decimals=1
        )
    fields.choice(SITUATION, "goal", "Goal", GOAL)
    outcome = current().situation.outcome
    weeks = ", ".join(map(str, outcome.checks_after_weeks))
    st.caption(
        f"Counts as reached when it has been held for {outcome.sustained_weeks} weeks; "
        f"looked at {weeks} weeks after the first day at the goal."
    )
    fields.text(SITUATION, "notes", "Notes", area=True)


def condition(_: Case) -> None:
    st.header("Condition")
    st.caption("Clinical information. None of it reaches the employer's copy of any document.")
    fields.choice(CLINICAL, "condition_id", "Condition", {c.id: c.label for c in conditions().values()})
    fields.choice(
        CLINICAL,
        "movement_pattern_id",
        "Direction or load that hurts or helps",
        {p.id: p.label for p in movement_patterns().values()},
        help="It preselects cautions and what to ask of the workplace.",
    )
    with st.grid("auto", min_column_width=220):
        fields.day(CLINICAL, "onset", "Onset")
        fields.text(CLINICAL, "body_area", "Body area")
        fields.text(CLINICAL, "surgery", "Operation")
        fields.day(CLINICAL, "surgery_on", "Date of the operation")
        fields.number(CLINICAL, "pain_now", "Pain now, 0 to 10")
    fields.yes_no(CLINICAL, "acute_or_postoperative", "Acute, or recently operated")
    with st.grid("auto", min_column_width=320):
        fields.text(CLINICAL, "helps", "What helps", area=True)
        fields.text(CLINICAL, "hurts", "What hurts", area=True)
        fields.text(CLINICAL, "diagnosis", "Diagnosis as written", area=True)
        fields.text(CLINICAL, "notes", "Clinical notes", area=True)
    advice()


def advice() -> None:
    chosen = conditions().get(current().clinical.condition_id or "")
    if chosen is not None and (chosen.advice or chosen.course):
        with st.expander(f"Advice and usual course: {chosen.label}"):
            for statement in (*chosen.advice, *chosen.course):
                source = f"{cited(statement.source)}; {SOURCE_STATUS[statement.status]}"
                st.markdown(f"- {plain(statement.text)} :gray[{plain(source)}]")


def consent(case: Case) -> None:
    st.header("Consent")
    st.caption("What the worker has agreed may be passed on, to whom, why and until when.")
    if case.consents:
        rows = [
            {
                "To": CONTACT[c.recipient],
                "What": f"{len(c.items)} kinds of information",
                "Why": c.purpose,
                "Given": c.given_on,
                "Until": c.until,
                "Withdrawn": c.withdrawn_on,
            }
            for c in case.consents
        ]
        table(rows, "Consent records")
    else:
        next_step(
            "No consent is on record. Each document says so until the worker's consent for its reader is entered."
        )
    key = "case.consent"
    st.button("Add a consent", icon=":material/add:", on_click=add_consent, args=(key,))
    names = {c.id: f"{CONTACT[c.recipient]}, {date_words(c.given_on)}" for c in case.consents}
    chosen = choose(key, "Consent to change", names)
    if chosen is not None:
        record = fields.entry(key, lambda c: c.consents, chosen)
        with st.container(border=True):
            fields.choice(record, "recipient", "May be passed to", CONTACT, required=True)
            fields.choices(record, "items", "What", consent_items())
            fields.text(record, "purpose", "Why")
            with st.grid("auto", min_column_width=180):
                fields.day(record, "given_on", "Given on")
                fields.day(record, "until", "Valid until")
                fields.day(record, "withdrawn_on", "Withdrawn on")
            remove(key, lambda c: c.consents, chosen, "Remove this record")


def consent_items() -> dict[str, str]:
    return {item.id: item.item[:1].upper() + item.item[1:] for item in visible_items().values()}


def add_consent(key: str) -> None:
    add(key, lambda case: case.consents, Consent(recipient="employer", items=[], given_on=today()))


PARTS = {
    "Worker and employer": worker,
    "Body measures": body,
    "Status and goal": goal,
    "Condition": condition,
    "Red flags": red_flag_screen,
    "Obstacles": obstacles_and_actions,
    "Outcome measures": outcome_measures,
    "Consent": consent,
}
opened = start_page(
    "Case", "Who it is about, where the worker stands, and what must be known before work is planned."
)
urgent(opened)
part = st.segmented_control(
    "Part of the case",
    list(PARTS),
    default="Worker and employer",
    required=True,
    key="case.part",
    persist_state="session",
    label_visibility="collapsed",
)
PARTS[part](opened)
