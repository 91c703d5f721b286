"""What-if: effect rules act on a copy, clamps never worsen, and nothing unknown is invented."""

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ergo.advice.apply import Change, apply, as_planned, scores_after
from ergo.errors import InputError
from ergo.knowledge.catalogue import (
    AtLeast,
    AtMost,
    CatalogueItem,
    InRange,
    Remeasure,
    SetTo,
    catalogue,
    catalogue_item,
)
from ergo.knowledge.files import read_csv
from ergo.knowledge.quantities import quantity
from ergo.methods.niosh_equation import (
    Coupling,
    asymmetry_multiplier,
    coupling_multiplier,
    distance_multiplier,
    horizontal_multiplier,
    vertical_multiplier,
)
from ergo.model.base import HowKnown, Measurement
from ergo.model.job import Cycle, CycleStep, Task, TaskKind

EXAMPLES = {
    example["id"]: example
    for example in json.loads(
        (Path(__file__).parent / "data" / "effect_examples.json").read_text(encoding="utf-8")
    )["examples"]
}
LOAD_CONSTANT_KG = 23  # 94-110, section 1.3


def task_with(kind=TaskKind.LIFTING, **measured):
    """A task; lift__load_kg=12 stands for the quantity lift.load_kg."""
    values = {name.replace("__", "."): value for name, value in measured.items()}
    return Task(name="Pick", kind=kind, measurements={k: Measurement(value=v) for k, v in values.items()})


def values_of(task):
    return {name: measurement.value for name, measurement in task.measurements.items()}


def item_with(*rules):
    """An item of the catalogue with other rules."""
    row = next(row for row in read_csv("equipment.csv") if row["id"] == "EQ001")
    return CatalogueItem.model_validate(row | {"effect_rules": json.dumps(rules)})


def test_fx1_four_items_one_after_another():
    """FX1: 15 kg from a low pallet; FM is held constant there, so the other multipliers are computed here."""
    example = EXAMPLES["FX1"]
    given_ = example["inputs"]
    task = task_with(
        lift__load_kg=given_["load_kg"],
        lift__h_origin_cm=given_["H_cm"],
        lift__v_origin_cm=given_["V_cm"],
        lift__d_travel_cm=given_["D_cm"],
        lift__asym_deg=given_["A_deg"],
        lift__coupling=given_["coupling"],
    )

    def weight_limit(values):
        grip = Coupling[values["lift.coupling"].upper()]
        return (
            LOAD_CONSTANT_KG
            * horizontal_multiplier(values["lift.h_origin_cm"])
            * vertical_multiplier(values["lift.v_origin_cm"])
            * distance_multiplier(values["lift.d_travel_cm"])
            * asymmetry_multiplier(values["lift.asym_deg"])
            * coupling_multiplier(grip, values["lift.v_origin_cm"])
            * given_["FM"]
        )

    limits = [weight_limit(values_of(task))]
    for step in example["steps"]:
        task = apply(task, catalogue_item(step["apply"])).task
        limits.append(weight_limit(values_of(task)))
    expected = example["expected"]
    assert limits == pytest.approx(expected["rwl_kg"], abs=expected["tolerance"])
    indices = [given_["load_kg"] / limit for limit in limits]
    assert indices == pytest.approx(expected["lifting_index"], abs=expected["tolerance"])
    assert values_of(task) == {
        "lift.load_kg": 15,
        "lift.h_origin_cm": 35,
        "lift.v_origin_cm": 75,
        "lift.d_travel_cm": 25,
        "lift.asym_deg": 15,
        "lift.coupling": "good",
    }


def test_fx3_vibration_dose_is_computed_from_its_parts():
    """FX3: 0.70 m/s2 for 6 h; an active seat halves the acceleration, a shorter shift halves the time."""
    example = EXAMPLES["FX3"]
    task = task_with(
        TaskKind.DRIVING, wbv__aw_ms2=example["inputs"]["aw_ms2"], drive__total_h=example["inputs"]["hours"]
    )

    def dose(changed):
        values = values_of(changed)
        return values["wbv.aw_ms2"] * math.sqrt(values["drive.total_h"] / 8)

    seat, hours = apply(task, catalogue_item("EQ102")), apply(task, catalogue_item("MO102"))
    assert [dose(task), dose(seat.task), dose(hours.task)] == pytest.approx(
        example["expected"]["a8_ms2"], abs=example["expected"]["tolerance"]
    )
    assert hours.remeasure == ()  # the dose follows from the halved time


@st.composite
def items_with_values(draw):
    """An item of the catalogue and a value for every quantity its rules act on."""
    item = catalogue_item(draw(st.sampled_from([i for i, row in catalogue().items() if row.effect_rules])))
    values = {}
    for rule in item.effect_rules:
        wanted = quantity(rule.input)
        if wanted.kind == "number":
            values[wanted.id] = float(
                draw(
                    st.integers(math.ceil(wanted.low), math.floor(wanted.high))
                    if wanted.whole
                    else st.floats(wanted.low, wanted.high)
                )
            )
        elif wanted.kind == "flag":
            values[wanted.id] = draw(st.booleans())
        else:
            values[wanted.id] = draw(st.sampled_from([choice.value for choice in wanted.choices]))
    return item, values


WORKER = {"worker.lift_capacity_kg": 8.0, "worker.hours_tolerance": 4.0}


def outside(rule, value):
    """How far a value lies outside what a clamp asks for."""
    if isinstance(rule, AtMost):
        return max(0.0, value - (WORKER[rule.value] if isinstance(rule.value, str) else rule.value))
    if isinstance(rule, AtLeast):
        return max(0.0, rule.value - value)
    return max(0.0, rule.lo - value, value - rule.hi)


@given(items_with_values())
def test_clamps_never_worsen_and_never_do_more_than_they_must(case):
    item, before = case
    task = Task(
        name="T", kind=TaskKind.OTHER, measurements={k: Measurement(value=v) for k, v in before.items()}
    )
    after = values_of(apply(task, item, worker=WORKER).task)
    for rule in item.effect_rules:
        if isinstance(rule, AtMost | AtLeast | InRange) and not quantity(rule.input).computed:
            assert outside(rule, after[rule.input]) == 0
            if outside(rule, before[rule.input]) == 0:
                assert after[rule.input] == before[rule.input]
            else:
                moved = abs(after[rule.input] - before[rule.input])
                assert moved == pytest.approx(outside(rule, before[rule.input]))


@given(items_with_values())
def test_the_task_stays_as_it_was_and_only_named_quantities_change(case):
    item, before = case
    task = Task(
        name="T", kind=TaskKind.OTHER, measurements={k: Measurement(value=v) for k, v in before.items()}
    )
    kept = task.model_dump()
    what_if = apply(task, item)
    assert task.model_dump() == kept
    named = {rule.input for rule in item.effect_rules}
    assert {change.quantity for change in what_if.changes} | set(what_if.remeasure) <= named
    assert set(values_of(what_if.task)) == set(before) - set(what_if.remeasure)
    Task.model_validate(what_if.task.model_dump())  # every value is possible


@given(items_with_values())
def test_what_was_not_measured_is_not_invented(case):
    item, _ = case
    what_if = apply(task_with(TaskKind.OTHER), item)
    assert what_if.changes == ()
    assert what_if.remeasure == ()
    assert what_if.task.measurements == {}


@pytest.mark.parametrize(
    "item_id", [i for i, row in catalogue().items() if any(isinstance(r, SetTo) for r in row.effect_rules)]
)
def test_set_gives_the_value_of_the_rule(item_id):
    item = catalogue_item(item_id)
    for rule in item.effect_rules:
        if isinstance(rule, SetTo):
            wanted = quantity(rule.input)
            other = {"number": 9.0 if not wanted.whole else 1.0, "flag": not rule.value}.get(wanted.kind)
            if other is None:
                # The last choice is the worst: a better one than the rule's is not taken back.
                other = [choice.value for choice in wanted.choices if choice.value != rule.value][-1]
            task = Task(name="T", kind=TaskKind.OTHER, measurements={rule.input: Measurement(value=other)})
            assert values_of(apply(task, item).task)[rule.input] == rule.value


def test_scaled_and_added_quantities_are_all_harder_when_higher():
    """The cautious end of a range is the higher one; this holds only while this list is complete."""
    ranged = {
        rule.input for row in catalogue().values() for rule in row.effect_rules if rule.op in {"scale", "add"}
    }
    assert ranged == {
        "carry.distance_m",
        "carry.freq_per_h",
        "carry.load_kg",
        "drive.total_h",
        "hand.grip_force_n",
        "hav.trigger_min",
        "lift.freq_per_min",
        "lift.load_kg",
        "sit.total_h",
        "wbv.aw_ms2",
    }


def test_a_range_gives_its_cautious_end_and_the_other():
    """EQ070: a sit-stand desk takes 1.4 to 1.9 h off the sitting of a day (Cochrane 2018: 84 to 116 min)."""
    what_if = apply(task_with(TaskKind.SITTING, sit__total_h=7.0), catalogue_item("EQ070"))
    (change,) = what_if.changes
    assert (change.quantity, change.before) == ("sit.total_h", 7.0)
    assert change.after == pytest.approx(5.6)
    assert change.best == pytest.approx(5.1)


def test_an_added_amount_stops_at_nothing():
    what_if = apply(task_with(TaskKind.SITTING, sit__total_h=1.0), catalogue_item("EQ070"))
    assert what_if.changes == (Change("sit.total_h", 1.0, 0.0, 0.0),)


def test_an_unknown_effect_asks_for_a_measurement_and_predicts_nothing():
    """MO021: two people lift; the share of each is not known before it is measured."""
    what_if = apply(
        task_with(lift__load_kg=30, lift__load_max_kg=35, lift__persons=1), catalogue_item("MO021")
    )
    assert what_if.remeasure == ("lift.load_kg", "lift.load_max_kg")
    assert values_of(what_if.task) == {"lift.persons": 2}


def test_changed_values_say_that_they_are_estimated_and_by_what():
    what_if = apply(task_with(lift__v_origin_cm=20, lift__load_kg=8), catalogue_item("EQ001"))
    changed = what_if.task.measurements["lift.v_origin_cm"]
    assert (changed.value, changed.how, changed.by) == (75, HowKnown.ESTIMATED, "EQ001")
    assert what_if.task.measurements["lift.load_kg"].how is HowKnown.OBSERVED


def test_the_heaviest_load_is_split_like_the_usual_one():
    what_if = apply(
        task_with(lift__load_kg=20, lift__load_max_kg=24, lift__freq_per_min=2, lift__lifts_per_shift=301),
        catalogue_item("EQ018"),
    )
    assert values_of(what_if.task) == {
        "lift.load_kg": 10,
        "lift.load_max_kg": 12,
        "lift.freq_per_min": 4,
        "lift.lifts_per_shift": 602,
    }


def test_a_seat_acts_on_every_direction_that_was_measured():
    what_if = apply(
        task_with(TaskKind.DRIVING, drive__aw_x_ms2=0.2, drive__aw_z_ms2=0.6), catalogue_item("EQ102")
    )
    assert values_of(what_if.task) == pytest.approx({"drive.aw_x_ms2": 0.1, "drive.aw_z_ms2": 0.3})
    assert what_if.unknown == ()


def test_a_dose_of_unknown_change_asks_for_the_acceleration_and_not_the_hours():
    what_if = apply(
        task_with(TaskKind.DRIVING, drive__aw_z_ms2=0.6, drive__total_h=5), catalogue_item("EQ112")
    )
    assert what_if.remeasure == ("drive.aw_z_ms2",)
    assert values_of(what_if.task) == {"drive.total_h": 5}


@pytest.mark.parametrize(
    ("travel", "v_dest", "after"),
    [
        (None, 90, None),  # follows from the heights
        (70, 90, 15),  # repeated the heights (20 to 90), and still does
        (70, 150, 25),  # over an obstacle: not bound to the heights, so the item's own rule holds
        (
            130,
            150,
            75,
        ),  # repeated the heights: the table cannot hold travel to 25 cm when the load goes to 150
        (70, None, 25),  # the other height is not known
    ],
)
def test_vertical_travel(travel, v_dest, after):
    measured = {"lift__v_origin_cm": 20, "lift__d_travel_cm": travel, "lift__v_dest_cm": v_dest}
    what_if = apply(
        task_with(**{name: value for name, value in measured.items() if value is not None}),
        catalogue_item("EQ001"),
    )
    assert what_if.task.measurements["lift.v_origin_cm"].value == 75
    kept = what_if.task.measurements.get("lift.d_travel_cm")
    assert (None if kept is None else kept.value) == after


def test_travel_that_follows_from_the_heights_is_not_called_unknown():
    what_if = apply(task_with(lift__v_origin_cm=20, lift__v_dest_cm=90), catalogue_item("EQ001"))
    assert what_if.unknown == ("posture.trunk_flexion_deg",)


def test_a_limit_that_is_the_workers_own_needs_that_figure():
    """MO011: no unit heavier than the worker's tested capacity."""
    task, item = task_with(lift__load_kg=15), catalogue_item("MO011")
    without = apply(task, item)
    assert (without.changes, without.unknown) == ((), ("worker.lift_capacity_kg",))
    assert without.remeasure == ("lift.load_kg",)  # nothing is predicted from the old load
    with_figure = apply(task, item, worker={"worker.lift_capacity_kg": 8})
    assert with_figure.changes == (Change("lift.load_kg", 15, 8, 8),)


def test_nothing_is_predicted_beyond_what_is_physically_possible():
    """Twice 40 lifts a minute is no rate at all: it must be counted again."""
    what_if = apply(task_with(lift__load_kg=4, lift__freq_per_min=40), catalogue_item("MO008"))
    assert what_if.remeasure == ("lift.freq_per_min",)


def test_an_exoskeleton_leaves_the_lift_alone():
    lift = {
        "lift__load_kg": 15,
        "lift__h_origin_cm": 40,
        "lift__v_origin_cm": 30,
        "lift__asym_deg": 30,
        "lift__freq_per_min": 2,
        "lift__coupling": "fair",
    }
    for item_id in ("EQ030", "EQ031"):
        what_if = apply(task_with(**lift), catalogue_item(item_id))
        assert what_if.changes == ()
        assert values_of(what_if.task) == values_of(task_with(**lift))


def test_one_step_of_a_cycle():
    steps = [
        CycleStep(
            id=name,
            name=name,
            kind=TaskKind.LIFTING,
            minutes=1,
            measurements=task_with(lift__load_kg=20).measurements,
        )
        for name in ("load", "unload")
    ]
    task = Task(name="Round", kind=TaskKind.LIFTING, cycle=Cycle(steps=steps, repeats_per_shift=10))
    what_if = apply(task, catalogue_item("MO008"), part="unload")
    loads = [step.measurements["lift.load_kg"].value for step in what_if.task.cycle.steps]
    assert loads == [20, 10]
    assert [step.measurements["lift.load_kg"].value for step in task.cycle.steps] == [20, 20]


def a_round():
    """Two steps with a load, and a load of the task itself."""
    steps = [
        CycleStep(
            id=name,
            name=name,
            kind=TaskKind.LIFTING,
            minutes=1,
            measurements=task_with(lift__load_kg=kg, lift__asym_deg=60).measurements,
        )
        for name, kg in (("load", 20), ("unload", 12))
    ]
    own = task_with(carry__load_kg=20).measurements
    cycle = Cycle(steps=steps, repeats_per_shift=10)
    return Task(name="Round", kind=TaskKind.DRIVING, cycle=cycle, measurements=own)


def test_an_item_for_a_whole_task_reaches_every_step_of_its_cycle():
    """MO009 halves what is lifted and what is carried; MO008 halves what is lifted alone."""
    what_if = apply(a_round(), catalogue_item("MO009"))
    assert [step.measurements["lift.load_kg"].value for step in what_if.task.cycle.steps] == [10, 6]
    assert what_if.task.measurements["carry.load_kg"].value == 10
    assert what_if.changes == (
        Change("carry.load_kg", 20, 10, 10),
        Change("lift.load_kg", 20, 10, 10),
        Change("lift.load_kg", 12, 6, 6),
    )
    assert what_if.unknown == ("carry.freq_per_h",)


def test_a_plan_counts_on_what_was_measured_after_in_every_step_that_had_it():
    """EQ028 weighs: the load changes by an unknown amount and stays as it was until it is measured again."""
    weighed = catalogue_item("EQ028")
    as_before = as_planned(a_round(), weighed, {})
    assert [step.measurements["lift.load_kg"].value for step in as_before.cycle.steps] == [20, 12]
    after = {"lift.load_kg": Measurement(value=8), "walk.distance_m": Measurement(value=50)}
    measured = as_planned(a_round(), weighed, after)
    assert [step.measurements["lift.load_kg"].value for step in measured.cycle.steps] == [8, 8]
    assert {name: m.value for name, m in measured.measurements.items()} == {
        "carry.load_kg": 20,
        "walk.distance_m": 50,
    }


def test_a_step_that_is_not_there_is_an_error_in_words():
    with pytest.raises(InputError, match="'Pick' has no step 'nowhere'"):
        apply(task_with(lift__load_kg=3), catalogue_item("MO008"), part="nowhere")


def test_counting_again_asks_for_the_lifts_of_the_shift_too():
    item = item_with({"input": "lift.freq_per_min", "op": "remeasure"})
    assert all(isinstance(rule, Remeasure) for rule in item.effect_rules)
    what_if = apply(task_with(lift__freq_per_min=2, lift__lifts_per_shift=300), item)
    assert set(what_if.remeasure) == {"lift.freq_per_min", "lift.lifts_per_shift"}


def test_hours_of_a_task_that_were_not_measured_on_their_own_are_its_minutes():
    """MO024 keeps lifting to an hour; a lifting task of 90 minutes lasts 1.5 h."""
    task = task_with(lift__load_kg=10).model_copy(update={"minutes_per_shift": 90})
    assert apply(task, catalogue_item("MO024")).changes == (Change("lift.duration_h", 1.5, 1.0, 1.0),)
    measured = task_with(lift__duration_h=0.5).model_copy(update={"minutes_per_shift": 90})
    assert apply(measured, catalogue_item("MO024")).changes == ()


def test_nothing_is_scored_from_what_must_be_measured_again():
    """Lifts of unknown rate have no index, also where the method could do without the measurement."""
    lift = {
        "lift__load_kg": 15,
        "lift__load_max_kg": 20,
        "lift__h_origin_cm": 40,
        "lift__v_origin_cm": 30,
        "lift__v_dest_cm": 90,
        "lift__asym_deg": 0,
        "lift__freq_per_min": 2,
        "lift__duration_h": 1,
        "lift__coupling": "fair",
    }
    score = scores_after(apply(task_with(**lift), catalogue_item("MO023")))[0]
    assert (score.result, score.missing) == (None, ("lift.freq_per_min",))
    optional = item_with({"input": "lift.load_max_kg", "op": "remeasure"})
    score = scores_after(apply(task_with(**lift), optional))[0]
    assert (score.result, score.missing) == (None, ("lift.load_max_kg",))
    score = scores_after(apply(task_with(**lift), catalogue_item("EQ015")))[0]
    assert score.result.score is not None
