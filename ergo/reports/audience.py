"""The audience cut: what of a case a reader may see. The one place where it happens, before any document is made.

`cut` gives a copy of the case that holds only what the visibility table (`ergo.knowledge.visibility`) lets the
audience see. A field is shown only if it is listed here under an item of that table; a field that is not listed, a
new one for instance, is shown to nobody. Sentences that the planner writes can repeat what somebody typed, a
restriction word for word for instance: one that repeats hidden text is taken out too.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel

from ergo.analysis.policy import without_reasons
from ergo.knowledge.quantities import quantity
from ergo.knowledge.visibility import Audience, Rule, visibility
from ergo.model.base import Entity, Measurement
from ergo.model.capacity import Capacity, Certificate, Clearance, Query, Reading, Restriction, StatedNeed
from ergo.model.case import Case
from ergo.model.job import Cycle, CycleStep, Demand, DrivingLeg, Job, Photograph, Roster, Shift, Task
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
    ReasonCode,
)
from ergo.model.record import Appointment, ChosenModification, Leave, SignOff, Supervision
from ergo.model.situation import Situation, SustainedReturn
from ergo.model.worker import Consent, Contact, ContactRole, Employer, Worker

AnyEntity = TypeVar("AnyEntity", bound=BaseModel)

RECIPIENTS = {
    Audience.EMPLOYER: (ContactRole.EMPLOYER, ContactRole.SUPERVISOR),
    Audience.INSURER: (ContactRole.INSURER,),
    Audience.CERTIFIER: (ContactRole.CERTIFIER,),
}

_PARTS = (
    "id country region time_zone worker employer contacts consents situation job capacities certificates "
    "restrictions needs clearances modifications appointments leave supervision plan sign_offs"
)

_SHOWN: dict[type[Entity], dict[str, str]] = {
    Case: {"identity": _PARTS},
    Worker: {"identity": "code name"},
    Employer: {"identity": "name worksite"},
    Contact: {"identity": "id role name phone email"},
    Consent: {"consent_record": "id recipient given_on until withdrawn_on"},
    Situation: {"work_capacity": "status since current_hours_per_week", "prognosis": "goal outcome"},
    SustainedReturn: {"prognosis": "sustained_weeks checks_after_weeks"},
    Job: {"identity": "title department", "work_capacity": "roster", "duties": "tasks"},
    Roster: {"work_capacity": "anchor cycle_days shifts"},
    Shift: {"work_capacity": "day start paid_min unpaid_break_min"},
    Task: {
        "duties": "id name kind importance minutes_per_shift times_per_week safety_critical",
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
        "restriction_wording": "question proposed_limit",
    },
    StatedNeed: {"restrictions": "id need given_on"},
    Clearance: {"restrictions": "id work cleared on valid_from"},
    ChosenModification: {
        "adjustments": "id item_id task_id responsible in_place_from accepted_as_permanent trial_outcome"
    },
    Appointment: {"appointments": "id on minutes in_work_time repeats_until"},
    Leave: {"absence_reasons": "id first_day last_day"},
    Supervision: {"work_capacity": "id weekdays task_ids first_day until"},
    SignOff: {"identity": "id role plan_id plan_version name registration on", "worker_comments": "comment"},
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
        "over_load_kg code source_id agreed_start"
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
appointment and not its label, that consent exists and not its wording.
"""

_FUNCTIONAL_REASONS = (
    ReasonCode.CONTRACT,
    ReasonCode.CALENDAR,
    ReasonCode.SUPPORT,
    ReasonCode.POLICY,
    ReasonCode.METHOD,
    ReasonCode.CHOICE,
)
_MADE_BY_PLANNER = (Plan, PlanWeek, Reason, Obstacle, Opener, Override, DayRule, ExampleDay, Block)
_ABOUT_THE_JOB = (Task,)
_WITHHELD = "The reason is on the therapist's record."
_PERSONAL = "scores"
"""The item of the visibility table for what was measured of a task and is about the worker, such as pain at work."""

_SHORTEST_ECHO = 3


def cut(case: Case, audience: Audience, today: date) -> Case:
    """A copy of the case that holds only what the audience may see on a day.

    The worker's name is kept only while a consent covers the item ``identity``; the code always is. A planner's
    sentence is kept where its reason is functional (contract, calendar, support, policy, choice) and it repeats
    nothing that was hidden; the reason of an override that does is replaced by a line that says where it stands. Why
    the clinician changed a figure of the policy is shown to the worker and those who treat alone.
    """
    hidden: list[str] = []
    shown = _cut(case, audience, _consented(case, audience, today), hidden)
    if "identity" not in _consented(case, audience, today):
        shown.worker.name = ""
        hidden.append(case.worker.name)
    if shown.plan is not None:
        if audience in RECIPIENTS:
            shown.plan.policy = without_reasons(shown.plan.policy)
        _drop_echoes(shown.plan, _pattern(hidden))
    return shown


def consents_for(
    case: Case, audience: Audience, today: date, recipient: ContactRole | None = None
) -> list[Consent]:
    """The consents for an audience, or for one recipient of it, that are valid on a day."""
    return [
        consent
        for consent in case.consents
        if _valid(consent, audience, today) and recipient in (None, consent.recipient)
    ]


def has_consent(case: Case, audience: Audience, today: date) -> bool:
    """Whether a consent for this audience is recorded and valid on a day."""
    return bool(consents_for(case, audience, today))


def _consented(case: Case, audience: Audience, today: date) -> set[str]:
    """The items that valid consents for the audience name."""
    return {item for consent in consents_for(case, audience, today) for item in consent.items}


def _valid(consent: Consent, audience: Audience, today: date) -> bool:
    begun = consent.recipient in RECIPIENTS.get(audience, ()) and consent.given_on <= today
    ended = consent.until is not None and consent.until < today
    withdrawn = consent.withdrawn_on is not None and consent.withdrawn_on <= today
    return begun and not ended and not withdrawn


def _cut(part: AnyEntity, audience: Audience, consented: set[str], hidden: list[str]) -> AnyEntity:
    """The part with every field that may not be seen at its default, and the parts inside it cut in turn.

    What was typed about the person and is taken out is added to ``hidden``.
    """
    items = _SHOWN.get(type(part), {}) if isinstance(part, Entity) else {}
    visible = {
        name for item, names in items.items() if _may_see(item, audience, consented) for name in names.split()
    }
    values: dict[str, Any] = {}
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if name in visible:
            values[name] = _cut_value(value, audience, consented, hidden)
        else:
            if not isinstance(part, _MADE_BY_PLANNER + _ABOUT_THE_JOB):
                hidden.extend(_texts(value))
            values[name] = (
                _blank(value) if field.is_required() else field.get_default(call_default_factory=True)
            )
    return part.model_copy(update=values)


def _cut_value(value: Any, audience: Audience, consented: set[str], hidden: list[str]) -> Any:
    if isinstance(value, Entity):
        return _cut(value, audience, consented, hidden)
    if isinstance(value, list):
        return [_cut_value(entry, audience, consented, hidden) for entry in value]
    if isinstance(value, dict):
        kept = value if _may_see(_PERSONAL, audience, consented) else _of_the_work(value)
        return {key: _cut_value(entry, audience, consented, hidden) for key, entry in kept.items()}
    return value


def _of_the_work(entries: dict[str, Any]) -> dict[str, Any]:
    """The entries without measurements that are about the worker."""
    return {
        name: entry
        for name, entry in entries.items()
        if not (isinstance(entry, Measurement) and quantity(name).of_person)
    }


def _may_see(item: str, audience: Audience, consented: set[str]) -> bool:
    rule = visibility(item, audience).rule
    return rule in (Rule.FULL, Rule.REDUCED) or (rule is Rule.CONSENT and item in consented)


def _blank(value: Any) -> Any:
    """What stands for a hidden value that has no default."""
    if isinstance(value, str):
        return ""
    return [] if isinstance(value, list) else None


def _texts(value: Any) -> Iterator[str]:
    """Every text about the person that somebody may have typed inside a value."""
    if isinstance(value, _MADE_BY_PLANNER + _ABOUT_THE_JOB):
        return
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name))
    elif isinstance(value, dict):
        for entry in value.values():
            yield from _texts(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from _texts(entry)
    elif type(value) is str:
        yield value


def _pattern(hidden: list[str]) -> re.Pattern[str] | None:
    """Finds any hidden text, as whole words and whatever its case."""
    wanted = {text.strip() for text in hidden if len(text.strip()) >= _SHORTEST_ECHO}
    if not wanted:
        return None
    longest_first = sorted(wanted, key=lambda text: (-len(text), text))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)", re.IGNORECASE)


def _drop_echoes(plan: Plan, hidden: re.Pattern[str] | None) -> None:
    """Take planner's sentences that are clinical, or repeat hidden text, out of the plan."""
    for week in plan.weeks:
        for reason in week.reasons:
            if reason.code not in _FUNCTIONAL_REASONS or _echoes(hidden, reason.sentence):
                reason.sentence = ""
    for override in plan.overrides:
        if _echoes(hidden, override.reason):
            override.reason = _WITHHELD
        if _echoes(hidden, override.what):
            override.what = _WITHHELD


def _echoes(hidden: re.Pattern[str] | None, sentence: str) -> bool:
    return hidden is not None and hidden.search(sentence) is not None
