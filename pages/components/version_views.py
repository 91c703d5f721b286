"""The plan made again from the state reached, with the difference before it is kept; versions opened and compared."""

import streamlit as st

from ergo.analysis.wording import date_words, hours_words
from ergo.drawing.comparison import ComparedHours, comparison_svg
from ergo.errors import InputError
from ergo.model.case import Case
from ergo.model.plan import Plan
from ergo.planning.difference import PlanDifference, plan_difference
from ergo.workflow.plans import keep_plan, standing
from ergo.workflow.reviews import PlannedAgain, plan_again
from pages.components import plan_views
from pages.components.case_state import edit, once, show_refusal, today, units
from pages.components.entries import choose
from pages.components.plain import plain
from pages.components.tables import table

PLACE, ASKED = "progress.again", "progress.again.asked"
SAID_AT_FIRST = 5


def again(case: Case, plan: Plan) -> None:
    """Plan again from here: the difference is shown before the plan is kept."""
    st.markdown(
        "The weeks that were worked stay as they were. From there the plan is made again, from the hours and limits "
        "that were reached, with what the reviews decided and what the case says now."
    )
    if st.session_state.get(ASKED) != case.id:
        st.button(
            "Plan again from here",
            type="primary",
            icon=":material/restart_alt:",
            on_click=ask,
            args=(case.id,),
        )
        show_refusal(PLACE)
        return
    try:
        with st.spinner("Making the plan again, and checking it"):
            made: PlannedAgain = once(
                f"again.{units()}", lambda changed: plan_again(changed, today(), units())
            )
    except InputError as error:
        st.error(plain(error), icon=":material/error:")
        st.button("Leave it", on_click=forget)
        return
    since = made.outcome.plan.planned_from
    st.subheader(f"From {date_words(since)}" if since else "From the start")
    show_difference(plan, made.outcome.plan, made.difference)
    broken = standing(made.outcome.violations)
    if broken:
        lines = "\n".join(f"- {plain(v.message)}" for v in broken[:SAID_AT_FIRST])
        st.error(lines, title="The checker finds violations", icon=":material/block:")
    else:
        st.success("The independent checker finds no violation.", icon=":material/verified:")
    with st.container(horizontal=True):
        st.button("Keep this plan", type="primary", icon=":material/save:", on_click=keep, args=(made,))
        st.button("Leave it", on_click=forget)
    st.caption(
        "Kept, it is a new version: the one before stays on record, and a sign-off of it does not count for it."
    )


def ask(case_id: str) -> None:
    """Remember that the plan is to be made again."""
    st.session_state[ASKED] = case_id


def forget() -> None:
    """Leave the plan as it is."""
    st.session_state.pop(ASKED, None)


def keep(made: PlannedAgain) -> None:
    """Put the plan that was shown into the case."""
    if edit(lambda case: keep_plan(case, made.outcome.plan), PLACE):
        forget()


def show_difference(before: Plan, after: Plan, difference: PlanDifference) -> None:
    """The difference in sentences, on a chart where hours differ, and week by week on request."""
    st.markdown("\n".join(f"- {plain(words)}" for words in difference.sentences[:SAID_AT_FIRST]))
    if any(week.before_min != week.after_min for week in difference.weeks):
        rows = [hours_of("Before", before), hours_of("Now", after)]
        svg = comparison_svg(rows)
        st.image(svg, alt=svg.alt, width="stretch")
    if difference.weeks:
        box = st.expander(
            f"Week by week: {len(difference.weeks)}", key="progress.difference", on_change="rerun"
        )
        if box.open:
            with box:
                rows = [
                    {
                        "Week": str(week.number),
                        "From": week.monday,
                        "Hours": changed(week.before_min, week.after_min),
                        "Duties": "\n".join(f"{c.about}: {c.before} → {c.after}" for c in week.duties),
                        "Limits": "\n".join(f"{c.about}: {c.before} → {c.after}" for c in week.limits),
                        "Why": week.why,
                    }
                    for week in difference.weeks
                ]
                table(rows, "Weeks that differ, before and after")


def hours_of(label: str, made: Plan) -> ComparedHours:
    """The weekly hours of a version on the chart."""
    return ComparedHours(label, tuple(week.total_min for week in made.weeks), made.full_duties_week)


def changed(before_min: int, after_min: int) -> str:
    """Hours before and after, or as they stay."""
    after = hours_words(after_min)
    return after if before_min == after_min else f"{hours_words(before_min)} → {after}"


def versions(case: Case, plan: Plan) -> None:
    """Every version of the plan: in a table, opened, and compared with another."""
    found = {str(made.version): made for made in (plan, *reversed(case.earlier_plans))}
    table([version_row(made) for made in found.values()], "This plan and those that it replaced")
    names = {
        number: f"Version {number}, made on {date_words(made.made_on)}" for number, made in found.items()
    }
    opened = found[choose("progress.version", "Open", names) or next(iter(found))]
    others = {number: words for number, words in names.items() if number != str(opened.version)}
    if others:
        chosen = choose("progress.compared", "Compare with", others)
        if chosen is not None:
            pair = sorted((opened, found[chosen]), key=lambda made: made.version)
            st.subheader(f"From version {pair[0].version} to version {pair[1].version}")
            show_difference(*pair, plan_difference(case, *pair, units()))
    st.subheader(f"Version {opened.version}")
    plan_views.hours(case, opened)


def version_row(made: Plan) -> dict[str, object]:
    """One line of the table of versions."""
    full = f"week {made.full_duties_week}" if made.full_duties_week else "not within the plan"
    return {
        "Version": str(made.version),
        "Made on": made.made_on,
        "Planned from": made.planned_from or made.start,
        "Full duties": full,
        "Policy": made.policy.label,
    }
