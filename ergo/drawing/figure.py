"""A worker's body in the plane of a lift: joints that bring the hands to a point, for drawing only.

Lengths are shares of stature (`ergo.knowledge.body`). The posture is the least bent one, by a simple cost of
trunk lean and knee bend, in which the arms reach; it is a picture of where the hands are, not a measurement of
how somebody lifts, and no method reads it.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from math import acos, atan2, cos, hypot, radians, sin

from ergo.knowledge.body import body_segments

Point = tuple[float, float]
"""Centimetres forward of the midpoint between the ankles, and above the floor."""

_GRIP = 0.5  # the hands hold at half the length of the hand
_STRAIGHT = 0.985  # share of the arm's length at which an arm is drawn straight
_KNEE_STEPS = tuple(radians(5.0 * n) for n in range(22))
_LEAN_STEPS = tuple(radians(5.0 * n) for n in range(20))


@dataclass(frozen=True)
class Body:
    """Lengths of one worker in centimetres."""

    stature: float
    ankle_height: float
    shank: float
    thigh: float
    trunk: float
    upper_arm: float
    forearm: float
    neck: float
    head_radius: float
    foot: float
    foot_breadth: float
    shoulder_breadth: float


@dataclass(frozen=True)
class Posture:
    """Joints of the body. ``reaches`` is False where the hands cannot come to the wanted point."""

    ankle: Point
    knee: Point
    hip: Point
    shoulder: Point
    head: Point
    elbow: Point
    hand: Point
    reaches: bool


@cache
def body(stature_cm: float) -> Body:
    """The lengths of a worker of this stature."""
    share = {row.id: row.share_of_stature for row in body_segments().values()}
    return Body(
        stature=stature_cm,
        ankle_height=share["ankle_height"] * stature_cm,
        shank=share["shank"] * stature_cm,
        thigh=share["thigh"] * stature_cm,
        trunk=share["trunk"] * stature_cm,
        upper_arm=share["upper_arm"] * stature_cm,
        forearm=(share["forearm"] + _GRIP * share["hand"]) * stature_cm,
        neck=(share["eye_height"] - share["shoulder_height"]) * stature_cm,
        head_radius=(1 - share["eye_height"]) * stature_cm,
        foot=share["foot"] * stature_cm,
        foot_breadth=share["foot_breadth"] * stature_cm,
        shoulder_breadth=share["shoulder_breadth"] * stature_cm,
    )


def standing(worker: Body) -> Posture:
    """Upright, with the arms hanging down."""
    hip, knee, ankle = _legs(worker, 0.0, 0.0)
    shoulder = (hip[0], hip[1] + worker.trunk)
    elbow = (shoulder[0] - 1.0, shoulder[1] - worker.upper_arm)
    hand = (elbow[0] + 4.0, elbow[1] - worker.forearm)
    head = (shoulder[0] + 1.0, shoulder[1] + worker.neck)
    return Posture(ankle, knee, hip, shoulder, head, elbow, hand, True)


@lru_cache(maxsize=512)
def reaching(worker: Body, target: Point) -> Posture:
    """The least bent posture whose hands come to ``target``; where none does, the one that comes nearest."""
    arm = (worker.upper_arm + worker.forearm) * _STRAIGHT
    best: tuple[float, float, float] | None = None
    nearest: tuple[float, float, float] = (float("inf"), 0.0, 0.0)
    for knee_bend in _KNEE_STEPS:
        if best is not None and _cost(knee_bend, 0.0) >= best[0]:
            break
        for lean in _LEAN_STEPS:
            cost = _cost(knee_bend, lean)
            if best is not None and cost >= best[0]:
                break
            hip, _, _ = _legs(worker, knee_bend, lean)
            shoulder = (hip[0] + worker.trunk * sin(lean), hip[1] + worker.trunk * cos(lean))
            gap = hypot(target[0] - shoulder[0], target[1] - shoulder[1]) - arm
            if gap <= 0:
                best = (cost, knee_bend, lean)
                break
            if gap < nearest[0]:
                nearest = (gap, knee_bend, lean)
    _, knee_bend, lean = best if best is not None else nearest
    return _posed(worker, knee_bend, lean, target, reaches=best is not None)


def _cost(knee_bend: float, lean: float) -> float:
    """How far a posture is from upright; a trunk leant far over counts more than bent knees."""
    return (lean / radians(50)) ** 2 + (knee_bend / radians(80)) ** 2


def _legs(worker: Body, knee_bend: float, lean: float) -> tuple[Point, Point, Point]:
    """Hip, knee and ankle. Knees go forward as they bend, hips back as the trunk leans, to stay over the feet."""
    shank = min(0.42 * knee_bend, radians(36)) - 0.14 * lean
    thigh = knee_bend - shank
    ankle = (0.0, worker.ankle_height)
    knee = (worker.shank * sin(shank), worker.ankle_height + worker.shank * cos(shank))
    hip = (knee[0] - worker.thigh * sin(thigh), knee[1] + worker.thigh * cos(thigh))
    return hip, knee, ankle


def _posed(worker: Body, knee_bend: float, lean: float, target: Point, *, reaches: bool) -> Posture:
    hip, knee, ankle = _legs(worker, knee_bend, lean)
    shoulder = (hip[0] + worker.trunk * sin(lean), hip[1] + worker.trunk * cos(lean))
    elbow, hand = arm_joints(shoulder, target, worker.upper_arm, worker.forearm)
    nod = 0.55 * lean + 0.06  # the head stays higher than the trunk, eyes on the hands
    head = (shoulder[0] + worker.neck * sin(nod), shoulder[1] + worker.neck * cos(nod))
    return Posture(ankle, knee, hip, shoulder, head, elbow, hand, reaches)


def arm_joints(
    shoulder: Point, target: Point, upper_arm: float, forearm: float, *, side: int = -1
) -> tuple[Point, Point]:
    """Elbow and hand of an arm that reaches for a point, drawn straight where the point is too far.

    ``side`` is on which side of the line from shoulder to hand the elbow lies: -1 clockwise of it, which is behind
    and below in the side view, 1 the other way.
    """
    dx, dy = target[0] - shoulder[0], target[1] - shoulder[1]
    distance = max(hypot(dx, dy), 1e-6)
    reach = min(max(distance, abs(upper_arm - forearm) + 1.0), (upper_arm + forearm) * _STRAIGHT)
    along = atan2(dy, dx)
    cosine = (upper_arm**2 + reach**2 - forearm**2) / (2 * upper_arm * reach)
    at_shoulder = acos(max(-1.0, min(1.0, cosine)))
    angle = along + side * at_shoulder
    elbow = (shoulder[0] + upper_arm * cos(angle), shoulder[1] + upper_arm * sin(angle))
    if distance > reach:
        return elbow, (shoulder[0] + reach * cos(along), shoulder[1] + reach * sin(along))
    return elbow, target
