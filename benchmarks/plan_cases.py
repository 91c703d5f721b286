"""A hundred realistic cases for the planner's benchmark, generated: the same number gives the same case.

Each has 26 weeks, 12 tasks, 15 tolerances and 6 restrictions: a warehouse, a workshop, an office or a ward worker with
five tasks that are essential, some equipment to come, appointments, leave, and a certificate that ends.
"""

from datetime import date, time, timedelta
from random import Random

from ergo.knowledge.dimensions import Aspect, Band
from ergo.model.capacity import Capacity, Certificate, Reading, Restriction
from ergo.model.case import Case
from ergo.model.job import Demand, Importance, Job, Roster, Shift, Task, TaskKind
from ergo.model.record import Appointment, Leave, OutsideWork, PlanSettings
from ergo.model.worker import Worker
from ergo.planning.variants import TaskVariant

CASES = 100
START = date(2026, 11, 30)
POLICIES = ("half_days_4_6_8", "two_half_days_spaced")
TOLERANCES: dict[Aspect, dict[str, tuple[int, int]]] = {
    Aspect.PEAK: {
        "lift_floor_waist": (6, 14),
        "lift_waist_shoulder": (8, 16),
        "lift_above_shoulder": (4, 10),
        "carry": (6, 14),
        "push_pull_initial": (120, 240),
        "push_pull_sustained": (80, 160),
        "walk": (300, 800),
    },
    Aspect.RUN: {
        "sit": (30, 90),
        "stand": (30, 90),
        "drive": (30, 90),
        "kneel": (5, 20),
        "trunk_flexed": (5, 20),
    },
    Aspect.DOSE: {"sit": (180, 360), "stand": (180, 360), "drive": (90, 240)},
}
"""Fifteen tolerances: from and to where each is drawn."""
KINDS = (
    TaskKind.LIFTING,
    TaskKind.SITTING,
    TaskKind.DRIVING,
    TaskKind.STANDING_WALKING,
    TaskKind.HAND_WORK,
)


def plan_case(number: int, weeks: int = 26, tasks: int = 12) -> tuple[Case, list[TaskVariant]]:
    """One case with the ways of working that its modifications give."""
    random = Random(1000 * weeks + 100 * tasks + number)
    shift_min = random.choice([480, 480, 456, 600])
    days = 4 if shift_min == 600 else 5
    shifts = [Shift(day=d, start=time(7), paid_min=shift_min, unpaid_break_min=30) for d in range(days)]
    job = Job(
        title=f"Benchmark {number}",
        roster=Roster(anchor=START, shifts=shifts),
        tasks=_tasks(random, shift_min, tasks),
    )
    until = START + timedelta(days=random.choice([27, 41, 55]))
    hours = random.choice([{}, {}, {"max_minutes_per_day": 360}, {"max_days_per_week": 4}])
    case = Case(
        id=f"benchmark-{number}",
        worker=Worker(code="W"),
        job=job,
        capacities=_capacities(random),
        certificates=[
            Certificate(
                id="certificate",
                author="Treating physician",
                issued_on=START - timedelta(days=4),
                valid_from=START,
                valid_until=until,
                restrictions=[_restriction(random, n, until) for n in range(6)],
                **hours,
            )
        ],
        appointments=[
            Appointment(
                id="physio",
                on=START + timedelta(days=2),
                minutes=60,
                repeats_until=START + timedelta(weeks=random.randint(4, 12)),
            )
        ],
        leave=[
            Leave(
                id="leave",
                first_day=START + timedelta(days=7 * random.randint(6, 12)),
                last_day=START + timedelta(days=7 * 12 + random.randint(4, 11)),
            )
        ]
        if random.random() < 0.3
        else [],
        outside_work=OutsideWork(commute_min_each_way=random.choice([15, 30]), commute_seated=True),
        plan_settings=PlanSettings(start=START, policy_id=random.choice(POLICIES), horizon_weeks=weeks),
    )
    return case, _variants(random, job.tasks)


def _tasks(random: Random, shift_min: int, count: int) -> list[Task]:
    """Five of twelve essential, two marginal: together a normal day. The others are alternatives that ask for less."""
    essential, daily = max(2, count * 5 // 12), max(3, count * 7 // 12)
    parts = [random.randint(2, 8) for _ in range(daily)]
    lengths = [max(15, shift_min * part // sum(parts) // 15 * 15) for part in parts]
    lengths[0] -= max(0, sum(lengths) - shift_min)
    found = []
    for number in range(count):
        importance = Importance.ESSENTIAL if number < essential else Importance.MARGINAL
        importance = importance if number < daily else Importance.ALTERNATIVE
        minutes = lengths[number] if number < daily else random.choice([60, 90, 120, 240])
        found.append(
            Task(
                id=f"t{number}",
                name=f"Task {number}",
                kind=random.choice(KINDS),
                importance=importance,
                minutes_per_shift=max(15, minutes),
                smallest_block_min=random.choice([15, 15, 30]) if minutes >= 30 else 15,
                may_be_extended=number == 0 or random.random() < 0.3,
                times_per_week=None if number < daily else random.choice([None, None, 2]),
                demands=_demands(random, importance, minutes),
            )
        )
    return found


def _demands(random: Random, importance: Importance, minutes: int) -> list[Demand]:
    """Up to four things that a task asks for, of an essential one at times more than is tolerated; of the rest none."""
    asks = random.randint(1, 4) if importance is Importance.ESSENTIAL else random.randint(0, 2)
    every = [(aspect, name) for aspect, figures in TOLERANCES.items() for name in figures]
    asked = random.sample(every, asks)
    found = [
        Demand(id=f"{name}-{aspect}", dimension=name, aspect=aspect, maximum=0)
        for aspect, name in every
        if (aspect, name) not in asked
    ]
    for aspect, name in asked:
        low, high = TOLERANCES[aspect][name]
        most = 1.3 if importance is Importance.ESSENTIAL else 0.6
        maximum = round(random.uniform(0.3, most) * (low + high) / 2)
        if aspect is Aspect.DOSE:
            maximum = round(minutes * random.choice([0.5, 0.75, 1]))
        found.append(Demand(id=f"{name}-{aspect}", dimension=name, aspect=aspect, maximum=maximum))
    return found


def _capacities(random: Random) -> list[Capacity]:
    return [
        Capacity(id=f"{name}-{aspect}", dimension=name, aspect=aspect, value=random.randint(low, high))
        for aspect, figures in TOLERANCES.items()
        for name, (low, high) in figures.items()
    ]


def _restriction(random: Random, number: int, until: date) -> Restriction:
    aspect = random.choice(list(TOLERANCES))
    name, (low, high) = random.choice(list(TOLERANCES[aspect].items()))
    lifted = [None, *(START + timedelta(weeks=random.randint(3, 9)) for _ in range(9))]
    rarely = aspect is Aspect.PEAK and random.random() < 0.3
    return Restriction(
        id=f"restriction-{number}",
        wording=f"Limit {number} of {name}",
        author="Treating physician",
        valid_from=START,
        review_on=until,
        may_lift_from=random.choice(lifted),
        reading=Reading(
            dimensions=[name],
            aspect=aspect,
            limit=random.randint(low * 3 // 4, high),
            frequency=Band.OCCASIONAL if rarely else None,
        ),
    )


def _variants(random: Random, tasks: list[Task]) -> list[TaskVariant]:
    """Three tasks with what they ask for halved, from a date in the plan."""
    found = []
    for task in random.sample(tasks, 3):
        lighter = [d.model_copy(update={"maximum": (d.maximum or 0) / 2}) for d in task.demands]
        found.append(
            TaskVariant(
                task.id,
                (f"m-{task.id}",),
                task.model_copy(update={"demands": lighter}),
                START + timedelta(days=7 * random.randint(0, 6)),
                permanent=random.random() < 0.5,
            )
        )
    return found
