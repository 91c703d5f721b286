"""Quantities that follow from others: the points of the ROSA chart from what was observed of the workplace."""

from collections.abc import Mapping

from ergo.methods.rosa_2012 import PARTS, points
from ergo.model.base import Measurement

MADE_OF = {part.quantity: part.items for part in PARTS}
"""What each derived quantity follows from, by id."""


def with_derived(measurements: Mapping[str, Measurement]) -> dict[str, Measurement]:
    """The measurements and what follows from them without a gap.

    Points that were entered themselves stand, whatever was observed: somebody read them off a chart, or they are what
    a change is meant to bring.
    """
    found = dict(measurements)
    for part in PARTS:
        seen = measurements.get(part.found)
        if seen is None or part.quantity in measurements:
            continue
        fewest, most = points(part, {name: m.value for name, m in measurements.items()})
        if fewest == most:
            found[part.quantity] = Measurement(value=float(most), how=seen.how, on=seen.on, by=seen.by)
    return found
