"""Fields of a scheme's form that the plan answers: goal, hours, duties, adjustments, how they rise, who does what."""

from collections.abc import Callable
from datetime import timedelta
from itertools import groupby

from ergo.analysis.case_words import NEED
from ergo.analysis.day_lines import duty_words
from ergo.analysis.match import in_force, is_unquantified
from ergo.analysis.wording import WEEKDAYS, date_words, hours_words, listed, range_words, span_words
from ergo.analysis.words import limit_words, rule_words
from ergo.drawing.hours import FIRMNESS_WORDS
from ergo.knowledge.documents import employer_plan_sentences
from ergo.knowledge.scheme_forms import FormField, general_fields
from ergo.model.capacity import Certificate, Need
from ergo.model.job import Importance
from ergo.model.plan import Firmness, Plan, PlanWeek, ReasonCode, RuleKind
from ergo.model.record import Supervision
from ergo.reports.employer_plan import GOALS, RESPONSIBLE
from ergo.reports.employer_weeks import changes
from ergo.reports.employer_work import hours_allowed, modifications, open_questions, reading_words
from ergo.reports.form_answers import NO_PLAN, Answer, Asked, chosen, said
from ergo.reports.form_record import Answering, certificate_words

_HOURS_FIELDS = {"hours_per_day", "days_per_week", "hours_per_week", "phase_grid"}
_BREAKS = (RuleKind.HOURLY_BREAK, RuleKind.CHANGE_POSTURE, RuleKind.DRIVING_LAW, RuleKind.WORK_LAW)


def _of_plan(lines: Callable[[Asked, Plan], list[str]]) -> Answering:
    def answer(asked: Asked, _: FormField) -> Answer:
        plan = asked.plan
        if plan is None:
            return Answer(why=NO_PLAN)
        return said(lines(asked, plan), f"Plan, version {plan.version}", "Not known: the plan does not say.")

    return answer


def _hours(
    certified: Callable[[Certificate], int | None],
    planned: Callable[[PlanWeek], int],
    words: Callable[[int], str],
) -> Answering:
    """What the certificate allows; where it says nothing, what the plan begins with."""

    def answer(asked: Asked, _: FormField) -> Answer:
        certificate = asked.certificate
        most = certified(certificate) if certificate is not None else None
        if certificate is not None and most is not None:
            return said([f"At most {words(most)}"], certificate_words(certificate))
        first = next((w for w in asked.plan.weeks if w.total_min), None) if asked.plan else None
        if first is None:
            return Answer(why="Not known: neither certificate nor plan says it.")
        origin = f"Plan, week {first.number}; the certificate gives no figure"
        return said([f"Proposed: {words(planned(first))}"], origin)

    return answer


def _hours_mode(asked: Asked, row: FormField) -> Answer:
    plan = asked.plan
    if plan is None:
        return Answer(why=NO_PLAN)
    totals = {week.total_min for week in plan.weeks if week.total_min}
    full = {week.total_min for week in plan.weeks if week.full_duties}
    picked = "graduated" if len(totals) > 1 else "regular" if totals == full else "modified"
    return chosen(row.options, [picked] if totals else [], f"Plan, version {plan.version}")


def _grid(_: Asked, plan: Plan) -> list[str]:
    """The hours of each weekday; weeks in a row that are alike share a line."""
    lines = []
    for (pattern, firmness), run in groupby(plan.weeks, key=lambda week: (_pattern(week), week.firmness)):
        weeks = list(run)
        number = range_words(weeks[0].number, weeks[-1].number)
        first, last = max(weeks[0].monday, plan.start), weeks[-1].monday + timedelta(days=6)
        dates = span_words(first, last)
        mark = "" if firmness is Firmness.FIRM else f" ({FIRMNESS_WORDS[firmness].lower()})"
        lines.append(f"{'Week' if len(weeks) == 1 else 'Weeks'} {number}, {dates}: {pattern}{mark}")
    return lines


def _pattern(week: PlanWeek) -> str:
    if not week.total_min:
        return "no hours"
    total = f"{hours_words(week.total_min)} a week"
    if not week.days or week.outlook_min:
        return f"{week.days_per_week} days of up to {hours_words(week.minutes_per_day)}; {total}"
    by_length: dict[int, list[str]] = {}
    for day in week.days:
        by_length.setdefault(day.paid_min, []).append(WEEKDAYS[day.date.weekday()])
    days = "; ".join(f"{listed(names)} {hours_words(minutes)}" for minutes, names in by_length.items())
    return f"{days}; {total}"


def _duties(asked: Asked, plan: Plan) -> list[str]:
    """The duties of the plan; weeks in a row with the same duties share a line."""
    lines = []
    for names, run in groupby(plan.weeks, key=lambda week: _names(asked, week)):
        weeks = list(run)
        if names:
            number = range_words(weeks[0].number, weeks[-1].number)
            mark = " (outlook)" if weeks[0].firmness is Firmness.OUTLOOK else ""
            lines.append(f"{'Week' if len(weeks) == 1 else 'Weeks'} {number}{mark}: {'; '.join(names)}")
    return lines


def _names(asked: Asked, week: PlanWeek) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            duty_words(asked.case, duty.task_id, duty.modification_ids)
            for duty in week.duties
            if duty.minutes
        )
    )


def _excluded(asked: Asked, plan: Plan) -> list[str]:
    """The tasks of the job that are not done from the first week on, with the week from which they are."""
    lines = []
    for task in asked.case.job.tasks:
        if task.importance is Importance.ALTERNATIVE:
            continue
        weeks = [w for w in plan.weeks if any(d.task_id == task.id and d.minutes for d in w.duties)]
        if not weeks:
            lines.append(f"{task.name}: not in this plan")
        elif weeks[0].number > 1:
            mark = ", an outlook" if weeks[0].firmness is Firmness.OUTLOOK else ""
            lines.append(f"{task.name}: not before week {weeks[0].number}{mark}")
    return lines


def _adjustments(asked: Asked, row: FormField) -> Answer:
    plan = asked.plan
    if plan is None:
        return Answer(why=NO_PLAN)
    hours = [week.total_min for week in plan.weeks if week.total_min]
    roster = asked.case.job.roster
    usual = max((shift.paid_min for shift in roster.shifts), default=0) if roster else 0
    picked = {
        "phased_return": len(set(hours)) > 1,
        "altered_hours": bool(hours) and plan.weeks[0].minutes_per_day < usual,
        "amended_duties": bool(_excluded(asked, plan)),
        "workplace_adaptations": bool(modifications(asked.case)),
    }
    answers = [name for name in row.options if picked[name]]
    return chosen(row.options, answers, f"Plan, version {plan.version}", "The plan changes nothing.")


def _modifications(asked: Asked, _: FormField) -> Answer:
    lines = (f"{m.words}: {m.responsible}; {m.in_place}" for m in modifications(asked.case))
    return said(lines, "Changes: what was chosen")


def _training(asked: Asked, _: FormField) -> Answer:
    lines = (f"{m.item}: {m.fitting}" for m in modifications(asked.case) if m.fitting)
    return said(dict.fromkeys(lines), "Changes: fitting and training")


def _supervision(asked: Asked, _: FormField) -> Answer:
    return said((_present(entry) for entry in asked.case.supervision), "Job: supervision")


def _present(entry: Supervision) -> str:
    days = listed([WEEKDAYS[number] for number in sorted(entry.weekdays)])
    until = f" until {date_words(entry.until)}" if entry.until else ""
    return f"{entry.by or 'A supervisor'} is present on {days or 'no day yet'}{until}"


def _responsibilities(_: Asked, __: Plan) -> list[str]:
    return [f"{who}: {' '.join(employer_plan_sentences(section))}" for section, who in RESPONSIBLE.items()]


def _raised(asked: Asked, plan: Plan) -> list[str]:
    return [f"Week {change.week}: {' '.join(change.what)}" for change in changes(asked.case, plan)]


def _prognosis(_: Asked, plan: Plan) -> list[str]:
    number = plan.full_duties_week
    if number is None:
        return []
    return [f"Full duties in week {number}, from {date_words(plan.weeks[number - 1].monday)}, as planned now"]


def _end(asked: Asked, plan: Plan) -> list[str]:
    reached = _prognosis(asked, plan)
    if not reached and plan.target_date is not None:
        return [f"{date_words(plan.target_date)}, as wanted; the plan does not reach full duties"]
    return reached


def _breaks(asked: Asked, plan: Plan) -> list[str]:
    rules = [
        rule for rule in plan.day_rules if rule.kind in _BREAKS and rule.from_week == plan.weeks[0].number
    ]
    needs = [NEED[n.need] for n in asked.case.needs if n.need in (Need.HOURLY_BREAK, Need.CHANGE_POSTURE)]
    return list(dict.fromkeys([*needs, *(rule_words(rule, asked.units) for rule in rules)]))


def _goal(asked: Asked, _: FormField) -> Answer:
    goal = asked.case.situation.goal
    return said([f"Return to {GOALS[goal]}" if goal else ""], "Case: goal")


def _other_limits(asked: Asked, _: FormField) -> Answer:
    """Limits in force that no other field of the form holds: restrictions by their reading, agreed starting limits."""
    form = asked.form
    own = {a.dimension for row in form.fields for a in general_fields()[row.field].amounts}
    lines = []
    if asked.certificate is not None and not _HOURS_FIELDS & {row.field for row in form.fields}:
        lines.append(hours_allowed(asked.certificate))
    for restriction in asked.case.all_restrictions():
        reading = restriction.reading
        if reading is None or is_unquantified(restriction) or not in_force(restriction, asked.on):
            continue
        others = [name for name in reading.dimensions if name not in own]
        if others:
            words = reading_words(reading.model_copy(update={"dimensions": others}), asked.units)
            lines.append(words[:1].upper() + words[1:])
    first = asked.plan.weeks[0] if asked.plan and asked.plan.weeks else None
    agreed = [x for x in first.limits if x.code is not ReasonCode.CERTIFICATE] if first else []
    lines += [f"{limit_words(x, asked.units)} (agreed start)" for x in agreed if x.dimension not in own]
    lines += open_questions(asked.case)
    return said(dict.fromkeys(lines), "Restrictions by their reading; first week of the plan")


def _essential(asked: Asked, _: FormField) -> Answer:
    tasks = [task.name for task in asked.case.job.tasks if task.importance is Importance.ESSENTIAL]
    return said(tasks, "Job: essential tasks")


PLANNED: dict[str, Answering] = {
    "rtw_goal": _goal,
    "hours_per_day": _hours(
        lambda c: c.max_minutes_per_day, lambda w: w.minutes_per_day, lambda m: f"{hours_words(m)} a day"
    ),
    "days_per_week": _hours(
        lambda c: c.max_days_per_week, lambda w: w.days_per_week, lambda n: f"{n} days a week"
    ),
    "hours_per_week": _hours(
        lambda c: c.max_minutes_per_week, lambda w: w.total_min, lambda m: f"{hours_words(m)} a week"
    ),
    "hours_mode": _hours_mode,
    "plan_start": _of_plan(lambda _, plan: [date_words(plan.start)]),
    "plan_end": _of_plan(_end),
    "prognosis": _of_plan(_prognosis),
    "phase_grid": _of_plan(_grid),
    "duties_allowed": _of_plan(_duties),
    "duties_excluded": _of_plan(_excluded),
    "progression_criteria": _of_plan(_raised),
    "upgrade_rule": _of_plan(_raised),
    "responsibilities": _of_plan(_responsibilities),
    "breaks": _of_plan(_breaks),
    "plan_version": _of_plan(lambda _, plan: [f"Version {plan.version}, made on {date_words(plan.made_on)}"]),
    "adjustments": _adjustments,
    "equipment_modifications": _modifications,
    "training_needed": _training,
    "supervision_arrangements": _supervision,
    "essential_functions": _essential,
    "other_limits": _other_limits,
}
"""The fields that plan, job and limits answer, by id."""
