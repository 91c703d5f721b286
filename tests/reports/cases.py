"""A case with a plan, put together by hand: what the documents are tested on."""

from datetime import date, time, timedelta

from ergo.knowledge.dimensions import Aspect
from ergo.knowledge.policies import policy
from ergo.model.capacity import (
    Capacity,
    Certificate,
    Clearance,
    LimitType,
    Need,
    Reading,
    Restriction,
    StatedNeed,
)
from ergo.model.case import Case
from ergo.model.job import Importance, Job, Roster, SafetyCritical, Shift, Task, TaskKind
from ergo.model.plan import (
    Allocation,
    DayRule,
    Firmness,
    Limit,
    Obstacle,
    Opener,
    Override,
    Plan,
    PlanDay,
    PlanWeek,
    Reason,
    ReasonCode,
)
from ergo.model.record import Appointment, ChosenModification, SignOff, SignOffRole
from ergo.model.situation import Goal, Situation, WorkStatus
from ergo.model.worker import Consent, Contact, ContactRole, Employer, Worker

MONDAY = date(2026, 1, 5)
CERTIFIED_UNTIL = date(2026, 1, 18)
TODAY = date(2026, 1, 2)


def limits(lift_kg: float) -> list[Limit]:
    """An agreed limit that rises, a certified one, and a prohibition below 50 cm."""
    return [
        Limit(
            dimension="lift_floor_waist",
            aspect=Aspect.PEAK,
            value=lift_kg,
            code=ReasonCode.CAPACITY,
            source_id="cap_lift",
            agreed_start=True,
        ),
        Limit(dimension="sit", aspect=Aspect.RUN, value=30, code=ReasonCode.CERTIFICATE, source_id="res_sit"),
        Limit(
            dimension="lift_floor_waist",
            aspect=Aspect.PEAK,
            value=0,
            below_hand_height_cm=50,
            code=ReasonCode.CERTIFICATE,
            source_id="res_floor",
        ),
    ]


def week(number: int, firmness: Firmness, minutes_per_day: int, lift_kg: float) -> PlanWeek:
    """Five days alike: one hour of picking with the lift table from week 2, the rest at the desk."""
    monday = MONDAY + timedelta(weeks=number - 1)
    ids = [] if number == 1 else ["mod_table"]
    day = [
        Allocation(task_id="pick", modification_ids=ids, minutes=60),
        Allocation(task_id="desk", minutes=minutes_per_day - 60),
    ]
    dated = firmness is not Firmness.OUTLOOK
    days = [
        PlanDay(date=monday + timedelta(days=n), start=time(7, 30), paid_min=minutes_per_day, allocations=day)
        for n in range(5)
    ]
    total = 5 * minutes_per_day
    return PlanWeek(
        number=number,
        monday=monday,
        firmness=firmness,
        rung=number - 1,
        rung_label=f"{minutes_per_day // 60} h a day",
        days_per_week=5,
        minutes_per_day=minutes_per_day,
        total_min=total,
        outlook_min=0 if dated else total,
        days=days if dated else [],
        duties=[
            Allocation(task_id="pick", modification_ids=ids, minutes=300),
            Allocation(task_id="desk", minutes=total - 300),
        ],
        limits=limits(lift_kg),
        reasons=[Reason(subject="hours", code=ReasonCode.POLICY, sentence="One step of the agreed policy.")],
        review_on=date(2026, 1, 9) if number == 1 else None,
    )


def plan() -> Plan:
    """Three weeks: firm, conditional, outlook; full duties out of sight."""
    return Plan(
        id="plan0001",
        version=2,
        made_on=TODAY,
        start=MONDAY,
        certified_until=CERTIFIED_UNTIL,
        policy=policy("half_days_4_6_8"),
        weeks=[
            week(1, Firmness.FIRM, 240, 6),
            week(2, Firmness.CONDITIONAL, 360, 8),
            week(3, Firmness.OUTLOOK, 480, 10),
        ],
        obstacles=[
            Obstacle(
                task_id="pick",
                dimension="lift_floor_waist",
                aspect=Aspect.PEAK,
                demand=18,
                level=10,
                source_id="res_ten",
                sentence="“No lifting over 10 kg” is in the way.",
            )
        ],
        openers=[
            Opener(label="“No lifting over 10 kg” lifted", restriction_id="res_ten", full_duties_week=7),
            Opener(label="a vacuum lifter", item_id="EQ001", full_duties_week=5),
        ],
        day_rules=[DayRule(sentence="Sit at most 30 min at a time.", from_week=1, until_week=3)],
        overrides=[
            Override(
                week_number=2,
                what="Six hours a day instead of five",
                reason="Bus times allow no five-hour day.",
                by="R. Therapist",
                on=TODAY,
            )
        ],
    )


def case() -> Case:
    """A warehouse case with everything that the employer's plan prints."""
    reading = Reading(dimensions=["lift_floor_waist"], aspect=Aspect.PEAK, limit=10)
    floor = Reading(
        dimensions=["lift_floor_waist"], aspect=Aspect.PEAK, prohibited=True, below_hand_height_cm=50
    )
    return Case(
        id="case0001",
        country="GB",
        worker=Worker(code="WK-7", name="Sample Worker", stature_cm=176),
        employer=Employer(name="Sample Wholesale", worksite="Hall 3"),
        contacts=[
            Contact(role=ContactRole.THERAPIST, name="R. Therapist", phone="0100 200"),
            Contact(role=ContactRole.SUPERVISOR, name="S. Supervisor", email="shift@example.org"),
            Contact(role=ContactRole.CERTIFIER, name="C. Certifier"),
        ],
        consents=[
            Consent(
                recipient=ContactRole.EMPLOYER,
                items=["identity", "work_capacity", "restrictions"],
                given_on=date(2026, 1, 1),
                until=date(2026, 6, 30),
            )
        ],
        situation=Situation(status=WorkStatus.OFF_WORK, goal=Goal.SAME_JOB),
        job=Job(
            title="Order picker",
            department="Early shift",
            roster=Roster(
                anchor=MONDAY,
                shifts=[Shift(day=n, start=time(7, 30), paid_min=480, unpaid_break_min=30) for n in range(5)],
            ),
            tasks=[
                Task(
                    id="pick", name="Pick from the lowest layer", kind=TaskKind.LIFTING, minutes_per_shift=300
                ),
                Task(
                    id="fork",
                    name="Forklift",
                    kind=TaskKind.DRIVING,
                    minutes_per_shift=60,
                    safety_critical=[SafetyCritical.MOBILE_PLANT],
                ),
                Task(
                    id="desk",
                    name="Returns desk",
                    kind=TaskKind.SITTING,
                    importance=Importance.ALTERNATIVE,
                    minutes_per_shift=480,
                ),
            ],
        ),
        capacities=[
            Capacity(id="cap_lift", dimension="lift_floor_waist", aspect=Aspect.PEAK, value=7.5),
        ],
        certificates=[
            Certificate(
                id="cert0001",
                author="C. Certifier",
                issued_on=date(2026, 1, 1),
                valid_from=date(2026, 1, 1),
                valid_until=CERTIFIED_UNTIL,
                max_minutes_per_day=360,
                restrictions=[
                    Restriction(id="res_ten", wording="No lifting over 10 kg", reading=reading),
                    Restriction(id="res_floor", wording="Not from the floor", reading=floor),
                    Restriction(
                        id="res_sit",
                        wording="Sitting half an hour",
                        limit_type=LimitType.RESTRICTION,
                        reading=Reading(dimensions=["sit"], aspect=Aspect.RUN, limit=30),
                    ),
                ],
            )
        ],
        needs=[StatedNeed(need=Need.CHANGE_POSTURE, wording="may stand up")],
        clearances=[
            Clearance(
                work=SafetyCritical.MOBILE_PLANT,
                cleared=True,
                by="C. Certifier",
                on=date(2026, 1, 1),
                valid_from=date(2026, 1, 12),
            )
        ],
        modifications=[
            ChosenModification(
                id="mod_table",
                item_id="EQ001",
                task_id="pick",
                responsible="Facilities",
                in_place_from=date(2026, 1, 12),
            )
        ],
        appointments=[
            Appointment(label="therapy", on=date(2026, 1, 7), minutes=45, repeats_until=date(2026, 1, 28))
        ],
        plan=plan(),
    )


def signed(unsigned: Case) -> Case:
    """The case with the therapist's sign-off for its plan and version."""
    made = unsigned.plan
    assert made is not None
    unsigned.sign_offs.append(
        SignOff(
            role=SignOffRole.THERAPIST,
            plan_id=made.id,
            plan_version=made.version,
            name="R. Therapist",
            registration="OT 12345",
            on=date(2026, 1, 3),
        )
    )
    return unsigned
