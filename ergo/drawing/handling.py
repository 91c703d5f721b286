"""The worker pushing, pulling or carrying, from the side: height of the hands, force or load, and the way."""

from collections.abc import Sequence
from dataclasses import dataclass

from ergo.drawing import style
from ergo.drawing.figure import Body, Posture, body, reaching
from ergo.drawing.lift import UNKNOWN_STATURE_CM
from ergo.drawing.lift_parts import polygon
from ergo.drawing.svg import Svg, drawing, element, line, text, turned
from ergo.drawing.worker import Painter
from ergo.units import UnitSystem, format_quantity

WIDTH, _NOTES_Y, _LINE = 760.0, 398.0, 18.0
_FLOOR_Y, _ANKLES_X, _LEFT, _RIGHT = 340.0, 190.0, 20.0, 740.0
_MOST_SCALE, _HEADROOM = 1.6, 36.0
_PUSH_REACH_CM, _CARRY_REACH_CM = 48.0, 32.0
_CART_CM, _PLATFORM_CM, _WHEEL_CM, _LOAD_TOP_CM = 100.0, 16.0, 7.0, 92.0
_BOX_CM = (42.0, 30.0)
_SHOWN_HANDS_CM = 95.0
_UNKNOWN_DASH = "6 4"
_NOT_MEASURED = "not measured"


@dataclass(frozen=True)
class _Scene:
    """What both pictures share: the worker, the height of the hands, the way and the words."""

    worker: Body
    measured_cm: float | None
    reach_cm: float
    units: UnitSystem

    @property
    def hands_cm(self) -> float:
        """Where the hands are drawn: as measured, or at a height to show what is measured."""
        return _SHOWN_HANDS_CM if self.measured_cm is None else self.measured_cm

    @property
    def posture(self) -> Posture:
        """The worker with the hands there."""
        return reaching(self.worker, (self.reach_cm, self.hands_cm))

    @property
    def paint(self) -> Painter:
        """The worker's painter, small enough for the highest point."""
        top = max(self.worker.stature, self.hands_cm) + 10
        scale = min(_MOST_SCALE, (_FLOOR_Y - _HEADROOM) / top)
        return Painter(self.worker, scale, (_ANKLES_X, _FLOOR_Y))

    def said(self, value: float | None, unit: str) -> str:
        """An amount in words."""
        return _NOT_MEASURED if value is None else format_quantity(value, unit, self.units)

    def floor(self) -> list[str]:
        """The ground."""
        return [
            element("rect", x=_LEFT, y=_FLOOR_Y, width=_RIGHT - _LEFT, height=5, fill=style.FLOOR),
            line(_LEFT, _FLOOR_Y, _RIGHT, _FLOOR_Y, stroke=style.INK, stroke_width=1.5),
        ]

    def height(self) -> list[str]:
        """V: from the floor to the hands, at the left of the worker; a ring and a broken line where not measured."""
        x, known = 84.0, self.measured_cm is not None
        hand_x, y = self.paint.at((self.reach_cm, self.hands_cm))
        colour, fill = style.START, style.START if known else style.PAPER
        dash = None if known else _UNKNOWN_DASH
        return [
            line(x - 5, y, hand_x, y, stroke=colour, stroke_width=1, stroke_dasharray="2 3"),
            line(x, _FLOOR_Y, x, y, stroke=colour, stroke_width=2.2, stroke_dasharray=dash),
            line(x - 5, y, x + 5, y, stroke=colour, stroke_width=2.2),
            turned(x - 10, (_FLOOR_Y + y) / 2, f"V {self.said(self.measured_cm, 'cm')}", colour),
            element("circle", cx=hand_x, cy=y, r=6.5, fill=fill, stroke=colour, stroke_width=3),
        ]

    def way(self, distance: str, rate: str, *, towards: int = 1) -> list[str]:
        """The way under the floor, which is not to scale: an arrow in the direction of travel."""
        y = _FLOOR_Y + 30
        first, last = (_LEFT + 40, _RIGHT - 40)[::towards]
        return [
            line(first, y - 7, first, y + 7, stroke=style.INK, stroke_width=2),
            *_arrow(first, last, y, style.INK, width=2),
            text(
                (first + last) / 2,
                y - 8,
                f"Distance {distance}, {rate}",
                anchor="middle",
                bold=True,
                halo=True,
            ),
        ]

    def out_of_reach(self) -> list[str]:
        """Said where the hands cannot be where they were measured."""
        return [] if self.posture.reaches else ["The hands are out of reach for this stature."]


@dataclass(frozen=True)
class _Force:
    """One force: its words and how its arrow is drawn."""

    name: str
    newtons: float | None
    colour: str
    width: float
    y: float


def push_svg(
    *,
    mode: str | None = None,
    initial_force_n: float | None = None,
    sustained_force_n: float | None = None,
    distance_m: float | None = None,
    handle_height_cm: float | None = None,
    freq_per_min: float | None = None,
    stature_cm: float | None = None,
    unit_system: UnitSystem = UnitSystem.METRIC,
) -> Svg:
    """Draw a push or a pull: hands at their height, the forces as arrows in the way the load goes.

    What was not measured is None: what is known is drawn, and what is missing is said.

    Parameters
    ----------
    mode : "push" or "pull", optional
        A pull is drawn facing the load.
    initial_force_n, sustained_force_n : float, optional
        Force to start and to keep moving, N.
    distance_m, handle_height_cm, freq_per_min : float, optional
        Of one push or pull.
    stature_cm : float, optional
        Stature of the worker, 100 to 230 cm.
    unit_system : UnitSystem
        Units of the labels.
    """
    scene = _Scene(_worker(stature_cm), handle_height_cm, _PUSH_REACH_CM, unit_system)
    towards = -1 if mode == "pull" else 1
    forces = (
        _Force("To start", initial_force_n, style.START, 7.0, 150.0),
        _Force("To keep moving", sustained_force_n, style.END, 3.5, 234.0),
    )
    rate = "rate not measured" if freq_per_min is None else f"{freq_per_min:g} a minute"
    missing = _missing(
        {
            "whether it is pushed or pulled": mode,
            "force to start": initial_force_n,
            "force to keep moving": sustained_force_n,
            "distance": distance_m,
            "handle height": handle_height_cm,
            "rate": freq_per_min,
        }
    )
    words = [f"{force.name}: {scene.said(force.newtons, 'N')}." for force in forces] + [
        f"Handle height V {scene.said(handle_height_cm, 'cm')}. Distance {scene.said(distance_m, 'm')}, {rate}."
    ]
    return _picture(
        scene,
        {"push": "Pushing", "pull": "Pulling"}.get(mode or "", "Pushing or pulling"),
        " ".join(words),
        [*missing, *scene.out_of_reach(), *_assumed(scene, stature_cm)],
        handled=_cart(scene),
        over=[
            *(part for force in forces for part in _force(scene, force, towards)),
            *scene.way(scene.said(distance_m, "m"), rate, towards=towards),
        ],
    )


def carry_svg(
    *,
    load_kg: float | None = None,
    distance_m: float | None = None,
    hand_height_cm: float | None = None,
    freq_per_h: float | None = None,
    stature_cm: float | None = None,
    unit_system: UnitSystem = UnitSystem.METRIC,
) -> Svg:
    """Draw a carry: the load in the hands at their height, and the way.

    What was not measured is None: what is known is drawn, and what is missing is said.

    Parameters
    ----------
    load_kg, distance_m, hand_height_cm, freq_per_h : float, optional
        Of one carry.
    stature_cm : float, optional
        Stature of the worker, 100 to 230 cm.
    unit_system : UnitSystem
        Units of the labels.
    """
    scene = _Scene(_worker(stature_cm), hand_height_cm, _CARRY_REACH_CM, unit_system)
    rate = "rate not measured" if freq_per_h is None else f"{freq_per_h:g} an hour"
    missing = _missing(
        {"load": load_kg, "distance": distance_m, "hand height": hand_height_cm, "rate": freq_per_h}
    )
    words = (
        f"Load {scene.said(load_kg, 'kg')}, hand height V {scene.said(hand_height_cm, 'cm')}. "
        f"Distance {scene.said(distance_m, 'm')}, {rate}."
    )
    return _picture(
        scene,
        "Carrying",
        words,
        [*missing, *scene.out_of_reach(), *_assumed(scene, stature_cm)],
        handled=_box(scene, load_kg),
        over=scene.way(scene.said(distance_m, "m"), rate),
    )


def _picture(
    scene: _Scene, verb: str, words: str, notes: Sequence[str], *, handled: list[str], over: list[str]
) -> Svg:
    """The worker with what is handled behind the arm, what is drawn over both, and the notes below."""
    return drawing(
        WIDTH,
        _NOTES_Y + _LINE * len(notes),
        f"{verb}, from the side",
        " ".join([words, *notes]),
        text(20, 26, verb, size=style.LARGE, bold=True),
        *scene.floor(),
        *scene.paint.figure(scene.posture),
        *handled,
        *scene.paint.arm(scene.posture),
        *scene.height(),
        *over,
        *[text(20, _NOTES_Y + _LINE * row, note, size=13) for row, note in enumerate(notes)],
    )


def _worker(stature_cm: float | None) -> Body:
    return body(UNKNOWN_STATURE_CM if stature_cm is None else stature_cm)


def _missing(values: dict[str, object]) -> list[str]:
    missing = [name for name, value in values.items() if value is None]
    return [f"Not measured: {', '.join(missing)}."] if missing else []


def _assumed(scene: _Scene, stature_cm: float | None) -> list[str]:
    return (
        []
        if stature_cm is not None
        else [f"Stature not entered: drawn at {scene.said(scene.worker.stature, 'cm')}."]
    )


def _cart(scene: _Scene) -> list[str]:
    """A cart with a load, its handle at the hands."""
    paint, near = scene.paint, _PUSH_REACH_CM
    x, top = paint.at((near, _PLATFORM_CM + 4))
    width, unit = _CART_CM * paint.scale, paint.scale
    load_x, load_y = paint.at((near + 12, _LOAD_TOP_CM))
    wheels = [
        element(
            "circle",
            cx=paint.at((at, 0))[0],
            cy=_FLOOR_Y - _WHEEL_CM * unit,
            r=_WHEEL_CM * unit,
            fill=style.LINE,
        )
        for at in (near + 14, near + _CART_CM - 12)
    ]
    load = element(
        "rect",
        x=load_x,
        y=load_y,
        width=width - 16 * unit,
        height=(_LOAD_TOP_CM - _PLATFORM_CM - 4) * unit,
        rx=2,
        fill=style.LOAD,
        stroke=style.INK,
        stroke_width=1.5,
    )
    return [
        load,
        element("rect", x=x, y=top, width=width, height=4 * unit, fill=style.LINE),
        line(x, top, x, paint.at((near, scene.hands_cm))[1], stroke=style.LINE, stroke_width=5),
        *wheels,
    ]


def _box(scene: _Scene, load_kg: float | None) -> list[str]:
    """The load in the hands."""
    width, height = _BOX_CM
    middle = max(scene.hands_cm, height / 2)
    unit = scene.paint.scale
    x, y = scene.paint.at((_CARRY_REACH_CM - 10, middle + height / 2))
    found = [
        element(
            "rect",
            x=x,
            y=y,
            width=width * unit,
            height=height * unit,
            rx=2,
            fill=style.LOAD,
            stroke=style.INK,
            stroke_width=1.5,
        )
    ]
    if load_kg is not None:
        words = scene.said(load_kg, "kg")
        found.append(
            text(x + width * unit + 10, y + height * unit / 2 + 5, words, size=style.LARGE, bold=True)
        )
    return found


def _force(scene: _Scene, force: _Force, towards: int) -> list[str]:
    """One force beyond the load, as an arrow in the way the load goes; broken where it is not measured."""
    near = scene.paint.at((_PUSH_REACH_CM + _CART_CM, 0))[0] + 24
    first, last = (near, near + 150)[::towards]
    words = f"{force.name}: {scene.said(force.newtons, 'N')}"
    dash = None if force.newtons is not None else _UNKNOWN_DASH
    return [
        text(near, force.y - 16, words, fill=force.colour, bold=True),
        *_arrow(first, last, force.y, force.colour, width=force.width, dash=dash),
    ]


def _arrow(
    first: float, last: float, y: float, colour: str, *, width: float, dash: str | None = None
) -> list[str]:
    way, head = (1 if last > first else -1), 8 + width
    return [
        line(first, y, last - way * head, y, stroke=colour, stroke_width=width, stroke_dasharray=dash),
        element(
            "path",
            d=polygon([(last, y), (last - way * head * 1.3, y - head), (last - way * head * 1.3, y + head)]),
            fill=colour,
        ),
    ]
