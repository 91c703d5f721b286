"""Rules of the day and example days: days made by hand, and random days that never break a rule."""

from datetime import date

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ergo.knowledge.day_rules import day_figures
from ergo.knowledge.dimensions import Aspect
from ergo.knowledge.policies import policies
from ergo.model.base import Measurement
from ergo.model.capacity import Clearance, Need, Restriction, StatedNeed
from ergo.model.case import Case
from ergo.model.job import Importance, SafetyCritical, Task, TaskKind
from ergo.model.plan import BlockKind, Limit, Plan, ReasonCode, RuleKind, RuleOrigin
from ergo.model.record import Appointment, Supervision
from ergo.planning.check import Code, check_plan
from ergo.planning.day import with_days
from tests.planning.plans import Minutes, dated_day, demand, lift, plain_case, plain_plan, settle

OF_THE_DAY = {
    Code.RULE_MISSING,
    Code.EXAMPLE_DAY,
    Code.EXAMPLE_SUM,
    Code.EXAMPLE_TIMES,
    Code.EXAMPLE_SHIFT,
    Code.EXAMPLE_RUN,
    Code.EXAMPLE_STRETCH,
    Code.EXAMPLE_BREAK,
    Code.LOADS_AFTER_DRIVING,
    Code.BAD_DAY_LOAD,
    Code.UNDER_SMALLEST_BLOCK,
    Code.OVER_NORMAL_MINUTES,
}


def a_task(
    task_id: str, kind: TaskKind, *, block: int = 15, stretch: int | None = None, **runs: float
) -> Task:
    return Task(
        id=task_id,
        name=task_id.capitalize(),
        kind=kind,
        minutes_per_shift=480,
        smallest_block_min=block,
        uninterruptible_min=stretch,
        demands=[demand(dimension, Aspect.RUN, minutes) for dimension, minutes in runs.items()],
    )


DESK = a_task("desk", TaskKind.SITTING, sit=120)
WALK = a_task("walk", TaskKind.STANDING_WALKING, sit=0)


def at_a_time(dimension: str, minutes: float, code: ReasonCode = ReasonCode.CAPACITY) -> Limit:
    return Limit(dimension=dimension, aspect=Aspect.RUN, value=minutes, code=code, source_id="source")


def planned(
    tasks: list[Task], minutes: Minutes, *limits: Limit, case: Case | None = None
) -> tuple[Case, Plan]:
    case = case or plain_case(*tasks, restrictions=[])
    plan = plain_plan(minutes)
    plan.weeks[0].limits = list(limits)
    return case, with_days(case, plan)


def shape(case: Case, plan: Plan, *, bad: bool = False) -> list[str]:
    """The blocks of the first example day, a change of posture with a star: "desk 30", "desk* 5"."""
    assert [v for v in check_plan(case, plan) if v.code in OF_THE_DAY] == []
    example = plan.example_days[0]
    stars = {BlockKind.WORK: "", BlockKind.CHANGE: "*"}
    return [
        f"{b.task_id}{stars[b.kind]} {b.minutes}" if b.kind in stars else f"{b.kind} {b.minutes}"
        for b in (example.bad_day if bad else example.blocks)
    ]


def test_without_a_limit_each_task_is_done_once_in_its_order() -> None:
    assert shape(*planned([DESK, WALK], {"desk": 90, "walk": 60})) == ["desk 90", "walk 60"]


def test_walking_is_put_between_stretches_of_sitting() -> None:
    day = planned([DESK, WALK], {"desk": 90, "walk": 30}, at_a_time("sit", 30))
    assert shape(*day) == ["desk 30", "walk 15", "desk 30", "walk 15", "desk 30"]


def test_a_change_of_posture_lies_inside_the_paid_minutes_where_nothing_else_breaks_a_stretch() -> None:
    day = planned([DESK], {"desk": 65}, at_a_time("sit", 30))
    assert shape(*day) == ["desk 30", "desk* 5", "desk 30"]


def test_a_task_that_interrupts_itself_needs_no_change_of_posture() -> None:
    phone = a_task("phone", TaskKind.SITTING, sit=20)
    assert shape(*planned([phone], {"phone": 120}, at_a_time("sit", 30))) == ["phone 120"]


def test_two_tasks_in_one_posture_are_one_stretch() -> None:
    phone = a_task("phone", TaskKind.SITTING, sit=20)
    day = planned([phone, DESK], {"phone": 30, "desk": 30}, at_a_time("sit", 30))
    assert shape(*day) == ["desk 30", "phone* 5", "phone 25"]


def test_a_task_of_which_nothing_is_known_ends_no_stretch() -> None:
    unknown = Task(id="other", name="Other", kind=TaskKind.OTHER, minutes_per_shift=480)
    day = planned([DESK, unknown], {"desk": 60, "other": 30}, at_a_time("sit", 30))
    assert sum(block == "desk* 5" for block in shape(*day)) == 1


def test_a_stretch_that_cannot_be_broken_is_not() -> None:
    interview = a_task("interview", TaskKind.SITTING, stretch=40, sit=40)
    long = interview.model_copy(update={"demands": [demand("sit", Aspect.RUN, 90)]})
    day = planned([long], {"interview": 105}, at_a_time("sit", 45))
    assert shape(*day) == ["interview 40", "interview* 5", "interview 40", "interview* 5", "interview 15"]


def test_tasks_are_not_split_below_their_smallest_useful_block() -> None:
    walk = a_task("walk", TaskKind.STANDING_WALKING, block=60, sit=0)
    day = planned([DESK, walk], {"desk": 60, "walk": 60}, at_a_time("sit", 30))
    assert shape(*day) == ["desk 30", "walk 60", "desk 30"]


def test_the_meal_lies_in_the_middle_of_a_full_shift_and_is_not_paid() -> None:
    assert shape(*planned([DESK], {"desk": 300})) == ["desk 240", "meal 30", "desk 60"]
    assert shape(*planned([DESK], {"desk": 240})) == ["desk 240"]


def test_a_limit_that_no_clock_can_keep_is_a_rule_only() -> None:
    bent = a_task("pick", TaskKind.POSTURE, trunk_flexed=8)
    case, plan = planned([bent], {"pick": 60}, at_a_time("trunk_flexed", 5))
    assert shape(case, plan) == ["pick 60"]
    assert [rule.kind for rule in plan.day_rules] == [RuleKind.RUN]


def test_nothing_is_lifted_right_after_a_long_drive() -> None:
    van = a_task("van", TaskKind.DRIVING, drive=60, sit=60)
    load = a_task("load", TaskKind.LIFTING, sit=0)
    load.demands.append(lift(10))
    case, plan = planned([van, load], {"van": 60, "load": 60}, at_a_time("sit", 120))
    assert shape(case, plan) == ["van 60", "load* 10", "load 50"]
    rule = next(rule for rule in plan.day_rules if rule.kind is RuleKind.AFTER_DRIVING)
    assert rule.sentence == "No loads are handled in the first 10 min after 30 min or more at the wheel."
    assert rule.origin is RuleOrigin.PRACTICE
    assert rule.status is day_figures().handling_after_driving_min.status


def test_a_break_each_hour_is_paid() -> None:
    case = plain_case(WALK, restrictions=[])
    case.needs = [StatedNeed(id="need", need=Need.HOURLY_BREAK)]
    case, plan = planned([], {"walk": 125}, case=case)
    assert shape(case, plan) == ["walk 60", "walk* 5", "walk 60"]
    assert [rule.sentence for rule in plan.day_rules] == [
        "After at most 1 h of work there is a break of at least 5 min; it is paid."
    ]


def test_the_break_that_driving_law_asks_for_lies_outside_the_paid_minutes() -> None:
    lorry = a_task("lorry", TaskKind.DRIVING, drive=600, sit=600)
    lorry.measurements = {"drive.vehicle_class": Measurement(value="goods_heavy")}
    case = plain_case(lorry, restrictions=[])
    case.country = "DE"
    case.job.roster = case.job.roster.model_copy(
        update={"shifts": [s.model_copy(update={"unpaid_break_min": 45}) for s in case.job.roster.shifts]}
    )
    case, plan = planned([], {"lorry": 300}, case=case)
    assert shape(case, plan) == ["lorry 240", "meal 45", "lorry 60"]
    case.job.roster.shifts[0].unpaid_break_min = 0
    case, plan = planned([], {"lorry": 300}, case=case)
    blocks = plan.example_days[0].blocks
    assert [(b.kind, b.minutes) for b in blocks] == [
        (BlockKind.WORK, 270),
        (BlockKind.LAW, 45),
        (BlockKind.WORK, 30),
    ]
    assert [rule.sentence for rule in plan.day_rules] == [
        "A break of at least 45 min comes at the latest after 4 h 30 min of driving (Regulation (EC) 561/2006)."
    ]


@pytest.mark.parametrize(
    ("limit", "sentence"),
    [
        (at_a_time("sit", 30), "Sit at most 30 min at a time, then at least 5 min in another posture."),
        (at_a_time("kneel", 0), "Kneel or crawl: not at all."),
        (
            Limit(dimension="handling_volume", aspect=Aspect.PEAK, value=20, code=ReasonCode.CERTIFICATE),
            "Handling volume: up to 20 times an hour.",
        ),
        (
            Limit(
                dimension="lift_floor_waist",
                aspect=Aspect.PEAK,
                value=80,
                over_load_kg=5,
                code=ReasonCode.CAPACITY,
            ),
            "Lift, floor to waist, more than 5 kg: at most 80 min a shift.",
        ),
    ],
)
def test_a_limit_that_only_the_day_keeps_becomes_a_rule(limit: Limit, sentence: str) -> None:
    _, plan = planned([WALK], {"walk": 60}, limit)
    (rule,) = plan.day_rules
    assert rule.sentence == sentence
    certified = limit.code is ReasonCode.CERTIFICATE
    assert rule.origin is (RuleOrigin.RESTRICTION if certified else RuleOrigin.CAPACITY)
    assert (rule.from_week, rule.until_week) == (1, 1)


def two_weeks(first: list[Limit], then: list[Limit], minutes: Minutes, *tasks: Task) -> tuple[Case, Plan]:
    case = plain_case(*tasks, restrictions=[])
    plan, later = plain_plan(minutes), plain_plan(minutes)
    week = later.weeks[0].model_copy(update={"number": 2, "monday": date(2026, 2, 9)})
    week.days = [day.model_copy(update={"date": day.date.replace(day=day.date.day + 7)}) for day in week.days]
    plan.weeks[0].limits, week.limits = first, then
    plan.weeks.append(week)
    return case, with_days(case, plan)


def test_weeks_alike_are_one_stage_and_one_rule() -> None:
    _, plan = two_weeks([at_a_time("sit", 30)], [at_a_time("sit", 30)], {"desk": 60}, DESK)
    assert [(e.from_week, e.until_week) for e in plan.example_days] == [(1, 2)]
    assert [(r.from_week, r.until_week) for r in plan.day_rules] == [(1, 2)]
    _, plan = two_weeks([at_a_time("sit", 30)], [at_a_time("sit", 40)], {"desk": 60}, DESK)
    assert [(e.from_week, e.until_week) for e in plan.example_days] == [(1, 1), (2, 2)]
    assert [(r.from_week, r.until_week) for r in plan.day_rules] == [(1, 1), (2, 2)]


def test_a_bad_day_has_the_hours_as_planned_smaller_pieces_and_the_heaviest_last() -> None:
    pick = a_task("pick", TaskKind.LIFTING, sit=0)
    pick.demands.append(lift(12))
    day = planned([pick, WALK], {"pick": 60, "walk": 45})
    assert shape(*day) == ["pick 60", "walk 45"]
    bad = shape(*day, bad=True)
    assert bad[0].startswith("walk")
    assert bad[-1].startswith("pick")
    assert all(int(block.split()[1]) <= day_figures().bad_day_piece_min.value for block in bad)


def test_what_is_heavier_than_the_step_before_is_exchanged_on_a_bad_day() -> None:
    """Week 2 allows 12 kg, week 1 allowed 10 kg: picking 12 kg gives way to walking."""
    pick = a_task("pick", TaskKind.LIFTING, sit=0)
    pick.demands.append(lift(12))
    limit = Limit(dimension="lift_waist_shoulder", aspect=Aspect.PEAK, value=12, code=ReasonCode.CAPACITY)
    lower = limit.model_copy(update={"value": 10})
    _, plan = two_weeks([lower], [limit], {"walk": 60, "pick": 60}, WALK, pick)
    second = plan.example_days[1]
    assert {b.task_id for b in second.blocks} == {"pick", "walk"}
    assert {b.task_id for b in second.bad_day} == {"walk"}
    assert sum(b.minutes for b in second.bad_day) == second.paid_min == 120


def eased_week(fields: dict[str, object], second: Minutes | None = None) -> tuple[Case, Plan]:
    """Picking 12 kg where the week before allowed 10 kg, and desk work that may take over: 150 min seated a shift.

    Both weeks have an hour of each; ``second`` is what the second has instead.
    """
    pick = a_task("pick", TaskKind.LIFTING, sit=0)
    pick.demands.append(lift(12))
    limit = Limit(dimension="lift_waist_shoulder", aspect=Aspect.PEAK, value=12, code=ReasonCode.CAPACITY)
    lower = limit.model_copy(update={"value": 10})
    seated = Limit(dimension="sit", aspect=Aspect.DOSE, value=150, code=ReasonCode.CAPACITY)
    case, plan = two_weeks([lower, seated], [limit, seated], {"desk": 60, "pick": 60}, DESK, pick)
    case = case.model_copy(update=fields)
    if second is not None:
        week = plan.weeks[1]
        week.days = [dated_day(day.date, second) for day in week.days]
        settle(week)
    return case, with_days(case, plan)


def done_on_the_bad_day(plan: Plan) -> set[str]:
    return {block.task_id for block in plan.example_days[-1].bad_day}


@pytest.mark.parametrize(
    ("seated_min", "on", "exchanged"),
    [
        (None, date(2026, 2, 9), True),  # 120 of 150 min seated
        (30, date(2026, 2, 9), True),
        (31, date(2026, 2, 9), False),
        (31, date(2026, 2, 10), True),  # the example is of Monday
    ],
)
def test_treatment_of_the_date_counts_on_a_bad_day_too(
    seated_min: float | None, on: date, exchanged: bool
) -> None:
    """The hour of picking goes to the desk only where that and the treatment stay within 150 min of sitting."""
    loads = [] if seated_min is None else [demand("sit", Aspect.DOSE, seated_min)]
    therapy = Appointment(on=on, minutes=60, in_work_time=False, loads=loads)
    case, plan = eased_week({"appointments": [therapy]})
    assert done_on_the_bad_day(plan) == ({"desk"} if exchanged else {"desk", "pick"})
    forced = eased_week({})[1]
    found = {v.code for v in check_plan(case, forced) if "bad" in v.message or v.limit == 150}
    assert found == (set() if exchanged else {Code.OVER_LEVEL})


@pytest.mark.parametrize(
    ("fields", "exchanged"),
    [
        ({}, True),
        ({"supervision": [Supervision(id="mate", weekdays=[1], task_ids=["desk"])]}, False),
        ({"supervision": [Supervision(id="mate", weekdays=[0], task_ids=["desk"])]}, True),
        ({"restrictions": [Restriction(wording="Take it easy", valid_from=date(2026, 2, 9))]}, False),
        ({"restrictions": [Restriction(wording="Take it easy", valid_from=date(2026, 2, 10))]}, True),
    ],
)
def test_what_is_closed_on_the_date_takes_over_nothing_on_a_bad_day(
    fields: dict[str, object], exchanged: bool
) -> None:
    _, plan = eased_week(fields, {"pick": 60})
    assert done_on_the_bad_day(plan) == ({"desk"} if exchanged else {"pick"})


@pytest.mark.parametrize(("valid_from", "exchanged"), [(date(2026, 2, 9), True), (date(2026, 2, 10), False)])
def test_who_is_not_yet_cleared_does_no_safety_critical_work_on_a_bad_day(
    valid_from: date, exchanged: bool
) -> None:
    cleared = Clearance(
        work=SafetyCritical.ALONE, cleared=True, by="Clinician", on=date(2026, 2, 2), valid_from=valid_from
    )
    alone = DESK.model_copy(update={"safety_critical": [SafetyCritical.ALONE]})
    case, plan = eased_week({"clearances": [cleared]}, {"pick": 60})
    case.job.tasks[0] = alone
    assert done_on_the_bad_day(with_days(case, plan)) == ({"desk"} if exchanged else {"pick"})


@pytest.mark.parametrize(
    ("limit", "stretch", "exchanged"), [(0, None, False), (45, 60, False), (60, 60, True)]
)
def test_what_cannot_be_held_so_long_takes_over_nothing_on_a_bad_day(
    limit: float, stretch: int | None, exchanged: bool
) -> None:
    case, plan = eased_week({})
    case.job.tasks[0] = DESK.model_copy(update={"uninterruptible_min": stretch})
    plan.weeks[1].limits.append(at_a_time("sit", limit))
    assert done_on_the_bad_day(with_days(case, plan)) == ({"desk"} if exchanged else {"desk", "pick"})


def test_the_same_plan_gives_the_same_day() -> None:
    days = [planned([DESK, WALK], {"desk": 200, "walk": 55}, at_a_time("sit", 25))[1] for _ in range(2)]
    assert days[0].model_dump_json() == days[1].model_dump_json()


POSTURES = ("sit", "stand", "drive", "kneel", "hand_repetition")


@st.composite
def random_tasks(draw: st.DrawFn, number: int) -> Task:
    kind = draw(st.sampled_from(list(TaskKind)))
    demands = [
        demand(posture, aspect, draw(st.sampled_from([0, 4, 15, 33, 60, 200])))
        for posture in POSTURES
        for aspect in (Aspect.RUN, Aspect.DOSE)
        if draw(st.sampled_from([True, False, False])) and not (posture == "kneel" and aspect is Aspect.DOSE)
    ]
    if draw(st.booleans()):
        demands.append(lift(draw(st.sampled_from([2, 8, 15]))))
    return Task(
        id=f"t{number}",
        name=f"Task {number}",
        kind=kind,
        importance=draw(st.sampled_from(list(Importance))),
        minutes_per_shift=draw(st.sampled_from([60, 120, 240])),
        smallest_block_min=draw(st.sampled_from([15, 30, 45, 60])),
        uninterruptible_min=draw(st.sampled_from([None, None, 20, 40])),
        demands=demands,
        measurements={"drive.vehicle_class": Measurement(value="goods_heavy")}
        if kind is TaskKind.DRIVING and draw(st.booleans())
        else {},
    )


@st.composite
def random_days(draw: st.DrawFn) -> tuple[Case, Plan]:
    tasks = [draw(random_tasks(n)) for n in range(draw(st.integers(1, 6)))]
    minutes: Minutes = {}
    for task in tasks:
        room = min(task.minutes_per_shift or 0, 480 - sum(minutes.values()))
        choices = [0, *range(max(15, task.smallest_block_min), room + 1, draw(st.sampled_from([15, 7])))]
        minutes[task.id] = draw(st.sampled_from(choices))
    case = plain_case(*tasks, restrictions=[])
    case.country = draw(st.sampled_from(["", "DE"]))
    needs = draw(st.sets(st.sampled_from(list(Need))))
    case.needs = [StatedNeed(id=str(need), need=need) for need in sorted(needs)]
    longest = max((task.uninterruptible_min or 0 for task in tasks), default=0)
    limits = [
        at_a_time(posture, draw(st.integers(max(3, longest), 90)))
        for posture in POSTURES
        if draw(st.booleans())
    ]
    plan = plain_plan({name: amount for name, amount in minutes.items() if amount})
    plan.weeks[0].limits = limits
    reset = draw(st.sampled_from([2, 5, 10]))
    plan.policy = plan.policy.model_copy(
        update={"reset_min": plan.policy.reset_min.model_copy(update={"value": reset})}
    )
    return case, plan


@given(random_days())
@settings(max_examples=200, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate])
def test_no_example_day_ever_breaks_a_rule(day: tuple[Case, Plan]) -> None:
    case, plan = day
    plan = with_days(case, plan)
    no_room = {Code.EXAMPLE_SHIFT} if case.country else set()
    found = [v for v in check_plan(case, plan) if v.code in OF_THE_DAY - no_room]
    assert found == [], [f"{v.code}: {v.message}" for v in found]
    assert bool(plan.example_days) == any(day.paid_min for day in plan.weeks[0].days)


def test_every_policy_has_what_a_day_needs() -> None:
    assert all(p.reset_min.value > 0 and p.bad_day.text for p in policies().values())
