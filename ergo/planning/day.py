"""The day: rules that a supervisor can keep, for as long as they stay the same."""

from collections.abc import Sequence

from ergo.analysis.words import amount_words, limit_words
from ergo.knowledge.dimensions import Aspect, dimension, unit_of
from ergo.knowledge.policies import Policy
from ergo.model.plan import DayRule, Limit, PlanWeek
from ergo.planning.compile import Compiled
from ergo.planning.problem import SCALE


def day_rules(compiled: Compiled, weeks: Sequence[PlanWeek]) -> list[DayRule]:
    """Rules of the day: what the way to work uses up, runs that must be broken, and minutes of handling."""
    return _used_up_outside(compiled, weeks) + _rules_of_limits(weeks, compiled.policy)


def _rules_of_limits(weeks: Sequence[PlanWeek], chosen: Policy) -> list[DayRule]:
    rules: dict[str, DayRule] = {}
    finished: list[DayRule] = []
    for week in weeks:
        limits = [limit for limit in week.limits if _is_rule(limit)] if week.total_min else []
        now = {rule.sentence: rule for rule in (_rule(limit, chosen, week.number) for limit in limits)}
        for sentence in sorted(now):
            rules.setdefault(sentence, now[sentence]).until_week = week.number
        finished += [rules.pop(sentence) for sentence in list(rules) if sentence not in now]
    return sorted([*finished, *rules.values()], key=lambda r: (r.from_week, r.sentence))


def _used_up_outside(compiled: Compiled, weeks: Sequence[PlanWeek]) -> list[DayRule]:
    """How much of a day's limit the way to work uses up, since a limit a shift counts it."""
    found = []
    for number, units in compiled.problem.outside.items():
        key = compiled.limits[number].key
        held = [
            w.number
            for w in weeks
            for x in w.limits
            if (x.dimension, x.aspect) == (key.dimension, key.aspect)
        ]
        if held:
            used = amount_words(units / SCALE, unit_of(key.dimension, key.aspect))
            sentence = f"{dimension(key.dimension).label}: the limit a shift counts {used} on the way to work and back."
            found.append(DayRule(sentence=sentence, from_week=held[0], until_week=held[-1]))
    return found


def _is_rule(limit: Limit) -> bool:
    return limit.aspect is Aspect.RUN or limit.over_load_kg is not None


def _rule(limit: Limit, chosen: Policy, week: int) -> DayRule:
    if limit.aspect is not Aspect.RUN or limit.value == 0:
        return DayRule(sentence=f"{limit_words(limit)}.", limit=limit, from_week=week, until_week=week)
    name = dimension(limit.dimension).label
    reset = chosen.reset_min.value
    sentence = f"{name} at most {limit.value:g} min at a time, then at least {reset} min in another posture."
    return DayRule(sentence=sentence, from_week=week, until_week=week)
