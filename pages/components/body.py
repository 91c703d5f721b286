"""The worker's body measures on the screen: stature, mass and sex, and what was taped sitting and standing."""

import streamlit as st

from ergo.analysis.body import body_length, outside_survey
from ergo.knowledge.anthropometry import body_measures as measure_rows
from ergo.knowledge.anthropometry import interval
from ergo.model.base import Measurement
from ergo.model.case import Case
from ergo.model.worker import Worker
from ergo.units import format_quantity
from pages.components import fields
from pages.components.case_state import units
from pages.components.fields import Part
from pages.components.plain import plain
from pages.components.tables import table
from pages.components.words import KNOWN, SEX

SHOES = "worker.shoe_height_cm"


class Body:
    """The body of a worker as fields of measured quantities read and set it."""

    def __init__(self, worker: Worker) -> None:
        self.worker = worker

    @property
    def measurements(self) -> dict[str, Measurement]:
        """Its measures by quantity id."""
        return self.worker.body


WORKER = Part("body.worker", lambda case: case.worker)
BODY = Part("body.measures", lambda case: Body(case.worker))


def body_measures(case: Case) -> None:
    """Stature, mass and sex, the taped measures with how they are known, and what is predicted for the rest."""
    with st.grid("auto", min_column_width=165):
        fields.number(WORKER, "stature_cm", "Stature, without shoes", unit="cm", decimals=1)
        fields.number(WORKER, "mass_kg", "Body mass", unit="kg")
    fields.choice(WORKER, "sex", "Sex, as far as tables of body measures need it", SEX)
    st.markdown("Taped measures come before predictions. Empty is not measured.")
    with st.grid("auto", min_column_width=165):
        for name in [*(row.quantity for row in measure_rows().values()), SHOES]:
            fields.measured(BODY, name)
    if case.worker.body:
        fields.how_known(BODY)
    predictions(case.worker)


def predictions(worker: Worker) -> None:
    """What each measure is, how it is known and how far it can be off, on request."""
    if outside_survey(worker):
        st.warning(
            "This stature lies outside nearly all of the survey: predictions are a stretch. Measure.",
            icon=":material/warning:",
        )
    more = st.expander("Taped and predicted", key="body.predicted", on_change="rerun")
    if not more.open:
        return
    rows = []
    for row in measure_rows().values():
        length = body_length(worker, row.id)
        rows.append(
            {
                "Measure": row.label,
                "Length": None if length is None else format_quantity(length.value_cm, "cm", units()),
                "±": None if length is None else margin(length.margin_cm),
                "How known": "not known" if length is None else KNOWN[length.known],
                "Note": row.note,
            }
        )
    with more:
        table(rows, "Body measures, taped or predicted, with how far each can be off")
        st.caption(plain(margin_words()))


def margin(margin_cm: float) -> str:
    """How far a length can be off; empty where it was measured."""
    return f"± {format_quantity(round(margin_cm, 1), 'cm', units())}" if margin_cm else ""


def margin_words() -> str:
    """What the figure after ± means, and where predictions come from."""
    return (
        f"{interval().share_pct:g} % of people of the same stature lie within ± of the prediction. "
        "Predicted from 4082 men and 1986 women of the US Army (ANSUR II, 2012); soldiers are leaner than most."
    )
