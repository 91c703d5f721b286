"""Quantities that follow from others: points of the ROSA chart from what was observed, shares and counts of efforts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import prod

from ergo.methods.rosa_2012 import PARTS, points
from ergo.model.base import Measurement

MADE_OF = {part.quantity: part.items for part in PARTS}
"""What each derived quantity follows from, by id."""


STANDARD_GRAVITY_MS2 = 9.80665
_MINUTES_PER_HOUR = _SECONDS_PER_MINUTE = 60


@dataclass(frozen=True)
class _Product:
    """A number that is a product of others, and the most it can be."""

    quantity: str
    of: tuple[str, ...]
    factor: float
    most: float = float("inf")
    shown: Callable[[float], float] = float


_PRODUCTS = (
    # A rating counts a tenth of strength each: so do RSI and HAL.
    _Product("hand.force_pct", ("hand.effort_cr10",), 10),
    _Product(
        "hand.duty_cycle_pct", ("hand.reps_per_min", "hand.effort_s"), 100 / _SECONDS_PER_MINUTE, most=100
    ),
    _Product("hand.reps_per_day", ("hand.reps_per_min", "hand.rep_h"), _MINUTES_PER_HOUR, shown=round),
    _Product("shoulder.reps_per_day", ("arm.reps_per_min", "hand.rep_h"), _MINUTES_PER_HOUR, shown=round),
    _Product("shoulder.force_n", ("shoulder.load_kg",), STANDARD_GRAVITY_MS2),
)


FOLLOWS_FROM = {part.quantity: (part.found, *part.items) for part in PARTS} | {
    product.quantity: product.of for product in _PRODUCTS
}
"""The quantities from which each can follow, by id."""


_BEGINS_WITH = frozenset([*(part.found for part in PARTS), *(product.of[0] for product in _PRODUCTS)])
"""Nothing follows from measurements without any of these."""


def with_derived(measurements: Mapping[str, Measurement]) -> dict[str, Measurement]:
    """The measurements and what follows from them without a gap.

    Points that were entered themselves stand, whatever was observed: somebody read them off a chart, or they are what
    a change is meant to bring.
    """
    found = dict(measurements)
    if _BEGINS_WITH.isdisjoint(found):
        return found
    values = {name: m.value for name, m in measurements.items()}
    for part in PARTS:
        seen = measurements.get(part.found)
        if seen is None or part.quantity in measurements:
            continue
        fewest, most = points(part, values)
        if fewest == most:
            found[part.quantity] = Measurement(value=float(most), how=seen.how, on=seen.on, by=seen.by)
    for product in _PRODUCTS:
        known = [measurements[name] for name in product.of if name in measurements]
        if product.quantity in measurements or len(known) < len(product.of):
            continue
        value = product.shown(product.factor * prod(float(m.value) for m in known))
        if value <= product.most:
            first = known[0]
            found[product.quantity] = Measurement(value=float(value), how=first.how, on=first.on, by=first.by)
    return found
