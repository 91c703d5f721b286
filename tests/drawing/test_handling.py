"""Pictures of pushing, pulling and carrying: to scale, forces in the way the load goes, and what is missing said."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ergo.drawing import style
from ergo.drawing.handling import carry_svg, push_svg
from ergo.drawing.svg import Svg
from ergo.units import UnitSystem
from tests.drawing.svg_reading import SVG, assert_sound, parsed, words

PUSHED = {
    "mode": "push",
    "initial_force_n": 220.0,
    "sustained_force_n": 130.0,
    "distance_m": 35.0,
    "handle_height_cm": 105.0,
    "freq_per_min": 0.5,
    "stature_cm": 172.0,
}
CARRIED = {
    "load_kg": 12.0,
    "distance_m": 6.0,
    "hand_height_cm": 80.0,
    "freq_per_h": 30.0,
    "stature_cm": 172.0,
}


def hand(svg: Svg) -> ElementTree.Element:
    (found,) = [c for c in parsed(svg).iter(f"{SVG}circle") if c.get("r") == "6.5"]
    return found


def force_shafts(svg: Svg) -> list[tuple[float, float]]:
    """First and last x of the two thick arrows, that to start first."""
    shafts = [e for e in parsed(svg).iter(f"{SVG}line") if e.get("stroke-width") in ("7", "3.5")]
    return [(float(e.get("x1", "")), float(e.get("x2", ""))) for e in shafts]


def test_all_figures_of_a_push_are_written() -> None:
    said = words(push_svg(**PUSHED))
    for wanted in (
        "Pushing",
        "To start: 220 N",
        "To keep moving: 130 N",
        "V 105 cm",
        "Distance 35 m, 0.5 a minute",
    ):
        assert wanted in said
    assert not [line for line in said if "Not measured" in line]


def test_all_figures_of_a_carry_are_written() -> None:
    said = words(carry_svg(**CARRIED))
    for wanted in ("Carrying", "12 kg", "V 80 cm", "Distance 6 m, 30 an hour"):
        assert wanted in said


def test_us_units() -> None:
    said = words(
        push_svg(**PUSHED | {"handle_height_cm": 101.6, "distance_m": 30.48}, unit_system=UnitSystem.US)
    )
    assert "To start: 49.5 lbf" in said
    assert "V 40 in" in said
    assert "Distance 100 ft, 0.5 a minute" in said


@pytest.mark.parametrize("mode", ["push", "pull"])
def test_the_forces_point_the_way_the_load_goes(mode: str) -> None:
    """The worker stands at the left of the load: a push goes right, a pull comes left."""
    for first, last in force_shafts(push_svg(**PUSHED | {"mode": mode})):
        assert (last > first) == (mode == "push")


def test_hands_stand_at_their_height_to_scale() -> None:
    low, high = (
        float(hand(carry_svg(**CARRIED | {"hand_height_cm": h})).get("cy", "")) for h in (80.0, 120.0)
    )
    floor = 340.0
    assert (floor - high) / (floor - low) == pytest.approx(120 / 80, rel=0.01)


def test_what_is_missing_is_said_and_shown_as_a_ring_and_broken_lines() -> None:
    svg = push_svg(mode="push", initial_force_n=200)
    assert "Not measured: force to keep moving, distance, handle height, rate." in words(svg)
    assert "V not measured" in words(svg)
    assert hand(svg).get("fill") == style.PAPER
    assert hand(push_svg(**PUSHED)).get("fill") == style.START
    dashed = [e for e in parsed(svg).iter(f"{SVG}line") if e.get("stroke-dasharray") == "6 4"]
    assert {e.get("stroke") for e in dashed} == {style.START, style.END}


def test_nothing_measured_shows_what_is_to_be_measured() -> None:
    for svg in (push_svg(), carry_svg()):
        assert_sound(svg)
        assert "Stature not entered: drawn at 170 cm." in words(svg)
        assert [line for line in words(svg) if line.startswith("Not measured:")]


def test_out_of_reach_is_said() -> None:
    assert "The hands are out of reach for this stature." in words(
        push_svg(**PUSHED | {"handle_height_cm": 240.0})
    )


def test_words_say_the_same() -> None:
    alt = push_svg(**PUSHED | {"mode": "pull"}).alt
    assert alt.startswith("Pulling, from the side")
    assert "To start: 220 N." in alt
    assert "Handle height V 105 cm. Distance 35 m, 0.5 a minute." in alt


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "mode": st.sampled_from(["push", "pull"]),
            "initial_force_n": st.floats(0, 2000),
            "sustained_force_n": st.floats(0, 2000),
            "distance_m": st.floats(0, 5000),
            "handle_height_cm": st.floats(0, 250),
            "freq_per_min": st.floats(0, 60),
            "stature_cm": st.floats(100, 230),
        },
    )
)
def test_every_push_gives_a_sound_drawing_inside_its_frame(values: dict[str, float]) -> None:
    svg = push_svg(**values)
    assert_sound(svg)
    mark, height = hand(svg), float(parsed(svg).get("height", ""))
    assert 0 <= float(mark.get("cy", "")) <= height


@given(st.floats(0, 300), st.floats(0, 250), st.floats(100, 230))
def test_every_carry_gives_a_sound_drawing_inside_its_frame(
    load: float, height: float, stature: float
) -> None:
    svg = carry_svg(load_kg=load, hand_height_cm=height, stature_cm=stature)
    assert_sound(svg)
    assert 0 <= float(hand(svg).get("cy", "")) <= float(parsed(svg).get("height", ""))
