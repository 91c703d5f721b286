"""Forms with open items: the range of scores holds every completion, and names what to look at first."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ergo.analysis.ranges import narrowing, possible_scores
from ergo.methods import load
from ergo.model.base import Measurement
from ergo.model.job import Task, TaskKind

FORMS = (
    "kim_lhc_2019",
    "kim_pp_2002",
    "hse_mac_lift",
    "hse_mac_carry",
    "hse_mac_team",
    "hse_rapp_wheeled",
    "hse_rapp_unwheeled",
)


def task(method_id, values):
    fields = load(method_id).inputs.quantities()
    return Task(
        name="Pallet",
        kind=TaskKind.LIFTING,
        measurements={fields[name].id: Measurement(value=value) for name, value in values.items()},
    )


def any_answer(row):
    """Anything that may be answered to an item, not only what the method names as possible."""
    if row.choices:
        return st.sampled_from([choice.value for choice in row.choices])
    if row.kind == "flag":
        return st.booleans()
    numbers = st.integers(int(row.low), int(row.high)).map(float)
    return numbers if row.whole else numbers | st.floats(row.low, row.high)


@pytest.mark.parametrize("method_id", FORMS)
@given(data=st.data())
@settings(max_examples=40)
def test_no_completion_lies_outside(method_id, data):
    method = load(method_id)
    rows = method.inputs.quantities()
    complete = {name: data.draw(any_answer(rows[name]), label=name) for name in method.inputs.required()}
    kept = data.draw(st.sets(st.sampled_from(sorted(complete)), min_size=1, max_size=len(complete) - 1))
    found = possible_scores(task(method_id, {name: complete[name] for name in kept}), method_id)
    score = method.score(**complete).score
    if score is not None:
        assert found is not None
        assert found.low <= score <= found.high


def test_the_ends_are_those_of_the_print():
    """INDG383: a purple load beside the best and the worst of the other factors, 10 and 10 + 6+3+2+3+2+2+2."""
    found = possible_scores(task("hse_mac_lift", {"load": "purple"}), "hse_mac_lift")
    assert (found.low, found.high) == (10, 30)
    assert narrowing("hse_mac_lift", found).id == "mac.hand_distance"


def test_leaflet_of_the_kim_has_its_ends():
    """KIM-LHC: time 1 and the best of all, time 10 and the worst of all, for a woman with 3 kg or less room."""
    found = possible_scores(task("kim_lhc_2019", {"sex": "women"}), "kim_lhc_2019")
    assert (found.low, found.high) == (6, 10 * (100 + 4 + 20 + 6 + 13 + 4))
    assert narrowing("kim_lhc_2019", found).id == "lift.lifts_per_shift"


MOST = {
    "load": 8,
    "posture": 6,
    "grip": 2,
    "pattern": 3,
    "distance_m": 3,
    "condition": 4,
    "floor": 4,
    "obstacles": 3,
    "other": 2,
}
"""The most points of each factor of RAPP, by the reference."""


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(MOST, 2)))
def test_the_first_to_look_at_has_the_most_points(one, other):
    method = load("hse_rapp_wheeled")
    best = {name: answers[0] for name, answers in method.possible.items() if name not in (one, other)}
    found = possible_scores(task(method.id, best), method.id)
    assert (found.low, found.high) == (0, MOST[one] + MOST[other])
    assert MOST[found.narrows] == max(MOST[one], MOST[other])


def test_complete_work_unbegun_work_and_what_has_no_score_have_no_range():
    method_id = "kim_lhc_2019"
    possible = load(method_id).possible
    assert (
        possible_scores(task(method_id, {name: rows[0] for name, rows in possible.items()}), method_id)
        is None
    )
    assert possible_scores(Task(name="Pallet", kind=TaskKind.LIFTING), method_id) is None
    alone = Task(
        name="Pallet", kind=TaskKind.LIFTING, measurements={"lift.person_handling": Measurement(value=False)}
    )
    assert possible_scores(alone, "hse_mac_lift") is None  # no item of the chart was looked at
    assert (
        possible_scores(task(method_id, {"load_kg": 2.0}), method_id) is None
    )  # below 3 kg it does not apply
    assert possible_scores(task("niosh_1994", {"load_kg": 2.0}), "niosh_1994") is None
