"""Doses of a day across methods, worked out by hand: vibration in squares, effort, lifting damage, load before work."""

from datetime import date, time
from math import sqrt

import pytest

from ergo.analysis.demands import demands_of
from ergo.errors import InputError
from ergo.knowledge.dimensions import Aspect
from ergo.model.base import Measurement
from ergo.model.capacity import Capacity, Reading, Restriction
from ergo.model.case import Case
from ergo.model.job import Cycle, CycleStep, Demand, Importance, Job, Roster, Shift, Task, TaskKind
from ergo.model.plan import Plan, ReasonCode
from ergo.model.record import Appointment, MethodLimitChoice, OutsideWork, PlanSettings
from ergo.model.worker import Worker
from ergo.planning.check import Code, check_plan
from ergo.planning.plan import make_plan

START = date(2026, 11, 30)


def a_case(
    *tasks: Task, weeks: int = 6, limits: list[MethodLimitChoice] | None = None, **fields: object
) -> Case:
    """Five days of eight hours, full hours in week 3."""
    shifts = [Shift(day=day, start=time(8), paid_min=480) for day in range(5)]
    case = Case(
        id="case",
        worker=Worker(code="W"),
        job=Job(roster=Roster(anchor=START, shifts=shifts), tasks=list(tasks)),
        plan_settings=PlanSettings(
            start=START, policy_id="half_days_4_6_8", horizon_weeks=weeks, method_limits=limits or []
        ),
    )
    return case.model_copy(update=fields)


def measured(**values: float) -> dict[str, Measurement]:
    return {name.replace("__", "."): Measurement(value=value) for name, value in values.items()}


def task(name: str, kind: TaskKind, minutes: int, **values: float) -> Task:
    return Task(id=name, name=name, kind=kind, minutes_per_shift=minutes, measurements=measured(**values))


def bench(minutes: int) -> Task:
    """Work without vibration that can fill any day."""
    return Task(
        id="bench",
        name="bench",
        kind=TaskKind.HAND_WORK,
        importance=Importance.ALTERNATIVE,
        minutes_per_shift=minutes,
    )


def planned(case: Case) -> Plan:
    plan = make_plan(case, made_on=START)
    assert check_plan(case, plan) == []
    return plan


def dose(of: Task, dimension: str) -> list[float]:
    return [d.maximum or 0.0 for d in demands_of(of) if (d.dimension, d.aspect) == (dimension, Aspect.DOSE)]


def minutes_of(plan: Plan, week: int, task_id: str) -> int:
    return max(
        (a.minutes for day in plan.weeks[week - 1].days for a in day.allocations if a.task_id == task_id),
        default=0,
    )


HARVESTER = {"drive__aw_x_ms2": 0.2, "drive__aw_y_ms2": 0.4, "drive__aw_z_ms2": 0.25}


def test_the_harvester_of_the_eu_guide_has_the_printed_exposure_on_each_axis() -> None:
    """6.5 h at 0.2, 0.4 and 0.25 m/s2: printed A(8) of 0.25, 0.50 and 0.23 m/s2."""
    x, y, z = dose(task("drive", TaskKind.DRIVING, 390, **HARVESTER), "vibration_whole_body")
    assert (x, y, z) == pytest.approx((0.25, 0.50, 0.23), abs=0.006)


def test_a_single_figure_counts_on_every_axis() -> None:
    found = dose(task("drive", TaskKind.DRIVING, 120, wbv__aw_ms2=0.8), "vibration_whole_body")
    assert found == pytest.approx([0.4] * 3)  # 0.8 sqrt(2 h / 8 h)


def drives() -> tuple[Task, Task]:
    """Four hours each: fore and aft 1.4 x 0.5 = 0.7 m/s2, up and down 1.0 m/s2."""
    return (
        task("loader", TaskKind.DRIVING, 240, drive__aw_x_ms2=0.5, drive__aw_y_ms2=0.0, drive__aw_z_ms2=0.0),
        task("truck", TaskKind.DRIVING, 240, drive__aw_x_ms2=0.0, drive__aw_y_ms2=0.0, drive__aw_z_ms2=1.0),
    )


def vibration_limit(value: float) -> Restriction:
    reading = Reading(dimensions=["vibration_whole_body"], aspect=Aspect.DOSE, limit=value)
    return Restriction(id="a8", wording=f"A(8) up to {value}", author="Certifier", reading=reading)


def test_two_drives_on_different_axes_do_not_add_up() -> None:
    """A(8) of the day: x 0.7 sqrt(4/8) = 0.495, z 1.0 sqrt(4/8) = 0.707; the higher counts, not 0.863."""
    plan = planned(a_case(*drives(), restrictions=[vibration_limit(0.71)]))
    assert plan.full_duties_week == 3
    (limit,) = plan.weeks[5].limits
    assert (limit.value, limit.code, limit.source_id) == (0.71, ReasonCode.CERTIFICATE, "a8")


def test_two_drives_on_the_same_axis_add_up_in_squares() -> None:
    """0.6 m/s2 for 4 h and 0.8 m/s2 for 4 h: sqrt(0.36/2 + 0.64/2) = 0.707; 0.70 leaves no room for both in full.

    Beside 240 min of the first, the second may have (0.49 x 8 - 0.36 x 4) / 0.64 = 3.875 h, in quarter hours 225 min.
    """
    first = task("loader", TaskKind.DRIVING, 240, wbv__aw_ms2=0.6)
    second = task("truck", TaskKind.DRIVING, 240, wbv__aw_ms2=0.8)
    assert planned(a_case(first, second, restrictions=[vibration_limit(0.708)])).full_duties_week == 3
    plan = planned(a_case(first, second, bench(240), restrictions=[vibration_limit(0.70)]))
    assert plan.full_duties_week is None
    assert (minutes_of(plan, 6, "loader"), minutes_of(plan, 6, "truck"), minutes_of(plan, 6, "bench")) == (
        240,
        225,
        15,
    )
    assert any("0.707 m/s², 0.7 m/s² is allowed" in o.sentence for o in plan.obstacles)


def test_a_tolerance_of_vibration_climbs_as_a8_and_not_in_squares() -> None:
    """0.5 tolerated of 0.8 asked: from 0.40 by 0.05 a step."""
    tolerated = Capacity(
        id="c", dimension="vibration_whole_body", aspect=Aspect.DOSE, value=0.5, relevant=True
    )
    drive = task("truck", TaskKind.DRIVING, 480, wbv__aw_ms2=0.8)
    plan = planned(a_case(drive, bench(480), weeks=20, capacities=[tolerated]))
    levels = [x.value for week in plan.weeks for x in week.limits if x.dimension == "vibration_whole_body"]
    assert list(dict.fromkeys(levels)) == pytest.approx([0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8])
    assert plan.full_duties_week is not None


def test_the_exposure_limit_value_closes_the_rest_of_a_drive_and_the_reason_names_it() -> None:
    """2 m/s2: the limit value of 1.15 is reached after 8 x (1.15/2)^2 = 2.645 h, in quarter hours 150 min."""
    drive = task("tracks", TaskKind.DRIVING, 480, wbv__aw_ms2=2.0)
    plan = planned(a_case(drive, bench(480)))
    assert minutes_of(plan, 6, "tracks") == 150
    (limit,) = plan.weeks[5].limits
    assert (limit.dimension, limit.value, limit.code) == ("vibration_whole_body", 1.15, ReasonCode.METHOD)
    sentence = "Whole-body vibration of a day, A(8): limit by law in European Union and Great Britain."
    assert sentence in {r.sentence for r in plan.weeks[5].reasons}


def test_a_limit_that_is_switched_off_closes_nothing() -> None:
    off = MethodLimitChoice(
        limit_id="whole_body_vibration", gates=False, reason="The value is of another machine."
    )
    plan = planned(a_case(task("tracks", TaskKind.DRIVING, 480, wbv__aw_ms2=2.0), limits=[off]))
    assert plan.full_duties_week == 3
    assert plan.weeks[5].limits == []


def test_germany_allows_less_up_and_down() -> None:
    """0.8 m/s2 up and down: 1.2 m/s2 for 8 x (0.8/1.2)^2 = 3.56 h, 210 min; fore and aft 1.15 would allow 7.3 h."""
    up = task("tracks", TaskKind.DRIVING, 480, drive__aw_x_ms2=0.0, drive__aw_y_ms2=0.0, drive__aw_z_ms2=1.2)
    up.measurements["wbv.limits"] = Measurement(value="de")
    assert minutes_of(planned(a_case(up, bench(480))), 6, "tracks") == 210
    along = task(
        "tracks", TaskKind.DRIVING, 480, drive__aw_x_ms2=1.2 / 1.4, drive__aw_y_ms2=0.0, drive__aw_z_ms2=0.0
    )
    along.measurements["wbv.limits"] = Measurement(value="de")
    assert minutes_of(planned(a_case(along, bench(480))), 6, "tracks") == 435  # 440.8 min


def test_hand_arm_vibration_adds_up_over_tools() -> None:
    """7.4 m/s2 for 150 min prints 4.1 in ISO 5349-2, E.2.1; twice that is 4.137 x sqrt 2 = 5.85, above 5."""
    saw = task("saw", TaskKind.HAND_WORK, 240, hav__ahv_ms2=7.4, hav__trigger_min=150)
    (alone,) = dose(saw, "vibration_hand_arm")
    assert round(alone, 1) == 4.1
    drill = saw.model_copy(update={"id": "drill", "name": "drill"})
    plan = planned(a_case(saw, drill, bench(480)))
    assert plan.full_duties_week is None
    # 25 = 4.137^2 x (240 + m) / 240: m = 110.6, in quarter hours 105
    assert minutes_of(plan, 6, "saw") + minutes_of(plan, 6, "drill") == 345


def test_effort_of_a_mixed_day_is_kept_to_the_chosen_share_of_capacity() -> None:
    """Capacity 9 MET, a third of it on average: 0.33 x 9 x 480 = 1425.6 MET min in eight hours.

    Loading at 4 MET for 240 min and desk work at 1.5 MET for 240 min make 1320; at 5 MET they would make 1560.
    Then 5 m + 1.5 (480 - m) stays within 1425.6 up to m = 201.6, in quarter hours 195.
    """
    choice = MethodLimitChoice(limit_id="energy", gates=True, reason="Capacity measured on the treadmill.")
    able = Capacity(id="c", dimension="whole_body_effort", aspect=Aspect.PEAK, value=9)
    desk = task("desk", TaskKind.SITTING, 240, energy__mets=1.5)
    light = task("load", TaskKind.LIFTING, 240, energy__mets=4.0)
    assert dose(light, "whole_body_effort") == [960]
    assert planned(a_case(light, desk, capacities=[able], limits=[choice])).full_duties_week == 3
    heavy = task("load", TaskKind.LIFTING, 240, energy__mets=5.0)
    desk.may_be_extended = True
    plan = planned(a_case(heavy, desk, capacities=[able], limits=[choice]))
    assert minutes_of(plan, 6, "load") == 195
    assert planned(a_case(heavy, desk, capacities=[able])).full_duties_week == 3  # by default it informs


def test_effort_by_the_equations_of_garg_is_in_mets_of_the_body() -> None:
    """The module's own example: 4.76 kcal/min at 75 kg is 4.76 x 60 / 75 = 3.81 MET."""
    words = {
        "handling.sex": "men",
        "energy.posture": "stand",
        "energy.technique": "stoop",
        "energy.hold": "front",
    }
    work = task(
        "load",
        TaskKind.LIFTING,
        100,
        handling__body_mass_kg=75,
        lift__load_kg=12,
        lift__v_origin_cm=20,
        lift__v_dest_cm=110,
        lift__freq_per_min=3,
        carry__load_kg=12,
        carry__distance_m=5,
        carry__freq_per_h=180,
        energy__walk_speed=1.0,
    )
    work.measurements |= {name: Measurement(value=word) for name, word in words.items()}
    work.measurements["energy.walks_back"] = Measurement(value=True)
    (added,) = dose(work, "whole_body_effort")
    assert added == pytest.approx(100 * 4.76 * 60 / 75, abs=0.5)
    (peak,) = [
        d.maximum for d in demands_of(work) if (d.dimension, d.aspect) == ("whole_body_effort", Aspect.PEAK)
    ]
    assert peak == pytest.approx(3.81, abs=0.01)


def test_lifting_damage_of_the_article_adds_up_over_tasks() -> None:
    """Gallagher et al.: 400 lifts of 13 kg at 40 cm are a damage of 0.0042, 0.42 % of the cycles to failure."""
    lifts = {"lift__load_kg": 13, "lift__lever_arm_cm": 40, "lift__lifts_per_shift": 400}
    first = task("first", TaskKind.LIFTING, 240, **lifts)
    second = task("second", TaskKind.LIFTING, 240, **lifts)
    assert dose(first, "lifting_damage") == pytest.approx([0.42], abs=0.01)
    on = MethodLimitChoice(
        limit_id="lifting_damage", gates=True, value=0.63, reason="Agreed with the worker."
    )
    plan = planned(a_case(first, second, bench(480), limits=[on]))
    # 0.63 / 0.4208 = 1.497 tasks: 240 and 119 min, in quarter hours 105
    assert minutes_of(plan, 6, "first") + minutes_of(plan, 6, "second") == 345


def test_the_steps_of_a_cycle_add_up() -> None:
    """Twice an hour's drive at 0.8 and half an hour at 0.6 in each of two rounds: sqrt((0.64 x 2 + 0.36 x 1) / 8)."""
    steps = [
        CycleStep(name="Road", kind=TaskKind.DRIVING, minutes=60, measurements=measured(wbv__aw_ms2=0.8)),
        CycleStep(name="Yard", kind=TaskKind.DRIVING, minutes=30, measurements=measured(wbv__aw_ms2=0.6)),
        CycleStep(name="Desk", kind=TaskKind.SITTING, minutes=30),
    ]
    tour = Task(
        id="tour",
        name="tour",
        kind=TaskKind.DRIVING,
        minutes_per_shift=240,
        cycle=Cycle(steps=steps, repeats_per_shift=2),
    )
    assert dose(tour, "vibration_whole_body")[0] == pytest.approx(sqrt((0.64 * 2 + 0.36) / 8))


def test_an_hour_at_the_wheel_shortens_no_sitting_task() -> None:
    """Eight hours seated, one of them driving: 480 min of sitting, 60 of driving."""
    office = task("office", TaskKind.SITTING, 480, drive__total_h=1.0)
    assert max(dose(office, "sit")) == 480
    assert dose(office, "drive") == [60]


def test_driving_inside_a_task_of_another_kind_counts_in_the_drive_of_the_day() -> None:
    """A visit of 240 min holds 90 min at the wheel: with 120 min of driving beside it 210 of 200 allowed."""
    visit = task("visit", TaskKind.STANDING_WALKING, 240, drive__total_h=1.5)
    drive = task("drive", TaskKind.DRIVING, 120)
    at_most = Restriction(
        id="d", wording="drive 200 min", reading=Reading(dimensions=["drive"], aspect=Aspect.DOSE, limit=200)
    )
    plan = planned(a_case(visit, drive, bench(480), restrictions=[at_most]))
    # 90 of the visit, 110 left of 120: in quarter hours 105
    assert (minutes_of(plan, 6, "visit"), minutes_of(plan, 6, "drive")) == (240, 105)


def seated_at_home(minutes: float) -> Demand:
    return Demand(dimension="sit", aspect=Aspect.DOSE, maximum=minutes)


SITS = Restriction(
    id="s", wording="sit 300 min", reading=Reading(dimensions=["sit"], aspect=Aspect.DOSE, limit=300)
)


def test_a_declared_load_outside_work_counts_before_the_day() -> None:
    """300 min of sitting a day, 75 of them at home: 225 are left for the desk."""
    desk = task("desk", TaskKind.SITTING, 300)
    feet = task("feet", TaskKind.STANDING_WALKING, 480)
    feet.importance = Importance.ALTERNATIVE
    case = a_case(desk, feet, restrictions=[SITS], outside_work=OutsideWork(loads=[seated_at_home(75)]))
    assert minutes_of(planned(case), 6, "desk") == 225


def test_treatment_counts_in_the_weeks_in_which_it_falls() -> None:
    """Biofeedback seated for 60 min on Wednesdays of weeks 4 and 5: 240 min are left there, 300 in week 6."""
    desk = task("desk", TaskKind.SITTING, 300)
    feet = task("feet", TaskKind.STANDING_WALKING, 480)
    feet.importance = Importance.ALTERNATIVE
    seated = Appointment(
        on=date(2026, 12, 23),
        minutes=60,
        in_work_time=False,
        repeats_until=date(2026, 12, 30),
        loads=[seated_at_home(60)],
    )
    case = a_case(desk, feet, restrictions=[SITS], appointments=[seated])
    plan = planned(case)
    assert [minutes_of(plan, week, "desk") for week in (3, 4, 5, 6)] == [300, 240, 240, 300]


def test_only_what_adds_up_can_be_a_load_outside_work() -> None:
    at_a_time = Demand(dimension="sit", aspect=Aspect.RUN, maximum=30)
    case = a_case(task("desk", TaskKind.SITTING, 300), outside_work=OutsideWork(loads=[at_a_time]))
    with pytest.raises(InputError, match="Load outside work: Sit: give an amount that adds up"):
        make_plan(case, made_on=START)


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        (MethodLimitChoice(limit_id="lifting_index", gates=False), "changed for this plan; say why"),
        (
            MethodLimitChoice(limit_id="lifting_index", gates=True, value=1.5),
            "changed for this plan; say why",
        ),
        (MethodLimitChoice(limit_id="rula", gates=True, reason="r"), "No method has such a limit"),
    ],
)
def test_a_changed_limit_needs_its_reason(choice: MethodLimitChoice, message: str) -> None:
    with pytest.raises(InputError, match=message):
        make_plan(a_case(task("desk", TaskKind.SITTING, 300), limits=[choice]), made_on=START)


def test_a_day_edited_beyond_the_vibration_limit_is_found() -> None:
    drive = task("tracks", TaskKind.DRIVING, 480, wbv__aw_ms2=2.0)
    case = a_case(drive, bench(480))
    plan = planned(case)
    day = plan.weeks[5].days[0]
    for allocation in day.allocations:
        allocation.minutes = 165 if allocation.task_id == "tracks" else 480 - 165
    found = {v.code: v for v in check_plan(case, plan)}[Code.METHOD_DOSE]
    assert found.value == pytest.approx(2 * sqrt(165 / 480))
    assert (found.limit, found.overridable) == (1.15, False)
