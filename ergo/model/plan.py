"""A graded return-to-work plan: weeks, dated days, limits in force and the reason for every figure."""

from datetime import date, time
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from ergo.knowledge.dimensions import Aspect, Side
from ergo.knowledge.policies import Policy
from ergo.knowledge.sources import Status
from ergo.model.base import Entity, Identifier, Label, Minutes, Text, new_id


class Firmness(StrEnum):
    """How far a week can be relied on.

    Firm: up to the next clinical review. Conditional: after it, while the certificate is valid.
    Outlook: past the certificate, under its last restrictions; hours only, no dated shifts, not signed.
    """

    FIRM = "firm"
    CONDITIONAL = "conditional"
    OUTLOOK = "outlook"


class ReasonCode(StrEnum):
    """Why a figure is what it is; tested in this order, the first that holds is given."""

    CONTRACT = "contract"
    CERTIFICATE = "certificate"
    CALENDAR = "calendar"
    SUPPORT = "support"
    POLICY = "policy"
    CAPACITY = "capacity"
    METHOD = "method"
    CHOICE = "choice"


class Obstacle(Entity):
    """What keeps a task from its normal time, or a day from being filled; the sentence is in metric units."""

    task_id: Identifier
    dimension: str = ""
    aspect: Aspect | None = None
    side: Side = Side.BOTH
    demand: float | None = None
    level: float | None = None
    source_id: Label = ""
    sentence: Text


class Reason(Entity):
    """Why the hours, or the limit in one dimension, are what they are in a week.

    ``blocked_by`` are the obstacles whose sentences stand in this one.
    """

    subject: Label
    code: ReasonCode
    sentence: Text
    source: Text = ""
    blocked_by: list[Obstacle] = Field(default_factory=list)


class Limit(Entity):
    """A limit in force in a week: the smaller of the rung reached and what is certified.

    The conditions (hand height, reach) say where it holds; without one it holds everywhere in the dimension.
    ``source_id`` names the restriction, capacity or review that sets it. With ``over_load_kg`` it counts the minutes
    with more than that, together with those in the dimensions ``counted_with``, each above the load beside it.
    """

    dimension: str
    aspect: Aspect
    side: Side = Side.BOTH
    value: float
    below_hand_height_cm: float | None = None
    above_hand_height_cm: float | None = None
    beyond_reach_cm: float | None = None
    over_load_kg: float | None = None
    counted_with: dict[str, float] = Field(default_factory=dict)
    code: ReasonCode
    source_id: Label = ""
    agreed_start: bool = False


class Allocation(Entity):
    """Minutes of one task on a day or in a week, with the modifications under which it is done."""

    task_id: Identifier
    modification_ids: list[Identifier] = Field(default_factory=list)
    minutes: Annotated[int, Field(ge=0, le=10080)]


class PlanDay(Entity):
    """One dated working day: paid minutes and what fills them."""

    date: date
    start: time
    paid_min: Minutes
    allocations: list[Allocation] = Field(default_factory=list)


class PlanWeek(Entity):
    """One week of the plan, Monday to Sunday.

    ``days`` holds dated days only while the certificate is valid; ``outlook_min`` counts expected minutes after it.
    ``duties`` is the week's time by task, dated or not.
    """

    number: Annotated[int, Field(ge=1, le=520)]
    monday: date
    firmness: Firmness
    rung: int
    rung_label: Label
    days_per_week: Annotated[int, Field(ge=0, le=7)]
    minutes_per_day: Minutes
    total_min: Annotated[int, Field(ge=0, le=10080)]
    outlook_min: Annotated[int, Field(ge=0, le=10080)] = 0
    days: list[PlanDay] = Field(default_factory=list)
    duties: list[Allocation] = Field(default_factory=list)
    limits: list[Limit] = Field(default_factory=list)
    reasons: list[Reason] = Field(default_factory=list)
    events: list[Text] = Field(default_factory=list)
    review_on: date | None = None
    full_duties: bool = False


class Opener(Entity):
    """One change that would bring full duties within the horizon, found by planning again."""

    label: Text
    restriction_id: Label = ""
    item_id: Label = ""
    full_duties_week: int


class RuleKind(StrEnum):
    """What a rule of the day is about.

    Run: at most so long at a time. Rate: so often an hour. Handling minutes: so long with such loads. Outside: what the
    way to work uses up. After driving: no handling at once. Hourly break, change posture, not alone, from home: stated
    needs. Driving law, work law: a break that law asks for after so much driving or work. Stated: only its sentence is
    known.
    """

    RUN = "run"
    RATE = "rate"
    HANDLING_MINUTES = "handling_minutes"
    OUTSIDE = "outside"
    AFTER_DRIVING = "after_driving"
    HOURLY_BREAK = "break_each_hour"
    CHANGE_POSTURE = "change_posture_at_will"
    NOT_ALONE = "not_alone"
    FROM_HOME = "work_from_home"
    DRIVING_LAW = "driving_law"
    WORK_LAW = "work_law"
    STATED = "stated"


class RuleOrigin(StrEnum):
    """Who or what asks for a rule of the day."""

    RESTRICTION = "restriction"
    CAPACITY = "capacity"
    NEED = "need"
    OUTSIDE_WORK = "outside_work"
    REVIEW = "review"
    LAW = "law"
    PRACTICE = "practice"


class DayRule(Entity):
    """A rule of the day that a supervisor can keep; its sentence is in metric units.

    ``limit`` is the amount that must not be passed, of a rule on the way to work the amount that is used up.
    ``after_min`` is after how long something is due, ``minutes`` how long it lasts: a change of posture, a break, the
    time without handling. ``source_id`` names the restriction, capacity or need, or the source of a figure or law.
    """

    sentence: Text
    kind: RuleKind = RuleKind.STATED
    origin: RuleOrigin | None = None
    source_id: Label = ""
    status: Status | None = None
    limit: Limit | None = None
    after_min: Minutes | None = None
    minutes: Minutes | None = None
    from_week: int
    until_week: int


class BlockKind(StrEnum):
    """What a block of the day is: work and changes of posture are paid, meals and breaks of driving law are not."""

    WORK = "work"
    CHANGE = "change"
    MEAL = "meal"
    LAW = "law"


class Block(Entity):
    """A stretch of a day: work on a task, a change of posture inside its paid minutes, or an unpaid break.

    ``start_min`` counts from the start of the day. ``postures`` are the dimensions in which the task is known to hold
    the worker.
    """

    kind: BlockKind
    start_min: Annotated[int, Field(ge=0, le=2880)]
    minutes: Minutes
    task_id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{0,64}$")] = ""
    modification_ids: list[Identifier] = Field(default_factory=list)
    postures: list[str] = Field(default_factory=list)


class ExampleDay(Entity):
    """One day of a stage as it could run: its longest shift in blocks, and the same shift when the day goes badly.

    A stage is the weeks in a row whose longest day has the same duties under the same rules. ``date`` is that day in
    its first week.
    """

    from_week: int
    until_week: int
    date: date
    start: time
    paid_min: Minutes
    blocks: list[Block] = Field(default_factory=list)
    bad_day: list[Block] = Field(default_factory=list)


class Override(Entity):
    """A deliberate deviation from policy or tolerance; its reason is printed always.

    It covers what the checker finds in its week under this ``code`` about this ``item`` (`Violation.item`), and nothing
    else.
    """

    id: Identifier = Field(default_factory=new_id)
    week_number: int
    code: Label = ""
    item: Label = ""
    what: Text
    reason: Text
    by: Label
    on: date


class Plan(Entity):
    """A plan as it was made: the policy it followed, its weeks, and what stands between the worker and full duties.

    ``planned_from`` is the Monday from which it was planned again; the weeks before are those of the former version.
    """

    id: Identifier = Field(default_factory=new_id)
    version: Annotated[int, Field(ge=1)] = 1
    made_on: date
    start: date
    planned_from: date | None = None
    target_date: date | None = None
    certified_until: date | None = None
    policy: Policy
    weeks: list[PlanWeek]
    full_duties_week: int | None = None
    obstacles: list[Obstacle] = Field(default_factory=list)
    openers: list[Opener] = Field(default_factory=list)
    day_rules: list[DayRule] = Field(default_factory=list)
    example_days: list[ExampleDay] = Field(default_factory=list)
    overrides: list[Override] = Field(default_factory=list)
    edited_by: Label = ""
    edited_on: date | None = None
    assumption: Text = ""
