"""The rules of comparison, one by one, as the design page of the dimensions states them."""

from datetime import date

import pytest

from ergo.analysis.demands import Key
from ergo.analysis.match import State, match_case, match_task, why_words
from ergo.knowledge.dimensions import Aspect, Band, Side
from ergo.model.base import Measurement
from ergo.model.capacity import Capacity, Clearance, Restriction
from ergo.model.case import Case
from ergo.model.job import SafetyCritical, TaskKind
from ergo.units import UnitSystem
from tests.analysis.build import (
    START,
    a_capacity,
    a_case,
    a_demand,
    a_restriction,
    a_task,
    lift,
    measured,
    the_row,
)

FLOOR_WAIST, WAIST_SHOULDER, ABOVE = "lift_floor_waist", "lift_waist_shoulder", "lift_above_shoulder"
ALL_ZONES = [FLOOR_WAIST, WAIST_SHOULDER, ABOVE]


def stated(dimension: str, amount: float | None, aspect: Aspect = Aspect.PEAK, **fields: object) -> Case:
    """A case whose one task asks for one thing."""
    return a_case(a_task(demands=[a_demand(dimension, amount, aspect, **fields)]))


def lifting(capacities: list[Capacity] | None = None, restrictions: list[Restriction] | None = None) -> Case:
    """A case whose one task lifts 8 kg from 60 to 90 cm at 30 cm reach, for an hour of eight."""
    return a_case(a_task(TaskKind.LIFTING, lift(8, 60, 90)), capacities=capacities, restrictions=restrictions)


# --- capacity ---


@pytest.mark.parametrize(
    ("tolerance", "state", "near", "closes"),
    [
        (8.0, State.WITHIN, False, False),
        (7.9, State.BEYOND, True, True),
        (7.28, State.BEYOND, True, True),
        (7.27, State.BEYOND, False, True),
        (0.0, State.BEYOND, False, True),
    ],
)
def test_a_level_is_within_up_to_the_tolerance_and_near_is_still_beyond(
    tolerance: float, state: State, near: bool, closes: bool
) -> None:
    row = the_row(lifting([a_capacity(FLOOR_WAIST, tolerance)]), FLOOR_WAIST)
    assert (row.state, row.decisive.near, row.closes) == (state, near, closes)


def test_the_words_name_both_amounts_with_their_unit() -> None:
    assert the_row(lifting([a_capacity(FLOOR_WAIST, 5)]), FLOOR_WAIST).decisive.why == (
        "Asks for 8 kg; 5 kg is tolerated."
    )
    assert the_row(lifting([a_capacity(FLOOR_WAIST, 7.5)]), FLOOR_WAIST).decisive.why == (
        "Asks for 8 kg; 7.5 kg is tolerated: near, within 10%."
    )
    prohibited = a_restriction(FLOOR_WAIST, None, prohibited=True)
    assert the_row(lifting(restrictions=[prohibited]), FLOOR_WAIST).decisive.why == (
        "Asks for 8 kg; none is allowed."
    )


def test_the_source_of_a_tolerance_is_named() -> None:
    tested = a_capacity(FLOOR_WAIST, 10, how="measured", on=date(2026, 11, 18))
    comparison = the_row(lifting([tested]), FLOOR_WAIST).decisive
    assert (comparison.source, comparison.source_id) == ("measured, 18 Nov 2026", tested.id)


def test_ten_kilograms_near_the_body_are_not_ten_far_from_it() -> None:
    near, far = a_capacity(FLOOR_WAIST, 10, reach_cm=25), a_capacity(FLOOR_WAIST, 10, reach_cm=30)
    assert the_row(lifting([near]), FLOOR_WAIST).state is State.NOT_ASSESSED
    assert the_row(lifting([far]), FLOOR_WAIST).state is State.WITHIN


@pytest.mark.parametrize(
    ("tested", "asked", "state"),
    [
        (Band.OCCASIONAL, Band.SELDOM, State.WITHIN),
        (Band.OCCASIONAL, Band.OCCASIONAL, State.WITHIN),
        (Band.OCCASIONAL, Band.FREQUENT, State.NOT_ASSESSED),
        (Band.OCCASIONAL, None, State.NOT_ASSESSED),
        (None, Band.CONSTANT, State.WITHIN),
    ],
)
def test_what_was_tested_occasionally_says_nothing_of_frequently(
    tested: Band | None, asked: Band | None, state: State
) -> None:
    case = stated("carry", 5, frequency=asked)
    case.capacities = [a_capacity("carry", 10, frequency=tested)]
    row = the_row(case, "carry")
    assert row.state is state
    assert not row.closes


def test_a_frequency_is_never_derived_from_a_weight() -> None:
    """20 kg occasionally covers not even 1 kg frequently, whatever the usual ratio says."""
    case = stated("carry", 1, frequency=Band.FREQUENT)
    case.capacities = [a_capacity("carry", 20, frequency=Band.OCCASIONAL)]
    assert the_row(case, "carry").state is State.NOT_ASSESSED


def test_any_entry_that_covers_the_demand_is_enough() -> None:
    case = stated("carry", 5, frequency=Band.FREQUENT)
    case.capacities = [
        a_capacity("carry", 20, frequency=Band.OCCASIONAL),
        a_capacity("carry", 6, frequency=Band.FREQUENT),
    ]
    assert the_row(case, "carry").state is State.WITHIN


def test_a_test_at_the_demanded_frequency_settles_what_another_leaves_open() -> None:
    case = stated("carry", 9, frequency=Band.FREQUENT)
    case.capacities = [
        a_capacity("carry", 20, frequency=Band.OCCASIONAL),
        a_capacity("carry", 6, frequency=Band.FREQUENT),
    ]
    row = the_row(case, "carry")
    assert (row.state, row.decisive.limit) == (State.BEYOND, 6)
    assert row.closes


@pytest.mark.parametrize(("reach_cm", "state"), [(40, State.BEYOND), (41, State.NOT_ASSESSED)])
def test_failing_at_the_demanded_reach_settles_it_and_failing_further_out_does_not(
    reach_cm: float, state: State
) -> None:
    case = stated("carry", 9, reach_cm=40)
    case.capacities = [a_capacity("carry", 20, reach_cm=25), a_capacity("carry", 6, reach_cm=reach_cm)]
    assert the_row(case, "carry").state is state


def test_failing_a_harder_test_leaves_open_what_was_not_tested() -> None:
    """6 kg frequently says nothing of 9 kg at a frequency that nobody knows, while 20 kg occasionally may cover it."""
    case = stated("carry", 9)
    case.capacities = [
        a_capacity("carry", 20, frequency=Band.OCCASIONAL),
        a_capacity("carry", 6, frequency=Band.FREQUENT),
    ]
    assert the_row(case, "carry").state is State.NOT_ASSESSED


def test_a_later_measurement_replaces_an_earlier_one() -> None:
    september, november = (
        a_capacity("carry", kg, on=day) for kg, day in [(15, date(2026, 9, 1)), (8, date(2026, 11, 18))]
    )
    case = stated("carry", 10)
    for entries in ([september, november], [november, september]):
        case.capacities = entries
        row = the_row(case, "carry")
        assert (row.state, row.decisive.limit) == (State.BEYOND, 8)


def test_of_two_entries_of_one_day_the_lower_stands() -> None:
    case = stated("carry", 10)
    case.capacities = [a_capacity("carry", 12), a_capacity("carry", 8)]
    assert the_row(case, "carry").decisive.limit == 8


@pytest.mark.parametrize(
    ("able", "state"), [(True, State.WITHIN), (False, State.BEYOND), (None, State.NOT_ASSESSED)]
)
def test_a_gate_is_open_or_closed(able: bool | None, state: State) -> None:
    case = stated("nights", None, Aspect.GATE)
    case.capacities = [a_capacity("nights", None, Aspect.GATE, able=able)]
    row = the_row(case, "nights", Aspect.GATE)
    assert row.state is state
    assert row.closes is (able is False)


def test_a_prohibited_gate_closes() -> None:
    case = stated("nights", None, Aspect.GATE)
    case.restrictions = [a_restriction("nights", None, Aspect.GATE, prohibited=True)]
    row = the_row(case, "nights", Aspect.GATE)
    assert (row.state, row.closes, row.decisive.why) == (State.BEYOND, True, "It is not allowed.")


def test_left_is_not_right() -> None:
    case = stated("grip", 60, side=Side.LEFT)
    case.capacities = [a_capacity("grip", 90, side=Side.RIGHT)]
    assert the_row(case, "grip", side=Side.LEFT).state is State.NOT_ASSESSED
    case.capacities = [a_capacity("grip", 90, side=Side.BOTH)]
    assert the_row(case, "grip", side=Side.LEFT).state is State.WITHIN
    case.restrictions = [a_restriction("grip", 50, side=Side.RIGHT)]
    assert the_row(case, "grip", side=Side.LEFT).state is State.WITHIN
    case.restrictions = [a_restriction("grip", 50)]
    assert the_row(case, "grip", side=Side.LEFT).state is State.BEYOND


# --- unknown ---


def test_an_unknown_capacity_closes_only_where_the_dimension_is_relevant() -> None:
    case = stated("walk", 300)
    row = the_row(case, "walk")
    assert (row.state, row.closes) == (State.NOT_ASSESSED, False)
    case.capacities = [a_capacity("walk", None, relevant=True)]
    row = the_row(case, "walk")
    assert (row.state, row.closes) == (State.NOT_ASSESSED, True)
    assert row.decisive.why == "Looked at, but no figure was given."


def test_an_unknown_demand_closes_only_where_it_is_relevant_or_restricted() -> None:
    unmeasured = a_case(a_task(TaskKind.LIFTING))
    assert match_case(unmeasured, START) == []
    unmeasured.capacities = [a_capacity(FLOOR_WAIST, 10, relevant=True)]
    row = the_row(unmeasured, FLOOR_WAIST)
    assert (row.state, row.demand, row.closes) == (State.NOT_ASSESSED, None, True)
    unmeasured.capacities = []
    unmeasured.restrictions = [a_restriction(FLOOR_WAIST, 10)]
    row = the_row(unmeasured, FLOOR_WAIST)
    assert (row.state, row.closes) == (State.NOT_ASSESSED, True)


def test_an_unknown_is_not_asked_of_work_that_cannot_involve_it() -> None:
    desk = a_case(
        a_task(TaskKind.SITTING, measured({"sit.bout_min": 20})), restrictions=[a_restriction(ALL_ZONES, 10)]
    )
    assert {row.key.dimension for row in match_case(desk, START)} == {"sit"}


def test_a_zone_that_a_measured_lift_does_not_enter_asks_for_nothing() -> None:
    case = lifting(restrictions=[a_restriction(ALL_ZONES, 10)])
    assert {row.key.dimension for row in match_case(case, START)} == {FLOOR_WAIST}


def test_what_is_known_not_to_be_carried_is_not_compared() -> None:
    case = a_case(
        a_task(TaskKind.PUSH_PULL_CARRY, measured({"carry.load_kg": 0})),
        restrictions=[a_restriction("carry", 5)],
        capacities=[a_capacity("carry", None, relevant=True)],
    )
    assert match_case(case, START) == []
    case.restrictions = [a_restriction("carry", None)]
    assert the_row(case, "carry").closes, "a question to the certifier is open"


def test_a_step_of_a_cycle_may_involve_what_the_task_as_a_whole_does_not() -> None:
    """Driving asks for no bending; climbing out and checking the load may."""
    steps = [
        {"name": "drive", "kind": TaskKind.DRIVING, "minutes": 4},
        {"name": "check", "kind": TaskKind.STANDING_WALKING, "minutes": 1},
    ]
    bending = a_restriction("trunk_flexed", 5, Aspect.RUN)
    driving = a_task(TaskKind.DRIVING)
    assert {row.key.dimension for row in match_case(a_case(driving, restrictions=[bending]), START)} == {
        "sit",
        "drive",
    }
    cycled = a_task(TaskKind.DRIVING, cycle={"steps": steps, "repeats_per_shift": 12})
    row = the_row(a_case(cycled, restrictions=[bending]), "trunk_flexed", Aspect.RUN)
    assert (row.state, row.closes) == (State.NOT_ASSESSED, True)


@pytest.mark.parametrize("kind", list(TaskKind))
def test_a_restriction_on_any_activity_closes_every_task(kind: TaskKind) -> None:
    case = a_case(a_task(kind), restrictions=[a_restriction("any", None, Aspect.GATE, prohibited=True)])
    assert the_row(case, "any", Aspect.GATE).closes


def test_a_ban_on_safety_critical_work_closes_only_such_work() -> None:
    ban = a_restriction("safety_critical", None, Aspect.GATE, prohibited=True)
    truck = a_task(TaskKind.DRIVING, id="truck", safety_critical=["mobile_plant"])
    cleared = [clearance(True, date(2026, 11, 20), START)]
    case = a_case(truck, a_task(TaskKind.OTHER, id="other"), restrictions=[ban], clearances=cleared)
    assert {row.task_id for row in match_case(case, START) if row.closes} == {"truck"}


@pytest.mark.parametrize("dimension", ["work_time", "commute"])
def test_a_limit_on_hours_is_the_days_and_closes_no_task(dimension: str) -> None:
    case = a_case(a_task(TaskKind.OTHER), restrictions=[a_restriction(dimension, 240, Aspect.DOSE)])
    assert match_case(case, START) == []


# --- restrictions ---


@pytest.mark.parametrize(("limit", "state"), [(8, State.WITHIN), (7.9, State.BEYOND), (0, State.BEYOND)])
def test_a_restriction_is_an_upper_bound(limit: float, state: State) -> None:
    row = the_row(lifting(restrictions=[a_restriction(FLOOR_WAIST, limit)]), FLOOR_WAIST)
    assert (row.state, row.decisive.from_restriction) == (state, True)
    assert row.closes is (state is State.BEYOND)


def test_a_restriction_is_quoted_word_for_word_with_its_author() -> None:
    restriction = a_restriction(FLOOR_WAIST, 5, wording="No more than 5 kilos", author="")
    assert the_row(lifting(restrictions=[restriction]), FLOOR_WAIST).decisive.source == (
        "“No more than 5 kilos” (author not stated)"
    )


def test_capacity_never_opens_what_a_restriction_closes_nor_the_reverse() -> None:
    strong = lifting([a_capacity(FLOOR_WAIST, 50)], [a_restriction(FLOOR_WAIST, 5)])
    allowed = lifting([a_capacity(FLOOR_WAIST, 5)], [a_restriction(FLOOR_WAIST, 50)])
    for case in (strong, allowed):
        row = the_row(case, FLOOR_WAIST)
        assert (row.state, row.decisive.limit, row.closes) == (State.BEYOND, 5, True)


def test_a_certified_number_stands_where_nothing_was_tested() -> None:
    row = the_row(lifting(restrictions=[a_restriction(FLOOR_WAIST, 10)]), FLOOR_WAIST)
    assert (row.state, row.closes, len(row.comparisons)) == (State.WITHIN, False, 1)


def test_a_certified_number_does_not_stand_for_a_test_that_the_clinician_wants() -> None:
    """The trunk is relevant through its dose; held at a time it was never tested."""
    case = a_case(
        a_task(measurements=measured({"posture.trunk_flexed_bout_min": 3})),
        capacities=[a_capacity("trunk_flexed", 30, Aspect.DOSE, relevant=True)],
        restrictions=[a_restriction("trunk_flexed", 5, Aspect.RUN)],
    )
    row = the_row(case, "trunk_flexed", Aspect.RUN)
    assert (row.state, row.closes) == (State.NOT_ASSESSED, True)


@pytest.mark.parametrize(
    ("low", "high", "condition", "state"),
    [
        (49, 90, {"below_hand_height_cm": 50}, State.BEYOND),
        (50, 90, {"below_hand_height_cm": 50}, None),
        (60, 90, {"above_hand_height_cm": 89}, State.BEYOND),
        (60, 90, {"above_hand_height_cm": 90}, None),
        (60, 90, {"beyond_reach_cm": 29}, State.BEYOND),
        (60, 90, {"beyond_reach_cm": 30}, None),
        (40, 90, {"below_hand_height_cm": 50, "beyond_reach_cm": 25}, State.BEYOND),
        (40, 90, {"below_hand_height_cm": 50, "beyond_reach_cm": 40}, None),
    ],
)
def test_a_condition_of_height_or_reach_says_where_a_restriction_holds(
    low: float, high: float, condition: dict[str, float], state: State | None
) -> None:
    case = a_case(
        a_task(TaskKind.LIFTING, lift(8, low, high)),
        restrictions=[a_restriction(FLOOR_WAIST, None, prohibited=True, **condition)],
    )
    row = the_row(case, FLOOR_WAIST)
    assert row.state is (state or State.NOT_ASSESSED)
    assert row.closes is (state is State.BEYOND)
    assert row.decisive.from_restriction is (state is State.BEYOND)


@pytest.mark.parametrize(
    "unknown",
    [
        {"low_cm": None, "condition": {"below_hand_height_cm": 50}},
        {"high_cm": None, "condition": {"above_hand_height_cm": 120}},
        {"h_dest_cm": None, "condition": {"beyond_reach_cm": 40}},
    ],
)
def test_an_unknown_height_or_reach_is_not_taken_to_be_allowed(unknown: dict[str, object]) -> None:
    condition = unknown.pop("condition")
    case = a_case(
        a_task(TaskKind.LIFTING, lift(**unknown)),
        restrictions=[a_restriction(FLOOR_WAIST, 5, **condition)],
    )
    row = the_row(case, FLOOR_WAIST)
    assert (row.state, row.closes) == (State.NOT_ASSESSED, True)


@pytest.mark.parametrize(
    ("asked", "state", "closes"),
    [
        (Band.OCCASIONAL, State.WITHIN, False),
        (Band.FREQUENT, State.BEYOND, False),
        (None, State.NOT_ASSESSED, True),
    ],
)
def test_a_frequency_is_part_of_a_restriction(asked: Band | None, state: State, closes: bool) -> None:
    """Too often is beyond, but less time answers it; a frequency that nobody knows closes."""
    case = stated("carry", 8, frequency=asked)
    case.restrictions = [a_restriction("carry", 10, frequency=Band.OCCASIONAL)]
    row = the_row(case, "carry")
    assert (row.state, row.closes) == (state, closes)


@pytest.mark.parametrize("aspect", [Aspect.RUN, Aspect.DOSE])
def test_a_run_can_be_broken_and_a_dose_shortened(aspect: Aspect) -> None:
    case = stated("sit", 90, aspect)
    case.restrictions = [a_restriction("sit", 30, aspect)]
    row = the_row(case, "sit", aspect)
    assert (row.state, row.closes) == (State.BEYOND, False)


@pytest.mark.parametrize("aspect", [Aspect.RUN, Aspect.DOSE])
def test_a_limit_of_zero_cannot_be_kept_by_doing_less(aspect: Aspect) -> None:
    case = stated("sit", 90, aspect)
    case.restrictions = [a_restriction("sit", 0, aspect)]
    assert the_row(case, "sit", aspect).closes


@pytest.mark.parametrize(("stretch", "closes"), [(None, False), (30, False), (31, True)])
def test_a_stretch_that_cannot_be_broken_must_be_tolerated(stretch: int | None, closes: bool) -> None:
    task = a_task(demands=[a_demand("sit", 90, Aspect.RUN)], uninterruptible_min=stretch)
    case = a_case(task, restrictions=[a_restriction("sit", 30, Aspect.RUN)])
    assert the_row(case, "sit", Aspect.RUN).closes is closes


def test_a_restriction_without_a_number_closes_every_task_it_could_touch() -> None:
    vague = a_restriction([*ALL_ZONES, "carry"], None)
    tasks = [a_task(TaskKind.LIFTING, lift(1), id="lifts"), a_task(TaskKind.LIFTING, id="unmeasured")]
    tasks.append(a_task(TaskKind.SITTING, measured({"sit.bout_min": 20}), id="desk"))
    rows = match_case(a_case(*tasks, restrictions=[vague]), START)
    assert {row.task_id for row in rows if row.closes} == {"lifts", "unmeasured"}
    assert {row.state for row in rows if row.closes} == {State.NEEDS_ANSWER}


def test_a_restriction_without_a_number_touches_every_aspect_that_is_asked_for() -> None:
    case = stated("trunk_flexed", 20, Aspect.DOSE)
    case.restrictions = [a_restriction("trunk_flexed", None, Aspect.RUN)]
    assert the_row(case, "trunk_flexed", Aspect.DOSE).state is State.NEEDS_ANSWER


def test_an_answered_query_opens_what_the_words_had_closed() -> None:
    bent = a_task(TaskKind.LIFTING, lift(3) | measured({"posture.trunk_flexed_bout_min": 1}))
    asked = a_case(bent, restrictions=[a_restriction("trunk_flexed", None, Aspect.RUN)])
    assert the_row(asked, "trunk_flexed", Aspect.RUN).closes
    answered = a_case(bent, restrictions=[a_restriction("trunk_flexed", 5, Aspect.RUN)])
    assert the_row(answered, "trunk_flexed", Aspect.RUN).state is State.WITHIN


def test_a_restriction_that_nobody_has_read_closes_every_task() -> None:
    light_duties = Restriction(wording="Light duties", author="Treating physician")
    rows = match_case(a_case(a_task(id="one"), a_task(id="two"), restrictions=[light_duties]), START)
    assert [(row.task_id, row.key, row.state, row.closes) for row in rows] == [
        (task_id, Key("any", Aspect.GATE), State.NEEDS_ANSWER, True) for task_id in ("one", "two")
    ]


@pytest.mark.parametrize(
    ("on", "closes"),
    [
        (date(2026, 11, 30), False),
        (date(2026, 12, 1), True),
        (date(2026, 12, 24), True),
        (date(2027, 3, 1), True),
    ],
)
def test_a_review_date_ends_no_restriction(on: date, closes: bool) -> None:
    held = a_restriction(FLOOR_WAIST, 5, valid_from=date(2026, 12, 1), review_on=date(2026, 12, 24))
    assert the_row(lifting(restrictions=[held]), FLOOR_WAIST, on=on).closes is closes


def test_a_restriction_ends_on_the_day_the_certifier_wrote() -> None:
    held = a_restriction(FLOOR_WAIST, 5, may_lift_from=date(2026, 12, 24))
    case = lifting(restrictions=[held])
    assert the_row(case, FLOOR_WAIST, on=date(2026, 12, 23)).closes
    assert not the_row(case, FLOOR_WAIST, on=date(2026, 12, 24)).closes


def test_restrictions_outside_a_certificate_count_as_well() -> None:
    case = lifting()
    case.restrictions = [a_restriction(FLOOR_WAIST, 5)]
    assert the_row(case, FLOOR_WAIST).closes


# --- safety-critical work ---


def clearance(
    cleared: bool, on: date, valid_from: date, work: SafetyCritical = SafetyCritical.MOBILE_PLANT
) -> Clearance:
    return Clearance(work=work, cleared=cleared, by="Occupational physician", on=on, valid_from=valid_from)


@pytest.mark.parametrize(
    ("clearances", "state"),
    [
        ([], State.NEEDS_ANSWER),
        ([clearance(True, date(2026, 11, 20), date(2026, 12, 8))], State.NEEDS_ANSWER),
        ([clearance(True, date(2026, 11, 20), date(2026, 12, 7))], State.WITHIN),
        ([clearance(True, date(2026, 11, 20), START, SafetyCritical.DRIVING)], State.NEEDS_ANSWER),
        ([clearance(False, date(2026, 11, 20), START)], State.BEYOND),
        (
            [
                clearance(True, date(2026, 11, 20), START),
                clearance(False, date(2026, 12, 1), date(2026, 12, 1)),
            ],
            State.BEYOND,
        ),
        (
            [
                clearance(False, date(2026, 12, 1), START),
                clearance(True, date(2026, 11, 20), date(2026, 12, 5)),
            ],
            State.BEYOND,
        ),
    ],
)
def test_safety_critical_work_waits_for_a_dated_clearance(clearances: list[Clearance], state: State) -> None:
    case = a_case(a_task(safety_critical=["mobile_plant"]), clearances=clearances)
    row = the_row(case, "safety_critical", Aspect.GATE, on=date(2026, 12, 7))
    assert (row.state, row.closes) == (state, state is not State.WITHIN)


def test_a_clearance_still_to_come_is_named_with_its_date() -> None:
    case = a_case(
        a_task(safety_critical=["mobile_plant"]),
        clearances=[clearance(True, date(2026, 11, 20), date(2026, 12, 7))],
    )
    assert "7 Dec 2026" in the_row(case, "safety_critical", Aspect.GATE).decisive.why


# --- several accounts ---


def test_the_higher_of_two_accounts_gates_until_they_are_resolved() -> None:
    case = a_case(
        a_task(demands=[a_demand("carry", 5), a_demand("carry", 9)]), capacities=[a_capacity("carry", 7)]
    )
    row = the_row(case, "carry")
    assert (row.state, row.closes) == (State.BEYOND, True)
    assert row.demand is not None
    assert row.demand.maximum == 9


def test_the_lighter_of_two_lifts_is_compared_as_well() -> None:
    """9 kg from 60 cm is allowed, 8 kg from 15 cm is not: the task lifts from the floor."""
    steps = [
        {"name": name, "kind": TaskKind.LIFTING, "minutes": 1, "measurements": lift(load, low, 90)}
        for name, load, low in [("shelf", 9, 60), ("floor", 8, 15)]
    ]
    case = a_case(
        a_task(TaskKind.LIFTING, cycle={"steps": steps, "repeats_per_shift": 20}),
        restrictions=[a_restriction(FLOOR_WAIST, None, prohibited=True, below_hand_height_cm=50)],
    )
    row = the_row(case, FLOOR_WAIST)
    assert (row.state, row.closes, row.decisive.why) == (
        State.BEYOND,
        True,
        "Asks for 8 kg; none is allowed.",
    )


def test_heavy_now_and_then_beside_light_all_day_are_both_compared() -> None:
    accounts = [
        a_demand("carry", 10, frequency=Band.OCCASIONAL),
        a_demand("carry", 5, frequency=Band.FREQUENT),
    ]
    case = a_case(a_task(demands=accounts))
    tested = [
        a_capacity("carry", 10, frequency=Band.OCCASIONAL),
        a_capacity("carry", 5, frequency=Band.FREQUENT),
    ]
    case.capacities = tested
    assert the_row(case, "carry").state is State.WITHIN
    tested[1].value = 4
    assert the_row(case, "carry").decisive.why == "Asks for 5 kg; 4 kg is tolerated."


# --- the order and the worker ---


def test_what_closes_a_task_comes_first_and_then_the_worst() -> None:
    task = a_task(
        demands=[
            a_demand("walk", 100),
            a_demand("stand", 60, Aspect.RUN),
            a_demand("carry", 12),
            a_demand("kneel", 5, Aspect.RUN),
        ],
        safety_critical=["alone"],
    )
    case = a_case(
        task,
        capacities=[a_capacity("walk", 200), a_capacity("stand", 30, Aspect.RUN), a_capacity("carry", 5)],
    )
    rows = match_task(case, task, START)
    assert [(row.key.dimension, row.closes) for row in rows] == [
        ("carry", True),
        ("safety_critical", True),
        ("stand", False),
        ("kneel", False),
        ("walk", False),
    ]


@pytest.mark.parametrize(("tolerance", "limit"), [(5, 6), (6, 5)])
def test_of_two_limits_the_lower_decides(tolerance: float, limit: float) -> None:
    case = lifting([a_capacity(FLOOR_WAIST, tolerance)], [a_restriction(FLOOR_WAIST, limit)])
    assert [comparison.limit for comparison in the_row(case, FLOOR_WAIST).comparisons] == [5, 6]


def test_the_zones_are_those_of_the_worker() -> None:
    """A shelf at 130 cm is above the shoulder (126 cm) of a worker of 154 cm."""
    case = a_case(a_task(TaskKind.LIFTING, lift(5, 110, 130)))
    assert {row.key.dimension for row in match_case(case, START)} == {WAIST_SHOULDER}
    case.worker.stature_cm = 154
    assert {row.key.dimension for row in match_case(case, START)} == {WAIST_SHOULDER, ABOVE}
    case.worker.body["worker.shoulder_height_cm"] = Measurement(value=133)  # measured, before it is predicted
    assert {row.key.dimension for row in match_case(case, START)} == {WAIST_SHOULDER}


def test_the_bands_are_those_of_the_jobs_own_shift() -> None:
    """Two hours of lifting are occasional on a shift of eight hours and frequent on one of four."""
    case = a_case(a_task(TaskKind.LIFTING, lift(), minutes_per_shift=120))
    case.capacities = [a_capacity(FLOOR_WAIST, 10, frequency=Band.OCCASIONAL)]
    assert the_row(case, FLOOR_WAIST).state is State.WITHIN
    assert case.job.roster
    for shift in case.job.roster.shifts:
        shift.paid_min = 240
    assert the_row(case, FLOOR_WAIST).state is State.NOT_ASSESSED


def test_a_comparison_is_said_in_the_chosen_units() -> None:
    row = the_row(lifting([a_capacity(FLOOR_WAIST, 5)]), FLOOR_WAIST)
    assert why_words(row.decisive, row.key) == row.decisive.why
    assert "11 lb is tolerated" in why_words(row.decisive, row.key, UnitSystem.US)


@pytest.mark.parametrize(("minutes", "state"), [(None, State.BEYOND), (30, State.WITHIN), (31, State.BEYOND)])
def test_a_restriction_on_minutes_counts_those_of_the_demand_and_else_the_whole_task(
    minutes: float | None, state: State
) -> None:
    """30 min a shift are allowed of a task of an hour; less of it answers, so the task stays open."""
    case = stated("carry", 5, minutes_per_shift=minutes)
    case.certificates[0].restrictions = [a_restriction("carry", 10, minutes_per_shift=30)]
    row = the_row(case, "carry")
    assert (row.state, row.closes) == (state, False)
