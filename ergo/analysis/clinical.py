"""What stands open in the clinical picture: red flags that are present, and obstacles with who does what by when."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ergo.knowledge.clinical import Grade, PlanEffect, RedFlag, grades, red_flags
from ergo.model.case import Case
from ergo.model.clinical import Answer, PsychosocialFlag, RedFlagAnswer

_URGENCY = list(Grade)


@dataclass(frozen=True)
class RaisedFlag:
    """A red flag that is present."""

    flag: RedFlag
    answer: RedFlagAnswer

    @property
    def settled(self) -> bool:
        """Whether a named clinician has settled it on a date; a date or a name alone settles nothing."""
        return self.answer.resolved_on is not None and bool(self.answer.resolved_by)


def raised_flags(case: Case) -> list[RaisedFlag]:
    """The red flags that are present: those that are open first, the most urgent first."""
    known = red_flags()
    found = [
        RaisedFlag(known[answer.flag_id], answer)
        for answer in case.clinical.red_flags
        if answer.answer is Answer.YES and answer.flag_id in known
    ]
    return sorted(found, key=lambda raised: (raised.settled, _URGENCY.index(raised.flag.grade)))


def suspending_flags(case: Case) -> dict[Grade, list[RedFlag]]:
    """The open red flags that suspend the plan, by grade, the most urgent grade first."""
    found: dict[Grade, list[RedFlag]] = {}
    for raised in raised_flags(case):
        if not raised.settled and grades()[raised.flag.grade].plan is PlanEffect.SUSPENDED:
            found.setdefault(raised.flag.grade, []).append(raised.flag)
    return found


class Standing(StrEnum):
    """Where the action against an obstacle stands."""

    OVERDUE = "overdue"
    INCOMPLETE = "incomplete"
    OPEN = "open"
    DONE = "done"


def standing(flag: PsychosocialFlag, on: date) -> Standing:
    """Where an obstacle stands on a day: an open one needs an owner, an action and a date."""
    if flag.done_on is not None:
        return Standing.DONE
    if flag.due is not None and flag.due < on:
        return Standing.OVERDUE
    return Standing.INCOMPLETE if lacking(flag) else Standing.OPEN


def standing_words(flag: PsychosocialFlag, on: date) -> str:
    """Where an obstacle stands, in a few words: "overdue by 3 days", "who and by when are open", "due in 12 days"."""
    state = standing(flag, on)
    if state is Standing.DONE:
        return "done"
    parts = []
    if flag.due is not None:
        days = abs((flag.due - on).days)
        length = f"{days} {'day' if days == 1 else 'days'}"
        parts.append(
            f"overdue by {length}"
            if state is Standing.OVERDUE
            else f"due in {length}"
            if days
            else "due today"
        )
    missing = lacking(flag)
    if missing:
        parts.append(f"still open: {', '.join(missing)}")
    return "; ".join(parts)


def lacking(flag: PsychosocialFlag) -> list[str]:
    """What an obstacle still needs, so that somebody does something about it by a day."""
    needed = {"who": flag.owner, "does what": flag.action, "by when": flag.due}
    return [name for name, value in needed.items() if not value]


def by_urgency(flags: list[PsychosocialFlag], on: date) -> list[PsychosocialFlag]:
    """The obstacles in the order in which they need somebody: overdue, incomplete, open, done; each by its date."""
    order = list(Standing)
    return sorted(flags, key=lambda flag: (order.index(standing(flag, on)), flag.due or date.max))
