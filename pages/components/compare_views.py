"""Comparison on the Plan page: this plan beside what it would be. Never the plan itself, and said so."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import streamlit as st

from ergo.analysis.wording import date_words, hours_words
from ergo.drawing.comparison import ComparedHours, comparison_svg
from ergo.errors import InputError
from ergo.knowledge.policies import policies
from ergo.model.capacity import AssumedCertificate
from ergo.model.case import Case
from ergo.workflow.compare import Compared, supposed, this_plan
from ergo.workflow.what_if import (
    WhatIf,
    equipment_earlier,
    next_certificate,
    other_policy,
    restriction_lifted,
)
from pages.components import fields
from pages.components.case_state import edit, once, show_refusal, today
from pages.components.fields import Part
from pages.components.plain import plain
from pages.components.tables import table

POLICIES, WEEKS, LIFTED = "compare.policies", "compare.weeks", "compare.lifted"
ASSUMED = Part("plan.assumed", lambda case: case.assumed_certificate)
EARLIER = {0: "as planned", 1: "1 week earlier", 2: "2 weeks earlier", 4: "4 weeks earlier"}
MOST_COMPARED = 4
LETTERS = "ABCDEFGH"


def comparison(case: Case) -> None:
    """What is compared, the plans beside each other as a chart, and their figures."""
    st.caption("A comparison only, never the plan: each row is the case planned again with one change.")
    chosen(case)
    rows = [once("compare.plan", lambda c: this_plan(c, today()))]
    with st.spinner("Planning each of them"):
        for key, make in what_ifs(case):
            try:
                rows.append(once(f"compare.{key}", planned(make)))
            except InputError as error:
                st.error(plain(error), icon=":material/error:")
    if len(rows) == 1:
        st.info("Choose what this plan is to be compared with.", icon=":material/compare_arrows:")
        return
    if len(rows) > MOST_COMPARED + 1:
        st.caption(f"The first {MOST_COMPARED} are shown.")
    beside(rows[: MOST_COMPARED + 1])


def planned(make: Callable[[Case], WhatIf]) -> Callable[[Case], Compared]:
    """The work of planning one what-if of a case."""
    return lambda case: supposed(make(case), case.plan.made_on)


def chosen(case: Case) -> None:
    """The fields in which the what-ifs are chosen."""
    now = case.plan_settings.policy_id
    others = {
        p.id: p.label
        for p in policies().values()
        if p.id != now and (case.plan_settings.target_date or not p.for_target_date)
    }
    wordings = {r.id: r.wording for r in case.all_restrictions()}
    more = {"placeholder": "Choose", "persist_state": "session"}
    with st.grid("auto", min_column_width=260):
        st.multiselect("Other policies", list(others), format_func=others.get, key=POLICIES, **more)
        st.multiselect(
            "A restriction lifted after the certificate",
            list(wordings),
            format_func=wordings.get,
            key=LIFTED,
            **more,
        )
        st.selectbox("Equipment", list(EARLIER), format_func=EARLIER.get, key=WEEKS, persist_state="session")
    with st.expander("Assumed next certificate", icon=":material/description:", key="compare.assumed"):
        next_one(case)


def next_one(case: Case) -> None:
    """What the next certificate is assumed to say."""
    if case.assumed_certificate is None:
        st.button(
            "Assume a next certificate", icon=":material/add:", on_click=edit, args=(assume, ASSUMED.key)
        )
        show_refusal(ASSUMED.key)
        return
    wordings = {r.id: r.wording for r in case.all_restrictions()}
    with st.grid("auto", min_column_width=220):
        fields.day(ASSUMED, "from_date", "From")
    fields.choices(ASSUMED, "lifted_restriction_ids", "Restrictions it would lift", wordings)
    fields.yes_no(ASSUMED, "hours_limit_lifted", "It would lift the limit on hours")
    st.button("Do not assume one", icon=":material/delete:", on_click=edit, args=(assume_none, ASSUMED.key))


def assume(case: Case) -> None:
    """Begin with a certificate that follows the last one and lifts the limit on hours."""
    latest = case.latest_certificate()
    case.assumed_certificate = AssumedCertificate(
        from_date=latest.valid_until + timedelta(days=1) if latest else today()
    )


def assume_none(case: Case) -> None:
    """Assume no next certificate."""
    case.assumed_certificate = None


def what_ifs(case: Case) -> Iterator[tuple[str, Callable[[Case], WhatIf]]]:
    """Each what-if that is chosen, by a key of its own."""
    state = st.session_state
    if case.assumed_certificate is not None:
        yield "certificate", next_certificate
    for policy_id in state.get(POLICIES, ()):
        yield f"policy.{policy_id}", lambda case, policy_id=policy_id: other_policy(case, policy_id)
    known = {r.id for r in case.all_restrictions()}
    for restriction_id in state.get(LIFTED, ()):
        if restriction_id in known:
            yield f"lifted.{restriction_id}", lambda case, one=restriction_id: restriction_lifted(case, one)
    if state.get(WEEKS):
        yield f"earlier.{state[WEEKS]}", lambda case, weeks=state[WEEKS]: equipment_earlier(case, weeks)


def beside(rows: list[Compared]) -> None:
    """The rows as a chart; their figures, and from which week each essential duty stands, as tables."""
    named = [(f"{LETTERS[n]}  {row.label}", row) for n, row in enumerate(rows)]
    svg = comparison_svg(
        [
            ComparedHours(
                label,
                row.figures.week_minutes,
                row.figures.full_duties_week,
                row.figures.restored_by_week,
            )
            for label, row in named
        ],
        len(rows[0].figures.essential),
    )
    st.image(svg, alt=svg.alt, width="stretch")
    table(
        [
            {
                "Plan": label,
                "Full duties": reached(row),
                "Hours in all": hours_words(row.figures.total_min),
                "Essential duties at the end": f"{row.figures.restored_by_week[-1]} of {len(row.figures.essential)}",
            }
            for label, row in named
        ],
        "What each plan comes to",
    )
    with st.expander("Which essential duty has its normal time from which week"):
        table(
            [
                {
                    "Essential duty": duty.name,
                    **{
                        LETTERS[n]: since(row.figures.essential[place].restored_week)
                        for n, row in enumerate(rows)
                    },
                }
                for place, duty in enumerate(rows[0].figures.essential)
            ],
            "Week from which each essential duty keeps its normal time",
        )
    for row in rows[1:]:
        st.caption(plain(row.plan.assumption))


def since(week: int | None) -> str:
    """From which week a duty stands."""
    return "not within the plan" if week is None else f"week {week}"


def reached(row: Compared) -> str:
    """When full duties are reached."""
    figures = row.figures
    if figures.full_duties_week is None or figures.full_duties_from is None:
        return f"not within {len(figures.week_minutes)} weeks"
    return f"week {figures.full_duties_week}, from {date_words(figures.full_duties_from, weekday=False)}"
