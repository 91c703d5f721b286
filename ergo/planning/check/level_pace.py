"""How fast levels rise above a tolerance, and how often anything rises at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import Any

from ergo.analysis.demands import Key, amount_of
from ergo.analysis.words import amount_words, key_words
from ergo.knowledge.dimensions import Aspect, dimension, unit_of
from ergo.knowledge.policies import Policy
from ergo.model.job import Importance
from ergo.model.plan import Limit, PlanWeek
from ergo.planning.check.bands import most_allowed
from ergo.planning.check.course import Stage, wait_weeks
from ergo.planning.check.facts import ROUNDING, Facts, is_in_vocabulary, touches, worked_days
from ergo.planning.check.tolerance import Tolerance
from ergo.planning.check.violation import Code, Violation


@dataclass(frozen=True)
class Level:
    """A level stated for a week beside the tolerance it is built on and the same level of the week before.

    ``floor`` is where it may start: the policy's share of the tolerance where an essential task asks for more than
    is tolerated, the tolerance itself where none does. ``step`` is one load step, 0 where it may not climb, and
    ``classes`` are the weights through which it climbs instead. ``goal`` is the last level, ``turn`` the place of its
    group in the policy's order. ``reached`` is the step that had been taken before: where a restriction held the level
    between two steps it is the upper one, which is free once the restriction lets go.
    """

    week: PlanWeek
    limit: Limit
    tolerance: float
    known: Tolerance
    floor: float
    step: float
    classes: tuple[float, ...]
    goal: float
    turn: int
    before: float | None
    reached: float

    @property
    def most(self) -> float:
        """The level to which one load step leads: the next class above, or one step where there is none."""
        higher = [weight for weight in self.classes if weight > self.base + ROUNDING]
        return max(self.reached, min(higher, default=self.base + self.step))

    @cached_property
    def base(self) -> float:
        """The level from which a step leads."""
        return max(self.floor, self.before or 0.0)

    @cached_property
    def climbs(self) -> bool:
        """Whether it goes above what had been reached."""
        return self.before is not None and self.limit.value > max(self.base, self.reached) + ROUNDING

    @property
    def step_at(self) -> float:
        """The step on which the level stands, or would if nothing held it: its own value where it does not climb."""
        value = self.limit.value
        if not self.step or value <= self.floor + ROUNDING:
            return value
        even = self.floor + ceil((value - self.floor) / self.step - ROUNDING) * self.step
        step = min((weight for weight in self.classes if weight >= value - ROUNDING), default=even)
        return max(value, min(step, self.goal))


def stated_levels(facts: Facts) -> list[Level]:
    """Every stated level with a known tolerance, week by week; each place (hand height, reach) by itself."""
    found: list[Level] = []
    climbs: dict[Key, dict[str, Any] | None] = {}
    last: dict[tuple[Key, float | None, float | None, float | None], Level] = {}
    for week in facts.plan.weeks:
        for limit in facts.limits(week):
            key = Key(limit.dimension, limit.aspect, limit.side)
            if key not in climbs:
                climbs[key] = _climb(facts, key)
            climb = climbs[key]
            if limit.over_load_kg is not None or climb is None:
                continue
            place = (key, limit.below_hand_height_cm, limit.above_hand_height_cm, limit.beyond_reach_cm)
            before = last.get(place)
            level = Level(
                week=week,
                limit=limit,
                before=None if before is None else before.limit.value,
                reached=0.0 if before is None else _reached(facts, before),
                **climb,
            )
            found.append(level)
            last[place] = level
    return found


def _climb(facts: Facts, key: Key) -> dict[str, Any] | None:
    """How the levels of a key climb, by the fields of `Level`; None where no tolerance is known."""
    policy, known = facts.plan.policy, facts.tolerance(key)
    if known is None or known.value is None:
        return None
    order = policy.load_order.value if policy.load_order else ()
    group, asked = dimension(key.dimension).group, _asked(facts, key)
    climbs = known.may_climb and asked > known.value + ROUNDING
    return {
        "tolerance": known.value,
        "known": known,
        "floor": known.value * (policy.tolerance_share.value if climbs else 1.0),
        "step": _load_step(facts, key, known.value) if climbs else 0.0,
        "classes": _classes(policy, key) if climbs else (),
        "goal": asked if known.plateau is None else min(asked, known.plateau),
        "turn": order.index(group) if group in order else len(order),
    }


def _reached(facts: Facts, level: Level) -> float:
    """The step reached with a level: the one on which it stands, or the one that a restriction keeps it from."""
    step, value = level.step_at, level.limit.value
    return step if step > value + ROUNDING and _held(facts, level, value) else value


def _asked(facts: Facts, key: Key) -> float:
    """What the essential tasks, as they normally are, and the way to work ask for."""
    asked = [
        max((amount_of(d) or 0.0 for d in way.asks(key.dimension, key.aspect, key.side)), default=0.0)
        for way in facts.normal_ways.values()
        if way.task.importance is Importance.ESSENTIAL
    ]
    total = max(asked, default=0.0)
    if key.aspect is Aspect.DOSE and total:
        essential = [w for w in facts.normal_ways.values() if w.task.importance is Importance.ESSENTIAL]
        total = facts.day_total(key, [(way, 1.0) for way in essential], facts.before_work(key))
    return total


def _classes(policy: Policy, key: Key) -> tuple[float, ...]:
    weighed = key.aspect is Aspect.PEAK and unit_of(key.dimension, key.aspect) == "kg"
    return policy.load_classes_kg.value if policy.load_classes_kg is not None and weighed else ()


def _load_step(facts: Facts, key: Key, tolerance: float) -> float:
    policy = facts.plan.policy
    step = policy.load_step(key.aspect, unit_of(key.dimension, key.aspect))
    return step.value * (tolerance if step is policy.load_step_otherwise else 1.0)


def level_unknown_dimension(facts: Facts) -> Iterator[Violation]:
    """Every level speaks of a dimension and aspect of the vocabulary."""
    for week in facts.plan.weeks:
        for limit in week.limits:
            if not is_in_vocabulary(limit):
                yield Violation(
                    Code.LEVEL_UNKNOWN_DIMENSION,
                    f"“{limit.dimension}” with “{limit.aspect}” is not in the vocabulary of dimensions.",
                    week=week.number,
                    aspect=limit.aspect,
                    value=limit.value,
                    source="Vocabulary",
                )


def level_start(facts: Facts, levels: list[Level]) -> Iterator[Violation]:
    """The first level of a dimension with a shortfall is not above the policy's share of the tolerance."""
    for level in levels:
        if level.step and level.before is None and level.limit.value > level.floor + ROUNDING:
            yield _of_level(facts, level, Code.LEVEL_START, level.floor, "the policy starts with")


def level_step(facts: Facts, levels: list[Level]) -> Iterator[Violation]:
    """A level rises by one load step at most."""
    for level in levels:
        if level.step and level.before is not None and level.limit.value > level.most + ROUNDING:
            yield _of_level(facts, level, Code.LEVEL_STEP, level.most, "one load step leads to")


def load_order(facts: Facts, levels: list[Level]) -> Iterator[Violation]:
    """Loads rise in the policy's order: one climbs only where all before it are held or at their last level."""
    by_week: dict[int, list[Level]] = {}
    for level in levels:
        by_week.setdefault(level.week.number, []).append(level)
    for together in by_week.values():
        climbing = [level for level in together if level.climbs]
        if not any(level.turn for level in climbing):
            continue
        waiting = [
            level
            for level in together
            if level.step
            and level.before is not None
            and level.base < level.goal - ROUNDING
            and not _held(facts, level, level.base)
        ]
        for level in climbing:
            first = min(
                (other for other in waiting if other.turn < level.turn), key=lambda x: x.turn, default=None
            )
            if first is not None:
                words = key_words(Key(first.limit.dimension, first.limit.aspect, first.limit.side))
                yield _of_level(
                    facts,
                    level,
                    Code.LOAD_ORDER,
                    level.base,
                    f"the policy raises {words} first, so it stays at",
                )


def _held(facts: Facts, level: Level, amount: float) -> bool:
    """Whether a restriction in force in the week keeps a level from more than an amount."""
    limit = level.limit
    dates = [day.date for day in worked_days(level.week)] + [s.date for s in facts.outlook_shifts(level.week)]
    return any(
        limit.dimension in reading.dimensions
        and reading.aspect is limit.aspect
        and touches(reading.side, limit.side)
        and most_allowed(facts, restriction, limit.dimension) <= amount + ROUNDING
        for day in dates
        for restriction in facts.in_force(day)
        if (reading := restriction.reading) is not None and (reading.prohibited or reading.limit is not None)
    )


def level_plateau(facts: Facts, levels: list[Level]) -> Iterator[Violation]:
    """A level never passes the plateau that the clinician expects."""
    for level in levels:
        plateau = level.known.plateau
        if plateau is not None and level.limit.value > plateau + ROUNDING:
            yield _of_level(facts, level, Code.LEVEL_PLATEAU, plateau, "the expected plateau is")


def level_may_not_climb(facts: Facts, levels: list[Level]) -> Iterator[Violation]:
    """A level stays at the tolerance where it is yes or no, ordinal, zero or forbidden, or nothing asks for more."""
    for level in levels:
        if not level.step and level.limit.value > level.tolerance + ROUNDING:
            yield _of_level(facts, level, Code.LEVEL_MAY_NOT_CLIMB, level.tolerance, "it may not climb above")


def _of_level(facts: Facts, level: Level, code: Code, most: float, words: str) -> Violation:
    limit = level.limit
    key, unit = Key(limit.dimension, limit.aspect, limit.side), unit_of(limit.dimension, limit.aspect)
    return Violation(
        code,
        f"The plan states {amount_words(limit.value, unit)} in {key_words(key)}; {words}"
        f" {amount_words(most, unit)}.",
        week=level.week.number,
        dimension=limit.dimension,
        aspect=limit.aspect,
        side=limit.side,
        value=limit.value,
        limit=most,
        source=f"Policy “{facts.plan.policy.label}”; {level.known.source}",
        overridable=level.known.overridable,
    )


def step_too_soon(facts: Facts, stages: list[Stage], levels: list[Level]) -> Iterator[Violation]:
    """Between two changes lies the policy's interval, and its least time on a step."""
    wait = wait_weeks(facts)
    climbs = {s.week.number for s in stages if s.climbs} | {x.week.number for x in levels if x.climbs}
    changes = climbs | {s.week.number for s in stages if s.changed}
    last: int | None = None
    for number in sorted(changes):
        if number in climbs and last is not None and number - last < wait:
            yield Violation(
                Code.STEP_TOO_SOON,
                f"Hours or load rise {number - last} weeks after the last change; the policy waits {wait} weeks.",
                week=number,
                value=number - last,
                limit=wait,
                source=f"Policy “{facts.plan.policy.label}”",
                overridable=True,
            )
        last = number


def hours_and_load(facts: Facts, stages: list[Stage], levels: list[Level]) -> Iterator[Violation]:
    """Hours and load rise in different weeks unless the policy lets them rise together."""
    policy = facts.plan.policy
    if policy.hours_and_load_same_step.value:
        return
    hours = {stage.week.number for stage in stages if stage.climbs}
    for number in sorted(hours & {level.week.number for level in levels if level.climbs}):
        yield Violation(
            Code.HOURS_AND_LOAD,
            "Hours and load rise in the same week; the policy changes one thing at a time.",
            week=number,
            source=f"Policy “{policy.label}”",
            overridable=True,
        )
