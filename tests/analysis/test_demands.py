"""What a task asks for: zones of a lift, bands, cycles, accounts that disagree, and what is known not to be asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ergo.analysis.demands import LIFT_ZONES, Key, accounts_by_key, amount_of, demands_of, zones_crossed
from ergo.knowledge.dimensions import Aspect, Band, Side
from ergo.model.base import HowKnown, Measurement
from ergo.model.job import Demand, TaskKind
from tests.analysis.build import a_demand, a_task, lift, measured

FLOOR_WAIST, WAIST_SHOULDER, ABOVE = LIFT_ZONES


def amounts(demands: list[Demand]) -> dict[str, float | None]:
    """The highest account of every key."""
    return {str(key): amount_of(accounts[0]) for key, accounts in accounts_by_key(demands).items()}


def lifting(minutes: int = 60, **values: float | bool | str | None) -> list[Demand]:
    return demands_of(a_task(TaskKind.LIFTING, lift(**values), minutes_per_shift=minutes))


@pytest.mark.parametrize(
    ("low", "high", "zones"),
    [
        (0, 0, [FLOOR_WAIST]),
        (20, 90, [FLOOR_WAIST]),
        (60, 100, [FLOOR_WAIST]),
        (60, 100.1, [FLOOR_WAIST, WAIST_SHOULDER]),
        (99.9, 120, [FLOOR_WAIST, WAIST_SHOULDER]),
        (100, 100, [WAIST_SHOULDER]),
        (100, 140, [WAIST_SHOULDER]),
        (110, 130, [WAIST_SHOULDER]),
        (100, 140.1, [WAIST_SHOULDER, ABOVE]),
        (140, 140, [ABOVE]),
        (150, 200, [ABOVE]),
        (20, 180, [FLOOR_WAIST, WAIST_SHOULDER, ABOVE]),
    ],
)
def test_a_lift_counts_in_every_zone_that_the_hands_cross(low: float, high: float, zones: list[str]) -> None:
    assert zones_crossed(low, high) == zones


def test_the_shoulder_is_the_workers_own() -> None:
    """Shoulder height 150 cm: a lift to 145 cm stays below it."""
    assert zones_crossed(110, 145, 150) == [WAIST_SHOULDER]
    assert zones_crossed(110, 145) == [WAIST_SHOULDER, ABOVE]
    tall = demands_of(a_task(TaskKind.LIFTING, lift(8, 110, 145)), shoulder_cm=150)
    assert amounts(tall)["lift_above_shoulder.peak"] == 0


@given(st.floats(0, 250), st.floats(0, 250))
def test_every_lift_enters_zones_that_follow_each_other(one: float, other: float) -> None:
    zones = zones_crossed(min(one, other), max(one, other))
    first = LIFT_ZONES.index(zones[0])
    assert tuple(zones) == LIFT_ZONES[first : first + len(zones)]


def test_a_lift_keeps_its_heights_reach_and_both_loads() -> None:
    found = lifting(
        load_kg=6, load_max_kg=9, low_cm=40, high_cm=120, h_origin_cm=55, h_dest_cm=30, freq_per_min=2
    )
    by_dimension = {d.dimension: d for d in found if d.aspect is Aspect.PEAK}
    for zone in (FLOOR_WAIST, WAIST_SHOULDER):
        demand = by_dimension[zone]
        assert (demand.usual, demand.maximum) == (6, 9)
        assert (demand.hand_height_low_cm, demand.hand_height_high_cm, demand.reach_cm) == (40, 120, 55)
    assert by_dimension["handling_volume"].maximum == 120


def test_a_lowered_load_counts_like_a_lifted_one() -> None:
    down = demands_of(a_task(TaskKind.LIFTING, lift(8, 120, 40)))
    up = demands_of(a_task(TaskKind.LIFTING, lift(8, 40, 120)))
    assert down == up


def test_a_zone_that_is_not_entered_is_known_not_to_be_asked_for() -> None:
    assert amounts(lifting(low_cm=60, high_cm=90))["lift_above_shoulder.peak"] == 0
    assert amounts(lifting(low_cm=60, high_cm=90))["lift_waist_shoulder.peak"] == 0


@pytest.mark.parametrize("missing", ["v_origin_cm", "v_dest_cm"])
def test_with_one_hand_height_unknown_nothing_is_said_of_the_other_zones(missing: str) -> None:
    found = lifting(low_cm=60, high_cm=60, **{missing: None})
    assert set(amounts(found)) == {"lift_floor_waist.peak"}
    assert found[0].hand_height_low_cm is None
    assert found[0].hand_height_high_cm is None


@pytest.mark.parametrize("missing", ["h_origin_cm", "h_dest_cm"])
def test_with_one_reach_unknown_the_reach_is_unknown(missing: str) -> None:
    assert lifting(**{missing: None})[0].reach_cm is None


@pytest.mark.parametrize("left_out", [{"load_kg": None}, {"v_origin_cm": None, "v_dest_cm": None}])
def test_an_unmeasured_lift_is_no_demand_of_zero(left_out: dict[str, None]) -> None:
    asked = {d.dimension for d in lifting(**left_out) if amount_of(d) != 0}
    assert asked == set()
    assert "lift_floor_waist" not in {d.dimension for d in lifting(**left_out)}


@pytest.mark.parametrize(
    ("minutes", "shift_min", "band"),
    [
        (9, 480, Band.SELDOM),
        (10, 480, Band.OCCASIONAL),
        (160, 480, Band.OCCASIONAL),
        (161, 480, Band.FREQUENT),
        (320, 480, Band.FREQUENT),
        (321, 480, Band.CONSTANT),
        (160, 720, Band.OCCASIONAL),
        (161, 720, Band.FREQUENT),
        (81, 240, Band.FREQUENT),
    ],
)
def test_how_often_is_a_share_of_the_shift_and_of_eight_hours(
    minutes: int, shift_min: float, band: Band
) -> None:
    task = a_task(TaskKind.LIFTING, lift(), minutes_per_shift=minutes)
    assert demands_of(task, shift_min=shift_min)[0].frequency is band


def test_lifting_time_counts_before_the_minutes_of_the_task() -> None:
    assert lifting(minutes=400, duration_h=1)[0].frequency is Band.OCCASIONAL
    unknown = a_task(TaskKind.LIFTING, lift(), minutes_per_shift=None)
    assert demands_of(unknown)[0].frequency is None


def test_handling_volume_is_rate_times_time_times_load() -> None:
    found = amounts(lifting(load_kg=5, freq_per_min=3, duration_h=1.5))
    assert found["handling_volume.peak"] == 180
    assert found["handling_volume.dose"] == 3 * 90 * 5


@pytest.mark.parametrize(
    ("quantity", "value", "key", "amount"),
    [
        ("sit.bout_min", 45, "sit.run", 45),
        ("sit.total_h", 2.5, "sit.dose", 150),
        ("drive.bout_min", 40, "sit.run", 40),
        ("stand.total_h", 0.5, "stand.dose", 30),
        ("posture.trunk_flexed_bout_min", 6, "trunk_flexed.run", 6),
        ("push.sustained_force_n", 130, "push_pull_sustained.peak", 130),
        ("carry.load_kg", 0, "carry.peak", 0),
    ],
)
def test_a_measured_quantity_is_a_demand_in_the_dimensions_unit(
    quantity: str, value: float, key: str, amount: float
) -> None:
    assert amounts(demands_of(a_task(measurements=measured({quantity: value}))))[key] == amount


@pytest.mark.parametrize(
    ("kind", "doses"),
    [
        (TaskKind.SITTING, {"sit.dose": 60}),
        (TaskKind.DRIVING, {"sit.dose": 60, "drive.dose": 60}),
        (TaskKind.LIFTING, {}),
        (TaskKind.OTHER, {}),
    ],
)
def test_the_kind_of_work_says_what_adds_up(kind: TaskKind, doses: dict[str, float]) -> None:
    assert amounts(demands_of(a_task(kind))) == doses
    assert demands_of(a_task(kind, minutes_per_shift=None)) == []


def step(
    kind: TaskKind, minutes: float, measurements: dict[str, Measurement] | None = None
) -> dict[str, object]:
    return {"name": str(kind), "kind": kind, "minutes": minutes, "measurements": measurements or {}}


def cycle(repeats: int, *steps: dict[str, object], kind: TaskKind = TaskKind.DRIVING) -> list[Demand]:
    return demands_of(a_task(kind, cycle={"steps": list(steps), "repeats_per_shift": repeats}))


DRIVE, CLIMB_OUT = step(TaskKind.DRIVING, 4), step(TaskKind.STANDING_WALKING, 1)


def test_drive_four_minutes_and_carry_sixty_times() -> None:
    carried = step(TaskKind.PUSH_PULL_CARRY, 2, measured({"carry.load_kg": 12, "carry.distance_m": 20}))
    assert amounts(cycle(60, DRIVE, carried)) == {
        "sit.run": 4,
        "sit.dose": 240,
        "drive.run": 4,
        "drive.dose": 240,
        "vehicle_entry.dose": 60,
        "carry.peak": 12,
    }


@pytest.mark.parametrize(
    ("steps", "repeats", "run", "entries"),
    [
        ([DRIVE, CLIMB_OUT], 3, 4, 3),
        ([DRIVE, CLIMB_OUT, DRIVE, CLIMB_OUT], 3, 4, 6),
        ([DRIVE, CLIMB_OUT, DRIVE], 3, 8, 4),
        ([DRIVE, CLIMB_OUT, DRIVE], 1, 4, 2),
        ([CLIMB_OUT, DRIVE, DRIVE, CLIMB_OUT], 3, 8, 3),
        ([DRIVE], 3, 12, None),
        ([DRIVE, DRIVE], 2, 16, None),
    ],
)
def test_a_run_and_the_times_of_getting_in_go_over_the_end_of_a_cycle(
    steps: list[dict[str, object]], repeats: int, run: float, entries: float | None
) -> None:
    found = amounts(cycle(repeats, *steps))
    assert found["drive.run"] == run
    assert found.get("vehicle_entry.dose") == entries


def test_a_desk_between_two_drives_does_not_end_the_sitting() -> None:
    found = amounts(cycle(1, DRIVE, step(TaskKind.SITTING, 10), DRIVE))
    assert found["sit.run"] == 18
    assert found["drive.run"] == 4


def test_the_steps_of_a_cycle_say_better_than_the_kind_how_long_one_sits() -> None:
    assert amounts(cycle(12, DRIVE, CLIMB_OUT))["sit.dose"] == 48


def test_what_is_held_at_a_time_in_a_step_counts_as_it_is() -> None:
    bent = step(TaskKind.LIFTING, 5, measured({"posture.trunk_flexed_bout_min": 6}))
    assert amounts(cycle(10, bent, CLIMB_OUT, kind=TaskKind.LIFTING))["trunk_flexed.run"] == 6


def of_key(demands: list[Demand], dimension: str, aspect: Aspect = Aspect.PEAK) -> list[Demand]:
    return accounts_by_key(demands)[Key(dimension, aspect)]


def test_a_lift_in_a_step_is_as_frequent_as_the_step_is_long() -> None:
    found = cycle(40, step(TaskKind.LIFTING, 5, lift()), CLIMB_OUT, kind=TaskKind.LIFTING)
    assert of_key(found, FLOOR_WAIST)[0].frequency is Band.FREQUENT


def test_the_lighter_of_two_lifts_does_not_hide_behind_the_heavier() -> None:
    """9 kg from a shelf and 8 kg from the floor are both kept, each with its own height."""
    shelf, floor = step(TaskKind.LIFTING, 1, lift(9, 60, 90)), step(TaskKind.LIFTING, 1, lift(8, 15, 90))
    found = of_key(cycle(10, shelf, floor, kind=TaskKind.LIFTING), FLOOR_WAIST)
    assert [(d.maximum, d.hand_height_low_cm) for d in found] == [(9, 60), (8, 15)]


def test_a_lifting_step_that_was_not_measured_leaves_the_zones_unknown() -> None:
    known, unknown = step(TaskKind.LIFTING, 1, lift(8, 60, 90)), step(TaskKind.LIFTING, 1)
    assert amounts(cycle(10, known, unknown, kind=TaskKind.LIFTING)) == {"lift_floor_waist.peak": 8}


def test_conflicting_accounts_are_both_kept_the_highest_first() -> None:
    stated = a_demand("sit", 90, Aspect.RUN, source=HowKnown.WORKER)
    lower = a_demand("sit", 30, Aspect.RUN, source=HowKnown.EMPLOYER)
    task = a_task(TaskKind.SITTING, measured({"sit.bout_min": 45}), demands=[lower, stated])
    found = of_key(demands_of(task), "sit", Aspect.RUN)
    assert [(d.maximum, d.source) for d in found] == [
        (90, HowKnown.WORKER),
        (45, HowKnown.OBSERVED),
        (30, HowKnown.EMPLOYER),
    ]


def test_the_maximum_counts_before_the_usual_amount() -> None:
    usual = Demand(dimension="sit", aspect=Aspect.RUN, usual=50)
    busiest = Demand(dimension="sit", aspect=Aspect.RUN, usual=20, maximum=60)
    assert amount_of(usual) == 50
    assert amount_of(busiest) == 60


@pytest.mark.parametrize(
    ("accounts", "kept"),
    [
        ([None, 5, 0, 3], [5, 3]),
        ([0, None], [None]),
        ([None, 0], [None]),
        ([0], [0]),
        ([None], [None]),
    ],
)
def test_an_unknown_gives_way_to_a_number_and_nothing_gives_way_to_an_unknown(
    accounts: list[float | None], kept: list[float | None]
) -> None:
    task = a_task(demands=[a_demand("carry", amount) for amount in accounts])
    assert [d.maximum for d in demands_of(task)] == kept


def test_a_stated_lift_takes_its_heights_from_the_measured_one() -> None:
    task = a_task(TaskKind.LIFTING, lift(8, 60, 90), demands=[a_demand(FLOOR_WAIST, 12)])
    stated = demands_of(task)[0]
    assert (stated.maximum, stated.hand_height_low_cm, stated.reach_cm) == (12, 60, 30)
    assert stated.frequency is Band.OCCASIONAL


def test_a_stated_lift_takes_nothing_from_a_measured_one_that_is_itself_unknown() -> None:
    near, unknown = (step(TaskKind.LIFTING, 1, lift(8, 60, 90, h_dest_cm=reach)) for reach in (30, None))
    task = a_task(
        TaskKind.LIFTING,
        cycle={"steps": [near, unknown], "repeats_per_shift": 10},
        demands=[a_demand(FLOOR_WAIST, 12)],
    )
    stated = demands_of(task)[0]
    assert (stated.maximum, stated.hand_height_low_cm, stated.reach_cm) == (12, 60, None)


def test_a_stated_lift_keeps_the_heights_it_names() -> None:
    task = a_task(
        TaskKind.LIFTING, lift(8, 60, 90), demands=[a_demand(FLOOR_WAIST, 12, hand_height_low_cm=20)]
    )
    assert demands_of(task)[0].hand_height_low_cm == 20
    assert task.demands[0].reach_cm is None, "what was typed stays as it was typed"


def test_a_stated_lift_in_a_zone_that_the_measured_one_does_not_enter_stands() -> None:
    stated = a_demand(ABOVE, 4, hand_height_low_cm=150, hand_height_high_cm=160, reach_cm=40)
    task = a_task(TaskKind.LIFTING, lift(8, 60, 90), demands=[stated])
    assert of_key(demands_of(task), ABOVE) == [stated]


def test_left_and_right_are_different_demands() -> None:
    sides = [a_demand("grip", 40, side=Side.LEFT), a_demand("grip", 90, side=Side.RIGHT)]
    assert amounts(sides) == {"grip.peak.left": 40, "grip.peak.right": 90}


def test_a_gate_is_asked_for_without_an_amount() -> None:
    assert amount_of(a_demand("nights", None, Aspect.GATE)) == 1


def test_what_a_step_asks_for_lasts_as_long_as_its_step() -> None:
    """Half a minute of lifting at each of 60 stops is half an hour of lifting, whatever the rest of the round."""
    take = step(TaskKind.LIFTING, 0.5, lift())
    carry = step(TaskKind.PUSH_PULL_CARRY, 1, measured({"carry.load_kg": 10}))
    found = cycle(60, DRIVE, take, carry)
    assert {d.minutes_per_shift for d in of_key(found, FLOOR_WAIST)} == {30}
    assert {d.minutes_per_shift for d in of_key(found, "carry")} == {60}


def test_a_lift_lasts_as_long_as_was_measured_and_else_as_its_task() -> None:
    measured_so = a_task(TaskKind.LIFTING, lift(duration_h=0.5))
    assert of_key(demands_of(measured_so), FLOOR_WAIST)[0].minutes_per_shift == 30
    assert of_key(demands_of(a_task(TaskKind.LIFTING, lift())), FLOOR_WAIST)[0].minutes_per_shift == 60


@pytest.mark.parametrize(
    ("kind", "quantity", "doses"),
    [
        (TaskKind.SITTING, "sit.total_h", {"sit.dose": 30}),
        (TaskKind.DRIVING, "drive.total_h", {"sit.dose": 30, "drive.dose": 30}),
        (TaskKind.DRIVING, "sit.total_h", {"sit.dose": 30, "drive.dose": 60}),
    ],
)
def test_the_time_that_was_measured_counts_before_the_minutes_of_the_task(
    kind: TaskKind, quantity: str, doses: dict[str, float]
) -> None:
    """Half an hour of an hour's screen work is done standing."""
    found = amounts(demands_of(a_task(kind, measured({quantity: 0.5}))))
    assert {key: amount for key, amount in found.items() if key.endswith(".dose")} == doses
