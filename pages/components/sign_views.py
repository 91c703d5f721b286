"""Sign-off of a plan: where it stands, the therapist's signature, everybody's answer, and the end of the case."""

import streamlit as st

from ergo.analysis.wording import date_words
from ergo.errors import InputError
from ergo.model.case import Case
from ergo.model.record import Closing, PlanAnswer, SignOff, SignOffRole
from ergo.store.trail import Action
from ergo.workflow.plans import is_signed, sign
from ergo.workflow.response_import import read_answers
from ergo.workflow.standing import Standing, answer_of, answers_missing, plan_standing
from pages.components.case_state import (
    accept,
    current,
    desk,
    edit,
    empty,
    refuse,
    settings,
    show_refusal,
    today,
)
from pages.components.plain import plain
from pages.components.tables import table
from pages.components.words import ANSWER_TO_PLAN, DATE_FORMATS, SIGNER

SIGN, ANSWERS, CLOSE = "plan.sign", "plan.answers", "plan.close"
ASKED = (SignOffRole.WORKER, SignOffRole.EMPLOYER, SignOffRole.CERTIFIER)


def sign_off(case: Case) -> None:
    """The whole part of the Plan page."""
    where(case)
    signature(case)
    if is_signed(case):
        answers(case)
    ending(case)


def where(case: Case) -> None:
    """The state among all states, and who is waited for."""
    now = plan_standing(case, settings().scheme_id, today())
    steps = [f"**{s.value.capitalize()}**" if s is now else s.value.capitalize() for s in Standing]
    st.markdown(" → ".join(steps))
    waiting = answers_missing(case, settings().scheme_id) if now is Standing.PROPOSED else []
    if waiting:
        st.caption(f"Not agreed yet: {', '.join(SIGNER[role] for role in waiting)}.")


def signature(case: Case) -> None:
    signed = answer_of(case, SignOffRole.THERAPIST)
    if signed is not None:
        words = f"Signed by {signed.name}, {signed.registration}, on {date_words(signed.on)}."
        st.success(plain(words), icon=":material/draw:")
        return
    st.markdown("Until you sign this version, every copy of it is marked DRAFT.")
    st.session_state.setdefault(f"{SIGN}.name", settings().name)
    st.session_state.setdefault(f"{SIGN}.registration", settings().registration)
    with st.form(SIGN):
        with st.grid("auto", min_column_width=220):
            st.text_input("Your name", key=f"{SIGN}.name")
            st.text_input("Registration number", key=f"{SIGN}.registration")
        st.form_submit_button("Sign this plan", icon=":material/draw:", on_click=put_signature)
    show_refusal(SIGN)


def put_signature() -> None:
    name, registration = st.session_state[f"{SIGN}.name"], st.session_state[f"{SIGN}.registration"]
    if edit(lambda case: sign(case, name=name, registration=registration, on=today()), SIGN):
        plan = current().plan
        detail = {"plan": plan.id, "version": str(plan.version), "registration": registration}
        desk().store.record(current().id, Action.SIGNED, detail, name)


def answers(case: Case) -> None:
    """What worker, employer and certifier answered to this version, typed in or read from the form."""
    st.header("Answers to this version")
    given = [(role, answer_of(case, role)) for role in ASKED]
    rows = [
        {
            "Who": SIGNER[role],
            "Answer": ANSWER_TO_PLAN[s.answer],
            "Name": s.name,
            "On": date_words(s.on, weekday=False),
            "Remark": s.comment,
        }
        for role, s in given
        if s is not None
    ]
    if rows:
        table(rows, "Answers to this version of the plan")
    with (
        st.expander("Enter an answer", expanded=not rows),
        st.form(ANSWERS, border=False),
    ):
        with st.grid("auto", min_column_width=220):
            st.selectbox("Who answers", ASKED, format_func=SIGNER.get, key=f"{ANSWERS}.role")
            st.selectbox("Answer", list(PlanAnswer), format_func=ANSWER_TO_PLAN.get, key=f"{ANSWERS}.answer")
            st.text_input("Name", key=f"{ANSWERS}.name")
            st.date_input("On", value=today(), key=f"{ANSWERS}.on", format=DATE_FORMATS[settings().dates])
        st.text_area("What is to be changed, or a remark", key=f"{ANSWERS}.comment")
        st.form_submit_button("Enter the answer", icon=":material/how_to_reg:", on_click=put_answer)
    with st.expander("Read an answer back"):
        st.caption("The Excel file of “Answer to the plan”, which Export makes.")
        st.file_uploader("Form that was filled in", type=["xlsx"], key=f"{ANSWERS}.file", max_upload_size=2)
        st.button("Read it", icon=":material/upload_file:", on_click=take_answers)
    show_refusal(ANSWERS)


def put_answer() -> None:
    said = {
        name: st.session_state[f"{ANSWERS}.{name}"] for name in ("role", "answer", "name", "on", "comment")
    }
    plan = current().plan

    def change(case: Case) -> None:
        if not said["name"].strip():
            raise InputError(item="Answer", field="name")
        case.sign_offs.append(SignOff(plan_id=plan.id, plan_version=plan.version, **said))

    if edit(change, ANSWERS):
        empty(f"{ANSWERS}.name", f"{ANSWERS}.comment")


def take_answers() -> None:
    file = st.session_state[f"{ANSWERS}.file"]
    if file is None:
        refuse(ANSWERS, "Choose the file first.")
        return
    try:
        found = read_answers(current(), file.getvalue(), today())
    except InputError as error:
        refuse(ANSWERS, str(error))
        return
    accept(ANSWERS)
    edit(lambda case: case.sign_offs.extend(found), ANSWERS)


def ending(case: Case) -> None:
    """Close the case, or open it again."""
    if case.closing is not None:
        words = f"Closed on {date_words(case.closing.on)}. {case.closing.result}"
        st.info(plain(words), icon=":material/inventory_2:")
        st.button("Open the case again", key=f"{CLOSE}.again", on_click=reopen)
        return
    with st.popover("Close the case", icon=":material/inventory_2:"):
        st.markdown("The plan counts no longer; everything is kept, and the case can be opened again.")
        st.text_area("Result", key=f"{CLOSE}.result", placeholder="full duties kept for four weeks")
        st.button("Close it", key=CLOSE, on_click=close)
    show_refusal(CLOSE)


def close() -> None:
    result = st.session_state[f"{CLOSE}.result"]
    closing = Closing(on=today(), by=desk().who(), result=result)
    edit(lambda case: setattr(case, "closing", closing), CLOSE)


def reopen() -> None:
    edit(lambda case: setattr(case, "closing", None), CLOSE)
