"""Escaping and numbers of the SVG writer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ergo.drawing.svg import drawing, element, number, text
from tests.drawing.svg_reading import assert_sound, parsed, words


@pytest.mark.parametrize(
    ("value", "written"), [(1, "1"), (1.25, "1.2"), (1.26, "1.3"), (-0.01, "0"), (-3.0, "-3"), (1e4, "10000")]
)
def test_numbers(value: float, written: str) -> None:
    assert number(value) == written


def test_markup_in_text_and_attributes_stays_text() -> None:
    hostile = "<script>alert(1)</script> & \"quoted\" 'too'"
    svg = drawing(10, 10, hostile, hostile, text(1, 1, hostile), element("rect", fill=hostile))
    assert words(svg) == [hostile]
    assert parsed(svg).findtext("{http://www.w3.org/2000/svg}title") == hostile
    assert parsed(svg)[-1].get("fill") == hostile
    assert "<script" not in svg


@given(st.text(max_size=200))
def test_any_text_gives_a_sound_drawing(typed: str) -> None:
    assert_sound(drawing(10, 10, f"Title {typed}", f"Words {typed}", text(1, 1, typed)))
