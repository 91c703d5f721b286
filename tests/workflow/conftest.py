"""A desk on a store of its own, and a small case that can be planned."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from ergo.knowledge.dimensions import Aspect
from ergo.model.base import HowKnown, Measurement
from ergo.model.capacity import Capacity, Certificate, Reading, Restriction
from ergo.model.case import Case
from ergo.model.job import Job, Roster, Shift, Task, TaskKind
from ergo.model.record import PlanSettings
from ergo.model.worker import Worker
from ergo.store.database import open_store
from ergo.workflow.desk import Desk

START = date(2026, 2, 2)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    store = open_store(f"sqlite:///{(tmp_path / 'cases.sqlite').as_posix()}")
    yield Desk(store)
    store.close()


@pytest.fixture
def case() -> Case:
    """Eight-hour days, half of them picking from the floor and half sorting; 10 kg certified for four weeks."""
    lift = {
        "lift.load_kg": 8.0,
        "lift.v_origin_cm": 20.0,
        "lift.v_dest_cm": 90.0,
        "lift.h_origin_cm": 58.0,
        "lift.asym_deg": 60.0,
        "lift.freq_per_min": 1.0,
        "lift.coupling": "fair",
    }
    pick = Task(
        id="pick",
        name="Pick from floor",
        kind=TaskKind.LIFTING,
        minutes_per_shift=240,
        measurements={name: Measurement(value=value) for name, value in lift.items()},
    )
    sort = Task(id="sort", name="Sort post", kind=TaskKind.SITTING, minutes_per_shift=240)
    shifts = [Shift(day=day, start=time(8), paid_min=480) for day in range(5)]
    light = Restriction(
        id="light",
        wording="No lifting over 10 kg",
        author="A. N. Other",
        reading=Reading(dimensions=["lift_floor_waist", "lift_waist_shoulder"], aspect=Aspect.PEAK, limit=10),
    )
    return Case(
        id="c1",
        worker=Worker(code="W-1"),
        job=Job(title="Picker", roster=Roster(anchor=START, shifts=shifts), tasks=[pick, sort]),
        capacities=[
            Capacity(
                id="seated",
                dimension="sit",
                aspect=Aspect.DOSE,
                value=300,
                how=HowKnown.MEASURED,
                on=date(2026, 1, 20),
            )
        ],
        certificates=[
            Certificate(
                author="A. N. Other",
                issued_on=date(2026, 1, 26),
                valid_from=START,
                valid_until=date(2026, 3, 1),
                restrictions=[light],
            )
        ],
        plan_settings=PlanSettings(start=START, policy_id="half_days_4_6_8", horizon_weeks=6),
    )
