"""The example day on the clock: every block as wide as its minutes, and the whole day in words."""

from datetime import date, time

import pytest

from ergo.analysis.day_lines import day_lines
from ergo.drawing.day_timeline import timeline_svg
from ergo.drawing.svg import Svg
from ergo.model.case import Case
from ergo.model.job import Job, Task, TaskKind
from ergo.model.plan import Block, BlockKind, ExampleDay
from ergo.model.worker import Worker
from tests.drawing.svg_reading import SVG, assert_sound, parsed, words

HOSTILE = "<script>alert('x')</script> & 😀 \u202e \x00 " + "long " * 20
DAY = [
    ("desk", BlockKind.WORK, 60),
    ("desk", BlockKind.CHANGE, 5),
    ("desk", BlockKind.WORK, 30),
    ("", BlockKind.MEAL, 30),
    ("walk", BlockKind.WORK, 120),
]


def drawn(shape: list[tuple[str, BlockKind, int]], start: time = time(8, 30), name: str = "Desk work") -> Svg:
    tasks = [
        Task(id="desk", name=name[:120], kind=TaskKind.SITTING),
        Task(id="walk", name="Walk", kind=TaskKind.STANDING_WALKING),
    ]
    case = Case(id="c", worker=Worker(code="W"), job=Job(title="Job", tasks=tasks))
    blocks, at = [], 0
    for task_id, kind, minutes in shape:
        blocks.append(Block(kind=kind, start_min=at, minutes=minutes, task_id=task_id))
        at += minutes
    example = ExampleDay(
        from_week=1, until_week=1, date=date(2026, 2, 2), start=start, paid_min=at, blocks=blocks
    )
    return timeline_svg(day_lines(case, example, blocks), start, title="Example day")


def test_the_alternative_text_tells_the_day() -> None:
    svg = drawn(DAY)
    assert_sound(svg)
    assert svg.alt == (
        "Example day. 08:30 to 10:05 Desk work, changes of posture: 5 min from 09:30; "
        "10:05 to 10:35 Break (unpaid); 10:35 to 12:35 Walk."
    )


def test_blocks_are_as_wide_as_their_minutes_and_the_hours_stand_above() -> None:
    svg = drawn(DAY)
    bars = [float(r.attrib["width"]) for r in parsed(svg).iter(f"{SVG}rect")][1:6]
    desk, change, more, walk, meal = (bars[n] for n in (0, 1, 2, 4, 3))
    assert desk == pytest.approx(2 * more, abs=0.3)
    assert walk == pytest.approx(2 * desk, abs=0.3)
    assert meal == pytest.approx(more, abs=0.3)
    assert change == pytest.approx(desk / 12, abs=0.2)
    said = words(svg)
    assert {"09:00", "12:00", "Desk work", "Walk", "break 30"} <= set(said)
    assert "08:00" not in said


@pytest.mark.parametrize(
    ("shape", "start", "name"),
    [
        ([], time(0), "x"),
        ([("desk", BlockKind.WORK, 1)], time(23, 59), ""),
        ([("desk", BlockKind.WORK, 1440)], time(12), HOSTILE),
        ([("desk", BlockKind.CHANGE, 10), ("desk", BlockKind.LAW, 45)], time(6), "x" * 120),
        ([(f"gone{n}", BlockKind.WORK, 15) for n in range(40)], time(6), "x"),
    ],
)
def test_any_day_can_be_drawn(shape: list[tuple[str, BlockKind, int]], start: time, name: str) -> None:
    assert_sound(drawn(shape, start, name))
