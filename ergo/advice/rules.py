"""What the effect rules of an item act on, worked out once for each item, and what a rule makes of one value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ergo.analysis.bind import taken_by
from ergo.analysis.derived import MADE_OF
from ergo.knowledge.catalogue import (
    Add,
    AtLeast,
    AtMost,
    CatalogueItem,
    EffectRule,
    Remeasure,
    Scale,
    SetTo,
)
from ergo.knowledge.quantities import quantity
from ergo.knowledge.tasks import demand_rules
from ergo.methods import method_ids

Value = float | bool | str

_ACTS_ON = {
    # The heaviest load is packed or limited like the usual one; a seat acts on every direction that was measured.
    "lift.load_kg": ("lift.load_kg", "lift.load_max_kg"),
    "wbv.aw_ms2": ("wbv.aw_ms2", "drive.aw_x_ms2", "drive.aw_y_ms2", "drive.aw_z_ms2"),
}
_BEST_FIRST = ("lift.coupling",)
"""Choices that run from the best to the worst: a change never brings back a worse one than there is."""

_PARTS_OF_DOSE = {
    "wbv.a8_ms2": ("wbv.aw_ms2", "drive.total_h"),
    "hav.a8_ms2": ("hav.ahv_ms2", "hav.trigger_min"),
}
"""What a computed dose is made of; the first is measured again where the dose changes by an unknown amount."""

BOUND = {
    "lift.freq_per_min": ("lift.lifts_per_shift",),
    "lift.v_origin_cm": ("lift.d_travel_cm",),
    "lift.v_dest_cm": ("lift.d_travel_cm",),
    "hand.grip_force_n": ("hand.force_pct", "hand.effort_cr10", "hand.omni"),
    "hand.pinch_force_n": ("hand.force_pct", "hand.effort_cr10", "hand.omni"),
    "hand.reps_per_min": ("hand.duty_cycle_pct", "hand.reps_per_day"),
    **MADE_OF,
}
"""What cannot stay as it was measured where the first is measured again."""


@dataclass(frozen=True)
class OnPart:
    """A rule that acts on what is measured, and the quantities on which it acts."""

    rule: EffectRule
    targets: tuple[str, ...]


@cache
def on_parts(item: CatalogueItem) -> tuple[OnPart, ...]:
    """The rules of an item as they act on what is measured: a computed dose follows from its parts."""
    return tuple(
        OnPart(rule, _ACTS_ON.get(rule.input, (rule.input,))) for rule in _measured(item.effect_rules)
    )


@cache
def touched_by(item: CatalogueItem) -> frozenset[str]:
    """The quantities that the rules of an item can change, those that follow from them among them."""
    named = [name for one in on_parts(item) for name in one.targets]
    return frozenset([*named, *(bound for name in named for bound in BOUND.get(name, ()))])


def unscored(item: CatalogueItem) -> tuple[str, ...]:
    """The quantities on which an item acts that no method takes and no demand counts: its effect there has no score."""
    return tuple(rule.input for rule in item.effect_rules if rule.input not in _counted())


def ends(rule: EffectRule, value: Value, worker: Mapping[str, Value]) -> tuple[Value, Value] | None:
    """The value after a rule, at the cautious and at the other end; None where it cannot be told.

    More of every quantity that is scaled or added to is harder, so the higher end is the cautious one.
    """
    if isinstance(rule, SetTo):
        kept = _better(rule.input, value, rule.value) if rule.input in _BEST_FIRST else rule.value
        return kept, kept
    if isinstance(rule, Remeasure):
        return None
    number = float(value)
    if isinstance(rule, Scale):
        return number * rule.hi, number * rule.lo
    if isinstance(rule, Add):
        return max(0.0, number + rule.hi), max(0.0, number + rule.lo)
    if isinstance(rule, AtMost):
        limit = worker.get(rule.value) if isinstance(rule.value, str) else rule.value
        return None if limit is None else (min(number, float(limit)),) * 2
    clamped = max(number, rule.value) if isinstance(rule, AtLeast) else min(max(number, rule.lo), rule.hi)
    return clamped, clamped


def possible(name: str, value: Value) -> bool:
    """Whether a value lies in the physical range of its quantity; nothing is predicted beyond it."""
    return isinstance(value, str) or value <= quantity(name).high


@cache
def _counted() -> frozenset[str]:
    taken = frozenset[str]().union(*(taken_by(name) for name in method_ids()))
    followed = {
        part for whole in (_PARTS_OF_DOSE, MADE_OF) for name, of in whole.items() for part in (name, *of)
    }
    return frozenset(taken | followed | {rule.quantity for rule in demand_rules()})


def _measured(rules: tuple[EffectRule, ...]) -> Iterator[EffectRule]:
    acted_on = {rule.input for rule in rules}
    for rule in rules:
        parts = _PARTS_OF_DOSE.get(rule.input)
        if parts is None:
            yield rule
        elif acted_on.isdisjoint(parts):
            yield Remeasure(op="remeasure", input=parts[0])


def _better(name: str, one: Value, other: Value) -> Value:
    """The better of two answers of a choice that runs from the best to the worst."""
    order = [choice.value for choice in quantity(name).choices]
    return min(one, other, key=lambda value: order.index(str(value)))
