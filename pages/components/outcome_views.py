"""Outcome measures on the screen: the course of an instrument, a new measurement, and its answers or total."""

from typing import Any

import streamlit as st

from ergo.analysis.goals import PSFS
from ergo.analysis.outcomes import Course, Point, ScaleScore, Scored, courses, score
from ergo.analysis.wording import date_words
from ergo.analysis.words import inside_sentence
from ergo.knowledge.instruments import Instrument, instruments, not_scored
from ergo.knowledge.sources import Status
from ergo.model.case import Case
from ergo.model.clinical import OutcomeMeasure
from pages.components import fields
from pages.components.case_state import edit, show_refusal, today
from pages.components.entries import add, choose, remove
from pages.components.fields import Part
from pages.components.messages import next_step
from pages.components.outcome_chart import alt_text, figure
from pages.components.plain import plain
from pages.components.tables import NO_BREAK, table
from pages.components.words import ITEM_TEXT, SOURCE_STATUS, cited

KEY = "case.outcome"
CHOSEN = f"{KEY}.instrument"
USUAL, ALL = "Usual set", "All"
ANSWERS, TOTAL = "The answers", "The total only"


def outcome_measures(case: Case) -> None:
    """Every instrument that was used, the chosen one over time, and the measurement that is worked on."""
    st.header("Outcome measures")
    st.caption(
        "About the person, for the clinician: never on the employer's copy. No questionnaire wording is kept here; "
        "type the answers from the form."
    )
    found = {course.instrument.id: course for course in courses(case)}
    unknown = [m for m in case.clinical.outcome_measures if m.instrument_id not in instruments()]
    if unknown:
        st.caption(
            f"{len(unknown)} measurements of instruments that are not known here are kept as they are."
        )
    if not found:
        next_step(
            "Nothing was measured yet. Choose an instrument of the usual set and enter the first score."
        )
    new_measurement()
    if not found:
        return
    if len(found) > 1:
        table([summary_row(course) for course in found.values()], "Each instrument, first and latest score")
    names = {name: course.instrument.name for name, course in found.items()}
    course = found[choose(CHOSEN, "Instrument", names)]
    st.subheader(course.instrument.name)
    over_time(course)
    measurement(case, course)
    about(course.instrument)


def new_measurement() -> None:
    """A measurement of today, of an instrument of the usual set or of any."""
    with st.grid("auto", min_column_width=260):
        offered = st.segmented_control(
            "Instruments offered",
            [USUAL, ALL],
            default=USUAL,
            required=True,
            key=f"{KEY}.offered",
            persist_state="session",
        )
        offered_rows = [row for row in instruments().values() if offered == ALL or row.usual is not None]
        rows = [row for row in offered_rows if row.id != PSFS]
        st.selectbox(
            "Add a measurement",
            [row.id for row in rows],
            format_func={row.id: f"{row.name}: {inside_sentence(row.measures)}" for row in rows}.get,
            index=None,
            placeholder="Choose an instrument",
            key=f"{KEY}.pick",
            on_change=add_measurement,
        )
    show_refusal(KEY)
    rated_with_goals()
    if offered == ALL:
        with st.expander("Not scored here, and why"):
            rows = [{"Instrument": r.name, "Why": r.why, "Source": cited(r.source)} for r in not_scored()]
            table(rows, "Instruments that are not scored")


def rated_with_goals() -> None:
    """Where the ratings of the Patient-Specific Functional Scale are entered."""
    st.caption("The Patient-Specific Functional Scale is the rating of the worker's goals:")
    st.page_link("pages/programme.py", label="Rate the goals", icon=":material/flag:")


def add_measurement() -> None:
    """Add an empty measurement of the picked instrument, dated today, and turn to it."""
    picked = st.session_state[f"{KEY}.pick"]
    if picked is not None and add(
        KEY, lambda case: case.clinical.outcome_measures, OutcomeMeasure(instrument_id=picked, on=today())
    ):
        st.session_state[CHOSEN] = picked
        st.session_state[f"{KEY}.pick"] = None


def summary_row(course: Course) -> dict[str, object]:
    """First and latest score of an instrument, and the change in words."""
    known = [point for point in course.points if point.scored.main.value is not None]
    last = known[-1] if known else None
    return {
        "Instrument": course.instrument.name,
        "First": score_words(known[0].scored) if known else "no score yet",
        "Latest": score_words(last.scored) if last and len(known) > 1 else None,
        "On": last.scored.measure.on if last else None,
        "Change": last.change.words if last and last.change else None,
    }


def over_time(course: Course) -> None:
    """The chart and the table of one instrument."""
    if course.with_scores:
        st.plotly_chart(
            figure(course),
            key=f"{KEY}.chart",
            config={"displayModeBar": False, "scrollZoom": False},
            alt=alt_text(course),
        )
    table([point_row(point) for point in course.points], f"{course.instrument.name} over time")
    important = course.instrument.important_change
    if important is not None:
        told = f"Minimal important change: {cited(important.source)} ({SOURCE_STATUS[important.status]})."
        st.caption(plain(f"{told} {important.note}".strip()))
    error = course.instrument.measurement_error
    if error is not None:
        told = f"Measurement error: {cited(error.source)} ({SOURCE_STATUS[error.status]})."
        st.caption(plain(f"{told} {error.note}".strip()))


def point_row(point: Point) -> dict[str, object]:
    """One measurement in the table."""
    scored = point.scored
    return {
        "Date": scored.measure.on,
        "Score": score_words(scored),
        "Means": meaning(scored),
        "Since the first": point.change.words if point.change else None,
        "Missing": scored.missing_words,
        "Note": scored.measure.note,
    }


def score_words(scored: Scored) -> str:
    """The scores of all scales; where there is one scale, its figure alone."""
    if len(scored.scales) == 1:
        return figure_words(scored.main)
    return ", ".join(
        f"{s.scale.label} {figure_words(s)}" for s in scored.scales if s is scored.main or s.value is not None
    )


def figure_words(scale: ScaleScore) -> str:
    """A score with the end of its scale, or that it is not known."""
    return (
        "not known"
        if scale.value is None
        else f"{scale.value:g} of {scale.scale.high:g}".replace(" ", NO_BREAK)
    )


def meaning(scored: Scored) -> str:
    """Class, band and cut-offs, each with its status where it was not read in a source."""
    parts = [scored.risk_class] if scored.risk_class else []
    for scale in scored.scales:
        name = "" if scale is scored.main else f"{scale.scale.label}: "
        if scale.band is not None:
            parts.append(f"{name}{scale.band.label}{unverified(scale.band.status)}")
        parts += [f"{name}{cut.words} ({cut.edge_words}){unverified(cut.status)}" for cut in scale.cuts]
    return "; ".join(parts)


def unverified(status: Status) -> str:
    """The status where it is less than read in a source."""
    read = (Status.VERIFIED, Status.VERIFIED_TWICE)
    return "" if status in read else f" [{SOURCE_STATUS[status]}]"


def measurement(case: Case, course: Course) -> None:
    """The measurement that is worked on, the latest unless another is chosen."""
    kept = {measure.id for measure in case.clinical.outcome_measures}
    days = {
        p.scored.measure.id: day_words(p.scored)
        for p in reversed(course.points)
        if p.scored.measure.id in kept
    }
    if not days:
        return
    chosen = choose(KEY, "Measurement to enter or change", days)
    part = fields.entry(KEY, lambda c: c.clinical.outcome_measures, chosen)
    with st.container(border=True):
        with st.grid("auto", min_column_width=200):
            fields.day(part, "on", "Date")
            if single(course.instrument):
                total(part, course.instrument, "Score")
        if course.instrument.entry:
            st.caption(plain(course.instrument.entry))
        if not single(course.instrument):
            entered(part, course.instrument)
        fields.text(part, "note", "Note (stays with the clinician)")
        remove(KEY, lambda c: c.clinical.outcome_measures, chosen, "Remove this measurement")


def day_words(scored: Scored) -> str:
    """A measurement by its date and score."""
    return f"{date_words(scored.measure.on, weekday=False)}: {score_words(scored)}"


def single(instrument: Instrument) -> bool:
    """Whether the instrument is one question, whose answer is its score."""
    return len(instrument.item_groups) == 1


def total(part: Part, instrument: Instrument, label: str) -> None:
    """The total as one figure."""
    scale = instrument.main
    decimals = max(scale.decimals, 1) if scale.combine == "mean" else scale.decimals
    fields.number(part, "score", f"{label}, {scale.low:g} to {scale.high:g}", decimals=decimals)


def entered(part: Part, instrument: Instrument) -> None:
    """Answers item by item, or the total where it was scored elsewhere."""
    measure = part.now()
    ways = [ANSWERS, TOTAL]
    way = st.segmented_control(
        "What is entered",
        ways,
        default=TOTAL if measure.score is not None and not measure.responses else ANSWERS,
        required=True,
        key=f"{part.key}.way",
    )
    if way == ANSWERS:
        answers(part, instrument)
    elif measure.responses:
        st.info("The answers are entered, and the score is made from them.", icon=":material/info:")
        st.button(
            "Take the answers out and enter a total",
            on_click=edit,
            args=(lambda case: setattr(part.found(case), "responses", []), part.key),
        )
    else:
        total(
            part,
            instrument,
            f"Total, {inside_sentence(instrument.main.label)}" if len(instrument.scales) > 1 else "Total",
        )
    made = score(measure)
    if made is not None and way == ANSWERS:
        said = ": ".join(filter(None, (score_words(made), made.missing_words)))
        st.markdown(
            f"**{plain(said)}**"
            if measure.responses
            else "Nothing is entered yet; a score needs its answers."
        )


def answers(part: Part, instrument: Instrument) -> None:
    """A field for each item, by its number on the form."""
    items = Part(f"{part.key}.answers", lambda case: Answers(part.found(case)))
    with st.grid("auto", min_column_width=150):
        for position, group in enumerate(instrument.item_groups, start=1):
            label = f"Item {instrument.item_number(position)} ({group.low} to {group.high})"
            fields.number(items, f"item_{position}", label, placeholder="left out")


class Answers:
    """The answers as fields read and set them, `item_3` being the third; without any the list is empty."""

    def __init__(self, measure: OutcomeMeasure) -> None:
        object.__setattr__(self, "measure", measure)

    def __getattr__(self, name: str) -> float | None:
        place = int(name.removeprefix("item_")) - 1
        given = self.measure.responses
        return given[place] if place < len(given) else None

    def __setattr__(self, name: str, value: Any) -> None:
        place = int(name.removeprefix("item_")) - 1
        given = [*self.measure.responses, *[None] * (place + 1 - len(self.measure.responses))]
        given[place] = value
        self.measure.responses = given if any(answer is not None for answer in given) else []


def about(instrument: Instrument) -> None:
    """Licence, sources and remarks."""
    with st.expander("About this instrument: source, licence, cut-offs"):
        st.markdown(
            plain(f"{instrument.name}: {inside_sentence(instrument.measures)}. {instrument.note}".strip())
        )
        st.markdown(plain(f"Scoring: {cited(instrument.source)} ({SOURCE_STATUS[instrument.status]})."))
        licence = instrument.licence
        st.markdown(
            plain(
                f"Licence: {licence.text} ({SOURCE_STATUS[licence.status]}). {ITEM_TEXT[instrument.item_text]}"
            )
        )
        rows = [
            {
                "Scale": scale.label,
                "Score": words,
                "Said of it": said,
                "Source": f"{cited(source)} ({SOURCE_STATUS[status]})",
            }
            for scale in instrument.scales
            for words, said, source, status in [
                *((f"from {b.low:g}", b.label, b.source, b.status) for b in scale.bands),
                *(
                    (c.edge_words, f"{c.words}. {c.note}".rstrip(". "), c.source, c.status)
                    for c in scale.cuts
                ),
            ]
        ]
        if rows:
            table(rows, f"Bands and cut-offs of {instrument.name}")
