"""The picture of every task in every demand."""

from datetime import date

import pytest

from ergo.analysis.demands import Key
from ergo.analysis.match import Comparison, MatchRow, State, match_case
from ergo.drawing.heat import Mark, heat_svg, mark_of
from ergo.knowledge.dimensions import Aspect
from ergo.model.job import Importance, Task, TaskKind
from ergo.workflow.examples import example
from tests.drawing.svg_reading import SVG, assert_sound, parsed, words

SIT = Key("sit", Aspect.RUN)
HOSTILE = "<script>alert('x')</script> & \x00 " + "long " * 40


def task(number: int, name: str = "Returns desk") -> Task:
    return Task(id=f"t{number}", name=name, kind=TaskKind.SITTING, importance=Importance.ESSENTIAL)


def row(state: State, *, closes: bool = False, near: bool = False, task_id: str = "t1") -> MatchRow:
    return MatchRow(task_id, SIT, None, (Comparison(state, "Why.", near=near),), closes)


@pytest.mark.parametrize(
    ("found", "mark", "word"),
    [
        (row(State.BEYOND, closes=True), Mark.BEYOND, "Beyond"),
        (row(State.BEYOND, closes=True, near=True), Mark.NEAR, "Near"),
        (row(State.BEYOND, near=True), Mark.SHORTER, "Less"),
        (row(State.NEEDS_ANSWER, closes=True), Mark.NEEDS_ANSWER, "Ask"),
        (row(State.NOT_ASSESSED), Mark.NOT_ASSESSED, "Assess"),
        (row(State.WITHIN), Mark.WITHIN, "Within"),
    ],
)
def test_a_state_is_a_word_beside_its_colour(found: MatchRow, mark: Mark, word: str) -> None:
    assert mark_of(found) is mark
    svg = heat_svg([found], [task(1)])
    assert_sound(svg)
    assert word in words(svg)


def test_what_closes_a_task_has_a_frame_and_its_name_is_bold() -> None:
    svg = heat_svg(
        [row(State.NOT_ASSESSED, closes=True), row(State.NOT_ASSESSED, task_id="t2")], [task(1), task(2)]
    )
    cells = [r for r in parsed(svg).iter(f"{SVG}rect") if r.get("height") == "26"][:2]
    assert [(r.get("stroke-width"), r.get("stroke-dasharray")) for r in cells] == [("2", None), ("1", "3 3")]
    names = [t for t in parsed(svg).iter(f"{SVG}text") if t.text == "Returns desk"]
    assert [t.get("font-weight") for t in names] == ["bold", None]


def test_signs_stand_in_for_words_where_many_tasks_stand_side_by_side() -> None:
    rows = [row(State.WITHIN, task_id=f"t{n}") for n in range(12)]
    svg = heat_svg(rows, [task(n) for n in range(12)])
    assert "Within" not in words(svg)
    assert "Within every limit" in words(svg)


def test_the_alternative_text_names_every_task_with_its_demands() -> None:
    case = example("warehouse")
    svg = heat_svg(match_case(case, date(2026, 11, 30)), case.job.tasks)
    assert (
        "Replenish high shelves: beyond, but near the limit: Lift, above shoulder; not assessed:" in svg.alt
    )
    assert all(task.name in svg.alt for task in case.job.tasks)


def test_of_two_rows_for_one_demand_the_worse_is_drawn() -> None:
    svg = heat_svg([row(State.WITHIN), row(State.NEEDS_ANSWER, closes=True)], [task(1)])
    assert "Ask" in words(svg)
    assert "Within" not in words(svg)


def test_nothing_to_compare_and_hostile_names() -> None:
    assert words(heat_svg([], [])) == ["There is nothing to compare yet."]
    assert_sound(heat_svg([row(State.BEYOND)], [task(1, HOSTILE[:120])]))
