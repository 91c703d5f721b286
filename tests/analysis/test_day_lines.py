"""An example day in lines, and a bad day in words."""

from datetime import date, time

from ergo.analysis.day_lines import bad_day_words, changes_words, day_lines
from ergo.model.case import Case
from ergo.model.job import Importance, Job, Task, TaskKind
from ergo.model.plan import Block, BlockKind, ExampleDay
from ergo.model.record import ChosenModification
from ergo.model.worker import Worker

WORK, CHANGE, MEAL = BlockKind.WORK, BlockKind.CHANGE, BlockKind.MEAL


def blocks(*shape: tuple[str, BlockKind, int], postures: tuple[str, ...] = ()) -> list[Block]:
    found, at = [], 0
    for task_id, kind, minutes in shape:
        held = list(postures) if kind is WORK else []
        found.append(Block(kind=kind, start_min=at, minutes=minutes, task_id=task_id, postures=held))
        at += minutes
    return found


def a_case() -> Case:
    def task(task_id: str, kind: TaskKind, importance: Importance = Importance.ESSENTIAL) -> Task:
        return Task(id=task_id, name=task_id.capitalize(), kind=kind, importance=importance)

    tasks = [
        task("desk", TaskKind.SITTING),
        task("pick", TaskKind.LIFTING),
        task("walk", TaskKind.STANDING_WALKING, Importance.ALTERNATIVE),
    ]
    return Case(id="c", worker=Worker(code="W"), job=Job(title="Job", tasks=tasks))


def an_example(planned: list[Block], bad: list[Block], start: time = time(8)) -> ExampleDay:
    return ExampleDay(
        from_week=1,
        until_week=2,
        date=date(2026, 2, 2),
        start=start,
        paid_min=sum(b.minutes for b in planned if b.kind in (WORK, CHANGE)),
        blocks=planned,
        bad_day=bad,
    )


def test_a_visit_is_one_line_with_its_changes_of_posture() -> None:
    shape = [("desk", WORK, 30), ("desk", CHANGE, 5), ("desk", WORK, 30), ("desk", CHANGE, 5)]
    planned = blocks(*shape, ("desk", WORK, 10), ("", MEAL, 30), ("walk", WORK, 45), postures=("sit",))
    lines = day_lines(a_case(), an_example(planned, []), planned)
    assert [(x.clock, x.what, x.minutes) for x in lines] == [
        ("08:00 to 09:20", "Desk", 80),
        ("09:20 to 09:50", "Break (unpaid)", 30),
        ("09:50 to 10:35", "Walk", 45),
    ]
    assert changes_words(lines[0], time(8)) == "5 min from 08:30 and 09:05"
    assert (lines[0].posture, lines[1].posture) == ("seated", "")
    assert [x.importance for x in lines] == [Importance.ESSENTIAL, None, Importance.ALTERNATIVE]


def test_a_night_shift_goes_past_midnight() -> None:
    planned = blocks(("desk", WORK, 180))
    (line,) = day_lines(a_case(), an_example(planned, [], time(22, 30)), planned)
    assert line.clock == "22:30 to 01:30"


def test_loads_and_the_wheel_are_named_and_an_unknown_posture_is_called_varied() -> None:
    for task_id, postures, said in (
        ("pick", ("stand", "walk"), "on the feet, loads handled"),
        ("desk", ("drive", "sit"), "at the wheel"),
        ("walk", (), "varied"),
    ):
        planned = blocks((task_id, WORK, 15), postures=postures)
        assert day_lines(a_case(), an_example(planned, []), planned)[0].posture == said


def test_a_task_done_with_a_modification_says_so_and_one_that_was_removed_too() -> None:
    case = a_case()
    case.modifications = [ChosenModification(id="m1", item_id="EQ001", task_id="pick")]
    planned = blocks(("pick", WORK, 15), ("gone", WORK, 15))
    planned[0].modification_ids = ["m1"]
    first, second = day_lines(case, an_example(planned, []), planned)
    assert first.name == "Pick"
    assert first.what.startswith("Pick, with ")
    assert second.what == "a task that was removed"


def test_a_bad_day_says_what_is_exchanged_and_what_comes_last() -> None:
    planned = blocks(("pick", WORK, 60), ("desk", WORK, 60))
    bad = blocks(("walk", WORK, 45), ("desk", WORK, 60), ("pick", WORK, 15))
    assert bad_day_words(a_case(), an_example(planned, bad)) == [
        "The hours stay: 2 h.",
        "“Pick”: 15 min instead of 1 h.",
        "“Walk”: 45 min instead of 0 min, in exchange.",
        "“Pick”, the heaviest duty, comes last.",
    ]
    bad = blocks(("walk", WORK, 60), ("desk", WORK, 60))
    assert "“Pick” is left out." in bad_day_words(a_case(), an_example(planned, bad))


def test_a_bad_day_without_exchange_keeps_the_duties() -> None:
    planned = blocks(("desk", WORK, 60))
    assert bad_day_words(a_case(), an_example(planned, planned)) == [
        "The hours stay: 1 h.",
        "The duties and their minutes stay as planned.",
    ]
