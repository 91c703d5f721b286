"""Ready-made rosters: cycles of shifts to start from, each shift open to change once it is in a case."""

from datetime import time
from functools import cache
from typing import Self

from pydantic import Field, model_validator

from ergo.knowledge.files import read_json
from ergo.knowledge.rows import Row, Words, by_id, checked
from ergo.knowledge.sources import SourceField, Status

FILE = "rosters.json"
DAYS_PER_WEEK = 7


class PresetShift(Row):
    """One shift: ``day`` of the cycle counted from 0, its start, and its paid and unpaid minutes."""

    day: int = Field(ge=0, le=55)
    start: time
    paid_min: int = Field(ge=15, le=960)
    unpaid_break_min: int = Field(ge=0, le=240)


class RosterPreset(Row):
    """A cycle of shifts. Day 0 is a Monday; a shift that runs over midnight stands on the day on which it starts."""

    id: Words
    label: Words
    cycle_days: int = Field(ge=1, le=56)
    shifts: tuple[PresetShift, ...] = Field(min_length=1)
    source: SourceField
    status: Status
    note: str = ""

    @model_validator(mode="after")
    def _in_the_cycle(self) -> Self:
        days = [shift.day for shift in self.shifts]
        if days != sorted(set(days)) or days[-1] >= self.cycle_days:
            raise ValueError("each shift needs a day of its own inside the cycle, in their order")
        return self


@cache
def roster_presets() -> dict[str, RosterPreset]:
    """All ready-made rosters by id, in the order of the file."""
    return by_id(checked(RosterPreset, read_json(FILE)["rosters"], FILE), FILE)
