"""Rules of sheet and review: every problem and decision has its row, and no figure stands in a sentence again."""

import re

import pytest

from ergo.errors import InputError
from ergo.knowledge.reviews import (
    Colour,
    PainRule,
    decisions,
    pain_rule,
    pain_rules,
    review_figures,
    sheet_problems,
)
from ergo.knowledge.sources import Status
from ergo.model.record import Decision, SheetProblem


def test_every_problem_and_every_decision_has_its_row() -> None:
    assert set(sheet_problems()) == set(SheetProblem)
    assert set(decisions()) == set(Decision)


def test_spreading_symptoms_and_new_weakness_are_examined_and_nothing_else() -> None:
    examined = {row.id for row in sheet_problems().values() if row.examine}
    assert examined == {"spreading_leg_symptoms", "new_weakness"}
    assert sheet_problems()["settled_by_next_morning"].colour is Colour.AMBER
    assert sheet_problems()["not_settled"].colour is Colour.RED


def test_pain_is_asked_daily_only_in_acute_cases_or_by_choice() -> None:
    assert not pain_rule(None, acute=False).asks_pain
    assert pain_rule(None, acute=True).id == "bands_3_5"
    assert pain_rule("own_baseline", acute=True).red_above_baseline == 2
    with pytest.raises(InputError, match="no rule for pain called 'mood'"):
        pain_rule("mood", acute=False)


@pytest.mark.parametrize(
    "rule", [r for r in pain_rules().values() if r.green_to is not None], ids=lambda r: r.id
)
def test_the_label_of_bands_says_their_figures(rule: PainRule) -> None:
    edges = [int(number) for number in re.findall(r"\d+", rule.label)]
    assert edges == [0, rule.green_to, (rule.green_to or 0) + 1, rule.amber_to, (rule.amber_to or 0) + 1, 10]


def test_the_published_bands_are_the_only_ones_called_read() -> None:
    read = {r.id for r in pain_rules().values() if r.status in (Status.VERIFIED, Status.VERIFIED_TWICE)}
    assert read == {"bands_3_5", "bands_3_6", "bands_3_7"}
    proposals = [*decisions().values(), *sheet_problems().values()]
    assert {row.status for row in proposals} == {Status.PROPOSAL}


def test_figures_as_the_reference_has_them() -> None:
    """planner_rules.json, pain_response and review: two reds in a week, two missed days; pacing: mean of three."""
    figures = review_figures()
    assert (figures.reds_in_a_week.value, figures.missed_days.value, figures.baseline_entries.value) == (
        2,
        2,
        3,
    )
