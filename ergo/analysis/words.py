"""Amounts, dimensions and limits in words, one way for every screen and document."""

from ergo.analysis.demands import Key
from ergo.analysis.wording import hours_words
from ergo.knowledge.day_rules import day_sentence
from ergo.knowledge.dimensions import Aspect, Side, dimension, unit_of
from ergo.knowledge.driving_hours import hours_rules
from ergo.model.plan import DayRule, Limit, Obstacle, Reason, RuleKind
from ergo.units import UnitSystem, format_quantity

_COUNTED = {
    "count": "times",
    "count/h": "times an hour",
    "count/min": "times a minute",
    "%": "%",
    "level 0-4": "on a scale of 0 to 4",
    "MET.min": "MET·min",
}


def amount_words(value: float, unit: str, system: UnitSystem = UnitSystem.METRIC) -> str:
    """An amount with its unit as a person reads it: "10 kg", "12 times an hour"."""
    if unit in _COUNTED:
        return f"{round(value, 2):g} {_COUNTED[unit]}"
    return format_quantity(value, unit, system) if unit else f"{value:g}"


def inside_sentence(label: str) -> str:
    """A label as it stands inside a sentence: "hand height at the start", but "OWAS code".

    Examples
    --------
    >>> inside_sentence("Hand height"), inside_sentence("OWAS code"), inside_sentence("A(8)")
    ('hand height', 'OWAS code', 'A(8)')
    """
    first = label.partition(" ")[0]
    short_form = any(letter.isupper() for letter in first[1:]) or any(letter.isdigit() for letter in first)
    return label if short_form else label[:1].lower() + label[1:]


def key_words(key: Key) -> str:
    """Dimension and aspect in words: "Sit (at a time)", "Lift, floor to waist"."""
    row = dimension(key.dimension)
    side = "" if key.side is Side.BOTH else f", {key.side}"
    detail = "" if len(row.amounts) == 1 else f" ({row.amounts[key.aspect].label})"
    return f"{row.label}{side}{detail}"


def limit_words(limit: Limit, system: UnitSystem = UnitSystem.METRIC) -> str:
    """A limit as a supervisor reads it: "Lift, floor to waist: up to 10 kg, below 50 cm hand height: not at all"."""
    what = _what(limit)
    where = _where(limit, system)
    if limit.over_load_kg is not None:
        return f"{_handled(limit, limit.over_load_kg, system)}{where}: at most {limit.value:.0f} min a shift"
    if limit.value == 0:
        return f"{what}{where}: not at all"
    value = amount_words(limit.value, unit_of(limit.dimension, limit.aspect), system)
    tail = {Aspect.RUN: " at a time", Aspect.DOSE: " a shift"}.get(limit.aspect, "")
    return f"{what}{where}: up to {value}{tail}"


def place_words(limit: Limit, system: UnitSystem = UnitSystem.METRIC) -> str:
    """What a limit is about, without its value: "Stand still (at a time)", "Sit (a shift)"."""
    return f"{key_words(Key(limit.dimension, limit.aspect, limit.side))}{_where(limit, system)}"


def asked_and_allowed(asked: float, allowed: float, unit: str, system: UnitSystem = UnitSystem.METRIC) -> str:
    """The figures of an obstacle: "14 kg, 10 kg is allowed"."""
    return f"{amount_words(asked, unit, system)}, {amount_words(allowed, unit, system)} is allowed"


def obstacle_words(obstacle: Obstacle, system: UnitSystem) -> str:
    """An obstacle in the chosen units."""
    if obstacle.aspect is None or obstacle.demand is None or obstacle.level is None:
        return obstacle.sentence
    figures = (obstacle.demand, obstacle.level, unit_of(obstacle.dimension, obstacle.aspect))
    return obstacle.sentence.replace(asked_and_allowed(*figures), asked_and_allowed(*figures, system))


def reason_words(reason: Reason, system: UnitSystem) -> str:
    """The reason of a figure in the chosen units."""
    sentence = reason.sentence
    for obstacle in reason.blocked_by:
        sentence = sentence.replace(obstacle.sentence, obstacle_words(obstacle, system))
    return sentence


def rule_words(rule: DayRule, system: UnitSystem = UnitSystem.METRIC) -> str:
    """A rule of the day in the chosen units; the stored sentence where nothing else is known of it."""
    limit = rule.limit
    if rule.kind is RuleKind.STATED:
        return rule.sentence if limit is None else f"{limit_words(limit, system)}."
    if limit is not None and (rule.kind in (RuleKind.RATE, RuleKind.HANDLING_MINUTES) or limit.value == 0):
        return f"{limit_words(limit, system)}."
    value = "" if limit is None else amount_words(limit.value, unit_of(limit.dimension, limit.aspect), system)
    what = "" if limit is None else f"{_what(limit)}{_where(limit, system)}"
    law = (
        hours_rules()[rule.source_id].title if rule.kind in (RuleKind.DRIVING_LAW, RuleKind.WORK_LAW) else ""
    )
    after = hours_words(rule.after_min or 0)
    return day_sentence(rule.kind).format(what=what, value=value, minutes=rule.minutes, after=after, law=law)


def _what(limit: Limit) -> str:
    side = "" if limit.side is Side.BOTH else f", {limit.side}"
    return f"{dimension(limit.dimension).label}{side}"


def _handled(limit: Limit, over_load_kg: float, system: UnitSystem) -> str:
    """What is handled: "Lift, floor to waist, more than 5 kg; carry, any load; all together"."""
    further = [
        (inside_sentence(_what(limit.model_copy(update={"dimension": dimension_id}))), over)
        for dimension_id, over in limit.counted_with.items()
    ]
    parts = [
        f"{what}, more than {amount_words(over, 'kg', system)}" if over else f"{what}, any load"
        for what, over in [(_what(limit), over_load_kg), *further]
    ]
    return "; ".join([*parts, "all together"] if further else parts)


def _where(limit: Limit, system: UnitSystem) -> str:
    parts = []
    if limit.below_hand_height_cm is not None:
        parts.append(f"with the hands below {amount_words(limit.below_hand_height_cm, 'cm', system)}")
    if limit.above_hand_height_cm is not None:
        parts.append(f"with the hands above {amount_words(limit.above_hand_height_cm, 'cm', system)}")
    if limit.beyond_reach_cm is not None:
        parts.append(f"further than {amount_words(limit.beyond_reach_cm, 'cm', system)} from the body")
    return "".join(f", {part}" for part in parts)
