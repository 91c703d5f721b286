"""Limits of published methods: the score of a task, of the lifting tasks of a day together, what a day adds up to."""

from collections.abc import Iterator, Sequence
from math import inf, isfinite

from ergo.analysis.demands import EIGHT_HOURS_MIN, Key, steps_as_tasks
from ergo.analysis.score import TaskScore, score_by, score_together
from ergo.analysis.words import amount_words
from ergo.knowledge.dimensions import Aspect, unit_of
from ergo.knowledge.method_limits import Counts, MethodLimit, method_limits
from ergo.knowledge.tasks import task_kinds
from ergo.methods import load
from ergo.model.job import Task
from ergo.model.plan import PlanDay, PlanWeek
from ergo.planning.check.facts import ROUNDING, Duty, Facts, Way
from ergo.planning.check.violation import Code, Violation


def method_limit(facts: Facts, duty: Duty) -> Iterator[Violation]:
    """No task is scored above the limit of a method that this plan keeps to."""
    for row, allowed in _kept_to(facts, Counts.TASK):
        figure = _remembered(facts, row, [duty.way])
        if figure is not None and figure > allowed:
            yield Violation(
                Code.METHOD_LIMIT,
                f"{duty.name}: {_figure_words(row, figure)}; this plan keeps to {allowed:g} at most.",
                week=duty.week.number,
                date=duty.date,
                task_id=duty.task_id,
                value=figure,
                limit=allowed,
                source=row.label,
                overridable=not row.law,
            )


def composite_index(facts: Facts, week: PlanWeek, day: PlanDay) -> Iterator[Violation]:
    """The lifting tasks of a day together are not above the limit of a method that scores them together.

    One task with one lift is judged by itself; several lifts count, whether they are steps of one task or of several.
    """
    for row, allowed in _kept_to(facts, Counts.TOGETHER):
        ways = [duty.way for duty in facts.duties(week, day)]
        if sum(len(_parts(way.task, row)) for way in ways) < 2:
            continue
        figure = _remembered(facts, row, ways)
        if figure is not None and figure > allowed:
            yield Violation(
                Code.COMPOSITE_INDEX,
                f"The day as a whole: {_figure_words(row, figure)}; this plan keeps to {allowed:g} at most.",
                week=week.number,
                date=day.date,
                value=figure,
                limit=allowed,
                source=row.label,
                overridable=not row.law,
            )


def method_dose(facts: Facts, week: PlanWeek, day: PlanDay) -> Iterator[Violation]:
    """What a day adds up to stays within the limit of a method, on every axis."""
    duties = facts.duties(week, day)
    done = [(d.way, d.minutes / d.way.task.minutes_per_shift) for d in duties if d.way.task.minutes_per_shift]
    for row, value in _kept_to(facts, Counts.DOSE):
        key = Key(row.dimension, Aspect.DOSE)
        for axis in row.row.amounts[Aspect.DOSE].axes or ("",):
            allowed = _allowed(facts, row, value, axis, day.paid_min)
            total = facts.day_total(key, done, facts.before_work(key, day.date), axis)
            if total > allowed + ROUNDING:
                unit = unit_of(row.dimension, Aspect.DOSE)
                says = f"The day adds up to {amount_words(round(total, 3), unit)}: {row.label}"
                yield Violation(
                    Code.METHOD_DOSE,
                    f"{says}; this plan keeps to {amount_words(round(allowed, 3), unit)} at most.",
                    week=week.number,
                    date=day.date,
                    dimension=row.dimension,
                    aspect=Aspect.DOSE,
                    value=total,
                    limit=allowed,
                    source=row.label,
                    overridable=not row.law,
                )
                break


def _kept_to(facts: Facts, counts: Counts) -> Iterator[tuple[MethodLimit, float]]:
    """The limits that gate in this case, with their figures: what the therapist chose goes before the data."""
    choices = {choice.limit_id: choice for choice in facts.case.plan_settings.method_limits}
    for row in method_limits().values():
        choice = choices.get(row.id)
        gates, value = (row.gates, None) if choice is None else (choice.gates, choice.value)
        if row.counts is counts and gates:
            yield row, row.value if value is None else value


def _allowed(facts: Facts, row: MethodLimit, value: float, axis: str, paid_min: int) -> float:
    """What a day may add up to on an axis: the value, a country's stricter one, or a share of the worker's peak."""
    if row.share_of_peak:
        peak = [
            c
            for c in facts.case.capacities
            if c.dimension == row.dimension and c.aspect is Aspect.PEAK and c.value
        ]
        dated = sorted(peak, key=lambda c: c.on.toordinal() if c.on else 0)
        newest = [c.value or 0.0 for c in dated if c.on == dated[-1].on]
        return value * newest[0] * min(paid_min, EIGHT_HOURS_MIN) if newest else inf
    stricter = row.stricter
    if stricter is not None and stricter.axis == axis:
        stated = [way.task.measurements.get(stricter.quantity) for way in facts.ways.values()]
        if any(m is not None and m.value == stricter.choice for m in stated):
            return min(value, stricter.value)
    return value


def _parts(task: Task, row: MethodLimit) -> list[Task]:
    """What of a task the method is made for: itself, or steps of its cycle."""
    fitting = []
    for part in (task, *steps_as_tasks(task)):
        kind = task_kinds()[part.kind]
        if row.method in kind.methods + kind.further_methods + kind.job_methods:
            fitting.append(part)
    return fitting


def _remembered(facts: Facts, row: MethodLimit, ways: Sequence[Way]) -> float | None:
    key = (row.id, tuple(sorted(id(way) for way in ways)))
    if key not in facts.scores:
        parts = [part for way in ways for part in _parts(way.task, row)]
        facts.scores[key] = _scored(row, parts)
    return facts.scores[key]


def _scored(row: MethodLimit, parts: Sequence[Task]) -> float | None:
    """The highest score of single parts, or their score together; infinite outside what the method allows."""
    if not parts:
        return None
    scores = (
        [score_together(parts, row.method)]
        if row.counts is Counts.TOGETHER
        else [score_by(part, row.method) for part in parts]
    )
    known = [figure for score in scores if (figure := _of(row, score)) is not None]
    return max(known, default=None)


def _of(row: MethodLimit, score: TaskScore) -> float | None:
    if score.result is None or (row.counts is Counts.TOGETHER and len(score.task_ids) < 2):
        return None
    codes = [finding.code for finding in score.result.findings]
    if any(code.startswith(prefix) for code in codes for prefix in row.beyond_where):
        return inf
    return None if score.result.score is None else float(score.result.score)


def _figure_words(row: MethodLimit, figure: float) -> str:
    method = load(row.method)
    if isfinite(figure):
        return f"{method.figure.label} {method.figure.words(figure)}"
    return f"outside what the method allows ({method.name})"
