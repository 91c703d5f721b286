"""Restrictions of one source that state weights at several frequencies: "10 kg now and then, 5 kg often".

Each of them says up to which weight how often. Read together, the heaviest is the most that is handled, and more than
one of the weights is handled only as often as a heavier one is stated. Different sources bind each by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ergo.knowledge.dimensions import Aspect, Band
from ergo.model.capacity import Reading, Restriction
from ergo.planning.check.facts import Facts

RAREST_FIRST = list(Band)


@dataclass(frozen=True)
class Allowance:
    """How often and how long one reading lets be handled what is heavier, in a dimension, than the weight given."""

    reading: Reading
    heavier_than: dict[str, float]


def most_allowed(facts: Facts, restriction: Restriction, dimension_id: str) -> float:
    """The amount that a restriction with a number lets be handled at all, with what its source allows more rarely."""
    reading = restriction.reading
    if reading is None or reading.prohibited or reading.limit is None:
        return 0.0
    rarer = [
        _weight(o) for o in _beside(facts, restriction, dimension_id) if _place_of(o) < _place_of(restriction)
    ]
    return max([reading.limit, *rarer])


def allowances(facts: Facts, restriction: Restriction) -> Iterator[Allowance]:
    """What a restriction says of the time of handling; with what its source allows more rarely, though lifted alone."""
    reading = restriction.reading
    if reading is None or reading.prohibited or reading.limit is None:
        return
    spoken: dict[str, Allowance] = {}
    for dimension_id in reading.dimensions:
        beside = _beside(facts, restriction, dimension_id)
        heavier = [
            o for o in beside if _place_of(o) < _place_of(restriction) and _weight(o) > _weight(restriction)
        ]
        for one in [restriction, *heavier]:
            if one.reading is not None:
                oftener = [_weight(o) for o in beside if _place_of(o) > _place_of(one)]
                of_one = spoken.setdefault(one.id, Allowance(one.reading, {}))
                of_one.heavier_than[dimension_id] = max(oftener, default=0.0)
    yield from spoken.values()


def _beside(facts: Facts, restriction: Restriction, dimension_id: str) -> list[Restriction]:
    """The restrictions that state a weight and a frequency as this one does, with itself; none where it does not."""
    if not _states_weight(restriction, dimension_id):
        return []
    return [
        other
        for other in facts.same_source(restriction)
        if _states_weight(other, dimension_id) and _where(other) == _where(restriction)
    ]


def _states_weight(restriction: Restriction, dimension_id: str) -> bool:
    reading = restriction.reading
    return (
        reading is not None
        and reading.aspect is Aspect.PEAK
        and dimension_id in reading.dimensions
        and reading.limit is not None
        and reading.frequency is not None
        and not reading.prohibited
    )


def _weight(restriction: Restriction) -> float:
    return restriction.reading.limit or 0.0 if restriction.reading is not None else 0.0


def _place_of(restriction: Restriction) -> int:
    """How often, from seldom on; what says nothing of it holds at any frequency."""
    reading = restriction.reading
    often = reading.frequency if reading is not None else None
    return len(RAREST_FIRST) if often is None else RAREST_FIRST.index(often)


def _where(restriction: Restriction) -> tuple[object, ...]:
    r = restriction.reading
    return (
        (r.side, r.below_hand_height_cm, r.above_hand_height_cm, r.beyond_reach_cm) if r is not None else ()
    )
