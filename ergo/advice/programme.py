"""The rehabilitation programme beside the schedule: which component, in which weeks, by whom, and why or why not.

A component is proposed from the facts of the case (condition, flags, goals, tolerances, time off work); a fact that is
not known never indicates it and never rules it out. What the therapist decided stands before every proposal.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ergo.advice.case_facts import Held, case_facts
from ergo.analysis.clinical import suspending_flags
from ergo.analysis.wording import listed
from ergo.knowledge.programme import Component, Deliverer, Fact, Schedule, components, facts, usual_weeks
from ergo.knowledge.sources import Statement
from ergo.model.case import Case
from ergo.model.plan import Plan
from ergo.model.programme import ComponentChoice

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


def _scheduled(
    row: Component,
    choice: ComponentChoice,
    known: dict[str, Held],
    weeks: list[ProgrammeWeek],
    *,
    red: bool,
) -> ScheduledComponent:
    cautions = tuple(caution for caution in row.cautions if known[caution.fact].holds)
    standing, reasons = _standing(row, choice, known, cautious=bool(cautions), red=red)
    due = _weeks_due(row.schedule, choice, weeks) if standing.included else ()
    return ScheduledComponent(row, choice, standing, reasons, cautions, due)


def _standing(
    row: Component, choice: ComponentChoice, known: dict[str, Held], *, cautious: bool, red: bool
) -> tuple[Standing, tuple[str, ...]]:
    if red and row.id not in WITH_RED_FLAG:
        return Standing.CONTRAINDICATED, (RED_FLAG_OPEN,)
    if choice.included is not None:
        return Standing.CHOSEN if choice.included else Standing.LEFT_OUT, ("The therapist decided so.",)
    if row.delivered_by is Deliverer.NONE:
        return Standing.NOT_INDICATED, (NEVER,)
    rows = [facts()[indication.fact] for indication in row.indicated_by]
    holding = tuple(_because(fact, known[fact.id]) for fact in rows if known[fact.id].holds)
    if holding:
        return Standing.CAUTION if cautious else Standing.INDICATED, holding
    open_ones = tuple(fact.unknown for fact in rows if known[fact.id].holds is None)
    if open_ones:
        return Standing.NOT_ASSESSED, open_ones
    return Standing.NOT_INDICATED, tuple(fact.no for fact in rows)


def _because(fact: Fact, held: Held) -> str:
    """Why a component is in: what holds, with the goals, obstacles or measures that show it."""
    return f"{fact.yes.removesuffix('.')}: {listed(list(held.by))}." if held.by else fact.yes


def _weeks_due(schedule: Schedule, choice: ComponentChoice, weeks: list[ProgrammeWeek]) -> tuple[int, ...]:
    """The weeks in which a component is due; the therapist's first and last week move its whole schedule."""
    first = choice.first_week or 1
    last = choice.last_week or (None if schedule.last_week is None else schedule.last_week + first - 1)
    numbers = [w.number for w in weeks if w.number >= first and (last is None or w.number <= last)]
    every = choice.every_weeks or schedule.every_weeks
    if every is not None:
        due = [n for n in numbers if (n - first) % every == 0][: schedule.sessions_at_most]
    else:
        due = [n for n in numbers if n - first + 1 in schedule.on_weeks]
    if schedule.at_reviews:
        due += [w.number for w in weeks if w.review_on is not None and w.number in numbers]
    return tuple(sorted(set(due)))
