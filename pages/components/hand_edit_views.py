"""Editing the plan by hand: a week of the draft in fields, the checker's findings beside, and the new version."""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from ergo.analysis.wording import date_words, hours_words
from ergo.analysis.words import limit_words, place_words
from ergo.knowledge.dimensions import unit_of
from ergo.model.case import Case
from ergo.model.plan import Allocation, Limit, PlanWeek
from ergo.planning.check import Violation
from ergo.workflow import hand_edit
from ergo.workflow.hand_edit import Duty, DutyMinutes, Findings, GivenReason, LimitValue
from pages.components import fields, plan_views
from pages.components.case_state import edit, once, show_refusal, today, units
from pages.components.fields import Part
from pages.components.plain import plain
from pages.components.tables import table
from pages.components.words import FIRMNESS

PLACE = "plan.draft"
DRAFT = Part(PLACE, lambda case: case.plan_draft)
AT_FIRST = 5


def edit_by_hand(case: Case) -> None:
    """Begin a draft; or the draft with the checker's findings beside it."""
    if case.plan_draft is None:
        st.markdown(
            "Change hours, duties or limits of single days and weeks. The plan stays as it is until you keep your "
            "changes as a new version; the checker judges every change at once."
        )
        st.button(
            "Edit this plan by hand", icon=":material/edit:", on_click=edit, args=(hand_edit.begin, PLACE)
        )
        show_refusal(PLACE)
        return
    found = once("draft.findings", hand_edit.findings)
    with st.grid(2, min_column_width=270):
        with st.container():
            week = week_fields(case)
        with st.container():
            findings(found)
    if week.days:
        rows = [plan_views.days_row(case, same) for same in plan_views.alike(week.days)]
        table(rows, f"Days of week {week.number} as edited")
    st.caption(f"{hours_words(week.total_min)} in week {week.number} as edited.")
    keep_or_discard(found)


def week_fields(case: Case) -> PlanWeek:
    """The week that is changed: its days that are changed together, their duties, and a limit."""
    draft = case.plan_draft
    names = {
        w.number: f"Week {w.number}, from {date_words(w.monday)} · {FIRMNESS[w.firmness].lower()}"
        for w in draft.weeks
    }
    number = st.selectbox(
        "Week to change", list(names), format_func=names.get, key="draft.week", persist_state="session"
    )
    week = next(w for w in draft.weeks if w.number == number)
    days = chosen_days(case, week)
    if days is not None:
        duty_fields(case, week, days)
    limit_field(week)
    return week


def chosen_days(case: Case, week: PlanWeek) -> list[date] | None:
    """The days that are changed together: all unless some are chosen; an empty list past the certificate.

    Hours have no date there. None where the week has no day to change.
    """
    days = hand_edit.days_of(case, week)
    if not days:
        if hand_edit.outlook_shifts(case, week):
            st.caption("Past the certificate hours have no date: the minutes are those of the whole week.")
            return []
        st.caption("Nothing can be worked in this week.")
        return None
    chosen = st.pills(
        "Days changed together",
        days,
        format_func=lambda day: plain(date_words(day, year=False)),
        selection_mode="multi",
        default=[day for day in days if any(d.date == day for d in week.days)],
        key=f"draft.days.{week.number}",
    )
    return list(chosen) or days


def duty_fields(case: Case, week: PlanWeek, days: Sequence[date]) -> None:
    """Minutes of every duty: those of the week first, the others on request."""
    planned = {Duty(a.task_id, tuple(a.modification_ids)) for a in week.duties}
    known = once("draft.duties", hand_edit.duties)
    first = [duty for duty in known if duty in planned]
    with st.grid("auto", min_column_width=150):
        for duty in first:
            minutes_field(case, week, days, duty)
    others = [duty for duty in known if duty not in planned]
    if others:
        with st.expander("Another duty", key="draft.others"), st.grid("auto", min_column_width=150):
            for duty in others:
                minutes_field(case, week, days, duty)


def minutes_field(case: Case, week: PlanWeek, days: Sequence[date], duty: Duty) -> None:
    """Minutes of one duty on the chosen days, or in the week."""
    when = "-".join(day.isoformat() for day in days) or "week"
    key = ".".join([PLACE, str(week.number), when, duty.task_id, *duty.modification_ids])
    part = Part(key, lambda case: DutyMinutes(case, week.number, days, duty))
    allocation = Allocation(task_id=duty.task_id, modification_ids=list(duty.modification_ids), minutes=0)
    label = plan_views.duty_name(case, allocation)
    fields.number(part, "minutes", plain(label), unit="min", step=15.0, placeholder="differs")


def limit_field(week: PlanWeek) -> None:
    """A limit from this week on, as long as it stood at its value."""
    if not week.limits:
        return
    names = {place: limit_words(limit, units()) for place, limit in enumerate(week.limits)}
    place = st.selectbox(
        "Limit to change",
        list(names),
        format_func=names.get,
        index=None,
        placeholder="Choose a limit",
        key=f"draft.limit.{week.number}",
    )
    if place is None:
        return
    limit: Limit = week.limits[place]
    part = Part(f"{PLACE}.limit.{week.number}.{place}", lambda case: LimitValue(case, week.number, place))
    unit = unit_of(limit.dimension, limit.aspect)
    fields.number(part, "value", plain(place_words(limit, units())), unit=unit, decimals=1)
    st.caption(f"From week {week.number} on, as long as it stood at this value.")


def findings(found: Findings) -> None:
    """What the checker finds: what may not be overridden first, then each that asks for a reason."""
    st.markdown("**What the checker finds in the draft**")
    if not (found.fixed or found.open_ or found.overridden):
        st.success("No violation.", icon=":material/verified:")
    if found.fixed:
        st.markdown("**May not be overridden**: certificate, prohibition, contract, law, red flags, sums.")
        listed(found.fixed, lambda v: st.error(where(v), icon=":material/block:"))
    if found.open_ or found.overridden:
        st.markdown(
            "**May be overridden with a reason**: policy and tolerance. Every copy prints the reason."
        )
        listed([*found.open_, *found.overridden], reason_field)


def listed(found: Sequence[Violation], show: Callable[[Violation], object]) -> None:
    """The first few, the others on request."""
    for violation in found[:AT_FIRST]:
        show(violation)
    if found[AT_FIRST:]:
        with st.expander(f"{len(found) - AT_FIRST} more"):
            for violation in found[AT_FIRST:]:
                show(violation)


def where(violation: Violation) -> str:
    """A violation with its week and day."""
    day = f", {date_words(violation.date, year=False)}" if violation.date else ""
    week = f"Week {violation.week}{day}: " if violation.week else ""
    return plain(f"{week}{violation.message}")


def reason_field(violation: Violation) -> None:
    """A violation that a reason may override."""
    key = f"{PLACE}.reason.{violation.week}.{violation.code}.{violation.item}"
    part = Part(key, lambda case: GivenReason(case, violation, today()))
    st.warning(where(violation), icon=":material/warning:")
    fields.text(part, "reason", f"Reason, week {violation.week}: {violation.code.replace('_', ' ')}")


def keep_or_discard(found: Findings) -> None:
    """Keep the draft as the next version, or leave it."""
    with st.grid("auto", min_column_width=220):
        fields.text(DRAFT, "edited_by", "Your name")
    with st.container(horizontal=True):
        st.button(
            "Keep as a new version",
            type="primary",
            icon=":material/save:",
            on_click=edit,
            args=(lambda case: hand_edit.keep(case, today()), PLACE),
            disabled=bool(found.fixed),
        )
        st.button(
            "Discard the draft", icon=":material/delete:", on_click=edit, args=(hand_edit.discard, PLACE)
        )
    show_refusal(PLACE)
