"""Weights at several frequencies, "10 kg occasionally, 5 kg frequently": one statement where one source makes it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ergo.analysis.match import MatchRow, State, match_case
from ergo.analysis.weight_bands import band_for, weight_bands
from ergo.knowledge.dimensions import Aspect, Band
from ergo.model.capacity import Certificate, Restriction
from ergo.model.case import Case
from tests.analysis.build import START, a_capacity, a_case, a_demand, a_restriction, a_task, the_row

SELDOM, OCCASIONAL, FREQUENT, CONSTANT = Band
ORDER = list(State)


def carrying(amount: float | None, frequency: Band | None, *restrictions: Restriction) -> Case:
    task = a_task(demands=[a_demand("carry", amount, frequency=frequency)])
    return a_case(task, restrictions=list(restrictions))


def carry(limit: float, frequency: Band | None, **fields: object) -> Restriction:
    words = {"id": f"{limit:g}-{frequency}", "wording": f"{limit:g} kg {frequency}"}
    return a_restriction("carry", limit, frequency=frequency, **(words | fields))


def ten_and_five(**fields: object) -> list[Restriction]:
    return [carry(10, OCCASIONAL, **fields), carry(5, FREQUENT, **fields)]


def row_of(amount: float, frequency: Band | None, *restrictions: Restriction) -> MatchRow:
    return the_row(carrying(amount, frequency, *restrictions), "carry")


@pytest.mark.parametrize(
    ("amount", "frequency", "state", "closes", "limit"),
    [
        (5, SELDOM, State.WITHIN, False, 5),
        (5, FREQUENT, State.WITHIN, False, 5),
        (5, CONSTANT, State.BEYOND, False, 5),  # for no weight is "constantly" stated
        (5.1, OCCASIONAL, State.WITHIN, False, 10),
        (10, OCCASIONAL, State.WITHIN, False, 10),
        (8, FREQUENT, State.BEYOND, False, 10),  # less time on it answers
        (10.1, SELDOM, State.BEYOND, True, 10),
        (8, None, State.NOT_ASSESSED, True, 10),
        (4, None, State.NOT_ASSESSED, True, 5),
    ],
)
def test_ten_kilograms_occasionally_and_five_frequently(
    amount: float, frequency: Band | None, state: State, closes: bool, limit: float
) -> None:
    row = row_of(amount, frequency, *ten_and_five())
    assert (row.state, row.closes, row.decisive.limit) == (state, closes, limit)


def test_the_band_that_speaks_of_the_weight_is_the_one_that_is_named() -> None:
    heavy = row_of(8, FREQUENT, *ten_and_five())
    assert heavy.decisive.why == "Allowed occasionally; the task asks for it frequently."
    assert heavy.decisive.source.startswith("“10 kg occasional”")
    assert row_of(4, CONSTANT, *ten_and_five()).decisive.source.startswith("“5 kg frequent”")


def test_three_bands_give_way_to_each_other_in_turn() -> None:
    """20 kg seldom, 10 kg occasionally, 5 kg frequently: what is above a weight only as often as the next says."""
    bands = [carry(5, FREQUENT), carry(20, SELDOM), carry(10, OCCASIONAL)]
    oftenest = {5: FREQUENT, 6: OCCASIONAL, 10: OCCASIONAL, 11: SELDOM, 20: SELDOM}
    for amount, band in oftenest.items():
        allowed = [f for f in Band if row_of(amount, f, *bands).state is State.WITHIN]
        assert allowed == list(Band)[: list(Band).index(band) + 1], amount
    assert row_of(21, SELDOM, *bands).closes


@pytest.mark.parametrize(
    "others",
    [
        [carry(10, None), carry(5, FREQUENT)],  # a weight without a frequency is a limit at any
        [carry(10, OCCASIONAL), carry(5, None)],
        [carry(10, OCCASIONAL), carry(5, OCCASIONAL)],  # two weights at one frequency contradict each other
        [carry(10, FREQUENT), carry(5, OCCASIONAL)],
        [carry(10, OCCASIONAL, beyond_reach_cm=20), carry(5, FREQUENT)],
        [carry(10, OCCASIONAL, valid_from=START), carry(5, FREQUENT)],
    ],
)
def test_what_is_no_pair_of_bands_stands_side_by_side_and_the_lowest_holds(others: list[Restriction]) -> None:
    case = carrying(8, OCCASIONAL, *others)
    case.job.tasks[0].demands[0].reach_cm = 30
    row = the_row(case, "carry")
    assert (row.state, row.closes, row.decisive.limit) == (State.BEYOND, True, 5)


GIVEN = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("first", "second", "one_statement"),
    [
        ({"given_on": GIVEN}, {"given_on": GIVEN}, True),
        ({"given_on": GIVEN}, {"given_on": START}, False),
        ({"given_on": GIVEN}, {"given_on": GIVEN, "author": "Surgeon"}, False),
        ({}, {}, False),  # nobody knows when
        ({"given_on": GIVEN, "author": ""}, {"given_on": GIVEN, "author": ""}, False),  # or by whom
    ],
)
def test_outside_certificates_a_statement_is_what_one_author_gave_on_one_date(
    first: dict[str, object], second: dict[str, object], one_statement: bool
) -> None:
    case = carrying(8, OCCASIONAL)
    case.restrictions = [carry(10, OCCASIONAL, **first), carry(5, FREQUENT, **second)]
    row = the_row(case, "carry")
    assert (row.state is State.WITHIN) is one_statement
    assert row.decisive.limit == (10 if one_statement else 5)


def test_a_certificate_is_one_statement_and_two_are_two() -> None:
    heavy, light = carry(10, OCCASIONAL, given_on=GIVEN), carry(5, FREQUENT, author="Surgeon")
    case = carrying(8, OCCASIONAL, heavy, light)
    assert the_row(case, "carry").state is State.WITHIN
    of_light = Certificate(
        author="Surgeon", issued_on=GIVEN, valid_from=START, valid_until=START, restrictions=[light]
    )
    case.certificates[0].restrictions = [heavy]
    case.certificates.append(of_light)
    assert the_row(case, "carry").decisive.limit == 5
    case.certificates.pop()
    case.restrictions = [light.model_copy(update={"author": heavy.author, "given_on": GIVEN})]
    assert the_row(case, "carry").decisive.limit == 5  # one on the certificate, one beside it


def test_bands_are_kept_apart_by_dimension() -> None:
    """10 kg occasionally in both zones, 5 kg frequently from the floor only."""
    zones = ["lift_floor_waist", "lift_waist_shoulder"]
    both = a_restriction(zones, 10, frequency=OCCASIONAL, id="both")
    floor = a_restriction(zones[:1], 5, frequency=FREQUENT, id="floor")
    case = carrying(0, None, both, floor)
    assert [(b.up_to, b.over) for b in weight_bands(case, case.all_restrictions()[0], zones[0])] == [(10, 5)]
    assert [(b.up_to, b.over) for b in weight_bands(case, case.all_restrictions()[0], zones[1])] == [(10, 0)]
    bands = weight_bands(case, case.all_restrictions()[1], zones[0])
    assert [(b.up_to, b.over) for b in bands] == [(5, 0), (10, 5)]
    assert [band_for(bands, amount).up_to for amount in (None, 5, 6, 11)] == [5, 5, 10, 10]


@pytest.mark.parametrize(
    ("lifted", "amount", "frequency", "state"),
    [
        ("10-occasional", 8, FREQUENT, State.BEYOND),  # what nobody ever stated stays closed
        ("10-occasional", 11, SELDOM, State.BEYOND),
        ("10-occasional", 8, OCCASIONAL, State.WITHIN),
        ("5-frequent", 5, CONSTANT, State.WITHIN),
        ("5-frequent", 8, FREQUENT, State.BEYOND),
    ],
)
def test_one_band_lifted_leaves_what_the_other_says(
    lifted: str, amount: float, frequency: Band, state: State
) -> None:
    case = carrying(amount, frequency, *ten_and_five())
    next(r for r in case.all_restrictions() if r.id == lifted).may_lift_from = START
    assert the_row(case, "carry").state is state


def test_runs_and_doses_have_no_bands_of_weight() -> None:
    runs = [
        a_restriction("sit", 60, Aspect.RUN, frequency=OCCASIONAL, id="hour"),
        a_restriction("sit", 30, Aspect.RUN, frequency=FREQUENT, id="half"),
    ]
    task = a_task(demands=[a_demand("sit", 45, Aspect.RUN, frequency=OCCASIONAL)])
    assert the_row(a_case(task, restrictions=runs), "sit", Aspect.RUN).decisive.limit == 30


WEIGHTS, FREQUENCIES = st.sampled_from([0.0, 3.0, 5.0, 8.0, 10.0, 20.0]), st.sampled_from(Band)
BANDS = st.lists(st.tuples(WEIGHTS, FREQUENCIES), min_size=1, max_size=4, unique_by=lambda pair: pair[1])


@given(BANDS, WEIGHTS, FREQUENCIES)
def test_certified_bands_allow_what_the_same_bands_tested_would(
    bands: list[tuple[float, Band]], amount: float, frequency: Band
) -> None:
    """Bands that fall in weight as they rise in frequency, certified or tested, let through the same work."""
    weights = sorted((weight for weight, _ in bands), reverse=True)
    often = sorted((band for _, band in bands), key=list(Band).index)
    falling = list({weight: (weight, band) for weight, band in zip(weights, often, strict=True)}.values())
    task = a_task(demands=[a_demand("carry", amount, frequency=frequency)])
    certified = a_case(task, restrictions=[carry(w, b, id=f"{n}") for n, (w, b) in enumerate(falling)])
    tested = a_case(task, capacities=[a_capacity("carry", w, frequency=b) for w, b in falling])
    rows = [match_case(case, START) for case in (certified, tested)]
    within = [all(row.state is State.WITHIN for row in found) for found in rows]
    assert within[0] is within[1]


@given(BANDS, WEIGHTS, FREQUENCIES, st.integers(0, 3), WEIGHTS)
def test_a_band_raised_or_lifted_never_makes_anything_worse(
    bands: list[tuple[float, Band]], amount: float, frequency: Band, place: int, more: float
) -> None:
    def state(*, raised: float = 0.0, lifted: bool = False) -> int:
        said = [carry(w, b, id=f"{n}") for n, (w, b) in enumerate(bands)]
        one = said[place % len(said)]
        assert one.reading is not None
        assert one.reading.limit is not None
        one.reading.limit += raised
        one.may_lift_from = START if lifted else None
        rows = match_case(carrying(amount, frequency, *said), START)
        return max((ORDER.index(row.state) for row in rows if row.comparisons[0].from_restriction), default=0)

    assert state(raised=more) <= state()
    assert state(lifted=True) <= state()
