"""Planned against actual: what nobody said is a question mark, and every figure is in the words."""

from hypothesis import given
from hypothesis import strategies as st

from ergo.drawing.progress import Column, progress_svg
from tests.drawing.svg_reading import assert_sound, words

WEEKS = [Column("1", 1200, 1200, 7.5), Column("2", 1200, 930, 6.0, "1 red"), Column("3", 1800, None, None)]


def test_planned_worked_and_managed_are_written() -> None:
    svg = progress_svg(WEEKS, title="By week")
    assert_sound(svg)
    for wanted in ("Planned", "20", "15.5", "?", "7.5", "6", "1 red"):
        assert wanted in words(svg)
    assert "2: 20 h planned, 15.5 h worked, managed 6 of 10, 1 red." in svg.alt
    assert "3: 30 h planned, nothing said yet." in svg.alt


def test_a_day_that_was_missed_differs_from_one_nobody_spoke_of() -> None:
    missed = progress_svg([Column("Mon", 240, 0, None)], title="By day")
    open_day = progress_svg([Column("Mon", 240, None, None)], title="By day")
    assert "0 h worked" in missed.alt
    assert "nothing said yet" in open_day.alt
    assert words(missed) != words(open_day)


def test_nothing_planned_says_so() -> None:
    assert "Nothing is planned." in progress_svg([], title="By week").alt


@given(
    st.lists(
        st.builds(
            Column,
            st.text(max_size=30),
            st.integers(0, 6000),
            st.none() | st.integers(0, 6000),
            st.none() | st.floats(0, 10),
            st.text(max_size=40),
        ),
        max_size=60,
    )
)
def test_any_columns_make_a_sound_drawing(columns: list[Column]) -> None:
    assert_sound(progress_svg(columns, title="Any"))
