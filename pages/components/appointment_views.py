"""When an appointment is, on the screen: its first date, its length, and how it repeats."""

import streamlit as st

from ergo.analysis.case_words import rhythm_words
from ergo.analysis.wording import WEEKDAYS
from pages.components import fields


def when(part: fields.Part) -> None:
    """The first date and length of an appointment; where it repeats, every how many weeks and on which days."""
    with st.grid("auto", min_column_width=180):
        fields.day(part, "on", "First on")
        fields.number(part, "minutes", "Length", unit="min", step=5)
        fields.day(part, "repeats_until", "Repeats until (empty: once)")
        if part.now().repeats_until is not None:
            fields.number(part, "every_weeks", "Every so many weeks")
    if part.now().repeats_until is not None:
        fields.choices(
            part, "weekdays", "On (none: the weekday of the first date)", dict(enumerate(WEEKDAYS))
        )
        st.caption(f"It repeats {rhythm_words(part.now())}.")
