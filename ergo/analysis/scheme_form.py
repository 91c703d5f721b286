"""What a case knows of the amounts that a scheme's form asks for, in the bands of the form.

Figures are kept as they are; a band is only how the form writes them. Where two things are known of an amount, what is
certified and what was tested, the smaller stands. Where the certifier still has to give a figure, nothing stands. The
highest box ("full", "can") is never chosen: a case keeps limits, and no limit on record is not the same as none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ergo.analysis.case_words import HOW
from ergo.analysis.demands import EIGHT_HOURS_MIN, Key
from ergo.analysis.match import capacities_for, in_force, is_unquantified
from ergo.analysis.wording import date_words
from ergo.knowledge.dimensions import Aspect, Band, Side, dimension, unit_of
from ergo.knowledge.scheme_forms import GeneralField, Measure, Scale, scales
from ergo.model.capacity import Capacity, Restriction
from ergo.model.case import Case
from ergo.model.plan import Limit, ReasonCode

NEWTONS_PER_KGF = 9.80665
_SCALED = {
    (Measure.METRES, "m"): 1.0,
    (Measure.MINUTES, "min"): 1.0,
    (Measure.KILOGRAMS, "kg"): 1.0,
    (Measure.HOURS, "min"): 1 / 60,
    (Measure.KILOGRAMS_FORCE, "N"): 1 / NEWTONS_PER_KGF,
    (Measure.SHARE_OF_DAY, "min"): 100 / EIGHT_HOURS_MIN,
}
_ASPECT = {Measure.MINUTES: Aspect.RUN, Measure.HOURS: Aspect.DOSE, Measure.SHARE_OF_DAY: Aspect.DOSE}


@dataclass(frozen=True)
class KnownAmount:
    """One limit that is known of an amount, how often it may be reached, and where it is from."""

    limit: Limit
    often: Band | None
    origin: str


@dataclass(frozen=True)
class Ability:
    """What is known of one amount on a day.

    Attributes
    ----------
    known : list of KnownAmount
        What holds everywhere first, the highest first; then what holds at some hand heights or reaches alone.
    band : str
        The form's band for the highest that holds everywhere; empty where the form has none for it.
    asked : bool
        A restriction that gives no figure touches it, so nothing can be said yet.
    """

    known: list[KnownAmount]
    band: str = ""
    asked: bool = False


def abilities(case: Case, field: GeneralField, scale_id: str, on: date) -> list[Ability]:
    """What is known on a day of each amount that answers a field, each side by itself; what is unknown gives none."""
    scale = scales().get(scale_id)
    found = []
    for amount in field.amounts:
        sided = dimension(amount.dimension).sided
        for side in Side if sided else (Side.BOTH,):
            ability = _ability(case, Key(amount.dimension, amount.aspect, side), scale, on)
            if ability is not None:
                found.append(ability)
    return found


def band_of(scale: Scale, value: float, unit: str, aspect: Aspect) -> str:
    """The band of a form for a value in one of the tool's units; empty where the form does not count in it.

    Minutes at a time are no hours of the day: a scale of the day is for doses, one of minutes for runs. A form that
    counts steps has no band for flights or heights: its scale then has a single one, for all else.

    Examples
    --------
    >>> band_of(scales()["on_walking"], 120, "m", Aspect.PEAK)
    '100–200 metres'
    """
    if scale.unit in (Measure.ANY, Measure.STEPS):
        return scale.band(value)
    factor = _SCALED.get((scale.unit, unit))
    if factor is None or _ASPECT.get(scale.unit, aspect) is not aspect:
        return ""
    counted = value * factor
    if scale.unit is Measure.SHARE_OF_DAY and counted > 0:
        counted = max(1, round(counted))  # whole per cent, and never a "never" for something that is done
    return scale.band(counted)


def _ability(case: Case, key: Key, scale: Scale | None, on: date) -> Ability | None:
    ruling = [r for r in case.all_restrictions() if in_force(r, on) and _touches(r, key)]
    entries = [c for c in capacities_for(case, key) if c.side is key.side]
    if not entries and not any(r.reading is not None and r.reading.side is key.side for r in ruling):
        return None  # what holds for both sides stands once, in the row of both
    if any(is_unquantified(r) for r in ruling):
        return Ability([], asked=True)
    certified = [entry for r in ruling if (entry := _certified(r, key)) is not None]
    everywhere = [entry for entry in certified if _holds_everywhere(entry.limit)]
    ceiling = _ceiling(everywhere)
    tested = [entry for c in entries for entry in _tested(c, ceiling)]
    # What was tested is already lowered to what is certified, so a certified figure adds only how often.
    known = [e for e in everywhere if (e.often is not None if tested else _within(e, ceiling))] + tested
    known.sort(key=lambda entry: -entry.limit.value)
    elsewhere = [entry for entry in certified if entry not in everywhere]
    if not known and not elsewhere:
        return None
    band = ""
    if known and scale is not None:
        unit = unit_of(key.dimension, key.aspect)
        band = band_of(scale, known[0].limit.value, unit, key.aspect)
    return Ability(known + elsewhere, band)


def _within(entry: KnownAmount, ceiling: float | None) -> bool:
    return ceiling is None or entry.limit.value <= ceiling


def _touches(restriction: Restriction, key: Key) -> bool:
    reading = restriction.reading
    if (
        reading is None
        or key.dimension not in reading.dimensions
        or reading.side not in (key.side, Side.BOTH)
    ):
        return False
    return is_unquantified(restriction) or reading.aspect is key.aspect


def _certified(restriction: Restriction, key: Key) -> KnownAmount | None:
    reading = restriction.reading
    if reading is None:
        return None
    given = f" of {date_words(restriction.given_on, weekday=False)}" if restriction.given_on else ""
    limit = Limit(
        dimension=key.dimension,
        aspect=key.aspect,
        side=key.side,
        value=0.0 if reading.prohibited or reading.limit is None else reading.limit,
        below_hand_height_cm=reading.below_hand_height_cm,
        above_hand_height_cm=reading.above_hand_height_cm,
        beyond_reach_cm=reading.beyond_reach_cm,
        code=ReasonCode.CERTIFICATE,
    )
    return KnownAmount(limit, reading.frequency, f"restriction{given}")


def _holds_everywhere(limit: Limit) -> bool:
    return limit.below_hand_height_cm is limit.above_hand_height_cm is limit.beyond_reach_cm is None


def _ceiling(certified: list[KnownAmount]) -> float | None:
    """The most that is certified at all: of weights stated by frequency the highest, else the lowest limit."""
    stated = [entry.limit.value for entry in certified if entry.often is not None]
    others = [entry.limit.value for entry in certified if entry.often is None]
    return min([*([max(stated)] if stated else []), *others], default=None)


def _tested(entry: Capacity, ceiling: float | None) -> Iterator[KnownAmount]:
    """An entry as a limit, lowered to what is certified; a gate that is closed is a limit of nothing."""
    value = entry.value
    if entry.aspect is Aspect.GATE:
        value = 0.0 if entry.able is False else None
    if value is None:
        return
    limit = Limit(
        dimension=entry.dimension,
        aspect=entry.aspect,
        side=entry.side,
        value=value if ceiling is None else min(value, ceiling),
        code=ReasonCode.CAPACITY,
    )
    how = HOW[entry.how].lower() if entry.how else "entered"
    origin = f"{how}, {date_words(entry.on, weekday=False)}" if entry.on else how
    yield KnownAmount(
        limit, entry.frequency, origin if limit.value == value else f"{origin}, lowered to what is certified"
    )
