"""Figures and sentences of the rules of the day."""

import string

import pytest

from ergo.knowledge.day_rules import day_figures, day_sentence
from ergo.knowledge.sources import Status
from ergo.model.capacity import Need
from ergo.model.plan import RuleKind

ELSEWHERE = {RuleKind.RATE, RuleKind.HANDLING_MINUTES, RuleKind.STATED}
"""Kinds whose words are those of a limit, or are kept with the plan."""
PLACES = {"what", "value", "minutes", "after", "law", "task"}


def test_no_figure_of_the_day_is_given_as_published() -> None:
    figures = day_figures()
    for name in type(figures).model_fields:
        figure = getattr(figures, name)
        assert figure.unit == "min"
        assert figure.status in (Status.MEMORY, Status.PROPOSAL, Status.CLINICAL_JUDGEMENT)


@pytest.mark.parametrize("kind", sorted(set(RuleKind) - ELSEWHERE))
def test_every_kind_of_rule_has_a_sentence(kind: RuleKind) -> None:
    sentence = day_sentence(kind)
    named = {place for _, place, _, _ in string.Formatter().parse(sentence) if place}
    assert named <= PLACES
    assert sentence.endswith(".")


def test_every_need_is_a_kind_of_rule() -> None:
    assert {need.value for need in Need} <= {kind.value for kind in RuleKind}
