"""The worker's latest entries for one dimension, aspect and side, and what follows from them."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ergo.analysis.demands import Key
from ergo.knowledge.dimensions import Aspect, Side, unit_of
from ergo.model.capacity import Capacity, LimitType
from ergo.model.case import Case
from ergo.model.job import Demand

ORDINAL_UNIT = "level 0-4"


@dataclass(frozen=True)
class Tolerance:
    """What the entries that stand for a key say, the latest first; each was tested at another reach or frequency."""

    key: Key
    entries: tuple[Capacity, ...]

    @cached_property
    def value(self) -> float | None:
        """The highest amount that one of the entries tolerates; None where none gives a figure."""
        return max((v for e in self.entries if (v := figure(e)) is not None), default=None)

    def at_reach_of(self, demand: Demand) -> float | None:
        """The amount tolerated at the reach of a demand; None where it was tested nearer to the body only."""
        covering = [e for e in self.entries if _reaches(e, demand)]
        return max((v for e in covering if (v := figure(e)) is not None), default=None)

    @cached_property
    def plateau(self) -> float | None:
        """The level that the clinician expects to be the last, where one is given."""
        return min((e.plateau for e in self.entries if e.plateau is not None), default=None)

    @cached_property
    def may_climb(self) -> bool:
        """Whether steps may lead above it. Yes or no, ordinal and zero wait for a new measurement; so does what the
        person should not do for risk of harm.
        """
        measured_in_steps = self.key.aspect is not Aspect.GATE and bool(self.value)
        ordinal = unit_of(self.key.dimension, self.key.aspect) == ORDINAL_UNIT
        forbidden = any(e.limit_type is LimitType.RESTRICTION for e in self.entries)
        return measured_in_steps and not ordinal and not forbidden

    @cached_property
    def overridable(self) -> bool:
        """Whether symptoms alone set the figure; what the person cannot or should not do is no tolerance."""
        return all(e.limit_type is LimitType.TOLERANCE for e in self.entries)

    @property
    def source(self) -> str:
        """How the figure is known, and since when."""
        entry = self.entries[0]
        when = f", {entry.on}" if entry.on else ""
        return f"Tolerance ({entry.how or 'source not stated'}{when})"


def latest_tolerance(case: Case, key: Key) -> Tolerance | None:
    """The entries that stand for a key, those for both sides included; None where nothing was entered.

    A later test takes the place of an earlier one at the same frequency and reach; of one day, the lower stands.
    """
    entries = [
        c
        for c in case.capacities
        if c.dimension == key.dimension and c.aspect is key.aspect and c.side in (key.side, Side.BOTH)
    ]
    standing: dict[tuple[object, ...], Capacity] = {}
    for entry in sorted(entries, key=_later_and_lower):
        standing[entry.side, entry.frequency, entry.reach_cm] = entry
    latest_first = sorted(standing.values(), key=lambda e: e.on or date.min, reverse=True)
    return Tolerance(key, tuple(latest_first)) if standing else None


def _later_and_lower(entry: Capacity) -> tuple[date, float]:
    known = figure(entry)
    return entry.on or date.min, 1.0 if known is None else -known


def figure(entry: Capacity) -> float | None:
    """The amount that an entry tolerates; a gate that is open tolerates one, a closed one none."""
    if entry.aspect is not Aspect.GATE:
        return entry.value
    return None if entry.able is None else float(entry.able)


def _reaches(entry: Capacity, demand: Demand) -> bool:
    if entry.reach_cm is None:
        return True
    return demand.reach_cm is not None and demand.reach_cm <= entry.reach_cm
