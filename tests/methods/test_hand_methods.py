"""Methods for hands and arms: monotone, one by one as in arrays, what is refused, said, designed to and gained."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ergo.errors import InputError
from ergo.methods import load
from ergo.methods.design import design_limit, design_to_limit, sensitivity

RSI, SI, COSI, CUSI, HAL, HAL_OLD, DUET, SHOULDER, ART = (
    load(name)
    for name in (
        "rsi_2017",
        "strain_index_1995",
        "cosi_2017",
        "cusi_2017",
        "hal_2018",
        "hal_2001",
        "duet_2017",
        "shoulder_tool_2021",
        "art_2010",
    )
)
WAYS = st.sampled_from(["flexion", "extension"])
EFFORTS = st.fixed_dictionaries(
    {
        "force_pct": st.floats(0, 100),
        "efforts_per_min": st.floats(0, 30),
        "effort_s": st.floats(0, 2),
        "wrist_deg": st.floats(0, 90),
        "wrist_bent": WAYS,
        "hours": st.floats(0, 12),
    }
)
RATED = st.fixed_dictionaries(
    {
        "force_pct": st.floats(0, 100),
        "duty_cycle_pct": st.floats(0, 100),
        "efforts_per_min": st.floats(0, 40),
        "wrist_rating": st.sampled_from(["very_good", "good", "fair", "bad", "very_bad"]),
        "speed": st.sampled_from(["very_slow", "slow", "fair", "fast", "very_fast"]),
        "hours": st.floats(0, 12),
    }
)
ACTIVITY = st.fixed_dictionaries(
    {
        "force_pct": st.floats(0, 100),
        "efforts_per_min": st.floats(0, 180),
        "duty_cycle_pct": st.floats(0, 100),
        "hours": st.floats(0, 12),
    }
)
REPEATED = st.fixed_dictionaries({"omni": st.integers(0, 10), "reps_per_day": st.integers(0, 20_000)})
ARM = st.fixed_dictionaries(
    {
        "task": st.sampled_from(["handling", "horizontal", "down"]),
        "force_n": st.floats(0, 100),
        "lever_cm": st.floats(0, 90),
        "reps_per_day": st.integers(0, 20_000),
    }
)
TASK = {"force_pct": 30, "efforts_per_min": 10, "effort_s": 2, "wrist_deg": 20, "wrist_bent": "flexion"}
TASK |= {"hours": 6}
ACTIVE = {"force_pct": 40, "efforts_per_min": 30, "duty_cycle_pct": 40, "hours": 6}
JOB = {name: field.choices[1].value for name, field in ART.inputs.quantities().items() if field.choices}
JOB |= {"hours": 6}


def codes(method: Any, **values: Any) -> set[str]:
    return {finding.code for finding in method.score(**values).findings}


@given(EFFORTS, st.sampled_from(["force_pct", "efforts_per_min", "effort_s", "wrist_deg", "hours"]))
def test_more_of_anything_never_lowers_the_revised_index(values: dict[str, Any], field: str) -> None:
    """But for the seam of IM at 0.4, where the printed branches differ by 0.0001."""
    more = values | {field: min(values[field] * 1.1 + 0.01, 100)}
    if more["efforts_per_min"] * more["effort_s"] <= 60:
        assert RSI.score(**more).score >= RSI.score(**values).score * (1 - 1e-4)


@given(RATED, st.sampled_from(["force_pct", "duty_cycle_pct", "efforts_per_min", "hours"]))
def test_more_of_anything_never_lowers_the_index_of_1995(values: dict[str, Any], field: str) -> None:
    more = values | {field: min(values[field] * 1.3 + 1, 100 if field.endswith("pct") else 24)}
    if more[field] >= values[field]:
        assert SI.score(**more).score >= SI.score(**values).score


@given(ACTIVITY, st.sampled_from(["force_pct", "efforts_per_min", "duty_cycle_pct"]))
def test_more_force_or_activity_never_lowers_the_score_of_the_tlv(values: dict[str, Any], field: str) -> None:
    more = values | {field: min(values[field] * 1.2 + 1, 100)}
    for method in (HAL, HAL_OLD):
        now, then = method.score(**values).score, method.score(**more).score
        if None not in (now, then) and more[field] >= values[field]:
            assert then >= now


@given(st.lists(EFFORTS, min_size=1, max_size=5))
def test_rsi_of_arrays_is_that_of_each(rows: list[dict[str, Any]]) -> None:
    together = RSI.score(**RSI.inputs.columns(rows))
    assert together.score.tolist() == pytest.approx([RSI.score(**row).score for row in rows], rel=1e-12)
    assert together.intermediates["costliest"].tolist() == [
        RSI.score(**row).intermediates["costliest"] for row in rows
    ]


@given(st.lists(RATED, min_size=1, max_size=5))
def test_si_of_arrays_is_that_of_each(rows: list[dict[str, Any]]) -> None:
    assert SI.score(**SI.inputs.columns(rows)).score.tolist() == [SI.score(**row).score for row in rows]


@given(st.lists(ACTIVITY, min_size=1, max_size=5))
def test_activity_of_arrays_is_that_of_each(rows: list[dict[str, Any]]) -> None:
    found = HAL.score(**HAL.inputs.columns(rows)).score.tolist()
    assert found == pytest.approx([HAL.score(**row).score for row in rows], rel=1e-12)


@pytest.mark.parametrize("method", [DUET, SHOULDER], ids=lambda method: method.id)
@given(data=st.data())
def test_days_in_an_array_are_as_one_by_one(method: Any, data: st.DataObject) -> None:
    task = REPEATED if method is DUET else ARM
    days = data.draw(st.lists(st.lists(task, min_size=2, max_size=2), min_size=1, max_size=4))
    columns = {name: np.array([[task[name] for task in day] for day in days]) for name in days[0][0]}
    each = [method.score(**method.inputs.columns(day)).score for day in days]
    assert method.score(**columns).score.tolist() == pytest.approx(each, rel=1e-12)


@given(st.lists(REPEATED, min_size=1, max_size=5))
def test_damage_adds_up_whatever_the_order(tasks: list[dict[str, Any]]) -> None:
    damages = [DUET.score(**task).intermediates["damage"] for task in tasks]
    there, back = (DUET.score(**DUET.inputs.columns(order)) for order in (tasks, tasks[::-1]))
    assert there.intermediates["damage"] == pytest.approx(sum(damages), rel=1e-12)
    assert there.score == pytest.approx(back.score, rel=1e-12)
    if sum(damages) > 0:
        assert there.intermediates["share_pct"].sum() == pytest.approx(100)


@given(st.lists(EFFORTS, min_size=1, max_size=4), st.floats(0.1, 8))
def test_a_composite_lies_between_its_worst_subtask_and_their_sum(
    rows: list[dict[str, Any]], hours: float
) -> None:
    """A subtask adds what its efforts cost beyond those before it: something, and below 90 a minute less than alone."""
    rows = [row | {"hours": hours, "efforts_per_min": row["efforts_per_min"] / 2} for row in rows]
    alone = [RSI.score(**row).score for row in rows]
    result = COSI.score(**COSI.inputs.columns(rows))
    assert max(alone) * (1 - 1e-9) <= result.score <= sum(alone) * (1 + 1e-9)
    assert result.intermediates["rsi"].tolist() == pytest.approx(alone, rel=1e-12)
    assert result.intermediates["share"].sum() == pytest.approx(result.score)
    if len(rows) == 1:
        assert result.score == pytest.approx(alone[0])


@given(st.lists(st.tuples(st.floats(0, 50), st.floats(0.1, 4)), min_size=1, max_size=4))
def test_a_day_lies_above_its_worst_task(tasks: list[tuple[float, float]]) -> None:
    cosi, hours = (list(column) for column in zip(*tasks, strict=True))
    result = CUSI.score(cosi=cosi, hours=hours)
    assert result.score >= max(cosi) * (1 - 1e-9)
    assert sorted(result.intermediates["rank"].tolist()) == list(range(1, len(tasks) + 1))
    assert CUSI.score(cosi=cosi[::-1], hours=hours[::-1]).score == pytest.approx(result.score)


@given(RATED)
def test_the_largest_multiplier_costs_most(values: dict[str, Any]) -> None:
    steps = SI.score(**values).intermediates
    factors = {name: steps[name] for name in ("ie", "de", "em", "hwp", "sw", "dd")}
    assert factors[steps["costliest"].lower()] == max(factors.values())


@pytest.mark.parametrize(
    ("method", "values", "message"),
    [
        (
            RSI,
            TASK | {"effort_s": 7},
            "Length of an effort 7 s fills more than the whole minute at this rate",
        ),
        (RSI, TASK | {"force_pct": 120}, "share of strength 120 % is outside 0 to 100"),
        (RSI, TASK | {"efforts_per_min": None}, "Hand efforts a minute is missing"),
        (COSI, TASK | {"hours": [4, 5]}, "differs from the first subtask's: a task has one length"),
        (CUSI, {"cosi": [3, 4], "hours": [20, 5]}, "25 h adds up to more than a day"),
        (
            SI,
            {"duty_cycle_pct": 20, "efforts_per_min": 5, "wrist_rating": "good", "speed": "fair", "hours": 4},
            "share of strength or a rating is needed",
        ),
        (HAL, {"force_pct": 30, "efforts_per_min": 20}, "or efforts a minute and time in effort are needed"),
        (DUET, {"omni": 2.5, "reps_per_day": 100}, "OMNI-RES 2.5 is not a whole number"),
        (
            SHOULDER,
            {"task": "throw", "force_n": 1, "lever_cm": 1, "reps_per_day": 1},
            "is not one of handling",
        ),
        (ART, JOB | {"pace": None}, "Keeping up with the work is missing"),
    ],
)
def test_what_cannot_be_is_refused(method: Any, values: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        method.score(**values)


def test_a_bad_row_is_named() -> None:
    with pytest.raises(InputError, match="row 2: Length of an effort 7 s"):
        RSI.score(**TASK | {"effort_s": np.array([1.0, 7.0])})


def test_an_unknown_way_of_the_wrist_counts_as_the_worse() -> None:
    unknown = {name: value for name, value in TASK.items() if name != "wrist_bent"}
    flexed, extended = (RSI.score(**TASK | {"wrist_bent": way}).score for way in ("flexion", "extension"))
    assert RSI.score(**unknown).score == flexed > extended
    assert codes(RSI, **unknown) == {"way_not_stated"}
    assert codes(RSI, **unknown | {"wrist_deg": 0}) == set()


def test_a_borg_rating_decides_the_class_of_1995() -> None:
    """30 % is hard (6), Borg 3 somewhat hard (3)."""
    values = {"duty_cycle_pct": 20, "efforts_per_min": 5, "wrist_rating": "good", "speed": "fair", "hours": 6}
    assert SI.score(**values, force_pct=30).intermediates["ie"] == 6
    assert SI.score(**values, effort_cr10=3).intermediates["ie"] == 3
    assert SI.score(**values, force_pct=30, effort_cr10=3).intermediates["ie"] == 3
    assert codes(SI, **values, force_pct=30, effort_cr10=3) == {"rated"}
    mixed = SI.score(**values, force_pct=np.array([30, np.nan]), effort_cr10=np.array([np.nan, 3]))
    assert mixed.intermediates["ie"].tolist() == [6, 3]


def test_an_effort_without_an_end_is_said_to_be_from_memory() -> None:
    held = {"force_pct": 30, "duty_cycle_pct": 100, "efforts_per_min": 1, "wrist_rating": "good"}
    held |= {"speed": "fair", "hours": 6}
    assert SI.score(**held).intermediates["em"] == 3
    assert codes(SI, **held) == {"static"}


def test_subtasks_that_fill_more_than_the_minute_are_said() -> None:
    assert codes(COSI, **TASK | {"effort_s": [3, 4]}) == {"over_full"}


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, set()),
        ({"hours": 2}, {"short_day"}),
        ({"hours": None}, {"hours_not_stated"}),
        ({"force_pct": 9}, {"light"}),
        ({"hal": 9.5}, {"outside_scale"}),
        ({"duty_cycle_pct": 1}, {"outside_scale"}),
    ],
)
def test_where_the_limits_say_less(change: dict[str, Any], found: set[str]) -> None:
    assert codes(HAL, **ACTIVE | change) == found


def test_a_rating_of_the_activity_comes_before_the_equation() -> None:
    assert HAL.score(**ACTIVE | {"hal": 7}).intermediates["hal"] == 7


def test_the_older_limits_are_said_to_be_superseded_and_end_at_full_activity() -> None:
    assert codes(HAL_OLD, **ACTIVE) == {"superseded"}
    full = HAL_OLD.score(**ACTIVE | {"hal": 10})
    assert full.score is None
    assert not full.valid


def test_the_shoulder_tool_says_what_it_cannot_judge() -> None:
    push = {"task": "down", "force_n": 5, "lever_cm": 60, "reps_per_day": 1000}
    assert codes(SHOULDER, **push) == {"arm_does_it"}
    assert codes(SHOULDER, **push | {"task": "handling", "force_n": 200}) == {"over_strength"}
    nothing = SHOULDER.score(**push | {"task": "handling", "force_n": 0})
    assert (nothing.score, nothing.intermediates["damage"]) == (0, 0)


@given(
    st.dictionaries(
        st.sampled_from(sorted(JOB)[:-1]), st.integers(0, 2), min_size=1
    )  # the hours come by themselves
)
def test_art_of_arrays_is_that_of_each(places: dict[str, int]) -> None:
    fields = ART.inputs.quantities()
    chosen = {
        name: fields[name].choices[place].value for name, place in places.items() if fields[name].choices
    }
    rows = [JOB, JOB | chosen]
    each = [ART.score(**row).score for row in rows]
    together = ART.score(**ART.inputs.columns(rows)).score.tolist()
    assert [None if np.isnan(score) else score for score in together] == each


@pytest.mark.parametrize("name", [name for name, field in ART.inputs.quantities().items() if field.choices])
def test_a_worse_answer_never_lowers_art(name: str) -> None:
    answers = [choice.value for choice in ART.inputs.quantities()[name].choices]
    scores = [ART.score(**JOB | {name: answer}).score for answer in answers]
    known = [score for score in scores if score is not None]
    assert known == sorted(known)
    assert None not in scores[: len(known)]


@pytest.mark.parametrize(
    ("method", "values", "field"),
    [
        (RSI, TASK, "force_pct"),
        (RSI, TASK, "efforts_per_min"),
        (RSI, TASK, "effort_s"),
        (RSI, TASK, "hours"),
        (HAL, ACTIVE, "force_pct"),
        (HAL, ACTIVE | {"force_pct": 20}, "efforts_per_min"),
        (HAL, ACTIVE | {"force_pct": 20}, "duty_cycle_pct"),
        (HAL_OLD, ACTIVE | {"force_pct": 60}, "force_pct"),
    ],
)
def test_design_to_the_limit(method: Any, values: dict[str, Any], field: str) -> None:
    limit = design_limit(method)
    assert method.score(**values).score > limit
    (stretch,) = design_to_limit(method, values, field, limit).stretches
    assert stretch[1] < values[field]
    assert method.score(**values | {field: stretch[1]}).score == pytest.approx(limit, abs=1e-5)


def test_the_strongest_force_solves_the_line_of_the_action_limit() -> None:
    """AL = 3.6 - 0.56 HAL, in tenths of strength."""
    (stretch,) = design_to_limit(HAL, ACTIVE | {"hal": 4}, "force_pct", 3.6).stretches
    assert stretch[1] == pytest.approx(10 * (3.6 - 0.56 * 4), abs=1e-5)


def test_hours_of_1995_keep_a_limit_up_to_the_edge_of_a_class() -> None:
    """9 x 2 x 3 x 1 x 1 x DD: 27 with 0.5 for up to 2 hours."""
    values = {"force_pct": 60, "duty_cycle_pct": 60, "efforts_per_min": 20, "wrist_rating": "good"}
    (stretch,) = design_to_limit(SI, values | {"speed": "fair", "hours": 8}, "hours", 27).stretches
    assert stretch == pytest.approx((0, 2), abs=1e-6)


def test_what_costs_most() -> None:
    """By hand: without force the index falls to IM(0) / IM(0.3) of itself, 0.4 / 3.706; nothing else falls as far."""
    now = RSI.score(**TASK).score
    first, *_ = sensitivity(RSI, TASK)
    im = 30 * 0.3**3 - 15.6 * 0.3**2 + 13 * 0.3 + 0.4
    alone = {"force_pct": now * 0.4 / im}
    assert first.score <= alone["force_pct"]
    gains = {gain.field: gain.score for gain in sensitivity(RSI, TASK)}
    assert gains["force_pct"] == pytest.approx(alone["force_pct"])
    assert set(gains) == {"force_pct", "efforts_per_min", "effort_s", "wrist_deg", "wrist_bent", "hours"}
    shorter, *items = sensitivity(ART, JOB)
    assert (shorter.field, shorter.score) == ("hours", ART.score(**JOB).score / 2)
    assert {gain.field: gain.gain for gain in items[:2]} == {"arm_movements": 3, "repetition": 3}
