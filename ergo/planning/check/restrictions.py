"""Restrictions in force on each date: what closes a task, what adds up over a day, what the plan's levels claim."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from math import inf

from ergo.analysis.demands import Key, amount_of
from ergo.analysis.words import amount_words, inside_sentence, key_words
from ergo.analysis.worktime import DatedShift
from ergo.knowledge.dimensions import Aspect, Side, band_minutes, dimension, unit_of
from ergo.model.capacity import Reading, Restriction
from ergo.model.job import Demand
from ergo.model.plan import Limit, PlanDay, PlanWeek
from ergo.planning.check.bands import Allowance, allowances, most_allowed
from ergo.planning.check.facts import (
    ROUNDING,
    Duty,
    Facts,
    Way,
    restriction_source,
    worked_days,
)
from ergo.planning.check.violation import Code, Violation

CLOSES_SHIFTS = frozenset({"nights", "commute"})
LIFTING = frozenset({"lift_floor_waist", "lift_waist_shoulder", "lift_above_shoulder"})


@dataclass(frozen=True)
class Finding:
    """What is wrong with a task or a day in view of one restriction, before it is given its place in the plan."""

    code: Code
    message: str
    dimension: str = ""
    value: float | None = None
    limit: float | None = None


def quantified(restriction: Restriction) -> Reading | None:
    """The reading of a restriction that says how much is allowed, or that it is prohibited."""
    reading = restriction.reading
    return reading if reading is not None and (reading.limit is not None or reading.prohibited) else None


def allowed(reading: Reading) -> float:
    """The amount that a quantified reading allows."""
    return 0.0 if reading.prohibited or reading.limit is None else reading.limit


def applies(demand: Demand, place: Reading | Limit) -> bool | None:
    """Whether a demand lies where a limit holds (hand height, reach); None where that is not known."""
    low, high, reach = demand.hand_height_low_cm, demand.hand_height_high_cm, demand.reach_cm
    answers: list[bool | None] = []
    if place.below_hand_height_cm is not None:
        answers.append(None if low is None else low < place.below_hand_height_cm)
    if place.above_hand_height_cm is not None:
        answers.append(None if high is None else high > place.above_hand_height_cm)
    if place.beyond_reach_cm is not None:
        answers.append(None if reach is None else reach > place.beyond_reach_cm)
    if False in answers:
        return False
    return None if None in answers else True


def restricted(facts: Facts, duty: Duty) -> Iterator[Violation]:
    """No restriction in force closes the task."""
    for restriction in facts.in_force(duty.date):
        finding = _closing(facts, duty.way, restriction)
        if finding is not None:
            reading = restriction.reading
            yield Violation(
                finding.code,
                finding.message,
                week=duty.week.number,
                date=duty.date,
                dimension=finding.dimension,
                aspect=reading.aspect if reading else None,
                side=reading.side if reading else Side.BOTH,
                task_id=duty.task_id,
                value=finding.value,
                limit=finding.limit,
                source=restriction_source(restriction),
            )


def _closing(facts: Facts, way: Way, restriction: Restriction) -> Finding | None:
    """Why a restriction closes a task done this way, or None."""
    name = f"“{way.task.name}”"
    if restriction.reading is None:
        return Finding(
            Code.RESTRICTION_UNREAD, f"Nobody has read this restriction yet, so it closes {name} too."
        )
    touched = [d for d in restriction.reading.dimensions if way.involves(d)]
    reading = quantified(restriction)
    if reading is None:
        label = inside_sentence(dimension(touched[0]).label) if touched else ""
        message = f"The restriction gives no number, and {name} may involve {label}."
        return Finding(Code.RESTRICTION_UNQUANTIFIED, message, touched[0]) if touched else None
    limits = {d: most_allowed(facts, restriction, d) for d in touched}
    return next((f for d in touched if (f := _closes_in(way, reading, d, limits[d])) is not None), None)


def _closes_in(way: Way, reading: Reading, dimension_id: str, limit: float) -> Finding | None:
    key = Key(dimension_id, reading.aspect, reading.side)
    name, words = f"“{way.task.name}”", key_words(key)
    demands = way.asks(dimension_id, reading.aspect, reading.side)
    if reading.prohibited:
        done = _prohibited_amount(way, reading, dimension_id)
        if done:
            message = f"{name} asks for {words}, which must not be done at all."
            return Finding(Code.PROHIBITED, message, dimension_id, done, 0.0)
    unknown_place = any(applies(d, reading) is None and (amount_of(d) or 0.0) > limit for d in demands)
    unknown_rate = reading.aspect is Aspect.DOSE and not way.task.minutes_per_shift
    if not demands or unknown_place or unknown_rate:
        message = f"What {name} asks for in {words} is not fully known, and a restriction touches it."
        return Finding(Code.RESTRICTION_UNKNOWN_DEMAND, message, dimension_id, None, limit)
    asked = max((amount_of(d) or 0.0 for d in demands if applies(d, reading)), default=0.0)
    if asked <= limit + ROUNDING or reading.aspect is Aspect.DOSE:
        return None
    unit = unit_of(dimension_id, reading.aspect)
    says = f"{name} asks for {amount_words(asked, unit)} in {words}; {amount_words(limit, unit)} is allowed"
    if reading.aspect is not Aspect.RUN:
        return Finding(Code.RESTRICTION_PEAK, f"{says}.", dimension_id, asked, limit)
    stretch = way.task.uninterruptible_min or 0
    if stretch > limit or limit == 0:
        value = min(asked, stretch) if stretch > limit else asked
        message = f"{says}, and it cannot be broken up for {stretch} min." if stretch > limit else f"{says}."
        return Finding(Code.RESTRICTION_RUN, message, dimension_id, value, limit)
    return None


def _prohibited_amount(way: Way, reading: Reading, dimension_id: str) -> float:
    """What a task asks for of something prohibited; where it holds everywhere, in any aspect."""
    everywhere = not any(
        (reading.below_hand_height_cm, reading.above_hand_height_cm, reading.beyond_reach_cm)
    )
    aspects = tuple(dimension(dimension_id).amounts) if everywhere else (reading.aspect,)
    demands = [d for aspect in aspects for d in way.asks(dimension_id, aspect, reading.side)]
    return max((amount_of(d) or 0.0 for d in demands if applies(d, reading)), default=0.0)


def activity_minutes(way: Way, active: list[Demand], side: Side, minutes: int) -> float:
    """For how long a task asks for some demands within its minutes: as long as is known, else all the time.

    What one lift asks for in several zones is done at the same time.
    """
    normal, total = way.task.minutes_per_shift, 0.0
    lifts: list[Demand] = []
    for dimension_id in dict.fromkeys(d.dimension for d in active):
        here = [d for d in active if d.dimension == dimension_id]
        known = [d.minutes_per_shift for d in here]
        timed = dimension(dimension_id).amounts.get(Aspect.DOSE)
        if normal and None not in known:
            counted = list(lifts)
            for demand in here:
                same = next((other for other in counted if _is_same_lift(demand, other)), None)
                if same is not None:
                    counted.remove(same)
                    continue
                lifts.append(demand)
                total += (demand.minutes_per_shift or 0.0) * minutes / normal
        elif normal and timed and timed.unit == "min" and way.asks(dimension_id, Aspect.DOSE, side):
            total += way.dose(dimension_id, side, minutes)
        else:
            total += minutes
    return min(total, minutes)


def _is_same_lift(one: Demand, other: Demand) -> bool:
    """Whether accounts in two zones are of one lift: the hands are known to go the same way with the same load."""
    zones = {one.dimension, other.dimension}
    known = one.hand_height_low_cm is not None and one.hand_height_high_cm is not None
    told = ("minutes_per_shift", "reach_cm", "hand_height_low_cm", "hand_height_high_cm")
    same = amount_of(one) == amount_of(other) and all(getattr(one, x) == getattr(other, x) for x in told)
    return known and same and len(zones) > 1 and zones <= LIFTING


def _active_demands(way: Way, allowance: Allowance) -> list[Demand]:
    """What a task asks for above the weights of an allowance, where its reading holds."""
    reading = allowance.reading
    return [
        d
        for dimension_id, weight in allowance.heavier_than.items()
        for d in way.asks(dimension_id, reading.aspect, reading.side)
        if (amount_of(d) or 0.0) > weight and applies(d, reading) is not False
    ]


def day_dose(facts: Facts, day: PlanDay, duties: list[Duty], key: Key) -> float:
    """What a day adds up to in a dimension: its tasks, the working time itself and the load outside work."""
    done = [(d.way, d.minutes / d.way.task.minutes_per_shift) for d in duties if d.way.task.minutes_per_shift]
    of_day = _of_the_day(facts, day, key.dimension, key.aspect) or 0.0
    return facts.day_total(key, done, facts.before_work(key, day.date)) + of_day


def _of_the_day(facts: Facts, day: PlanDay, dimension_id: str, aspect: Aspect) -> float | None:
    """What a working day asks for by itself, whatever the tasks; 0 where nothing, None where it is not known."""
    each_way = facts.case.outside_work.commute_min_each_way
    if dimension_id == "work_time":
        return float(day.paid_min)
    if dimension_id == "nights":
        return float(DatedShift(day.date, day.start, day.paid_min, day.paid_min).night)
    if dimension_id == "commute":
        if each_way is None:
            return None
        return float(each_way if aspect is Aspect.RUN else 2 * each_way)
    return 0.0


def restricted_day(facts: Facts, week: PlanWeek, day: PlanDay) -> Iterator[Violation]:
    """No restriction is exceeded by what the day itself asks for, or by what its tasks add up to."""
    duties = facts.duties(week, day)
    for restriction in facts.in_force(day.date):
        for finding in _day_findings(facts, restriction, day, duties):
            reading = restriction.reading
            yield Violation(
                finding.code,
                finding.message,
                week=week.number,
                date=day.date,
                dimension=finding.dimension,
                aspect=reading.aspect if reading else None,
                side=reading.side if reading else Side.BOTH,
                value=finding.value,
                limit=finding.limit,
                source=restriction_source(restriction),
            )


def workable_shifts(facts: Facts, week: PlanWeek) -> list[DatedShift]:
    """The open shifts of a week that no restriction closes as such: on night work, or on the way to work."""
    if week.monday not in facts.workable:
        facts.workable[week.monday] = [s for s in facts.open_shifts(week) if not _is_closed(facts, s)]
    return facts.workable[week.monday]


def _is_closed(facts: Facts, shift: DatedShift) -> bool:
    return any(
        finding.dimension in CLOSES_SHIFTS
        for restriction in facts.in_force(shift.date)
        if restriction.reading is not None and CLOSES_SHIFTS.intersection(restriction.reading.dimensions)
        for finding in _day_findings(facts, restriction, _as_day(shift), [])
    )


def _as_day(shift: DatedShift) -> PlanDay:
    return PlanDay(date=shift.date, start=shift.start, paid_min=shift.paid_min)


def _day_findings(
    facts: Facts, restriction: Restriction, day: PlanDay, duties: list[Duty]
) -> Iterator[Finding]:
    if restriction.reading is None:
        return
    reading = quantified(restriction)
    for dimension_id in restriction.reading.dimensions:
        of_day = _of_the_day(facts, day, dimension_id, restriction.reading.aspect)
        if of_day == 0.0:
            continue
        words = key_words(Key(dimension_id, restriction.reading.aspect))
        if reading is None:
            message = f"The restriction gives no number, and the day itself asks for {words}."
            yield Finding(Code.RESTRICTION_UNQUANTIFIED, message, dimension_id)
        elif of_day is None:
            message = f"What the day asks for in {words} is not known, and a restriction touches it."
            yield Finding(Code.RESTRICTION_UNKNOWN_DEMAND, message, dimension_id, None, allowed(reading))
        elif (reading.prohibited or reading.aspect is not Aspect.DOSE) and of_day > allowed(reading):
            code = Code.PROHIBITED if reading.prohibited else Code.RESTRICTION_PEAK
            yield Finding(code, f"The day asks for {words}.", dimension_id, of_day, allowed(reading))
    if reading is not None:
        yield from _sums(facts, reading, day, duties)
        on_their_own = [r.reading for r in facts.in_force(day.date) if r is not restriction]
        for allowance in allowances(facts, restriction):
            if all(allowance.reading is not other for other in on_their_own):
                yield from _handled_too_long(allowance, day, duties)


def _sums(facts: Facts, reading: Reading, day: PlanDay, duties: list[Duty]) -> Iterator[Finding]:
    if reading.aspect is Aspect.DOSE and not reading.prohibited:
        for dimension_id in reading.dimensions:
            key = Key(dimension_id, reading.aspect, reading.side)
            total = day_dose(facts, day, duties, key)
            if total > allowed(reading) + ROUNDING:
                unit = unit_of(dimension_id, reading.aspect)
                says = f"The day adds up to {amount_words(total, unit)} in {key_words(key)}"
                message = f"{says}; {amount_words(allowed(reading), unit)} is allowed."
                yield Finding(Code.RESTRICTION_DOSE, message, dimension_id, total, allowed(reading))


def _handled_too_long(allowance: Allowance, day: PlanDay, duties: list[Duty]) -> Iterator[Finding]:
    reading = allowance.reading
    if reading.frequency is None and reading.minutes_per_shift is None:
        return
    minutes = sum(
        activity_minutes(d.way, active, reading.side, d.minutes)
        for d in duties
        if (active := _active_demands(d.way, allowance))
    )
    first, weight = next(iter(allowance.heavier_than.items()))
    above = f" with more than {amount_words(weight, unit_of(first, reading.aspect))}" if weight else ""
    planned = f"{minutes:.0f} min of {inside_sentence(dimension(first).label)}{above} are planned"
    if reading.frequency is not None:
        most = band_minutes(reading.frequency, day.paid_min)
        if minutes > most + ROUNDING:
            message = f"{planned}; “{reading.frequency}” allows {most:.0f} min of this day."
            yield Finding(Code.RESTRICTION_FREQUENCY, message, first, minutes, most)
    most_min = reading.minutes_per_shift
    if most_min is not None and minutes > most_min + ROUNDING:
        message = f"{planned}; {most_min:g} min a shift are allowed."
        yield Finding(Code.RESTRICTION_MINUTES, message, first, minutes, most_min)


def level_over_restriction(facts: Facts) -> Iterator[Violation]:
    """A level that the plan states is nowhere above what a restriction in force that week allows."""
    said: dict[tuple[int, int], list[Violation]] = {}
    for week in facts.plan.weeks:
        dates = [d.date for d in worked_days(week)] + [s.date for s in facts.outlook_shifts(week)]
        for restriction in _in_force_on_any(facts, dates):
            same = id(facts.limits(week)), id(restriction)
            if same not in said:
                said[same] = list(_claims_too_much(facts, week, restriction))
            yield from (replace(violation, week=week.number) for violation in said[same])


def _claims_too_much(facts: Facts, week: PlanWeek, restriction: Restriction) -> Iterator[Violation]:
    reading = quantified(restriction)
    if reading is None:
        return
    for dimension_id in reading.dimensions:
        most = most_allowed(facts, restriction, dimension_id)
        stated = _level_taken(facts, week, reading, dimension_id)
        if stated <= most + ROUNDING:
            continue
        unit, key = unit_of(dimension_id, reading.aspect), Key(dimension_id, reading.aspect, reading.side)
        yield Violation(
            Code.LEVEL_OVER_RESTRICTION,
            f"The plan states {amount_words(stated, unit)} in {key_words(key)}; the restriction allows"
            f" {amount_words(most, unit)}.",
            week=week.number,
            dimension=dimension_id,
            aspect=reading.aspect,
            side=reading.side,
            value=stated,
            limit=most,
            source=restriction_source(restriction),
        )


def _in_force_on_any(facts: Facts, dates: list[date]) -> list[Restriction]:
    found = {id(r): r for day in dates for r in facts.in_force(day)}
    return list(found.values())


def _level_taken(facts: Facts, week: PlanWeek, reading: Reading, dimension_id: str) -> float:
    """The level that a reader would take from the week's limits where the restriction holds; 0 where none is stated.

    Each stated limit is looked at where it and the restriction both hold; the lowest of those that hold there counts.
    """
    stated = facts.levels(week, Key(dimension_id, reading.aspect, reading.side))
    taken = [
        min(other.value for other in stated if _holds_within(other, (limit, reading))) for limit in stated
    ]
    return max(taken, default=0.0)


def _holds_within(limit: Limit, places: tuple[Limit, Reading]) -> bool:
    """Whether a stated limit holds wherever two others both hold: no condition of its own, or a weaker one."""
    below = min(p.below_hand_height_cm or inf for p in places)
    above = max(p.above_hand_height_cm or 0.0 for p in places)
    beyond = max(p.beyond_reach_cm or 0.0 for p in places)
    return (
        (limit.below_hand_height_cm or inf) >= below
        and (limit.above_hand_height_cm or 0.0) <= above
        and (limit.beyond_reach_cm or 0.0) <= beyond
        and limit.side in (places[0].side, Side.BOTH)
    )
