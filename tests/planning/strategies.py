"""Random cases that a therapist could have typed: free of errors, and otherwise as varied as the model allows."""

from datetime import date, time, timedelta

from hypothesis import strategies as st

from ergo.knowledge.dimensions import Aspect, Band
from ergo.knowledge.policies import policies
from ergo.model.base import Measurement
from ergo.model.capacity import Capacity, Certificate, Clearance, Query, Reading, Restriction
from ergo.model.case import Case
from ergo.model.job import Importance, Job, Roster, SafetyCritical, Shift, Task, TaskKind
from ergo.model.record import (
    Appointment,
    Leave,
    MethodLimitChoice,
    OutsideWork,
    PlanSettings,
    PolicyChange,
    Supervision,
)
from ergo.model.worker import Worker
from ergo.planning.variants import TaskVariant

START = date(2026, 11, 30)
LIFT = ["lift_floor_waist", "lift_waist_shoulder", "lift_above_shoulder"]


def measured(**values: float | str) -> dict[str, Measurement]:
    return {name.replace("__", "."): Measurement(value=value) for name, value in values.items()}


@st.composite
def tasks(draw: st.DrawFn, number: int, minutes: int) -> Task:
    kind = draw(
        st.sampled_from(
            [
                TaskKind.LIFTING,
                TaskKind.SITTING,
                TaskKind.DRIVING,
                TaskKind.STANDING_WALKING,
                TaskKind.HAND_WORK,
            ]
        )
    )
    values: dict[str, float | str] = {}
    if kind is TaskKind.LIFTING and draw(st.booleans()):
        values = {
            "lift__load_kg": draw(st.sampled_from([3, 6, 9, 12, 18])),
            "lift__v_origin_cm": draw(st.sampled_from([10, 40, 75, 110])),
            "lift__v_dest_cm": draw(st.sampled_from([40, 90, 130, 160])),
            "lift__h_origin_cm": 35,
            "lift__h_dest_cm": draw(st.sampled_from([30, 45])),
        }
        if draw(st.booleans()):
            rate = draw(st.sampled_from([0.5, 3, 6, 9]))
            values |= {"lift__freq_per_min": rate, "lift__asym_deg": 0, "lift__coupling": "fair"}
            values |= {"lift__lever_arm_cm": 45, "lift__lifts_per_shift": round(rate * minutes)}
    if kind in (TaskKind.SITTING, TaskKind.DRIVING) and draw(st.booleans()):
        values = {
            f"{'sit' if kind is TaskKind.SITTING else 'drive'}__bout_min": draw(
                st.sampled_from([15, 30, 60, 120])
            )
        }
    if kind is TaskKind.DRIVING and draw(st.booleans()):
        axes = {f"drive__aw_{axis}_ms2": draw(st.sampled_from([0.0, 0.4, 1.1, 2.0])) for axis in "xyz"}
        values |= draw(st.sampled_from([axes, {"wbv__aw_ms2": 1.3}]))
    if kind is TaskKind.HAND_WORK and draw(st.booleans()):
        values |= {"hav__ahv_ms2": draw(st.sampled_from([3, 9])), "hav__trigger_min": 30}
    if draw(st.booleans()):
        values |= {"energy__mets": draw(st.sampled_from([1.5, 3.0, 5.5]))}
    if kind is TaskKind.STANDING_WALKING:
        values |= {"walk__distance_m": draw(st.sampled_from([50, 200, 800]))}
    return Task(
        id=f"t{number}",
        name=f"Task {number}",
        kind=kind,
        importance=draw(st.sampled_from(list(Importance))),
        minutes_per_shift=minutes,
        smallest_block_min=draw(st.sampled_from([15, 15, 30])) if minutes >= 30 else 15,
        times_per_week=draw(st.sampled_from([None, None, None, 1, 3])),
        may_be_extended=draw(st.booleans()),
        uninterruptible_min=draw(st.sampled_from([None, None, 20, 60])),
        safety_critical=draw(st.sampled_from([[], [], [SafetyCritical.MOBILE_PLANT]])),
        measurements=measured(**values),
    )


@st.composite
def restrictions(draw: st.DrawFn, number: int) -> Restriction:
    kinds = ["load", "load", "floor", "sit", "sit", "sit_dose", "walk", "words", "day", "vibration"]
    what = draw(st.sampled_from(kinds))
    begins = START - timedelta(days=7)
    lifted = draw(st.sampled_from([None, None, None, START + timedelta(days=20)]))
    reading: Reading | None
    match what:
        case "load":
            frequency = draw(st.sampled_from([None, Band.OCCASIONAL, Band.OCCASIONAL, Band.FREQUENT]))
            limit = draw(st.sampled_from([0, 5, 10]))
            zones = draw(st.sampled_from([LIFT, LIFT, LIFT[:1], LIFT[1:]]))
            reading = Reading(dimensions=zones, aspect=Aspect.PEAK, limit=limit, frequency=frequency)
        case "floor":
            reading = Reading(
                dimensions=LIFT[:1], aspect=Aspect.PEAK, prohibited=True, below_hand_height_cm=50
            )
        case "sit":
            reading = Reading(dimensions=["sit"], aspect=Aspect.RUN, limit=draw(st.sampled_from([0, 30, 45])))
        case "sit_dose":
            reading = Reading(dimensions=["sit"], aspect=Aspect.DOSE, limit=draw(st.sampled_from([30, 120])))
        case "day":
            reading = draw(
                st.sampled_from(
                    [
                        Reading(dimensions=["nights"], aspect=Aspect.GATE, prohibited=True),
                        Reading(dimensions=["work_time"], aspect=Aspect.DOSE, limit=300),
                        Reading(dimensions=["commute"], aspect=Aspect.RUN, limit=20),
                        Reading(dimensions=["safety_critical"], aspect=Aspect.GATE, prohibited=True),
                    ]
                )
            )
        case "vibration":
            limit = draw(st.sampled_from([0.3, 0.8]))
            reading = Reading(dimensions=["vibration_whole_body"], aspect=Aspect.DOSE, limit=limit)
        case "walk":
            reading = Reading(
                dimensions=["walk"], aspect=Aspect.PEAK, limit=draw(st.sampled_from([100, 500]))
            )
        case _:
            unquantified = Reading(dimensions=["drive"], aspect=Aspect.RUN)
            reading = draw(st.sampled_from([None, unquantified, unquantified]))
    return Restriction(
        id=f"r{number}",
        wording=f"Restriction {number}: {what}",
        author="Treating physician",
        valid_from=begins,
        review_on=START + timedelta(days=27),
        may_lift_from=lifted,
        reading=reading,
        query=Query(asked_on=START) if reading is None else None,
    )


@st.composite
def capacities(draw: st.DrawFn) -> list[Capacity]:
    possible = [
        Capacity(
            id="c-lift",
            dimension="lift_floor_waist",
            aspect=Aspect.PEAK,
            value=draw(st.sampled_from([0, 4, 8, 15])),
            frequency=draw(st.sampled_from([None, Band.OCCASIONAL])),
            reach_cm=draw(st.sampled_from([None, 40])),
            relevant=draw(st.booleans()),
            plateau=draw(st.sampled_from([None, 16])),
        ),
        Capacity(id="c-sit", dimension="sit", aspect=Aspect.RUN, value=draw(st.sampled_from([0, 20, 45]))),
        Capacity(id="c-drive", dimension="drive", aspect=Aspect.DOSE, value=draw(st.sampled_from([30, 60]))),
        Capacity(id="c-walk", dimension="walk", aspect=Aspect.PEAK, value=draw(st.sampled_from([None, 300]))),
        Capacity(id="c-vib", dimension="vibration_whole_body", aspect=Aspect.DOSE, value=0.5),
        Capacity(
            id="c-fit",
            dimension="whole_body_effort",
            aspect=Aspect.PEAK,
            value=draw(st.sampled_from([5, 10])),
        ),
    ]
    return draw(st.lists(st.sampled_from(possible), unique_by=lambda c: c.id))


@st.composite
def rosters(draw: st.DrawFn) -> Roster:
    start = time(draw(st.sampled_from([6, 14, 22])))
    pattern, cycle, paid = draw(
        st.sampled_from(
            [
                (range(5), 7, 480),
                (range(4), 7, 600),
                (range(3), 7, 240),
                (range(5), 7, 456),
                ((0, 1, 2, 3, 4, 7, 8, 9, 10), 14, 510),
            ]
        )
    )
    return Roster(
        anchor=START, cycle_days=cycle, shifts=[Shift(day=d, start=start, paid_min=paid) for d in pattern]
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A case without planning errors, on any policy, over eight weeks."""
    roster = draw(rosters())
    left = roster.shifts[0].paid_min
    found = []
    for number in range(draw(st.integers(1, 5))):
        minutes = min(left, 15 * draw(st.integers(4, 16)))
        if minutes < 15:
            break
        task = draw(tasks(number, minutes))
        if task.importance is not Importance.ALTERNATIVE and task.times_per_week is None:
            left -= minutes
        found.append(task)
    filler = Task(
        id="filler",
        name="Labels at the bench",
        kind=TaskKind.HAND_WORK,
        importance=draw(st.sampled_from([Importance.MARGINAL, Importance.ALTERNATIVE])),
        minutes_per_shift=left,
        measurements=measured(sit__bout_min=20, sit__total_h=left / 60),
    )
    if left >= 15 and draw(st.booleans()):
        found.append(filler)
    until = START + timedelta(days=draw(st.sampled_from([6, 27, 40])))
    certificate = Certificate(
        id="cert",
        author="Treating physician",
        issued_on=START - timedelta(days=5),
        valid_from=START,
        valid_until=until,
        max_minutes_per_day=draw(st.sampled_from([None, None, 300])),
        max_days_per_week=draw(st.sampled_from([None, None, 3])),
        max_minutes_per_week=draw(st.sampled_from([None, None, 900])),
        restrictions=[draw(restrictions(n)) for n in range(draw(st.integers(0, 3)))],
    )
    clearance = Clearance(
        id="clear",
        work=SafetyCritical.MOBILE_PLANT,
        cleared=draw(st.booleans()),
        by="Occupational physician",
        on=START,
        valid_from=START + timedelta(days=draw(st.sampled_from([0, 8]))),
    )
    away = Leave(id="leave", first_day=START + timedelta(days=14), last_day=START + timedelta(days=20))
    physio = Appointment(
        id="physio", on=START + timedelta(days=2), minutes=90, repeats_until=START + timedelta(days=30)
    )
    until = START + timedelta(days=draw(st.sampled_from([8, 60])))
    whole_work = Supervision(id="foreman", weekdays=[0, 1, 3], until=until)
    of_a_task = Supervision(id="mate", weekdays=[2, 4], task_ids=["t0"], until=until)
    return Case(
        id="random",
        worker=Worker(code="W"),
        job=Job(title="Random", roster=roster, tasks=found),
        capacities=draw(capacities()),
        certificates=draw(st.sampled_from([[certificate], [certificate], []])),
        clearances=draw(st.sampled_from([[], [clearance]])),
        leave=draw(st.sampled_from([[], [away]])),
        appointments=draw(st.sampled_from([[], [physio]])),
        supervision=draw(st.sampled_from([[], [], [], [whole_work], [of_a_task]])),
        outside_work=draw(
            st.sampled_from([OutsideWork(), OutsideWork(commute_min_each_way=25, commute_seated=True)])
        ),
        plan_settings=draw(plan_settings()),
    )


CHANGES: dict[str, list[object]] = {
    "easy_start_days": [1, 2, 3],
    "spaced": [True, False],
    "long_days_apart_over": [240, 420],
    "start_minutes_per_day": [120, 200, 300, 480],
    "start_share_of_full_day": [0.3, 0.5, 1.0],
    "start_days_per_week": [2, 3, 4, "all"],
    "step_minutes_per_day": [20, 60, 180],
    "step_days_per_week": [1, 2],
    "duration_weeks": [2, 4, 6, 12],
    "order": ["hours_then_days", "days_then_hours", "both"],
    "step_interval_weeks": [1, 2, 3],
    "least_weeks_on_step": [1, 2, 3],
    "hours_and_load_same_step": [True],
    "load_classes_kg": [[2.5, 5.0, 10.0, 15.0]],
    "load_order": [["posture"], ["handling", "posture"]],
    "load_steps.peak.kg": [1, 5],
    "tolerance_share": [0.5, 1.0],
    "reentry.after_working_days": [1, 5],
    "reentry.steps_down": [0, 2],
}
RIVALS = [
    {"start_minutes_per_day", "start_share_of_full_day"},
    {"step_minutes_per_day", "duration_weeks"},
    {"step_days_per_week", "duration_weeks"},
]
SAYS_DAYS_AND_ORDER = {"start_days_per_week", "order"}
STEPS_OF_BOTH = {"start_days_per_week", "step_minutes_per_day", "step_days_per_week"}
SPACING = {"spaced", "long_days_apart_over"}
START_OR_GRADIENT = set[str]().union(*RIVALS)


@st.composite
def plan_settings(draw: st.DrawFn) -> PlanSettings:
    """A published policy, as it is or with some of its figures changed, over eight weeks, at times up to a date."""
    chosen = draw(st.sampled_from(list(policies())))
    fields = set(draw(st.lists(st.sampled_from(list(CHANGES)), max_size=4, unique=True)))
    fields = {f for f in fields if not any(f in pair and pair <= fields for pair in RIVALS)}
    if policies()[chosen].patterns:
        fields -= START_OR_GRADIENT | SAYS_DAYS_AND_ORDER | SPACING
    if fields & STEPS_OF_BOTH and "duration_weeks" not in fields:
        fields |= {"step_minutes_per_day", "step_days_per_week"}
    changes = [
        PolicyChange(policy_id=chosen, field=f, value=draw(st.sampled_from(CHANGES[f])), reason="agreed")
        for f in sorted(fields)
    ]
    wanted = [START + timedelta(weeks=draw(st.integers(0, 7)), days=draw(st.integers(0, 6)))]
    dates = wanted if policies()[chosen].for_target_date else [None, None, *wanted]
    return PlanSettings(
        start=START,
        policy_id=chosen,
        policy_changes=changes,
        target_date=draw(st.sampled_from(dates)),
        horizon_weeks=8,
        method_limits=draw(method_limits()),
    )


@st.composite
def method_limits(draw: st.DrawFn) -> list[MethodLimitChoice]:
    """As the data has them; or stricter limits of lifting, and limits that by default only inform."""
    changed = [
        MethodLimitChoice(limit_id="lifting_index", gates=True, value=1.5, reason="agreed"),
        MethodLimitChoice(limit_id="composite_lifting_index", gates=True, value=1.5, reason="agreed"),
        MethodLimitChoice(limit_id="lifting_damage", gates=True, reason="agreed"),
        MethodLimitChoice(limit_id="energy", gates=True, reason="agreed"),
        MethodLimitChoice(limit_id="whole_body_vibration", gates=False, reason="agreed"),
    ]
    return draw(st.sampled_from([[], [], changed[:3], changed[3:], changed]))


@st.composite
def variants(draw: st.DrawFn, case: Case) -> list[TaskVariant]:
    """Lifting tasks with the load halved from a date in the plan, or with no date agreed."""
    found = []
    for task in case.job.tasks:
        load = task.measurements.get("lift.load_kg")
        if load is None or isinstance(load.value, str) or draw(st.booleans()):
            continue
        lighter = task.measurements | {"lift.load_kg": Measurement(value=load.value / 2)}
        found.append(
            TaskVariant(
                task.id,
                (f"m-{task.id}",),
                task.model_copy(update={"measurements": lighter}),
                draw(st.sampled_from([None, START, START + timedelta(days=9)])),
                draw(st.booleans()),
            )
        )
    return found
