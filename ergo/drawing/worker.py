"""A worker's body seen from the side, painted to scale as one silhouette."""

from dataclasses import dataclass

from ergo.drawing.figure import Body, Point, Posture
from ergo.drawing.lift_parts import limb, silhouette


@dataclass(frozen=True)
class Painter:
    """Paints one worker: how many units a centimetre takes, and where the ankles stand on the drawing.

    ``towards`` is 1 for a worker who faces right and -1 for one who faces left.
    """

    worker: Body
    scale: float
    ankles: Point
    towards: int = 1

    def at(self, point: Point) -> Point:
        """Where a point, in centimetres from the ankles and the floor, is on the drawing."""
        return self.ankles[0] + self.towards * point[0] * self.scale, self.ankles[1] - point[1] * self.scale

    def limb(self, a: Point, b: Point, share_a: float, share_b: float) -> str:
        """A limb whose half-widths are shares of stature."""
        unit = self.worker.stature * self.scale
        return limb(self.at(a), self.at(b), share_a * unit, share_b * unit)

    def arm(self, posture: Posture, *, ghost: bool = False) -> list[str]:
        """The arm, which is drawn over the load."""
        upper = self.limb(posture.shoulder, posture.elbow, 0.029, 0.022)
        fore = self.limb(posture.elbow, posture.hand, 0.022, 0.015)
        return silhouette([upper, fore], ghost=ghost, near=True)

    def figure(self, posture: Posture, *, ghost: bool = False) -> list[str]:
        """Everything but the arm."""
        worker, s = self.worker, self.worker.stature
        hip, shoulder, head = posture.hip, posture.shoulder, posture.head
        heel = (posture.ankle[0] - 0.25 * worker.foot, 0.016 * s)
        toe = (posture.ankle[0] + 0.7 * worker.foot, 0.011 * s)
        waist = (0.55 * hip[0] + 0.45 * shoulder[0], 0.55 * hip[1] + 0.45 * shoulder[1])
        chin = (head[0] + 0.012 * s, head[1] - 0.018 * s)
        radius = worker.head_radius / s
        parts = [
            self.limb(shoulder, head, 0.032, 0.026),
            self.limb(hip, waist, 0.058, 0.053),
            self.limb(waist, shoulder, 0.053, 0.054),
            self.limb(head, chin, 0.92 * radius, 0.74 * radius),
            self.limb(posture.ankle, heel, 0.018, 0.016),
            self.limb(heel, toe, 0.016, 0.011),
            self.limb(posture.knee, posture.ankle, 0.031, 0.018),
            self.limb(hip, posture.knee, 0.05, 0.032),
        ]
        return silhouette(parts, ghost=ghost, near=False)
