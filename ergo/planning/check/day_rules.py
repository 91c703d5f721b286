"""Whether every limit and need that only the course of a day keeps has its rule of the day."""

from collections.abc import Iterator

from ergo.analysis.words import inside_sentence
from ergo.knowledge.dimensions import Aspect, dimension, unit_of
from ergo.model.plan import DayRule, Limit, PlanWeek, RuleKind
from ergo.planning.check.facts import ROUNDING, Facts, place_of
from ergo.planning.check.violation import Code, Violation

RULE = "Rule of the day"
PER_HOUR = ("count/h", "count/min")


def rule_missing(facts: Facts) -> Iterator[Violation]:
    """Every limit that only the course of a day keeps, and every stated need, has its rule in each week worked."""
    by_place: dict[tuple[object, ...], list[DayRule]] = {}
    for rule in facts.plan.day_rules:
        if rule.limit is not None and rule.kind is not RuleKind.OUTSIDE:
            by_place.setdefault(place_of(rule.limit), []).append(rule)
    for week in facts.plan.weeks:
        if not week.total_min:
            continue
        for limit in filter(_needs_rule, facts.limits(week)):
            rules = by_place.get(place_of(limit), [])
            if not any(_keeps(facts, rule, week, limit) for rule in rules):
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
            if not any(r.kind == need.value and _holds_in(r, week) for r in facts.plan.day_rules):
                words = str(need).replace("_", " ")
                message = f"No rule of the day says what the worker needs: {words}."
                yield Violation(Code.RULE_MISSING, message, week=week.number, source=RULE)


def _needs_rule(limit: Limit) -> bool:
    per_hour = unit_of(limit.dimension, limit.aspect) in PER_HOUR
    return limit.aspect is Aspect.RUN or limit.over_load_kg is not None or per_hour


def _holds_in(rule: DayRule, week: PlanWeek) -> bool:
    return rule.from_week <= week.number <= rule.until_week


def _keeps(facts: Facts, rule: DayRule, week: PlanWeek, limit: Limit) -> bool:
    """Whether a rule for the place of a limit keeps it in a week."""
    is_run = limit.aspect is Aspect.RUN and limit.over_load_kg is None and limit.value > 0
    long_enough = not is_run or (rule.minutes or 0) >= facts.plan.policy.reset_min.value
    tight = rule.limit is not None and rule.limit.value <= limit.value + ROUNDING
    return _holds_in(rule, week) and tight and long_enough
