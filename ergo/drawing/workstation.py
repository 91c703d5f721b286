"""A worker at a desk from the side: chair, desk and screen as they are, and as they should be set."""

from dataclasses import dataclass, replace
from math import radians, sin, sqrt

from ergo.analysis.workstation import Figure, Setup, setting_words
from ergo.drawing import style
from ergo.drawing.figure import Body, Point, Posture, arm_joints, body
from ergo.drawing.lift_parts import polygon
from ergo.drawing.svg import Svg, drawing, element, line, number, text, text_width
from ergo.drawing.worker import Painter
from ergo.units import UnitSystem

WIDTH, HEIGHT = 760.0, 480.0
UNKNOWN_STATURE_CM = 170.0
"""Stature at which a worker of unknown stature is drawn; the drawing says so."""

_FLOOR_Y, _TOP_Y, _KNEE_X = 410.0, 92.0, 340.0
_COLUMN = 46.0
_LEFT_COLUMN, _RIGHT_MARGIN = 40.0, 210.0
_THIGH_SHARE, _HIP_SHARE = 0.032, 0.05  # half the thickness of the thigh at knee and hip, as it is painted
_LEAN = radians(6)
_SEAT_CM, _TOP_CM, _SCREEN_CM, _KEYBOARD_CM = 6.0, 2.5, 34.0, 30.0
_DRAWN = {"seat_height": "Seat", "desk_height": "Desk", "screen_top": "Screen", "view_distance": "Distance"}


@dataclass(frozen=True)
class _Level:
    """One figure of the set-up as it is drawn: where it is, or where it should be while nobody measured it."""

    figure: Figure

    @property
    def now(self) -> float | None:
        return self.figure.now_cm

    @property
    def target(self) -> float | None:
        return None if self.figure.target is None else self.figure.target.value_cm

    def at(self, otherwise: float) -> float:
        """Where the thing stands on the drawing."""
        found = self.target if self.now is None else self.now
        return otherwise if found is None else found

    @property
    def moved(self) -> float | None:
        """Where it should be set, where that is somewhere else than it stands."""
        return self.target if self.now is None or self.figure.change_cm else None


def workstation_svg(
    setup: Setup, *, stature_cm: float | None = None, unit_system: UnitSystem = UnitSystem.METRIC
) -> Svg:
    """Draw the workplace to scale: as it is in full lines, as it should be set in broken ones, both with figures.

    What was not measured is drawn where it should be; what cannot be told is said. The figure is drawn by shares of
    stature, with lower leg and eyes where the set-up has them; no figure of the set-up is read from it.

    Parameters
    ----------
    setup : Setup
        Figures of the workplace, those that are there now among them.
    stature_cm : float, optional
        Stature of the worker, 100 to 230 cm.
    unit_system : UnitSystem
        Units of the labels.
    """
    view = _View(setup, UNKNOWN_STATURE_CM if stature_cm is None else stature_cm, unit_system)
    notes = view.notes(stature_known=stature_cm is not None)
    return drawing(
        WIDTH,
        HEIGHT,
        "The worker at the desk",
        " ".join([*view.words(), *notes]),
        text(20, 26, "From the side", size=style.LARGE, bold=True),
        *_key(),
        *view.draw(),
        *(text(20, HEIGHT - 26 + 18 * row, note, size=13) for row, note in enumerate(notes)),
    )


def _key() -> list[str]:
    return [
        line(165, 21, 197, 21, stroke=style.START, stroke_width=3),
        text(205, 26, "as it is", fill=style.START, bold=True),
        line(277, 21, 309, 21, stroke=style.END, stroke_width=3, stroke_dasharray="6 4"),
        text(317, 26, "as it should be set", fill=style.END, bold=True),
    ]


class _View:
    """Scale, posture and everything that is drawn."""

    def __init__(self, setup: Setup, stature_cm: float, unit_system: UnitSystem) -> None:
        self.setup, self.worker, self.unit_system = setup, body(stature_cm), unit_system
        self.levels = {name: _Level(setup.figures[name]) for name in _DRAWN}
        self.seat_cm = self.levels["seat_height"].at(_own_seat(setup, self.worker))
        self.desk_cm = self.levels["desk_height"].at(self.seat_cm + 0.15 * stature_cm)
        self.posture, self.feet_cm = _seated(setup, self.worker, self.seat_cm)
        self.screen_cm = self.levels["screen_top"].at(self.eye[1])
        self.screen_x = self.eye[0] + self.levels["view_distance"].at(0.0)
        heights = [level.target or 0.0 for level in self.levels.values()][:3]
        tallest = max(self.posture.head[1] + 14, self.desk_cm + 40, self.screen_cm + 4, *heights)
        farthest = max(self.screen_x, self.eye[0] + (self.levels["view_distance"].target or 0.0)) + 14
        across = (WIDTH - _RIGHT_MARGIN - _KNEE_X) / farthest
        self.scale = min((_FLOOR_Y - _TOP_Y) / tallest, across)

    @property
    def eye(self) -> Point:
        """Between the eyes, in cm from the knee and the floor."""
        head = self.posture.head
        return head[0] + 0.5 * self.worker.head_radius, head[1]

    @property
    def hand(self) -> Point:
        """Where the hands lie on the keys."""
        return self.posture.shoulder[0] + 0.19 * self.worker.stature, self.desk_cm + 2.5

    def at(self, point: Point) -> Point:
        """Where a point, in cm from the knee and the floor, is on the drawing."""
        return _KNEE_X + point[0] * self.scale, _FLOOR_Y - point[1] * self.scale

    def cm(self, value: float) -> str:
        """A length as furniture is set."""
        return setting_words(value, self.unit_system)

    def draw(self) -> list[str]:
        """Everything from back to front."""
        feet = (_KNEE_X, _FLOOR_Y - self.feet_cm * self.scale)
        painter = Painter(self.worker, self.scale, feet)
        posture = _raised(self.posture, -self.feet_cm)
        elbow, hand = arm_joints(self.posture.shoulder, self.hand, self.worker.upper_arm, self.worker.forearm)
        arm = _raised(replace(self.posture, elbow=elbow, hand=hand), -self.feet_cm)
        return [
            element("rect", x=14, y=_FLOOR_Y, width=WIDTH - 28, height=5, fill=style.FLOOR),
            line(14, _FLOOR_Y, WIDTH - 14, _FLOOR_Y, stroke=style.INK, stroke_width=1.5),
            *self._chair(),
            *painter.figure(posture),
            *self._sight(),
            *self._furniture(),
            *painter.arm(arm),
            *self._footrest(),
            *self._dimensions(),
        ]

    def _outline(self, points: list[Point], *, now: bool, fill: str = style.GRID) -> str:
        """A piece of furniture: filled where it stands, a broken outline where it should be."""
        return element(
            "path",
            d=polygon(self.at(point) for point in points),
            fill=fill if now else "none",
            stroke=style.START if now else style.END,
            stroke_width=2.0,
            stroke_dasharray=None if now else "6 4",
        )

    def _standing(self, name: str) -> list[tuple[float, bool]]:
        """The heights at which a thing is drawn: as it is, and as it should be where that differs."""
        level = self.levels[name]
        found = [] if level.now is None else [(level.now, True)]
        return found + ([] if level.moved is None else [(level.moved, False)])

    def _chair(self) -> list[str]:
        back, front = self.posture.hip[0] - 0.07 * self.worker.stature, -6.0
        found = []
        for height, now in self._standing("seat_height"):
            under = height - _SEAT_CM
            middle = (back + front) / 2
            found.append(self._outline(_box(back, front, under, height), now=now))
            found.append(self._outline(_box(back - 5, back, height + 10, height + 58), now=now))
            found.append(self._outline(_box(middle - 2, middle + 2, 4.0, under), now=now))
            found.append(self._outline(_box(middle - 25, middle + 25, 1.0, 4.0), now=now))
        return found

    def _furniture(self) -> list[str]:
        """Desk with keyboard, and the screen on it."""
        front = self.hand[0] - 12
        end = max(self.screen_x + 12, front + 75)
        found = []
        for height, now in self._standing("desk_height"):
            found.append(self._outline(_box(front, end, height - _TOP_CM, height), now=now, fill=style.LOAD))
            found.append(
                self._outline(_box(end - 6, end - 2, 0.0, height - _TOP_CM), now=now, fill=style.LOAD)
            )
            if height == self.desk_cm:
                keys = _box(self.hand[0] - 4, self.hand[0] + 12, height, height + 2)
                found.append(self._outline(keys, now=True, fill=style.INK))
        for height, now in self._standing("screen_top"):
            face = _box(self.screen_x, self.screen_x + 4, height - _SCREEN_CM, height)
            foot = _box(self.screen_x + 4, self.screen_x + 7, self.desk_cm, height - _SCREEN_CM / 2)
            found += [self._outline(part, now=now) for part in (foot, face)]
        return found

    def _sight(self) -> list[str]:
        """From the eyes to the top line of the screen as it is drawn."""
        (x1, y1), (x2, y2) = self.at(self.eye), self.at((self.screen_x, self.screen_cm))
        return [line(x1, y1, x2, y2, stroke=style.LINE, stroke_width=1.5, stroke_dasharray="2 4")]

    def _footrest(self) -> list[str]:
        height = self.setup.raised_cm
        if not height:
            return []
        wedge: list[Point] = [(-14, 0), (24, 0), (24, height), (-14, max(0.0, height - 3))]
        x, y = self.at((26, height / 2))
        return [
            self._outline(wedge, now=False),
            text(x, y + 5, f"Footrest {self.cm(height)}", fill=style.END, bold=True, halo=True),
        ]

    def _dimensions(self) -> list[str]:
        """Seat to the left; desk and screen to the right; the viewing distance over the screen."""
        x, found = _LEFT_COLUMN, []
        for height, now in self._standing("seat_height"):
            found += self._upright(
                "Seat", height, x, self.posture.hip[0] - 0.1 * self.worker.stature, now=now
            )
            x += _COLUMN
        x = WIDTH - _RIGHT_MARGIN + 40
        for name in ("desk_height", "screen_top"):
            for height, now in self._standing(name):
                found += self._upright(_DRAWN[name], height, x, self.screen_x + 8, now=now)
                x += _COLUMN
        y = self.at((0, max(self.screen_cm, self.eye[1])))[1] - 14
        for distance, now in self._standing("view_distance"):
            found += self._level(distance, y, now=now)
            y -= 26
        return found

    def _upright(self, name: str, height: float, x: float, from_cm: float, *, now: bool) -> list[str]:
        colour, dash = (style.START, None) if now else (style.END, "6 4")
        y, edge = self.at((0.0, height))[1], self.at((from_cm, 0.0))[0]
        label = f"{name} {self.cm(height)}"
        words = text(0, 0, label, fill=colour, anchor="middle", bold=True, halo=True)
        middle = min((_FLOOR_Y + y) / 2, _FLOOR_Y - 0.6 * text_width(label, style.NORMAL))
        turned = f"translate({number(x - 7)} {number(middle)}) rotate(-90)"
        return [
            line(edge, y, x, y, stroke=colour, stroke_width=1, stroke_dasharray="2 3"),
            line(x, _FLOOR_Y, x, y, stroke=colour, stroke_width=2.2, stroke_dasharray=dash),
            line(x - 5, y, x + 5, y, stroke=colour, stroke_width=2.2),
            element("g", words, transform=turned),
        ]

    def _level(self, distance: float, y: float, *, now: bool) -> list[str]:
        colour, dash = (style.START, None) if now else (style.END, "6 4")
        x1, x2 = self.at(self.eye)[0], self.at((self.eye[0] + distance, 0.0))[0]
        return [
            line(x1, y, x2, y, stroke=colour, stroke_width=2.2, stroke_dasharray=dash),
            *(line(x, y - 5, x, y + 5, stroke=colour, stroke_width=2.2) for x in (x1, x2)),
            text((x1 + x2) / 2, y - 6, self.cm(distance), fill=colour, anchor="middle", bold=True, halo=True),
        ]

    def words(self) -> list[str]:
        """The figures in words."""
        return [self._one(_DRAWN[name], level) for name, level in self.levels.items()]

    def _one(self, name: str, level: _Level) -> str:
        now = "not measured" if level.now is None else f"now {self.cm(level.now)}"
        if level.target is None:
            return f"{name}: {now}."
        well = "" if level.moved is not None else " It is well set."
        return f"{name}: {now}, to be set to {self.cm(level.target)}.{well}"

    def notes(self, *, stature_known: bool) -> list[str]:
        """What the drawing cannot show."""
        missing = [_DRAWN[name].lower() for name, level in self.levels.items() if level.now is None]
        found = [f"Not measured: {', '.join(missing)}."] if missing else []
        if not stature_known:
            found.append(f"Stature not entered: drawn at {self.cm(UNKNOWN_STATURE_CM)}.")
        if all(self.levels[name].target is None for name in ("seat_height", "desk_height", "screen_top")):
            found.append("How to set it follows from stature or body measures.")
        return [" ".join(found)] if found else []


def _own_seat(setup: Setup, worker: Body) -> float:
    """The worker's own seat height on the floor, by shares of stature where no figure is known."""
    target = setup.figures["seat_height"].target
    if target is not None:
        return target.value_cm - setup.raised_cm
    return worker.ankle_height + worker.shank - _THIGH_SHARE * worker.stature


def _seated(setup: Setup, worker: Body, seat_cm: float) -> tuple[Posture, float]:
    """The joints of the worker on a seat, and how high the feet hang over the floor."""
    own = _own_seat(setup, worker)
    feet = max(0.0, seat_cm - own)
    ankle = (0.0, feet + worker.ankle_height)
    knee = (0.0, feet + own + _THIGH_SHARE * worker.stature)
    hip_y = seat_cm + _HIP_SHARE * worker.stature
    rise = min(abs(hip_y - knee[1]), 0.95 * worker.thigh)
    hip = (-sqrt(worker.thigh**2 - rise**2), hip_y)
    shoulder = (hip[0] - worker.trunk * sin(_LEAN), hip[1] + worker.trunk * sqrt(1 - sin(_LEAN) ** 2))
    eye_y = shoulder[1] + worker.neck if setup.eye is None else setup.eye.value_cm - own + seat_cm
    head = (shoulder[0] + 2.0, eye_y)
    return Posture(ankle, knee, hip, shoulder, head, shoulder, shoulder, True), feet


def _raised(posture: Posture, by_cm: float) -> Posture:
    """The same posture from another floor."""

    def up(point: Point) -> Point:
        return point[0], point[1] + by_cm

    return replace(
        posture,
        ankle=up(posture.ankle),
        knee=up(posture.knee),
        hip=up(posture.hip),
        shoulder=up(posture.shoulder),
        head=up(posture.head),
        elbow=up(posture.elbow),
        hand=up(posture.hand),
    )


def _box(left: float, right: float, bottom: float, top: float) -> list[Point]:
    return [(left, bottom), (right, bottom), (right, top), (left, top)]
