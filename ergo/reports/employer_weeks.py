"""The plan week by week in the employer's words: hours, duties, limits, dated shifts, and what changes and why."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import groupby, pairwise

from pydantic import BaseModel, ConfigDict

from ergo.analysis.wording import (
    WEEKDAYS,
    clock_words,
    date_words,
    hours_words,
    listed,
    range_words,
    span_words,
)
from ergo.analysis.words import limit_words
from ergo.drawing.hours import FIRMNESS_WORDS
from ergo.drawing.limits import LimitPlace, limit_place
from ergo.knowledge.catalogue import catalogue
from ergo.model.case import Case
from ergo.model.job import Importance
from ergo.model.plan import Allocation, Firmness, Plan, PlanWeek, ReasonCode
from ergo.reports.employer_work import must_not
from ergo.units import UnitSystem

_WORKING_WEEK = 5
_MUST_NOT, _AGREED = "Must not be exceeded", "Agreed starting limit"
_WHY = {
    ReasonCode.CONTRACT: "The normal hours of the job.",
    ReasonCode.CERTIFICATE: "The certificate allows no more hours, or no duty that would fill them.",
    ReasonCode.CALENDAR: "The calendar takes part of the week.",
    ReasonCode.SUPPORT: "A duty, a clearance or a piece of equipment is not there yet.",
    ReasonCode.POLICY: "A planned step of the return.",
    ReasonCode.CAPACITY: "The duties within the agreed starting limits fill no more hours yet.",
    ReasonCode.METHOD: "The limit of a published method leaves no duty that would fill more hours.",
    ReasonCode.CHOICE: "The hours stay: more of them now would not bring the normal duties back sooner.",
}


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class WeekRow(_Part):
    """One week, or several alike in a row.

    ``limits`` are all that are in force, or with ``others_unchanged`` those that differ from the row before. A week
    of the outlook names none: the list of limits does.
    """

    weeks: str
    dates: str
    firmness: str
    hours: str
    pattern: str
    duties: list[str]
    not_yet: list[str]
    limits: list[str]
    others_unchanged: bool
    reviews: list[str]


class RosterWeek(_Part):
    """The dated shifts of a week, a cell for each weekday."""

    week: str
    firmness: str
    cells: list[str]
    total: str


class LimitRow(_Part):
    """One limit over the plan: what it is about, its value by weeks, and what kind of limit it is."""

    about: str
    steps: list[str]
    kind: str


class Change(_Part):
    """What is different in a week from the one before, and why."""

    week: str
    what: list[str]
    why: list[str]


def week_rows(shown: Case, plan: Plan, unit_system: UnitSystem) -> list[WeekRow]:
    """The plan by week; weeks in a row that are alike share a line.

    A line names the limits that are new in it, the first one all of them. The outlook has hours and duties only.
    """
    found = []
    before: dict[LimitPlace, str] | None = None
    for _, run in groupby(plan.weeks, key=lambda week: _fingerprint(shown, week)):
        weeks = list(run)
        if weeks[0].firmness is Firmness.OUTLOOK:
            found.append(_row(weeks, _outlook_hours(weeks), _outlook_duties(shown, weeks[0]), shown))
            continue
        first = weeks[0]
        now = {limit_place(limit): limit_words(limit, unit_system) for limit in first.limits}
        row = _row(weeks, hours_words(first.total_min), [_duty(shown, first, d) for d in first.duties], shown)
        found.append(row.model_copy(update=_limits(now, before)))
        before = now
    return found


def _row(weeks: Sequence[PlanWeek], hours: str, duties: list[str], shown: Case) -> WeekRow:
    first, last = weeks[0], weeks[-1]
    return WeekRow(
        weeks=range_words(first.number, last.number),
        dates=span_words(first.monday, last.monday + timedelta(days=6)),
        firmness=FIRMNESS_WORDS[first.firmness],
        hours=hours,
        pattern=_pattern(max(weeks, key=lambda week: week.total_min)),
        duties=duties,
        not_yet=_not_yet(shown, first),
        limits=[],
        others_unchanged=False,
        reviews=[date_words(week.review_on) for week in weeks if week.review_on is not None],
    )


def _limits(now: dict[LimitPlace, str], before: dict[LimitPlace, str] | None) -> dict[str, object]:
    """All limits of the first line; of a later one those that differ from the line before, or are there no longer."""
    if before is None:
        return {"limits": list(now.values()), "others_unchanged": False}
    new = [words for place, words in now.items() if before.get(place) != words]
    gone = [f"No longer applies: {words}" for place, words in before.items() if place not in now]
    return {"limits": new + gone, "others_unchanged": True}


def _fingerprint(shown: Case, week: PlanWeek) -> tuple[object, ...]:
    """What two weeks must share to stand in one line."""
    if week.firmness is Firmness.OUTLOOK:
        return week.firmness, week.rung, tuple(_outlook_duties(shown, week))
    duties = tuple(_duty(shown, week, duty) for duty in week.duties)
    limits = tuple(limit.model_dump_json() for limit in week.limits)
    return week.firmness, week.total_min, _pattern(week), duties, limits


def _outlook_hours(weeks: Sequence[PlanWeek]) -> str:
    least, most = (pick(week.total_min for week in weeks) for pick in (min, max))
    return hours_words(most) if least == most else f"{hours_words(least)} to {hours_words(most)}"


def _outlook_duties(shown: Case, week: PlanWeek) -> list[str]:
    return [_duty_name(shown, duty) for duty in week.duties]


def _pattern(week: PlanWeek) -> str:
    if not week.total_min:
        return "no suitable duties"
    days = f"{week.days_per_week} day{'s' if week.days_per_week != 1 else ''}"
    same = {day.paid_min for day in week.days} or {week.minutes_per_day}
    up_to = "" if len(same) == 1 and not (week.days and week.outlook_min) else "up to "
    words = f"{days}, {up_to}{hours_words(week.minutes_per_day)} a day"
    if week.firmness is not Firmness.OUTLOOK and week.outlook_min:
        words += f"; {hours_words(week.outlook_min)} of it after the certificate, an outlook"
    return words


def _duty(shown: Case, week: PlanWeek, duty: Allocation) -> str:
    """A duty with its time: on each day where the shifts are dated, in the week where they are not."""
    return f"{_duty_name(shown, duty)}: {_time(week, duty)}"


def _duty_name(shown: Case, duty: Allocation) -> str:
    task, name = shown.task(duty.task_id), _task_name(shown, duty.task_id)
    if task is not None and task.importance is Importance.ALTERNATIVE:
        name += " (alternative duty)"
    items = _items(shown, duty.modification_ids)
    return f"{name}, with {listed(items)}" if items else name


def _items(shown: Case, modification_ids: Sequence[str]) -> list[str]:
    chosen = {m.id: m.item_id for m in shown.modifications}
    names = (catalogue().get(chosen.get(m, m)) for m in modification_ids)
    return [item.name.lower() if item else "the modification" for item in names]


def _time(week: PlanWeek, duty: Allocation) -> str:
    by_day = {
        day.date: sum(
            a.minutes
            for a in day.allocations
            if (a.task_id, a.modification_ids) == (duty.task_id, duty.modification_ids)
        )
        for day in week.days
    }
    if not week.days or week.outlook_min:
        return f"{hours_words(duty.minutes)} in the week"
    amounts = sorted({minutes for minutes in by_day.values() if minutes}, reverse=True)
    if len(amounts) == 1 and all(by_day.values()):
        return f"{hours_words(amounts[0])} a day"
    said = []
    for amount in amounts:
        days = [WEEKDAYS[day.weekday()] for day, minutes in by_day.items() if minutes == amount]
        said.append(f"{hours_words(amount)} on {listed(days)}")
    return "; ".join(said)


def _not_yet(shown: Case, week: PlanWeek) -> list[str]:
    """Essential tasks that are not done in a week."""
    done = {duty.task_id for duty in week.duties}
    return [
        task.name
        for task in shown.job.tasks
        if task.importance is Importance.ESSENTIAL and task.id not in done and task.name
    ]


def roster(plan: Plan) -> tuple[list[str], list[RosterWeek]]:
    """The weekdays on which anything is worked, and the dated shifts of every week that has some."""
    dated = [week for week in plan.weeks if week.days]
    worked = {day.date.weekday() for week in dated for day in week.days}
    numbers = sorted(worked | set(range(_WORKING_WEEK))) if worked else []
    rows = []
    for week in dated:
        by_weekday = {day.date.weekday(): day for day in week.days}
        cells = []
        for number in numbers:
            day = by_weekday.get(number)
            on = week.monday + timedelta(days=number)
            words = "–" if day is None else f"{clock_words(day.start)}, {hours_words(day.paid_min)}"
            cells.append(f"{date_words(on, weekday=False, year=False)}: {words}")
        total = sum(day.paid_min for day in week.days)
        rows.append(
            RosterWeek(
                week=str(week.number),
                firmness=FIRMNESS_WORDS[week.firmness],
                cells=cells,
                total=hours_words(total),
            )
        )
    return [WEEKDAYS[number] for number in numbers], rows


def limit_rows(shown: Case, plan: Plan, unit_system: UnitSystem) -> list[LimitRow]:
    """Every limit that is ever in force, those that must not be exceeded first."""
    by_place: dict[LimitPlace, list[tuple[int, str, bool]]] = {}
    about: dict[LimitPlace, str] = {}
    for week in plan.weeks:
        for limit in week.limits:
            words, _, value = limit_words(limit, unit_system).partition(": ")
            place = limit_place(limit)
            about.setdefault(place, words)
            by_place.setdefault(place, []).append((week.number, value, must_not(shown, limit)))
    rows = [_limit_row(about[place], entries) for place, entries in by_place.items()]
    return sorted(rows, key=lambda row: row.kind != _MUST_NOT)


def _limit_row(about: str, entries: Sequence[tuple[int, str, bool]]) -> LimitRow:
    strict = {certified for _, _, certified in entries}
    mixed = strict == {True, False}
    steps = []
    for first, last, value, certified in _runs(entries):
        weeks = f"{'week' if first == last else 'weeks'} {range_words(first, last)}"
        steps.append(f"{weeks}: {value}{' (certified)' if mixed and certified else ''}")
    kind = f"{_AGREED}; certified where marked" if mixed else _MUST_NOT if True in strict else _AGREED
    return LimitRow(about=about, steps=steps, kind=kind)


def _runs(entries: Sequence[tuple[int, str, bool]]) -> Iterator[tuple[int, int, str, bool]]:
    """First week, last week, value and certified of each stretch of weeks without a gap or a change."""
    breaks_at = [
        index
        for index, (one, other) in enumerate(pairwise(entries), start=1)
        if other[1:] != one[1:] or other[0] != one[0] + 1
    ]
    for start, end in pairwise([0, *breaks_at, len(entries)]):
        number, value, certified = entries[start]
        yield number, entries[end - 1][0], value, certified


def changes(shown: Case, plan: Plan) -> list[Change]:
    """The weeks in which hours or duties differ from the week before, with what is new and why.

    In the outlook only a step counts, not what the calendar takes from a week.
    """
    found = []
    for before, week in pairwise([None, *plan.weeks]):
        if week is None:
            continue
        what = list(_differences(shown, before, week))
        if what:
            found.append(Change(week=str(week.number), what=what, why=_why(week)))
    return found


def _differences(shown: Case, before: PlanWeek | None, week: PlanWeek) -> Iterator[str]:
    hours = hours_words(week.total_min)
    if before is None:
        yield f"Starts with {hours}."
    elif before.total_min != week.total_min and (week.days or before.rung != week.rung):
        word = "More" if week.total_min > before.total_min else "Fewer"
        yield f"{word} hours: {hours} instead of {hours_words(before.total_min)}."
    now = _named(shown, week)
    then = _named(shown, before) if before is not None else now
    for word, names in (
        ("New", [name for task_id, name in now.items() if task_id not in then]),
        ("Now", [name for task_id, name in now.items() if then.get(task_id, name) != name]),
        ("No longer", [name for task_id, name in then.items() if task_id not in now]),
    ):
        if names:
            yield f"{word}: {listed(names)}."
    if week.full_duties and not (before and before.full_duties):
        yield "Full duties from here on."


def _named(shown: Case, week: PlanWeek) -> dict[str, str]:
    """Duties of a week by task, with what they are done with."""
    found = {}
    for duty in week.duties:
        items = _items(shown, duty.modification_ids)
        name = f"“{_task_name(shown, duty.task_id)}”"
        found[duty.task_id] = f"{name} with {listed(items)}" if items else name
    return found


def _task_name(shown: Case, task_id: str) -> str:
    task = shown.task(task_id)
    return task.name if task is not None and task.name else "Task without a name"


def _why(week: PlanWeek) -> list[str]:
    """Reasons for the hours and what the calendar takes, as far as they are functional."""
    found = []
    for reason in week.reasons:
        if reason.subject == "hours":
            found.append(reason.sentence or _WHY[reason.code])
        elif reason.code is ReasonCode.CALENDAR and reason.sentence:
            found.append(reason.sentence)
    return found
