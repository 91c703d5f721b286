"""Plan: the graded plan, checked, at once; its parts, and the settings from which it is made, one at a time."""

import streamlit as st

from ergo.analysis.match import State, match_case
from ergo.analysis.problems import planning_errors
from ergo.analysis.wording import date_words
from ergo.errors import InputError
from ergo.knowledge.schemes import About
from ergo.model.case import Case
from ergo.workflow.plans import (
    check_case,
    follows_settings,
    keep_plan,
    plan_case,
    standing,
)
from ergo.workflow.steps import match_day
from pages.components import (
    compare_views,
    day_views,
    fields,
    hand_edit_views,
    plan_views,
    policy_views,
    scenario_views,
    sign_views,
)
from pages.components.case_state import accept, edit, once, refuse, show_refusal, start_page, today
from pages.components.fields import Part
from pages.components.messages import show_problems
from pages.components.plain import plain
from pages.components.scheme_notes import scheme_notes

SETTINGS = Part("plan.settings", lambda case: case.plan_settings)
MAKE = "plan.make"


def settings(case: Case) -> None:
    with st.grid("auto", min_column_width=180):
        fields.day(SETTINGS, "start", "Start")
        fields.number(SETTINGS, "horizon_weeks", "Weeks to plan")
        fields.day(SETTINGS, "target_date", "Full duties wanted by", help="May be left open.")
    policy_views.choose(case)


def make() -> None:
    """Whatever is pressed while the weeks are gone through, Stop too, ends it, and the plan stays as it was."""
    bar = st.progress(0.0, text="Making the plan, and checking it")
    try:
        outcome = plan_case(
            st.session_state["case"],
            today(),
            progress=lambda done, weeks: bar.progress(
                done / weeks,
                text=f"Week {done} of {weeks}"
                if done < weeks
                else "Reasons, rules of the day, and the check",
            ),
        )
    except InputError as error:
        refuse(MAKE, str(error))
        return
    if edit(lambda case: keep_plan(case, outcome.plan), MAKE):
        accept(MAKE)


def checked() -> None:
    violations = once("violations", check_case)
    broken = standing(violations)
    if not violations:
        st.success("The independent checker finds no violation in this plan.", icon=":material/verified:")
    if broken:
        st.error(
            "\n".join(f"- {plain(violation.message)}" for violation in broken[:10]),
            title=f"The checker finds {len(broken)} violations. The case has changed since: make the plan again "
            "(under Policy).",
            icon=":material/block:",
        )
    for violation in violations:
        if violation not in broken:
            st.warning(
                plain(f"{violation.message} Overridden: {violation.reason}"), icon=":material/warning:"
            )


def not_known(case: Case) -> None:
    if case.latest_certificate() is None:
        st.warning(
            "No certificate is on record, so hours and limits are not certified.", icon=":material/warning:"
        )
    rows = once("plan.match", lambda case: match_case(case, match_day(case) or today()))
    unknown = sum(row.state is State.NOT_ASSESSED for row in rows)
    if unknown:
        st.caption(f"{unknown} of {len(rows)} demands are not assessed: the Match page shows which.")


def settings_and_make(case: Case) -> None:
    settings(case)
    in_the_way = planning_errors(case)
    show_problems(in_the_way)
    if any(problem.item == "Job" for problem in in_the_way):
        st.page_link("pages/job.py", label="Go to Job", icon=":material/event_note:")
    st.button(
        "Make the plan" if case.plan is None else "Make the plan again",
        type="primary",
        icon=":material/calendar_add_on:",
        on_click=make,
    )
    show_refusal(MAKE)


def the_plan(case: Case) -> None:
    """What the checker says, then one part of the plan at a time, first what it comes to."""
    by_hand = f", edited by hand on {date_words(case.plan.edited_on)}" if case.plan.edited_on else ""
    st.caption(
        plain(
            f"Version {case.plan.version}, made on {date_words(case.plan.made_on)}{by_hand}: {case.plan.policy.label}."
        )
    )
    checked()
    if not once("plan.follows", follows_settings):
        st.info("The settings have changed since: make the plan again under Policy.", icon=":material/tune:")
    part = st.segmented_control(
        "Part of the plan",
        list(PARTS),
        default=OVERVIEW,
        required=True,
        key="plan.view",
        persist_state="session",
        label_visibility="collapsed",
        wrap=True,
    )
    PARTS[part](case)


def overview(case: Case) -> None:
    not_known(case)
    plan_views.headline(case.plan)
    plan_views.hours(case, case.plan)
    plan_views.obstacles(case, case.plan)
    policy_views.wanted(case.plan)
    scheme_notes(case, About.PLAN)


OVERVIEW = "Overview"
PARTS = {
    OVERVIEW: overview,
    "Week by week": lambda case: plan_views.weeks(case, case.plan),
    "The day": lambda case: day_views.the_day(case, case.plan),
    "Limits": lambda case: plan_views.limits(case.plan),
    "Edit by hand": hand_edit_views.edit_by_hand,
    "Compare": compare_views.comparison,
    "Scenarios": scenario_views.scenarios,
    "Policy": settings_and_make,
    "Sign-off": sign_views.sign_off,
}
opened = start_page("Plan", "A graded return that never exceeds contract, certificate and policy.")
if opened.plan is None:
    settings_and_make(opened)
else:
    the_plan(opened)
