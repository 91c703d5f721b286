"""Drivers load whole, their triggers are read as printed, and a trigger that cannot be decided is refused."""

from collections import Counter

import pytest

from ergo.errors import InputError
from ergo.knowledge.drivers import (
    FILE,
    Driver,
    TriggerStatus,
    driver,
    driver_groups,
    drivers,
    method_figures,
)
from ergo.knowledge.files import DataFileError
from ergo.knowledge.rows import checked

DRIVER = {
    "id": "lift.test",
    "group": "lift",
    "label": "Test",
    "definition": "Test",
    "inputs": [],
    "dimensions": [],
    "trigger": [],
    "trigger_text": "Test",
    "trigger_source": "Test",
    "trigger_status": "proposed",
}


def test_trigger_status_of_the_drivers():
    assert len(drivers()) == 106
    assert Counter(row.trigger_status for row in drivers().values()) == {
        TriggerStatus.PROPOSED: 57,
        TriggerStatus.MEMORY: 33,
        TriggerStatus.PUBLISHED: 16,
    }


@pytest.mark.parametrize(
    ("driver_id", "terms", "combine", "op", "value"),
    [
        ("lift.low_origin", ("lift.v_origin_cm",), "value", "<", 50),
        ("lift.heavy_load", ("lift.load_kg", "niosh.rwl_kg"), "ratio", ">", 1.0),
        ("lift.high_frequency", ("niosh.fm",), "value", "<", 0.85),
        ("pain.flare", ("pain.nprs_now", "pain.nprs_usual"), "difference", ">=", 2),
        ("stand.work_height", ("stand.bench_height_cm", "worker.elbow_height_cm"), "distance", ">", 15),
        ("push.handle_height", ("push.handle_height_cm",), "value", "outside", (76, 120)),
        ("lift.seated_or_kneeling", ("lift.body_position",), "value", "in", ("sit", "kneel")),
    ],
)
def test_triggers_are_read(driver_id, terms, combine, op, value):
    (trigger,) = driver(driver_id).trigger
    assert (trigger.terms, trigger.combine, trigger.op, trigger.value) == (terms, combine, op, value)


def test_a_driver_without_a_trigger_is_for_a_person():
    asked = {row.id for row in drivers().values() if not row.trigger}
    assert asked == {
        "drive.steering_reach",
        "org.start_time",
        "pain.fear_avoidance",
        "pain.deconditioning",
        "pain.boom_bust",
    }


@pytest.mark.parametrize(
    ("trigger", "said"),
    [
        ({"expr": "lift.load_kg*2", "op": ">", "value": 1}, "neither a quantity nor"),
        ({"input": "lift.no_such", "op": ">", "value": 1}, "lift.no_such"),
        ({"input": "lift.body_position", "op": "in", "value": ["seated"]}, "seated"),
        ({"input": "lift.load_kg", "op": "~", "value": 1}, "op"),
        ({"expr": "niosh.magic", "op": "<", "value": 1}, "niosh.magic"),
    ],
)
def test_a_trigger_that_cannot_be_decided_is_refused(trigger, said):
    with pytest.raises(DataFileError, match=r"data/drivers.json, row 1 \(lift.test\), trigger.0") as caught:
        checked(Driver, [DRIVER | {"trigger": [trigger]}], "drivers.json")
    assert said in str(caught.value)


def test_figures_that_triggers_take_from_methods():
    figures = {row.id: (row.method, row.step) for row in method_figures().values()}
    assert figures == {
        "niosh.rwl_kg": ("niosh_1994", "rwl_kg"),
        "niosh.fm": ("niosh_1994", "fm"),
        "wbv.a8_ms2": ("wbv_a8_2002", None),
        "snook.carry_accept_kg": ("lm_carry_2021", "limit_75_women_kg"),
    }


def test_groups_of_drivers_and_the_work_they_are_looked_for_in():
    assert driver_groups()["lift"].kinds == ("lifting", "handling_people")
    assert {row.group for row in drivers().values()} == set(driver_groups())


def test_what_is_not_there_is_an_error_in_words():
    with pytest.raises(InputError, match="no driver called 'X1'"):
        driver("X1")


@pytest.mark.parametrize(
    ("field", "cell", "said"),
    [("group", "magic", "no group of drivers called 'magic'"), ("trigger_status", "sure", "published")],
)
def test_a_wrong_field_is_named(field, cell, said):
    with pytest.raises(DataFileError, match=rf"data/drivers.json, row 1 \(lift.test\), {field}") as caught:
        checked(Driver, [DRIVER | {field: cell}], FILE)
    assert said in str(caught.value)


def test_a_driver_names_the_dimensions_in_which_it_asks_for_much():
    assert driver("lift.low_origin").dimensions == ("lift_floor_waist", "trunk_flexed")
    assert driver("drive.egress").dimensions == ("vehicle_entry",)
    bare = {row.group for row in drivers().values() if not row.dimensions}
    assert bare <= {"posture", "contact", "org", "pain", "adl"}
    with pytest.raises(DataFileError, match="no dimension called 'lift_low'"):
        checked(Driver, [DRIVER | {"dimensions": ["lift_low"]}], FILE)
