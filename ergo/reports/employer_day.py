"""The day in the employer's plan: rules with who asks for them, one example day, and what a bad day is."""

from datetime import date, time

from pydantic import BaseModel, ConfigDict

from ergo.analysis.day_lines import DayLine, bad_day_words, day_lines, pieces_words
from ergo.analysis.wording import date_words, hours_words, range_words
from ergo.analysis.words import rule_words
from ergo.model.case import Case
from ergo.model.plan import DayRule, ExampleDay, Plan, RuleOrigin
from ergo.units import UnitSystem

_ASKED_BY = {
    RuleOrigin.RESTRICTION: "Must not be exceeded",
    RuleOrigin.CAPACITY: "Agreed starting limit",
    RuleOrigin.NEED: "Needed",
    RuleOrigin.OUTSIDE_WORK: "Counts in a limit",
    RuleOrigin.LAW: "Driving law",
    RuleOrigin.PRACTICE: "Good practice, no published rule",
    RuleOrigin.REVIEW: "Decided at a review",
}

_JUDGED = "How long the pieces are is clinical judgement."


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class DayRuleRow(_Part):
    """A rule of the day: the weeks in which it holds, its words, and what kind of rule it is."""

    label: str
    words: str
    kind: str


class BadDay(_Part):
    """What is different on a bad day in the weeks of a stage."""

    weeks: str
    sentences: list[str]


class DayPart(_Part):
    """One example day and the bad days of every stage; ``lines`` is empty where no shift has a date."""

    title: str
    start: time | None
    lines: list[DayLine]
    bad_days: list[BadDay]
    pieces: str


def day_rule_rows(plan: Plan, unit_system: UnitSystem) -> list[DayRuleRow]:
    """The rules of the weeks that have dated shifts; where none has, of all weeks."""
    last = max((week.number for week in plan.weeks if week.days), default=len(plan.weeks))
    return [
        DayRuleRow(
            label=_weeks(rule.from_week, min(rule.until_week, last)),
            words=rule_words(rule, unit_system),
            kind=_kind(rule),
        )
        for rule in plan.day_rules
        if rule.from_week <= last
    ]


def day_part(shown: Case, plan: Plan, on: date) -> DayPart:
    """The example day of the stage that holds on a day, or of the next one, and the bad days of all."""
    stages = plan.example_days
    bad_days = [
        BadDay(weeks=_weeks(stage.from_week, stage.until_week), sentences=bad_day_words(shown, stage))
        for stage in stages
        if stage.bad_day
    ]
    chosen = _holding(plan, stages, on)
    if chosen is None:
        return DayPart(title="", start=None, lines=[], bad_days=bad_days, pieces="")
    weeks = _weeks(chosen.from_week, chosen.until_week).lower()
    title = f"{date_words(chosen.date)}, {hours_words(chosen.paid_min)}, the longest day of {weeks}"
    lines = day_lines(shown, chosen, chosen.blocks)
    pieces = f"{pieces_words(plan)} {_JUDGED}"
    return DayPart(title=title, start=chosen.start, lines=lines, bad_days=bad_days, pieces=pieces)


def _holding(plan: Plan, stages: list[ExampleDay], on: date) -> ExampleDay | None:
    last_days = {week.number: max((d.date for d in week.days), default=week.monday) for week in plan.weeks}
    coming = (stage for stage in stages if last_days[stage.until_week] >= on)
    return next(coming, stages[-1] if stages else None)


def _kind(rule: DayRule) -> str:
    return _ASKED_BY[rule.origin] if rule.origin is not None else ""


def _weeks(first: int, last: int) -> str:
    return f"{'Week' if first == last else 'Weeks'} {range_words(first, last)}"
