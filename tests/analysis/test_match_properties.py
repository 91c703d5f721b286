"""What holds of every match, on random demands, capacities and restrictions."""

from datetime import timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from ergo.analysis.demands import amount_of
from ergo.analysis.match import MatchRow, State, match_case
from ergo.knowledge.dimensions import Aspect, Band
from ergo.model.capacity import Capacity, Restriction
from ergo.model.case import Case
from ergo.model.job import Demand, Task, TaskKind
from tests.analysis.build import START, a_capacity, a_case, a_demand, a_restriction, a_task

KEYS = [
    ("lift_floor_waist", Aspect.PEAK),
    ("carry", Aspect.PEAK),
    ("sit", Aspect.RUN),
    ("sit", Aspect.DOSE),
    ("trunk_flexed", Aspect.RUN),
]
ORDER = list(State)
AMOUNTS = st.none() | st.sampled_from([0.0, 4.0, 5.0, 5.5, 8.0, 10.0, 12.0])
LIMITS = st.none() | st.sampled_from([0.0, 5.0, 10.0])
BANDS = st.none() | st.sampled_from(list(Band))
HEIGHTS = st.none() | st.sampled_from([20.0, 60.0])
REACHES = st.none() | st.sampled_from([30.0, 50.0])


@st.composite
def demands(draw: st.DrawFn) -> Demand:
    dimension, aspect = draw(st.sampled_from(KEYS))
    return a_demand(
        dimension,
        draw(AMOUNTS),
        aspect,
        frequency=draw(BANDS),
        reach_cm=draw(REACHES),
        hand_height_low_cm=draw(HEIGHTS),
        hand_height_high_cm=draw(HEIGHTS),
    )


@st.composite
def capacities(draw: st.DrawFn) -> Capacity:
    dimension, aspect = draw(st.sampled_from(KEYS))
    return a_capacity(
        dimension,
        draw(AMOUNTS),
        aspect,
        frequency=draw(BANDS),
        reach_cm=draw(REACHES),
        relevant=draw(st.booleans()),
        on=draw(st.none() | st.sampled_from([START, START - timedelta(days=30)])),
    )


@st.composite
def restrictions(draw: st.DrawFn) -> Restriction:
    dimension, aspect = draw(st.sampled_from(KEYS))
    limit = draw(LIMITS)
    return a_restriction(
        dimension,
        limit,
        aspect,
        prohibited=limit is None and draw(st.booleans()),
        frequency=draw(BANDS),
        below_hand_height_cm=draw(st.none() | st.just(50.0)),
        beyond_reach_cm=draw(st.none() | st.just(40.0)),
    )


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    return a_task(
        draw(st.sampled_from([TaskKind.LIFTING, TaskKind.SITTING, TaskKind.OTHER])),
        demands=draw(st.lists(demands(), max_size=4)),
        uninterruptible_min=draw(st.none() | st.sampled_from([5, 60])),
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    return a_case(
        draw(tasks()),
        capacities=draw(st.lists(capacities(), max_size=4)),
        restrictions=draw(st.lists(restrictions(), max_size=3)),
    )


def by_key(case: Case) -> dict[str, MatchRow]:
    rows = match_case(case, START)
    assert len({row.key for row in rows}) == len(rows), "one row for each key"
    return {str(row.key): row for row in rows}


def changed(case: Case) -> Case:
    return case.model_copy(deep=True)


@given(cases(), st.sampled_from([0.5, 1.0, 7.0]))
def test_a_bigger_capacity_never_makes_a_state_worse(case: Case, more: float) -> None:
    stronger = changed(case)
    for entry in stronger.capacities:
        if entry.value is not None:
            entry.value += more
    before, after = by_key(case), by_key(stronger)
    assert before.keys() == after.keys()
    for key, row in before.items():
        assert ORDER.index(after[key].state) <= ORDER.index(row.state), key


@given(cases(), st.data())
def test_a_lifted_restriction_never_closes_more(case: Case, data: st.DataObject) -> None:
    assume(case.all_restrictions())
    lifted = changed(case)
    number = data.draw(st.integers(0, len(case.all_restrictions()) - 1))
    lifted.all_restrictions()[number].may_lift_from = START
    closed = {key for key, row in by_key(case).items() if row.closes}
    assert {key for key, row in by_key(lifted).items() if row.closes} <= closed


@given(cases())
def test_within_means_that_every_number_was_known_and_none_was_exceeded(case: Case) -> None:
    for row in by_key(case).values():
        if row.state is State.WITHIN:
            assert row.demand is not None
            amount = amount_of(row.demand)
            assert amount is not None
            limits = [comparison.limit for comparison in row.comparisons]
            assert limits
            assert all(limit is not None and amount <= limit for limit in limits)


@given(cases(), st.data())
def test_what_becomes_unknown_is_never_within_because_of_it(case: Case, data: st.DataObject) -> None:
    """A key of which every account loses its amount is not within, whatever it was."""
    (task,) = case.job.tasks
    assume(task.demands)
    forgotten = data.draw(st.sampled_from(task.demands))
    unknown = changed(case)
    for demand in unknown.job.tasks[0].demands:
        if (demand.dimension, demand.aspect) == (forgotten.dimension, forgotten.aspect):
            demand.maximum = demand.usual = None
    key = f"{forgotten.dimension}.{forgotten.aspect}"
    posture_says = task.kind is TaskKind.SITTING and key == "sit.dose"
    assume(not posture_says)
    assert by_key(unknown)[key].state is not State.WITHIN


@given(cases())
def test_without_any_figure_of_the_worker_nothing_is_within(case: Case) -> None:
    blank = changed(case)
    blank.certificates = []
    for entry in blank.capacities:
        entry.value = None
    assert all(row.state is not State.WITHIN for row in by_key(blank).values())


@given(cases(), st.sampled_from([0.5, 6.0]))
def test_asking_for_more_never_makes_a_state_better(case: Case, more: float) -> None:
    harder = changed(case)
    for demand in harder.job.tasks[0].demands:
        if demand.maximum:
            demand.maximum += more
    before, after = by_key(case), by_key(harder)
    assert before.keys() == after.keys()
    for key, row in before.items():
        assert ORDER.index(after[key].state) >= ORDER.index(row.state), key


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_in_which_things_were_typed_changes_nothing(case: Case, random: object) -> None:
    shuffled = changed(case)
    for listed in (shuffled.capacities, shuffled.job.tasks[0].demands, shuffled.certificates[0].restrictions):
        random.shuffle(listed)  # type: ignore[attr-defined]
    before, after = by_key(case), by_key(shuffled)
    assert {key: (row.state, row.closes) for key, row in before.items()} == {
        key: (row.state, row.closes) for key, row in after.items()
    }
