"""Plan: start, policy and horizon; the graded plan, checked; its weeks, limits and rules; comparison; sign-off."""

from datetime import timedelta

import streamlit as st

from ergo.analysis.match import State, match_case
from ergo.analysis.problems import planning_errors
from ergo.analysis.wording import date_words
from ergo.errors import InputError
from ergo.knowledge.schemes import About
from ergo.model.capacity import AssumedCertificate
from ergo.model.case import Case
from ergo.model.plan import Plan
from ergo.workflow.plans import (
    check_case,
    is_signed,
    keep_plan,
    plan_case,
    plan_if_lifted,
    sign,
    standing,
)
from ergo.workflow.steps import match_day
from pages.components import day_views, fields, plan_views, policy_views
from pages.components.case_state import accept, edit, once, refuse, show_refusal, start_page, today
from pages.components.fields import Part
from pages.components.messages import show_problems
from pages.components.plain import plain
from pages.components.scheme_notes import scheme_notes
from pages.components.tables import table

SETTINGS = Part("plan.settings", lambda case: case.plan_settings)
MAKE = "plan.make"


def settings(case: Case) -> None:
    with st.grid("auto", min_column_width=180):
        fields.day(SETTINGS, "start", "Start")
        fields.number(SETTINGS, "horizon_weeks", "Weeks to plan")
        fields.day(SETTINGS, "target_date", "Full duties wanted by", help="May be left open.")
    policy_views.choose(case)


def make() -> None:
    try:
        with st.spinner("Making the plan, and checking it"):
            outcome = plan_case(st.session_state["case"], today())
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
            title=f"The checker finds {len(broken)} violations. The case has changed since: make the plan again.",
            icon=":material/block:",
        )
    for violation in violations:
        if violation not in broken:
            st.warning(f"Overridden with a reason: {plain(violation.message)}", icon=":material/warning:")


def not_known(case: Case) -> None:
    if case.latest_certificate() is None:
        st.warning(
            "No certificate is on record, so hours and limits are not certified.", icon=":material/warning:"
        )
    rows = once("plan.match", lambda case: match_case(case, match_day(case) or today()))
    unknown = sum(row.state is State.NOT_ASSESSED for row in rows)
    if unknown:
        st.caption(f"{unknown} of {len(rows)} demands are not assessed: the Match page shows which.")


def comparison(case: Case) -> None:
    st.caption(
        "A comparison only, never the plan: what the plan would be if the next certificate lifted limits."
    )
    assumed = Part("plan.assumed", lambda c: c.assumed_certificate)
    if case.assumed_certificate is None:
        st.button(
            "Assume a next certificate", icon=":material/add:", on_click=edit, args=(assume, "plan.assumed")
        )
        show_refusal("plan.assumed")
        return
    wordings = {r.id: r.wording for r in case.all_restrictions()}
    with st.grid("auto", min_column_width=220):
        fields.day(assumed, "from_date", "From")
    fields.choices(assumed, "lifted_restriction_ids", "Restrictions it would lift", wordings)
    fields.yes_no(assumed, "hours_limit_lifted", "It would lift the limit on hours")
    st.button(
        "Do not assume one", icon=":material/delete:", on_click=edit, args=(assume_none, "plan.assumed")
    )
    try:
        with st.spinner("Planning as if they were lifted"):
            lifted = once("if_lifted", lambda changed: plan_if_lifted(changed, changed.plan.made_on))
    except InputError as error:
        st.error(plain(error), icon=":material/error:")
        return
    st.warning(plain(lifted.assumption), title="Comparison, not the plan", icon=":material/compare_arrows:")
    rows = [
        {"": "This plan", "Full duties": reached(case.plan)},
        {"": "If it were lifted", "Full duties": reached(lifted)},
    ]
    table(rows, "Full duties in the plan and in the comparison")
    plan_views.hours(case, lifted)


def reached(plan: Plan) -> str:
    if plan.full_duties_week is None:
        return f"not within {len(plan.weeks)} weeks"
    week = plan.weeks[plan.full_duties_week - 1]
    return f"week {week.number}, from {date_words(week.monday)}"


def assume(case: Case) -> None:
    latest = case.latest_certificate()
    case.assumed_certificate = AssumedCertificate(
        from_date=latest.valid_until + timedelta(days=1) if latest else today()
    )


def assume_none(case: Case) -> None:
    case.assumed_certificate = None


def sign_off(case: Case) -> None:
    if is_signed(case):
        for s in case.sign_offs:
            if (s.plan_id, s.plan_version) == (case.plan.id, case.plan.version):
                st.success(
                    plain(f"Signed by {s.name}, {s.registration}, on {date_words(s.on)}."),
                    icon=":material/draw:",
                )
        return
    st.markdown("Until you sign this version, every copy of it is marked DRAFT.")
    with st.form("plan.sign"):
        with st.grid("auto", min_column_width=220):
            st.text_input("Your name", key="plan.sign.name")
            st.text_input("Registration number", key="plan.sign.registration")
        st.form_submit_button("Sign this plan", icon=":material/draw:", on_click=put_signature)
    show_refusal("plan.sign")


def put_signature() -> None:
    name, registration = st.session_state["plan.sign.name"], st.session_state["plan.sign.registration"]
    edit(lambda case: sign(case, name=name, registration=registration, on=today()), "plan.sign")


def result(case: Case) -> None:
    st.header("The plan")
    st.caption(
        f"Version {case.plan.version}, made on {date_words(case.plan.made_on)}: {plain(case.plan.policy.label)}."
    )
    checked()
    not_known(case)
    plan_views.headline(case.plan)
    policy_views.wanted(case.plan)
    scheme_notes(case, About.PLAN)
    st.subheader("Hours a week")
    plan_views.hours(case, case.plan)
    st.subheader("Full duties")
    plan_views.obstacles(case, case.plan)
    view = st.segmented_control(
        "More of the plan",
        list(VIEWS),
        default="Week by week",
        required=True,
        key="plan.view",
        persist_state="session",
    )
    VIEWS[view](case)


VIEWS = {
    "Week by week": lambda case: plan_views.weeks(case, case.plan),
    "Limits": lambda case: plan_views.limits(case.plan),
    "The day": lambda case: day_views.the_day(case, case.plan),
    "If limits were lifted": comparison,
    "Sign-off": sign_off,
}
opened = start_page("Plan", "A graded return that never exceeds contract, certificate and policy.")
with st.expander(
    "Start, policy, weeks", icon=":material/tune:", expanded=opened.plan is None, key="plan.settings.box"
):
    settings(opened)
in_the_way = planning_errors(opened)
show_problems(in_the_way)
if any(problem.item == "Job" for problem in in_the_way):
    st.page_link("pages/job.py", label="Go to Job", icon=":material/event_note:")
st.button(
    "Make the plan" if opened.plan is None else "Make the plan again",
    type="primary" if opened.plan is None else "secondary",
    icon=":material/calendar_add_on:",
    on_click=make,
)
show_refusal(MAKE)
if opened.plan is not None:
    result(opened)
