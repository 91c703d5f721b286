"""Capacity: tolerances, certificates and restrictions, clearance, needs."""

from datetime import timedelta

import streamlit as st

from ergo.analysis.demands import Key
from ergo.analysis.problems import find_problems
from ergo.analysis.wording import date_words, hours_words, span_words
from ergo.analysis.words import amount_words, key_words
from ergo.knowledge.dimensions import Aspect, dimension, unit_of
from ergo.model.capacity import Capacity, Certificate, Clearance, StatedNeed
from ergo.model.case import Case
from pages.components import fields
from pages.components.case_state import start_page, today, units
from pages.components.entries import add, choose, pick, remove
from pages.components.messages import show_problems
from pages.components.restriction_card import restrictions
from pages.components.tables import table
from pages.components.words import (
    BAND,
    HOW,
    LIMIT_TYPE,
    NEED,
    SAFETY_CRITICAL,
    SIDE,
    aspect_words,
    dimension_words,
)

CERTIFICATE_DAYS = 28


def tolerances(case: Case) -> None:
    st.header("Tolerances")
    st.caption("What the worker can do now, measured or reported. Without a figure it stays “not measured”.")
    show_problems(p for p in find_problems(case) if p.item.startswith("Capacity"))
    if case.capacities:
        table([tolerance_row(entry) for entry in case.capacities], "Tolerances of the worker")
    key = "capacity.tolerance"
    pick(
        key,
        "Add a tolerance",
        lambda c: c.capacities,
        dimension_words(),
        new_tolerance,
        placeholder="Choose an activity",
    )
    names = {c.id: ", ".join(filter(None, name_parts(c))) for c in case.capacities}
    chosen = choose(key, "Tolerance to change", names)
    if chosen is not None:
        part = fields.entry(key, lambda c: c.capacities, chosen)
        with st.container(border=True):
            tolerance_fields(part)
            remove(key, lambda c: c.capacities, chosen, "Remove this tolerance")


def new_tolerance(dimension_id: str) -> Capacity:
    return Capacity(dimension=dimension_id, aspect=next(iter(dimension(dimension_id).amounts)), on=today())


def name_parts(entry: Capacity) -> tuple[str, str, str]:
    """Activity, what is tolerated, and how often."""
    if entry.aspect is Aspect.GATE:
        value = {True: "able", False: "not able", None: "not answered"}[entry.able]
    elif entry.value is None:
        value = "not measured"
    else:
        value = amount_words(entry.value, unit_of(entry.dimension, entry.aspect), units())
    often = "" if entry.frequency is None else BAND[entry.frequency].lower()
    return key_words(Key(entry.dimension, entry.aspect, entry.side)), value, often


def tolerance_row(entry: Capacity) -> dict[str, object]:
    activity, value, often = name_parts(entry)
    return {
        "Activity": activity,
        "Tolerated": value,
        "How often": often,
        "How known": HOW.get(entry.how),
        "When": entry.on,
        "Matters": "yes" if entry.relevant else "",
        "Expected to end at": None
        if entry.plateau is None
        else amount_words(entry.plateau, unit_of(entry.dimension, entry.aspect), units()),
    }


def tolerance_fields(part: fields.Part) -> None:
    entry = part.now()
    row, unit = dimension(entry.dimension), unit_of(entry.dimension, entry.aspect)
    if len(row.amounts) > 1:
        fields.choice(part, "aspect", "Said of", aspect_words(entry.dimension), required=True)
    if row.sided:
        fields.choice(part, "side", "Side", SIDE, required=True)
    if entry.aspect is Aspect.GATE:
        fields.yes_no_unknown(part, "able", "Able?")
    else:
        with st.grid("auto", min_column_width=200):
            fields.number(part, "value", "Tolerated now", unit=unit, decimals=1)
            fields.number(
                part,
                "plateau",
                "Expected last level",
                unit=unit,
                decimals=1,
                help="Empty if nobody can say: the plan then assumes that the demand can be reached, and says so.",
            )
    if "frequency" in row.qualifiers:
        fields.choice(part, "frequency", "Tested how often", BAND)
    if "reach_cm" in row.qualifiers:
        fields.number(part, "reach_cm", "Tested at a reach of", unit="cm")
    fields.yes_no(
        part, "relevant", "This matters for this worker: what is unknown about it keeps a task closed"
    )
    fields.choice(part, "limit_type", "Kind of limit", LIMIT_TYPE, required=True)
    with st.grid("auto", min_column_width=200):
        fields.choice(part, "how", "How known", HOW)
        fields.day(part, "on", "When")
        fields.text(part, "by", "By whom")
    fields.text(part, "note", "Note (stays with the clinician)", area=True)


def certificates(case: Case) -> None:
    st.header("Certificates")
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
            st.subheader("Hours it allows")
            with st.grid("auto", min_column_width=200):
                fields.number(
                    part,
                    "max_minutes_per_day",
                    "At most a day",
                    unit="min",
                    step=30.0,
                    placeholder="no limit",
                )
                fields.number(part, "max_days_per_week", "Days a week", placeholder="no limit")
                fields.number(
                    part,
                    "max_minutes_per_week",
                    "At most a week",
                    unit="min",
                    step=30.0,
                    placeholder="no limit",
                )
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
                "Note": c.note,
            }
            for c in case.clearances
        ]
        table(rows, "Clearances for safety-critical work")
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
