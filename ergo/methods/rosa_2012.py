"""Rapid office strain assessment, ROSA (Sonne, Villalta, Andrews 2012).

What it answers: how much the set-up of a desk with a screen strains the worker, from 1 to 10, and which part most.

    chair       = section A [seat height + depth, armrests + backrest] + time
    section B   = table [telephone + time, screen + time]
    section C   = table [mouse + time, keyboard + time]
    ROSA        = the largest of chair, section B, section C

Time adds -1, 0 or 1 point. Valid for work at a desk with screen, keyboard and mouse; 5 and more is the action level.
The points of each part are observed with the chart: what is found, plus a point for each fault that adds to it
(`points`). The table of section A is in circulation in two forms; the default is V1, and a note says where the
other (V2) would give another score. Numbers, sources and what is not settled stand in ``data/tables/rosa_2012.json``.

>>> score(seat_height=2, pan_depth=1, armrest=2, back_support=2, chair_time="long", monitor=2, monitor_time="long",
...       telephone=2, telephone_time="short", mouse=2, mouse_time="long", keyboard=2, keyboard_time="long").score
4.0
"""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict

from ergo.knowledge.quantities import quantity
from ergo.methods.base import Findings, Method, MethodData, Outcome
from ergo.methods.elementwise import PrintedTable, choose, larger, opposite, smaller, whole
from ergo.methods.inputs import UNKNOWN, MethodInput, measured, refuse_where

DATA = MethodData.read("rosa_2012")

_SECTION_A, _SECTION_A_V2, _SECTION_B, _SECTION_C = (
    PrintedTable(DATA.values[name]) for name in ("section_a", "section_a_v2", "section_b", "section_c")
)
_LOWEST_SUM = 2
"""The first row and column of section A: two parts of one point each."""

_TIME = np.array([DATA.values["time"][choice.value] for choice in quantity("rosa.chair_time").choices])

Value = float | bool | str


class Fault(BaseModel):
    """What adds points to a part when it is observed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    quantity: str
    op: Literal["==", ">"]
    value: bool | float
    points: int

    def found(self, value: Value) -> bool:
        """Whether an observed value is this fault."""
        return float(value) > self.value if self.op == ">" else value == self.value


class Part(BaseModel):
    """One part of the workplace: its points on the chart follow from what is found and from its faults.

    ``id`` is the field of the method, ``quantity`` holds the points, ``found`` what is found, ``time`` the hours where
    they count for the part and not for the whole chair; ``area`` is the heading it stands under.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    quantity: str
    found: str
    base: dict[str, int]
    add: tuple[Fault, ...]
    area: Literal["chair", "screen", "hands"]
    time: str | None

    @property
    def items(self) -> tuple[str, ...]:
        """The quantities that are observed of the part."""
        return (self.found, *(fault.quantity for fault in self.add))


PARTS = tuple(Part.model_validate(row) for row in DATA.values["parts"])


class Rosa2012Input(MethodInput):
    """One workplace with a screen: points of each part, and how long each is used. A telephone may be unused (0)."""

    seat_height: float = measured("rosa.seat_height")
    pan_depth: float = measured("rosa.seat_depth")
    armrest: float = measured("rosa.armrest")
    back_support: float = measured("rosa.backrest")
    chair_time: str = measured("rosa.chair_time")
    monitor: float = measured("rosa.monitor")
    monitor_time: str = measured("rosa.monitor_time")
    telephone: float = measured("rosa.phone")
    telephone_time: str | None = measured("rosa.phone_time", required=False)
    mouse: float = measured("rosa.mouse")
    mouse_time: str = measured("rosa.mouse_time")
    keyboard: float = measured("rosa.keyboard")
    keyboard_time: str = measured("rosa.keyboard_time")


def points(part: Part, observed: Mapping[str, Value]) -> tuple[int, int]:
    """The fewest and the most points of a part that what was observed leaves open; equal where all of it is known.

    Parameters
    ----------
    part : Part
        One of `PARTS`.
    observed : mapping
        Values by quantity id; an item that is not in it is unknown.

    Examples
    --------
    >>> seat_height = PARTS[0]
    >>> points(seat_height, {"rosa.seat_height_found": "high", "rosa.seat_height_fixed": True})
    (3, 4)
    """
    found = observed.get(part.found)
    bases = list(part.base.values()) if found is None else [part.base[str(found)]]
    if not max(bases):
        return 0, 0
    known = [
        fault.points
        for fault in part.add
        if fault.quantity in observed and fault.found(observed[fault.quantity])
    ]
    unknown = [fault.points for fault in part.add if fault.quantity not in observed]
    fewest = min(bases) + sum(known) if min(bases) else 0
    return fewest, max(bases) + sum(known) + sum(unknown)


def _compute(x: SimpleNamespace) -> Outcome:
    used = x.telephone > 0
    time_field = Rosa2012Input.quantities()["telephone_time"]
    refuse_where(
        used & (x.telephone_time == UNKNOWN),
        time_field,
        None,
        "is needed where the telephone is used",
    )
    seat = whole(x.seat_height) + whole(x.pan_depth)
    support = whole(x.armrest) + whole(x.back_support)
    chair_table = _SECTION_A.at(seat - _LOWEST_SUM, support - _LOWEST_SUM)
    chair = chair_table + _time(x.chair_time)
    chair_v2 = _SECTION_A_V2.at(seat - _LOWEST_SUM, support - _LOWEST_SUM) + _time(x.chair_time)
    monitor_full = whole(x.monitor) + _time(x.monitor_time)
    monitor = smaller(monitor_full, DATA.values["highest_monitor"])
    telephone = choose(used, whole(x.telephone) + _time(x.telephone_time), 0)
    mouse, keyboard = whole(x.mouse) + _time(x.mouse_time), whole(x.keyboard) + _time(x.keyboard_time)
    section_b, section_c = _SECTION_B.at(telephone, monitor), _SECTION_C.at(mouse, keyboard)
    peripherals = larger(section_b, section_c)
    rosa = larger(chair, peripherals)
    rosa_v2 = larger(larger(chair_v2, DATA.values["lowest_chair"]), peripherals)

    findings = Findings(DATA)
    findings.add("v2_differs", rosa_v2 != rosa)
    findings.add("monitor_cut", monitor_full > monitor)
    findings.add("no_telephone", opposite(used))
    steps = {
        "seat": seat,
        "support": support,
        "chair_table": chair_table,
        "chair": chair,
        "monitor_timed": monitor,
        "telephone_timed": telephone,
        "section_b": section_b,
        "mouse_timed": mouse,
        "keyboard_timed": keyboard,
        "section_c": section_c,
        "peripherals": peripherals,
        "rosa_v2": rosa_v2,
    }
    return Outcome(rosa, steps, findings)


def _time(position: Any) -> Any:
    """Points for time; an unanswered one is looked up only where the telephone is unused, and then not counted."""
    return _TIME[larger(position, 0)]


METHOD = Method.of("rosa_2012", DATA, Rosa2012Input, _compute)
score = METHOD.score
