"""The made plan on the screen: hours, weeks with reasons, limits, rules, and what keeps full duties out of reach."""

from datetime import date
from itertools import groupby

import streamlit as st

from ergo.analysis.wording import clock_words, date_words, hours_words
from ergo.analysis.words import limit_words, obstacle_words, reason_words
from ergo.drawing.hours import hours_chart, hours_svg
from ergo.drawing.limits import LimitSteps, limit_steps, limits_svg
from ergo.knowledge.catalogue import catalogue_item
from ergo.model.case import Case
from ergo.model.plan import Allocation, Firmness, Limit, Plan, PlanDay, PlanWeek, Reason
from pages.components.case_state import units
from pages.components.plain import plain
from pages.components.tables import table
from pages.components.words import FIRMNESS, REASON

OPENERS_AT_FIRST = 5
A_FEW = 2


def headline(plan: Plan) -> None:
    """Start, end and the next dates, large."""
    first = next((week for week in plan.weeks if week.total_min), None)
    reviews = [week.review_on for week in plan.weeks if week.review_on is not None]
    full = "not yet" if plan.full_duties_week is None else f"week {plan.full_duties_week}"
    with st.grid(2, min_column_width=180):
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
    svg = hours_svg(hours_chart(plan, case.job, list(dict.fromkeys(in_place))))
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


def choose_week(plan: Plan) -> PlanWeek:
    """The week that is looked at, the first unless the person chose another."""
    names = {
        w.number: f"Week {w.number}, from {date_words(w.monday)} · {FIRMNESS[w.firmness].lower()}"
        for w in plan.weeks
    }
    number = st.selectbox(
        "Week", list(names), format_func=names.get, key="plan.week", persist_state="session"
    )
    return next(w for w in plan.weeks if w.number == number)


def weeks(case: Case, plan: Plan) -> None:
    """One week at a time: its days, and why every figure is what it is."""
    week = choose_week(plan)
    for event in week.events:
        st.info(plain(event), icon=":material/event:")
    for reason in about_hours(week):
        because = (
            f"**{hours_words(week.total_min or week.outlook_min)}** — " if reason.subject == "hours" else ""
        )
        source = f" :gray[{plain(reason.source)}]" if reason.source else ""
        st.markdown(f"{because}{REASON[reason.code]}: {plain(reason_words(reason, units()))}{source}")
    if week.days:
        table([days_row(case, days) for days in alike(week.days)], f"Days of week {week.number}")
    elif week.total_min or week.outlook_min:
        st.caption("An outlook: past the certificate there are hours only, and no dated shifts.")
    if week.limits:
        with st.expander(
            f"Limits in force and why: {len(week.limits)}", key="plan.why", on_change="rerun"
        ) as box:
            if box.open:
                limits_and_why(week)


def about_hours(week: PlanWeek) -> list[Reason]:
    """The reasons of a week that are not about one of its limits; those of the limits follow, in their order."""
    return week.reasons[: max(0, len(week.reasons) - len(week.limits))]


def alike(days: list[PlanDay]) -> list[list[PlanDay]]:
    """Days that follow each other with the same start, hours and duties."""
    return [
        list(group) for _, group in groupby(days, key=lambda day: (day.start, day.paid_min, day.allocations))
    ]


def days_row(case: Case, days: list[PlanDay]) -> dict[str, object]:
    """One line of the table of days."""
    dates = [date_words(day.date, year=False) for day in days]
    in_a_row = len(days) > A_FEW and (days[-1].date - days[0].date).days == len(days) - 1
    duties = (f"{duty_name(case, a)} {hours_words(a.minutes)}" for a in days[0].allocations)
    return {
        "Days": f"{dates[0]} to {dates[-1]}" if in_a_row else ", ".join(dates),
        "Start": clock_words(days[0].start),
        "Paid": hours_words(days[0].paid_min),
        "Duties": "\n".join(duties),
    }


def limits_and_why(week: PlanWeek) -> None:
    """Every limit in force under the reason that it has with others."""
    reasons = week.reasons[len(about_hours(week)) :]
    grouped: dict[tuple[str, str, str], list[Limit]] = {}
    for limit, reason in zip(week.limits, reasons, strict=False):
        grouped.setdefault((REASON[reason.code], reason.sentence, reason.source), []).append(limit)
    for (about, sentence, source), limits in grouped.items():
        cited = f" :gray[{plain(source)}]" if source else ""
        st.markdown(f"**{about}**: {plain(sentence)}{cited}")
        st.markdown("\n".join(f"- {plain(limit_words(limit, units()))}" for limit in limits))


def limits(plan: Plan) -> None:
    """How the limits that change rise over the weeks, and those that stay."""
    steps = limit_steps(plan, units())
    rising = [row for row in steps if len(set(row.values)) > 1 or row.goal is not None]
    svg = limits_svg(rising)
    st.image(svg, alt=svg.alt, width="stretch")
    with st.expander("The same as a table"):
        rows = [
            {"Limit": row.label, "Values": steps_words(row), "The job asks for": row.goal_words}
            for row in rising
        ]
        if rows:
            table(rows, svg.alt)
    staying = [{"Limit": row.label, "Value": row.words[0]} for row in steps if row not in rising]
    if staying:
        st.subheader("The same in every week")
        table(staying, "Limits that stay the same")


def steps_words(row: LimitSteps) -> str:
    """The values of a limit with the week from which each holds."""
    said = [
        f"{row.words[n] or 'no limit'} from week {n + 1}"
        for n in range(len(row.values))
        if n == 0 or row.values[n] != row.values[n - 1]
    ]
    return "; ".join(said)


def obstacles(case: Case, plan: Plan) -> None:
    """What keeps full duties out of reach, and what would open them."""
    if plan.full_duties_week is not None:
        week = plan.weeks[plan.full_duties_week - 1]
        when = f"Full duties from week {week.number}, {date_words(week.monday)}."
        if week.firmness is Firmness.OUTLOOK:
            st.info(
                f"{when} This is an outlook: the certificate ends before, and the next one decides.",
                icon=":material/schedule:",
            )
        else:
            st.success(when, icon=":material/check_circle:")
        return
    st.warning(
        f"Full duties are not within the {len(plan.weeks)} weeks of this plan.", icon=":material/warning:"
    )
    for obstacle in plan.obstacles:
        st.markdown(f"- {plain(obstacle_words(obstacle, units()))}")
    if plan.openers:
        st.markdown("**What would open them:**")
        rows = [{"If": o.label, "Full duties in week": str(o.full_duties_week)} for o in plan.openers]
        table(
            rows[:OPENERS_AT_FIRST], "Changes that would bring full duties within the plan, each on its own"
        )
