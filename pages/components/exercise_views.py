"""Home exercises with their cautions and versions, education topics, and the log of relaxation and mindfulness."""

import streamlit as st

from ergo.advice.home_exercise import (
    ExerciseAdvice,
    Fit,
    advice_on,
    all_advice,
    dose_of,
    dose_words,
    suggested,
    version_words,
)
from ergo.analysis.wording import date_words
from ergo.drawing.exercise import exercise_svg
from ergo.knowledge.catalogue import evidence
from ergo.knowledge.programme import exercise_rules, exercises, topics
from ergo.model.case import Case
from ergo.model.programme import ExerciseChoice, Practice, PracticeKind
from pages.components import fields
from pages.components.case_state import edit, show_refusal, today
from pages.components.entries import add, choose, remove
from pages.components.fields import Part
from pages.components.messages import next_step
from pages.components.plain import plain
from pages.components.programme_views import sourced
from pages.components.tables import table

EXERCISE, TOPIC, PRACTICE = "programme.exercise", "programme.topic", "programme.practice"
PICTURE_PX = 240
WHOLE = Part("programme.whole", lambda case: case.programme)
FIT = {
    Fit.USUAL: "usual here",
    Fit.CAUTION: "with caution",
    Fit.NOT_USUAL: "not usual here",
    Fit.NOT_ASSESSED: "condition not known",
    Fit.LEAVE_OUT: "better left out",
}
KIND = {
    PracticeKind.BREATHING: "Calm breathing",
    PracticeKind.MUSCLE_RELAXATION: "Muscle relaxation",
    PracticeKind.MINDFULNESS: "Mindfulness",
    PracticeKind.OTHER: "Other",
}


def exercise_list(case: Case) -> None:
    """The home programme, suggestions for it, and one exercise to work on."""
    chosen = {choice.exercise_id: choice for choice in case.programme.exercises}
    rows = [exercise_row(case, choice) for choice in chosen.values() if choice.exercise_id in exercises()]
    if rows:
        table(rows, "The home programme")
    else:
        next_step("No exercise is chosen yet. Add from the suggestions, or choose any exercise below.")
    offers = suggested(case)
    if offers:
        with st.expander(f"Suggested: {len(offers)}", expanded=not rows):
            for offer in offers:
                offered(offer)
    more = {
        a.exercise.id: f"{a.exercise.name} – {FIT[a.fit]}"
        for a in all_advice(case)
        if a.exercise.id not in chosen
    }
    with st.container(horizontal=True, vertical_alignment="bottom"):
        picked = st.selectbox(
            "Any exercise",
            list(more),
            format_func=more.get,
            index=None,
            placeholder="Choose",
            key=f"{EXERCISE}.any",
        )
        st.button(
            "Add it", disabled=picked is None, key=f"{EXERCISE}.add", on_click=add_exercise, args=(picked,)
        )
    show_refusal(EXERCISE)
    names = {name: exercises()[name].name for name in chosen if name in exercises()}
    shown = choose(EXERCISE, "Exercise to work on", names)
    if shown is not None:
        exercise_card(advice_on(case, exercises()[shown]))
    with st.expander("What holds for every exercise"):
        rules = exercise_rules()
        st.markdown("**Ease off** " + plain("; ".join(rules.ease_off)))
        st.markdown("**Stop and seek help** " + plain("; ".join(rules.stop_and_seek_help)))
        st.markdown(sourced(rules.stages_basis))


def exercise_row(case: Case, choice: ExerciseChoice) -> dict[str, object]:
    """One line of the home programme."""
    advice = advice_on(case, exercises()[choice.exercise_id])
    return {
        "Exercise": advice.exercise.name,
        "Dose": dose_words(dose_of(choice, advice.exercise)),
        "Here": FIT[advice.fit],
        "Mind": " ".join(advice.cautions),
    }


def offered(offer: ExerciseAdvice) -> None:
    """A suggestion in one line, with a button that takes it."""
    exercise = offer.exercise
    with st.container(gap="xxsmall"):
        st.button(
            f"Add: {exercise.name}",
            icon=":material/add:",
            key=f"{EXERCISE}.add.{exercise.id}",
            on_click=add_exercise,
            args=(exercise.id,),
        )
        said = (f"{dose_words(exercise.dose_default)} ({exercise.dose_basis}).", *offer.cautions)
        st.caption(plain(" ".join(said)))


def add_exercise(exercise_id: str) -> None:
    """Put an exercise into the home programme and work on it."""
    if edit(lambda case: case.programme.exercises.append(ExerciseChoice(exercise_id=exercise_id)), EXERCISE):
        st.session_state[EXERCISE] = exercise_id
        st.session_state[f"{EXERCISE}.any"] = None


def take_exercise_away(exercise_id: str) -> None:
    """Take an exercise out of the home programme."""

    def change(case: Case) -> None:
        case.programme.exercises = [c for c in case.programme.exercises if c.exercise_id != exercise_id]

    edit(change, EXERCISE)


def exercise_card(advice: ExerciseAdvice) -> None:
    """One exercise: how it is done, its own dose, cautions and versions."""
    exercise = advice.exercise
    part = Part(
        f"{EXERCISE}.{exercise.id}",
        lambda case: next((c for c in case.programme.exercises if c.exercise_id == exercise.id), None),
    )
    with st.container(border=True):
        svg = exercise_svg(exercise.figure, exercise.name)
        st.image(svg, alt=svg.alt, width=PICTURE_PX)
        st.markdown(plain(exercise.how_to))
        for caution in advice.cautions:
            st.warning(plain(caution), icon=":material/warning:")
        usual = exercise.dose_default
        with st.grid("auto", min_column_width=140):
            fields.number(part, "sets", "Sets", placeholder=str(usual.sets))
            fields.number(part, "reps", "Repeats", placeholder=str(usual.reps))
            fields.number(part, "hold_s", "Hold (s)", placeholder=str(usual.hold_s))
            fields.number(part, "days_per_week", "Days a week", placeholder=str(usual.days_per_week))
        st.caption(plain(". ".join(filter(None, (f"Usual dose: {exercise.dose_basis}", usual.note)))))
        for stage in exercise_rules().stages:
            way = version_words(exercise, stage.version) or "as described"
            st.markdown(plain(f"From week {stage.from_week}, {stage.version}: {way}"))
        st.caption(plain("; ".join(evidence()[name].citation for name in exercise.source_ids)))
        fields.text(part, "note", "Note")
        st.button("Take it out", key=f"{EXERCISE}.out", on_click=take_exercise_away, args=(exercise.id,))


def topics_and_practice(case: Case) -> None:
    """Education topics for the hand-out, and the log of relaxation and mindfulness."""
    st.subheader("Topics to hand out")
    fields.choices(WHOLE, "topic_ids", "Topics", {topic.id: topic.title for topic in topics().values()})
    names = {name: topics()[name].title for name in case.programme.topic_ids if name in topics()}
    shown = choose(TOPIC, "Look at", names)
    if shown is not None:
        topic = topics()[shown]
        with st.container(border=True):
            drawings = [exercise_svg(figure, topic.title) for figure in topic.figures]
            with st.container(horizontal=True):
                for svg in drawings:
                    st.image(svg, alt=svg.alt, width=PICTURE_PX)
            st.markdown("\n".join(f"- {plain(point)}" for point in topic.key_points))
            st.markdown(f"**Get help if** {plain(topic.get_help_if)}")
            st.caption(
                plain(
                    " ".join(filter(None, (topic.note, *(evidence()[s].citation for s in topic.source_ids))))
                )
            )
    st.subheader("Relaxation and mindfulness: log")
    entries = sorted(case.programme.practice, key=lambda p: p.on, reverse=True)
    if entries:
        table([practice_row(entry) for entry in entries], "Log of relaxation and mindfulness")
    st.button("Add an entry", icon=":material/add:", on_click=add_practice)
    show_refusal(PRACTICE)
    picked = choose(
        PRACTICE, "Entry to change", {e.id: f"{date_words(e.on)}, {KIND[e.kind]}" for e in entries}
    )
    if picked is not None:
        part = fields.entry(PRACTICE, lambda c: c.programme.practice, picked)
        with st.container(border=True):
            fields.choice(part, "kind", "What", KIND, required=True)
            with st.grid("auto", min_column_width=150):
                fields.day(part, "on", "Date")
                fields.number(part, "minutes", "Minutes")
                fields.number(part, "tension_before", "Tension before, 0 to 10")
                fields.number(part, "tension_after", "Tension after, 0 to 10")
            fields.text(part, "note", "Note")
            remove(PRACTICE, lambda c: c.programme.practice, picked, "Remove this entry")


def add_practice() -> None:
    """A new entry of today."""
    add(PRACTICE, lambda case: case.programme.practice, Practice(on=today()))


def practice_row(entry: Practice) -> dict[str, object]:
    """One line of the log."""
    return {
        "Date": entry.on,
        "What": KIND[entry.kind],
        "Minutes": entry.minutes,
        "Tension before": None if entry.tension_before is None else f"{entry.tension_before:g}",
        "Tension after": None if entry.tension_after is None else f"{entry.tension_after:g}",
        "Note": entry.note,
    }
