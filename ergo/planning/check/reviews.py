"""How firm each week is said to be, when reviews fall, and whether the plan does what they decided."""

from collections.abc import Iterator
from datetime import date, timedelta

from ergo.analysis.worktime import monday_of, public_holidays
from ergo.knowledge.policies import last_review
from ergo.model.plan import Firmness, PlanDay, PlanWeek
from ergo.model.record import Review
from ergo.planning.check.course import Stage
from ergo.planning.check.facts import Facts, certificate_source, worked_days
from ergo.planning.check.level_pace import Level
from ergo.planning.check.violation import Code, Violation

FIRMNESS = "Firm up to the next clinical review, conditional inside the certificate, outlook after it"
SATURDAY = 5


def _reviews(facts: Facts) -> list[date]:
    return sorted(week.review_on for week in facts.plan.weeks if week.review_on is not None)


def firm_after_review(facts: Facts) -> Iterator[Violation]:
    """A week is firm only if all its days lie on or before the next clinical review."""
    plan = facts.plan
    known_from = max(plan.made_on, plan.start, plan.planned_from or plan.start)
    review = next((r for r in _reviews(facts) if r >= known_from), None)
    for week in plan.weeks:
        if week.firmness is not Firmness.FIRM:
            continue
        late = [day.date for day in worked_days(week) if review is None or day.date > review]
        if late:
            when = f"the next clinical review is on {review}" if review else "no clinical review is planned"
            yield Violation(
                Code.FIRM_AFTER_REVIEW,
                f"The week is called firm; {when}.",
                week=week.number,
                date=late[0],
                source=FIRMNESS,
            )


def not_outlook(facts: Facts) -> Iterator[Violation]:
    """A week of which no shift is certified is an outlook, and nothing else."""
    for week in facts.plan.weeks:
        shifts = [s.date for s in facts.week_shifts(week) if s.date >= facts.plan.start]
        if week.firmness is not Firmness.OUTLOOK and shifts and not any(map(facts.is_certified, shifts)):
            yield Violation(
                Code.NOT_OUTLOOK,
                f"The week is called {week.firmness}; no certificate covers any of it.",
                week=week.number,
                date=shifts[0],
                source=FIRMNESS,
            )


def outlook_dated(facts: Facts) -> Iterator[Violation]:
    """An outlook has no dated days."""
    for week in facts.plan.weeks:
        if week.firmness is Firmness.OUTLOOK:
            for day in week.days:
                yield Violation(
                    Code.OUTLOOK_DATED,
                    "A dated day stands in a week that is only an outlook.",
                    week=week.number,
                    date=day.date,
                    source=FIRMNESS,
                )


def certified_until(facts: Facts) -> Iterator[Violation]:
    """The plan claims no later end of certification than the certificates on record."""
    latest = facts.case.latest_certificate()
    claimed = facts.plan.certified_until
    if latest is not None and (claimed is None or claimed > latest.valid_until):
        says = f"certified until {claimed}" if claimed else "without an end of certification"
        yield Violation(
            Code.CERTIFIED_UNTIL,
            f"The plan is {says}; the certificate ends on {latest.valid_until}.",
            date=latest.valid_until,
            source=certificate_source(latest),
        )


def review_outside_week(facts: Facts) -> Iterator[Violation]:
    """A review stands in its own week."""
    for week in facts.plan.weeks:
        if week.review_on is not None and monday_of(week.review_on) != week.monday:
            yield Violation(
                Code.REVIEW_OUTSIDE_WEEK,
                f"The review of {week.review_on} does not lie in the week from {week.monday}.",
                week=week.number,
                date=week.review_on,
                source="Calendar",
            )


def review_before_end(facts: Facts) -> Iterator[Violation]:
    """A clinical review falls three to five working days before certification ends, if the plan reaches that point.

    Where the certificate ends sooner than that after the start, any review before its end serves.
    """
    plan, (least, most) = facts.plan, _working_days()
    last_day = max((week.monday + timedelta(days=6) for week in plan.weeks), default=plan.start)
    for certificate in facts.case.certificates:
        end = certificate.valid_until
        if end < plan.start or facts.is_certified(end + timedelta(days=1)):
            continue
        window = _review_days(facts, end)
        if last_day < window[-1]:
            continue
        if window[-1] < plan.start:
            window = [plan.start, end]
        if not any(window[0] <= review <= window[-1] for review in _reviews(facts)):
            yield Violation(
                Code.REVIEW_BEFORE_END,
                f"The certificate ends on {end}; no clinical review falls from {window[0]} to {window[-1]},"
                f" {least} to {most} working days before.",
                week=next((w.number for w in plan.weeks if w.monday == monday_of(end)), None),
                date=end,
                source=certificate_source(certificate),
            )


def climb_cancelled(facts: Facts, stages: list[Stage], levels: list[Level]) -> Iterator[Violation]:
    """Nothing rises in a week whose climbs a review cancelled."""
    hours = {stage.week.number: "Hours" for stage in stages if stage.climbs}
    rising = {level.week.number: "Load" for level in levels if level.climbs} | hours
    for week in facts.plan.weeks:
        review = facts.case.ruling_review(week.monday)
        if week.number in rising and review is not None and review.holds(week.monday):
            yield Violation(
                Code.CLIMB_CANCELLED,
                f"{rising[week.number]} rise in a week that the review of {review.on} holds.",
                week=week.number,
                source=_review_source(review),
                overridable=True,
            )


def stepped_back(facts: Facts) -> Iterator[Violation]:
    """A task that a review stepped back keeps to its minutes a day, as long as the review holds."""
    for week in facts.plan.weeks:
        spans = [(day.date, 1, day.allocations) for day in week.days]
        if week.outlook_min and not week.days:
            spans = [(week.monday, week.days_per_week, week.duties)]
        for day, days, allocations in spans:
            review = facts.case.ruling_review(day)
            for step in review.steps_back if review is not None and review.holds(day) else []:
                minutes = sum(a.minutes for a in allocations if a.task_id == step.task_id)
                if review is not None and minutes > step.minutes_per_shift * days:
                    yield Violation(
                        Code.STEPPED_BACK,
                        f"A task has {minutes} min; the review of {review.on} left it"
                        f" {step.minutes_per_shift * days} min.",
                        week=week.number,
                        date=day,
                        task_id=step.task_id,
                        value=minutes,
                        limit=step.minutes_per_shift * days,
                        source=_review_source(review),
                        overridable=True,
                    )


def carried_weeks(facts: Facts) -> Iterator[Violation]:
    """A plan planned again begins with one of its weeks; those before are of a version on record."""
    plan = facts.plan
    if plan.planned_from is None:
        return
    weeks = [week for week in plan.weeks if week.number in facts.carried]
    on_record = [*facts.case.earlier_plans, *([facts.case.plan] if facts.case.plan else [])]
    former = [p for p in on_record if (p.id, p.version) != (plan.id, plan.version)]
    if plan.planned_from not in {week.monday for week in plan.weeks}:
        message = f"The plan was planned again from {plan.planned_from}, on which none of its weeks begins."
    elif not any([_worked(w) for w in p.weeks[: len(weeks)]] == [_worked(w) for w in weeks] for p in former):
        message = "The weeks before those planned again are not those of a version on record."
    else:
        return
    yield Violation(Code.CARRIED_WEEKS, message, date=plan.planned_from, source="Versions of the plan")


def _worked(week: PlanWeek) -> tuple[date, int, list[PlanDay]]:
    return week.monday, week.total_min, week.days


def _review_source(review: Review) -> str:
    by = f" by {review.by}" if review.by else ""
    return f"Review of {review.on}{by}"


def _working_days() -> tuple[int, int]:
    """The least and the most working days from the last clinical review to the end of a certificate."""
    figures = last_review()
    return figures.latest_working_days_before_end.value, figures.earliest_working_days_before_end.value


def _review_days(facts: Facts, end: date) -> list[date]:
    """The days with three to five working days (Monday to Friday, no public holiday) after them up to the end."""
    case, (least, most) = facts.case, _working_days()
    holidays = public_holidays(case.country, case.region, end.year - 1, end.year)
    found, day, working_days = [], end, 0
    while working_days <= most:
        if working_days >= least:
            found.append(day)
        working_days += day.weekday() < SATURDAY and day not in holidays
        day -= timedelta(days=1)
    return found[::-1]
