"""The view of a lift from above: ankles, shoulders and hands, with the twist A."""

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, radians, sin

from ergo.drawing import style
from ergo.drawing.figure import Body, Point, Posture
from ergo.drawing.lift_parts import Hands, limb, polygon, silhouette
from ergo.drawing.svg import element, line, number, text

LEFT = 520.0
_ANKLES_Y = 272.0
_WIDTH, _AHEAD, _BEHIND = 226.0, 185.0, 112.0
_HALF_GRIP_CM = 13.0
_HALF_BODY_CM = 34.0

Place = Callable[[float, float], Point]


@dataclass(frozen=True)
class _Frame:
    """Where the midpoint between the ankles is on the drawing, and how many units a centimetre takes."""

    x: float
    y: float
    scale: float

    def placer(self, hands: Hands) -> Place:
        """Turns centimetres forward and to the right, as the worker faces the hands, into a place."""
        angle = radians(hands.asym_deg or 0.0)

        def place(forward: float, right: float) -> Point:
            x = forward * sin(angle) + right * cos(angle)
            y = forward * cos(angle) - right * sin(angle)
            return self.x + self.scale * x, self.y - self.scale * y

        return place


def _frame(ends: tuple[Hands, Hands]) -> _Frame:
    """The largest scale at which hands and shoulders stay inside the panel."""
    reach = max(60.0, *(hands.h_cm or 0.0 for hands in ends))
    turned = [(hands.h_cm or 0.0, radians(hands.asym_deg or 0.0)) for hands in ends]
    right = max(_HALF_BODY_CM, *(h * sin(a) + _HALF_GRIP_CM * abs(cos(a)) + 4 for h, a in turned))
    behind = max(_HALF_BODY_CM, *(_HALF_GRIP_CM * sin(a) - h * cos(a) + 4 for h, a in turned))
    scale = min(2.1, _AHEAD / (reach + 14), _WIDTH / (_HALF_BODY_CM + right), _BEHIND / behind)
    spare = _WIDTH - (_HALF_BODY_CM + right) * scale
    return _Frame(LEFT + 8 + spare / 2 + _HALF_BODY_CM * scale, _ANKLES_Y, scale)


def top_view(worker: Body, ends: tuple[Hands, Hands], postures: dict[str, Posture | None]) -> list[str]:
    """What is seen from above, straight ahead being up; a twist is drawn to the right, whichever side it is."""
    frame = _frame(ends)
    reach = max(60.0, *(hands.h_cm or 0.0 for hands in ends))
    ahead = frame.y - (reach + 14) * frame.scale
    found = [
        line(frame.x, frame.y, frame.x, ahead, stroke=style.LINE, stroke_width=1, stroke_dasharray="6 4"),
        text(frame.x, ahead - 6, "straight ahead", size=style.SMALL, fill=style.MUTED, anchor="middle"),
        *_feet(worker, frame),
    ]
    drawn = sorted(ends, key=lambda hands: not hands.ghost)
    for hands in drawn:
        posture = postures[hands.name]
        if posture is not None:
            found += _person(worker, posture, hands.ghost, frame.placer(hands), frame.scale)
    for hands in drawn:
        if hands.h_cm is not None:
            found += _hands(hands, hands.h_cm, frame)
    found.append(element("circle", cx=frame.x, cy=frame.y, r=3.5, fill=style.INK))
    for row, hands in enumerate(ends):
        found += _twist(hands, 30.0 + 12.0 * row, frame)
        angle = "not measured" if hands.asym_deg is None else f"{hands.asym_deg:.3g}°"
        words = f"A {angle} at the {hands.name}"
        found.append(text(LEFT + 4, 408 + 19 * row, words, fill=hands.colour, bold=True))
    return found


def _feet(worker: Body, frame: _Frame) -> list[str]:
    found = []
    for way in (-1, 1):
        x = way * 0.055 * worker.stature
        heel = (frame.x + frame.scale * x, frame.y + frame.scale * 0.25 * worker.foot)
        toe = (frame.x + frame.scale * (x + 2.5 * way), frame.y - frame.scale * 0.6 * worker.foot)
        half = 0.5 * worker.foot_breadth * frame.scale
        outline = limb(heel, toe, 0.8 * half, half)
        found.append(element("path", d=outline, fill=style.GRID, stroke=style.LINE, stroke_width=1.2))
    return found


def _person(worker: Body, posture: Posture, ghost: bool, place: Place, scale: float) -> list[str]:
    """Back, shoulders, arms and head of the worker who faces the hands."""
    unit = worker.stature * scale
    half = 0.5 * worker.shoulder_breadth
    hips, shoulders = posture.hip[0], posture.shoulder[0]
    pelvis = 0.055 * worker.stature
    back = [place(hips, -pelvis), place(shoulders, -half), place(shoulders, half), place(hips, pelvis)]
    trunk = [
        limb(back[0], back[3], 0.055 * unit, 0.055 * unit),
        polygon(back),
        limb(back[1], back[2], 0.046 * unit, 0.046 * unit),
    ]
    arms = []
    for way in (-1, 1):
        shoulder = place(shoulders, way * half)
        elbow = place(posture.elbow[0], way * (0.5 * half + 0.5 * _HALF_GRIP_CM + 3))
        hand = place(posture.hand[0], way * _HALF_GRIP_CM)
        arms += [
            limb(shoulder, elbow, 0.028 * unit, 0.022 * unit),
            limb(elbow, hand, 0.022 * unit, 0.016 * unit),
        ]
    centre, nose = place(posture.head[0], 0), place(posture.head[0] + 1.2 * worker.head_radius, 0)
    radius = worker.head_radius * scale
    head = [limb(centre, centre, radius, radius), limb(centre, nose, 0.5 * radius, 0.15 * radius)]
    return [
        *silhouette(trunk, ghost=ghost, near=False),
        *silhouette(arms, ghost=ghost, near=True),
        *silhouette(head, ghost=ghost, near=True),
    ]


def _hands(hands: Hands, reach: float, frame: _Frame) -> list[str]:
    place = frame.placer(hands)
    x, y = place(reach, 0.0)
    found = [line(frame.x, frame.y, x, y, stroke=hands.colour, stroke_width=2.2, stroke_dasharray=hands.dash)]
    for way in (-1, 1):
        hx, hy = place(reach, way * _HALF_GRIP_CM)
        found.append(
            element("circle", cx=hx, cy=hy, r=5, fill=hands.fill, stroke=hands.colour, stroke_width=2.5)
        )
    return [*found, element("circle", cx=x, cy=y, r=3, fill=hands.colour)]


def _twist(hands: Hands, radius_cm: float, frame: _Frame) -> list[str]:
    """An arc from straight ahead to the hands, with its angle."""
    if not hands.asym_deg or hands.h_cm is None:
        return []
    radius = radius_cm * frame.scale
    angle, middle = radians(hands.asym_deg), radians(hands.asym_deg * 0.55)
    end = (frame.x + radius * sin(angle), frame.y - radius * cos(angle))
    arc = (
        f"M{number(frame.x)} {number(frame.y - radius)}"
        f"A{number(radius)} {number(radius)} 0 0 1 {number(end[0])} {number(end[1])}"
    )
    x, y = frame.x + (radius + 8) * sin(middle), frame.y - (radius + 8) * cos(middle)
    return [
        element(
            "path", d=arc, fill="none", stroke=hands.colour, stroke_width=2.2, stroke_dasharray=hands.dash
        ),
        text(x, y, f"{hands.asym_deg:.3g}°", fill=hands.colour, bold=True, halo=True),
    ]
