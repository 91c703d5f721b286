"""Capacity: tolerances, certificates and restrictions, clearance, needs."""

from datetime import timedelta

import streamlit as st

from ergo.analysis.problems import find_problems
from ergo.analysis.wording import date_words, hours_words, span_words
from ergo.knowledge.schemes import About
from ergo.model.capacity import Certificate, Clearance, StatedNeed
from ergo.model.case import Case
from pages.components import fields
from pages.components.case_state import start_page, today
from pages.components.entries import add, choose, pick, remove
from pages.components.messages import next_step, show_problems
from pages.components.restriction_card import restrictions
from pages.components.scheme_notes import scheme_notes
from pages.components.tables import table
from pages.components.tolerance_list import tolerances
from pages.components.words import NEED, SAFETY_CRITICAL

CERTIFICATE_DAYS = 28


def certificates(case: Case) -> None:
    st.header("Certificates")
    scheme_notes(case, About.CERTIFICATE)
    show_problems(p for p in find_problems(case) if p.item.startswith("Certificate"))
    if case.certificates:
        rows = [
            {
                "Issued": c.issued_on,
                "By": c.author,
                "Valid": span_words(c.valid_from, c.valid_until),
                "Hours": hours_of(c),
                "Restrictions": str(len(c.restrictions)),
            }
            for c in case.certificates
        ]
        table(rows, "Certificates of capacity")
    else:
        next_step("No certificate is on record. Add it with its dates: the plan never goes past them.")
    key = "capacity.certificate"
    now = today()
    new = Certificate(
        author="", issued_on=now, valid_from=now, valid_until=now + timedelta(days=CERTIFICATE_DAYS)
    )
    st.button(
        "Add a certificate", icon=":material/add:", on_click=add, args=(key, lambda c: c.certificates, new)
    )
    names = {c.id: f"{date_words(c.issued_on)} {c.author}".strip() for c in case.certificates}
    chosen = choose(key, "Certificate to change", names)
    if chosen is not None:
        part = fields.entry(key, lambda c: c.certificates, chosen)
        with st.container(border=True):
            with st.grid("auto", min_column_width=200):
                fields.text(part, "author", "Certified by")
                fields.text(part, "role", "Profession")
                fields.day(part, "issued_on", "Issued on")
                fields.day(part, "valid_from", "Valid from")
                fields.day(part, "valid_until", "Valid until")
            st.subheader("What it allows at most")
            with st.grid("auto", min_column_width=200):
                fields.hours(part, "max_minutes_per_day", "Hours a day", placeholder="no limit")
                fields.number(part, "max_days_per_week", "Days a week", placeholder="no limit")
                fields.hours(part, "max_minutes_per_week", "Hours a week", placeholder="no limit")
            remove(key, lambda c: c.certificates, chosen, "Remove this certificate")
    restrictions(case)


def hours_of(certificate: Certificate) -> str:
    parts = []
    if certificate.max_minutes_per_day is not None:
        parts.append(f"{hours_words(certificate.max_minutes_per_day)} a day")
    if certificate.max_days_per_week is not None:
        parts.append(f"{certificate.max_days_per_week} days a week")
    if certificate.max_minutes_per_week is not None:
        parts.append(f"{hours_words(certificate.max_minutes_per_week)} a week")
    return ", ".join(parts) or "no limit"


def clearance(case: Case) -> None:
    st.header("Clearance for safety-critical work")
    st.caption(
        "Driving, mobile plant, heights and work alone stay closed until a named clinician clears them with a date."
    )
    if case.clearances:
        rows = [
            {
                "Work": SAFETY_CRITICAL[c.work],
                "Cleared": "yes" if c.cleared else "no",
                "By": f"{c.by}, {c.role}" if c.role else c.by,
                "Dated": c.on,
                "From": c.valid_from,
            }
            for c in case.clearances
        ]
        table(rows, "Clearances for safety-critical work")
    elif any(task.safety_critical for task in case.job.tasks):
        next_step(
            "Tasks of this job are safety-critical and nobody has cleared them. Ask the certifier, then add it."
        )
    else:
        next_step("No task of this job is marked safety-critical. Mark it on the Job page where one is.")
    key = "capacity.clearance"
    pick(
        key,
        "Add a statement about",
        lambda c: c.clearances,
        SAFETY_CRITICAL,
        lambda work: Clearance(work=work, cleared=False, by="", on=today(), valid_from=today()),
        placeholder="Choose the work",
    )
    names = {c.id: f"{SAFETY_CRITICAL[c.work]}, {date_words(c.on)}" for c in case.clearances}
    chosen = choose(key, "Statement to change", names)
    if chosen is not None:
        part = fields.entry(key, lambda c: c.clearances, chosen)
        with st.container(border=True):
            fields.yes_no(part, "cleared", "Cleared")
            with st.grid("auto", min_column_width=200):
                fields.text(part, "by", "Named clinician")
                fields.text(part, "role", "Profession")
                fields.day(part, "on", "Dated")
                fields.day(part, "valid_from", "From")
            fields.text(part, "note", "Note", area=True)
            remove(key, lambda c: c.clearances, chosen, "Remove this statement")


def needs(case: Case) -> None:
    st.header("Needs without a number")
    st.caption("They become rules of the plan and are no limits.")
    if case.needs:
        rows = [
            {"Need": NEED[n.need], "In their words": n.wording, "Who": n.author, "When": n.given_on}
            for n in case.needs
        ]
        table(rows, "Needs without a number")
    else:
        next_step("No need is on record. Choose one where somebody wrote it without a number.")
    key = "capacity.need"
    pick(
        key,
        "Add a need",
        lambda c: c.needs,
        NEED,
        lambda need: StatedNeed(need=need, given_on=today()),
        placeholder="Choose a need",
    )
    chosen = choose(key, "Need to change", {n.id: NEED[n.need] for n in case.needs})
    if chosen is not None:
        part = fields.entry(key, lambda c: c.needs, chosen)
        with st.container(border=True):
            fields.text(part, "wording", "As they wrote it", area=True)
            with st.grid("auto", min_column_width=200):
                fields.text(part, "author", "Who wrote it")
                fields.day(part, "given_on", "When")
            remove(key, lambda c: c.needs, chosen, "Remove this need")


PARTS = {
    "Tolerances": tolerances,
    "Certificates and restrictions": certificates,
    "Clearance": clearance,
    "Needs": needs,
}
opened = start_page("Capacity", "What the worker can do, and what the certifier allows.")
part = st.segmented_control(
    "Part of the capacity",
    list(PARTS),
    default="Tolerances",
    required=True,
    key="capacity.part",
    persist_state="session",
    label_visibility="collapsed",
)
PARTS[part](opened)
