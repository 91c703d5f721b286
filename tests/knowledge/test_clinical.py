"""Red flags, conditions and psychosocial flags: graded, sourced, and with an action."""

import re

import pytest

from ergo.knowledge.clinical import (
    Grade,
    PlanEffect,
    conditions,
    flag_actions,
    grades,
    movement_patterns,
    obstacles,
    red_flag_groups,
    red_flags,
)
from ergo.knowledge.sources import Status

# Urgency as the reference gives it (emergency now; same day; urgent or within days; routine).
EXPECTED_GRADES = {
    "ces": Grade.EMERGENCY,
    "neuro": Grade.STOP,
    "infection": Grade.STOP,
    "cancer": Grade.ASK,
    "fracture": Grade.STOP,
    "inflammatory": Grade.NOTE,
    "visceral": Grade.EMERGENCY,
    "self_harm": Grade.STOP,
    "knee_infection": Grade.STOP,
    "knee_injury": Grade.STOP,
    "knee_locked": Grade.ASK,
    "clot": Grade.EMERGENCY,
    "wound": Grade.STOP,
    "operated_part": Grade.STOP,
}


def test_red_flags_and_their_grades():
    assert {flag.id: flag.grade for flag in red_flags().values()} == EXPECTED_GRADES


@pytest.mark.parametrize(
    ("grade", "plan"),
    [
        (Grade.EMERGENCY, PlanEffect.SUSPENDED),
        (Grade.STOP, PlanEffect.SUSPENDED),
        (Grade.ASK, PlanEffect.HELD),
        (Grade.NOTE, PlanEffect.UNCHANGED),
    ],
)
def test_what_a_grade_does_to_the_plan(grade, plan):
    assert grades()[grade].plan is plan
    assert grades()[grade].act


def test_all_grades_are_described_most_urgent_first():
    assert list(grades()) == list(Grade)


def test_knee_and_postoperative_flags_are_there_and_say_that_they_are_from_memory():
    for flag in red_flags().values():
        if flag.group in {"knee", "after_surgery"}:
            assert flag.status is Status.MEMORY, flag.id
    assert {flag.group for flag in red_flags().values()} == set(red_flag_groups())


def test_every_flag_asks_something_short():
    for flag in red_flags().values():
        assert flag.questions, flag.id
        for question in flag.questions:
            assert len(question) <= 110, question
            assert not question.endswith("."), question


def test_conditions_of_the_walk_through():
    assert set(conditions()) == {
        "nslbp_strain",
        "disc_radiculopathy",
        "stenosis",
        "spine_oa",
        "knee_oa",
        "chronic_pain",
        "post_discectomy",
        "post_decompression",
        "post_fusion",
        "post_tka",
        "other",
    }


def test_every_condition_but_other_has_advice_and_words_of_the_catalogue():
    for row in conditions().values():
        if row.id != "other":
            assert row.advice, row.id
            assert row.catalogue_tags, row.id


def test_a_weight_in_advice_is_somebodys_published_advice():
    """No weight is safe for a condition as such; one that is mentioned cites who says so."""
    for row in conditions().values():
        for statement in (*row.advice, *row.course):
            if re.search(r"\d ?kg", statement.text):
                assert statement.status is Status.VERIFIED, statement.text
                assert "advises" in statement.text


def test_movement_patterns():
    assert list(movement_patterns()) == [
        "flexion_sensitive",
        "extension_sensitive",
        "load_sensitive",
        "static_posture_sensitive",
        "mixed_or_unclear",
    ]


def test_obstacles_by_colour():
    colours = [row.colour for row in obstacles().values()]
    assert {colour: colours.count(colour) for colour in set(colours)} == {"yellow": 16, "blue": 7, "black": 6}


def test_actions_have_an_owner_and_an_end():
    assert len(flag_actions()) == 6
    for row in flag_actions().values():
        assert row.owner, row.id
        assert row.refer_if, row.id
        assert row.status is Status.PROPOSAL
    used = {row.action_id for row in obstacles().values() if row.action_id}
    assert used == set(flag_actions())
