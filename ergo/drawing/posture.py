"""A worker's posture from the side, drawn from its angles; what was not measured is drawn pale and said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians, sin

from ergo.drawing import style
from ergo.drawing.figure import Body, Point, body
from ergo.drawing.lift_parts import silhouette
from ergo.drawing.svg import Svg, drawing, element, line, text
from ergo.drawing.worker import Painter
from ergo.knowledge.body import body_segments

WIDTH, HEIGHT = 760.0, 430.0
UNKNOWN_STATURE_CM = 170.0
_FLOOR_Y, _TOP_Y = 372.0, 54.0
_FIGURE_RIGHT, _LABEL_X, _LABEL_GAP = 470.0, 500.0, 27.0
_SEATED_KNEE_DEG, _SHANK_SHARE, _MOST_SHANK_DEG = 90.0, 0.42, 36.0
_THICK_SHARE = 0.07  # no limb, trunk or head is thicker on either side of its joint
_FOREARM_TO_GRIP = 0.5  # the figure's forearm reaches to half the length of the hand
_NAMES = {
    "neck_flexion_deg": "Neck",
    "trunk_flexion_deg": "Trunk",
    "upper_arm_deg": "Upper arm",
    "elbow_flexion_deg": "Elbow",
    "wrist_flexion_deg": "Wrist",
    "knee_flexion_deg": "Knee",
}
_BENT = ("Elbow", "Wrist", "Knee")
DRAWN = (*_NAMES, "stance")
"""What the drawing shows, by the last part of the quantities' names."""


@dataclass(frozen=True)
class _Joints:
    ankle: Point
    knee: Point
    hip: Point
    shoulder: Point
    head: Point
    elbow: Point
    wrist: Point
    fingers: Point

    @property
    def of_angle(self) -> dict[str, Point]:
        """The joint at which each angle is."""
        between = ((self.hip[0] + self.shoulder[0]) / 2, (self.hip[1] + self.shoulder[1]) / 2)
        upper = ((self.shoulder[0] + self.elbow[0]) / 2, (self.shoulder[1] + self.elbow[1]) / 2)
        places = (self.head, between, upper, self.elbow, self.wrist, self.knee)
        return dict(zip(_NAMES, places, strict=True))


def posture_svg(
    values: Mapping[str, float | str | bool],
    *,
    not_drawn: Sequence[str] = (),
    stature_cm: float | None = None,
) -> Svg:
    """Draw one side of a worker in a posture.

    Twisting, bending sideways and the turn of the forearm cannot be seen from the side: they are named under it. The
    wrist is drawn bent downwards, as the angle says nothing of its direction.

    Parameters
    ----------
    values : mapping
        Known values by the last part of their quantity's name (`DRAWN`): angles in degrees, and how the legs carry
        the body.
    not_drawn : sequence of str
        What else was seen and cannot be shown.
    stature_cm : float, optional
        Stature of the worker, 100 to 230 cm.
    """
    worker = body(UNKNOWN_STATURE_CM if stature_cm is None else stature_cm)
    joints = _joints(worker, values)
    painter = _painter(worker, joints)
    seen = [*_words(values), *([f"Seen, not drawn: {', '.join(not_drawn)}."] if not_drawn else [])]
    note = seen[-1] if not_drawn else ""
    return drawing(
        WIDTH,
        HEIGHT,
        "The posture from the side",
        " ".join(seen),
        text(20, 26, "From the side", size=style.LARGE, bold=True),
        element("rect", x=14, y=_FLOOR_Y, width=WIDTH - 28, height=5, fill=style.FLOOR),
        line(14, _FLOOR_Y, WIDTH - 14, _FLOOR_Y, stroke=style.INK, stroke_width=1.5),
        *_seat(painter, joints, values),
        *_figure(painter, joints, values),
        *_labels(painter, joints, values),
        text(20, HEIGHT - 16, note, size=13),
    )


def _angle(values: Mapping[str, float | str | bool], name: str, otherwise: float = 0.0) -> float:
    return float(values.get(name, otherwise))


def _turned(start: Point, length: float, degrees: float, *, up: bool = False) -> Point:
    """The end of a limb that is turned forward from hanging down, or from pointing up."""
    way = 1 if up else -1
    return start[0] + length * sin(radians(degrees)), start[1] + way * length * cos(radians(degrees))


def _joints(worker: Body, values: Mapping[str, float | str | bool]) -> _Joints:
    """The joints, with the ankle over the floor at 0."""
    ankle = (0.0, worker.ankle_height)
    if values.get("stance") == "sitting":
        bend = _angle(values, "knee_flexion_deg", _SEATED_KNEE_DEG)
        knee = _turned(ankle, worker.shank, bend - _SEATED_KNEE_DEG, up=True)
        hip = (knee[0] - worker.thigh, knee[1])
    else:
        bend = _angle(values, "knee_flexion_deg")
        forward = min(_SHANK_SHARE * bend, _MOST_SHANK_DEG)
        knee = _turned(ankle, worker.shank, forward, up=True)
        hip = _turned(knee, worker.thigh, forward - bend, up=True)
    trunk = _angle(values, "trunk_flexion_deg")
    shoulder = _turned(hip, worker.trunk, trunk, up=True)
    head = _turned(shoulder, worker.neck, trunk + _angle(values, "neck_flexion_deg"), up=True)
    hand = body_segments()["hand"].share_of_stature * worker.stature
    arm = _angle(values, "upper_arm_deg") - trunk
    elbow = _turned(shoulder, worker.upper_arm, arm)
    arm += _angle(values, "elbow_flexion_deg")
    wrist = _turned(elbow, worker.forearm - _FOREARM_TO_GRIP * hand, arm)
    fingers = _turned(wrist, hand, arm - _angle(values, "wrist_flexion_deg"))
    joints = (ankle, knee, hip, shoulder, head, elbow, wrist, fingers)
    thick = (worker.ankle_height, *(_THICK_SHARE * worker.stature for _ in joints[1:]))
    under_floor = min(0.0, *(y - half for (_, y), half in zip(joints, thick, strict=True)))
    lifted = [(x, y - under_floor) for x, y in joints]
    return _Joints(*lifted)


def _painter(worker: Body, joints: _Joints) -> Painter:
    """A scale at which the whole figure fits beside its labels."""
    points = vars(joints).values()
    margin = worker.head_radius * 1.6
    left, right = min(p[0] for p in points) - margin, max(p[0] for p in points) + margin
    top = max(p[1] for p in points) + margin
    scale = min((_FLOOR_Y - _TOP_Y) / top, (_FIGURE_RIGHT - 30) / (right - left))
    centre = (30 + _FIGURE_RIGHT) / 2 - scale * (left + right) / 2
    return Painter(worker, scale, (centre, _FLOOR_Y))


def _figure(painter: Painter, joints: _Joints, values: Mapping[str, float | str | bool]) -> Iterator[str]:
    """Legs, trunk and head; over them the arm. Limbs whose angle is not known are pale."""
    limb, s = painter.limb, painter.worker.stature
    toe = (joints.ankle[0] + 0.6 * painter.worker.foot, joints.ankle[1] - 0.028 * s)
    heel = (joints.ankle[0] - 0.2 * painter.worker.foot, joints.ankle[1] - 0.023 * s)
    waist = (
        0.55 * joints.hip[0] + 0.45 * joints.shoulder[0],
        0.55 * joints.hip[1] + 0.45 * joints.shoulder[1],
    )
    radius = painter.worker.head_radius / s
    knee_known = "knee_flexion_deg" in values
    groups = (
        (
            False,
            knee_known,
            [
                limb(joints.hip, joints.knee, 0.05, 0.032),
                limb(joints.knee, joints.ankle, 0.031, 0.018),
                limb(heel, toe, 0.016, 0.011),
                limb(joints.ankle, heel, 0.018, 0.016),
            ],
        ),
        (
            False,
            "trunk_flexion_deg" in values,
            [limb(joints.hip, waist, 0.058, 0.053), limb(waist, joints.shoulder, 0.053, 0.054)],
        ),
        (
            False,
            "neck_flexion_deg" in values,
            [
                limb(joints.shoulder, joints.head, 0.032, 0.026),
                limb(joints.head, joints.head, 0.92 * radius, 0.92 * radius),
            ],
        ),
        (True, "upper_arm_deg" in values, [limb(joints.shoulder, joints.elbow, 0.029, 0.022)]),
        (True, "elbow_flexion_deg" in values, [limb(joints.elbow, joints.wrist, 0.022, 0.015)]),
        (True, "wrist_flexion_deg" in values, [limb(joints.wrist, joints.fingers, 0.016, 0.009)]),
    )
    for near, known, outlines in groups:
        yield from silhouette(outlines, ghost=not known, near=near)


def _seat(painter: Painter, joints: _Joints, values: Mapping[str, float | str | bool]) -> list[str]:
    """What a seated worker sits on."""
    if values.get("stance") != "sitting":
        return []
    s = painter.worker.stature
    x1, y1 = painter.at((joints.hip[0] - 0.07 * s, joints.hip[1] - 0.055 * s))
    x2, _ = painter.at((joints.knee[0] - 0.06 * s, joints.hip[1]))
    return [
        element("rect", x=x1, y=y1, width=x2 - x1, height=8, rx=3, fill=style.LINE),
        line((x1 + x2) / 2, y1 + 8, (x1 + x2) / 2, _FLOOR_Y, stroke=style.LINE, stroke_width=6),
    ]


def _labels(painter: Painter, joints: _Joints, values: Mapping[str, float | str | bool]) -> Iterator[str]:
    """The angles in a column, each with a line to its joint, in the order in which the joints lie."""
    places = {name: painter.at(point) for name, point in joints.of_angle.items()}
    row = _TOP_Y + 6
    for name in sorted(places, key=lambda name: places[name][1]):
        x, y = places[name]
        known = name in values
        row = max(row, min(y, _FLOOR_Y - _LABEL_GAP * (len(places) - 1)))
        colour = style.START if known else style.MUTED
        yield line(
            x,
            y,
            _LABEL_X - 8,
            row - 5,
            stroke=colour,
            stroke_width=1,
            stroke_dasharray=None if known else "3 4",
        )
        yield element("circle", cx=x, cy=y, r=3.5, fill=colour, stroke=style.PAPER, stroke_width=1)
        yield text(_LABEL_X, row, _label(name, values), fill=colour, bold=known)
        row += _LABEL_GAP


def _label(name: str, values: Mapping[str, float | str | bool]) -> str:
    """One angle in words."""
    joint = _NAMES[name]
    if name not in values:
        return f"{joint} not measured"
    degrees = float(values[name])
    if not degrees:
        return f"{joint} {'straight' if joint in _BENT else 'upright' if joint != 'Upper arm' else 'hanging'}, 0°"
    way = "bent" if joint in _BENT else "forward" if degrees > 0 else "backward"
    return f"{joint} {abs(degrees):.0f}° {way}"


def _words(values: Mapping[str, float | str | bool]) -> list[str]:
    return [f"{_label(name, values)}." for name in _NAMES]
