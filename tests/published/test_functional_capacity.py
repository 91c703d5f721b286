"""Worked examples of job matching, as far as the vocabulary here expresses them.

Two things are said differently here. A grid of never, seldom, occasional, frequent, constant is kept as minutes of a
shift, the upper end of the band. And there is no "partial" or "match": one band apart is beyond like any other amount
above the tolerance, and only an excess of at most a tenth is called near, which is still beyond.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from ergo.analysis.match import MatchRow, State
from ergo.knowledge.dimensions import Aspect, Band, band_minutes
from ergo.model.capacity import Capacity
from ergo.model.job import Demand
from tests.analysis.build import a_capacity, a_case, a_demand, a_task, the_row

FILE = Path(__file__).parent / "data" / "job_match_examples.json"
EXAMPLES: dict[str, dict[str, Any]] = {
    example["id"]: example for example in json.loads(FILE.read_text(encoding="utf-8"))["worked_examples"]
}
SHIFT_MIN = 480
GRID = {"S": Band.SELDOM, "O": Band.OCCASIONAL, "F": Band.FREQUENT, "C": Band.CONSTANT}

# Field of the examples: dimension, aspect, frequency at which the load was tested or is asked for
LOADS = {
    "lift_floor_waist_occ_kg": Band.OCCASIONAL,
    "lift_floor_waist_freq_kg": Band.FREQUENT,
    "lift_kg": None,
}
TIMES = {"sit_min_at_a_time": "sit", "stand_min_at_a_time": "stand", "stand_min_total_continuous": "stand"}


def on_the_vocabulary(field: str, value: Any) -> tuple[str, float, Aspect, Band | None]:
    """Dimension, amount, aspect and frequency of one field of an example."""
    if field in LOADS:
        return "lift_floor_waist", value, Aspect.PEAK, LOADS[field]
    if field in TIMES:
        return TIMES[field], value, Aspect.RUN, None
    assert field == "bend"
    return "trunk_flexed", band_minutes(GRID[value], SHIFT_MIN), Aspect.DOSE, None


def demands_of(example: dict[str, Any]) -> list[Demand]:
    stated = [on_the_vocabulary(field, value) for field, value in example["demand"].items()]
    return [a_demand(name, amount, aspect, frequency=often) for name, amount, aspect, often in stated]


def capacities_of(example: dict[str, Any]) -> list[Capacity]:
    stated = [on_the_vocabulary(field, value) for field, value in example["ability"].items()]
    return [a_capacity(name, amount, aspect, frequency=often) for name, amount, aspect, often in stated]


def row_of(example_id: str, dimension: str, aspect: Aspect) -> MatchRow:
    example = EXAMPLES[example_id]
    case = a_case(a_task(demands=demands_of(example)), capacities=capacities_of(example))
    return the_row(case, dimension, aspect)


@pytest.mark.parametrize(
    ("example_id", "item", "dimension", "aspect", "verdict"),
    [
        ("jm1", "lift_occ", "lift_floor_waist", Aspect.PEAK, (State.WITHIN, False)),
        ("jm1", "lift_freq", "lift_floor_waist", Aspect.PEAK, (State.WITHIN, False)),
        ("jm1", "sit", "sit", Aspect.RUN, (State.BEYOND, False)),
        ("jm1", "bend", "trunk_flexed", Aspect.DOSE, (State.WITHIN, False)),
        ("jm2", "stand", "stand", Aspect.RUN, (State.BEYOND, False)),
        ("jm3", "lift", "lift_floor_waist", Aspect.PEAK, (State.BEYOND, True)),
        ("jm4", "bend", "trunk_flexed", Aspect.DOSE, (State.BEYOND, False)),
        ("jm5", "bend", "trunk_flexed", Aspect.DOSE, (State.BEYOND, False)),
    ],
)
def test_a_worked_example(
    example_id: str, item: str, dimension: str, aspect: Aspect, verdict: tuple[State, bool]
) -> None:
    """The verdict is the state and whether it closes the task: what breaks or less time answer does not."""
    printed = EXAMPLES[example_id]["expected"][item]
    row = row_of(example_id, dimension, aspect)
    assert (row.state, row.closes) == verdict
    assert printed.startswith("match") is (row.state is State.WITHIN)


def test_all_items_of_the_first_example_together_need_a_modification() -> None:
    """Printed: match with modification. Here: nothing closes the task, and one thing is beyond."""
    example = EXAMPLES["jm1"]
    assert example["expected"]["overall"] == "match with modification"
    rows = [
        row_of("jm1", "lift_floor_waist", Aspect.PEAK),
        row_of("jm1", "sit", Aspect.RUN),
        row_of("jm1", "trunk_flexed", Aspect.DOSE),
    ]
    assert [row.state for row in rows].count(State.BEYOND) == 1
    assert not any(row.closes for row in rows)


def test_one_band_apart_is_called_partial_there_and_beyond_here() -> None:
    assert EXAMPLES["jm5"]["expected"]["bend"] == "partial"
    row = row_of("jm5", "trunk_flexed", Aspect.DOSE)
    assert row.decisive.why == "Asks for 320 min; 160 min is tolerated."
    assert not row.decisive.near


def test_a_tenth_above_is_partial_there_and_near_here() -> None:
    """The rule of the reference: partial if the job's load is at most 1.1 times the ability."""
    for load_kg, near in [(10.0, False), (11.0, True), (11.1, False)]:
        case = a_case(
            a_task(demands=[a_demand("carry", load_kg)]),
            capacities=[a_capacity("carry", 10)],
        )
        row = the_row(case, "carry")
        assert row.state is (State.WITHIN if load_kg <= 10 else State.BEYOND)
        assert row.decisive.near is near


def test_an_ability_that_was_not_assessed_is_never_a_match() -> None:
    """The first rule of the reference."""
    row = the_row(a_case(a_task(demands=[a_demand("carry", 1)])), "carry")
    assert row.state is State.NOT_ASSESSED
    unmeasured = a_case(
        a_task(demands=[a_demand("carry", None)]), capacities=[a_capacity("carry", 50, relevant=True)]
    )
    assert the_row(unmeasured, "carry").state is State.NOT_ASSESSED
