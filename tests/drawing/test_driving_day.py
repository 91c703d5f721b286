"""The strip of the driving day: words, proportions, marks, and a day of sixty stops."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ergo.analysis.driving import driving_day
from ergo.drawing.driving_day import BreakDue, driving_day_svg
from ergo.drawing.style import LOAD, START
from ergo.drawing.svg import Svg
from ergo.model.job import Task, TaskKind
from tests.drawing.svg_reading import SVG, assert_sound, parsed, words


def legs(*given_legs: tuple[float, int, bool]) -> Task:
    rows = [{"minutes": m, "then_break_min": rest, "then_handles_load": load} for m, rest, load in given_legs]
    return Task.model_validate({"name": "Route", "kind": TaskKind.DRIVING, "legs": rows})


def stops(rounds: int, name: str = "Carry the parcel to the door") -> Task:
    steps = [
        {"name": "Drive to the next stop", "kind": "driving", "minutes": 6},
        {"name": name, "kind": "push_pull_carry", "minutes": 2},
    ]
    return Task.model_validate(
        {"name": "Parcels", "kind": "driving", "cycle": {"repeats_per_shift": rounds, "steps": steps}}
    )


def bars(svg: Svg, fill: str) -> list[float]:
    """Widths of the bars in a fill."""
    rects = parsed(svg).iter(f"{SVG}rect")
    return [
        float(r.get("width", "")) for r in rects if r.get("fill") == fill and float(r.get("height", "")) >= 40
    ]


DAY = legs((40, 15, False), (120, 10, True), (60, 0, False))


def test_bars_say_what_they_are_and_stand_on_the_clock() -> None:
    svg = driving_day_svg(driving_day(DAY), start=time(6, 30))
    assert_sound(svg)
    said = words(svg)
    assert {"Drive", "40 min", "120 min", "60 min", "07:00", "08:00", "10:00"} <= set(said)
    assert {"at the wheel", "break", "loads handled"} <= set(said)
    assert "In order: drive 40 min, break 15 min, drive 120 min, loads handled, break 10 min" in svg.alt


def test_widths_are_in_proportion_to_the_minutes() -> None:
    first, second, third = bars(driving_day_svg(driving_day(DAY)), START)
    assert second / first == pytest.approx(3, rel=0.01)
    assert third / first == pytest.approx(1.5, rel=0.01)


def test_without_a_start_the_axis_counts_hours() -> None:
    assert {"0 h", "1 h", "4 h"} <= set(words(driving_day_svg(driving_day(DAY))))


def test_where_the_permitted_stretch_ends_and_a_break_is_due() -> None:
    due = BreakDue(200, "Break due: Highway Code")
    svg = driving_day_svg(driving_day(DAY), permitted_min=45, due=due)
    assert_sound(svg)
    assert {"45 min: permitted stretch ends", "Break due: Highway Code"} <= set(words(svg))
    assert "Permitted at a time: 45 min." in svg.alt
    assert "Break due: Highway Code after 3 h 20 min." in svg.alt
    dotted = [x for x in parsed(svg).iter(f"{SVG}line") if x.get("stroke-dasharray") == "3 3"]
    assert len(dotted) == 2, "one line in each of the two longer legs"


def test_a_day_within_what_is_permitted_has_no_mark() -> None:
    said = words(driving_day_svg(driving_day(DAY), permitted_min=120))
    assert not [text for text in said if "ends" in text]
    assert said[-2:] == ["Permitted at a time", "2 h"]


def test_sixty_stops_show_one_round_enlarged_with_words() -> None:
    svg = driving_day_svg(driving_day(stops(60)), start=time(7), permitted_min=45)
    assert_sound(svg)
    said = words(svg)
    assert "One round of 60: 8 min" in said
    assert {"Drive to the next stop", "6 min", "2 min"} <= set(said)
    assert "60 rounds of: drive to the next stop 6 min" in svg.alt
    drawn = sorted(bars(svg, START))
    assert len(drawn) == 61
    assert drawn[-1] == pytest.approx(728 * 6 / 8, abs=0.5)
    assert len(bars(svg, LOAD)) == 1


def test_figures_alone_are_compared_and_not_placed_on_the_clock() -> None:
    task = Task.model_validate(
        {"name": "x", "kind": "driving", "measurements": {"drive.bout_min": {"value": 90}}}
    )
    svg = driving_day_svg(driving_day(task), permitted_min=45)
    assert words(svg) == ["Longest stretch at the wheel", "1 h 30 min", "Permitted at a time", "45 min"]


def test_nothing_known_is_said() -> None:
    svg = driving_day_svg(driving_day(Task(name="x", kind=TaskKind.DRIVING)))
    assert words(svg).count("not known") == 2


@given(
    st.lists(st.tuples(st.floats(0, 1440), st.integers(0, 1440), st.booleans()), max_size=12),
    st.none() | st.times(),
    st.none() | st.floats(0, 1440),
)
def test_any_day_gives_a_sound_drawing(
    given_legs: list[tuple[float, int, bool]], start: time | None, permitted: float | None
) -> None:
    assert_sound(driving_day_svg(driving_day(legs(*given_legs)), start=start, permitted_min=permitted))


@pytest.mark.parametrize("rounds", [1, 2, 500])
def test_hostile_names(rounds: int) -> None:
    task = stops(rounds, "<script>alert('x')</script> & \u202e long " * 2)
    assert_sound(driving_day_svg(driving_day(task), start=time(23, 30)))
