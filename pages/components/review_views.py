"""A check or review on the screen: what the rules propose and why, the decision, what was decided before."""

from datetime import date

import streamlit as st

from ergo.analysis.progress import planned_and_worked
from ergo.analysis.wording import date_words, hours_words
from ergo.knowledge.clinical import ask_again
from ergo.knowledge.reviews import decisions, pain_rules, review_figures
from ergo.model.case import Case
from ergo.model.plan import Plan, PlanWeek
from ergo.model.record import Decision, Review, ReviewKind, StepBack
from ergo.planning.proposal import Proposal, latest_week, propose, step_back
from ergo.workflow.reviews import clear_stop, next_review, open_stop, record_review
from pages.components import fields
from pages.components.case_state import edit, settings, show_refusal, today
from pages.components.entries import choose
from pages.components.fields import Part
from pages.components.plain import plain
from pages.components.sheet_views import week_words
from pages.components.tables import table
from pages.components.words import DATE_FORMATS, DECISION, SOURCE_STATUS, cited

WEEK, PLACE = "review.week", "review"
KIND = {ReviewKind.CHECK: "Scheduled check", ReviewKind.CLINICAL: "Clinical review"}
NOT_PROPOSED = "Nothing can be proposed"
AT_FIRST = 5
CLINICAL = Part("review.clinical", lambda case: case.clinical)


def review(case: Case, plan: Plan) -> None:
    """The next review with the proposed decision and its reasons, which the therapist accepts or overrides."""
    stop(case)
    week = choose_week(case, plan)
    proposal = propose(case, week)
    shown(case, proposal)
    decide(case, week, proposal)
    decided_before(case)
    rules(case)


def choose_week(case: Case, plan: Plan) -> PlanWeek:
    """The week that is reviewed: at first the latest with a sheet."""
    weeks = {str(week.number): week for week in plan.weeks if week.days}
    if st.session_state.get(WEEK) not in weeks:
        mondays = [week.monday for week in weeks.values()]
        until = max(mondays) if case.weekly_sheets else max(today(), mondays[0])
        st.session_state[WEEK] = str(latest_week(case, until).number)
    names = {number: week_words(week) for number, week in weeks.items()}
    return weeks[choose(WEEK, "Week that is looked at", names) or next(iter(weeks))]


def shown(case: Case, proposal: Proposal) -> None:
    """The proposed decision, why, and what is missing."""
    steps = [
        f"{task_name(case, step.task_id)}: at most {hours_words(step.minutes_per_shift)} a day"
        for step in proposal.steps_back
    ]
    missing = [f"Missing: {words}" for words in proposal.missing]
    said = [f"- {plain(words)}" for words in (*steps, *missing, *proposal.because)]
    if proposal.decision is None:
        title = f"{NOT_PROPOSED} from this sheet"
        st.warning("\n".join(said[:AT_FIRST]), title=title, icon=":material/help:")
    else:
        row = decisions()[proposal.decision]
        message = st.error if proposal.decision is Decision.STOP_AND_REFER else st.info
        words = "\n".join([plain(row.text), "", *said[:AT_FIRST]])
        message(words, title=f"Proposed: {row.label.lower()}", icon=":material/rule:")
        st.caption(f"This rule is a {SOURCE_STATUS[row.status]}; the decision is yours.")
    if len(said) > AT_FIRST:
        with st.expander(f"{len(said) - AT_FIRST} more"):
            st.markdown("\n".join(said[AT_FIRST:]))
    if proposal.clinical_review:
        st.markdown(":material/stethoscope: The therapist looks before the next step.")
    st.caption(plain(f"Red flags, on the Case page: {ask_again().text}"))


def decide(case: Case, week: PlanWeek, proposal: Proposal) -> None:
    """The decision: accepted as proposed, or another with its reason."""
    key = f"{PLACE}.{week.monday}"
    default = proposal.decision or Decision.HOLD
    held = max([today(), *(day.date for day in week.days)])
    with st.grid("auto", min_column_width=200):
        on = st.date_input("Decided on", value=held, key=f"{key}.on", format=DATE_FORMATS[settings().dates])
        by = st.text_input(
            "Decided by", key=f"{PLACE}.by", placeholder="Name or role", persist_state="session"
        )
    kinds = list(KIND)
    kind = st.segmented_control(
        "Held as",
        kinds,
        format_func=KIND.get,
        default=ReviewKind.CLINICAL if proposal.clinical_review else ReviewKind.CHECK,
        required=True,
        key=f"{key}.kind",
    )
    decided = st.segmented_control(
        "Decision",
        list(DECISION),
        format_func=DECISION.get,
        default=default,
        required=True,
        key=f"{key}.decided",
        wrap=True,
    )
    steps = named_steps(case, week, proposal, key) if decided is Decision.STEP_BACK else []
    reason = ""
    if decided is not proposal.decision:
        label = "Why not as proposed" if proposal.decision else "Why, without a proposal"
        reason = st.text_area(label, key=f"{key}.reason", height="content")
    if decided is not Decision.PROGRESS and decided is not Decision.STOP_AND_REFER and on:
        until = next_review(case, on)
        st.caption(f"It lasts until the next review, {date_words(until)}." if until else "")
    accepted = decided is proposal.decision
    st.button(
        "Accept the proposal" if accepted else "Record this decision",
        type="primary" if accepted else "secondary",
        icon=":material/check:" if accepted else ":material/edit_note:",
        on_click=put,
        args=(week.monday, on, decided, by, reason, kind, steps),
    )
    show_refusal(PLACE)


def named_steps(case: Case, week: PlanWeek, proposal: Proposal, key: str) -> list[StepBack]:
    """The tasks that are stepped back, each with its most minutes a day."""
    planned = {a.task_id for day in week.days for a in day.allocations}
    tasks = {task.id: task.name for task in case.job.tasks if task.id in planned}
    chosen = st.multiselect(
        "Tasks that step back",
        list(tasks),
        format_func=tasks.get,
        default=[step.task_id for step in proposal.steps_back if step.task_id in tasks],
        key=f"{key}.tasks",
        placeholder="Choose",
    )
    found = []
    with st.grid("auto", min_column_width=200):
        for task_id in chosen:
            minutes = st.number_input(
                f"{plain(tasks[task_id])}: most minutes a day",
                value=step_back(case, week, task_id).minutes_per_shift,
                min_value=0,
                max_value=1440,
                step=15,
                key=f"{key}.{task_id}",
            )
            found.append(StepBack(task_id=task_id, minutes_per_shift=minutes))
    return found


def put(  # noqa: PLR0917 - the fields of the form
    monday: date,
    on: date,
    decided: Decision,
    by: str,
    reason: str,
    kind: ReviewKind,
    steps: list[StepBack],
) -> None:
    """Record the decision."""

    def record(case: Case) -> None:
        record_review(case, monday, on=on, decided=decided, by=by, reason=reason, kind=kind, steps_back=steps)

    edit(record, PLACE)


def stop(case: Case) -> None:
    """A stop that nobody has cleared, and who clears it."""
    found = open_stop(case)
    if found is None:
        return
    st.error(
        f"Since {date_words(found.on)}, decided by {plain(found.by)}. No work until a named clinician has cleared it.",
        title="Work is stopped",
        icon=":material/front_hand:",
    )
    key = f"{PLACE}.clear"
    with st.form(key):
        with st.grid("auto", min_column_width=200):
            dates = DATE_FORMATS[settings().dates]
            st.date_input("Cleared from", value=max(today(), found.on), key=f"{key}.on", format=dates)
            st.text_input("Cleared by", key=f"{key}.by", placeholder="Named clinician")
        st.form_submit_button(
            "Record the clearance", icon=":material/verified_user:", on_click=clear, args=(found.id,)
        )
    show_refusal(key)


def clear(review_id: str) -> None:
    """Record who cleared a stop."""
    key = f"{PLACE}.clear"
    on, by = st.session_state[f"{key}.on"], st.session_state[f"{key}.by"]
    edit(lambda case: clear_stop(case, review_id, on=on, by=by), key)


def decided_before(case: Case) -> None:
    """What was decided, the last first."""
    if not case.reviews:
        return
    st.subheader("Decided before")
    told = [review_words(case, held) for held in reversed(case.reviews)]
    st.markdown("\n".join(f"- {words}" for words in told[:AT_FIRST]))
    if len(told) > AT_FIRST:
        with st.expander(f"{len(told) - AT_FIRST} earlier"):
            st.markdown("\n".join(f"- {words}" for words in told[AT_FIRST:]))


def review_words(case: Case, held: Review) -> str:
    """One review in words: when, what was decided by whom and why, what was proposed, how long it lasts."""
    number = next((w.number for w in planned_and_worked(case) if w.monday == held.monday), None)
    of_week = f" of week {number}" if number else ""
    steps = [
        f"{task_name(case, s.task_id)} {hours_words(s.minutes_per_shift)} a day" for s in held.steps_back
    ]
    decided = DECISION[held.decided] + (f" ({', '.join(steps)})" if steps else "")
    proposed = (
        f"proposed: {DECISION[held.proposed].lower()}" if held.proposed else "nothing could be proposed"
    )
    parts = [f"{decided}, by {held.by}", proposed if held.proposed is not held.decided else "as proposed"]
    parts += [held.reason.strip().rstrip(".")] if held.reason.strip() else []
    if held.until is not None:
        parts.append(f"until {date_words(held.until)}")
    if held.resolved_on is not None:
        parts.append(f"cleared from {date_words(held.resolved_on)} by {held.resolved_by}")
    return f"**{date_words(held.on)}, {KIND[held.kind].lower()}{of_week}:** {plain('; '.join(parts))}."


def task_name(case: Case, task_id: str) -> str:
    """A task by its name."""
    task = case.task(task_id)
    return task.name if task else "a task that was removed"


def rules(case: Case) -> None:
    """How a week is read, with source and status of every figure, and whether pain is asked daily."""
    box = st.expander("How a week is read", key="review.rules", on_change="rerun")
    if not box.open:
        return
    with box:
        fields.choice(
            CLINICAL,
            "pain_rule_id",
            "Daily pain",
            {rule.id: rule.label for rule in pain_rules().values()},
            help="Left open, pain is asked daily only in an acute or post-operative case, in absolute bands.",
        )
        named = review_figures()
        rows = [
            {
                "Rule": f"{figure.label} {figure.value:g} {figure.unit}",
                "Status": SOURCE_STATUS[figure.status],
                "Source": cited(figure.source),
            }
            for figure in (getattr(named, name) for name in type(named).model_fields)
        ]
        figures = {
            r.id: f" ({r.red_above_baseline:g} points)" for r in pain_rules().values() if r.red_above_baseline
        }
        rows += [
            {
                "Rule": f"{row.label}: {row.text}{figures.get(row.id, '')}",
                "Status": SOURCE_STATUS[row.status],
                "Source": cited(row.source),
            }
            for row in (*decisions().values(), *pain_rules().values())
        ]
        table(rows, "How a week of the sheet is read")
