"""Editing by hand: a draft that adds up, judged by the checker, and kept as a version only with its reasons."""

from datetime import date
from random import Random

import pytest

from ergo.errors import InputError
from ergo.model.case import Case
from ergo.planning.check import Code, check_plan
from ergo.workflow import hand_edit
from ergo.workflow.hand_edit import Duty, DutyMinutes, GivenReason, LimitValue
from ergo.workflow.plans import check_case, keep_plan, plan_case, standing, variants_of

MADE_ON, EDITED_ON = date(2026, 1, 28), date(2026, 1, 29)
FIRST_WEEK = [date(2026, 2, day) for day in range(2, 7)]
PICK, SORT = Duty("pick"), Duty("sort")


@pytest.fixture
def drafted(case: Case) -> Case:
    """4 h a day in week 1, 6 h in week 2, 8 h from week 3; certified to the end of week 4."""
    keep_plan(case, plan_case(case, MADE_ON).plan)
    hand_edit.begin(case)
    return case


def codes(case: Case) -> set[Code]:
    found = hand_edit.findings(case)
    return {v.code for v in [*found.fixed, *found.open_]}


def test_a_draft_is_a_copy_and_its_plan_stays(drafted: Case) -> None:
    before = drafted.plan.model_copy(deep=True)  # type: ignore[union-attr]
    assert drafted.plan_draft == before
    assert codes(drafted) == set()
    DutyMinutes(drafted, 1, FIRST_WEEK, SORT).minutes = 0
    hand_edit.begin(drafted)
    assert drafted.plan == before
    assert drafted.plan_draft != before
    hand_edit.discard(drafted)
    assert drafted.plan_draft is None


def test_without_a_plan_there_is_nothing_to_edit(case: Case) -> None:
    with pytest.raises(InputError, match="There is no plan to edit"):
        hand_edit.begin(case)
    with pytest.raises(InputError, match="The plan is not being edited"):
        hand_edit.findings(case)


def test_hours_follow_from_the_duties_and_everything_adds_up(drafted: Case) -> None:
    week = hand_edit.draft_of(drafted).weeks[0]
    DutyMinutes(drafted, 1, FIRST_WEEK[:2], PICK).minutes = 90
    DutyMinutes(drafted, 1, FIRST_WEEK[:2], SORT).minutes = 60
    assert [day.paid_min for day in week.days] == [150, 150, 240, 240, 240]
    assert week.total_min == 1020
    assert (week.days_per_week, week.minutes_per_day) == (5, 240)
    assert sum(a.minutes for a in week.duties) == 1020
    assert week.reasons[0].sentence == "Changed by hand."
    # Fewer hours than before are nobody's limit.
    assert codes(drafted) == set()


def test_a_day_that_is_emptied_goes_and_comes_back(drafted: Case) -> None:
    week = hand_edit.draft_of(drafted).weeks[0]
    for duty in (PICK, SORT):
        DutyMinutes(drafted, 1, FIRST_WEEK[4:], duty).minutes = None
    assert [day.date for day in week.days] == FIRST_WEEK[:4]
    assert week.days_per_week == 4
    DutyMinutes(drafted, 1, FIRST_WEEK[4:], SORT).minutes = 120
    assert [day.date for day in week.days] == FIRST_WEEK
    assert (week.days[4].start, week.days[4].paid_min) == (week.days[0].start, 120)


def test_minutes_of_days_that_differ_read_as_not_said(drafted: Case) -> None:
    DutyMinutes(drafted, 1, FIRST_WEEK[:1], SORT).minutes = 15
    assert DutyMinutes(drafted, 1, FIRST_WEEK, SORT).minutes is None
    assert DutyMinutes(drafted, 1, FIRST_WEEK[:1], SORT).minutes == 15


def test_hours_without_a_date_past_the_certificate(drafted: Case) -> None:
    draft = hand_edit.draft_of(drafted)
    week = draft.weeks[5]
    assert hand_edit.days_of(drafted, week) == []
    assert hand_edit.outlook_shifts(drafted, week) == 5
    DutyMinutes(drafted, 6, [], PICK).minutes = 600
    assert DutyMinutes(drafted, 6, [], PICK).minutes == 600
    assert (week.total_min, week.outlook_min, week.days) == (1800, 1800, [])
    assert week.minutes_per_day == 360
    assert codes(drafted) == {Code.HOURS_FALL}


@pytest.mark.parametrize("minutes", [-15, 1455])
def test_minutes_outside_a_day_are_refused(drafted: Case, minutes: int) -> None:
    with pytest.raises(InputError, match="outside 0 to 1440 min"):
        DutyMinutes(drafted, 1, FIRST_WEEK, SORT).minutes = minutes


def test_full_duties_are_counted_again(drafted: Case) -> None:
    draft = hand_edit.draft_of(drafted)
    assert draft.full_duties_week == 3
    DutyMinutes(drafted, 4, [date(2026, 2, 23)], PICK).minutes = 225
    assert draft.full_duties_week == 5
    assert [week.full_duties for week in draft.weeks] == [False] * 4 + [True] * 2
    assert Code.FULL_DUTIES not in codes(drafted)


SUMS = {
    Code.DAY_SUM,
    Code.WEEK_TOTAL,
    Code.WEEK_HEADLINE,
    Code.DUTIES_TOTAL,
    Code.FULL_DUTIES,
    Code.FULL_DUTIES_WEEK,
    Code.EXAMPLE_DAY,
    Code.DAY_OUTSIDE_WEEK,
    Code.DUPLICATE_DAY,
    Code.OUTLOOK_DATED,
}


def test_whatever_is_edited_the_sums_of_the_draft_are_right(drafted: Case) -> None:
    random = Random(5)
    for _ in range(40):
        week = random.choice(hand_edit.draft_of(drafted).weeks)
        days = hand_edit.days_of(drafted, week)
        chosen = random.sample(days, random.randint(1, len(days))) if days else []
        minutes = random.choice([0, 15, 60, 240, 480]) * (1 if days else 5)
        DutyMinutes(drafted, week.number, chosen, random.choice([PICK, SORT])).minutes = minutes
        assert codes(drafted) & SUMS == set()


def test_policy_is_overridden_with_a_reason_and_the_contract_is_not(drafted: Case) -> None:
    DutyMinutes(drafted, 1, FIRST_WEEK, SORT).minutes = 60
    found = hand_edit.findings(drafted)
    assert [v.code for v in found.open_] == [Code.START_HOURS]
    assert found.fixed == []
    DutyMinutes(drafted, 1, FIRST_WEEK[:1], SORT).minutes = 600
    assert Code.OVER_SHIFT in {v.code for v in hand_edit.findings(drafted).fixed}


def test_a_draft_is_kept_once_every_finding_has_its_reason(drafted: Case) -> None:
    before = drafted.plan
    assert before is not None
    DutyMinutes(drafted, 1, FIRST_WEEK, SORT).minutes = 60
    (finding,) = hand_edit.findings(drafted).open_
    with pytest.raises(InputError, match="your name is missing"):
        hand_edit.keep(drafted, EDITED_ON)
    hand_edit.draft_of(drafted).edited_by = "R. Therapist"
    with pytest.raises(InputError, match="Give a reason for each of the 1 findings"):
        hand_edit.keep(drafted, EDITED_ON)
    GivenReason(drafted, finding, EDITED_ON).reason = "  Works five hours at home already. "
    assert GivenReason(drafted, finding, EDITED_ON).reason == "Works five hours at home already."
    hand_edit.keep(drafted, EDITED_ON)
    plan = drafted.plan
    assert plan is not None
    assert (plan.version, plan.edited_by, plan.edited_on) == (before.version + 1, "R. Therapist", EDITED_ON)
    assert plan.id != before.id
    assert drafted.earlier_plans == [before]
    assert drafted.plan_draft is None
    (override,) = plan.overrides
    assert (override.week_number, override.code, override.by) == (1, "start_hours", "R. Therapist")
    assert standing(check_case(drafted)) == []


def test_a_reason_that_is_taken_back_leaves_the_finding_open(drafted: Case) -> None:
    DutyMinutes(drafted, 1, FIRST_WEEK, SORT).minutes = 60
    (finding,) = hand_edit.findings(drafted).open_
    given = GivenReason(drafted, finding, EDITED_ON)
    given.reason = "A reason."
    assert [v.reason for v in hand_edit.findings(drafted).overridden] == ["A reason."]
    given.reason = " "
    assert hand_edit.findings(drafted).open_ == [finding]


def test_a_reason_for_what_is_no_longer_found_is_not_kept(drafted: Case) -> None:
    DutyMinutes(drafted, 1, FIRST_WEEK, SORT).minutes = 60
    (finding,) = hand_edit.findings(drafted).open_
    GivenReason(drafted, finding, EDITED_ON).reason = "A reason."
    DutyMinutes(drafted, 1, FIRST_WEEK, SORT).minutes = 0
    hand_edit.draft_of(drafted).edited_by = "R. Therapist"
    hand_edit.keep(drafted, EDITED_ON)
    assert drafted.plan is not None
    assert drafted.plan.overrides == []


def test_what_a_certificate_forbids_cannot_be_kept(drafted: Case) -> None:
    hand_edit.draft_of(drafted).edited_by = "R. Therapist"
    drafted.certificates[0].max_minutes_per_day = 120
    with pytest.raises(InputError, match="This may not be overridden: "):
        hand_edit.keep(drafted, EDITED_ON)
    assert drafted.plan_draft is not None


def test_a_draft_of_an_older_version_is_not_kept(drafted: Case) -> None:
    hand_edit.draft_of(drafted).edited_by = "R. Therapist"
    drafted.plan_settings.horizon_weeks = 5
    keep_plan(drafted, plan_case(drafted, MADE_ON).plan)
    with pytest.raises(InputError, match="made again since; this draft belongs to version 1"):
        hand_edit.keep(drafted, EDITED_ON)


def test_a_limit_is_changed_for_as_long_as_it_stood(drafted: Case) -> None:
    draft = hand_edit.draft_of(drafted)
    place = next(n for n, x in enumerate(draft.weeks[1].limits) if x.dimension == "lift_floor_waist")
    assert draft.weeks[1].limits[place].value == 10
    LimitValue(drafted, 2, place).value = 9
    assert LimitValue(drafted, 2, place).value == 9
    values = [x.value for w in draft.weeks for x in w.limits if x.dimension == "lift_floor_waist"]
    assert values == [10, 9, 9, 9, 9, 9]
    assert any(r.sentence == "Changed by hand." for r in draft.weeks[1].reasons)
    assert codes(drafted) == set()


def test_a_limit_above_the_certificate_is_not_overridable(drafted: Case) -> None:
    draft = hand_edit.draft_of(drafted)
    place = next(n for n, x in enumerate(draft.weeks[1].limits) if x.dimension == "lift_floor_waist")
    LimitValue(drafted, 2, place).value = 12
    assert Code.LEVEL_OVER_RESTRICTION in {v.code for v in hand_edit.findings(drafted).fixed}
    with pytest.raises(InputError, match="A limit is zero or more"):
        LimitValue(drafted, 2, place).value = None


def test_what_an_override_passes_is_said_without_figures_of_the_worker(drafted: Case) -> None:
    """The worker was measured at 300 min of sitting; the employer reads neither that nor what was found."""
    drafted.capacities[0].value = 60
    draft = hand_edit.draft_of(drafted)
    for finding in hand_edit.findings(drafted).open_:
        GivenReason(drafted, finding, EDITED_ON).reason = "Agreed with the worker."
    assert draft.overrides
    for override in draft.overrides:
        assert not any(letter.isdigit() for letter in override.what)
    assert not [
        v
        for v in check_plan(drafted, draft, variants_of(drafted))
        if v.overridable and v.severity == "violation"
    ]
