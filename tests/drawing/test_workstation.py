"""The picture of a desk: heights to scale, as they are and as they should be, and what nobody measured is said."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ergo.analysis.workstation import Setup, workstation
from ergo.drawing import style
from ergo.drawing.svg import Svg
from ergo.drawing.workstation import workstation_svg
from ergo.model.base import Measurement
from ergo.model.worker import Worker
from ergo.units import UnitSystem
from tests.drawing.svg_reading import SVG, assert_sound, parsed, words

NOW = {
    "office.seat_height_cm": 50.0,
    "office.desk_height_cm": 74.0,
    "office.screen_top_cm": 104.0,
    "office.view_distance_cm": 45.0,
}


def setup(stature: float | None = 170.0, **now: float | bool) -> Setup:
    found = {name.replace("__", "."): Measurement(value=value) for name, value in now.items()}
    return workstation(Worker(code="W-001", stature_cm=stature), found)


def full(**more: float | bool) -> Setup:
    return setup(170.0, **{name.replace(".", "__"): value for name, value in NOW.items()}, **more)


def dimension_tops(svg: Svg, colour: str) -> list[float]:
    """Lengths of the upright dimension lines of one colour, on the drawing."""
    lines = [
        line
        for line in parsed(svg).iter(f"{SVG}line")
        if line.get("stroke") == colour
        and line.get("x1") == line.get("x2")
        and line.get("stroke-width") == "2.2"
    ]
    lengths = [abs(float(line.get("y2", "")) - float(line.get("y1", ""))) for line in lines]
    return [length for length in lengths if length > 10.5]


def test_all_figures_are_written() -> None:
    """For 1700 mm the reference computes seat 436, desk 651 and screen 1186 mm."""
    said = words(workstation_svg(full(), stature_cm=170))
    for wanted in ("Seat 50 cm", "Desk 74 cm", "Screen 104 cm", "45 cm"):
        assert wanted in said
    for wanted in ("Seat 44 cm", "Desk 65 cm", "Screen 119 cm", "65 cm"):
        assert wanted in said
    assert not [line for line in said if "Not measured" in line]


def test_us_units() -> None:
    said = words(workstation_svg(full(), stature_cm=170, unit_system=UnitSystem.US))
    assert "Seat 19.75 in" in said
    assert "Desk 29.25 in" in said


def test_heights_are_to_scale() -> None:
    seat, desk, screen = dimension_tops(workstation_svg(full(), stature_cm=170), style.START)
    assert seat / desk == pytest.approx(50 / 74, rel=0.02)
    assert screen / desk == pytest.approx(104 / 74, rel=0.02)


def test_what_is_well_set_is_drawn_once() -> None:
    svg = workstation_svg(
        setup(
            office__seat_height_cm=43,
            office__desk_height_cm=65,
            office__screen_top_cm=115,
            office__view_distance_cm=65,
        ),
        stature_cm=170,
    )
    assert dimension_tops(svg, style.END) == []
    assert "Seat: now 43 cm, to be set to 44 cm. It is well set." in svg.alt


def test_what_is_not_measured_is_said_and_drawn_where_it_should_be() -> None:
    svg = workstation_svg(setup(), stature_cm=170)
    assert dimension_tops(svg, style.START) == []
    assert len(dimension_tops(svg, style.END)) == 3
    assert "Not measured: seat, desk, screen, distance." in svg.alt
    assert "Seat: not measured, to be set to 44 cm." in svg.alt


def test_a_worker_nobody_measured() -> None:
    svg = workstation_svg(setup(None, **{"office__seat_height_cm": 45.0}))
    assert_sound(svg)
    assert "Stature not entered: drawn at 170 cm." in svg.alt
    assert "How to set it follows from stature or body measures." in svg.alt
    assert "Desk: not measured." in svg.alt


def test_a_fixed_desk_brings_a_footrest() -> None:
    """At 1700 mm the desk belongs at 65.1 cm; 74 cm are 8.9 cm too high."""
    assert "Footrest 9 cm" in words(workstation_svg(full(office__desk_adjustable=False), stature_cm=170))
    assert not [w for w in words(workstation_svg(full(), stature_cm=170)) if "Footrest" in w]


def test_same_input_same_bytes() -> None:
    assert workstation_svg(full(), stature_cm=170) == workstation_svg(full(), stature_cm=170)


def points(root: ElementTree.Element) -> list[tuple[float, float]]:
    return [
        (float(line.get(f"x{end}", "")), float(line.get(f"y{end}", "")))
        for line in root.iter(f"{SVG}line")
        for end in "12"
    ]


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "office__seat_height_cm": st.floats(20, 90),
            "office__desk_height_cm": st.floats(40, 140),
            "office__screen_top_cm": st.floats(40, 220),
            "office__view_distance_cm": st.floats(0, 300),
            "office__desk_adjustable": st.booleans(),
        },
    ),
    st.one_of(st.none(), st.floats(100, 230)),
)
def test_every_desk_gives_a_sound_drawing_inside_its_frame(
    now: dict[str, float], stature: float | None
) -> None:
    svg = workstation_svg(setup(stature, **now), stature_cm=stature)
    assert_sound(svg)
    root = parsed(svg)
    width, height = float(root.get("width", "")), float(root.get("height", ""))
    for x, y in points(root):
        assert 0 <= x <= width
        assert 0 <= y <= height
