"""Supervisors who must be present: what they are needed for is done only on days on which they are there."""

from collections.abc import Iterator

from ergo.planning.check.facts import Duty, Facts
from ergo.planning.check.violation import Code, Violation


def supervised(facts: Facts, duty: Duty) -> Iterator[Violation]:
    """A task that needs a supervisor is done only on that person's days."""
    for needed in facts.case.supervision:
        if duty.task_id in needed.task_ids and needed.away_on(duty.date):
            yield Violation(
                Code.NO_SUPERVISOR,
                f"{duty.name} needs {needed.by or 'the supervisor'}, who is not there on this day.",
                week=duty.week.number,
                date=duty.date,
                task_id=duty.task_id,
                source="Supervision agreed",
            )


def full_duties_alone(facts: Facts) -> Iterator[Violation]:
    """A week in which shifts are lost because a supervisor is away is no week of full duties."""
    for week in facts.plan.weeks:
        lost = [s for s in facts.week_shifts(week) if s.supervisor_away and s.date >= facts.plan.start]
        if week.full_duties and lost:
            yield Violation(
                Code.FULL_DUTIES,
                f"The week is called full duties; {len(lost)} of its shifts are not worked while a supervisor is away.",
                week=week.number,
                date=lost[0].date,
                value=len(lost),
                limit=0,
                source="Supervision agreed",
            )
