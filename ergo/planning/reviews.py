"""When clinical reviews fall, how firm each week is, and what a recorded review does to the weeks after it."""

from collections.abc import Sequence
from datetime import date, timedelta

from ergo.analysis.wording import date_words, hours_words
from ergo.analysis.worktime import DAYS_PER_WEEK
from ergo.knowledge.policies import Policy, last_review
from ergo.model.case import Case
from ergo.model.plan import DayRule, Firmness, PlanWeek, RuleOrigin
from ergo.model.record import StepBack

_FRIDAY = 4


def review_dates(policy: Policy, start: date, last_day: date, certified_until: date | None) -> list[date]:
    """Dates of clinical reviews from the start of a plan to its last day, while the certificate is valid.

    They fall on weekdays, whatever the roster. The first ends the policy's first interval, the others follow at its
    regular interval. One falls four working days before the certificate ends (three where the plan starts later), in
    place of a regular one of the same week.
    """
    last_day = min(last_day, certified_until or last_day)
    found: set[date] = set()
    due = start + timedelta(days=policy.first_review_days.value - 1)
    while due <= last_day:
        found.add(max(start, _weekday_until(due)))
        due += timedelta(days=policy.review_interval_weeks.value * DAYS_PER_WEEK)
    if certified_until is not None and certified_until <= last_day:
        figures = last_review()
        counts = (figures.planned_working_days_before_end, figures.latest_working_days_before_end)
        before_end = [_working_days_before(certified_until, figure.value) for figure in counts]
        last = next((day for day in before_end if day >= start), None)
        if last is not None:
            found = {day for day in found if day.isocalendar()[:2] != last.isocalendar()[:2]} | {last}
    return sorted(found)


def firmness(
    monday: date, last_shift: date, reviews: Sequence[date], certified_until: date | None
) -> Firmness:
    """How firm a week is, by its Monday and the date of its last shift.

    It is firm where all of it lies before the next clinical review or on its day, and an outlook when the certificate
    has ended.
    """
    if certified_until is not None and monday > certified_until:
        return Firmness.OUTLOOK
    if not reviews or last_shift > reviews[0]:
        return Firmness.CONDITIONAL
    return Firmness.FIRM


def climbs_cancelled(case: Case, monday: date) -> bool:
    """Whether the review that rules a week cancels its climbs, or work is stopped in it."""
    review = case.ruling_review(monday)
    held = review is not None and review.holds(monday)
    days = (monday + timedelta(days=number) for number in range(DAYS_PER_WEEK))
    return held or any(r.stops(day) for day in days for r in case.reviews)


def stepped_back(case: Case, day: date) -> list[StepBack]:
    """The tasks that are stepped back on a day."""
    review = case.ruling_review(day)
    return review.steps_back if review is not None and review.holds(day) else []


def step_back_rules(case: Case, weeks: Sequence[PlanWeek]) -> list[DayRule]:
    """What a supervisor keeps while a task is stepped back: its most minutes a day, and until when."""
    found = []
    for review in case.reviews:
        held = [
            w.number
            for w in weeks
            if w.total_min and case.ruling_review(w.monday) is review and review.holds(w.monday)
        ]
        until = f"until the review on {date_words(review.until)}" if review.until else "until the next review"
        for step in review.steps_back if held else []:
            task = case.task(step.task_id)
            if task is not None:
                minutes = step.minutes_per_shift
                most = f"at most {hours_words(minutes)} a day" if minutes else "not at all"
                rule = DayRule(
                    sentence=f"“{task.name}” {most}, {until}.",
                    origin=RuleOrigin.REVIEW,
                    source_id=review.id,
                    from_week=held[0],
                    until_week=held[-1],
                )
                found.append(rule)
    return found


def _weekday_until(day: date) -> date:
    """The last weekday on or before a day."""
    return day - timedelta(days=max(0, day.weekday() - _FRIDAY))


def _working_days_before(end: date, count: int) -> date:
    """The weekday that lies so many weekdays before the last one on or before an end."""
    day = _weekday_until(end)
    for _ in range(count):
        day = _weekday_until(day - timedelta(days=1))
    return day
