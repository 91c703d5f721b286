"""A hand-made example day that keeps every rule; broken at one rule it yields exactly that violation.

On Monday 2 February 2026, from 08:00; at most 30 min seated, then 5 min up; no loads in the first 10 min after driving:

=====  ====  ==========================================
08:00  30    desk
08:30  30    walk
09:00  30    desk
09:30  5     change of posture (desk)
09:35  25    desk
10:00  30    meal, unpaid
10:30  30    walk
11:00  60    van, seated 20 min and driven 45 min at a time
12:00  10    change of posture (pick)
12:10  50    pick
=====  ====  ==========================================
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from ergo.knowledge.dimensions import Aspect
from ergo.model.base import Measurement
from ergo.model.capacity import Need, Reading, Restriction, StatedNeed
from ergo.model.case import Case
from ergo.model.job import Task, TaskKind
from ergo.model.plan import Block, BlockKind, DayRule, ExampleDay, Limit, Plan, ReasonCode, RuleKind
from ergo.planning.check import Code, check_plan
from tests.planning.plans import START, demand, plain_case, plain_plan, rule_of

WORK, CHANGE, MEAL = BlockKind.WORK, BlockKind.CHANGE, BlockKind.MEAL
Shape = list[tuple[str, BlockKind, int]]
DAY: Shape = [
    ("desk", WORK, 30),
    ("walk", WORK, 30),
    ("desk", WORK, 30),
    ("desk", CHANGE, 5),
    ("desk", WORK, 25),
    ("", MEAL, 30),
    ("walk", WORK, 30),
    ("van", WORK, 60),
    ("pick", CHANGE, 10),
    ("pick", WORK, 50),
]
SEATED = Limit(dimension="sit", aspect=Aspect.RUN, value=30, code=ReasonCode.CERTIFICATE, source_id="seated")


def shaped(shape: Shape) -> list[Block]:
    blocks, at = [], 0
    for task_id, kind, minutes in shape:
        blocks.append(Block(kind=kind, start_min=at, minutes=minutes, task_id=task_id))
        at += minutes
    return blocks


def task(task_id: str, kind: TaskKind, normal_min: int, **runs: float) -> Task:
    return Task(
        id=task_id,
        name=task_id.capitalize(),
        kind=kind,
        minutes_per_shift=normal_min,
        demands=[demand(dimension, Aspect.RUN, minutes) for dimension, minutes in runs.items()],
    )


def a_case() -> Case:
    seated = Restriction(
        id="seated",
        wording="sit 30 minutes at a time",
        author="Certifier",
        reading=Reading(dimensions=["sit"], aspect=Aspect.RUN, limit=30),
    )
    return plain_case(
        task("desk", TaskKind.SITTING, 240, sit=60),
        task("walk", TaskKind.STANDING_WALKING, 120, sit=0),
        task("van", TaskKind.DRIVING, 120, sit=20, drive=45),
        task("pick", TaskKind.LIFTING, 120, sit=0),
        restrictions=[seated],
    )


def a_plan() -> Plan:
    plan = plain_plan({"desk": 90, "walk": 60, "van": 60, "pick": 60})
    plan.weeks[0].limits = [SEATED]
    loads = DayRule(
        sentence="As stated.",
        kind=RuleKind.AFTER_DRIVING,
        after_min=30,
        minutes=10,
        from_week=1,
        until_week=1,
    )
    plan.day_rules = [rule_of(SEATED, until_week=1), loads]
    plan.example_days = [
        ExampleDay(
            from_week=1,
            until_week=1,
            date=START,
            start=plan.weeks[0].days[0].start,
            paid_min=270,
            blocks=shaped(DAY),
            bad_day=shaped(DAY),
        )
    ]
    return plan


@dataclass
class Broken:
    """The case and the plan, to be broken at one place."""

    case: Case
    plan: Plan

    @property
    def example(self) -> ExampleDay:
        return self.plan.example_days[0]

    def task(self, task_id: str) -> Task:
        return next(t for t in self.case.job.tasks if t.id == task_id)

    def replace(self, place: int, *by: tuple[str, BlockKind, int]) -> None:
        """The planned day with other blocks from a place on."""
        self.example.blocks = shaped([*DAY[:place], *by])


Break = Callable[[Broken], None]
DAY_BREAKS: dict[str, tuple[Code, Break]] = {}


def breaks(code: Code) -> Callable[[Break], Break]:
    def note(change: Break) -> Break:
        DAY_BREAKS[change.__name__] = (code, change)
        return change

    return note


@breaks(Code.RULE_MISSING)
def sitting_has_no_rule(b: Broken) -> None:
    b.plan.day_rules.pop(0)


@breaks(Code.RULE_MISSING)
def the_rule_allows_more_than_the_limit(b: Broken) -> None:
    b.plan.day_rules[0].limit = SEATED.model_copy(update={"value": 31})


@breaks(Code.RULE_MISSING)
def the_rule_has_too_short_a_reset(b: Broken) -> None:
    b.plan.day_rules[0].minutes = 4


@breaks(Code.RULE_MISSING)
def the_rule_begins_a_week_late(b: Broken) -> None:
    b.plan.day_rules[0].from_week = 2


@breaks(Code.RULE_MISSING)
def a_need_has_no_rule(b: Broken) -> None:
    b.case.needs.append(StatedNeed(need=Need.NOT_ALONE))


@breaks(Code.EXAMPLE_DAY)
def the_example_is_of_a_day_off(b: Broken) -> None:
    b.example.date = b.example.date.replace(day=7)


@breaks(Code.EXAMPLE_DAY)
def the_example_starts_at_another_time(b: Broken) -> None:
    b.example.start = b.example.start.replace(hour=9)


@breaks(Code.EXAMPLE_DAY)
def the_stage_is_longer_than_the_plan(b: Broken) -> None:
    b.example.until_week = 2


@breaks(Code.EXAMPLE_SUM)
def picking_is_five_minutes_short(b: Broken) -> None:
    b.example.blocks[-1].minutes = 45


@breaks(Code.EXAMPLE_SUM)
def a_bad_day_is_shorter(b: Broken) -> None:
    b.example.bad_day[-1].minutes = 45


@breaks(Code.EXAMPLE_TIMES)
def nothing_is_done_for_five_minutes(b: Broken) -> None:
    b.example.blocks[-1].start_min += 5


@breaks(Code.EXAMPLE_TIMES)
def two_blocks_overlap_on_a_bad_day(b: Broken) -> None:
    b.example.bad_day[1].start_min -= 1


@breaks(Code.EXAMPLE_SHIFT)
def breaks_reach_past_the_shift(b: Broken) -> None:
    b.replace(len(DAY), ("", MEAL, 211))


@breaks(Code.EXAMPLE_RUN)
def seated_for_an_hour(b: Broken) -> None:
    b.example.blocks[3].kind = WORK


@breaks(Code.EXAMPLE_RUN)
def up_for_four_minutes_only(b: Broken) -> None:
    b.replace(2, ("desk", WORK, 30), ("desk", CHANGE, 4), ("desk", WORK, 26), *DAY[5:])


@breaks(Code.EXAMPLE_RUN)
def one_minute_too_long_on_a_bad_day(b: Broken) -> None:
    b.example.bad_day = shaped(
        [*DAY[:2], ("desk", WORK, 31), ("desk", CHANGE, 5), ("desk", WORK, 24), *DAY[5:]]
    )


@breaks(Code.EXAMPLE_RUN)
def the_van_holds_the_seat_longer_than_allowed(b: Broken) -> None:
    b.task("van").demands[0].maximum = 31


@breaks(Code.EXAMPLE_RUN)
def two_seated_duties_follow_each_other(b: Broken) -> None:
    b.replace(0, *DAY[1:5], *DAY[7:8], DAY[0], *DAY[6:7], *DAY[8:])


@breaks(Code.UNDER_SMALLEST_BLOCK)
def half_an_hour_of_walking_is_of_no_use(b: Broken) -> None:
    b.task("walk").smallest_block_min = 31


@breaks(Code.EXAMPLE_STRETCH)
def picking_is_broken_up_too_early(b: Broken) -> None:
    b.task("pick").uninterruptible_min = 20
    b.replace(8, ("pick", CHANGE, 10), ("pick", WORK, 19), ("pick", CHANGE, 5), ("pick", WORK, 26))


@breaks(Code.EXAMPLE_STRETCH)
def the_meal_falls_into_a_stretch(b: Broken) -> None:
    b.task("pick").uninterruptible_min = 20
    b.replace(5, *DAY[6:9], ("pick", WORK, 19), DAY[5], ("pick", WORK, 31))


@breaks(Code.LOADS_AFTER_DRIVING)
def loads_nine_minutes_after_driving(b: Broken) -> None:
    b.replace(8, ("pick", CHANGE, 9), ("pick", WORK, 51))


@breaks(Code.EXAMPLE_BREAK)
def an_hour_and_a_half_without_a_break(b: Broken) -> None:
    b.case.needs.append(StatedNeed(id="need", need=Need.HOURLY_BREAK))
    b.plan.day_rules.append(
        DayRule(sentence="As stated.", kind=RuleKind.HOURLY_BREAK, from_week=1, until_week=1)
    )


@breaks(Code.BAD_DAY_LOAD)
def more_is_picked_on_a_bad_day(b: Broken) -> None:
    b.example.bad_day = shaped([*DAY[:4], ("desk", WORK, 15), *DAY[5:9], ("pick", WORK, 60)])


@breaks(Code.OVER_NORMAL_MINUTES)
def more_than_the_normal_walking_on_a_bad_day(b: Broken) -> None:
    b.task("walk").minutes_per_shift = 60
    b.example.bad_day = shaped([*DAY[:4], ("desk", WORK, 15), DAY[5], ("walk", WORK, 40), *DAY[7:]])


@pytest.mark.parametrize("name", list(DAY_BREAKS))
def test_exactly_that_violation(name: str) -> None:
    code, change = DAY_BREAKS[name]
    b = Broken(a_case(), a_plan())
    change(b)
    found = check_plan(b.case, b.plan)
    assert {v.code for v in found} == {code}, [f"{v.code} week {v.week}: {v.message}" for v in found]
    assert all(v.message.endswith(".") and v.source for v in found)


def test_the_day_as_made_keeps_every_rule() -> None:
    assert check_plan(a_case(), a_plan()) == []


def test_a_break_that_law_asks_for() -> None:
    """At the wheel of a heavy lorry for five hours in Germany, a break of 45 min is due after 4 h 30 min."""
    case = a_case()
    van = next(t for t in case.job.tasks if t.id == "van")
    van.minutes_per_shift = 300
    van.measurements["drive.vehicle_class"] = Measurement(value="goods_heavy")
    case.country = "DE"
    plan = plain_plan({"van": 300})
    plan.weeks[0].limits = [SEATED]
    plan.day_rules = [rule_of(SEATED, until_week=1)]
    start = plan.weeks[0].days[0].start
    for break_min, found in ((45, set()), (44, {Code.EXAMPLE_BREAK})):
        blocks = shaped([("van", WORK, 270), ("", BlockKind.LAW, break_min), ("van", WORK, 30)])
        plan.example_days = [
            ExampleDay(
                from_week=1,
                until_week=1,
                date=START,
                start=start,
                paid_min=300,
                blocks=blocks,
                bad_day=blocks,
            )
        ]
        assert {v.code for v in check_plan(case, plan)} == found
