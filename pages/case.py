"""Case: worker, status and goal, condition, red flags, obstacles, consent."""

import streamlit as st

from ergo.analysis.wording import date_words
from ergo.knowledge.clinical import (
    RedFlag,
    conditions,
    flag_actions,
    grades,
    movement_patterns,
    obstacles,
    red_flag_groups,
    red_flags,
)
from ergo.knowledge.visibility import items as visible_items
from ergo.model.case import Case
from ergo.model.clinical import Answer, FlagColour, PsychosocialFlag, RedFlagAnswer
from ergo.model.worker import Consent, Contact
from pages.components import fields
from pages.components.case_state import current, edit, start_page, today
from pages.components.entries import add, choose, remove
from pages.components.fields import Part
from pages.components.plain import plain
from pages.components.tables import table
from pages.components.words import ANSWER, COLOUR, CONTACT, GOAL, HAND, SEX, SOURCE_STATUS, STATUS, cited

WORKER = Part("case.worker", lambda case: case.worker)
EMPLOYER = Part("case.employer", lambda case: case.employer)
SITUATION = Part("case.situation", lambda case: case.situation)
CLINICAL = Part("case.clinical", lambda case: case.clinical)
WHOLE = Part("case.whole", lambda case: case)


def worker(case: Case) -> None:
    st.header("Worker")
    with st.grid("auto", min_column_width=200):
        fields.text(WORKER, "code", "Code", help="Used on screens and documents; a name is not needed.")
        fields.text(WORKER, "name", "Name (only if wanted)")
        fields.number(WORKER, "stature_cm", "Stature", unit="cm")
        fields.number(WORKER, "mass_kg", "Body mass", unit="kg")
    fields.choice(WORKER, "sex", "Sex, as far as tables of body measures need it", SEX)
    fields.choice(WORKER, "handedness", "Preferred hand", HAND)
    st.header("Employer")
    with st.grid("auto", min_column_width=200):
        fields.text(EMPLOYER, "name", "Employer")
        fields.text(EMPLOYER, "worksite", "Place of work")
        fields.text(WHOLE, "title", "Short title of this case", help="Shown in the list of cases.")
    contacts(case)


def contacts(case: Case) -> None:
    st.header("People to reach")
    if case.contacts:
        rows = [
            {"Role": CONTACT[c.role], "Name": c.name, "Telephone": c.phone, "E-mail": c.email}
            for c in case.contacts
        ]
        table(rows, "People to reach about the return to work")
    key = "case.contact"
    st.button("Add a person", icon=":material/person_add:", on_click=add_contact, args=(key,))
    names = {c.id: c.name or f"New person {n}" for n, c in enumerate(case.contacts, 1)}
    chosen = choose(key, "Person to change", names)
    if chosen is not None:
        person = fields.entry(key, lambda c: c.contacts, chosen)
        with st.container(border=True):
            fields.choice(person, "role", "Role", CONTACT, required=True)
            with st.grid("auto", min_column_width=200):
                fields.text(person, "name", "Name")
                fields.text(person, "phone", "Telephone")
                fields.text(person, "email", "E-mail")
            remove(key, lambda c: c.contacts, chosen, "Remove this person")


def add_contact(key: str) -> None:
    add(key, lambda case: case.contacts, Contact(role="supervisor", name=""))


def goal(_: Case) -> None:
    st.header("Status and goal")
    fields.choice(SITUATION, "status", "Where the worker stands now", STATUS)
    with st.grid("auto", min_column_width=200):
        fields.day(SITUATION, "since", "Since")
        fields.number(
            SITUATION, "current_hours_per_week", "Hours worked a week now", unit="h", step=0.5, decimals=1
        )
    fields.choice(SITUATION, "goal", "Goal", GOAL)
    outcome = current().situation.outcome
    weeks = ", ".join(map(str, outcome.checks_after_weeks))
    st.caption(
        f"The outcome that is checked: {outcome.sustained_weeks} weeks sustained at the goal, "
        f"looked at {weeks} weeks after it."
    )
    fields.text(SITUATION, "notes", "Notes", area=True)


def condition(_: Case) -> None:
    st.header("Condition")
    st.caption("Clinical information. None of it reaches the employer's copy of any document.")
    fields.choice(CLINICAL, "condition_id", "Condition", {c.id: c.label for c in conditions().values()})
    fields.choice(
        CLINICAL,
        "movement_pattern_id",
        "Direction or load that hurts or helps",
        {p.id: p.label for p in movement_patterns().values()},
        help="It preselects cautions and what to ask of the workplace.",
    )
    with st.grid("auto", min_column_width=220):
        fields.day(CLINICAL, "onset", "Onset")
        fields.text(CLINICAL, "body_area", "Body area")
        fields.text(CLINICAL, "surgery", "Operation")
        fields.day(CLINICAL, "surgery_on", "Date of the operation")
        fields.number(CLINICAL, "pain_now", "Pain now, 0 to 10")
    fields.yes_no(CLINICAL, "acute_or_postoperative", "Acute or after surgery: absolute pain bands apply")
    with st.grid("auto", min_column_width=320):
        fields.text(CLINICAL, "helps", "What helps", area=True)
        fields.text(CLINICAL, "hurts", "What hurts", area=True)
        fields.text(CLINICAL, "diagnosis", "Diagnosis as written", area=True)
        fields.text(CLINICAL, "notes", "Clinical notes", area=True)
    advice()


def advice() -> None:
    chosen = conditions().get(current().clinical.condition_id or "")
    if chosen is not None and (chosen.advice or chosen.course):
        with st.expander(f"Advice and usual course: {chosen.label}"):
            for statement in (*chosen.advice, *chosen.course):
                source = f"{cited(statement.source)}; {SOURCE_STATUS[statement.status]}"
                st.markdown(f"- {plain(statement.text)} :gray[{plain(source)}]")


def red_flag_screen(case: Case) -> None:
    st.header("Red-flag screen")
    st.caption(
        "One sign is enough for “yes”. Each answer is saved with today's date; “not asked” is not “no”."
    )
    given = {answer.flag_id: answer for answer in case.clinical.red_flags}
    present = [f for f in red_flags().values() if f.id in given and given[f.id].answer is Answer.YES]
    for flag in present:
        what_to_do(flag, settled=given[flag.id].resolved_on is not None)
    left = len([f for f in red_flags() if f not in given or given[f].answer is Answer.NOT_ASKED])
    st.markdown(f"**{len(red_flags()) - left} of {len(red_flags())}** answered, **{len(present)}** present.")
    groups = {group.id: group.label for group in red_flag_groups().values()}
    group = st.segmented_control(
        "Part of the screen",
        list(groups),
        format_func=groups.get,
        default=next(iter(groups)),
        required=True,
        key="case.red_flag_group",
        persist_state="session",
    )
    st.subheader(groups[group])
    for flag in red_flags().values():
        if flag.group == group:
            ask(flag)
    st.button(
        "Record “no” for what is not answered in this part",
        on_click=answer_rest_with_no,
        args=(group,),
        icon=":material/done_all:",
    )


def what_to_do(flag: RedFlag, *, settled: bool) -> None:
    grade = grades()[flag.grade]
    if settled:
        st.success(f"{plain(flag.label)}: settled, with name and date below.", icon=":material/check_circle:")
        return
    show = st.error if grade.plan == "suspended" else st.warning
    show(
        f"{plain(grade.act)} {plain(flag.act)}\n\n{plain(grade.plan_text)}",
        title=f"{grade.label}: {plain(flag.label)}",
        icon=":material/emergency:" if grade.plan == "suspended" else ":material/warning:",
    )


def ask(flag: RedFlag) -> None:
    answer = fields.Unsaid(
        f"case.red_flag.{flag.id}",
        lambda case: answer_to(case, flag.id),
        lambda: RedFlagAnswer(flag_id=flag.id),
        lambda case, new: case.clinical.red_flags.append(new),
    )
    with st.container(border=True):
        st.markdown(f"**{plain(flag.label)}** — {grades()[flag.grade].label.lower()} if present")
        st.caption(" · ".join(plain(question) for question in flag.questions))
        fields.choice(
            answer,
            "answer",
            f"{flag.label}: present?",
            ANSWER,
            label_visibility="collapsed",
            required=True,
            also=lambda answered: setattr(answered, "on", today()),
        )
        if answer.now().answer is Answer.YES:
            if flag.worse_if:
                st.caption(plain(flag.worse_if))
            with st.grid("auto", min_column_width=200):
                fields.text(answer, "note", "What was found", area=True)
                fields.day(answer, "resolved_on", "Settled on")
                fields.text(answer, "resolved_by", "Settled by (named clinician)")


def answer_to(case: Case, flag_id: str) -> RedFlagAnswer | None:
    return next((answer for answer in case.clinical.red_flags if answer.flag_id == flag_id), None)


def answer_rest_with_no(group: str) -> None:
    def change(case: Case) -> None:
        kept = [a for a in case.clinical.red_flags if a.answer is not Answer.NOT_ASKED]
        answered = {answer.flag_id for answer in kept}
        rest = [f for f in red_flags().values() if f.group == group and f.id not in answered]
        case.clinical.red_flags = kept + [
            RedFlagAnswer(flag_id=f.id, answer=Answer.NO, on=today()) for f in rest
        ]

    edit(change, "case.red_flags")


def obstacles_and_actions(case: Case) -> None:
    st.header("Obstacles to the return")
    st.caption("What stands in the way, and who does what about it by when. Never on the employer's copy.")
    entries = case.clinical.flags
    if entries:
        rows = [
            {
                "Kind": COLOUR[f.colour].split(":")[0],
                "Obstacle": f.obstacle,
                "Who": f.owner,
                "Does what": f.action,
                "By": f.due,
                "Done": f.done_on,
            }
            for f in entries
        ]
        table(rows, "Obstacles with owner, action and date")
    key = "case.obstacle"
    with st.form("case.obstacle.new", border=False):
        known = {
            o.id: f"{COLOUR[FlagColour(o.colour)].split(':')[0]}: {o.text}" for o in obstacles().values()
        }
        st.selectbox(
            "Add an obstacle",
            list(known),
            format_func=lambda text: known.get(text, text),
            index=None,
            placeholder="Choose, or type your own words",
            accept_new_options=True,
            key="case.obstacle.pick",
        )
        st.form_submit_button("Add", icon=":material/add:", on_click=add_obstacle, args=(key,))
    chosen = choose(key, "Obstacle to change", {f.id: f.obstacle[:80] or "No words yet" for f in entries})
    if chosen is not None:
        flag = fields.entry(key, lambda c: c.clinical.flags, chosen)
        with st.container(border=True):
            fields.choice(flag, "colour", "Kind", COLOUR, required=True)
            fields.text(flag, "obstacle", "Obstacle")
            fields.text(flag, "action", "What is done about it")
            with st.grid("auto", min_column_width=220):
                fields.text(flag, "owner", "Who acts")
                fields.day(flag, "due", "By")
                fields.day(flag, "done_on", "Done on")
            remove(key, lambda c: c.clinical.flags, chosen, "Remove this obstacle")


def add_obstacle(key: str) -> None:
    picked = st.session_state["case.obstacle.pick"]
    known = obstacles().get(picked or "")
    if known is None:
        new = PsychosocialFlag(colour=FlagColour.YELLOW, obstacle=picked or "")
    else:
        action = flag_actions().get(known.action_id or "")
        owner, does = (action.owner, action.action) if action else ("", "")
        new = PsychosocialFlag(colour=FlagColour(known.colour), obstacle=known.text, owner=owner, action=does)
    add(key, lambda case: case.clinical.flags, new)


def consent(case: Case) -> None:
    st.header("Consent")
    st.caption("What the worker has agreed may be passed on, to whom, why and until when.")
    if case.consents:
        rows = [
            {
                "To": CONTACT[c.recipient],
                "What": f"{len(c.items)} kinds of information",
                "Why": c.purpose,
                "Given": c.given_on,
                "Until": c.until,
                "Withdrawn": c.withdrawn_on,
            }
            for c in case.consents
        ]
        table(rows, "Consent records")
    key = "case.consent"
    st.button("Add a consent", icon=":material/add:", on_click=add_consent, args=(key,))
    names = {c.id: f"{CONTACT[c.recipient]}, {date_words(c.given_on)}" for c in case.consents}
    chosen = choose(key, "Consent to change", names)
    if chosen is not None:
        record = fields.entry(key, lambda c: c.consents, chosen)
        with st.container(border=True):
            fields.choice(record, "recipient", "May be passed to", CONTACT, required=True)
            fields.choices(record, "items", "What", consent_items())
            fields.text(record, "purpose", "Why")
            with st.grid("auto", min_column_width=180):
                fields.day(record, "given_on", "Given on")
                fields.day(record, "until", "Valid until")
                fields.day(record, "withdrawn_on", "Withdrawn on")
            remove(key, lambda c: c.consents, chosen, "Remove this record")


def consent_items() -> dict[str, str]:
    return {item.id: item.item[:1].upper() + item.item[1:] for item in visible_items().values()}


def add_consent(key: str) -> None:
    add(key, lambda case: case.consents, Consent(recipient="employer", items=[], given_on=today()))


PARTS = {
    "Worker and employer": worker,
    "Status and goal": goal,
    "Condition": condition,
    "Red flags": red_flag_screen,
    "Obstacles": obstacles_and_actions,
    "Consent": consent,
}
opened = start_page(
    "Case", "Who it is about, where the worker stands, and what must be known before work is planned."
)
part = st.segmented_control(
    "Part of the case",
    list(PARTS),
    default="Worker and employer",
    required=True,
    key="case.part",
    persist_state="session",
    label_visibility="collapsed",
)
PARTS[part](opened)
