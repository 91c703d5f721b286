"""The red-flag screen: grade and what to do beside each answer, and the urgent ones at the head of the page."""

import streamlit as st

from ergo.analysis.clinical import RaisedFlag, raised_flags, suspending_flags
from ergo.analysis.wording import date_words
from ergo.knowledge.clinical import (
    Grade,
    PlanEffect,
    RedFlag,
    ask_again,
    grades,
    red_flag_groups,
    red_flags,
)
from ergo.model.case import Case
from ergo.model.clinical import Answer, RedFlagAnswer
from pages.components import fields
from pages.components.case_state import edit, today
from pages.components.plain import plain
from pages.components.tables import table
from pages.components.words import ANSWER, SOURCE_STATUS, cited

SIGN = {
    Grade.EMERGENCY: ("emergency", "red"),
    Grade.STOP: ("block", "red"),
    Grade.ASK: ("contact_support", "orange"),
    Grade.NOTE: ("edit_note", "blue"),
}


def urgent(case: Case) -> None:
    """What must not wait, for the head of every part of the page."""
    for grade, flags in suspending_flags(case).items():
        row = grades()[grade]
        names = ", ".join(flag.label for flag in flags)
        st.error(
            f"{plain(row.act)} {plain(row.plan_text)}",
            title=f"{row.label}: {plain(names)}",
            icon=f":material/{SIGN[grade][0]}:",
        )


def red_flag_screen(case: Case) -> None:
    """How far the screen is, what was settled, and the questions of one group."""
    st.header("Red-flag screen")
    st.caption(
        "One sign is enough for “yes”. Each answer is saved with today's date; “not asked” is not “no”. "
        + plain(ask_again().text)
    )
    given = {answer.flag_id: answer for answer in case.clinical.red_flags}
    left = [f for f in red_flags() if f not in given or given[f].answer is Answer.NOT_ASKED]
    raised = raised_flags(case)
    still_open = [flag for flag in raised if not flag.settled]
    st.markdown(
        f"**{len(red_flags()) - len(left)} of {len(red_flags())}** answered, **{len(still_open)}** present and open, "
        f"**{len(raised) - len(still_open)}** settled."
    )
    groups = {group.id: group.label for group in red_flag_groups().values()}
    group = st.segmented_control(
        "Part of the screen",
        list(groups),
        format_func=lambda name: group_words(groups[name], [f for f in left if red_flags()[f].group == name]),
        default=next(iter(groups)),
        required=True,
        key="case.red_flag_group",
        persist_state="session",
    )
    st.subheader(groups[group])
    for flag in red_flags().values():
        if flag.group == group:
            ask(flag, next((r for r in raised if r.flag is flag), None))
    st.button(
        "Record “no” for what is not answered in this part",
        on_click=answer_rest_with_no,
        args=(group,),
        icon=":material/done_all:",
        disabled=not any(red_flags()[f].group == group for f in left),
    )
    with st.expander("Where these signs come from"):
        rows = [
            {
                "Red flag": f.label,
                "Source": cited(f.source),
                "Status": SOURCE_STATUS[f.status],
                "Note": f.note,
            }
            for f in red_flags().values()
            if f.group == group
        ]
        table(rows, f"Sources of the red flags: {groups[group]}")


def group_words(label: str, left: list[str]) -> str:
    """A group with how many of its flags are still to be asked."""
    return f"{label} ({len(left)} to ask)" if left else label


def ask(flag: RedFlag, raised: RaisedFlag | None) -> None:
    """One red flag: its signs, the answer, and beside a yes what to do and what settled it."""
    answer = fields.Unsaid(
        f"case.red_flag.{flag.id}",
        lambda case: answer_to(case, flag.id),
        lambda: RedFlagAnswer(flag_id=flag.id),
        lambda case, new: case.clinical.red_flags.append(new),
    )
    sign, colour = SIGN[flag.grade]
    with st.container(border=True):
        st.markdown(
            f"**{plain(flag.label)}** :{colour}[:material/{sign}: {plain(grades()[flag.grade].label)} if present]"
        )
        st.markdown("\n".join(f"- {plain(question)}" for question in flag.questions))
        fields.choice(
            answer,
            "answer",
            f"{flag.label}: present?",
            ANSWER,
            label_visibility="collapsed",
            required=True,
            also=lambda answered: setattr(answered, "on", today()),
        )
        if raised is not None:
            what_to_do(flag, raised)
            with st.grid("auto", min_column_width=200):
                fields.text(answer, "note", "What was found", area=True)
                fields.day(answer, "resolved_on", "Settled on")
                fields.text(answer, "resolved_by", "Settled by (named clinician)")
        on = answer.now().on
        dated = "" if on is None else f"Answered on {date_words(on)}. "
        st.caption(plain(f"{dated}Signs and action: {SOURCE_STATUS[flag.status]}."))


def what_to_do(flag: RedFlag, raised: RaisedFlag) -> None:
    """The action of a present flag; of a settled one, by whom and when."""
    grade, answer = grades()[flag.grade], raised.answer
    if raised.settled:
        settled = f"Settled on {date_words(answer.resolved_on)} by {answer.resolved_by}."
        st.success(plain(settled), icon=":material/check_circle:")
        return
    urgent_now = grade.plan is PlanEffect.SUSPENDED
    show = st.error if urgent_now else st.warning if grade.plan is PlanEffect.HELD else st.info
    lines = [f"{grade.act} {flag.act}", grade.plan_text, flag.worse_if]
    show(
        "\n\n".join(plain(line) for line in lines if line),
        title=f"{grade.label}: what to do",
        icon=f":material/{SIGN[flag.grade][0]}:",
    )
    if flag.criteria:
        with st.expander("The criteria that are counted"):
            st.markdown("\n".join(f"- {plain(criterion)}" for criterion in flag.criteria))
    if answer.resolved_on is not None or answer.resolved_by:
        st.caption("It counts as settled once both the date and the name of the clinician are entered.")


def answer_to(case: Case, flag_id: str) -> RedFlagAnswer | None:
    """The answer given to a red flag, if any."""
    return next((answer for answer in case.clinical.red_flags if answer.flag_id == flag_id), None)


def answer_rest_with_no(group: str) -> None:
    """Record "no" for every flag of a group that has no answer yet."""

    def change(case: Case) -> None:
        kept = [a for a in case.clinical.red_flags if a.answer is not Answer.NOT_ASKED]
        answered = {answer.flag_id for answer in kept}
        rest = [f for f in red_flags().values() if f.group == group and f.id not in answered]
        case.clinical.red_flags = kept + [
            RedFlagAnswer(flag_id=f.id, answer=Answer.NO, on=today()) for f in rest
        ]

    edit(change, "case.red_flags")
