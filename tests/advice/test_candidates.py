"""Candidates: what the catalogue has for a task, with the index before and after, in an order that can be followed."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ergo.advice.candidates import Circumstances, candidate_of, candidates, strongest
from ergo.knowledge.catalogue import Context, ControlLevel, CostBand, Grade, Recommendation, catalogue
from ergo.model.base import Measurement
from ergo.model.job import Task, TaskKind

LOW_PALLET = {
    "lift.load_kg": 15,
    "lift.h_origin_cm": 45,
    "lift.v_origin_cm": 20,
    "lift.v_dest_cm": 100,
    "lift.asym_deg": 45,
    "lift.freq_per_min": 2,
    "lift.duration_h": 1.5,
    "lift.coupling": "poor",
}
# 94-110: LC x HM x VM x DM x AM x FM (Table 5: 2/min, up to 2 h, V < 75 cm) x CM (poor)
LIMIT_BEFORE_KG = 23 * (25 / 45) * (1 - 0.003 * 55) * (0.82 + 4.5 / 80) * (1 - 0.0032 * 45) * 0.84 * 0.90


def task_with(values, kind=TaskKind.LIFTING):
    return Task(name="Pick", kind=kind, measurements={k: Measurement(value=v) for k, v in values.items()})


def by_id(found):
    return {candidate.item.id: candidate for candidate in found}


@pytest.fixture(scope="module")
def pallet():
    return candidates(task_with(LOW_PALLET))


def test_index_before_and_after_a_lift_table(pallet):
    """EQ001 brings the load to 75 cm: VM becomes 1, travel to 100 cm is 25 cm (DM 1); Table 5 has 0.84 there too."""
    change = by_id(pallet)["EQ001"].index
    after_kg = 23 * (25 / 45) * 1 * 1 * (1 - 0.0032 * 45) * 0.84 * 0.90
    assert change.before == pytest.approx(15 / LIMIT_BEFORE_KG)
    assert change.after == pytest.approx(15 / after_kg)
    assert change.removed == pytest.approx(15 / LIMIT_BEFORE_KG - 15 / after_kg)
    moved = {m.step: (m.before, m.after) for m in change.moved}
    assert moved.keys() == {"vm_origin", "dm"}
    assert moved["vm_origin"] == pytest.approx((0.835, 1.0))
    assert moved["dm"] == pytest.approx((0.87625, 1.0))


@pytest.mark.parametrize(
    ("item_id", "steps"),
    [
        ("MO012", {"hm_origin"}),
        ("MO014", {"am_origin"}),
        ("MO018", {"cm_origin"}),
        ("MO024", {"fm"}),
        ("EQ017", {"hm_origin", "cm_origin"}),
    ],
)
def test_the_multiplier_that_moved(pallet, item_id, steps):
    assert {m.step for m in by_id(pallet)[item_id].index.moved} == steps


def test_what_must_be_measured_again_has_no_index_after(pallet):
    for item_id in ("MO021", "MO023", "EQ007", "MO011"):
        change = by_id(pallet)[item_id].index
        assert (change.after, change.removed, change.moved) == (None, None, ()), item_id


def test_an_exoskeleton_leaves_the_index_alone(pallet):
    candidate = by_id(pallet)["EQ030"]
    assert candidate.index.after == candidate.index.before
    assert candidate.index.moved == ()
    assert candidate.item.recommend_status is Recommendation.TRIAL_FIRST
    assert candidate.item.cautions


def test_what_is_not_recommended_is_never_a_candidate(pallet):
    refused = {i for i, row in catalogue().items() if row.recommend_status is Recommendation.NOT_RECOMMENDED}
    answering = {i for i in refused if "lift.heavy_load" in catalogue()[i].drivers}
    assert answering == {"EQ032", "MO028"}  # back belt, classroom training: they would answer this task
    assert not refused & by_id(pallet).keys()


def test_every_candidate_answers_a_driver_of_the_task_and_is_for_work(pallet):
    assert len(pallet) > 50
    for candidate in pallet:
        assert candidate.drivers
        assert set(candidate.drivers) <= set(candidate.item.drivers)
        assert Context.WORK in candidate.item.contexts


def test_contexts_can_be_chosen():
    home = candidates(task_with(LOW_PALLET), contexts=[Context.HOME])
    assert home
    assert all(Context.HOME in candidate.item.contexts for candidate in home)


def gain_rank(candidate):
    """What removes risk by the most first, then what is not known, then what changes nothing or makes it worse."""
    removed = candidate.index.removed
    if removed is None:
        return (1, 0)
    return (0, -removed) if removed > 0 else (2, -removed)


def place(candidate):
    item = candidate.item
    supported = item.evidence_direction == "supports"
    return (
        list(ControlLevel).index(item.control_level),
        *gain_rank(candidate),
        list(Grade).index(item.evidence_grade) if supported else len(Grade),
        list(CostBand).index(item.cost_band),
    )


def test_order_is_hierarchy_then_risk_removed_then_evidence_then_cost(pallet):
    places = [place(candidate) for candidate in pallet]
    assert places == sorted(places)
    assert len({p[0] for p in places}) == 5
    assert any(one[:-1] == next_[:-1] and one[-1] < next_[-1] for one, next_ in pairwise(places))


def test_the_clinics_own_cost_counts_in_the_order():
    """Of two items that are equal up to their cost, the one that the clinic has for nothing comes first."""
    usual = candidates(task_with(LOW_PALLET))
    first, second = next(
        (one.item, next_.item)
        for one, next_ in pairwise(usual)
        if place(one)[:-1] == place(next_)[:-1] and place(one)[-1] < place(next_)[-1]
    )
    own = Circumstances(costs={first.id: CostBand.OVER_10000, second.id: CostBand.NONE})
    ids = [c.item.id for c in candidates(task_with(LOW_PALLET), beside=own)]
    assert ids.index(second.id) < ids.index(first.id)


def test_a_caution_for_this_condition_comes_after_an_equal_without_one():
    """The cautions of EQ070, a sit-stand desk, name the knee; those of EQ071, a desktop converter, do not."""
    assert Circumstances(conditions=["knee"]).is_cautioned(catalogue()["EQ070"])
    assert not Circumstances(conditions=["disc"]).is_cautioned(catalogue()["EQ070"])
    task = task_with({"sit.total_h": 7.0, "sit.bout_min": 90.0}, TaskKind.SITTING)
    usual = candidates(task)
    knee = candidates(task, beside=Circumstances(conditions=["knee"]))
    cautioned = [Circumstances(conditions=["knee"]).is_cautioned(c.item) for c in knee]
    assert any(cautioned)
    assert [c.item.id for c in usual] != [c.item.id for c in knee]
    for (one, of_one), (next_, of_next) in pairwise(zip(knee, cautioned, strict=True)):
        if place_without_score(one) == place_without_score(next_):
            assert of_one <= of_next


def place_without_score(candidate):
    return (place(candidate)[0], *place(candidate)[3:])


def test_aids_for_moving_people_are_for_moving_people():
    push = {"push.initial_force_n": 220.0, "push.mode": "pull"}
    aids = {"EQ051", "EQ052", "EQ053", "EQ054", "EQ055", "EQ056"}
    assert {i for i, row in catalogue().items() if row.category == "patient_handling"} >= aids
    pallets = candidates(task_with(push, TaskKind.PUSH_PULL_CARRY))
    assert pallets
    assert not aids & by_id(pallets).keys()
    transfers = candidates(task_with({"lift.person_handling": True}, TaskKind.HANDLING_PEOPLE))
    assert aids & by_id(transfers).keys()


def test_the_worker_s_own_limit_gives_an_index():
    with_figure = by_id(
        candidates(task_with(LOW_PALLET), beside=Circumstances(figures={"worker.lift_capacity_kg": 5}))
    )
    assert with_figure["MO011"].index.after == pytest.approx(5 / LIMIT_BEFORE_KG)


def test_a_lift_beyond_the_equation_that_can_be_scored_afterwards_comes_first_of_its_kind():
    """At 64 cm reach there is no weight limit; a tilter brings the load to 40 cm or nearer."""
    far = task_with(LOW_PALLET | {"lift.h_origin_cm": 64})
    found = candidates(far)
    tilter = by_id(found)["EQ005"].index
    assert tilter.before is None
    assert tilter.after is not None
    assert tilter.removed == math.inf
    engineering = [c for c in found if c.item.control_level is ControlLevel.ENGINEERING]
    assert engineering[0].index.removed == math.inf


def test_what_takes_a_task_outside_its_method_is_not_among_the_strongest():
    """Half the load at twice 8 lifts a minute: Table 5 allows none of it for 1 to 2 hours."""
    busy = task_with(LOW_PALLET | {"lift.freq_per_min": 8, "lift.load_kg": 6})
    smaller = by_id(candidates(busy))["MO008"].index
    assert smaller.loses_its_score
    assert "MO008" not in by_id(strongest(busy, n=100))


LIFTS = st.fixed_dictionaries(
    {
        "lift.load_kg": st.floats(1, 40),
        "lift.h_origin_cm": st.floats(20, 70),
        "lift.v_origin_cm": st.floats(0, 180),
        "lift.v_dest_cm": st.floats(0, 180),
        "lift.asym_deg": st.floats(0, 140),
        "lift.freq_per_min": st.floats(0, 16),
        "lift.duration_h": st.floats(0.1, 8),
        "lift.coupling": st.sampled_from(["good", "fair", "poor"]),
    }
)


@given(LIFTS)
def test_the_strongest_never_make_a_lift_worse(values):
    found = strongest(task_with(values))
    assert len(found) <= 5
    for candidate in found:
        change = candidate.index
        assert change.removed is None or change.removed >= 0
        if change.before is not None and change.after is None:
            assert candidate.what_if.remeasure


def test_the_strongest_begin_with_the_best_of_each_kind_of_control(pallet):
    found = strongest(task_with(LOW_PALLET), n=100)
    levels = list(dict.fromkeys(c.item.control_level for c in pallet if c in found))
    first = [c.item.control_level for c in found[: len(levels)]]
    assert len(set(first)) == len(first)
    assert first == sorted(first, key=list(ControlLevel).index)
    assert "MO121" in by_id(pallet)  # reassignment, the last resort: no measured value changes
    assert "MO121" not in by_id(found)


def test_what_is_made_for_another_kind_of_load_is_not_among_the_strongest():
    """A siphon is for liquids: where the load is known to be stable it is not offered first."""
    stable = task_with(LOW_PALLET | {"lift.unstable": False})
    assert "EQ050" in by_id(candidates(stable))
    assert "EQ050" not in by_id(strongest(stable, n=100))
    assert "EQ050" in by_id(strongest(task_with(LOW_PALLET), n=100))


def test_nothing_is_suggested_for_what_nobody_measured():
    assert candidates(task_with({})) == []


def test_vibration_of_the_day_by_its_method():
    """FX3 of the reference: 0.70 m/s2 for 6 h is 0.606; an active seat halves it; half the time gives 0.429."""
    task = task_with({"wbv.aw_ms2": 0.70, "drive.total_h": 6.0}, TaskKind.DRIVING)
    found = by_id(candidates(task))
    seat, hours = found["EQ102"].index, found["MO102"].index
    assert "drive.vibration" in found["EQ102"].drivers
    assert [seat.before, seat.after, hours.after] == pytest.approx([0.606, 0.303, 0.429], abs=0.001)
    assert found["EQ112"].index.after is None  # tyres and road: to be measured


def test_a_driver_that_a_person_has_seen_brings_its_items():
    seen = task_with({}, TaskKind.SITTING).model_copy(update={"drivers_seen": {"sit.prolonged": True}})
    found = candidates(seen)
    assert all(candidate.drivers == ("sit.prolonged",) for candidate in found)
    assert "EQ070" in by_id(found)
    assert all(candidate.index is not None and candidate.index.before is None for candidate in found)


def test_the_task_is_left_alone():
    task = task_with(LOW_PALLET)
    kept = task.model_dump()
    candidates(task)
    assert task.model_dump() == kept


def test_what_answers_the_demand_in_the_way_comes_first():
    """Twisting is in the way: items that answer it precede all others, the strongest control of them first."""
    usual = strongest(task_with(LOW_PALLET), n=100)
    first = strongest(task_with(LOW_PALLET), n=100, in_the_way=["trunk_twist"])
    twist = ["lift.twist" in candidate.drivers for candidate in first]
    assert any(twist)
    assert twist == sorted(twist, reverse=True)
    assert {c.item.id for c in first} == {c.item.id for c in usual}
    assert [c.item.id for c in strongest(task_with(LOW_PALLET), n=100, in_the_way=[])] == [
        c.item.id for c in usual
    ]


def test_one_item_for_a_task_is_what_the_list_has_for_it(pallet):
    table = candidate_of(task_with(LOW_PALLET), catalogue()["EQ001"])
    listed = by_id(pallet)["EQ001"]
    assert (table.item, table.drivers) == (listed.item, listed.drivers)
    assert (table.index.before, table.index.after) == (listed.index.before, listed.index.after)
    assert candidate_of(task_with(LOW_PALLET), catalogue()["EQ070"]).drivers == ()
