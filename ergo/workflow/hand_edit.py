"""A plan edited by hand: a draft beside the plan, judged by the checker, kept as a new version with its reasons.

What is edited is seen through three small views (`DutyMinutes`, `LimitValue`, `GivenReason`): an attribute that reads
from the draft and, when set, puts the draft right around it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from ergo.analysis.worktime import DAYS_PER_WEEK, DatedShift, working_shifts
from ergo.errors import InputError
from ergo.model.base import new_id
from ergo.model.case import Case
from ergo.model.plan import Allocation, Limit, Override, Plan, PlanDay, PlanWeek, Reason, ReasonCode
from ergo.planning.check import Code, Violation, check_plan
from ergo.planning.compare import PlanReader
from ergo.planning.day import with_days
from ergo.workflow.plans import keep_plan, standing, variants_of

BY_HAND = "Changed by hand."
_FULL_DAY_MIN = 24 * 60
_OVERRIDDEN = {
    Code.START_HOURS: "The first week has more hours than the policy starts with",
    Code.HOURS_STEP: "Hours rise by more than one step of the policy",
    Code.STEP_TOO_SOON: "A step comes sooner than the policy has it",
    Code.HOURS_AND_LOAD: "Hours and load rise in the same week",
    Code.HOURS_FALL: "Hours fall without a stated event",
    Code.REENTRY: "The week after an absence has more hours than the policy resumes with",
    Code.SPACED_DAYS: "Worked days follow each other",
    Code.LEVEL_START: "A limit starts above the policy's share of what was tolerated",
    Code.LEVEL_STEP: "A limit rises by more than one step",
    Code.LEVEL_PLATEAU: "A limit passes the plateau that was expected",
    Code.LEVEL_MAY_NOT_CLIMB: "A limit rises above what was tolerated",
    Code.OVER_LEVEL: "A duty is above the limit of its week",
    Code.OVER_TOLERANCE: "A duty is above what was tolerated",
    Code.TOLERANCE_FREQUENCY: "A duty comes more often than was tolerated",
    Code.TOLERANCE_UNKNOWN: "A duty asks for something that was not tested",
}
"""What an override says that it passes: without figures of the worker, since the employer reads it."""


@dataclass(frozen=True)
class Findings:
    """What the checker finds in a draft.

    ``fixed`` may not be overridden, ``open_`` may and has no reason yet, ``overridden`` has one.
    """

    fixed: list[Violation]
    open_: list[Violation]
    overridden: list[Violation]


@dataclass(frozen=True)
class Duty:
    """A task and the modifications with which it is done."""

    task_id: str
    modification_ids: tuple[str, ...] = ()


def begin(case: Case) -> None:
    """Put a copy of the plan beside it, to be edited; one that is there already stays."""
    if case.plan is None:
        raise InputError("There is no plan to edit.", item="Plan", field="plan")
    if case.plan_draft is None:
        case.plan_draft = case.plan.model_copy(deep=True)


def discard(case: Case) -> None:
    """Take the draft away; the plan stays as it is."""
    case.plan_draft = None


def draft_of(case: Case) -> Plan:
    """The draft; InputError where there is none."""
    if case.plan_draft is None:
        raise InputError("The plan is not being edited.", item="Plan", field="draft")
    return case.plan_draft


def duties(case: Case) -> list[Duty]:
    """Every task of the job, as it is and in each changed form, in the order of the job."""
    variants = variants_of(case)
    found: list[Duty] = []
    for task in case.job.tasks:
        found.append(Duty(task.id))
        found += [Duty(v.task_id, v.modification_ids) for v in variants if v.task_id == task.id]
    return found


def days_of(case: Case, week: PlanWeek) -> list[date]:
    """The dates of a week on which something can be worked and a certificate is valid."""
    return [s.date for s in _shifts(case, week) if _certified(case, s.date)]


def outlook_shifts(case: Case, week: PlanWeek) -> int:
    """How many shifts of a week lie past the certificate: their hours carry no date."""
    return sum(not _certified(case, s.date) for s in _shifts(case, week))


class DutyMinutes:
    """Minutes of one duty on some days of a week of the draft; of hours without a date where no day is given.

    Reads None where the days differ. The paid minutes of a day, and everything that the week adds up, follow from what
    is set.
    """

    def __init__(self, case: Case, week_number: int, days: Sequence[date], duty: Duty) -> None:
        self._case, self._days, self._duty = case, days, duty
        self._week = draft_of(case).weeks[week_number - 1]

    @property
    def minutes(self) -> int | None:
        """Minutes a day, or in the week where no day is given."""
        if not self._days:
            return _undated(self._week)[self._duty]
        found = {_of_day(self._week, on)[self._duty] for on in self._days}
        return found.pop() if len(found) == 1 else None

    @minutes.setter
    def minutes(self, value: float | None) -> None:
        set_to = round(value or 0)
        most = _FULL_DAY_MIN if self._days else _FULL_DAY_MIN * DAYS_PER_WEEK
        if not 0 <= set_to <= most:
            raise InputError(item="Duty", field="minutes", value=set_to, unit="min", low=0, high=most)
        undated = _undated(self._week)
        if not self._days:
            undated[self._duty] = set_to
        for on in self._days:
            minutes = _of_day(self._week, on)
            minutes[self._duty] = set_to
            _set_day(self._case, self._week, on, minutes)
        _settle(self._case, self._week, undated)


class LimitValue:
    """The value of one limit from a week of the draft on, as long as it stood at that value."""

    def __init__(self, case: Case, week_number: int, place: int) -> None:
        self._case = case
        self._weeks = draft_of(case).weeks[week_number - 1 :]
        self._place = place

    @property
    def value(self) -> float:
        """The limit, in the unit of its dimension."""
        return self._weeks[0].limits[self._place].value

    @value.setter
    def value(self, value: float | None) -> None:
        if value is None or value < 0:
            raise InputError("A limit is zero or more.", item="Limit", field="value", value=value)
        was = self._weeks[0].limits[self._place]
        for week in self._weeks:
            same = next((n for n, limit in enumerate(week.limits) if _alike(limit, was)), None)
            if same is None:
                break
            week.limits[same] = was.model_copy(update={"value": value, "code": ReasonCode.CHOICE})
            reason = len(week.reasons) - len(week.limits) + same
            if reason >= 0:
                subject = week.reasons[reason].subject
                week.reasons[reason] = _by_hand(subject)
        _renew_days(self._case)


class GivenReason:
    """The reason for which the draft overrides one violation; empty text takes the override away."""

    def __init__(self, case: Case, violation: Violation, on: date) -> None:
        self._draft, self._violation, self._on = draft_of(case), violation, on

    @property
    def reason(self) -> str:
        """The reason that is given."""
        return next((o.reason for o in self._draft.overrides if self._names(o)), "")

    @reason.setter
    def reason(self, text: str) -> None:
        found = self._violation
        others = [o for o in self._draft.overrides if not self._names(o)]
        if text.strip() and found.week is not None:
            what = _OVERRIDDEN.get(found.code, "A rule of the policy, or what was tolerated, is passed")
            others.append(
                Override(
                    week_number=found.week,
                    code=found.code,
                    item=found.item,
                    what=f"{what}.",
                    reason=text.strip(),
                    by=self._draft.edited_by,
                    on=self._on,
                )
            )
        self._draft.overrides = others

    def _names(self, override: Override) -> bool:
        found = self._violation
        return (override.week_number, override.code, override.item) == (found.week, found.code, found.item)


def findings(case: Case) -> Findings:
    """What the independent checker finds in the draft, each violation once a week, rule and item."""
    found = check_plan(case, draft_of(case), variants_of(case))
    once = {(v.week, v.code, v.item, "" if v.overridable else v.message): v for v in reversed(found)}
    told = list(reversed(once.values()))
    broken = standing(told)
    return Findings(
        fixed=[v for v in broken if not v.overridable],
        open_=[v for v in broken if v.overridable],
        overridden=[v for v in told if v not in broken],
    )


def keep(case: Case, on: date) -> None:
    """Make the draft the plan, as its next version; the plan that it replaces stays on record.

    Raises
    ------
    InputError
        When nobody is named who edited it, the plan was made again meanwhile, a violation stands that may not be
        overridden, or one that may be has no reason.
    """
    draft = draft_of(case)
    if not draft.edited_by.strip():
        raise InputError(item="Plan edited by hand", field="your name")
    if case.plan is None or (draft.id, draft.version) != (case.plan.id, case.plan.version):
        raise InputError(
            f"The plan was made again since; this draft belongs to version {draft.version}. Discard it first.",
            item="Plan",
            field="draft",
        )
    found = findings(case)
    if found.fixed:
        told = " ".join(dict.fromkeys(v.message for v in found.fixed))
        raise InputError(f"This may not be overridden: {told}", item="Plan", field="draft")
    if found.open_:
        raise InputError(
            f"Give a reason for each of the {len(found.open_)} findings, or change the plan.",
            item="Plan",
            field="draft",
        )
    covered = {(v.week, v.code, v.item) for v in found.overridden}
    draft.overrides = [
        o.model_copy(update={"by": o.by or draft.edited_by})
        for o in draft.overrides
        if (o.week_number, o.code, o.item) in covered
    ]
    keep_plan(case, draft.model_copy(update={"id": new_id(), "edited_on": on}))
    case.plan_draft = None


def _shifts(case: Case, week: PlanWeek) -> list[DatedShift]:
    last = date.fromordinal(week.monday.toordinal() + DAYS_PER_WEEK - 1)
    start = draft_of(case).start
    return [s for s in working_shifts(case, week.monday, last) if s.date >= start and s.available_min > 0]


def _certified(case: Case, day: date) -> bool:
    return not case.certificates or case.certificate_on(day) is not None


def _counted(allocations: Sequence[Allocation]) -> Counter[Duty]:
    found = Counter[Duty]()
    for a in allocations:
        found[Duty(a.task_id, tuple(a.modification_ids))] += a.minutes
    return found


def _of_day(week: PlanWeek, on: date) -> Counter[Duty]:
    return _counted([a for day in week.days if day.date == on for a in day.allocations])


def _undated(week: PlanWeek) -> Counter[Duty]:
    return _counted(week.duties) - _counted([a for day in week.days for a in day.allocations])


def _allocated(case: Case, minutes: Counter[Duty]) -> list[Allocation]:
    known = duties(case)
    ordered = sorted(minutes, key=lambda duty: known.index(duty) if duty in known else len(known))
    return [
        Allocation(task_id=d.task_id, modification_ids=list(d.modification_ids), minutes=minutes[d])
        for d in ordered
        if minutes[d]
    ]


def _set_day(case: Case, week: PlanWeek, on: date, minutes: Counter[Duty]) -> None:
    """One day as it is now to be: put there where it was free, taken away where nothing is left of it."""
    others = [day for day in week.days if day.date != on]
    same = next((day for day in week.days if day.date == on), None)
    start = same.start if same else next(s.start for s in _shifts(case, week) if s.date == on)
    allocations = _allocated(case, minutes)
    if allocations:
        paid_min = sum(a.minutes for a in allocations)
        others.append(PlanDay(date=on, start=start, paid_min=paid_min, allocations=allocations))
    week.days = sorted(others, key=lambda day: day.date)


def _settle(case: Case, week: PlanWeek, undated: Counter[Duty]) -> None:
    """Make what a week adds up agree with its days again, and the plan with its weeks."""
    week.outlook_min = sum(undated.values())
    week.duties = _allocated(case, undated + _counted([a for day in week.days for a in day.allocations]))
    week.total_min = week.outlook_min + sum(day.paid_min for day in week.days)
    free = outlook_shifts(case, week) if week.outlook_min else 0
    week.days_per_week = len(week.days) + free
    longest = max((day.paid_min for day in week.days), default=0)
    week.minutes_per_day = max(longest, ceil(week.outlook_min / free) if free else 0)
    told = len(week.reasons) - len(week.limits)
    others = (reason for reason in week.reasons[:told] if reason.subject != "hours")
    week.reasons = [_by_hand("hours"), *others, *week.reasons[told:]]
    _count_full_duties(case)
    _renew_days(case)


def _renew_days(case: Case) -> None:
    """Work out rules of the day and example days anew."""
    draft = draft_of(case)
    renewed = with_days(case, draft, variants_of(case))
    draft.day_rules, draft.example_days = renewed.day_rules, renewed.example_days


def _count_full_duties(case: Case) -> None:
    draft = draft_of(case)
    full = PlanReader(case, draft, variants_of(case)).full_weeks()
    draft.full_duties_week = None
    for week, is_full in reversed(list(zip(draft.weeks, full, strict=True))):
        later = week.number == len(draft.weeks) or draft.weeks[week.number].full_duties
        week.full_duties = is_full and later
        if week.full_duties:
            draft.full_duties_week = week.number
    if draft.full_duties_week is not None:
        draft.obstacles, draft.openers = [], []


def _by_hand(subject: str) -> Reason:
    return Reason(subject=subject, code=ReasonCode.CHOICE, sentence=BY_HAND)


def _alike(one: Limit, other: Limit) -> bool:
    """Whether two limits are the same in all but who set them."""
    ignored = {"code", "source_id", "agreed_start"}
    return one.model_dump(exclude=ignored) == other.model_dump(exclude=ignored)
