"""Whether every limit and need that only the course of a day keeps has its rule of the day."""

from collections.abc import Iterator

from ergo.analysis.words import inside_sentence
from ergo.knowledge.dimensions import Aspect, dimension, unit_of
from ergo.model.plan import DayRule, Limit, RuleKind
from ergo.planning.check.facts import ROUNDING, Facts
from ergo.planning.check.violation import Code, Violation

RULE = "Rule of the day"
PER_HOUR = ("count/h", "count/min")
PLACE = (
    "dimension",
    "aspect",
    "side",
    "below_hand_height_cm",
    "above_hand_height_cm",
    "beyond_reach_cm",
    "over_load_kg",
)
"""What says where a limit holds, beside its value."""


def rule_missing(facts: Facts) -> Iterator[Violation]:
    """Every limit that only the course of a day keeps, and every stated need, has its rule in each week worked."""
    for week in facts.plan.weeks:
        if not week.total_min:
            continue
        rules = [r for r in facts.plan.day_rules if r.from_week <= week.number <= r.until_week]
        for limit in facts.limits(week):
            if _needs_rule(limit) and not any(_keeps(facts, rule, limit) for rule in rules):
                label = inside_sentence(dimension(limit.dimension).label)
                yield Violation(
                    Code.RULE_MISSING,
                    f"No rule of the day keeps the limit on {label}.",
                    week=week.number,
                    dimension=limit.dimension,
                    aspect=limit.aspect,
                    side=limit.side,
                    limit=limit.value,
                    source=RULE,
                )
        for need in {need.need for need in facts.case.needs}:
            if not any(rule.kind == need.value for rule in rules):
                words = str(need).replace("_", " ")
                message = f"No rule of the day says what the worker needs: {words}."
                yield Violation(Code.RULE_MISSING, message, week=week.number, source=RULE)


def _needs_rule(limit: Limit) -> bool:
    per_hour = unit_of(limit.dimension, limit.aspect) in PER_HOUR
    return limit.aspect is Aspect.RUN or limit.over_load_kg is not None or per_hour


def _keeps(facts: Facts, rule: DayRule, limit: Limit) -> bool:
    stated = rule.limit
    if stated is None or rule.kind is RuleKind.OUTSIDE:
        return False
    same = all(getattr(stated, name) == getattr(limit, name) for name in PLACE)
    is_run = limit.aspect is Aspect.RUN and limit.over_load_kg is None and limit.value > 0
    long_enough = not is_run or (rule.minutes or 0) >= facts.plan.policy.reset_min.value
    return same and stated.value <= limit.value + ROUNDING and long_enough
