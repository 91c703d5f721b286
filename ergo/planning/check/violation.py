"""What the checker reports: one broken rule, where, by how much, and who set the limit."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from ergo.knowledge.dimensions import Aspect, Side


class Severity(StrEnum):
    """A violation stands; an overridden one stands too, but the plan gives a reason for it, which is printed always."""

    VIOLATION = "violation"
    OVERRIDDEN = "overridden"


class Code(StrEnum):
    """One code for each rule."""

    # The calendar of the plan
    WEEK_SEQUENCE = "week_sequence"
    DAY_OUTSIDE_WEEK = "day_outside_week"
    DUPLICATE_DAY = "duplicate_day"
    # The contract
    OFF_ROSTER = "off_roster"
    OVER_SHIFT = "over_shift"
    OUTSIDE_SHIFT = "outside_shift"
    WEEK_OVER_ROSTER = "week_over_roster"
    OUTLOOK_OVER_ROSTER = "outlook_over_roster"
    # The certificate's validity and hours
    NOT_CERTIFIED = "not_certified"
    CERTIFIED_DAY_MINUTES = "certified_day_minutes"
    CERTIFIED_DAYS = "certified_days"
    CERTIFIED_WEEK_MINUTES = "certified_week_minutes"
    # Restrictions
    RESTRICTION_UNREAD = "restriction_unread"
    RESTRICTION_UNQUANTIFIED = "restriction_unquantified"
    RESTRICTION_UNKNOWN_DEMAND = "restriction_unknown_demand"
    PROHIBITED = "prohibited"
    RESTRICTION_PEAK = "restriction_peak"
    RESTRICTION_RUN = "restriction_run"
    RESTRICTION_DOSE = "restriction_dose"
    RESTRICTION_FREQUENCY = "restriction_frequency"
    RESTRICTION_MINUTES = "restriction_minutes"
    LEVEL_OVER_RESTRICTION = "level_over_restriction"
    # Capacity and the levels agreed on the way
    OVER_LEVEL = "over_level"
    OVER_TOLERANCE = "over_tolerance"
    TOLERANCE_FREQUENCY = "tolerance_frequency"
    TOLERANCE_UNKNOWN = "tolerance_unknown"
    LEVEL_START = "level_start"
    LEVEL_STEP = "level_step"
    LOAD_ORDER = "load_order"
    LEVEL_PLATEAU = "level_plateau"
    LEVEL_MAY_NOT_CLIMB = "level_may_not_climb"
    LEVEL_UNKNOWN_DIMENSION = "level_unknown_dimension"
    # Limits of published methods
    METHOD_LIMIT = "method_limit"
    METHOD_DOSE = "method_dose"
    COMPOSITE_INDEX = "composite_index"
    # Safety
    NO_CLEARANCE = "no_clearance"
    NO_SUPERVISOR = "no_supervisor"
    RED_FLAG = "red_flag"
    # The allocation of a day
    UNKNOWN_TASK = "unknown_task"
    UNKNOWN_VARIANT = "unknown_variant"
    VARIANT_NOT_READY = "variant_not_ready"
    TWO_VARIANTS = "two_variants"
    DAY_SUM = "day_sum"
    OVER_NORMAL_MINUTES = "over_normal_minutes"
    UNDER_SMALLEST_BLOCK = "under_smallest_block"
    TASK_NOT_AVAILABLE = "task_not_available"
    TIMES_PER_WEEK = "times_per_week"
    # The rules of the day and its example
    RULE_MISSING = "rule_missing"
    EXAMPLE_DAY = "example_day"
    EXAMPLE_SUM = "example_sum"
    EXAMPLE_TIMES = "example_times"
    EXAMPLE_SHIFT = "example_shift"
    EXAMPLE_RUN = "example_run"
    EXAMPLE_STRETCH = "example_stretch"
    EXAMPLE_BREAK = "example_break"
    LOADS_AFTER_DRIVING = "loads_after_driving"
    BAD_DAY_LOAD = "bad_day_load"
    # The policy's starting point and gradient
    START_HOURS = "start_hours"
    HOURS_STEP = "hours_step"
    STEP_TOO_SOON = "step_too_soon"
    HOURS_AND_LOAD = "hours_and_load"
    HOURS_FALL = "hours_fall"
    REENTRY = "reentry"
    SPACED_DAYS = "spaced_days"
    # Firmness, reviews, full duties
    FIRM_AFTER_REVIEW = "firm_after_review"
    NOT_OUTLOOK = "not_outlook"
    OUTLOOK_DATED = "outlook_dated"
    CERTIFIED_UNTIL = "certified_until"
    REVIEW_OUTSIDE_WEEK = "review_outside_week"
    REVIEW_BEFORE_END = "review_before_end"
    CLIMB_CANCELLED = "climb_cancelled"
    STEPPED_BACK = "stepped_back"
    CARRIED_WEEKS = "carried_weeks"
    FULL_DUTIES = "full_duties"
    FULL_DUTIES_WEEK = "full_duties_week"
    # Totals
    WEEK_TOTAL = "week_total"
    WEEK_HEADLINE = "week_headline"
    DUTIES_TOTAL = "duties_total"


@dataclass(frozen=True)
class Violation:
    """One broken rule.

    ``value`` is what the plan has and ``limit`` what is allowed, in the unit of the dimension, or in minutes, days or
    weeks where no dimension is named. ``source`` says who set the limit: the wording of a restriction, the
    certificate, the policy, the contract. ``overridable`` says whether a stated reason may let it stand: one of policy
    and tolerance may; certificate, prohibition, contract, law, red flags and arithmetic may not be overridden.
    ``reason`` is what the plan gives for one that it overrides.
    """

    code: Code
    message: str
    week: int | None = None
    date: datetime.date | None = None
    dimension: str = ""
    aspect: Aspect | None = None
    side: Side = Side.BOTH
    task_id: str = ""
    value: float | None = None
    limit: float | None = None
    source: str = ""
    overridable: bool = False
    severity: Severity = Severity.VIOLATION
    reason: str = ""

    @property
    def item(self) -> str:
        """What the rule is about, by its ids: the task and the dimension; empty where it is about the hours."""
        about = (self.dimension, self.aspect or "", self.side) if self.dimension else ()
        return " ".join(part for part in (self.task_id, *about) if part)
