"""Weight and frequency together: up to which weight how often, as certificates and capacity forms state it in bands.

"10 kg occasionally, 5 kg frequently" is one statement. The largest weight of its bands is the most that is handled at
all; what is heavier than a band is handled only as long as the next heavier band allows; and at a frequency for which
no band is stated nothing heavier is handled. No weight is ever worked out from another band's.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import inf

from ergo.analysis.demands import LIFT_ZONES, amount_of
from ergo.analysis.places import condition_met
from ergo.knowledge.dimensions import Aspect, Band, Side
from ergo.model.capacity import Reading, Restriction
from ergo.model.case import Case
from ergo.model.job import Demand

BAND_ORDER = {band: number for number, band in enumerate(Band)}


@dataclass(frozen=True)
class WeightBand:
    """What one restriction with a number allows: ``up_to`` an amount, and above ``over`` no oftener than it says.

    ``zones`` are all dimensions of its statement, each with the amount above which it counts: how often and how long
    holds for all of them together.
    """

    restriction: Restriction
    up_to: float
    over: float = 0.0
    zones: tuple[tuple[str, float], ...] = ()

    @property
    def reading(self) -> Reading | None:
        """The reading of its restriction."""
        return self.restriction.reading


def oftener_amount(band: Band, stated: Iterable[tuple[Band | None, float | None]]) -> float:
    """The largest amount that is stated for oftener than a band, or 0; only what is above it counts against the band.

    An amount that is stated without a frequency is stated for any.
    """
    return max(
        (
            amount
            for oftener, amount in stated
            if amount is not None and (oftener is None or BAND_ORDER[oftener] > BAND_ORDER[band])
        ),
        default=0.0,
    )


def weight_bands(case: Case, restriction: Restriction, dimension_id: str) -> tuple[WeightBand, ...]:
    """What a restriction allows in one of its dimensions, and the rarer, heavier bands of its statement beside it.

    Bands are restrictions of one statement that limit a peak in the same dimension, on the same side, at the same hand
    heights and reach, each with a frequency. One statement is what stands on one certificate; outside certificates,
    what one named author gave on one stated date; either way in force from the same day. All else stands side by side,
    and the lowest holds: what other authors, dates or certificates say, two weights at one frequency, and a weight
    without a frequency, which is a limit at any.

    A heavier band is leave beyond a lighter one. It holds as long as the lighter one does, though it were lifted alone:
    what nobody ever stated stays closed.

    Returns
    -------
    tuple of WeightBand
        The restriction's own band first; it alone where the restriction is no band, or gives no number (amount 0).
    """
    dimensions = restriction.reading.dimensions if restriction.reading is not None else []
    found = {
        other: _bands_in(case, restriction, other) for other in dict.fromkeys([*dimensions, dimension_id])
    }
    return tuple(
        replace(
            band,
            zones=tuple(
                (zone, other.over)
                for zone, bands in found.items()
                for other in bands
                if other.restriction is band.restriction
            ),
        )
        for band in found[dimension_id]
    )


def _bands_in(case: Case, restriction: Restriction, dimension_id: str) -> tuple[WeightBand, ...]:
    reading = restriction.reading
    limit = 0.0 if reading is None or reading.prohibited else reading.limit or 0.0
    own = _frequency(restriction)
    if reading is None or own is None:
        return (WeightBand(restriction, limit),)
    bands = [
        (frequency, other)
        for other in _one_statement(case, restriction)
        if (frequency := _frequency(other)) is not None
        and other.reading is not None
        and dimension_id in other.reading.dimensions
        and _place(other.reading) == _place(reading)
    ]
    stated = [(frequency, _limit(other)) for frequency, other in bands]
    heavier = [
        (frequency, other)
        for frequency, other in bands
        if BAND_ORDER[frequency] < BAND_ORDER[own] and _limit(other) > limit
    ]
    return tuple(
        WeightBand(one, _limit(one), oftener_amount(frequency, stated))
        for frequency, one in [(own, restriction), *heavier]
    )


def bands_beside(case: Case, restriction: Restriction) -> list[Restriction]:
    """The bands of one statement beside which a weight stands that does not say how often; none where it does.

    A frequency is never made up for it, so the lowest of them is the most at any time until the certifier says more.
    """
    reading = restriction.reading
    if reading is None or reading.aspect is not Aspect.PEAK or reading.limit is None or reading.prohibited:
        return []
    if reading.frequency is not None:
        return []
    return [
        other
        for other in _one_statement(case, restriction)
        if _frequency(other) is not None
        and other.reading is not None
        and _place(other.reading) == _place(reading)
        and not set(other.reading.dimensions).isdisjoint(reading.dimensions)
    ]


def band_for(bands: Sequence[WeightBand], amount: float | None) -> WeightBand:
    """The band that speaks of an amount: the oftenest that allows it, else the heaviest; the first if it is unknown."""
    allowing = [band for band in bands if amount is not None and amount <= band.up_to]
    if not allowing:
        return bands[0] if amount is None else max(bands, key=lambda band: band.up_to)
    return max(allowing, key=lambda band: BAND_ORDER.get(_frequency(band.restriction) or Band.CONSTANT, 0))


def _one_statement(case: Case, restriction: Restriction) -> list[Restriction]:
    certificate = next((c for c in case.certificates if any(r is restriction for r in c.restrictions)), None)
    source = (restriction.author, restriction.given_on)
    if certificate is not None:
        together = certificate.restrictions
    elif all(source):
        together = [r for r in case.restrictions if (r.author, r.given_on) == source]
    else:
        together = [restriction]
    return [r for r in together if r.valid_from == restriction.valid_from]


def _frequency(restriction: Restriction) -> Band | None:
    """The frequency at which a restriction limits a peak by a number; None where it is no band."""
    reading = restriction.reading
    if reading is None or reading.prohibited or reading.limit is None or reading.aspect is not Aspect.PEAK:
        return None
    return reading.frequency


def _limit(restriction: Restriction) -> float:
    return restriction.reading.limit or 0.0 if restriction.reading is not None else 0.0


def _place(reading: Reading) -> tuple[object, ...]:
    heights = (reading.below_hand_height_cm, reading.above_hand_height_cm)
    return (reading.side, *heights, reading.beyond_reach_cm)


def handled_min(band: WeightBand, demands: Iterable[Demand], task_min: float | None) -> float | None:
    """For how long a shift a task handles more than a band speaks of, in all its dimensions; None where not known.

    ``demands`` are all that the task asks for, and ``task_min`` its minutes, where they are known.
    """
    reading = band.reading
    if reading is None:
        return None
    over = dict(band.zones)
    heavier = [
        d
        for d in demands
        if d.dimension in over
        and d.aspect is reading.aspect
        and (d.side is reading.side or Side.BOTH in (d.side, reading.side))
        and (amount_of(d) or 0.0) > over[d.dimension]
        and condition_met(d, reading) is not False
    ]
    if task_min is None and any(d.minutes_per_shift is None for d in heavier):
        return None
    return handling_min(heavier, inf if task_min is None else task_min)


def handling_min(accounts: Iterable[Demand], whole_min: float) -> float:
    """For how long a normal shift of a task asks for any of some accounts of handling; the most is the whole task.

    They add up, each for its own time or else for that of the whole task. A lift that crosses several zones is one
    account in each of them and counts once: it has the same load, hand heights, reach and time in all.

    Parameters
    ----------
    accounts : iterable of Demand
        What the task asks for, in any dimensions.
    whole_min : float
        The minutes of the task on a normal shift.
    """
    in_zones: dict[str, Counter[tuple[object, float]]] = {}
    for account in accounts:
        heights = (account.hand_height_low_cm, account.hand_height_high_cm)
        crosses = account.dimension in LIFT_ZONES and None not in heights
        what = (amount_of(account), *heights, account.reach_cm, "" if crosses else account.dimension)
        minutes = whole_min if account.minutes_per_shift is None else account.minutes_per_shift
        in_zones.setdefault(account.dimension, Counter())[what, minutes] += 1
    together = Counter[tuple[object, float]]()
    for of_zone in in_zones.values():
        together |= of_zone
    return min(whole_min, sum(minutes * times for (_, minutes), times in together.items()))
