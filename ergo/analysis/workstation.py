"""Desk, chair and screen set to the worker's body, beside what is there now, and what to change."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import radians, tan

from ergo.analysis.body import Known, Length, allowance_cm, body_length, stacked
from ergo.knowledge.workstation import SetupRule, gaze_down, setup_rules, view_distance_cm
from ergo.model.base import Measurement
from ergo.model.worker import Worker
from ergo.units import UnitSystem, display_unit, to_display

_ROUNDING_CM = 0.5
"""Furniture is set to whole centimetres: less than half of one outside what is accepted is rounding."""


@dataclass(frozen=True)
class Figure:
    """One figure of the set-up.

    ``target`` is None where neither a measure nor a prediction leads to it; ``now_cm`` is None where it was not
    measured. ``low_cm`` and ``high_cm`` bound what is accepted; an open bound is None.
    """

    rule: SetupRule
    target: Length | None
    now_cm: float | None

    @property
    def low_cm(self) -> float | None:
        """The least that is accepted."""
        return None if self.target is None else self.target.value_cm + self.rule.accept_low_cm

    @property
    def high_cm(self) -> float | None:
        """The most that is accepted."""
        if self.target is None or self.rule.accept_high_cm is None:
            return None
        return self.target.value_cm + self.rule.accept_high_cm

    @property
    def change_cm(self) -> float | None:
        """What is to be added to reach the figure: 0 within what is accepted, None where something is not known."""
        if self.target is None or self.low_cm is None or self.now_cm is None:
            return None
        too_low = self.now_cm < self.low_cm - _ROUNDING_CM
        too_high = self.high_cm is not None and self.now_cm > self.high_cm + _ROUNDING_CM
        if too_low or too_high:
            return self.target.value_cm - self.now_cm
        return 0.0

    @property
    def sure(self) -> bool:
        """Whether a change is larger than what the prediction leaves open about this person."""
        return self.target is None or abs(self.change_cm or 0.0) > self.target.margin_cm

    def to_do(self, system: UnitSystem = UnitSystem.METRIC) -> str:
        """What to do about it: "Raise the screen by 12 cm"; empty where nothing is."""
        if not self.change_cm:
            return ""
        words = self.rule.if_low if self.change_cm > 0 else self.rule.if_high
        return words.format(by=setting_words(abs(self.change_cm), system))


@dataclass(frozen=True)
class Setup:
    """A workplace set to a body.

    Attributes
    ----------
    figures : mapping
        Each figure by id, in the order in which they are set.
    elbow, eye : Length or None
        Elbow and eye above the floor, sitting at ease in shoes on a seat of the right height.
    desk_for_thighs : Length or None
        The least height of the desk that leaves room for the thighs.
    screen_centre : Length or None
        Where the eyes meet the screen when they look down as they like to.
    raised_cm : float
        How far the chair must stand above the worker's own height because the desk is too high and cannot be lowered;
        0 otherwise. Seat, screen and room for the thighs are given for the raised chair, and a footrest of this height
        goes with it.
    thighs_meet_desk_cm : float
        How much the desk at its figure is too low for the thighs; 0 where they have room.
    thighs_meet_desk_now_cm : float
        The same for the desk as it stands; 0 where it was not measured.
    """

    figures: Mapping[str, Figure]
    elbow: Length | None
    eye: Length | None
    desk_for_thighs: Length | None
    screen_centre: Length | None
    raised_cm: float
    thighs_meet_desk_cm: float
    thighs_meet_desk_now_cm: float

    @property
    def to_change(self) -> tuple[Figure, ...]:
        """The figures that lie outside what is accepted."""
        return tuple(figure for figure in self.figures.values() if figure.change_cm)


def workstation(worker: Worker, measurements: Mapping[str, Measurement]) -> Setup:
    """The set-up for a worker, beside the measurements of the workplace as it is now.

    Parameters
    ----------
    worker : Worker
        With what was measured of the body; stature, sex and body mass predict the rest.
    measurements : mapping
        Measured quantities of the task by id, such as "office.desk_height_cm"; what is missing is not compared.
    """
    now = {name: float(m.value) for name, m in measurements.items() if isinstance(m.value, int | float)}
    shoe = allowance_cm("shoe", worker.body)
    keys = allowance_cm("keyboard", measurements)
    under_thighs = allowance_cm("thigh_gap", measurements) + allowance_cm("desk_top", measurements)
    elbow = _plus(stacked(worker, "popliteal_height", "elbow_rest"), shoe)
    eye = _plus(
        stacked(worker, "popliteal_height", "eye_sitting"), shoe - allowance_cm("slump", measurements)
    )
    thighs = _plus(stacked(worker, "popliteal_height", "thigh"), shoe + under_thighs)
    desk = _plus(elbow, -keys)
    raised = _raised(desk, measurements)
    screen = _plus(eye, raised)
    down = view_distance_cm() * tan(radians(gaze_down().deg))
    targets = {
        "seat_height": _plus(body_length(worker, "popliteal_height"), shoe + raised),
        "seat_depth": _plus(
            body_length(worker, "buttock_popliteal"), -allowance_cm("seat_depth_gap", measurements)
        ),
        "armrest_height": body_length(worker, "elbow_rest"),
        "seat_width": _plus(body_length(worker, "hip"), allowance_cm("hip_clearance", measurements)),
        "desk_height": _plus(desk, raised),
        "screen_top": screen,
        "view_distance": Length(view_distance_cm(), 0.0, Known.GIVEN),
        "desk_standing": _plus(body_length(worker, "elbow_standing"), -keys),
    }
    figures = {rule.id: Figure(rule, targets[rule.id], now.get(rule.now)) for rule in setup_rules().values()}
    room = _plus(thighs, raised)
    return Setup(
        figures=figures,
        elbow=elbow,
        eye=eye,
        desk_for_thighs=room,
        screen_centre=_plus(screen, -down),
        raised_cm=raised,
        thighs_meet_desk_cm=_short_of(room, None if desk is None else desk.value_cm + raised),
        thighs_meet_desk_now_cm=_short_of(room, now.get("office.desk_height_cm")),
    )


def setting_words(cm: float, system: UnitSystem = UnitSystem.METRIC) -> str:
    """A length as furniture is set: whole centimetres, or quarter inches.

    Examples
    --------
    >>> setting_words(43.61)
    '44 cm'
    >>> setting_words(43.61, UnitSystem.US)
    '17.25 in'
    """
    steps = 1 if system is UnitSystem.METRIC else 4
    shown = round(to_display(cm, "cm", system) * steps) / steps
    return f"{shown:g} {display_unit('cm', system)}"


def _plus(length: Length | None, more_cm: float) -> Length | None:
    return None if length is None else length.plus(more_cm)


def _raised(desk: Length | None, measurements: Mapping[str, Measurement]) -> float:
    """How far the chair must be raised to a desk that is too high and cannot be lowered."""
    height, adjustable = measurements.get("office.desk_height_cm"), measurements.get("office.desk_adjustable")
    if desk is None or height is None or adjustable is None or adjustable.value:
        return 0.0
    above = float(height.value) - desk.value_cm
    most = setup_rules()["desk_height"].accept_high_cm or 0.0
    return above if above > most else 0.0


def _short_of(room: Length | None, height_cm: float | None) -> float:
    return 0.0 if room is None or height_cm is None else max(0.0, room.value_cm - height_cm)
