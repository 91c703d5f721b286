"""The rehabilitation programme beside the schedule: which component, in which weeks, by whom, and why or why not.

A component is proposed from the facts of the case (condition, flags, goals, tolerances, time off work); a fact that is
not known never indicates it and never rules it out. What the therapist decided stands before every proposal.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ergo.advice.pacing import baseline_of
from ergo.analysis.clinical import suspending_flags
from ergo.analysis.match import State, match_case
from ergo.analysis.outcomes import courses
from ergo.analysis.worktime import DAYS_PER_WEEK
from ergo.knowledge.clinical import conditions
from ergo.knowledge.programme import (
    Component,
    Deliverer,
    Schedule,
    components,
    facts,
    late_weeks,
    long_term_weeks,
    not_back_weeks,
    operated_conditions,
    pacing_rules,
    risk_measures,
    usual_weeks,
)
from ergo.knowledge.sources import Statement
from ergo.model.case import Case
from ergo.model.clinical import FlagColour
from ergo.model.job import TaskKind
from ergo.model.plan import Plan
from ergo.model.programme import ComponentChoice, GoalDomain
from ergo.model.record import Appointment, TrialOutcome
from ergo.model.situation import WorkStatus

HIGH_RISK = "high risk"
CHRONIC, KNEE_TAGS = "chronic_pain", frozenset({"knee", "oa"})
HANDLING = frozenset({TaskKind.LIFTING, TaskKind.PUSH_PULL_CARRY, TaskKind.HANDLING_PEOPLE})
WITH_RED_FLAG = frozenset({"red_flag_screen", "assessment"})
NEVER = "It is not scheduled: what is known speaks against it, or guidelines differ."
RED_FLAG_OPEN = "A red flag is open: nothing else is begun until a clinician has settled it."


class Standing(StrEnum):
    """How a component stands in the programme."""

    CHOSEN = "chosen"
    INDICATED = "indicated"
    CAUTION = "caution"
    NOT_ASSESSED = "not_assessed"
    NOT_INDICATED = "not_indicated"
    CONTRAINDICATED = "contraindicated"
    LEFT_OUT = "left_out"

    @property
    def included(self) -> bool:
        """Whether a component that stands so is part of the programme."""
        return self in (Standing.CHOSEN, Standing.INDICATED, Standing.CAUTION)


@dataclass(frozen=True)
class ProgrammeWeek:
    """One week of the programme; ``monday`` and ``review_on`` are None while there is no plan."""

    number: int
    monday: date | None = None
    review_on: date | None = None


@dataclass(frozen=True)
class ScheduledComponent:
    """One component as it stands: why, with which cautions, in which weeks, by whom and how often.

    ``weeks`` are the numbers of the weeks in which it is due; empty for what is not part of the programme, and for
    what begins after full duties.
    """

    component: Component
    choice: ComponentChoice
    standing: Standing
    reasons: tuple[str, ...]
    cautions: tuple[Statement, ...]
    weeks: tuple[int, ...]

    @property
    def who(self) -> str:
        """Who delivers it."""
        return self.choice.who or self.component.who

    @property
    def frequency(self) -> str:
        """How often."""
        return self.choice.frequency or self.component.frequency

    @property
    def dose(self) -> str:
        """How long a session or the whole is."""
        return self.choice.dose or self.component.duration


@dataclass(frozen=True)
class CheckUpDue:
    """A check-up after the return to full duties; ``on`` is None while full duties are not in sight."""

    after_weeks: int
    on: date | None


def programme_weeks(case: Case) -> list[ProgrammeWeek]:
    """The weeks of the programme: those of the plan up to full duties, else as many as a programme usually has."""
    plan = case.plan
    if plan is None:
        return [ProgrammeWeek(number) for number in range(1, usual_weeks().value + 1)]
    last = plan.full_duties_week or len(plan.weeks)
    return [ProgrammeWeek(w.number, w.monday, w.review_on) for w in plan.weeks if w.number <= last]


def programme(case: Case, on: date) -> list[ScheduledComponent]:
    """Every component with its standing, reasons and weeks.

    Parameters
    ----------
    case : Case
        With or without a plan.
    on : date
        The day for which facts such as time off work are looked at.
    """
    known, weeks = case_facts(case, on), programme_weeks(case)
    red = bool(suspending_flags(case))
    choices = {choice.component_id: choice for choice in case.programme.components}
    return [
        _scheduled(row, choices.get(row.id) or ComponentChoice(component_id=row.id), known, weeks, red=red)
        for row in components().values()
    ]


def week_on(weeks: list[ProgrammeWeek], on: date) -> ProgrammeWeek:
    """The week of a programme that a day lies in; the first before it, the last after it."""
    begun = [week for week in weeks if week.monday is None or week.monday <= on]
    return begun[-1] if begun and begun[-1].monday is not None else weeks[0]


def sessions_of(case: Case, component_id: str, monday: date) -> list[tuple[date, Appointment]]:
    """The sessions of a component in a week, by date: appointments of the case, which the plan counts."""
    days = [monday + timedelta(days=n) for n in range(DAYS_PER_WEEK)]
    return [
        (day, entry)
        for day in days
        for entry in case.appointments
        if entry.component_id == component_id and entry.falls_on(day)
    ]


def check_ups(case: Case) -> list[CheckUpDue]:
    """The check-ups after the first day at full duties, as the goal of the case names them."""
    week = _full_duties(case.plan)
    return [
        CheckUpDue(after, None if week is None else week + timedelta(weeks=after))
        for after in case.situation.outcome.checks_after_weeks
    ]


def _full_duties(plan: Plan | None) -> date | None:
    if plan is None or plan.full_duties_week is None:
        return None
    return next(w.monday for w in plan.weeks if w.number == plan.full_duties_week)


def case_facts(case: Case, on: date) -> dict[str, bool | None]:
    """Which facts hold on a day: True, False, or None where it is not known."""
    clinical, goals = case.clinical, case.programme.goals
    condition = conditions().get(clinical.condition_id or "")
    tags = frozenset(condition.catalogue_tags) if condition else frozenset()
    off = _weeks_off(case, on)
    domains = {goal.domain for goal in goals}
    tolerance = any(baseline_of(case, activity) is not None for activity in pacing_rules().activities)
    tasks = case.job.tasks
    return {
        "always": True,
        "therapist_asks": False,
        "yellow": _open_yellow(case),
        "high_risk": _high_risk(case),
        "long_term_pain": _long_term(case, on),
        "absent_over_8_weeks": None if off is None else off > late_weeks().value,
        "absent_over_12_weeks": None if off is None else off > not_back_weeks().value,
        "operated": is_operated(case),
        "knee": bool(tags & KNEE_TAGS) if condition else None,
        "handling": any(task.kind in HANDLING for task in tasks) if tasks else None,
        "shortfall": _short(case, on),
        "tolerance_measured": True if tolerance else None,
        "equipment_chosen": any(m.trial_outcome is not TrialOutcome.DROPPED for m in case.modifications),
        "home_goal": GoalDomain.HOME in domains if goals else None,
        "social_goal": GoalDomain.SOCIAL in domains if goals else None,
    }


def is_operated(case: Case) -> bool:
    """Whether the case speaks of an operation, or of an acute state."""
    clinical = case.clinical
    named = bool(clinical.surgery) or clinical.surgery_on is not None
    return named or clinical.acute_or_postoperative or clinical.condition_id in operated_conditions()


def _open_yellow(case: Case) -> bool | None:
    flags = case.clinical.flags
    if not flags:
        return None
    return any(flag.colour is FlagColour.YELLOW and flag.done_on is None for flag in flags)


def _high_risk(case: Case) -> bool | None:
    latest = [c.points[-1].scored for c in courses(case) if c.instrument.id in risk_measures()]
    scored = [s for s in latest if s.main.value is not None]
    if any(s.risk_class == HIGH_RISK or (not s.instrument.classes and s.main.cuts) for s in scored):
        return True
    settled = [s for s in scored if not s.instrument.classes or s.risk_class]
    return False if settled else None


def _long_term(case: Case, on: date) -> bool | None:
    if case.clinical.condition_id == CHRONIC:
        return True
    onset = case.clinical.onset
    return None if onset is None else (on - onset).days > long_term_weeks().value * DAYS_PER_WEEK


def _weeks_off(case: Case, on: date) -> float | None:
    status, since = case.situation.status, case.situation.since
    if status is None or (status is WorkStatus.OFF_WORK and since is None):
        return None
    if status is not WorkStatus.OFF_WORK or since is None:
        return 0.0
    return (on - since).days / DAYS_PER_WEEK


def _short(case: Case, on: date) -> bool | None:
    states = {row.state for row in match_case(case, on)}
    if State.BEYOND in states:
        return True
    return None if not states or State.NOT_ASSESSED in states or State.NEEDS_ANSWER in states else False


def _scheduled(
    row: Component,
    choice: ComponentChoice,
    known: dict[str, bool | None],
    weeks: list[ProgrammeWeek],
    *,
    red: bool,
) -> ScheduledComponent:
    cautions = tuple(caution for caution in row.cautions if known[caution.fact])
    standing, reasons = _standing(row, choice, known, cautious=bool(cautions), red=red)
    due = _weeks_due(row.schedule, choice, weeks) if standing.included else ()
    return ScheduledComponent(row, choice, standing, reasons, cautions, due)


def _standing(
    row: Component, choice: ComponentChoice, known: dict[str, bool | None], *, cautious: bool, red: bool
) -> tuple[Standing, tuple[str, ...]]:
    if red and row.id not in WITH_RED_FLAG:
        return Standing.CONTRAINDICATED, (RED_FLAG_OPEN,)
    if choice.included is not None:
        return Standing.CHOSEN if choice.included else Standing.LEFT_OUT, ("The therapist decided so.",)
    if row.delivered_by is Deliverer.NONE:
        return Standing.NOT_INDICATED, (NEVER,)
    rows = [facts()[fact] for fact in row.indicated_by]
    holding = tuple(fact.yes for fact in rows if known[fact.id])
    if holding:
        return Standing.CAUTION if cautious else Standing.INDICATED, holding
    open_ones = tuple(fact.unknown for fact in rows if known[fact.id] is None)
    if open_ones:
        return Standing.NOT_ASSESSED, open_ones
    return Standing.NOT_INDICATED, tuple(fact.no for fact in rows)


def _weeks_due(schedule: Schedule, choice: ComponentChoice, weeks: list[ProgrammeWeek]) -> tuple[int, ...]:
    """The weeks in which a component is due; the therapist's first and last week move its whole schedule."""
    first = choice.first_week or 1
    last = choice.last_week or (None if schedule.last_week is None else schedule.last_week + first - 1)
    numbers = [w.number for w in weeks if w.number >= first and (last is None or w.number <= last)]
    if schedule.every_weeks is not None:
        due = [n for n in numbers if (n - first) % schedule.every_weeks == 0][: schedule.sessions_at_most]
    else:
        due = [n for n in numbers if n - first + 1 in schedule.on_weeks]
    if schedule.at_reviews:
        due += [w.number for w in weeks if w.review_on is not None and w.number in numbers]
    return tuple(sorted(set(due)))
