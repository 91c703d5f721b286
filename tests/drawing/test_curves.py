"""The course of a score along one input, and what several parts add up to."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ergo.drawing import style
from ergo.drawing.curve import Mark, curve_svg
from ergo.drawing.shares import Share, shares_svg
from ergo.drawing.svg import Svg
from tests.drawing.svg_reading import SVG, assert_sound, parsed, words

WORDS = {
    "title": "Index against reach",
    "value_label": "Reach (cm)",
    "score_label": "Index",
    "limit_words": "limit 1",
}


def curve(values: list[float], scores: list[float], **more: object) -> Svg:
    now = more.pop("now", Mark(values[0], scores[0], "now"))
    return curve_svg(values, scores, limit=1, now=now, **WORDS, **more)  # type: ignore[arg-type]


def test_a_curve_says_its_limit_its_marks_and_where_the_limit_is_reached() -> None:
    svg = curve(
        [0.0, 25.0, 50.0],
        [0.5, 0.5, 1.5],
        now=Mark(50.0, 1.5, "50 cm: 1.50"),
        chosen=Mark(25.0, 0.5, "25 cm: 0.50"),
        reached=[Mark(37.5, 1.0, "37.5 cm")],
    )
    assert_sound(svg)
    for wanted in ("Reach (cm)", "Index", "limit 1", "now 50 cm: 1.50", "chosen 25 cm: 0.50", "37.5 cm"):
        assert wanted in words(svg)
    for wanted in ("from 0 to 50", "limit 1", "37.5 cm", "50 cm: 1.50"):
        assert wanted in svg.alt


def test_marks_lie_on_the_curve_in_proportion() -> None:
    """At the middle of the range a mark is in the middle of the axis; the tried one is a ring."""
    svg = curve([0.0, 100.0], [0.0, 1.0], now=Mark(0.0, 0.0, "a"), chosen=Mark(50.0, 0.5, "b"))
    rings = {c.get("fill"): float(c.get("cx", "")) for c in parsed(svg).iter(f"{SVG}circle")}
    axis = (64.0, 736.0)
    assert rings[style.START] == axis[0]
    assert rings[style.PAPER] == sum(axis) / 2


def test_where_there_is_no_score_the_curve_is_parted() -> None:
    svg = curve([0.0, 1.0, 2.0, 3.0, 4.0], [1.0, 1.0, math.nan, 2.0, 2.0])
    assert len([p for p in parsed(svg).iter(f"{SVG}path") if p.get("fill") == "none"]) == 2


@given(
    st.lists(st.floats(0, 3000), min_size=2, max_size=30, unique=True).map(sorted),
    st.data(),
)
def test_every_curve_is_sound_and_stays_in_its_frame(values: list[float], data: st.DataObject) -> None:
    scores = data.draw(
        st.lists(st.one_of(st.floats(0, 100), st.just(math.nan)), min_size=len(values), max_size=len(values))
    )
    now = Mark(values[0], None if math.isnan(scores[0]) else scores[0], "now")
    svg = curve(values, scores, now=now)
    assert_sound(svg)
    for circle in parsed(svg).iter(f"{SVG}circle"):
        assert 0 <= float(circle.get("cy", "")) <= 320


def bars(svg: Svg) -> list[tuple[float, float]]:
    """First x and width of every bar."""
    found = [r for r in parsed(svg).iter(f"{SVG}rect") if r.get("stroke") == style.START]
    return [(float(r.get("x", "")), float(r.get("width", ""))) for r in found]


def test_each_part_begins_where_the_one_before_it_ends_and_the_sum_holds_them_all() -> None:
    parts = [Share("A", 1.2, "1.20, 60 %"), Share("B", 0.6, "+0.60, 30 %"), Share("C", 0.2, "+0.20, 10 %")]
    svg = shares_svg(
        parts, title="Sum", total_label="All", total_words="2.00", limit=1, limit_words="limit 1"
    )
    assert_sound(svg)
    (a, b, c, total) = bars(svg)
    assert b[0] == pytest.approx(a[0] + a[1], abs=0.2)
    assert c[0] == pytest.approx(b[0] + b[1], abs=0.2)
    assert total == pytest.approx((a[0], a[1] + b[1] + c[1]), abs=0.3)
    assert a[1] / b[1] == pytest.approx(2, rel=0.01)
    assert "A: 1.20, 60 %. B: +0.60, 30 %." in svg.alt


def test_parts_of_nothing_still_have_a_bar() -> None:
    svg = shares_svg(
        [Share("A", 0.0, "0")], title="S", total_label="All", total_words="0", limit=1, limit_words="l"
    )
    assert_sound(svg)
    assert len(bars(svg)) == 2
