"""The blocks of every example day, on a bad day too."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from math import inf

from ergo.analysis.demands import amount_of
from ergo.analysis.words import inside_sentence
from ergo.knowledge.day_rules import day_figures
from ergo.knowledge.dimensions import Aspect, Side, dimension, unit_of
from ergo.knowledge.driving_hours import HoursLimit, Measure, rules_for
from ergo.model.capacity import Need
from ergo.model.plan import (
    Allocation,
    Block,
    BlockKind,
    ExampleDay,
    Limit,
    PlanDay,
    PlanWeek,
    RuleKind,
)
from ergo.planning.check.day_rules import RULE
from ergo.planning.check.facts import ROUNDING, Facts, Way, place_of, worked_days
from ergo.planning.check.restrictions import applies
from ergo.planning.check.violation import Code, Violation

POLICY, EMPLOYER, ARITHMETIC = "Policy", "Job (employer)", "Arithmetic"
PAID = (BlockKind.WORK, BlockKind.CHANGE)
HOUR = 60


@dataclass(frozen=True)
class _Course:
    """The blocks of one example day, in the week from which it holds; ``what`` says which course it is."""

    facts: Facts
    week: PlanWeek
    example: ExampleDay
    blocks: Sequence[Block]
    what: str

    @cached_property
    def done(self) -> list[tuple[Block, Way | None]]:
        """The blocks, each with the way of working of its task."""
        return [(block, self.facts.ways.get(_way(block))) for block in self.blocks]

    @cached_property
    def ways(self) -> list[Way]:
        """The ways of working of the day, each once."""
        return list({id(way): way for _, way in self.done if way is not None}.values())

    @cached_property
    def paid_min(self) -> Counter[tuple[str, frozenset[str]]]:
        """The minutes of each task in work and changes of posture."""
        return _paid_minutes(self.blocks)

    def violation(self, code: Code, message: str, over: tuple[float, float], **more: str) -> Violation:
        """A violation on the date of the example."""
        return Violation(
            code,
            f"{self.what}: {message}",
            week=self.week.number,
            date=self.example.date,
            value=over[0],
            limit=over[1],
            task_id=more.get("task_id", ""),
            dimension=more.get("dimension", ""),
            source=more.get("source", ARITHMETIC),
        )


def example_days(facts: Facts) -> Iterator[Violation]:
    """Every example day is a day of the plan and keeps the rules, on a bad day too."""
    weeks = {week.number: week for week in facts.plan.weeks}
    for example in facts.plan.example_days:
        week = weeks.get(example.from_week)
        day = _day_of(week, example) if week is not None else None
        if week is None or day is None:
            yield Violation(
                Code.EXAMPLE_DAY,
                f"The example day of {example.date} is no day of week {example.from_week} as planned.",
                week=example.from_week,
                date=example.date,
                source=ARITHMETIC,
            )
            continue
        yield from _stage(facts, example, day, weeks)
        planned = _Course(facts, week, example, example.blocks, "The example day")
        bad = _Course(facts, week, example, example.bad_day, "The bad day")
        yield from _sums(planned, {_way(a): a.minutes for a in day.allocations if a.minutes})
        yield from _attendance(bad, day)
        for course in (planned, bad):
            for rule in COURSE_RULES:
                yield from rule(course)


def bad_days(facts: Facts) -> dict[int, list[PlanDay]]:
    """The bad days by the week in which they begin: their duties must be permitted as on any day."""
    found: dict[int, list[PlanDay]] = {}
    for example in facts.plan.example_days:
        minutes = _paid_minutes(example.bad_day)
        allocations = [
            Allocation(task_id=task_id, modification_ids=sorted(items), minutes=amount)
            for (task_id, items), amount in minutes.items()
        ]
        paid = sum(minutes.values())
        day = PlanDay(date=example.date, start=example.start, paid_min=paid, allocations=allocations)
        found.setdefault(example.from_week, []).append(day)
    return found


def _day_of(week: PlanWeek | None, example: ExampleDay) -> PlanDay | None:
    """The planned day that an example stands for: the longest of its week."""
    longest = max((d.paid_min for d in worked_days(week)), default=0) if week else 0
    days = [d for d in week.days if d.date == example.date] if week else []
    fitting = [d for d in days if (d.start, d.paid_min) == (example.start, example.paid_min)]
    return fitting[0] if fitting and longest == example.paid_min else None


def _stage(
    facts: Facts, example: ExampleDay, day: PlanDay, weeks: dict[int, PlanWeek]
) -> Iterator[Violation]:
    """Every week of a stage has a day with the same duties, the longest of the week, under the same limits."""
    first = weeks[example.from_week]
    wanted = Counter({_way(a): a.minutes for a in day.allocations if a.minutes})
    for number in range(example.from_week + 1, example.until_week + 1):
        week = weeks.get(number)
        days = worked_days(week) if week is not None else []
        longest = max((d.paid_min for d in days), default=0)
        same = any(
            Counter({_way(a): a.minutes for a in d.allocations if a.minutes}) == wanted
            and d.paid_min == longest
            for d in days
        )
        if week is None or not same or not _have_same_runs(facts, week, first):
            message = f"The example day of week {example.from_week} does not hold in week {number}."
            yield Violation(Code.EXAMPLE_DAY, message, week=number, source=ARITHMETIC)


def _have_same_runs(facts: Facts, one: PlanWeek, other: PlanWeek) -> bool:
    return facts.limits(one) is facts.limits(other) or _runs(facts, one) == _runs(facts, other)


def _runs(facts: Facts, week: PlanWeek) -> list[tuple[object, ...]]:
    return [(*place_of(x), x.value) for x in facts.limits(week) if _is_timed(x)]


def _way(part: Allocation | Block) -> tuple[str, frozenset[str]]:
    return part.task_id, frozenset(part.modification_ids)


def _paid_minutes(blocks: Sequence[Block]) -> Counter[tuple[str, frozenset[str]]]:
    minutes = Counter[tuple[str, frozenset[str]]]()
    for block in blocks:
        if block.kind in PAID:
            minutes[_way(block)] += block.minutes
    return minutes


def _sums(course: _Course, wanted: dict[tuple[str, frozenset[str]], int]) -> Iterator[Violation]:
    """Work and changes of posture of a task add up to its planned minutes."""
    found = course.paid_min
    for way in sorted({*found, *wanted}, key=lambda w: (w[0], sorted(w[1]))):
        if found[way] != wanted.get(way, 0):
            message = f"“{way[0]}” has {found[way]} min; {wanted.get(way, 0)} min are planned."
            yield course.violation(
                Code.EXAMPLE_SUM, message, (found[way], wanted.get(way, 0)), task_id=way[0]
            )


def _attendance(course: _Course, day: PlanDay) -> Iterator[Violation]:
    """A bad day has the planned hours, no task beyond its planned or normal minutes, and no more handling."""
    minutes = course.paid_min
    total = sum(minutes.values())
    if total != day.paid_min:
        message = f"{total} min are worked; {day.paid_min} min are planned."
        yield course.violation(Code.EXAMPLE_SUM, message, (total, day.paid_min))
    planned = {_way(a): a.minutes for a in day.allocations}
    for way, amount in minutes.items():
        known = course.facts.ways.get(way)
        normal = (known.task.minutes_per_shift or 0) if known else 0
        most = max(planned.get(way, 0), normal)
        if amount > most:
            message = f"“{way[0]}” has {amount} min; at most {most} min are planned or normal."
            yield course.violation(
                Code.OVER_NORMAL_MINUTES, message, (amount, most), task_id=way[0], source=EMPLOYER
            )
    handled, before = (_handled(course, m) for m in (minutes, planned))
    if handled > before:
        message = f"loads are handled for {handled} min; {before} min are planned."
        yield course.violation(Code.BAD_DAY_LOAD, message, (handled, before), source=POLICY)


def _handled(course: _Course, minutes: dict[tuple[str, frozenset[str]], int]) -> int:
    ways = ((course.facts.ways.get(way), amount) for way, amount in minutes.items())
    return sum(amount for way, amount in ways if way is not None and way.handles_loads)


def _times(course: _Course) -> Iterator[Violation]:
    """Blocks follow each other from the start of the day, without gap or overlap."""
    at = 0
    for block in course.blocks:
        if block.start_min != at or block.minutes <= 0:
            message = f"a block starts after {block.start_min} min; the one before ends after {at} min."
            yield course.violation(Code.EXAMPLE_TIMES, message, (block.start_min, at))
            return
        at += block.minutes


def _inside_shift(course: _Course) -> Iterator[Violation]:
    """The day with its breaks ends before the shift does."""
    shift = course.facts.shifts.get(course.example.date)
    if shift is None:
        return
    start = course.example.start.hour * HOUR + course.example.start.minute
    begins = shift.start.hour * HOUR + shift.start.minute
    ends = max((b.start_min + b.minutes for b in course.blocks), default=0) + start
    latest = begins + shift.paid_min + shift.unpaid_break_min
    if ends > latest:
        message = f"it ends {ends - latest} min after the shift."
        yield course.violation(Code.EXAMPLE_SHIFT, message, (ends, latest), source="Contract")


def _at_a_time(course: _Course) -> Iterator[Violation]:
    """No posture is held longer at a time than the week's limit, and only a reset in another one ends it."""
    reset = course.facts.plan.policy.reset_min.value
    for limit in course.facts.limits(course.week):
        if not _is_timed(limit):
            continue
        run, away = 0.0, 0
        by_way = {id(way): _held(way, limit) for way in course.ways}
        for block, way in course.done:
            held = by_way[id(way)] if way is not None and block.kind is BlockKind.WORK else 0.0
            if held == 0:
                away += block.minutes
                run = 0.0 if away >= reset else run
                continue
            away = 0
            if held is None:
                continue
            longest = run + min(block.minutes, held)
            if longest > limit.value + ROUNDING:
                label = inside_sentence(dimension(limit.dimension).label)
                message = f"{label} for {longest:g} min at a time; {limit.value:g} min are allowed."
                yield course.violation(
                    Code.EXAMPLE_RUN,
                    message,
                    (longest, limit.value),
                    task_id=block.task_id,
                    dimension=limit.dimension,
                    source=RULE,
                )
                break
            run = run + block.minutes if block.minutes <= held else held


def _is_timed(limit: Limit) -> bool:
    """Whether the blocks of a day can show a limit; a shorter one is kept inside the task."""
    timed = limit.aspect is Aspect.RUN and unit_of(limit.dimension, limit.aspect) == "min"
    return timed and limit.value >= day_figures().timed_from_min.value


def _held(way: Way, limit: Limit) -> float | None:
    """For how long a task holds a posture at a time; 0 where it is another one, None where nobody knows."""
    found = {
        aspect: [
            amount_of(d) or 0.0
            for d in way.asks(limit.dimension, aspect, limit.side)
            if applies(d, limit) is not False
        ]
        for aspect in (Aspect.RUN, Aspect.DOSE)
    }
    if any(found[Aspect.RUN]):
        return max(found[Aspect.RUN])
    if any(found[Aspect.DOSE]):
        return inf
    known = found[Aspect.RUN] or found[Aspect.DOSE]
    return 0.0 if known or not way.involves(limit.dimension) else None


def _smallest_block(course: _Course) -> Iterator[Violation]:
    """A visit to a task is not shorter than its smallest useful block; an unpaid break does not end it."""
    paid = [b for b in course.blocks if b.kind in PAID]
    for way, blocks in groupby(paid, key=_way):
        visit, known = sum(b.minutes for b in blocks), course.facts.ways.get(way)
        least = min(known.task.smallest_block_min if known else 0, course.paid_min[way])
        if visit < least:
            message = f"“{way[0]}” is done for {visit} min; less than {least} min is of no use."
            yield course.violation(
                Code.UNDER_SMALLEST_BLOCK, message, (visit, least), task_id=way[0], source=EMPLOYER
            )


def _stretches(course: _Course) -> Iterator[Violation]:
    """A stretch that cannot be broken fits before every change of posture or meal inside a task."""
    for place, (block, way) in enumerate(course.done[:-1]):
        cut = course.blocks[place + 1].kind in (BlockKind.CHANGE, BlockKind.MEAL)
        if block.kind is not BlockKind.WORK or way is None or not way.task.uninterruptible_min or not cut:
            continue
        further = next((b for b in course.blocks[place + 1 :] if b.kind in PAID), None)
        if further is None:
            continue
        stretch = min(way.task.uninterruptible_min, course.paid_min[_way(block)])
        if _way(further) == _way(block) and block.minutes < stretch:
            message = (
                f"“{block.task_id}” is broken up after {block.minutes} min; it cannot be for {stretch} min."
            )
            yield course.violation(
                Code.EXAMPLE_STRETCH,
                message,
                (block.minutes, stretch),
                task_id=block.task_id,
                source=EMPLOYER,
            )


def _loads_after_driving(course: _Course) -> Iterator[Violation]:
    """Where a rule says so, nothing is handled soon after a long drive."""
    number = course.week.number
    rule = next(
        (
            r
            for r in course.facts.plan.day_rules
            if r.kind is RuleKind.AFTER_DRIVING and r.from_week <= number <= r.until_week
        ),
        None,
    )
    if rule is None:
        return
    reset, wait = course.facts.plan.policy.reset_min.value, rule.minutes or 0
    driven, out, since = 0.0, 0, inf
    for block, known in course.done:
        way = known if block.kind is BlockKind.WORK else None
        stretch = way.drives_for_min if way is not None else 0.0
        if way is not None and not stretch and way.handles_loads and since < wait:
            message = f"loads are handled {since:g} min after driving; {wait} min must pass."
            yield course.violation(
                Code.LOADS_AFTER_DRIVING, message, (since, wait), task_id=block.task_id, source=RULE
            )
            return
        if stretch:
            driven, out = min(driven + block.minutes, stretch), 0
            since = 0.0 if driven >= (rule.after_min or 0) else since
        else:
            out += block.minutes
            driven = 0.0 if out >= reset else driven
            since += block.minutes


def _hourly_break(course: _Course) -> Iterator[Violation]:
    """Where a break in each hour is needed, no more is worked at a time."""
    if not any(need.need is Need.HOURLY_BREAK for need in course.facts.case.needs):
        return
    hour, reset = day_figures().hourly_break_after_min.value, course.facts.plan.policy.reset_min.value
    worked, rested = 0, 0
    for block, way in course.done:
        if block.kind is not BlockKind.WORK:
            rested += block.minutes
            worked = 0 if rested >= reset else worked
            continue
        worked, rested = worked + block.minutes, 0
        most = max(hour, (way.task.uninterruptible_min or 0) if way is not None else 0)
        if worked > most:
            message = f"{worked} min are worked without a break; a break is needed in each hour."
            yield course.violation(Code.EXAMPLE_BREAK, message, (worked, most), source="Stated need")
            return


def _law(course: _Course) -> Iterator[Violation]:
    """The breaks that driving law asks for are there and are no paid time."""
    country, region = course.facts.case.country, course.facts.case.region
    stated = [way.task.measurements.get("drive.vehicle_class") for way in course.ways if way.drives_for_min]
    vehicles = {str(vehicle.value) for vehicle in stated if vehicle is not None}
    for vehicle_class in sorted(vehicles):
        for rule in rules_for(country, region, vehicle_class):
            for limit in rule.limits if rule.binding else ():
                if limit.measure in (Measure.DRIVING_RUN, Measure.WORK_RUN):
                    yield from _law_run(course, limit, rule.title)


def _law_run(course: _Course, limit: HoursLimit, source: str) -> Iterator[Violation]:
    total, off_the_wheel = 0.0, 0
    for block, way in course.done:
        driven = _driven(way, block) if way is not None and block.kind is BlockKind.WORK else 0.0
        counts = driven if limit.measure is Measure.DRIVING_RUN else block.minutes * (block.kind in PAID)
        off_the_wheel = 0 if driven else off_the_wheel + block.minutes
        unpaid = block.minutes if block.kind not in PAID else 0
        rests = off_the_wheel if limit.other_work_counts else unpaid
        total = 0.0 if rests >= (limit.break_min or 0) else total + counts
        if total > limit.value * HOUR + 1:
            message = f"{total:.0f} min without a break of {limit.break_min:g} min."
            yield course.violation(Code.EXAMPLE_BREAK, message, (total, limit.value * HOUR), source=source)
            return


def _driven(way: Way, block: Block) -> float:
    if not way.drives_for_min:
        return 0.0
    dose = way.dose("drive", Side.BOTH, block.minutes)
    return min(float(block.minutes), dose) if dose else float(block.minutes)


COURSE_RULES = (
    _times,
    _inside_shift,
    _at_a_time,
    _smallest_block,
    _stretches,
    _loads_after_driving,
    _hourly_break,
    _law,
)
