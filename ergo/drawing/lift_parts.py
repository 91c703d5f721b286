"""What the two views of a lift share: the hands at one end of it, and limbs painted as one silhouette."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import acos, cos, hypot, sin

from ergo.drawing import style
from ergo.drawing.figure import Point
from ergo.drawing.svg import element, number


@dataclass(frozen=True)
class Hands:
    """Reach, height and twist of the hands at the start or the end of a lift; None is not measured.

    ``ghost`` hands are drawn as an outline.
    """

    name: str
    h_cm: float | None
    v_cm: float | None
    asym_deg: float | None
    colour: str
    ghost: bool

    @property
    def point(self) -> Point | None:
        """Forward of the ankles and above the floor, where both are known."""
        return None if self.h_cm is None or self.v_cm is None else (self.h_cm, self.v_cm)

    @property
    def fill(self) -> str:
        """What the mark of the hands is filled with."""
        return style.PAPER if self.ghost else self.colour

    @property
    def dash(self) -> str | None:
        """Pattern of the lines that belong to these hands."""
        return "6 4" if self.ghost else None

    def missing(self) -> list[str]:
        """Letters of what was not measured."""
        values = (("H", self.h_cm), ("V", self.v_cm), ("A", self.asym_deg))
        return [letter for letter, value in values if value is None]


def limb(a: Point, b: Point, radius_a: float, radius_b: float) -> str:
    """Path of a limb that tapers from one round end to the other, in the coordinates of the drawing."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = hypot(dx, dy)
    if length <= abs(radius_a - radius_b) + 0.01:
        (x, y), r = (a, radius_a) if radius_a >= radius_b else (b, radius_b)
        return f"M{_xy(x - r, y)}A{_xy(r, r)} 0 1 1 {_xy(x + r, y)}A{_xy(r, r)} 0 1 1 {_xy(x - r, y)}Z"
    ux, uy = dx / length, dy / length
    tilt = acos((radius_a - radius_b) / length)
    along, across = cos(tilt), sin(tilt)
    left = (ux * along + uy * across, uy * along - ux * across)
    right = (ux * along - uy * across, uy * along + ux * across)
    near_big, far_big = int(along < 0), int(along > 0)
    return (
        f"M{_xy(b[0] + radius_b * left[0], b[1] + radius_b * left[1])}"
        f"A{_xy(radius_b, radius_b)} 0 {near_big} 1 "
        f"{_xy(b[0] + radius_b * right[0], b[1] + radius_b * right[1])}"
        f"L{_xy(a[0] + radius_a * right[0], a[1] + radius_a * right[1])}"
        f"A{_xy(radius_a, radius_a)} 0 {far_big} 1 "
        f"{_xy(a[0] + radius_a * left[0], a[1] + radius_a * left[1])}Z"
    )


def polygon(points: Iterable[Point]) -> str:
    """Path of straight edges."""
    return "M" + "L".join(_xy(*point) for point in points) + "Z"


def silhouette(outlines: list[str], *, ghost: bool, near: bool) -> list[str]:
    """The outlines as one shape: edges first, areas over them, so that no inner edge is left.

    The far parts of the body are lighter than the near ones; a ghost has an edge and hardly any area.
    """
    d = "".join(outlines)
    edge = style.END if ghost else style.PAPER
    fill = style.BODY_GHOST if ghost else style.BODY_NEAR if near else style.BODY
    return [
        element("path", d=d, fill="none", stroke=edge, stroke_width=2.6, stroke_linejoin="round"),
        element("path", d=d, fill=fill),
    ]


def _xy(x: float, y: float) -> str:
    return f"{number(x)} {number(y)}"
