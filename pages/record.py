"""Record: the versions of the case, who did what, and how the whole is kept, checked and saved elsewhere."""

from datetime import datetime

import streamlit as st

from ergo.analysis.retention import kept_until, retention_of
from ergo.analysis.wording import clock_words, date_words
from ergo.knowledge.retention import retention_rules
from ergo.model.case import Case
from ergo.store.backup import backed_up
from ergo.store.trail import Action
from ergo.store.verify import faults
from ergo.workflow.versions import differences
from pages.components import fields
from pages.components.case_state import desk, open_with, settings, start_page, today
from pages.components.plain import plain
from pages.components.retention_views import NOT_LAW, about_rule, rules
from pages.components.tables import table
from pages.components.words import SOURCE_STATUS

WHOLE = fields.Part("record", lambda case: case)
PARTS = ("Versions", "Audit trail", "Keeping")
SHOWN_AT_FIRST = 20
DIGITS_SHOWN = 12


def moment(at: datetime) -> str:
    local = at.astimezone()
    return f"{date_words(local.date())}, {clock_words(local.time())}"


def versions(case: Case) -> None:
    rows = desk().store.versions(case.id)
    st.caption("Every change that was saved is a version. None is ever changed or deleted.")
    labels = {row.version: f"{row.version}: {moment(row.saved_at)} {row.note}".strip() for row in rows}
    chosen = st.selectbox("Version", list(labels), format_func=labels.get, key="record.version")
    newest = rows[0].version
    earlier = desk().store.load(case.id, chosen)
    if chosen > 1:
        changed(f"Changed by version {chosen}", desk().store.load(case.id, chosen - 1), earlier)
    if chosen < newest:
        changed("Since then, up to now", earlier, desk().store.load(case.id, newest))
        with st.popover("Restore this version", icon=":material/history:"):
            st.markdown("It becomes the newest version; those between stay.")
            st.button(
                f"Restore version {chosen}",
                key="record.restore",
                on_click=lambda: open_with(lambda: desk().restore(case.id, chosen)),
            )


def changed(title: str, before: Case, after: Case) -> None:
    found = differences(before, after)
    st.subheader(title)
    if not found:
        st.markdown("Nothing that is listed here: only how it was entered.")
        return
    rows = [{"What": d.where, "Before": d.before, "After": d.after} for d in found]
    everything = st.session_state.get(f"record.all.{title}")
    table(rows if everything else rows[:SHOWN_AT_FIRST], title)
    if len(rows) > SHOWN_AT_FIRST:
        st.toggle(f"Show all {len(rows)}", key=f"record.all.{title}")


def in_words(key: str, value: str) -> str:
    """A detail of an entry: numbers and codes with what they are, of a file's digest enough to tell it by."""
    match key:
        case "version" | "plan" | "registration":
            return f"{key} {value}"
        case "sha256":
            return f"SHA-256 {value[:DIGITS_SHOWN]}…"
        case _:
            return value


def audit_trail(case: Case) -> None:
    st.caption(
        "Each entry seals the one before it, so that a change behind the program shows. Who: the name in Settings."
    )
    entries = desk().store.trail.entries(case.id)
    kinds = [action for action in Action if any(e.action is action for e in entries)]
    wanted = st.pills("Show only", kinds, selection_mode="multi", key="record.actions") or kinds
    rows = [
        {
            "When": moment(e.at),
            "Who": e.who,
            "What": e.action.value,
            "Detail": ", ".join(in_words(key, value) for key, value in e.detail.items() if value),
        }
        for e in entries
        if e.action in wanted
    ]
    everything = st.session_state.get("record.trail.all")
    table(rows if everything else rows[:SHOWN_AT_FIRST], "Audit trail of this case")
    if len(rows) > SHOWN_AT_FIRST:
        st.toggle(f"Show all {len(rows)}", key="record.trail.all")


def check() -> None:
    st.session_state["record.faults"] = faults(desk().store)


def keeping(case: Case) -> None:
    store = desk().store
    locked = "encrypted with a passphrase" if store.encrypted else "not encrypted by this program"
    st.markdown(f"Cases are kept in **{plain(store.place)}**, {locked}.")
    st.subheader("Is everything whole?")
    st.button("Check the database", key="record.check", icon=":material/fact_check:", on_click=check)
    found = st.session_state.pop("record.faults", None)
    if found is not None:
        for fault in found:
            st.error(plain(fault), icon=":material/error:")
        if not found:
            st.success("The file, every version, every picture and the audit trail are as they were written.")
    st.subheader("Saved elsewhere")
    st.markdown(
        "Every case, version and picture in one file, checked before it is handed out. Keep it on another disk."
    )
    st.download_button(
        "Download a back-up",
        data=lambda: backed_up(store),
        file_name=f"cases-{today()}.sqlite",
        mime="application/vnd.sqlite3",
        icon=":material/save:",
        on_click="ignore",
    )
    st.caption(
        "It holds clinical records and is not encrypted. On the command line, “python -m ergo backup FILE "
        "--encrypted” writes one with a passphrase, “restore FILE” brings one back, “encrypt” protects this database."
    )
    kept_for(case)


def kept_for(case: Case) -> None:
    """The rule of this case, until when it binds, and what other places ask for."""
    st.subheader("How long this record is kept")
    fields.choice(
        WHOLE, "retention_id", "Rule of this case", {"": "As in Settings", **rules()}, required=True
    )
    rule = retention_of(case, settings().retention_id)
    if rule is None:
        st.info("No rule is chosen yet, here or in Settings.", icon=":material/info:")
    else:
        about_rule(rule)
        last = desk().store.versions(case.id)[0].saved_at.astimezone().date()
        until = kept_until(rule, last)
        if until is None:
            st.markdown("It names no fixed term: write the reason for keeping the record into the notes.")
        else:
            st.markdown(
                f"Counted from the last entry on {date_words(last)}, it is kept until at least "
                f"**{date_words(until)}**."
            )
    st.caption(NOT_LAW)
    with st.expander("Rules by place"):
        rows = [
            {"Place": r.place, "Kept": r.rule, "Note": r.note, "Known how": SOURCE_STATUS[r.status]}
            for r in retention_rules().values()
        ]
        table(rows, "How long records are kept, by place")


opened = start_page("Record", "What was saved, by whom, and how it is kept.")
part = st.segmented_control(
    "Part", PARTS, default=PARTS[0], required=True, key="record.part", label_visibility="collapsed"
)
if part == PARTS[0]:
    versions(opened)
elif part == PARTS[1]:
    audit_trail(opened)
else:
    keeping(opened)
