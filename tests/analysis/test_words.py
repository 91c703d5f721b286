"""Sentences of a plan are kept in metric units and said in those that were chosen."""

import pytest

from ergo.analysis.words import obstacle_words, place_words, reason_words, rule_words
from ergo.knowledge.dimensions import Aspect
from ergo.model.plan import DayRule, Limit, Obstacle, Reason, ReasonCode
from ergo.units import UnitSystem

TOO_HEAVY = Obstacle(
    task_id="pick",
    dimension="lift_floor_waist",
    aspect=Aspect.PEAK,
    demand=14,
    level=10,
    sentence="“Pick the 14 kg boxes” asks for 14 kg, 10 kg is allowed: lift, floor to waist.",
)
CLOSED = Obstacle(task_id="drive", sentence="“Drive” is closed: no clearance of 14 kg, 10 kg is allowed.")
FIVE_KILOS = Limit(
    dimension="lift_floor_waist",
    aspect=Aspect.PEAK,
    value=80,
    over_load_kg=5,
    code=ReasonCode.CAPACITY,
)


def test_an_obstacle_in_pounds_leaves_names_as_they_were_typed() -> None:
    assert obstacle_words(TOO_HEAVY, UnitSystem.METRIC) == TOO_HEAVY.sentence
    assert obstacle_words(TOO_HEAVY, UnitSystem.US) == (
        "“Pick the 14 kg boxes” asks for 30.9 lb, 22 lb is allowed: lift, floor to waist."
    )
    assert obstacle_words(CLOSED, UnitSystem.US) == CLOSED.sentence


def test_a_reason_in_pounds_has_the_obstacles_that_it_quotes_in_pounds() -> None:
    reason = Reason(
        subject="hours",
        code=ReasonCode.CERTIFICATE,
        sentence=f"Not more yet (6 h a day, all roster days): {TOO_HEAVY.sentence}",
        blocked_by=[TOO_HEAVY],
    )
    assert reason_words(reason, UnitSystem.METRIC) == reason.sentence
    assert "asks for 30.9 lb, 22 lb is allowed" in reason_words(reason, UnitSystem.US)
    assert reason_words(reason, UnitSystem.US).startswith(
        "Not more yet (6 h a day, all roster days): “Pick the 14 kg"
    )


@pytest.mark.parametrize(
    ("system", "load"), [(UnitSystem.METRIC, "more than 5 kg"), (UnitSystem.US, "more than 11 lb")]
)
def test_a_rule_of_the_day_in_either_system(system: UnitSystem, load: str) -> None:
    rule = DayRule(
        sentence="Lift, floor to waist, more than 5 kg: at most 80 min a shift.",
        limit=FIVE_KILOS,
        from_week=1,
        until_week=2,
    )
    assert rule_words(rule, system) == f"Lift, floor to waist, {load}: at most 80 min a shift."
    bare = rule.model_copy(update={"limit": None})
    assert rule_words(bare, system) == rule.sentence


def test_what_a_limit_is_about() -> None:
    sit = Limit(dimension="sit", aspect=Aspect.RUN, value=30, code=ReasonCode.CERTIFICATE)
    low = Limit(
        dimension="lift_floor_waist",
        aspect=Aspect.PEAK,
        value=0,
        below_hand_height_cm=50,
        code=ReasonCode.CERTIFICATE,
    )
    assert place_words(sit) == "Sit (at a time)"
    assert place_words(low, UnitSystem.US) == "Lift, floor to waist, with the hands below 19.7 in"
