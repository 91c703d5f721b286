"""The picture of a lift: its hands stand where they were measured, to scale, and it says what is missing."""

import itertools
from math import cos, hypot, radians, sin
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ergo.drawing import style
from ergo.drawing.figure import body, reaching
from ergo.drawing.lift import lift_svg
from ergo.drawing.svg import Svg
from ergo.units import UnitSystem
from tests.drawing.svg_reading import SVG, assert_sound, parsed, words

FULL: dict[str, float] = {
    "h_origin_cm": 40.0,
    "v_origin_cm": 20.0,
    "h_dest_cm": 30.0,
    "v_dest_cm": 100.0,
    "asym_deg": 0.0,
    "asym_dest_deg": 45.0,
    "stature_cm": 175.0,
    "load_kg": 12.0,
}


def hand_marks(svg: Svg, colour: str) -> list[ElementTree.Element]:
    """The hands of the side view, which are larger than those from above and those of the key."""
    return [c for c in parsed(svg).iter(f"{SVG}circle") if c.get("stroke") == colour and c.get("r") == "6.5"]


def place(mark: ElementTree.Element) -> tuple[float, float]:
    return float(mark.get("cx", "")), float(mark.get("cy", ""))


def test_all_figures_are_written() -> None:
    said = words(lift_svg(**FULL))
    for wanted in (
        "H 40 cm start",
        "H 30 cm end",
        "V 20 cm",
        "V 100 cm",
        "D 80 cm",
        "A 0° at the start",
        "A 45° at the end",
        "12 kg",
    ):
        assert wanted in said
    assert not [line for line in said if "Not measured" in line]


def test_us_units() -> None:
    said = words(lift_svg(**(FULL | {"h_origin_cm": 25.4}), unit_system=UnitSystem.US))
    assert "H 10 in start" in said
    assert "26.5 lb" in said


def test_hands_stand_to_scale() -> None:
    """80 cm of travel and 10 cm of reach are drawn with one scale: the marks lie 80 up and 10 back."""
    svg = lift_svg(**FULL)
    (start,), (end,) = hand_marks(svg, style.START), hand_marks(svg, style.END)
    (x1, y1), (x2, y2) = place(start), place(end)
    assert (y1 - y2) / (x1 - x2) == pytest.approx(80 / 10, rel=0.02)


def test_start_is_filled_and_end_an_outline() -> None:
    svg = lift_svg(**FULL)
    assert hand_marks(svg, style.START)[0].get("fill") == style.START
    assert hand_marks(svg, style.END)[0].get("fill") == style.PAPER


def test_what_is_missing_is_said_and_not_drawn() -> None:
    svg = lift_svg(h_origin_cm=40, v_origin_cm=20, asym_deg=0, v_dest_cm=90)
    said = words(svg)
    assert "Not measured: H, A at the end." in said
    assert "Stature not entered: drawn at 170 cm." in said
    assert "end: reach H not measured" in said
    assert len(hand_marks(svg, style.START)) == 1
    assert hand_marks(svg, style.END) == []


def test_nothing_measured() -> None:
    svg = lift_svg()
    assert_sound(svg)
    assert "Not measured: H, V, A at the start; H, V, A at the end." in words(svg)
    assert hand_marks(svg, style.START) == []


def test_out_of_reach_is_said() -> None:
    svg = lift_svg(**(FULL | {"v_dest_cm": 240.0, "stature_cm": 150.0}))
    assert "At the end the hands are out of reach for this stature." in words(svg)


def test_words_say_the_same() -> None:
    alt = lift_svg(**FULL).alt
    assert "At the start of the lift: reach H 40 cm, hand height V 20 cm, twist A 0°." in alt
    assert "At the end of the lift: reach H 30 cm, hand height V 100 cm, twist A 45°." in alt


def test_same_input_same_bytes() -> None:
    assert lift_svg(**FULL) == lift_svg(**FULL)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "h_origin_cm": st.floats(0, 150),
            "v_origin_cm": st.floats(0, 250),
            "h_dest_cm": st.floats(0, 150),
            "v_dest_cm": st.floats(0, 250),
            "asym_deg": st.floats(0, 180),
            "asym_dest_deg": st.floats(0, 180),
            "stature_cm": st.floats(100, 230),
            "load_kg": st.floats(0, 300),
        },
    )
)
def test_every_lift_gives_a_sound_drawing_inside_its_frame(values: dict[str, float]) -> None:
    svg = lift_svg(**values)
    assert_sound(svg)
    root = parsed(svg)
    width, height = float(root.get("width", "")), float(root.get("height", ""))
    for circle in root.iter(f"{SVG}circle"):
        x, y = place(circle)
        assert 0 <= x <= width
        assert 0 <= y <= height


@pytest.mark.parametrize(
    ("stature", "target"),
    list(
        itertools.product((150.0, 175.0, 200.0), ((45.0, 10.0), (30.0, 75.0), (60.0, 100.0), (35.0, 160.0)))
    ),
)
def test_the_figure_keeps_its_lengths_and_reaches(stature: float, target: tuple[float, float]) -> None:
    """Lengths of the segments as shares of stature, Drillis and Contini 1966; the hand ends at the point."""
    posture = reaching(body(stature), target)
    assert posture.reaches
    assert posture.hand == target
    for a, b, share in (
        (posture.ankle, posture.knee, 0.246),
        (posture.knee, posture.hip, 0.245),
        (posture.hip, posture.shoulder, 0.288),
        (posture.shoulder, posture.elbow, 0.186),
        (posture.elbow, posture.hand, 0.146 + 0.108 / 2),
    ):
        assert hypot(a[0] - b[0], a[1] - b[1]) == pytest.approx(share * stature, rel=1e-6)


def test_low_hands_bend_the_figure_and_high_hands_do_not() -> None:
    low, high = reaching(body(175), (40.0, 15.0)), reaching(body(175), (35.0, 130.0))
    assert low.shoulder[1] < high.shoulder[1] - 30
    assert low.knee[0] > high.knee[0]
    assert high.hip[0] == pytest.approx(high.ankle[0], abs=1.0)


def test_a_twist_turns_the_hands_from_above() -> None:
    """At 90 degrees both hands lie level with the ankles, to the right of them."""
    svg = lift_svg(h_origin_cm=40, asym_deg=90)
    hands = [
        c for c in parsed(svg).iter(f"{SVG}circle") if c.get("r") == "5" and c.get("stroke") == style.START
    ]
    ankles = next(c for c in parsed(svg).iter(f"{SVG}circle") if c.get("r") == "3.5")
    (x1, y1), (x2, y2), (x0, y0) = place(hands[0]), place(hands[1]), place(ankles)
    assert (y1 + y2) / 2 == pytest.approx(y0 - cos(radians(90)), abs=0.2)
    assert (x1 + x2) / 2 - x0 > 0
    assert sin(radians(90)) * abs(y1 - y2) > abs(x1 - x2)
