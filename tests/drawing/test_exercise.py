"""Drawings of exercises: one for every exercise, inside the sheet, with words."""

import pytest

from ergo.drawing.exercise import FIGURES, GROUND, HEIGHT, WIDTH, exercise_svg
from ergo.knowledge.programme import exercises, topics


def test_every_exercise_has_a_drawing_and_every_drawing_an_exercise_or_a_topic() -> None:
    of_topics = {figure for topic in topics().values() for figure in topic.figures}
    assert {exercise.figure for exercise in exercises().values()} | of_topics == set(FIGURES)


def test_every_topic_that_describes_a_movement_shows_it() -> None:
    moving = {
        "ed-lifting", "ed-push", "ed-posture", "ed-desk", "ed-standing", "ed-driving", "ed-car", "ed-chair", "ed-sleep",
        "ed-breathing", "ed-walk", "ed-home", "ed-selfcare", "ed-knees", "ed-breaks",
    }  # fmt: skip
    assert {topic.id for topic in topics().values() if topic.figures} == moving


@pytest.mark.parametrize("name", FIGURES)
def test_a_drawing_stays_on_the_ground_and_inside(name: str) -> None:
    figure = FIGURES[name]
    points = [figure.head, *figure.arrow, *(p for stroke in (*figure.body, *figure.things) for p in stroke)]
    assert all(5 <= x <= WIDTH - 5 and 5 <= y <= GROUND for x, y in points)
    assert GROUND < HEIGHT


def test_no_two_movements_are_drawn_alike() -> None:
    drawn = [(f.head, f.body, f.things, f.arrow) for f in FIGURES.values()]
    assert len(set(drawn)) == len(drawn)


def test_its_alternative_text_says_what_it_shows() -> None:
    svg = exercise_svg("bridge", "Bridge")
    assert svg.alt == "Bridge. Lying on the back with the knees bent, hips lifted."
    assert "<desc>" in svg
