"""Hand work of a case: what follows from counts, steps of a cycle, the day together, and what ART leaves open."""

import pytest

from ergo.analysis.bind import bind
from ergo.analysis.derived import with_derived
from ergo.analysis.hands import activity_limits, art, is_hand_work, strain_of_day, strain_of_task
from ergo.analysis.score import score_task, score_together
from ergo.methods import load
from ergo.methods.art_2010 import METHOD as ART
from ergo.model.base import HowKnown, Measurement
from ergo.model.job import Cycle, CycleStep, Task, TaskKind

EFFORTS = {
    "hand.force_pct": 30.0,
    "hand.reps_per_min": 6.0,
    "hand.effort_s": 2.0,
    "posture.wrist_flexion_deg": 0.0,
}


def measured(**values: float | str) -> dict[str, Measurement]:
    return {name.replace("__", "."): Measurement(value=value) for name, value in values.items()}


def hand_task(name: str = "pack", minutes: int = 240, **change: float | str) -> Task:
    """A task of plain efforts, some of them changed as `hand__force_pct=50`."""
    values = {name: Measurement(value=value) for name, value in EFFORTS.items()}
    return Task(
        id=name,
        name=name,
        kind=TaskKind.HAND_WORK,
        minutes_per_shift=minutes,
        measurements=values | measured(**change),
    )


def test_what_follows_from_counts() -> None:
    """6 efforts of 2 s are a fifth of the minute, in 4 h they are 1440; Borg 3 is 30 %; 2 kg weigh 19.6 N."""
    given = measured(
        hand__effort_cr10=3.0,
        hand__reps_per_min=6.0,
        hand__effort_s=2.0,
        hand__rep_h=4.0,
        arm__reps_per_min=2.5,
        shoulder__load_kg=2.0,
    )
    found = with_derived(given)
    assert found["hand.force_pct"].value == 30
    assert found["hand.duty_cycle_pct"].value == pytest.approx(20)
    assert found["hand.reps_per_day"].value == 1440
    assert found["shoulder.reps_per_day"].value == 600
    assert found["shoulder.force_n"].value == pytest.approx(19.6133)


def test_what_was_measured_stands_and_what_cannot_be_does_not_follow() -> None:
    given = measured(hand__force_pct=25.0, hand__effort_cr10=3.0, hand__reps_per_min=40.0, hand__effort_s=2.0)
    found = with_derived(given)
    assert found["hand.force_pct"].value == 25
    assert "hand.duty_cycle_pct" not in found
    assert "hand.reps_per_day" not in found


def test_a_derived_value_is_known_as_what_it_comes_from() -> None:
    rated = {"hand.effort_cr10": Measurement(value=3.0, how=HowKnown.ESTIMATED, by="Worker")}
    force = with_derived(rated)["hand.force_pct"]
    assert (force.how, force.by) == (HowKnown.ESTIMATED, "Worker")


def test_hours_come_from_the_minutes_of_the_task() -> None:
    bound = bind(hand_task(minutes=240), load("rsi_2017"))
    assert bound.values["hours"] == 4
    assert bound.from_task_minutes == ("hand.rep_h",)


def test_the_recommended_method_of_hand_work_comes_first() -> None:
    first, *others = score_task(hand_task())
    assert (first.method_id, first.recommended) == ("rsi_2017", True)
    assert not {"art_2010", "hav_a8_2002", "shoulder_tool_2021"} & {score.method_id for score in others}


def test_a_tool_that_vibrates_is_scored_first_where_nothing_else_is_known() -> None:
    task = Task(
        id="grind",
        name="grind",
        kind=TaskKind.HAND_WORK,
        measurements=measured(hav__ahv_ms2=5.0, hav__trigger_min=120.0),
    )
    (only,) = score_task(task)
    assert (only.method_id, only.recommended) == ("hav_a8_2002", True)
    assert only.result is not None
    assert only.result.score == pytest.approx(2.5)


def cyclic() -> Task:
    """The first task of the published example: three kinds of effort in 4 h, one minute of each in a cycle of three."""
    efforts = [(70.0, 1.0, 1.0), (40.0, 2.6, 1.2), (20.0, 5.0, 3.0)]
    steps = [
        CycleStep(
            name=f"effort {n}",
            kind=TaskKind.HAND_WORK,
            minutes=1,
            measurements=measured(
                hand__force_pct=force,
                hand__reps_per_min=3 * rate,
                hand__effort_s=length,
                posture__wrist_flexion_deg=0.0,
            ),
        )
        for n, (force, rate, length) in enumerate(efforts, start=1)
    ]
    return Task(
        id="cycle", name="cycle", kind=TaskKind.HAND_WORK, cycle=Cycle(steps=steps, repeats_per_shift=80)
    )


def test_steps_of_a_cycle_are_the_subtasks_of_a_task() -> None:
    """The program's example prints 7.5012 for 1, 2.6 and 5 efforts a minute over the whole task in 4 h."""
    score = strain_of_task(cyclic())
    assert score.method_id == "cosi_2017"
    assert score.result is not None
    assert score.result.score == pytest.approx(7.5012, abs=5e-5)
    assert score.task_ids == ("effort 1", "effort 2", "effort 3")


def test_an_incomplete_step_is_left_out_and_named() -> None:
    task = cyclic()
    assert task.cycle is not None
    del task.cycle.steps[1].measurements["hand.effort_s"]
    score = strain_of_task(task)
    assert (score.task_ids, score.left_out) == (("effort 1", "effort 3"), ("effort 2",))
    assert score.missing == ("hand.effort_s",)


def test_a_cycle_with_no_hand_step_has_no_score() -> None:
    walk = CycleStep(name="walk", kind=TaskKind.STANDING_WALKING, minutes=5)
    task = Task(
        id="walk", name="walk", kind=TaskKind.HAND_WORK, cycle=Cycle(steps=[walk], repeats_per_shift=10)
    )
    assert strain_of_task(task).result is None
    assert not is_hand_work(task)
    assert is_hand_work(cyclic())


def test_the_day_adds_up_tasks_and_names_those_left_out() -> None:
    """The program's example: COSI 7.5012 and 5.1461 over 4 h each give a CUSI of 9.0414."""
    second = cyclic()
    second.id = "second"
    assert second.cycle is not None
    efforts = [(10.0, 0.5, 1.0), (50.0, 2.0, 3.0)]
    second.cycle = Cycle(
        steps=[
            CycleStep(
                name=f"effort {force:g}",
                kind=TaskKind.HAND_WORK,
                minutes=2,
                measurements=measured(
                    hand__force_pct=force,
                    hand__reps_per_min=2 * rate,
                    hand__effort_s=length,
                    hand__wrist_bent="flexion",
                    posture__wrist_flexion_deg=15.0,
                ),
            )
            for force, rate, length in efforts
        ],
        repeats_per_shift=60,
    )
    open_ = Task(id="open", name="open", kind=TaskKind.HAND_WORK)
    day = strain_of_day([cyclic(), second, open_])
    assert day.together is not None
    assert day.together.result is not None
    assert day.together.result.score == pytest.approx(9.0414, abs=5e-5)
    assert day.together.task_ids == ("cycle", "second")
    assert day.together.left_out == ("open",)
    assert day.tasks["open"].missing


def test_a_day_of_nothing_has_no_score() -> None:
    assert strain_of_day([Task(id="open", name="open", kind=TaskKind.HAND_WORK)]).together is None


def test_too_many_hours_are_said() -> None:
    day = strain_of_day([hand_task(str(n), hand__rep_h=10.0) for n in range(3)])
    assert day.together is not None
    assert "30 h adds up to more than a day" in day.together.problem


def test_damage_of_several_tasks_together() -> None:
    """The paper's four tasks: damage 0.59703, figure 3."""
    rated = [(2.0, 5184.0), (4.0, 180.0), (10.0, 60.0), (2.0, 3752.0)]
    tasks = [
        hand_task(str(n), hand__omni=omni, hand__reps_per_day=reps) for n, (omni, reps) in enumerate(rated)
    ]
    result = score_together(tasks, "duet_2017").result
    assert result is not None
    assert result.intermediates["damage"] == pytest.approx(0.59703, abs=2e-5)


def answered() -> dict[str, str | float]:
    fields = ART.inputs.quantities().values()
    return {row.id: row.choices[0].value for row in fields if row.choices} | {"hand.rep_h": 6.0}


def art_task(**change: str) -> Task:
    values = answered() | {name.replace("__", "."): value for name, value in change.items()}
    measurements = {name: Measurement(value=value) for name, value in values.items()}
    return Task(id="a", name="a", kind=TaskKind.HAND_WORK, measurements=measurements)


def test_art_with_every_answer() -> None:
    found = art(art_task(art__repetition="over_20"))
    assert found.result is not None
    assert found.result.score == 6
    assert (found.missing, found.possible) == ((), None)


def test_art_with_open_items_gives_a_range_and_the_item_that_narrows_it_most() -> None:
    task = art_task(art__repetition="over_20")
    del task.measurements["art.neck"], task.measurements["art.breaks"]
    found = art(task)
    assert found.missing == ("art.neck", "art.breaks")
    assert found.possible is not None
    assert (found.possible.low, found.possible.high, found.possible.narrows) == (6, 6 + 2 + 8, "breaks")


def test_art_of_nothing_answered_holds_every_score() -> None:
    """Most points: 6 + 6 + 12 + 2 + 2 + 4 + 2 + 2 + 8 + 2 + 2, times 1.5 over 8 hours."""
    possible = art(Task(id="a", name="a", kind=TaskKind.HAND_WORK)).possible
    assert possible is not None
    assert (possible.low, possible.high) == (0, 48 * 1.5)


def test_limits_along_the_activity() -> None:
    """Printed points of 2018: AL 3.04 and TLV 5.04 at 1; AL is used up at 6.43; TLV 0.56 at 9."""
    action, tlv = activity_limits([1, 7, 9])
    assert action == pytest.approx([3.04, 0, 0])
    assert (tlv[0], tlv[2]) == (pytest.approx(5.04), pytest.approx(0.56))
