"""A hand-made case and a plan for it that keeps every rule; tests break the one or the other at one place.

Nothing here is computed by the planner. The worker handles up to 10 kg between waist and shoulder, picking asks for
12 kg. The policy is 4-6-8 hours, then load steps of 2 kg, one change a week:

====  ===========  =====  ================================================  ===========
week  from         h/day  duties                                            level of lifting
====  ===========  =====  ================================================  ===========
1     2026-02-02   4      desk, tidy                                        8 kg
2     2026-02-09   6      desk, tidy, labels                                8 kg
3     2026-02-16   8      picking with a hoist, desk, tidy                  8 kg
4     2026-02-23   8      the same                                          10 kg
5, 6  2026-03-02   8      picking as it is, desk, tidy (outlook)            12 kg
====  ===========  =====  ================================================  ===========
"""

from collections import Counter
from datetime import date, time, timedelta

from ergo.knowledge.dimensions import Aspect, Band
from ergo.knowledge.policies import Policy, policy
from ergo.model.capacity import Capacity, Certificate, Reading, Restriction
from ergo.model.case import Case
from ergo.model.job import Demand, Importance, Job, Roster, Shift, Task, TaskKind
from ergo.model.plan import (
    Allocation,
    DayRule,
    Firmness,
    Limit,
    Plan,
    PlanDay,
    PlanWeek,
    ReasonCode,
    RuleKind,
)
from ergo.model.record import OutsideWork, PlanSettings
from ergo.model.worker import Worker
from ergo.planning.variants import TaskVariant

START = date(2026, 2, 2)
CERTIFIED_UNTIL = date(2026, 2, 27)
HOIST, TABLE = "hoist", "table"
Minutes = dict[str, int]


def demand(dimension: str, aspect: Aspect, maximum: float) -> Demand:
    return Demand(id=f"{dimension}.{aspect}", dimension=dimension, aspect=aspect, maximum=maximum)


def lift(maximum: float) -> Demand:
    return Demand(
        id="lift",
        dimension="lift_waist_shoulder",
        aspect=Aspect.PEAK,
        maximum=maximum,
        frequency=Band.FREQUENT,
        reach_cm=30,
        hand_height_low_cm=100,
        hand_height_high_cm=130,
    )


def picking(load_kg: float) -> Task:
    not_asked = [demand("carry", Aspect.PEAK, 0), demand("kneel", Aspect.RUN, 0)]
    return Task(
        id="pick",
        name="Picking",
        kind=TaskKind.LIFTING,
        minutes_per_shift=240,
        demands=[lift(load_kg), *not_asked],
    )


def tasks() -> list[Task]:
    return [
        picking(12),
        Task(
            id="desk",
            name="Desk",
            kind=TaskKind.SITTING,
            minutes_per_shift=180,
            demands=[demand("sit", Aspect.RUN, 25)],
        ),
        Task(
            id="tidy",
            name="Tidying",
            kind=TaskKind.STANDING_WALKING,
            importance=Importance.MARGINAL,
            minutes_per_shift=60,
            may_be_extended=True,
            demands=[demand("carry", Aspect.PEAK, 4)],
        ),
        Task(
            id="labels",
            name="Labels",
            kind=TaskKind.HAND_WORK,
            importance=Importance.ALTERNATIVE,
            minutes_per_shift=480,
            demands=[demand("sit", Aspect.RUN, 20), demand("sit", Aspect.DOSE, 240)],
        ),
    ]


def restrictions() -> list[Restriction]:
    return [
        Restriction(
            id="carry",
            wording="carry up to 5 kg, occasionally, 150 min a shift at most",
            author="Certifier",
            review_on=CERTIFIED_UNTIL,
            reading=Reading(
                dimensions=["carry"],
                aspect=Aspect.PEAK,
                limit=5,
                frequency=Band.OCCASIONAL,
                minutes_per_shift=150,
            ),
        ),
        Restriction(
            id="kneel",
            wording="no kneeling",
            author="Certifier",
            reading=Reading(dimensions=["kneel"], aspect=Aspect.RUN, prohibited=True),
        ),
        Restriction(
            id="sit_run",
            wording="sit 30 minutes at a time",
            author="Certifier",
            reading=Reading(dimensions=["sit"], aspect=Aspect.RUN, limit=30),
        ),
        Restriction(
            id="sit_dose",
            wording="sit five hours a day",
            author="Certifier",
            reading=Reading(dimensions=["sit"], aspect=Aspect.DOSE, limit=300),
        ),
    ]


def weekdays(start: time = time(8), paid_min: int = 480, days: int = 5) -> Roster:
    shifts = [Shift(day=day, start=start, paid_min=paid_min, unpaid_break_min=30) for day in range(days)]
    return Roster(anchor=START, shifts=shifts)


def valid_case() -> Case:
    return Case(
        id="case",
        worker=Worker(code="W1"),
        job=Job(title="Warehouse", roster=weekdays(), tasks=tasks()),
        capacities=[
            Capacity(
                id="lifting",
                dimension="lift_waist_shoulder",
                aspect=Aspect.PEAK,
                value=10,
                on=date(2026, 1, 26),
            )
        ],
        certificates=[
            Certificate(
                id="certificate",
                author="Certifier",
                issued_on=START,
                valid_from=START,
                valid_until=CERTIFIED_UNTIL,
                restrictions=restrictions(),
            )
        ],
        outside_work=OutsideWork(commute_min_each_way=20, commute_seated=True),
        plan_settings=PlanSettings(start=START, horizon_weeks=6),
    )


def valid_variants() -> list[TaskVariant]:
    in_place = date(2026, 2, 16)
    return [
        TaskVariant("pick", (HOIST,), picking(6), in_place, permanent=False),
        TaskVariant("pick", (TABLE,), picking(7), in_place, permanent=False),
    ]


def allocation(name: str, minutes: int) -> Allocation:
    """`pick+hoist` is the task `pick` done with the modification `hoist`."""
    task_id, *modifications = name.split("+")
    return Allocation(task_id=task_id, modification_ids=modifications, minutes=minutes)


def dated_day(on: date, minutes: Minutes, start: time = time(8)) -> PlanDay:
    allocations = [allocation(name, m) for name, m in minutes.items()]
    return PlanDay(date=on, start=start, paid_min=sum(minutes.values()), allocations=allocations)


def settle(week: PlanWeek) -> None:
    """Make the sums of a week agree with its days again."""
    total = Counter[str]()
    for day in week.days:
        for a in day.allocations:
            total["+".join([a.task_id, *a.modification_ids])] += a.minutes
    week.duties = [allocation(name, minutes) for name, minutes in total.items()]
    week.total_min = sum(day.paid_min for day in week.days) + week.outlook_min
    week.days_per_week = max(week.days_per_week, len(week.days))
    week.minutes_per_day = max([week.minutes_per_day, *(day.paid_min for day in week.days)])


def lifting_level(value: float) -> Limit:
    return Limit(
        dimension="lift_waist_shoulder",
        aspect=Aspect.PEAK,
        value=value,
        code=ReasonCode.POLICY,
        source_id="lifting",
    )


def carrying_level(value: float) -> Limit:
    return Limit(
        dimension="carry", aspect=Aspect.PEAK, value=value, code=ReasonCode.CERTIFICATE, source_id="carry"
    )


def rule_of(limit: Limit, until_week: int = 6) -> DayRule:
    """The rule of the day that a limit needs, in every week."""
    is_run = limit.aspect is Aspect.RUN
    return DayRule(
        sentence="As stated.",
        kind=RuleKind.RUN if is_run else RuleKind.HANDLING_MINUTES,
        limit=limit,
        minutes=5 if is_run else None,
        from_week=1,
        until_week=until_week,
    )


def week_of(number: int, firmness: Firmness, minutes: Minutes, *, level_kg: float, days: int = 5) -> PlanWeek:
    """A week in which every day is alike; an outlook has the same hours without dates."""
    monday = START + timedelta(days=7 * (number - 1))
    week = PlanWeek(
        number=number,
        monday=monday,
        firmness=firmness,
        rung=0,
        rung_label="",
        days_per_week=days,
        minutes_per_day=sum(minutes.values()),
        total_min=0,
        days=[dated_day(monday + timedelta(days=offset), minutes) for offset in range(days)],
        limits=[lifting_level(level_kg), carrying_level(5)],
    )
    settle(week)
    if firmness is Firmness.OUTLOOK:
        week.days, week.outlook_min = [], week.total_min
    return week


def valid_plan() -> Plan:
    with_hoist = {f"pick+{HOIST}": 240, "desk": 180, "tidy": 60}
    normal = {"pick": 240, "desk": 180, "tidy": 60}
    weeks = [
        week_of(1, Firmness.FIRM, {"desk": 180, "tidy": 60}, level_kg=8),
        week_of(2, Firmness.CONDITIONAL, {"desk": 180, "tidy": 60, "labels": 120}, level_kg=8),
        week_of(3, Firmness.CONDITIONAL, with_hoist, level_kg=8),
        week_of(4, Firmness.CONDITIONAL, with_hoist, level_kg=10),
        week_of(5, Firmness.OUTLOOK, normal, level_kg=12),
        week_of(6, Firmness.OUTLOOK, normal, level_kg=12),
    ]
    weeks[0].review_on = date(2026, 2, 6)
    weeks[3].review_on = date(2026, 2, 24)
    weeks[4].full_duties = weeks[5].full_duties = True
    return Plan(
        id="plan",
        made_on=date(2026, 1, 30),
        start=START,
        certified_until=CERTIFIED_UNTIL,
        policy=policy("half_days_4_6_8"),
        weeks=weeks,
        full_duties_week=5,
    )


def plain_case(*job_tasks: Task, restrictions: list[Restriction], roster: Roster | None = None) -> Case:
    """A case with nothing but its tasks and some restrictions that no certificate carries."""
    return Case(
        id="plain",
        worker=Worker(code="W2"),
        job=Job(roster=roster or weekdays(), tasks=list(job_tasks)),
        restrictions=restrictions,
    )


def plain_plan(minutes: Minutes, *, days: int = 5, start: time = time(8)) -> Plan:
    """One firm week of equal days under a policy that starts with full hours."""
    week = week_of(1, Firmness.FIRM, minutes, level_kg=0, days=days)
    week.limits = []
    week.days = [dated_day(day.date, minutes, start) for day in week.days]
    week.review_on = START + timedelta(days=4)
    full_hours = policy("half_days_4_6_8").model_dump()
    full_hours["start_minutes_per_day"]["value"] = 960
    return Plan(
        id="plain", made_on=START, start=START, policy=Policy.model_validate(full_hours), weeks=[week]
    )
