"""Drivers are found from numbers, with the figure that shows them; what is not measured is undecided, not absent."""

import math

import pytest

from ergo.advice.drivers import State, figure_words, find_drivers, found_drivers
from ergo.knowledge.drivers import TriggerStatus, method_figures
from ergo.methods import load, niosh_1994
from ergo.model.base import Measurement
from ergo.model.job import Cycle, CycleStep, Task, TaskKind
from ergo.units import UnitSystem

LOW_PALLET = {
    "lift.load_kg": 15,
    "lift.h_origin_cm": 45,
    "lift.v_origin_cm": 20,
    "lift.v_dest_cm": 100,
    "lift.asym_deg": 45,
    "lift.freq_per_min": 2,
    "lift.duration_h": 1.5,
    "lift.coupling": "poor",
    "lift.hands": 2,
    "lift.unstable": False,
}


def task_with(values, kind=TaskKind.LIFTING):
    return Task(name="Pick", kind=kind, measurements={k: Measurement(value=v) for k, v in values.items()})


def niosh(values):
    """The method itself on the same numbers; its fields are the ids without their group."""
    fields = niosh_1994.Niosh1994Input.model_fields
    return niosh_1994.score(**{k.split(".")[1]: v for k, v in values.items() if k.split(".")[1] in fields})


def state_of(findings, driver_id):
    return next(finding for finding in findings if finding.driver.id == driver_id)


def test_drivers_of_a_low_pallet():
    findings = find_drivers(task_with(LOW_PALLET), [niosh(LOW_PALLET)])
    assert found_drivers(findings) == [
        "lift.heavy_load",
        "lift.low_origin",
        "lift.far_reach",
        "lift.vertical_travel",
        "lift.twist",
        "lift.high_frequency",
        "lift.poor_coupling",
    ]


def test_each_found_driver_carries_its_figure_and_the_status_of_its_threshold():
    findings = find_drivers(task_with(LOW_PALLET), [niosh(LOW_PALLET)])
    low = state_of(findings, "lift.low_origin")
    assert (low.figure.value, low.figure.trigger.value) == (20, 50)
    assert low.driver.trigger_status is TriggerStatus.PROPOSED
    # Table 5: 2 lifts a minute, up to 2 hours, V below 75 cm: 0.84.
    assert state_of(findings, "lift.high_frequency").figure.value == pytest.approx(0.84)
    # 23 x 25/45 x (1 - 0.003 x 55) x (0.82 + 4.5/80) x (1 - 0.0032 x 45) x 0.84 x 0.90 by hand
    limit_kg = 23 * (25 / 45) * 0.835 * 0.87625 * 0.856 * 0.84 * 0.90
    heavy = state_of(findings, "lift.heavy_load")
    assert heavy.figure.value == pytest.approx(15 / limit_kg)
    assert heavy.driver.trigger_status is TriggerStatus.PUBLISHED


def test_what_is_within_is_absent():
    findings = find_drivers(task_with(LOW_PALLET), [niosh(LOW_PALLET)])
    for driver_id in ("lift.low_destination", "lift.above_shoulder", "lift.one_handed", "lift.unstable_load"):
        assert state_of(findings, driver_id).state is State.ABSENT, driver_id


def test_what_was_not_measured_is_undecided_and_says_what_is_missing():
    findings = find_drivers(task_with({"lift.load_kg": 15}))
    low, heavy = state_of(findings, "lift.low_origin"), state_of(findings, "lift.heavy_load")
    assert (low.state, low.missing) == (State.UNDECIDED, ("lift.v_origin_cm",))
    assert (heavy.state, heavy.missing) == (State.UNDECIDED, ("niosh.rwl_kg",))
    assert found_drivers(findings) == []


def test_one_alternative_is_enough_and_one_unknown_keeps_it_open():
    """A load is bulky when it is wide or deep."""
    wide = find_drivers(task_with({"lift.load_width_cm": 70}))
    assert state_of(wide, "lift.bulky_load").state is State.FOUND
    narrow = state_of(find_drivers(task_with({"lift.load_width_cm": 40})), "lift.bulky_load")
    assert (narrow.state, narrow.missing) == (State.UNDECIDED, ("lift.load_depth_cm",))
    assert narrow.figure.value == 40
    both = find_drivers(task_with({"lift.load_width_cm": 40, "lift.load_depth_cm": 30}))
    assert state_of(both, "lift.bulky_load").state is State.ABSENT


def test_beyond_the_equation_no_load_is_light():
    """H of 64 cm: the weight limit is zero, so the load is beyond it without bounds."""
    far = LOW_PALLET | {"lift.h_origin_cm": 64}
    heavy = state_of(find_drivers(task_with(far), [niosh(far)]), "lift.heavy_load")
    assert heavy.state is State.FOUND
    assert heavy.figure.value == math.inf
    assert "without bounds" in figure_words(heavy.figure)


@pytest.mark.parametrize(
    ("quantity_id", "value", "driver_id", "state"),
    [
        ("lift.v_origin_cm", 49.9, "lift.low_origin", State.FOUND),
        ("lift.v_origin_cm", 50, "lift.low_origin", State.ABSENT),
        ("lift.asym_deg", 30, "lift.twist", State.FOUND),
        ("lift.asym_deg", 29.9, "lift.twist", State.ABSENT),
        ("lift.h_origin_cm", 40, "lift.far_reach", State.ABSENT),
        ("lift.h_origin_cm", 40.1, "lift.far_reach", State.FOUND),
        ("lift.body_position", "kneel", "lift.seated_or_kneeling", State.FOUND),
        ("lift.body_position", "stand", "lift.seated_or_kneeling", State.ABSENT),
        ("lift.hands", 1, "lift.one_handed", State.FOUND),
        ("lift.restricted_space", True, "lift.restricted_space", State.FOUND),
        ("lift.duration_h", 2, "lift.long_duration", State.ABSENT),
        ("push.handle_height_cm", 76, "push.handle_height", State.ABSENT),
        ("push.handle_height_cm", 75, "push.handle_height", State.FOUND),
        ("push.handle_height_cm", 121, "push.handle_height", State.FOUND),
        ("push.surface", "slope", "push.poor_surface", State.FOUND),
    ],
)
def test_edges_of_thresholds(quantity_id, value, driver_id, state):
    assert state_of(find_drivers(task_with({quantity_id: value})), driver_id).state is state


def test_figures_made_of_two():
    pain = find_drivers(task_with({"pain.nprs_now": 6, "pain.nprs_usual": 4}))
    assert state_of(pain, "pain.flare").figure.value == 2
    bench = find_drivers(task_with({"stand.bench_height_cm": 85}), figures={"worker.elbow_height_cm": 105})
    assert state_of(bench, "stand.work_height").figure.value == 20
    walk = find_drivers(task_with({"walk.distance_m": 300}), figures={"worker.walk_tolerance_m": 200})
    assert state_of(walk, "walk.long_distance").figure.value == 1.5


def test_a_driver_of_a_step_is_a_driver_of_the_task():
    """A round by van: nothing of the drive itself is low, the parcel is taken from a floor at 20 cm."""
    parcel = task_with(LOW_PALLET).measurements
    steps = [
        CycleStep(name="Drive", kind=TaskKind.DRIVING, minutes=6),
        CycleStep(name="Parcel", kind=TaskKind.LIFTING, minutes=1, measurements=parcel),
    ]
    van = task_with({"drive.entries_per_day": 60}, TaskKind.DRIVING)
    found = find_drivers(van.model_copy(update={"cycle": Cycle(steps=steps, repeats_per_shift=60)}))
    assert state_of(found, "lift.low_origin").state is State.FOUND
    assert state_of(found, "drive.egress").state is State.FOUND
    assert not [f for f in find_drivers(van) if f.driver.id == "lift.low_origin"]


def test_only_drivers_that_such_work_can_have_are_looked_for():
    groups = {finding.driver.group for finding in find_drivers(task_with({}))}
    assert groups == {"lift"}
    with_posture = find_drivers(task_with({"posture.trunk_twist": True}))
    assert state_of(with_posture, "posture.trunk_twist").state is State.FOUND


def test_what_only_a_person_can_see_is_asked():
    findings = find_drivers(task_with({}, TaskKind.DRIVING))
    assert state_of(findings, "drive.steering_reach").state is State.ASK


@pytest.mark.parametrize(
    ("values", "driver_id", "system", "words"),
    [
        (
            {"lift.v_origin_cm": 20},
            "lift.low_origin",
            UnitSystem.METRIC,
            "Hand height at the start of the lift: 20 cm (below 50 cm)",
        ),
        (
            {"lift.v_origin_cm": 25.4},
            "lift.low_origin",
            UnitSystem.US,
            "Hand height at the start of the lift: 10 in (below 19.7 in)",
        ),
        (
            {"lift.coupling": "poor"},
            "lift.poor_coupling",
            UnitSystem.METRIC,
            "Grip on the load: poor",
        ),
        (
            {"lift.unstable": True},
            "lift.unstable_load",
            UnitSystem.METRIC,
            "Load shifts while lifted: yes",
        ),
        (
            {"lift.body_position": "sit"},
            "lift.seated_or_kneeling",
            UnitSystem.METRIC,
            "Body position while lifting: seated",
        ),
        (
            {"push.handle_height_cm": 60},
            "push.handle_height",
            UnitSystem.METRIC,
            "Height of the handle: 60 cm (outside 76 cm to 120 cm)",
        ),
    ],
)
def test_a_figure_in_words(values, driver_id, system, words):
    finding = state_of(find_drivers(task_with(values)), driver_id)
    assert figure_words(finding.figure, system) == words


def test_figures_of_methods_are_steps_of_those_methods():
    for figure in method_figures().values():
        if figure.method:
            terms = load(figure.method).terms
            assert figure.step is None or terms[figure.step].unit == figure.unit, figure.id


def test_nothing_is_found_and_nothing_ruled_out_without_a_number():
    for kind in TaskKind:
        states = {finding.state for finding in find_drivers(task_with({}, kind))}
        assert states <= {State.UNDECIDED, State.ASK}, kind
