"""A graded return-to-work plan for a case: the same input gives the same plan, to the byte."""

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta

from ergo.analysis.policy import chosen_policy
from ergo.analysis.problems import planning_errors
from ergo.analysis.wording import date_words, listed
from ergo.analysis.worktime import DAYS_PER_WEEK, monday_of
from ergo.errors import InputError
from ergo.knowledge.catalogue import catalogue_item
from ergo.knowledge.policies import Policy
from ergo.model.capacity import Restriction
from ergo.model.case import Case
from ergo.model.plan import Allocation, Opener, Plan, PlanDay, PlanWeek
from ergo.planning.allocation import DayFiller
from ergo.planning.compile import Compiled, compile_problem
from ergo.planning.day import outside_rules, with_days
from ergo.planning.problem import NO_DUTIES, ProblemWeek
from ergo.planning.reasons import Explainer
from ergo.planning.replan import carried_over, resume_of
from ergo.planning.reviews import firmness, review_dates
from ergo.planning.search import Move, Progress, Search, Step
from ergo.planning.target import gentlest
from ergo.planning.variants import TaskVariant
from ergo.planning.week import FilledDay


def make_plan(
    case: Case,
    variants: Sequence[TaskVariant] = (),
    *,
    made_on: date,
    progress: Progress | None = None,
) -> Plan:
    """The graded plan of a case under the policy chosen in its plan settings.

    Parameters
    ----------
    case : Case
        A case with a start date, a policy, a roster and tasks.
    variants : sequence of TaskVariant
        Ways of working that chosen modifications make possible, with the date from which they exist.
    made_on : date
        The day on which the plan is made; it is printed and changes nothing else.
    progress : callable, optional
        Told the weeks searched and the weeks of all, after each; an exception that it raises ends the planning.

    Raises
    ------
    InputError
        When the case holds an error that stands in the way of a plan; the message lists every one.
    """
    chosen = _chosen_policy(case)
    _refuse_errors(case)
    chosen = gentlest(chosen, case, variants)
    return _named(with_days(case, _plan(case, variants, chosen, made_on, progress), variants))


def with_openers(
    case: Case, plan: Plan, variants: Sequence[TaskVariant] = (), candidates: Sequence[TaskVariant] = ()
) -> Plan:
    """The plan with what would bring full duties within the horizon, each change found by planning again.

    Parameters
    ----------
    case, variants
        As the plan was made from.
    plan : Plan
        A plan of that case; one that reaches full duties is returned as it is.
    candidates : sequence of TaskVariant
        Ways of working that nobody has chosen yet; each is tried on its own, as is each restriction in the way.
    """
    if plan.full_duties_week is not None:
        return plan
    return _named(plan.model_copy(update={"openers": _openers(case, variants, plan, candidates)}))


def assume_lifted(case: Case, restriction_ids: Sequence[str], from_date: date, *, hours: bool = True) -> Case:
    """A copy of a case in which the named restrictions may be lifted from a date, for comparison only.

    With ``hours`` a certificate without limits on hours follows from the same date to the end of the horizon.
    """
    assumed = case.model_copy(deep=True)
    for restriction in assumed.all_restrictions():
        if restriction.id in restriction_ids:
            earlier = restriction.may_lift_from
            restriction.may_lift_from = min(earlier, from_date) if earlier else from_date
    if hours and assumed.certificates:
        last = max(assumed.certificates, key=lambda c: (c.valid_until, c.issued_on))
        follower = last.model_copy(deep=True)
        follower.id = f"{last.id}-assumed"[:64]
        follower.valid_from, follower.valid_until = from_date, max(from_date, _last_day_planned(case))
        follower.max_minutes_per_day = follower.max_days_per_week = follower.max_minutes_per_week = None
        follower.restrictions = []
        assumed.certificates.append(follower)
    return assumed


def _last_day_planned(case: Case) -> date:
    settings = case.plan_settings
    weeks = timedelta(weeks=settings.horizon_weeks)
    return monday_of(settings.start) + weeks - timedelta(days=1) if settings.start else date.min


def _chosen_policy(case: Case) -> Policy:
    if case.plan_settings.start is None:
        raise InputError("Choose the date on which the plan starts.", item="Plan", field="start")
    return chosen_policy(case)


def _refuse_errors(case: Case) -> None:
    errors = planning_errors(case)
    if errors:
        listed = " ".join(f"{p.item}: {p.message}" for p in errors)
        raise InputError(listed, item=errors[0].item, field=errors[0].field)


def _plan(
    case: Case, variants: Sequence[TaskVariant], chosen: Policy, made_on: date, progress: Progress | None
) -> Plan:
    resume = resume_of(case)
    compiled = compile_problem(case, variants, chosen, resume)
    search = Search(compiled.problem, progress=progress)
    steps = search.best()
    explainer = Explainer(compiled, search.weeks, steps)
    start = case.plan_settings.start or made_on
    latest = case.latest_certificate()
    certified_until = latest.valid_until if latest else None
    first = compiled.problem.weeks[0].monday
    reviews = [r for r in review_dates(chosen, start, _last_day(compiled), certified_until) if r >= first]
    full_from = next((index for index, step in enumerate(steps) if step.full), None)
    carried = carried_over(resume, full_at_once=full_from == 0)
    weeks: list[PlanWeek] = []
    for index, (week, step) in enumerate(zip(compiled.problem.weeks, steps, strict=True)):
        before = steps[index - 1] if index else None
        limits = explainer.limits(step, week)
        days = [_dated(compiled, d) for d in step.days if d.day.certified]
        outlook_min = sum(d.paid_min for d in step.days if not d.day.certified)
        monday = week.monday
        last_shift = max((d.date for d in week.days), default=monday)
        weeks.append(
            PlanWeek(
                number=len(carried) + index + 1,
                monday=monday,
                firmness=firmness(monday, last_shift, reviews, certified_until),
                rung=max(0, step.rung),
                rung_label="no suitable duties"
                if step.rung == NO_DUTIES and any(day.available_min for day in week.days)
                else compiled.problem.rungs[max(0, step.rung)].label,
                days_per_week=len(step.days),
                minutes_per_day=max((d.paid_min for d in step.days), default=0),
                total_min=sum(d.paid_min for d in step.days),
                outlook_min=outlook_min,
                days=days,
                duties=_duties(compiled, step.days),
                limits=limits,
                reasons=[
                    explainer.hours_reason(week, step, before),
                    *explainer.step_reasons(step),
                    *explainer.calendar_reasons(step, monday),
                    *explainer.limit_reasons(step, limits),
                ],
                events=_events(compiled, index, step, before, carried),
                review_on=next(
                    (r for r in reviews if monday <= r < monday + timedelta(days=DAYS_PER_WEEK)), None
                ),
                full_duties=full_from is not None and index >= full_from,
            )
        )
    reached = [week.number for week in (*carried, *weeks) if week.full_duties]
    return Plan(
        made_on=made_on,
        start=start,
        planned_from=resume.monday if resume else None,
        target_date=case.plan_settings.target_date,
        certified_until=certified_until,
        policy=chosen,
        weeks=[*carried, *weeks],
        full_duties_week=min(reached, default=None),
        obstacles=[] if full_from is not None else explainer.obstacles(steps[-1], _last_worked(compiled)),
        day_rules=outside_rules(compiled, weeks),
    )


def _last_day(compiled: Compiled) -> date:
    return compiled.problem.weeks[-1].monday + timedelta(days=DAYS_PER_WEEK - 1)


def _last_worked(compiled: Compiled) -> ProblemWeek:
    weeks = compiled.problem.weeks
    return next((w for w in reversed(weeks) if any(d.available_min for d in w.days)), weeks[-1])


def _dated(compiled: Compiled, filled: FilledDay) -> PlanDay:
    start = next(s.start for s in compiled.shifts if s.date == filled.day.date)
    return PlanDay(
        date=filled.day.date,
        start=start,
        paid_min=filled.paid_min,
        allocations=_allocations(compiled, filled.minutes),
    )


def _allocations(compiled: Compiled, minutes: Sequence[int]) -> list[Allocation]:
    return [
        Allocation(task_id=way.task_id, modification_ids=list(way.modification_ids), minutes=amount)
        for way, amount in zip(compiled.ways, minutes, strict=True)
        if amount
    ]


def _duties(compiled: Compiled, days: Sequence[FilledDay]) -> list[Allocation]:
    """The week's time by task and way of working; a week may hold more minutes than a day."""
    totals = [sum(d.minutes[n] for d in days) for n in range(len(compiled.ways))]
    return _allocations(compiled, totals)


def _events(
    compiled: Compiled, index: int, step: Step, before: Step | None, carried: Sequence[PlanWeek]
) -> list[str]:
    """What changes in a week besides a planned step."""
    monday = compiled.problem.weeks[index].monday
    found = [
        f"From {date_words(way.from_date)} “{way.task.name}” is done with the modification."
        for way in compiled.ways
        if way.modification_ids and way.from_date and 0 <= (way.from_date - monday).days < DAYS_PER_WEEK
    ]
    for clearance in compiled.case.clearances:
        if clearance.cleared and 0 <= (clearance.valid_from - monday).days < DAYS_PER_WEEK:
            words = str(clearance.work).replace("_", " ")
            found.append(
                f"Cleared for safety-critical work ({words}) from {date_words(clearance.valid_from)}."
            )
    if step.move is Move.REENTRY:
        found.append("Return after an absence: one step lower.")
    if step.move is Move.START and before is not None:
        found.append("Work begins with the first step.")
    if step.cut:
        found.append("Fewer hours: the certificate allows less than the week before.")
    if before is not None and before.rung != NO_DUTIES and step.move in (Move.FALL, Move.NONE):
        found.append("Fewer hours: the duties permitted this week do not fill the hours of the week before.")
    if before is None and carried:
        found.append("Planned again from here, from the state that was reached.")
    return found


def _openers(
    case: Case, variants: Sequence[TaskVariant], plan: Plan, candidates: Sequence[TaskVariant]
) -> list[Opener]:
    """What would bring full duties within the horizon: each change on its own, and all restrictions together."""
    found: list[Opener] = []
    filler: DayFiller | None = None

    def full_duties(changed: Case, ways: Sequence[TaskVariant]) -> int | None:
        """The week of full duties of a changed case; days are filled once for all that have the same ways."""
        nonlocal filler
        resume = resume_of(changed)
        search = Search(compile_problem(changed, ways, plan.policy, resume).problem, filler)
        filler = search.weeks.filler
        first = len(resume.carried) + 1 if resume else 1
        return next((number for number, step in enumerate(search.best(), first) if step.full), None)

    def try_lifting(lifted: Sequence[Restriction], words: Sequence[str]) -> None:
        assumed = assume_lifted(case, [r.id for r in lifted], from_date)
        week = full_duties(assumed, variants)
        if week is not None:
            label = f"{listed([*words, *hours])} lifted from {date_words(from_date)}"
            restriction_id = lifted[0].id if len(lifted) == 1 else ""
            found.append(Opener(label=label, restriction_id=restriction_id, full_duties_week=week))

    latest = case.latest_certificate()
    from_date = latest.valid_until + timedelta(days=1) if latest else plan.start
    sources = {o.source_id for o in plan.obstacles}
    hours = ["the certified hours"] if latest and latest.id in sources else []
    restrictions = [r for r in case.all_restrictions() if r.may_lift_from is None]
    in_the_way = [r for r in restrictions if r.id in sources]
    for restriction in in_the_way:
        try_lifting([restriction], [f"“{restriction.wording}”"])
    if hours and not in_the_way:
        try_lifting([], [])
    for candidate in candidates:
        week = full_duties(case, [*variants, candidate])
        if week is not None:
            item = catalogue_item(candidate.modification_ids[-1])
            label = f"“{candidate.task.name}” with: {item.name}"
            found.append(Opener(label=label, item_id=item.id, full_duties_week=week))
    if not found and len(in_the_way) > 1:
        try_lifting(in_the_way, [f"“{r.wording}”" for r in in_the_way])
    if not found and restrictions:
        try_lifting(restrictions, ["all restrictions"])
    return [o.model_copy(update={"label": o.label[:1].upper() + o.label[1:]}) for o in found]


def _named(plan: Plan) -> Plan:
    """The plan under an id made of its content: the same for the same plan, another for any other.

    So a sign-off names exactly what was signed.
    """
    text = plan.model_dump_json(exclude={"id"})
    return plan.model_copy(update={"id": hashlib.sha256(text.encode()).hexdigest()[:12]})
