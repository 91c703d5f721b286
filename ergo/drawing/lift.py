"""The worker at a lift from the side and from above: where the hands are at its start and at its end."""

from ergo.drawing import style
from ergo.drawing.figure import body
from ergo.drawing.lift_parts import Hands
from ergo.drawing.lift_side import SideView
from ergo.drawing.lift_top import LEFT as TOP_LEFT
from ergo.drawing.lift_top import top_view
from ergo.drawing.svg import Svg, drawing, element, line, text
from ergo.units import UnitSystem, format_quantity

WIDTH, HEIGHT = 760.0, 480.0
UNKNOWN_STATURE_CM = 170.0
"""Stature at which a worker of unknown stature is drawn; the drawing says so."""


EXAMPLE = {
    "h_origin_cm": 45.0,
    "v_origin_cm": 30.0,
    "h_dest_cm": 35.0,
    "v_dest_cm": 110.0,
    "asym_deg": 0.0,
    "asym_dest_deg": 45.0,
    "stature_cm": UNKNOWN_STATURE_CM,
}
"""A lift that shows what is measured where nothing has been measured yet."""


def lift_svg(
    *,
    h_origin_cm: float | None = None,
    v_origin_cm: float | None = None,
    h_dest_cm: float | None = None,
    v_dest_cm: float | None = None,
    asym_deg: float | None = None,
    asym_dest_deg: float | None = None,
    stature_cm: float | None = None,
    load_kg: float | None = None,
    unit_system: UnitSystem = UnitSystem.METRIC,
) -> Svg:
    """Draw the hands of a lift to scale: start filled, end as an outline, with H, V, D and A.

    What was not measured is None: what is known is drawn, and what is missing is said. The side view lies in the
    plane of ankles and hands, so that H is true also in a twisted lift.

    Parameters
    ----------
    h_origin_cm, h_dest_cm : float, optional
        Hands forward of the midpoint between the ankles, 0 to 150 cm.
    v_origin_cm, v_dest_cm : float, optional
        Hands above the floor, 0 to 250 cm.
    asym_deg, asym_dest_deg : float, optional
        Angle between the hands and straight ahead, 0 to 180 degrees.
    stature_cm : float, optional
        Stature of the worker, 100 to 230 cm.
    load_kg : float, optional
        Written on the load.
    unit_system : UnitSystem
        Units of the labels.
    """
    start = Hands("start", h_origin_cm, v_origin_cm, asym_deg, style.START, ghost=False)
    end = Hands("end", h_dest_cm, v_dest_cm, asym_dest_deg, style.END, ghost=True)
    worker = body(UNKNOWN_STATURE_CM if stature_cm is None else stature_cm)
    side = SideView(worker, start, end, unit_system)
    load = None if load_kg is None else format_quantity(load_kg, "kg", unit_system)
    notes = _notes((start, end), side, None if stature_cm is not None else worker.stature)
    words = [_words(hands, unit_system) for hands in (start, end)]
    if load is not None:
        words.insert(0, f"Load {load}.")
    return drawing(
        WIDTH,
        HEIGHT,
        "Where the hands are in this lift",
        " ".join([*words, *notes]),
        text(20, 26, "From the side", size=style.LARGE, bold=True),
        *_key(),
        text(TOP_LEFT + 4, 26, "From above", size=style.LARGE, bold=True),
        line(TOP_LEFT - 12, 12, TOP_LEFT - 12, HEIGHT - 56, stroke=style.GRID, stroke_width=1),
        *side.draw(load),
        *top_view(worker, (start, end), side.postures),
        *(text(20, HEIGHT - 26 + 18 * row, note, size=13) for row, note in enumerate(notes)),
    )


def _key() -> list[str]:
    found = []
    for x, colour, fill, words in (
        (172.0, style.START, style.START, "start"),
        (240.0, style.END, style.PAPER, "end"),
    ):
        found.append(element("circle", cx=x, cy=21, r=5.5, fill=fill, stroke=colour, stroke_width=2.5))
        found.append(text(x + 11, 26, words, fill=colour, bold=True))
    return found


def _notes(ends: tuple[Hands, Hands], side: SideView, assumed_stature_cm: float | None) -> list[str]:
    """What the drawing cannot show: what is missing, what was assumed, what is out of reach."""
    missing = [f"{', '.join(hands.missing())} at the {hands.name}" for hands in ends if hands.missing()]
    notes = [f"Not measured: {'; '.join(missing)}."] if missing else []
    too_far = [h.name for h in ends if (p := side.postures[h.name]) is not None and not p.reaches]
    more = []
    if too_far:
        more.append(f"At the {' and the '.join(too_far)} the hands are out of reach for this stature.")
    if assumed_stature_cm is not None:
        more.append(f"Stature not entered: drawn at {side.cm(assumed_stature_cm)}.")
    return [*notes, " ".join(more)] if more else notes


def _words(hands: Hands, unit_system: UnitSystem) -> str:
    def said(value: float | None, unit: str) -> str:
        return "not measured" if value is None else format_quantity(value, unit, unit_system)

    return (
        f"At the {hands.name} of the lift: reach H {said(hands.h_cm, 'cm')}, hand height V "
        f"{said(hands.v_cm, 'cm')}, twist A {said(hands.asym_deg, 'deg')}."
    )
