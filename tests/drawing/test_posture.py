"""The picture of a posture: every angle in words, what was not measured is said, and the figure stays on the paper."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ergo.drawing.posture import HEIGHT, WIDTH, posture_svg

ANGLES = {
    "trunk_flexion_deg": st.floats(-90, 180),
    "neck_flexion_deg": st.floats(-90, 120),
    "upper_arm_deg": st.floats(-90, 180),
    "elbow_flexion_deg": st.floats(0, 160),
    "wrist_flexion_deg": st.floats(0, 120),
    "knee_flexion_deg": st.floats(0, 160),
}
STANCE = st.sampled_from(["sitting", "two_legs", "walking", "one_leg"])
NUMBER = r"-?\d+(?:\.\d+)?"


@given(
    st.fixed_dictionaries({}, optional=ANGLES | {"stance": STANCE}),
    st.one_of(st.none(), st.floats(100, 230)),
)
def test_every_posture_is_a_drawing_that_stays_on_the_paper(
    values: dict[str, float | str], stature_cm: float | None
) -> None:
    svg = posture_svg(values, stature_cm=stature_cm)
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own drawing
    for path in root.iter("{http://www.w3.org/2000/svg}path"):
        d = re.sub(rf"A{NUMBER} {NUMBER} 0 [01] [01] ", "L", path.attrib["d"])
        points = re.findall(rf"({NUMBER}) ({NUMBER})", d)
        assert points
        assert all(-1 <= float(x) <= WIDTH + 1 and -1 <= float(y) <= HEIGHT + 1 for x, y in points)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Trunk not measured."),
        ({"trunk_flexion_deg": 0.0}, "Trunk upright, 0°."),
        ({"trunk_flexion_deg": 45.0}, "Trunk 45° forward."),
        ({"trunk_flexion_deg": -10.0}, "Trunk 10° backward."),
        ({"upper_arm_deg": 0.0}, "Upper arm hanging, 0°."),
        ({"elbow_flexion_deg": 90.0}, "Elbow 90° bent."),
        ({"wrist_flexion_deg": 0.0}, "Wrist straight, 0°."),
    ],
)
def test_the_words_of_the_picture(values: dict[str, float], words: str) -> None:
    assert words in posture_svg(values).alt


def test_what_cannot_be_seen_from_the_side_is_named() -> None:
    assert "Seen, not drawn: neck twisted." in posture_svg({}, not_drawn=["neck twisted"]).alt
    assert "not drawn" not in posture_svg({}).alt


def test_a_bent_trunk_brings_the_head_forward_and_down() -> None:
    """The mark at the head, in units of the drawing: to the right, and lower than of an upright worker."""

    def head(trunk: float) -> tuple[float, float]:
        root = ElementTree.fromstring(posture_svg({"trunk_flexion_deg": trunk, "neck_flexion_deg": 0.0}))  # noqa: S314
        marks = list(root.iter("{http://www.w3.org/2000/svg}circle"))
        heights = [(float(c.attrib["cy"]), float(c.attrib["cx"])) for c in marks]
        knee = max(heights)
        top = min(heights)
        return top[1] - knee[1], knee[0] - top[0]

    (x_upright, y_upright), (x_bent, y_bent) = head(0.0), head(60.0)
    assert x_bent > x_upright
    assert y_bent < y_upright
