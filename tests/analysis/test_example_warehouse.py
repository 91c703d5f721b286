"""The warehouse example is a case that teaches: sound, complete, and with every state of the match in it."""

from datetime import date
from pathlib import Path

import pytest

from ergo.analysis.demands import Key
from ergo.analysis.match import MatchRow, State, is_unquantified, match_case, match_task
from ergo.knowledge.dimensions import Aspect
from ergo.model.case import Case
from ergo.model.job import Importance, SafetyCritical
from ergo.model.plan import Plan
from ergo.model.record import ChosenModification
from ergo.workflow.plans import PlanOutcome, plan_case

FILE = Path(__file__).resolve().parents[2] / "data" / "examples" / "warehouse.json"
START, FORKLIFT_FROM = date(2026, 11, 30), date(2026, 12, 7)


@pytest.fixture(scope="module")
def case() -> Case:
    return Case.model_validate_json(FILE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def rows(case: Case) -> dict[tuple[str, Key], MatchRow]:
    return {(row.task_id, row.key): row for row in match_case(case, START)}


def closed_tasks(case: Case, on: date) -> set[str]:
    return {row.task_id for row in match_case(case, on) if row.closes}


def test_the_day_adds_up_in_quarters_of_an_hour(case: Case) -> None:
    daily = [t for t in case.job.tasks if t.importance is not Importance.ALTERNATIVE]
    minutes = [task.minutes_per_shift or 0 for task in daily]
    assert (len(daily), sum(minutes)) == (8, 480)
    assert all(m % 15 == 0 for m in minutes)


def test_the_certificate_is_the_one_of_the_story(case: Case) -> None:
    (certificate,) = case.certificates
    assert (certificate.valid_from, certificate.valid_until) == (START, date(2026, 12, 27))
    ten_kg, floor, sitting, bending = (r.reading for r in certificate.restrictions)
    assert ten_kg is not None
    assert ten_kg.limit == 10
    assert set(ten_kg.dimensions) == {
        "lift_floor_waist",
        "lift_waist_shoulder",
        "lift_above_shoulder",
        "carry",
    }
    assert floor is not None
    assert (floor.prohibited, floor.below_hand_height_cm) == (True, 50)
    assert sitting is not None
    assert (sitting.dimensions, sitting.aspect, sitting.limit) == (["sit"], Aspect.RUN, 30)
    assert bending is not None
    assert (bending.dimensions, bending.aspect, bending.limit) == (["trunk_flexed"], Aspect.RUN, 5)


def test_the_words_on_bending_had_no_number_until_they_were_answered(case: Case) -> None:
    bending = case.certificates[0].restrictions[3]
    query = bending.query
    assert query is not None
    assert not any(character.isdigit() for character in bending.wording)
    assert query.asked_on is not None
    assert query.answered_on is not None
    assert query.asked_on <= query.answered_on
    assert "5 minutes" in query.answer
    before = case.model_copy(deep=True)
    reading = before.certificates[0].restrictions[3].reading
    assert reading is not None
    reading.limit = None
    assert is_unquantified(before.certificates[0].restrictions[3])
    lifts_or_walks = {"pick_mid", "pick_floor", "replenish_high", "pack_bench", "pallet_jack", "walk_scan"}
    assert closed_tasks(before, START) >= lifts_or_walks
    assert "returns_desk" not in closed_tasks(before, START)


def test_every_state_is_there(rows: dict[tuple[str, Key], MatchRow]) -> None:
    assert {row.state for row in rows.values()} == set(State)
    assert any(row.decisive.near for row in rows.values())


@pytest.mark.parametrize(
    ("task_id", "dimension", "aspect", "why"),
    [
        ("pick_mid", "lift_waist_shoulder", Aspect.PEAK, "Asks for 14 kg; 10 kg is allowed."),
        ("pick_floor", "lift_floor_waist", Aspect.PEAK, "Asks for 8 kg; none is allowed."),
        (
            "replenish_high",
            "lift_above_shoulder",
            Aspect.PEAK,
            "Asks for 6.5 kg; 6 kg is tolerated: near, within 10%.",
        ),
        (
            "pallet_jack",
            "push_pull_sustained",
            Aspect.PEAK,
            "Asks for 130 N; 120 N is tolerated: near, within 10%.",
        ),
        ("pack_bench", "stand", Aspect.RUN, "Asks for 75 min; 45 min is tolerated."),
        ("returns_desk", "sit", Aspect.RUN, "Asks for 60 min; 30 min is allowed."),
        ("replenish_high", "arm_above_shoulder", Aspect.DOSE, "Looked at, but no figure was given."),
    ],
)
def test_a_row_says_what_stands_in_the_way(
    rows: dict[tuple[str, Key], MatchRow], task_id: str, dimension: str, aspect: Aspect, why: str
) -> None:
    assert rows[task_id, Key(dimension, aspect)].decisive.why == why


def test_what_is_open_on_the_first_day(case: Case) -> None:
    assert closed_tasks(case, START) == {
        "pick_mid",
        "pick_floor",
        "replenish_high",
        "pallet_jack",
        "forklift",
    }


def test_the_forklift_opens_with_the_dated_clearance(case: Case) -> None:
    forklift = case.task("forklift")
    assert forklift is not None
    assert forklift.safety_critical == [SafetyCritical.MOBILE_PLANT]
    assert any(row.closes for row in match_task(case, forklift, date(2026, 12, 6)))
    assert not any(row.closes for row in match_task(case, forklift, FORKLIFT_FROM))


def test_the_restrictions_stay_after_the_certificate(case: Case) -> None:
    """In March nobody has lifted anything: only the clearance has come since the first day."""
    assert closed_tasks(case, date(2027, 3, 1)) == closed_tasks(case, START) - {"forklift"}


@pytest.fixture(scope="module")
def outcome(case: Case) -> PlanOutcome:
    return plan_case(case, date(2026, 11, 21))


def tasks_of(plan: Plan) -> list[set[str]]:
    """The tasks done in each week of a plan."""
    return [{allocation.task_id for allocation in week.duties} for week in plan.weeks]


def test_the_checker_finds_nothing_in_the_plan(outcome: PlanOutcome) -> None:
    assert outcome.violations == []


def test_the_first_week_is_filled_with_half_days(outcome: PlanOutcome) -> None:
    first = outcome.plan.weeks[0]
    assert [day.paid_min for day in first.days] == [240] * 5
    assert tasks_of(outcome.plan)[0].isdisjoint({"pick_mid", "pick_floor", "forklift", "pallet_jack"})


def test_what_comes_in_later_weeks(case: Case, outcome: PlanOutcome) -> None:
    """The forklift with its clearance, the floor-level pick once the positioner stands, more lifting by steps."""
    weeks = tasks_of(outcome.plan)
    assert "forklift" in weeks[1]
    positioned = [a for week in outcome.plan.weeks for a in week.duties if a.task_id == "pick_floor"]
    assert positioned
    assert {tuple(a.modification_ids) for a in positioned} == {(case.modifications[0].id,)}
    assert min(n for n, tasks in enumerate(weeks) if "pick_floor" in tasks) >= 2
    assert "replenish_high" not in weeks[0]
    assert "replenish_high" in weeks[1], "the first step goes to the load: that gives most essential minutes"


def test_full_duties_wait_for_the_limit_and_come_if_it_is_lifted(outcome: PlanOutcome) -> None:
    assert outcome.plan.full_duties_week is None
    assert {obstacle.task_id for obstacle in outcome.plan.obstacles} == {"pick_mid"}
    assert "ten_kg" in {opener.restriction_id for opener in outcome.plan.openers}
    assert outcome.if_lifted is not None
    assert outcome.if_lifted.full_duties_week is not None


def test_no_shift_is_planned_past_the_certificate_or_on_christmas_day(outcome: PlanOutcome) -> None:
    worked = {day.date for week in outcome.plan.weeks for day in week.days}
    assert max(worked) <= date(2026, 12, 27)
    assert date(2026, 12, 25) not in worked
    assert date(2026, 12, 24) in worked


def test_choosing_a_tote_for_the_mid_shelves_brings_full_duties_under_the_limit(case: Case) -> None:
    """What a newcomer finds in the app: cartons of at most 10 kg answer the limit before the certifier does."""
    chosen = case.model_copy(deep=True)
    chosen.modifications.append(
        ChosenModification(
            item_id="EQ017",
            task_id="pick_mid",
            in_place_from=date(2026, 12, 21),
            accepted_as_permanent=True,
        )
    )
    outcome = plan_case(chosen, date(2026, 11, 21))
    assert outcome.violations == []
    assert outcome.plan.full_duties_week is not None
