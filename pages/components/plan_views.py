"""The made plan on the screen: hours, weeks with reasons, limits, rules, and what keeps full duties out of reach."""

from datetime import date

import streamlit as st

from ergo.analysis.wording import clock_words, date_words, hours_words, range_words
from ergo.analysis.words import limit_words
from ergo.drawing.hours import hours_chart, hours_svg
from ergo.drawing.limits import limit_steps, limits_svg
from ergo.knowledge.catalogue import catalogue_item
from ergo.model.case import Case
from ergo.model.plan import Allocation, Plan, PlanWeek
from pages.components.case_state import units
from pages.components.plain import plain
from pages.components.tables import table
from pages.components.words import FIRMNESS, REASON

OPENERS_AT_FIRST = 5


def headline(plan: Plan) -> None:
    """Start, end and the next dates, large."""
    first = next((week for week in plan.weeks if week.total_min), None)
    reviews = [week.review_on for week in plan.weeks if week.review_on is not None]
    full = "not yet" if plan.full_duties_week is None else f"week {plan.full_duties_week}"
    with st.grid(4, min_column_width=130):
        st.metric("Start", date_words(plan.start, weekday=False, year=False), border=True)
        st.metric("Hours in week 1", hours_words(first.total_min) if first else "none", border=True)
        st.metric("Full duties", full, border=True)
        st.metric("First review", review_words(reviews), border=True)
    if plan.certified_until is not None:
        st.caption(
            f"Certified until {date_words(plan.certified_until)}. Firm: to the first review. Conditional: until then, "
            "each step confirmed by a review. Outlook: past the certificate, under its last limits, not signed."
        )


def review_words(reviews: list[date]) -> str:
    """The first review's date."""
    return date_words(reviews[0], weekday=False, year=False) if reviews else "none"


def hours(case: Case, plan: Plan) -> None:
    """Weekly hours by duty, with the table behind."""
    in_place = [
        (m.in_place_from, catalogue_item(m.item_id).name)
        for m in case.modifications
        if m.in_place_from is not None
    ]
    svg = hours_svg(hours_chart(plan, case.job, in_place))
    st.image(svg, alt=svg.alt, width="stretch")
    with st.expander("The same as a table"):
        table([week_row(case, week) for week in plan.weeks], "Hours, duties and reviews of every week")


def week_row(case: Case, week: PlanWeek) -> dict[str, object]:
    """One line of the table of weeks."""
    a_day = (
        f"{week.days_per_week} days of up to {hours_words(week.minutes_per_day)}"
        if week.days_per_week
        else "none"
    )
    return {
        "Week": str(week.number),
        "From": week.monday,
        "Firmness": FIRMNESS[week.firmness],
        "Days": a_day,
        "Hours": hours_words(week.total_min or week.outlook_min),
        "Duties": ", ".join(f"{duty_name(case, d)} {hours_words(d.minutes)}" for d in week.duties),
        "Review": week.review_on,
    }


def duty_name(case: Case, duty: Allocation) -> str:
    """A task, with the changes under which it is done."""
    task = case.task(duty.task_id)
    name = task.name if task else "a task that was removed"
    items = {m.id: m.item_id for m in case.modifications}
    changes = [catalogue_item(items[m]).name for m in duty.modification_ids if m in items]
    return f"{name} (with {', '.join(changes)})" if changes else name


def weeks(case: Case, plan: Plan) -> None:
    """One week at a time: its days, and why every figure is what it is."""
    names = {
        w.number: f"Week {w.number}, from {date_words(w.monday)} · {FIRMNESS[w.firmness].lower()}"
        for w in plan.weeks
    }
    number = st.selectbox("Week", list(names), format_func=names.get, key="plan.week")
    week = next(w for w in plan.weeks if w.number == number)
    for event in week.events:
        st.info(plain(event), icon=":material/event:")
    if week.days:
        rows = [
            {
                "Day": date_words(day.date, year=False),
                "Start": clock_words(day.start),
                "Paid": hours_words(day.paid_min),
                "Duties": ", ".join(
                    f"{duty_name(case, a)} {hours_words(a.minutes)}" for a in day.allocations
                ),
            }
            for day in week.days
        ]
        table(rows, f"Days of week {week.number}")
    else:
        st.markdown(
            f"No dated shifts. {hours_words(week.total_min or week.outlook_min)} are expected in this week."
        )
    reasons = [
        {"About": r.subject, "Because of": REASON[r.code], "Reason": r.sentence, "Source": r.source}
        for r in week.reasons
    ]
    if reasons:
        with st.expander(f"Why: {len(reasons)} reasons"):
            table(reasons, f"Reasons for the figures of week {week.number}")
    in_force = [{"Limit": limit_words(limit, units()), "Set by": REASON[limit.code]} for limit in week.limits]
    if in_force:
        with st.expander(f"Limits in force: {len(in_force)}"):
            table(in_force, f"Limits in force in week {week.number}")


def limits(plan: Plan) -> None:
    """How every limit rises over the weeks."""
    steps = limit_steps(plan, units())
    svg = limits_svg(steps)
    st.image(svg, alt=svg.alt, width="stretch")
    with st.expander("The same as a table"):
        rows = [
            {"Limit": row.label, **{f"Week {n}": words for n, words in changed(row.words)}} for row in steps
        ]
        columns = list(dict.fromkeys(name for row in rows for name in row))
        table([{name: row.get(name) for name in columns} for row in rows], svg.alt)


def changed(words: tuple[str, ...]) -> list[tuple[int, str]]:
    """The weeks in which a value differs from the week before, counted from 1."""
    return [(n, value) for n, value in enumerate(words, 1) if n == 1 or value != words[n - 2]]


def rules(plan: Plan) -> None:
    """The rules of the day that a supervisor can keep."""
    rows = [{"Weeks": range_words(r.from_week, r.until_week), "Rule": r.sentence} for r in plan.day_rules]
    if rows:
        table(rows, "Rules of the day")
    else:
        st.markdown("This plan needs no rule of the day.")


def obstacles(case: Case, plan: Plan) -> None:
    """What keeps full duties out of reach, and what would open them."""
    if plan.full_duties_week is not None:
        st.success(f"Full duties from week {plan.full_duties_week}.", icon=":material/check_circle:")
        return
    st.warning(
        f"Full duties are not within the {len(plan.weeks)} weeks of this plan.", icon=":material/warning:"
    )
    for obstacle in plan.obstacles:
        st.markdown(f"- {plain(obstacle.sentence)}")
    if plan.openers:
        st.markdown("**What would open them:**")
        rows = [{"If": o.label, "Full duties in week": str(o.full_duties_week)} for o in plan.openers]
        table(
            rows[:OPENERS_AT_FIRST], "Changes that would bring full duties within the plan, each on its own"
        )
