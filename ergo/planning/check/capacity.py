"""The worker's tolerances on each date: peaks and stretches of a task, what a day adds up to, and what is unknown."""

from collections.abc import Iterator
from datetime import date

from ergo.analysis.demands import Key, amount_of, key_of
from ergo.analysis.words import amount_words, inside_sentence, key_words
from ergo.knowledge.dimensions import Aspect, Band, band_minutes, dimension, unit_of
from ergo.model.capacity import Capacity, Reading
from ergo.model.job import Demand
from ergo.model.plan import Limit, PlanDay, PlanWeek, ReasonCode
from ergo.planning.check.bands import most_allowed
from ergo.planning.check.facts import ROUNDING, Duty, Facts, touches
from ergo.planning.check.restrictions import activity_minutes, allowed, applies, day_dose, quantified
from ergo.planning.check.tolerance import Tolerance, figure
from ergo.planning.check.violation import Code, Violation

STATED_LEVEL = "Level stated in the plan"
BANDS = list(Band)


def tolerated(facts: Facts, duty: Duty) -> Iterator[Violation]:
    """No peak, and no stretch that cannot be broken, is above the week's level or, without one, the tolerance.

    Of several accounts of what the task asks for, the highest one is reported.
    """
    reported: set[tuple[Code, Key]] = set()
    for demand in duty.way.asked:
        for violation in _against_tolerance(facts, duty, demand):
            if (violation.code, key_of(demand)) not in reported:
                reported.add((violation.code, key_of(demand)))
                yield violation


def _against_tolerance(facts: Facts, duty: Duty, demand: Demand) -> Iterator[Violation]:
    if demand.aspect is Aspect.DOSE:
        return
    amount, key = amount_of(demand) or 0.0, key_of(demand)
    here = [limit for limit in facts.levels(duty.week, key) if applies(demand, limit) is not False]
    over = [limit for limit in here if _exceeds(duty, demand, limit.value)]
    if over and not _restriction_is_exceeded(facts, duty, demand):
        lowest = min(over, key=lambda limit: limit.value)
        yield _over_level(duty.week, duty.date, duty, key=key, amount=amount, limit=lowest)
    known = facts.tolerance(key)
    if known is None or known.value is None:
        return
    at_reach = known.at_reach_of(demand)
    most = known.value if at_reach is None else at_reach
    # A level stated for the week takes the place of the tolerance only where it is built on this very tolerance; what
    # was not tested at its reach is not assessed, which `unknown` closes where it matters.
    has_level = at_reach in (None, known.value) and any(applies(demand, limit) for limit in here)
    if not has_level and _exceeds(duty, demand, most):
        yield _over_tolerance(duty.week, duty.date, duty, known=known, amount=amount, most=most)


def _exceeds(duty: Duty, demand: Demand, limit: float) -> bool:
    """Whether working less of the task does not help: a stretch counts only where it cannot be broken up."""
    amount = amount_of(demand) or 0.0
    if demand.aspect is Aspect.RUN and limit > 0:
        amount = min(amount, float(duty.way.task.uninterruptible_min or 0))
    return amount > limit + ROUNDING


def _restriction_is_exceeded(facts: Facts, duty: Duty, demand: Demand) -> bool:
    """Whether the same demand exceeds a restriction, which is reported by itself."""
    return any(
        touches_demand(demand, reading)
        and _exceeds(duty, demand, most_allowed(facts, restriction, demand.dimension))
        for restriction in facts.in_force(duty.date)
        if (reading := quantified(restriction)) is not None
    )


def unknown(facts: Facts, duty: Duty) -> Iterator[Violation]:
    """Where a dimension is relevant or restricted, what the task asks for and what is tolerated are both known.

    Where nothing was tested, a restriction with a number is itself a statement of what the worker may do.
    """
    relevant = [c for c in facts.case.capacities if c.relevant]
    for entry in relevant:
        key, asked = Key(entry.dimension, entry.aspect, entry.side), duty.way.involves(entry.dimension)
        if asked and not duty.way.asks(key.dimension, key.aspect, key.side):
            yield _unknown(duty, key, f"What {duty.name} asks for in {key_words(key)} is not known")
    for demand in duty.way.asked:
        if _is_untested(facts, duty, demand, any(c.dimension == demand.dimension for c in relevant)):
            words = key_words(key_of(demand))
            yield _unknown(duty, key_of(demand), f"What is tolerated in {words} is not known for {duty.name}")


def _is_untested(facts: Facts, duty: Duty, demand: Demand, relevant: bool) -> bool:
    ruled = any(
        touches_demand(demand, reading)
        for restriction in facts.in_force(duty.date)
        if (reading := quantified(restriction)) is not None
    )
    known = facts.tolerance(key_of(demand))
    if known is None:
        return relevant and not ruled
    return known.at_reach_of(demand) is None and (relevant or ruled)


def _unknown(duty: Duty, key: Key, message: str) -> Violation:
    return Violation(
        Code.TOLERANCE_UNKNOWN,
        f"{message}, and it matters for this worker.",
        week=duty.week.number,
        date=duty.date,
        dimension=key.dimension,
        aspect=key.aspect,
        side=key.side,
        task_id=duty.task_id,
        source="Capacity",
        overridable=True,
    )


def touches_demand(demand: Demand, reading: Reading) -> bool:
    """Whether a reading speaks of a demand, as far as is known."""
    return (
        demand.dimension in reading.dimensions
        and demand.aspect is reading.aspect
        and touches(demand.side, reading.side)
        and applies(demand, reading) is not False
    )


def tolerated_day(facts: Facts, week: PlanWeek, day: PlanDay) -> Iterator[Violation]:
    """What the day adds up to is not above the week's level or, without one, the tolerance."""
    duties = facts.duties(week, day)
    keys = {Key(x.dimension, x.aspect, x.side) for x in facts.limits(week) if x.aspect is Aspect.DOSE}
    keys |= {Key(x.dimension, x.aspect, x.side) for x in facts.case.capacities if x.aspect is Aspect.DOSE}
    for key in sorted(keys):
        total = day_dose(facts, day, duties, key)
        levels = [x for x in facts.levels(week, key) if x.code is not ReasonCode.METHOD]
        lowest = min(levels, key=lambda limit: limit.value, default=None)
        known = facts.tolerance(key)
        if lowest is not None:
            if total > lowest.value + ROUNDING and not _dose_is_restricted(facts, day, key, total):
                yield _over_level(week, day.date, None, key=key, amount=total, limit=lowest)
        elif known is not None and known.value is not None and total > known.value + ROUNDING:
            yield _over_tolerance(week, day.date, None, known=known, amount=total, most=known.value)


def _dose_is_restricted(facts: Facts, day: PlanDay, key: Key, total: float) -> bool:
    return any(
        key.dimension in reading.dimensions
        and reading.aspect is key.aspect
        and touches(reading.side, key.side)
        and total > allowed(reading) + ROUNDING
        for restriction in facts.in_force(day.date)
        if (reading := quantified(restriction)) is not None
    )


def minutes_over_load(facts: Facts, week: PlanWeek, day: PlanDay) -> Iterator[Violation]:
    """Minutes with more than a stated weight stay within what the plan states for the week."""
    for limit in facts.limits(week):
        if limit.over_load_kg is None:
            continue
        zones = {limit.dimension: limit.over_load_kg, **limit.counted_with}
        minutes = _minutes_heavier(
            facts.duties(week, day), zones, Key(limit.dimension, Aspect.PEAK, limit.side), limit
        )
        if minutes > limit.value + ROUNDING:
            yield Violation(
                Code.OVER_LEVEL,
                f"{minutes:.0f} min of {inside_sentence(dimension(limit.dimension).label)} with more than"
                f" {limit.over_load_kg:g} kg are planned; the plan states {limit.value:g} min.",
                week=week.number,
                date=day.date,
                dimension=limit.dimension,
                aspect=limit.aspect,
                side=limit.side,
                value=minutes,
                limit=limit.value,
                source=STATED_LEVEL,
                overridable=limit.code is not ReasonCode.CERTIFICATE,
            )


def tolerance_frequency(facts: Facts, week: PlanWeek, day: PlanDay) -> Iterator[Violation]:
    """What was tested seldom or occasionally is not done for longer, where the dimension is relevant or restricted.

    The minutes count in which more is handled than was tested at any higher frequency.
    """
    duties = facts.duties(week, day)
    entries = [e for e in facts.case.capacities if e.frequency is not None]
    for key in sorted({Key(e.dimension, e.aspect, e.side) for e in entries}):
        known = facts.tolerance(key)
        if known is None or not _matters(facts, day, key):
            continue
        for band in sorted({e.frequency for e in known.entries if e.frequency is not None}, key=BANDS.index):
            lighter = max((figure(e) or 0.0 for e in known.entries if _more_often(e, band)), default=0.0)
            minutes = _minutes_heavier(duties, {key.dimension: lighter}, key)
            most = band_minutes(band, day.paid_min)
            if minutes > most + ROUNDING:
                yield Violation(
                    Code.TOLERANCE_FREQUENCY,
                    f"{minutes:.0f} min of {inside_sentence(dimension(key.dimension).label)} are planned; it was tested"
                    f" for “{band}”, which is {most:.0f} min of this day.",
                    week=week.number,
                    date=day.date,
                    dimension=key.dimension,
                    aspect=key.aspect,
                    side=key.side,
                    value=minutes,
                    limit=most,
                    source=known.source,
                    overridable=known.overridable,
                )


def _more_often(entry: Capacity, band: Band) -> bool:
    return entry.frequency is None or BANDS.index(entry.frequency) > BANDS.index(band)


def _matters(facts: Facts, day: PlanDay, key: Key) -> bool:
    relevant = any(c.relevant and c.dimension == key.dimension for c in facts.case.capacities)
    return relevant or any(
        key.dimension in reading.dimensions and reading.aspect is key.aspect
        for restriction in facts.in_force(day.date)
        if (reading := quantified(restriction)) is not None
    )


def _minutes_heavier(
    duties: list[Duty], heavier_than: dict[str, float], key: Key, place: Limit | None = None
) -> float:
    """Minutes of a day in which tasks ask for more than the amount given for a dimension, where a limit holds.

    ``key`` says in which aspect and on which side.
    """
    total = 0.0
    for duty in duties:
        heavier = [
            demand
            for dimension_id, amount in heavier_than.items()
            for demand in duty.way.asks(dimension_id, key.aspect, key.side)
            if (amount_of(demand) or 0.0) > amount + ROUNDING
            and (place is None or applies(demand, place) is not False)
        ]
        total += activity_minutes(duty.way, heavier, key.side, duty.minutes)
    return total


def _over_level(
    week: PlanWeek, on: date, task: Duty | None, *, key: Key, amount: float, limit: Limit
) -> Violation:
    unit, who = unit_of(key.dimension, key.aspect), task.name if task else "The day"
    return Violation(
        Code.OVER_LEVEL,
        f"{who} asks for {amount_words(amount, unit)} in {key_words(key)}; the plan states"
        f" {amount_words(limit.value, unit)} for this week.",
        week=week.number,
        date=on,
        dimension=key.dimension,
        aspect=key.aspect,
        side=key.side,
        task_id=task.task_id if task else "",
        value=amount,
        limit=limit.value,
        source=STATED_LEVEL,
        overridable=limit.code is not ReasonCode.CERTIFICATE,
    )


def _over_tolerance(
    week: PlanWeek, on: date, task: Duty | None, *, known: Tolerance, amount: float, most: float
) -> Violation:
    key = known.key
    unit, who = unit_of(key.dimension, key.aspect), task.name if task else "The day"
    return Violation(
        Code.OVER_TOLERANCE,
        f"{who} asks for {amount_words(amount, unit)} in {key_words(key)}; {amount_words(most, unit)} is"
        " tolerated, and the plan states no level for such work.",
        week=week.number,
        date=on,
        dimension=key.dimension,
        aspect=key.aspect,
        side=key.side,
        task_id=task.task_id if task else "",
        value=amount,
        limit=most,
        source=known.source,
        overridable=known.overridable,
    )
