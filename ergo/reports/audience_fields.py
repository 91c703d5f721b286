"""Which fields of a case belong to which item of the visibility table: what `ergo.reports.audience` cuts by."""

from ergo.model.base import Entity, Measurement
from ergo.model.capacity import (
    AssumedCertificate,
    Capacity,
    Certificate,
    Clearance,
    Query,
    Reading,
    Restriction,
    StatedNeed,
)
from ergo.model.case import Case
from ergo.model.clinical import Clinical, OutcomeMeasure, PsychosocialFlag, RedFlagAnswer
from ergo.model.job import (
    ChecklistFinding,
    Cycle,
    CycleStep,
    Demand,
    DrivingLeg,
    Job,
    Photograph,
    Roster,
    Shift,
    Task,
    Verification,
)
from ergo.model.plan import (
    Allocation,
    Block,
    DayRule,
    ExampleDay,
    Limit,
    Obstacle,
    Opener,
    Override,
    Plan,
    PlanDay,
    PlanWeek,
    Reason,
)
from ergo.model.programme import (
    CheckUp,
    ComponentChoice,
    ExerciseChoice,
    GoalRating,
    PacedActivity,
    Practice,
    Programme,
    ProgrammeGoal,
)
from ergo.model.record import (
    Appointment,
    ChosenModification,
    Closing,
    Leave,
    MethodLimitChoice,
    OutsideWork,
    PlanSettings,
    PolicyChange,
    Release,
    Review,
    SheetDay,
    SignOff,
    StepBack,
    Supervision,
    WeeklySheet,
)
from ergo.model.situation import Situation, SustainedReturn
from ergo.model.worker import Consent, Contact, Employer, Worker

_PARTS = (
    "id country region time_zone scheme_id worker employer contacts consents situation job capacities certificates "
    "restrictions needs clearances clinical modifications appointments leave supervision plan sign_offs"
)

SHOWN: dict[type[Entity], dict[str, str]] = {
    Case: {"identity": _PARTS, "progress": "weekly_sheets"},
    Worker: {"identity": "code name"},
    Employer: {"identity": "name worksite"},
    Contact: {"identity": "id role name phone email"},
    Consent: {"consent_record": "id recipient given_on until withdrawn_on"},
    Situation: {"work_capacity": "status since current_hours_per_week", "prognosis": "goal outcome"},
    SustainedReturn: {"prognosis": "sustained_weeks checks_after_weeks"},
    Job: {
        "identity": "title department",
        "work_capacity": "roster",
        "duties": "tasks",
        "job_demands": "verifications",
    },
    Verification: {"job_demands": "id role name on with_corrections comment edition"},
    Roster: {"work_capacity": "anchor cycle_days shifts"},
    Shift: {"work_capacity": "day start paid_min unpaid_break_min"},
    Task: {
        "duties": "id name kind importance minutes_per_shift times_per_week smallest_block_min may_be_extended "
        "available_from available_until uninterruptible_min safety_critical",
        "job_demands": "measurements demands cycle legs",
        "photographs": "photographs",
    },
    Measurement: {"job_demands": "value how on"},
    Demand: {
        "job_demands": "id dimension aspect side axis usual maximum frequency minutes_per_shift reach_cm "
        "hand_height_low_cm hand_height_high_cm source confirmed_by"
    },
    Cycle: {"job_demands": "steps repeats_per_shift"},
    CycleStep: {"job_demands": "id name kind minutes measurements"},
    DrivingLeg: {"job_demands": "id minutes then_break_min then_handles_load"},
    Photograph: {"photographs": "id attachment caption taken_on for_employer"},
    Capacity: {"tolerances": "id dimension aspect side limit_type"},
    Certificate: {
        "work_capacity": "id issued_on valid_from valid_until max_minutes_per_day max_days_per_week "
        "max_minutes_per_week",
        "restrictions": "restrictions",
    },
    Restriction: {
        "restrictions": "id given_on limit_type valid_from review_on may_lift_from reading query",
        "restriction_wording": "wording author",
    },
    Reading: {
        "restrictions": "dimensions aspect side limit prohibited frequency minutes_per_shift "
        "below_hand_height_cm above_hand_height_cm beyond_reach_cm"
    },
    Query: {
        "restrictions": "asked_on answered_on",
        "restriction_wording": "question proposed_limit answered_by answer",
    },
    StatedNeed: {"restrictions": "id need given_on"},
    Clearance: {"restrictions": "id work cleared on valid_from"},
    Clinical: {
        "diagnosis": "condition_id diagnosis",
        "body_area": "body_area",
        "mechanism": "onset",
    },
    ChosenModification: {
        "adjustments": "id item_id task_id responsible in_place_from accepted_as_permanent trial_outcome"
    },
    Appointment: {"appointments": "id on minutes in_work_time repeats_until every_weeks weekdays"},
    Leave: {"absence_reasons": "id first_day last_day"},
    WeeklySheet: {"progress": "id monday days"},
    SheetDay: {"progress": "date worked_min tasks_done"},
    Supervision: {"work_capacity": "id weekdays task_ids first_day until"},
    SignOff: {
        "identity": "id role plan_id plan_version name registration on answer",
        "worker_comments": "comment",
    },
    Plan: {
        "work_capacity": "id version made_on start certified_until policy weeks day_rules "
        "example_days overrides",
        "prognosis": "target_date full_duties_week obstacles openers",
    },
    PlanWeek: {
        "work_capacity": "number monday firmness rung rung_label days_per_week minutes_per_day total_min "
        "outlook_min days reasons review_on full_duties",
        "duties": "duties",
        "restrictions": "limits",
    },
    PlanDay: {"work_capacity": "date start paid_min", "duties": "allocations"},
    Allocation: {"duties": "task_id modification_ids minutes"},
    Limit: {
        "restrictions": "dimension aspect side value below_hand_height_cm above_hand_height_cm beyond_reach_cm "
        "over_load_kg counted_with code source_id agreed_start"
    },
    Reason: {"work_capacity": "subject code sentence"},
    Obstacle: {"prognosis": "task_id dimension aspect side demand level source_id"},
    Opener: {"prognosis": "restriction_id item_id full_duties_week"},
    DayRule: {
        "work_capacity": "sentence kind origin status after_min minutes from_week until_week",
        "restrictions": "limit source_id",
    },
    ExampleDay: {"work_capacity": "from_week until_week date start paid_min", "duties": "blocks bad_day"},
    Block: {"work_capacity": "kind start_min minutes", "duties": "task_id modification_ids postures"},
    Override: {"work_capacity": "id week_number what reason by on"},
}
"""For each part of a case: item of the visibility table, and the fields that belong to it.

Where the table lets an audience see a *reduced* form only, the listed fields are that form: the times of an
appointment and not its label, that consent exists and not its wording. What is beyond it stands in `WHOLE`.
"""


def _all(part: type[Entity]) -> str:
    return " ".join(part.model_fields)


_RECORD = "medical_history"
"""The item of the visibility table under which the clinician's own record stands."""

_ALL_OF_THE_RECORD: tuple[type[Entity], ...] = (
    AssumedCertificate,
    ChecklistFinding,
    Closing,
    MethodLimitChoice,
    OutsideWork,
    PlanSettings,
    PolicyChange,
    Review,
    StepBack,
)

_ALL_OF_THE_TREATMENT: tuple[type[Entity], ...] = (
    CheckUp,
    ComponentChoice,
    ExerciseChoice,
    GoalRating,
    PacedActivity,
    Practice,
    Programme,
    ProgrammeGoal,
)

WHOLE: dict[type[Entity], dict[str, str]] = {
    Case: {
        _RECORD: "opened_on retention_id assumed_certificate drivers_seen outside_work plan_settings "
        "plan_draft earlier_plans reviews closing title notes",
        "consent_record": "releases",
        "treatment": "programme",
    },
    Worker: {_RECORD: "stature_cm mass_kg sex handedness body"},
    Consent: {"consent_record": "items purpose"},
    Situation: {_RECORD: "notes"},
    Job: {_RECORD: "on_site description"},
    Task: {_RECORD: "checklist drivers_seen description"},
    Measurement: {_RECORD: "by"},
    Demand: {_RECORD: "note"},
    Photograph: {_RECORD: "by"},
    Capacity: {"tolerances": "value able frequency reach_cm how on relevant plateau", _RECORD: "by note"},
    Certificate: {"restriction_wording": "author role"},
    StatedNeed: {"restriction_wording": "wording author"},
    Clearance: {_RECORD: "by role note"},
    Clinical: {
        _RECORD: "movement_pattern_id helps hurts surgery surgery_on acute_or_postoperative pain_rule_id notes",
        "red_flags": "red_flags",
        "psychosocial_flags": "flags",
        "scores": "outcome_measures pain_now",
    },
    RedFlagAnswer: {"red_flags": _all(RedFlagAnswer)},
    PsychosocialFlag: {"psychosocial_flags": _all(PsychosocialFlag)},
    OutcomeMeasure: {"scores": _all(OutcomeMeasure)},
    ChosenModification: {_RECORD: "measured_after note"},
    Appointment: {"treatment": "label component_id", _RECORD: "loads"},
    Leave: {"absence_reasons": "label"},
    Supervision: {_RECORD: "by"},
    WeeklySheet: {"worker_comments": "worker_comment", _RECORD: "supervisor_comment"},
    SheetDay: {
        "absence_reasons": "missed_reason",
        "scores": "function_0_10 pain_0_10",
        _RECORD: "problem note",
    },
    Plan: {_RECORD: "planned_from edited_by edited_on assumption"},
    PlanWeek: {_RECORD: "events"},
    Reason: {_RECORD: "source blocked_by"},
    Obstacle: {_RECORD: "sentence"},
    Opener: {_RECORD: "label"},
    Override: {_RECORD: "code item"},
    Release: {"consent_record": _all(Release)},
    **{part: {_RECORD: _all(part)} for part in _ALL_OF_THE_RECORD},
    **{part: {"treatment": _all(part)} for part in _ALL_OF_THE_TREATMENT},
}
"""The same for what is shown only where the table lets an audience see the whole of an item, or a consent does."""
