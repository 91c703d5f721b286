"""Red flags and clearance for safety-critical work."""

from collections.abc import Iterator
from datetime import date

from ergo.knowledge.clinical import Grade, red_flags
from ergo.model.clinical import Answer, RedFlagAnswer
from ergo.model.job import SafetyCritical
from ergo.planning.check.facts import SAFETY_CRITICAL, Duty, Facts
from ergo.planning.check.violation import Code, Violation

SUSPENDING = (Grade.EMERGENCY, Grade.STOP)


def red_flag(facts: Facts) -> Iterator[Violation]:
    """No day is planned while a red flag of the grades emergency and stop is open.

    It is open until a named person has settled it; a flag that the list does not know counts as one of them.
    """
    for answer in facts.case.clinical.red_flags:
        known = red_flags().get(answer.flag_id)
        if answer.answer is not Answer.YES or (known is not None and known.grade not in SUSPENDING):
            continue
        label = known.label if known else f"“{answer.flag_id}”, which is not in the list of red flags"
        for week, day in facts.days():
            if _is_open(answer, day.date):
                yield Violation(
                    Code.RED_FLAG,
                    f"A red flag is open ({label}): the plan is suspended.",
                    week=week.number,
                    date=day.date,
                    source=f"Red flag: {label}",
                )


def _is_open(answer: RedFlagAnswer, day: date) -> bool:
    if answer.resolved_on is None or not answer.resolved_by:
        return True
    return day < answer.resolved_on and (answer.on is None or day >= answer.on)


def clearance(facts: Facts, duty: Duty) -> Iterator[Violation]:
    """Safety-critical work needs a named clinician's clearance that is written and valid on that date."""
    for work in duty.way.task.safety_critical:
        refused = _refusal(facts, work, duty.date)
        if refused is not None:
            words = str(work).replace("_", " ")
            yield Violation(
                Code.NO_CLEARANCE,
                f"{duty.name} is safety-critical work ({words}): {refused}.",
                week=duty.week.number,
                date=duty.date,
                dimension=SAFETY_CRITICAL,
                task_id=duty.task_id,
                source=f"Clearance for {words}",
            )


def _refusal(facts: Facts, work: SafetyCritical, day: date) -> str | None:
    valid = [c for c in facts.case.clearances if c.work is work and max(c.on, c.valid_from) <= day]
    latest = max(valid, key=lambda c: (c.on, c.valid_from, not c.cleared), default=None)
    if latest is None:
        return "no clinician's clearance is valid on this date"
    if not latest.cleared:
        return f"not cleared by {latest.by}"
    return None if latest.by else "the clearance names no clinician"
