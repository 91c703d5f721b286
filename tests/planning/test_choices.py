"""A step beside the one that would have come first otherwise, in words."""

import pytest

from ergo.planning.choices import choice_words
from ergo.planning.search import Choice, Move, State, Step, Value

HERE = State(0, 0, (0,))


def step(chosen: Move, **worth: Value) -> Step:
    choices = tuple(Choice(Move(name), HERE, value) for name, value in worth.items())
    return Step(0, (0,), (), chosen, True, None, False, choices, False)


@pytest.mark.parametrize(
    ("instead", "words"),
    [
        (Value(6, 900, 900, 0), "full duties would come in week 7"),
        (Value(None, 900, 900, 0), "full duties are not within the horizon"),
        (Value(4, 870, 900, 0), "30 essential minutes fewer would be worked over the plan"),
        (Value(4, 900, 780, 0), "2 h fewer would be worked over the plan"),
        (Value(4, 900, 900, 2), "the duties would change in 2 more weeks, and nothing come sooner"),
        (Value(4, 900, 900, 0), "nothing would come sooner"),
        (
            Value(5, 930, 900, 0),
            "full duties would come in week 6 and 30 essential minutes more would be worked over the plan",
        ),
    ],
)
def test_what_the_other_step_would_have_brought(instead: Value, words: str) -> None:
    found = choice_words(step(Move.HOURS, hours=Value(4, 900, 900, 0), load=instead))
    assert found == f"This step goes to the hours: with the load first, {words}."


def test_between_a_step_and_none_there_is_nothing_to_explain() -> None:
    assert choice_words(step(Move.HOURS, hours=Value(4, 900, 900, 0), stay=Value(5, 900, 900, 0))) == ""


def test_a_fall_is_beside_staying() -> None:
    found = choice_words(step(Move.FALL, fall=Value(4, 900, 900, 0), stay=Value(None, 900, 900, 0)))
    assert found == (
        "Fewer hours are worked from this week: with the hours of the week before, full duties are not within the"
        " horizon."
    )
