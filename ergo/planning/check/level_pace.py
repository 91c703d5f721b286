"""How fast levels rise above a tolerance, and how often anything rises at all."""

from collections.abc import Iterator
from dataclasses import dataclass

from ergo.analysis.demands import Key, amount_of
from ergo.analysis.words import amount_words, key_words
from ergo.knowledge.dimensions import Aspect, unit_of
from ergo.model.job import Importance
from ergo.model.plan import Limit, PlanWeek
from ergo.planning.check.course import Stage, wait_weeks
from ergo.planning.check.facts import ROUNDING, Facts
from ergo.planning.check.tolerance import Tolerance
from ergo.planning.check.violation import Code, Violation


@dataclass(frozen=True)
class Level:
    """A level stated for a week beside the tolerance it is built on and the same level of the week before.

    ``floor`` is where it may start: the policy's share of the tolerance where an essential task asks for more than
    is tolerated, the tolerance itself where none does. ``step`` is one load step, 0 where it may not climb.
    """

    week: PlanWeek
    limit: Limit
    tolerance: float
    known: Tolerance
    floor: float
    step: float
    before: float | None

    @property
    def base(self) -> float:
        """The level from which a step leads."""
        return max(self.floor, self.before or 0.0)

    @property
    def climbs(self) -> bool:
        """Whether it goes above what had been reached."""
        return self.before is not None and self.limit.value > self.base + ROUNDING


def stated_levels(facts: Facts) -> list[Level]:
    """Every stated level with a known tolerance, week by week; each place (hand height, reach) by itself."""
    found: list[Level] = []
    climbing: dict[Key, bool] = {}
    before: dict[tuple[Key, float | None, float | None, float | None], float] = {}
    for week in facts.plan.weeks:
        for limit in facts.limits(week):
            key = Key(limit.dimension, limit.aspect, limit.side)
            known = facts.tolerance(key)
            if limit.over_load_kg is not None or known is None or known.value is None:
                continue
            if key not in climbing:
                climbing[key] = known.may_climb and _shortfall(facts, key, known.value)
            climbs = climbing[key]
            place = (key, limit.below_hand_height_cm, limit.above_hand_height_cm, limit.beyond_reach_cm)
            found.append(
                Level(
                    week=week,
                    limit=limit,
                    tolerance=known.value,
                    known=known,
                    floor=known.value * (facts.plan.policy.tolerance_share.value if climbs else 1.0),
                    step=_load_step(facts, key, known.value) if climbs else 0.0,
                    before=before.get(place),
                )
            )
            before[place] = limit.value
    return found


def _shortfall(facts: Facts, key: Key, tolerance: float) -> bool:
    """Whether the essential tasks, as they normally are, and the way to work ask for more than is tolerated."""
    asked = [
        max((amount_of(d) or 0.0 for d in way.asks(key.dimension, key.aspect, key.side)), default=0.0)
        for way in facts.normal_ways.values()
        if way.task.importance is Importance.ESSENTIAL
    ]
    total = max(asked, default=0.0)
    if key.aspect is Aspect.DOSE and total:
        total = sum(asked) + facts.seated_outside_work(key)
    return total > tolerance + ROUNDING


def _load_step(facts: Facts, key: Key, tolerance: float) -> float:
    policy = facts.plan.policy
    step = policy.load_step(key.aspect, unit_of(key.dimension, key.aspect))
    return step.value * (tolerance if step is policy.load_step_otherwise else 1.0)


def level_unknown_dimension(facts: Facts) -> Iterator[Violation]:
    """Every level speaks of a dimension and aspect of the vocabulary."""
    for week in facts.plan.weeks:
        known = facts.limits(week)
        for limit in week.limits:
            if limit not in known:
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
        most = level.base + level.step
        if level.step and level.before is not None and level.limit.value > most + ROUNDING:
            yield _of_level(facts, level, Code.LEVEL_STEP, most, "one load step leads to")


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
    changes = climbs | {s.week.number for s in stages if s.first or s.fell or s.bound is not None}
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
