"""Lifting tasks that must not share a day: the metric three-task case of NTP 477, worked out by hand.

====  =======  ======  =====  ==========  =====
task  load kg  reach   twist  lifts /min  STLI
====  =======  ======  =====  ==========  =====
a     20       25 cm   0      1           0.988
b     25       30 cm   0      2           1.725
c     15       30 cm   45     2           1.088
====  =======  ======  =====  ==========  =====

b, c and a together make 2.148 (printed), b with c 1.725 + 0.914 (1/0.72 - 1/0.84) = 1.907, b with a
1.725 + 0.870 (1/0.79 - 1/0.84) = 1.791, c with a 1.154.
"""

from itertools import combinations
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ergo.analysis.method_limits import chosen_limits, own_figure, standings
from ergo.analysis.score import score_together
from ergo.knowledge.method_limits import method_limit
from ergo.knowledge.policies import policy
from ergo.model.base import Measurement
from ergo.model.case import Case
from ergo.model.job import Importance, Task, TaskKind
from ergo.model.plan import ReasonCode
from ergo.model.record import MethodLimitChoice
from ergo.planning.check import Code, check_plan
from ergo.planning.compile import compile_problem
from ergo.planning.composites import composites_of
from ergo.planning.plan import make_plan
from ergo.planning.variants import TaskVariant
from tests.planning.test_doses import START, a_case, bench, minutes_of, planned

SETS = [(3.0, set()), (2.0, {"abc"}), (1.85, {"bc"}), (1.75, {"ab", "bc"}), (1.1, {"ab", "ac", "bc"})]


def lift(name: str, minutes: int = 120, **changed: float | str | bool) -> Task:
    figures = {
        "a": {"load_kg": 20, "h_origin_cm": 25, "asym_deg": 0, "freq_per_min": 1, "coupling": "good"},
        "b": {"load_kg": 25, "h_origin_cm": 30, "asym_deg": 0, "freq_per_min": 2, "coupling": "poor"},
        "c": {"load_kg": 15, "h_origin_cm": 30, "asym_deg": 45, "freq_per_min": 2, "coupling": "good"},
    }[name]
    same = {
        "v_origin_cm": 75,
        "v_dest_cm": 80,
        "d_travel_cm": 5,
        "duration_h": 2,
        "significant_control": False,
    }
    values = {f"lift.{key}": Measurement(value=value) for key, value in (figures | same | changed).items()}
    return Task(
        id=name, name=f"Lift {name}", kind=TaskKind.LIFTING, minutes_per_shift=minutes, measurements=values
    )


def three() -> list[Task]:
    return [lift("a"), lift("b"), lift("c")]


def keep_to(value: float) -> list[MethodLimitChoice]:
    return [MethodLimitChoice(limit_id="composite_lifting_index", gates=True, value=value, reason="Agreed.")]


def sets_of(case: Case, *variants: TaskVariant) -> set[str]:
    ways = [TaskVariant(t.id, (), t, START, True) for t in case.job.tasks] + list(variants)
    names = [w.task_id + "+" * len(w.modification_ids) for w in ways]
    return {"".join(sorted(names[n] for n in c.ways)) for c in composites_of(case, ways).found}


@pytest.mark.parametrize(("limit", "sets"), SETS)
def test_the_minimal_sets_above_a_limit(limit: float, sets: set[str]) -> None:
    assert sets_of(a_case(*three(), limits=keep_to(limit))) == sets


def test_the_printed_index_stands_beside_its_limit() -> None:
    (row,) = [s for s in standings(a_case(*three())) if s.limit.row.id == "composite_lifting_index"]
    assert row.figure == pytest.approx(2.14827, abs=1e-5)
    assert (row.task_ids, row.closes, row.asks_for_change) == (("a", "b", "c"), False, True)


def test_a_lighter_way_of_working_leaves_the_set() -> None:
    """B with 10 kg instead of 25 makes 0.690; with c it is 1.088 + 0.580 (1/0.72 - 1/0.84) = 1.203."""
    case = a_case(*three(), limits=keep_to(1.85))
    assert sets_of(case, TaskVariant("b", ("hoist",), lift("b", load_kg=10), START, True)) == {"bc"}


def test_the_plan_parts_what_must_not_share_a_day() -> None:
    """Above 1.85 only b and c together: one of them is done, a and the bench fill the day."""
    case = a_case(*three(), bench(240), limits=keep_to(1.85))
    plan = planned(case)
    used = [{a.task_id for a in day.allocations if a.minutes} for week in plan.weeks for day in week.days]
    assert used
    assert not any({"b", "c"} <= tasks for tasks in used)
    assert plan.full_duties_week is None
    (obstacle,) = plan.obstacles
    assert obstacle.sentence == (
        "“Lift b” and “Lift c” on one day: Composite lifting index 1.91; this plan keeps to 1.85 at most."
    )
    assert obstacle.source_id == "composite_lifting_index"


def test_a_day_edited_to_hold_both_is_found() -> None:
    case = a_case(*three(), bench(240), limits=keep_to(1.85))
    plan = planned(case)
    day = plan.weeks[5].days[0]
    day.allocations = [
        a.model_copy(update={"task_id": name, "minutes": 120})
        for name, a in zip("abc", [day.allocations[0]] * 3, strict=True)
    ] + [day.allocations[-1].model_copy(update={"task_id": "bench", "minutes": 120})]
    (found,) = [v for v in check_plan(case, plan) if v.code is Code.COMPOSITE_INDEX]
    assert found.value == pytest.approx(2.14827, abs=1e-5)
    assert (found.limit, found.overridable, found.date) == (1.85, True, day.date)


def test_a_lifting_index_above_three_closes_the_task_and_the_lighter_way_opens_it() -> None:
    """45 kg instead of 25: 1.725 x 1.8 = 3.106; with 20 kg 1.380."""
    heavy = lift("b", load_kg=45)
    case = a_case(heavy, bench(480))
    plan = planned(case)
    assert plan.full_duties_week is None
    (obstacle,) = plan.obstacles
    assert obstacle.sentence == "“Lift b” is closed: Lifting index 3.11; this plan keeps to 3 at most."
    lighter = TaskVariant("b", ("split",), lift("b", load_kg=20), START, True)
    with_it = make_plan(case, [lighter], made_on=START)
    assert check_plan(case, with_it, [lighter]) == []
    assert with_it.full_duties_week == 3
    off = MethodLimitChoice(limit_id="lifting_index", gates=False, reason="Lifted by two; measured for one.")
    assert planned(a_case(heavy, bench(480), limits=[off])).full_duties_week == 3


def test_a_lift_outside_the_equation_is_beyond_any_limit() -> None:
    """70 cm from the body the horizontal multiplier is zero."""
    far = lift("b", h_origin_cm=70)
    assert own_figure(far, method_limit("lifting_index")) == inf
    sentence = planned(a_case(far, bench(480))).obstacles[0].sentence
    assert sentence.startswith("“Lift b” is closed: Outside what the method allows")


def test_a_method_that_does_not_apply_closes_nothing() -> None:
    seated = lift("b", load_kg=45)
    seated.measurements["lift.body_position"] = Measurement(value="sit")
    assert own_figure(seated, method_limit("lifting_index")) is None
    assert planned(a_case(seated, bench(480))).full_duties_week == 3


def test_the_reason_of_fewer_hours_is_the_method() -> None:
    closed = lift("b", minutes=480, load_kg=45)
    plan = planned(a_case(closed, bench(240)))
    reasons = [r for week in plan.weeks for r in week.reasons if r.subject == "hours"]
    assert ReasonCode.METHOD in {r.code for r in reasons}


def test_action_levels_of_posture_methods_are_no_limit() -> None:
    assert {limit.row.method for limit in chosen_limits(a_case(*three()))} & {
        "rula_1993",
        "reba_2000",
        "rosa_2012",
    } == set()


def test_a_mixed_offer_of_tasks_stays_exact_and_fast() -> None:
    """Seven lifts in two ways each are all looked at: 3 to the 7th sets."""
    tasks = [
        lift("abc"[n % 3], minutes=60).model_copy(update={"id": f"t{n}", "name": f"t{n}"}) for n in range(7)
    ]
    for one in tasks:
        one.importance = Importance.MARGINAL
    ways = [TaskVariant(t.id, (), t, START, True) for t in tasks]
    ways += [TaskVariant(t.id, ("m",), t, START, True) for t in tasks]
    found = composites_of(a_case(*tasks, limits=keep_to(2.0)), ways)
    assert found.exact_up_to == 7
    smaller = [c.ways for c in found.found]
    assert all(not one < other for one in smaller for other in smaller)


def test_compiling_knows_the_sets() -> None:
    case = a_case(*three(), limits=keep_to(1.85))
    compiled = compile_problem(case, [], policy("half_days_4_6_8"))
    assert [{compiled.ways[n].task_id for n in s} for s in compiled.problem.never_together] == [{"b", "c"}]
    assert minutes_of(planned(case), 1, "a") > 0


@st.composite
def offers(draw: st.DrawFn) -> list[Task]:
    """Two to four lifting tasks, from easy to beyond the equation."""
    tasks = []
    for number in range(draw(st.integers(2, 4))):
        changed = {
            "load_kg": draw(st.sampled_from([4, 9, 14])),
            "freq_per_min": draw(st.sampled_from([0.5, 2, 5])),
            "h_origin_cm": draw(st.sampled_from([25, 40, 60])),
        }
        minutes, hours = draw(st.sampled_from([(60, 1), (120, 2), (180, 4)]))
        task = lift("a", minutes=min(minutes, 480 // 4), duration_h=hours, **changed)
        tasks.append(task.model_copy(update={"id": f"t{number}", "name": f"Task {number}"}))
    return tasks


@settings(max_examples=60, deadline=None)
@given(offers(), st.sampled_from([1.2, 2.0, 3.0]))
def test_the_sets_are_all_minimal_ones_and_no_planned_day_holds_one(tasks: list[Task], limit: float) -> None:
    """Each set of two or more is scored by itself here; a set counts where no smaller one in it is above the limit."""
    off = MethodLimitChoice(limit_id="lifting_index", gates=False, reason="Not asked here.")
    choices = [*keep_to(limit), off]
    case = a_case(*tasks, bench(480), weeks=4, limits=choices)
    above: list[set[str]] = []
    for size in range(2, len(tasks) + 1):
        for some in combinations(tasks, size):
            ids = {task.id for task in some}
            result = score_together(some, "niosh_cli_1994").result
            assert result is not None
            beyond = result.score is None or result.score > limit
            if beyond and not any(one <= ids for one in above):
                above.append(ids)
    ways = [TaskVariant(t.id, (), t, START, True) for t in case.job.tasks]
    found = [{ways[n].task_id for n in c.ways} for c in composites_of(case, ways).found]
    assert sorted(map(sorted, found)) == sorted(map(sorted, above))
    plan = planned(case)
    for day in (day for week in plan.weeks for day in week.days):
        used = {a.task_id for a in day.allocations if a.minutes}
        assert not any(one <= used for one in above)
