"""The side view of a lift: the worker in the plane of the hands, with H, V and D to scale."""

from ergo.drawing import style
from ergo.drawing.figure import Body, Point, Posture, reaching, standing
from ergo.drawing.lift_parts import Hands, polygon
from ergo.drawing.svg import element, line, text, turned
from ergo.drawing.worker import Painter
from ergo.units import UnitSystem, format_quantity

RIGHT = 496.0
FLOOR_Y = 396.0
_BOX_DEPTH_CM, _BOX_HEIGHT_CM = 32.0, 20.0
_COLUMN = 64.0
_LEAST_TURNED = 66.0


class SideView:
    """The side view: its scale, the two postures, and everything that is drawn of them."""

    def __init__(self, worker: Body, start: Hands, end: Hands, unit_system: UnitSystem) -> None:
        self.worker, self.start, self.end, self.unit_system = worker, start, end, unit_system
        reach = max(70.0, *(hands.h_cm or 0.0 for hands in (start, end)))
        top = max(180.0, worker.stature + 4, *((hands.v_cm or 0.0) + 24 for hands in (start, end)))
        self.scale = min((FLOOR_Y - 46) / top, (RIGHT - 175) / (reach + 92))
        self.x0 = 20 + 60 * self.scale
        self.paint = Painter(worker, self.scale, (self.x0, FLOOR_Y))
        self.postures = {hands.name: self._posture(hands) for hands in (start, end)}

    def _posture(self, hands: Hands) -> Posture | None:
        return None if hands.point is None else reaching(self.worker, hands.point)

    def at(self, point: Point) -> Point:
        """Where a point, in centimetres from the ankles and the floor, is on the drawing."""
        return self.paint.at(point)

    def cm(self, value: float) -> str:
        """A length with its unit."""
        return format_quantity(value, "cm", self.unit_system)

    def draw(self, load: str | None) -> list[str]:
        """Everything from back to front: floor, end as a ghost, start, dimensions, hands."""
        first, last = self.postures["start"], self.postures["end"]
        content = [self._floor()]
        if last is not None:
            content += self.paint.figure(last, ghost=True)
            content += [self._load(self.end, None), *self.paint.arm(last, ghost=True)]
        if first is not None:
            content += self.paint.figure(first, ghost=False)
            content += [self._load(self.start, load), *self.paint.arm(first, ghost=False)]
        elif last is None:
            upright = standing(self.worker)
            content += self.paint.figure(upright, ghost=False) + self.paint.arm(upright, ghost=False)
        content += self._dimensions()
        for hands, posture in ((self.end, last), (self.start, first)):
            content += self._half_known(hands) if posture is None else self._hands(hands, posture)
        return content

    def _floor(self) -> str:
        return element("rect", x=14, y=FLOOR_Y, width=RIGHT - 14, height=5, fill=style.FLOOR) + line(
            14, FLOOR_Y, RIGHT, FLOOR_Y, stroke=style.INK, stroke_width=1.5
        )

    def _load_top_cm(self, hands: Hands) -> float:
        """Upper edge of the load, which is held at mid-height but never stands below the floor."""
        return max((hands.v_cm or 0.0) + _BOX_HEIGHT_CM / 2, _BOX_HEIGHT_CM)

    def _load(self, hands: Hands, words: str | None) -> str:
        """The load as a box, on a shelf where it does not stand on the floor."""
        top = self._load_top_cm(hands)
        x, y = self.at(((hands.h_cm or 0.0) - 7, top))
        width, height = _BOX_DEPTH_CM * self.scale, _BOX_HEIGHT_CM * self.scale
        found = element(
            "rect",
            x=x,
            y=y,
            width=width,
            height=height,
            rx=2,
            fill=style.PAPER if hands.ghost else style.LOAD,
            stroke=hands.colour if hands.ghost else style.INK,
            stroke_width=1.5,
            stroke_dasharray=hands.dash,
        )
        if top - _BOX_HEIGHT_CM > 3:
            shelf = {"x": x - 6, "y": y + height + 1, "width": width + 12, "height": 4.5}
            found += element("rect", fill=style.LINE, **shelf)
        if words is not None:
            centre = x + (width + 7 * self.scale + 6) / 2
            found += text(centre, y + height - 5, words, size=style.SMALL, anchor="middle", bold=True)
        return found

    def _hands(self, hands: Hands, posture: Posture) -> list[str]:
        x, y = self.at((hands.h_cm or 0.0, hands.v_cm or 0.0))
        found = []
        if not posture.reaches:
            hx, hy = self.at(posture.hand)
            found.append(line(hx, hy, x, y, stroke=hands.colour, stroke_width=2, stroke_dasharray="3 3"))
        found.append(
            element("circle", cx=x, cy=y, r=6.5, fill=hands.fill, stroke=hands.colour, stroke_width=3)
        )
        label_x, label_y = self._label_place(hands)
        words = hands.name.capitalize()
        found.append(text(label_x, label_y, words, fill=hands.colour, anchor="middle", bold=True, halo=True))
        return found

    def _label_place(self, hands: Hands) -> Point:
        """Over the load; the end steps aside where the two loads are drawn over each other."""
        middle = _BOX_DEPTH_CM / 2 - 7
        x, y = self.at(((hands.h_cm or 0.0) + middle, self._load_top_cm(hands)))
        if hands.ghost and self.start.point is not None:
            other_x, other_y = self.at(((self.start.h_cm or 0.0) + middle, self._load_top_cm(self.start)))
            if abs(x - other_x) < 45 and abs(y - other_y) < 16:
                y = min(y, other_y) - 17
        return x, y - 6

    def _half_known(self, hands: Hands) -> list[str]:
        """A level line where only the height is known, an upright one where only the reach is."""
        if hands.v_cm is not None:
            (x1, y), (x2, _) = self.at((0.0, hands.v_cm)), self.at((72.0, hands.v_cm))
            label = text(x1 + 40, y - 6, f"{hands.name}: reach H not measured", fill=hands.colour, halo=True)
        elif hands.h_cm is not None:
            (x1, y), (x2, y2) = self.at((hands.h_cm, 0.0)), self.at((hands.h_cm, 120.0))
            label = text(x2, y2 - 6, f"{hands.name}: height V not measured", fill=hands.colour, halo=True)
            return [
                line(x1, y, x2, y2, stroke=hands.colour, stroke_width=2, stroke_dasharray="7 5"),
                label,
            ]
        else:
            return []
        return [line(x1, y, x2, y, stroke=hands.colour, stroke_width=2, stroke_dasharray="7 5"), label]

    def _dimensions(self) -> list[str]:
        """H under the floor; V and D to the right of both loads."""
        found = []
        for row, hands in enumerate((self.start, self.end)):
            if hands.h_cm is not None:
                found += self._level(hands, hands.h_cm, FLOOR_Y + 17 + 18 * row)
        reach = max(hands.h_cm or 0.0 for hands in (self.start, self.end))
        x = self.at((reach + _BOX_DEPTH_CM - 7, 0.0))[0] + 16
        for hands in (self.start, self.end):
            if hands.v_cm is not None:
                found += self._upright(hands, hands.v_cm, x)
                x += _COLUMN
        if self.start.v_cm is not None and self.end.v_cm is not None:
            found += self._travel(self.start.v_cm, self.end.v_cm, x - 12)
        return found

    def _level(self, hands: Hands, h: float, y: float) -> list[str]:
        """H: from the ankles to the hands."""
        x1, x2 = self.x0, self.at((h, 0.0))[0]
        top = FLOOR_Y if hands.v_cm is None else self.at((h, hands.v_cm))[1]
        return [
            line(x1, FLOOR_Y, x1, y, stroke=style.INK, stroke_width=1),
            line(x2, top, x2, y, stroke=hands.colour, stroke_width=1, stroke_dasharray="2 3"),
            line(x1, y, x2, y, stroke=hands.colour, stroke_width=2.2, stroke_dasharray=hands.dash),
            *(line(x, y - 5, x, y + 5, stroke=hands.colour, stroke_width=2.2) for x in (x1, x2)),
            text(x2 + 10, y + 5, f"H {self.cm(h)} {hands.name}", fill=hands.colour, bold=True),
        ]

    def _upright(self, hands: Hands, v: float, x: float) -> list[str]:
        """V: from the floor to the hands."""
        y = self.at((0.0, v))[1]
        from_x = self.at((hands.h_cm or 0.0, 0.0))[0]
        words = f"V {self.cm(v)}"
        label = (
            turned(x - 6, (FLOOR_Y + y) / 2, words, hands.colour)
            if FLOOR_Y - y >= _LEAST_TURNED
            else text(x - 6, y - 8, words, fill=hands.colour, bold=True, halo=True)
        )
        return [
            line(from_x, y, x + 5, y, stroke=hands.colour, stroke_width=1, stroke_dasharray="2 3"),
            line(x, FLOOR_Y, x, y, stroke=hands.colour, stroke_width=2.2, stroke_dasharray=hands.dash),
            line(x - 5, y, x + 5, y, stroke=hands.colour, stroke_width=2.2),
            label,
        ]

    def _travel(self, start: float, end: float, x: float) -> list[str]:
        """D: the way the hands go up or down, as an arrow."""
        y1, y2 = self.at((0.0, start))[1], self.at((0.0, end))[1]
        words = f"D {self.cm(abs(end - start))}"
        if abs(y2 - y1) < 14:
            return [text(x - 14, min(y1, y2) - 10, words, bold=True, halo=True)]
        way = 1 if y2 > y1 else -1
        label = (
            turned(x + 18, (y1 + y2) / 2, words, style.INK)
            if abs(y2 - y1) >= _LEAST_TURNED
            else text(x + 10, (y1 + y2) / 2 + 5, words, bold=True, halo=True)
        )
        return [
            line(x, y1, x, y2 - 9 * way, stroke=style.INK, stroke_width=2.5),
            element(
                "path", d=polygon([(x, y2), (x - 6, y2 - 12 * way), (x + 6, y2 - 12 * way)]), fill=style.INK
            ),
            label,
        ]
